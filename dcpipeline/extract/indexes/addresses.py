"""Addresses as pages print them, made absolute."""

from typing import Final
from urllib.parse import urldefrag, urljoin, urlsplit

_LONGEST: Final = 2_000
_TAB_AND_BREAKS: Final = str.maketrans("", "", "\t\r\n\0")
_NO_ADDRESS: Final = "no web address"


def absolute(base: str, href: str | None) -> tuple[str | None, str]:
    """The address that a link on a page leads to.

    Args:
        base: address of the page.
        href: the link as printed.

    Returns:
        The absolute address without fragment, or None with the reason.
    """
    # Browsers drop tabs and line breaks inside an address, too.
    printed = (href or "").translate(_TAB_AND_BREAKS).strip()
    if not printed:
        return None, "no address"
    try:
        url = urldefrag(urljoin(base, printed)).url.replace(" ", "%20")
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return None, _NO_ADDRESS
    if parts.scheme not in {"http", "https"} or not host:
        return None, _NO_ADDRESS
    if parts.username is not None or not url.isprintable() or len(url) > _LONGEST:
        return None, "an address that is not asked for"
    if url == urldefrag(base).url:
        return None, "a link to the index itself"
    return url, ""


def host_of(url: str) -> str:
    """The host of an absolute address, in small letters."""
    return urlsplit(url).hostname or ""
