"""Rows of tables to statements: projects, totals of places, and batches, one record a row."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Final, Literal

from dcpipeline.extract import names_han
from dcpipeline.extract.anchors import Anchor
from dcpipeline.extract.event_words import Happening
from dcpipeline.extract.latin import names as names_latin
from dcpipeline.extract.models import find_models
from dcpipeline.extract.phases import find_phases
from dcpipeline.extract.rows_cells import (
    Read,
    RowFigure,
    date_of,
    is_nothing,
    read_figures,
    read_prose,
    read_state,
)
from dcpipeline.extract.rows_context import Context, ContextReader
from dcpipeline.extract.rows_events import Told, events_of, without_repetition
from dcpipeline.extract.rows_headers import FIGURES, OF_COMPUTE
from dcpipeline.extract.rows_places import NOWHERE, RowPlaces
from dcpipeline.extract.rows_tables import RowCell, Span, TableRow, table_rows
from dcpipeline.extract.rows_totals import is_place, is_total, whose_total
from dcpipeline.extract.segments import PageText
from dcpipeline.extract.terms import dated_by_term, find_term
from dcpipeline.normalize import DateValue, Gazetteer
from dcpipeline.normalize.lexicon import listed
from dcpipeline.normalize.phrases import PhraseIndex
from dcpipeline.normalize.values import quoted

RowKind = Literal["project", "programme", "place"]
Unread = tuple[int, int, str]

_BATCH: Final = re.compile(
    r"(?:其他|其余|另有)?\d+个[\u4e00-\u9fff]{0,10}项目"
    r"|\d+ (?:other )?(?:projects|sites)|\d+ (?:autres )?projets"
)
_SPLIT: Final = re.compile(r"[、;；]|\s/\s|/(?=[\u4e00-\u9fff])")
_PROJECTS: Final = re.compile(r"(?:\d{4}年度?)?(?P<name>[\w()]{2,30}?项目)")
# Sentences in a column of owners, such as a pledge.
_NO_COMPANY: Final = re.compile(r"负责|承诺|依法|符合|手续|真实|合法|。")
_SHORTEST_COMPANY: Final = 2
# A maker with its kind of card or a number: 海光dcu, 燧原s60.
_MODEL: Final = re.compile(r"[a-z]+ ?\d|\d{3}|(?:dcu|mlu|npu|gpu|tpu)$")
_LONGEST_MODEL: Final = 20
# A cell over several rows is read in each of them: longer ones are left out, time stays linear.
_LONGEST_MERGED: Final = 80
_MERGED: Final = "it stands for several rows together"
_OF_EQUIPMENT: Final = frozenset({"compute", "racks", "accelerators", "servers", "it_load"})


@dataclass(frozen=True, slots=True)
class RowRecord:
    """What a row of a table says; all spans lie in the folded text.

    Attributes:
        block: index of its first block in the document.
        blocks: all of them; several where a table of labels and values is one record.
        kind: project; programme for totals and batches; place for totals of a place.
        name: words that name it, None without.
        province: code, None where it is not fixed.
        city: code, None where it is not fixed.
        place_span: words that fix the place.
        phase: phase in the name, None for the whole.
        figures: in the order of the cells.
        events: stated and planned, each once.
        event_phases: phase of each event, of the same length as ``events``.
        operators: names of owners and operators.
        models: names of accelerator cards.
        unread: cells with content that nothing read, with the reason.
    """

    block: int
    blocks: tuple[int, ...]
    kind: RowKind
    name: Span | None
    province: str | None = None
    city: str | None = None
    place_span: Span | None = None
    phase: str | None = None
    figures: tuple[RowFigure, ...] = ()
    events: tuple[Happening, ...] = ()
    event_phases: tuple[str | None, ...] = ()
    operators: tuple[Span, ...] = ()
    models: tuple[Span, ...] = ()
    unread: tuple[Unread, ...] = ()


def read_rows(page: PageText, gazetteer: Gazetteer) -> tuple[RowRecord, ...]:
    """One record for each table row that speaks of data centers or AI compute, in their order.

    Rows of other things in a mixed list, and tables that say nothing of compute, give nothing. A
    total is read only where every row above it was.

    Args:
        page: the page.
        gazetteer: names of places.
    """
    rows = list(table_rows(page))
    if not rows:
        return ()
    reader = _RowReader(page, RowPlaces(page, gazetteer), rows)
    return tuple(record for record in map(reader.read, rows) if record is not None)


def claimed_blocks(records: Iterable[RowRecord]) -> frozenset[int]:
    """Blocks of the document that the records have read."""
    return frozenset(block for record in records for block in record.blocks)


@dataclass(slots=True)
class _Draft:
    """What the cells of a row gave so far."""

    figures: list[RowFigure] = field(default_factory=list)
    events: list[Told] = field(default_factory=list)
    loose: list[DateValue] = field(default_factory=list)
    dated: list[Told] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    operators: list[Span] = field(default_factory=list)
    places: list[Span] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    term: tuple[DateValue, DateValue] | None = None


class _RowReader:
    """Reads the rows of one page; knows what became of the rows above a total."""

    def __init__(self, page: PageText, places: RowPlaces, rows: Sequence[TableRow]) -> None:
        self._page = page
        self._height = Counter(cell.span for row in rows for cell in row.cells)
        self._places = places
        self._contexts = ContextReader(page, places)
        self._taken: Counter[tuple[int, str]] = Counter()
        self._skipped: set[int] = set()

    def read(self, row: TableRow) -> RowRecord | None:
        cells = [cell for cell in row.cells if self._is_read(cell)]
        context = self._contexts.of(row.above)
        kind, name = self._kind(row, cells)
        table = row.above.table
        if kind != "project" and name is None:
            return self._total(row, cells, context)
        draft = self._draft(cells, name, context, prose=True)
        if not self._is_compute(cells, name, context, draft, kind):
            self._skipped.add(table)
            return None
        draft.unread += [(*c.span, _MERGED) for c in row.cells if self._is_long_merged(c)]
        record = self._record(row, kind, name, draft, context)
        if not (record.figures or record.events):
            return None
        self._taken[table, kind] += 1
        return record

    def _is_read(self, cell: RowCell) -> bool:
        """Whether a cell says something, and is not a long text for many rows."""
        return not self._is_long_merged(cell) and not is_nothing(
            self._page.lower[cell.start : cell.end]
        )

    def _is_long_merged(self, cell: RowCell) -> bool:
        return self._height[cell.span] > 1 and cell.end - cell.start > _LONGEST_MERGED

    def _is_shared(self, cell: RowCell, name: Span | None) -> bool:
        """Whether a cell of figures or prose stands for more rows than the name does."""
        if cell.column.role not in FIGURES | {"content", ""}:
            return False
        return self._height[cell.span] > (1 if name is None else self._height[name])

    def _kind(self, row: TableRow, cells: Sequence[RowCell]) -> tuple[RowKind, Span | None]:
        """Kind and name; a total has none."""
        for cell in cells[:3]:
            if is_total(self._page.lower[cell.start : cell.end]):
                return "programme", None
        named = [cell for cell in cells if cell.column.role == "name"]
        if not named:
            named = [c for c in cells if not c.column.role and self._anchors(c)]
        if named:
            best = next((cell for cell in named if self._anchors(cell)), named[0])
            return self._kind_of_name(best), best.span
        places = [cell for cell in cells if cell.column.role == "place"]
        is_sheet = len(row.blocks) > 1
        if places and not is_sheet and not any(c.column.role == "name" for c in row.cells):
            return "place", places[-1].span
        return "project", None

    def _kind_of_name(self, cell: RowCell) -> RowKind:
        words = self._page.lower[cell.start : cell.end]
        if _BATCH.fullmatch(words):
            return "programme"
        return "place" if words.endswith(listed("cluster_heads", "zh")[:2]) else "project"

    def _anchors(self, cell: RowCell) -> list[Anchor]:
        page = self._page
        if page.document.language == "zh":
            return list(names_han.find_names(page.text, page.lower, cell.start, cell.end))
        language = page.document.language
        return list(names_latin.find_names(page.text, page.lower, cell.start, cell.end, language))

    def _draft(
        self, cells: Sequence[RowCell], name: Span | None, context: Context, *, prose: bool
    ) -> _Draft:
        draft = _Draft()
        for cell in cells:
            if cell.span != name and cell.column.role != "ignored":
                shared = self._is_shared(cell, name)
                reason = _MERGED if shared else self._cell(cell, draft, context, prose=prose)
                if reason:
                    draft.unread.append((cell.start, cell.end, reason))
        return draft

    def _cell(self, cell: RowCell, draft: _Draft, context: Context, *, prose: bool) -> str:
        """Read one cell into the draft.

        Returns:
            Why nothing was read, empty where something was.
        """
        role = cell.column.role
        if role in FIGURES:
            column = cell.column
            if role == "amount":
                column = replace(column, role=context.amount)
            read = read_figures(self._page, cell.start, cell.end, column, context.units)
            draft.figures += read.figures
            return read.unread
        if role == "place":
            draft.places.append(cell.span)
            return ""
        if role == "operator":
            return self._operators(cell, draft)
        if role in {"date", "when"}:
            return self._date(cell, draft)
        if role in {"remark", "term"}:
            return self._beside(cell, draft)
        if role == "status":
            return _taken(read_state(self._page, cell.start, cell.end), draft.events)
        if role == "content" or (not cell.header and prose):
            return self._prose(cell, draft)
        if role in {"name", "model"}:
            return ""
        return f"no property is read from a column {quoted(cell.header[:40])}"

    def _beside(self, cell: RowCell, draft: _Draft) -> str:
        """A remark, or the term of works."""
        if cell.column.role == "remark":
            self._prose(cell, draft)
            return ""
        draft.term = find_term(self._page.lower, *cell.span)
        return "" if draft.term else "states no first and last year"

    def _prose(self, cell: RowCell, draft: _Draft) -> str:
        read = read_prose(self._page, cell.start, cell.end)
        draft.figures += read.figures
        draft.told += zip(read.events, read.phases, strict=True)
        found = read.figures or read.events or self._anchors(cell)
        return "" if found else read.unread or "no figure and no event in it"

    def _operators(self, cell: RowCell, draft: _Draft) -> str:
        lower = self._page.lower
        found: list[Span] = []
        for start, end in _parts(lower, cell.start, cell.end):
            words = lower[start:end]
            if (
                len(words) >= _SHORTEST_COMPANY
                and not is_nothing(words)
                and not _is_public(words)
                and not _NO_COMPANY.search(words)
            ):
                found.append((start, end))
        draft.operators += found
        return "" if found else "names no owner or operator"

    def _date(self, cell: RowCell, draft: _Draft) -> str:
        on = date_of(self._page, cell.start, cell.end)
        if on is None:
            return _taken(read_state(self._page, cell.start, cell.end), draft.events)
        if not cell.column.event:
            draft.loose.append(on)
            return ""
        planned = cell.column.is_planned or self._is_ahead(cell, on)
        happening = Happening(cell.column.event, planned, cell.start, cell.end, on)
        draft.dated.append((happening, None))
        return ""

    def _is_ahead(self, cell: RowCell, on: DateValue) -> bool:
        """Whether a date lies behind the day of the page, or its cell calls it a plan."""
        published = self._page.document.published_on
        if published is not None and on.start > published:
            return True
        words = self._page.lower[cell.start : cell.end]
        return any(True for _ in _planned().find(words))

    def _is_compute(
        self,
        cells: Sequence[RowCell],
        name: Span | None,
        context: Context,
        draft: _Draft,
        kind: RowKind,
    ) -> bool:
        """Whether the row speaks of a data center or of compute."""
        of_compute = any(f.figure.property in OF_COMPUTE for f in draft.figures)
        if kind == "place":
            return of_compute or any(f.figure.property == "project_count" for f in draft.figures)
        words = "" if name is None else self._page.lower[slice(*name)]
        subject = _says_compute(words)
        if not subject and name is not None:
            subject = any(
                "平台" not in a.name for c in cells if c.span == name for a in self._anchors(c)
            )
        if _says_other(words):
            return subject and of_compute
        told = any(
            _says_compute(self._page.lower[c.start : c.end])
            for c in cells if c.column.role in {"content", "name", ""}
        )  # fmt: skip
        return subject or of_compute or told or context.is_compute

    def _total(self, row: TableRow, cells: Sequence[RowCell], context: Context) -> RowRecord | None:
        """A total; nothing where rows above it were of other things, or none was read."""
        table = row.above.table
        if table in self._skipped or not any(number == table for number, _ in self._taken):
            return None
        draft = self._draft(cells, None, context, prose=False)
        of_places = self._taken[table, "place"] > self._taken[table, "project"]
        draft.events, draft.dated, draft.told, draft.operators = [], [], [], []
        if not draft.figures:
            return None
        lower = self._page.lower
        draft.unread = [left for left in draft.unread if not is_total(lower[left[0] : left[1]])]
        draft.places = []
        whose = next((w for c in cells[:3] if (w := whose_total(lower, *c.span))), None)
        site = self._places.in_spans([whose]) if whose else NOWHERE
        if whose and (is_place(lower[slice(*whose)]) or site.span == whose):
            return self._record(row, "place", whose, draft, context)
        if whose:
            return self._record(row, "programme", whose, draft, context)
        name = context.site.span if of_places else self._batch_name(context)
        return self._record(row, "place" if of_places else "programme", name, draft, context)

    def _batch_name(self, context: Context) -> Span | None:
        for start, end in context.titles:
            match = _PROJECTS.match(self._page.text, start, min(end, start + 60))
            if match is not None:
                return match.span("name")
        return None

    def _record(
        self, row: TableRow, kind: RowKind, name: Span | None, draft: _Draft, context: Context
    ) -> RowRecord:
        phase = self._phase(name) if kind == "project" else None
        figures = tuple(_placed(figure, phase, context) for figure in draft.figures)
        events = (
            events_of(draft.events, draft.dated, draft.told, draft.loose, phase, context.event)
            if kind == "project" else []
        )  # fmt: skip
        if draft.term is not None:
            events = self._with_term(events, draft.term, phase)
        if (
            kind == "project"
            and context.owner
            and not any(c.column.role == "operator" for c in row.cells)
        ):
            draft.operators.append(context.owner)
        own = draft.places or ([name] if kind == "place" and name is not None else [])
        site = self._places.site_of(own, name, context.site)
        return RowRecord(
            row.blocks[0], row.blocks, kind, name, site.province, site.city, site.span, phase,
            figures, tuple(e for e, _ in events), tuple(p for _, p in events),
            _once(draft.operators, self._page.lower), tuple(self._models(row)), tuple(draft.unread),
        )  # fmt: skip

    def _with_term(
        self, events: list[Told], term: tuple[DateValue, DateValue], phase: str | None
    ) -> list[Told]:
        """The states of a row, dated by its term of works."""
        published = self._page.document.published_on
        added = dated_by_term([happening for happening, _ in events], term, published)
        return without_repetition([*events, *((happening, phase) for happening in added)])

    def _phase(self, name: Span | None) -> str | None:
        if name is None:
            return None
        named = {p.phase for p in find_phases(self._page.lower, *name) if p.phase}
        several = any(p.others for p in find_phases(self._page.lower, *name))
        return named.pop() if len(named) == 1 and not several else None

    def _models(self, row: TableRow) -> Iterator[Span]:
        for cell in row.cells:
            if self._height[cell.span] > 1:
                continue
            if cell.column.role not in {"operator", "place", "date", "when", "ignored", "other"}:
                found = list(find_models(self._page.lower, cell.start, cell.end))
                if not found and cell.column.role == "model":
                    found = [s for s in _parts(self._page.lower, *cell.span) if self._is_model(s)]
                yield from found

    def _is_model(self, span: Span) -> bool:
        """Whether the words of a column of models name one: 海光DCU, but not 国产."""
        words = self._page.lower[slice(*span)]
        return span[1] - span[0] <= _LONGEST_MODEL and _MODEL.search(words) is not None


def _taken(read: Read, events: list[Told]) -> str:
    events += zip(read.events, read.phases, strict=True)
    return read.unread


def _parts(lower: str, start: int, end: int) -> Iterator[Span]:
    """The names of a cell, without blanks around them."""
    behind = start
    for match in (*_SPLIT.finditer(lower, start, end), None):
        stop = end if match is None else match.start()
        words = lower[behind:stop]
        first = behind + len(words) - len(words.lstrip())
        if words.strip():
            yield first, first + len(words.strip())
        behind = stop if match is None else match.end()


@lru_cache(maxsize=8)
def _section(name: str) -> PhraseIndex:
    return PhraseIndex(listed(name))


@lru_cache(maxsize=1)
def _compute_words() -> PhraseIndex:
    return PhraseIndex([*listed("compute_words"), *listed("table_subjects")])


def _planned() -> PhraseIndex:
    return _section("table_planned")


def _says_compute(lower: str) -> bool:
    return any(True for _ in _compute_words().find(lower))


def _says_other(lower: str) -> bool:
    return any(True for _ in _section("table_other_rows").find(lower))


def _is_public(lower: str) -> bool:
    return any(True for _ in _section("table_no_owners").find(lower)) and "公司" not in lower


def _placed(figure: RowFigure, phase: str | None, context: Context) -> RowFigure:
    """With the phase of the name, and the basis of the heading where nothing nearer says one."""
    basis = figure.basis
    if basis is None and figure.figure.property in _OF_EQUIPMENT:
        basis = context.basis
    if figure.figure.property == "annual_plan" or figure.figure.property.endswith("_share"):
        basis = None
    own = figure.figure
    if own.property == "compute" and own.precision == "unknown":
        own = replace(own, precision=context.precision)
    return replace(figure, figure=own, basis=basis, phase=figure.phase or phase)


def _once(spans: Sequence[Span], lower: str) -> tuple[Span, ...]:
    kept: dict[str, Span] = {}
    for start, end in spans:
        kept.setdefault(lower[start:end], (start, end))
    return tuple(kept.values())
