"""``dcpipeline review`` without a terminal: what waits, what may be added, and adding it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Final

import filelock

from dcpipeline import reference
from dcpipeline.resolve import JudgementError
from dcpipeline.resolve.conflicts import Judgement, Standing, conflict_with, judgements_of
from dcpipeline.settings import Settings
from dcpipeline.warehouse import LockedError
from dcpipeline.warehouse.candidates import Candidate, KnownKeys, candidates, known_keys
from dcpipeline.warehouse.errors import target_errors
from dcpipeline.warehouse.names import UnknownNameError
from dcpipeline.warehouse.sides import Side

_LOCK: Final = ".review.lock"
_LONGEST_WAIT_S: Final = 10
UNDECIDED: Final = "the sources do not decide it"
# Two figures of computing power further apart than by this factor are a reason to tell sites apart.
_NEAR: Final = 1.25


@dataclass(frozen=True, slots=True)
class Choice:
    """Which pairs are asked for.

    Attributes:
        city: code; one side lies there.
        province: code; one side lies there.
        least_score: no pair that is less alike, nor one without a score.
        limit: most pairs; null for all.
    """

    city: str | None = None
    province: str | None = None
    least_score: float = 0.0
    limit: int | None = None

    def takes(self, pair: Candidate) -> bool:
        """Whether a pair is asked for, apart from the limit."""
        return (
            self.city in {None, *pair.cities}
            and self.province in {None, *pair.provinces}
            and (pair.score or 0.0) >= self.least_score
        )


@dataclass(slots=True)
class Reviewer:
    """Decisions on pairs of one data folder.

    Attributes:
        place: the data folder.
        today: day under which decisions are written.
        is_dry: keep decisions in memory only.
        added: decisions made here, oldest first.
    """

    place: Settings
    today: date
    is_dry: bool = False
    added: list[Judgement] = field(default_factory=list)
    _known: KnownKeys | None = None

    @property
    def known(self) -> KnownKeys:
        """Keys that the published file knows.

        Raises:
            MissingWarehouseError: there is none.
        """
        if self._known is None:
            self._known = known_keys(self.place.warehouse_file)
        return self._known

    def lines(self) -> list[Judgement]:
        """Every line of the data folder as it is now, and what a dry run has added.

        Raises:
            FactsError: a file is damaged.
        """
        held = judgements_of(reference.load_judgements(self.place.data_dir))
        return [*held, *(self.added if self.is_dry else ())]

    def judgements(self) -> list[Judgement]:
        """The lines, and what the register's own keys say.

        Raises:
            FactsError: a file is damaged.
            MissingWarehouseError: nothing is published.
        """
        return [*self.known.of_register, *self.lines()]

    def waiting(self, choice: Choice) -> list[Candidate]:
        """Published pairs that wait for a person, the most alike first.

        A pair on which the files have decided since is left out, and so is one that follows from
        decisions on others, and one that was looked at today.

        Raises:
            FactsError: a file of judgements is damaged.
            MissingWarehouseError: nothing is published.
        """
        published = [p for p in candidates(self.place.warehouse_file) if choice.takes(p)]
        held = self.judgements()
        standing = Standing(held, self.known.stands_for)
        seen = {
            frozenset((line.left_key, line.right_key))
            for line in held
            if line.decided_on == self.today
        }
        left = [
            pair
            for pair in published
            if standing.verdict(pair.left_key, pair.right_key) is None
            and frozenset((pair.left_key, pair.right_key)) not in seen
        ]
        return left[: choice.limit]

    def follows(self, pair: Candidate) -> str | None:
        """Same or different, where that follows from what was decided meanwhile."""
        standing = Standing(self.judgements(), self.known.stands_for)
        return standing.verdict(pair.left_key, pair.right_key)

    def told(self, *sides: Side) -> list[Judgement]:
        """Judgements that name one of the sides, the newest first."""
        keys = frozenset[str]().union(*(side.keys for side in sides))
        named = [line for line in self.lines() if {line.left_key, line.right_key} & keys]
        return sorted(named, key=lambda line: (line.decided_on, line), reverse=True)

    def decide(self, left: str, right: str, judgement: str, reason: str) -> Judgement | None:
        """Write a decision down, unless it contradicts another.

        Args:
            left: subject key, project identifier or register key.
            right: another one.
            judgement: same, different or unsure.
            reason: why; control characters and line breaks become blanks.

        Returns:
            The line; None where the newest line on the pair says so already.

        Raises:
            UnknownNameError: the published file does not know a key.
            JudgementError: the decision can't be true beside the others.
            FactsError: a file of judgements is damaged.
            TargetError: the file can't be written.
            LockedError: another review is writing all the time.
        """
        for key in (left, right):
            if key not in self.known.all:
                raise UnknownNameError(
                    f"No subject, project or register row has the key {key!r}.", ()
                )
        line = Judgement(left, right, judgement, one_line(reason), self.today)
        with self._writing():
            held = self.judgements()
            if _newest_on_pair(held, line) == judgement:
                return None
            conflict = conflict_with(held, line, self.known.stands_for)
            if conflict is not None:
                raise JudgementError(f"This can't be: {conflict}.")
            if not self.is_dry:
                cells = (left, right, judgement, line.reason, self.today.isoformat())
                reference.append_judgement(self.place.data_dir, cells)
        self.added.append(line)
        return line

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Nobody else adds a line between the check and the writing."""
        if self.is_dry:
            yield
            return
        # not beside the judgements: every file there is an input of a refresh
        lock = filelock.FileLock(self.place.warehouse_dir / _LOCK, timeout=_LONGEST_WAIT_S)
        with target_errors(self.place.data_dir):
            try:
                lock.acquire()
            except filelock.Timeout as error:
                raise LockedError("another review is writing; try again") from error
            try:
                yield
            finally:
                lock.release()


def _newest_on_pair(held: list[Judgement], new: Judgement) -> str | None:
    pair = {new.left_key, new.right_key}
    on_pair = [line for line in held if {line.left_key, line.right_key} == pair]
    return max(on_pair, key=lambda line: line.decided_on).judgement if on_pair else None


def one_line(words: str) -> str:
    """Words as a cell holds them: without control characters, in one line."""
    return " ".join("".join(c if c.isprintable() else " " for c in words).split())


def proposed_reason(judgement: str, pair: Candidate, left: Side, right: Side) -> str | None:
    """A reason that the evidence suggests; None where it suggests none."""
    if judgement == "same":
        return one_line(pair.reason)
    if judgement == "unsure":
        return one_line(pair.judgement_reason or UNDECIDED)
    if pair.left_place and pair.right_place and pair.left_place != pair.right_place:
        return f"other place: {pair.left_place} against {pair.right_place}"
    for label in ("operator", "phases"):
        one, other = left.cells[label], right.cells[label]
        if one and other and not {*one} & {*other}:
            return one_line(f"other {label}: {one[0]} against {other[0]}")
    ratio = pair.features["compute_ratio"]
    if ratio is not None and not 1 / _NEAR <= ratio <= _NEAR:
        return f"computing power differs by a factor of {max(ratio, 1 / ratio):.1f}"
    return None
