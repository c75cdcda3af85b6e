"""Words that tell what a list on a page is a list of."""

import re
from typing import Final

DIGEST_TITLE: Final = re.compile(
    r"周报|周刊|一周|本周|上周|周看点|每周|周汇总|月报|月度|日报(?:：|\||丨|$)|早报|晚报|快讯|速递|"
    r"速览|要闻|汇总|"
    r"动态|盘点|大事记|集锦|简报|播报|第[\d一二三四五六七八九十]{1,3}[周期]|"
    r"\b(?:digest|weekly|round-?up|week in|newsletter|briefs?|"
    r"briefing|hebdo\w*|"
    r"revue|en bref|(?:de )?la semaine|the week|news in brief)\b",
    re.IGNORECASE,
)
LIST_TITLE: Final = re.compile(
    r"名单|清单|目录|一览|(?:重点|重大|开工|签约|省级|市级|在建|续建|新建|储备|示范|优秀|典型)"
    r".{0,12}(?:项目|工程|案例)(?!建设)|项目(?:表|库|册|汇总|计划)|\b(?:list of|key projects|"
    r"major projects|projects list|liste|"
    r"projets clés)\b",
    re.IGNORECASE,
)
_NOUN: Final = (
    r"(?:中心|项目|基地|产业园|园区|集群|枢纽|工程|平台|机房|算力网|算力站|云谷|智谷|数谷|小镇|"
    r"数据港|算力港|智算港|云港|节点|(?:算力|智算|数据|计算|云|储算|云算|数算)园|机楼|数据楼|算力楼|智算舱|数据湖|信息港|云基地|飞地|底座|"
    r"大厦|(?:data|computing|compute|cent(?:er|re)s?|projects?|campus|clusters?|parks?|"
    r"facilit(?:y|ies)|base|hub|supercomput\w+|centres? de (?:données|calcul)|projets?|parcs?)\b)"
)
# A task of a plan begins with what is to be done, a section of a report with what it is about.
_TASK: Final = re.compile(
    r"(?:加快|推进|实施|加强|强化|完善|优化|支持|鼓励|提升|打造|构建|推动|深化|发挥|聚焦|坚持|健全|"
    r"建立|开展|着力|"
    r"大力|持续|关于|进一步|探索|引导|统筹|做好|抓好|加大|全面|切实|积极|严格|落实|规范|促进|培育|"
    r"夯实|拓展|突出|围绕|"
    r"项目(?:概况|背景|简介|基本|情况|内容|名称|建设|进展|投资|意义|单位|招标|公司|必要|实施|风险)|"
    r"工程(?:概况|建设|内容|规模)|建设(?:内容|规模|地点|单位|背景|目标|必要)|总体|基本|投资|本次|"
    r"对公司|合同|交易|风险|备查|审议|其他|结语|"
    r"build|promote|strengthen|support|improve|accelerate|encourage|project (?:overview|"
    r"background)|"
    r"introduction|conclusion|background|overview|accélérer|renforcer|soutenir)",
    re.IGNORECASE,
)
_NAME: Final = re.compile(rf".{{2,60}}?{_NOUN}", re.IGNORECASE)
_LEAD: Final = re.compile(r"[^。；;：:\n]{0,90}")
_EVENT: Final = re.compile(
    r"亿|万元|招标|中标|采购|开工|投产|签约|签署|发布|落户|启动|上线|获批|备案|入选|公示|收购|扩容|"
    r"交付|揭牌|"
    r"\d|公司|集团|移动|电信|联通|\b(?:bn|billion|million|signs?|opens?|launch\w*|breaks? ground|"
    r"wins?|tender|"
    r"milliards?|inaugur\w+|signe|lance)\b",
    re.IGNORECASE,
)
_QUANTITY: Final = re.compile(
    r"(?<![\d.,])\d[\d.,]*\s*(?:万|亿|千|百)?\s*(?:元|P\b|PFLOPS|EFLOPS|E\b|MW|兆瓦|千瓦|平方米|㎡|亩|机架|"
    r"机柜|架|台|卡|张|"
    r"racks?|cards?|GPUs?|billion|million|milliards?|yuan|RMB)|\d亿|\d万",
    re.IGNORECASE,
)


def names_project(text: str) -> bool:
    """Whether a line opens with the name of a project and not with a task or a topic."""
    lead = _LEAD.match(text)
    words = lead[0] if lead else ""
    return _TASK.match(words) is None and _NAME.match(words) is not None


def tells_event(text: str) -> bool:
    """Whether a headline tells something that happened to somebody's project."""
    return _TASK.match(text) is None and _EVENT.search(text) is not None


def has_quantity(text: str) -> bool:
    """Whether a text states money, compute, power, floor space or a number of racks or cards."""
    return _QUANTITY.search(text) is not None
