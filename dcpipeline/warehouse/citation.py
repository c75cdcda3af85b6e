"""How to cite a snapshot."""

import json
from importlib.metadata import metadata
from pathlib import Path
from typing import Final

from dcpipeline.warehouse.errors import MissingWarehouseError
from dcpipeline.warehouse.snapshots import Snapshot, current_snapshot, kept_snapshots

TITLE: Final = "dcpipeline: the evidence-linked record of China's AI data-center build-out"
AUTHORS: Final = "The dcpipeline authors"
LICENCE: Final = (
    "Program: MIT. Data: facts in our own words, open licences and CC BY 4.0 (credit Epoch AI and "
    "GeoNames), file by file in meta.sources; rows with rights 'unsettled' have no checked licence."
)
_ADDRESS_LABELS: Final = ("Homepage", "Repository", "Source")


def find(target_dir: Path, snapshot_id: str | None = None) -> Snapshot:
    """The snapshot to cite.

    Args:
        target_dir: folder of the warehouse.
        snapshot_id: its identifier; null for the current one.

    Raises:
        MissingWarehouseError: nothing is published, or that snapshot is not kept.
    """
    if snapshot_id is None:
        current = current_snapshot(target_dir)
        if current is None:
            raise MissingWarehouseError(
                f"nothing is published in {target_dir} yet; run `dcpipeline refresh`"
            )
        return current
    kept = {snapshot.snapshot_id: snapshot for snapshot in kept_snapshots(target_dir)}
    if snapshot_id not in kept:
        there = ", ".join(kept) or "none"
        raise MissingWarehouseError(f"no snapshot {snapshot_id} is kept; there is {there}")
    return kept[snapshot_id]


def address() -> str | None:
    """Where the project says it lives; null while it declares nothing."""
    listed = metadata("dcpipeline").get_all("Project-URL") or []
    stated = dict(entry.split(", ", 1) for entry in listed)
    return next((stated[label] for label in _ADDRESS_LABELS if label in stated), None)


def as_text(snapshot: Snapshot) -> str:
    """The citation as a sentence, and what one must know to use the data."""
    where = address()
    return "\n".join([
        f"{AUTHORS} ({snapshot.as_of.year}). {TITLE} [data set]. Release {snapshot.release}, "
        f"snapshot {snapshot.snapshot_id}, as of {snapshot.as_of.isoformat()}."
        + (f" {where}" if where else ""),
        f"Digest of facts, code and day (SHA-256): {snapshot.input_digest}",
        f"Licence: {LICENCE}",
    ])  # fmt: skip


def as_bibtex(snapshot: Snapshot) -> str:
    """The citation for BibTeX. Braces in braces keep the capitals."""
    where = address()
    fields = {
        "author": f"{{{AUTHORS}}}",
        "title": f"{{{TITLE}}}",
        "year": str(snapshot.as_of.year),
        "version": f"{snapshot.release}, snapshot {snapshot.snapshot_id}",
        "note": f"Data set. As of {snapshot.as_of.isoformat()}. "
        f"SHA-256 of facts, code and day: {snapshot.input_digest}. {LICENCE}",
        **({"url": where} if where else {}),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items()]
    return "\n".join([f"@misc{{dcpipeline-{snapshot.snapshot_id},", *lines, "}"])


def as_csl_json(snapshot: Snapshot) -> str:
    """The citation as CSL-JSON, which Zotero and Pandoc read. ``issued`` is the as-of day."""
    where = address()
    day = snapshot.as_of
    item = {
        "id": f"dcpipeline-{snapshot.snapshot_id}",
        "type": "dataset",
        "title": TITLE,
        "author": [{"literal": AUTHORS}],
        "issued": {"date-parts": [[day.year, day.month, day.day]]},
        "version": f"{snapshot.release}, snapshot {snapshot.snapshot_id}",
        "note": f"SHA-256 of facts, code and day: {snapshot.input_digest}",
        "license": LICENCE,
        **({"URL": where} if where else {}),
    }
    return json.dumps([item], ensure_ascii=False, indent=2)
