"""Lasting identifiers: once minted, an identifier is never changed, reused or forgotten.

An identifier belongs to the subject by which its project became known. When projects merge, the
oldest identifier of the group stays and the others lead to it; when they part again, each is that
of its own subject once more. The ledger is append-only and wins over the rule by which identifiers
are minted, so that a source read later moves none.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b

import polars as pl

from dcpipeline.schema import conform, empty, table

IDS = table("core.project_ids")


class LedgerError(ValueError):
    """One identifier would belong to two projects."""


@dataclass(frozen=True, slots=True)
class Identities:
    """Which identifier each project has.

    Attributes:
        by_group: identifier by group.
        founders: for each identifier in use the subject that it belongs to.
        ledger: every identifier ever minted, those of this run included.
        minted: the rows that this run had to add.
    """

    by_group: Mapping[str, str]
    founders: Mapping[str, str]
    ledger: pl.DataFrame
    minted: pl.DataFrame


def empty_ledger() -> pl.DataFrame:
    """A ledger without rows."""
    return empty(IDS)


def read_ledger(rows: pl.DataFrame) -> pl.DataFrame:
    """A ledger from its columns as text or typed; other columns are left out.

    Args:
        rows: ``project_id, subject_key, minted_on``.

    Raises:
        LedgerError: an identifier stands twice.
    """
    minted = pl.col("minted_on")
    if rows.schema["minted_on"] == pl.String:
        minted = minted.str.to_date("%Y-%m-%d")
    ledger = rows.select("project_id", "subject_key", minted)
    twice = ledger.filter(pl.col("project_id").is_duplicated())
    if len(twice):
        raise LedgerError(f"the ledger holds project_id {twice['project_id'].min()!r} twice")
    return conform(ledger, IDS)


def combined(*ledgers: pl.DataFrame | None) -> pl.DataFrame:
    """One ledger of several, such as the shipped one and what was published here since.

    Args:
        ledgers: see ``read_ledger``; null for one that does not exist yet.

    Raises:
        LedgerError: two ledgers give one identifier to different subjects.
    """
    read = [read_ledger(ledger) for ledger in ledgers if ledger is not None]
    rows = pl.concat([empty_ledger(), *read]).sort("project_id", "minted_on")
    torn = rows.group_by("project_id").agg(pl.col("subject_key").n_unique() > 1)
    if torn["subject_key"].any():
        ids = torn.filter("subject_key")["project_id"].sort().to_list()
        raise LedgerError(f"the ledgers give {ids[0]} to different subjects")
    return conform(rows.unique("project_id", keep="first", maintain_order=True), IDS)


def project_id(subject_key: str) -> str:
    """Identifier minted from the subject by which a project first became known."""
    return "dc" + blake2b(subject_key.encode(), digest_size=4).hexdigest()


def identities(members: pl.DataFrame, ledger: pl.DataFrame, *, as_of: date) -> Identities:
    """An identifier for each group.

    A group that holds subjects of the ledger keeps the identifier that was minted first, on one day
    that of the subject published first. Another group gets a new one from its first subject.

    Args:
        members: ``group, subject_key, published_on``, a row for each subject.
        ledger: see ``read_ledger``.
        as_of: day of the run.

    Raises:
        LedgerError: a new identifier equals one that another project has.
    """
    held = members.join(ledger, on="subject_key", how="inner").sort(
        "group", "minted_on", "published_on", "subject_key", "project_id"
    )
    kept = held.unique("group", keep="first", maintain_order=True)
    first = (
        members.join(kept, on="group", how="anti")
        .sort("group", "published_on", "subject_key")
        .unique("group", keep="first", maintain_order=True)
    )
    new = first.with_columns(
        project_id=pl.col("subject_key").map_elements(project_id, return_dtype=pl.String),
        minted_on=pl.lit(as_of),
    )
    minted = conform(new.select(IDS.column_names), IDS)
    full = pl.concat([ledger, minted])
    clash = full.filter(pl.col("project_id").is_duplicated())
    if len(clash):
        keys = ", ".join(clash["subject_key"].sort())
        raise LedgerError(f"identifier {clash['project_id'][0]} would belong to several of: {keys}")
    chosen = pl.concat([part.select("group", "project_id", "subject_key") for part in (kept, new)])
    return Identities(
        dict(chosen.select("group", "project_id").iter_rows()),
        dict(chosen.select("project_id", "subject_key").iter_rows()),
        conform(full, IDS),
        minted,
    )
