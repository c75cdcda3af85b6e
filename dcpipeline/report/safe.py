"""Text and addresses of others, made fit to be shown."""

from functools import lru_cache
from typing import Final
from urllib.parse import urlsplit

# The same names and addresses stand behind many cells.
REMEMBERED: Final = 20_000
LINKED: Final = frozenset({"http", "https"})


@lru_cache(maxsize=REMEMBERED)
def words(text: str | None) -> str | None:
    """Text in which nothing steers the reader's eye: controls, bidi overrides too, are spelled out.

    Markup stays as it is; whoever writes the text into a page escapes it.
    """
    if text is None:
        return None
    joined = " ".join(text.split())
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in joined)


@lru_cache(maxsize=REMEMBERED)
def address(url: str | None) -> str | None:
    """The address if a browser may follow it, else None: only http and https with a host are."""
    if not url or not url.isprintable() or any(c.isspace() for c in url):
        return None
    try:
        parts = urlsplit(url)
        followed = parts.scheme in LINKED and bool(parts.hostname)
    except ValueError:
        return None
    return url if followed else None
