"""The events of a table row, from its columns of states and dates and from its words."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from dcpipeline.extract.event_words import Happening
from dcpipeline.normalize import DateValue

# An event with its phase.
Told = tuple[Happening, str | None]
# How far a project is; a date of a later step is a plan.
_RANK: Final = {
    "announced": 0, "signed": 1, "approved": 2, "construction_start": 3, "phase_online": 4,
    "operational": 5,
}  # fmt: skip
# What a remark may add to any state.
_TURNS: Final = frozenset({"idle_reported", "suspended", "cancelled", "transferred"})
_STEPS: Final = frozenset({"construction_start", "operational", "phase_online"})


def events_of(
    stated: Sequence[Told],
    dated: Sequence[Told],
    told: Sequence[Told],
    loose: Sequence[DateValue],
    phase: str | None,
    above: Happening | None,
) -> list[Told]:
    """States, dated columns and the words of the content; without any, the words above the table.

    Args:
        stated: events of columns of states.
        dated: events of columns of dates.
        told: events in the words of the content.
        loose: dates of columns that are only called a date.
        phase: phase in the name of the row.
        above: event that the words above the table tell of all rows.
    """
    ranks = [_RANK.get(e.event, -1) for e, _ in stated if not e.planned]
    reached = max(ranks, default=None)
    events = _behind_plans([*stated], told) + [_as_plan(e, reached) for e in dated]
    if any(not e.planned for e, _ in events):
        events += [t for t in told if _adds(t, stated, phase)]
    else:
        events += told
    if not any(not e.planned for e, _ in events) and above is not None:
        events.append((above, None))
    events = [(_of_phase(e, p or phase), p or phase) for e, p in events]
    return without_repetition(_with_loose_date(events, loose))


def _adds(told: Told, stated: Sequence[Told], phase: str | None) -> bool:
    """Whether the content says more of a state: its day, a plan, or that of one phase."""
    happening, own = told
    if happening.planned:
        return happening.on is not None
    if happening.event in _TURNS:
        return True
    if own is not None and own != phase and happening.event in _STEPS:
        return True
    twins = {e.event for e, _ in stated} | {"approved" if happening.on else ""}
    return happening.on is not None and happening.event in twins


def _behind_plans(stated: list[Told], told: Sequence[Told]) -> list[Told]:
    """States without a start of works that the content calls a plan: 新开工 in a list of a year."""
    ahead = {e.event for e, _ in told if e.planned and e.on is not None}
    if "construction_start" not in ahead:
        return stated
    return [t for t in stated if t[0].event != "construction_start" or t[0].on is not None]


def _as_plan(event: Told, reached: int | None) -> Told:
    """A dated step that lies behind the state of the project is still to come."""
    happening, phase = event
    ahead = reached is not None and 0 <= reached < _RANK.get(happening.event, -1)
    if happening.event in _STEPS and ahead:
        return replace(happening, planned=True), phase
    return event


def _of_phase(happening: Happening, phase: str | None) -> Happening:
    """A phase in service is not the whole in service."""
    if happening.event == "operational" and phase is not None and not happening.planned:
        return replace(happening, event="phase_online")
    return happening


def _with_loose_date(events: list[Told], loose: Sequence[DateValue]) -> list[Told]:
    """A column that is only called a date dates the one event of the row."""
    undated = [i for i, (e, _) in enumerate(events) if e.on is None and not e.planned]
    if len(loose) != 1 or len(undated) != 1 or len([e for e, _ in events if not e.planned]) > 1:
        return events
    position = undated[0]
    happening, phase = events[position]
    events[position] = (replace(happening, on=loose[0]), phase)
    return events


def without_repetition(
    events: list[Told],
) -> list[Told]:
    """Each event of a phase once, the dated one; no announcement where more is said."""
    kept: dict[tuple[str, bool, str | None], Told] = {}
    for happening, phase in events:
        key = (happening.event, happening.planned, phase)
        if key not in kept or (kept[key][0].on is None and happening.on is not None):
            kept[key] = (happening, phase)
    further = any(not planned and event != "announced" for event, planned, _ in kept)
    return [e for e in kept.values() if not (further and e[0].event == "announced")]
