"""Why a register row can't be true. One function per kind of doubt, each giving reasons in words.

A reason is an expression that is null where the row passes. Limits are far above anything the
register holds: they catch slips of unit and of hand, not surprises.
"""

import json
from collections.abc import Iterable
from datetime import date

import polars as pl

from dcpipeline.extract.periods import PARTIAL_DATE, first_day, precision_of
from dcpipeline.schema import Kind, conform, table

RAW = table("raw.announcements")
REJECTS = table("rejects.announcements")

# 1,000,000 PFLOPS is more than the whole country reported in 2025 (about 780,000 PFLOPS).
MAX_PFLOPS = 1_000_000.0
# 20 GW is about the capacity of the Three Gorges dam.
MAX_POWER_MW = 20_000.0
# The whole country counts about 10 million standard racks.
MAX_RACKS = 10_000_000.0
# 1,000bn CNY: twice what all eight national hubs reported as invested.
MAX_INVESTMENT_CNY_100M = 10_000.0
# Several times all cards that entered the country in a year.
MAX_ACCELERATORS = 10_000_000.0
# A note has a few hundred characters; a cell of this length is a mistake or an attack.
MAX_CELL_CHARACTERS = 100_000
CUT_CHARACTERS = 200

PFLOPS_PER_UNIT = {"PFLOPS": 1.0, "EFLOPS": 1_000.0}
LIMITS = {
    "accelerator_count": (MAX_ACCELERATORS, "cards"),
    "racks": (MAX_RACKS, "racks"),
    "power_mw": (MAX_POWER_MW, "MW"),
    "investment_cny_100m": (MAX_INVESTMENT_CNY_100M, "100 million CNY"),
}
URL_COLUMNS = ("source_url", "cited_url")
WEB_ADDRESS = r"^https?://[^\s/?#]+[^\s]*$"
# Tab, line feed and carriage return may stand inside a quoted note; nothing else below a blank.
CONTROL_CHARACTER = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]"
# What a spreadsheet would run: =, + and @ in front, also full width, or minus before a term.
FORMULA = (
    r"^\s*(?:[=+@＝＋＠]"
    r"|-\s*(?:\d+(?:\.\d+)?\s*[-+*/^&]|[A-Za-z_.]+\s*\(|\w+\s*\||['\"(=+@]))"
)
NUMBER_KINDS = (Kind.NUMBER, Kind.INTEGER)


def reasons(rows: pl.DataFrame, divisions: pl.DataFrame, *, newest: date) -> pl.Series:
    """All reasons against each row, joined by ``; ``; null where there is none.

    Args:
        rows: text cells under the headers of the register, and ``file_line``.
        divisions: ``ref.divisions``.
        newest: day after which nothing can have happened or been printed.
    """
    placed = _with_divisions(rows, divisions)
    found = [
        *_cells(),
        *_identity(),
        *_vocabularies(),
        *_places(),
        *_dates(newest),
        *_quantities(),
        *_addresses(),
    ]
    joined = pl.concat_list(found).list.drop_nulls().list.join("; ")
    return placed.select(reason=pl.when(joined != "").then(joined))["reason"]


def rejected(rows: pl.DataFrame, file: str) -> pl.DataFrame:
    """``rejects.announcements`` from refused rows that carry a ``reason``."""
    records = [
        {
            "file": file,
            "line": row["file_line"],
            "announcement_id": _printable(_cut(row["announcement_id"])),
            "reason": row["reason"],
            "content": json.dumps(
                {name: _cut(row[name]) for name in rows.columns if name not in _OWN_COLUMNS},
                ensure_ascii=False,
            ),
        }
        for row in rows.iter_rows(named=True)
    ]
    schema = {column.name: column.kind.polars for column in REJECTS}
    return conform(pl.DataFrame(records, schema=schema), REJECTS)


_OWN_COLUMNS = frozenset({"file_line", "reason"})


def _cut(cell: str | None) -> str | None:
    return None if cell is None else cell[:CUT_CHARACTERS]


def _printable(cell: str | None) -> str | None:
    return (
        None
        if cell is None
        else "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in cell)
    )


def _text_columns(kinds: Iterable[Kind] = (Kind.TEXT,)) -> list[str]:
    return [c.name for c in RAW if c.kind in kinds and c.reading != "absent"]


def _shown(column: str) -> pl.Expr:
    """The cell for a sentence: at most 40 characters, none of them invisible."""
    return (
        pl.col(column).str.head(40).str.replace_all(CONTROL_CHARACTER, "\N{REPLACEMENT CHARACTER}")
    )


def _reason(condition: pl.Expr, words: str, *columns: str) -> pl.Expr:
    """``words`` where the condition holds; each ``{}`` shows a column."""
    said = pl.format(words, *(_shown(column).fill_null("") for column in columns))
    return pl.when(condition).then(said if columns else pl.lit(words))


def _cells() -> list[pl.Expr]:
    every = _text_columns((Kind.TEXT, Kind.NUMBER, Kind.INTEGER, Kind.FLAG))
    checks = [
        _reason(
            pl.col(name).str.len_chars() > MAX_CELL_CHARACTERS,
            f"{name} is longer than {MAX_CELL_CHARACTERS:,} characters",
        )
        for name in every
    ]
    checks += [
        _reason(pl.col(name).str.contains(CONTROL_CHARACTER), f"{name} holds control characters")
        for name in every
    ]
    checks += [
        _reason(pl.col(name).str.contains(FORMULA), f"{name} begins like a formula: '{{}}'", name)
        for name in _text_columns()
    ]
    return checks


def _identity() -> list[pl.Expr]:
    ident = pl.col("announcement_id")
    first_line = pl.col("file_line").min().over("announcement_id")
    required = [c.name for c in RAW if RAW.is_required(c) and c.reading != "absent"]
    return [
        *(
            _reason(
                pl.col(name).is_null() | (pl.col(name).str.strip_chars() == ""),
                f"{name} is empty",
            )
            for name in required
        ),
        _reason(
            ~ident.str.contains(f"^(?:{RAW['announcement_id'].pattern})$"),
            "announcement_id '{}' is not of the form AN and ten hex digits",
            "announcement_id",
        ),
        pl.when(ident.is_not_null() & (pl.col("file_line") > first_line)).then(
            pl.format("announcement_id stands already in line {}", first_line)
        ),
    ]


def _vocabularies() -> list[pl.Expr]:
    checks = [
        _reason(
            ~pl.col(column.name).is_in(list(column.vocabulary)),
            f"{column.name} '{{}}' is not one of {', '.join(column.vocabulary)}",
            column.name,
        )
        for column in RAW
        if column.vocabulary is not None
    ]
    checks += [
        _reason(
            ~pl.col(column.name).is_in(["true", "false"]),
            f"{column.name} '{{}}' is neither true nor false",
            column.name,
        )
        for column in RAW
        if column.kind is Kind.FLAG
    ]
    return checks


def _with_divisions(rows: pl.DataFrame, divisions: pl.DataFrame) -> pl.DataFrame:
    """Rows with what the division table says about their two codes; null where it knows none."""
    parents = divisions.filter(pl.col("level") == "prefecture")["parent_adcode"].unique()
    known = divisions.select(
        "adcode", "level", "parent_adcode", "name_zh", "short_zh", "name_en"
    ).with_columns(has_prefectures=pl.col("adcode").is_in(parents.implode()))
    for place in ("province", "city"):
        rows = rows.join(
            known.select(pl.all().name.prefix(f"_{place}_")),
            left_on=f"{place}_adcode",
            right_on=f"_{place}_adcode",
            how="left",
            validate="m:1",
            maintain_order="left",
        )
    return rows


def _places() -> list[pl.Expr]:
    code, province = pl.col("city_adcode"), pl.col("province_adcode")
    level = pl.col("_city_level")
    is_city = level.is_in(["prefecture", "county_direct"])
    is_municipality = (level == "province") & ~pl.col("_city_has_prefectures")
    within = (is_city & (pl.col("_city_parent_adcode") == province)) | (
        is_municipality & (code == province)
    )
    known_city = code.is_not_null() & (is_city | is_municipality).fill_null(False)
    return [
        _reason(
            province.is_not_null() & (pl.col("_province_level") != "province").fill_null(True),
            "province_adcode '{}' is no province",
            "province_adcode",
        ),
        _reason(
            code.is_not_null() & ~known_city,
            "city_adcode '{}' is no city",
            "city_adcode",
        ),
        _reason(
            known_city & ~within,
            "city_adcode '{}' does not lie in province_adcode '{}'",
            "city_adcode",
            "province_adcode",
        ),
        _reason(
            code.is_null() & pl.any_horizontal(pl.col("city_zh", "city_en").is_not_null()),
            "a city is named without its code",
        ),
        *(_name_contradicts(place) for place in ("province", "city")),
    ]


def _name_contradicts(place: str) -> pl.Expr:
    zh, en = pl.col(f"{place}_zh"), pl.col(f"{place}_en")
    other_zh = (zh != pl.col(f"_{place}_name_zh")) & (zh != pl.col(f"_{place}_short_zh"))
    other_en = en.str.to_lowercase() != pl.col(f"_{place}_name_en").str.to_lowercase()
    return _reason(
        other_zh.fill_null(False) | other_en.fill_null(False),
        f"{place}_adcode '{{}}' is not the code of '{{}}' ({{}})",
        f"{place}_adcode",
        f"{place}_zh",
        f"{place}_en",
    )


def _dates(newest: date) -> list[pl.Expr]:
    checks = []
    for name, what in (("event_date", "event"), ("source_date", "source")):
        cell = pl.col(name)
        formed = cell.str.contains(PARTIAL_DATE)
        first = first_day(cell)
        checks += [
            _reason(~formed, f"{name} '{{}}' is not a date such as 2025-06-12", name),
            _reason(formed & first.is_null(), f"{name} '{{}}' is not in the calendar", name),
            _reason(
                first > newest,
                f"{name} '{{}}' lies after {newest}, a past {what} can't",
                name,
            ),
        ]
    checks.append(
        _reason(
            pl.col("event_date_precision") != precision_of(pl.col("event_date")),
            "event_date_precision '{}' does not fit event_date '{}'",
            "event_date_precision",
            "event_date",
        )
    )
    return checks


def _quantities() -> list[pl.Expr]:
    checks = []
    for column in RAW:
        if column.kind not in NUMBER_KINDS or column.reading == "absent":
            continue
        name = column.name
        value = pl.col(name).cast(pl.Float64, strict=False)
        is_number = value.is_finite().fill_null(False)
        limit, unit = LIMITS.get(name, (None, ""))
        checks += [
            _reason(pl.col(name).is_not_null() & ~is_number, f"{name} '{{}}' is no number", name),
            _reason(is_number & (value < 0), f"{name} {{}} is negative", name),
            _reason(is_number & (value == 0), f"{name} is zero: unknown is written empty"),
        ]
        if column.kind is Kind.INTEGER:
            fractional = is_number & (value != value.round())
            checks.append(_reason(fractional, f"{name} {{}} is not a whole number", name))
        if limit is not None:
            above = is_number & (value > limit)
            checks.append(_reason(above, f"{name} {{}} is above {limit:,.0f} {unit}", name))
    return [*checks, *_compute()]


def _compute() -> list[pl.Expr]:
    value = pl.col("compute_value").cast(pl.Float64, strict=False)
    scale = pl.col("compute_unit").replace_strict(
        PFLOPS_PER_UNIT, default=None, return_dtype=pl.Float64
    )
    return [
        _reason(
            pl.col("compute_value").is_not_null() & pl.col("compute_unit").is_null(),
            "compute_value {} has no unit",
            "compute_value",
        ),
        _reason(
            (value.is_finite() & (value * scale > MAX_PFLOPS)).fill_null(False),
            f"compute_value {{}} {{}} is above {MAX_PFLOPS:,.0f} PFLOPS",
            "compute_value",
            "compute_unit",
        ),
    ]


def _addresses() -> list[pl.Expr]:
    return [
        _reason(
            ~pl.col(name).str.contains(WEB_ADDRESS), f"{name} '{{}}' is no http(s) address", name
        )
        for name in URL_COLUMNS
    ]
