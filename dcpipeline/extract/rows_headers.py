"""Header words of a table to what its column holds."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from dcpipeline.extract.claim import Basis
from dcpipeline.extract.layouts.labels import header_words
from dcpipeline.extract.rows_units import MONEY_ROLES, Unit, unit_of, units_in
from dcpipeline.normalize.lexicon import LANGUAGES, listed, mapped
from dcpipeline.normalize.phrases import Hit, PhraseIndex
from dcpipeline.normalize.text import fold
from dcpipeline.normalize.values import Qualifier

# Longer headers are notes; time stays linear whatever a page prints.
LONGEST_HEADER: Final = 160
FIGURES: Final = MONEY_ROLES | {
    "compute", "racks", "accelerators", "servers", "it_load", "pue", "used_share", "idle_share",
    "project_count", "scale",
}  # fmt: skip
# A figure in one of these columns shows that the row speaks of compute.
OF_COMPUTE: Final = frozenset(
    {"compute", "racks", "accelerators", "it_load", "pue", "used_share", "idle_share"}
)
_HAN_GAP: Final = re.compile(r"(?<=[\u4e00-\u9fff]) +(?=[\u4e00-\u9fff])")
_BRACKETS: Final = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_STANDARD: Final = re.compile(
    r"标准机架|标架|standard racks?|baies? standards?|2[.,]5 ?(?:kw|千瓦)"
)
_STANDARD_CABINET: Final = re.compile(r"标准机柜|standard cabinets?")
_CABINET: Final = re.compile(r"机柜|机架|cabinets?|racks?|baies?|armoires?")
# A column of what was planned before.
_FORMER: Final = re.compile(r"原计划|原定|原预计|调整前|变更前|延期前|调整前后对比")
_NEVER_PLANNED: Final = frozenset({"annual_plan", "contract_value", "award_value", "land_price"})


@dataclass(frozen=True, slots=True)
class Column:
    """What the cells below a header hold.

    Attributes:
        role: key of ``table_headers`` (name, place, operator, status, content, when, compute and
            so on); ``date`` for the date of an event; empty where the words are not known.
        unit: unit of a bare number, None where the header states none.
        event: event that is dated.
        is_planned: whether that event is still to come.
        basis: planned or installed, by the header.
        bound: how the header bounds its figures.
        precision: number format of compute.
        rack_unit: what a bare number of racks counts.
    """

    role: str
    unit: Unit | None = None
    event: str = ""
    is_planned: bool = False
    basis: Basis | None = None
    bound: Qualifier = "exact"
    precision: str = "unknown"
    rack_unit: str = "unknown"


@lru_cache(maxsize=1024)
def column_of(header: str, language: str) -> Column:
    """Read the header of a column.

    Args:
        header: header words as printed, header rows joined by a blank, unit in brackets or behind
            a slash.
        language: language of the page; it decides whether the first or the last word counts.
    """
    text = _HAN_GAP.sub("", fold(header[:LONGEST_HEADER]).text.strip())
    lower = text.lower()
    words, parts = _taken_apart(text)
    spoken = [language, *(name for name in LANGUAGES if name != language)]
    meanings = [_meaning(words, name) for name in spoken]
    role, event = next((found for found in meanings if found[0]), ("", ""))
    if role in {"date", "when"} and _FORMER.search(words):
        role, event = "ignored", ""
    unit = units_in(parts, money=role in MONEY_ROLES) or _as_unit(words)
    if role not in {"ignored", "other", "date", "when"}:
        role = _by_unit(role, unit, parts)
    return Column(
        role,
        unit,
        event,
        _holds("table_planned", words),
        None if role in _NEVER_PLANNED else _basis(words),
        _bound(lower),
        _precision(lower),
        _rack_unit(lower),
    )


def _as_unit(words: str) -> Unit | None:
    """The unit that is the whole header: petaflops, MW."""
    unit = unit_of(words)
    return unit if unit is not None and unit.role in {"compute", "it_load"} else None


def _taken_apart(text: str) -> tuple[str, tuple[str, ...]]:
    """Words of the header in lower case, and the parts that may be units."""
    parts = [part for inside in _BRACKETS.findall(text) for part in (inside, *_split(inside))]
    words = _BRACKETS.sub(" ", text)
    head, slash, tail = words.rpartition("/")
    if slash and unit_of(tail.strip()) is not None:
        words, parts = head, [tail.strip(), *parts]
    head, comma, tail = words.rpartition(",")
    if comma and unit_of(tail.strip()) is not None:
        words, parts = head, [tail.strip(), *parts]
    return " ".join(words.lower().split()), tuple(part.strip() for part in parts)


def _split(inside: str) -> list[str]:
    return re.split(r"[,、;:@]", inside)


def _meaning(words: str, language: str) -> tuple[str, str]:
    """Role and event of a header; empty where no word is known."""
    index, known = header_words(language)
    hits = list(index.find(words))
    if not hits:
        return "", ""
    role, event = known[_head(hits, language).phrase]
    events = [known[hit.phrase][1] for hit in hits if known[hit.phrase][1]]
    if role == "when" and events:
        return "date", events[-1]
    if event and hits[-1].phrase in mapped("table_basis", language):
        # 算力规模(P) 已建成: a figure below two header rows, not the day of an event.
        measured = [known[hit.phrase][0] for hit in hits if known[hit.phrase][0] in FIGURES]
        return (measured[-1], "") if measured else (role, event)
    return role, event


def _head(hits: list[Hit], language: str) -> Hit:
    """The word that the others describe: the first one in French, else the last one."""
    return hits[0] if language == "fr" else hits[-1]


def _by_unit(role: str, unit: Unit | None, parts: tuple[str, ...]) -> str:
    """A unit says more than words such as 规模 or capacity."""
    if unit is not None and unit.role:
        if unit.role == "money":
            return role if role in MONEY_ROLES else ("amount" if role else "")
        return unit.role if role in {"", "scale", "content", *OF_COMPUTE} else role
    if role in {"scale", "compute"}:
        named = [_meaning(part.lower(), language)[0] for part in parts for language in LANGUAGES]
        counted = [name for name in named if name in {"racks", "accelerators", "servers"}]
        return counted[0] if counted else ("content" if role == "scale" and unit is None else role)
    return role


@lru_cache(maxsize=4)
def _index(section: str) -> PhraseIndex:
    is_mapped = section in {"table_basis", "table_bounds", "precisions"}
    return PhraseIndex(mapped(section) if is_mapped else listed(section))


def _holds(section: str, words: str) -> bool:
    return any(True for _ in _index(section).find(words))


def _basis(words: str) -> Basis | None:
    meanings = set(_meanings("table_basis", words))
    if len(meanings) != 1:
        return None
    return "planned" if "planned" in meanings else "installed"


def basis_of_words(words: str) -> Basis | None:
    """Planned or installed, by the words of a heading in lower case."""
    return _basis(words)


def precision_of_words(words: str) -> str:
    """The one number format of compute that words in lower case name, else ``unknown``."""
    return _precision(words)


def _bound(lower: str) -> Qualifier:
    for meaning in _meanings("table_bounds", lower):
        return "at_most" if meaning == "at_most" else "at_least"
    if re.search(r"[≤<]", lower):
        return "at_most"
    return "at_least" if re.search(r"[≥>]", lower) else "exact"


def _precision(lower: str) -> str:
    named = set(_meanings("precisions", lower))
    return named.pop() if len(named) == 1 else "unknown"


def _meanings(section: str, words: str) -> Iterator[str]:
    for hit in _index(section).find(words):
        yield mapped(section)[hit.phrase][0]


def _rack_unit(lower: str) -> str:
    """标准机架 is the unit of account; 架 alone and standard cabinets may be either."""
    if _STANDARD_CABINET.search(lower):
        return "unknown"
    if _STANDARD.search(lower):
        return "standard_2_5kw"
    return "cabinet" if _CABINET.search(lower) else "unknown"
