"""Which subject a word stands for that is no name: the project, a center, the city."""

import re
from typing import Final

from dcpipeline.extract.anchors import Anchor
from dcpipeline.extract.apart import told_apart
from dcpipeline.extract.frames import (
    PROJECT_WORDS,
    Frame,
    Mention,
    Spoken,
    added,
    first_two,
    key_of,
)
from dcpipeline.extract.latin import name_keys as keys_latin
from dcpipeline.extract.latin.appositions import same_as
from dcpipeline.extract.latin.other_subjects import is_supposed, names_foreign
from dcpipeline.extract.latin.short_names import possessed
from dcpipeline.extract.latin.whereabouts import (
    agree,
    codes_of,
    differ,
    owners_apart,
    places_of,
    tells_more,
    told_again,
)
from dcpipeline.extract.naming import from_headline, named_frame, only_in_title
from dcpipeline.extract.predicates import is_predicate, said_of_last
from dcpipeline.extract.segments import PageText
from dcpipeline.extract.wholes import whole_of

_OF_ALL: Final = re.compile(r"(?:国内|全国|我国|各地|业内|行业内|全球)[^,。;]{0,12}$")
_OF_TWO: Final = {
    "前者": 2,
    "后者": 1,
    "the former": 2,
    "the latter": 1,
    "le premier": 2,
    "le second": 1,
}
_PRAISE: Final = re.compile(
    r"(?!国家(?:超级计算|超算|先进计算)[\u4e00-\u9fff]{2,4}中心)(?:国家|国际|国内|全国|全省|省|市级|世界|全球|区域|亚洲|西部|东部|级|最|高|大型|超|一流|标杆|领先|示范|新一代|5g|绿色|智慧|现代|综合)"
)
_BECOMES: Final = re.compile(
    r"(?:打造|建成|成为|构建|建设|作为|定位|自称|号称|堪称)(?:成|为)?[^,。;]{0,12}$"
)
# 该项目 behind another project: that one.
_PROJECT_AS_TOLD: Final = PROJECT_WORDS | {"the project", "this project", "that project"}
# One word that, with another place behind it, is another site: "its facility in Langfang".
_NOUNS: Final = frozenset(
    {"project", "facility", "site", "campus", "park", "center", "centre", "base", "hub", "complex",
     "installation", "projet", "parc"}
)  # fmt: skip
_PRONOUN_SHE: Final = frozenset({"it", "its", "il", "elle", "son", "sa"})


def frame_of(mention: Mention) -> Frame | None:
    """The subject that an anchor stands for; None where it stands for none."""
    told = _told_before(mention)
    if told is not None:
        return told
    kind = mention.anchor.kind
    if kind == "named" and _describes(mention):
        kind = "pronoun"
    if _is_of_nation(mention):
        return None
    if is_supposed(
        mention.page.lower, mention.sentence.start, mention.anchor, mention.sentence.end
    ):
        return Frame("project", is_other=True)
    match kind:
        case "named":
            return named_frame(mention)
        case "pronoun":
            return _meant(mention)
        case "bare":
            return _bare(mention)
        case "new":
            return _said_to_be(mention) or _not_named(mention)
        case _:
            return whole_of(mention)


def _told_before(mention: Mention) -> Frame | None:
    """The subject of which the words around an anchor only say more."""
    if mention.page.document.language != "zh":
        return _by_alias(mention) or _beside(mention) or _standing_apart(mention)
    return said_of_last(mention) if is_predicate(mention) else None


# 邻省一座县级市的智算项目: one of a place that nobody names.
_ELSEWHERE: Final = re.compile(
    r"(?:邻[省市县]|外[省地](?!企业|资本)|别处|[另某]一?[座个]?(?:城市|县城|地市|地级市|县级市|省份|地方)|某[省市县地])"
    r"[^,。;]{0,10}的?$"
)


def _bare(mention: Mention) -> Frame | None:
    """The subject that a noun without a name stands for."""
    page, anchor = mention.page, mention.anchor
    if _is_in_general(mention):
        return None
    first = max(mention.sentence.start, anchor.start - 24)
    if mention.state.project and _ELSEWHERE.search(page.lower, first, anchor.start):
        return Frame("project", is_other=True)
    return told_apart(mention) or _meant(mention)


def _is_in_general(mention: Mention) -> bool:
    """Whether a noun such as 智算中心 speaks of all of them, of a place or of a batch."""
    page, anchor, state = mention.page, mention.anchor, mention.state
    before = [other.kind for other in mention.anchors if other.start < anchor.start]
    of_place = state.focus is not None and state.focus.kind != "project"
    if of_place and {"place", "nation"} & {*before}:
        return True
    if any(other.kind == "programme" and other.end < anchor.start for other in mention.anchors):
        return True
    if _OF_ALL.search(page.lower, mention.sentence.start, anchor.start) is not None:
        return True
    if page.document.language == "zh" and _is_ruled(mention):
        return True
    return _IN_ALL.match(page.lower, anchor.start) is not None


# 未取得批复的X不得开工, 对新开工的X给予奖励: a rule for all of them.
_RULED: Final = re.compile(
    r"(?:^|(?<=[,。;:]))(?:对于?(?!接|标|外|准)|凡是?|所有)[^,。;]{0,20}$"
    r"|(?:(?<!尚)(?<!仍)未[^,。;的]{2,14}的|所称的?)[^,。;]{0,6}$"
)
_RULE_BEHIND: Final = re.compile(
    r"[^,。;]{0,10}?(?:不得|一律|应当|应[于按在]|须(?!知)|原则上|均[须应]|要(?:限期|严格)|给予|予以)"
)


def _is_ruled(mention: Mention) -> bool:
    """Whether a clause lays down what holds for all such sites."""
    page, sentence, anchor = mention.page, mention.sentence, mention.anchor
    first = max(sentence.start, anchor.start - 24)
    return (
        _RULED.search(page.lower, first, anchor.start) is not None
        or _RULE_BEHIND.match(page.lower, anchor.end, sentence.end) is not None
    )


def _standing_apart(mention: Mention) -> Frame | None:
    """Another site than the one spoken of: in another place, or of a company not named before."""
    page, sentence, anchor = mention.page, mention.sentence, mention.anchor
    state, frames = mention.state, mention.frames
    if anchor.kind not in {"bare", "pronoun"} or state.project is None:
        return None
    if owners_apart(page, sentence.start, anchor):
        return added(Frame("project", record=sentence.record), frames)
    word = page.lower[anchor.start : anchor.end]
    if " " not in word and anchor.kind == "pronoun" and word not in _NOUNS:
        return None
    codes = places_of(page.lower, sentence.start, anchor, mention.anchors, state.here)
    if not differ(codes, state.project.codes):
        return None
    told = [f for f in frames if f.kind == "project" and agree(codes, f.codes)]
    if not told and page.document.language == "en":
        told = [
            f for f in frames
            if f.kind == "project" and not f.name and f.codes and not differ(codes, f.codes)
        ]  # fmt: skip
    name = keys_latin.own_name(anchor.name) if anchor.name else ""
    return told[-1] if told else added(Frame("project", name, record=sentence.record), frames)


# "the X campus (the "Yunlian center")", "le parc X (le « centre de Nantong »)"
_IN_BRACKETS: Final = re.compile(
    r"(?:, [^(),;.]{2,40})? \((?:the |le |la |l'|ci-apres |hereinafter |ou |or )*[«\"“]\s?"
    r"(?:the |le |la |l')?"
)


def _by_alias(mention: Mention) -> Frame | None:
    """The site that a name in brackets and quotes behind its own stands for; told again too."""
    page, anchor, state = mention.page, mention.anchor, mention.state
    if anchor.kind not in {"pronoun", "named"} or " " not in anchor.name:
        return None
    called = anchor.name.lower()
    for frame in mention.frames:
        if called in frame.aliases:
            return frame
    before = [a for a in mention.anchors if a.end <= anchor.start]
    if not before or before[-1].kind != "named" or state.project is None:
        return None
    if _IN_BRACKETS.fullmatch(page.lower, before[-1].end, anchor.start) is None:
        return None
    state.project.aliases.append(called)
    return state.project


def _beside(mention: Mention) -> Frame | None:
    """The subject of the words right before, where an anchor only says more of it."""
    page, anchor, state = mention.page, mention.anchor, mention.state
    words = same_as(page.lower, anchor, mention.anchors)
    if state.project is None or words is None:
        return None
    if words.kind == "pronoun" and anchor.kind == "named" and state.project.name:
        return None
    codes = places_of(page.lower, mention.sentence.start, anchor, mention.anchors, state.here)
    if anchor.kind == "new" and differ(codes, state.project.codes):
        return None
    if anchor.kind == "named":
        state.project.name, state.project.is_bare = anchor.name, False
        state.names.add(state.project, key_of(page, anchor.name))
    return state.project


# 中国智算中心: all of them; not 全国首个.
_IN_ALL: Final = re.compile(r"(?:中国|我国|全国|国内|各地|全球)(?!首|第一|最|单体|规模|一体化)")
_IS: Final = re.compile(
    r"(?:项目|中心|园区|一期|二期)?,?(?:也|更|还)?(?:是|为|系|作为|成为|被称为)(?:[^,。;]*的)?[^,。;的]{0,12}"
)
_TO_BE: Final = re.compile(r"(?:打造|形成|建成|成为|建设成|构建)(?:了)?(?:一|1)[个座]$")
_FIRST_OF_ALL: Final = re.compile(r"(?:首|第一)[个座家处]$")


def _said_to_be(mention: Mention) -> Frame | None:
    """The site of which a noun only says what it is: X是武汉市第一个智算中心."""
    page, anchor, state = mention.page, mention.anchor, mention.state
    if page.document.language != "zh" or state.project is None:
        return None
    named = [a for a in mention.anchors if a.kind in {"named", "pronoun"} and a.end <= anchor.start]
    if named and _TO_BE.search(page.lower, named[-1].end, anchor.start):
        return state.project
    if named and _IS.fullmatch(page.lower, named[-1].end, anchor.start):
        return state.project
    first = _FIRST_OF_ALL.search(
        page.lower, max(mention.sentence.start, anchor.start - 8), anchor.start
    )
    if first is not None and not state.project.name and not state.project.is_bare:
        return state.project
    return None


_ANOTHER: Final = re.compile(
    r"\b(?:another|other|sister|twin|(?:bigger|larger|smaller) one|the one|a second|a third|"
    r"a further|one more|un autre|une autre|un second|un deuxieme|"
    r"une seconde|une deuxieme)\s[^,.;]{0,30}$|\bparmi (?:elles|eux|ces|les)\b[^.;:]{0,30}$"
)


def _not_named(mention: Mention) -> Frame:
    """A site without a name: the one of the title where the text tells it again."""
    page, sentence, anchor = mention.page, mention.sentence, mention.anchor
    state, frames = mention.state, mention.frames
    in_title = page.document.blocks[sentence.block].kind == "title"
    if page.document.language == "zh" and not in_title:
        return added(Frame("project", record=sentence.record), frames)
    if in_title:
        return added(Frame("project", record=sentence.record, is_bare=True), frames)
    if state.project is not None and _is_its_new(mention):
        return state.project
    if _ANOTHER.search(page.lower, max(sentence.start, anchor.start - 40), anchor.start):
        return added(Frame("project", record=sentence.record), frames)
    headline = from_headline(page, frames, sentence)
    codes = (
        places_of(page.lower, sentence.start, anchor, mention.anchors, state.here) or state.aside
    )
    if headline is not None and not differ(codes, headline.codes):
        headline.is_bare = False
        return headline
    titled = only_in_title(page, frames)
    if titled is not None and agree(codes, titled.codes):
        return titled
    told = first_two(f for f in frames if f.kind == "project" and not f.is_other)
    nameless = len(told) == 1 and not told[0].name and not differ(codes, told[0].codes)
    if nameless and tells_more(page, sentence.start, anchor, told[0].spots):
        return told[0]
    if (
        nameless
        and _may_lie_here(mention, told[0])
        and told_again(page, sentence.start, anchor, told[0].spots, codes)
    ):
        return told[0]
    return added(Frame("project", record=sentence.record), frames)


# "X is funding the Heyuan center and plans to put 900 million yuan into its new center"
_RUNS: Final = re.compile(
    r"\b(?:open(?:s|ed)|operat\w+|in service|went live|launched|runs|running|completed|existing|"
    r"already|expan\w+)\b"
)
_ITS_NEW: Final = re.compile(r"\b(?:its|their) (?:own )?new $")


def _is_its_new(mention: Mention) -> bool:
    """Whether "its new center" is the site named before: in its sentence, or not yet running."""
    page, sentence, anchor, state = mention.page, mention.sentence, mention.anchor, mention.state
    if page.document.language != "en" or state.project is None or not state.project.name:
        return False
    block = page.document.blocks[sentence.block].start
    before = [spot for spot in state.project.spots if block <= spot[0] < anchor.start]
    if not before:
        return False
    if before[-1][0] < sentence.start and _RUNS.search(page.lower, block, sentence.start):
        return False
    if _ITS_NEW.search(page.lower, max(sentence.start, anchor.start - 16), anchor.start) is None:
        return False
    codes = places_of(page.lower, sentence.start, anchor, mention.anchors, state.here)
    return not differ(codes, state.project.codes)


def _by_short_name(mention: Mention) -> Frame | None:
    """The named site of which a part of the name is repeated ("the Unicom center")."""
    page, anchor, state = mention.page, mention.anchor, mention.state
    if state.project is not None and _names_its_place(anchor, state):
        return state.project
    named = {
        frame.name: frame for frame in mention.frames if frame.kind == "project" and frame.name
    }
    name = keys_latin.meant_by(anchor.name, named)
    if name is not None:
        return named[name]
    told = page.lower[: anchor.start]
    owner = re.sub(
        r"\W+(?:cent(?:er|re)|facility|campus|base|hub|site|complex|park)$", "", anchor.name
    )
    for known_name, frame in named.items():
        if f"{owner.lower()}'s {known_name.lower()}" in told:
            return frame
    known = all(word in told for word in keys_latin.words_of_name(anchor.name))
    if state.project is not None and not state.project.name and known:
        return state.project
    block = page.document.blocks[mention.sentence.block].kind
    if mention.sentence.record is not None or block in {"title", "heading"}:
        return None
    return added(Frame("project", keys_latin.own_name(anchor.name)), mention.frames)


_NEAR: Final = 200


def _may_lie_here(mention: Mention, told: Frame) -> bool:
    """Whether a site of no known place may lie in those of a sentence: no others were named."""
    page, first = mention.page, mention.sentence.start
    if told.codes or page.document.language != "en":
        return True
    if any(page.lower.find(page.lower[p.start : p.end], 0, first) >= 0 for p in mention.state.here):
        return True
    abroad = told.spots and names_foreign(page.lower, max(0, told.spots[0][0] - _NEAR), first)
    return not (mention.state.placed or abroad)


_CAPITAL: Final = re.compile(r"[A-Z]")


def _names_its_place(anchor: Anchor, state: Spoken) -> bool:
    """Whether words for a site only add where the site spoken of lies: "its Wuhai campus"."""
    inside = [p for p in state.here if anchor.start <= p.start and p.end <= anchor.end]
    if not inside or state.project is None or not state.project.codes:
        return False
    rest = anchor.name
    for place in inside:
        rest = rest.replace(anchor.name[place.start - anchor.start : place.end - anchor.start], "")
    codes = codes_of(inside)
    return _CAPITAL.search(rest) is None and not differ(codes, state.project.codes)


def _describes(mention: Mention) -> bool:
    """Whether a noun only says what the project is to become: 打造国际标杆云数据中心."""
    page, anchor = mention.page, mention.anchor
    if mention.state.project is None or _PRAISE.match(anchor.name.lower()) is None:
        return False
    first = max(mention.sentence.start, anchor.start - 16)
    return _BECOMES.search(page.lower, first, anchor.start) is not None


# Behind a bridge or a mine "the project" is that one, but one with racks is the site again.
_HAS_RACKS: Final = re.compile(
    r"\b(?:racks?|cabinets|servers|[pe]flops|petaflops|exaflops|gpus?|baies|serveurs|petaflop/s)\b"
)


def _meant(mention: Mention) -> Frame | None:
    page, anchor, state = mention.page, mention.anchor, mention.state
    word = page.lower[anchor.start : anchor.end]
    if anchor.name and page.document.language != "zh" and not _only_described(mention):
        return _by_short_name(mention)
    if word in _OF_TWO:
        return _of_two(word, mention.frames, named=page.document.language != "fr")
    if (
        state.other
        and (word in _PROJECT_AS_TOLD or word.endswith((" phase", " stage")))
        and not _HAS_RACKS.search(page.lower, mention.sentence.start, mention.sentence.end)
    ):
        return Frame("project", is_other=True)
    if word in _PRONOUN_SHE:
        focus = state.focus
        return focus if focus is not None and focus.kind == "project" else None
    if state.focus is not None and state.focus.kind == "place" and _OWN_CLUSTER.fullmatch(word):
        return state.focus
    if state.project is not None:
        return state.project
    if mention.sentence.record is None and state.topic is not None:
        return state.topic
    if _needs_antecedent(page, word, state) and not _is_told_with_place(mention):
        return None
    first = max(mention.sentence.start, anchor.start - 60)
    in_title = page.document.blocks[mention.sentence.block].kind in {"title", "heading"}
    is_bare = in_title or not (
        _SINGLED_OUT.search(page.lower, first, anchor.start) or _is_placed(mention)
    )
    return added(Frame("project", record=mention.sentence.record, is_bare=is_bare), mention.frames)


def _only_described(mention: Mention) -> bool:
    """Whether "the riverside data building" is the site spoken of: no capital makes it a name."""
    page, anchor = mention.page, mention.anchor
    is_english = page.document.language == "en"
    if not is_english or mention.state.project is None or not anchor.name.islower():
        return False
    first = max(mention.sentence.start, anchor.start - 8)
    return _KNOWN_ARTICLE.search(page.lower, first, anchor.start) is not None


def _is_told_with_place(mention: Mention) -> bool:
    """Whether a bare "the campus" of an English text is told with its place or owner."""
    page = mention.page
    kind = page.document.blocks[mention.sentence.block].kind
    if page.document.language != "en" or kind in {"title", "heading"}:
        return False
    noun = page.lower[mention.anchor.start : mention.anchor.end].rsplit(" ", 1)[-1]
    return noun in _NOUNS and _is_placed(mention)


def _is_placed(mention: Mention) -> bool:
    """Whether the words say where the site stands, or whose it is: "Yunhe's data center"."""
    page, sentence, anchor = mention.page, mention.sentence, mention.anchor
    if page.document.language == "zh":
        return False
    here = mention.state.here
    if places_of(page.lower, sentence.start, anchor, mention.anchors, here):
        return True
    return possessed(page.text, anchor.start, anchor.end) is not None


# "its cluster", of a city that is spoken of: what all of it has.
_OWN_CLUSTER: Final = re.compile(r"(?:(?:its|the) )?(?:data[ -]cent(?:er|re) )?(?:cluster|hub)")
# "China's largest data center": one site, told without a name.
_SINGLED_OUT: Final = re.compile(
    r"\w's (?:very )?(?:first|largest|biggest|newest|only|most \w+|second[ -]largest)\s"
    r"(?:[\w-]+\s){0,4}$"
)


_KNOWN_ARTICLE: Final = re.compile(r"\b(?:the|this|that|its)(?: (?:main|whole|entire|new))?\s$")


def _needs_antecedent(page: PageText, word: str, state: Spoken) -> bool:
    """Whether a word alone, with no site named before, stands for none."""
    if word in {
        "项目",
        "中心",
        "园区",
        "基地",
        "project",
        "this project",
        "site",
        "campus",
        "facility",
    }:
        return True
    if page.document.language == "zh":
        return False
    of_nation = state.focus is not None and state.focus.kind == "nation"
    return of_nation or word.endswith(("phase", "stage", "tranche", "etape"))


def _is_of_nation(mention: Mention) -> bool:
    """Whether it is a project of the country that is spoken of: "China ... its AI project"."""
    anchor, state = mention.anchor, mention.state
    if state.focus is None or state.focus.kind != "nation" or state.project is not None:
        return False
    return anchor.kind in {"pronoun", "new"} and mention.page.lower.startswith(
        ("project", "projet"), anchor.start
    )


def _of_two(word: str, frames: list[Frame], *, named: bool) -> Frame | None:
    """前者 is the last but one of the sites named so far, 后者 the last one."""
    sites = [frame for frame in frames if frame.kind == "project" and (frame.name or not named)]
    back = _OF_TWO[word]
    return sites[-back] if len(sites) >= back else None
