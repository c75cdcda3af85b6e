from datetime import date
from pathlib import Path

import polars as pl
import pytest

from dcpipeline.reference import FactsError, load_corrections, load_judgements, load_table
from dcpipeline.schema import TABLES
from dcpipeline.schema.vocabularies import STATUS

SHIPPED = [name for name, table in TABLES.items() if table.schema == "ref" and table.source_file]
PRICES = "reference/electricity_price.csv"


def replaced(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_file_fills_its_table(name: str, shipped_data: Path) -> None:
    frame = load_table(TABLES[name], shipped_data)
    assert frame.height > 0
    assert tuple(frame.columns) == TABLES[name].column_names


def test_stated_periods_become_days_with_their_precision(shipped_data: Path) -> None:
    counts = load_table(TABLES["ref.published_counts"], shipped_data)
    announced = counts.row(by_predicate=pl.col("count_id") == "PC0001", named=True)
    assert announced["period_start_on"] == date(2023, 1, 1)
    assert announced["period_end_on"] == date(2024, 12, 31)
    assert announced["as_of"] == date(2025, 3, 1)
    assert announced["as_of_precision"] == "month"


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("0.3598", "cheap", "line 2: value is 'cheap', expected a value of kind number"),
        ("0.3598", "nan", "line 2: value is 'nan'"),
        (",2020,", ",2020-13,", "line 2: period is '2020-13', expected a date"),
        (",CNY/kWh,", ",USD/kWh,", "line 2: unit is 'USD/kWh', expected CNY/kWh"),
        (
            "coal_benchmark",
            "gift",
            "break a rule; first price_id EP0001: price_type is not in its vocab",
        ),
        ("0.3598", "-1", "break a rule; first price_id EP0001: price_cny_per_kwh is below"),
        ("EP0001", "EP0002", "break a rule; first price_id EP0002: key stands more than once"),
    ],
)
def test_a_cell_that_does_not_fit_stops_by_file_line_and_column(
    data_copy: Path, old: str, new: str, sentence: str
) -> None:
    replaced(data_copy / PRICES, old, new)
    with pytest.raises(FactsError) as caught:
        load_table(TABLES["ref.electricity_prices"], data_copy)
    assert "electricity_price.csv" in str(caught.value)
    assert sentence in str(caught.value)


def correct(data: Path, line: str) -> None:
    with (data / "corrections" / "corrections.csv").open("a", encoding="utf-8") as file:
        file.write(line + "\n")


def test_a_correction_replaces_just_the_named_cell(data_copy: Path) -> None:
    table = TABLES["ref.electricity_prices"]
    before = load_table(table, data_copy)
    correct(
        data_copy,
        "ref.electricity_prices,EP0001,price_cny_per_kwh,0.3598,0.36,typo,https://a.b,2026-11-21",
    )
    after = load_table(table, data_copy, load_corrections(data_copy))
    changed = pl.col("price_id") == "EP0001"
    assert after.filter(changed)["price_cny_per_kwh"].item() == 0.36
    assert after.filter(~changed).equals(before.filter(~changed))


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (
            "ref.electricity_prices,EP0001,price_cny_per_kwh,0.4,0.36,r,,2026-11-21",
            "no longer '0.4'",
        ),
        ("ref.electricity_prices,EP9,price_cny_per_kwh,1,2,r,,2026-11-21", "0 rows of"),
        ("ref.nothing,EP9,price,1,2,r,,2026-11-21", "is not a table with a shipped file"),
        ("ref.electricity_prices,EP0001,color,1,2,r,,2026-11-21", "has no column color"),
        ("ref.electricity_prices,EP0001,period,2020,2021,,,2026-11-21", "needs a reason"),
    ],
)
def test_a_correction_that_does_not_match_fails(data_copy: Path, line: str, sentence: str) -> None:
    correct(data_copy, line)
    with pytest.raises(FactsError) as caught:
        load_table(TABLES["ref.electricity_prices"], data_copy, load_corrections(data_copy))
    assert sentence in str(caught.value)
    assert "corrections.csv, line 2" in str(caught.value)


def test_judgements_are_one_of_three(data_copy: Path) -> None:
    assert set(load_judgements(data_copy)["judgement"]) == {"same", "different", "unsure"}
    replaced(data_copy / "judgements" / "judgements.csv", ",different,", ",maybe,")
    with pytest.raises(FactsError, match="judgement is 'maybe'"):
        load_judgements(data_copy)


def test_every_status_has_its_neighbour_in_the_crosswalk(shipped_data: Path) -> None:
    crosswalk = load_table(TABLES["ref.status_crosswalk"], shipped_data)
    assert set(crosswalk["status"]) == set(STATUS)
