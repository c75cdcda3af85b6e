"""Views and table macros that stand beside the tables: their names, columns and words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from dcpipeline.schema.ddl import identifier, literal
from dcpipeline.schema.vocabularies import SOURCE_TIER, TIER_RANK

STRICT_TIERS: Final = tuple(tier for tier in SOURCE_TIER if TIER_RANK[tier] <= TIER_RANK["trade"])


@dataclass(frozen=True, slots=True)
class View:
    """A view that shows a table, or some of its rows, under a name of its own.

    Attributes:
        full_name: ``schema.name`` of the view.
        base: ``schema.name`` of the table.
        condition: SQL condition on the rows; null for all rows.
        description: what the view shows.
        renamed: column of the table by the name that it has in the view, where they differ.
    """

    full_name: str
    base: str
    condition: str | None
    description: str
    renamed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Macro:
    """A table macro of one day. Its parameter is untyped: typed ones need storage v1.4.0."""

    full_name: str
    base: str
    query: str
    description: str

    @property
    def signature(self) -> str:
        """How it is called."""
        return f"{self.full_name}(day)"


def _strict(base: str, tier_column: str, words: str) -> View:
    tiers = ", ".join(literal(tier) for tier in STRICT_TIERS)
    return View(f"{base}_strict", base, f"{identifier(tier_column)} IN ({tiers})", words)


VIEWS: Final = (
    _strict(
        "core.projects",
        "best_tier",
        "The projects whose best source is of tier trade or better: the strict set.",
    ),
    _strict("core.claims", "source_tier", "The claims whose source is of tier trade or better."),
)
_KNOWN = (
    "known_from_on <= CAST(day AS DATE) "
    "AND (known_to_on IS NULL OR known_to_on >= CAST(day AS DATE))"
)
MACROS: Final = (
    Macro(
        "core.projects_as_of",
        "core.project_versions",
        f"SELECT * FROM core.project_versions WHERE {_KNOWN}",
        "The state of every project as the public could know it on a day.",
    ),
    Macro(
        "core.status_counts_as_of",
        "core.project_versions",
        "SELECT status, count(*) AS projects FROM core.project_versions "
        f"WHERE {_KNOWN} AND scope IS DISTINCT FROM 'programme' GROUP BY status ORDER BY status",
        "Projects by status as the public could know them on a day, programme totals left out.",
    ),
)
