"""The tables without anything that rests on claims whose rights are unsettled.

Rows are left out, never recomputed: a table that cannot be told apart row by row is left out as a
whole. What stays is as it stands in the full tables, but for references to projects left out.
"""

from collections.abc import Iterator, Mapping
from typing import Final

import polars as pl

from dcpipeline.schema import Table

UNSETTLED: Final = "unsettled"
CLAIMS: Final = "core.claims"
PROJECTS: Final = "core.projects"
SUBJECTS: Final = "core.subjects"
SOURCES: Final = "meta.sources"
NEEDED: Final = frozenset({CLAIMS, PROJECTS, SUBJECTS, SOURCES})
# Each row of these rests on the claims of the projects that it names, and on reference tables.
OF_PROJECTS: Final = (
    "core.project_phases",
    "core.project_parts",
    "core.project_capacity",
    "core.project_facts",
    "core.project_events",
    "core.project_versions",
    "core.project_aliases",
    "mart.project_siting",
)
ABOUT: Final = (SOURCES, "meta.snapshot", "meta.releases")


def open_tables(
    frames: Mapping[str, pl.DataFrame], declared: Mapping[str, Table]
) -> dict[str, pl.DataFrame]:
    """The tables and rows whose rights are settled.

    Args:
        frames: all published frames; ``NEEDED`` among them.
        declared: the declarations.

    Returns:
        Frames by ``schema.name``: claims that are not unsettled; projects of which no claim is,
        used or outvoted, and what is told of them; reference tables, and marts that rest on those
        alone; what describes snapshot and sources.
    """
    claims = frames[CLAIMS].filter(pl.col("rights") != UNSETTLED)
    projects = _projects(frames)
    kept = {
        f"{CLAIMS}.claim_id": claims["claim_id"],
        f"{PROJECTS}.project_id": projects["project_id"],
    }
    whole = _whole_tables(frames[SOURCES], declared)
    made = {CLAIMS: claims, PROJECTS: projects}
    for name, table in declared.items():
        if name in OF_PROJECTS:
            made[name] = _rows(frames[name], table, kept)
        elif name in whole or name in ABOUT:
            made[name] = frames[name]
    return {name: made[name] for name in declared if name in made}


def _projects(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Projects of which no claim is unsettled; a whole that is left out is no longer named."""
    unsettled = frames[CLAIMS].filter(rights=UNSETTLED).select("subject_key")
    touched = frames[SUBJECTS].join(unsettled, on="subject_key", how="semi")["project_id"]
    settled = (pl.col("rights") != UNSETTLED) & ~pl.col("project_id").is_in(
        touched.drop_nulls().implode()
    )
    projects = frames[PROJECTS].filter(settled)
    parent = pl.col("parent_project_id")
    known = parent.is_in(projects["project_id"].implode())
    return projects.with_columns(pl.when(known).then(parent).alias("parent_project_id"))


def _rows(frame: pl.DataFrame, table: Table, kept: Mapping[str, pl.Series]) -> pl.DataFrame:
    """Rows that name only claims and projects that are kept, and no name that is retired."""
    named = [pl.col(column).is_in(kept[target].implode()) for column, target in _named(table)]
    if "retired" in table.column_names:
        # a name of a former snapshot, whose claims are not at hand
        named.append(~pl.col("retired"))
    return frame.filter(*named)


def _named(table: Table) -> Iterator[tuple[str, str]]:
    for column in table:
        if column.references in {f"{CLAIMS}.claim_id", f"{PROJECTS}.project_id"}:
            yield column.name, str(column.references)
        elif column.name == "project_id":
            yield column.name, f"{PROJECTS}.project_id"


def _whole_tables(sources: pl.DataFrame, declared: Mapping[str, Table]) -> set[str]:
    """Reference tables of settled files, and marts that are computed from such tables alone."""
    unsettled = set(sources.filter(rights=UNSETTLED)["source_id"])
    whole: set[str] = set()
    # declarations stand in the order of the layers, so what a mart reads comes before it
    for name, table in declared.items():
        from_reference = table.schema == "ref" and table.source_file not in unsettled
        from_marts = table.schema == "mart" and bool(table.reads) and set(table.reads) <= whole
        if from_reference or from_marts:
            whole.add(name)
    return whole
