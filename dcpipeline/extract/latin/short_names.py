"""Names in Latin letters that a page takes up again: by number, by code, or set in quotes."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from dcpipeline.extract.anchors import Anchor

_NUMBERED: Final = re.compile(r"\b(?P<base>[A-Z][a-z]+ [A-Z][a-z]+) (?P<number>I{1,3}|IV|V)\b")
# "Kunshan 2 ("KS2")", "the Langfang 7 centre": sites of one company, numbered by place.
_COUNTED: Final = re.compile(
    r"\b(?P<base>(?!(?:The|Our|Its|Of|In|At|On|And|But|With|For|From|No|Phase|Building|Hall|Room|Zone|Tier|Block|Unit|Plot|Class|Type|Line|Level|"
    r"Stage|Article|Figure|Table|Chapter|Part|Module|Area|Lot|Top|Page|Section|Jan\w*|Feb\w*|March|"
    r"April|May|June?|July?|Aug\w*|Sept?\w*|Oct\w*|Nov\w*|Dec\w*|\w+day|Batiment|Tranche) )"
    r"[A-Z][a-z]{2,}(?: [A-Z][a-z]{2,})?) \d{1,2}"
    r"(?= \([\"“]?[A-Z]{2,4}-?\d{1,3}[\"”]?\)| (?:[Dd]ata ?[Cc]ent|[Dd]atacent|cent(?:er|re)\b|"
    r"campus\b)|, (?:an?|its|the|un|son) (?:[\w-]+ ){0,2}?(?:data ?cent|datacent|campus\b))"
)
# "a computing center, Yajiang-1": a name with its number behind a noun for a site.
_HYPHENED: Final = re.compile(
    r"\b(?:cent(?:er|re)|supercomputer|campus|facility|cluster|complexe?|calcul|calculateur)"
    r"(?: (?:from|of|in|a|de) [A-Z]\w+)?,? (?:called |named |dubbed |baptise |nomme )?"
    r"[\"“«]?(?P<name>[A-Z][a-z]{3,}-\d{1,2})\b"
)
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
    for match in _counted(text).finditer(text, start, end):
        yield Anchor("named", match.start(), match.end(), match["name"])
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
def _counted(text: str) -> re.Pattern[str]:
    """Names with a figure that a page takes up again without a noun: Kunshan 2, Yajiang-1."""
    bases = sorted({match["base"] for match in _COUNTED.finditer(text)})
    whole = sorted({match["name"] for match in _HYPHENED.finditer(text)})
    if not (bases or whole) or _TRADE.search(text) is None:
        return _NEVER
    names = [*map(re.escape, whole)]
    if bases:
        names.append(rf"(?:{'|'.join(map(re.escape, bases))}) \d{{1,2}}")
    return re.compile(
        rf"\b(?P<name>{'|'.join(names)})\b"
        r"(?![.,]\d|-| ?%| (?:[kmg]w|million|billion|percent|years?)\b)"
        r"(?: (?:data cent(?:er|re)|cent(?:er|re)|campus)\b)?"
    )


@lru_cache(maxsize=4)
def _codes(text: str) -> re.Pattern[str]:
    """The codes of the names of a page."""
    found = {match["code"] or match["behind"] for match in _CODE.finditer(text)}
    codes = sorted(code for code in found if not _PRODUCT.match(code))
    if not codes:
        return _NEVER
    # HKG1 beside HKG2: a sister site.
    letters = sorted({re.escape(code.rstrip("0123456789")) for code in codes})
    sisters = re.findall(rf"\b(?:{'|'.join(letters)})\d{{1,3}}\b(?!-)", text)
    codes = sorted({*codes, *sisters})
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, codes))})\b(?!-)")


# "Yunhe Mobile's data center in Heyuan": no name of its own, but the words that tell it apart.
_POSSESSOR: Final = re.compile(
    r"(?:[A-Z][\w.&-]*|\([A-Z][\w ]{1,20}\))(?: (?:of|and|[A-Z][\w.&-]*|\([A-Z][\w ]{1,20}\)))*'s? "
    r"(?:(?!(?:other|own|next|second|third|fourth|latest|newest|for|of|to|in|an?|the|and|or|with|"
    r"at|"
    r"by|on)\b)[\w$.%-]+ ){0,4}$"
)
_NO_POSSESSOR: Final = re.compile(
    r"(?:China|(?:The )?World|It|That|What|There|Here|He|She|Beijing and \w+)'s? "
)
# "Yunhe's 1.9bn-yuan data center", "Yunhe's 200 MW campus": described, not called.
_FIGURE: Final = re.compile(
    r"\d[\w.,]*[ -]?(?:[kmg]w|m|bn|million|billion|yuan|racks?|rack)\b", re.I
)
_IN_PLACE: Final = re.compile(r" (?:in|at|near) [A-Z][\w'-]+(?: [A-Z][\w'-]+){0,3}")
_LONGEST_POSSESSOR: Final = 80
# "it", "its"
_PRONOUN: Final = 3


def possessed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The words that name a site by its owner or city; None where nobody's name stands before it.

    Args:
        text: folded text of the page.
        start: first character of the noun for the site.
        end: character behind it.
    """
    if end - start <= _PRONOUN:
        return None
    first = max(text.rfind("\n", 0, start) + 1, start - _LONGEST_POSSESSOR)
    owner = _POSSESSOR.search(text, first, start)
    if owner is None or _NO_POSSESSOR.match(text, owner.start()):
        return None
    if _FIGURE.search(text, owner.start(), start):
        return None
    place = _IN_PLACE.match(text, end)
    return owner.start(), end if place is None else place.end()
