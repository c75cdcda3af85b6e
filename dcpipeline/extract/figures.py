"""Figures of a page: quantities and money, each as the property that it is a value of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from dcpipeline.extract.segments import PageText
from dcpipeline.normalize import Quantity, find_money, find_quantities
from dcpipeline.normalize.bounds import qualifier_of
from dcpipeline.normalize.matching import matches_from

PROPERTY_OF_MEASURE: Final = {
    "compute": "compute",
    "operations": "compute",
    "accelerators": "accelerators",
    "servers": "servers",
    "racks": "racks",
    "it_load": "it_load",
    "power": "it_load",
    "investment": "investment",
    "batch_total": "investment",
    "contract": "contract_value",
    "award": "award_value",
    "annual_plan": "annual_plan",
    "land": "land_price",
    "money": "other_money",
}
MONEY: Final = frozenset(
    {"investment", "contract_value", "award_value", "annual_plan", "land_price", "other_money"}
)
_NOT_TAKEN: Final = {
    "rack_power": "power of one rack, not of the site",
    "generation": "power of a plant beside the site, not of the site",
}
# A rack of the register takes up to 0.1 MW; the smallest site with a stated load has 0.3 MW.
SMALLEST_MW: Final = 0.2
CARDS_OF_A_SERVER: Final = 16
_NUMERALS: Final = frozenset("一二两三四五六七八九十")
_PUE: Final = re.compile(
    r"(?:(?<![a-z])pue|power usage effectiveness(?! \(pue)|电能利用效率|电源使用效率)"
    r"(?:(?:从|由)\d\.\d+(?=降|下降|优化|压|减)|下降|优化|压降|惊人的|领先的|最低|pue|\(|降到|降至|降低到|低到|仅|只有|仅有|值|均值|指标|"
    r"数值|运行值|实测值|设计值|限值|上限|\)|\s|要求|控制在|稳定在|平均|年均|年|"
    r"低至|可|目标|,|优于|全年|实测|约|:|为|在|小于|低于|不高于|不超过|不大于|≤|<|<=|=|达到|达)*"
    r"\s?(?P<value>1[.,]\d{1,3}|2(?:[.,]\d{1,2})?)(?![\d%]|[.,]\d)"
    # "(PUE) of no higher than 1.17", "PUE annuel moyen inferieur a 1,15"
    r"|(?:(?<![a-z])pue|power usage effectiveness(?! \(pue))[a-z' ,():=<≤~-]{1,56}?"
    r"(?P<told>1[.,]\d{1,3}|2[.,]\d)(?![\d%]|[.,]\d| ?(?:%|per ?cent|pour ?cent|times|"
    r"fois|[bmt]n\b|[bmt]illi|m?w\b|[egm]w\b|[ep]flops|exa|peta|mille|hectare|ha\b|yuan|rmb|usd|euro))"
    # "a 1.15 annual PUE"
    r"|(?<![\d.,])(?P<front>1[.,]\d{1,2}) (?:[a-z]+ ){0,2}?pue\b"
    # "PUE of the Wuzhou hub is 1.2", "le PUE du campus ne depasse pas 1,2"
    r"|(?<![a-z])pue\)?(?: moyen| annuel| average)? (?:of|at|for|du|de|d'|des)\b[^.,;:\n\d]{2,70}?"
    r"(?:, [^.,;:\n]{2,40},)? (?:is|has|fell|was|stands|reaches|"
    r"est|atteint|reste|ne|s'eleve|tombe|descend|avoisine|should|will|sera|serait)\b"
    r"[^.,;:\n\d]{0,28} (?P<other>1[.,]\d{1,3})(?![\d%]|[.,]\d)"
    # "un indicateur d'efficacite energetique inferieur a 1,15"
    r"|efficacite energetique(?! ?\() (?:[a-z']+ ){0,5}?(?P<called>1[.,]\d{1,3})(?!\d| ?%| fois)"
)
_FIRST_OF_PUE: Final = re.compile(
    r"[p电](?=[u能源]|ower usage)|e(?=fficacite energetique)|1(?=[.,]\d{1,2} (?:[a-z]+ ){0,2}?pue)"
)
_PUE_AT_MOST: Final = re.compile(
    r"低于|小于|不高于|不超过|不大于|以下|以内|≤|<|below|under|no more|less than|not exceed|"
    r"(?:no|not) (?:higher|greater|above|over)|lower than|within|"
    r"inferieur|moins|sous|plafonne|limite|capped|cap|better than|depass|优于|上限|"
    r"限值|at most"
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with the property that it is a value of.

    Attributes:
        property: PROPERTY of the schema.
        start: first character in the folded text.
        end: character behind the last.
        value: the printed figure in ``unit``, None for a range.
        low: lower bound.
        high: upper bound.
        unit: unit of the value.
        qualifier: how the words bound it.
        precision: number format of compute.
        is_total: whether its own words call it the total of several projects.
        state: state of the projects that are counted.
        period: first and last day of the period that is counted.
        code: kind of a signal.
    """

    property: str
    start: int
    end: int
    value: float | None
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    qualifier: str = "exact"
    precision: str | None = None
    is_total: bool = False
    state: str | None = None
    period: tuple[date, date] | None = None
    code: str = ""


@dataclass(frozen=True, slots=True)
class Untaken:
    """A figure that is seen and left alone.

    Attributes:
        start: first character in the folded text.
        end: character behind the last.
        what: what it measures.
        reason: why it is no value of a property.
    """

    start: int
    end: int
    what: str
    reason: str


# a 1,200-rack centre, the 900-million-yuan scheme
_HYPHENS: Final = re.compile(
    r"(?<=\d)-(?=(?:million|billion|trillion|peta\w+|p?flops|exa\w+|racks?|cabinets?|servers?|"
    r"cards?|gpus?|megawatts?|gigawatts?|mw|gw|yuan)\b)|"
    r"(?:(?<=illion)|(?<=\dbn)|(?<=\dm))-(?=(?:yuan|rmb|dollars?|euros?)\b)",
    re.IGNORECASE,
)


def without_hyphens(text: str) -> str:
    """A text of the same length with blanks in words such as "900-million-yuan"."""
    return _HYPHENS.sub(" ", text)


def find_figures(page: PageText) -> tuple[list[Figure], list[Untaken]]:
    """All quantities and amounts of a page in order, and those that say nothing of a site."""
    language = page.document.language
    taken: list[Figure] = []
    untaken: list[Untaken] = []
    text = page.text if language == "zh" else without_hyphens(page.text)
    for quantity in (*find_quantities(text, language), *find_money(text, language)):
        reason = _NOT_TAKEN.get(quantity.measure) or _too_small(quantity)
        if reason is not None:
            untaken.append(Untaken(quantity.start, quantity.end, quantity.measure, reason))
        else:
            taken.append(_figure(quantity))
    taken.extend(_pue(page))
    taken.sort(key=lambda f: (f.start, f.end))
    return (_with_kinds(page, taken) if language == "zh" else taken), untaken


# 总投资由6.8亿元提高到7.4亿元, 拟投资额:一号楼6.8亿元,二号楼7.4亿元,合计不超过14.2亿元
_SAME_KIND: Final = re.compile(
    r"[,、;]?(?:现|拟|将)?(?:提高|增加|调增|调减|调整|下调|上调|缩减|压减|变更|增|降)(?:至|到|为)(?:人民币)?"
    r"|[,、;](?:(?:第?[一二三四五\d]期|[一二三四五\d]号楼|两[者期栋]?)?(?:项目)?(?:合计|共计|总计)?)(?:投资)?(?:人民币)?"
)


def _with_kinds(page: PageText, figures: list[Figure]) -> list[Figure]:
    """Figures, a sum that only goes on about the one before it being money for the same."""
    found: list[Figure] = []
    before: Figure | None = None
    for figure in figures:
        kept = figure
        if figure.property == "other_money" and before is not None:
            gap = page.lower[before.end : figure.start]
            if before.property == "investment" and _SAME_KIND.fullmatch(gap):
                kept = replace(figure, property="investment")
        found.append(kept)
        if kept.property in MONEY:
            before = kept
    return found


def _too_small(quantity: Quantity) -> str | None:
    """Why a figure is that of one piece and not of a site; None where it can be a site's."""
    value = quantity.value if quantity.value is not None else quantity.high
    measure = quantity.measure
    if measure == "compute" and not any(c.isdigit() or c in _NUMERALS for c in quantity.text):
        return "an order of magnitude, not a figure"
    if value is None:
        return None
    if measure in {"it_load", "power"} and value < SMALLEST_MW:
        return "power of one rack, not of the site"
    if measure == "accelerators" and value <= CARDS_OF_A_SERVER:
        return "cards of one server, not of the site"
    if measure in {"servers", "racks"} and value <= 1:
        return "one piece, not a count"
    return None


def _figure(quantity: Quantity) -> Figure:
    return Figure(
        PROPERTY_OF_MEASURE[quantity.measure],
        quantity.start,
        quantity.end,
        quantity.value,
        quantity.low,
        quantity.high,
        quantity.unit,
        quantity.qualifier,
        "INT8" if quantity.measure == "operations" else quantity.precision,
        quantity.measure == "batch_total",
    )


def _pue(page: PageText) -> Iterator[Figure]:
    for match in matches_from(_FIRST_OF_PUE, _PUE, page.lower, 0, len(page.lower)):
        group = match.lastgroup or "value"
        value = float(match[group].replace(",", "."))
        words = page.lower[match.start() : match.end() + 4]
        bound = "at_most" if _PUE_AT_MOST.search(words) else None
        named, _, _ = qualifier_of(page.lower, match.start(group), match.end(), match.end())
        qualifier = bound or named
        yield Figure(
            "pue", match.start(), match.end(), value, unit=None, qualifier=qualifier,
            high=value if qualifier == "at_most" else None,
            low=value if qualifier == "at_least" else None,
        )  # fmt: skip
