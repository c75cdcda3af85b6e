"""Words that make an entry of an index worth reading."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from dcpipeline.normalize.lexicon import listed

# Names that stand for many words in a source file.
AI_DATA_CENTERS: Final = "ai_data_centers"
EVERYTHING: Final = "everything"


@lru_cache(maxsize=64)
def wanted_words(words: tuple[str, ...]) -> tuple[str, ...] | None:
    """Words to look for, with the shipped vocabulary put in for its name.

    Args:
        words: as a source file lists them.

    Returns:
        The words, or None where ``everything`` is wanted.
    """
    if EVERYTHING in words:
        return None
    return tuple(dict.fromkeys(_expanded(words)))


def _expanded(words: Iterable[str]) -> Iterable[str]:
    for word in words:
        if word == AI_DATA_CENTERS:
            yield from listed("index_words")
        else:
            yield word
