"""Views and table macros that stand beside the tables in the published file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dcpipeline.schema import Table
from dcpipeline.schema.ddl import comments, identifier, literal
from dcpipeline.schema.vocabularies import SOURCE_TIER, TIER_RANK

STRICT_TIERS = tuple(tier for tier in SOURCE_TIER if TIER_RANK[tier] <= TIER_RANK["trade"])


@dataclass(frozen=True, slots=True)
class View:
    """A view that shows some rows of a table under a name of its own."""

    full_name: str
    base: str
    condition: str
    description: str


@dataclass(frozen=True, slots=True)
class Macro:
    """A table macro of one day. Its parameter is untyped: typed ones need storage v1.4.0."""

    full_name: str
    base: str
    query: str
    description: str


def _strict(base: str, tier_column: str, words: str) -> View:
    tiers = ", ".join(literal(tier) for tier in STRICT_TIERS)
    return View(f"{base}_strict", base, f"{identifier(tier_column)} IN ({tiers})", words)


VIEWS = (
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
MACROS = (
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


def create_views_and_macros(declared: Mapping[str, Table]) -> Iterator[str]:
    """Statements for every view and macro whose table is declared, with comments."""
    for view in VIEWS:
        if view.base in declared:
            name = identifier(view.full_name)
            base = identifier(view.base)
            yield f"CREATE VIEW {name} AS SELECT * FROM {base} WHERE {view.condition}"
            yield f"COMMENT ON VIEW {name} IS {literal(view.description)}"
            yield from comments(declared[view.base], on=view.full_name)
    for macro in MACROS:
        if macro.base in declared:
            name = identifier(macro.full_name)
            yield f"CREATE MACRO {name}(day) AS TABLE {macro.query}"
            yield f"COMMENT ON MACRO TABLE {name} IS {literal(macro.description)}"


def markdown() -> str:
    """The part of the data dictionary on views and macros."""
    lines = ["## Views and macros", "", "| name | what it shows |", "| --- | --- |"]
    lines += [f"| `{view.full_name}` | {view.description} |" for view in VIEWS]
    lines += [f"| `{macro.full_name}(day)` | {macro.description} |" for macro in MACROS]
    lines += [
        "",
        "The macros need the file to be the main database of the connection, or `USE`; a tool "
        "that attaches it under another name filters `core.project_versions` itself.",
    ]
    return "\n".join(lines) + "\n"
