"""How a Chinese sentence names who says its figures."""

import re
from functools import lru_cache
from typing import Final, NamedTuple

from dcpipeline.normalize.lexicon import mapped


class Cue(NamedTuple):
    """A way of naming a speaker.

    Attributes:
        pattern: its group ``name`` is the speaker.
        sign: what a sentence must hold for the pattern to be worth trying; None for any.
        listed: only names of the lexicon fit it.
    """

    pattern: re.Pattern[str]
    sign: re.Pattern[str] | None = None
    listed: bool = False


_TITLE: Final = (
    r"(?:副?(?:局长|主任|部长|司长|会长|院长|总裁|总经理|处长|厅长|书记|区长|县长|市长|经理|总监|所长|站长)"
    r"|董事长|首席\w{1,6}|秘书长|分析师|研究员|总工程师|总工|新闻发言人|发言人|高管|ceo)"
)
_PERSON: Final = rf"(?:(?:相关|有关)?(?:负责人|负责同志|工作人员|人士)|{_TITLE})"
_SAID: Final = r"(?:表示|指出|介绍|透露|认为|[称说指]|预测|估算|测算|估计|强调|坦言|公布|通报|告诉)"
_SAID_AT_ONCE: Final = r"(?:表示|指出|介绍|透露|认为|测算|估算|[称说](?=[,:“]))"
_LATELY: Final = (
    r"(?:最新|近日|日前|此前|今日|昨日|今天|昨天|当日|(?:\d{1,2}月)?\d{1,2}日|还|也|曾|则|同时)"
)
# 在新闻发布会上, 回覆议员质询时: on what occasion.
_OCCASION: Final = r"(?:在?[^,。;:“”\n]{1,22}?[上中时])"
_WHAT_HAN: Final = (
    r"(?:的|最新|发布|公布|披露|相关|有关|近日|日前|此前|联合|一份|年度|\d{4}年|第?[一二三四]季度|的《[^》]{1,40}》|《[^》]{1,40}》)*"
    r"(?:不完全)?(?:统计|数据(?!中心|港|局|资源|产业|集团)|报告|研报|白皮书|蓝皮书|测算|预测|估算|估计|监测|调研|消息"
    r"|公告|通报|口径|介绍|披露|透露|报道|显示)"
)
_PAPER: Final = r"(?:消息|资料|数据|统计|材料|通报|报告|通知|公报|文件|白皮书|方案|意见|情况|信息)"
_HEAD_WORDS: Final = (
    "局|部|院|委|协会|研究院|研究所|咨询|公司|学会|联盟|委员会|集团|实验室|智库|证券|中心"
    "|厅|署|办公室|顾问|大学|通讯社|社|基金|政府|管委会"
)
_HEADS: Final = f"(?:{_HEAD_WORDS})"
_NAME: Final = rf"[\u4e00-\u9fffa-z0-9·&]{{1,22}}?{_HEADS}"
# Offices speak without the words of analysts: 市大数据局公布, not 公司公布.
_OFFICE: Final = r"[\u4e00-\u9fff]{1,16}?(?:局|厅|署|委|委员会|办公室|基金|政府|管委会)"
_LEAD: Final = re.compile(
    r".*(?:根据|依据|来自|按照|援引|引述|其中|此外|另外|不过|但是|同时|对此|目前|近日|日前|此前|年|月|日|而|但|由|据|投资方|运营方|建设方|业主方?|项目方|[运建投]\w单位|从|在|与|(?<!经济)(?<!发展)(?<!科技)(?<!工业)(?<!商务)(?<!保障)和|了|的)(?=.{2})"
)
_GENERIC: Final = re.compile(
    rf"(?:该|本|上述|相关|有关|多家|一家|某|各|第三方)?.?{_HEADS}|(?:该|本)?(?:子|分|母|总)公司"
)
_ANY_SAID: Final = re.compile(
    "表示|指出|介绍|透露|认为|称|说|指|预测|估算|测算|估计|强调|坦言|公布|通报|告诉"
)
_ANY_PERSON: Final = re.compile(
    "负责|人士|人员|长|任|总裁|经理|总监|书记|首席|分析师|研究员|总工|发言人|高管|ceo"
)


@lru_cache(maxsize=4)
def known(kinds: str = "analyst body company") -> str:
    """All listed names of some kinds as one alternative, longest first."""
    words = [word for word, named in mapped("speakers").items() if set(named) & set(kinds.split())]
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))


def cues() -> tuple[Cue, ...]:
    """The ways of naming a speaker, the surest first."""
    source = rf"(?<![a-z])(?:{known('analyst body')})(?![a-z])"
    listed = rf"(?<![a-z])(?:{known()})(?![a-z])"
    name = rf"(?P<name>{listed}|{_NAME})(?:\([^()]{{1,20}}\))?"
    office = rf"(?P<name>{_OFFICE})"
    said = rf"{_LATELY}{{0,3}}{_OCCASION}?{_LATELY}?{_SAID}"
    # The last character of a name, or of the brackets behind it.
    names = (*_HEAD_WORDS.split("|"), *mapped("speakers"))
    last = f"[{''.join(sorted({word[-1] for word in names}))})]"
    return (
        Cue(
            _pattern(rf"(?:根据|依据|援引|按照|(?<![数依根占证票收单论])据){name}{_WHAT_HAN}"),
            re.compile("据|援引|按照"),
        ),
        Cue(
            _pattern(rf"(?P<name>{source})(?:\([^()]{{1,20}}\))?{_WHAT_HAN}"),
            re.compile(
                "统计|数据|报告|研报|白皮书|蓝皮书|测算|预测|估算|估计|监测|调研|消息|公告|通报|口径|介绍|披露"
                "|透露|报道|显示"
            ),
            listed=True,
        ),
        Cue(
            _pattern(
                rf"(?P<name>{listed})(?:{_PERSON})?[\u4e00-\u9fff]{{0,3}}?{_LATELY}{{0,2}}(?:在报告中|在会上)?{_SAID}"
            ),
            _ANY_SAID,
            listed=True,
        ),
        Cue(
            _pattern(
                rf"{name}(?:发布的?|公布的?)?{_WHAT_HAN}(?:结果|数据|报告)?(?:《[^》]{{1,40}}》)?(?:显示|表明|指出|称|认为)"
            ),
            re.compile("显示|表明|指出|称|认为"),
        ),
        Cue(
            _pattern(rf"(?:从|来自){name}(?:(?:处|方面)?(?:获悉|了解到|得知)|的{_PAPER})"),
            re.compile("从|来自"),
        ),
        Cue(
            _pattern(rf"{name}[^,。;:\n]{{0,12}}?(?:提供|印发|发布|公布|出具)的[^,。;\n]{{0,10}}?{_PAPER}[^,。;\n]{{0,6}}?(?:显示|指出|表明|称|提出|明确|要求)"),
            re.compile("(?:提供|印发|发布|公布|出具)的"),
        ),
        Cue(_pattern(rf"{name}{_PERSON}[\u4e00-\u9fff]{{0,4}}?{said}"), re.compile(last + _PERSON)),
        Cue(_pattern(name + _SAID_AT_ONCE), re.compile(last + _SAID_AT_ONCE)),
        Cue(_pattern(rf"{office}{said}"), _ANY_SAID),
        Cue(
            _pattern(rf"据[^,。;“”\n]{{0,10}}“(?P<name>[^”\n]{{2,12}})”{_WHAT_HAN}"),
            re.compile("据"),
        ),
        Cue(
            _pattern(
                rf"{_TITLE}(?P<name>[\u4e00-\u9fff]{{2,3}}?)(?:告诉记者|(?:向|给)记者|{_LATELY}{{0,2}}(?:介绍|透露|表示|说|称|坦言)[,,:“。])"
            ),
            _ANY_PERSON,
        ),
    )  # fmt: skip


def name_start(lower: str, start: int, end: int) -> int:
    """Where a name begins behind the words that lead to it; ``end`` where only a noun is left."""
    lead = _LEAD.match(lower, start, end)
    begin = lead.end() if lead else start
    return end if _GENERIC.fullmatch(lower[begin:end]) else begin


def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(source, re.IGNORECASE)
