"""From claims to projects and everything that hangs on them, in one pass over all states."""

from dataclasses import dataclass
from datetime import date
from typing import Final

import polars as pl

from dcpipeline.resolve.admission import Admission, admit
from dcpipeline.resolve.aliases import project_aliases
from dcpipeline.resolve.candidates import match_candidates
from dcpipeline.resolve.capacity import project_capacity
from dcpipeline.resolve.dates import date_facts
from dcpipeline.resolve.decided import subjects_table
from dcpipeline.resolve.descriptions import description_facts
from dcpipeline.resolve.events import event_claims, project_events
from dcpipeline.resolve.facts import STATE, cells_of
from dcpipeline.resolve.judgements import Judged, judged, judgements_table
from dcpipeline.resolve.ledger import Identities, identities, read_ledger
from dcpipeline.resolve.matching import Matching, Places, match
from dcpipeline.resolve.phases import project_phases
from dcpipeline.resolve.projects import projects
from dcpipeline.resolve.quantities import quantity_facts
from dcpipeline.resolve.states import known_states
from dcpipeline.resolve.status import status_facts, status_votes
from dcpipeline.resolve.structure import project_parts, with_parents
from dcpipeline.resolve.subjects import Subject, subjects_of
from dcpipeline.resolve.versions import project_versions
from dcpipeline.schema import conform, table
from dcpipeline.schema.vocabularies import PROJECT_PROPERTY, TIER_RANK

FACTS: Final = table("core.project_facts")


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """What resolution knows of places.

    Attributes:
        divisions: ``ref.divisions``.
        words: how places are written in names, see ``matching.place_words``.
    """

    divisions: pl.DataFrame
    words: Places


@dataclass(frozen=True, slots=True)
class Resolution:
    """What claims amount to.

    Attributes:
        tables: the frames of ``core`` by full table name, except ``core.claims``.
        minted: ledger rows that this run had to add.
    """

    tables: dict[str, pl.DataFrame]
    minted: pl.DataFrame


def resolve(
    claims: pl.DataFrame,
    gazetteer: Gazetteer,
    judgements: pl.DataFrame,
    ledger: pl.DataFrame,
    *,
    as_of: date,
) -> Resolution:
    """Compute projects from claims.

    Which subjects are one project follows from claims and judgements alone; the ledger only gives
    the projects their identifiers.

    Args:
        claims: ``core.claims``. Those published after ``as_of`` are left out.
        gazetteer: what is known of places.
        judgements: see ``judgements.judged``.
        ledger: ``project_id, subject_key, minted_on``.
        as_of: day of the run.

    Raises:
        LedgerError: identifiers collide.
        JudgementError: judgements contradict each other.
    """
    known = claims.filter(pl.col("published_on") <= as_of).with_columns(
        tier_rank=pl.col("source_tier").replace_strict(TIER_RANK, return_dtype=pl.Int64),
    )
    held = read_ledger(ledger)
    subjects = subjects_of(known, gazetteer.divisions)
    can_be_project = {subject.key: subject.can_be_project for subject in subjects}
    decided = judged(judgements, held, can_be_project)
    able = [subject for subject in subjects if subject.can_be_project]
    matching = match([subject.record for subject in able], gazetteer.words, decided.decisions)
    admission = admit(able, matching, decided)
    found = identities(_members(able, matching, admission), held, as_of=as_of)
    owned = _owned(known, matching, found)
    return Resolution(
        {
            **_project_tables(owned, gazetteer.divisions, as_of=as_of),
            **_identity_tables(known, owned, subjects, matching, decided, admission, found, as_of),
        },
        found.minted,
    )


def _members(subjects: list[Subject], matching: Matching, admission: Admission) -> pl.DataFrame:
    """``group, subject_key, published_on`` of the subjects of projects."""
    rows = [
        (matching.groups[subject.key], subject.key, subject.record.known_on)
        for subject in subjects
        if matching.groups[subject.key] in admission.projects
    ]
    schema = {"group": pl.String, "subject_key": pl.String, "published_on": pl.Date}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _owned(claims: pl.DataFrame, matching: Matching, found: Identities) -> pl.DataFrame:
    """The claims that fill projects, with ``project_id``."""
    ids = {
        key: found.by_group[group]
        for key, group in matching.groups.items()
        if group in found.by_group
    }
    projects_of = pl.DataFrame(
        list(ids.items()),
        schema={"subject_key": pl.String, "project_id": pl.String},
        orient="row",
    )
    return claims.filter(pl.col("property").is_in(list(PROJECT_PROPERTY))).join(
        projects_of, on="subject_key", how="inner", validate="m:1"
    )


def _identity_tables(
    known: pl.DataFrame,
    owned: pl.DataFrame,
    subjects: tuple[Subject, ...],
    matching: Matching,
    decided: Judged,
    admission: Admission,
    found: Identities,
    as_of: date,
) -> dict[str, pl.DataFrame]:
    ids = dict(found.by_group)
    # what waits because it resembles a project is found under that one
    heirs = ids | {group: ids[other] for group, other in admission.likened.items() if other in ids}
    project_of = {key: heirs[group] for key, group in matching.groups.items() if group in heirs}
    return {
        "core.subjects": subjects_table(known, subjects, matching, decided, admission, found),
        "core.match_candidates": match_candidates(matching, decided, ids),
        "core.project_ids": found.ledger,
        "core.judgements": judgements_table(decided, project_of),
        "core.project_aliases": project_aliases(
            owned,
            found.ledger,
            project_of,
            decided.register_keys(project_of),
            as_of=as_of,
        ),
    }


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
