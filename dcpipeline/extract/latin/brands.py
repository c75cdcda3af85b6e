"""Owners that English pages tell by a name of a site, or by being about one company's results."""

import re
from collections.abc import Sequence
from typing import Final

_FIRST: Final = r"[A-Z][\w&-]{2,30}"
# "Kaida Technology Songshan Lake Data Centre": a word for a company closes the owner's name.
_COMPANY: Final = re.compile(
    rf"(?P<name>{_FIRST} (?:Technology|Technologies|Group|Telecom|Digital|Holdings|Networks|"
    r"Software|Semiconductor|Telecoms|Internet)) (?=[A-Z][\w'-]+ )"
)
_NO_FIRST: Final = re.compile(
    r"(?:The|New|Big|National|State|City|North|South|East|West|Central|China|Greater|Green|Smart|"
    r"Future|Global|International|Advanced|Super|Cloud|Data|Digital|Science|"
    r"University|Optics|Valley|Lake|Bay|Port|Mount|Phase|Provincial|Municipal|First|Second|"
    r"Third|Yangtze|Pearl|Yellow|Silk|Belt|Artificial|Intelligent|Internet|Information|Modern)\b"
)


def brand_of_name(name: str, places: Sequence[int], rest: str) -> tuple[int, int] | None:
    """The words at the beginning of a site's name that are its company's; None without any.

    Args:
        name: the name, as printed.
        places: where places begin in the name.
        rest: the text of the page without its places and without this name.
    """
    first = name.split(" ", 1)[0]
    if 0 in places or _NO_FIRST.match(name):
        return None
    match = _COMPANY.match(name)
    if match is not None and not any(place < match.end("name") for place in places):
        return match.span("name")
    told = re.search(rf"\b{re.escape(first)}\b(?! (?:city|county|district|park|valley))", rest)
    if len(first) + 1 in places and first[:1].isupper() and told is not None:
        return 0, len(first)
    return None


# "Lanyun Data posted net revenue of": a story about one company's results.
_REPORTS: Final = re.compile(
    r"(?:^|\n)(?P<name>[A-Z][\w&.-]+(?: [A-Z][\w&.-]+){0,4})(?: \([^()\n]{2,60}\))?"
    r"(?:, [^,\n]{2,80},)? (?:has |have |today |on \w+day )*(?:posted|reported|booked|recorded|"
    r"logged|announced (?:its|unaudited)) [^.\n]{0,60}?\b(?:revenues?|results|earnings|profit|"
    r"loss|quarter)\b"
)


def reporting_company(text: str) -> tuple[int, int] | None:
    """The company whose results a page tells: the span of its name; None for other pages."""
    match = _REPORTS.search(text)
    return None if match is None else match.span("name")
