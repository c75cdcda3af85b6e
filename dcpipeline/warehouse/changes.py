"""What differs between two snapshots, and what of the old one must stay findable."""

from collections.abc import Callable, Iterator, Mapping

import polars as pl

from dcpipeline.schema import Table, conform, empty, table
from dcpipeline.schema.tables import meta

COMPARED_LAYERS = ("core", "mart", "ref")
# a new year on the calendar is no news
NOT_COMPARED = frozenset({"ref.dates"})
WHOLE_ROW = "*"
PROJECTS = "core.projects"
SUBJECTS = "core.subjects"
_KEY = "__key"


def compare(
    previous: Callable[[str], pl.DataFrame | None],
    current: Mapping[str, pl.DataFrame],
    declared: Mapping[str, Table],
) -> pl.DataFrame:
    """``meta.changes``: cell by cell over the core, mart and ref tables.

    Args:
        previous: gives a table of the previous snapshot by ``schema.name``, null if it had none.
        current: the conformed frames of this publication by ``schema.name``.
        declared: the declarations.

    Returns:
        A frame that conforms to ``meta.changes``. A row that came or went is one change with
        column ``*``. A column that came or went is no change of any row. A project that went
        because its subjects belong to another now is ``merged`` into that one, a project that came
        with subjects of another is ``split`` from it.
    """
    parts = [
        _table_changes(previous(name), current[name], declaration)
        for name, declaration in declared.items()
        if declaration.schema in COMPARED_LAYERS and name not in NOT_COMPARED
    ]
    found = pl.concat(parts) if parts else empty(meta.CHANGES)
    moved = _moved(previous(SUBJECTS), current.get(SUBJECTS))
    return conform(_with_moves(found, moved), meta.CHANGES)


def _moved(old: pl.DataFrame | None, new: pl.DataFrame | None) -> pl.DataFrame:
    """Identifiers of projects between which subjects moved: ``before`` and ``after``.

    Of several that a project's subjects went to or came from, the one with most of them.
    """
    columns = ("subject_key", "project_id")
    if old is None or new is None or not set(columns) <= set(old.columns):
        return pl.DataFrame(schema={"before": pl.String, "after": pl.String, "len": pl.UInt32})
    return (
        old.select("subject_key", before="project_id")
        .join(new.select("subject_key", after="project_id"), on="subject_key", how="inner")
        .filter(pl.col("before") != pl.col("after"))
        .group_by("before", "after")
        .len()
        .sort("len", "before", "after", descending=[True, False, False])
    )


def _with_moves(changes: pl.DataFrame, moved: pl.DataFrame) -> pl.DataFrame:
    """Say of a project that came or went which one its subjects came from or went to."""
    whole = (pl.col("table_name") == PROJECTS) & (pl.col("column_name") == WHOLE_ROW)
    own = pl.col("row_key").str.json_path_match("$.project_id")
    sides = (("removed", "merged", "before", "after", "new_value"),
             ("added", "split", "after", "before", "old_value"))  # fmt: skip
    for change, told, mine, others, value in sides:
        other = dict(
            moved.unique(mine, keep="first", maintain_order=True).select(mine, others).iter_rows()
        )
        is_moved = whole & (pl.col("change") == change) & own.is_in(list(other))
        changes = changes.with_columns(
            change=pl.when(is_moved).then(pl.lit(told)).otherwise("change"),
            **{
                value: pl.when(is_moved)
                .then(own.replace_strict(other, default=None, return_dtype=pl.String))
                .otherwise(value)
            },
        )
    return changes


def carry_retired_aliases(previous: pl.DataFrame | None, current: pl.DataFrame) -> pl.DataFrame:
    """Aliases of projects that are gone stay, marked as retired.

    Args:
        previous: ``core.project_aliases`` of the previous snapshot; null before the first.
        current: ``core.project_aliases`` of this one.

    Returns:
        The current aliases, followed by the previous ones of projects that have none now. An
        identifier that was ever published stays in the table; a project that returns is no
        longer retired.
    """
    declared = table("core.project_aliases")
    if previous is None or not set(declared.column_names) <= set(previous.columns):
        return current
    gone = previous.select(declared.column_names).join(current, on="project_id", how="anti")
    return pl.concat([current, gone.with_columns(retired=pl.lit(True))])


def _table_changes(old: pl.DataFrame | None, new: pl.DataFrame, declared: Table) -> pl.DataFrame:
    if old is None or not set(declared.key) <= set(old.columns):
        old = new.clear()
    if old.equals(new):
        return empty(meta.CHANGES)
    before, after = _as_text(old, declared.key), _as_text(new, declared.key)
    came = after.join(before, on=_KEY, how="anti").select(_KEY)
    went = before.join(after, on=_KEY, how="anti").select(_KEY)
    both = after.join(before, on=_KEY, how="inner", suffix="__old", validate="1:1")
    shared = [
        name for name in declared.column_names if name in old.columns and name not in declared.key
    ]
    parts = [
        _rows(declared, came, WHOLE_ROW, "added"),
        _rows(declared, went, WHOLE_ROW, "removed"),
        *_cells(declared, both, shared),
    ]
    return pl.concat(parts)


def _cells(declared: Table, both: pl.DataFrame, columns: list[str]) -> Iterator[pl.DataFrame]:
    for name in columns:
        differing = both.filter(pl.col(name).ne_missing(pl.col(f"{name}__old")))
        yield _rows(declared, differing, name, "changed", f"{name}__old", name)


def _rows(
    declared: Table,
    frame: pl.DataFrame,
    column: str,
    change: str,
    old: str | None = None,
    new: str | None = None,
) -> pl.DataFrame:
    return frame.select(
        pl.lit(declared.full_name).alias("table_name"),
        pl.col(_KEY).alias("row_key"),
        pl.lit(column).alias("column_name"),
        pl.lit(change).alias("change"),
        (pl.col(old) if old else pl.lit(None, pl.String)).alias("old_value"),
        (pl.col(new) if new else pl.lit(None, pl.String)).alias("new_value"),
    )


def _as_text(frame: pl.DataFrame, key: tuple[str, ...]) -> pl.DataFrame:
    """Every cell as text, with the key as a JSON object of texts."""
    words = frame.select(pl.all().cast(pl.String))
    return words.with_columns(pl.struct(*key).struct.json_encode().alias(_KEY))
