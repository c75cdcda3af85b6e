"""What rests on claims of unsettled rights is not in the open tables."""

import re
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from dcpipeline.schema import TABLES, empty
from dcpipeline.warehouse.open_export import open_tables
from dcpipeline.warehouse.writer import GENERATED
from dcpipeline_tests.conftest import Refreshed
from dcpipeline_tests.warehouse import samples
from dcpipeline_tests.warehouse.samples import OPERATIONAL, PLANNED, PROGRAMME

CLAIM = f"{PLANNED}-status-0"


def world(**changes: pl.DataFrame) -> dict[str, pl.DataFrame]:
    frames = samples.world() | {name: empty(TABLES[name]) for name in GENERATED}
    return frames | changes


def unsettled(claim_id: str, frames: dict[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """The same with one claim of unsettled rights."""
    marked = frames["core.claims"].with_columns(
        rights=pl.when(pl.col("claim_id") == claim_id).then(pl.lit("unsettled")).otherwise("rights")
    )
    return frames | {"core.claims": marked}


def test_all_is_kept_where_all_is_settled():
    made = open_tables(world(), TABLES)
    assert made["core.projects"].height == 3
    assert made["core.claims"].height == samples.world()["core.claims"].height
    assert made["core.project_phases"].height == 2


def test_a_project_with_one_unsettled_claim_is_left_out_with_all_that_is_told_of_it():
    made = open_tables(unsettled(CLAIM, world()), TABLES)
    assert made["core.projects"]["project_id"].to_list() == [OPERATIONAL, PROGRAMME]
    assert CLAIM not in made["core.claims"]["claim_id"].to_list()
    for name, frame in made.items():
        if "project_id" in frame.columns:
            assert PLANNED not in frame["project_id"].to_list(), name
    # other claims of that project are free to be read
    assert f"{PLANNED}-scope-0" in made["core.claims"]["claim_id"].to_list()


def test_also_when_the_claim_is_outvoted_or_fills_no_cell():
    frames = world()
    frames["core.project_facts"] = frames["core.project_facts"].filter(pl.col("claim_id") != CLAIM)
    made = open_tables(unsettled(CLAIM, frames), TABLES)
    assert PLANNED not in made["core.projects"]["project_id"].to_list()


def test_a_whole_that_is_left_out_is_not_named():
    frames = world()
    frames["core.projects"] = frames["core.projects"].with_columns(
        parent_project_id=pl.when(project_id=OPERATIONAL).then(pl.lit(PLANNED))
    )
    frames["core.project_parts"] = samples.frame(
        TABLES["core.project_parts"],
        {"part_project_id": OPERATIONAL, "whole_project_id": PLANNED},
        {"part_project_id": OPERATIONAL, "whole_project_id": PROGRAMME},
    )
    assert open_tables(frames, TABLES)["core.project_parts"].height == 2
    made = open_tables(unsettled(CLAIM, frames), TABLES)
    assert made["core.projects"]["parent_project_id"].null_count() == 2
    assert made["core.project_parts"]["whole_project_id"].to_list() == [PROGRAMME]


def test_a_retired_name_is_left_out():
    aliases = samples.frame(
        TABLES["core.project_aliases"],
        {"alias": "now", "kind": "name_en", "project_id": OPERATIONAL},
        {"alias": "then", "kind": "name_en", "project_id": OPERATIONAL, "retired": True},
    )
    made = open_tables(world(**{"core.project_aliases": aliases}), TABLES)
    assert made["core.project_aliases"]["alias"].to_list() == ["now"]


def test_tables_computed_from_all_projects_are_left_out():
    made = open_tables(world(), TABLES)
    assert {name for name in made if name.startswith("mart.")} == {
        "mart.province_electricity",
        "mart.latency_fit",
        "mart.latency_residuals",
        "mart.city_latency",
        "mart.project_siting",
    }
    assert not any(name.startswith(("raw.", "rejects.")) for name in made)
    assert {"core.match_candidates", "core.subjects", "core.judgements"} & made.keys() == set()
    assert "meta.changes" not in made


def test_a_file_of_unsettled_rights_and_what_is_computed_from_it_are_left_out():
    source = {"source_id": "reference/electricity_price.csv", "rights": "unsettled"}
    made = open_tables(
        world(**{"meta.sources": samples.frame(TABLES["meta.sources"], source)}), TABLES
    )
    assert "ref.electricity_prices" not in made
    assert "mart.province_electricity" not in made
    assert "mart.city_latency" in made


def test_a_new_mart_over_projects_is_not_open_by_accident():
    fresh = replace(TABLES["mart.latency_fit"], name="fresh", reads=("core.projects",))
    declared = {**TABLES, "mart.fresh": fresh}
    frames = world(**{"mart.fresh": empty(fresh)})
    assert "mart.fresh" not in open_tables(frames, declared)


@pytest.fixture(scope="module")
def folder(refreshed: Refreshed) -> Path:
    return (refreshed.data / "warehouse" / "latest").resolve()


@pytest.fixture(scope="module")
def claims(folder: Path) -> pl.DataFrame:
    return pl.read_parquet(folder / "parquet" / "core.claims.parquet")


@pytest.fixture(scope="module")
def shown(folder: Path) -> str:
    """The text of all open CSV files."""
    paths = sorted((folder / "open" / "csv").iterdir())
    return "\n".join(path.read_text(encoding="utf-8-sig") for path in paths)


@pytest.fixture(scope="module")
def cells(folder: Path) -> set[str]:
    """Every text of every open Parquet file."""
    found: set[str] = set()
    for path in (folder / "open" / "parquet").iterdir():
        frame = pl.read_parquet(path)
        for name in frame.select(pl.selectors.string()).columns:
            found |= set(frame[name].drop_nulls())
    return found


class TestShippedFacts:
    """Over the whole published snapshot: no identifier, no words, no value."""

    def test_no_identifier_of_an_unsettled_claim(self, claims, shown, cells):
        hidden = set(claims.filter(rights="unsettled")["claim_id"])
        assert len(hidden) > 1000
        in_csv = set(re.findall(r"\bcl[0-9a-f]{12}\b", shown))
        assert len(in_csv) > 1000
        assert not hidden & in_csv
        assert not hidden & cells

    @pytest.mark.parametrize("column", ["quote", "subject_name", "subject_key", "source_url"])
    def test_no_words_that_only_unsettled_claims_have(self, claims, cells, shown, column):
        is_hidden = pl.col("rights") == "unsettled"
        settled = claims.filter(~is_hidden).select(pl.selectors.string())
        free = {words for name in settled.columns for words in settled[name].drop_nulls()}
        hidden = set(claims.filter(is_hidden)[column].drop_nulls()) - free
        assert hidden
        assert not hidden & cells
        if column == "quote":
            assert not [words for words in hidden if len(words) > 20 and words in shown]

    def test_no_project_of_which_a_claim_is_unsettled(self, claims, folder, shown):
        hidden = claims.filter(rights="unsettled")
        subjects = pl.read_parquet(folder / "parquet" / "core.subjects.parquet")
        facts = pl.read_parquet(folder / "parquet" / "core.project_facts.parquet")
        touched = {
            *subjects.join(hidden, on="subject_key", how="semi")["project_id"].drop_nulls(),
            *facts.join(hidden, on="claim_id", how="semi")["project_id"],
        }
        kept = pl.read_parquet(folder / "open" / "parquet" / "core.projects.parquet")
        assert len(touched) > 200 and kept.height > 200
        assert not touched & set(re.findall(r"\bdc[0-9a-f]{8}\b", shown))

    def test_every_open_cell_is_reproduced_by_open_claims(self, folder):
        opened = folder / "open" / "parquet"
        claims = pl.read_parquet(opened / "core.claims.parquet")
        facts = pl.read_parquet(opened / "core.project_facts.parquet").filter(role="used")
        assert facts.join(claims, on="claim_id", how="anti").is_empty()
        for row in pl.read_parquet(opened / "core.projects.parquet").head(40).to_dicts():
            used = set(facts.filter(project_id=row["project_id"])["column_name"])
            cells = {c.name for c in TABLES["core.projects"] if c.evidence}
            assert {name for name in cells if row[name] is not None} <= used
