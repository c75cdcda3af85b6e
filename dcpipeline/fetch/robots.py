"""Reading robots.txt (RFC 9309) for one crawler."""

import re
from typing import Final

from protego import Protego

_AGENT_LINE: Final = re.compile(r"\s*user[- ]?agent\s*(?::|\s)\s*(.*)", re.IGNORECASE | re.DOTALL)
_TOKEN: Final = re.compile(r"[\w-]*")
_OTHERS: Final = "User-agent: somebody-else"
_LINE_ENDS: Final = re.compile(rb"\r\n|\r|\n")


class Robots:
    """What one robots.txt says to one crawler.

    Args:
        content: the file as received.
        token: product token of the crawler.
        most: bytes that are read; a line that they cut is left out.
    """

    def __init__(self, content: bytes, token: str, most: int = 500 * 1024) -> None:
        lines = _LINE_ENDS.split(content[: most + 1].removeprefix(b"\xef\xbb\xbf"))
        if len(content) > most:
            lines.pop()
        self._token = token
        self._rules = Protego.parse("\n".join(_kept(lines, token.lower())))

    def allows(self, url: str) -> bool:
        """Whether a whole address may be fetched."""
        return self._rules.can_fetch(url, self._token)

    @property
    def crawl_delay(self) -> float:
        """Seconds between requests that the file asks for; 0 when it asks for none."""
        return self._rules.crawl_delay(self._token) or 0.0


def _kept(lines: list[bytes], token: str) -> list[str]:
    """The lines with every crawler that we are not as one and the same other.

    The parser keeps each rule once per crawler it is for: ten thousand names over ten thousand
    rules would fill the memory. It also takes the beginning of our name for our name.
    """
    kept: list[str] = []
    for line in lines:
        # the parser takes other characters for line ends, too
        text = " ".join(line.decode("utf-8", "replace").splitlines())
        found = _AGENT_LINE.fullmatch(text.split("#", 1)[0])
        if found is None:
            kept.append(text)
            continue
        name = found[1].strip()
        ours = (_TOKEN.match(name) or [""])[0].lower() == token
        spelled = f"User-agent: {token if ours else '*'}" if ours or name == "*" else _OTHERS
        if not kept or kept[-1] != spelled:
            kept.append(spelled)
    return kept
