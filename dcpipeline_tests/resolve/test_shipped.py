"""The shipped register, from the file to projects."""

from pathlib import Path

import polars as pl
import pytest

import dcpipeline
from dcpipeline.extract import claims_from_register, read_announcements
from dcpipeline.reference import (
    facts_as_of,
    load_judgements,
    load_rows,
    load_table,
    read_csv_rows,
)
from dcpipeline.resolve import Gazetteer, place_words, register_judgements, resolve
from dcpipeline.resolve.ledger import project_id
from dcpipeline.schema import table
from dcpipeline_tests.resolve.test_properties import PROJECTS, reproduced_by

DATA = Path(dcpipeline.__file__).parents[1] / "data"


@pytest.fixture(scope="module")
def world():
    day = facts_as_of(DATA)
    divisions = load_table(table("ref.divisions"), DATA)
    rows = load_rows(table("raw.announcements"), DATA)
    announcements = read_announcements(rows, divisions, as_of=day, facts_as_of=day)
    claims, refused = claims_from_register(announcements.good, as_of=day, facts_as_of=day)
    ledger = read_csv_rows(DATA / "register" / "project_ids.csv")
    judgements = load_judgements(DATA)
    of_register = register_judgements(announcements.good, day).with_columns(
        pl.col("decided_on").cast(pl.String)
    )
    names = [load_table(table(name), DATA) for name in ("ref.division_aliases", "ref.counties")]
    made = resolve(
        claims,
        Gazetteer(divisions, place_words(divisions, *names)),
        pl.concat([judgements, of_register.select(judgements.columns)]),
        ledger,
        as_of=day,
    )
    return rows, announcements, claims, refused, ledger, made


def test_no_shipped_row_is_refused(world):
    rows, announcements, *_ = world
    assert announcements.rejects["reason"].to_list() == []
    assert len(announcements.good) == len(rows) > 0


def test_claims_are_used_outvoted_or_refused(world):
    *_, claims, refused, _, made = world
    facts = made.tables["core.project_facts"]
    used = set(facts.filter(pl.col("role") == "used")["claim_id"])
    outvoted = set(facts["claim_id"]) - used
    assert len(claims) == len(used) + len(outvoted)
    assert min(len(used), len(outvoted), len(refused)) > 0
    assert not set(refused["claim_id"]) & set(claims["claim_id"])


def test_every_cell_is_reproduced_by_its_used_facts(world):
    made = world[-1].tables
    facts = made["core.project_facts"].filter(pl.col("role") == "used")
    told = facts.partition_by("project_id", "column_name", as_dict=True)
    cells = 0
    for row in made["core.projects"].iter_rows(named=True):
        for column in (c for c in PROJECTS if c.evidence):
            used = told.get((row["project_id"], column.name), facts.clear())
            reproduced_by(row[column.name], used, column)
            cells += row[column.name] is not None
    assert cells > len(made["core.projects"])


def test_the_shipped_ledger_holds_every_project(world):
    *_, ledger, made = world
    assert made.minted.is_empty()
    assert len(ledger) == len(made.tables["core.projects"])
    assert made.tables["core.judgements"]["state"].unique().to_list() == ["applies"]


def test_the_shipped_identifiers_follow_the_rule(world):
    for row in world[4].iter_rows(named=True):
        assert row["project_id"] == project_id(row["subject_key"])


def test_rows_of_one_key_are_one_project_and_others_are_not(world):
    announcements, made = world[1].good, world[-1].tables
    kept = made["core.subjects"].join(
        announcements.select("project_key", subject_key="announcement_id"), on="subject_key"
    )
    per_key = kept.group_by("project_key").agg(pl.col("project_id").n_unique())
    assert per_key["project_id"].max() == 1
    per_project = kept.group_by("project_id").agg(pl.col("project_key").unique().sort())
    together = per_project.filter(pl.col("project_key").list.len() > 1)["project_key"].to_list()
    assert together == []


def test_parents_follow_from_parts_and_make_no_circle(world):
    made = world[-1].tables
    parts = made["core.project_parts"].filter("is_nearest")
    nearest = dict(parts.select("part_project_id", "whole_project_id").iter_rows())
    told = made["core.projects"].drop_nulls("parent_project_id")
    assert dict(told.select("project_id", "parent_project_id").iter_rows()) == nearest
    assert len(nearest) > 0
    assert set(nearest.values()) <= set(made["core.projects"]["project_id"])
    for start in nearest:
        chain = [start]
        while chain[-1] in nearest:
            chain.append(nearest[chain[-1]])
            assert len(chain) == len(set(chain))


def test_tenants_of_a_park_are_its_parts_and_what_exceeds_it_is_not(world):
    made = world[-1].tables
    names = made["core.projects"].select("project_id", "name_zh", "parent_project_id")
    parent = {name: whole for _, name, whole in names.iter_rows()}
    ids = {name: key for key, name, _ in names.iter_rows()}
    park = ids["中国·雅安大数据产业园"]
    for tenant in ("百度智算中心(雅安)", "善思云智算中心", "雅安大数据产业园第二数据中心"):
        assert parent[tenant] == park
    assert parent["润泽人工智能应用中心"] == ids["润泽(廊坊)国际信息港"]
    assert parent["新华三青海图灵小镇"] is None
    assert parent["万国数据乌兰察布数据中心"] is None


def steps_of(world, name: str) -> list[tuple[float, str]]:
    made = world[-1].tables
    projects = made["core.projects"].filter(pl.col("name_zh") == name).select("project_id")
    steps = made["core.project_capacity"].join(projects, on="project_id", how="semi")
    installed = steps.filter(pl.col("basis") == "installed", pl.col("measure") == "compute")
    return installed.drop_nulls("step").sort("step").select("value", "rule").rows()


def test_levels_of_sites_that_were_enlarged(world):
    assert steps_of(world, "深圳14000P全栈自主万卡智算集群") == [(14000, "expanded_to")]
    assert steps_of(world, "天津市人工智能计算中心") == [
        (100, "phase_added"), (200, "expanded_to"), (300, "expanded_to"),
    ]  # fmt: skip
    assert steps_of(world, "新疆伊吾云上丝路融合算力中心") == [
        (128, "total_stated"), (1000, "expanded_to"),
    ]  # fmt: skip


# docs/claims-and-projects.md says why.
OTHER_THAN_THE_CELL = {"dcc1fb18e7", "dc29134cb8", "dcbc21eec9", "dcc03d0516"}


def test_the_last_level_is_the_cell_but_for_four_projects(world):
    made = world[-1].tables
    cells = {row["project_id"]: row for row in made["core.projects"].to_dicts()}
    steps = made["core.project_capacity"].drop_nulls("step").sort("step")
    last = steps.group_by("project_id", "measure", "basis").agg(pl.col("value").last())
    differ = set()
    for key, measure, basis, value in last.iter_rows():
        column = {"compute": f"compute_pflops_{basis}", "it_load": "it_load_mw"}.get(
            measure, measure
        )
        if cells[key][column] != pytest.approx(value):
            differ.add(key)
    assert differ == OTHER_THAN_THE_CELL
    assert len(last) > 300
