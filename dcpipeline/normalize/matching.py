"""Searching with a pattern that would be tried in vain at nearly every character."""

import re
from collections.abc import Iterable


def beginning_of(words: Iterable[str]) -> re.Pattern[str]:
    """The characters with which words begin, as one set, before one of their second ones."""
    known = list(words)
    first = f"[{re.escape(''.join(sorted({word[0] for word in known})))}]"
    if any(len(word) == 1 for word in known):
        return re.compile(first)
    second = re.escape("".join(sorted({word[1] for word in known})))
    return re.compile(f"{first}(?=[{second}])")


def matches_from(
    begins: re.Pattern[str], pattern: re.Pattern[str], text: str, start: int, end: int
) -> list[re.Match[str]]:
    """What ``pattern.finditer`` finds, where each match begins with what ``begins`` finds.

    A set of characters is sought five times as fast as a pattern that opens with alternatives.

    Args:
        begins: the characters with which a match begins, as one set; what must follow may stand
            behind it as a condition.
        pattern: the pattern; it must not match nothing.
        text: the text.
        start: first character that is searched.
        end: character behind the last one.
    """
    search, match = begins.search, pattern.match
    matches = []
    first = search(text, start, end)
    while first is not None:
        found = match(text, first.start(), end)
        if found is not None:
            matches.append(found)
            first = found
        first = search(text, first.end(), end)
    return matches
