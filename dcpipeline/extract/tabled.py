"""Table rows as subjects with claims, beside those of the sentences."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from dcpipeline.extract.claim import PageClaim, Subject
from dcpipeline.extract.frames import Frame, key_of, same_name
from dcpipeline.extract.locate import Site
from dcpipeline.extract.rows import RowRecord
from dcpipeline.extract.segments import PageText


@dataclass(frozen=True, slots=True)
class Tabled:
    """A record of a table with its subject.

    Attributes:
        frame: the subject.
        site: where it lies by its row.
        claims: what the row says, without subject.
    """

    frame: Frame
    site: Site
    claims: tuple[PageClaim, ...]


def tabled(page: PageText, records: Sequence[RowRecord], frames: list[Frame]) -> list[Tabled]:
    """The records with their subjects; a row about a site named before adds to that site.

    Args:
        page: the page.
        records: its records.
        frames: all subjects of the page; new ones are added.
    """
    return [_tabled(page, record, frames) for record in records]


def _tabled(page: PageText, record: RowRecord, frames: list[Frame]) -> Tabled:
    frame = _frame(page, record, frames)
    if record.name is not None:
        frame.spots.append(record.name)
    site = Site(record.province, record.city, record.place_span)
    if frame.only_phase and not record.phase:
        record = _of_phase(record, frame.only_phase)
    return Tabled(frame, site, tuple(_claims(page, record, frame)))


def _of_phase(record: RowRecord, phase: str) -> RowRecord:
    """A record whose subject is one phase (原项目 for X二期项目), with that phase."""
    figures = tuple(replace(f, phase=f.phase or phase) for f in record.figures)
    phases = tuple(own or phase for own in record.event_phases)
    return replace(record, figures=figures, event_phases=phases)


def _frame(page: PageText, record: RowRecord, frames: list[Frame]) -> Frame:
    name = page.text[slice(*record.name)] if record.name is not None else ""
    key = key_of(page, name) if name else ""
    if not key and record.kind == "project" and len(record.blocks) > 1:
        # Labels and values without a name speak of the one site that the page names.
        named = [frame for frame in frames if frame.kind == "project" and frame.name]
        if len(named) == 1:
            return named[0]
    for frame in frames:
        if key and frame.kind == record.kind and same_name(key, frame.keys):
            return frame
    frame = Frame(record.kind, name, {key} if key else set())
    frames.append(frame)
    return frame


def _claims(page: PageText, record: RowRecord, frame: Frame) -> list[PageClaim]:
    block = page.document.blocks[record.block]
    last = page.document.blocks[record.blocks[-1]]

    def claim(name: str, value: str, start: int, end: int, **columns: Any) -> PageClaim:
        words = page.span(start, end)
        first, behind = min(block.start, words[0]), max(last.end, words[1])
        quote = page.document.text[first:behind]
        return PageClaim(
            Subject("", frame.kind, None), name, value, quote, first, behind, *words, **columns
        )

    claims = []
    for row in record.figures:
        figure = row.figure
        claims.append(claim(
            figure.property, page.words(figure.start, figure.end), figure.start, figure.end,
            value_num=figure.value, value_low=figure.low, value_high=figure.high,
            unit=figure.unit, qualifier=figure.qualifier,
            precision=figure.precision if figure.precision != "unknown" else None,
            basis=row.basis, phase=row.phase, change=row.change, state=figure.state,
        ))  # fmt: skip
    for happening, phase in zip(record.events, record.event_phases, strict=True):
        on = happening.on
        claims.append(claim(
            "event", happening.event, happening.start, happening.end,
            basis="planned" if happening.planned else None, phase=phase,
            event_on=on.start if on else None, event_to_on=on.end if on else None,
            event_precision=on.precision if on else None,
        ))  # fmt: skip
    claims += [claim("operator", page.words(*span), *span) for span in record.operators]
    claims += [claim("accelerator_model", page.words(*span), *span) for span in record.models]
    return claims
