"""Companies named in English and French by the last word of their names."""

import re
from collections.abc import Iterator
from typing import Final

_LAST: Final = (
    r"(?:Co|Corp|Inc|Ltd|Group|Holdings?|Technolog(?:y|ies)|Digital|Data|Cloud|"
    r"Compute|Computing|Energy|Telecom|Mobile|Unicom|"
    r"Information|Software|Networks?|Electric|Communications?|Industr(?:y|ies)|"
    r"Calcul|Donnees|Numerique|Energie|Reseaux|Informatique|Telecoms|"
    r"Investment|Capital|Intelligent|Systems|Semiconductor|Zhisuan|Yun)"
)
_NAME: Final = re.compile(
    r"(?<![\w-])[A-Z][\w&'-]+ (?:\([A-Z][\w ]{1,20}\) )?"
    rf"(?:[A-Z][\w&'-]+ ){{0,5}}{_LAST}(?![\w-])"
    r"(?:(?<=Co|td|nc)\.|(?<=Corp)\.)?(?! (?:[A-Z]|data|comput|campus|cent|park|hub|base|cluster"
    r"|facility|and (?:Information|Technology|Industr)))"
)
_OPENING: Final = re.compile(
    r"^(?:(?:The|A|An|In|At|On|By|For|Its|Their|And|But|With|From|While|As|"
    r"Le|La|Les|En|Dans|A|De|Pour|Selon|Owner|Operator|Promoteur|Tenant|Under|Behind|Like|"
    r"Together with)\s)+"
)


def without_opening(text: str, first: int, last: int) -> int:
    """Where a name begins behind words that open a sentence: "At Yuedian Group"."""
    opening = _OPENING.match(text[first:last])
    return first + (opening.end() if opening is not None else 0)


_OPEN: Final = frozenset(
    {
        "Information",
        "Advanced",
        "Artificial",
        "Science",
        "Internet",
        "Digital",
        "Big",
        "Cloud",
        "Open",
        "Public",
        "National",
        "Personal",
        "Green",
        "Clean",
        "East",
        "Eastern",
        "West",
        "Western",
    }
)


def find_names(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans of names that end in a word for a company: "Yuedian Digital", not "Big Data"."""
    for match in _NAME.finditer(text, start, end):
        first = without_opening(text, *match.span())
        words = text[first : match.end()].split()
        if len(words) >= 2 and not (len(words) == 2 and words[0] in _OPEN):
            yield first, match.end()


_DEFINES: Final = re.compile(
    r"\s?\([^()]{0,90}[\"“](?:the |la |le )?(?:Company|Group|Issuer|Societe|"
    r"Groupe)[\"”][^()]{0,60}\)"
)
_DEFINED: Final = re.compile(
    r"(?P<name>[A-Z][\w&.'-]{0,40}(?: (?:[A-Z][\w&.'-]{0,40}|of|and|&|\([A-Z]\w{1,20}\))){0,8}?"
    r"(?:,? (?:Co|Inc|Corp|Ltd|Limited)\.?){0,3})"
    r"(?:,(?! [A-Z]| which | where )(?:(?! (?:Limited|Ltd|Inc|Corporation)\b)[^.()]){2,160},?)?$"
)
_REACH: Final = 160


def defined_company(text: str) -> tuple[int, int] | None:
    """The company that a notice calls "the Company": its span; None where it names none."""
    match = _DEFINES.search(text)
    if match is None:
        return None
    first = max(0, match.start() - _REACH)
    cut = max(text.rfind(mark, first, match.start()) for mark in "\n:;(")
    for start in (
        m.start() for m in re.finditer(r"\b[A-Z]", text[max(first, cut + 1) : match.start()])
    ):
        at = max(first, cut + 1) + start
        name = _DEFINED.fullmatch(text, at, match.start())
        if name is not None:
            opening = _OPENING.match(name["name"])
            begin = at + (opening.end() if opening is not None else 0)
            return begin, name.end("name")
    return None


_CAPITALS: Final = re.compile(r"[A-Z]{2,6}")


def spelled_out(text: str, first: int, last: int) -> tuple[int, int]:
    """The span of the full name before which a company's capitals stand in brackets, else its own.

    Args:
        text: folded text of the page.
        first: first character of a company's name.
        last: character behind it.
    """
    capitals = text[first:last]
    if _CAPITALS.fullmatch(capitals) is None:
        return first, last
    for quote in ("", '"', "“"):
        at = text.find(f" ({quote}{capitals}", 0, first)
        if at < 0:
            continue
        begun = text.rfind("\n", 0, at) + 1
        for match in re.finditer(rf"\b{capitals[0]}", text[max(begun, at - _REACH) : at]):
            name = max(begun, at - _REACH) + match.start(), at
            initials = "".join(word[0] for word in re.split(r"[ -]", text[slice(*name)]) if word)
            if initials == capitals:
                return name
    return first, last
