"""Models of accelerator cards named on a page."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from dcpipeline.normalize.lexicon import listed
from dcpipeline.normalize.matching import beginning_of, matches_from

_NUMBER: Final = r"[ -]?(?:[a-z]{0,3}\d{2,4}[a-z]{0,2}(?![\d.,]*[万亿p张台块卡枚]))"


def find_models(lower: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans of model names in a sentence: a maker's word with its number, or a known number."""
    behind = start
    for match in matches_from(_first(), _pattern(), lower, start, end):
        if match.start() >= behind:
            behind = match.end()
            yield match.start(), match.end()


@lru_cache(maxsize=1)
def _first() -> re.Pattern[str]:
    return beginning_of([*listed("accelerator_makers"), *listed("accelerator_models")])


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    makers = "|".join(re.escape(word) for word in listed("accelerator_makers"))
    known = "|".join(re.escape(word) for word in listed("accelerator_models"))
    return re.compile(
        rf"(?<![a-z\d])(?:(?:(?:{makers})[ -]?)+(?:(?:{known})(?![a-z\d])|{_NUMBER})|"
        rf"(?:{known})(?![a-z\d]))"
    )
