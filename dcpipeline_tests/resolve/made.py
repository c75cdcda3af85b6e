"""Small claims made by hand, and the project they amount to."""

from datetime import date
from itertools import count
from typing import Any

import polars as pl

from dcpipeline.resolve import Gazetteer, Resolution, empty_ledger, place_words, resolve
from dcpipeline.schema import conform, empty, table
from dcpipeline_tests.extract.rows import DIVISIONS

CLAIMS = table("core.claims")
AS_OF = date(2026, 11, 21)
KEY = "gs-x"
_DEFAULTS: dict[str, Any] = {
    "source_id": "register/announcements.csv",
    "source_tier": "press",
    "rights": "facts",
    "quote": "note",
    "quote_kind": "register_note",
    "subject_kind": "site",
    "subject_key": KEY,
    "place_adcode": "621000",
    "event_precision": "day",
    "event_basis": "event",
    "known_basis": "printed",
    "first_seen_on": AS_OF,
    "last_seen_on": AS_OF,
    "extractor": "test",
    "extractor_version": "1",
    "assertion": "reported",
}
JUDGEMENT_SCHEMA = {
    "left_key": pl.String,
    "right_key": pl.String,
    "judgement": pl.String,
    "reason": pl.String,
    "decided_on": pl.Date,
    "file": pl.String,
    "file_line": pl.Int64,
}
_ALIASES = table("ref.division_aliases")
_COUNTIES = table("ref.counties")
GAZETTEER = Gazetteer(DIVISIONS, place_words(DIVISIONS, empty(_ALIASES), empty(_COUNTIES)))

_OF_PAGES: dict[str, Any] = {
    "announcement_id": None,
    "source_id": "a_source",
    "source_url": "https://news.example/1.html",
    "subject_kind": "project",
    "capture_id": "ca-1",
    "quote_kind": "verbatim",
    "assertion": "extracted",
}


def day(text: str | None) -> date | None:
    """A date from ISO text."""
    return None if text is None else date.fromisoformat(text)


def event(name: str, on: str | None, tier: str = "press", **more: Any) -> dict[str, Any]:
    """An event claim, published on the day of the event unless said otherwise."""
    known = more.pop("published", None) or on or "2026-01-01"
    undated = {} if on else {"event_precision": "none", "event_basis": None}
    return (
        {"property": "event", "value_text": name, "event_on": day(on), "source_tier": tier}
        | {"published_on": day(known)}
        | undated
        | more
    )


def figure(name: str, value: float, tier: str = "press", **more: Any) -> dict[str, Any]:
    """A quantity claim."""
    known = more.pop("published", "2025-01-01")
    compute = {"basis": "installed", "precision": "unknown", "unit": "PFLOPS"}
    return (
        {"property": name, "value_text": str(value), "value_num": value, "source_tier": tier}
        | {"published_on": day(known), "event_on": day(known)}
        | (compute if name == "compute" else {})
        | more
    )


def words(name: str, value: str, tier: str = "press", **more: Any) -> dict[str, Any]:
    """A claim that holds words."""
    known = more.pop("published", "2025-01-01")
    stated = {"property": name, "value_text": value, "source_tier": tier}
    return stated | {"published_on": day(known), "event_on": day(known)} | more


PLACE = words("place", "甘肃省 庆阳市", published="2010-01-01", claim_id="cl-place")
SCOPE = words("scope", "site", published="2010-01-01", claim_id="cl-scope")


def frame(*claims: dict[str, Any]) -> pl.DataFrame:
    """``core.claims`` of the register, unless a claim says that no row of it stands behind.

    Identifiers follow the order unless they are given.
    """
    numbers = count(1)
    rows = []
    for claim in claims:
        number = next(numbers)
        empty = dict.fromkeys(CLAIMS.column_names)
        own = {"claim_id": f"cl{number:04}", "origin_id": f"or{number:04}"}
        own["announcement_id"] = f"AN-{claim.get('claim_id', own['claim_id'])}"
        rows.append(empty | _DEFAULTS | own | claim)
    schema = {column.name: column.kind.polars for column in CLAIMS}
    return conform(pl.DataFrame(rows, schema=schema), CLAIMS)


def registered(
    key: str = "r", name: str = "云帆智算中心", place: str = "621000", **more: Any
) -> list[dict[str, Any]]:
    """A project of the register: name, place and status."""
    said = {"subject_key": key, "place_adcode": place, "announcement_id": f"AN-{key}"} | more
    return [
        words("name_zh", name, claim_id=f"{key}-name", **said),
        words("place", place, claim_id=f"{key}-place", **said),
        event("signed", "2025-01-01", claim_id=f"{key}-event", **said),
    ]


def told(
    key: str = "p",
    name: str | None = "云帆智算中心",
    place: str | None = "621000",
    status: str | None = "construction_start",
    tier: str = "press",
    on: str = "2026-03-02",
    **more: Any,
) -> list[dict[str, Any]]:
    """What a page says of one subject. Parts that are None are not said."""
    said = _OF_PAGES | {
        "subject_key": key, "subject_name": name, "place_adcode": place, "tier": tier,
        "published": on,
    } | more  # fmt: skip
    concluded = said | {"claim_id": f"{key}-scope", "assertion": "inferred"}
    claims = [words("scope", "site", **concluded)]
    if name is not None:
        claims.append(words("name_zh", name, claim_id=f"{key}-name", **said))
    if place is not None:
        claims.append(words("place", place, claim_id=f"{key}-place", **said))
    if status is not None:
        claims.append(event(status, on, claim_id=f"{key}-event", **said))
    return claims


def judged(*pairs: tuple[str, str, str]) -> pl.DataFrame:
    """Judgements without much reason."""
    rows = [(*pair, "because", AS_OF, "made.csv", line) for line, pair in enumerate(pairs, 2)]
    return pl.DataFrame(rows, schema=JUDGEMENT_SCHEMA, orient="row")


def resolved(
    *claims: dict[str, Any],
    as_of: date = AS_OF,
    judgements: pl.DataFrame | None = None,
    ledger: pl.DataFrame | None = None,
) -> Resolution:
    """Resolve hand-made claims."""
    return resolve(
        frame(*claims),
        GAZETTEER,
        judged() if judgements is None else judgements,
        empty_ledger() if ledger is None else ledger,
        as_of=as_of,
    )


def project(*claims: dict[str, Any], as_of: date = AS_OF) -> dict[str, Any]:
    """The one project that the claims amount to, in Qingyang."""
    return resolved(PLACE, SCOPE, *claims, as_of=as_of).tables["core.projects"].row(0, named=True)


def rules(column: str, *claims: dict[str, Any]) -> dict[str, tuple[str, str]]:
    """Role and rule by claim for one column."""
    facts = resolved(PLACE, SCOPE, *claims).tables["core.project_facts"]
    mine = facts.filter(pl.col("column_name") == column)
    return {
        c: (role, rule) for c, role, rule in mine.select("claim_id", "role", "rule").iter_rows()
    }
