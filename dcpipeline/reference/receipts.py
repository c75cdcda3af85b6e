"""Receipts: where each shipped file comes from, whose it is, and which bytes were meant.

``NAME.receipt.yml`` stands beside ``NAME.csv``. The hash says whether the file is the one that was
described; an edited file is used and shown as edited. A file that begins like the described one
but ends early is taken for cut off. A file that the user writes (``OWN_FILES``) needs no receipt.
"""

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

import yaml

from dcpipeline.reference.csvfile import read_csv_rows
from dcpipeline.reference.errors import FactsError
from dcpipeline.reference.reviewed import REVIEWED
from dcpipeline.schema.vocabularies import RIGHTS

ReceiptStatus = Literal["matches", "edited", "own", "none"]
FOLDERS = ("reference", "register", "observations", "judgements", "corrections", "validation")
SUFFIX = ".receipt.yml"
OWN_FILES = {REVIEWED: "Decisions on pairs of projects, made in this data folder"}


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was received.

    Attributes:
        path: the CSV file, relative to the data folder.
        title: what it is.
        origin: where the content comes from.
        licence: licence of the content, in words.
        rights: short code of the same.
        facts_as_of: day up to which the content was compiled.
        live_address: where newer content can be had, if anywhere.
        rows: data rows.
        sha256: digest of the file.
        first_key: first cell of the first row.
        last_key: first cell of the last row.
    """

    path: str
    title: str
    origin: str
    licence: str
    rights: str
    facts_as_of: date
    live_address: str | None
    rows: int
    sha256: str
    first_key: str | None
    last_key: str | None


def receipt_path(csv_path: Path) -> Path:
    """Where the receipt of a CSV file stands."""
    return csv_path.with_name(csv_path.stem + SUFFIX)


def fact_files(data_dir: Path) -> list[Path]:
    """All CSV files of the data folder that hold facts or decisions, sorted by path."""
    return sorted(path for folder in FOLDERS for path in (data_dir / folder).glob("*.csv"))


def shipped_files(data_dir: Path) -> list[Path]:
    """The same without files that the user writes: each of these has a receipt."""
    return [
        path
        for path in fact_files(data_dir)
        if path.relative_to(data_dir).as_posix() not in OWN_FILES
    ]


def load_receipts(data_dir: Path) -> dict[str, Receipt]:
    """Receipts by the path of their file relative to the data folder.

    Raises:
        FactsError: a receipt is unreadable or incomplete.
    """
    found = {}
    for path in shipped_files(data_dir):
        if receipt_path(path).exists():
            receipt = _load(receipt_path(path), path.relative_to(data_dir).as_posix())
            found[receipt.path] = receipt
    return found


def _load(path: Path, csv_path: str) -> Receipt:
    try:
        content: dict[str, Any] = yaml.load(
            path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
        )
        receipt = Receipt(path=csv_path, **content)
    except (TypeError, yaml.YAMLError) as error:
        raise FactsError(f"{path.name} can't be read as a receipt: {error}.") from error
    if receipt.rights not in RIGHTS:
        raise FactsError(f"{path.name}: rights {receipt.rights!r} are not one of {list(RIGHTS)}.")
    return receipt


def facts_as_of(data_dir: Path) -> date:
    """The newest day up to which any shipped file was compiled: the default clock of a run.

    Raises:
        FactsError: no receipt is there.
    """
    receipts = load_receipts(data_dir).values()
    if not receipts:
        raise FactsError(f"No receipts below {data_dir}: is it the data folder?")
    return max(receipt.facts_as_of for receipt in receipts)


def status(data_dir: Path, csv_path: str, receipt: Receipt | None) -> ReceiptStatus:
    """Whether a file is the one its receipt describes.

    Raises:
        FactsError: the file begins like the described one but ends early.
    """
    if receipt is None:
        return "none"
    path = data_dir / csv_path
    if hashlib.sha256(path.read_bytes()).hexdigest() == receipt.sha256:
        return "matches"
    keys = _keys(path)
    begins_alike = bool(keys) and keys[0] == receipt.first_key
    if begins_alike and len(keys) < receipt.rows and receipt.last_key not in keys:
        raise FactsError(
            f"{path.name} has {len(keys)} rows where its receipt counts {receipt.rows}, and the "
            f"last ones are missing: it looks cut off. If that is meant, run "
            f"'dcpipeline doctor --accept-data'."
        )
    return "edited"


def _keys(path: Path) -> list[str | None]:
    return read_csv_rows(path).to_series(0).to_list()


def renew(path: Path) -> None:
    """Bring rows, hash and keys of a file's receipt up to date; its words stay."""
    target = receipt_path(path)
    content = yaml.safe_load(target.read_text(encoding="utf-8"))
    keys = _keys(path)
    content |= {
        "rows": len(keys),
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "first_key": keys[0] if keys else None,
        "last_key": keys[-1] if keys else None,
    }
    target.write_text(
        yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=100), encoding="utf-8"
    )


def source_rows(data_dir: Path) -> list[dict[str, Any]]:
    """What ``meta.sources`` says of each shipped file.

    Raises:
        FactsError: a file looks cut off, or a receipt is unreadable.
    """
    receipts = load_receipts(data_dir)
    rows: list[dict[str, Any]] = []
    for path in fact_files(data_dir):
        name = path.relative_to(data_dir).as_posix()
        rows.append(
            {
                "source_id": name,
                "kind": "file",
                **_described(data_dir, name, receipts.get(name)),
                "row_count": len(_keys(path)),
                "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
            }
        )
    return rows


def _described(data_dir: Path, name: str, receipt: Receipt | None) -> dict[str, Any]:
    if name in OWN_FILES:
        return {
            "title": OWN_FILES[name],
            "origin": "decided by the user of this data folder",
            "licence": "the user's own work",
            "rights": "own",
            "receipt_status": "own",
            "facts_as_of": None,
            "live_address": None,
        }
    return {
        "title": receipt.title if receipt else name,
        "origin": receipt.origin if receipt else "unknown",
        "licence": receipt.licence if receipt else "unknown",
        "rights": receipt.rights if receipt else "unsettled",
        "receipt_status": status(data_dir, name, receipt),
        "facts_as_of": receipt.facts_as_of if receipt else None,
        "live_address": receipt.live_address if receipt else None,
    }
