"""Names of companies: lists taken apart, one normal form per name."""

import re
from dataclasses import dataclass
from typing import Final

from dcpipeline.normalize.lexicon import listed
from dcpipeline.normalize.text import clean, fold

_SEPARATORS: Final = re.compile(r"[;；]|→")
_TRAILING_BRACKET: Final = re.compile(r"^(?P<name>[^()]+?) \((?P<inside>[^()]+)\)$")
# Special treatment marks of the stock exchanges say nothing about who the company is.
_MARK: Final = re.compile(r"^\*?st(?=[\u4e00-\u9fff])")
_PUNCTUATION: Final = re.compile(r"[\s.,'\"·&/()\[\]-]+")


@dataclass(frozen=True, slots=True)
class Operator:
    """One company or body as named.

    Attributes:
        name: for display: half width, single spaces.
        key: for comparison: folded, lower case, without legal form, punctuation and exchange mark.
            The word for group (集团) stays: a group is not its subsidiary.
        alias: a second name in brackets behind the first, None without one.
        text: the words as written.
    """

    name: str
    key: str
    alias: str | None
    text: str


def parse_operators(text: str) -> tuple[Operator, ...]:
    """The companies of a cell, separated by semicolons; an arrow (hands over to) separates too.

    Repeated names are given once, in the order of the cell. An empty cell gives none.
    """
    found: dict[str, Operator] = {}
    for part in _SEPARATORS.split(text):
        name = clean(part)
        if not name:
            continue
        operator = _operator(name, part.strip())
        found.setdefault(operator.key, operator)
    return tuple(found.values())


def operator_key(name: str) -> str:
    """The form in which two spellings of one company name are equal.

    Width, case, accents, blanks, punctuation and the legal form (有限公司, Co., Ltd.) do not count.
    Short names and subsidiaries are not resolved here: that is a judgement, not a spelling.
    """
    folded = _MARK.sub("", fold(clean(name)).text.lower())
    return _PUNCTUATION.sub("", _without_legal_form(folded)) or _PUNCTUATION.sub("", folded)


def _operator(name: str, text: str) -> Operator:
    match = _TRAILING_BRACKET.match(name)
    if match is None:
        return Operator(name, operator_key(name), None, text)
    return Operator(match["name"], operator_key(match["name"]), match["inside"], text)


def _without_legal_form(name: str) -> str:
    stripped = name.rstrip(" .,")
    for form in listed("legal_forms"):
        bare = form.rstrip(" .,")
        rest = stripped[: -len(bare)].rstrip(" .,")
        stands_apart = not bare.isascii() or stripped[len(rest) : len(rest) + 1] in (" ", ".", ",")
        if stripped.endswith(bare) and rest and stands_apart:
            return rest
    return stripped
