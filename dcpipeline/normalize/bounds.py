"""How words bound a figure: about, at least, at most."""

from collections.abc import Iterator
from functools import lru_cache

from dcpipeline.normalize.lexicon import mapped
from dcpipeline.normalize.values import Qualifier

# Verbs and spaces that may stand between the word and the figure: 超过达, over US$.
_BETWEEN = (" ", "\u00a0", "达到", "达", "为", "至", "的", "(", "les ")
_REACH = 28
_QUALIFIERS: tuple[Qualifier, ...] = ("at_least", "at_most", "about")


@lru_cache(maxsize=2)
def _words(section: str) -> tuple[tuple[str, Qualifier], ...]:
    found: list[tuple[str, Qualifier]] = []
    for word, meanings in mapped(section).items():
        found.extend((word, name) for name in _QUALIFIERS if name in meanings)
    return tuple(sorted(found, key=lambda pair: (-len(pair[0]), pair)))


@lru_cache(maxsize=2)
def _any_word(section: str) -> tuple[str, ...]:
    return tuple(word for word, _ in _words(section))


def _ending(before: str) -> tuple[tuple[str, Qualifier], ...]:
    """The words that could stand before a figure: none, for nearly every figure."""
    words = "qualifiers_before"
    return _words(words) if before.endswith(_any_word(words)) else ()


def qualifier_of(text: str, start: int, end: int, unit_end: int) -> tuple[Qualifier, int, int]:
    """The bound that the words around a figure put on it.

    Args:
        text: folded text, lower case.
        start: first character of the figure, currency sign included.
        end: character behind the digits and multipliers.
        unit_end: character behind the unit.

    Returns:
        The qualifier, ``exact`` without a word, and the span of figure and word together. A word
        before the figure outranks one behind it (近3000余 is near 3000).
    """
    for before in _shortened(text[max(0, start - _REACH) : start]):
        for word, qualifier in _ending(before):
            if before.endswith(word) and _is_word(before, len(before) - len(word), word):
                return qualifier, text.rindex(word, 0, start), unit_end
    for position in (end, unit_end):
        behind = text[position : position + _REACH].lstrip()
        if not behind.startswith(_any_word("qualifiers_after")):
            continue
        for word, qualifier in _words("qualifiers_after"):
            if behind.startswith(word) and not _runs_on(behind, word):
                begins = text.index(word, position)
                return qualifier, start, max(unit_end, begins + len(word))
    return "exact", start, unit_end


def _shortened(before: str) -> Iterator[str]:
    """The text before a figure, then without each verb or space that stands between."""
    yield before
    shorter = True
    while shorter:
        shorter = False
        for filler in _BETWEEN:
            if before.endswith(filler) and before != filler:
                before, shorter = before[: -len(filler)], True
                yield before


def _is_word(text: str, position: int, word: str) -> bool:
    """Whether a Latin word does not begin inside another one."""
    return not (word[0].isascii() and word[0].isalpha() and text[:position][-1:].isalnum()
                and text[:position][-1:].isascii())  # fmt: skip


def _runs_on(text: str, word: str) -> bool:
    """Whether a Latin word goes on: ``plus`` in ``plusieurs``."""
    following = text[len(word) : len(word) + 1]
    return word[-1].isascii() and word[-1].isalpha() and following.isascii() and following.isalpha()
