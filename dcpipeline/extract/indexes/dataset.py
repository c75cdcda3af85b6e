"""Tables of others to records, by the mapping in the file of their source."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from dcpipeline.extract.indexes.cells import Value, read_cell
from dcpipeline.extract.indexes.entry import tally
from dcpipeline.extract.indexes.record import Fact, Record, Table
from dcpipeline.extract.indexes.rows import Row, Rows, read_csv, read_json_lines
from dcpipeline.normalize import DateValue, Unreadable
from dcpipeline.normalize.values import quoted
from dcpipeline.sources import DatasetRules, StatementRules

_COARSER: Final = ("day", "month", "year")
_NOT_OURS: Final = "not among the values that count"


def parse_dataset(content: bytes, rules: DatasetRules, *, charset: str | None = None) -> Table:
    """Records of a table.

    A cell that can't be read gives no fact, and its reason; a word without a meaning in the rules
    gives none either. Nothing is guessed from other columns.

    Args:
        content: the bytes as received.
        rules: columns, the rows that count, and what they state.
        charset: encoding by the source or the HTTP header.

    Raises:
        VanishedFieldError: a declared column is gone.
        IndexUnreadableError: the bytes are no such table.
    """
    rows = _rows(content, rules, charset)
    left_out = list(rows.left_out)
    used = _Used()
    records: list[Record] = []
    for row in rows.rows:
        if row.meets(rules.where):
            records.append(_record(row, rules, used))
        else:
            left_out.append(("row", _NOT_OURS))
    left_out += [("cell", unread.reason) for record in records for unread in record.unread]
    return Table(
        tuple(records),
        rows.header,
        len(rows.rows) + len(rows.left_out),
        tally(left_out),
        tuple(name for name in rows.header if name not in rules.columns),
        tuple(used.missing(rules)) if records else (),
    )


def _rows(content: bytes, rules: DatasetRules, charset: str | None) -> Rows:
    if rules.format == "csv":
        return read_csv(content, rules.columns, delimiter=rules.delimiter, charset=charset)
    return read_json_lines(content, rules.columns, charset=charset)


@dataclass
class _Used:
    """Words of the mappings that rows had."""

    seen: set[tuple[str, str]] = field(default_factory=set)

    def meaning(self, column: str, values: dict[str, str], word: str) -> str | Unreadable:
        """Our word for a word of a column."""
        self.seen.add((column, word))
        if word in values:
            return values[word]
        return Unreadable(f"{quoted(word)} in {column} has no meaning in the source's file", word)

    def missing(self, rules: DatasetRules) -> Iterator[str]:
        """Words that have a meaning and that no row had."""
        mapped = [(s.column, word) for s in rules.statements for word in s.values]
        mapped += [
            (s.basis_by.column, word)
            for s in rules.statements
            if s.basis_by is not None
            for word in s.basis_by.values
        ]
        for column, word in dict.fromkeys(mapped):
            if (column, word) not in self.seen:
                yield f"{column}: {word}"


def _record(row: Row, rules: DatasetRules, used: _Used) -> Record:
    facts: list[Fact] = []
    unread: list[Unreadable] = []
    for statement in rules.statements:
        read = _fact(row, rules, statement, used) if row.meets(statement.where) else None
        if isinstance(read, Fact):
            facts.append(read)
        elif read is not None:
            unread.append(read)
    subject = rules.subject
    name = _words(row, subject.name)
    published = _cell(row, rules, rules.published)
    if isinstance(published, Unreadable):
        unread.append(published)
    return Record(
        row.number,
        subject.kind,
        None if name in subject.no_names else name,
        _words(row, subject.adcode),
        tuple(filter(None, (_words(row, column) for column in subject.place))),
        tuple(facts),
        tuple(unread),
        _whole_day(published),
        _words(row, rules.source),
        "\n".join(f"{column}: {row.cells[column].strip()}" for column in rules.columns),
    )


def _fact(
    row: Row, rules: DatasetRules, statement: StatementRules, used: _Used
) -> Fact | Unreadable | None:
    """What a row states, None where the cell is empty, or why it can't be read."""
    value = _cell(row, rules, statement.column)
    if value is None or isinstance(value, Unreadable):
        return value
    text = row.cells[statement.column].strip()
    if statement.values:
        meaning = used.meaning(statement.column, statement.values, text)
        if isinstance(meaning, Unreadable):
            return meaning
        text = meaning
    basis = _basis(row, statement, used)
    if isinstance(basis, Unreadable):
        return basis
    day = _cell(row, rules, statement.date) if row.meets(statement.date_where) else None
    if isinstance(day, Unreadable):
        return day
    fact = Fact(
        statement.property,
        text,
        _quoted_cells(row, statement),
        _figure(value, statement),
        statement.unit,
        statement.qualifier if statement.is_figure else None,
        statement.precision,
        basis,
    )
    return _dated(fact, day, statement) if isinstance(day, DateValue) else fact


def _dated(fact: Fact, day: DateValue, statement: StatementRules) -> Fact:
    """A fact with its date, never more exact than the publisher knows it."""
    precision = max(day.stored_precision, statement.date_precision, key=_COARSER.index)
    on = day.start
    if precision in {"month", "year"}:
        on = on.replace(day=1)
    if precision == "year":
        on = on.replace(month=1)
    return replace(fact, date_on=on, date_precision=precision, date_basis=statement.date_basis)


def _figure(value: Value, statement: StatementRules) -> float | None:
    """The figure in its unit, with the digits that it is printed with."""
    if not statement.is_figure or not isinstance(value, float):
        return None
    return float(f"{value * statement.factor:.12g}")


def _basis(row: Row, statement: StatementRules, used: _Used) -> str | Unreadable | None:
    if statement.basis_by is None:
        return statement.basis
    word = row.cells[statement.basis_by.column].strip()
    if not word:
        return None
    return used.meaning(statement.basis_by.column, statement.basis_by.values, word)


def _cell(row: Row, rules: DatasetRules, column: str | None) -> Value:
    return None if column is None else read_cell(row.cells[column], rules.columns[column])


def _words(row: Row, column: str | None) -> str | None:
    return None if column is None else " ".join(row.cells[column].split()) or None


def _whole_day(value: Value) -> date | None:
    """A day that is printed whole."""
    return value.start if isinstance(value, DateValue) and value.precision == "day" else None


def _quoted_cells(row: Row, statement: StatementRules) -> str:
    """The cells that a statement is read from, a line each."""
    columns = dict.fromkeys(statement.columns)
    return "\n".join(f"{column}: {row.cells[column].strip()}" for column in columns)
