"""Years that only the tense decides in English and French: "in December" said in January."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from dcpipeline.extract.dates_latin import event_of_date
from dcpipeline.extract.event_words import Happening
from dcpipeline.extract.segments import PageText, Sentence
from dcpipeline.normalize import DateValue, find_dates

_REACH: Final = 80


def other_years(
    page: PageText, dates: Sequence[DateValue]
) -> tuple[list[DateValue], list[DateValue]]:
    """Dates without a year that lie behind, and ahead of, the page's own year so far.

    "in December" on a page of January is the last one where something has happened, and the next
    one where it is planned.

    Args:
        page: the page.
        dates: the dates that could be read.
    """
    day = page.document.published_on
    if day is None:
        return [], []
    known = {found.span for found in dates}
    behind = _read(page, date(day.year - 1, 12, 31), known)
    ahead = _read(page, date(day.year, 12, 31), known)
    return behind, [found for found in ahead if found.end > day]


def _read(page: PageText, reference: date, known: set[tuple[int, int]]) -> list[DateValue]:
    return [
        replace(found, from_reference=True)
        for found in find_dates(page.text, reference=reference)
        if found.span not in known and found.from_reference and not _is_relative(found)
    ]


def _is_relative(found: DateValue) -> bool:
    words = found.text.lower()
    return (
        re.search(
            r"last|this|next|day\b|yester|ago|dern|proch|pass|cette|ce |hier|demain|di\b", words
        )
        is not None
    )


def completed(
    page: PageText,
    sentence: Sentence,
    happenings: Sequence[Happening],
    behind: Sequence[DateValue],
    ahead: Sequence[DateValue],
) -> tuple[Happening, ...]:
    """Events of a sentence, those without a date with one whose year follows from the tense.

    Args:
        page: the page.
        sentence: the sentence.
        happenings: its events, in order.
        behind: dates of the year before the page's own that hold for what has happened.
        ahead: later dates of its own year that hold for what is planned.
    """
    found = [_without_past(page, h) for h in _joined(page, happenings)]
    spans = [(h.start, h.end) for h in found]
    for planned, dates in ((False, behind), (True, ahead)):
        for one in dates:
            if not sentence.start <= one.span[0] < sentence.end:
                continue
            choice = event_of_date(page, sentence.start, spans, one)
            if choice is None or found[choice].planned is not planned or found[choice].on:
                continue
            found[choice] = replace(found[choice], on=one)
    return tuple(found)


_ENDED: Final = re.compile(r"(?:acheve|termine|complet|finish)")


_BUILDING_OF: Final = re.compile(r"(?:la )?construction (?:of|d[eu'].*)")
# Behind "construction of X": that it has begun, will begin, or is over.
_BEGINS: Final = re.compile(
    r"[^.;]{0,150}?(?:(?P<ahead>\b(?:will|would|is (?:to|due to|expected to|"
    r"set to|scheduled to)|should|"
    r"doit|devrait|commencera|debutera|demarrera|va)\b)|\b(?:began|begun|started|starts|begins|"
    r"commenced|kicked off|under ?way|got going|has been (?:halted|suspended|"
    r"paused)|was (?:halted|suspended)|"
    r"commence|debute|demarre|en cours|avance)\b|(?P<ended>\b(?:completed|finished|"
    r"acheve\w*|termine\w*)\b))"
)


def _joined(page: PageText, happenings: Sequence[Happening]) -> list[Happening]:
    """Without the completion of an expansion, which is the expansion itself."""
    kept: list[Happening] = []
    for here in happenings:
        words = page.lower[here.start : here.end]
        if here.event == "construction_start" and _BUILDING_OF.fullmatch(words):
            verb = _BEGINS.match(page.lower, here.end)
            if verb is None or verb["ended"]:
                continue
            here = replace(here, planned=here.planned or verb["ahead"] is not None)
        kept = [one for one in kept if not _stands_still(page, one, here)]
        last = kept[-1] if kept else None
        between = page.lower[last.end : here.start] if last is not None else ""
        if (
            last is not None
            and (last.event, here.event) == ("expanded", "operational")
            and _ENDED.search(words)
            and len(between) <= _REACH
            and ";" not in between
        ):
            kept[-1] = replace(last, planned=here.planned, on=here.on or last.on)
        else:
            kept.append(here)
    return kept


_SITE_OF_WORK: Final = re.compile(
    r"le chantier|en chantier|travaux de construction|construction work|work|works"
)


def _stands_still(page: PageText, work: Happening, here: Happening) -> bool:
    """Whether words for a building site only say what has been stopped: "le chantier est gele"."""
    return (
        work.event == "construction_start"
        and here.event in {"suspended", "cancelled"}
        and work.on is None
        and _SITE_OF_WORK.fullmatch(page.lower, work.start, work.end) is not None
        and ";" not in page.lower[work.end : here.start]
    )


def _without_past(page: PageText, happening: Happening) -> Happening:
    """What is planned has no date that lies behind the page."""
    day = page.document.published_on
    if day is None or happening.on is None or not happening.planned or happening.on.end >= day:
        return happening
    return replace(happening, on=None)
