"""Parts and wholes: each rule, and what is none."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dcpipeline.normalize.phases import parse_phase
from dcpipeline.resolve.phases import parent_label, phase_level
from dcpipeline.resolve.structure import (
    Relation,
    Subject,
    forms_of,
    letters,
    parents,
    relations,
)
from dcpipeline_tests.resolve.made import day, event, figure, registered, resolved, words

PLACES = frozenset({"雅安", "雅安市", "四川", "廊坊", "庆阳", "yaan", "yunnan"})
PARK = "雅安大数据产业园"


def subject(key: str, name: str, scope: str = "site", **more) -> Subject:
    """A project in one city, known by one name."""
    names = frozenset(form for part in name.split("|") for form in forms_of(part))
    return Subject(**{"project_id": key, "city": "511800", "scope": scope, "names": names} | more)


def found(*subjects: Subject) -> list[tuple[str, str, str, str]]:
    return [(r.part, r.whole, r.relation, r.rule) for r in relations(subjects, PLACES)]


PARK_SUBJECT = subject("w", f"中国·{PARK}", "campus")


def test_the_name_of_a_park_within_a_name():
    second = subject("p", f"{PARK}第二数据中心", "campus")
    assert found(PARK_SUBJECT, second) == [("p", "w", "site_of_campus", "whole_in_name")]
    port = subject("w", "润泽(廊坊)国际信息港", "campus")
    halls = subject("p", "润泽人工智能应用中心|润泽国际信息港B-1、B-2新型智算中心", "campus")
    assert found(port, halls) == [("p", "w", "site_of_campus", "whole_in_name")]
    english = subject("w", "Dongjiang Lake Big-Data Park", "campus")
    assert found(english, subject("p", "Yunchao center, Dongjiang Lake big data park")) != []


@pytest.mark.parametrize(
    "whole",
    [
        subject("w", "大数据产业园", "campus"),
        subject("w", "数据中心", "campus"),
        subject("w", "智算产业园区", "campus"),
        subject("w", "雅安智算", "campus"),
        subject("w", f"{PARK}第二数据中心二号机房", "campus"),
        subject("w", PARK, "campus", city="510100"),
        subject("w", "第二数据中心", "campus"),
    ],
)
def test_names_of_nothing_but_kinds_and_other_cities_contain_nothing(whole):
    assert found(whole, subject("p", f"{PARK}第二数据中心")) == []


def test_a_name_of_company_and_kind_contains_nothing():
    carrier = subject("w", "中国移动数据中心", "campus")
    assert found(carrier, subject("p", "昌平中国移动数据中心")) == []
    bank = subject("w", "云帆科技智算中心", "campus", operators=frozenset({"云帆科技"}))
    assert found(bank, subject("p", "昌平云帆科技智算中心")) == []
    short = subject("w", "Heshan Park", "campus")
    assert found(short, subject("p", "New Heshan Park halls")) == []


def test_a_name_within_another_is_no_part_unless_the_whole_is_a_park():
    assert found(subject("w", "云针智算中心"), subject("p", "云针智算中心配套变电站")) == []
    parks = subject("w", "云针智算产业园"), subject("p", "云针智算产业园配套变电站")
    assert found(*parks) == [("p", "w", "site_of_campus", "whole_in_name")]


def test_the_same_name_is_no_part_of_itself():
    assert found(subject("w", "润泽国际算谷", "campus"), subject("p", "润泽国际算谷")) == []


def test_who_runs_it_tells_a_site_from_a_tenant():
    park = subject("w", PARK, "campus", operators=frozenset({"雅安国投"}))
    name = f"{PARK}百度智算中心"
    assert found(park, subject("p", name, operators=frozenset({"百度"})))[0][2] == "tenant_of_park"
    branch = subject("p", name, operators=frozenset({"雅安国投数字"}))
    assert found(park, branch)[0][2] == "site_of_campus"
    assert found(park, subject("p", name))[0][2] == "site_of_campus"


def test_a_stage_told_as_a_project_of_its_own():
    whole = subject("w", "松江智算中心", operators=frozenset({"云赛智联"}))
    for name in ("松江智算中心二期", "松江智算中心4号机房", "松江智算中心B2楼"):
        assert found(whole, subject("p", name)) == [("p", "w", "stage_of_site", "stage_in_name")]
    english = subject("w", "Songjiang center")
    assert found(english, subject("p", "Songjiang center phase 2"))[0][3] == "stage_in_name"
    assert found(whole, subject("p", "松江智算中心二期", operators=frozenset({"中国联通"}))) == []
    assert found(subject("w", "松江智算中心一期"), subject("p", "松江智算中心二期")) == []
    assert found(whole, subject("p", "松江智算中心配套")) == []


def test_programmes_and_their_sites():
    programme = subject("w", "中华数岛数据中心集群", "programme")
    assert found(programme, subject("p", "中华数岛数据中心集群联通节点")) == [
        ("p", "w", "site_of_programme", "whole_in_name")
    ]
    contract = subject("w", "云针庆阳智算中心建维服务项目", "programme")
    assert found(contract, subject("p", "云针庆阳智算中心")) == [
        ("p", "w", "site_of_programme", "name_in_programme")
    ]
    assert found(contract, subject("p", "庆阳智算中心")) == []
    assert found(contract, subject("p", "云针庆阳智算中心", "programme")) == []


def test_the_zone_is_the_park():
    part = subject("p", "善思云智算中心", zones=frozenset({"四川省", "雅安市", PARK}))
    assert found(PARK_SUBJECT, part) == [("p", "w", "site_of_campus", "district_is_park")]
    elsewhere = subject("p", "善思云智算中心", zones=frozenset({"雅安市", "雅安经开区"}))
    assert found(PARK_SUBJECT, elsewhere) == []


@pytest.mark.parametrize(
    ("said", "is_part"),
    [
        ("项目位于四川省雅安大数据产业园,规划机柜三千架", True),
        ("落户中国·雅安大数据产业园", True),
        ("phase one in the 雅安大数据产业园", True),
        ("与雅安大数据产业园、东数西算枢纽相邻", False),
        ("位于成都,距雅安大数据产业园百公里", False),
        ("雅安大数据产业园内企业增多", False),
    ],
)
def test_a_source_says_where_it_stands(said, is_part):
    expected = [("p", "w", "site_of_campus", "stated_location")] if is_part else []
    assert found(PARK_SUBJECT, subject("p", "善思云智算中心", words=(said,))) == expected


def test_a_source_says_of_what_programme_it_is_a_part():
    programme = subject("w", "Qiming compute programme", "programme")
    part = subject("p", "Heshan center", words=("built as part of the qiming compute programme",))
    assert found(programme, part) == [("p", "w", "site_of_programme", "stated_location")]
    near = subject("p", "Heshan center", words=("it stands in qiming compute programme land",))
    assert found(programme, near) == []


def test_a_shared_campus_has_one_whole():
    site, other = subject("a", "甲智算中心", campus="c"), subject("b", "乙智算中心", campus="c")
    whole = subject("w", PARK, "campus", campus="c")
    assert found(whole, site, other, subject("x", "丙智算中心")) == [
        ("a", "w", "site_of_campus", "shared_campus"),
        ("b", "w", "site_of_campus", "shared_campus"),
    ]
    assert found(site, other) == []
    assert found(whole, site, subject("v", "丁智算园区", "campus", campus="c")) == []
    second = subject("v", f"{PARK}第二数据中心", "campus", campus="c")
    assert [(r[0], r[1]) for r in found(whole, site, second)] == [("v", "w"), ("a", "w")]


def test_what_exceeds_the_whole_is_no_part_of_it():
    def sized(key, scope, value, kind="FP16"):
        size = {"compute_pflops_planned": (value, kind)}
        return subject(key, f"{key}智算中心", scope, campus="c", sizes=size)

    assert found(sized("w", "campus", 6500.0), sized("p", "site", 10000.0)) == []
    assert len(found(sized("w", "campus", 6500.0), sized("p", "site", 6500.0))) == 1
    assert len(found(sized("w", "campus", 6500.0), sized("p", "site", 10000.0, "INT8"))) == 1


def test_what_was_begun_before_the_plan_is_no_part_of_it():
    plan = subject("w", PARK, "campus", campus="c", planned_on=day("2026-06-03"))
    before = subject("p", "甲智算中心", campus="c", begun_on=day("2023-07-01"))
    after = subject("p", "甲智算中心", campus="c", begun_on=day("2026-07-01"))
    assert (len(found(plan, before)), len(found(plan, after))) == (0, 1)


def related(*pairs: str, kind: str = "site_of_campus") -> list[Relation]:
    return [Relation(pair[0], pair[1], kind, "a rule", "why") for pair in pairs]


def test_the_nearest_whole_is_the_parent():
    assert parents(related("ab", "bc", "ac")) == {"a": "b", "b": "c"}
    assert parents(related("ab", "ac")) == {}
    programme = related("ac", kind="site_of_programme")
    assert parents([*related("ab"), *programme]) == {"a": "b"}
    assert parents([*related("ab", "ac"), *related("ad", kind="stage_of_site")]) == {"a": "d"}


names = st.sampled_from(
    [
        PARK,
        f"中国·{PARK}",
        f"{PARK}第二数据中心",
        f"{PARK}二期",
        f"{PARK}第二数据中心二期",
        "云针智算中心",
        "云针智算中心二期",
        "云针智算产业园",
        "云针智算产业园云针智算中心",
        "云针智算产业园集群规划",
    ]
)
worlds = st.lists(
    st.tuples(
        names,
        st.sampled_from(["site", "campus", "programme"]),
        st.sampled_from([None, "c", "d"]),
        st.sampled_from([frozenset(), frozenset({letters(PARK)}), frozenset({"云针智算产业园"})]),
        st.sampled_from(["511800", "510100"]),
    ),
    max_size=8,
)


@settings(max_examples=150, deadline=None)
@given(worlds, st.randoms(use_true_random=False))
def test_parts_have_one_parent_and_no_circles_in_any_order(world, random):
    subjects = [
        subject(str(n), name, scope, campus=campus, zones=zones, city=city)
        for n, (name, scope, campus, zones, city) in enumerate(world)
    ]
    told = relations(subjects, PLACES)
    random.shuffle(subjects)
    assert relations(subjects, PLACES) == told
    assert len({(r.part, r.whole) for r in told}) == len(told)
    of_city = {s.project_id: s.city for s in subjects}
    assert all(of_city[r.part] == of_city[r.whole] for r in told)
    above = parents(told)
    for start in above:
        seen, at = {start}, start
        while at in above:
            at = above[at]
            assert at not in seen
            seen.add(at)


def test_circles_are_no_relations():
    one = subject("a", "云针智算产业园", "campus", zones=frozenset({"善思智算产业园"}))
    other = subject("b", "善思智算产业园", "campus")
    assert found(one, other) == [("a", "b", "site_of_campus", "district_is_park")]
    back = subject("b", "善思智算产业园", "campus", zones=frozenset({"云针智算产业园"}))
    assert found(one, back) == []


def placed(key: str, name: str, scope: str, **more) -> list[dict]:
    said = {"subject_key": key, "announcement_id": f"AN-{key}"}
    return [
        *registered(key, name, **more),
        words("scope", scope, claim_id=f"{key}-scope", **said),
    ]


def test_the_tables_of_parts_and_their_parents():
    made = resolved(
        *placed("w", "云针智算产业园", "campus"),
        *placed("p", "云针智算产业园善思中心", "site"),
        *placed("x", "甲智算中心", "site"),
        figure("racks", 40, unit="cabinet", subject_key="p", claim_id="p-racks"),
        event("operational", "2026-01-01", subject_key="p", claim_id="p-on"),
    ).tables
    ids = dict(
        made["core.project_aliases"]
        .filter(pl.col("kind") == "name_zh")
        .select("alias", "project_id")
        .iter_rows()
    )
    part, whole = ids["云针智算产业园善思中心"], ids["云针智算产业园"]
    assert made["core.project_parts"].rows() == [
        (part, whole, "site_of_campus", "whole_in_name", "its name contains 云针智算产业园", True)
    ]
    parent = dict(made["core.projects"].select("project_id", "parent_project_id").iter_rows())
    assert parent == {part: whole, whole: None, ids["甲智算中心"]: None}


LABELS = [
    ("一期", "phase", None),
    ("二期/三期", "phase", None),
    ("一期首批", "part", "一期"),
    ("一期A1/A2", "building", "一期"),
    ("B区", "building", None),
    ("B1", "building", "B区"),
    ("C01-C04", "building", None),
    ("C02", "building", "C01-C04"),
    ("三期A", "part", None),
    ("total plan", "whole", None),
    ("扩容", "other", None),
]


@pytest.mark.parametrize(("text", "level", "parent"), LABELS)
def test_labels_of_phases_and_buildings_nest(text, level, parent):
    labels = [parse_phase(label) for label, _, _ in LABELS]
    label = next(label for label in labels if label.text == text)
    assert phase_level(label) == level
    assert parent_label(label, [other for other in labels if other is not label]) == parent


def test_phases_carry_their_level():
    table = resolved(
        *registered("a"),
        event("phase_online", "2025-05-01", subject_key="a", phase="一期A1"),
        event("construction_start", "2025-01-01", subject_key="a", phase="一期"),
    ).tables["core.project_phases"]
    assert table.select("phase", "level", "parent_phase").rows() == [
        ("一期", "phase", None), ("一期A1", "building", "一期"),
    ]  # fmt: skip
