"""Which subjects a figure or an event belongs to, by where it stands in its sentence."""

import re
from typing import Final

from dcpipeline.extract.anchors import PROJECT_KINDS
from dcpipeline.extract.frames import Frame, Reading, Reference
from dcpipeline.extract.segments import PageText

# Between the names of one list: A、B和C, "A, B and C".
_LIST_GAP: Final = re.compile(
    r"(?:项目|工程)?[)”」]?、[\u4e00-\u9fff]{0,12}[(“「]?|"
    r"(?:项目|工程|一期|二期)?(?:\([^()]{0,20}\))?(?:[及和、](?:[a-z]区)?(?:[一二三四\d]期|[a-z\d]+号?楼)(?:\([^()]{0,12}\))?)?\s*(?:(?:、|和|及|以及|与|/)(?:(?:位于)?[\u4e00-\u9fff]{2,12})?"
    r"|(?:,? and|,? et)\s*(?:the |le |la |les )?(?:位于[\u4e00-\u9fff]{2,12})?)"
)
_LIST_GAP_LATIN: Final = re.compile(
    r"(?: (?:in|at|near|of|a|dans|en) (?:the |le |la |l')?[A-Z][\w'-]+(?:,? [A-Z][\w'-]+){0,4}|"
    r" \([A-Z][^()]{2,40}\)| [Pp]hase \w{1,5})?(?:,|,? and|,? et|,? as well as|"
    r",? ainsi que)\s(?:[A-Z][\w-]+'s? )?(?:the |le |la |les |l')?"
)
# Between a figure or event and the name it belongs to: 总投资25亿元的X, "a 3,000-rack campus".
_BEFORE_NAME: Final = re.compile(
    r"(?:(?:、|,(?=总?(?:建筑|占地|用地)?面积|占地|用地))[^,。;:、]{2,16}){0,2}[^,。;:]{0,6}?的(?:国家级|大型|超大型|首个|首座|市级|省级|全国首个)?[“「《\"]?|了|[-\s]{0,2}(?:[a-z-]+\s){0,3}|\s*(?:of|on|"
    r"at|for|in|de|du|la|le)?\s*(?:the|its|a|an|le|la|du|de la|d'un|un)?\s*"
)


# 拟投入1.6亿元用于新项目“X”的建设, 调出3亿元投向X: a sum that goes to the name behind it.
_GOES_TO: Final = re.compile(
    r"(?:的?(?:募集资金|资金|余额|款项))?,?(?:将)?(?:全部|均|全额)?(?:用于|投向|投入到|转投|改投|用作|投给)[^,。;:]{0,16}?[“「《\"]?"
)
# 投入1.6亿元用于公司新承接的项目“X”
_GOES_ELSEWHERE: Final = re.compile(
    r"(?:的?(?:募集资金|资金|余额|款项))?,?(?:将)?(?:用于|投向|投入到|转投|改投|用作|投给)[^,。;:]{0,8}?(?:新|其他|其它|另一|别的)[^,。;:]{0,6}?项目"
)


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
    if not references:
        return (reading.focus,) if reading.focus is not None else ()
    behind = [r for r in references if r.anchor.start >= end]
    before = [r for r in references if r.anchor.end <= start]
    if (
        behind
        and _stands_before(page, end, behind[0].anchor.start)
        and not _is_of_place(page, before, behind[0], start)
        and not (fronted and _ends_clause(page, before, start, end))
    ):
        return in_list_with(page, references, references.index(behind[0]), forward=True)
    if before and _GOES_ELSEWHERE.match(page.lower, end, reading.sentence.end):
        return (behind[0].frame,) if behind else ()
    over = [r for r in references if r.anchor.start < end and r.anchor.end > start]
    if over:
        return (over[0].frame,)
    if before:
        return in_list_with(page, references, references.index(before[-1]), forward=False)
    if behind and (
        _begins_anew(page, reading, end, behind[0]) or _only_counted(page, reading, end, behind[0])
    ):
        return (reading.focus,) if reading.focus is not None else ()
    if behind and (
        fronted
        or _builds_there(page, end, behind[0])
        or _is_fronted(page, reading, end, behind[0])
        or reading.focus is None
        or _same_clause(page, end, behind[0])
        or _head_speaks(page, end, behind[0])
    ):
        return in_list_with(page, references, references.index(behind[0]), forward=True)
    return (reading.focus,) if reading.focus is not None else ()


# "With an investment of 450 million yuan, the first center is being built in"
_WITH: Final = re.compile(r"(?:with|at|for|covering|costing|boasting|featuring) (?!the)")
_THEN: Final = re.compile(r"[^,;.]{0,40}, (?:the |its |this |a )?(?:[\w-]+ ){0,2}$")


def _is_fronted(page: PageText, reading: Reading, end: int, behind: Reference) -> bool:
    """Whether an English sentence opens with words that describe the site named behind them."""
    start = reading.sentence.start
    if page.document.language != "en" or _WITH.match(page.lower, start) is None:
        return False
    return _THEN.fullmatch(page.lower[end : behind.anchor.start]) is not None


# "Phase one was completed in May, and the X campus went live in June"
_ANEW: Final = re.compile(r"[^;.]*(?:, (?:and|while|whereas|but) |; )(?:the |its )?(?:\w+ )?$")


def _begins_anew(page: PageText, reading: Reading, end: int, behind: Reference) -> bool:
    """Whether a name behind words opens a clause of its own, and they tell of the site before."""
    if page.document.language != "en" or reading.focus is None or behind.frame is reading.focus:
        return False
    if reading.focus.kind != "project" or behind.anchor.kind != "named":
        return False
    return _ANEW.match(page.lower[end : behind.anchor.start]) is not None


def _only_counted(page: PageText, reading: Reading, end: int, behind: Reference) -> bool:
    """Whether the clause behind words only counts data centers, and they tell of the site before.

    "Under the agreement the two sides have signed, X will build two data centers there."
    """
    if page.document.language != "en" or reading.focus is None or not behind.frame.is_other:
        return False
    of_site = reading.focus.kind == "project" and behind.frame.kind == "programme"
    return of_site and "," in page.lower[end : behind.anchor.start]


_ENDS_OF_CLAUSES: Final = frozenset(",;:。—–")


def _is_of_place(page: PageText, before: list[Reference], behind: Reference, start: int) -> bool:
    """Whether a place in the same clause has the site: 全市要建成20万架的算力基地."""
    if behind.anchor.kind == "named" or not before or before[-1].frame.kind == "project":
        return False
    return _ENDS_OF_CLAUSES.isdisjoint(page.lower[before[-1].anchor.end : start])


# X落成、省里首个Y上线: what is said right behind a name, with a mark behind it, is said of that.
_SAID_OF: Final = re.compile(
    r"(?:[一二三四]期|项目|工程|正式|已经?|全面|顺利|成功|今日|\([^()]{0,16}\)|[”」])*"
)


def _ends_clause(page: PageText, before: list[Reference], start: int, end: int) -> bool:
    """Whether an event stands between a site's name and a comma."""
    if not before or before[-1].frame.kind != "project" or page.document.language != "zh":
        return False
    near = _SAID_OF.fullmatch(page.lower, before[-1].anchor.end, start) is not None
    return near and page.lower.startswith(("、", ","), end)


_CONJUNCTION: Final = re.compile(
    r"\b(?:and|while|but|whereas|as|with|et|tandis|alors|mais|avec|that|which|qui|que)\b"
)


def _stands_before(page: PageText, end: int, start: int) -> bool:
    """Whether words belong to the name right behind them; no conjunction begins something new."""
    if _GOES_TO.fullmatch(page.lower, end, start):
        return True
    if _BEFORE_NAME.fullmatch(page.lower, end, start) is None:
        return False
    return page.document.language == "zh" or _CONJUNCTION.search(page.lower, end, start) is None


# X投资6.8亿元,在Y投建Z
_BUILDS_THERE: Final = re.compile(
    r",(?:拟|将|计划|正在?)?(?:(?:在|于)[^,。;:]{2,16}?)?(?:投资|出资)?(?:建设|投建|兴建|新建|建成|打造|布局)(?:了)?[“「《]?"
)


def _builds_there(page: PageText, end: int, reference: Reference) -> bool:
    """Whether the next clause builds with a sum the site that it names."""
    if reference.anchor.kind != "named":
        return False
    return _BUILDS_THERE.fullmatch(page.lower, end, reference.anchor.start) is not None


_HEAD_SAYS: Final = re.compile(
    r"\b(?:said|says|told|explained|explains|according to|noted|added|explique|selon|indique|"
    r"declare|"
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
    return _ENDS_OF_CLAUSES.isdisjoint(page.lower[end : reference.anchor.start])


def in_list_with(
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
