"""Reading the sentences of a page: every figure, event and owner with its subject."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, TypeVar

from dcpipeline.extract.basis import basis_at, change_at
from dcpipeline.extract.basis_latin import basis_of, change_of
from dcpipeline.extract.claim import Change, LeftAlone, PageClaim, Subject
from dcpipeline.extract.companies import Company, brand_of
from dcpipeline.extract.companies_latin import defined_company
from dcpipeline.extract.event_words import Happening
from dcpipeline.extract.figures import MONEY, Figure, find_figures
from dcpipeline.extract.figures_latin import in_latin, is_of_plant, is_off_topic
from dcpipeline.extract.frames import Frame, Reading
from dcpipeline.extract.governing import governing
from dcpipeline.extract.groups import Groups
from dcpipeline.extract.happenings import find_happenings, happenings_of
from dcpipeline.extract.headings import is_heading
from dcpipeline.extract.models import find_models
from dcpipeline.extract.objects_latin import object_of
from dcpipeline.extract.owners import addressee, find_owners, may_name_owner, may_own
from dcpipeline.extract.owners_latin import find_owners as find_owners_latin
from dcpipeline.extract.owners_latin import may_own as may_own_latin
from dcpipeline.extract.page_dates import dates_of
from dcpipeline.extract.phases import PhaseMention, find_phases, mention_at
from dcpipeline.extract.phases_latin import last_phase, phases_of, spoken_of
from dcpipeline.extract.segments import PageText, Sentence, folded_span
from dcpipeline.extract.speakers import analysts_of, speaker_of
from dcpipeline.extract.years_latin import completed, other_years
from dcpipeline.normalize import DateValue, operator_key
from dcpipeline.normalize.status import EventMention

# Figures that only a group of sites can have.
OF_GROUPS: Final = frozenset({"project_count", "province_count", "city_count", "signal"})
# The company that a notice speaks for, by no name.
_GENERIC: Final = frozenset({"the group", "the company", "company", "group", "le groupe"})
# A company this near to the beginning of a sentence is what it is about.
_OPENING: Final = 6
NEXT_NAME: Final = 12
# Sentences behind the one in which projects begin together, in which they are named.
BATCH_REACH: Final = 3
CEREMONY_REACH: Final = 12
OPENING: Final = 3
_BEGINS: Final = re.compile(r"开工|动工|奠基|投产|投运|投用|建成|签约|落户|点亮|上线|封顶")
LONGEST_DATE_LINE: Final = 40
_OFFICE: Final = re.compile(r"(?:局|委|委员会|政府|办公室|厅)\s*$")
_SINGLE: Final = frozenset({"named", "new", "place", "nation", "programme"})
# A sentence that speaks of such sites in general.
_IN_GENERAL: Final = re.compile(
    r"为例|网传|谣言|不实信息|一般来说|一般而言|通常来说|假设|举例|for example, a|par exemple, un|typically costs"
)
_INCLUDES: Final = re.compile(
    r"(?:\d+|[一二三四五六七八九十两几多])个[^,。;]{0,14}项目[,]?(?:包括|包含|分别是|分别为|涵盖|有)[^。;]{4,120},(?:计划)?(?:总投资|投资)"
)
_DENIED_FIGURE: Final = re.compile(
    r"(?:误将|误作|误写|误为|写作|写成|错写)(?:(?!应为|实为|更正为)[^。;]){0,12}$"
)
_ERROR_BEHIND: Final = re.compile(r"[”\"]?[^。;,]{0,12}(?:少写|多写|有误|系笔误)")
_BATCH_EVENT: Final = re.compile(r"集中(?P<event>签约|开工|动工|竣工|投产|奠基)")
# 续建项目, 拟建类: the heading of a list of projects in one state.
_HEADS_LIST: Final = re.compile(r"项目|类|名单|清单|一览|projects|projets")
# 投资过10亿元项目29个
# 标段1投资估算11.3亿元
_OF_LOT: Final = re.compile(r"标段[\d一二三四]?(?:\([^()]*\))?[^,。;:]{0,8}$")
_SIZE_CLASS: Final = re.compile(r"(?:及?以上)?的?(?:重大|重点|产业)?项目(?:共|有|达)?\d+个")
# Lines that name other pages.
_OTHER_PAGES: Final = re.compile(
    r"往期|相关阅读|推荐阅读|延伸阅读|上一篇|下一篇|更多精彩|read more|related|a lire aussi|lire aussi"
)
# 平陆运河预计2026年底建成: the clause is about something else.
_OTHER_THING: Final = re.compile(
    r"[\u4e00-\u9fff\d、]{0,14}(?:运河|高速|公路|铁路|机场|码头|港区|大桥|隧道|光伏电站|光伏项目|风电场|风电项目|电站|变电站|线路|工厂|车间|管网|"
    r"水库|医院|学校|酒店|住宅|安置房|体育馆|地铁|道路|水厂|生产线|产线|风电|光伏|储能|工业投资|财政收入)"
    r"(?=[^,。;:]{0,14}$)"
)
# Beside a total the phase must stand itself: 由一期的6兆瓦扩至15兆瓦 is the whole.
_PHASE_BESIDE: Final = re.compile(r"[一二三四\d]期(?:算力|规模|总)?[^,。;的]{0,6}$")
# 从1000P扩容至3000P
_FROM: Final = re.compile(r"(?:由|从|原来的|原有的?)[^,。;]{0,8}$")
_BEFORE_GROWTH: Final = re.compile(
    r"(?:大幅|一举|逐步)?(?:扩容|扩|增|提升|提高|增加|升级|扩建|扩展|扩大|跃升)(?:至|到)"
)
# Words of the notice of a listed company, whatever its layout.
_BOARD: Final = re.compile(r"证券代码|公告编号|董事会\s*(?:20\d\d年|$)|stock code")
# 1P即每秒一千万亿次
_DEFINES: Final = re.compile(r"(?:算力)?[,(]?(?:即|等于|相当于|约等于|=|意味着|指的?是)")
# 将超过谷歌的9EFLOPS和特斯拉的1.8EFLOPS
_COMPARED: Final = re.compile(
    r"(?:超过|高于|超越|领先于?|媲美|比肩)[^,。;\d的]{1,12}的(?:\d[^,。;]{0,20}的)?$"
)
_OF_ONE: Final = frozenset({1.0, 10.0, 100.0, 1000.0, 10000.0})
_DEFINED: Final = re.compile(
    r"\dp?(?:算力)?(?:即|等于|相当于|约等于|=|意味着|指的?是)(?:每秒)?(?:可|能)?(?:完成|执行|进行)?$"
)
_EQUIPS: Final = re.compile(
    r"部署|采用|搭载|配备|安装|采购|使用|equipped|using|uses|deploy|equipe|utilise"
)
_CONTRACT: Final = re.compile(r"合同|协议|contract|agreement|contrat")
_SUPPLY: Final = re.compile(
    r"(?:算力|租赁|租用|服务|采购|云)[^,。;]{0,8}(?:合同|协议)|service (?:contract|agreement)|contrat de"
)
# "Fourteen projects were signed in X on Friday. Among them, ..."
_BATCH_LATIN: Final = re.compile(
    r"\b(?:projects|centers|centres|campuses|deals|contracts|projets|accords|contrats)\b"
    r"(?:[^.;]|\.(?=\d)){0,160}?"
    r"\b(?:signed|inked|broke ground|kicked off|approved|green-lit|signes|lances|approuves)\b"
)
_AMONG: Final = re.compile(
    r"(?:among (?:them|these|those|the)|they include|these include|including|the (?:biggest|largest|"
    r"most \w+) (?:is|of|one|among|was)|one of (?:them|the)|parmi (?:eux|elles|les)|"
    r"le plus (?:gros|grand|important))\b"
)
# A notice about goods, works or services for sites of others.
_SUPPLIES: Final = re.compile(
    r"\b(?:supply|supplies|supplied|procurement|purchase|service|services|leasing|lease|epc|"
    r"construction|sales?) (?:contract|agreement|order)|won the (?:tender|bid)|winning bid|"
    r"appel d'offres|contrat de (?:service|fourniture|location)"
)
_BY_NO_NAME: Final = re.compile(r"(?:the |la |le )?(?:company|group|issuer|societe|groupe)|we|our")
_OUR_DECISION: Final = re.compile(r"经研究|我委|我局|本委|本局|你单位|你公司|收悉")


# 公示日期:2025年3月12日 in an entry of a digest, and the events that it dates.
_DATE_LINE: Final = re.compile(
    r"(?:(?:中标|成交|定标|结果|公告|公示|发布|评标)(?:结果)?(?:公告|公示|发布)?(?:日期|时间)|时间|日期):"
)
_OF_HEADLINES: Final = frozenset({"signed", "approved", "construction_start", "cancelled"})
_DATED_BY_LINE: Final = frozenset({"approved", "cancelled"})
# The short form of its name, with which the notice of a listed company begins.
_SHORT_FORM: Final = re.compile(
    r"(?:证券|股票|公司|A股)简称\s?[:：]\s?(?P<name>[*\w]{2,10})(?=\s|$)"
)
# 【川数股份:公司投建的X获批】
_SPEAKS_FIRST: Final = re.compile(r"【?\*?(?P<name>[\u4e00-\u9fffA-Z]{2,8}):(?=[^:。]{0,60}公司)")
# 自筹资金9.2亿元投资建设X
_IS_INVESTED: Final = re.compile(r"(?:人民币)?(?:,)?(?:用于)?(?:投资|投建|建设)")
_OF_PORTFOLIO: Final = frozenset({"racks", "compute", "servers", "accelerators", "it_load"})
_HAS_IN_ALL: Final = re.compile(
    r"(?:^|(?<=[,。;:]))(?:截至[^,。;]{2,16},)?(?:目前,?)?(?:本?公司|本?集团)(?:及(?:其)?子公司)?(?:目前|现|已|共|累计|合计|在[^,。;]{2,8})*"
    r"(?:现有|拥有|持有|运营|在运营?|在营|管理|合计|部署)[^,。;]{0,20}$"
)
# The rubric of a digest, which is what its entries have in common.
_RUBRIC: Final = re.compile(
    r"(?:[一二三四五六七八九十\d]{1,2}[、.]|[◆■▍▎●▌]|\s)*(?:本周)?"
    r"(?:招标|中标|成交|流标|废标|签约|开工|新开工|投产|投运|备案|获批|停工|终止|叫停)(?:公告|公示|结果|信息|动态|项目)?(?:/[\u4e00-\u9fff]{2,4})?"
)
# Behind the name that opens an entry.
_ENDS_NAME: Final = re.compile(r"(?:建设)?(?:项目|工程)?(?:\([^()]{0,16}\))?\s*[:,]")
_Found = TypeVar("_Found")


@dataclass(slots=True)
class Draft:
    """A claim before its subject has a place."""

    frame: Frame
    claim: PageClaim


@dataclass(slots=True)
class Collector:
    """What has been read from a page so far.

    Attributes:
        page: the page.
        readings: its sentences with their subjects.
        drafts: claims in the order of the text.
        left: words that became no claim.
        events_in_batch: event that several projects share, with its frame's sentence, for the
            projects that the next sentences name.
    """

    page: PageText
    readings: tuple[Reading, ...]
    groups: Groups
    tabled_blocks: frozenset[int] = frozenset()
    drafts: list[Draft] = field(default_factory=list)
    left: list[LeftAlone] = field(default_factory=list)
    own_company: Company | None = None
    last_company: Company | None = None
    last_phase: str | None = None
    spoken_of: str | None = None
    speaks_for: Company | None = None
    other_years: tuple[list[DateValue], list[DateValue]] = field(default_factory=lambda: ([], []))
    batch: tuple[int, Happening, Reading] | None = None
    under_heading: bool = False
    asked: tuple[Reading, str | None] | None = None
    waiting: list[tuple[Reading, int, int]] = field(default_factory=list)
    may_own: dict[int, list[tuple[Reading, Frame, int, int]]] = field(default_factory=dict)
    signed_on: DateValue | None = None
    decides: bool = False
    named_before: set[int] = field(default_factory=set)
    entry_day: tuple[int, DateValue] | None = None
    headline: tuple[Reading, Happening] | None = None

    def collect(self) -> None:
        """Read figures, events and owners, sentence by sentence."""
        page = self.page
        figures, untaken = find_figures(page)
        if page.document.language != "zh":
            figures = list(in_latin(page, figures))
        events = find_happenings(page)
        dates = dates_of(page)
        if page.document.language != "zh":
            self.other_years = other_years(page, dates)
        self.left += [LeftAlone(*page.span(u.start, u.end), u.what, u.reason) for u in untaken]
        self.own_company = _own_company(page, self.readings)
        if page.document.language != "zh":
            self.speaks_for = _speaks_for(page)
            self.own_company = self.speaks_for or self.own_company
        self.groups.own_company = self.own_company
        self.signed_on = _signed_on(page, dates)
        self.decides = _OUR_DECISION.search(page.lower) is not None
        figure_starts = [f.start for f in figures]
        event_starts = [e.start for e in events]
        date_starts = [d.span[0] for d in dates]
        for number, reading in enumerate(self.readings):
            sentence = reading.sentence
            if page.document.blocks[sentence.block].kind == "meta":
                continue
            if sentence.block in self.tabled_blocks or _OTHER_PAGES.match(
                page.lower, sentence.start, sentence.end
            ):
                continue
            self._sentence(
                number, reading,
                _within(sentence, figures, figure_starts),
                _within(sentence, events, event_starts),
                _within(sentence, dates, date_starts),
            )  # fmt: skip
        self._only_companies()
        self._only_speaker()

    def _only_speaker(self) -> None:
        """Counts and shares of the country are those of the one analyst whom the page names."""
        named = analysts_of(self.page)
        if len({self.page.lower[start:end] for start, end in named}) != 1:
            return
        speaker = self.page.words(*named[0])
        for draft in self.drafts:
            claim = draft.claim
            told = claim.property.endswith(("_count", "_share"))
            if draft.frame.kind == "nation" and told and claim.speaker is None:
                draft.claim = replace(claim, speaker=speaker)

    def _only_companies(self) -> None:
        """The one company named beside a site owns it, where no words name an owner."""
        owned = {id(d.frame) for d in self.drafts if d.claim.property == "operator"}
        sites = {id(d.frame): d.frame for d in self.drafts if d.frame.kind == "project"}
        if len(sites) == 1 and not owned:
            for reading, start, end in self.waiting:
                only = next(iter(sites.values()))
                owned.add(id(only))
                self._add(only, reading, "operator", self.page.words(start, end), start, end)
        self._of_labels(owned)
        self._of_notice(owned, sites)
        if self.page.document.language == "zh":
            self._brands(owned)
        judges = analysts_of(self.page)
        for key, candidates in self.may_own.items():
            named = [
                found for found in candidates
                if not any(start < found[3] and found[2] < end for start, end in judges)
            ]  # fmt: skip
            names = {operator_key(self.page.text[start:end]) for _, _, start, end in named}
            if key in owned or len(names) != 1:
                continue
            reading, frame, start, end = named[0]
            self._add(frame, reading, "operator", self.page.words(start, end), start, end)

    def _of_labels(self, owned: set[int]) -> None:
        """A company that alone opens a paragraph ("Baidu. The search firm ...") owns its site."""
        if self.page.document.language == "zh":
            return
        label: Company | None = None
        block = -1
        for reading in self.readings:
            sentence = reading.sentence
            if sentence.block != block:
                block = sentence.block
                label = next(
                    (c for c in reading.companies if c.name and c.start == sentence.start
                     and sentence.end - c.end <= 1),
                    None,
                )  # fmt: skip
                continue
            for frame in [r.frame for r in reading.references if label is not None]:
                first = frame.spots[0][0] if frame.spots else -1
                fresh = sentence.start <= first < sentence.end and id(frame) not in owned
                if frame.kind == "project" and not frame.is_other and fresh and label is not None:
                    owned.add(id(frame))
                    words = self.page.words(label.start, label.end)
                    self._add(frame, reading, "operator", words, label.start, label.end)

    def _of_notice(self, owned: set[int], sites: dict[int, Frame]) -> None:
        """A company that speaks for itself owns the sites of its notice, unless it supplies them."""
        meant = self.speaks_for
        if meant is None or _SUPPLIES.search(self.page.lower) is not None:
            return
        for key, frame in sites.items():
            reading = next(
                (r for r in self.readings if frame in [x.frame for x in r.references]), None
            )
            if key not in owned and reading is not None:
                owned.add(key)
                words = self.page.words(meant.start, meant.end)
                self._add(frame, reading, "operator", words, meant.start, meant.end)

    def _brands(self, owned: set[int]) -> None:
        """A company whose brand opens the name of a site owns it: 蓝讯数据, 蓝讯温州数据中心."""
        brands = {
            brand: (reading, c) for reading in self.readings for c in reading.companies
            if c.name and (brand := brand_of(c.name))
        }  # fmt: skip
        for frame in {id(d.frame): d.frame for d in self.drafts}.values():
            if frame.kind != "project" or id(frame) in owned or not frame.name:
                continue
            for brand, (reading, company) in brands.items():
                if brand in frame.name:
                    owned.add(id(frame))
                    words = self.page.words(company.start, company.end)
                    self._add(frame, reading, "operator", words, company.start, company.end)
                    break

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
            self._leave(figures, "the sentence speaks of such sites in general")
            return
        phases: tuple[PhaseMention, ...] = ()
        if figures or events or page.document.language != "zh":
            phases = find_phases(page.lower, sentence.start, sentence.end)
        told = self.groups.figures_of(reading)
        for figure, frame in told:
            self._tell(reading, figure, frame, (None,))
        for figure in figures:
            if not any(
                t.start < figure.end and figure.start < t.end
                for t, _ in told
                if t.property == "signal"
            ):
                self._figure(reading, figure, phases)
        happenings = happenings_of(page, sentence, events, dates)
        if page.document.language != "zh":
            happenings = completed(page, sentence, happenings, *self.other_years)
        if not is_heading(page, sentence) or any(
            r.anchor.kind == "named" for r in reading.references
        ):
            for happening in happenings:
                self._event(reading, happening, phases)
        self._share_batch(number, reading, happenings)
        self.named_before.update(
            id(r.frame) for r in reading.references if r.anchor.kind in {"named", "new"}
        )
        self._headline_event(reading)
        self._date_line(reading, dates)
        self._owners(reading)
        if reading.references or _EQUIPS.search(page.lower, sentence.start, sentence.end):
            for start, end in find_models(page.lower, sentence.start, sentence.end):
                self._said(reading, "accelerator_model", start, end)
        if page.document.language != "zh":
            named = last_phase(phases, page.lower, sentence.start, sentence.end)
            other = any(r.anchor.kind in {"named", "new"} for r in reading.references)
            self.last_phase = named or (None if other else self.last_phase)
            self.spoken_of = spoken_of(reading, phases, page.lower, self.last_phase)

    def _speaker(self, reading: Reading) -> str | None:
        """Who says the figures of a sentence; of sites only places and totals are told so."""
        if self.asked is None or self.asked[0] is not reading:
            span = speaker_of(self.page, reading.sentence)
            self.asked = (reading, self.page.words(*span) if span is not None else None)
        return self.asked[1]

    def _leave(self, figures: Sequence[Figure], reason: str) -> None:
        self.left += [
            LeftAlone(*self.page.span(f.start, f.end), f.property, reason) for f in figures
        ]

    def _owners(self, reading: Reading) -> None:
        page = self.page
        if page.document.language != "zh":
            self._latin_owners(reading)
            return
        sentence = reading.sentence
        speaks = _SPEAKS_FIRST.match(page.text, sentence.start, sentence.end)
        if speaks is not None and self.own_company is None:
            self.last_company = Company(speaks["name"], *speaks.span("name"))
        owners = find_owners(page, reading) if may_name_owner(page, reading) else ()
        for start, end, name in owners:
            if name:
                self._said(reading, "operator", start, end)
                continue
            meant = self.own_company or self.last_company
            if meant is not None:
                self._said(reading, "operator", meant.start, meant.end, at=(start, end))
        for start, end in may_own(page, reading):
            for frame in governing(page, reading, start, end, True):
                if frame.kind == "project" and not frame.is_other:
                    self.may_own.setdefault(id(frame), []).append((reading, frame, start, end))
        sent_to = addressee(page, reading)
        if sent_to is not None:
            self._said(reading, "operator", *sent_to)
        named = [
            c for c in reading.companies
            if c.name and "某" not in c.name
            and not page.lower.endswith(("与", "和", "同"), 0, c.start)
        ]  # fmt: skip
        self.last_company = named[-1] if named else self.last_company

    def _latin_owners(self, reading: Reading) -> None:
        page = self.page
        owned = False
        for owner in find_owners_latin(page, reading):
            meant = Company("", owner.start, owner.end) if owner.is_name else self.last_company
            generic = _BY_NO_NAME.fullmatch(page.lower, owner.start, owner.end) is not None
            if self.speaks_for is not None and generic:
                meant = self.speaks_for
            if meant is None or page.lower[meant.start : meant.end] in _GENERIC:
                continue
            frames = (owner.frame,) if owner.frame else governing(page, reading, *owner.at, True)
            for frame in frames:
                if frame.kind == "project":
                    words = page.words(meant.start, meant.end)
                    self._add(frame, reading, "operator", words, meant.start, meant.end)
            self.last_company = meant
            owned = owned or owner.is_name
        self._latin_candidates(reading)
        named = [company for company in reading.companies if company.name]
        opens = bool(named) and named[0].start - reading.sentence.start <= _OPENING
        if named and (self.last_company is None or (opens and not owned)):
            self.last_company = named[0]

    def _latin_candidates(self, reading: Reading) -> None:
        """Companies that may own the site of their sentence, or whose name its name begins with."""
        page = self.page
        beside = any(r.frame.kind == "project" for r in reading.references)
        for start, end in (
            *(may_own(page, reading) if beside else ()), *may_own_latin(page, reading)
        ):  # fmt: skip
            if page.lower[start:end] in _GENERIC:
                continue
            frames = list(governing(page, reading, start, end, True))
            first = page.text[start:end].split()[0]
            for frame in (f for f in self.groups.frames if f.kind == "project" and f.name):
                if len(first) > _OPENING - 2 and first in frame.name.split():
                    frames.append(frame)
            for frame in frames:
                if frame.kind == "project" and not frame.is_other:
                    self.may_own.setdefault(id(frame), []).append((reading, frame, start, end))

    def _said(
        self, reading: Reading, name: str, start: int, end: int, at: tuple[int, int] | None = None
    ) -> None:
        """A description in words, of each site that the words belong to."""
        where = at or (start, end)
        frames = governing(self.page, reading, *where, True)
        if not frames and name == "operator":
            self.waiting.append((reading, start, end))
        for frame in frames:
            if frame.kind == "project" and not frame.is_other:
                self._add(frame, reading, name, self.page.words(start, end), start, end)

    def _figure(
        self,
        reading: Reading,
        figure: Figure,
        phases: tuple[PhaseMention, ...],
    ) -> None:
        frames = governing(self.page, reading, figure.start, figure.end, False)
        figure = self._headline_sum(reading, figure)
        if figure.property == "contract_value" and _IS_INVESTED.match(self.page.lower, figure.end):
            figure = replace(figure, property="investment")
        contractor = self._contractor(reading, figure, frames)
        if contractor is not None:
            self._tell(reading, replace(figure, property="contract_value"), contractor, (None,))
            return
        reason = self._refusal(reading, figure, frames)
        if reason is not None:
            self._leave([figure], reason)
            return
        reach = self._reach(reading, (figure.start, figure.end), phases, frames[0])
        if len(reach) > 1 and self.page.lower[figure.start - 6 : figure.start].find("各") >= 0:
            for phase in reach:
                self._tell(reading, figure, frames[0], (phase,))
            return
        self._tell(reading, figure, frames[0], reach)

    def _reach(
        self,
        reading: Reading,
        span: tuple[int, int],
        phases: tuple[PhaseMention, ...],
        frame: Frame,
    ) -> tuple[str | None, ...]:
        """The phases that words belong to."""
        if self.page.document.language == "zh":
            return _phases(reading, *span, phases, frame)
        return phases_of(self.page, reading, span, phases, frame, self.last_phase, self.spoken_of)

    def _headline_sum(self, reading: Reading, figure: Figure) -> Figure:
        """A sum that opens an entry about a site is its investment, or its award (17.3亿元:X开工)."""
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
        company = self.own_company or next((c for c in reading.companies if c.name), None)
        return None if company is None else self.groups.of_company(company.start, company.end)

    def _tell(
        self,
        reading: Reading,
        figure: Figure,
        frame: Frame,
        reach: tuple[str | None, ...],
    ) -> None:
        """A figure as a claim about a subject."""
        page, sentence = self.page, reading.sentence
        precision = figure.precision if figure.precision != "unknown" else None
        read_basis = basis_at if page.document.language == "zh" else basis_of
        counted = figure.property in OF_GROUPS or figure.property.endswith("_share")
        near = figure.property in MONEY
        first, last = figure.period or (None, None)
        change = None if counted else self._change(sentence, figure)
        phase = reach[0] if len(reach) == 1 else None
        if change == "total" and not _PHASE_BESIDE.search(
            page.lower, max(sentence.start, figure.start - 16), figure.start
        ):
            phase = None
        self._add(
            frame, reading, figure.property, figure.code or page.words(figure.start, figure.end),
            figure.start, figure.end,
            value_num=figure.value, value_low=figure.low, value_high=figure.high,
            unit=figure.unit, qualifier=figure.qualifier, precision=precision,
            basis=None if counted or figure.property == "annual_plan"
            else read_basis(page, sentence, figure.start, figure.end, near=near),
            phase=phase, change=change,
            state=figure.state, speaker=self._speaker(reading) if frame.kind != "project" else None,
            event_on=first, event_to_on=last, event_precision="period" if first else None,
        )  # fmt: skip

    def _change(self, sentence: Sentence, figure: Figure) -> Change | None:
        if self.page.document.language == "zh":
            return change_at(self.page, sentence, figure.start)
        return change_of(self.page, sentence, figure.start, figure.end)

    def _refusal(self, reading: Reading, figure: Figure, frames: tuple[Frame, ...]) -> str | None:
        """Why a figure is no claim; None where it is one."""
        if figure.property == "other_money":
            return "no word says what the money is for"
        if frames and frames[0].kind == "project" and self._sums_up(reading, figure):
            return "the sum of several projects that the sentence lists"
        if not frames:
            return "no subject is named before or behind it"
        if len(frames) > 1:
            return "it follows a list of several sites"
        if frames[0].is_other or self._is_elsewhere(reading, figure.start):
            return "it is said of something else than a site of computing"
        if frames[0].kind == "project" and self._is_of_company(reading, figure):
            return "what the company has in all, not at one site"
        if frames[0].kind == "project" and (figure.is_total or figure.property in OF_GROUPS):
            return "a total of several projects, not of one site"
        if _BEFORE_GROWTH.match(self.page.lower, figure.end) and _FROM.search(
            self.page.lower, max(reading.sentence.start, figure.start - 10), figure.start
        ):
            return "the figure before the enlargement"
        if figure.property == "compute" and (
            (figure.value in _OF_ONE and _DEFINES.match(self.page.lower, figure.end))
            or _DEFINED.search(
                self.page.lower, max(reading.sentence.start, figure.start - 14), figure.start
            )
        ):
            return "it defines the unit"
        if _OF_LOT.search(
            self.page.lower, max(reading.sentence.start, figure.start - 16), figure.start
        ):
            return "a lot of the tender, not the whole"
        if _SIZE_CLASS.match(self.page.lower, figure.end):
            return "a class of size of projects, not the sum of one"
        if self.page.document.language != "zh" and is_off_topic(
            self.page, reading.sentence, figure, frames[0].kind
        ):
            return "the sentence does not speak of computing"
        before = self.page.lower[max(reading.sentence.start, figure.start - 30) : figure.start]
        if _COMPARED.search(before):
            return "it is said of another site, for comparison"
        if _DENIED_FIGURE.search(before) or _ERROR_BEHIND.match(self.page.lower, figure.end):
            return "the text calls the figure an error"
        return None

    def _headline_event(self, reading: Reading) -> None:
        """What a headline told without naming a site happened to the first one that its text names."""
        if self.headline is None or not reading.references:
            return
        before, happening = self.headline
        if before.sentence.record != reading.sentence.record:
            self.headline = None
            return
        frame = reading.references[0].frame
        if frame.kind != "project" or frame.is_other or before is reading:
            return
        self.headline = None
        phase = frame.only_phase
        self._happened(frame, before, happening, phase)
        for start, end in may_own(self.page, before):
            self.may_own.setdefault(id(frame), []).append((before, frame, start, end))

    def _is_of_company(self, reading: Reading, figure: Figure) -> bool:
        """Whether a clause without a site opens with what a company has: 公司现有机柜约8000个."""
        if figure.property not in _OF_PORTFOLIO or self.page.document.language != "zh":
            return False
        clause = _HAS_IN_ALL.search(self.page.lower[reading.sentence.start : figure.start])
        return clause is not None and not any(
            r.frame.kind == "project" and r.anchor.start < figure.start for r in reading.references
        )

    def _is_in_name(self, reading: Reading, happening: Happening) -> bool:
        """Whether 扩建 closes the name that opens an entry: it says what is built, not that it is."""
        if happening.event != "expanded" or reading.sentence.record is None:
            return False
        if reading.references and self.page.document.language == "zh":
            first = reading.references[0].anchor
            near = first.end - 2 <= happening.start <= first.end + 1
            return near and _ENDS_NAME.match(self.page.lower, happening.end) is not None
        return False

    def _sums_up(self, reading: Reading, figure: Figure) -> bool:
        """Whether a figure follows the members of a batch: 5个项目包括A、B和C,总投资215亿元."""
        words = self.page.lower[reading.sentence.start : figure.start]
        counted = _INCLUDES.search(words)
        if counted is None or figure.property != "investment":
            return False
        return "其中" not in words[counted.end() :] and "该项目" not in words[counted.end() :]

    def _is_elsewhere(self, reading: Reading, start: int) -> bool:
        """Whether the clause opens with another thing, such as a canal or a solar farm."""
        if self.page.document.language != "zh":
            return is_of_plant(self.page.lower, reading.sentence, start)
        clause = self.page.lower[reading.sentence.start : start]
        cut = max(clause.rfind(mark) for mark in ",;:。")
        found = _OTHER_THING.match(clause, cut + 1)
        if found is None:
            return False
        word = reading.sentence.start + found.end() - 1
        if any(company.start <= word < company.end for company in reading.companies):
            return False
        return not any(
            cut + 1 <= r.anchor.start - reading.sentence.start < found.end()
            for r in reading.references
        )

    def _event(
        self, reading: Reading, happening: Happening, phases: tuple[PhaseMention, ...]
    ) -> None:
        page = self.page
        frames = governing(page, reading, happening.start, happening.end, True)
        if page.document.language != "zh" and len(frames) <= 1:
            meant = object_of(page, reading, happening)
            frames = frames if meant is None else (meant,)
        if not frames and reading.sentence.record is not None and happening.event in _OF_HEADLINES:
            self.headline = (reading, happening)
        if not frames:
            span = page.span(happening.start, happening.end)
            self.left.append(LeftAlone(*span, "event", "no subject is named before or behind it"))
        if self._is_elsewhere(reading, happening.start) or self._is_of_batch(reading, happening):
            return
        if self._is_in_name(reading, happening) or _cuts_name(reading, happening):
            return
        happening = self._dated(reading, happening)
        for frame in frames:
            if frame.is_other or frame.kind == "nation":
                continue
            span = (happening.start, happening.end)
            own = phases
            if len(frames) > 1 and page.document.language == "zh":
                own = _phases_of_member(reading, frame, span[0], phases)
            for phase in self._reach(reading, span, own, frame):
                self._happened(frame, reading, happening, phase)

    def _is_of_batch(self, reading: Reading, happening: Happening) -> bool:
        """Whether projects begin together in a sentence that names none of them."""
        if any(
            r.frame.kind == "project" and r.anchor.kind in {"named", "new"}
            for r in reading.references
        ):
            return False
        found = _BATCH_EVENT.finditer(self.page.lower, reading.sentence.start, reading.sentence.end)
        return any(m.start() <= happening.end and happening.start <= m.end() for m in found)

    def _date_line(self, reading: Reading, dates: Sequence[DateValue]) -> None:
        """A line of an entry that only says when it was made public dates its award or its end."""
        sentence = reading.sentence
        record = sentence.record
        if record is None or len(dates) != 1 or dates[0].precision != "day":
            return
        if _DATE_LINE.match(self.page.lower, sentence.start, sentence.end) is None:
            return
        on = dates[0]
        self.entry_day = (record, on)
        for draft in self.drafts:
            claim = draft.claim
            undated = claim.property == "event" and claim.event_on is None and not claim.basis
            if draft.frame.record == record and undated and claim.value_text in _DATED_BY_LINE:
                draft.claim = replace(
                    claim, event_on=on.start, event_to_on=on.end, event_precision=on.precision
                )

    def _dated(self, reading: Reading, happening: Happening) -> Happening:
        """An approval without a date is of the day under the document that grants it."""
        record = reading.sentence.record
        if record is not None and self.entry_day is not None and self.entry_day[0] == record:
            undated = happening.on is None and not happening.planned
            if undated and happening.event in _DATED_BY_LINE:
                return replace(happening, on=self.entry_day[1])
        if happening.on is not None or happening.planned or happening.event != "approved":
            return happening
        if self.signed_on is None or not self.decides or record is not None:
            return happening
        return replace(happening, on=self.signed_on)

    def _happened(
        self, frame: Frame, reading: Reading, happening: Happening, phase: str | None
    ) -> None:
        event, on = happening.event, happening.on
        if event == "expanded" and not _PHASE_BESIDE.search(
            self.page.lower, max(reading.sentence.start, happening.start - 12), happening.start
        ):
            phase = None
        if event == "operational" and phase is not None:
            event = "phase_online"
        self._add(
            frame, reading, "event", event, happening.start, happening.end,
            basis="planned" if happening.planned else None, phase=phase,
            event_on=on.start if on else None, event_to_on=on.end if on else None,
            event_precision=on.precision if on else None,
        )  # fmt: skip

    def _share_batch(self, number: int, reading: Reading, happenings: Sequence[Happening]) -> None:
        """An event of several projects together also is one of those that are named next."""
        page, sentence = self.page, reading.sentence
        if page.document.language != "zh" and self._latin_batch(number, reading, happenings):
            return
        match = _BATCH_EVENT.search(page.lower, sentence.start, sentence.end)
        heads = is_heading(page, sentence)
        if match is not None:
            shared = [h for h in happenings if h.start <= match.end("event") <= h.end]
            self._begin_batch(number, reading, match.end(), shared)
            return
        if heads:
            words = page.lower[sentence.start : sentence.end]
            alone = not any(r.anchor.kind == "named" for r in reading.references)
            is_rubric = _RUBRIC.fullmatch(words.strip()) is not None
            heads_list = _HEADS_LIST.search(words) is not None or is_rubric
            alone = alone and heads_list and " | " not in words
            self.batch = (number, happenings[-1], reading) if alone and happenings else None
            self.under_heading = self.batch is not None
            return
        if self.batch is None:
            return
        self._date_of_batch(number, reading)
        if number - self.batch[0] > BATCH_REACH and not self.under_heading:
            return
        known = {
            id(draft.frame)
            for draft in self.drafts
            if draft.claim.property == "event"
            and draft.claim.basis is None
            and draft.claim.value_text != "announced"
        }
        for reference in reading.references:
            frame = reference.frame
            if (
                frame.kind == "project"
                and reference.anchor.kind in {"named", "new"}
                and id(frame) not in known
                and id(frame) not in self.named_before
            ):
                known.add(id(frame))
                inside = find_phases(page.lower, reference.anchor.start, reference.anchor.end)
                phase = inside[-1].phase or None if inside else frame.only_phase
                self._happened(frame, self.batch[2], self.batch[1], phase)

    def _begin_batch(
        self, number: int, reading: Reading, end: int, shared: list[Happening]
    ) -> None:
        """Projects begin together: the next sentences, or this one, name them."""
        self.under_heading = False
        if self.batch is not None:
            self._date_of_batch(number, reading)
        if not shared:
            return
        coarse = shared[0].on is None or shared[0].on.precision not in {"day", "month"}
        if coarse and self.batch is not None and self.batch[1].on is not None:
            if self.batch[1].event == shared[0].event and number - self.batch[0] <= CEREMONY_REACH:
                return  # the same ceremony, told again
        named = any(
            r.anchor.kind == "named" and r.anchor.start > end and r.frame.kind == "project"
            for r in reading.references
        )
        self.batch = (number - BATCH_REACH if named else number, shared[0], reading)

    def _date_of_batch(self, number: int, reading: Reading) -> None:
        """The day of a ceremony is that of what is told of one of its projects without a date."""
        if self.batch is None or number - self.batch[0] > CEREMONY_REACH:
            return
        batch = self.batch[1]
        if batch.on is None or batch.on.precision != "day":
            return
        first, _ = self.page.span(reading.sentence.start, reading.sentence.end)
        for draft in self.drafts:
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

    def _latin_batch(self, number: int, reading: Reading, happenings: Sequence[Happening]) -> bool:
        """Whether a sentence tells of several projects at once, or of none of those told of."""
        page, sentence = self.page, reading.sentence
        match = _BATCH_LATIN.search(page.lower, sentence.start, sentence.end)
        own = any(r.frame.kind == "project" for r in reading.references)
        if match is not None and not own:
            shared = [h for h in happenings if match.start() < h.end <= match.end() + 1]
            self.batch = (number, shared[0], reading) if shared and not shared[0].planned else None
            return True
        if self.batch is None:
            return False
        if _AMONG.match(page.lower, sentence.start, sentence.end) is None:
            self.batch = None
            return True
        return False

    def _add(
        self, frame: Frame, reading: Reading, name: str, value: str, start: int, end: int,
        **columns: Any,
    ) -> None:  # fmt: skip
        page = self.page
        first, last = page.span(reading.sentence.start, reading.sentence.end)
        words_start, words_end = page.span(start, end)
        claim = PageClaim(
            Subject("", frame.kind, None), name, value, page.document.text[first:last],
            first, last, words_start, words_end, **columns,
        )  # fmt: skip
        self.drafts.append(Draft(frame, claim))


def _phases(
    reading: Reading, start: int, end: int, mentions: tuple[PhaseMention, ...], frame: Frame
) -> tuple[str | None, ...]:
    """The phases that reach to a place; the one of the name where the sentence names none."""
    named = [
        r.anchor.start for r in reading.references
        if r.anchor.kind in _SINGLE and r.anchor.start <= start
    ]  # fmt: skip
    within = [m for m in mentions if start <= m.start < end]
    mention = mention_at(mentions, start, named[-1] if named else reading.sentence.start)
    mention = within[-1] if within else mention
    if mention is None:
        return (_phase_of_next_name(reading, start, mentions) or frame.only_phase,)
    return mention.others or (mention.phase or None,)


def _phases_of_member(
    reading: Reading, frame: Frame, start: int, mentions: tuple[PhaseMention, ...]
) -> tuple[PhaseMention, ...]:
    """The phases named between a member of a list and the next one, of those before an event."""
    spots = [r.anchor.start for r in reading.references]
    own = [r.anchor.start for r in reading.references if r.frame is frame]
    later = [spot for spot in spots if own and own[-1] < spot <= start]
    if not own or own[-1] > start or not later:
        return mentions
    inside = [m for m in mentions if own[-1] <= m.start < later[0]]
    return tuple(replace(m, start=max(m.start, spots[-1])) for m in inside)


def _phase_of_next_name(
    reading: Reading, start: int, mentions: tuple[PhaseMention, ...]
) -> str | None:
    """The phase in the name right behind: 终止建设X二期."""
    behind = [r.anchor for r in reading.references if r.anchor.start >= start]
    if not behind or behind[0].start - start > NEXT_NAME:
        return None
    inside = [m for m in mentions if behind[0].start <= m.start < behind[0].end + 3]
    return inside[-1].phase or None if inside else None


def _within(sentence: Sentence, found: Sequence[_Found], starts: Sequence[int]) -> Sequence[_Found]:
    """What begins in a sentence, of things in the order of the text with their beginnings."""
    return found[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]


def _signed_on(page: PageText, dates: Sequence[DateValue]) -> DateValue | None:
    """The day under a document: the last line that holds nothing else."""
    for block in reversed(page.document.blocks):
        start, end = folded_span(page.folded, block)
        if end - start <= LONGEST_DATE_LINE:
            for found in dates:
                ends = end - found.span[1] <= 1
                alone = ends and (
                    found.span[0] - start <= 1
                    or _OFFICE.search(page.lower, start, found.span[0]) is not None
                )
                if found.precision == "day" and start <= found.span[0] < end and alone:
                    return found
    return None


def _speaks_for(page: PageText) -> Company | None:
    """The company that a notice in Latin letters calls "the Company"."""
    span = defined_company(page.text)
    return None if span is None else Company(page.text[span[0] : span[1]], *span)


def _cuts_name(reading: Reading, happening: Happening) -> bool:
    """Whether the last characters of an event are the first ones of a name: 建设中联X基地."""
    return any(
        happening.start < r.anchor.start < happening.end < r.anchor.end
        for r in reading.references
        if r.anchor.kind == "named"
    )


def _of_short_form(readings: Sequence[Reading], short: re.Match[str]) -> Company:
    """The company of a short form: one that holds it, else a share company that begins alike."""
    whole = short["name"].strip("*STst")
    named = [company for reading in readings for company in reading.companies if company.name]
    for stem, ends in ((whole, ("公司", "集团")), (whole[:2], ("股份有限公司", "集团有限公司"))):
        for company in named:
            if stem in company.name and company.name.endswith(ends):
                return company
    return Company(short["name"], *short.span("name"))


def _own_company(page: PageText, readings: Sequence[Reading]) -> Company | None:
    """The company that a notice calls 公司: the first one that it names."""
    if page.document.layout != "notice" and _BOARD.search(page.lower) is None:
        return None
    short = _SHORT_FORM.search(page.text)
    if short is not None:
        return _of_short_form(readings, short)
    for reading in readings:
        for company in reading.companies:
            if company.name.endswith(("公司", "Ltd", "Ltd.", "Limited", "Corporation", "集团")):
                return company
    return None
