"""From pairs to groups: what joins, unless something in the two groups speaks against it.

The result depends on the set of subjects and pairs and on nothing else: levels are taken from the
strongest, and of a level the pairs that are backed by most; of those everything that fits together
joins at once. Where it does not fit (one name that could belong to either of two centres that
exclude each other), what is torn between them joins neither.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from dcpipeline.resolve.matching.described import Described
from dcpipeline.resolve.matching.features import owners


@dataclass(frozen=True, slots=True)
class Decisions:
    """What people decided.

    Attributes:
        same: for each key that is judged the same as another the smallest key of its group.
        apart: pairs that may not join, the smaller key first: judged different or unsure.
    """

    same: Mapping[str, str] = field(default_factory=dict)
    apart: frozenset[tuple[str, str]] = frozenset()


NO_DECISIONS = Decisions()


@dataclass(slots=True)
class _Group:
    """What tells a group from others, summed over its members."""

    members: set[int]
    carriers: frozenset[str]
    counties: frozenset[str]
    apart: set[int]

    def excludes(self, other: "_Group") -> bool:
        """Whether the two can't be one project."""
        return (
            not self.apart.isdisjoint(other.members)
            or _disjoint(self.carriers, other.carriers)
            or _disjoint(self.counties, other.counties)
        )

    def absorb(self, other: "_Group") -> None:
        """Take in the members of another group."""
        self.members |= other.members
        self.carriers |= other.carriers
        self.counties |= other.counties
        self.apart |= other.apart


def _disjoint(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and one.isdisjoint(other)


class Partition:
    """Groups that grow. Members are indexes of the subjects."""

    def __init__(self, subjects: Sequence[Described], decisions: Decisions) -> None:
        """Begin with what people judged to be one project; everything else stands alone."""
        index = {subject.record.key: number for number, subject in enumerate(subjects)}
        apart: dict[int, set[int]] = defaultdict(set)
        for left, right in decisions.apart:
            if left in index and right in index:
                apart[index[left]].add(index[right])
                apart[index[right]].add(index[left])
        self._subjects = subjects
        self._by_owner = False
        self._of = list(range(len(subjects)))
        self._groups = {
            number: _Group(
                {number},
                subject.carriers,
                subject.counties,
                apart[number],
            )
            for number, subject in enumerate(subjects)
        }
        first: dict[str, int] = {}
        for number, subject in enumerate(subjects):
            root = decisions.same.get(subject.record.key, subject.record.key)
            self._merge(first.setdefault(root, number), number)

    def group_of(self, member: int) -> int:
        """Number of the group: its smallest member."""
        return self._of[member]

    def members(self, group: int) -> frozenset[int]:
        """The members of a group."""
        return frozenset(self._groups[group].members)

    def join(self, pairs: Iterable[tuple[int, int]], *, by_owner: bool) -> None:
        """Join what fits among pairs of one level.

        Args:
            pairs: pairs of members.
            by_owner: whether other owners speak against a join.
        """
        self._by_owner = by_owner
        open_pairs = {self._grouped(pair) for pair in pairs}
        for component in _components(pair for pair in open_pairs if pair[0] != pair[1]):
            groups = sorted({group for pair in component for group in pair})
            if self._fit(groups):
                for group in groups[1:]:
                    self._merge(groups[0], group)
            else:
                self._join_untorn(component)

    def _join_untorn(self, pairs: Sequence[tuple[int, int]]) -> None:
        """Of groups that do not all fit: join pairs of which neither side is torn."""
        beside: dict[int, set[int]] = defaultdict(set)
        for one, other in pairs:
            beside[one].add(other)
            beside[other].add(one)
        torn = {group for group, others in beside.items() if not self._fit({group, *others})}
        for pair in sorted(pair for pair in pairs if torn.isdisjoint(pair)):
            one, other = self._grouped(pair)
            if one != other and not self._exclude(one, other):
                self._merge(one, other)

    def _fit(self, groups: Iterable[int]) -> bool:
        return not any(self._exclude(one, other) for one, other in combinations(sorted(groups), 2))

    def _exclude(self, one: int, other: int) -> bool:
        left, right = self._groups[one], self._groups[other]
        return left.excludes(right) or (self._by_owner and self._owners_differ(left, right))

    def _owners_differ(self, one: _Group, other: _Group) -> bool:
        relations = {
            owners(self._subjects[left], self._subjects[right])
            for left in one.members
            for right in other.members
        }
        return "different" in relations and "same" not in relations

    def _grouped(self, pair: tuple[int, int]) -> tuple[int, int]:
        one, other = sorted((self._of[pair[0]], self._of[pair[1]]))
        return one, other

    def _merge(self, one: int, other: int) -> None:
        left, right = sorted((self._of[one], self._of[other]))
        if left == right:
            return
        gone = self._groups.pop(right)
        for member in gone.members:
            self._of[member] = left
        self._groups[left].absorb(gone)


def _components(pairs: Iterable[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Pairs by connected component, in a fixed order."""
    beside: dict[int, set[int]] = defaultdict(set)
    listed = sorted(set(pairs))
    for one, other in listed:
        beside[one].add(other)
        beside[other].add(one)
    component: dict[int, int] = {}
    for start in sorted(beside):
        waiting = [start]
        while waiting:
            node = waiting.pop()
            if node not in component:
                component[node] = start
                waiting.extend(beside[node])
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for pair in listed:
        found[component[pair[0]]].append(pair)
    return [found[start] for start in sorted(found)]
