"""``dcpipeline explain``: by any name, with the evidence of every figure."""

import json
import re

import duckdb
import pytest

from dcpipeline.warehouse.explain import explain
from dcpipeline.warehouse.names import UnknownNameError
from dcpipeline_tests.conftest import run_command


@pytest.fixture(scope="module")
def project(refreshed) -> dict[str, str]:
    """The project with the most evidence among those with names in both languages."""
    with duckdb.connect(str(refreshed.database), read_only=True) as connection:
        row = connection.execute(
            """
            SELECT project_id, project.name_zh, project.name_en, city_adcode
            FROM core.projects AS project JOIN core.project_facts USING (project_id)
            WHERE project.name_zh IS NOT NULL AND project.name_en IS NOT NULL
              AND project.scope = 'site'
            GROUP BY ALL ORDER BY count(*) DESC, project_id LIMIT 1
            """
        ).fetchone()
        key = connection.execute(
            "SELECT alias FROM core.project_aliases WHERE kind = 'register_key' "
            "AND project_id = ? ORDER BY alias",
            [row[0]],
        ).fetchone()
    return {"id": row[0], "zh": row[1], "en": row[2], "city": row[3], "key": key[0]}


@pytest.mark.parametrize("kind", ["id", "zh", "en", "key"])
def test_a_project_answers_to_all_its_names(refreshed, project, kind):
    found = explain(refreshed.database, project[kind])
    assert (found.subject.level, found.subject.id) == ("project", project["id"])


@pytest.mark.parametrize(
    ("name", "level", "code"),
    [
        ("Qingyang", "city", "621000"),
        ("庆阳市", "city", "621000"),
        ("  qINGyang ", "city", "621000"),
        ("621000", "city", "621000"),
        ("Inner Mongolia", "province", "150000"),
        ("内蒙古", "province", "150000"),
        ("Beijing", "province", "110000"),
    ],
)
def test_places_answer_to_names_and_codes(refreshed, name, level, code):
    subject = explain(refreshed.database, name).subject
    assert (subject.level, subject.id) == (level, code)


def test_a_municipality_has_what_a_province_has(refreshed):
    titles = [section.title for section in explain(refreshed.database, "Beijing").sections]
    assert "What electricity costs" in titles
    assert "Components of the risk" in titles


def test_an_ambiguous_name_is_never_decided(run_here, refreshed):
    done = run_here("explain", "Jilin", data=refreshed.data)
    assert done.returncode == 67
    assert done.stdout == ""
    assert "[city 220200]" in done.stderr
    assert "[province 220000]" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_unknown_name_offers_the_nearest(run_here, refreshed):
    with pytest.raises(UnknownNameError) as caught:
        explain(refreshed.database, "Qinyang")
    assert "621000" in {offer.id for offer in caught.value.offers}
    assert run_here("explain", "Qinyang", data=refreshed.data).returncode == 67


def test_a_key_judged_the_same_leads_to_the_project_of_the_other(refreshed):
    with duckdb.connect(str(refreshed.database), read_only=True) as connection:
        keys = connection.execute(
            "SELECT left_key, right_key, left_project_id FROM core.judgements "
            "WHERE judgement = 'same' AND starts_with(file, 'judgements/')"
        ).fetchall()
    assert keys
    for left, right, project_id in keys:
        assert explain(refreshed.database, left).subject.id == project_id
        assert explain(refreshed.database, right).subject.id == project_id


def test_a_retired_identifier_leads_to_its_heir(refreshed_copy, project):
    with duckdb.connect(str(refreshed_copy.database)) as connection:
        connection.execute(
            "INSERT INTO core.project_aliases VALUES ('dc00000000', 'project_id', ?, true)",
            [project["id"]],
        )
    assert explain(refreshed_copy.database, "dc00000000").subject.id == project["id"]


def test_every_cell_of_a_project_has_its_evidence(refreshed, project):
    sections = {s.title: s for s in explain(refreshed.database, project["id"]).sections}
    evidence = [
        dict(zip(sections["Evidence"].columns, row, strict=True))
        for row in sections["Evidence"].rows
    ]
    assert all(row["claim"] and row["address"] and row["publisher"] for row in evidence)
    assert all(row["published"] is not None for row in evidence)
    used = {row["figure"] for row in evidence if row["role"] == "used"}
    stated = {figure for figure, _ in sections["What is known"].rows}
    assert {"status", "status_on", "city_adcode"} & stated <= used
    assert used <= stated


def test_printed_evidence_names_claim_date_and_source(run_here, refreshed, project):
    text = run_here("explain", project["id"], data=refreshed.data).stdout
    evidence = text.split("\nEvidence\n")[1].split("\nElectricity and latency\n")[0]
    lines = [x for x in evidence.splitlines() if re.match(r"  (used|agrees|outvoted) ", x)]
    assert lines
    sources = set(re.findall(r"^ *\[(\d+)\] ", evidence, flags=re.MULTILINE))
    for line in lines:
        found = re.search(r"claim cl[0-9a-f]+, published \d{4}-\d\d-\d\d \[(\d+)\]$", line)
        assert found, line
        assert found[1] in sources
    assert evidence.count("http") >= len(sources)


@pytest.mark.parametrize("name", ["Inner Mongolia", "Qingyang"])
def test_every_component_shows_inputs_and_what_it_rests_on(refreshed, name):
    sections = {s.title: s for s in explain(refreshed.database, name).sections}
    components = sections["Components of the risk"]
    names = {row[0] for row in components.rows}
    assert names == {"slack", "pipeline", "saturation", "distance", "economics"}
    rests = components.columns.index("rests_on")
    assert {row[rests] for row in components.rows} <= {
        "data",
        "prior",
        "inherited from its place",
    }
    inputs = sections["Inputs of each component"]
    assert {row[0] for row in inputs.rows} == names
    basis = inputs.columns.index("basis")
    assert {row[basis] for row in inputs.rows} >= {"data", "prior"}


def test_printed_place_is_readable_at_120_columns(refreshed):
    done = run_command("explain", "Inner Mongolia", data=refreshed.data)
    assert done.returncode == 0
    assert "\x1b" not in done.stdout
    for line in done.stdout.splitlines():
        assert len(line) <= 120 or "http" in line
    # words are kept whole, and numbers have no exponents
    assert "under construction" in done.stdout
    assert "contribution" in done.stdout
    assert "e+0" not in done.stdout


def test_json_parses(run_here, refreshed, project):
    for name in (project["id"], "Qingyang", "Inner Mongolia"):
        done = run_here("explain", name, "--json", data=refreshed.data)
        found = json.loads(done.stdout)
        assert found["sections"]
        for section in found["sections"]:
            assert all(len(row) == len(section["columns"]) for row in section["rows"])


def test_without_a_warehouse_it_says_what_to_run(run_here, data_copy):
    done = run_here("explain", "Qingyang", data=data_copy)
    assert done.returncode == 66
    assert "dcpipeline refresh" in done.stderr
