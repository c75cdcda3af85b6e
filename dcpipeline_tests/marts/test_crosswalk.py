from pathlib import Path

import polars as pl

from dcpipeline.reference import load_table
from dcpipeline.schema import TABLES


def crosswalk(data: Path) -> tuple[pl.DataFrame, pl.DataFrame]:
    return (
        load_table(TABLES["ref.published_counts"], data),
        load_table(TABLES["ref.count_crosswalk"], data),
    )


def test_every_published_count_is_decided_once(shipped_data: Path) -> None:
    counts, walk = crosswalk(shipped_data)
    assert counts["count_id"].sort().equals(walk["count_id"].sort())


def test_a_measure_and_comparability_go_together(shipped_data: Path) -> None:
    _, walk = crosswalk(shipped_data)
    measured = pl.col("our_measure").is_not_null()
    assert walk.filter(measured == (pl.col("comparability") == "none")).is_empty()
    assert walk.filter(~measured & pl.col("our_adcodes").is_not_null()).is_empty()


def test_named_counts_are_compared(shipped_data: Path) -> None:
    _, walk = crosswalk(shipped_data)
    measure = dict(walk.select("count_id", "our_measure").iter_rows())
    assert measure["PC0126"] == measure["PC0001"] == "projects_announced"
    assert measure["PC0127"] == "provinces_announced"
    assert measure["PC0128"] == "cities_announced"
    assert measure["PC0002"] == "projects_completed"


def test_compared_counts_have_a_place_and_listed_codes_exist(shipped_data: Path) -> None:
    counts, walk = crosswalk(shipped_data)
    measured = counts.join(walk, on="count_id", how="inner", validate="1:1").filter(
        pl.col("our_measure").is_not_null()
    )
    nowhere = measured.filter(
        pl.col("our_adcodes").is_null()
        & pl.col("province_adcode").is_null()
        & (pl.col("geography_level") != "nation")
    )
    assert nowhere.is_empty()
    listed = walk["our_adcodes"].drop_nulls().str.split(";").explode()
    assert listed.is_in(load_table(TABLES["ref.divisions"], shipped_data)["adcode"].implode()).all()
