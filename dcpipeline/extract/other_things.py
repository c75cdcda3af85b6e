"""Events of something else than the site: a road opens, a model goes online, a bond is approved.

Does not belong here: halts, ends and sales that did not come about (``turned_events``).
"""

import re
from typing import Final

from dcpipeline.normalize.status import EventMention
from dcpipeline.normalize.word_patterns import WordPattern

_BUILT: Final = frozenset({"construction_start", "phase_online", "operational", "expanded"})
_RUNNING: Final = frozenset({"phase_online", "operational"})
_HELPED: Final = _BUILT | {"signed", "approved", "announced"}

# 开工建设120万千瓦光伏, 建成5G基站3000个; 建成光伏直供的数据中心 is a site.
_BUILDS: Final = WordPattern(
    r"了?[^,。;:、的]{0,12}?(?:«other_works»)"
    r"(?![^,。;]{0,10}(?:算力|智算|数据|计算|云))",
    "zh",
)
_ONLINE: Final = re.compile("上线|启用|开通|试运[行营]")
# 上线了“云川”大模型
_PUTS_ONLINE: Final = WordPattern(
    r"(?:运行|运营)?了?(?![并和后前])[^,。;:、]{0,20}?(?:«software_words»)", "zh"
)
# 云川大模型在该中心上线
_GOES_ONLINE: Final = WordPattern(
    r"(?:«software_words»)[”’\"]?(?:已|也|正式|成功|全面|率先|近日|日前)*(?:在[^,。;]{1,16})?$",
    "zh",
)
# 以“算力网络点亮AI新时代”为主题, 点亮数字未来: a slogan.
_SLOGAN: Final = re.compile(
    r"了?[^,。;:“”「」]{0,8}(?:时代|未来|生活|梦想|人生|新篇章?|之路|之光|[”」』]为?主题)"
)
_LIGHTS: Final = "点亮"
# X项目配套变电站投运; 智算中心和变电站投运 is said of both.
_OTHER_BUILT: Final = WordPattern(
    r"(?<![算智慧据])(?<!算力)(?:«other_works»|专线|(?:制造|创新|会展|孵化|研发|展示|物流|加工|生产|培训|商务|服务|办公)(?:中心|基地|大楼|综合体|用房)|孵化器)(?:[a-z]{1,2}区|[一二三]期)?(?:工程|项目)?(?:已|也|的|完成|建设|建成|并|经|主体|钢结构|正式|全部|同步|顺利|成功|全面|目前|均)*$",
    "zh",
)
_JOINED: Final = re.compile(r"[、和及与暨][^,。;]{0,6}$")
# 除了A、B外,其他中心已经投入运营: of the others.
_BUT_FOR: Final = re.compile(r"除了?[^。;]{2,60}(?:之外|以外|外),?(?:其他|其余|其它)[^,。;]{0,12}$")
# 获批设立博士后工作站, 获准发行债券
_GRANTED: Final = re.compile(
    r"(?:设立|成立|筹建|建立|建设|发行|开展)?[^,。;:、]{0,16}?(?:先导区|示范城市|试点城市|工作站|流动站|债券|公司债|中期票据|票据|"
    r"实验室|基金|reits|上市|牌照|经营许可|股票|研究院|学院|枢纽节点|国家枢纽|试验区|示范区|先行区|试点(?!项目)|自贸区|综保区|自由贸易)"
)
# 批准了一个150MW的风电项目, 取得了IDC经营许可, 审议通过议案
_GRANTED_INSIDE: Final = WordPattern(
    r"«other_works»|经营|电信业务|发行|上市|债|章程|排污|取水", "zh"
)
_BY_BOARD: Final = re.compile(r"(?:董事|股东|监事|职工|合伙人)[^。;]{0,60}$")
_PASSED: Final = "审议"
_MOTIONS: Final = re.compile(
    r"了?[^,。;:]{0,24}(?:议案|条例|预算|章程|办法|细则|行动计划|行动方案|报告|提名|规划|决定)"
)
# 与高校签约共建实验室
_SIGNED_FOR: Final = re.compile(r"[^,。;:]{0,6}共建[^,。;]{0,12}(?:实验室|学院|研究院|实训基地)")
# 暂停股票回购
_PAUSED: Final = re.compile(
    r"(?:本?公司)?(?:的)?(?:股票|股份|证券|交易|回购|转股|申购|赎回|上市|发行|审核|评审|招聘)"
)
# 同意在成渝、甘肃等地启动建设国家算力枢纽节点: policy of the country.
_NATIONAL_HUBS: Final = re.compile(
    r"了?(?:\d+个|[一二三四五六七八九十]+个)?(?:全国一体化)?(?:算力网络)?国家(?:级)?(?:算力(?:网络)?)?(?:枢纽|数据中心集群)"
)
# 通过转让及增资的方式获取60%的股权
_BY_WAY_OF: Final = "方式"
# 转让旗下一家子公司的股权: of no site by name.
_SUBSIDIARY: Final = re.compile("[子孙]公司")
_SITE: Final = re.compile("算力|智算|数据|计算|云")
# 闲置资金, 闲置算力调度
_IDLE_OTHER: Final = re.compile(
    r"的?(?:(?:自有|募集)?资金|土地|用地|厂房|农房|算力(?:资源)?(?:的)?(?:调度|共享|整合|盘活|交易))"
)
# 盘活闲置算力
_IDLE_USED: Final = re.compile(
    r"(?:解决|盘活|消化|整合|激活|唤醒|汇聚|调度|接入|回收|避免|防止)[^,。;]{0,10}$"
)


# 开工到封顶168天: how long it took.
_TOOK: Final = re.compile(r"(?:到|至)[^,。;\d]{1,8}(?:仅|只|共)?用?(?:了|时)?\d+个?(?:天|日|月)")
_TOOK_TO: Final = re.compile(
    r"(?:开工|动工|奠基|破土|签约|拿地|立项|封顶)(?:建设)?(?:到|至)[^,。;\d]{0,4}$"
)
# 这次扩建并不是孤立的
_THIS_ONE: Final = re.compile(r"(?:这次|此次|本次|该次|上次)的?$")
# 二期建成后,总算力将扩容至8000P: how large it will be.
_WHEN_DONE: Final = re.compile(
    r"(?:建成|投产|投用|投运|完工|达产)[之以]?后[^。;]{0,20}(?:将|预计|可望|有望|计划)[^。;]{0,6}$"
)
_ENDS_IN_TO: Final = ("至", "到")
# 竣工验收备案, 消防备案, ICP备案: filed with completion or by another thing, no permit to build.
_FILED: Final = "备案"
_FILED_OTHER: Final = re.compile(
    r"(?:竣工|完工|验收|消防|算法|模型|icp|网站|域名|网信|公安|等级保护|等保|人防|质检|档案|产权|环保)"
    r"(?:联合|办理|手续|工作|已|也|均|正式|顺利|全部|完成|通过|取得|了|的|及|和|并)*$"
)
# 扩容到京津冀的直连网络, 扩容了出口带宽
_LINES: Final = "(?:直连)?(?:网络|专线|带宽|链路|光缆|线路|通道|变电站|配电|停车场|道路|宿舍|团队)"
_WIDENS: Final = re.compile(rf"了?[^,。;:\d算智机]{{0,16}}{_LINES}")
_WIDENED: Final = re.compile(
    rf"{_LINES}(?:总?(?:容量|能力))?(?:已|已经|也|均|都|再次|成功|全部|将|正|[从由][^,。;]{{1,12}}|到?\d[^,。;]{{0,8}})*$"
)


# 为X按期投产提供电力保障: what somebody else does for it.
_MADE_FOR: Final = re.compile(r"(?:^|[,。;:、])[^,。;:、]{0,24}为(?!期|主|止|由)[^,。;:]{0,36}$")
_FAVOUR: Final = re.compile(
    r"[^,。;:]{0,10}?(?:提供|奠定|打下|创造|营造|保驾|护航|注入|筑牢|夯实|扫清|铺平|赢得|争取|积蓄)"
)
# 吸引更多企业落户, 一批上下游企业纷纷落户: firms settle, no site is announced.
_SETTLES: Final = re.compile("落[户地]|入驻")
_FIRMS: Final = re.compile(
    r"(?:更多|一批|大批|众多|多家|优质|各类|上下游|配套|[\d一二三四五六七八九十百]+余?家)[^,。;]{0,16}(?:企业|公司|机构|客户|商家|团队|人才|产业)"
    r"[^,。;]{0,6}$|(?:企业|人才|客户|机构)(?:纷纷|陆续|相继|争相|先后|在此|前来|集聚)*$"
)
# 确保各项工作有序推进
_ALL_WORK: Final = re.compile(
    r"(?:各项|各类|相关|有关|目标|重点)(?:工作|任务|事项|目标|指标|措施)[^,。;]{0,8}$"
)


def _is_for_it(lower: str, mention: EventMention, before: str) -> bool:
    """Whether others only make it possible, or an urging speaks of all work."""
    if _ALL_WORK.search(before):
        return True
    return _FAVOUR.match(lower, mention.end) is not None and _MADE_FOR.search(before) is not None


def _is_no_enlargement(lower: str, before: str, mention: EventMention) -> bool:
    """Whether it is one of lines to the site, only spoken of, or the size once complete."""
    if _THIS_ONE.search(before) or _WIDENED.search(before) or _WIDENS.match(lower, mention.end):
        return True
    return mention.word.endswith(_ENDS_IN_TO) and _WHEN_DONE.search(before) is not None


def _is_other_filing(lower: str, mention: EventMention) -> bool:
    """Whether what is filed is the completion of the works, or no building at all."""
    filed = lower.find(_FILED, mention.start, mention.end)
    return filed >= 0 and _FILED_OTHER.search(lower, max(0, filed - 16), filed) is not None


def _is_built_beside(before: str) -> bool:
    """Whether what has been built is another thing alone: X配套变电站投运."""
    other = _OTHER_BUILT.search(before)
    return other is not None and not _JOINED.search(before[: other.start()])


def _is_of_no_site(lower: str, mention: EventMention) -> bool:
    """Whether what is lit is an age or a future, or all others are told of but the named ones."""
    if _BUT_FOR.search(lower, max(0, mention.start - 80), mention.start):
        return True
    if not lower.startswith(_LIGHTS, mention.start):
        return False
    return _SLOGAN.match(lower, mention.end) is not None


def _is_of_shares(word: str) -> bool:
    """Whether a sale is only the way to shares, or that of a subsidiary without a site."""
    if _BY_WAY_OF in word:
        return True
    return _SUBSIDIARY.search(word) is not None and _SITE.search(word) is None


def _is_no_permit(lower: str, mention: EventMention, before: str) -> bool:
    """Whether what is approved is another thing, named between two words, or a motion."""
    if _GRANTED_INSIDE.search(lower, mention.start, mention.end):
        return True
    if not mention.word.startswith(_PASSED):
        return False
    return _BY_BOARD.search(before) is not None or _MOTIONS.match(lower, mention.end) is not None


def is_of_other_thing(lower: str, mention: EventMention, event: str, before: str) -> bool:
    """Whether an event is that of another thing, or none, by the words right beside it."""
    start, end = mention.start, mention.end
    if _TOOK.match(lower, end) or _TOOK_TO.search(before) or _is_of_no_site(lower, mention):
        return True
    if event in _HELPED and _is_for_it(lower, mention, before):
        return True
    if event == "announced" and _SETTLES.search(mention.word) and _FIRMS.search(before):
        return True
    if event == "expanded" and _is_no_enlargement(lower, before, mention):
        return True
    if event in _BUILT and (_BUILDS.match(lower, end) or _is_built_beside(before)):
        return True
    if event in _RUNNING and _ONLINE.search(lower, start, end):
        return bool(_PUTS_ONLINE.match(lower, end) or _GOES_ONLINE.search(before))
    if event == "approved" and (
        _is_other_filing(lower, mention) or _is_no_permit(lower, mention, before)
    ):
        return True
    if event == "idle_reported" and _IDLE_USED.search(before):
        return True
    if event == "transferred" and _is_of_shares(mention.word):
        return True
    behind = _BEHIND.get(event)
    return behind is not None and behind.match(lower, end) is not None


_BEHIND: Final = {
    "approved": _GRANTED,
    "signed": _SIGNED_FOR,
    "construction_start": _NATIONAL_HUBS,
    "suspended": _PAUSED,
    "idle_reported": _IDLE_OTHER,
}
