"""Every shipped source that is fetched reads its fixture into what is expected."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from dcpipeline.extract.indexes import (
    Record,
    Table,
    parse_dataset,
    parse_watchlist,
    read_index,
)
from dcpipeline.sources import DatasetRules, Source, WatchlistRules, load_sources

FOLDER = Path(__file__).parent / "fixtures"
EXPECTED: dict[str, list[Any]] = yaml.safe_load((FOLDER / "expected.yml").read_text("utf-8"))
FETCHED = {key: s for key, s in load_sources().items() if s.is_enabled and s.addresses}


def fixture_of(source: Source, folder: Path = FOLDER) -> bytes:
    found = [path for path in folder.glob(f"{source.id}.*") if path.suffix != ".yml"]
    assert len(found) == 1, f"{source.id} is enabled and needs one fixture, {source.id}.html or so"
    return found[0].read_bytes()


def stated(record: Record) -> dict[str, Any]:
    facts = {f.property: f.value_text if f.value_num is None else f.value_num for f in record.facts}
    return {"row": record.row, "name": record.name, "adcode": record.adcode, **facts}


def yielded(source: Source, content: bytes) -> list[Any]:
    """What a fixture yields, in the form of ``expected.yml``."""
    if isinstance(source.parser, DatasetRules):
        table = parse_dataset(content, source.parser, charset=source.encoding)
        return [stated(record) for record in table.records]
    index = read_index(source, content, source.addresses[0])
    return [[entry.url, entry.title, entry.published_on] for entry in index.entries]


@pytest.mark.parametrize("source_id", sorted(FETCHED))
def test_a_fetched_source_reads_its_fixture(source_id: str) -> None:
    found = yielded(FETCHED[source_id], fixture_of(FETCHED[source_id]))
    assert found
    assert found == EXPECTED.get(source_id, found)


def test_every_fixture_and_expectation_belongs_to_a_fetched_source() -> None:
    fixtures = {path.stem for path in FOLDER.iterdir() if path.name != "expected.yml"}
    assert fixtures == set(FETCHED)
    assert set(EXPECTED) <= set(FETCHED)


def test_the_pages_of_a_list_are_followed_up_to_the_limit() -> None:
    source = FETCHED["nda_news"]
    content, url = fixture_of(source), source.addresses[0]
    assert read_index(source, content, url).next_url == url.replace("_1.html", "_2.html")
    assert read_index(source, content, url, page=3).next_url is None


def test_the_fixture_of_a_list_has_all_kinds_of_entries_that_are_left_alone() -> None:
    index = read_index(
        FETCHED["nda_news"], fixture_of(FETCHED["nda_news"]), "https://www.nda.gov.cn/"
    )
    assert index.listed == 5
    assert {(part.reason, part.count) for part in index.left_out} == {
        ("no web address", 1),
        ("none of the words", 1),
        ("its address does not match links", 1),
    }


def test_figures_of_a_table_keep_their_unit_basis_and_date() -> None:
    source = FETCHED["epoch_gpu_clusters"]
    assert isinstance(source.parser, DatasetRules)
    table: Table = parse_dataset(fixture_of(source), source.parser)
    event, compute, cards = table.records[0].facts
    assert (event.date_on, event.date_precision, event.date_basis) == (
        date(2022, 3, 1), "month", "event"
    )  # fmt: skip
    assert (compute.unit, compute.precision, compute.basis, compute.qualifier) == (
        "PFLOPS", "FP16", "installed", "about"
    )  # fmt: skip
    assert compute.words == "16-bit OP/s: 3e+17\nStatus: Existing"
    assert cards.unit == "cards"
    planned, capacity, load = table.records[1].facts
    assert planned.date_on is None and capacity.basis == "planned" and load.unit == "MW"
    assert table.rows == 4 and table.listed == 2


@pytest.mark.parametrize("source_id", ["register_pages", "register_originals"])
def test_the_watchlists_find_their_pages_in_the_register(
    source_id: str, shipped_data: Path
) -> None:
    source = load_sources()[source_id]
    assert isinstance(source.parser, WatchlistRules) and source.parser.file is not None
    index = parse_watchlist((shipped_data / source.parser.file).read_bytes(), source.parser)
    assert index.listed >= source.bounds.minimum_records
    assert index.listed <= source.bounds.max_pages
    assert {entry.tier for entry in index.entries} <= {
        "official", "operator_filing", "press", "trade", None
    }  # fmt: skip
