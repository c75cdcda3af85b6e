from datetime import date
from pathlib import Path

import polars as pl
import pytest

from dcpipeline.model.labels import COLUMNS, LabelError, load_labels, period_end

SHIPPED = Path(__file__).parents[2] / "data" / "validation" / "site_labels.csv"


def test_shipped_labels() -> None:
    labels = load_labels(SHIPPED)
    assert labels["label"].value_counts().sort("label")["count"].to_list() == [12, 11]
    assert labels["as_of"].min() == date(2022, 2, 28)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025", date(2025, 12, 31)),
        ("2024-02", date(2024, 2, 29)),
        ("2025-06-12", date(2025, 6, 12)),
        ("2025-02-31", None),
        ("2025-13", None),
        ("soon", None),
        ("", None),
        ("2025-06-12-1", None),
    ],
)
def test_periods_end_on_their_last_day(text: str, day: date | None) -> None:
    assert period_end(text) == day


def test_bad_files_say_why(tmp_path: Path) -> None:
    path = tmp_path / "labels.csv"
    path.write_text("label_id,label\nSL1,healthy\n", encoding="utf-8")
    with pytest.raises(LabelError, match="columns missing: geography_level"):
        load_labels(path)
    with pytest.raises(LabelError, match="cannot be read"):
        load_labels(tmp_path / "nowhere.csv")
    path.write_text("", encoding="utf-8")
    assert load_labels(path).is_empty()


def test_odd_rows_are_left_out_and_weights_are_filled() -> None:
    base = dict.fromkeys(COLUMNS) | {"as_of": "2025", "label": "healthy", "label_id": "a"}
    rows = [base, base | {"label_id": "b", "label": "fine"}, base | {"label_id": "c", "as_of": "x"}]
    labels = load_labels(pl.DataFrame(rows, schema=dict.fromkeys(COLUMNS, pl.String)))
    assert labels.select("label_id", "weight").rows() == [("a", 1.0)]
