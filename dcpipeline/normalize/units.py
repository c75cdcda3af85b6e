"""What stands behind a number: units of compute, power, cards, servers and racks."""

import re
from functools import lru_cache
from typing import Final, NamedTuple

from dcpipeline.normalize.lexicon import listed
from dcpipeline.normalize.text import fold
from dcpipeline.normalize.values import Measure

_GAP: Final = r"[ \u00a0]?"
_MORE: Final = r"(?:余|多|\+|-plus|\+ )?"


class Unit(NamedTuple):
    """A unit read behind a number.

    Attributes:
        measure: what is measured.
        name: unit of the result.
        factor: multiply the printed number by it.
        end: character behind the unit in the folded text.
    """

    measure: Measure
    name: str
    factor: float
    end: int


# 56PB人工智能算力 means P: the noun decides (EXTRACTION 4, trap 1).
_PETABYTE_OF_COMPUTE: Final = r"PB(?=的?(?:人工智能|智能|AI|通用)?(?:计算)?算力)"
_COMPUTE: Final = re.compile(
    rf"{_MORE}{_GAP}(?:"
    rf"(?P<peta>{_PETABYTE_OF_COMPUTE}|P(?:eta)?-?{_GAP}FLOP(?:S|/s)?|"
    r"P(?=级|的|$|[^A-Za-z0-9])(?!\.[a-z]\b))"
    rf"|(?P<exa>E(?:xa)?-?{_GAP}FLOP(?:S|/s)?|E(?=级|$|[^A-Za-z0-9]))"
    rf"|(?P<tera>T(?:era)?-?{_GAP}FLOP(?:S|/s)?)"
    rf"|(?P<pops>POPS)|(?P<tops>TOPS)|(?P<eops>EOPS))(?![A-Za-z])",
    re.IGNORECASE,
)
_COMPUTE_UNITS: Final[dict[str, tuple[Measure, str, float]]] = {
    "peta": ("compute", "PFLOPS", 1.0),
    "exa": ("compute", "PFLOPS", 1000.0),
    "tera": ("compute", "PFLOPS", 0.001),
    "pops": ("operations", "POPS", 1.0),
    "tops": ("operations", "POPS", 0.001),
    "eops": ("operations", "POPS", 1000.0),
}
_POWER: Final = re.compile(
    rf"{_MORE}{_GAP}(?:(?P<mw>MW|兆瓦|megawatts?)|(?P<gw>GW|吉瓦|gigawatts?)"
    rf"|(?P<kw>kW|千瓦|kilowatts?))(?![A-Za-z时·]|\.[A-Za-z]|{_GAP}时|[ -]hours?|[ -]?heures?)",
    re.IGNORECASE,
)
_POWER_FACTORS: Final = {"mw": 1.0, "gw": 1000.0, "kw": 0.001}
# 10^15 operations a second are one PFLOPS; 亿亿 is 10^16.
_PER_SECOND: Final = re.compile(r"(?P<more>[万亿]{0,3})次(?P<rate>浮点|/秒|每秒|运算/秒)?")


def read_unit(text: str, start: int, end: int, value: float) -> Unit | None:
    """The unit of the number that fills ``text[start:end]``, None where there is none.

    Args:
        text: folded text, case kept (E is a unit, e an exponent).
        start: first character of the number.
        end: character behind its multipliers.
        value: the number, which decides between a unit and an abbreviation in two cases.
    """
    following = text[end : end + 1]
    if not (following.isascii() or following in _han_of_units()):
        return None  # 2026年, 一期, 第三个
    if text[max(0, start - 1) : start] in ("×", "*"):
        return None  # 2×100MW: the factor alone is not the quantity
    if following and following in _NO_UNIT:
        return _noun_before(text, start, end)
    for reader in _MEASURED if following in _SYMBOLS else ():
        unit = reader(text, end, value)
        if unit is not None:
            return unit
    for counting in (_accelerators, _servers, _racks):
        unit = counting(text, end)
        if unit is not None:
            return unit
    return _noun_before(text, start, end)


# Marks that stand behind a number, never before its unit.
_NO_UNIT: Final = ",.;:!?()%、。\n"
_NOUNS: Final = ("accelerator_nouns", "server_nouns", "standard_rack_nouns", "cabinet_nouns")


@lru_cache(maxsize=1)
def _han_of_units() -> frozenset[str]:
    """The characters beyond ASCII that can stand right behind the number of a quantity."""
    nouns = {word[0] for section in _NOUNS for word in listed(section)}
    # Blank, more, a factor or a Chinese unit, a counter, the end of a clause.
    return frozenset(nouns | set("\u00a0余多万亿次兆吉千张块片枚颗个台套架组面。、"))


def _compute(text: str, end: int, value: float) -> Unit | None:
    match = _COMPUTE.match(text, end)
    if match is None or match.lastgroup is None:
        return None
    short = match.group(match.lastgroup)
    if short == "e" or (short == "E" and value == int(value) and 1990 <= value <= 2100):
        return None  # an exponent, or an estimate for a year (2026E)
    measure, name, factor = _COMPUTE_UNITS[match.lastgroup]
    return Unit(measure, name, factor, match.end())


def _operations_per_second(text: str, end: int, value: float) -> Unit | None:
    match = _PER_SECOND.match(text, end)
    if match is None:
        return None
    factor = 1.0
    for character in match["more"]:
        factor *= 10**4 if character == "万" else 10**8
    said = match["rate"] is not None or "每秒" in text[max(0, end - 24) : end]
    if not said or value * factor < 10**12:
        return None
    return Unit("compute", "PFLOPS", factor / 10**15, match.end())


def _power(text: str, end: int, value: float) -> Unit | None:
    match = _POWER.match(text, end)
    if match is None or match.lastgroup is None:
        return None
    return Unit("power", "MW", _POWER_FACTORS[match.lastgroup], match.end())


_MEASURED: Final = (_compute, _operations_per_second, _power)
# What can stand right behind a number whose unit is a symbol: the symbol, a factor, a blank, more.
_SYMBOLS: Final = frozenset("petmgkPETMGK兆吉千万亿次余多+- \u00a0")


@lru_cache(maxsize=8)
def _counted(section: str, counters: str) -> re.Pattern[str]:
    """Behind a number: counter, a few words of description, the noun."""
    han = "|".join(re.escape(w) for w in listed(section) if not w[0].isascii())
    latin = "|".join(re.escape(w) for w in listed(section) if w[0].isascii())
    # Words that begin another phrase: 5 halls and 300 racks are not 5 racks.
    word = (
        r"(?!(?:and|with|in|on|for|of|by|from|et|de|pour|avec|plus|halls?|buildings?|armoires?|"
        r"baies?|racks?|cabinets?)(?![a-z]))"
    )
    power = r"\d{1,3}(?:[.,]\d+)?[ -]?k(?:w|ilowatts?)(?:-equivalent)?"
    described = rf"(?:{power}|{word}[a-z][a-z0-9-]{{0,20}})"
    return re.compile(
        rf"{_MORE}{_GAP}(?:"
        rf"(?:[{counters}](?!月|年|季|小时|百分|工作日)(?:(?!(?:{han}))[^,.;:、。\n\d]|\d(?!\d{{0,6}}[张块台个架P,])){{0,18}}?)?"
        rf"(?P<han>{han})(?![时车口拉号位券内])"
        rf"|(?:[{counters}][ ]?)?(?:de |d')?(?:{described}[ ]){{0,4}}?(?P<latin>{latin})(?![a-z-])"
        rf")",
        re.IGNORECASE,
    )


def _accelerators(text: str, end: int) -> Unit | None:
    match = _counted("accelerator_nouns", "张块片枚颗个").match(text, end)
    match = match or _cards_of_model().match(text, end)
    if match is None or _NO_CARDS.match(text, match.end()):
        return None
    return Unit("accelerators", "cards", 1.0, match.end())


# 200 GPU hours are a price's unit, 200 GPU servers are servers.
_NO_CARDS: Final = re.compile(
    r"[ -]?h(?:ou|eu)res?\b|[ -]?hours?\b|[ -](?:servers?|nodes?|racks?|cabinets?|machines?)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=1)
def _cards_of_model() -> re.Pattern[str]:
    """5000张昇腾910B, 2000块国产H800: behind the counter a maker or model, no word for a card."""
    known = "|".join(
        re.escape(word) for word in (*listed("accelerator_makers"), *listed("accelerator_models"))
    )
    return re.compile(
        rf"{_MORE}{_GAP}[张块片枚颗][^,.;:、。\n\d]{{0,6}}?(?:{known})", re.IGNORECASE
    )


def _servers(text: str, end: int) -> Unit | None:
    match = _counted("server_nouns", "台套个").match(text, end)
    if match is None or _FURNITURE.match(text, match.end()):
        return None
    return Unit("servers", "servers", 1.0, match.end())


def _racks(text: str, end: int) -> Unit | None:
    standard = _counted("standard_rack_nouns", "个架台组面").match(text, end)
    if standard is not None:
        return Unit("racks", "standard_2_5kw", 1.0, standard.end())
    match = _counted("cabinet_nouns", "个架台组面").match(text, end)
    if match is None:
        return None
    return Unit("racks", rack_unit_of(text[match.start() : match.end() + 16]), 1.0, match.end())


def _noun_before(text: str, start: int, end: int) -> Unit | None:
    """机架规模达2万架, 服务器330台: the noun stands before the number, a counter behind it."""
    counter = _COUNTER.match(text, end)
    before = text[max(0, start - 14) : start]
    if counter is None:
        total = _NO_COUNTER.search(before) if _ENDS_CLAUSE.match(text, end) else None
        return None if total is None else Unit("racks", rack_unit_of(total.group()), 1.0, end)
    if _FITS.search(before) and text[counter.end() - 1] == "架":
        return Unit("racks", "unknown", 1.0, counter.end())
    noun = _COUNTED_BEFORE.search(before)
    if noun is None or noun.lastgroup is None:
        bare = text[counter.end() - 1] == "架" and _of_racks(text, start, end)
        return Unit("racks", _kind_before(text, start), 1.0, counter.end()) if bare else None
    if noun.lastgroup == "racks":
        return Unit("racks", rack_unit_of(noun["racks"]), 1.0, counter.end())
    if noun.lastgroup == "servers":
        return Unit("servers", "servers", 1.0, counter.end())
    return Unit("accelerators", "cards", 1.0, counter.end())


# 对外机架数达53.4万, : neither rack nor counter behind the number.
_NO_COUNTER: Final = re.compile(
    r"(?:标准机架|机架|机柜)(?:总数|数量|数|总规模|规模|总量)(?:已|将|均|经)*(?:达到|超过|突破|达|超|约|为|近){1,3}$"
)
_ENDS_CLAUSE: Final = re.compile(r"[,。;、)]|$")
# 装机能力约7000架
_FITS: Final = re.compile(r"装机(?:能力|规模|容量)(?:可|将|总)*(?:达到|达|约|为|超过|近){0,2}$")
# 二期(5000架), 规划6000架: beside racks or a center; planes are counted so too.
_NEAR_RACKS: Final = re.compile(r"机柜|机架|标架|数据中心|智算中心|算力中心|机房")
_PLANES: Final = re.compile(r"飞机|无人机|航班|客机|战机|直升机|航空|钢琴|书架|货架")
_RACK_NOUN: Final = re.compile(r"标准机架|标架|机柜|机架")
_RACK_REACH: Final = 60


def _kind_before(text: str, start: int) -> str:
    """The unit of the racks that were spoken of last, ``unknown`` without any."""
    nouns = _RACK_NOUN.findall(text, max(0, start - _RACK_REACH), start)
    return rack_unit_of(nouns[-1]) if nouns else "unknown"


def _of_racks(text: str, start: int, end: int) -> bool:
    """Whether 架 without a noun counts racks, by the words around it."""
    around = text[max(0, start - _RACK_REACH) : end + _RACK_REACH]
    return _NEAR_RACKS.search(around) is not None and _PLANES.search(around) is None


_COUNTER: Final = re.compile(rf"{_MORE}{_GAP}[架个台张块片组](?![构机次空月百十]|项目|省|市)")
_COUNTED_BEFORE: Final = re.compile(
    r"(?:(?P<racks>标准机架|机架|机柜)|(?P<servers>服务器)|(?P<cards>加速卡|算力卡|智算卡|计算卡|推理卡|训练卡|国产卡|"
    r"显卡|[GN]PU卡?|AI卡|AI芯片|算力芯片|DCU卡?))"
    r"(?:总?规模|总?数?量?|总计|合计|共计?|能力)?(?:扩充至|扩充到|扩容至|扩至|增至|达到|扩充至约|扩容至约|不少于|不低于|不超过|不多于|至少|超过|多达|"
    r"[达到为约近超逾:有 ]{0,4})$"
)
_FURNITURE: Final = re.compile(r" ?(?:机柜|机架|cabinet|rack)", re.IGNORECASE)
_STANDARD_WORD: Final = re.compile(
    r"标准机架|标架|standard racks?|racks? standards?|baies standards?"
)
_STANDARD_POWER: Final = re.compile(r"(?<![\d.,])2[.,]5 ?-?(?:kw|千瓦)")
_CABINET: Final = re.compile(
    r"机柜|机架|cabinets?|armoires?|"
    r"\d ?-?(?:kw|千瓦)(?:-equivalent)? (?:racks?|baies?)|"
    r"(?:racks?|baies?) (?:of|at|de) (?:up to |about )?\d[\d.,-]{0,10} ?kw|"
    r"(?:high-power|high-density|server|storage|liquid-cooled|ai|general) racks?"
)


def rack_unit_of(text: str) -> str:
    """What a rack is, by the words of a note: ``standard_2_5kw``, ``cabinet`` or ``unknown``.

    The standard rack (标准机架, 2.5 kW) is a unit of account; 机柜, 机架 and cabinets are pieces of
    furniture of any power, and a standard cabinet (标准机柜) is one of them. A bare English or
    French "rack" may be either: unknown. So is a note that speaks of both.
    """
    lowered = fold(text).text.lower()
    rest = _STANDARD_WORD.sub(" ", lowered)
    is_cabinet = _CABINET.search(_STANDARD_POWER.sub("", rest)) is not None
    if rest != lowered:
        return "unknown" if is_cabinet else "standard_2_5kw"
    if _STANDARD_POWER.search(lowered):
        # 机柜(2.5千瓦): the power makes a cabinet a standard rack, if only one kind is spoken of.
        kinds = len(_ANY_POWER.findall(lowered))
        return "standard_2_5kw" if kinds == 1 else "unknown"
    return "cabinet" if is_cabinet else "unknown"


_ANY_POWER: Final = re.compile(r"\d ?-?(?:kw|千瓦)")
