"""The matcher: records in, groups and pairs out."""

import gc
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from dcpipeline.normalize.place_words import Places
from dcpipeline.resolve.matching.blocks import candidate_pairs
from dcpipeline.resolve.matching.described import Described, describe
from dcpipeline.resolve.matching.evidence import (
    JUDGED,
    LEVELS,
    MOST_BACKING,
    Level,
    backing,
    level_of,
)
from dcpipeline.resolve.matching.features import Features, compare
from dcpipeline.resolve.matching.groups import NO_DECISIONS, Decisions, Partition
from dcpipeline.resolve.matching.records import Record
from dcpipeline.resolve.matching.words import reason, score


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that are alike.

    Attributes:
        left: key of one record, the smaller one.
        right: key of the other.
        level: strongest level of evidence that the pair has.
        features: what was compared.
    """

    left: str
    right: str
    level: Level
    features: Features

    @property
    def joins(self) -> bool:
        """Whether the level joins by itself."""
        return self.level.joins

    @property
    def is_doubt(self) -> bool:
        """Whether two that stayed apart may still be one project."""
        return self.level.joins or self.level.is_doubt

    @property
    def score(self) -> float:
        """How much speaks for one project, 0-1; an order for people, no probability."""
        return score(self.features, self.level)

    @property
    def reason(self) -> str:
        """The level and what else is known, in words."""
        return reason(self.features, self.level)


@dataclass(frozen=True, slots=True)
class Matching:
    """What the matcher found.

    Attributes:
        groups: for each key the smallest key of its group.
        pairs: all pairs that have a level, by key: of two records in one group as well as of
            records that stayed apart; and those that people judged, of level ``judged`` where they
            have no other.
    """

    groups: Mapping[str, str]
    pairs: tuple[Pair, ...]


@contextmanager
def _uncollected() -> Iterator[None]:
    """Pause the collector of cycles: a matching makes none, and each pass walks over all of it."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@_uncollected()
def match(
    records: Sequence[Record], places: Places, decisions: Decisions = NO_DECISIONS
) -> Matching:
    """Which records are one project.

    The result does not depend on the order of the records.

    Args:
        records: one for each subject; keys are unique.
        places: see ``place_words``.
        decisions: what people decided; it goes before all evidence.

    Raises:
        ValueError: a key stands twice.
    """
    subjects = [describe(record, places) for record in sorted(records, key=lambda r: r.key)]
    if len({subject.record.key for subject in subjects}) < len(subjects):
        raise ValueError("a key stands twice")
    partition = Partition(subjects, decisions)
    found = list(_levelled(subjects, _judged_pairs(subjects, decisions)))
    by_level: dict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)
    for pair, features, level in found:
        by_level[level.name, backing(features)].append(pair)
    for level in LEVELS:
        if level.joins:
            for strength in range(MOST_BACKING, -1, -1):
                partition.join(by_level[level.name, strength], by_owner=level.by_owner)
    return Matching(
        {
            subject.record.key: subjects[partition.group_of(number)].record.key
            for number, subject in enumerate(subjects)
        },
        tuple(
            Pair(subjects[left].record.key, subjects[right].record.key, level, features)
            for (left, right), features, level in found
        ),
    )


def _levelled(
    subjects: Sequence[Described], judged: set[tuple[int, int]]
) -> Iterator[tuple[tuple[int, int], Features, Level]]:
    for pair in sorted(judged.union(candidate_pairs(subjects))):
        features = compare(subjects[pair[0]], subjects[pair[1]])
        level = level_of(features) or (JUDGED if pair in judged else None)
        if level is not None:
            yield pair, features, level


def _judged_pairs(subjects: Sequence[Described], decisions: Decisions) -> set[tuple[int, int]]:
    index = {subject.record.key: number for number, subject in enumerate(subjects)}
    return {
        (index[left], index[right])
        for left, right in decisions.apart
        if left in index and right in index
    }
