"""Rows of the index as polars frames."""

from dataclasses import fields
from datetime import datetime
from typing import Any, Final

import polars as pl

from dcpipeline.archive.rows import Receipt, Round, StoredRefusal

_INSTANT: Final = "%Y-%m-%d %H:%M:%S%.f"


def frame(kind: type[Receipt | Round | StoredRefusal], rows: list[tuple[Any, ...]]) -> pl.DataFrame:
    """Rows as a frame; instants are UTC without zone.

    Args:
        kind: what the rows are; gives names and types of the columns.
        rows: values in the order of its fields, instants as text.
    """
    types = {field.name: field.type for field in fields(kind)}
    # column by column: twice as fast as row by row at a million rows
    columns = list(zip(*rows, strict=True)) or [()] * len(types)
    found = pl.DataFrame(
        [
            pl.Series(name, values, dtype=pl.Int64 if type_ is int else pl.String)
            for (name, type_), values in zip(types.items(), columns, strict=True)
        ]
    )
    instants = [name for name, type_ in types.items() if type_ is datetime]
    return found.with_columns(pl.col(instants).str.to_datetime(_INSTANT))
