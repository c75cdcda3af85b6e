"""The register: rows that can be true, and the claims they make."""

from dataclasses import dataclass
from datetime import date
from hashlib import blake2b

import polars as pl

from dcpipeline.extract import rejects
from dcpipeline.extract.clocks import with_clocks
from dcpipeline.extract.origins import origin_ids
from dcpipeline.extract.statements import statements
from dcpipeline.schema import Kind, conform, split, table

RAW = table("raw.announcements")
CLAIMS = table("core.claims")
REJECTED_CLAIMS = table("rejects.claims")

FILE = "register/announcements.csv"
EXTRACTOR = "register"
EXTRACTOR_VERSION = "1"
# Data sets whose licence was not checked: their rows stay out of the export of settled rights.
UNSETTLED_PUBLISHERS = ("huangzesen/us-dc-intel",)


@dataclass(frozen=True, slots=True)
class Announcements:
    """The register, divided.

    Attributes:
        good: ``raw.announcements``.
        rejects: ``rejects.announcements``.
    """

    good: pl.DataFrame
    rejects: pl.DataFrame


def read_announcements(
    rows: pl.DataFrame,
    divisions: pl.DataFrame,
    *,
    as_of: date,
    facts_as_of: date,
    file: str = FILE,
) -> Announcements:
    """Register rows as a typed table, and those that can't be true with the reasons.

    Args:
        rows: every cell as text under the headers of the register, and ``file_line``.
        divisions: ``ref.divisions``.
        as_of: day of the run.
        facts_as_of: day up to which the register was compiled. Nothing may lie after the later of
            the two days.
        file: name of the file for the rejects.
    """
    ordered = rows.sort("file_line")
    marked = ordered.with_columns(
        rejects.reasons(ordered, divisions, newest=max(as_of, facts_as_of))
    )
    sound = marked.filter(pl.col("reason").is_null())
    good, unfit = split(sound.select(_typed()), RAW)
    late = ordered.join(
        unfit.select(
            "file_line", reason=pl.lit("does not fit its declaration: ") + pl.col("broken_rules")
        ),
        on="file_line",
        how="inner",
        validate="1:1",
    )
    refused = pl.concat([marked.filter(pl.col("reason").is_not_null()), late])
    return Announcements(good, rejects.rejected(refused, file))


def _typed() -> list[pl.Expr]:
    cells = []
    for column in RAW:
        cell = pl.col(column.name)
        match column.kind:
            case Kind.FLAG:
                cells.append(cell == "true")
            case Kind.INTEGER if column.reading != "absent":
                cells.append(cell.cast(pl.Float64).cast(pl.Int64))
            case _:
                cells.append(cell.cast(column.kind.polars))
    return cells


def claims_from_register(
    announcements: pl.DataFrame, *, as_of: date, facts_as_of: date
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Every register row as claims, one per statement it makes.

    A claim that the public could know only after ``as_of`` does not exist in that run.

    Args:
        announcements: ``raw.announcements``.
        as_of: day of the run.
        facts_as_of: day up to which the register was compiled.

    Returns:
        ``core.claims`` and ``rejects.claims``: statements of sound rows that are not what their
        column says, such as the price of a contract in the column of investments.
    """
    dated = with_clocks(announcements, facts_as_of=facts_as_of)
    rows = dated.filter(pl.col("published_on") <= as_of)
    rows = rows.with_columns(origin_ids(rows))
    claims = _with_ids(statements(rows)).with_columns(**_shared_columns(facts_as_of))
    refused = claims.filter(pl.col("refusal").is_not_null())
    kept = claims.filter(pl.col("refusal").is_null())
    return (
        conform(kept.select(CLAIMS.column_names), CLAIMS),
        conform(
            refused.with_columns(
                reason="refusal",
                capture_id=pl.lit(None, dtype=pl.String),
                extractor_version=pl.lit(EXTRACTOR_VERSION),
            ).select(REJECTED_CLAIMS.column_names),
            REJECTED_CLAIMS,
        ),
    )


def claim_id(announcement_id: str, statement: str, phase: str | None, basis: str | None) -> str:
    """Identifier of a claim: it stays when the value is corrected, because the row stays."""
    words = "|".join((announcement_id, statement, phase or "", basis or ""))
    return "cl" + blake2b(words.encode(), digest_size=6).hexdigest()


def _with_ids(claims: pl.DataFrame) -> pl.DataFrame:
    parts = zip(
        *(claims[name] for name in ("announcement_id", "property", "row_phase", "basis")),
        strict=True,
    )
    ids = [claim_id(*part) for part in parts]
    return claims.with_columns(claim_id=pl.Series(ids, dtype=pl.String))


def _shared_columns(facts_as_of: date) -> dict[str, pl.Expr]:
    unsettled = pl.any_horizontal(
        pl.col(name).fill_null("").str.contains(publisher, literal=True)
        for publisher in UNSETTLED_PUBLISHERS
        for name in ("source_publisher", "source_url")
    )
    origin = pl.col("origin_id").map_elements(
        lambda page: "or" + blake2b(page.encode(), digest_size=6).hexdigest(),
        return_dtype=pl.String,
    )
    no_text, no_number, no_integer, no_day = (
        pl.lit(None, dtype=kind.polars)
        for kind in (Kind.TEXT, Kind.NUMBER, Kind.INTEGER, Kind.DATE)
    )
    return {
        "source_id": pl.lit(FILE),
        "capture_id": no_text,
        "rights": pl.when(unsettled).then(pl.lit("unsettled")).otherwise(pl.lit("facts")),
        "span_start": no_integer,
        "span_end": no_integer,
        "quote": pl.col("evidence"),
        "quote_kind": pl.lit("register_note"),
        "subject_kind": pl.col("scope"),
        "subject_name": pl.coalesce("name_zh", "name_en"),
        "subject_key": pl.col("announcement_id"),
        "speaker": no_text,
        "counted_state": no_text,
        "event_to_on": no_day,
        "value_low": no_number,
        "value_high": no_number,
        "place_adcode": pl.coalesce("city_adcode", "province_adcode"),
        "first_seen_on": pl.lit(facts_as_of),
        "last_seen_on": pl.lit(facts_as_of),
        "origin_id": origin,
        "extractor": pl.lit(EXTRACTOR),
        "extractor_version": pl.lit(EXTRACTOR_VERSION),
        "assertion": pl.lit("reported"),
    }
