"""Status words that tell of a plan, a wish, a question or a condition.

Belongs here: what makes an event one that is still to come, or only wished for. Does not belong
here: words that tell of no event at all (``no_events.py``).
"""

import re
from typing import Final

from dcpipeline.extract.latin.happenings import (
    is_past_or_dated,
    lies_ahead,
)
from dcpipeline.extract.segments import PageText, Sentence
from dcpipeline.extract.turned_events import is_not_closed
from dcpipeline.normalize.status import MODAL_MAY, EventMention

# Behind an event: it is a condition or a point in time, not news (建成后, 投产时).
_CONDITION_BEHIND: Final = re.compile(
    r"(?:并)?(?:投用|投产|投运|运营|达产|使用|运行|完成)?(?:[之以]?后(?!续)|[之以]?前(?!期|景|沿|述|列)|之初|以来|时(?!间)|之际|的?条件|手续|标准|要求|计划|方案|"
    r"阶段性|验收合格|(?:仪式|活动)[之以]?后)"
)
_CONDITION_BEFORE: Final = re.compile(
    r"\b(?:once|when|after|upon|before|if|until|unless|whether|une fois|"
    r"apres|avant|lorsqu(?:e|')|quand|des(?= (?:l'|la |le |son |sa |que |qu'))|si|jusqu'a)\b"
    r"[^,.;]{0,40}$"
)
_CONDITION_BEFORE_HAN: Final = ("如果", "若", "一旦", "待", "等到", "用于", "为了")
_LETTER: Final = re.compile("[a-z]")
# 还需要延期交付吗?
_ASKS_BEHIND: Final = re.compile(r"[^,。;!?]{0,16}(?:[吗么没]|没有)\?")
# 自2023年1月开工以来, 去年投入使用后: the event has been.
_SINCE: Final = re.compile(r"(?:自|从)[^,。;]{0,24}$")
_PAST: Final = re.compile(
    r"(?:20\d\d年|去年|前年|上月|上个月|今年\d{1,2}月|\d{1,2}月(?:\d{1,2}日|底|初)?)[^,。;]{0,12}$"
)
# 拟公开挂牌转让: it is on sale.
_FOR_SALE: Final = re.compile(
    r"(?:拟|计划|(?<!已)(?<!已经)将|打算|寻求|挂牌)[^,。;]{0,24}$|(?:拟|计划|打算)(?:将|把|对)[^,。;]{0,110}$"
)
_SALE_REACH: Final = 120
# Longer events are said in two words.
LONGEST_WORD: Final = 4
_PLAN_BEFORE: Final = re.compile(
    r"(?:按(?:照)?计划|根据计划|按(?:照)?规划|届时|计划于|预计|力争|有望|目标)[^。;]{0,36}$|(?:就能|便能|便可|就可|可望|离|距|(?<![主重首])要|(?<![不许认未])可)"
    r"(?:正式|全面|全部)?$"
)
# 力促项目早开工, 应同步投运: a wish or a duty.
_WISH_BEFORE: Final = re.compile(
    r"(?:力促|希望|促进|促使|推动|督促|尽早|早日|争取|要求|必须|须|应(?<![对相供响适]应)当?(?![用急变])|请|鼓励|支持|倡导|定位[是为]|旨在|目标是|致力于|提出|同步|具备|早(?<!更早)(?<!最早)(?![已日在就])|即(?<!随即)|逾期|有效期|是否|何时|能否|不得|便于|"
    r"以便|有利于|"
    rf"should|must|{MODAL_MAY}|could|hopes? to|urged?)[^,。;、]{{0,12}}$"
)
PROGRESS: Final = frozenset(
    {"signed", "approved", "construction_start", "phase_online", "operational", "expanded"}
)
# "should open by 2027": a plan.
_TO_A_YEAR: Final = re.compile(
    r"[^.;]{0,60}?\b(?:20[2-4]\d|(?:in|by|next) (?:january|february|march|april|june|july|august|"
    r"september|october|november|december)|(?:next|this|later this|the end of the|end of the) "
    r"(?:year|month|quarter|spring|summer|autumn|fall|winter)|year-end)\b"
)
# 争取2026年点亮: a wish with its day is a plan.
_WISHED_BY: Final = re.compile(
    r"(?:争取|要求)(?:在|于|到)?(?:20\d\d年|今年|明年|年[底内]|\d{1,2}月|[上下]半年)"
)


def is_wished(lower: str, sentence: Sentence, mention: EventMention) -> bool:
    """Whether progress is only a wish or a duty; what should happen by a day is a plan."""
    wish = _WISH_BEFORE.search(lower, max(sentence.start, mention.start - 24), mention.start)
    if wish is None:
        return False
    if _WISHED_BY.match(wish.group()):
        return False
    dated = _TO_A_YEAR.match(lower, mention.end, sentence.end) is not None
    return not (dated and wish.group().startswith(("should", "could")))


def is_asked(lower: str, sentence: Sentence, mention: EventMention) -> bool:
    """Whether it is asked for, or stands behind if or once and no past date says that it was."""
    if _ASKS_BEHIND.match(lower, mention.end):
        return True
    first = max(sentence.start, mention.start - 48)
    asked = lower.endswith(_CONDITION_BEFORE_HAN, first, mention.start) or (
        _LETTER.search(lower, first, mention.start) is not None
        and _CONDITION_BEFORE.search(lower, first, mention.start) is not None
    )
    return asked and not is_past_or_dated(lower, sentence, mention)


def is_planned(
    page: PageText, sentence: Sentence, mention: EventMention, event: str, before: str
) -> bool:
    """Whether an event is still to come."""
    if event == "transferred" and _OBJECT_BEFORE.search(before) is not None:
        return False
    agreed = _AGREED_TO.search(before) is not None
    if not agreed and (mention.modality == "planned" or _TO_DO.search(before) is not None):
        return True
    if event == "transferred" and (
        is_not_closed(page.lower, sentence, mention)
        or _FOR_SALE.search(
            page.lower, max(sentence.start, mention.start - _SALE_REACH), mention.end
        )
    ):
        return True
    if page.document.language != "zh" and lies_ahead(page.lower, sentence, mention):
        return True
    return event in PROGRESS and _is_planned_before(page.lower, sentence, mention)


# 公司将持有的X股权转让给Y: 将 only opens what is sold.
_OBJECT_BEFORE: Final = re.compile(
    r"(?<![拟计划])将(?:其|所|公司|集团|全资|直接|间接)*(?:持有|所持|旗下|拥有)的[^,。;]{2,36}$"
)
# 拟于2025年开展二期建设
_PLAN_RIGHT_BEFORE: Final = re.compile(
    r"(?:拟|计划|将|预计|力争|有望|争取)(?:于|在)?[^,。;已]{0,10}$"
)
# 年内开工建设
_WITHIN_YEAR: Final = re.compile(r"(?<!已于)(?:年内|年底前|明年(?!的))$")
# 2026年,我们将聚力做强产业,上半年开工建设X
_PLANS_AHEAD: Final = re.compile(
    r"(?:\d{4}年|今年|明年|下一步|接下来)[^,。;]{0,4},?(?:我们|我市|我省|我区|我县|全市|全省)?(?:将|要|拟|力争)"
    r"|(?:下一步|接下来|下一阶段|今后|后续),?[^,。;]{0,16}?(?:会|将|要|拟|力争|计划)(?!加快|继续|持续|积极)"
)
# 2026年全部建成后,将实现4000P
_THEN: Final = re.compile(r"(?:投产|投用|投运|并投用)?[之以]?后,?[^,。;]{0,8}(?:将|预计|有望)")
# 2026年将建成21个机房模块、2520台机柜后投入试运营
_ONCE_DONE: Final = re.compile(
    r"(?<![主大小健])将(?!军|来|近)[^,。;已]{4,44}[之以]?后[^,。;已]{0,6}$"
)
_DONE: Final = re.compile(r"[已曾](?:于|经|在|完成|建成|投|开)")


def _is_planned_before(lower: str, sentence: Sentence, mention: EventMention) -> bool:
    """Whether words before an event make it a plan; a planned sum does not (预计达32亿元的X)."""
    found = _PLAN_BEFORE.search(lower, max(sentence.start, mention.start - 40), mention.start)
    if found is not None and not (
        "元的" in found.group() or _DONE.search(lower, found.start(), mention.end)
    ):
        return True
    if _WITHIN_YEAR.search(lower, max(sentence.start, mention.start - 6), mention.start):
        return True
    if _PLANS_AHEAD.match(lower, sentence.start, mention.start) and not _DONE.search(
        lower, sentence.start, mention.end
    ):
        return True
    if _THEN.match(lower, mention.end, sentence.end):
        return True
    if _ONCE_DONE.search(lower, max(sentence.start, mention.start - 56), mention.start):
        return True
    near = lower[max(sentence.start, mention.start - 14) : mention.start]
    return len(mention.word) > LONGEST_WORD and _PLAN_RIGHT_BEFORE.search(near) is not None


# "X to open Y next year"; "began to build" and "is said to have opened" are none.
_TO_DO: Final = re.compile(r"(?<!began )(?<!begun )(?<!started )(?<!have )\bto\s$")
# "agreed on 3 May to terminate": it has been settled.
_AGREED_TO: Final = re.compile(r"\bagreed (?:[^.;]{0,30} )?to\s$")


def is_condition(lower: str, sentence: Sentence, mention: EventMention) -> bool:
    """Whether the words behind make it a point in time (投产后), and no past date says it was."""
    behind = _CONDITION_BEHIND.match(lower, mention.end, sentence.end)
    if behind is None:
        return False
    before = lower[max(sentence.start, mention.start - 30) : mention.start]
    if "以来" in behind.group():
        return _SINCE.search(before) is None and _PAST.search(before) is None
    return _PAST.search(before) is None
