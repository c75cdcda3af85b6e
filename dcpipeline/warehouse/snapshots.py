"""The target folder: which snapshot is current, which are kept, what is left of killed runs.

Layout of a target folder::

    dcpipeline.duckdb          the current database, the same file as in its snapshot
    latest.json                pointer to the current snapshot, for systems without links
    latest, parquet, csv       symbolic links into the current snapshot
    snapshots/<id>/            dcpipeline.duckdb, parquet/, csv/, projects.geojson, open/,
                               dictionary.md, dictionary.html, datapackage.json, receipt.json,
                               SHA256SUMS
"""

import json
import logging
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from dcpipeline.warehouse import files
from dcpipeline.warehouse.errors import MissingWarehouseError

DATABASE = "dcpipeline.duckdb"
POINTER = "latest.json"
RECEIPT = "receipt.json"
CHECKSUMS = "SHA256SUMS"
OPEN = "open"
SNAPSHOTS = "snapshots"
BUILDING = ".building"
RETIRED = ".retired"
_LINKS = {"latest": ".", "parquet": "parquet", "csv": "csv"}

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A published state of all tables.

    Attributes:
        snapshot_id: as-of day and digest.
        as_of: the one clock of its run.
        input_digest: digest of facts, code and as-of.
        folder: where its files are.
        previous_snapshot_id: snapshot with which its ``meta.changes`` compares.
        release: release of its schema.
    """

    snapshot_id: str
    as_of: date
    input_digest: str
    folder: Path
    previous_snapshot_id: str | None
    release: str

    @property
    def database(self) -> Path:
        """The database of the snapshot."""
        return self.folder / DATABASE

    def frame(self, full_name: str) -> pl.DataFrame | None:
        """A table of the snapshot; null when it had no such table."""
        path = parquet_path(self.folder, full_name)
        return pl.read_parquet(path, glob=False) if path.exists() else None


def snapshot_id(as_of: date, digest: str) -> str:
    """Name of a snapshot: as-of day and the first eight digits of the input digest."""
    return f"{as_of.isoformat()}-{digest[:8]}"


def parquet_path(folder: Path, full_name: str) -> Path:
    """Where a snapshot keeps the Parquet file of a table."""
    return folder / "parquet" / f"{full_name}.parquet"


def current_snapshot(target_dir: Path) -> Snapshot | None:
    """The snapshot that the pointer names; null before the first publication.

    A pointer that leads nowhere (somebody removed the folder) counts as none and is logged.
    """
    pointer = target_dir / POINTER
    if not pointer.exists():
        return None
    try:
        named = json.loads(pointer.read_text(encoding="utf-8"))["snapshot_id"]
        return _read(target_dir / SNAPSHOTS / named)
    except (OSError, ValueError, KeyError, TypeError) as error:
        _log.warning("%s cannot be followed, changes start anew: %s", pointer, error)
        return None


def kept_snapshots(target_dir: Path) -> list[Snapshot]:
    """All kept snapshots, the newest first."""
    return [_read(folder) for folder in _kept(target_dir)]


def published_frame(target_dir: Path, full_name: str) -> pl.DataFrame:
    """A table of the current snapshot.

    Raises:
        MissingWarehouseError: nothing is published yet, or not this table.
    """
    snapshot = current_snapshot(target_dir)
    frame = snapshot.frame(full_name) if snapshot else None
    if frame is None:
        raise MissingWarehouseError(
            f"{full_name} is not published in {target_dir} yet; run `dcpipeline refresh`"
        )
    return frame


def point_to(target_dir: Path, snapshot: Snapshot) -> None:
    """Makes a finished snapshot the current one.

    The database is replaced first: from then on readers see the new state. Links and pointer
    follow; a run killed in between leaves them on the state before, complete in itself.
    """
    files.replace_with_link(snapshot.database, target_dir / DATABASE)
    files.fsync(target_dir)
    for name, inside in _LINKS.items():
        files.replace_symlink(target_dir / name, snapshot.folder / inside)
    content = {
        "snapshot_id": snapshot.snapshot_id,
        "input_digest": snapshot.input_digest,
        "database": f"{SNAPSHOTS}/{snapshot.snapshot_id}/{DATABASE}",
        "parquet": f"{SNAPSHOTS}/{snapshot.snapshot_id}/parquet",
        "csv": f"{SNAPSHOTS}/{snapshot.snapshot_id}/csv",
        "folder": f"{SNAPSHOTS}/{snapshot.snapshot_id}",
    }
    files.replace_text(target_dir / POINTER, json.dumps(content, indent=2) + "\n")
    files.fsync(target_dir)


def remove_leftovers(target_dir: Path) -> None:
    """Removes what killed runs left: half-built folders and files not yet renamed."""
    for path in target_dir.glob(f"{BUILDING}*"):
        shutil.rmtree(path)
    for path in target_dir.glob(f"{RETIRED}*"):
        shutil.rmtree(path)
    for name in (DATABASE, POINTER, *_LINKS):
        files.temporary(target_dir / name).unlink(missing_ok=True)


def prune(target_dir: Path, *, keep: int, current: str) -> None:
    """Removes all but the newest ``keep`` snapshots; the current one always stays."""
    others = [folder for folder in _kept(target_dir) if folder.name != current]
    for folder in others[max(keep - 1, 0) :]:
        files.remove_tree(folder, target_dir / f"{RETIRED}-{folder.name}")


def _kept(target_dir: Path) -> list[Path]:
    folders = (target_dir / SNAPSHOTS).glob(f"*/{RECEIPT}")
    dated = [(path.stat().st_mtime_ns, path.parent.name, path.parent) for path in folders]
    return [folder for _, _, folder in sorted(dated, reverse=True)]


def _read(folder: Path) -> Snapshot:
    receipt: dict[str, Any] = json.loads((folder / RECEIPT).read_text(encoding="utf-8"))
    return Snapshot(
        snapshot_id=receipt["snapshot_id"],
        as_of=date.fromisoformat(receipt["as_of"]),
        input_digest=receipt["input_digest"],
        folder=folder,
        previous_snapshot_id=receipt["previous_snapshot_id"],
        release=receipt["release"],
    )


def seal(snapshot: Snapshot, *, rows: dict[str, int], build: Path) -> None:
    """Writes the receipt and the checksums of a finished build.

    The receipt holds rows per table and the digest of every export, but not that of the database:
    DuckDB writes equal tables as different bytes. The checksums are of all files, for
    ``sha256sum --check``.
    """
    digests = {path: files.sha256(build / path) for path in _files(build)}
    content = {
        "snapshot_id": snapshot.snapshot_id,
        "as_of": snapshot.as_of.isoformat(),
        "input_digest": snapshot.input_digest,
        "previous_snapshot_id": snapshot.previous_snapshot_id,
        "release": snapshot.release,
        "rows": rows,
        "sha256": {path: digest for path, digest in digests.items() if path != DATABASE},
    }
    receipt = json.dumps(content, indent=2, sort_keys=True) + "\n"
    files.replace_text(build / RECEIPT, receipt)
    digests[RECEIPT] = files.sha256(build / RECEIPT)
    lines = [f"{digest}  {path}\n" for path, digest in sorted(digests.items())]
    files.replace_text(build / CHECKSUMS, "".join(lines))


def _files(build: Path) -> Iterator[str]:
    for path in sorted(build.rglob("*")):
        if path.is_file():
            yield path.relative_to(build).as_posix()
