"""Projects that begin together: what is told of all of them is told of each."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from dcpipeline.extract.drafts import Drafts
from dcpipeline.extract.event_words import Happening
from dcpipeline.extract.frames import Reading
from dcpipeline.extract.phases import find_phases
from dcpipeline.extract.segments import PageText, Sentence

# Sentences behind the one in which projects begin together, in which they are named.
BATCH_REACH: Final = 5

CEREMONY_REACH: Final = 12

_STARTS: Final = r"(?P<event>签约|开工|动工|竣工|投产|奠基|投运|投用|开建)"
_BATCH_EVENT: Final = re.compile(rf"(?:集中|现场|(?<![于在])同[日天]|同期|联合|批量|密集){_STARTS}")
# 三个智算项目开工: which ones, only a list behind it tells.
_COUNTED_EVENT: Final = re.compile(
    r"(?:[两二三四五六七八九十]|\d{1,3})(?:余|多)?[个座大项][^,。;:、]{0,12}?"
    rf"(?:项目|中心|基地|工程)(?:全部|均|正式|顺利|[今昨][日天])*{_STARTS}"
)
# Neither is there without one of these words.
_ANY_EVENT: Final = re.compile("[签开动竣投奠](?=[约工产基运用建])")
_LISTS: Final = re.compile(r"(?:其中)?(?:包括|包含|涵盖|分别[是为]|它们|这些|[这上]述)")

# 参加视频连线的是X, X是此次开工项目之一: one of those of the ceremony told of before.
_OF_CEREMONY: Final = re.compile(
    r"(?:参加|出席|列入|纳入)(?:此次|本次|这次)?[^,。;]{0,6}(?:连线|开工|签约|集中|活动)"
    r"|(?:此次|本次|这次|当天|当日)[^,。;]{0,8}(?:开工|签约|动工|奠基)[^,。;]{0,8}(?:之一|的)"
)

# 续建项目, 拟建类: the heading of a list of projects in one state.
_HEADS_LIST: Final = re.compile(r"项目|类|名单|清单|一览|projects|projets")

# "Fourteen projects were signed in X on Friday. Among them, ..."
_BATCH_LATIN: Final = re.compile(
    r"\b(?:projects|centers|centres|campuses|deals|contracts|projets|accords|contrats)\b"
    r"(?:[^.;]|\.(?=\d)){0,160}?"
    r"\b(?:signed|inked|broke ground|kicked off|approved|green-lit|signes|lances|approuves)\b"
)

_AMONG: Final = re.compile(
    r"(?:among (?:them|these|those|the)|they include|these include|including|the (?:biggest|"
    r"largest|"
    r"most \w+) (?:is|of|one|among|was)|one of (?:them|the)|parmi (?:eux|elles|les)|"
    r"le plus (?:gros|grand|important))\b"
)

# The rubric of a digest, which is what its entries have in common.
_RUBRIC: Final = re.compile(
    r"(?:[一二三四五六七八九十\d]{1,2}[、.]|[◆■▍▎●▌]|\s)*(?:本周)?"
    r"(?:招标|中标|成交|流标|废标|签约|开工|新开工|投产|投运|备案|获批|停工|终止|叫停)(?:公告|公示|结果|信息|动态|项目)?(?:/[\u4e00-\u9fff]{2,4})?"
)


# In the list of a year: projects of which none has begun.
_TO_BEGIN: Final = re.compile(
    r"(?<!已)(?<!季度)(?<!月)新开工(?=项目|类|的[有是为])|(?:前期|储备|谋划|预备)(?:工作)?(?=项目|类)"
)
# (一)数字经济类: a part of the group above it.
_PART_OF_GROUP: Final = re.compile(r"\s?(?:\([一二三四五六七八九十]{1,2}\)|\(?\d{1,2}[.、)])(?!\d)")


def _event(pattern: re.Pattern[str], page: PageText, sentence: Sentence) -> re.Match[str] | None:
    """Where a sentence tells what happens to several projects."""
    if _ANY_EVENT.search(page.lower, sentence.start, sentence.end) is None:
        return None
    return pattern.search(page.lower, sentence.start, sentence.end)


def to_begin(lower: str, at: int) -> bool:
    """Whether a word for a start is 新开工 in the list of a year, of which none has begun."""
    return _TO_BEGIN.match(lower, max(0, at - 1)) is not None


class Batches:
    """The batch that the text is telling of.

    Args:
        drafts: what has been read from the page so far; events of batches are added.
    """

    def __init__(self, drafts: Drafts) -> None:
        self.page = drafts.page
        self.drafts = drafts
        # Number of the sentence, the event, and the sentence that tells of it.
        self._batch: tuple[int, Happening, Reading] | None = None
        # The same, of counted projects that the next sentence may list.
        self._counted: tuple[int, Happening, Reading] | None = None
        self._under_heading = False
        self._named_before: set[int] = set()

    def holds(self, reading: Reading, happening: Happening) -> bool:
        """Whether projects begin together in a sentence that names none of them."""
        if any(
            r.frame.kind == "project" and r.anchor.kind in {"named", "new"}
            for r in reading.references
        ):
            return False
        found = _BATCH_EVENT.finditer(self.page.lower, reading.sentence.start, reading.sentence.end)
        return any(m.start() <= happening.end and happening.start <= m.end() for m in found)

    def share(self, number: int, reading: Reading, happenings: Sequence[Happening]) -> None:
        """An event of several projects together also is one of those that are named next."""
        self._share(number, reading, happenings)
        self._named_before.update(
            id(r.frame) for r in reading.references if r.anchor.kind in {"named", "new"}
        )

    def _share(self, number: int, reading: Reading, happenings: Sequence[Happening]) -> None:
        page, sentence = self.page, reading.sentence
        if page.document.language != "zh" and self._latin(number, reading, happenings):
            return
        self._count(number, reading, happenings)
        match = _event(_BATCH_EVENT, page, sentence)
        if match is not None:
            shared = [h for h in happenings if h.start <= match.end("event") <= h.end]
            self._begin(number, reading, match.end(), shared)
            return
        if reading.heads:
            state = (*happenings, *self._to_begin(reading))
            listed = self._heads_list(reading) and bool(state)
            if not state and _PART_OF_GROUP.match(page.lower, sentence.start, sentence.end):
                return
            self._batch = (number, state[-1], reading) if listed else None
            self._under_heading = listed
            return
        if self._batch is None:
            return
        if not self._under_heading and self._batch[2].sentence.record != reading.sentence.record:
            return
        self._date(number, reading)
        near = self._under_heading or number - self._batch[0] <= BATCH_REACH
        if near or self._joins(number, reading):
            self._happened_to_named(reading)

    def _count(self, number: int, reading: Reading, happenings: Sequence[Happening]) -> None:
        """An event of counted projects is that of a list which the next sentence gives."""
        page, sentence = self.page, reading.sentence
        counted, self._counted = self._counted, None
        if counted is not None and counted[0] == number - 1:
            same = counted[2].sentence.record == sentence.record
            if same and _LISTS.match(page.lower, sentence.start, sentence.end):
                self._batch, self._under_heading = counted, False
        match = _event(_COUNTED_EVENT, page, sentence) if happenings else None
        if match is not None:
            shared = [h for h in happenings if h.start <= match.end("event") <= h.end]
            self._counted = (number, shared[0], reading) if shared else None

    def _joins(self, number: int, reading: Reading) -> bool:
        """Whether a later sentence says that its site is one of those of the ceremony."""
        if self._batch is None or number - self._batch[0] > CEREMONY_REACH:
            return False
        sentence = reading.sentence
        return _OF_CEREMONY.search(self.page.lower, sentence.start, sentence.end) is not None

    def _heads_list(self, reading: Reading) -> bool:
        """Whether a heading names no site itself, but the state of those below it."""
        sentence = reading.sentence
        words = self.page.lower[sentence.start : sentence.end]
        if " | " in words or any(r.anchor.kind == "named" for r in reading.references):
            return False
        return _HEADS_LIST.search(words) is not None or _RUBRIC.fullmatch(words.strip()) is not None

    def _to_begin(self, reading: Reading) -> tuple[Happening, ...]:
        """What a heading of projects that are to begin this year says of each: 新开工项目."""
        sentence = reading.sentence
        match = _TO_BEGIN.search(self.page.lower, sentence.start, sentence.end)
        return () if match is None else (Happening("announced", False, *match.span()),)

    def _happened_to_named(self, reading: Reading) -> None:
        """The event of the batch is one of each site that a sentence names first."""
        if self._batch is None:
            return
        known = self._named_before | {
            id(draft.frame) for draft in self.drafts.items
            if draft.claim.property == "event" and draft.claim.basis is None
            and draft.claim.value_text != "announced"
        }  # fmt: skip
        for reference in reading.references:
            frame, anchor = reference.frame, reference.anchor
            if frame.kind != "project" or anchor.kind not in {"named", "new"}:
                continue
            if id(frame) not in known:
                known.add(id(frame))
                inside = find_phases(self.page.lower, anchor.start, anchor.end)
                phase = inside[-1].phase or None if inside else frame.only_phase
                self.drafts.happened(frame, self._batch[2], self._batch[1], phase)

    def _begin(self, number: int, reading: Reading, end: int, shared: list[Happening]) -> None:
        """Projects begin together: the next sentences, or this one, name them."""
        self._under_heading = False
        if self._batch is not None:
            self._date(number, reading)
        if not shared:
            return
        coarse = shared[0].on is None or shared[0].on.precision not in {"day", "month"}
        if (
            coarse
            and self._batch is not None
            and self._batch[1].on is not None
            and (
                self._batch[1].event == shared[0].event
                and number - self._batch[0] <= CEREMONY_REACH
            )
        ):
            return  # the same ceremony, told again
        named = any(
            r.anchor.kind == "named" and r.anchor.start > end and r.frame.kind == "project"
            for r in reading.references
        )
        self._batch = (number - BATCH_REACH if named else number, shared[0], reading)

    def _date(self, number: int, reading: Reading) -> None:
        """The day of a ceremony is that of what is told of one of its projects without a date."""
        if self._batch is None or number - self._batch[0] > CEREMONY_REACH:
            return
        batch = self._batch[1]
        if batch.on is None or batch.on.precision != "day":
            return
        first, _ = self.page.span(reading.sentence.start, reading.sentence.end)
        for draft in self.drafts.items:
            claim = draft.claim
            if (
                claim.span_start == first
                and claim.property == "event"
                and (claim.value_text, claim.basis, claim.event_on) == (batch.event, None, None)
            ):
                draft.claim = replace(
                    claim, event_on=batch.on.start, event_to_on=batch.on.end,
                    event_precision=batch.on.precision,
                )  # fmt: skip

    def _latin(self, number: int, reading: Reading, happenings: Sequence[Happening]) -> bool:
        """Whether a sentence tells of several projects at once, or of none of those told of."""
        page, sentence = self.page, reading.sentence
        match = _BATCH_LATIN.search(page.lower, sentence.start, sentence.end)
        own = any(r.frame.kind == "project" for r in reading.references)
        if match is not None and not own:
            shared = [h for h in happenings if match.start() < h.end <= match.end() + 1]
            self._batch = (number, shared[0], reading) if shared and not shared[0].planned else None
            return True
        if self._batch is None:
            return False
        if _AMONG.match(page.lower, sentence.start, sentence.end) is None:
            self._batch = None
            return True
        return False
