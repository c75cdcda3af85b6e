"""From the text of an address to its parts, in the one spelling that is sent and checked."""

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

import idna

from dcpipeline.fetch.errors import RefusedError

_DEFAULT_PORT = {"http": 80, "https": 443}
_PATH_SAFE = "/%:@!$&'()*+,;=~-._"
_QUERY_SAFE = _PATH_SAFE + "?"
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMERIC = re.compile(r"[0-9]+|0x[0-9a-f]*")
_BARE_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")
_ESCAPE = re.compile("%[0-9a-fA-F]{2}")


@dataclass(frozen=True, slots=True)
class Address:
    """A checked address.

    Attributes:
        scheme: http or https.
        host: name in ASCII and lower case, or an IP address without brackets.
        port: port number.
        target: path and query, percent-encoded.
    """

    scheme: str
    host: str
    port: int
    target: str

    @property
    def authority(self) -> str:
        """Host and port as they stand in the Host header."""
        name = f"[{self.host}]" if ":" in self.host else self.host
        return name if self.port == _DEFAULT_PORT[self.scheme] else f"{name}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        return f"{self.scheme}://{self.authority}"

    @property
    def url(self) -> str:
        """The whole address."""
        return self.origin + self.target

    @property
    def is_default_port(self) -> bool:
        """Whether the port is one of the web's own."""
        return self.port in _DEFAULT_PORT.values()


def parse_address(text: str, *, longest: int = 8192) -> Address:
    """The parts of an address; Chinese names and paths are encoded, the fragment is dropped.

    Raises:
        RefusedError: it is not an address of a web page.
    """
    cleaned = re.sub("[\t\r\n]", "", text).strip("".join(map(chr, range(33))))
    if not cleaned or len(cleaned) > longest:
        raise RefusedError("bad_address", f"The address has {len(cleaned)} characters.")
    try:
        parts = urlsplit(cleaned)
        scheme = parts.scheme.lower()
        if scheme not in _DEFAULT_PORT:
            raise RefusedError("scheme", f"{_shown(scheme) or 'no scheme'} is not http or https.")
        host = _host(parts.netloc, parts.hostname or "")
        port = parts.port or _DEFAULT_PORT[scheme]
        target = _path(parts.path) + (f"?{_escaped(parts.query, _QUERY_SAFE)}" * bool(parts.query))
    except ValueError as fault:
        raise RefusedError("bad_address", f"{_shown(cleaned)}: {_shown(str(fault))}.") from fault
    return Address(scheme, host, port, target)


def redirected(base: Address, location: str) -> str:
    """Where a redirect points: the header's bytes, read as Latin-1, are UTF-8 or kept as bytes.

    Raises:
        RefusedError: it points nowhere.
    """
    raw = location.encode("latin-1", "replace")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        text = quote(raw, safe="".join(map(chr, range(33, 127))))
    try:
        return urljoin(base.url, text.strip())
    except ValueError as fault:
        raise RefusedError("bad_address", f"A redirect to {_shown(text)}.") from fault


def _host(netloc: str, host: str) -> str:
    if "@" in netloc or "\\" in netloc or "%" in netloc:
        raise ValueError("user names, backslashes and escapes do not belong into the host")
    if netloc.startswith("["):
        return str(ipaddress.IPv6Address(host))
    name = host if host.isascii() else idna.encode(host, uts46=True).decode("ascii")
    name = name.lower().removesuffix(".")
    labels = name.split(".")
    if _NUMERIC.fullmatch(labels[-1]):
        return str(ipaddress.IPv4Address(name))  # four plain decimal numbers, no other spelling
    if len(name) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise ValueError("no name of a host")
    return name


def _path(path: str) -> str:
    """The path without dot segments, so that it can't hide from robots.txt where it leads."""
    kept: list[str] = []
    parts = _escaped(path, _PATH_SAFE).split("/")[1:]
    for position, part in enumerate(parts):
        plain = part.replace("%2E", ".")
        last = position == len(parts) - 1
        if plain in (".", ".."):
            kept = kept[:-1] if plain == ".." else kept
            kept += [""] if last else []
        else:
            kept.append(part)
    return "/" + "/".join(kept)


def _escaped(text: str, safe: str) -> str:
    if any(ord(letter) < 32 or ord(letter) == 127 for letter in text):
        raise ValueError("control characters")
    encoded = quote(_BARE_PERCENT.sub("%25", text), safe=safe)
    return _ESCAPE.sub(lambda match: match[0].upper(), encoded)


def _shown(text: str) -> str:
    return ascii(text[:100]).strip("'\"")
