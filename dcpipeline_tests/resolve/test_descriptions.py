"""Words, places, counts."""

from datetime import date

from dcpipeline_tests.resolve.made import SCOPE, event, project, resolved, rules, words


def test_names_come_from_the_best_tier_then_the_newest():
    made = project(
        words("name_zh", "旧名", "press", published="2023-01-01"),
        words("name_zh", "新名", "press", published="2024-01-01"),
        words("name_zh", "误名", "repost", published="2025-01-01"),
    )
    assert made["name_zh"] == "新名"
    assert made["name_en"] is None


def test_one_source_that_speaks_of_ai_is_enough():
    told = [words("ai_stated", "false", "official"), words("ai_stated", "true", "repost")]
    assert project(*told)["ai_stated"] is True
    assert rules("ai_stated", *told)["cl0004"] == ("used", "any_true")
    assert project(words("ai_stated", "false"))["ai_stated"] is False


def test_the_seat_of_the_city_is_the_point():
    made = project()
    assert (made["province_en"], made["city_en"]) == ("Gansu", "Qingyang")
    assert (made["latitude"], made["longitude"]) == (35.70918, 107.64243)


def first(*claims):
    return resolved(SCOPE, *claims).tables["core.projects"].row(0, named=True)


def test_a_province_alone_has_no_city_and_no_point():
    made = first(words("place", "甘肃省", place_adcode="620000"))
    assert made["province_adcode"] == "620000"
    assert (made["city_adcode"], made["latitude"]) == (None, None)


def test_a_weaker_source_may_add_the_city_but_not_move_it():
    province = words("place", "甘肃省", "official", place_adcode="620000")
    assert first(province, words("place", "x", "repost"))["city_adcode"] == "621000"
    elsewhere = words("place", "y", "repost", place_adcode="341300")
    assert first(province, elsewhere)["city_adcode"] is None


def test_a_municipality_is_its_own_city():
    made = first(words("place", "北京市", place_adcode="110000"))
    assert (made["province_adcode"], made["city_adcode"]) == ("110000", "110000")


def test_a_county_that_reports_to_the_province_is_a_city():
    made = first(words("place", "仙桃市", place_adcode="429004"))
    assert (made["province_adcode"], made["city_en"]) == ("420000", "Xiantao")


def test_counts():
    made = project(
        event("signed", "2024-01-01", "repost", origin_id="or1"),
        event("signed", "2024-01-03", "official", origin_id="or1"),
        event("operational", "2025-01-01", origin_id="or2", rights="unsettled"),
    )
    # two claims on place and scope of two further origins
    assert (made["n_claims"], made["n_independent_sources"]) == (5, 4)
    assert made["best_tier"] == "official"
    assert (made["first_seen_on"], made["last_changed_on"]) == (date(2010, 1, 1), date(2025, 1, 1))
    assert made["rights"] == "unsettled"


def test_rights_are_those_of_the_claims_used():
    made = project(
        words("name_zh", "甲", "official"), words("name_zh", "乙", "repost", rights="unsettled")
    )
    assert made["rights"] == "facts"
