"""Files beside the database: Parquet per table, CSV of the marts, the data dictionary."""

from collections.abc import Iterable
from pathlib import Path

import polars as pl
import polars.selectors as cs

from dcpipeline.schema import Table, dictionary
from dcpipeline.warehouse import views

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def write_parquet(frame: pl.DataFrame, path: Path) -> None:
    """Writes a conformed frame; equal frames give equal bytes."""
    frame.rechunk().write_parquet(
        path, compression="zstd", compression_level=3, row_group_size=131_072, statistics=True
    )


def write_csv(frame: pl.DataFrame, path: Path) -> None:
    """Writes a CSV that a spreadsheet opens safely and with Chinese characters intact.

    UTF-8 with byte order mark. A text cell that a spreadsheet would run as a formula gets an
    apostrophe in front; numbers keep their sign.
    """
    safe = frame.with_columns(
        pl.when(pl.any_horizontal(pl.col(name).str.starts_with(s) for s in FORMULA_STARTS))
        .then(pl.lit("'") + pl.col(name))
        .otherwise(pl.col(name))
        .alias(name)
        for name in frame.select(cs.string()).columns
    )
    safe.write_csv(path, include_bom=True, line_terminator="\n")


def dictionary_markdown(declared: Iterable[Table]) -> str:
    """The whole data dictionary: tables and columns, then views and macros."""
    return f"{dictionary.markdown(declared)}\n{views.markdown()}"
