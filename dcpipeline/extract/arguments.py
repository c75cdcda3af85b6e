"""What a weak Chinese verb is said of: 加快推进 a site, or 加快推进 the digital economy.

Words such as 推进 and 点亮 tell of a site only where their object is one, works on one, or missing.

Does not belong here: verbs that tell of building by themselves (``other_things``).
"""

import re
from typing import Final

from dcpipeline.extract.names_han import find_names
from dcpipeline.extract.segments import PageText, Sentence
from dcpipeline.normalize.status import EventMention

_PUSHES: Final = re.compile(r"(?:推进|(?:加快|加紧|抓紧|推进)建设)$")
_LIGHTS: Final = "点亮"
# 加快推进,全部在建; 加快建设中; 加快推进的项目: no object behind the verb.
_OBJECT: Final = re.compile(
    r"了?(?![的中以之并且且后前时至及和与是]|阶段|当中|[东中西]|仪式|投产|投用|投运|上线|运行|试运)"
    r"(?P<what>[^,。;:!?\n]{2,60})"
)
# 推进主体施工, 推进室内装修: works on the site spoken of.
_WORKS: Final = re.compile(
    r"主体|结构|施工|装修|装饰|安装|土建|桩基|机电|封顶|调试|浇筑|吊装|[a-z\d一二三四五六七八九十]+[号栋#]"
    r"|^(?:了|该|本|此|整个|首|后续|其余|剩余|第)*(?:项目|工程|园区|基地|中心|[一二三四五六]期)"
)
_OF_SITES: Final = frozenset({"named", "new", "bare", "pronoun"})
# 打造算力之城 is no site.
_FIGURE_OF_SPEECH: Final = re.compile("之[城都乡谷]")
# 为加快推进该中心建设: what is done for it.
_FOR: Final = re.compile(r"(?<![成作以认称视])为了?(?:进一步)?$")
# 希望与各方合作,集中资源,全力推进X建设: what is hoped for.
_HOPES: Final = re.compile(r"(?:希望|愿[与同]|期待|期盼|力求)[^。;]{0,90}$")
_NOW: Final = re.compile("目前|正在|已|现正|正[加全稳有抓]")
_HOPE_REACH: Final = 96
_COMPUTES: Final = re.compile(
    r"算力|智算|超算|算卡|服务器|机柜|机架|机房|集群|加速卡|芯片|[\d万千百]p(?![a-z])|[万千]卡|中心|基地|节点|项目|[一二三四]期"
)
_CLAUSE: Final = re.compile(r"[^,。;:!?、\n“”]*$")
_BEFORE: Final = 24


def is_said_of_other(page: PageText, sentence: Sentence, mention: EventMention) -> bool:
    """Whether the object of a weak verb is no site, or the verb only states a purpose."""
    lower = page.lower
    lights = mention.word.endswith(_LIGHTS)
    if not lights and _PUSHES.search(mention.word) is None:
        return False
    first = max(sentence.start, mention.start - _BEFORE)
    if _FOR.search(lower, first, mention.start) or _is_hoped(lower, sentence, mention):
        return True
    found = _OBJECT.match(lower, mention.end, sentence.end)
    if found is None:
        return False
    if not lights:
        return not _is_site(page, *found.span("what"))
    clause = _CLAUSE.search(lower, first, mention.start)
    subject = "" if clause is None else clause.group()
    return not (_COMPUTES.search(found["what"]) or _COMPUTES.search(subject))


def _is_hoped(lower: str, sentence: Sentence, mention: EventMention) -> bool:
    """Whether somebody hopes for it in the same sentence, and no word of time stands between."""
    first = max(sentence.start, mention.start - _HOPE_REACH)
    found = _HOPES.search(lower, first, mention.start)
    return found is not None and _NOW.search(found.group()) is None


def _is_site(page: PageText, start: int, end: int) -> bool:
    """Whether words name a site, or works on the one spoken of."""
    if _WORKS.search(page.lower[start:end]):
        return True
    if _FIGURE_OF_SPEECH.search(page.lower, start, end):
        return False
    return any(a.kind in _OF_SITES for a in find_names(page.text, page.lower, start, end))
