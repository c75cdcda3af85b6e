"""Reading the sentences of a page: every figure, event and owner with its subject."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final, TypeVar

from dcpipeline.extract.batches import Batches
from dcpipeline.extract.city_lists import CityLists
from dcpipeline.extract.claim import LeftAlone
from dcpipeline.extract.company_sites import is_of_room
from dcpipeline.extract.drafts import Drafts
from dcpipeline.extract.events import Events
from dcpipeline.extract.figures import Figure, find_figures
from dcpipeline.extract.frames import Frame, Reading
from dcpipeline.extract.groups import Groups
from dcpipeline.extract.happenings import find_happenings, happenings_of
from dcpipeline.extract.latin.figures import in_latin
from dcpipeline.extract.latin.scenes import Scenes
from dcpipeline.extract.latin.years import completed, other_years
from dcpipeline.extract.models import find_models
from dcpipeline.extract.ownership import Ownership
from dcpipeline.extract.page_dates import dates_of
from dcpipeline.extract.phases import PhaseMention, find_phases
from dcpipeline.extract.reach import Reach
from dcpipeline.extract.segments import PageText, Sentence
from dcpipeline.extract.telling import Telling
from dcpipeline.normalize import DateValue, Gazetteer
from dcpipeline.normalize.status import EventMention

# A sentence that speaks of such sites in general.
_IN_GENERAL: Final = re.compile(
    r"(?:一座|一个)(?:中等|标准|普通|典型|大中型|千卡|万卡)[^,。;]{0,24}(?:智算|数据|算力)中心[^,。;]{0,12}(?:成本|造价|需要|耗资)|"
    r"本(?:办法|规定|条例|规划|方案|意见|措施|通知|指南)所(?:称|指)|"
    r"为例|网传|谣言|不实信息|一般来说|一般而言|通常来说|假设|举例|for example, a|par exemple, un|"
    r"typically costs|\ban? (?:typical|average|ordinary|conventional|traditional) (?:[\w-]+ ){0,3}"
    r"(?:data cent|campus|facilit|comput)"
)

# Lines that name other pages.
_OTHER_PAGES: Final = re.compile(
    r"(?:关键词|关键字|标签|tags?|keywords?)\s?:|"
    r"往期|相关阅读|推荐阅读|延伸阅读|上一篇|下一篇|更多精彩|read more|related|a lire aussi|"
    r"lire aussi"
)

_EQUIPS: Final = re.compile(
    r"部署|采用|搭载|配备|安装|采购|使用|equipped|using|uses|deploy|equipe|utilise"
)

_Found = TypeVar("_Found")


class Collector:
    """Reads a page once, from its first sentence to its last.

    Args:
        page: the page.
        readings: its sentences with their subjects.
        frames: its subjects; those that only counts or lists of cities tell of are added.
        gazetteer: tells which province a city lies in.
        tabled: blocks that are read as tables.

    Attributes:
        drafts: what has been read.
        own_company: the company that a notice calls 公司, None elsewhere.
        city_lists: the sites that only lists of cities tell of.
    """

    def __init__(
        self,
        page: PageText,
        readings: tuple[Reading, ...],
        frames: list[Frame],
        gazetteer: Gazetteer,
        tabled: frozenset[int] = frozenset(),
    ) -> None:
        self.page = page
        self.readings = readings
        self.drafts = Drafts(page)
        self._tabled = tabled
        self._dates = dates_of(page)
        self._other_years: tuple[list[DateValue], list[DateValue]] = ([], [])
        if page.document.language != "zh":
            self._other_years = other_years(page, self._dates)
        self._scenes = Scenes(page)
        self._groups = Groups(page, frames)
        self._reach = Reach(page)
        self._batches = Batches(self.drafts)
        self._ownership = Ownership(self.drafts, readings, frames)
        self._groups.own_company = self.own_company = self._ownership.own_company
        self._telling = Telling(
            self.drafts, self._dates, self._groups, self._reach, self._ownership
        )
        self.city_lists = CityLists(self.drafts, frames, gazetteer)
        self._events = Events(self.drafts, self._dates, self._reach, self._batches, self._ownership)

    def collect(self) -> None:
        """Read figures, events and owners, sentence by sentence."""
        page = self.page
        figures, untaken = find_figures(page)
        if page.document.language != "zh":
            figures = list(in_latin(page, figures))
        self.drafts.left += [
            LeftAlone(*page.span(u.start, u.end), u.what, u.reason) for u in untaken
        ]
        events = find_happenings(page)
        figure_starts = [f.start for f in figures]
        event_starts = [e.start for e in events]
        date_starts = [d.span[0] for d in self._dates]
        for number, reading in enumerate(self.readings):
            sentence = reading.sentence
            if self._is_beside(sentence):
                continue
            self._sentence(
                number, reading,
                _within(sentence, figures, figure_starts),
                _within(sentence, events, event_starts),
                _within(sentence, self._dates, date_starts),
            )  # fmt: skip
        self._ownership.close()
        self._telling.close()

    def close(self) -> None:
        """Owners of what has been added since, such as the rows of tables, by their brands."""
        self._ownership.own_by_brand()

    def _is_beside(self, sentence: Sentence) -> bool:
        """Whether a sentence is a byline, a row of a table, or a pointer to other pages."""
        if self.page.document.blocks[sentence.block].kind == "meta":
            return True
        if sentence.block in self._tabled:
            return True
        return _OTHER_PAGES.match(self.page.lower, sentence.start, sentence.end) is not None

    def _sentence(
        self,
        number: int,
        reading: Reading,
        figures: Sequence[Figure],
        events: Sequence[EventMention],
        dates: Sequence[DateValue],
    ) -> None:
        page, sentence = self.page, reading.sentence
        if _IN_GENERAL.search(page.lower, sentence.start, sentence.end):
            self.drafts.leave(figures, "the sentence speaks of such sites in general")
            return
        phases: tuple[PhaseMention, ...] = ()
        if figures or events or page.document.language != "zh":
            phases = tuple(
                mention for mention in find_phases(page.lower, sentence.start, sentence.end)
                if not any(is_of_room(page, r.anchor, mention.start, mention.end)
                           for r in reading.references)
            )  # fmt: skip
        behind = self._events.follow_up(reading, dates)
        events = [event for event in events if event.start >= behind]
        dates = [found for found in dates if found.span[0] >= behind]
        happenings = happenings_of(page, sentence, events, dates)
        if page.document.language != "zh":
            happenings = completed(page, sentence, happenings, *self._other_years, dates)
            happenings = self._scenes.dated(sentence, happenings, dates)
        names_one = any(r.anchor.kind == "named" for r in reading.references)
        tells = names_one or not reading.heads
        if tells:
            self.city_lists.read(reading, happenings)
        self._read_figures(reading, figures, phases)
        if tells:
            for happening in happenings:
                self._events.read(reading, happening, phases)
        self._batches.share(number, reading, happenings)
        self._events.carry_headline(reading)
        self._events.read_date_line(reading, dates)
        self._events.read_term(reading)
        self._ownership.read(reading)
        self._read_models(reading)
        self._reach.leave(reading, phases)

    def _read_figures(
        self, reading: Reading, figures: Sequence[Figure], phases: tuple[PhaseMention, ...]
    ) -> None:
        """Counts, shares and signals, then all figures that are no part of a signal."""
        told = self._groups.figures_of(reading)
        for figure, frame in told:
            self._telling.tell(reading, figure, frame, (None,))
        signals = [figure for figure, _ in told if figure.property == "signal"]
        for figure in figures:
            if not any(s.start < figure.end and figure.start < s.end for s in signals):
                self._telling.read(reading, figure, phases)

    def _read_models(self, reading: Reading) -> None:
        page, sentence = self.page, reading.sentence
        if reading.references or _EQUIPS.search(page.lower, sentence.start, sentence.end):
            for start, end in find_models(page.lower, sentence.start, sentence.end):
                self._ownership.said(reading, "accelerator_model", start, end)


def _within(sentence: Sentence, found: Sequence[_Found], starts: Sequence[int]) -> Sequence[_Found]:
    """What begins in a sentence, of things in the order of the text with their beginnings."""
    return found[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
