"""Signings of schools, customers and tenants, and slogans of speed: no event of a site."""

import re
from typing import Final

from dcpipeline.normalize.status import EventMention

# 与大学等6家单位签署合作协议
_WITH_SCHOOLS: Final = re.compile(
    r"(?:与|和|同)[^,。;]{0,18}(?:大学|学院|高校|研究院|医院)(?:等[^,。;]{0,8})?$"
)
# 首批15个生态伙伴签约入驻
_OF_TENANTS: Final = re.compile(r"(?:伙伴|企业|客户|商户|机构|团队|公司|家)[^,。;]{0,4}$")
_MOVES_IN: Final = re.compile("入驻|进驻")
# 与12家互联网客户签了约
_WITH_CUSTOMERS: Final = re.compile(
    r"(?:与|和|同)[^,。;]{2,40}(?:客户|用户|租户|用能企业)(?:等)?(?:成功|正式)?$"
)
# 14位企业代表上台进行合作签约, 12个新材料项目集中签约
_OF_GUESTS: Final = re.compile(
    r"(?:^|[,。;:的时])[^,。;:与和同]{0,6}(?:\d{2,}|[二三四五六七八九十]+|[2-9])(?:余|多)?(?:[家位名](?:(?!算力|智算|数据|计算|算电)[^,。;、]){0,14}"
    r"(?:企业|代表|伙伴|用户|机构|单位|嘉宾)|个(?:(?!算力|智算|数据|计算|算电|重大|重点|亿)[^,。;、]){3,14}项目)[^,。;、与和同]{0,8}$"
    r"|[暨及](?:(?!算力|智算|数据|计算|算电)[^,。;、]){4,14}项目(?:集中|现场)?$"
)
# 加快项目签约和落地: what is worked for.
_WORKED_FOR: Final = re.compile(r"(?:加快|推进|推动|促成|促进|狠抓|紧抓|力促|加速)[^,。;]{0,6}$")
# 新区与X签订战略合作协议,在智慧城市等领域合作: of no site.
_IN_FIELDS: Final = re.compile(
    r"签[订署约下]了?(?:全面)?战略(?:合作)?[^。;]{0,50}领域[^,。;]{0,12}(?:合作|协作|协同)"
)
# 已被云厂商全部签约, 获客户预签约: the room is let.
_LET_BEFORE: Final = re.compile(
    r"(?:被|获)[^,。;]{1,20}$|(?:机柜|机架|面积|容量|机位|房间|库存|产能|客户|租约|订单)(?:已|均|也|现|的|悉数|全部|全数|基本|大半|几乎|提前|预|\d{1,3}%)*$"
)
_LET_BEHIND: Final = re.compile(r"了?(?:率|面积|机[柜架]|容量|订单|客户|用户|租户|出租|租出|价格?)")
# 随着芜湖市与X集团签署合作协议,: the words only say when, of no site.
_AS_OTHERS_SIGN: Final = re.compile(r"随着[^,。;]{2,36}$")
# 当年谈成、当年拿地、当年动工: how fast it went, no date of anything.
_SAME_YEAR: Final = re.compile(
    r"当年[\u4e00-\u9fff]{2,4}、(?:当年[\u4e00-\u9fff]{2,4}、)*当年$|^当年$"
)
_SAME_YEAR_BEHIND: Final = re.compile(r"[\u4e00-\u9fff]{0,2}、当年")


def is_of_others(lower: str, mention: EventMention, event: str, before: str) -> bool:
    """Whether schools, customers or tenants sign, or a slogan tells how fast all went."""
    if event == "signed" and (
        _WITH_SCHOOLS.search(before)
        or _WITH_CUSTOMERS.search(before)
        or _AS_OTHERS_SIGN.search(before)
        or _LET_BEFORE.search(before)
        or _OF_GUESTS.search(before)
        or _WORKED_FOR.search(before)
        or _IN_FIELDS.match(lower, mention.start)
        or _LET_BEHIND.match(lower, mention.end)
        or (_MOVES_IN.match(lower, mention.end) and _OF_TENANTS.search(before))
    ):
        return True
    return before.endswith("当年") and (
        _SAME_YEAR.search(before) is not None
        or _SAME_YEAR_BEHIND.match(lower, mention.end) is not None
    )
