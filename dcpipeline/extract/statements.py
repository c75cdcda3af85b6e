"""What a register row states: one statement per filled cell, each with its own columns."""

import polars as pl

from dcpipeline.extract.notes import change, qualifier, rack_unit
from dcpipeline.extract.rejects import PFLOPS_PER_UNIT
from dcpipeline.normalize.phases import parse_phase

CNY_PER_100M = 1e8
# 万卡 is a class of size, not a count.
TEN_THOUSAND_CARDS = 10_000

Columns = dict[str, pl.Expr]
_NO_TEXT = pl.lit(None, dtype=pl.String)
# A statement about the whole subject, whatever phase its row is about.
_WHOLE = {"phase": _NO_TEXT}
_EMPTY: Columns = {
    "basis": _NO_TEXT,
    "precision": _NO_TEXT,
    "value_num": pl.lit(None, dtype=pl.Float64),
    "unit": _NO_TEXT,
    "refusal": _NO_TEXT,
}


def statements(rows: pl.DataFrame) -> pl.DataFrame:
    """Each row once for every statement that it makes.

    Args:
        rows: columns of ``raw.announcements``, more are kept.

    Returns:
        The rows with ``property, phase, basis, precision, value_text, value_num, unit, qualifier,
        change``, ``row_phase`` (the phase of the row where the statement can be about it) and
        ``refusal``: why the statement can't be taken for what its column says, null if it can.
    """
    noted = rows.with_columns(_rack_unit=_read_notes(rows))
    stated = [
        noted.with_columns(**{**_EMPTY, **columns}, property=pl.lit(name)).filter(
            pl.col("value_text").is_not_null()
        )
        for name, columns in (*_descriptions().items(), *_quantities().items())
    ]
    return _with_changes(_with_qualifiers(pl.concat(stated).drop("_rack_unit")))


def _read_notes(rows: pl.DataFrame) -> pl.Series:
    return pl.Series([rack_unit(note) for note in rows["evidence"]], dtype=pl.String)


def _descriptions() -> dict[str, Columns]:
    place = pl.concat_str(
        pl.coalesce("province_zh", "province_adcode"), "city_zh", "district_zh",
        separator=" ", ignore_nulls=True,
    )  # fmt: skip
    workload = pl.col("workload")
    # A planned enlargement is a plan, one in place is not: the basis of the figures tells.
    enlarged = pl.when(pl.col("event") == "expanded").then("compute_kind")
    return {
        "event": {"value_text": pl.col("event"), "basis": enlarged},
        "place": {"value_text": place, **_WHOLE},
        "name_zh": {"value_text": pl.col("name_zh"), **_WHOLE},
        "name_en": {"value_text": pl.col("name_en"), **_WHOLE},
        "operator": {"value_text": pl.col("operator"), **_WHOLE},
        "scope": {"value_text": pl.col("scope"), **_WHOLE},
        "campus": {"value_text": pl.col("campus_key"), **_WHOLE},
        "ai_stated": {"value_text": pl.col("ai_stated").cast(pl.String), **_WHOLE},
        "workload": {"value_text": pl.when(workload != "unknown").then(workload)},
        "accelerator_model": {"value_text": pl.col("accelerator_model")},
    }


def _quantities() -> dict[str, Columns]:
    value = pl.col("compute_value")
    scale = pl.col("compute_unit").replace_strict(
        PFLOPS_PER_UNIT, default=None, return_dtype=pl.Float64
    )
    flags = pl.col("value_flag").fill_null("").str.split(";")
    kind = pl.col("compute_kind")
    cards, racks = pl.col("accelerator_count"), pl.col("racks")
    power, money = pl.col("power_mw"), pl.col("investment_cny_100m")
    # Integer operations are not floating-point ones; INT8 is the only integer class kept.
    precision = (
        pl.when(flags.list.contains("ops_not_flops"))
        .then(pl.lit("INT8"))
        .otherwise(pl.col("compute_precision").fill_null("unknown"))
    )
    return {
        "compute": {
            "value_text": pl.format("{} {}", _number_text(value), pl.col("compute_unit")),
            "value_num": value * scale,
            "unit": pl.lit("PFLOPS"),
            "basis": kind,
            "precision": pl.when(value.is_not_null()).then(precision),
            "refusal": pl.when(kind.is_null()).then(
                pl.lit("the row does not say whether the figure is planned or installed")
            ),
        },
        "accelerators": {
            "value_text": pl.format("{} cards", cards),
            "value_num": cards.cast(pl.Float64),
            "unit": pl.lit("cards"),
            "basis": kind,
        },
        "racks": {
            "value_text": pl.format("{} racks", racks),
            "value_num": racks.cast(pl.Float64),
            "unit": pl.col("_rack_unit"),
        },
        "it_load": {
            "value_text": pl.format("{} MW", _number_text(power)),
            "value_num": power,
            "unit": pl.lit("MW"),
        },
        "investment": {
            "value_text": pl.format("{} 亿元", _number_text(money)),
            "value_num": money * CNY_PER_100M,
            "unit": pl.lit("CNY"),
            "refusal": pl.when(flags.list.contains("contract_value")).then(
                pl.lit("the money is a contract, tender or share price, not the investment")
            ),
        },
    }


def _number_text(value: pl.Expr) -> pl.Expr:
    return value.cast(pl.String).str.replace(r"\.0$", "")


# What one unit of ``value_num`` may be called in a note: 13 EFLOPS is 13, 13,000 or 1.3 of 10,000.
_SPELLED_AS = {
    "compute": (1.0, 1e-3, 1e-4),
    "accelerators": (1.0, 1e-4),
    "racks": (1.0, 1e-4),
    "it_load": (1.0, 1e3, 1e-3, 0.1),
    "investment": (1.0, 1e-8, 1e-4),
}


# Measures that an enlargement changes.
_ENLARGED = ("compute", "accelerators", "racks", "it_load")


def _with_qualifiers(stated: pl.DataFrame) -> pl.DataFrame:
    columns = (stated[name] for name in ("property", "value_num", "evidence"))
    said = [_qualifier(*cells) for cells in zip(*columns, strict=True)]
    return stated.with_columns(qualifier=pl.Series(said, dtype=pl.String))


def _qualifier(name: str, value: float | None, note: str) -> str | None:
    if value is None or name not in _SPELLED_AS:
        return None
    if name == "accelerators" and value == TEN_THOUSAND_CARDS:
        return "about"
    return qualifier(note, tuple(value * scale for scale in _SPELLED_AS[name]))


def _with_changes(stated: pl.DataFrame) -> pl.DataFrame:
    """Statements with ``change``; a total that is told in the row of a later phase is of the whole.

    A total in the row of the first phase stays with that phase: there is no other yet.
    """
    columns = (stated[name] for name in ("property", "value_num", "evidence"))
    said = [_change(*cells) for cells in zip(*columns, strict=True)]
    phases = {
        label: parse_phase(label).numbers == (1,) for label in stated["phase"].drop_nulls().unique()
    }
    is_first = pl.col("phase").replace_strict(phases, default=False, return_dtype=pl.Boolean)
    of_whole = (pl.col("change") == "total").fill_null(False) & ~is_first
    return stated.with_columns(
        row_phase="phase", change=pl.Series(said, dtype=pl.String)
    ).with_columns(phase=pl.when(~of_whole).then("phase"))


def _change(name: str, value: float | None, note: str) -> str | None:
    if value is None or name not in _ENLARGED:
        return None
    return change(note, tuple(value * scale for scale in _SPELLED_AS[name]))
