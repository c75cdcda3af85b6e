"""Halts, ends, sales and idleness that a text only denies, warns of or tells in general.

Does not belong here: events of other things than the site (``other_things``).
"""

import re
from typing import Final

from dcpipeline.extract.segments import Sentence
from dcpipeline.normalize.status import EventMention

_RISK: Final = re.compile(r"风险提示|风险因素|存在[^,。;]{0,16}风险")
# 没有停工, 并未终止, 也不会闲置: what is denied did not happen.
_DENIED: Final = re.compile(
    r"(?:没有|并未|并无|从未|未曾|未有|不曾|不会|无法|难以|不再|并非|不存在|绝不|否认|无需|避免|防止|杜绝|"
    r"(?<!至今)(?<!尚)(?<!仍)未)"
    r"(?:被|有|出现|发生|因[^,。;]{1,10}|全面|实际|正式|长期|大量|任何|(?:[^,。;、]{1,6}、){1,4})*$"
)
# 建成后应移交乙方: a duty.
_DUE: Final = re.compile(r"(?:(?<![供响相对适反])应当?|须|必须)(?:及时|无偿|整体|全部|一并|依法)*$")
# 协议并未终止: between the two words of an event.
_DENIED_WITHIN: Final = re.compile(r"..(?:没有|并未|从未|不会|不曾)")
# 部分智算中心利用率低, 各地数据中心闲置: of such sites in general.
_OF_MANY_SITES: Final = re.compile(
    r"(?:部分|一些|不少|很多|许多|多数|大量|个别|各地|多地|国内|全国|有的|同类)(?:的)?"
    r"(?:地方|地区|城市|公共|新建|已建|企业|公司|传统|小型|中小)*的?(?:智算|数据|算力|计算|超算)(?:中心|项目|园区)"
    r"[^。;]{0,40}$"
)
# 是否闲置: a question.
_ASKED: Final = re.compile(r"(?:是否|有没有|有无|会不会|会否|能否|可否)[^,。;]{0,14}$")
# 停工传闻不实: somebody said so, and it is not so.
_UNTRUE: Final = re.compile(
    r"的?(?:传闻|传言|说法|消息|报道|谣言|言论|猜测)[^,。;]{0,8}"
    r"(?:不实|不属实|失实|不准确|谣言|没有依据|无依据|有误|与事实不符|不是事实)"
)
# 转让事项尚在谈判中, 出售X的议案: what is talked of or proposed.
_TALKED_OF: Final = re.compile(
    r"(?:[^,。;:]{0,30}?的)?(?:事项|事宜|交易|议案|预案|意向|可能)[^,。;]{0,10}"
    r"(?:(?:尚|仍|还)(?:在|未|需|处)|(?=[,。;]|$))|[^,。;:]{0,30}?的(?:议案|预案|意向|可能|传闻|打算)"
)
# 闲置率低于5%: hardly anything stands idle.
_SHARE: Final = re.compile(
    r"率?(?:仅|只有|低于|不足|不到|不超过|约|为|控制在|在|至)*\s?(?P<share>\d{1,2}(?:\.\d+)?)%"
)
_HARDLY_ANY: Final = 20
_STANDS_IDLE: Final = re.compile("[闲空]置")
_TURNED: Final = frozenset({"suspended", "cancelled", "idle_reported", "transferred"})
# 竞得地块, 拍得36亩用地: land is bought, no site.
_OF_LAND: Final = re.compile(r"地块|宗地|用地|土地|\d亩")
_BOUGHT: Final = re.compile("拍|竞")


def did_not_turn(
    lower: str, sentence: Sentence, mention: EventMention, event: str, before: str
) -> bool:
    """Whether a halt, an end or a sale is denied, idleness only a risk, or land was bought."""
    if event not in _TURNED:
        return False
    if _DENIED.search(before) or _DENIED_WITHIN.search(mention.word) or _ASKED.search(before):
        return True
    if event == "transferred" and _DUE.search(before):
        return True
    if _UNTRUE.match(lower, mention.end, sentence.end):
        return True
    if event == "transferred" and _TALKED_OF.match(lower, mention.end, sentence.end):
        return True
    warned = _RISK.search(lower, max(0, mention.start - 160), mention.start) is not None
    stands_idle = _STANDS_IDLE.search(lower, mention.start, mention.end) is not None
    share = _SHARE.match(lower, mention.end, sentence.end) if stands_idle else None
    little = share is not None and float(share["share"]) <= _HARDLY_ANY
    if event == "idle_reported" and (warned or little):
        return True
    if _OF_MANY_SITES.search(lower[sentence.start : mention.start][-70:]):
        return True
    bought = event == "transferred" and _BOUGHT.match(lower, mention.start) is not None
    return bought and _OF_LAND.search(lower, sentence.start, sentence.end) is not None


# 交割条件满足后收购才算完成, 收购X,交易尚需批准: a sale that is not closed.
_NOT_CLOSED: Final = re.compile(
    r"[^。;]{0,40}?(?:才算|方可|方能|才能)(?:正式|最终)?(?:完成|生效)"
    r"|[^。;]{0,40}?(?:尚需|尚须|仍需|仍须|还需|还须|有待|尚待|须经|需经|取决于)[^。;]{0,16}?(?:批准|审批|核准|批复|同意|审议|审查|交割|许可)"
    r"|[^。;]{0,40}?(?:尚未|还未|仍未|还没有?|未能)(?:正式|最终|全部)?(?:交割|完成|过户|签署正式|落定)"
    r"|[^,。;]{0,24}?的?(?:意向书|意向协议|意向金|排他期|谅解备忘录)"
    r"|[^,。;]{0,24}?(?:能否|是否|一事)"
)


def is_not_closed(lower: str, sentence: Sentence, mention: EventMention) -> bool:
    """Whether a sale is told that still waits for a permit, a signature or its closing."""
    return _NOT_CLOSED.match(lower, mention.end, sentence.end) is not None
