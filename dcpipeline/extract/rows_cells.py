"""One cell of a table to figures, events and dates; spans lie in the folded text of the page."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from dcpipeline.extract.basis import basis_at, change_at
from dcpipeline.extract.claim import Basis, Change
from dcpipeline.extract.document import Document
from dcpipeline.extract.event_words import Happening
from dcpipeline.extract.figures import MONEY, Figure, find_figures
from dcpipeline.extract.happenings import find_happenings, happenings_of
from dcpipeline.extract.phases import PhaseMention, find_phases, phase_at
from dcpipeline.extract.rows_headers import Column
from dcpipeline.extract.rows_units import MONEY_ROLES, Unit
from dcpipeline.extract.segments import PageText, Sentence
from dcpipeline.normalize import DateValue, find_dates
from dcpipeline.normalize.bounds import qualifier_of
from dcpipeline.normalize.lexicon import listed, mapped
from dcpipeline.normalize.numbers import Number, find_numbers, scaled
from dcpipeline.normalize.phrases import PhraseIndex
from dcpipeline.normalize.quantities import bounded, range_start
from dcpipeline.normalize.text import Folded
from dcpipeline.normalize.values import Qualifier

PROPERTY_OF_ROLE: Final = {
    "compute": "compute", "racks": "racks", "accelerators": "accelerators", "servers": "servers",
    "it_load": "it_load", "pue": "pue", "investment": "investment", "annual_plan": "annual_plan",
    "contract_value": "contract_value", "award_value": "award_value", "land_price": "land_price",
    "used_share": "used_share", "idle_share": "idle_share", "project_count": "project_count",
}  # fmt: skip
_UNIT_OF_ROLE: Final = {
    "accelerators": "cards", "servers": "servers", "used_share": "share", "idle_share": "share",
    "project_count": "projects",
}  # fmt: skip
_NEEDS_UNIT: Final = MONEY_ROLES | {"compute", "it_load"}
_PHASE_OF_CELL: Final = re.compile(r"[^/;、,\n]+")
_BRACKET: Final = re.compile(r"\([^()]*\)")
_SIGN: Final = re.compile(r"(?P<at_least>[≥>≧])|(?P<at_most>[≤<≦])|(?P<about>[~≈约])")
_SIGNS: Final[dict[str, Qualifier]] = {
    "at_least": "at_least",
    "at_most": "at_most",
    "about": "about",
}
_COUNTERS: Final = re.compile(r"[\s架个台张块片套座组枚颗卡p%.:=≥≤<>≧≦~≈+()元-]|(?:项目|左右)")
_MARKS: Final = re.compile(r"[\s\-/—.*]*")
LOWEST_PUE, HIGHEST_PUE = 1.0, 3.0


@dataclass(frozen=True, slots=True)
class RowFigure:
    """A figure of a row.

    Attributes:
        figure: property, value and words.
        basis: planned or installed, by the header, the cell or the heading of the table.
        phase: phase that it is said of, None for the whole.
        change: total or increment.
    """

    figure: Figure
    basis: Basis | None = None
    phase: str | None = None
    change: Change | None = None


@dataclass(frozen=True, slots=True)
class Read:
    """What a cell says.

    Attributes:
        figures: in its order.
        events: in its order.
        phases: phase of each event, of the same length.
        unread: why nothing, or not all, was read; empty otherwise.
    """

    figures: tuple[RowFigure, ...] = ()
    events: tuple[Happening, ...] = ()
    phases: tuple[str | None, ...] = ()
    unread: str = ""


def is_nothing(lower: str) -> bool:
    """Whether a cell says that nothing is known: a dash, a slash, 暂无, n/a."""
    bare = lower.strip()
    return _MARKS.fullmatch(bare) is not None or bare in _nothings()


@lru_cache(maxsize=1)
def _nothings() -> frozenset[str]:
    return frozenset(listed("table_nothing"))


def cell_page(page: PageText, start: int, end: int) -> PageText:
    """A cell as a page of one sentence, so that no word of its neighbours counts."""
    text = page.text[start:end]
    document = Document(
        text, (), "text", page.document.language, published_on=page.document.published_on
    )
    return PageText(
        document,
        Folded(text, text, None),
        page.lower[start:end],
        (Sentence(0, len(text), 0, None),),
    )


def read_prose(page: PageText, start: int, end: int, *, money: str = "") -> Read:
    """Figures with their own units, and events, of a cell in words.

    Args:
        page: the page.
        start: first character of the cell.
        end: character behind it.
        money: property of amounts whose purpose the cell does not say.
    """
    cell = cell_page(page, start, end)
    sentence = cell.sentences[0]
    phases = find_phases(cell.lower, 0, end - start)
    figures: list[RowFigure] = []
    found, untaken = find_figures(cell)
    for figure in found:
        name = figure.property if figure.property != "other_money" else money
        if not name:
            continue
        basis = basis_at(cell, sentence, figure.start, figure.end, near=name in MONEY)
        change = change_at(cell, sentence, figure.start)
        phase = phase_at(phases, figure.start, 0)
        figures.append(
            RowFigure(_moved(replace(figure, property=name), start), basis, phase, change)
        )
    events = read_events(page, start, end)
    reason = untaken[0].reason if untaken and not figures else ""
    return Read(tuple(figures), events.events, events.phases, reason)


def _moved(figure: Figure, by: int) -> Figure:
    return replace(figure, start=figure.start + by, end=figure.end + by)


def read_events(page: PageText, start: int, end: int) -> Read:
    """The events of a cell in words, with the dates and phases that it gives them."""
    cell = cell_page(page, start, end)
    dates = find_dates(cell.text, reference=page.document.published_on)
    found = happenings_of(cell, cell.sentences[0], find_happenings(cell), dates)
    phases = find_phases(cell.lower, 0, len(cell.lower))
    return Read(
        events=tuple(_shifted(happening, start) for happening in found),
        phases=tuple(_phase_of(phases, happening) for happening in found),
    )


def _phase_of(phases: Sequence[PhaseMention], happening: Happening) -> str | None:
    """The phase named before an event, or inside its words (一期投产)."""
    named = [p for p in phases if p.start < happening.end]
    return (named[-1].phase or None) if named else None


def _shifted(happening: Happening, by: int) -> Happening:
    on = happening.on
    moved = None if on is None else replace(on, span=(on.span[0] + by, on.span[1] + by))
    return replace(happening, start=happening.start + by, end=happening.end + by, on=moved)


def read_state(page: PageText, start: int, end: int) -> Read:
    """The cell of a column of states: a known word, else a short text."""
    events = mapped("table_states").get(page.lower[start:end].strip(), ())
    if events:
        return Read(events=(Happening(events[0], False, start, end),), phases=(None,))
    found = read_events(page, start, end)
    # 新建, 扩建 and 改建 say what is built, not how far it is.
    kept = [i for i, e in enumerate(found.events) if e.event != "expanded" or end - start > 4]
    return Read(
        events=tuple(found.events[i] for i in kept),
        phases=tuple(found.phases[i] for i in kept),
        unread="" if kept else "no word for a state is known",
    )


def date_of(page: PageText, start: int, end: int) -> DateValue | None:
    """The one date of a cell, its span in the page; None without or with several."""
    text = page.text[start:end]
    found = find_dates(text, reference=page.document.published_on)
    if len(found) != 1:
        return None
    first, last = found[0].span
    return replace(found[0], span=(first + start, last + start))


def read_figures(
    page: PageText, start: int, end: int, column: Column, fallback: dict[str, Unit]
) -> Read:
    """The cell of a column of figures: with its own unit, else with that of the header.

    Args:
        page: the page.
        start: first character of the cell.
        end: character behind it.
        column: the column.
        fallback: units that the caption states for the whole table, by their role.
    """
    own = read_prose(page, start, end, money=_property(column))
    if own.figures:
        return Read(
            tuple(_with_header(figure, column) for figure in own.figures), unread=own.unread
        )
    unit = column.unit
    if unit is None or (column.role in _NEEDS_UNIT and not unit.name):
        unit = fallback.get("money" if column.role in MONEY_ROLES else column.role, unit)
    name = _property(column)
    if not name or (column.role in _NEEDS_UNIT and (unit is None or not unit.name)):
        return Read(unread="neither the cell nor its header states a unit")
    lower = page.lower[start:end]
    parts = [m for m in _PHASE_OF_CELL.finditer(lower)] if re.search(r"[/;、]", lower) else []
    if len(parts) < 2:
        return _bare(page, start, end, column, unit)
    read = [_bare(page, start + m.start(), start + m.end(), column, unit) for m in parts]
    figures = tuple(figure for part in read for figure in part.figures)
    told = {(figure.basis, figure.phase) for figure in figures}
    if len(told) < len(parts):
        return Read(unread="several figures that no word tells apart")
    return Read(figures)


def _property(column: Column) -> str:
    return PROPERTY_OF_ROLE.get(column.role, "")


def _with_header(figure: RowFigure, column: Column) -> RowFigure:
    """What the header says and the cell does not."""
    own = figure.figure
    if own.property == "compute" and own.precision == "unknown":
        own = replace(own, precision=column.precision)
    if own.property == "racks" and own.unit == "unknown":
        own = replace(own, unit=column.rack_unit)
    return replace(figure, figure=own, basis=figure.basis or column.basis)


def _bare(page: PageText, start: int, end: int, column: Column, unit: Unit | None) -> Read:
    """A number without unit."""
    cell = cell_page(page, start, end)
    text = _BRACKET.sub(lambda m: " " * len(m.group()), cell.text)
    numbers = list(find_numbers(Folded(text, text, None), page.document.language))
    if not numbers:
        return Read(unread="no number is read from it")
    number = numbers[-1]
    low = range_start(text, number, number.end, numbers[0]) if len(numbers) == 2 else None
    if len(numbers) > 2 or (len(numbers) == 2 and low is None):
        return Read(unread="several numbers")
    first = numbers[0].start
    qualifier, begin, stop = _qualifier(text.lower(), first, number.end)
    phases = find_phases(cell.lower, 0, len(cell.lower))
    basis = basis_at(cell, cell.sentences[0], first, number.end)
    if _left_over(text.lower(), begin, stop, phases):
        return Read(unread="words beside the number are not known")
    if low is not None:
        qualifier = "range"
    elif qualifier == "exact":
        qualifier = column.bound
    name = _property(column)
    factor = _factor(column, unit, number, text)
    bounds = bounded(qualifier, low, number.value, factor)
    if not _is_possible(name, bounds[1] if bounds[1] is not None else bounds[2]):
        return Read(unread="no possible value of this property")
    figure = Figure(
        name, start + begin, start + stop, bounds[1], bounds[0], bounds[2],
        _unit_name(column, unit, cell.lower), qualifier,
        _precision(column, unit) if name == "compute" else None,
    )  # fmt: skip
    phase = next((p.phase for p in phases if p.phase), None)
    change = change_at(cell, cell.sentences[0], first)
    return Read((RowFigure(figure, basis or column.basis, phase, change),))


def _qualifier(lower: str, first: int, last: int) -> tuple[Qualifier, int, int]:
    qualifier, begin, stop = qualifier_of(lower, first, last, last)
    sign = _SIGN.search(lower, 0, first)
    if qualifier == "exact" and sign is not None and sign.lastgroup is not None:
        return _SIGNS[sign.lastgroup], sign.start(), stop
    return qualifier, begin, stop


def _left_over(lower: str, begin: int, stop: int, phases: Sequence[PhaseMention]) -> bool:
    """Whether letters remain beside figure, bound, counter, phase and words of basis."""
    rest = list(lower)
    spans = [(begin, stop), *((p.start, p.end) for p in phases)]
    spans += [(hit.start, hit.end) for hit in _known_words().find(lower)]
    for first, last in spans:
        rest[first:last] = " " * (last - first)
    return bool(_COUNTERS.sub("", "".join(rest)))


@lru_cache(maxsize=1)
def _known_words() -> PhraseIndex:
    return PhraseIndex([*mapped("basis"), *mapped("table_basis"), *mapped("change"), "env"])


def _factor(column: Column, unit: Unit | None, number: Number, text: str) -> float:
    if column.role in {"used_share", "idle_share"}:
        return 0.01 if text[number.end : number.end + 1] == "%" or number.value > 1 else 1.0
    if unit is None:
        return 1.0
    return unit.base if number.multiplier > 1 else unit.factor


def _unit_name(column: Column, unit: Unit | None, lower: str) -> str | None:
    if column.role == "racks":
        return "standard_2_5kw" if re.search(r"2\.5 ?(?:kw|千瓦)", lower) else column.rack_unit
    if column.role == "pue":
        return None
    return _UNIT_OF_ROLE.get(column.role) or (unit.name if unit is not None else None)


def _precision(column: Column, unit: Unit | None) -> str:
    return "INT8" if unit is not None and unit.name == "POPS" else column.precision


def _is_possible(name: str, value: float | None) -> bool:
    if value is None or value <= 0:
        return False
    if name == "pue":
        return LOWEST_PUE <= value < HIGHEST_PUE
    return value <= 1 if name.endswith("_share") else scaled(value, 1.0) > 0
