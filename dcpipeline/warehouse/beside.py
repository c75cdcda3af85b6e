"""Everything that a snapshot holds beside its database and its receipt."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import polars as pl

from dcpipeline.schema import Table
from dcpipeline.schema.deprecations import Deprecation, old_table
from dcpipeline.schema.table import LAYERS
from dcpipeline.schema.views import View
from dcpipeline.warehouse import datapackage, dictionary_page, exports, geojson, open_export
from dcpipeline.warehouse.snapshots import OPEN, Snapshot, parquet_path

TITLE: Final = "dcpipeline: China's AI data centers"
DESCRIPTION: Final = (
    "The evidence-linked record of China's AI data-center build-out: Parquet of every table, CSV "
    "of the marts, projects as GeoJSON. As of {day}. In CSV a text that a spreadsheet would run as "
    "a formula has an apostrophe in front."
)
OPEN_DESCRIPTION: Final = (
    "The same without rows that rest on claims whose rights are unsettled: those claims, every "
    "project with such a claim, and every table that is computed from all projects are left out. "
    "As of {day}."
)


@dataclass(frozen=True, slots=True)
class Exports:
    """What is exported.

    Attributes:
        frames: the published frames by ``schema.name``.
        declared: the declarations.
        old_views: views under the old names of renamed tables.
        leaving: all names that leave.
        snapshot: the snapshot.
    """

    frames: Mapping[str, pl.DataFrame]
    declared: Mapping[str, Table]
    old_views: Iterable[View]
    leaving: Iterable[Deprecation]
    snapshot: Snapshot


def write(exported: Exports, folder: Path) -> None:
    """Writes Parquet, CSV, GeoJSON, dictionaries, descriptors and the open tables."""
    _dictionaries(folder, exported)
    if geojson.PROJECTS in exported.frames:
        geojson.write_projects(exported.frames, folder / geojson.FILE)
    tables = _tables(folder, exported, exported.frames, csv_layers={"mart"})
    _describe(folder, exported, tables, TITLE, DESCRIPTION)
    if exported.frames.keys() >= open_export.NEEDED:
        chosen = open_export.open_tables(exported.frames, exported.declared)
        tables = _tables(folder / OPEN, exported, chosen, csv_layers=LAYERS.keys())
        _describe(folder / OPEN, exported, tables, f"{TITLE}, rights settled", OPEN_DESCRIPTION)


def _tables(
    folder: Path,
    exported: Exports,
    frames: Mapping[str, pl.DataFrame],
    csv_layers: Collection[str],
) -> dict[str, Table]:
    """Writes the frames, those of renamed tables under both names; gives their declarations."""
    tables = {name: exported.declared[name] for name in frames}
    files = dict(frames)
    for view in exported.old_views:
        if view.base in frames:
            tables[view.full_name] = old_table(view, tables[view.base])
            files[view.full_name] = frames[view.base].rename(dict(view.renamed))
    for kind in ("parquet", "csv"):
        (folder / kind).mkdir(parents=True, exist_ok=True)
    for name, frame in files.items():
        exports.write_parquet(frame, parquet_path(folder, name))
        if tables[name].schema in csv_layers:
            own_words = [c.name for c in tables[name] if c.vocabulary is not None]
            exports.write_csv(frame, folder / "csv" / f"{name}.csv", own_words)
    return tables


def _dictionaries(folder: Path, exported: Exports) -> None:
    text = exports.dictionary_markdown(exported.declared.values(), exported.leaving)
    (folder / "dictionary.md").write_text(text, encoding="utf-8")
    (folder / "dictionary.html").write_text(dictionary_page.page(text), encoding="utf-8")


def _describe(
    folder: Path, exported: Exports, tables: Mapping[str, Table], title: str, description: str
) -> None:
    day = exported.snapshot.as_of.isoformat()
    datapackage.write(
        datapackage.Package(
            folder=folder,
            name="dcpipeline" if folder.name != OPEN else f"dcpipeline-{OPEN}",
            title=title,
            description=description.format(day=day),
            tables=tables,
            sources=exported.frames.get(datapackage.SOURCES),
            snapshot=exported.snapshot,
        )
    )
