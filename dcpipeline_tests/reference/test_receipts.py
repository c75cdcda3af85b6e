import hashlib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dcpipeline.reference import FactsError, facts_as_of, load_receipts, source_rows
from dcpipeline.reference.csvfile import read_csv_rows
from dcpipeline.reference.receipts import renew, shipped_files


def test_every_shipped_file_has_a_receipt_that_is_true(shipped_data: Path) -> None:
    receipts = load_receipts(shipped_data)
    files = shipped_files(shipped_data)
    assert len(files) >= 22
    for path in files:
        receipt = receipts[path.relative_to(shipped_data).as_posix()]
        assert receipt.sha256 == hashlib.sha256(path.read_bytes()).hexdigest(), path.name
        assert receipt.rows == read_csv_rows(path).height, path.name
        assert receipt.origin and receipt.licence and receipt.title


def test_no_receipt_is_left_without_its_file(shipped_data: Path) -> None:
    for path in shipped_data.rglob("*.receipt.yml"):
        assert path.with_name(path.name.replace(".receipt.yml", ".csv")).exists()


def test_the_clock_of_the_facts_is_the_newest_receipt(data_copy: Path) -> None:
    assert facts_as_of(data_copy) == date(2026, 11, 21)
    receipt = data_copy / "reference" / "hubs.receipt.yml"
    receipt.write_text(
        receipt.read_text(encoding="utf-8").replace("2026-11-21", "2027-01-02"), encoding="utf-8"
    )
    assert facts_as_of(data_copy) == date(2027, 1, 2)


def row_of(data: Path, name: str) -> dict[str, Any]:
    return next(row for row in source_rows(data) if row["source_id"] == name)


def status_of(data: Path, name: str) -> str:
    return str(row_of(data, name)["receipt_status"])


def test_an_edited_file_is_used_and_shown_until_it_is_accepted(data_copy: Path) -> None:
    path = data_copy / "reference" / "demand_centres.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    del lines[3]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert status_of(data_copy, "reference/demand_centres.csv") == "edited"
    renew(path)
    assert status_of(data_copy, "reference/demand_centres.csv") == "matches"


def test_a_file_without_receipt_is_unsettled(data_copy: Path) -> None:
    (data_copy / "reference" / "demand_centres.receipt.yml").unlink()
    row = row_of(data_copy, "reference/demand_centres.csv")
    assert (row["receipt_status"], row["rights"]) == ("none", "unsettled")


def test_a_file_cut_at_a_line_break_is_noticed(data_copy: Path) -> None:
    path = data_copy / "register" / "announcements.csv"
    lines = path.read_bytes().split(b"\n")
    path.write_bytes(b"\n".join(lines[:400]) + b"\n")
    with pytest.raises(FactsError, match="399 rows where its receipt counts 906.*cut off"):
        source_rows(data_copy)


def test_an_unreadable_receipt_is_named(data_copy: Path) -> None:
    receipt = data_copy / "reference" / "hubs.receipt.yml"
    receipt.write_text("title: only a title\n", encoding="utf-8")
    with pytest.raises(FactsError, match=r"hubs\.receipt\.yml can't be read as a receipt"):
        load_receipts(data_copy)
