"""Frames as files: Parquet, CSV, and the words of the data dictionary."""

from collections.abc import Collection, Iterable
from pathlib import Path

import polars as pl
import polars.selectors as cs

from dcpipeline.schema import Table, dictionary
from dcpipeline.schema.deprecations import Deprecation
from dcpipeline.warehouse import views

# What OWASP names under CSV injection, in full width too, also after blanks: what a spreadsheet
# strips before it reads a cell differs from one to the next.
FORMULA_START = r"^(?:[\t\r\n\x00]|\s*[=+\-@＝＋－＠])"


def write_parquet(frame: pl.DataFrame, path: Path) -> None:
    """Writes a conformed frame; equal frames give equal bytes."""
    frame.rechunk().write_parquet(
        path, compression="zstd", compression_level=3, row_group_size=131_072, statistics=True
    )


def write_csv(frame: pl.DataFrame, path: Path, own_words: Collection[str] = ()) -> None:
    """Writes a CSV that a spreadsheet opens safely and with Chinese characters intact.

    UTF-8 with byte order mark. A text cell that a spreadsheet would run as a formula gets an
    apostrophe in front; numbers keep their sign.

    Args:
        frame: the rows.
        path: the file.
        own_words: columns that hold values of a declared vocabulary alone, such as ``<=``; they
            stay as they are.
    """
    foreign = frame.select(cs.string() - cs.by_name(*own_words)).columns
    safe = frame.with_columns(
        pl.when(pl.col(name).str.contains(FORMULA_START))
        .then(pl.lit("'") + pl.col(name))
        .otherwise(pl.col(name))
        .alias(name)
        for name in foreign
    )
    safe.write_csv(path, include_bom=True, line_terminator="\n")


def dictionary_markdown(declared: Iterable[Table], leaving: Iterable[Deprecation] = ()) -> str:
    """The whole data dictionary: tables and columns, views and macros, names that leave."""
    return f"{dictionary.markdown(declared)}\n{views.markdown(leaving)}"
