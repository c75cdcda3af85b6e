"""Years that only the tense decides in English and French: "in December" said in January."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from dcpipeline.extract.event_words import Happening
from dcpipeline.extract.latin.dates import event_of_date
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
    dates: Sequence[DateValue] = (),
) -> tuple[Happening, ...]:
    """Events of a sentence, those without a date with one whose year follows from the tense.

    Args:
        page: the page.
        sentence: the sentence.
        happenings: its events, in order.
        behind: dates of the year before the page's own that hold for what has happened.
        ahead: later dates of its own year that hold for what is planned.
        dates: the dates of the sentence.
    """
    found = _told_on(page, [_without_past(page, h) for h in _joined(page, happenings)])
    found = _under_date(page, sentence, found)
    spans = [(h.start, h.end) for h in found]
    for planned, others in ((False, behind), (True, ahead)):
        for one in others:
            if not sentence.start <= one.span[0] < sentence.end:
                continue
            choice = event_of_date(page, sentence.start, spans, one)
            if choice is None or found[choice].planned is not planned or found[choice].on:
                continue
            found[choice] = replace(found[choice], on=one)
    return tuple(sorted([*found, *_gapped(page, found, dates)], key=lambda h: h.start))


_LONGEST_DATE: Final = 30


def _under_date(page: PageText, sentence: Sentence, happenings: list[Happening]) -> list[Happening]:
    """Events of a paragraph under a line that is only a date: those of a timeline."""
    before = page.text.rfind("\n", 0, sentence.start)
    above = page.text.rfind("\n", 0, max(before, 0)) + 1
    line = page.text[above : max(before, above)].strip(" .:")
    if not line or len(line) > _LONGEST_DATE or page.text[before + 1 : sentence.start].strip():
        return happenings
    if any(h.on for h in happenings) or page.document.blocks[sentence.block - 1].kind != "heading":
        return happenings
    dates = find_dates(line, reference=page.document.published_on)
    if len(dates) != 1 or dates[0].span != (0, len(line)):
        return happenings
    on = replace(dates[0], span=(above, above + len(line)))
    return [h if h.planned else replace(h, on=on) for h in happenings]


# "phase one opened in 2023 and phase two in May": the verb is left out.
_GAP: Final = re.compile(
    r"[^.;:]{0,24}?(?:,|;|\band|\bet|\bthen|\bpuis)(?: and| et)? (?:the |la |le )?"
    r"(?:phase (?:one|two|three|four|i{1,3}|iv|\d)|(?:first|second|third|fourth|premiere|deuxieme|"
    r"seconde?|troisieme|last|final)(?: one| phase| stage| tranche)?),? "
    r"(?:in |on |by |at |en |le |au |fin |debut |late |early |this |the |la )*"
)


def _gapped(
    page: PageText, happenings: Sequence[Happening], dates: Sequence[DateValue]
) -> list[Happening]:
    """The event of the last verb for a further phase that has only a date."""
    told = [h for h in happenings if h.on is not None]
    found = []
    for on in dates:
        before = [h for h in told if h.on is not None and h.on.span[1] <= on.span[0]]
        if not before or before[-1].on is None:
            continue
        first = max(before[-1].end, before[-1].on.span[1])
        if _GAP.fullmatch(page.lower, first, on.span[0]):
            day = page.document.published_on
            planned = before[-1].planned or (day is not None and on.start > day)
            found.append(
                replace(before[-1], planned=planned, start=on.span[0], end=on.span[1], on=on)
            )
    return found


# "announced today that it has signed", "intends to build, a notice dated 3 May shows"
_TELLS: Final = re.compile(r"[^;.]{0,60}?\b(?:that|its|it|qu'|que|avoir)\b[^;.]{0,80}")
_DATED: Final = re.compile(r"[^;.]{0,60}, [^;.]{0,40}\b(?:dated|of|on|du|datee? du)\s$")


def _told_on(page: PageText, happenings: list[Happening]) -> list[Happening]:
    """Events with the day on which a sentence announces them, where it gives them no other."""
    found = list(happenings)
    for one, other in itertools.pairwise(happenings):
        plans = {one.event, other.event} == {"announced"} and one.planned == other.planned
        if plans and other.on is None and _TELLS.fullmatch(page.lower, one.end, other.start):
            happenings = found = [replace(h, on=one.on) if h is other else h for h in found]
            found.remove(one)
            break
    happenings = list(found)
    for here, telling in enumerate(happenings):
        if telling.event != "announced" or telling.on is None or telling.planned:
            continue
        for there, told in enumerate(happenings):
            if told.event == "announced" or told.planned or told.on is not None:
                continue
            if here < there:
                meant = _TELLS.fullmatch(page.lower, telling.end, told.start)
            else:
                meant = _DATED.fullmatch(page.lower, telling.end, telling.on.span[0])
            if meant is not None:
                found[there] = replace(told, on=telling.on)
                found[here] = replace(telling, on=None)
                break
    return found


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
        if any(_stands_still(page, here, one) for one in kept):
            continue
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
        and ";" not in page.lower[min(work.end, here.end) : max(work.start, here.start)]
    )


def _without_past(page: PageText, happening: Happening) -> Happening:
    """What is planned has no date that lies behind the page."""
    day = page.document.published_on
    if day is None or happening.on is None or not happening.planned or happening.on.end >= day:
        return happening
    return replace(happening, on=None)
