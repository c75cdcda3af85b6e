"""Which groups of subjects are projects, and why the others wait.

The register's rows are projects because people wrote them down. What pages and data sets tell of
joins a project by the levels of ``matching``; a group of its own becomes a project by these rules:

``founds``
    Name, province and a status from press tier or better. Rows of data sets found nothing.
``resembles``
    It looks like a project that was known before, at a level that is for people: it waits, so that
    nothing is counted twice. A line in the judgements that says ``different`` lets it pass.
``incomplete``
    It waits, and the reason says what is missing.

Groups are taken in the order in which they became known, those of the register first. No identifier
and no earlier run goes in, so that every build of the same claims says the same.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from dcpipeline.resolve.judgements import Judged
from dcpipeline.resolve.matching import Matching, Pair
from dcpipeline.resolve.subjects import Subject
from dcpipeline.schema.vocabularies import TIER_RANK

FOUNDING_TIER: Final = TIER_RANK["press"]


@dataclass(frozen=True, slots=True)
class Admission:
    """What became of groups.

    Attributes:
        projects: groups that are projects.
        waiting: for each other group the rule and the reason.
        likened: for a group that waits because it resembles a project, the group of that project.
    """

    projects: frozenset[str] = frozenset()
    waiting: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    likened: Mapping[str, str] = field(default_factory=dict)


def admit(subjects: Sequence[Subject], matching: Matching, judged: Judged) -> Admission:
    """Decide on every group.

    Args:
        subjects: those that can be projects.
        matching: their groups and pairs.
        judged: what people decided.
    """
    members: dict[str, list[Subject]] = defaultdict(list)
    for subject in subjects:
        members[matching.groups[subject.key]].append(subject)
    doubts = _doubts(matching, judged)
    projects = {group for group, known in members.items() if any(s.is_registered for s in known)}
    waiting: dict[str, tuple[str, str]] = {}
    likened: dict[str, str] = {}
    for group in sorted(members.keys() - projects, key=lambda g: (_known_on(members[g]), g)):
        missing = _missing(members[group])
        alike = [(pair, other) for pair, other in doubts[group] if other in projects]
        if missing:
            waiting[group] = ("incomplete", f"no {' and no '.join(missing)}")
        elif alike:
            pair, other = alike[0]
            waiting[group] = (
                "resembles",
                f"looks like {_other(pair, matching, group)}: {pair.reason}",
            )
            likened[group] = other
        else:
            projects.add(group)
    return Admission(frozenset(projects), waiting, likened)


def _doubts(matching: Matching, judged: Judged) -> Mapping[str, list[tuple[Pair, str]]]:
    """For each group the pairs that could make it one with another, the most alike first."""
    found: dict[str, list[tuple[Pair, str]]] = defaultdict(list)
    told_apart = {
        groups
        for groups, line in judged.between(matching.groups).items()
        if line.judgement == "different"
    }
    for pair in sorted(matching.pairs, key=lambda pair: (-pair.score, pair.left, pair.right)):
        left, right = sorted((matching.groups[pair.left], matching.groups[pair.right]))
        if left != right and pair.is_doubt and (left, right) not in told_apart:
            found[left].append((pair, right))
            found[right].append((pair, left))
    return found


def _other(pair: Pair, matching: Matching, group: str) -> str:
    return pair.right if matching.groups[pair.left] == group else pair.left


def _known_on(members: Iterable[Subject]) -> str:
    return min(subject.record.known_on.isoformat() for subject in members)


def _missing(members: Sequence[Subject]) -> list[str]:
    tiers = [s.status_tier for s in members if s.status_tier is not None]
    lacks = {
        "name": not any(subject.record.names for subject in members),
        "place": not any(subject.record.province for subject in members),
        "status from press or better": not tiers or min(tiers) > FOUNDING_TIER,
    }
    return [what for what, is_missing in lacks.items() if is_missing]
