"""Cards and racks in English and French whose number and noun stand apart, or is a word.

Belongs here: "30,000 of its own Kunlun chips", "16,000 Ascend 910B chips", "8,000 H800s", "fifty
racks". A number right before its noun is read with the other units.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain
from typing import Final

from dcpipeline.extract.figures import Figure
from dcpipeline.extract.segments import PageText
from dcpipeline.normalize.bounds import qualifier_of
from dcpipeline.normalize.lexicon import mapped

_NUMBER: Final = r"(?<![\d.,-])(?P<number>\d{1,3}(?:[, ]\d{3})+|\d{2,6})(?![\d.,]\d)"
_MODEL: Final = r"(?:[hab]\d{2,4}|910[abc]?|910 [abc]|h20|4090|mlu\d+|k100)"
_CARD: Final = (
    r"(?:cards?|chips?|gpus?|npus?|accelerators?|processors|cartes?|puces?|accelerateurs?|"
    r"processeurs)"
)
_MAKER: Final = (
    r"(?:(?:of )?(?:its|their|the \w+'s|his|de ses|de leurs)(?: own)? |(?:of )?\w+'s |"
    r"(?:own|domestic|nvidia|huawei|ascend|kunlun|ai|latest|hygon|cambricon|graphics|"
    r"domestically made|"
    r"homegrown|locally made) )"
)
_CARDS: Final = re.compile(
    rf"{_NUMBER} (?:{_MAKER}{{1,4}}(?:{_MODEL}s? )?{_CARD}|{_MAKER}{{0,3}}{_MODEL}(?:s\b|"
    rf" {_CARD}))\b"
)
# Words that make a number in words so many times greater.
_GREATER: Final = {
    "en": {"hundred": 100, "thousand": 1000}, "fr": {"cents": 100, "mille": 1000},
}  # fmt: skip
_ALONE: Final = {"one hundred": 100, "cent": 100, "mille": 1000, "cent mille": 100_000}
# Fewer in words are counted without meaning all: "two racks were shown".
_FEWEST: Final = 10


@lru_cache(maxsize=1)
def _in_words() -> dict[str, int]:
    """Numbers as words of English and French: ten, two hundred, trente mille."""
    found = dict(_ALONE)
    for language, greater in _GREATER.items():
        for words, (number, *_) in mapped("number_words", language).items():
            found[words] = int(number)
            for word, factor in greater.items():
                if int(number) < factor:
                    found[f"{words} {word}"] = int(number) * factor
    return {words: number for words, number in found.items() if number >= _FEWEST}


@lru_cache(maxsize=1)
def _counted_in_words() -> re.Pattern[str]:
    numbers = "|".join(sorted(_in_words(), key=lambda words: (-len(words), words)))
    return re.compile(
        rf"\b(?P<number>{numbers}) (?:(?P<cards>{_CARD})|"
        r"(?P<racks>(?:server )?(?:racks|cabinets)|baies|armoires))\b"
    )


# "the number of standard racks is expected to reach 260,000"
_APART: Final = re.compile(
    r"\b(?:(?P<standard>standard (?:server )?racks)|(?P<racks>(?:server )?(?:racks|cabinets))|"
    rf"(?P<servers>servers)|(?P<cards>(?:ai |gpu |accelerator )?{_CARD}))\b"
    r"(?:,? (?!and\b|but\b|while\b)[a-z'-]+){0,9}? "
    r"(?:reach(?:es|ed|ing)?|exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?|com(?:e|es|ing) to|came to|"
    r"total(?:s|ed|led|ling)?|hit|stands? at|stood at|top(?:s|ped)?|numbers?|numbered|be|is|was)"
    r"(?: (?:about|around|some|nearly|almost|over|above|more than|at least|up to|roughly))?"
    rf" {_NUMBER}(?=[,.;)]|$| (?:by|in|at|and|as|this|with|while|from|compared|last|,)\b)"
)
# "Rack count: 3,000", "le nombre de baies est de 3 000"
_LABELLED: Final = re.compile(
    r"\b(?:(?P<racks>rack|cabinet)|(?P<servers>server)|(?P<cards>gpu|card|chip|accelerator)) "
    rf"(?:count|numbers?|total) ?(?::|is|of|stands at) ?{_NUMBER}|"
    r"\bnombre (?:total )?(?:de |d')(?:(?P<racks2>baies|armoires|racks)|(?P<servers2>serveurs)|"
    r"(?P<cards2>cartes|puces|gpu|accelerateurs|processeurs))(?: [a-z']+){0,4}? "
    r"(?:est (?:de|d'environ)|sera de|atteint|atteindra|s'eleve a|depasse|passe a|:) ?"
    + _NUMBER.replace("number", "number2")
)
_SMALLEST: Final = 100


def _apart(page: PageText, taken: Sequence[tuple[int, int]]) -> Iterator[Figure]:
    """Racks, servers and cards whose number stands behind a verb or a label."""
    for match in chain(_APART.finditer(page.lower), _LABELLED.finditer(page.lower)):
        said = {name.rstrip("2"): name for name, words in match.groupdict().items() if words}
        first, last = match.span(said["number"])
        value = float(re.sub(r"\D", "", match[said["number"]]))
        if value < _SMALLEST or any(start < last and first < end for start, end in taken):
            continue
        name, unit = _UNITS[next(kind for kind in _UNITS if kind in said)]
        qualifier, start, end = qualifier_of(page.lower, first, last, last)
        yield Figure(name, start, end, value, unit=unit, qualifier=qualifier)


_UNITS: Final = {
    "standard": ("racks", "standard_2_5kw"),
    "racks": ("racks", "cabinet"),
    "servers": ("servers", "servers"),
    "cards": ("accelerators", "cards"),
}


# "5 000 baies, dont 1 800 sont deja installees": a part of the figure before.
_OF_WHICH: Final = re.compile(
    r",? (?:dont|of which|including) (?:environ |pres de |quelque |about |some )?"
    r"(?P<number>\d[\d,. ]*\d) (?:sont |ont ete |are |have been |were )?(?:deja |already |now )?"
    r"(?:installee?s?|installed|en service|in service|in use|deployee?s?|deployed|"
    r"operationnel(?:le)?s|operational|livree?s|delivered|en exploitation)\b"
)
_PARTS: Final = frozenset({"racks", "accelerators", "servers"})


def _parts(page: PageText, figures: Sequence[Figure]) -> Iterator[Figure]:
    for figure in figures:
        if figure.property not in _PARTS:
            continue
        match = _OF_WHICH.match(page.lower, figure.end)
        if match is not None:
            value = float(re.sub(r"\D", "", match["number"]))
            yield replace(
                figure, start=match.start("number"), end=match.end("number"), value=value, low=None,
                high=None, qualifier="exact",
            )  # fmt: skip


def find_counts(page: PageText, figures: Sequence[Figure]) -> Iterator[Figure]:
    """Cards and racks of a page that no figure read so far covers.

    Args:
        page: the page, in English or French.
        figures: all figures of the page.
    """
    yield from _parts(page, figures)
    taken = [(f.start, f.end) for f in figures]
    yield from _apart(page, taken)
    for pattern in (_CARDS, _counted_in_words()):
        for match in pattern.finditer(page.lower):
            first, last = match.span()
            if any(start < last and first < end for start, end in taken):
                continue
            racks = pattern is not _CARDS and match["racks"]
            said = match["number"]
            value = float(_in_words().get(said) or re.sub(r"\D", "", said))
            qualifier, start, end = qualifier_of(page.lower, first, match.end("number"), last)
            yield Figure(
                "racks" if racks else "accelerators", start, end, value,
                unit="cabinet" if racks else "cards", qualifier=qualifier,
            )  # fmt: skip
