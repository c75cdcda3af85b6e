"""How a table of somebody else becomes statements: the ``parser`` part of a data set."""

import builtins
from collections.abc import Iterable
from typing import Annotated, Final, Literal

from pydantic import Field, model_validator

from dcpipeline.schema.vocabularies import BASIS, COMPUTE_PRECISION, EVENT, SCOPE, WORKLOAD
from dcpipeline.sources.base import Part, Where, Words
from dcpipeline.sources.vocabularies import STATED, UNITS

ColumnKind = Literal["text", "number", "date", "boolean"]
# Properties whose words are ours, not the publisher's.
_MEANINGS: Final = {"event": EVENT, "scope": SCOPE, "workload": WORKLOAD}


class Mapped(Part):
    """What the words of a column mean in ours.

    Attributes:
        column: the column.
        values: its words -> ours. A word that is not listed gives nothing and is reported.
    """

    column: Words
    values: Annotated[dict[str, str], Field(min_length=1)]


class SubjectRules(Part):
    """What a row speaks of.

    Attributes:
        kind: a project or a place.
        name: column with its name.
        no_names: words in that column that are no name, such as a placeholder.
        adcode: column with the division code: of the place itself, or where the project stands.
        place: columns with words of the place.
    """

    kind: Literal["project", "place"]
    name: Words | None = None
    no_names: tuple[str, ...] = ()
    adcode: Words | None = None
    place: tuple[Words, ...] = ()

    @model_validator(mode="after")
    def _known_by_something(self) -> "SubjectRules":
        if self.name is None and self.adcode is None and not self.place:
            raise ValueError("needs a name, an adcode or a place")
        return self


class StatementRules(Part):
    """One statement of each row.

    Attributes:
        property: what is stated: PROPERTY of the schema, or a figure about a place.
        column: the column that states it.
        values: for a column of words: its words -> ours. Event, scope and workload need them.
        unit: unit of the figure once it is multiplied by ``factor``.
        factor: what the printed figure is multiplied by, 1e-15 for operations a second in PFLOPS.
        precision: number format of compute.
        qualifier: how the figures are meant, ``about`` where the publisher rounds them.
        basis: planned or installed, the same for all rows.
        basis_by: planned or installed by the words of a column.
        where: rows that state it.
        date: column with the day of the event, or on which the figure held.
        date_where: rows whose date is meant so.
        date_basis: whether the date is that of the event, as in EVENT_BASIS.
        date_precision: what is really known, where the publisher prints days that stand for a
            month or a year.
    """

    property: Words
    column: Words
    values: dict[str, str] = Field(default_factory=dict)
    unit: Words | None = None
    factor: Annotated[float, Field(gt=0, allow_inf_nan=False)] = 1.0
    precision: Words | None = None
    qualifier: Literal["exact", "about", "at_least", "at_most"] = "exact"
    basis: Literal["planned", "installed"] | None = None
    basis_by: Mapped | None = None
    where: Where = Field(default_factory=dict)
    date: Words | None = None
    date_where: Where = Field(default_factory=dict)
    date_basis: Literal["event", "state_as_of", "inferred", "unclear"] = "unclear"
    date_precision: Literal["day", "month", "year"] = "day"

    @builtins.property
    def is_figure(self) -> bool:
        """Whether a figure is stated, and not words."""
        return self.property in UNITS

    @builtins.property
    def columns(self) -> tuple[str, ...]:
        """Columns that are needed to read the statement."""
        basis = () if self.basis_by is None else (self.basis_by.column,)
        date = () if self.date is None else (self.date,)
        return (self.column, *basis, *date, *self.where, *self.date_where)

    @model_validator(mode="after")
    def _in_our_words(self) -> "StatementRules":
        if self.property not in STATED:
            raise ValueError(f"property {self.property!r} is none of {', '.join(sorted(STATED))}")
        self._check_unit()
        self._check_values()
        if self.precision is not None and self.precision not in COMPUTE_PRECISION:
            raise ValueError(f"precision {self.precision!r} is none of {_list(COMPUTE_PRECISION)}")
        if self.basis is not None and self.basis_by is not None:
            raise ValueError("basis and basis_by exclude each other")
        return self

    def _check_unit(self) -> None:
        known = UNITS.get(self.property)
        if known is not None and self.unit not in known:
            raise ValueError(f"unit {self.unit!r} of {self.property} is none of {_list(known)}")
        if known is None and (self.unit is not None or self.factor != 1.0):
            raise ValueError(f"{self.property} is no figure: it has neither unit nor factor")

    def _check_values(self) -> None:
        meanings = _MEANINGS.get(self.property)
        if meanings is not None and not self.values:
            raise ValueError(f"{self.property} needs values: the words of the column -> ours")
        if meanings is not None:
            _check_words(self.property, self.values, tuple(meanings))
        if self.basis_by is not None:
            _check_words("basis", self.basis_by.values, tuple(BASIS))


def _check_words(name: str, values: dict[str, str], known: tuple[str, ...]) -> None:
    for ours in values.values():
        if ours not in known:
            raise ValueError(f"{name} {ours!r} is none of {', '.join(known)}")


def _list(known: Iterable[str]) -> str:
    return ", ".join(known)


class DatasetRules(Part):
    """A table: its header, which rows count, and what they state.

    Attributes:
        format: CSV with a header, or one JSON object a line.
        delimiter: of CSV.
        columns: columns that are read, each with its kind. All of them must be in the table.
        where: rows that count: each column named must have one of its values.
        subject: what a row speaks of.
        statements: what it states.
        published: column with the day on which the row was made public.
        source: column with the address of the page that the row cites.
    """

    kind: Literal["dataset"]
    format: Literal["csv", "json_lines"] = "csv"
    delimiter: Literal[",", ";", "\t", "|"] = ","
    columns: Annotated[dict[Words, ColumnKind], Field(min_length=1)]
    where: Where = Field(default_factory=dict)
    subject: SubjectRules
    statements: Annotated[tuple[StatementRules, ...], Field(min_length=1)]
    published: Words | None = None
    source: Words | None = None

    @model_validator(mode="after")
    def _declared(self) -> "DatasetRules":
        for user, column in self._uses():
            if column not in self.columns:
                raise ValueError(f"{user} reads the column {column!r}, which columns doesn't list")
        used = {column for _, column in self._uses()}
        idle = [column for column in self.columns if column not in used]
        if idle:
            raise ValueError(f"nothing reads the column {idle[0]!r}: take it out of columns")
        for statement in self.statements:
            self._check_kinds(statement)
        return self

    def _uses(self) -> list[tuple[str, str]]:
        subject = self.subject
        named = [("subject.name", subject.name), ("subject.adcode", subject.adcode),
                 ("published", self.published), ("source", self.source)]  # fmt: skip
        uses = [(user, column) for user, column in named if column is not None]
        uses += [("subject.place", column) for column in subject.place]
        uses += [("where", column) for column in self.where]
        for statement in self.statements:
            uses += [(statement.property, column) for column in statement.columns]
        return uses

    def _check_kinds(self, statement: StatementRules) -> None:
        kind = self.columns[statement.column]
        if statement.is_figure and kind != "number":
            raise ValueError(
                f"{statement.property} is a figure, the column {statement.column!r} is {kind}"
            )
        if statement.date is not None and self.columns[statement.date] != "date":
            raise ValueError(f"the date of {statement.property} is no column of dates")
