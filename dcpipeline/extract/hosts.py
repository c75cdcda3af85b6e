"""Parks, towns and buildings that are sites because they are to hold a center of computing.

Their names hold no word for computing (云岭数智小镇), so the page must say it of them: in the
sentence that names one with its investment or its works, or in the next ones of the paragraph.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from dcpipeline.extract import names_han
from dcpipeline.extract.anchors import Anchor
from dcpipeline.extract.companies import Company
from dcpipeline.extract.segments import PageText, Sentence

_NOUN: Final = (
    r"(?:数字经济|数字|数智|数创|数科|智慧|科技|信息|金融|产业|创新|科创|零碳|低碳|绿色|新能源|示范|总部|智能|互联网|5g)*"
    r"(?:产业园区?|科技园区?|智慧园|科创园|创新园|示范园区?|信息园区?|产业基地|示范基地|总部基地|创新基地|小镇|数字港|数港|数创谷|创谷|"
    r"智慧谷|数字谷|智谷|智慧岛|数字城|科技城|大厦|科技中心|信息中心|研发中心|运营中心|创新中心|灾备中心)"
    r"(?:[\u4e00-\u9fff]{2,4}新区(?=项目))?"
)
_HOST: Final = re.compile(_NOUN)
_LAST_OF_NOUN: Final = re.compile(r"[园区地镇港谷岛城厦]|中心")
_TAIL: Final = re.compile(r"(?:建设)?(?:项目|工程)?")
# What is said of a project right behind its name.
_AS_PROJECT: Final = re.compile(
    r"(?:建设)?(?:项目|工程|[一二三四首]期)|\([一二三四]期\)|总?投资|总?占地|总?建筑面积|规划|开工|动工|奠基|破土|启动|启用|投用|投产|投运|封顶|竣工|建成|"
    r"完工|签约|落户|落地|正式|正在|建设|分[两三四]期|位于|坐落|选址|将(?:建|投)|计划|预计|拟"
    r"|于?(?=\d{1,4}[年月]|[今去明前]年)"
)
_NOT_BEFORE: Final = re.compile(
    r"(?:位于|坐落于|坐落在|坐落|地处|落户于?|落地于?|入驻|进驻|毗邻|紧邻|选址于?|依托|在|于|至|到|向|与|距|租用)[^,。;]{0,12}$"
)
_COMPUTING: Final = re.compile(
    r"(?:建设?|打造|规划|设计|部署|容纳|安装|布置|布设|放置|包括|包含|涵盖|含|设有|拥有|提供|形成|投入|布局|新增|配置|其中|一期为|二期为)"
    r"[^。;,]{0,24}?(?:数据中心|智算中心|算力中心|超算中心|机柜|机架|idc机房)"
    r"|算力(?:总?规模)?(?:可达|达到?|为|约|超过?|近)?\d|(?:机柜|机架|服务器)(?:数量?|总数|规模)?(?:约|超|达)?\d"
)
# Words of a name that say nothing of their own.
_NO_NAME: Final = re.compile(
    r"(?:我国|中国|全国|国家级?|省级?|市级?|首个|新型|大型|现代|国际|特色|重点|绿色|工业|经济|高新|技术|开发区|经开区|高新区|新区|园区|双创|孵化|人工智能|大数据|云计算|"
    r"算力|数据|ai|[的和及等此该本]|、)*"
)
# Characters behind a name within which it must be said to hold computing, and sentences.
_REACH: Final = 260
_SENTENCES: Final = 3
# One name is the end of another one if it has so many characters.
_SHORTEST: Final = 4


def hosts_of(page: PageText) -> frozenset[str]:
    """Names of parks and the like of which a Chinese page says that they hold computing."""
    if page.document.language != "zh":
        return frozenset()
    return frozenset(
        page.text[start:end]
        for at, sentence in enumerate(page.sentences)
        for start, end in _named(page, sentence)
        if _is_project(page, sentence, start, end) and _holds_computing(page, at, end)
    )


def sites_that_host(
    page: PageText,
    sentence: Sentence,
    hosts: frozenset[str],
    companies: Sequence[Company],
    names: Sequence[Anchor],
) -> list[Anchor]:
    """The mentions of these in a sentence, none inside a company or another name."""
    found = []
    for start, end in _named(page, sentence) if hosts else ():
        name = page.text[start:end]
        if not any(name.endswith(host) or host.endswith(name) for host in hosts):
            continue
        tail = _TAIL.match(page.text, end, sentence.end)
        last = end if tail is None else tail.end()
        if any(c.start < last and start < c.end and c.end > end - 2 for c in companies):
            continue
        if any(n.start < last and start < n.end for n in names):
            continue
        found.append(Anchor("named", start, last, page.text[start:last]))
    return found


def _named(page: PageText, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Where such names stand in a sentence, without 项目 behind them."""
    if _LAST_OF_NOUN.search(page.lower, sentence.start, sentence.end) is None:
        return
    behind = sentence.start
    for match in _HOST.finditer(page.lower, sentence.start, sentence.end):
        start = names_han.left_of(page.text, page.lower, behind, match.start())
        behind = match.end()
        own = page.lower[start : match.start()]
        if match.end() - start >= _SHORTEST and _NO_NAME.fullmatch(own) is None:
            yield start, match.end()


def _is_project(page: PageText, sentence: Sentence, start: int, end: int) -> bool:
    """Whether a name is told as a project, not as the place of one."""
    if _AS_PROJECT.match(page.lower, end, sentence.end) is None:
        return False
    return _NOT_BEFORE.search(page.lower, max(sentence.start, start - 16), start) is None


def _holds_computing(page: PageText, at: int, end: int) -> bool:
    """Whether the words behind a name give it a center, before any site of computing is named."""
    first = page.sentences[at]
    for sentence in page.sentences[at : at + _SENTENCES]:
        if sentence.block != first.block or sentence.start > end + _REACH:
            return False
        names = names_han.find_names(page.text, page.lower, sentence.start, sentence.end)
        named = min((n.start for n in names if n.kind in {"named", "place"}), default=sentence.end)
        begin = max(end, sentence.start)
        if sentence is first and named < end:
            return False
        if _COMPUTING.search(page.lower, begin, max(begin, min(named, end + _REACH))):
            return True
        if named < sentence.end:
            return False
    return False
