"""Events as claims: of which sites and phases they are told, and when they were."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from dcpipeline.extract.batches import Batches, to_begin
from dcpipeline.extract.claim import LeftAlone
from dcpipeline.extract.drafts import Draft, Drafts
from dcpipeline.extract.event_dates import day_before
from dcpipeline.extract.event_words import Happening, of_whole_member
from dcpipeline.extract.frames import Frame, Reading
from dcpipeline.extract.governing import governing
from dcpipeline.extract.latin.carried import is_of_something_else
from dcpipeline.extract.latin.conditions import is_done_to_place
from dcpipeline.extract.latin.followed_up import FollowUp, follow_up
from dcpipeline.extract.latin.objects import object_of
from dcpipeline.extract.members import in_state, members
from dcpipeline.extract.ownership import Ownership
from dcpipeline.extract.phases import PhaseMention
from dcpipeline.extract.reach import Reach, phases_of_member
from dcpipeline.extract.refusals import is_elsewhere
from dcpipeline.extract.segments import PageText, folded_span
from dcpipeline.extract.terms import dated_by_term, find_term
from dcpipeline.normalize import DateValue

LONGEST_DATE_LINE: Final = 40
_TURNS: Final = frozenset({"suspended", "cancelled", "signed", "approved", "construction_start"})
# Characters between an event that is told of nothing by name and the same event of a site.
_TOLD_AGAIN: Final = 260
# Characters between an event and the sentence that dates it.
_FOLLOWED_UP: Final = 420
# Characters between an event and the sentence that says when "that" happened.
_RIGHT_BEHIND: Final = 140

_OFFICE: Final = re.compile(r"(?:局|委|委员会|政府|办公室|厅)\s*$")

_OUR_DECISION: Final = re.compile(r"经研究|我委|我局|本委|本局|你单位|你公司|收悉")

# 公示日期:2025年3月12日 in an entry of a digest, and the events that it dates.
_DATE_LINE: Final = re.compile(
    r"(?:(?:中标|成交|定标|结果|公告|公示|发布|评标)(?:结果)?(?:公告|公示|发布)?(?:日期|时间)|时间|日期):"
)

_OF_HEADLINES: Final = frozenset({"signed", "approved", "construction_start", "cancelled"})

# 云岭文旅城等一批重点项目已开工建设: projects that are named there, no site told of before.
_OF_BATCH: Final = re.compile(
    r"等(?:一批|多个|\d+个|[一二三四五六七八九十]+个)?(?:重点|重大|优质|产业|标志性)*项目(?:已经?|正|均|全部|陆续|相继|先后|顺利|集中|,)*$"
)
_DATED_BY_LINE: Final = frozenset({"approved", "cancelled"})

# Behind the name that opens an entry.
_ENDS_NAME: Final = re.compile(r"(?:建设)?(?:项目|工程)?(?:\([^()]{0,16}\))?\s*[:,]")


def _begin(found: DateValue) -> int:
    return found.span[0]


def _signed_on(page: PageText, dates: Sequence[DateValue]) -> DateValue | None:
    """The day under a document: the last line that holds nothing else."""
    for block in reversed(page.document.blocks):
        start, end = folded_span(page.folded, block)
        if end - start <= LONGEST_DATE_LINE:
            first = bisect_left(dates, start, key=_begin)
            for found in dates[first : bisect_left(dates, end, lo=first, key=_begin)]:
                ends = end - found.span[1] <= 1
                alone = ends and (
                    found.span[0] - start <= 1
                    or _OFFICE.search(page.lower, start, found.span[0]) is not None
                )
                if found.precision == "day" and alone:
                    return found
    return None


def _cuts_name(reading: Reading, happening: Happening) -> bool:
    """Whether the last characters of an event are the first ones of a name: 建设中联X基地."""
    names = [(r.anchor.start, r.anchor.end) for r in reading.references if r.anchor.kind == "named"]
    names += [(company.start, company.end) for company in reading.companies if company.name]
    return any(happening.start < start < happening.end < end for start, end in names)


def _as_told(draft: Draft) -> Happening:
    """An event of a site again as it was read; its date counts only as one that is known."""
    claim = draft.claim
    on = None
    if claim.event_on is not None and claim.event_to_on is not None:
        on = DateValue(claim.event_on, claim.event_to_on, "day", "", span=(0, 0))
    return Happening(claim.value_text, claim.basis == "planned", 0, 0, on)


class Events:
    """The events of a page, sentence by sentence.

    Args:
        drafts: what has been read from the page so far; events are added.
        dates: all dates of the page, in order.
        reach: the phases that words belong to.
        batches: the projects that begin together.
        ownership: the companies of the page.
    """

    def __init__(
        self, drafts: Drafts, dates: Sequence[DateValue], reach: Reach, batches: Batches,
        ownership: Ownership,
    ) -> None:  # fmt: skip
        self.page = drafts.page
        self.drafts = drafts
        self._dates = dates
        self._reach = reach
        self._batches = batches
        self._ownership = ownership
        self._signed_on = _signed_on(self.page, dates)
        self._decides = _OUR_DECISION.search(self.page.lower) is not None
        # The record of an entry, and the day of a line that only dates it.
        self._entry_day: tuple[int, DateValue] | None = None
        self._headline: tuple[Reading, Happening] | None = None
        # The last event with a date that was told of nothing by name.
        self._of_nothing: Happening | None = None

    def carry_headline(self, reading: Reading) -> None:
        """What a headline told of no site by name happened to the first that its text names."""
        if self._headline is None or not reading.references:
            return
        before, happening = self._headline
        if before.sentence.record != reading.sentence.record:
            self._headline = None
            return
        frame = reading.references[0].frame
        if frame.kind != "project" or frame.is_other or before is reading:
            return
        self._headline = None
        phase = frame.only_phase
        self.drafts.happened(frame, before, happening, phase)
        self._ownership.propose(frame, before)

    def _is_in_name(self, reading: Reading, happening: Happening) -> bool:
        """Whether 扩建 closes the name that opens an entry: it says what is to be built."""
        if happening.event != "expanded" or reading.sentence.record is None:
            return False
        if reading.references and self.page.document.language == "zh":
            first = reading.references[0].anchor
            near = first.end - 2 <= happening.start <= first.end + 1
            if near and happening.end == reading.sentence.end:
                return self.page.lower.endswith("扩建", happening.start, happening.end)
            return near and _ENDS_NAME.match(self.page.lower, happening.end) is not None
        return False

    def read(
        self, reading: Reading, happening: Happening, phases: tuple[PhaseMention, ...]
    ) -> None:
        """Enter an event of a sentence for each of its sites and phases."""
        page = self.page
        listed = in_state(page, reading, happening.end)
        frames = listed or self._subjects(reading, happening)
        if not frames and reading.sentence.record is not None and happening.event in _OF_HEADLINES:
            self._headline = (reading, happening)
        if not frames:
            span = page.span(happening.start, happening.end)
            self.drafts.left.append(
                LeftAlone(*span, "event", "no subject is named before or behind it")
            )
            if happening.on is not None:
                self._of_nothing = happening
        if self._is_of_others(reading, happening) or self._batches.holds(reading, happening):
            return
        if self._is_in_name(reading, happening) or _cuts_name(reading, happening):
            return
        happening = self._dated(reading, happening)
        if listed:
            phases = tuple(phase for phase in phases if phase.start >= happening.end)
            if to_begin(page.lower, happening.start):
                happening = replace(happening, event="announced")
        for frame in frames:
            if not frame.is_other and frame.kind != "nation":
                self._enter(
                    reading, happening, frame, phases, in_list=bool(listed) or len(frames) > 1
                )

    def _subjects(self, reading: Reading, happening: Happening) -> tuple[Frame, ...]:
        """The subjects that the words of an event are said of."""
        page, start, end = self.page, happening.start, happening.end
        frames = governing(page, reading, start, end, True)
        if page.document.language != "zh" and len(frames) <= 1:
            meant = object_of(page, reading, happening)
            frames = frames if meant is None else (meant,)
        if any(frame.kind == "project" for frame in frames):
            return frames
        return members(page, reading, start, end) or frames

    def _is_of_others(self, reading: Reading, happening: Happening) -> bool:
        """Whether an event is that of a canal, a solar farm or a batch, or a city was chosen."""
        first = max(reading.sentence.start, happening.start - 24)
        if not reading.references and any(
            _OF_BATCH.search(self.page.lower, first, end)
            for end in (happening.start, happening.end)
        ):
            return True
        if is_elsewhere(self.page, reading, happening.start):
            return True
        if self.page.document.language != "zh" and is_of_something_else(
            self.page, reading, happening
        ):
            return True
        chosen = happening.event == "approved"
        return chosen and is_done_to_place(self.page, reading, happening.start)

    def _enter(
        self, reading: Reading, happening: Happening, frame: Frame,
        phases: tuple[PhaseMention, ...], *, in_list: bool,
    ) -> None:  # fmt: skip
        """Enter an event of one site, for each of its phases."""
        span = (happening.start, happening.end)
        if in_list and self.page.document.language == "zh":
            phases = phases_of_member(reading, frame, span[0], phases)
        for phase in self._reach.at(reading, span, phases, frame):
            told = happening
            if in_list and phase is None:
                told = of_whole_member(self.page, happening)
            self.drafts.happened(frame, reading, told, phase)

    def read_date_line(self, reading: Reading, dates: Sequence[DateValue]) -> None:
        """A line of an entry that only says when it was made public dates its award or its end."""
        sentence = reading.sentence
        record = sentence.record
        if record is None or len(dates) != 1 or dates[0].precision != "day":
            return
        if _DATE_LINE.match(self.page.lower, sentence.start, sentence.end) is None:
            return
        on = dates[0]
        self._entry_day = (record, on)
        for draft in self.drafts.items:
            claim = draft.claim
            undated = claim.property == "event" and claim.event_on is None and not claim.basis
            if draft.frame.record == record and undated and claim.value_text in _DATED_BY_LINE:
                draft.claim = replace(
                    claim, event_on=on.start, event_to_on=on.end, event_precision=on.precision
                )

    def read_term(self, reading: Reading) -> None:
        """The term of works of an entry dates what the entry tells of its only site."""
        sentence = reading.sentence
        record = sentence.record
        if record is None or "建设" not in self.page.lower[sentence.start : sentence.end]:
            return
        term = find_term(self.page.lower, sentence.start, sentence.end)
        own = [
            d for d in self.drafts.items if d.frame.record == record and d.frame.kind == "project"
        ]
        if term is None or len({id(draft.frame) for draft in own}) != 1:
            return
        frame = own[0].frame
        events = [draft for draft in own if draft.claim.property == "event"]
        told = [_as_told(draft) for draft in events]
        phase = next((draft.claim.phase for draft in events), frame.only_phase)
        for happening in dated_by_term(told, term, self.page.told_on(record)):
            self.drafts.happened(frame, reading, happening, phase)

    def follow_up(self, reading: Reading, dates: Sequence[DateValue]) -> int:
        """Date the event that a sentence takes up; where its words end, else where it begins."""
        told = follow_up(self.page, reading.sentence, dates)
        if told is None:
            return reading.sentence.start
        draft = self._taken_up(reading, told)
        if draft is None:
            return reading.sentence.start
        if draft.claim.event_on is None:
            draft.claim = replace(
                draft.claim, event_on=told.on.start, event_to_on=told.on.end,
                event_precision=told.on.precision,
            )  # fmt: skip
        return told.end

    def _taken_up(self, reading: Reading, told: FollowUp) -> Draft | None:
        """The last event that a sentence can take up; None where it names another site."""
        first = self.page.span(reading.sentence.start, reading.sentence.start + 1)[0]
        meant = {id(reference.frame) for reference in reading.references}
        for draft in reversed(self.drafts.items):
            claim, behind = draft.claim, first - draft.claim.words_end
            if claim.property != "event" or claim.basis is not None:
                continue
            if not 0 <= behind <= _FOLLOWED_UP:
                continue
            if draft.frame.kind != "project" or (meant and id(draft.frame) not in meant):
                continue
            if claim.value_text in told.events:
                return draft
            if not told.events:
                return draft if claim.event_on is None and behind <= _RIGHT_BEHIND else None
        return None

    def _dated(self, reading: Reading, happening: Happening) -> Happening:
        """An approval without a date is of the day under the document that grants it."""
        record = reading.sentence.record
        if record is not None and self._entry_day is not None and self._entry_day[0] == record:
            undated = happening.on is None and not happening.planned
            if undated and happening.event in _DATED_BY_LINE:
                return replace(happening, on=self._entry_day[1])
        if happening.on is not None or happening.planned:
            return happening
        told = self._told_before(reading, happening)
        if told is not None:
            return replace(happening, on=told)
        if happening.event != "approved":
            return happening
        if self._signed_on is None or not self._decides or record is not None:
            return happening
        return replace(happening, on=self._signed_on)

    def _told_before(self, reading: Reading, happening: Happening) -> DateValue | None:
        """The day of the meeting of a signing, or of the same event told without its site."""
        if self.page.document.language == "zh":
            signs = happening.event == "signed"
            return day_before(self.page, reading.sentence, self._dates) if signs else None
        before = self._of_nothing
        if happening.event not in _TURNS or before is None:
            return None
        near = 0 <= happening.start - before.end <= _TOLD_AGAIN
        same = before.event == happening.event and not before.planned
        return before.on if near and same else None
