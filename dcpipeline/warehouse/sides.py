"""What is known of one side of a pair: its cells as sources word them, and the sources."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import duckdb

from dcpipeline.schema.vocabularies import TIER_RANK
from dcpipeline.warehouse.reader import connect

_CLAIMS_SQL = """
SELECT claim.subject_key, claim.property, claim.value_text, claim.phase, claim.basis,
       claim.event_on, claim.event_precision, claim.quote, claim.quote_kind,
       claim.source_publisher AS publisher, claim.source_tier AS tier,
       claim.source_title AS title, claim.published_on,
       coalesce(claim.cited_url, claim.source_url) AS address
FROM core.claims AS claim
WHERE claim.subject_key = $key
   OR claim.claim_id IN (SELECT claim_id FROM core.project_facts WHERE project_id = $project)
   OR claim.subject_key IN (SELECT subject_key FROM core.subjects WHERE project_id = $project)
ORDER BY claim.published_on DESC, claim.claim_id
"""
_STATE_SQL = """
SELECT status, status_on, n_claims, n_independent_sources FROM core.projects WHERE project_id = ?
"""
_ALIASES_SQL = """
SELECT alias FROM core.project_aliases
WHERE project_id = ? AND kind IN ('project_id', 'register_key')
"""
_REGISTER_KEYS_SQL = """
SELECT DISTINCT project_key FROM raw.announcements WHERE list_contains(?, announcement_id)
"""
_Claim = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Source:
    """One publication that speaks of a side.

    Attributes:
        publisher: who published it.
        tier: how far it is trusted.
        published_on: day on which the public could know.
        title: its title.
        words: sentences of it, or the notes of the register, each once.
        address: where it stands.
    """

    publisher: str | None
    tier: str
    published_on: date
    title: str | None
    words: tuple[str, ...]
    address: str | None


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a pair.

    Attributes:
        key: subject key.
        project_id: its project; null while it waits.
        keys: every key under which judgements may name it.
        cells: what is said of it, by label, each wording once, the best tier first.
        sources: the best tier first, then the newest.
    """

    key: str
    project_id: str | None
    keys: frozenset[str]
    cells: Mapping[str, tuple[str, ...]]
    sources: tuple[Source, ...]


def side(database: Path, key: str, project_id: str | None) -> Side:
    """All that is known of a project, or of a subject that waits.

    Args:
        database: the published file.
        key: subject key.
        project_id: its project; null while it waits.

    Raises:
        MissingWarehouseError: there is no such file.
    """
    with connect(database) as connection:
        claims = _rows(connection, _CLAIMS_SQL, {"key": key, "project": project_id})
        state = _rows(connection, _STATE_SQL, [project_id])
        aliases = connection.execute(_ALIASES_SQL, [project_id]).fetchall()
        subjects = sorted({key, *(claim["subject_key"] for claim in claims)})
        register = connection.execute(_REGISTER_KEYS_SQL, [subjects]).fetchall()
    ranked = sorted(claims, key=lambda claim: TIER_RANK[claim["tier"]])
    cells = {label: _once(words(ranked)) for label, words in _CELLS.items()} | {
        "status": tuple(_state(row) for row in state) or ("waits for evidence or a person",)
    }
    own = {*subjects, *(name for (name,) in (*aliases, *register) if name)}
    keys = frozenset(own | ({project_id} if project_id else set()))
    return Side(key, project_id, keys, {name: cells[name] for name in LABELS}, _sources(ranked))


def _rows(
    connection: duckdb.DuckDBPyConnection, sql: str, parameters: object
) -> list[dict[str, Any]]:
    found = connection.execute(sql, parameters)
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def _state(row: Mapping[str, Any]) -> str:
    status = (row["status"] or "unknown").replace("_", " ")
    since = f" since {row['status_on']}" if row["status_on"] else ""
    return (
        f"{status}{since} ({row['n_claims']} claims, {row['n_independent_sources']} independent "
        "sources)"
    )


def _once(words: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in words if word))


def _said(
    *properties: str, basis: str | None = None
) -> Callable[[list[dict[str, Any]]], list[str]]:
    """Wordings of some properties, with the phase of which they are said."""

    def words(claims: list[dict[str, Any]]) -> list[str]:
        return [
            claim["value_text"] + (f" ({claim['phase']})" if claim["phase"] else "")
            for claim in claims
            if claim["property"] in properties and basis in {None, claim["basis"]}
        ]

    return words


def _events(claims: list[dict[str, Any]]) -> list[str]:
    told = sorted(
        (claim for claim in claims if claim["property"] in {"event", "planned_event"}),
        key=lambda claim: claim["event_on"] or claim["published_on"],
        reverse=True,
    )
    return [_event(claim) for claim in told]


def _event(claim: _Claim) -> str:
    shown = {"year": 4, "month": 7}.get(claim["event_precision"], 10)
    day = f" {claim['event_on'].isoformat()[:shown]}" if claim["event_on"] else ", undated"
    planned = "planned: " if claim["property"] == "planned_event" else ""
    phase = f" ({claim['phase']})" if claim["phase"] else ""
    return f"{planned}{claim['value_text'].replace('_', ' ')}{phase}{day}"


def _phases(claims: list[dict[str, Any]]) -> list[str | None]:
    return [claim["phase"] for claim in claims]


_CELLS: Final[Mapping[str, Callable[[list[dict[str, Any]]], list[Any]]]] = {
    "names": _said("name_zh", "name_en"),
    "operator": _said("operator"),
    "place": _said("place"),
    "scope": _said("scope"),
    "campus": _said("campus"),
    "code": _said("project_code"),
    "events": _events,
    "planned": _said("compute", basis="planned"),
    "installed": _said("compute", basis="installed"),
    "cards": _said("accelerators", "accelerator_model"),
    "racks": _said("racks"),
    "IT load": _said("it_load"),
    "investment": _said("investment"),
    "phases": _phases,
}
LABELS: Final = (
    "names", "operator", "place", "scope", "campus", "code", "status", "events", "planned",
    "installed", "cards", "racks", "IT load", "investment", "phases",
)  # fmt: skip


def _sources(claims: list[dict[str, Any]]) -> tuple[Source, ...]:
    columns = ("publisher", "tier", "published_on", "title", "address")
    words: dict[tuple[Any, ...], list[str]] = {}
    for claim in claims:
        told = words.setdefault(tuple(claim[name] for name in columns), [])
        is_sentence = claim["quote_kind"] == "verbatim"
        told.append(f"“{claim['quote']}”" if is_sentence else claim["quote"])
    return tuple(
        Source(publisher, tier, published_on, title, _once(said), address)
        for (publisher, tier, published_on, title, address), said in words.items()
    )
