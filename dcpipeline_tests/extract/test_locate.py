"""Where a site lies: the places named with it, the strongest words first."""

import pytest

from dcpipeline.extract.page_places import find_places
from dcpipeline.normalize import Gazetteer
from dcpipeline_tests.extract.chinese import read, site_of
from dcpipeline_tests.extract.sentences import page_of

WUHU, SUZHOU_ANHUI = ("340000", "340200"), ("340000", "341300")
NAME = "云岭智算中心"

SITES = [
    ("芜湖云岭智算中心总投资12亿元。", "芜湖云岭智算中心", WUHU),
    (f"{NAME}位于安徽省芜湖市鸠江区，总投资12亿元。", NAME, WUHU),
    (f"{NAME}落户芜湖，总投资12亿元。", NAME, WUHU),
    (f"芜湖市{NAME}总投资12亿元。", f"芜湖市{NAME}", WUHU),
    (f"芜湖的{NAME}总投资12亿元。", NAME, WUHU),
    (f"{NAME}总投资12亿元。项目位于安徽省芜湖市。", NAME, WUHU),
    (f"建设地点：安徽省芜湖市。{NAME}总投资12亿元。", NAME, WUHU),
    (f"{NAME}位于安徽，总投资12亿元。", NAME, ("340000", None)),
    (f"{NAME}位于北京市，总投资12亿元。", NAME, ("110000", "110000")),
    (f"{NAME}总投资12亿元。", NAME, (None, None)),
]


@pytest.mark.parametrize(("text", "name", "site"), SITES)
def test_a_site_lies_where_its_name_or_a_verb_puts_it(
    text: str, name: str, site: tuple[str | None, str | None], gazetteer: Gazetteer
) -> None:
    assert site_of(read(text, gazetteer), name) == site


ELSEWHERE = [
    f"总部位于深圳的甲乙科技有限公司投资建设{NAME}，总投资12亿元。项目位于芜湖。",
    f"{NAME}位于芜湖，辐射上海，总投资12亿元。",
    f"{NAME}位于芜湖，距离南京90公里，总投资12亿元。",
    f"{NAME}项目在上海举行签约仪式，项目落户芜湖，总投资12亿元。",
    f"{NAME}位于芜湖，面向上海企业提供服务，总投资12亿元。",
    f"新华社合肥9月13日电 {NAME}位于芜湖，总投资12亿元。",
]


@pytest.mark.parametrize("text", ELSEWHERE)
def test_seats_markets_ceremonies_and_datelines_are_not_the_site(
    text: str, gazetteer: Gazetteer
) -> None:
    (subject,) = read(text, gazetteer).subjects
    assert (subject.province_adcode, subject.city_adcode) == WUHU


def test_a_dateline_alone_locates_nothing(gazetteer: Gazetteer) -> None:
    found = read(f"新华社合肥9月13日电 {NAME}总投资12亿元。", gazetteer)
    assert site_of(found, NAME) == (None, None)


def test_where_a_site_is_said_to_stand_counts_more_than_its_name(gazetteer: Gazetteer) -> None:
    found = read("庆阳云岭智算中心位于芜湖市，总投资12亿元。", gazetteer)
    assert site_of(found, "庆阳云岭智算中心") == WUHU


def test_a_name_counts_more_than_a_place_in_the_sentence(gazetteer: Gazetteer) -> None:
    found = read("庆阳云岭智算中心总投资12亿元，芜湖派人参加。", gazetteer)
    assert site_of(found, "庆阳云岭智算中心") == ("620000", "621000")


def test_each_site_of_a_list_lies_in_its_own_place(gazetteer: Gazetteer) -> None:
    found = read("芜湖云岭智算中心、庆阳河西数据中心开工。", gazetteer)
    assert site_of(found, "芜湖云岭智算中心") == WUHU
    assert site_of(found, "庆阳河西数据中心") == ("620000", "621000")


@pytest.mark.parametrize(
    ("text", "site"),
    [
        (f"安徽宿州{NAME}总投资12亿元。", SUZHOU_ANHUI),
        (f"江苏苏州{NAME}总投资12亿元。", ("320000", "320500")),
        (f"泰州{NAME}总投资12亿元。", ("320000", "321200")),
        (f"台州{NAME}总投资12亿元。", ("330000", "331000")),
        (f"福建福州{NAME}总投资12亿元。", ("350000", "350100")),
        (f"江西抚州{NAME}总投资12亿元。", ("360000", "361000")),
    ],
)
def test_places_of_one_sound_are_told_apart(
    text: str, site: tuple[str, str], gazetteer: Gazetteer
) -> None:
    (subject,) = read(text, gazetteer).subjects
    assert (subject.province_adcode, subject.city_adcode) == site


def test_an_ambiguous_district_stays_open_with_its_candidates(gazetteer: Gazetteer) -> None:
    (subject,) = read(f"{NAME}位于鼓楼区，总投资12亿元。", gazetteer).subjects
    assert subject.province_adcode is None
    assert len(subject.candidates) > 1


def test_the_provinces_around_it_decide_an_ambiguous_district(gazetteer: Gazetteer) -> None:
    places = find_places(page_of("江苏省徐州市发布消息。鼓楼区的云岭智算中心开工。"), gazetteer)
    assert all(gazetteer.province_of(p.adcode or "") == "320000" or p.level == "province"
               or p.adcode is None for p in places)  # fmt: skip


def test_a_zone_right_behind_a_city_lies_in_it(gazetteer: Gazetteer) -> None:
    found = read(f"芜湖市江北新区{NAME}总投资12亿元。", gazetteer)
    (subject,) = found.subjects
    assert (subject.province_adcode, subject.city_adcode) == WUHU


def test_a_city_inside_the_named_province_completes_it(gazetteer: Gazetteer) -> None:
    found = read(f"安徽{NAME}总投资12亿元，芜湖派人参加。庆阳发来贺信。", gazetteer)
    assert site_of(found, f"安徽{NAME}") == WUHU


def test_a_site_without_own_place_lies_where_the_only_place_of_the_page_is(
    gazetteer: Gazetteer,
) -> None:
    found = read(f"芜湖迎来新机遇。\n{NAME}总投资12亿元。", gazetteer)
    assert site_of(found, NAME) == WUHU


def test_two_places_of_a_page_fix_no_other_site(gazetteer: Gazetteer) -> None:
    found = read(f"芜湖迎来新机遇，庆阳也是。\n\n{NAME}总投资12亿元。", gazetteer)
    assert site_of(found, NAME) == (None, None)


def test_the_country_is_no_place_of_a_site(gazetteer: Gazetteer) -> None:
    assert site_of(read(f"中国{NAME}总投资12亿元。", gazetteer), f"中国{NAME}") == (None, None)


def test_the_words_of_the_place_are_a_claim(gazetteer: Gazetteer) -> None:
    found = read(f"{NAME}位于安徽省芜湖市，总投资12亿元。", gazetteer)
    (place,) = (claim for claim in found.claims if claim.property == "place")
    assert found.document.text[place.words_start : place.words_end] == place.value_text == "芜湖市"


REPLY = """关于铜陵市政协六届三次会议第88号提案的答复
您提出的建议收悉。我市算力已接入合肥集群。
在建项目有云岭智算中心、富春江智算中心，青岩智算中心已签约。"""


@pytest.mark.parametrize("name", [NAME, "富春江智算中心", "青岩智算中心"])
def test_sites_of_a_reply_lie_in_the_city_that_was_asked(name: str, gazetteer: Gazetteer) -> None:
    assert site_of(read(REPLY, gazetteer), name) == ("340000", "340700")


def test_a_reply_does_not_move_a_site_that_is_located(gazetteer: Gazetteer) -> None:
    text = REPLY + "另有玉泉智算中心位于芜湖市，总投资3亿元。"
    assert site_of(read(text, gazetteer), "玉泉智算中心") == WUHU


def test_a_city_inside_a_word_of_a_name_locates_no_other_site(gazetteer: Gazetteer) -> None:
    text = f"绵阳市数据局：我市{NAME}已开工，富乐山智算中心与游仙区签约。"
    assert site_of(read(text, gazetteer), NAME) == ("510000", "510700")


def test_a_city_of_a_division_of_the_corps_locates(gazetteer: Gazetteer) -> None:
    text = f"由江苏省扬州市对口援疆工作队引进、扬州云岭科技兴建的{NAME}在第七师胡杨河市动工。"
    assert site_of(read(text, gazetteer), NAME) == ("650000", "659010")


def test_a_place_in_the_name_of_a_later_site_is_not_that_of_the_first(
    gazetteer: Gazetteer,
) -> None:
    found = read(f"{NAME}总投资12亿元。庆阳河西数据中心正在建设。", gazetteer)
    assert site_of(found, NAME) == (None, None)
    assert site_of(found, "庆阳河西数据中心") == ("620000", "621000")


@pytest.mark.parametrize(
    "text",
    [
        f"芜湖迎来新机遇。\n{NAME}总投资12亿元，网络直连北京、上海、广州。",
        f"芜湖迎来新机遇。\n{NAME}总投资12亿元，客户来自北京、上海。",
        f"芜湖迎来新机遇。\n{NAME}总投资12亿元，推介团走访北京、上海、广州等地。",
    ],
)
def test_lists_of_markets_and_lines_are_not_where_a_site_lies(
    text: str, gazetteer: Gazetteer
) -> None:
    assert site_of(read(text, gazetteer), NAME) == WUHU


def test_the_city_that_answers_a_proposal_has_the_sites_that_it_names(
    gazetteer: Gazetteer,
) -> None:
    text = (
        "关于芜湖市政协十四届三次会议第0107号提案的答复\n您的建议收悉。我市接入安徽省算力平台，"
        f"与宿州集群连通。在建项目有{NAME}、河西数据中心。"
    )
    found = read(text, gazetteer)
    assert site_of(found, NAME) == site_of(found, "河西数据中心") == WUHU


def test_the_place_of_a_site_to_which_somebody_goes_is_its_own(gazetteer: Gazetteer) -> None:
    found = read(f"3月底，记者到安徽芜湖的{NAME}调研，机柜900个。", gazetteer)
    assert site_of(found, NAME) == WUHU


def test_where_names_hold_several_provinces_none_is_that_of_the_others(
    gazetteer: Gazetteer,
) -> None:
    found = read(
        "芜湖清水智算中心机柜900个。中卫河东智算中心机柜800个。云岭智算中心机柜700个。", gazetteer
    )
    assert site_of(found, "云岭智算中心") == (None, None)


@pytest.mark.parametrize("name", ["青川湖智算中心", "彭泽湖数据中心", "剑阁山智算中心"])
def test_a_lake_or_hill_is_not_the_county_of_its_name(name: str, gazetteer: Gazetteer) -> None:
    others = "四川雅安的云岭智算中心开工。江西九江的云谷智算中心开工。"
    text = f"{others}{name}建在内蒙古乌兰察布，规划机架2000架。"
    assert site_of(read(text, gazetteer), name) == ("150000", "150900")
