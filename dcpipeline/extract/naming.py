"""Which subject a name belongs to: one met before, one told without a name, or a new one."""

import re
from functools import lru_cache
from typing import Final

from dcpipeline.extract.anchors import Anchor
from dcpipeline.extract.frames import (
    Frame,
    Mention,
    Reference,
    Spoken,
    added,
    first_two,
    key_of,
    same_name,
)
from dcpipeline.extract.latin import name_keys as keys_latin
from dcpipeline.extract.latin.passing import is_passing
from dcpipeline.extract.latin.whereabouts import differ, names_new_owner, places_of
from dcpipeline.extract.phases import find_phases
from dcpipeline.extract.segments import PageText, Sentence, folded_span

_ALIAS_GAP: Final = re.compile(
    r"\s?(?:\((?:即|又称|原名)?|暨|/|——|--|,?[也又亦](?:叫|称|名)(?:为|作)?[“\"]?)\s?"
)
_THAT_IS: Final = re.compile(
    r"\s?(?:——|--|-|:|,?即|,?(?:该)?项目名称为|,?(?:暂)?定?名为|,?命名为|,?(?:的)?(?:全称|全名|正式名称)(?:为|是|叫)?)\s?[“\"]?"
)
_PHASE_PROJECT: Final = re.compile(r"项目|工程|epc|土建|机电|设计|施工|总承包|project")
# 张北阿里云数据中心庙滩园区: the noun ends a longer name.
_END_OF_NAME: Final = re.compile(
    r"(?:(?![的在是与和于由将为及等从对向被让已共使把即并以])[\u4e00-\u9fff]){1,5}"
)


def ends_name(page: PageText, anchor: Anchor, references: list[Reference]) -> bool:
    """Whether a noun for a site only ends the name before it."""
    if not references or references[-1].anchor.kind != "named":
        return False
    if page.document.language != "zh" or page.lower[anchor.start] in "该此本":
        return False
    return _END_OF_NAME.fullmatch(page.lower, references[-1].anchor.end, anchor.start) is not None


# 该项目投资50亿元,将成为X智算中心: what it is to be called; 将成为X智算中心的重要节点 is no name.
_TO_BE: Final = re.compile(
    r"(?:将(?:建设?)?成为|建成后(?:将)?(?:成为|作为)|更名为|改名为|定名为|冠名为|升级为)[“\"]?$"
)
_OF_IT: Final = re.compile(r"[”\"]?(?:的|之|重要|核心|首个|配套|旗下|以?外|后|体系|网络)")


def _is_to_be(page: PageText, anchor: Anchor) -> bool:
    """Whether a name is what the site spoken of is to be called."""
    before = page.lower[max(0, anchor.start - 8) : anchor.start]
    return bool(_TO_BE.search(before)) and not _OF_IT.match(page.lower, anchor.end)


def alias_of(
    page: PageText, anchor: Anchor, references: list[Reference], state: Spoken
) -> Frame | None:
    """The subject of the name right before, where a second name of it follows: A(B), A暨B, A/B."""
    if anchor.kind != "named":
        return None
    if _is_to_be(page, anchor) and state.project is not None:
        state.names.add(state.project, key_of(page, anchor.name))
        if not state.project.name:
            state.project.name, state.project.is_bare = anchor.name, False
        return state.project
    if not references:
        return None
    before = references[-1]
    nameless = before.frame.is_bare or (before.anchor.kind == "new" and not before.frame.name)
    if nameless and _THAT_IS.fullmatch(page.lower, before.anchor.end, anchor.start):
        before.frame.name, before.frame.is_bare = anchor.name, False
        state.names.add(before.frame, key_of(page, anchor.name))
        return before.frame
    if before.anchor.kind != "named":
        return None
    if _ALIAS_GAP.fullmatch(page.lower, before.anchor.end, anchor.start) is None:
        return None
    state.names.add(before.frame, key_of(page, anchor.name))
    return before.frame


def named_frame(mention: Mention) -> Frame:
    """The subject of a name: one with the same name, one met without a name, else a new one."""
    page, sentence, anchor = mention.page, mention.sentence, mention.anchor
    state, frames = mention.state, mention.frames
    key = key_of(page, anchor.name)
    phase = _phase_of_project(page, anchor, sentence)
    # A name that leaves out characters of another one is only that of the last subject.
    alike = state.names.like(key, sentence.record)
    if frames and frames[-1] not in alike:
        alike.insert(0, frames[-1])
    for frame in alike:
        if frame.kind == "project" and (
            same_name(key, frame.keys)
            or _shortened(page, frame, key, frames)
            or _headed(frame, key, sentence)
        ):
            state.names.add(frame, key)
            if page.text[anchor.start : anchor.end] not in frame.aliases:
                frame.phases.add(phase)
            if len(anchor.name) > len(frame.name):
                frame.name = anchor.name
            return frame
    headline = (
        from_headline(page, frames, sentence)
        or _from_entry(page, frames, sentence)
        or _generic_title(page, anchor, frames, sentence)
        or _generic_head(page, anchor, frames, sentence)
        or _head_in_other_words(page, anchor, frames, sentence)
        or _from_lead(page, anchor, frames)
        or _title_in_short(page, anchor, state, frames)
    )
    if page.document.language != "zh" and is_passing(page.lower, sentence.start, anchor):
        headline = None
    if headline is not None and state.here + tuple(state.aside):
        codes = places_of(page.lower, sentence.start, anchor, mention.anchors, state.here)
        if differ(codes or state.aside, headline.codes):
            headline = None
    if headline is not None:
        headline.name, headline.is_bare = anchor.name, False
        state.names.add(headline, key)
        headline.phases.add(phase)
        return headline
    frame = Frame("project", anchor.name, record=sentence.record, phases={phase})
    state.names.add(frame, key)
    return added(frame, frames)


def from_headline(page: PageText, frames: list[Frame], sentence: Sentence) -> Frame | None:
    """The nameless project of the title, which the first name in the text names."""
    if sentence.record is not None:
        return None
    projects = first_two(frame for frame in frames if frame.kind == "project")
    if len(projects) != 1 or not projects[0].is_bare:
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


def _generic_head(
    page: PageText, anchor: Anchor, frames: list[Frame], sentence: Sentence
) -> Frame | None:
    """The only site of an entry, which its headline calls by a place that the text names too."""
    record = sentence.record
    if record is None or page.document.language != "zh":
        return None
    own = [f for f in frames if f.kind == "project" and f.record == record and not f.is_other]
    if len(own) != 1 or not own[0].spots or own[0].spots[0][0] >= sentence.start:
        return None
    called = _OF_PLACE_AND_KIND.fullmatch(own[0].name)
    if called is None or not anchor.name.endswith(own[0].name[-2:]):
        return None
    told = page.lower[sentence.start : anchor.start] + page.lower[anchor.end : sentence.end]
    return own[0] if called["place"][-2:] in told else None


def _head_in_other_words(
    page: PageText, anchor: Anchor, frames: list[Frame], sentence: Sentence
) -> Frame | None:
    """The only site of an entry so far, where the text names it first by words of its headline.

    贵安新区白鹭云数据中心 heads the entry, 白鹭云贵安数据中心 stands in its text.
    """
    record = sentence.record
    if record is None or page.document.language != "zh":
        return None
    own = first_two(f for f in frames if f.kind == "project" and f.record == record)
    if len(own) != 1 or own[0].is_other or not own[0].spots or not own[0].name:
        return None
    head = next((block for block in page.document.blocks if block.record == record), None)
    if head is None or head is page.document.blocks[sentence.block]:
        return None
    start, end = folded_span(page.folded, head)
    if not all(start <= spot[0] < end for spot in own[0].spots):
        return None
    return own[0] if _share_a_word(own[0].name, anchor.name) else None


_COMMON_WORDS: Final = re.compile(
    r"(?:项目|工程|中心|基地|产业|园区|园|集群|枢纽|平台|智能|计算|智算|算力|超算|数据|云计算|人工智能|绿色|国家|中国"
    r"|一体化|新型|大型|基础设施|建设|示范|零碳|[一二三四五六\d]期|[省市区县州旗盟]|[()“”·\d大云某])+"
)


def _share_a_word(one: str, other: str) -> bool:
    """Whether two characters in a row that make a name its own stand in both names."""
    words = _COMMON_WORDS.split(one)
    rest = "|".join(_COMMON_WORDS.split(other))
    return any(part[i : i + 2] in rest for part in words for i in range(len(part) - 1))


def _generic_title(
    page: PageText, anchor: Anchor, frames: list[Frame], sentence: Sentence
) -> Frame | None:
    """The only site of a notice, which its title calls by place and kind (包头数据中心项目).

    The text calls it by its name, and never by that of the title.
    """
    document = page.document
    if document.layout != "notice" or document.blocks[sentence.block].kind in _HEADS:
        return None
    projects = first_two(f for f in frames if f.kind == "project" and not f.is_other)
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


def _title_in_short(
    page: PageText, anchor: Anchor, state: Spoken, frames: list[Frame]
) -> Frame | None:
    """The only site, named only in the title, by words of the first name in the text or its place.

    "the Zhangjiakou campus" stands in the title, "Bashang campus in Zhangjiakou" in the text.
    """
    titled = only_in_title(page, frames)
    if titled is None or anchor.start < folded_span(page.folded, page.document.blocks[0])[1]:
        return None
    words = keys_latin.words_of_name(titled.name)
    near = {w for p in state.here for w in page.lower[p.start : p.end].split()}
    known = keys_latin.words_of_name(anchor.name)
    return titled if words and (words <= known or words <= near) else None


def only_in_title(page: PageText, frames: list[Frame]) -> Frame | None:
    """The only site so far, where the title of a page in Latin letters alone has named it."""
    title = page.document.blocks[0] if page.document.blocks else None
    projects = first_two(f for f in frames if f.kind == "project" and not f.is_other)
    if page.document.language == "zh" or title is None or title.kind != "title":
        return None
    if len(projects) != 1 or not projects[0].name:
        return None
    start, end = folded_span(page.folded, title)
    return projects[0] if all(start <= spot[0] < end for spot in projects[0].spots) else None


_DEFINITE: Final = re.compile(
    r"\b(?:the|le|du|au|its|called|named|dubbed|christened|baptisee?|nommee?|denommee?|appelee?)\s"
    r"(?:[\w,-]+\s){0,2}$"
)
# A name this far behind a site without a name still names it.
_LEAD_REACH: Final = 420


def _from_lead(page: PageText, anchor: Anchor, frames: list[Frame]) -> Frame | None:
    """The only site so far, told without its name right before ("a computing center")."""
    if page.document.language == "zh":
        return None
    projects = first_two(f for f in frames if f.kind == "project" and not f.is_other)
    if len(projects) != 1 or projects[0].name or not projects[0].spots:
        return None
    near = anchor.start - projects[0].spots[-1][1] <= _LEAD_REACH
    if names_new_owner(page, projects[0].spots[0][0], anchor):
        return None
    article = _DEFINITE.search(page.lower, max(0, anchor.start - 30), anchor.start)
    return projects[0] if near and article is not None else None


# X智算中心项目(一期)
_PHASE_BEHIND: Final = re.compile(r"\([一二三四\d]期\)")


def _phase_of_project(page: PageText, anchor: Anchor, sentence: Sentence) -> str | None:
    """The phase of a name that is a project of that phase (X二期项目), None for the site itself."""
    if page.lower.endswith(("机房", "机楼"), anchor.start, anchor.end):
        return None
    bracket = _PHASE_BEHIND.match(page.lower, anchor.end)
    end = anchor.end if bracket is None else bracket.end()
    inside = find_phases(page.lower, anchor.start, end)
    if not inside:
        return None
    is_project = _PHASE_PROJECT.search(page.lower, inside[-1].end, anchor.end + 6)
    is_project = is_project or bracket
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
    if len(first_two(f for f in frames if f.kind == "project")) != 1:
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
