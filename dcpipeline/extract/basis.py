"""Planned or installed, total or increment: what the words around a figure make of it."""

import re
from functools import lru_cache
from typing import Final

from dcpipeline.extract.claim import Basis, Change
from dcpipeline.extract.segments import PageText, Sentence
from dcpipeline.normalize.lexicon import mapped
from dcpipeline.normalize.phrase_book import PAGE, PhraseList
from dcpipeline.normalize.phrases import Hit

_REACH: Final = 64
_BEHIND: Final = 12
_CHANGE_REACH: Final = 12
_MARKS: Final = re.compile(r"(?<!\d)[,:]|[,:](?!\d)|[;。]")
_HARD_MARKS: Final = re.compile(r"[;。]")
# 总规模 means a plan only where nothing else is said.
_WEAK: Final = frozenset({"总规模"})
# 年度计划投资 is the plan of a year, no plan of the site.
_OF_YEAR: Final = re.compile(r"(?:年度|今年|当年|本年|年内)计划$")
# 二期建成后,中心总算力将达到2000P
_WHOLE_REACHES: Final = re.compile(
    r"(?:[二三四]期|扩建|扩容|全部)[^,。;]{0,10}(?:建成|投产|投用|投运|完工|完成)[之以]?后,?[^,。;]{0,12}(?:总|合计)[^,。;\d]{0,10}$"
)
# 640张加速卡已于今年1月部署上线
_DONE_BEHIND: Final = re.compile(
    r"(?:均|全部|现|都)?已(?:全部)?(?:于[^,。;]{2,8}?)?(?:部署|上线|点亮|投用|投产|交付|到位|上架)"
)
# 正在向5万卡的规模推进
_TOWARDS: Final = re.compile(r"(?:向(?!.{0,4}(?:提供|交付))|朝着?)[^,。;:]{0,6}$")
_ON_THE_WAY: Final = re.compile(
    r"[^,。;:]{0,14}?(?:推进|迈进|进发|冲刺|演进|扩展|扩容|升级|跃升|发展|挺进|看齐)"
)
# 计划建成一期1万卡;二期2万卡: the plan goes on.
_NEXT_PHASE: Final = re.compile(r"[二三四]期")
_CHANGE_WORDS: Final = frozenset({"达到", "累计", "reaching", "atteint", "total reached"})


def basis_at(
    page: PageText, sentence: Sentence, start: int, end: int, *, near: bool = False
) -> Basis | None:
    """Planned or installed by the nearest word: before the figure, else right behind it.

    Args:
        page: the page.
        sentence: the sentence of the figure.
        start: first character of the figure.
        end: character behind it.
        near: whether only words of its own clause count, as for money.
    """
    lower, earliest = page.lower, max(sentence.start, start - _REACH)
    first = earliest
    for hard in _HARD_MARKS.finditer(lower, earliest, start):
        first = hard.end()
    words = mapped("basis")
    hits = [
        hit for hit in _index("basis").find_within(lower, first, start)
        if not _OF_YEAR.search(lower, first, hit.end)
    ]  # fmt: skip
    own_clause = [hit for hit in hits if not _MARKS.search(lower[hit.end : start])]
    strong = [hit for hit in hits if hit.phrase not in _WEAK]
    if hits and hits[-1].phrase in _WEAK and strong:
        hits = own_clause = strong
    for hit in reversed(own_clause):
        return _basis(words, hit)
    last = min(sentence.end, end + _BEHIND)
    mark = _MARKS.search(lower[end:last])
    last = last if mark is None else end + mark.start()
    for hit in _index("basis").find_within(lower, end, last):
        return _basis(words, hit)
    if _DONE_BEHIND.match(lower, end, sentence.end):
        return "installed"
    if _TOWARDS.search(lower, first, start) and _ON_THE_WAY.match(lower, end, sentence.end):
        return "planned"
    for hit in reversed([] if near else hits):
        return _basis(words, hit)
    if first == earliest or _NEXT_PHASE.match(lower[first:start]) is None:
        return None
    told = {_basis(words, hit) for hit in _index("basis").find_within(lower, earliest, start)}
    return "planned" if told == {"planned"} else None


def _basis(words: "dict[str, tuple[str, ...]] | object", hit: Hit) -> Basis:
    meaning = mapped("basis")[hit.phrase][0]
    return "planned" if meaning == "planned" else "installed"


def change_at(page: PageText, sentence: Sentence, start: int) -> Change | None:
    """Whether a figure is what is reached or what is added, by the word right before it."""
    first = max(sentence.start, start - _CHANGE_REACH)
    if _WHOLE_REACHES.search(page.lower, max(sentence.start, start - _REACH), start):
        return "total"
    marks = [match.end() for match in _MARKS.finditer(page.lower[first:start])]
    first += marks[-1] if marks else 0
    for hit in reversed(_index("change").find_within(page.lower, first, start)):
        if hit.phrase in _CHANGE_WORDS:
            continue
        return "total" if mapped("change")[hit.phrase][0] == "total" else "increment"
    return None


@lru_cache(maxsize=2)
def _index(section: str) -> PhraseList:
    return PAGE.add(mapped(section))
