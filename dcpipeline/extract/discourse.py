"""What each sentence is about: the subjects of a page and which words belong to whom."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from dcpipeline.extract.anchoring import anchors_of
from dcpipeline.extract.anchors import PROJECT_KINDS, Anchor
from dcpipeline.extract.apart import cities_of
from dcpipeline.extract.asides import goes_back
from dcpipeline.extract.companies import Company, find_companies
from dcpipeline.extract.coreference import frame_of
from dcpipeline.extract.frames import (
    LONGEST_LEAD,
    PROJECT_WORDS,
    SEVERAL,
    Frame,
    Mention,
    Reading,
    Reference,
    Spoken,
    key_of,
)
from dcpipeline.extract.governing import in_list_with
from dcpipeline.extract.headings import is_award_line, is_box, is_heading, is_title_of_many
from dcpipeline.extract.hosts import hosts_of
from dcpipeline.extract.latin.other_subjects import opens_item
from dcpipeline.extract.latin.passing import go_on
from dcpipeline.extract.latin.totals import home_of, of_home
from dcpipeline.extract.latin.turned_back import turns_back
from dcpipeline.extract.latin.whereabouts import (
    codes_of,
    differ,
    fronts,
    is_label,
    opened_with,
    places_of,
    turns_to,
)
from dcpipeline.extract.naming import alias_of, ends_name
from dcpipeline.extract.parts import is_part, parts_of_plan
from dcpipeline.extract.segments import PageText, Sentence
from dcpipeline.normalize import PlaceMatch

_GOES_ON: Final = re.compile(
    r"(?:\d{1,2}[.、)]|\([一二三四五六七八九十\d]{1,3}\)|[①-⑩●])?\s?"
    r"(?:[一二三四首]期|本?(?:项目|工程)(?:总投资|建成|内容|规模|投资|选址|位于|计划|规划|拟|由)|总投资|投资(?:总额|规模|金额)|建设(?:内容|规模|地点|周期|期)|"
    r"(?:合同|中标|成交)(?:金额|总?价)(?!约?占)|(?:工程|项目)(?:内容|规模|地点)|工期|计划工期|(?:设计|规划|装机)(?:规模|机柜|机架|算力))"
)
# 总投资25亿元,设计机架3000架: of one site, whatever was told beside it.
_OF_ONE_SITE: Final = re.compile(
    r"(?:总投资|计划投资|占地)(?:面积)?(?:约|超|近|达|为)?[\d.]+(?:[亿万]|亩|平方米)[^。;]{0,40}(?:设计|规划|建设|部署|建成后|机架|机柜|算力)"
)
# 流标|X, 1.1亿|Y由Z中标: lines of a digest that have nothing to do with each other.
_ENTRY: Final = re.compile(r"[\u4e00-\u9fff\d.·]{2,12}\|(?!.*\|)")
# (以下简称X): another name of what was named right before.
_ALIAS: Final = re.compile(
    r"[”\"]?\((?:(?:以下)?[简下]称(?:为|:)?[“\"]?|[“\"])(?P<name>[^“”\"()]{3,30})[”\"]?\)"
)
# A、B、C等项目建成投运: the noun closes the list, it is none of its members.
_CLOSES_LIST: Final = re.compile(
    r"(?:[^,。;:]{0,24}?)等(?:\d+|[一二三四五六七八九十]+)?个?(?:重点|重大|一批|多个|大型)?"
)


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
    state = Spoken(hosts=hosts_of(page))
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
            readings[here] = reading._replace(focus=first)
    return readings


def _reading(
    page: PageText,
    sentence: Sentence,
    places: tuple[PlaceMatch, ...],
    state: Spoken,
    frames: list[Frame],
) -> Reading:
    heads = is_heading(page, sentence)
    _begin(page, sentence, state, heads=heads)
    if page.document.language != "zh":
        _move_on(page, sentence, places, state)
    focus = state.focus
    companies = find_companies(page.text, page.lower, sentence.start, sentence.end, places)
    outside = tuple(
        place for place in places
        if not any(c.name and c.start <= place.start and place.end <= c.end for c in companies)
    )  # fmt: skip
    anchors = anchors_of(page, sentence, outside, companies, frames, state.with_alias, state.hosts)
    if is_title_of_many(page, sentence):
        anchors = tuple(anchor for anchor in anchors if anchor.kind not in PROJECT_KINDS)
    is_han = page.document.language == "zh"
    state.here, state.around = ((), outside) if is_han else (outside, ())
    anchors = _with_home(page, sentence, anchors, state)
    aliases = _aliases(page, sentence)
    references: list[Reference] = []
    scenes = _scenes_of_speech(page, sentence, companies, state)
    known = state.project is not None
    parts = sentence.end if not known else parts_of_plan(page, sentence)
    for anchor in (a for a in anchors if a.start not in scenes and a.start < parts):
        if _stands_for_none(page, anchor, references, heads=heads):
            continue
        if (known or references) and is_part(page, sentence, anchor):
            continue
        frame = alias_of(page, anchor, references, state) or frame_of(
            Mention(page, sentence, anchor, anchors, state, frames)
        )
        if frame is None:
            continue
        references.append(Reference(anchor, frame))
        if frame.is_other:
            state.focus = state.focus if _goes_on_about_place(page, frame, state) else None
            state.other = anchor.kind == "other" or state.other
            continue
        frame.spots += _spots_of(anchor)
        if frame.kind == "project":
            _take_places(page, sentence, anchor, anchors, state, frame)
        _take_aliases(page, anchor, frame, aliases, state)
        state.speak_of(frame, named=anchor.kind in {"named", "new"})
    _end(page, sentence, tuple(references), state)
    if page.document.language != "zh":
        state.placed = state.placed or bool(codes_of(state.here))
        go_on(page.lower, sentence.start, tuple(references), focus, state)
    told = _without_nation(page, focus, tuple(references), outside)
    return Reading(sentence, tuple(references), told, companies, outside, heads)


def _without_nation(
    page: PageText,
    focus: Frame | None,
    references: tuple[Reference, ...],
    places: tuple[PlaceMatch, ...],
) -> Frame | None:
    """What a sentence goes on about: where it names only a city, no nation spoken of before."""
    if page.document.language == "zh" or focus is None or focus.kind != "nation" or references:
        return focus
    named = any(p.adcode and p.level not in {"country", "province"} for p in places)
    return None if named else focus


def _move_on(
    page: PageText, sentence: Sentence, places: tuple[PlaceMatch, ...], state: Spoken
) -> None:
    """Behind a line that is a place, or where a paragraph opens with another one, all is new."""
    if is_label(sentence, places):
        state.focus = state.project = state.topic = None
    if state.project is None or not places:
        return
    if turns_to(page.lower, sentence.start, places[0]):
        state.focus = state.project = None
        return
    if not _opens_block(page, sentence):
        return
    if fronts(page.lower, sentence.start, places[0]) and differ(
        codes_of(places[:1]), state.project.codes
    ):
        state.focus = state.project = None


def _aliases(page: PageText, sentence: Sentence) -> list[re.Match[str]]:
    if "称" not in page.lower[sentence.start : sentence.end]:
        return []
    return list(_ALIAS.finditer(page.text, sentence.start, sentence.end))


def _take_places(
    page: PageText,
    sentence: Sentence,
    anchor: Anchor,
    anchors: tuple[Anchor, ...],
    state: Spoken,
    frame: Frame,
) -> None:
    """The places that a sentence gives to a site of which it speaks."""
    if state.here:
        frame.codes |= places_of(page.lower, sentence.start, anchor, anchors, state.here)
    if not frame.codes:
        frame.codes |= state.aside
    if anchor.kind in {"named", "new"}:
        frame.codes |= cities_of(state.around)


def _goes_on_about_place(page: PageText, frame: Frame, state: Spoken) -> bool:
    """Whether "data centers" in general leave the place in mind that is spoken of."""
    focus = state.focus
    in_general = page.document.language != "zh" and frame.kind == "programme"
    return in_general and focus is not None and focus.kind == "place"


def _spots_of(anchor: Anchor) -> Iterator[tuple[int, int]]:
    """Where an anchor names its subject: the place of "computing power in X" first."""
    if anchor.place is not None and anchor.name == anchor.place.text:
        yield anchor.place.start, anchor.place.end
    yield anchor.start, anchor.end


def _with_home(
    page: PageText, sentence: Sentence, anchors: tuple[Anchor, ...], state: Spoken
) -> tuple[Anchor, ...]:
    """The place that an English page is about, where it tells of all its sites, none told of."""
    if page.document.language != "en" or sentence.record is not None:
        return anchors
    if state.home is None:
        in_title = page.document.blocks[sentence.block].kind == "title"
        opens = in_title or bool(opened_with(sentence.start, state.here))
        state.home = home_of(page.text, state.here) if opens else None
        return anchors
    if (
        state.here
        or state.topic is not None
        or any(a.kind != "programme" or a.name for a in anchors)
    ):
        return anchors
    found = of_home(page.lower, sentence.start, sentence.end, state.home, anchors)
    return anchors if found is None else (found,)


# 在云岭基地,云岭集团工程师介绍: where somebody speaks of another site.
_SCENE: Final = re.compile(r"在(?=[^,。;:]{4,24},)")
_SPEAKS: Final = re.compile(r"[^,。;:]{0,16}(?:介绍|告诉|表示|说|称|透露)")


def _scenes_of_speech(
    page: PageText, sentence: Sentence, companies: Sequence[Company], state: Spoken
) -> frozenset[int]:
    """Where names begin that only say where the company of the site spoken of is asked."""
    if state.project is None or not state.project.name:
        return frozenset()
    found = set()
    for match in _SCENE.finditer(page.lower, sentence.start, sentence.end):
        comma = page.lower.find(",", match.end(), sentence.end)
        for company in companies:
            speaks = company.start == comma + 1 and company.name in state.project.name
            if company.name and speaks and _SPEAKS.match(page.lower, company.end, sentence.end):
                found.add(match.end())
    return frozenset(found)


def _opens_block(page: PageText, sentence: Sentence) -> bool:
    block = page.document.blocks[sentence.block]
    return page.span(sentence.start, sentence.start + 1)[0] == block.start


def _begin(page: PageText, sentence: Sentence, state: Spoken, *, heads: bool) -> None:
    """Entries and headings begin anew; lines under a heading go on about the one site."""
    if sentence.record is not None and sentence.record != state.record:
        state.focus = state.project = None
    if sentence.record is None and state.record is not None and page.document.language == "zh":
        # A note below a list speaks of none of its entries alone.
        state.focus = state.project = state.topic = None
    state.record = sentence.record
    entry = _ENTRY.match(page.lower, sentence.start, sentence.end) is not None
    if page.document.language != "zh":
        entry = opens_item(page.text, sentence.start, sentence.end)
    if entry and _opens_block(page, sentence):
        state.focus = state.project = state.topic = None
    if heads:
        state.focus = state.project = None
        state.headed = True
        if is_award_line(page, sentence) or is_box(page, sentence):
            state.topic = None
    elif _goes_on(page, sentence, state):
        state.focus = state.project = state.topic
    elif _turns_back(page, sentence, state):
        state.focus = state.project
    elif _leaves_aside(page, sentence, state):
        state.focus = state.project = state.topic


def _end(
    page: PageText, sentence: Sentence, references: tuple[Reference, ...], state: Spoken
) -> None:
    if any(reference.frame.kind == "project" for reference in references):
        state.block = sentence.block
    if page.document.language == "zh":
        _after_list(page, references, state)
    elif any(r.frame.kind == "project" for r in references):
        state.aside = frozenset()
    elif state.here:
        state.aside = opened_with(sentence.start, state.here)


# 另一个项目云湖智算中心, 又一个签约项目: not the one spoken of.
_ANOTHER: Final = re.compile(r"[另又]一[个项][^,。;]{0,6}$")
_BEFORE_ANOTHER: Final = 12


def _stands_for_none(
    page: PageText, anchor: Anchor, references: list[Reference], *, heads: bool
) -> bool:
    """Whether a noun only closes a list or a name, or is the "project" of a heading."""
    if anchor.kind == "pronoun" and (
        heads
        or ends_name(page, anchor, references)
        or _ANOTHER.search(page.lower, max(0, anchor.start - _BEFORE_ANOTHER), anchor.start)
    ):
        return True
    if anchor.kind not in {"pronoun", "bare", "programme"} or not references:
        return False
    between = references[-1].anchor.end, anchor.start
    return _CLOSES_LIST.fullmatch(page.lower, *between) is not None


def _take_aliases(
    page: PageText,
    anchor: Anchor,
    frame: Frame,
    aliases: Sequence[re.Match[str]],
    state: Spoken,
) -> None:
    """The short names that stand right behind a name: X(以下简称Y)."""
    if anchor.kind != "named":
        return
    for alias in aliases:
        if 0 <= alias.start() - anchor.end <= LONGEST_LEAD:
            state.names.add(frame, key_of(page, alias["name"]))
            if alias["name"] not in PROJECT_WORDS and not alias["name"].startswith("本"):
                frame.aliases.append(alias["name"])
                state.with_alias.append(frame)


def _after_list(page: PageText, references: tuple[Reference, ...], state: Spoken) -> None:
    """Behind a list of sites none of them is spoken of alone, but what the list belongs to is."""
    if not references or references[-1].anchor.kind != "named":
        return
    members = in_list_with(page, references, len(references) - 1, forward=False)
    if len(members) < SEVERAL:
        return
    owners = [r.frame for r in references if r.frame.kind != "project" and not r.frame.is_other]
    state.focus, state.project = (owners[0] if owners else None), None
    if state.topic in members:
        state.topic = None


def _turns_back(page: PageText, sentence: Sentence, state: Spoken) -> bool:
    """Whether a sentence tells the size of one site, behind one about many: 总投资25亿元,设计…."""
    focus, spot = state.focus, (sentence.start, sentence.end)
    if state.project is None or state.other or (focus is not None and focus.kind == "project"):
        return False
    if page.document.language != "zh":
        return turns_back(page.lower, *spot)
    return focus is not None and _OF_ONE_SITE.match(page.lower, *spot) is not None


def _leaves_aside(page: PageText, sentence: Sentence, state: Spoken) -> bool:
    """Whether a Chinese paragraph turns from a site named in passing to that of the page."""
    opens = page.document.language == "zh" and _opens_block(page, sentence)
    return opens and goes_back(page, sentence, state)


def _goes_on(page: PageText, sentence: Sentence, state: Spoken) -> bool:
    """Whether a line under a heading speaks of the one site of the page: (一)一期投资15亿元."""
    if page.document.language != "zh" or sentence.record is not None:
        return False
    if state.focus is not None or state.topic is None or not state.headed:
        return False
    return _GOES_ON.match(page.lower, sentence.start, sentence.end) is not None
