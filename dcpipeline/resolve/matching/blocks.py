"""Pairs worth a look: subjects of one place, in a large one those that share a word or company.

Two with one code are compared wherever they are.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import Final

from dcpipeline.normalize.site_names import SHORTEST_OWN
from dcpipeline.resolve.matching.described import Described

# A word that more subjects of one place share is no help: those are compared with their nearest
# neighbours in the order of names (sorted neighbourhood, Hernandez and Stolfo 1995).
LARGEST_BLOCK: Final = 16
NEIGHBOURS: Final = 4
# Words are brought together by their first and last letters: 三峡清能 is one word, "Sanxia
# Qingneng" two, and 西峰云帆 is 云帆 with its county.
ENDS: Final = 5


def candidate_pairs(subjects: Sequence[Described]) -> set[tuple[int, int]]:
    """Pairs of indexes, the smaller one first; a pair is one whatever number of blocks holds it."""
    seen: set[tuple[int, int]] = set()
    for words, members in _blocks(subjects).items():
        # a place by itself brings together only what is few
        if len(words) == 1 and len(members) > LARGEST_BLOCK:
            continue
        for pair in _pairs(members, subjects):
            if pair not in seen and _can_be_one_place(subjects[pair[0]], subjects[pair[1]]):
                seen.add(pair)
    return seen


def _blocks(subjects: Sequence[Described]) -> dict[tuple[str, ...], list[int]]:
    blocks: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, subject in enumerate(subjects):
        for key in _keys(subject):
            blocks[key].append(index)
    return blocks


def _keys(subject: Described) -> Iterable[tuple[str, ...]]:
    record = subject.record
    yield from (("code", code) for code in record.codes)
    words = {
        *(("word", part) for word in _long_words(subject) for part in (word[:ENDS], word[-ENDS:])),
        *(("group", group) for group in subject.groups),
        *(("whole", whole) for whole in subject.wholes),
        *(("district", district) for district in subject.districts),
        *(("compute", str(figure)) for figure in record.compute),
        *(("kind", kind) for kind in subject.kinds if subject.plain),
    }
    for place in {record.city, record.province} - {None}:
        yield (str(place),)
        yield from ((str(place), *word) for word in words)


def _long_words(subject: Described) -> set[str]:
    """Words of names and of companies: a Chinese name is one word, its translation several."""
    words = {word for name in subject.names for word in name.own} | subject.company_words
    return {word for word in words | subject.cores if len(word) >= SHORTEST_OWN}


def _pairs(members: list[int], subjects: Sequence[Described]) -> Iterator[tuple[int, int]]:
    if len(members) <= LARGEST_BLOCK:
        yield from combinations(members, 2)
        return
    ordered = sorted(members, key=lambda index: _order(subjects[index]))
    for position, index in enumerate(ordered):
        for other in ordered[position + 1 : position + 1 + NEIGHBOURS]:
            yield min(index, other), max(index, other)


def _order(subject: Described) -> tuple[str, ...]:
    return (min(subject.cores, default=""), min(subject.wholes, default=""), subject.record.key)


def _can_be_one_place(one: Described, other: Described) -> bool:
    left, right = one.record, other.record
    if not one.codes.isdisjoint(other.codes):
        return True
    if left.city and right.city:
        return left.city == right.city
    return left.province is not None and left.province == right.province
