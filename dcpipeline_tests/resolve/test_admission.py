"""What pages and data sets speak of: what joins a project, what founds one, what waits and why."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dcpipeline.resolve import JudgementError, empty_ledger, resolve
from dcpipeline.resolve.ledger import project_id
from dcpipeline.schema.vocabularies import SOURCE_TIER
from dcpipeline_tests.resolve.made import (
    AS_OF,
    GAZETTEER,
    figure,
    frame,
    judged,
    registered,
    resolved,
    told,
    words,
)

ANHUI, SUZHOU, GANSU, QINGYANG = "340000", "341300", "620000", "621000"
HUBEI, WUHAN, XIANTAO, BEIJING = "420000", "420100", "429004", "110000"
PRESS_OR_BETTER = ("official", "operator_filing", "press")


def decided(*claims, key="p", judgements=None):
    """Decision, rule, reason and project of one subject."""
    subjects = resolved(*claims, judgements=judgements).tables["core.subjects"]
    columns = ("decision", "rule", "reason", "project_id")
    return subjects.filter(pl.col("subject_key") == key).select(columns).row(0)


def decided_in(made):
    """Decision by subject."""
    return dict(made.tables["core.subjects"].select("subject_key", "decision").iter_rows())


def projects(*claims, **more):
    return resolved(*claims, **more).tables["core.projects"]


REGISTERED = project_id("r")
OTHER = project_id("s")
OWN = project_id("p")
CODE = "2403-621000-04-01-123456"


def with_code(claims):
    """A claim on the code of a project, by the side of others about it."""
    one = claims[0]
    code = {"property": "project_code", "value_text": CODE}
    return one | code | {"claim_id": f"{one['claim_id']}-code"}


# joining a known project


def test_a_page_judged_the_same_joins_whatever_it_calls_itself():
    claims = [*registered(), *told(name="启航基地", place=WUHAN)]
    found = decided(*claims, judgements=judged(("p", "r", "same")))
    assert found == ("joined", "judged_same", "judged the same as r: because", REGISTERED)
    assert projects(*claims, judgements=judged(("p", "r", "same")))["n_claims"].to_list() == [7]


def test_what_joins_one_of_two_that_are_judged_the_same_joins_both():
    claims = [*registered(), *registered("s", "启航智算中心"), *told()]
    _, rule, _, owner = decided(*claims, judgements=judged(("r", "s", "same")))
    assert (rule, owner) == ("same_name", REGISTERED)
    assert len(projects(*claims, judgements=judged(("r", "s", "same")))) == 1


def test_the_code_of_a_known_project_joins():
    said = told(name="另一个名字", place=WUHAN)
    found = decided(*registered(), with_code(registered()), *said, with_code(said))
    assert found[:2] == ("joined", "same_code")
    assert found[3] == REGISTERED


def test_the_code_comes_before_the_name():
    printed = with_code(registered("s", "启航智算中心")), with_code(told())
    claims = [*registered(), *registered("s", "启航智算中心"), *told(), *printed]
    assert decided(*claims, judgements=judged(("r", "s", "different")))[1::2] == (
        "same_code", OTHER,
    )  # fmt: skip
    # a page that has the name of one and the code of the other makes them one
    assert len(projects(*claims)) == 1


@pytest.mark.parametrize(
    "name",
    [
        "云帆智算中心",
        "雲帆智算中心",
        " 云帆 智算中心 ",
        "云帆·智算中心",
        "「云帆」智算中心",
        "云帆智算中心。",
    ],
)
def test_the_same_name_in_the_same_city_joins(name):
    found = decided(*registered(), *told(name=name))
    assert found == (
        "joined", "same_name", "one name in one place; same kind of centre (r)", REGISTERED,
    )  # fmt: skip


def test_english_names_are_compared_without_case_and_blanks():
    named = registered()[0] | {"property": "name_en", "value_text": "Yunfan AI Computing Center"}
    said = told(name="YUNFAN AI computing-center")
    page = [one | {"property": "name_en"} if one["property"] == "name_zh" else one for one in said]
    assert decided(*registered(), named | {"claim_id": "r-en"}, *page)[1] == "same_name"


@pytest.mark.parametrize(
    ("here", "there", "joins"),
    [
        (QINGYANG, QINGYANG, True),
        (QINGYANG, GANSU, True),
        (GANSU, QINGYANG, True),
        (GANSU, GANSU, True),
        (WUHAN, XIANTAO, False),
        (WUHAN, HUBEI, True),
        (BEIJING, BEIJING, True),
        (GANSU, ANHUI, False),
        (QINGYANG, SUZHOU, False),
        (QINGYANG, ANHUI, False),
    ],
)
def test_cities_are_compared_where_both_have_one_else_provinces(here, there, joins):
    decision, *_, owner = decided(*registered(place=here), *told(place=there))
    assert (decision, owner) == (("joined", REGISTERED) if joins else ("founded", OWN))


def test_a_name_without_a_place_joins_nothing():
    assert decided(*registered(), *told(place=None))[:3] == ("waiting", "incomplete", "no place")


def test_what_could_be_either_of_two_projects_waits():
    both = [*registered(place=WUHAN), *registered("s", place=XIANTAO)]
    apart = judged(("r", "s", "different"))
    decision, rule, reason, owner = decided(*both, *told(place=HUBEI), judgements=apart)
    assert (decision, rule, owner) == ("waiting", "resembles", None)
    assert reason.startswith("looks like r: one name in one place")
    assert decided(*both, *told(place=XIANTAO))[3] == OTHER


def test_a_place_said_in_two_provinces_is_no_place():
    elsewhere = told(place=WUHAN)[2] | {"claim_id": "p-elsewhere"}
    assert decided(*registered(), *told(), elsewhere)[2] == "no place"


def test_a_place_said_in_two_cities_of_a_province_is_the_province():
    both = [*told(place=WUHAN), told(place=XIANTAO)[2] | {"claim_id": "p-elsewhere"}]
    assert decided(*registered(place=WUHAN), *both)[1] == "same_name"


# what waits for a person


@pytest.mark.parametrize(
    "name",
    [
        "庆阳云帆算力产业园",
        "甘肃云帆数据产业园",
        "庆阳市云帆超算中心",
        "庆阳西峰云帆智算中心二号",
        "庆阳云帆扬波智算中心",
    ],
)
def test_a_name_that_is_alike_in_part_waits(name):
    decision, rule, reason, owner = decided(*registered(), *told(name=name))
    assert (decision, rule, owner) == ("waiting", "resembles", None)
    assert reason.startswith("looks like r: names that say the same in part")


@pytest.mark.parametrize(
    "name",
    ["庆阳市云帆智算中心", "云帆人工智能计算中心二期", "云帆智算中心项目", "甘肃云帆智算中心"],
)
def test_place_phase_and_words_for_the_kind_make_no_other_name(name):
    assert decided(*registered(), *told(name=name))[::3] == ("joined", REGISTERED)


def test_names_without_words_of_their_own_tell_little():
    assert decided(*registered(), *told(name="庆阳市智算中心"))[1] == "founds"
    assert decided(*registered(name="庆阳智算中心"), *told(name="庆阳市人工智能计算中心"))[1] == (
        "founds"
    )
    assert decided(*registered(name="庆阳智算中心"), *told(name="庆阳智算中心"))[1] == (
        "same_bare_name"
    )


def test_a_likeness_in_another_city_does_not_matter():
    assert (
        decided(*registered(place=WUHAN), *told(name="云帆算力产业园", place=XIANTAO))[0]
        == "founded"
    )


def test_a_person_ends_the_waiting_either_way():
    claims = [*registered(), *told(name="云帆算力产业园")]
    assert decided(*claims, judgements=judged(("p", "r", "same")))[:2] == ("joined", "judged_same")
    for pair in (("p", "r", "different"), ("r", "p", "different")):
        made = resolved(*claims, judgements=judged(pair))
        assert made.tables["core.subjects"]["decision"].to_list() == ["founded", "founded"]
        assert made.tables["core.match_candidates"]["judgement"].to_list() == ["different"]
    unsure = decided(*claims, judgements=judged(("p", "r", "unsure")))
    assert unsure[:2] == ("waiting", "resembles")
    (pair,) = resolved(*claims).tables["core.match_candidates"].rows(named=True)
    assert (pair["left_subject_key"], pair["right_subject_key"], pair["judgement"]) == (
        "p", "r", "open",
    )  # fmt: skip
    assert (pair["left_project_id"], pair["right_project_id"]) == (None, REGISTERED)


@pytest.mark.parametrize("other", ["a", "z"])
def test_a_person_decides_on_a_project_by_any_of_its_subjects(other):
    known = [*registered(), *registered(other)]
    made = resolved(
        *known, *told(name="云帆算力产业园"), judgements=judged(("p", "r", "different"))
    )
    assert len(made.tables["core.projects"]) == 2
    assert decided_in(made)["p"] == "founded"
    (pair,) = made.tables["core.match_candidates"].rows(named=True)
    assert (pair["judgement"], pair["judgement_reason"]) == ("different", "because")


def test_of_lines_on_several_subjects_of_two_projects_the_newest_counts():
    lines = judged(("p", "a", "different"), ("p", "r", "unsure")).with_columns(
        decided_on=pl.Series([date(2026, 1, 1), date(2026, 1, 2)])
    )
    claims = [*registered(), *registered("a"), *told(name="云帆算力产业园")]
    assert decided(*claims, judgements=lines)[:2] == ("waiting", "resembles")
    (pair,) = resolved(*claims, judgements=lines).tables["core.match_candidates"].rows(named=True)
    assert (pair["judgement"], pair["decided_on"]) == ("unsure", date(2026, 1, 2))


def test_projects_of_one_name_in_one_city_that_a_person_keeps_apart():
    found = decided(*registered(), *told(), judgements=judged(("p", "r", "different")))
    assert found[:2] == ("founded", "founds")


def test_a_decision_holds_whatever_else_is_judged_the_same():
    """A programme can't be a project, and is the smallest key of those that are judged the same."""
    claims = [
        *registered(),
        *told("a", subject_kind="programme"),
        *told(name="云帆算力产业园"),
    ]
    made = resolved(*claims, judgements=judged(("a", "p", "same"), ("p", "r", "different")))
    assert decided_in(made)["p"] == "founded"
    lines = made.tables["core.judgements"].select("left_project_id", "right_project_id")
    assert lines.rows() == [(OWN, OWN), (OWN, REGISTERED)]


def test_of_many_contradictions_the_first_are_named_and_the_rest_counted():
    pairs = [(f"k{n}", f"l{n}", word) for n in range(7) for word in ("same", "different")]
    with pytest.raises(JudgementError) as stopped:
        resolved(*registered(), judgements=judged(*pairs))
    words = str(stopped.value)
    assert words.startswith("k0 and l0 are judged different and same on ")
    assert "k4 and l4" in words and "k5" not in words and words.endswith("; and 2 more")


# founding a project


def test_name_place_and_status_from_press_found_a_project():
    decision, rule, _, owner = decided(*told())
    assert (decision, rule) == ("founded", "founds")
    assert owner == OWN
    (row,) = projects(*told()).rows(named=True)
    assert (row["project_id"], row["name_zh"], row["status"], row["city_adcode"]) == (
        OWN, "云帆智算中心", "under_construction", QINGYANG,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("missing", "reason"),
    [
        ({"name": None}, "no name"),
        ({"name": " — "}, "no name"),
        ({"place": None}, "no place"),
        ({"place": "100000"}, "no place"),
        ({"status": None}, "no status from press or better"),
        ({"status": "idle_reported"}, "no status from press or better"),
        ({"status": "transferred"}, "no status from press or better"),
        (
            {"name": None, "place": None, "status": None},
            "no name and no place and no status from press or better",
        ),
    ],
)
def test_what_is_missing_is_named(missing, reason):
    assert decided(*told(**missing)) == ("waiting", "incomplete", reason, None)


@pytest.mark.parametrize("tier", SOURCE_TIER)
def test_tiers_weaker_than_press_found_nothing(tier):
    decision, *_ = decided(*told(tier=tier))
    assert decision == ("founded" if tier in PRESS_OR_BETTER else "waiting")


def test_a_better_page_on_the_same_subject_is_not_needed_for_name_and_place():
    weak = [one | {"source_tier": "repost"} for one in told(status=None)]
    assert decided(*weak, told()[-1])[0] == "founded"


@pytest.mark.parametrize("tier", SOURCE_TIER)
def test_data_sets_found_nothing(tier):
    rows = told(tier=tier, quote_kind="data_row")
    assert decided(*rows)[:2] == ("waiting", "incomplete")
    assert decided(*registered(), *rows)[:2] == ("joined", "same_name")


def test_a_plan_founds_nothing():
    plan = told()[-1] | {"property": "planned_event", "value_text": "operational"}
    assert decided(*told(status=None), plan)[2] == "no status from press or better"


@pytest.mark.parametrize("kind", ["programme", "place", "nation", "publication"])
def test_what_is_no_project_is_kept_beside(kind):
    found = decided(*registered(), *told(subject_kind=kind))
    assert found == ("not_a_project", kind, f"it is a {kind}", None)


@pytest.mark.parametrize("kind", ["project", "site", "campus"])
def test_what_is_a_project(kind):
    assert decided(*told(subject_kind=kind))[0] == "founded"


def test_a_second_page_joins_the_project_that_the_first_one_founded():
    claims = [*told("p"), *told("q", on="2026-04-01", status="operational")]
    assert decided(*claims, key="p")[0] == "founded"
    assert decided(*claims, key="q")[:2] == ("joined", "same_name")
    (row,) = projects(*claims).rows(named=True)
    assert (row["n_claims"], row["status"]) == (8, "operational")


def test_a_page_under_another_name_widens_what_its_project_is_known_by():
    first, second, third = told("a"), told("b", "启航基地"), told("c", "启航基地")
    coded = with_code(first), with_code(second)
    claims = [*first, *second, *third, *coded]
    own = project_id("a")
    assert [decided(*claims, key=key)[1::2] for key in "abc"] == [
        ("founds", own), ("same_code", own), ("same_name", own),
    ]  # fmt: skip


# identifiers that last


def test_the_earlier_page_founds():
    claims = [*told("late", on="2026-03-02"), *told("early", on="2026-01-05")]
    assert decided(*claims, key="early")[0] == "founded"
    assert projects(*claims)["project_id"].to_list() == [project_id("early")]


def test_an_identifier_in_the_ledger_stays_when_an_older_page_turns_up():
    before = resolved(*told("late", on="2026-03-02"))
    assert before.minted["subject_key"].to_list() == ["late"]
    claims = [*told("late", on="2026-03-02"), *told("early", on="2026-01-05")]
    after = resolved(*claims, ledger=before.minted)
    assert after.minted.is_empty()
    assert after.tables["core.projects"]["project_id"].to_list() == [project_id("late")]
    decisions = dict(after.tables["core.subjects"].select("subject_key", "decision").iter_rows())
    assert decisions == {"late": "founded", "early": "joined"}


def test_a_founded_project_takes_in_the_register_row_that_names_it_later():
    before = resolved(*told())
    after = resolved(*registered(), *told(), ledger=before.minted)
    assert after.tables["core.projects"]["project_id"].to_list() == [OWN]
    assert after.minted.is_empty()
    assert decided_in(after) == {"p": "founded", "r": "joined"}


def test_a_founded_project_waits_once_one_that_looks_like_it_is_registered():
    before = resolved(*told())
    likeness = registered(name="庆阳云帆算力产业园")
    after = resolved(*likeness, *told(), ledger=before.minted)
    assert decided_in(after) == {"p": "waiting", "r": "founded"}
    aliases = after.tables["core.project_aliases"].filter(pl.col("alias") == OWN)
    assert aliases.select("kind", "project_id", "retired").rows() == [
        ("project_id", REGISTERED, True)
    ]


def test_what_the_last_snapshot_published_is_enough_to_go_on():
    before = resolved(*told("late", on="2026-03-02"))
    published = before.tables["core.project_ids"]
    older = [*told("late", on="2026-03-02"), *told("early", on="2026-01-05")]
    assert projects(*older, ledger=published)["project_id"].to_list() == [project_id("late")]


def test_a_page_judged_the_same_as_another_page_goes_where_that_one_goes():
    pair = judged(("a", "q", "same"))
    claims = [*told("a", name=None, place=None, status=None), *told("q")]
    made = resolved(*claims, judgements=pair).tables["core.subjects"]
    assert sorted(made["decision"]) == ["founded", "joined"]
    assert made["project_id"].n_unique() == 1
    waiting = [*told("a", status=None), *told("q", status=None)]
    found = decided(*waiting, key="a", judgements=pair)
    assert found == ("waiting", "incomplete", "no status from press or better", None)
    assert projects(*waiting, judgements=pair).is_empty()


def test_a_judgement_on_a_page_that_is_not_known_decides_nothing():
    assert decided(*told(), judgements=judged(("p", "nobody", "same")))[1] == "founds"


# what its claims do


def test_claims_of_waiting_subjects_fill_no_cell():
    waiting = told(name="云帆算力产业园", status=None)
    richer = waiting[0] | {"claim_id": "p-racks", "property": "racks", "value_num": 5000.0,
                           "value_text": "5000", "assertion": "extracted"}  # fmt: skip
    made = resolved(*registered(), *waiting, richer)
    alone = resolved(*registered())
    for name in ("core.projects", "core.project_facts", "core.project_events"):
        assert made.tables[name].equals(alone.tables[name])
    assert made.tables["core.subjects"]["n_claims"].to_list() == [4, 3]


def test_an_inferred_scope_gives_way_to_a_said_one():
    campus = [
        one
        | {"value_text": "campus", "source_tier": "unverified", "published_on": date(2020, 1, 1)}
        for one in [words("scope", "campus", subject_key="r", announcement_id="AN-r")]
    ]
    page = told(tier="official", on="2026-03-02")
    assert projects(*registered(), *campus, *page)["scope"].to_list() == ["campus"]
    assert projects(*registered(), *page)["scope"].to_list() == ["site"]


def test_an_increment_never_replaces_a_total():
    total = figure("racks", 1200, published="2025-01-01", subject_key="r", announcement_id="AN-r")
    added = figure("racks", 300, "official", published="2026-05-01", change="increment")
    page = told()
    more = {name: page[0][name] for name in ("subject_key", "announcement_id", "source_id",
                                             "capture_id", "subject_kind")}  # fmt: skip
    assert projects(*registered(), total, *page, added | more)["racks"].to_list() == [1200]
    alone = projects(*registered(), *page, added | more)
    assert alone["racks"].to_list() == [None]


def test_the_last_look_at_a_page_is_the_day_on_which_its_project_was_checked():
    seen = told(first_seen_on=date(2026, 3, 3), last_seen_on=date(2026, 9, 1))
    later = told("q", last_seen_on=date(2026, 7, 1))
    assert projects(*registered(), *seen, *later)["last_checked_on"].to_list() == [date(2026, 9, 1)]
    assert projects(*registered())["last_checked_on"].to_list() == [None]


def test_pages_published_after_the_day_of_the_run_are_not_known():
    made = resolved(*registered(), *told(on="2026-03-02"), as_of=date(2026, 1, 1))
    assert made.tables["core.subjects"]["subject_key"].to_list() == ["r"]


# what holds for any claims

names = st.sampled_from(["云帆智算中心", "启航智算中心", "云帆算力产业园", None])
places = st.sampled_from([QINGYANG, GANSU, WUHAN, XIANTAO, HUBEI, None])
days = st.sampled_from(["2025-06-01", "2026-01-05", "2026-03-02", "2026-03-03"])
tiers = st.sampled_from(["official", "press", "trade"])
statuses = st.sampled_from(["signed", "operational", None])


@st.composite
def worlds(draw):
    """Claims of up to two registered projects and of up to five pages."""
    claims = []
    for key in "rs"[: draw(st.integers(0, 2))]:
        name = draw(names.filter(bool))
        claims += registered(key, name, draw(places.filter(bool)))
    for key in "abcde"[: draw(st.integers(1, 5))]:
        claims += told(
            key, draw(names), draw(places), draw(statuses), draw(tiers), draw(days)
        )  # fmt: skip
    return claims


def run(claims, ledger=None):
    held = empty_ledger() if ledger is None else ledger
    return resolve(claims, GAZETTEER, judged(), held, as_of=AS_OF)


@settings(max_examples=5, deadline=None)
@given(worlds(), st.randoms(use_true_random=False))
def test_the_order_of_claims_changes_neither_subjects_nor_projects(world, random):
    one = frame(*world)
    order = list(range(len(one)))
    random.shuffle(order)
    first, second = run(one), run(one[order])
    assert all(first.tables[name].equals(second.tables[name]) for name in first.tables)
    assert first.minted.equals(second.minted)


@settings(max_examples=5, deadline=None)
@given(worlds())
def test_every_subject_is_decided_and_every_claim_of_a_project_is_used_or_outvoted(world):
    claims = frame(*world)
    made = run(claims).tables
    assert set(made["core.subjects"]["subject_key"]) == set(claims["subject_key"])
    has_project = made["core.subjects"].filter(pl.col("project_id").is_not_null())
    assert set(has_project["decision"]) <= {"joined", "founded"}
    assert set(has_project["project_id"]) == set(made["core.projects"]["project_id"])
    owned = claims.filter(pl.col("subject_key").is_in(has_project["subject_key"].implode()))
    assert set(made["core.project_facts"]["claim_id"]) == set(owned["claim_id"])


def partition(made):
    """Subjects by project; each that waits is in no project."""
    found = made.tables["core.subjects"].filter(pl.col("project_id").is_not_null())
    return {
        frozenset(keys) for keys in found.group_by("project_id").agg("subject_key")["subject_key"]
    }


@pytest.mark.ci
@settings(max_examples=12, deadline=None)
@given(worlds(), st.lists(st.sets(st.sampled_from("rsabcde")), max_size=4))
def test_batches_in_any_order_make_the_projects_of_one_full_build(world, batches):
    claims = frame(*world)
    held, seen = empty_ledger(), set()
    published: set[str] = set()
    for batch in [*batches, set("rsabcde")]:
        seen |= batch
        made = run(claims.filter(pl.col("subject_key").is_in(sorted(seen))), held)
        held = made.tables["core.project_ids"]
        published |= set(made.tables["core.projects"]["project_id"])
    assert partition(made) == partition(run(claims))
    aliases = made.tables["core.project_aliases"].filter(pl.col("kind") == "project_id")
    assert published <= set(aliases["alias"]), "an identifier was forgotten"


@pytest.mark.ci
@settings(max_examples=12, deadline=None)
@given(worlds())
def test_replaying_the_days_makes_the_tables_of_one_full_build(world):
    claims = frame(*world)
    held = empty_ledger()
    for day in sorted(claims["published_on"].unique()):
        made = resolve(claims, GAZETTEER, judged(), held, as_of=day)
        held = made.tables["core.project_ids"]
    again = resolve(claims, GAZETTEER, judged(), held, as_of=AS_OF).tables
    once = run(claims).tables
    apart = {"core.project_ids", "core.project_aliases"}
    assert all(again[name].equals(once[name]) for name in again.keys() - apart)


def test_two_batches_and_the_days_of_a_small_world_make_what_one_build_makes():
    world = [*registered(), *told("a"), *told("b", "云帆算力产业园", on="2026-04-01")]
    claims = frame(*world)
    first = run(claims.filter(pl.col("subject_key").is_in(["a", "b"])))
    both = run(claims, first.tables["core.project_ids"])
    assert partition(first) == {frozenset("a")}
    assert partition(both) == partition(run(claims)) == {frozenset("ra")}
    held = empty_ledger()
    for day in sorted(claims["published_on"].unique()):
        made = resolve(claims, GAZETTEER, judged(), held, as_of=day)
        held = made.tables["core.project_ids"]
    assert made.tables["core.projects"].equals(run(claims).tables["core.projects"])
