"""Names in Latin letters that a page takes up again: by number, by code, or set in quotes."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from dcpipeline.extract.anchors import Anchor

_NUMBERED: Final = re.compile(r"\b(?P<base>[A-Z][a-z]+ [A-Z][a-z]+) (?P<number>I{1,3}|IV|V)\b")
_NEVER: Final = re.compile(r"(?!)")
_TRADE: Final = re.compile(
    r"\b(?:comput(?:e|ing|er)|supercomput(?:er|ing)|data|cloud|ai|datacent\w+|calcul|donnees|ia)\b",
    re.IGNORECASE,
)
_SITE: Final = (
    r"(?:[Dd]ata[ -]?[Cc]ent(?:er|re)s?|[Dd]atacent(?:er|re)s?|[Cc]ampus|[Cc]ent(?:er|re)|"
    r"[Cc]omputing [Cc]ent(?:er|re)|[Cc]entre de (?:donnees|calcul))"
)
# The code of a site stands in its name: "Huidong HD3 data center", "campus NX-02".
_CODE: Final = re.compile(
    rf"\b(?P<code>[A-Z]{{2,4}}-?\d{{1,3}})(?= (?:[\w-]+ ){{0,2}}{_SITE})|"
    rf"\b{_SITE} (?P<behind>[A-Z]{{2,4}}-?\d{{1,3}})\b"
)
# Chips and products that look like a code.
_PRODUCT: Final = re.compile(
    r"(?:RTX|MLU|DCU|GB|HGX|DGX|MI|FP|BF|INT|TF|PUE|PM|UTC|GMT|USD|RMB|CNY|COVID|IPO|ISO|AI|Q|H|"
    r"FY|CO|GPT|NPU|GPU|CPU|TPU|BR|PH)-?\d"
)
_QUOTED: Final = re.compile(
    r"(?P<name>[\"“«]\s?[A-Z][^\"“”«»]{2,50}?\s?[\"”»])(?=,? (?:an?|the|un|une|le|la)\s"
    r"(?:[\w.,'%-]+ ){0,5}?(?:data|comput\w+|datacent\w+|campus|supercomput\w+|"
    r"cent(?:er|re)\b|cluster|hub|facility|complexe|pole|parc|park))"
)


_CALLED: Final = re.compile(
    r"\b(?:[Bb]aptis|[Nn]omm|[Dd]enomm|[Ss]urnomm|[Cc]alled|[Nn]amed|[Dd]ubbed)\w* $"
)


def find_short(text: str, start: int, end: int) -> Iterator[Anchor]:
    """Numbered names, codes of names and names in quotes before what they are, in a sentence.

    Args:
        text: folded text of the page.
        start: first character of the sentence.
        end: character behind the sentence.
    """
    for match in _numbered(text).finditer(text, start, end):
        yield Anchor("named", match.start(), match.end(), match.group())
    for match in _codes(text).finditer(text, start, end):
        yield Anchor("pronoun", match.start(), match.end(), match.group())
    for match in _QUOTED.finditer(text, start, end):
        if _CALLED.search(text, start, match.start()):
            continue  # the name of what is named behind it
        yield Anchor("named", *match.span("name"), match["name"].strip('"“”«» '))


@lru_cache(maxsize=4)
def _numbered(text: str) -> re.Pattern[str]:
    """Names that only their numbers tell apart: Cloud Brain I and Cloud Brain II."""
    numbers: dict[str, set[str]] = {}
    for match in _NUMBERED.finditer(text):
        numbers.setdefault(match["base"], set()).add(match["number"])
    bases = [
        base for base, found in numbers.items() if len(found) > 1 and not base.startswith("Phase")
    ]
    if not bases or _TRADE.search(text) is None:
        return _NEVER
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(bases)))}) (?:I{{1,3}}|IV|V)\b")


@lru_cache(maxsize=4)
def _codes(text: str) -> re.Pattern[str]:
    """The codes of the names of a page."""
    found = {match["code"] or match["behind"] for match in _CODE.finditer(text)}
    codes = sorted(code for code in found if not _PRODUCT.match(code))
    if not codes:
        return _NEVER
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, codes))})\b(?!-)")
