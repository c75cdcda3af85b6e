"""Status words that tell of no event: part of another word, denied, or said of something else.

Belongs here: what stands around a Chinese status word that leaves nothing of it. Does not belong
here: plans and conditions (``planned_events.py``), English and French (``latin.happenings``).
"""

import re
from functools import lru_cache
from typing import Final

from dcpipeline.extract.arguments import is_said_of_other
from dcpipeline.extract.latin.built import is_of_other_building
from dcpipeline.extract.other_signers import is_of_others
from dcpipeline.extract.other_things import is_of_other_thing
from dcpipeline.extract.planned_events import PROGRESS, is_asked, is_condition, is_wished
from dcpipeline.extract.segments import PageText, Sentence
from dcpipeline.extract.turned_events import did_not_turn
from dcpipeline.normalize.lexicon import listed
from dcpipeline.normalize.phrase_book import PAGE, PhraseList
from dcpipeline.normalize.status import EventMention
from dcpipeline.normalize.word_patterns import WordPattern

_SERVICE_CONTRACT: Final = re.compile(
    r"(?:入园|负荷|购电|供电|用地|担保|贷款|授信|融资|保密|用算|算力|采购|租赁|租用|服务|销售|供货|买卖|施工|总承包|云服务)[^,。;、]{0,10}(?:合同|协议|订单)|采购订单|(?<!投资)(?<!合作)(?<!出让)合同|(?:正式|书面)合同|"
    r"(?:service|services|supply|purchase|lease|leasing|procurement) (?:contract|agreement)|"
    r"contrats? de (?:services?|location|fourniture|prestations?)"
)
# 算力中心项目投资合同 makes a site.
_OF_INVESTMENT: Final = re.compile(r"(?:中心|基地|园|项目)[^,。;]{0,8}(?:投资|合作|入园)")
# 移交X使用: X gets a building, it is not handed over itself.
_TO_USE: Final = re.compile(r"(?:给)?[^,。;]{2,20}使用")
_OF_A_PROJECT: Final = re.compile(
    r"(?:改造|升级|设备|建设|采购|配套){0,2}\)?(?:项目|工程|采购|招标)"
)
_OF_THING: Final = re.compile(r"的(?!有|是|包括|共|还有)[\u4e00-\u9fff\w]{1,12}")
# 7月完工的2023年X公司5G工程
_OF_OTHER_WORKS: Final = WordPattern(
    r"的[^,。;:、的]{0,40}?(?:«other_works»)(?:工程|项目|建设)?(?=[,。;、\n]|$)", "zh"
)
_OF_SITE: Final = re.compile(
    r"公示|公告|通知|批复|意见|告知|决定|算力|智算|超算|数据|中心|园|基地|集群|机房|机柜|机架|楼|期|项目|枢纽|港|谷|工厂|云|服务器|卡|平台|节点|\d"
)
_OF_POWER: Final = re.compile(r"风光|制氢|光伏|风电|储能|厂房|道路")
_STILL_NEEDS: Final = re.compile(r"(?:尚需|尚须|还需|才谈得上|方可|方能|才能)[^。;]{0,36}$")
_NOT_YET: Final = re.compile(
    r"(?:尚无|暂无|尚需|需|尚待|有待|不等于|不代表|并不意味着|等待|等(?<![平同]等)(?=[^,。;]{1,8}的$)|因未|未(?:取得|获得|通过|办理|收到)|尚未|仍未|未能|并未|还没有?|没有)[^,。;]{0,10}$"
)
_IF: Final = re.compile(
    r"^(?:若|如果|倘若|假如|一旦)(?!干|羌)[^。;]{0,60}$|(?:^|[\n,。;:])(?:若|待|等(?![待级离])|倘若|假如|一旦|如能|如果)(?!干|羌)[^,。;]{0,30}$"
)
# 已建成覆盖全国的立体网络, 已建成至云岭、青川的线路
_OF_NETWORK: Final = re.compile(
    r"(?:至(?![今])|到(?!目前|现在|了))[^,。;]{2}|了?[^,。;]{0,40}(?:网络|体系|通道|光缆|机制|专线)(?=[,。;]|$)"
)
# 新开工项目 is the heading of projects that are to begin.
_NEW_KIND: Final = re.compile(r"新开工(?:项目|类)")
# 不受本次终止影响, 协议终止不影响X: nothing happens to X.
_UNTOUCHED_BY: Final = re.compile(r"不受[^,。;]{0,12}$")
_TOUCHES_NOTHING: Final = re.compile(
    r"(?:事项)?(?:预计)?(?:不影响|不会影响|不涉及|不会对|不对(?!等|称))"
)
# 节能审查意见是项目开工建设、竣工验收的依据: a rule, of no site.
_OF_RULE: Final = re.compile(
    r"[^,。;:]{0,28}的(?:重要|必要|前置|主要)?(?:依据|前提|前置条件)(?=[,。;”》]|$)"
)
# X的投运将提升: said of what it is good for.
_WOULD: Final = re.compile(r"(?:将|会|有助于|有利于|可以?|能够?|对)(?!于)")
# 转让子公司股权的公告: of no site by name.
_OF_SHARES: Final = re.compile(
    r"了?(?:其|旗下|所持|另)*(?:一家)?的?(?:全资|控股|参股)?[子孙]公司(?:部分|全部|\d+%)?(?:的)?股[权份]"
)
# 新签约产业项目93个
_COUNTED_BATCH: Final = re.compile(r"(?:[\u4e00-\u9fff]{0,6})项目\s?\d+\s?[个项]")


@lru_cache(maxsize=1)
def _not_events() -> PhraseList:
    return PAGE.add(listed("not_events"))


# 建成的产业园目前有8个
_COUNTED_SITES: Final = re.compile(r"的[^,。;]{2,16}?(?:目前|现|共|已|达|有)+\d+[个座家]")
# 此前投用的还有移动、电信两座机房: others than the one spoken of.
_OF_OTHERS: Final = re.compile(r"的(?:还|另|则|也)(?:有|包括)")
# 算力扩容、企业引育等三件事: a heading of things to do.
_HEADING: Final = re.compile(
    r"、[^,。;]{2,24}(?:[两三四五六七八九]件事|等?(?:工作|方面|领域|环节|举措|任务))"
)
# “X项目签约”环节: a part of a meeting.
_OF_MEETING: Final = re.compile(r"[”\"」]?环节")
# 要建成服务皖江的绿色基地: what a site is to be for others.
_AIM: Final = re.compile(
    r"(?<=建成)(?:服务|面向|辐射|立足|引领|覆盖|支撑)[^,。;]{1,20}的[^,。;]{2,14}(?=[,。;])"
)
# 完工时间, 投产时间由3月推迟到9月; 完工时间:2025年 is a label.
_OF_TIME: Final = re.compile(
    r"(?:[和及与、](?:投产|投运|投用|竣工|交付|开工|运营|建成))?(?:的)?(?:时间|日期|节点|周期)(?!\s?[:为是|\d预定—由-])"
)
# 推迟到2025年9月: a later date, no halt.
_TO_A_DATE: Final = re.compile(r"(?<=推迟|延期|后延)(?:至|到)")
# 建成面积7.65万平方米
_OF_AREA: Final = re.compile(r"(?:建筑)?面积")
_ROOM: Final = re.compile(r"的?(?:余地|空间|条件|能力|预留|速度|节奏|需求|压力|潜力|成本)")
# 备案被撤销
_TAKEN_BACK: Final = re.compile(r"(?:文件|证)?(?:已)?被(?:撤销|注销|取消|作废)")
# 入选典型案例: praise, no permit.
_BACK_TO_WORK: Final = re.compile(r"(?<=获准)复工|复工复产")
# 上线试运行 is one event.
_ON_TRIAL: Final = re.compile(r"(?<=上线)(?:并)?试运[行营]")
# 扩容上线 is one event, and what is enlarged has run before.
_ENLARGED: Final = ("扩容", "扩建", "增容")
# 经过一个月的试运行,X转入正式运营: the trial is over.
_AFTER_TRIAL: Final = re.compile(r"(?:经过?|结束|历经|历时|通过)了?[^,。;:]{0,12}$")
_TRIAL: Final = re.compile("试运[行营]")
# 正式交付各类算力资源
_OF_GOODS: Final = re.compile(
    r"(?<=交付)了?[^,。;]{0,8}(?:算力|资源|服务|设备|机柜|机架|订单|客户)"
)
# 出售碳排放权, 收购完成后
_OTHER_SALE: Final = re.compile(
    r"(?<=出售)(?:碳|绿?电|服务|产品|算力|多余|余热|给用户)|(?:事项|交易)?(?:完成|实施|交割)?[之以]?[后前]|(?<=收购)(?:能够|有利于|有助于|将?(?:进一步)?(?:增强|提升|有望))"
)
# 推进项目前期工作: nothing is built yet.
_POLICY: Final = re.compile(
    r"(?<=推进)[^,。;:]{0,18}?(?:前期|规划编制|[^,。;:]{0,4}(?:编制|可研|论证|评审|报批|报建)|招商|招引|征地|征拆|拆迁|选址|谋划|对接|手续|审批|申报|洽谈|立项|项目(?:进度|进展|工作))"
)
_HONOUR: Final = re.compile(r"(?<=入选)[^,。;]{0,30}(?:案例|榜单|百强|优秀|名录|十大|奖)")
# 预计9月底移交: the builder hands it over, no owner changes.
_NO_RECEIVER: Final = re.compile(r"(?<=移交)(?:[,。;]|$|使用|条件|手续)")
# 转让未能完成
_FAILED: Final = re.compile(
    r"[^,。;]{0,6}?(?:未能|尚未|没有|未)(?:最终|如期|按期)?(?:完成|实现|成交|达成|落实)"
)
# 转让价格3亿元
_SUM_OF_SALE: Final = re.compile(r"(?<=转让)(?:价[格款]?|款项?|对价|底价|标的|方|双方|协议|合同)")
# 签署《X公司之股权转让及增资协议》
_OF_SHARES_ALONE: Final = re.compile(
    r"了?《[^》]{0,40}(?:股权|股份|增资|认购|借款|担保|保理|融资)[^》]{0,20}》"
)
# 拟通过股权转让及增资的方式获取X的股权
_BY_WAY: Final = re.compile(r"(?:[和及]增资)?的?方式(?:获取|取得|获得|收购|持有|入股)")
# Events that the words right behind them take back.
_NONE_BEHIND: Final[dict[str, tuple[re.Pattern[str], ...]]] = {
    "expanded": (_OF_A_PROJECT, _ROOM, _HEADING),
    "operational": (
        _OF_AREA,
        _OF_NETWORK,
        _ON_TRIAL,
        _OF_GOODS,
        _COUNTED_SITES,
        _OF_TIME,
        _OF_OTHERS,
        _AIM,
    ),
    "phase_online": (_OF_AREA, _OF_TIME),
    "suspended": (_TO_A_DATE,),
    "transferred": (_BY_WAY, _FAILED, _TO_USE, _NO_RECEIVER, _OTHER_SALE, _OF_SHARES, _SUM_OF_SALE),
    "approved": (_HONOUR, _BACK_TO_WORK, _TAKEN_BACK),
    "construction_start": (_POLICY, _OF_TIME, _OF_OTHERS),
    "signed": (_COUNTED_BATCH, _OF_SHARES_ALONE, _OF_MEETING),
}


def is_none(
    page: PageText, sentence: Sentence, mention: EventMention, event: str, before: str
) -> bool:
    """Whether a word that can mean an event tells of none here."""
    lower, start, end = page.lower, mention.start, mention.end
    if is_of_others(lower, mention, event, before) or is_of_other_thing(
        lower, mention, event, before
    ):
        return True
    together = event == "signed" and "集中" in (before[-2:], lower[start : start + 2])
    if event in {"signed", "cancelled"} and _is_service_contract(lower, sentence, mention):
        return True
    taken_back = () if together else _NONE_BEHIND.get(event, ())
    if any(pattern.match(lower, end, sentence.end) for pattern in taken_back):
        return True
    if did_not_turn(lower, sentence, mention, event, before):
        return True
    if _NEW_KIND.search(lower, max(sentence.start, start - 1), end + 2) or _is_beside_greater(
        mention, event, before
    ):
        return True
    if event in PROGRESS and (
        _is_no_progress(lower, sentence, mention, before)
        or is_said_of_other(page, sentence, mention)
    ):
        return True
    if _UNTOUCHED_BY.search(before) or _TOUCHES_NOTHING.match(lower, end):
        return True
    if before.endswith("的") and _WOULD.match(lower, end):
        return True
    if _within_other_words(page, sentence, mention) or (
        page.document.language == "en" and is_of_other_building(page, sentence, start, end)
    ):
        return True
    return is_asked(lower, sentence, mention)


def _is_beside_greater(mention: EventMention, event: str, before: str) -> bool:
    """Whether it is one with an enlargement, or the trial before the service that is told of."""
    if event not in {"operational", "phase_online"}:
        return False
    if before.endswith(_ENLARGED):
        return True
    return _TRIAL.match(mention.word) is not None and _AFTER_TRIAL.search(before) is not None


# 签约事宜正在推进, 节能审查尚未通过, 开工遥遥无期
_NOT_DONE: Final = re.compile(
    r"(?:的)?(?:事宜|事项|手续|工作|流程|程序)[^,。;]{0,4}(?:正在|尚在|仍在|还在|有序|稳步|加快|推进中|筹备|办理中)|"
    r"[^,。;]{0,4}(?:尚未|仍未|迟迟未|未能|没有|还没有?|未)(?:获得|取得|最终|正式)?(?:通过|完成|批准|获批|批复|办结|落实|兑现)|"
    r"(?:一事)?(?:遥遥无期|无期|无望|成谜|存疑|无从谈起)"
)
# 待批复后开工, 如签约成功
_WHEN_SETTLED: Final = re.compile(
    r"(?:待|等)[^,。;]{1,12}(?:之?后|再|方可|才能?)[^,。;]{0,4}$|"
    r"(?<![比例诸假譬犹正])如(?:能|果|期?成功|顺利|最终)?$"
)
# 待线路通电后进行调试、联调,机房认证及竣工验收: all of it comes later.
_AFTER_ALL: Final = re.compile(r"(?:^|[,。;:、])待[^,。;:已]{2,30}后[^。;:已曾\d]{0,48}$")
_AFTER_ALL_REACH: Final = 84
# 影响项目如期投产, 对按期完工带来风险
_ENDANGERED: Final = re.compile(
    r"(?:影响|制约|妨碍|阻碍|威胁|危及|拖累|不利于)[^,。;]{0,16}(?:按期|按时|如期|准时|顺利|正常)$"
)
_ENDANGERS: Final = re.compile(
    r"[^,。;]{0,4}(?:带来|造成|产生|构成|形成|面临|存在)[^,。;]{0,8}(?:风险|不利|不确定|阻碍|障碍|困难)"
)
# 为确保X如期竣工, 加快建成X: what is striven for.
_STRIVES: Final = re.compile(
    r"为了?(?:确保|保证|保障|推动|促进|实现|加快)[^,。;]{0,30}$|(?:加快|全力|奋力|努力|聚力|着力)(?=$)"
)
_DONE_WORDS: Final = ("建成", "投产", "投用", "竣工", "投运", "完工")
# 他强调,要加快推进X,在此基础上扩容: what is asked of others.
_EXHORTS: Final = re.compile(
    r"(?:(?:强调|指出|要求|提出|希望|勉励|会议)(?:[^。;年月]{0,40})?,[^。;年月]{0,30}?|[一二三四五六七八九]|^[”“\"\s]*)(?<![主重需纪首必])要(?![素塞闻求点道地])[^。;]{0,120}$"
)
_TOLD_BESIDE: Final = re.compile(r"[已年月]|目前|正在|截至")
# 确保高质量完成建设任务
_MUST: Final = re.compile(r"(?:确保|务必|力争|全力)[^,。;\d]{0,24}$")
# 可扩容至2650架; not 2026年底前可建成, which is a plan
_CAN: Final = re.compile(
    r"(?<!许)(?<!认)(?<![\d年][年底初内])(?<![月前末])可(?:以)?(?:进一步|平滑|弹性|随时|继续|灵活)?$"
)


def _is_no_progress(lower: str, sentence: Sentence, mention: EventMention, before: str) -> bool:
    """Whether progress is denied, wished for, a condition, or that of another thing."""
    return (
        any(
            pattern.search(before) for pattern in (_NOT_YET, _STILL_NEEDS, _IF, _CAN, _WHEN_SETTLED)
        )
        or _NOT_DONE.match(lower, mention.end, sentence.end) is not None
        or _is_endangered(lower, sentence, mention, before)
        or before.endswith(listed("negated_before"))
        or (mention.word.startswith(_DONE_WORDS) and _STRIVES.search(before) is not None)
        or (mention.word.startswith("完成") and _MUST.search(before) is not None)
        or _is_exhorted(lower, sentence, mention)
        or _OF_RULE.match(lower, mention.end, sentence.end) is not None
        or is_condition(lower, sentence, mention)
        or _is_attribute_of_other(lower, sentence, mention)
        or is_wished(lower, sentence, mention)
    )


def _is_endangered(lower: str, sentence: Sentence, mention: EventMention, before: str) -> bool:
    """Whether it is at risk, or comes after something that is waited for."""
    if _ENDANGERS.match(lower, mention.end, sentence.end) or _ENDANGERED.search(before):
        return True
    first = max(sentence.start, mention.start - _AFTER_ALL_REACH)
    return _AFTER_ALL.search(lower, first, mention.start) is not None


_EXHORTED_REACH: Final = 200


def _is_exhorted(lower: str, sentence: Sentence, mention: EventMention) -> bool:
    """Whether an official asks for it: 要加快X建设,推动扩容; no words of time stand between."""
    told = lower[max(sentence.start, mention.start - _EXHORTED_REACH) : mention.start]
    if "要" not in told:
        return False
    found = _EXHORTS.search(told)
    return found is not None and _TOLD_BESIDE.search(found.group().rsplit("要", 1)[-1]) is None


def _is_attribute_of_other(lower: str, sentence: Sentence, mention: EventMention) -> bool:
    """Whether it describes another thing: 已投运的风光制氢, 已建成的厂房."""
    match = _OF_THING.match(lower, mention.end, sentence.end)
    if match is None:
        return False
    if _OF_OTHER_WORKS.match(lower, mention.end, sentence.end):
        return True
    return _OF_SITE.search(match.group()) is None or _OF_POWER.search(match.group()) is not None


def _is_service_contract(lower: str, sentence: Sentence, mention: EventMention) -> bool:
    """Whether it is a contract about services or goods: it makes and ends no site."""
    first = max(sentence.start, mention.start - 4)
    found = _SERVICE_CONTRACT.search(lower, first, min(sentence.end, mention.end + 26))
    return found is not None and _OF_INVESTMENT.search(found.group()) is None


# 取得《企业投资项目备案证》, 收到发改委下发的《关于X节能报告的审查意见》
_LONGEST_TITLE: Final = 90
_GETS_PAPER: Final = re.compile(
    r"(?:取得|获得|获|收到|拿到|领取|领到|办结|完成|出具|下发|印发|核发|颁发)了?[^,。;《]{0,24}《[^》]{0,60}$"
)
_IS_PERMIT: Final = re.compile(r"(?:的)?(?:审查)?(?:意见|批复|证明?|通知书?|函|回执|表|文件)?书?》")

# 《关于X项目的批复》5月10日印发
_IS_ISSUED: Final = re.compile(r"[^,。;:《]{0,16}(?:印发|下发|出具|核发|下达|送达)")


def in_title(lower: str, sentence: Sentence, mention: EventMention) -> bool:
    """Whether the word stands inside the title of a law or agreement (《…》), of no permit got."""
    before = lower[sentence.start : mention.start]
    if before.rfind("《") <= before.rfind("》"):
        return False
    permit = _IS_PERMIT.match(lower, mention.end, sentence.end)
    if permit is None:
        return True
    is_got = _GETS_PAPER.search(before[-_LONGEST_TITLE:]) is not None
    return not (is_got or _IS_ISSUED.match(lower, permit.end(), sentence.end))


def _within_other_words(page: PageText, sentence: Sentence, mention: EventMention) -> bool:
    first = max(sentence.start, mention.start - 12)
    last = min(sentence.end, mention.end + 12)
    return any(
        hit.start <= mention.start and mention.end <= hit.end
        for hit in _not_events().find_within(page.lower, first, last)
    )
