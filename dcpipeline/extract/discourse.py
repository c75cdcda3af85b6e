"""What each sentence is about: the subjects of a page and which words belong to whom."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Final

from dcpipeline.extract import names_han, names_latin
from dcpipeline.extract.anchors import PROJECT_KINDS, Anchor, find_totals, in_order
from dcpipeline.extract.appositions import same_as, without_heads
from dcpipeline.extract.claim import SubjectKind
from dcpipeline.extract.companies import Company, find_companies
from dcpipeline.extract.phases import find_phases
from dcpipeline.extract.segments import PageText, Sentence, folded_span
from dcpipeline.extract.whereabouts_latin import (
    agree,
    clustered,
    differ,
    opened_with,
    places_of,
)
from dcpipeline.normalize import PlaceMatch

# Between the names of one list: A、B和C, "A, B and C".
_LIST_GAP: Final = re.compile(
    r"(?:项目|工程|一期|二期)?(?:\([^()]{0,20}\))?\s*(?:(?:、|和|及|以及|与|/)(?:(?:位于)?[\u4e00-\u9fff]{2,12})?"
    r"|(?:,|,? and|,? et)\s*(?:the |le |la |les )?(?:位于[\u4e00-\u9fff]{2,12})?)"
)
_LIST_GAP_LATIN: Final = re.compile(
    r"(?: (?:in|at|near|of|a|dans|en) (?:the |le |la |l')?[A-Z][\w'-]+(?:,? [A-Z][\w'-]+){0,4}|"
    r" \([A-Z][^()]{2,40}\))?(?:,|,? and|,? et|,? as well as|"
    r",? ainsi que)\s(?:[A-Z][\w-]+'s? )?(?:the |le |la |les |l')?"
)
# Between a figure or event and the name it belongs to: 总投资25亿元的X, "a 3,000-rack campus".
_BEFORE_NAME: Final = re.compile(
    r"[^,。;:]{0,6}?的(?:国家级|大型|超大型|首个|首座|市级|省级|全国首个)?[“「《\"]?|了|[-\s]{0,2}(?:[a-z-]+\s){0,3}|\s*(?:of|on|"
    r"at|for|in|de|du|la|le)?\s*(?:the|its|a|an|le|la|du|de la|d'un|un)?\s*"
)
_INSIDE_OF: Final = re.compile(r"(?:内(?![蒙部容])|里(?!程)|旁|附近|以[东南西北]|周边)")
_BESIDE_OF: Final = re.compile(r"(?:毗邻|紧邻|邻近|靠近|入驻|进驻|租用|依托|项目落户|签约落户)$")
# 中卫数据中心新开工建设的项目, 该公司在X投资的第3个项目
_NEW_IN: Final = re.compile(
    r"(?:今年|近期)?新(?:开工|签约|引进|落地|建)(?:建设)?的(?:第[\d一二三四五六七八九十]+个)?(?:重点|重大)?项目"
)
# Several projects signed or begun together are a batch, not what a place has.
_BATCH: Final = re.compile(r"集中|签约|签下|推介")
# The longest name that opens an entry, its number included.
_LONGEST_LEAD: Final = 12
_LEAD_NAME: Final = re.compile(
    r"(?P<mark>(?:\d{1,3}[.、)](?!\d)|\(?[一二三四五六七八九十]{1,3}[)、]|[①-⑳]|[-—·●■▎]+)\s?)?"
    r"(?P<name>[\w“”·()-]{4,36}?)(?=[。:,;|(]|$)"
)
_COMPUTE_WORD: Final = re.compile(r"算力|智算|超算|数据中心|大数据|云计算|推理|人工智能|ai|gpu|idc")
_NO_LEAD: Final = re.compile(
    r"\d{4}年|\d月\d|签约|签署|签订|签下|中标|公告|关于|批复|意见|通知|的|项目$|启动|落槌|公示|发布|政策|企业|标准|平台服务|公司$|[人方位]为|^某"
)
# 国内在建的智算中心: such centres in general.
# Lines of a digest that head the next paragraph.
_HEADING_MARKS: Final = ("▎", "■", "◆", "▲", "▌", "【")
LONGEST_MARKED_HEADING: Final = 40
# Titles of lists of projects.
_OF_MANY: Final = re.compile(
    r"(?:清单|名单|名录|目录|一览表?|汇总表?|登记表|统计表|项目表|对照表?|进展表|情况表|盘点|周报|月报)(?:的?(?:公示|通知|公告|说明|情况说明))?"
    r"(?:\([^()]{1,16}\))?$"
)
_GOES_ON: Final = re.compile(
    r"(?:\d{1,2}[.、)]|\([一二三四五六七八九十\d]{1,3}\)|[①-⑩●])?\s?"
    r"(?:[一二三四首]期|本?(?:项目|工程)(?:总投资|建成|内容|规模|投资|选址|位于|计划|规划|拟|由)|总投资|投资(?:总额|规模|金额)|建设(?:内容|规模|地点|周期|期)|"
    r"(?:合同|中标|成交)(?:金额|总?价)(?!约?占)|(?:工程|项目)(?:内容|规模|地点)|工期|计划工期|(?:设计|规划|装机)(?:规模|机柜|机架|算力))"
)
_AWARD_LINE: Final = re.compile(r"(?:约|超|近)?\d[\d.]*\s?(?:亿|万)元?[,,!:]")
_ALIAS_GAP: Final = re.compile(r"\s?(?:\((?:即|又称|原名)?|暨|/|——|--)\s?")
# (以下简称X): another name of what was named right before.
_ALIAS: Final = re.compile(r"\((?:以下)?[简下]称(?:为|:)?[“\"]?(?P<name>[^“”\"()]{3,30})[”\"]?\)")
_OF_ALL: Final = re.compile(r"(?:国内|全国|我国|各地|业内|行业内|全球)[^,。;]{0,12}$")
_OF_TWO: Final = {
    "前者": 2,
    "后者": 1,
    "the former": 2,
    "the latter": 1,
    "le premier": 2,
    "le second": 1,
}
_IN: Final = re.compile(r"[在于]$")
_BUILT_IN: Final = re.compile(r"(?:投资|独立|建设|新开工|新建|落地|落户)")
_STANDS_IN: Final = re.compile(r"(?:位于|坐落于|坐落在|地处|落户于|落户在)$")
_SHORT_NAME: Final = re.compile(r"(?P<name>[\u4e00-\u9fff]{2,6})(?:项目|园区|基地|中心)")
_A_PHASE: Final = re.compile(r"[一二三四五\d]期")
_TOO_COMMON: Final = frozenset(
    {
        "算力",
        "智算",
        "数据",
        "计算",
        "智能",
        "大数据",
        "云计算",
        "超算",
        "绿色",
        "产业",
        "科技",
        "工业",
        "数字",
        "信息",
        "创新",
        "建设",
        "移动",
        "电信",
        "联通",
    }
)
_PRAISE: Final = re.compile(
    r"(?:国家|国际|国内|全国|全省|省|市级|世界|全球|区域|亚洲|西部|东部|级|最|高|大型|超|一流|标杆|领先|示范|新一代|5g|绿色|智慧|现代|综合)"
)
_BECOMES: Final = re.compile(
    r"(?:打造|建成|成为|构建|建设|作为|定位|自称|号称|堪称)(?:成|为)?[^,。;]{0,12}$"
)
_THAT_IS: Final = re.compile(
    r"\s?(?:——|--|-|:|,?即|,?(?:该)?项目名称为|,?(?:暂)?定?名为|,?命名为)\s?[“\"]?"
)
# A、B、C等项目建成投运: the noun closes the list, it is none of its members.
_CLOSES_LIST: Final = re.compile(
    r"(?:[^,。;:]{0,24}?)等(?:\d+|[一二三四五六七八九十]+)?个?(?:重点|重大|一批|多个|大型)?"
)
_PROJECT_WORDS: Final = frozenset({"该项目", "项目", "该工程", "本项目", "此项目"})
LONGEST_OPENING: Final = 6
_OF_WHOLE: Final = re.compile(
    r"(?:算力总?规模|总算力|机架|智能算力)[^,。;]{0,10}\d|\d[\d.]*万?(?:架|个标准机架)"
)
_OWN_SITE: Final = re.compile(r"该|项目|园区|中心|基地|一期|二期|三期|楼")
_PHASE_PROJECT: Final = re.compile(r"项目|工程|epc|土建|机电|设计|施工|总承包|project")
# These count sites together only where several have been named.
_ALL_OF_THEM: Final = frozenset(
    {"together", "combined", "in all", "au total", "ensemble", "altogether", "together they",
     "combined they", "ensemble ils", "ensemble, ils", "between them", "the two sites",
     "the two centers", "the two centres", "les deux centres", "les deux sites"}
)  # fmt: skip
_SEVERAL: Final = 2
_PRONOUN_SHE: Final = frozenset({"it", "its", "il", "elle", "son", "sa"})


@dataclass(slots=True, eq=False)
class Frame:
    """A subject while a page is read.

    Attributes:
        kind: project, programme, place or nation.
        name: fullest name so far, in folded text, empty without one.
        keys: forms of its names for comparison.
        aliases: short names that the text gives it (以下简称X).
        place: place that names it, for the kind ``place``.
        company: company whose sites are counted.
        spots: spans of the words that name it.
        record: record of the page in which it was met first.
        phases: phases in its names, None for a name without one.
        level: province or prefecture, for places; empty where it is open.
        is_other: whether it is something else than sites of computing: nothing is read of it.
        codes: places that sentences in Latin letters give to it.
        is_bare: whether only a noun such as 智算中心 stands for it, not a name.
    """

    kind: SubjectKind
    name: str = ""
    keys: set[str] = field(default_factory=set)
    place: PlaceMatch | None = None
    company: str = ""
    spots: list[tuple[int, int]] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)
    record: int | None = None
    phases: set[str | None] = field(default_factory=set)
    codes: set[str] = field(default_factory=set)
    is_bare: bool = False
    is_other: bool = False
    level: str = ""

    @property
    def only_phase(self) -> str | None:
        """The phase that every mention of its name carries (X二期项目), None without one."""
        return next(iter(self.phases)) if len(self.phases) == 1 else None


@dataclass(frozen=True, slots=True)
class Reference:
    """Words of a sentence that stand for a subject.

    Attributes:
        anchor: the words.
        frame: the subject.
    """

    anchor: Anchor
    frame: Frame


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence with its subjects, companies and places.

    Attributes:
        sentence: its span.
        references: words that stand for subjects, in order.
        focus: the subject spoken of when the sentence begins, None at the beginning.
        companies: companies named in it.
        places: places named in it, spans in the folded text.
    """

    sentence: Sentence
    references: tuple[Reference, ...]
    focus: Frame | None
    companies: tuple[Company, ...]
    places: tuple[PlaceMatch, ...]


@dataclass(slots=True)
class _State:
    """Whom the text is speaking of."""

    focus: Frame | None = None
    project: Frame | None = None
    topic: Frame | None = None
    record: int | None = None
    other: bool = False
    here: tuple[PlaceMatch, ...] = ()
    aside: frozenset[str] = frozenset()
    headed: bool = False


def read_subjects(
    page: PageText, places: Sequence[PlaceMatch], without: frozenset[int] = frozenset()
) -> tuple[tuple[Reading, ...], tuple[Frame, ...]]:
    """The sentences of a page with their subjects, and all subjects in order.

    Args:
        page: the page.
        places: all places of the page in order, spans in the folded text.
        without: blocks that are read elsewhere.
    """
    frames: list[Frame] = []
    readings = []
    state = _State()
    behind = 0
    for sentence in page.sentences:
        if sentence.block in without:
            continue
        while behind < len(places) and places[behind].start < sentence.start:
            behind += 1
        inside = behind
        while inside < len(places) and places[inside].start < sentence.end:
            inside += 1
        here = tuple(places[behind:inside])
        readings.append(_reading(page, sentence, here, state, frames))
    if page.document.language != "zh":
        readings = _told_before(page, readings)
    return tuple(readings), tuple(frames)


_DEAL: Final = re.compile(
    r"\b(?:sign(?:ed|s)|ink(?:ed|s)|signe\w*|signature|deal|agreement|accord|pact|approved?|"
    r"green[- ]?lit|feu vert|tender|bid|contract|appel d'offres)\b"
)


def _told_before(page: PageText, readings: list[Reading]) -> list[Reading]:
    """A deal told without its site is about the first site of the next sentence."""
    for here, reading in enumerate(readings):
        after = readings[here + 1 : here + 3]
        later = next(
            (r for r in after if any(x.frame.kind == "project" for x in r.references)), None
        )
        if later is None:
            continue
        sentence = reading.sentence
        names_one = any(r.frame.kind == "project" for r in reading.references)
        if names_one or (reading.focus is not None and reading.focus.kind == "project"):
            continue
        first = next((r.frame for r in later.references if r.frame.kind == "project"), None)
        told = _DEAL.search(page.lower, sentence.start, sentence.end) and reading.places
        if told and first is not None and sentence.record == later.sentence.record:
            readings[here] = replace(reading, focus=first)
    return readings


def _reading(
    page: PageText,
    sentence: Sentence,
    places: tuple[PlaceMatch, ...],
    state: _State,
    frames: list[Frame],
) -> Reading:
    if sentence.record is not None and sentence.record != state.record:
        state.focus = state.project = None
    heads = is_heading(page, sentence)
    if heads:
        state.focus = state.project = None
        state.headed = True
        if is_award_line(page, sentence):
            state.topic = None
    state.record = sentence.record
    if not heads and _goes_on(page, sentence, state):
        state.focus = state.project = state.topic
    focus = state.focus
    start, end = sentence.start, sentence.end
    aliases = list(_ALIAS.finditer(page.text, start, end))
    companies = tuple(find_companies(page.text, page.lower, start, end))
    outside = tuple(
        place
        for place in places
        if not any(c.name and c.start <= place.start and place.end <= c.end for c in companies)
    )
    anchors = _anchors(page, sentence, outside, companies, frames)
    if is_title_of_many(page, sentence):
        anchors = tuple(anchor for anchor in anchors if anchor.kind not in PROJECT_KINDS)
    references: list[Reference] = []
    state.here = () if page.document.language == "zh" else outside
    for anchor in anchors:
        if heads and anchor.kind == "pronoun":
            continue
        if (
            anchor.kind in {"pronoun", "bare", "programme"}
            and references
            and _CLOSES_LIST.fullmatch(page.lower, references[-1].anchor.end, anchor.start)
        ):
            continue
        if anchor.kind == "pronoun" and _ends_name(page, anchor, references):
            continue
        frame = _alias_of(page, anchor, references) or _frame_of(
            page, anchor, anchors, state, frames, sentence
        )
        if frame is None:
            continue
        if frame.is_other:
            state.focus = None
            state.other = anchor.kind == "other" or state.other
            references.append(Reference(anchor, frame))
            continue
        frame.spots.append((anchor.start, anchor.end))
        references.append(Reference(anchor, frame))
        if state.here and frame.kind == "project":
            frame.codes |= places_of(page.lower, start, anchor, anchors, state.here)
        for alias in aliases:
            if anchor.kind == "named" and 0 <= alias.start() - anchor.end <= _LONGEST_LEAD:
                frame.keys.add(key_of(page, alias["name"]))
                if alias["name"] not in _PROJECT_WORDS and not alias["name"].startswith("本"):
                    frame.aliases.append(alias["name"])
        state.focus = frame
        if anchor.kind in {"named", "new"}:
            state.other = False
        if frame.kind == "project":
            state.project = frame
            state.topic = state.topic or frame
    if page.document.language == "zh":
        _after_list(page, tuple(references), state)
    elif any(r.frame.kind == "project" for r in references):
        state.aside = frozenset()
    elif state.here:
        state.aside = opened_with(start, state.here)
    return Reading(sentence, tuple(references), focus, companies, outside)


def _after_list(page: PageText, references: tuple[Reference, ...], state: _State) -> None:
    """Behind a list of sites none of them is spoken of alone, but what the list belongs to is."""
    if not references or references[-1].anchor.kind != "named":
        return
    members = _listed(page, references, len(references) - 1, forward=False)
    if len(members) < _SEVERAL:
        return
    owners = [r.frame for r in references if r.frame.kind != "project" and not r.frame.is_other]
    state.focus, state.project = (owners[0] if owners else None), None
    if state.topic in members:
        state.topic = None


# 张北阿里云数据中心庙滩园区: the noun ends a longer name.
_END_OF_NAME: Final = re.compile(
    r"(?:(?![的在是与和于由将为及等从对向被让已共使把即并以])[\u4e00-\u9fff]){1,5}"
)


def _ends_name(page: PageText, anchor: Anchor, references: list[Reference]) -> bool:
    """Whether a noun for a site only ends the name before it."""
    if not references or references[-1].anchor.kind != "named":
        return False
    if page.document.language != "zh" or page.lower[anchor.start] in "该此本":
        return False
    return _END_OF_NAME.fullmatch(page.lower, references[-1].anchor.end, anchor.start) is not None


def _alias_of(page: PageText, anchor: Anchor, references: list[Reference]) -> Frame | None:
    """The subject of the name right before, where a second name of it follows: A(B), A暨B, A/B."""
    if anchor.kind != "named" or not references:
        return None
    before = references[-1]
    nameless = before.frame.is_bare or (before.anchor.kind == "new" and not before.frame.name)
    if nameless and _THAT_IS.fullmatch(page.lower, before.anchor.end, anchor.start):
        before.frame.name, before.frame.is_bare = anchor.name, False
        before.frame.keys.add(key_of(page, anchor.name))
        return before.frame
    if before.anchor.kind != "named":
        return None
    if _ALIAS_GAP.fullmatch(page.lower, before.anchor.end, anchor.start) is None:
        return None
    before.frame.keys.add(key_of(page, anchor.name))
    return before.frame


def is_heading(page: PageText, sentence: Sentence) -> bool:
    """Whether a sentence heads what follows: a heading, or a short line with a mark before it."""
    block = page.document.blocks[sentence.block]
    if block.kind == "heading":
        return True
    if block.end - block.start > LONGEST_MARKED_HEADING:
        return False
    text = page.document.text
    marked = text.startswith(_HEADING_MARKS, block.start) and text[block.end - 1] not in "。；！？"
    return marked or is_award_line(page, sentence)


def _goes_on(page: PageText, sentence: Sentence, state: _State) -> bool:
    """Whether a line under a heading speaks of the one site of the page: (一)一期投资15亿元."""
    if page.document.language != "zh" or sentence.record is not None:
        return False
    if state.focus is not None or state.topic is None or not state.headed:
        return False
    return _GOES_ON.match(page.lower, sentence.start, sentence.end) is not None


def is_title_of_many(page: PageText, sentence: Sentence) -> bool:
    """Whether a sentence is the title of a list or a digest: what it names is told below."""
    document = page.document
    if document.language != "zh" or document.blocks[sentence.block].kind != "title":
        return False
    if document.layout in {"listing", "digest", "project_list"}:
        return True
    return _OF_MANY.search(page.lower, sentence.start, sentence.end) is not None


def is_award_line(page: PageText, sentence: Sentence) -> bool:
    """Whether a line without full stop opens with a sum (1.9亿,X公布采购结果): an entry of a digest."""
    block = page.document.blocks[sentence.block]
    if block.end - block.start > LONGEST_MARKED_HEADING or page.document.language != "zh":
        return False
    return (
        _AWARD_LINE.match(page.text, sentence.start, sentence.end) is not None
        and page.text[sentence.end - 1] not in "。;!?"
    )


def _anchors(
    page: PageText,
    sentence: Sentence,
    places: tuple[PlaceMatch, ...],
    companies: tuple[Company, ...],
    frames: list[Frame],
) -> tuple[Anchor, ...]:
    text, lower, start, end = page.text, page.lower, sentence.start, sentence.end
    language = page.document.language
    if language == "zh":
        names = list(names_han.find_names(text, lower, start, end))
    else:
        names = list(names_latin.find_names(text, lower, start, end, language))
    if not names or names[0].start > start + _LONGEST_LEAD:
        names = [*_leading_name(page, sentence), *names]
    if language == "zh":
        names = [_with_company(text, lower, name, companies) for name in names]
    names = [
        name
        for name in names
        if not any(c.start < name.end < c.end and c.end > name.start for c in companies)
        and not _is_surroundings(lower, name, start, end, bool(frames) or name is not names[0])
    ]
    if language == "zh":
        names += _projects_of(page, sentence, places, companies, names)
    if language == "zh" and frames:
        names += _short_names(page, sentence, frames)
    if language == "zh" and all(name.kind == "bare" for name in names):
        topic = _place_as_topic(page, sentence, places)
        names = topic or names
    if language != "zh":
        names = [clustered(lower, name, places) for name in names]
        totals = find_totals(lower, start, end, places, companies)
        # IT capacity is not "it".
        totals = [a for a in totals if text[a.start : a.end] != "IT"]
        return without_heads(lower, in_order([*names, *totals]))
    return in_order([*names, *find_totals(lower, start, end, places, companies)])


def _with_company(text: str, lower: str, name: Anchor, companies: tuple[Company, ...]) -> Anchor:
    """A noun for a project right behind a company, with its name: X有限公司智算中心项目."""
    if name.kind != "bare" or not lower.startswith("项目", name.end - 2):
        return name
    for company in companies:
        if company.name and company.end == name.start and company.name.endswith("公司"):
            words = text[company.start : name.end]
            return Anchor("named", company.start, name.end, words)
    return name


_PROJECT: Final = re.compile(r"项目(?!公司|部|经理|负责|方|组|投资|建设|名称)")


def _projects_of(
    page: PageText,
    sentence: Sentence,
    places: tuple[PlaceMatch, ...],
    companies: tuple[Company, ...],
    names: list[Anchor],
) -> list[Anchor]:
    """Projects named by company and place: 中金数据集团中卫项目."""
    found = []
    starts = {place.start: place.end for place in places}
    for company in companies:
        if not company.name:
            continue
        end = starts.get(company.end)
        if end is None or not _COMPUTE_WORD.search(page.lower, company.start, sentence.end):
            continue
        match = _PROJECT.match(page.lower, end, sentence.end)
        if match is None or any(n.start < match.end() and company.start < n.end for n in names):
            continue
        words = page.text[company.start : match.end()]
        found.append(Anchor("named", company.start, match.end(), words))
    return found


def _leading_name(page: PageText, sentence: Sentence) -> list[Anchor]:
    """The name with which an entry of a list opens, whatever its last word is: 5.粤桂算力飞地."""
    block = page.document.blocks[sentence.block]
    opens = page.span(sentence.start, sentence.start + 1)[0] == block.start
    if not opens or block.kind not in {"item", "paragraph"}:
        return []
    match = _LEAD_NAME.match(page.text, sentence.start, sentence.end)
    if match is None or (sentence.record is None and not match["mark"]):
        return []
    name = match["name"]
    if not _COMPUTE_WORD.search(name.lower()) or _NO_LEAD.search(name):
        return []
    return [Anchor("named", match.start("name"), match.end("name"), name)]


def _place_as_topic(
    page: PageText, sentence: Sentence, places: tuple[PlaceMatch, ...]
) -> list[Anchor]:
    """The place that opens a sentence about what all of it has (今日之宁夏,17万架机架矗立)."""
    words = page.lower[sentence.start : sentence.end]
    if _OF_WHOLE.search(words) is None or _OWN_SITE.search(words) is not None:
        return []
    for place in places:
        opens = place.start - sentence.start <= LONGEST_OPENING
        if opens and place.level != "country":
            name = page.lower[place.start : place.end]
            return [Anchor("place", place.start, place.end, name, place)]
    return []


def _short_names(page: PageText, sentence: Sentence, frames: list[Frame]) -> list[Anchor]:
    """清水塘项目 for the one site whose name holds 清水塘."""
    found = []
    for frame in frames:
        for alias in frame.aliases if frame.kind == "project" else ():
            at = page.text.find(alias, sentence.start, sentence.end)
            while at >= 0:
                found.append(Anchor("named", at, at + len(alias), frame.name))
                at = page.text.find(alias, at + len(alias), sentence.end)
    known = [
        f for f in frames
        if f.kind == "project" and (sentence.record is None or f.record in {None, sentence.record})
    ]  # fmt: skip
    for match in _SHORT_NAME.finditer(page.text, sentence.start, sentence.end):
        for length in range(len(match["name"]), 1, -1):
            word = match["name"][-length:]
            named = [f for f in known if word in f.name]
            if len(named) == 1 and word not in _TOO_COMMON and not _A_PHASE.search(word):
                start = match.end("name") - length
                found.append(Anchor("named", start, match.end(), named[0].name))
                break
    return found


# a data center at the X park
_STANDS_AT: Final = re.compile(
    r"\b(?:cent(?:er|re)|campus|cluster|facility|project|hub)\b[^,;.]{0,20} "
    r"(?:at|in|inside|within|on) (?:the |its )?$"
    r"|\b(?:based|located|situated|sited|housed|nestled) (?:in|at|inside|within|on) [^,;.]{0,60}$"
)


def _is_surroundings(lower: str, name: Anchor, start: int, end: int, known: bool) -> bool:
    """Whether a name only says where something else stands: 在X园区内, 毗邻X."""
    return bool(
        _INSIDE_OF.match(lower, name.end, end)
        or _NEW_IN.match(lower, name.end, end)
        or (
            lower[start].isascii()
            and lower.endswith(("park", "zone", "valley"), name.start, name.end)
            and _STANDS_AT.search(lower, max(start, name.start - 60), name.start)
        )
        or _BESIDE_OF.search(lower, max(start, name.start - 6), name.start)
        or (
            known
            and _BUILT_IN.match(lower, name.end, end)
            and _IN.search(lower, max(start, name.start - 2), name.start)
        )
        or (known and _STANDS_IN.search(lower, max(start, name.start - 6), name.start))
    )


def _frame_of(
    page: PageText,
    anchor: Anchor,
    anchors: tuple[Anchor, ...],
    state: _State,
    frames: list[Frame],
    sentence: Sentence,
) -> Frame | None:
    """The subject that an anchor stands for; None where it stands for none."""
    if page.document.language != "zh":
        beside = _beside(page, anchor, anchors, state)
        if beside is not None:
            return beside
        apart = _standing_apart(page, anchor, anchors, state, frames, sentence)
        if apart is not None:
            return apart
    kind = anchor.kind
    if kind == "named" and _describes(page, anchor, sentence, state):
        kind = "pronoun"
    match kind:
        case "named":
            return _named(page, anchor, anchors, state, frames, sentence)
        case "pronoun":
            return _meant(page, anchor, state, frames, sentence)
        case "bare":
            if (
                state.focus is not None
                and state.focus.kind != "project"
                and any(a.kind in {"place", "nation"} and a.start < anchor.start for a in anchors)
            ):
                return None
            if any(a.kind == "programme" and a.end < anchor.start for a in anchors):
                return None
            if _OF_ALL.search(page.lower, sentence.start, anchor.start):
                return None
            if _IN_ALL.match(page.lower, anchor.start):
                return None
            return _meant(page, anchor, state, frames, sentence)
        case "new":
            return _said_to_be(page, anchor, anchors, state, sentence) or _not_named(
                page, anchor, anchors, state, frames, sentence
            )
        case "place":
            return _place(anchor, state, frames, page)
        case "other":
            return Frame("project", is_other=True)
        case "nation":
            return _kept("nation", frames) or _new(Frame("nation"), frames)
        case _:
            return _programme(page, anchor, anchors, state, frames, sentence)


def _standing_apart(
    page: PageText,
    anchor: Anchor,
    anchors: tuple[Anchor, ...],
    state: _State,
    frames: list[Frame],
    sentence: Sentence,
) -> Frame | None:
    """Another site than the one spoken of, where a noun without name stands in another place."""
    if anchor.kind not in {"bare", "pronoun"} or state.project is None:
        return None
    if " " not in page.lower[anchor.start : anchor.end] and anchor.kind == "pronoun":
        return None
    codes = places_of(page.lower, sentence.start, anchor, anchors, state.here)
    if not differ(codes, state.project.codes):
        return None
    told = [f for f in frames if f.kind == "project" and agree(codes, f.codes)]
    name = names_latin.own_name(anchor.name) if anchor.name else ""
    return told[-1] if told else _new(Frame("project", name, record=sentence.record), frames)


def _beside(
    page: PageText, anchor: Anchor, anchors: tuple[Anchor, ...], state: _State
) -> Frame | None:
    """The subject of the words right before, where an anchor only says more of it."""
    words = same_as(page.lower, anchor, anchors)
    if state.project is None or words is None:
        return None
    if words.kind == "pronoun" and state.project.name:
        return None
    if anchor.kind == "named":
        state.project.name, state.project.is_bare = anchor.name, False
        state.project.keys.add(key_of(page, anchor.name))
    return state.project


# 中国智算中心: all of them; not 全国首个.
_IN_ALL: Final = re.compile(r"(?:中国|我国|全国|国内|各地|全球)(?!首|第一|最|单体|规模|一体化)")
_IS: Final = re.compile(
    r"(?:项目|中心|园区|一期|二期)?(?:是|为|系|作为|成为|被称为)(?:[^,。;]*的)?[^,。;的]{0,12}"
)
_TO_BE: Final = re.compile(r"(?:打造|形成|建成|成为|建设成|构建)(?:了)?(?:一|1)[个座]$")
_FIRST_OF_ALL: Final = re.compile(r"(?:首|第一)[个座家处]$")


def _said_to_be(
    page: PageText, anchor: Anchor, anchors: tuple[Anchor, ...], state: _State, sentence: Sentence
) -> Frame | None:
    """The site of which a noun only says what it is: X是武汉市第一个智算中心."""
    if page.document.language != "zh" or state.project is None:
        return None
    named = [a for a in anchors if a.kind in {"named", "pronoun"} and a.end <= anchor.start]
    if named and _TO_BE.search(page.lower, named[-1].end, anchor.start):
        return state.project
    if named and _IS.fullmatch(page.lower, named[-1].end, anchor.start):
        return state.project
    first = _FIRST_OF_ALL.search(page.lower, max(sentence.start, anchor.start - 8), anchor.start)
    if first is not None and not state.project.name and not state.project.is_bare:
        return state.project
    return None


_ANOTHER: Final = re.compile(
    r"\b(?:another|a second|a third|a further|one more|un autre|une autre|un second|un deuxieme|"
    r"une seconde|une deuxieme)\s[^,.;]{0,30}$"
)


def _not_named(
    page: PageText,
    anchor: Anchor,
    anchors: tuple[Anchor, ...],
    state: _State,
    frames: list[Frame],
    sentence: Sentence,
) -> Frame:
    """A site without a name: the one of the title where the text tells it again."""
    if page.document.language == "zh":
        return _new(Frame("project", record=sentence.record), frames)
    if page.document.blocks[sentence.block].kind == "title":
        return _new(Frame("project", record=sentence.record, is_bare=True), frames)
    if _ANOTHER.search(page.lower, max(sentence.start, anchor.start - 40), anchor.start):
        return _new(Frame("project", record=sentence.record), frames)
    headline = _from_headline(page, frames, sentence)
    codes = places_of(page.lower, sentence.start, anchor, anchors, state.here)
    if headline is not None and not differ(codes, headline.codes):
        headline.is_bare = False
        return headline
    titled = _only_in_title(page, frames)
    if titled is not None and agree(codes, titled.codes):
        return titled
    return _new(Frame("project", record=sentence.record), frames)


def _by_short_name(
    page: PageText, anchor: Anchor, state: _State, frames: list[Frame], sentence: Sentence
) -> Frame | None:
    """The named site of which a part of the name is repeated ("the Unicom center")."""
    named = {frame.name: frame for frame in frames if frame.kind == "project" and frame.name}
    name = names_latin.meant_by(anchor.name, named)
    if name is not None:
        return named[name]
    told = page.lower[: anchor.start]
    owner = re.sub(
        r"\W+(?:cent(?:er|re)|facility|campus|base|hub|site|complex|park)$", "", anchor.name
    )
    for known_name, frame in named.items():
        if f"{owner.lower()}'s {known_name.lower()}" in told:
            return frame
    known = all(word in told for word in names_latin.words_of_name(anchor.name))
    if state.project is not None and not state.project.name and known:
        return state.project
    block = page.document.blocks[sentence.block].kind
    if sentence.record is not None or block in {"title", "heading"}:
        return None
    return _new(Frame("project", names_latin.own_name(anchor.name)), frames)


def _describes(page: PageText, anchor: Anchor, sentence: Sentence, state: _State) -> bool:
    """Whether a noun only says what the project is to become: 打造国际标杆云数据中心."""
    if state.project is None or _PRAISE.match(anchor.name.lower()) is None:
        return False
    first = max(sentence.start, anchor.start - 16)
    return _BECOMES.search(page.lower, first, anchor.start) is not None


def _new(frame: Frame, frames: list[Frame]) -> Frame:
    frames.append(frame)
    return frame


def _kept(kind: SubjectKind, frames: list[Frame]) -> Frame | None:
    return next((frame for frame in reversed(frames) if frame.kind == kind), None)


def key_of(page: PageText, name: str) -> str:
    """The form in which two spellings of one name are equal."""
    if page.document.language == "zh":
        return names_han.key_of_name(name)
    return names_latin.key_of_name(name)


def _named(
    page: PageText,
    anchor: Anchor,
    anchors: tuple[Anchor, ...],
    state: _State,
    frames: list[Frame],
    sentence: Sentence,
) -> Frame:
    key = key_of(page, anchor.name)
    phase = _phase_of_project(page, anchor, sentence)
    for frame in reversed(frames):
        if frame.kind == "project" and (
            same_name(key, frame.keys)
            or _shortened(page, frame, key, frames)
            or _headed(frame, key, sentence)
        ):
            frame.keys.add(key)
            if page.text[anchor.start : anchor.end] not in frame.aliases:
                frame.phases.add(phase)
            if len(anchor.name) > len(frame.name):
                frame.name = anchor.name
            return frame
    headline = (
        _from_headline(page, frames, sentence)
        or _from_entry(page, frames, sentence)
        or _generic_title(page, anchor, frames, sentence)
        or _from_lead(page, anchor, frames)
        or _title_in_short(page, anchor, frames)
    )
    if headline is not None and state.here + tuple(state.aside):
        codes = places_of(page.lower, sentence.start, anchor, anchors, state.here)
        if differ(codes or state.aside, headline.codes):
            headline = None
    if headline is not None:
        headline.name, headline.is_bare = anchor.name, False
        headline.keys.add(key)
        headline.phases.add(phase)
        return headline
    frame = Frame("project", anchor.name, {key}, record=sentence.record, phases={phase})
    return _new(frame, frames)


def _from_headline(page: PageText, frames: list[Frame], sentence: Sentence) -> Frame | None:
    """The nameless project of the title, which the first name in the text names."""
    projects = [frame for frame in frames if frame.kind == "project"]
    if len(projects) != 1 or not projects[0].is_bare or sentence.record is not None:
        return None
    if not projects[0].spots:
        return None
    first = projects[0].spots[0][0]
    begins = folded_span(page.folded, page.document.blocks[sentence.block])[0]
    return projects[0] if first < begins else None


def _from_entry(page: PageText, frames: list[Frame], sentence: Sentence) -> Frame | None:
    """The nameless project in the headline of an entry, which the text of the entry names."""
    record = sentence.record
    if record is None or page.document.language != "zh":
        return None
    own = [f for f in frames if f.kind == "project" and f.record == record and not f.is_other]
    if len(own) != 1 or own[0].name or not own[0].spots:
        return None
    blocks = page.document.blocks
    head = next((block for block in blocks if block.record == record), None)
    if head is None or head.kind != "item" or head is blocks[sentence.block]:
        return None
    start, end = folded_span(page.folded, head)
    return own[0] if all(start <= spot[0] < end for spot in own[0].spots) else None


def _generic_title(
    page: PageText, anchor: Anchor, frames: list[Frame], sentence: Sentence
) -> Frame | None:
    """The only site of a notice, which its title calls by place and kind (包头数据中心项目).

    The text calls it by its name, and never by that of the title.
    """
    document = page.document
    if document.layout != "notice" or document.blocks[sentence.block].kind in _HEADS:
        return None
    projects = [f for f in frames if f.kind == "project" and not f.is_other]
    if len(projects) != 1 or not projects[0].name or not projects[0].spots:
        return None
    called = projects[0].name
    if _OF_PLACE_AND_KIND.fullmatch(called) is None or anchor.name.endswith(called[-2:]) is False:
        return None
    told = page.text.count(called) - len(_in_title_of(called).findall(page.text))
    return projects[0] if told <= 0 else None


_HEADS: Final = frozenset({"title", "meta", "heading"})
_OF_PLACE_AND_KIND: Final = re.compile(
    r"(?P<place>[\u4e00-\u9fff]{2,6}?)(?:市|区|县)?(?:绿色|智能|大|云)?(?:算力|智算|数据|超算|计算|云计算|智能计算|人工智能计算)中心(?:建设)?(?:项目|工程)?"
)


@lru_cache(maxsize=64)
def _in_title_of(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?:关于|公告)[^。\n]{{0,40}}{re.escape(name)}[^。\n]{{0,24}}公告")


def _title_in_short(page: PageText, anchor: Anchor, frames: list[Frame]) -> Frame | None:
    """The only site, named only in the title, by words that the first name in the text holds."""
    titled = _only_in_title(page, frames)
    if titled is None or anchor.start < folded_span(page.folded, page.document.blocks[0])[1]:
        return None
    words = names_latin.words_of_name(titled.name)
    return titled if words and words <= names_latin.words_of_name(anchor.name) else None


def _only_in_title(page: PageText, frames: list[Frame]) -> Frame | None:
    """The only site so far, where the title of a page in Latin letters alone has named it."""
    title = page.document.blocks[0] if page.document.blocks else None
    projects = [frame for frame in frames if frame.kind == "project" and not frame.is_other]
    if page.document.language == "zh" or title is None or title.kind != "title":
        return None
    if len(projects) != 1 or not projects[0].name:
        return None
    start, end = folded_span(page.folded, title)
    return projects[0] if all(start <= spot[0] < end for spot in projects[0].spots) else None


_DEFINITE: Final = re.compile(
    r"\b(?:the|le|du|au|its|called|named|dubbed|christened|baptisee?|nommee?|denommee?|appelee?)\s(?:new\s)?$"
)
# A name this far behind a site without a name still names it.
_LEAD_REACH: Final = 420


def _from_lead(page: PageText, anchor: Anchor, frames: list[Frame]) -> Frame | None:
    """The only site so far, told without its name right before ("a computing center")."""
    if page.document.language == "zh":
        return None
    projects = [frame for frame in frames if frame.kind == "project" and not frame.is_other]
    if len(projects) != 1 or projects[0].name or not projects[0].spots:
        return None
    near = anchor.start - projects[0].spots[-1][1] <= _LEAD_REACH
    article = _DEFINITE.search(page.lower, max(0, anchor.start - 12), anchor.start)
    return projects[0] if near and article is not None else None


def _phase_of_project(page: PageText, anchor: Anchor, sentence: Sentence) -> str | None:
    """The phase of a name that is a project of that phase (X二期项目), None for the site itself."""
    inside = find_phases(page.lower, anchor.start, anchor.end)
    if not inside:
        return None
    is_project = _PHASE_PROJECT.search(page.lower, inside[-1].end, anchor.end + 6)
    if is_project is None and sentence.record is None:
        return None
    return inside[-1].phase or None


def _shortened(page: PageText, frame: Frame, key: str, frames: list[Frame]) -> bool:
    """Whether the title's name leaves out characters of the first name in the text.

    白城通榆智算中心 stands in the title, 白城市通榆县吉云智算中心 in the text.
    """
    title = page.document.blocks[0] if page.document.blocks else None
    if title is None or title.kind != "title" or frames[-1] is not frame:
        return False
    if len([f for f in frames if f.kind == "project"]) != 1:
        return False
    start, end = folded_span(page.folded, title)
    if not all(start <= spot[0] < end for spot in frame.spots):
        return False
    return any(len(k) >= 6 and _is_within(k, key) for k in frame.keys)


def _headed(frame: Frame, key: str, sentence: Sentence) -> bool:
    """Whether an entry's head leaves out characters of the name in its text."""
    if sentence.record is None or frame.record != sentence.record or not frame.keys:
        return False
    return any(len(k) >= 6 and k[-3:] == key[-3:] and _is_within(k, key) for k in frame.keys)


def _is_within(short: str, long: str) -> bool:
    """Whether all characters of one name stand in another one, in order."""
    letters = iter(long)
    return all(character in letters for character in short)


def same_name(key: str, keys: set[str]) -> bool:
    """Whether one name is another one with words left out in front or behind."""
    return any(
        key == other
        or (min(len(key), len(other)) >= 5 and (key.endswith(other) or other.endswith(key)))
        or (min(len(key), len(other)) >= 6 and (key.startswith(other) or other.startswith(key)))
        for other in keys
        if key == other or _cut_at_words(key, other)
    )


def _cut_at_words(key: str, other: str) -> bool:
    """Whether the longer of two names goes on with a new word: Cloud I is not Cloud II."""
    longer, shorter = (key, other) if len(key) > len(other) else (other, key)
    if not shorter.isascii():
        return True
    return f" {shorter} " in f" {longer} "


def _meant(
    page: PageText, anchor: Anchor, state: _State, frames: list[Frame], sentence: Sentence
) -> Frame | None:
    word = page.lower[anchor.start : anchor.end]
    if anchor.name and page.document.language != "zh":
        return _by_short_name(page, anchor, state, frames, sentence)
    if word in _OF_TWO:
        return _of_two(word, frames, named=page.document.language != "fr")
    if state.other and word in _PROJECT_WORDS:
        return Frame("project", is_other=True)
    if word in _PRONOUN_SHE:
        focus = state.focus
        return focus if focus is not None and focus.kind == "project" else None
    if state.project is not None:
        return state.project
    if sentence.record is None and state.topic is not None:
        return state.topic
    if page.document.language != "zh" and word.endswith(("phase", "stage", "tranche", "etape")):
        return None
    if word in {"项目", "中心", "园区", "基地", "project", "site", "campus", "facility"}:
        return None
    return _new(Frame("project", record=sentence.record, is_bare=True), frames)


def _of_two(word: str, frames: list[Frame], *, named: bool) -> Frame | None:
    """前者 is the last but one of the sites named so far, 后者 the last one."""
    sites = [frame for frame in frames if frame.kind == "project" and (frame.name or not named)]
    back = _OF_TWO[word]
    return sites[-back] if len(sites) >= back else None


def _place(anchor: Anchor, state: _State, frames: list[Frame], page: PageText) -> Frame:
    key = anchor.name or page.lower[anchor.start : anchor.end]
    whole = "" if anchor.name or anchor.place is not None else _level_of(key)
    for frame in reversed(frames):
        if frame.kind != "place":
            continue
        if whole and frame.level != whole:
            continue
        same = (
            anchor.place is not None
            and frame.place is not None
            and anchor.place.adcode == frame.place.adcode
        )
        if same or key in frame.keys or (not anchor.name and anchor.place is None):
            frame.keys.add(key)
            return frame
    frame = Frame("place", anchor.name, {key}, place=anchor.place)
    frame.level = whole or _level_of_place(anchor.place)
    return _new(frame, frames)


def _level_of(words: str) -> str:
    """The level that words for a whole speak of: 全省 and 我省 of the province."""
    if words.endswith("省") or words in {"全省", "省内"}:
        return "province"
    if words.endswith("市") or words in {"全市", "市内"}:
        return "prefecture"
    return ""


def _level_of_place(place: PlaceMatch | None) -> str:
    if place is None or place.level is None:
        return ""
    return "province" if place.level == "province" else "prefecture"


def _programme(
    page: PageText,
    anchor: Anchor,
    anchors: tuple[Anchor, ...],
    state: _State,
    frames: list[Frame],
    sentence: Sentence,
) -> Frame | None:
    """Several sites: counted in a place or country where the sentence names one before."""
    if page.lower[anchor.start : anchor.end] in _ALL_OF_THEM and (
        sum(frame.kind == "project" for frame in frames) < _SEVERAL
    ):
        return None
    for other in reversed([a for a in anchors if a.start < anchor.start]):
        if other.kind == "place" and _BATCH.search(
            page.lower, anchor.start, min(sentence.end, anchor.end + 24)
        ):
            continue
        if other.kind in {"place", "nation"} or (other.kind == "programme" and other.company):
            return None
    if anchor.company is not None:
        key = anchor.company.name or "company"
        for frame in frames:
            if frame.kind == "programme" and key in frame.keys:
                return frame
        return _new(
            Frame("programme", anchor.company.name, {key}, company=anchor.company.name), frames
        )
    batch = _BATCH.search(page.lower, anchor.start, min(sentence.end, anchor.end + 24))
    if not _COMPUTE_WORD.search(page.lower, max(sentence.start, anchor.start - 16), anchor.end):
        return Frame("programme", is_other=True)
    if state.focus is not None and state.focus.kind != "project" and batch is None:
        return state.focus
    key = key_of(page, anchor.name) if anchor.name else ""
    for frame in frames:
        if key and frame.kind == "programme" and key in frame.keys:
            return frame
    keys = {key} if key else set()
    return _new(Frame("programme", anchor.name, keys, record=sentence.record), frames)


def governing(
    page: PageText, reading: Reading, start: int, end: int, fronted: bool
) -> tuple[Frame, ...]:
    """The subjects to which the words of a span belong.

    The name right behind the words comes first (总投资25亿元的X), then the last one before them
    in the sentence, with all names of a list; then the next one behind; then the subject of the
    sentence before.

    Args:
        page: the page.
        reading: the sentence.
        start: first character of the words.
        end: character behind them.
        fronted: whether the words may open a sentence about a name that follows, as verbs do.
    """
    references = reading.references
    behind = [r for r in references if r.anchor.start >= end]
    before = [r for r in references if r.anchor.end <= start]
    if (
        behind
        and _stands_before(page, end, behind[0].anchor.start)
        and not _is_of_place(page, before, behind[0], start)
    ):
        return _listed(page, references, references.index(behind[0]), forward=True)
    over = [r for r in references if r.anchor.start < end and r.anchor.end > start]
    if over:
        return (over[0].frame,)
    if before:
        return _listed(page, references, references.index(before[-1]), forward=False)
    if behind and (
        fronted
        or reading.focus is None
        or _same_clause(page, end, behind[0])
        or _head_speaks(page, end, behind[0])
    ):
        return _listed(page, references, references.index(behind[0]), forward=True)
    return (reading.focus,) if reading.focus is not None else ()


def _is_of_place(page: PageText, before: list[Reference], behind: Reference, start: int) -> bool:
    """Whether a place in the same clause has the site: 全市要建成20万架的算力基地."""
    if behind.anchor.kind == "named" or not before or before[-1].frame.kind == "project":
        return False
    return not set(",;:。") & set(page.lower[before[-1].anchor.end : start])


_CONJUNCTION: Final = re.compile(
    r"\b(?:and|while|but|whereas|as|with|et|tandis|alors|mais|avec|that|which|qui|que)\b"
)


def _stands_before(page: PageText, end: int, start: int) -> bool:
    """Whether words belong to the name right behind them; no conjunction begins something new."""
    if _BEFORE_NAME.fullmatch(page.lower, end, start) is None:
        return False
    return page.document.language == "zh" or _CONJUNCTION.search(page.lower, end, start) is None


_HEAD_SAYS: Final = re.compile(
    r"\b(?:said|says|told|explained|explains|according to|noted|added|explique|selon|indique|declare|"
    r"precise|affirme|assure)\b[^.;]{0,70}\b(?:manager|director|head|chief|president|chairman|engineer|"
    r"boss|founder|directeur|directrice|responsable|patron|chef|pdg|president|ingenieur)\b"
    r"[^.;]{0,24}? (?:of|at|du|de|de la|de l')\s?(?:the )?"
)


def _head_speaks(page: PageText, end: int, reference: Reference) -> bool:
    """Whether words are those of the head of the site named behind them: "said X, head of Y"."""
    if page.document.language == "zh":
        return False
    return _HEAD_SAYS.search(page.lower[end : reference.anchor.start]) is not None


def _same_clause(page: PageText, end: int, reference: Reference) -> bool:
    return not set(",;:。") & set(page.lower[end : reference.anchor.start])


def _listed(
    page: PageText, references: tuple[Reference, ...], position: int, *, forward: bool
) -> tuple[Frame, ...]:
    """The subject at a position, and the others of its list."""
    group = [references[position]]
    if references[position].anchor.kind in PROJECT_KINDS:
        step = 1 if forward else -1
        here = position + step
        while 0 <= here < len(references):
            other = references[here]
            first, second = (group[-1], other) if forward else (other, group[-1])
            gap = page.lower[first.anchor.end : second.anchor.start]
            own = page.text[first.anchor.end : second.anchor.start]
            in_list = _LIST_GAP.fullmatch(gap) or _LIST_GAP_LATIN.fullmatch(own)
            if other.anchor.kind != "named" or not in_list:
                break
            group.append(other)
            here += step
    unique: list[Frame] = []
    for reference in group:
        if reference.frame not in unique:
            unique.append(reference.frame)
    return tuple(unique)
