"""Dated labels of sites and places known to do well or badly. Never an input of the index."""

import calendar
from datetime import date
from pathlib import Path
from typing import Final

import polars as pl

LABELS: Final = ("distressed", "healthy")
COLUMNS: Final = (
    "label_id",
    "label",
    "geography_level",
    "name_zh",
    "name_en",
    "province_adcode",
    "city_adcode",
    "project_key",
    "as_of",
    "basis",
    "source_url",
    "weight",
)


class LabelError(ValueError):
    """The labels cannot be read. The message says why in one sentence."""


def load_labels(source: Path | pl.DataFrame) -> pl.DataFrame:
    """Labels from a CSV file or a frame of the same columns, sorted by ``label_id``.

    ``as_of`` becomes the last day of the stated period, because what was known in that period may
    be used. Rows without identifier, known label or readable date are left out; ``weight`` is 1
    where it is empty.

    Raises:
        LabelError: the file cannot be read or lacks a column.
    """
    frame = source if isinstance(source, pl.DataFrame) else _read(source)
    missing = [name for name in COLUMNS if name not in frame.columns]
    if missing:
        raise LabelError(f"labels: columns missing: {', '.join(missing)}")
    return (
        frame.select(
            pl.col(name).cast(pl.String).str.strip_chars().replace("", None) for name in COLUMNS
        )
        .with_columns(
            as_of=pl.col("as_of").map_elements(period_end, return_dtype=pl.Date),
            weight=pl.col("weight").cast(pl.Float64, strict=False).fill_null(1.0).clip(0, 1),
        )
        .filter(
            pl.col("label").is_in(LABELS),
            pl.col("as_of").is_not_null(),
            pl.col("label_id").is_not_null(),
        )
        .unique("label_id", keep="first", maintain_order=True)
        .sort("label_id")
    )


def _read(path: Path) -> pl.DataFrame:
    try:
        return pl.read_csv(path, infer_schema=False, encoding="utf8")
    except pl.exceptions.NoDataError:
        return pl.DataFrame(schema=dict.fromkeys(COLUMNS, pl.String))
    except (OSError, pl.exceptions.PolarsError) as error:
        raise LabelError(f"labels: {path.name} cannot be read: {error}") from error


def period_end(text: str) -> date | None:
    """Last day of ``2025``, ``2025-06`` or ``2025-06-12``; None for anything else."""
    parts = text.split("-")
    if len(parts) > 3 or not all(part.isascii() and part.isdigit() for part in parts):
        return None
    year, month = int(parts[0]), int(parts[1]) if len(parts) > 1 else 12
    try:
        last = calendar.monthrange(year, month)[1]
        return date(year, month, int(parts[2]) if len(parts) > 2 else last)
    except (ValueError, calendar.IllegalMonthError):
        return None
