"""Whether judgements on pairs can all be true, and what follows from them.

Of several lines on one pair the newest day counts, under whichever keys they name it. ``same`` is
transitive: where A is B and B is C, A can't be judged another project than C. ``unsure`` says
nothing and contradicts nothing.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final, Literal, get_args

import polars as pl

Decision = Literal["same", "different", "unsure"]
DECISIONS: Final[tuple[Decision, ...]] = get_args(Decision)
_Pair = tuple[str, str]
_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, order=True)
class Judgement:
    """One line: a decision of a person on two subjects.

    Attributes:
        left_key: subject key, project identifier or register key.
        right_key: another one.
        judgement: same, different or unsure.
        reason: why, in words.
        decided_on: day of the decision.
    """

    left_key: str
    right_key: str
    judgement: str
    reason: str
    decided_on: date


def judgements_of(rows: pl.DataFrame) -> tuple[Judgement, ...]:
    """The lines of a frame as values.

    Args:
        rows: text columns ``left_key, right_key, judgement, reason, decided_on``.
    """
    day = pl.col("decided_on")
    if rows.schema["decided_on"] == pl.String:
        day = day.str.to_date("%Y-%m-%d")
    lines = rows.select("left_key", "right_key", "judgement", "reason", day).iter_rows()
    return tuple(Judgement(*line) for line in lines)


class Standing:
    """What a set of judgements amounts to."""

    def __init__(
        self, judgements: Iterable[Judgement], stands_for: Mapping[str, str] = _NOTHING
    ) -> None:
        """Lay out the judgements.

        Args:
            judgements: lines in any order.
            stands_for: for a key the other key under which the same subject is known.
        """
        self._stands_for = stands_for
        on_pair: defaultdict[_Pair, list[Judgement]] = defaultdict(list)
        for line in judgements:
            on_pair[self._pair(line.left_key, line.right_key)].append(line)
        self._newest = {pair: _newest(lines) for pair, lines in on_pair.items()}
        self._joined: defaultdict[str, list[tuple[str, Judgement]]] = defaultdict(list)
        for pair in sorted(self._newest):
            for line in self._newest[pair]:
                if line.judgement == "same" and pair[0] != pair[1]:
                    self._joined[pair[0]].append((pair[1], line))
                    self._joined[pair[1]].append((pair[0], line))
        self._group = self._groups()
        self._apart = self._between()

    def group_of(self, key: str) -> str:
        """The smallest key of those that are judged the same as a key."""
        subject = self._subject(key)
        return self._group.get(subject, subject)

    def newest(self) -> tuple[Judgement, ...]:
        """The lines that count, by pair.

        What is judged the same is one subject under all its keys: of the lines between two of them
        the newest counts, on one day that which says different.
        """
        between = set(self._apart.values())
        return tuple(
            lines[0]
            for _, lines in sorted(self._newest.items())
            if lines[0].judgement == "same" or lines[0] in between
        )

    def verdict(self, left: str, right: str) -> Literal["same", "different"] | None:
        """What was decided on two keys or follows from decisions on others; null where nothing."""
        one, other = self._grouped(self._pair(left, right))
        if one == other:
            return "same"
        line = self._apart.get((one, other))
        return "different" if line is not None and line.judgement == "different" else None

    def conflicts(self) -> tuple[str, ...]:
        """A sentence for each contradiction, sorted; none where all can be true."""
        found = set()
        for pair, lines in self._newest.items():
            kinds = sorted({line.judgement for line in lines})
            if len(kinds) > 1:
                found.add(
                    f"{' and '.join(_keys(lines[0]))} are judged {' and '.join(kinds)} on "
                    f"{lines[0].decided_on}"
                )
            elif kinds == ["different"] and self._grouped(pair)[0] == self._grouped(pair)[1]:
                found.add(f"{_said(lines[0])}, but {self.sameness(*pair)}")
        return tuple(sorted(found))

    def sameness(self, left: str, right: str) -> str:
        """The chain of judgements by which two keys are one subject, in words."""
        one, other = self._pair(left, right)
        if one == other:
            return f"both stand for {one}"
        steps = ", ".join(
            f"{' = '.join(_keys(line))} ({line.decided_on})" for line in self._chain(one, other)
        )
        return f"the same by {steps}"

    def _pair(self, left: str, right: str) -> _Pair:
        one, other = sorted((self._subject(left), self._subject(right)))
        return one, other

    def _subject(self, key: str) -> str:
        seen = {key}
        while (heir := self._stands_for.get(key)) is not None and heir not in seen:
            key = heir
            seen.add(key)
        return key

    def _grouped(self, pair: _Pair) -> _Pair:
        one, other = sorted(self._group.get(key, key) for key in pair)
        return one, other

    def _between(self) -> dict[_Pair, Judgement]:
        """The line that counts between two subjects, by the smallest keys of their groups."""
        lines = [
            (pair, line)
            for pair, lines in sorted(self._newest.items())
            for line in lines
            if line.judgement != "same"
        ]
        return lines_between(lines, self._grouped)

    def _groups(self) -> dict[str, str]:
        """For each key that is judged the same as another the smallest key of its group."""
        group: dict[str, str] = {}
        for start in sorted(self._joined):
            if start not in group:
                for key in self._reached(start):
                    group[key] = start
        return group

    def _reached(self, start: str) -> dict[str, tuple[str, Judgement] | None]:
        """Every key of a group, with the key and the line that led to it first."""
        led: dict[str, tuple[str, Judgement] | None] = {start: None}
        waiting = deque([start])
        while waiting:
            key = waiting.popleft()
            for other, line in self._joined[key]:
                if other not in led:
                    led[other] = (key, line)
                    waiting.append(other)
        return led

    def _chain(self, start: str, end: str) -> list[Judgement]:
        led = self._reached(start)
        steps = []
        while (step := led[end]) is not None:
            end, line = step
            steps.append(line)
        return steps[::-1]


def conflict_with(
    judgements: Sequence[Judgement], new: Judgement, stands_for: Mapping[str, str] = _NOTHING
) -> str | None:
    """Why a new line can't be true beside the others; null where it can.

    Contradictions that stand there without it are not its own.

    Args:
        judgements: the lines so far.
        new: the line to be added.
        stands_for: for a key the other key under which the same subject is known.

    Returns:
        A sentence that names the line or the chain of lines against it.
    """
    before = Standing(judgements, stands_for)
    after = Standing((*judgements, new), stands_for)
    own = sorted({*after.conflicts()} - {*before.conflicts()})
    if own:
        return own[0]
    if new.judgement == "unsure" and after.verdict(new.left_key, new.right_key) == "same":
        return f"{_said(new)}, but {after.sameness(new.left_key, new.right_key)}"
    return None


def lines_between(
    lines: Iterable[tuple[_Pair, Judgement]], grouped: Callable[[_Pair], _Pair]
) -> dict[_Pair, Judgement]:
    """The line that counts between two groups: the newest, on one day that which says different.

    Args:
        lines: pairs of keys and what is said of them.
        grouped: the groups of two keys, in a fixed order.
    """
    found: dict[_Pair, Judgement] = {}
    for pair, line in lines:
        groups = grouped(pair)
        if groups[0] != groups[1]:
            found[groups] = max(line, found.get(groups, line), key=_weight)
    return found


def _newest(lines: Sequence[Judgement]) -> tuple[Judgement, ...]:
    last = max(line.decided_on for line in lines)
    return tuple(sorted(line for line in lines if line.decided_on == last))


def _weight(line: Judgement) -> tuple[date, bool, Judgement]:
    return line.decided_on, line.judgement == "different", line


def _keys(line: Judgement) -> tuple[str, str]:
    return line.left_key, line.right_key


def _said(line: Judgement) -> str:
    return f"{' and '.join(_keys(line))} are judged {line.judgement} ({line.decided_on})"
