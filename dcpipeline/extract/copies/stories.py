"""Captures that print one story share an origin."""

from collections.abc import Mapping
from datetime import date
from hashlib import blake2b
from types import MappingProxyType

from dcpipeline.extract.copies.comparison import is_copy
from dcpipeline.extract.copies.keys import Fingerprint, candidates


def origins(
    fingerprints: Mapping[str, Fingerprint],
    published: Mapping[str, date | None] = MappingProxyType({}),
) -> dict[str, str]:
    """An ``origin_id`` for each capture; copies of one story share it.

    The id is the hash of the text of the group that was published first, of equal days the one
    with the smallest hash; captures without a day come last. A later copy therefore leaves the id
    as it is. It changes where a copy turns up that claims an earlier day (mirrors print false
    ones), that has the same day and a smaller hash, or that joins two groups; and in a group
    without any day by every smaller hash. A page without text is an origin of its own.

    Args:
        fingerprints: by capture id.
        published: day of publication by capture id, where it is known.

    Returns:
        Capture id to ``or`` and 12 hexadecimal digits. Neither the order of the captures nor that
        of the days matters.
    """
    texts = {mark.exact: mark for mark in fingerprints.values() if mark.length}
    group = _groups(texts)
    first: dict[str, tuple[date, str]] = {}
    for capture, mark in fingerprints.items():
        if mark.length:
            told = (published.get(capture) or date.max, mark.exact)
            first[group[mark.exact]] = min(told, first.get(group[mark.exact], told))
    return {
        capture: _origin_id(first[group[mark.exact]][1] if mark.length else capture)
        for capture, mark in fingerprints.items()
    }


def _groups(texts: Mapping[str, Fingerprint]) -> dict[str, str]:
    """For each exact hash one of its group."""
    above = {exact: exact for exact in texts}

    def top(exact: str) -> str:
        while above[exact] != exact:
            above[exact] = above[above[exact]]
            exact = above[exact]
        return exact

    for shorter, longer in sorted(candidates(texts.values())):
        one, other = top(shorter), top(longer)
        if one != other and is_copy(texts[shorter], texts[longer]):
            above[max(one, other)] = min(one, other)
    return {exact: top(exact) for exact in texts}


def _origin_id(exact: str) -> str:
    return "or" + blake2b(exact.encode(), digest_size=6).hexdigest()
