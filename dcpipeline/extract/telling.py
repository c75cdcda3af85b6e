"""Figures as claims: of which subject they are told, and by whom."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from dcpipeline.extract.basis import basis_at, change_at
from dcpipeline.extract.claim import Basis, Change
from dcpipeline.extract.drafts import Drafts
from dcpipeline.extract.figures import MONEY, Figure
from dcpipeline.extract.frames import SEVERAL, Frame, Reading
from dcpipeline.extract.governing import governing
from dcpipeline.extract.groups import Groups
from dcpipeline.extract.latin.basis import basis_of, change_of
from dcpipeline.extract.ownership import Ownership
from dcpipeline.extract.phases import PhaseMention
from dcpipeline.extract.reach import Reach, names_phase_before
from dcpipeline.extract.refusals import OF_GROUPS, refusal
from dcpipeline.extract.segments import PageText, Sentence
from dcpipeline.extract.speakers import analysts_of, speaker_of
from dcpipeline.normalize import DateValue

OPENING: Final = 3

_BEGINS: Final = re.compile(r"开工|动工|奠基|投产|投运|投用|建成|签约|落户|点亮|上线|封顶")

_CONTRACT: Final = re.compile(r"合同|协议|contract|agreement|contrat")

_SUPPLY: Final = re.compile(
    r"(?:算力|租赁|租用|服务|采购|云)[^,。;]{0,8}(?:合同|协议)|service (?:contract|agreement)|"
    r"contrat de"
)

# 自筹资金9.2亿元投资建设X
_IS_INVESTED: Final = re.compile(r"(?:人民币)?(?:,)?(?:用于)?(?:投资|投建|建设)")

# Between the members of a list of figures.
_ANOTHER_FIGURE: Final = re.compile(r"(?<=[^\d.,年月日])(?:、|和|及|与)(?=[^,。;:、]{0,3}(?:\d|$))")
# A date this far before a figure says when it is reached.
DATE_REACH: Final = 36


def _to_come(page: PageText, dates: Sequence[DateValue]) -> tuple[int, ...]:
    """Where dates end that lie after the day on which a page was published."""
    told = page.document.published_on
    return () if told is None else tuple(d.span[1] for d in dates if d.start > told)


class Telling:
    """The figures of a page, sentence by sentence.

    Args:
        drafts: what has been read from the page so far; figures are added.
        dates: all dates of the page, in order.
        groups: the subjects of counts and shares.
        reach: the phases that words belong to.
        ownership: the companies of the page.
    """

    def __init__(
        self, drafts: Drafts, dates: Sequence[DateValue], groups: Groups, reach: Reach,
        ownership: Ownership,
    ) -> None:  # fmt: skip
        self.page = drafts.page
        self.drafts = drafts
        self._to_come = _to_come(self.page, dates)
        self._groups = groups
        self._reach = reach
        self._ownership = ownership
        self._asked: tuple[Reading, str | None] | None = None

    def read(
        self,
        reading: Reading,
        figure: Figure,
        phases: tuple[PhaseMention, ...],
    ) -> None:
        """Enter a figure of a sentence, or note why it is no claim."""
        frames = governing(self.page, reading, figure.start, figure.end, False)
        frames = self._respective(reading, figure, frames)
        figure = self._headline_sum(reading, figure)
        if figure.property == "contract_value" and _IS_INVESTED.match(self.page.lower, figure.end):
            figure = replace(figure, property="investment")
        contractor = self._contractor(reading, figure, frames)
        if contractor is not None:
            self.tell(reading, replace(figure, property="contract_value"), contractor, (None,))
            return
        reason = refusal(self.page, reading, figure, frames)
        if reason is not None:
            self.drafts.leave([figure], reason)
            return
        reach = self._reach.at(reading, (figure.start, figure.end), phases, frames[0])
        if len(reach) > 1 and self.page.lower[figure.start - 6 : figure.start].find("各") >= 0:
            for phase in reach:
                self.tell(reading, figure, frames[0], (phase,))
            return
        self.tell(reading, figure, frames[0], reach)

    def _respective(
        self, reading: Reading, figure: Figure, frames: tuple[Frame, ...]
    ) -> tuple[Frame, ...]:
        """The one site of a list to which a figure belongs by its place: A、B分别为1200P和300P."""
        lower = self.page.lower
        each = lower.rfind("分别", reading.sentence.start, figure.start)
        if len(frames) < SEVERAL or each < 0 or set("。;:") & set(lower[each : figure.start]):
            return frames
        place = len(_ANOTHER_FIGURE.findall(lower[each : figure.start]))
        in_order = [r.frame for r in reading.references if r.frame in frames]
        ordered = tuple(dict.fromkeys(in_order))
        return (ordered[place],) if len(ordered) == len(frames) > place else frames

    def _headline_sum(self, reading: Reading, figure: Figure) -> Figure:
        """A sum that opens an entry is what its site costs, or its award (17.3亿元:X开工)."""
        if figure.property != "other_money" or figure.start - reading.sentence.start > OPENING:
            return figure
        behind = [r.anchor for r in reading.references if r.anchor.start >= figure.end]
        if not behind or behind[0].kind != "named" or behind[0].start - figure.end > OPENING:
            return figure
        words = self.page.lower[figure.end : reading.sentence.end]
        if "中标" in words:
            return replace(figure, property="award_value")
        if _BEGINS.search(words) is not None:
            return replace(figure, property="investment")
        return figure

    def _contractor(
        self, reading: Reading, figure: Figure, frames: tuple[Frame, ...]
    ) -> Frame | None:
        """The company whose contract a sum is: no site is named where contracts are spoken of."""
        if figure.property not in {"contract_value", "other_money"}:
            return None
        sentence = reading.sentence
        if any(r.frame.kind == "project" for r in reading.references):
            return None
        before = self.page.lower[max(sentence.start, figure.start - 24) : figure.start]
        if not _CONTRACT.search(before):
            return None
        if _SUPPLY.search(self.page.lower) is None:
            return None
        company = self._ownership.own_company
        if company is None and "签" in self.page.lower[sentence.start : sentence.end]:
            company = next((c for c in reading.companies if c.name), None)
        return None if company is None else self._groups.of_company(company.start, company.end)

    def tell(
        self,
        reading: Reading,
        figure: Figure,
        frame: Frame,
        reach: tuple[str | None, ...],
    ) -> None:
        """A figure as a claim about a subject."""
        page, sentence = self.page, reading.sentence
        precision = figure.precision if figure.precision != "unknown" else None
        counted = figure.property in OF_GROUPS or figure.property.endswith("_share")
        first, last = figure.period or (None, None)
        change = None if counted else self._change(sentence, figure)
        phase = reach[0] if len(reach) == 1 else None
        if change == "total" and not names_phase_before(
            page.lower, max(sentence.start, figure.start - 16), figure.start
        ):
            phase = None
        self.drafts.add(
            frame, reading, figure.property, figure.code or page.words(figure.start, figure.end),
            figure.start, figure.end,
            value_num=figure.value, value_low=figure.low, value_high=figure.high,
            unit=figure.unit, qualifier=figure.qualifier, precision=precision,
            basis=None if counted or figure.property == "annual_plan"
            else self._basis(sentence, figure),
            phase=phase, change=change,
            state=figure.state, speaker=self._speaker(reading),
            event_on=first, event_to_on=last, event_precision="period" if first else None,
        )  # fmt: skip

    def _basis(self, sentence: Sentence, figure: Figure) -> Basis | None:
        """Planned or installed, by words; what is dated after the day of the page is planned."""
        page, near = self.page, figure.property in MONEY
        if page.document.language != "zh":
            return basis_of(page, sentence, figure.start, figure.end, near=near)
        found = basis_at(page, sentence, figure.start, figure.end, near=near)
        if found is not None or near:
            return found
        ahead = any(
            sentence.start <= end <= figure.start <= end + DATE_REACH
            and not set("。;") & set(page.lower[end : figure.start])
            for end in self._to_come
        )
        return "planned" if ahead else None

    def _speaker(self, reading: Reading) -> str | None:
        """Who says the figures of a sentence."""
        if self._asked is None or self._asked[0] is not reading:
            span = speaker_of(self.page, reading.sentence)
            self._asked = (reading, self.page.words(*span) if span is not None else None)
        return self._asked[1]

    def _change(self, sentence: Sentence, figure: Figure) -> Change | None:
        if self.page.document.language == "zh":
            return change_at(self.page, sentence, figure.start)
        return change_of(self.page, sentence, figure.start, figure.end)

    def close(self) -> None:
        """Counts and shares of the country are those of the one analyst whom the page names."""
        if not any(draft.frame.kind == "nation" for draft in self.drafts.items):
            return
        named = analysts_of(self.page)
        if len({self.page.lower[start:end] for start, end in named}) != 1:
            return
        speaker = self.page.words(*named[0])
        for draft in self.drafts.items:
            claim = draft.claim
            told = claim.property.endswith(("_count", "_share"))
            if draft.frame.kind == "nation" and told and claim.speaker is None:
                draft.claim = replace(claim, speaker=speaker)
