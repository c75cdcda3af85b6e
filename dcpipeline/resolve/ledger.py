"""Lasting identifiers: once minted, an identifier is never changed, reused or forgotten.

The ledger is append-only and wins over the rule by which identifiers are minted, so that rows which
come later, even rows that tell of an earlier day, move no identifier.
"""

from datetime import date
from hashlib import blake2b
from typing import Final

import polars as pl

SCHEMA: Final = pl.Schema(
    {
        "project_id": pl.String(),
        "register_key": pl.String(),
        "founding_announcement_id": pl.String(),
        "minted_on": pl.Date(),
    }
)


class LedgerError(ValueError):
    """Two projects claim one identifier, or one project claims two."""


def empty_ledger() -> pl.DataFrame:
    """A ledger without rows."""
    return pl.DataFrame(schema=SCHEMA)


def read_ledger(rows: pl.DataFrame) -> pl.DataFrame:
    """A ledger from its columns as text or typed; other columns are left out.

    Raises:
        LedgerError: an identifier or a key stands twice.
    """
    minted = pl.col("minted_on")
    if rows.schema["minted_on"] == pl.String:
        minted = minted.str.to_date("%Y-%m-%d")
    ledger = rows.select(*SCHEMA.names()[:-1], minted).cast(SCHEMA)
    for column in ("project_id", "register_key"):
        twice = ledger.filter(pl.col(column).is_duplicated())
        if len(twice):
            raise LedgerError(f"the ledger holds {column} {twice[column].min()!r} twice")
    return ledger.sort("project_id")


def with_published(ledger: pl.DataFrame, aliases: pl.DataFrame | None) -> pl.DataFrame:
    """The shipped ledger and the identifiers that have been published here since.

    Args:
        ledger: see ``read_ledger``.
        aliases: ``core.project_aliases`` of the last snapshot; null before the first one.

    Returns:
        The ledger with a row for every published project that it lacks.
    """
    held = read_ledger(ledger)
    if aliases is None:
        return held
    published = (
        aliases.filter((pl.col("kind") == "register_key") & ~pl.col("retired"))
        .select("project_id", register_key="alias")
        .unique("project_id", keep="none")
    )
    return _with_more(held, published)


def with_kept(ledger: pl.DataFrame, kept: pl.DataFrame | None) -> pl.DataFrame:
    """The shipped ledger and the identifiers that runs with captures have minted here.

    Args:
        ledger: see ``read_ledger``.
        kept: rows of the same columns; null before the first ones.

    Raises:
        LedgerError: an identifier or a key stands twice in one of them.
    """
    held = read_ledger(ledger)
    return held if kept is None else _with_more(held, read_ledger(kept))


def _with_more(held: pl.DataFrame, more: pl.DataFrame) -> pl.DataFrame:
    """The ledger and those of the rows whose identifier and key it lacks."""
    new = more.join(held, on="project_id", how="anti").join(held, on="register_key", how="anti")
    return pl.concat([held, new], how="diagonal").sort("project_id")


def project_id(founding_announcement_id: str) -> str:
    """Identifier minted from the announcement by which a project first became known."""
    return "dc" + blake2b(founding_announcement_id.encode(), digest_size=4).hexdigest()


def minted(claims: pl.DataFrame, ledger: pl.DataFrame, *, as_of: date) -> pl.DataFrame:
    """Ledger rows for subjects that the ledger does not hold yet.

    The founding announcement of a subject is its earliest published one, the smallest identifier
    among several of one day.

    Args:
        claims: claims whose ``subject_key`` is the register key that a project is kept under.
        ledger: see ``read_ledger``.
        as_of: day of the run.

    Raises:
        LedgerError: a new identifier equals one that another project has.
    """
    founding = (
        claims.select(
            "published_on",
            register_key="subject_key",
            founding_announcement_id=pl.coalesce("announcement_id", "claim_id"),
        )
        .sort("register_key", "published_on", "founding_announcement_id")
        .unique("register_key", keep="first", maintain_order=True)
        .join(ledger, on="register_key", how="anti")
    )
    ids = [project_id(founder) for founder in founding["founding_announcement_id"]]
    new = founding.select(
        "register_key",
        "founding_announcement_id",
        project_id=pl.Series(ids, dtype=pl.String),
        minted_on=pl.lit(as_of),
    ).select(SCHEMA.names())
    clash = pl.concat([ledger, new]).filter(pl.col("project_id").is_duplicated())
    if len(clash):
        keys = ", ".join(clash["register_key"].sort())
        raise LedgerError(f"identifier {clash['project_id'][0]} would belong to several of: {keys}")
    return new.sort("project_id")
