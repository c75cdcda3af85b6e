"""Things that a Chinese sentence brings in beside the site of which its page goes on.

What flows in: a sentence that names no site, and where in it a figure or an event stands. What
flows out: whether the sentence has turned to a thing of its own by then (一座变电站投运).
A site and its parts are a closed set of words; all other things are not listed, but told by where
they stand: behind 一座, 某, 3家, or in a place abroad.
"""

import re
from typing import Final

from dcpipeline.extract.anchors import PROJECT_KINDS
from dcpipeline.extract.frames import Reading
from dcpipeline.extract.segments import PageText
from dcpipeline.normalize.word_patterns import WordPattern

_CLAUSE: Final = re.compile("[,;:。]")
# Others of the kind, none of them this site: 一些地方的机房上架率不足五成.
_OF_SOME: Final = re.compile(
    r"(?:[^,。;:]{0,8}?)(?:一些|有的|有些|部分|不少|个别|某些|很多|许多|多数)(?:地方|地区|城市|省份|省市|西部|东部|中西部|企业|园区)"
)
# 在日本投资29亿美元
_ABROAD: Final = WordPattern(
    r"(?:[在于赴与和]|位于|落户|来自|面向)(?:«foreign_places»)|(?:^|[,。;:])(?:«foreign_places»)",
    "zh",
)
# 此前签约的汽车零部件产业园项目已于2月终止: works of another kind, not after 一座.
_OF_INDUSTRY: Final = re.compile(
    r"[^,。;:]{0,30}?(?P<thing>(?:(?!的)[\u4e00-\u9fff]){2,14}(?:产业园|工业园|生产基地|制造基地|工厂|生产线|产线|车间)(?:[一二三]期)?(?:项目)?)"
    r"(?=[^,。;:产]{0,14}(?:开工|投产|签约|终止|竣工|建成|启用|投用|停工|获批|落成|动工))"
)
# Where such a thing is the subject of its clause; 由一家公司, 加1座变电站, 某公司 bring in none.
_BROUGHT_IN: Final = re.compile(
    r"(?:[^,。;:由与和为被将把对向给从用含加设建有配引签是第统唯每]|(?<=[已还另现])有){0,14}?(?:一(?:座|家|条|款|所|艘|架)|(?<!某)某(?!某)"
    r"|[\d一二三四五六七八九十百]+余?(?:家|条|座|款|所)|(?:一|\d+)个(?=[^,。;:]{2,24}(?:项目|工厂|产业园|服务|模型)))"
    r"(?P<thing>(?:(?!公司|企业|民企|集团|机构|单位|部门|客户|人士?[,。;:说称])[^,。;:]){2,44})(?![^,。;:])"
)
# A clause without one of these characters brings in nothing.
_COUNTED: Final = re.compile("[座家条款所艘架某个]")
_INDUSTRY: Final = re.compile("园|基地|厂|产线|车间")
_PLURAL: Final = re.compile("[些分数少别多]|有的")
_SITE: Final = re.compile(
    r"算力|智算|超算|数据|计算|云|机房|机柜|机架|服务器|集群|卡|gpu|idc|[一二三四五六七八首两]期|号楼|号机|[a-h]\d?区|楼|栋|阶段|该|本|此(?!前)|其|这|它"
)


def is_brought_in(page: PageText, reading: Reading, at: int) -> bool:
    """Whether a sentence without a site speaks of another thing of its own at a position.

    A bare "project" that closes the words for the other thing (一个生物基材料项目) is no site.
    """
    first, last = reading.sentence.start, reading.sentence.end
    sites = [r.anchor for r in reading.references if r.anchor.kind in PROJECT_KINDS]
    sites = [anchor for anchor in sites if anchor.start < at]
    if any(anchor.kind == "named" for anchor in sites):
        return False
    if not reading.places and not sites and _ABROAD.search(page.lower, first, last):
        return True
    clause = first
    ends = [match.start() for match in _CLAUSE.finditer(page.lower, first, at)]
    behind = _CLAUSE.search(page.lower, at, last)
    for end in [*ends, last if behind is None else behind.start()]:
        thing = _other_thing(page.lower, clause, end)
        if thing is not None and all(thing[0] < a.start and a.end <= thing[1] for a in sites):
            return True
        clause = end + 1
    return False


def _other_thing(lower: str, start: int, end: int) -> tuple[int, int] | None:
    """Where a clause names a thing of its own that is no site of computing."""
    if _PLURAL.search(lower, start, end):
        some = _OF_SOME.match(lower, start, end)
        if some is not None:
            return some.span()
    found = _BROUGHT_IN.match(lower, start, end) if _COUNTED.search(lower, start, end) else None
    if found is None and _INDUSTRY.search(lower, start, end):
        found = _OF_INDUSTRY.match(lower, start, end)
    if found is None or _SITE.search(found["thing"]):
        return None
    return found.span("thing")
