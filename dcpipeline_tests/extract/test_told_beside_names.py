"""What a Chinese page says beside its site: of parts, others, aims, suppliers, lists of states."""

from datetime import date

import pytest

from dcpipeline.normalize import Gazetteer
from dcpipeline_tests.extract.chinese import events, read, told

DAY = date(2025, 8, 12)
SITE = "云湖智算中心项目位于甘肃省庆阳市，总投资3亿元。"


PARTS = [
    "该项目内设智能计算中心和展示厅，计划明年4月完工。",
    "公司称，出售后不再持有任何数据中心。",
    "项目建筑面积8100平方米，含数据中心(3#)及配套用房。",
]


@pytest.mark.parametrize("text", PARTS)
def test_what_a_site_holds_is_no_other_site(text: str, gazetteer: Gazetteer) -> None:
    found = read(SITE + text, gazetteer, DAY)
    assert [subject.name for subject in found.subjects] == ["云湖智算中心项目"]


OTHERS = [
    "当地此前投用的还有移动、电信两座机房。",
    "邻省一座县级市的智算项目上月流标作罢。",
    "庆阳今年在园区配套、算力扩容、企业引育三件事上加力。",
    "项目规划承载1800P算力，要建成服务陇东的绿色智算基地。",
]


@pytest.mark.parametrize("text", OTHERS)
def test_events_of_others_and_aims_are_none_of_the_site(text: str, gazetteer: Gazetteer) -> None:
    found = read("5月10日，云湖智算中心项目在甘肃庆阳开工。" + text, gazetteer, DAY)
    assert events(found) == [("云湖智算中心项目", "construction_start")]


NO_OWNERS = [
    "负责人说，该中心用的是华为昇腾软硬件。",
    "记者昨日以投资者身份致电公司，对方说项目尚未开工。",
    "公司同意由子公司在庆阳投资建设该项目。",
]


@pytest.mark.parametrize("text", NO_OWNERS)
def test_suppliers_and_callers_own_nothing(text: str, gazetteer: Gazetteer) -> None:
    assert told(read(SITE + text, gazetteer, DAY), "operator") == []


def test_sites_named_before_their_number_are_no_total_of_a_place(gazetteer: Gazetteer) -> None:
    text = "5月27日，市领导到庆阳云湖科技城，调度科创中心三期和云湖智算中心两个项目。"
    assert told(read(text + SITE, gazetteer, DAY), "project_count") == []


def test_where_a_project_goes_to_is_no_project(gazetteer: Gazetteer) -> None:
    found = read("云湖智算中心项目落户芜湖“江北数谷产业园”，总投资3亿元。", gazetteer, DAY)
    assert [subject.name for subject in found.subjects] == ["云湖智算中心项目"]
    assert [claim.value_num for claim in told(found, "investment")] == [3e8]


def test_places_of_a_roadshow_are_not_those_of_a_site(gazetteer: Gazetteer) -> None:
    found = read("园区派人赴上海推介云湖智算中心项目，该项目已签约。", gazetteer, DAY)
    assert {subject.province_adcode for subject in found.subjects} == {None}


def test_a_list_by_state_gives_each_state_to_the_sites_behind_it(gazetteer: Gazetteer) -> None:
    text = "续建的有荆门漳河智算产业园和襄阳汉江云数据中心二期，新开工的有荆州云梦智算中心。"
    found = read(f"湖北发布省级重点项目清单。算力方面，{text}", gazetteer, DAY)
    assert events(found) == [
        ("荆门漳河智算产业园", "construction_start"),
        ("襄阳汉江云数据中心二期", "construction_start"),
        ("荆州云梦智算中心", "announced"),
    ]
    assert {claim.phase for claim in told(found, "event") if claim.value_text == "announced"} == {
        None
    }


DATES = [
    ("公司于2023年11月16日同意投资。同年12月8日，双方签署投资合同。", "2023-12-08"),
    ("公司于2023年11月16日同意投资。次年5月，双方签署投资合同。", "2024-05-01"),
    ("4月12日，招商大会举行。在“产业项目签约”环节，双方签署投资合同。", "2025-04-12"),
]


@pytest.mark.parametrize(("text", "on"), DATES)
def test_days_by_the_year_and_the_meeting_before(text: str, on: str, gazetteer: Gazetteer) -> None:
    (event,) = told(read(SITE + text, gazetteer, DAY), "event")
    assert event.value_text == "signed" and event.event_on.isoformat() == on


def test_months_of_one_plan_are_of_one_year(gazetteer: Gazetteer) -> None:
    text = "云湖智算中心项目在甘肃庆阳建设，今年11月底设备进场，12月底投用。"
    found = [c for c in told(read(text, gazetteer, DAY), "event") if c.event_on]
    assert [(c.value_text, c.event_on.isoformat(), c.basis) for c in found] == [
        ("operational", "2025-12-01", "planned")
    ]


def test_who_issues_a_notice_about_its_project_owns_it(gazetteer: Gazetteer) -> None:
    text = "2月22日，青禾图发布股价异动公告，公司“云湖智算中心”项目预计2026年投产。"
    found = read(text + "项目位于甘肃庆阳。", gazetteer, DAY)
    assert [claim.value_text for claim in told(found, "operator")] == ["青禾图"]


def test_the_end_of_a_word_and_the_next_place_name_no_other_place(gazetteer: Gazetteer) -> None:
    found = read("目前海南云湖智算中心项目已开工。", gazetteer, DAY)
    assert {subject.city_adcode for subject in found.subjects} == {None}


OWNERS = [
    ("腾岳云皖北数据中心位于宿州，已建成。", "腾岳云"),
    ("燧云国产万卡集群已在呼和浩特建成。", "燧云"),
    ("今年3月12日，恒贝通讯公告，拟在庆阳市投资建设云湖智算中心。", "恒贝通讯"),
    ("云岭数港公告，公司拟将募投项目“庆阳智算中心项目”延期。", "云岭数港"),
]


@pytest.mark.parametrize(("text", "owner"), OWNERS)
def test_brands_and_those_who_give_notice_own_the_one_site(
    text: str, owner: str, gazetteer: Gazetteer
) -> None:
    found = read(text, gazetteer, DAY)
    assert [claim.value_text for claim in told(found, "operator")] == [owner]
    assert len(found.subjects) == 1


def test_what_is_kept_for_later_in_a_list_is_announced(gazetteer: Gazetteer) -> None:
    text = "算力方面，续建的有荆门漳河智算产业园，储备的是恩施清江绿色数据中心。"
    assert events(read(text, gazetteer, DAY)) == [
        ("荆门漳河智算产业园", "construction_start"),
        ("恩施清江绿色数据中心", "announced"),
    ]


def test_who_looks_after_a_site_goes_to_where_it_stands(gazetteer: Gazetteer) -> None:
    text = "5月27日，区长到黄石磁湖科技城，现场调度磁湖智算中心项目。该项目已经封顶。"
    (subject,) = read(text, gazetteer, DAY).subjects
    assert (subject.name, subject.city_adcode) == ("磁湖智算中心项目", "420200")
    found = read("区长到深圳考察。磁湖智算中心项目已经封顶。", gazetteer, DAY)
    assert [subject.city_adcode for subject in found.subjects] == [None]


def test_a_batch_reaches_over_its_sums_to_the_paragraph_that_names_its_projects(
    gazetteer: Gazetteer,
) -> None:
    sums = "产业项目7项，约31亿元；社会事业项目2项，约18亿元；基础设施项目5项，约102亿元。"
    named = "\n产业项目里，江北智算中心(江门)总投资4.6亿元，拟建设72P人工智能算力。"
    text = f"昨日，新会区14个重大项目同日开工，总投资约152亿元。其中{sums}{named}"
    assert events(read(text, gazetteer, DAY)) == [("江北智算中心(江门)", "construction_start")]
