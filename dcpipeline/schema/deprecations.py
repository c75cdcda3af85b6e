"""Old names that go on working for one release, and what replaces them.

A renamed table lives on as a view under its old name, with its old column names. A renamed column
lives on as a copy under its old name in the same table. A table or column that nothing replaces
stays as it is and says that it leaves. Each is gone with the release that its entry names.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

import polars as pl

from dcpipeline.schema.table import Table
from dcpipeline.schema.views import View


@dataclass(frozen=True, slots=True)
class Deprecation:
    """One name that leaves.

    Attributes:
        old: ``schema.table`` or ``schema.table.column``.
        new: the name to use instead, of the same form; null where nothing replaces it.
        since: release that announces it.
        leaves_with: release in which the old name is gone.
    """

    old: str
    new: str | None
    since: str
    leaves_with: str

    @property
    def of_table(self) -> bool:
        """Whether a whole table leaves, not a column."""
        return self.old.count(".") == 1

    @property
    def notice(self) -> str:
        """What a reader of the old name must know."""
        instead = f"use {self.new}" if self.new else "nothing replaces it"
        return f"Deprecated since {self.since}, leaves with {self.leaves_with}: {instead}."


DEPRECATIONS: Final[tuple[Deprecation, ...]] = ()


class DeprecationError(ValueError):
    """An entry is expired, or speaks of names that are not as it says."""


def release_key(version: str) -> tuple[int, ...]:
    """The version as numbers, so that 0.10.0 comes after 0.9.0."""
    return tuple(int(part) for part in version.split("."))


def check(entries: Iterable[Deprecation], declared: Mapping[str, Table], current: str) -> None:
    """Proves that every entry is in force and that its names are as it says.

    Args:
        entries: the deprecations.
        declared: tables by ``schema.name``.
        current: the release that is published.

    Raises:
        DeprecationError: an entry has expired or has not begun, its new name is not declared, or
            its old name is still declared though something replaces it.
    """
    names = _names(declared)
    for entry in entries:
        trouble = _trouble(entry, names, release_key(current))
        if trouble:
            raise DeprecationError(f"schema/deprecations.py, {entry.old}: {trouble}")


def _names(declared: Mapping[str, Table]) -> set[str]:
    columns = {f"{name}.{column.name}" for name, table in declared.items() for column in table}
    return columns | set(declared)


def _trouble(entry: Deprecation, names: set[str], current: tuple[int, ...]) -> str | None:
    if not release_key(entry.since) <= current:
        return f"is announced for {entry.since}, a later release than this one"
    if release_key(entry.leaves_with) <= current:
        return f"was to leave with {entry.leaves_with}: remove the entry and the old name"
    if entry.new is None:
        return None if entry.old in names else "is not declared, so it cannot be kept"
    if entry.new not in names:
        return f"{entry.new}, which replaces it, is not declared"
    return "is still declared beside what replaces it" if entry.old in names else None


def old_views(entries: Iterable[Deprecation], declared: Mapping[str, Table]) -> tuple[View, ...]:
    """A view under the old name of every renamed table that is declared, with its old columns."""
    listed = tuple(entries)
    return tuple(
        _view(entry, declared[entry.new], listed)
        for entry in listed
        if entry.of_table and entry.new is not None and entry.new in declared
    )


def _view(entry: Deprecation, table: Table, entries: Iterable[Deprecation]) -> View:
    words = f"{entry.notice} {table.description}"
    return View(entry.old, table.full_name, None, words, _renamed_columns(entry, entries))


def old_table(view: View, table: Table) -> Table:
    """The declaration of what such a view shows."""
    schema, name = view.full_name.split(".")
    old = {column.name: view.renamed.get(column.name, column.name) for column in table}
    return replace(
        table,
        schema=schema,
        name=name,
        description=view.description,
        key=tuple(old[part] for part in table.key),
        columns=tuple(column.named(old[column.name]) for column in table),
    )


def _renamed_columns(table: Deprecation, entries: Iterable[Deprecation]) -> dict[str, str]:
    return {
        str(entry.new).rpartition(".")[2]: entry.old.rpartition(".")[2]
        for entry in entries
        if entry.new and entry.old.rpartition(".")[0] == table.old
    }


def with_old_columns(
    declared: Mapping[str, Table], entries: Iterable[Deprecation]
) -> dict[str, Table]:
    """The declarations as they are published: old columns appended, leaving names marked."""
    tables = dict(declared)
    for entry in entries:
        name = entry.old if entry.of_table else entry.old.rpartition(".")[0]
        if name not in tables:
            continue
        tables[name] = _marked_table(tables[name], entry)
    return tables


def _marked_table(table: Table, entry: Deprecation) -> Table:
    if entry.of_table:
        return replace(table, description=f"{entry.notice} {table.description}")
    column = entry.old.rpartition(".")[2]
    if entry.new is None:
        marked = {
            column: table[column].but(description=f"{entry.notice} {table[column].description}")
        }
        return replace(table, columns=tuple(marked.get(c.name, c) for c in table))
    source = table[entry.new.rpartition(".")[2]]
    copy = source.named(column, entry.notice, nullable=not table.is_required(source))
    return replace(table, columns=(*table.columns, copy))


def fill_old_columns(
    frame: pl.DataFrame, table: str, entries: Iterable[Deprecation]
) -> pl.DataFrame:
    """The frame of a table with its renamed columns also under their old names."""
    return frame.with_columns(
        pl.col(entry.new.rpartition(".")[2]).alias(entry.old.rpartition(".")[2])
        for entry in entries
        if entry.new and not entry.of_table and entry.old.rpartition(".")[0] == table
    )
