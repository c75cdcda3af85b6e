"""From claims to projects and everything that hangs on them, in one pass over all states."""

from dataclasses import dataclass
from datetime import date
from typing import Final

import polars as pl

from dcpipeline.resolve.aliases import project_aliases
from dcpipeline.resolve.capacity import project_capacity
from dcpipeline.resolve.dates import date_facts
from dcpipeline.resolve.descriptions import description_facts
from dcpipeline.resolve.events import event_claims, project_events
from dcpipeline.resolve.facts import STATE, cells_of
from dcpipeline.resolve.judgements import match_candidates, survivors
from dcpipeline.resolve.ledger import minted, read_ledger
from dcpipeline.resolve.phases import project_phases
from dcpipeline.resolve.projects import projects
from dcpipeline.resolve.quantities import quantity_facts
from dcpipeline.resolve.states import known_states
from dcpipeline.resolve.status import status_facts, status_votes
from dcpipeline.resolve.structure import project_parts, with_parents
from dcpipeline.resolve.subjects import admit, project_claims, subjects_table
from dcpipeline.resolve.versions import project_versions
from dcpipeline.schema import conform, table
from dcpipeline.schema.vocabularies import TIER_RANK

FACTS: Final = table("core.project_facts")


@dataclass(frozen=True, slots=True)
class Resolution:
    """What claims amount to.

    Attributes:
        tables: the frames of ``core`` by full table name, except ``core.claims``.
        minted: ledger rows that this run had to add.
        unknown_pairs: judged pairs of which a key is known neither to claims nor to the ledger.
    """

    tables: dict[str, pl.DataFrame]
    minted: pl.DataFrame
    unknown_pairs: tuple[tuple[str, str], ...]


def resolve(
    claims: pl.DataFrame,
    divisions: pl.DataFrame,
    judgements: pl.DataFrame,
    ledger: pl.DataFrame,
    *,
    as_of: date,
) -> Resolution:
    """Compute projects from claims.

    Args:
        claims: ``core.claims``. Those published after ``as_of`` are left out.
        divisions: ``ref.divisions``.
        judgements: ``left_key, right_key, judgement, reason, decided_on``.
        ledger: ``project_id, register_key, founding_announcement_id, minted_on``.
        as_of: day of the run.

    Raises:
        LedgerError: identifiers collide.
        JudgementError: judgements contradict each other.
    """
    retired = survivors(judgements)
    known = claims.filter(pl.col("published_on") <= as_of).with_columns(
        kept_key=pl.col("subject_key").replace(retired),
        tier_rank=pl.col("source_tier").replace_strict(TIER_RANK, return_dtype=pl.Int64),
    )
    held = read_ledger(ledger)
    owners, decisions = admit(known, divisions, judgements, frozenset(held["register_key"]))
    filling = project_claims(known, owners)
    added = minted(filling.with_columns(subject_key="kept_key"), held, as_of=as_of)
    full = pl.concat([held, added])
    owned = filling.join(
        full.select("project_id", kept_key="register_key"),
        on="kept_key",
        how="inner",
        validate="m:1",
    )
    tables = _project_tables(owned, divisions, as_of=as_of)
    ids = dict(full.select("register_key", "project_id").iter_rows())
    heirs = retired | {key: owner for key, owner in owners.items() if owner is not None}
    ids |= {key: ids[heir] for key, heir in heirs.items() if heir in ids}
    present = frozenset(tables["core.projects"]["project_id"])
    candidates, unknown = match_candidates(judgements, ids, present)
    tables["core.match_candidates"] = candidates
    tables["core.project_aliases"] = project_aliases(owned, full, retired, heirs, as_of=as_of)
    tables["core.subjects"] = subjects_table(known, decisions, ids)
    return Resolution(tables, added, unknown)


def _project_tables(
    claims: pl.DataFrame, divisions: pl.DataFrame, *, as_of: date
) -> dict[str, pl.DataFrame]:
    states = known_states(claims, as_of=as_of)
    described = description_facts(states, divisions)
    scopes = cells_of(pl.concat(described)).select(*STATE, "scope")
    votes = status_votes(event_claims(states), STATE)
    facts = pl.concat(
        [
            *described,
            *status_facts(votes),
            *date_facts(votes),
            *quantity_facts(states, scopes),
        ]
    )
    cells = cells_of(facts)
    newest = cells.group_by("project_id").agg(known_on=pl.col("known_on").max())
    last_cells = cells.join(newest, on=STATE, how="semi").drop("known_on")
    last_facts = facts.join(newest, on=STATE, how="semi").drop("known_on")
    disputed = (
        votes.join(newest, on=STATE, how="semi")
        .group_by("project_id")
        .agg(status_disputed=pl.col("disputed").any())
    )
    last_scopes = last_cells.select("project_id", "scope")
    parts = project_parts(claims, last_cells, divisions)
    made = projects(last_cells, last_facts, claims, disputed, as_of=as_of)
    return {
        "core.projects": with_parents(made, parts),
        "core.project_parts": parts,
        "core.project_facts": conform(last_facts.select(FACTS.column_names), FACTS),
        "core.project_events": project_events(claims),
        "core.project_phases": project_phases(claims, last_scopes, as_of=as_of),
        "core.project_capacity": project_capacity(claims, last_scopes, as_of=as_of),
        "core.project_versions": project_versions(cells),
    }
