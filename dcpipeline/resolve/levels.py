"""A level from figures that come one after another: what makes a step, what does not, and why.

The level is the larger of two things that are never added: the last total, and the sum of what the
phases known so far state. So a total and its own phases count once, whoever states them.

Steps:

``total_stated``
    A figure of the whole site sets the level.
``expanded_to``
    A figure told as the total after an enlargement sets it.
``phase_added``
    A figure of a phase brings the sum of the phases above the level.
``phase_lowered``
    The same phase is told to be smaller by a source no weaker, and no total stands against it.
``increment_added``
    What an enlargement adds is added to the level. Where none is known yet it is a floor.

Kept out:

``repeated``
    It says again what the level, the phase or a recent increment is already known to be.
``best_tier_then_newest``
    Another claim on the same thing and day was preferred.
``tier_within_90_days``
    A total from a weaker source than the last one, within 90 days of it.
``weaker_source``
    More than one tier weaker than the last claim on the same thing, or lower and weaker at all.
``older_report``
    A lower total whose stated period began before the level was reached.
``unclear_enlargement``
    Told with an enlargement, smaller than what is known, and nobody says whether it is what there
    is or what is added; or what is added to a phase of another size.
``phase_in_total``
    A phase within the total that is known.
``part_of_phase``
    A part of a phase (``一期首批``) of which as much is known.
``largest_part``
    A label without a number may overlap the others: it counts only where it exceeds their sum.
``increment_in_total``
    It may have been added before the day of a total that is at least as large.
``increment_recorded``
    A rise of at least that size within 90 days before, or a phase of that size, is known.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from dcpipeline.resolve.status import NEAR_DAYS

NEAR: Final = timedelta(days=NEAR_DAYS)
# Figures that differ by less are the same.
TOLERANCE: Final = 1e-6
# A level that rests on increments alone gives way to any total.
_NO_TIER: Final = 99


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a series.

    Attributes:
        claim_id: the claim.
        value: the figure.
        tier: rank of the source, 0 for the best.
        valid_from_on: first day of the period that it states.
        held_on: day by which it held.
        part: the phase or label it is of, empty for the whole site.
        number: number of the phase; null where the label names none.
        nested: only a part of that phase.
        change: total, increment, or null where nobody says.
        enlarged: told with an enlargement.
        origin: who really says so.
    """

    claim_id: str
    value: float
    tier: int
    valid_from_on: date
    held_on: date
    part: str = ""
    number: int | None = None
    nested: bool = False
    change: str | None = None
    enlarged: bool = False
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a figure.

    Attributes:
        claim_id: the claim.
        rule: rule that decided.
        reason: the same in words.
        step: number of the step in its series; null where it made none.
        value: level after the step.
        added: difference to the level before; null where none was known.
        valid_from_on: day of the step, never before that of the step before it.
    """

    claim_id: str
    rule: str
    reason: str
    step: int | None = None
    value: float | None = None
    added: float | None = None
    valid_from_on: date | None = None


def replay(figures: Iterable[Figure]) -> list[Verdict]:
    """A verdict on each figure of one series.

    Args:
        figures: in the order of the days by which they held; within a day totals, then phases, then
            increments, each with the preferred claim first.
    """
    series = _Series()
    return [series.take(figure) for figure in figures]


@dataclass(slots=True)
class _Told:
    """The last figure on the whole site or on a part.

    Attributes:
        value: what it is by that, increments since included.
        tier: rank of the source.
        on: day by which it held.
        number: see ``Figure``.
        nested: see ``Figure``.
    """

    value: float
    tier: int
    on: date
    number: int | None = None
    nested: bool = False


@dataclass(slots=True)
class _Series:
    """What is known after the figures so far.

    Attributes:
        total: the last total with what was added since.
        stated_on: day of the last claim that told a total; null where only increments did.
        parts: by part.
        rises: day and size of each rise of a known level by a total or a phase.
        increments: those that were added.
        tier: rank of the source of the last step.
        reached_on: day by which the level was reached.
        valid_from_on: day of the last step.
        steps: number of steps.
    """

    total: _Told | None = None
    stated_on: date | None = None
    parts: dict[str, _Told] = field(default_factory=dict)
    rises: list[tuple[date, float]] = field(default_factory=list)
    increments: list[Figure] = field(default_factory=list)
    tier: int = _NO_TIER
    reached_on: date = date.min
    valid_from_on: date = date.min
    steps: int = 0

    def take(self, figure: Figure) -> Verdict:
        if figure.change == "increment" and figure.number is None:
            return self._increment(figure)
        return self._whole(figure) if figure.part == "" else self._phase(figure)

    @property
    def level(self) -> float | None:
        """The last total or the sum of the phases, whichever is larger."""
        if self.total is None and not self.parts:
            return None
        return max(self._sum(), self._told())

    def _told(self) -> float:
        return 0.0 if self.total is None else self.total.value

    def _sum(self) -> float:
        """The numbered phases together, or the largest label that may overlap them."""
        phases: dict[int, float] = {}
        for part in sorted(self.parts.values(), key=lambda told: not told.nested):
            if part.number is not None:
                largest = max(part.value, phases.get(part.number, 0.0))
                phases[part.number] = largest if part.nested else part.value
        labels = [part.value for part in self.parts.values() if part.number is None]
        return max(sum(phases.values()), *labels, 0.0)

    # totals

    def _whole(self, figure: Figure) -> Verdict:
        before = self.level
        if before is not None and _same(figure.value, before):
            self._hold(figure)
            return _out(figure, "repeated", f"the level is known to be {_said(before)}")
        refused = None if before is None else self._refused_total(figure, before)
        if refused is not None:
            return refused
        self._hold(figure)
        if self._sum() > figure.value:
            self.parts.clear()
        after = figure.value
        if figure.change == "total" or (figure.enlarged and before is not None):
            return self._step(figure, "expanded_to", before, after, "told as what there is then")
        return self._step(figure, "total_stated", before, after, "a figure of the whole site")

    def _hold(self, figure: Figure) -> None:
        """Take a total for what is known, the better tier where it says the same again."""
        again = self.total is not None and _same(self.total.value, figure.value)
        tier = min(self.total.tier, figure.tier) if again and self.total else figure.tier
        self.total = _Told(figure.value, tier, figure.held_on)
        self.stated_on = figure.held_on

    def _refused_total(self, figure: Figure, before: float) -> Verdict | None:
        lower = figure.value < before
        if self.stated_on == figure.held_on:
            return _out(figure, "best_tier_then_newest", f"{_said(before)} is preferred that day")
        if figure.enlarged and figure.change is None and lower:
            return _out(
                figure, "unclear_enlargement",
                f"less than the {_said(before)} before, and nobody says that it is added",
            )  # fmt: skip
        if lower and figure.valid_from_on <= self.reached_on and figure.tier >= self.tier:
            return _out(figure, "older_report", f"{_said(before)} was reached in that time")
        return self._refused_source(figure, before)

    def _refused_source(self, figure: Figure, before: float) -> Verdict | None:
        lower = figure.value < before
        if self.total is None:
            best = min(part.tier for part in self.parts.values())
            weaker = lower and figure.tier > best
        else:
            best = self.total.tier
            weaker = figure.tier > best + 1 or (lower and figure.tier > best)
        if weaker:
            return _out(figure, "weaker_source", f"{_said(before)} is told by a better source")
        is_told = figure.change == "total" or figure.enlarged
        if self.total is None or is_told or figure.tier <= best:
            return None
        if figure.valid_from_on - self.total.on <= NEAR:
            return _out(
                figure, "tier_within_90_days",
                f"a better source tells {_said(before)} within 90 days",
            )  # fmt: skip
        return None

    # phases

    def _phase(self, figure: Figure) -> Verdict:
        known = self.parts.get(figure.part)
        refused = None if known is None else _refused_phase(figure, known)
        if refused is not None:
            return refused
        before = self.level
        self.parts[figure.part] = _Told(
            figure.value, figure.tier, figure.held_on, figure.number, figure.nested
        )
        after = figure.value if before is None else max(self._sum(), self._told())
        if before is None or (after > before and not _same(after, before)):
            return self._step(figure, "phase_added", before, after, "the phases so far, added")
        if not _same(after, before):
            return self._step(figure, "phase_lowered", before, after, "told to be smaller")
        return self._phase_inside(figure, before)

    def _phase_inside(self, figure: Figure, level: float) -> Verdict:
        if figure.nested:
            return _out(figure, "part_of_phase", f"as much of phase {figure.number} is known")
        if self.total is not None:
            return _out(figure, "phase_in_total", f"within the {_said(level)} that are known")
        return _out(figure, "largest_part", f"may overlap the {_said(level)} that are known")

    # increments

    def _increment(self, figure: Figure) -> Verdict:
        refused = self._refused_increment(figure)
        if refused is not None:
            return refused
        before = self.level
        self.increments.append(figure)
        if before is None:
            self.total = _Told(figure.value, _NO_TIER, figure.held_on)
            floor = "a floor: no level is known before"
            return self._step(figure, "increment_added", None, figure.value, floor)
        tier = figure.tier if self.total is None else self.total.tier
        after = before + figure.value
        self.total = _Told(after, tier, figure.held_on)
        return self._step(figure, "increment_added", before, after, f"added to {_said(before)}")

    def _refused_increment(self, figure: Figure) -> Verdict | None:
        value = figure.value
        for other in self.increments:
            near = abs(figure.held_on - other.held_on) <= NEAR or figure.origin == other.origin
            if near and _same(value, other.value):
                return _out(figure, "repeated", f"{_said(value)} were added already")
        told_later = self.stated_on is not None and figure.valid_from_on <= self.stated_on
        if told_later and self._told() >= value:
            return _out(figure, "increment_in_total", "may be within the total that is known")
        since = figure.valid_from_on - NEAR
        risen = [rise for on, rise in self.rises if on >= since and rise >= value * (1 - TOLERANCE)]
        phases = [part for part in self.parts.values() if _same(part.value, value)]
        if risen or phases:
            return _out(figure, "increment_recorded", "a rise or a phase of that size is known")
        return None

    def _step(
        self, figure: Figure, rule: str, before: float | None, after: float, reason: str
    ) -> Verdict:
        added = None if before is None else after - before
        if added is not None and added > 0 and rule != "increment_added":
            self.rises.append((figure.held_on, added))
        self.steps += 1
        self.tier = figure.tier
        self.reached_on = figure.held_on
        self.valid_from_on = max(self.valid_from_on, figure.valid_from_on)
        return Verdict(figure.claim_id, rule, reason, self.steps, after, added, self.valid_from_on)


def _refused_phase(figure: Figure, known: _Told) -> Verdict | None:
    before, lower = known.value, figure.value < known.value
    if _same(figure.value, before):
        return _out(figure, "repeated", f"the phase is known to be {_said(before)}")
    if figure.held_on == known.on:
        return _out(figure, "best_tier_then_newest", f"{_said(before)} is preferred that day")
    if figure.change == "increment" or (figure.enlarged and figure.change is None and lower):
        return _out(
            figure, "unclear_enlargement",
            f"the phase is known to be {_said(before)}, and it is not clear what is added",
        )  # fmt: skip
    if figure.tier > known.tier + 1 or (lower and figure.tier > known.tier):
        return _out(figure, "weaker_source", f"{_said(before)} is told by a better source")
    if lower and figure.valid_from_on <= known.on and figure.tier == known.tier:
        return _out(figure, "older_report", f"{_said(before)} was reached in that time")
    return None


def _out(figure: Figure, rule: str, reason: str) -> Verdict:
    return Verdict(figure.claim_id, rule, reason)


def _same(one: float, other: float) -> bool:
    return abs(one - other) <= TOLERANCE * max(abs(one), abs(other))


def _said(value: float) -> str:
    return f"{value:,.10g}"
