"""Families of sayings in Chinese: owners by what they hold, states by the step of the works."""

from datetime import date

import pytest

from dcpipeline.normalize import Gazetteer
from dcpipeline_tests.extract.chinese import events, read, site_of, told, values

DAY = date(2025, 3, 20)

OWNERS = [
    ("云湖智算中心已投产，由河西城投与天光电信合资的云湖云谷公司持有。",
     {"云湖云谷公司", "河西城投", "天光电信"}),
    ("云湖智算中心开工，由河西科创投和华为云共同设立的云岭智算公司负责运营。",
     {"河西科创投", "华为云", "云岭智算公司"}),
    ("云湖智算中心已开工，由市属河西数科投资，总投资3亿元。", {"河西数科"}),
    ("云湖智算中心已投产，由公司持股七成的河西云枢科技运营。", {"河西云枢科技"}),
    ("云湖智算中心已经停工，投资方天光衡枢科技原本承诺投入8亿元。", {"天光衡枢科技"}),
    ("云湖智算中心完成移交，建设方河西交投把两栋机楼交了出去。", {"河西交投"}),
    ("云湖智算中心3月16日开工，投资方为河西投控与枢云科技，总投资7亿元。",
     {"河西投控", "枢云科技"}),
    ("云湖智算中心3月奠基，河西能投独资，机柜1000个。", {"河西能投"}),
    ("云湖超算中心是河西理工大学2021年建成的超算，机柜90个。", {"河西理工大学"}),
    ("河西数科招标采购云湖智算中心一期服务器，共300台。", {"河西数科"}),
    ("云湖智算中心开工，竞得人是河西云贸科技控股子公司云湖智算。", {"河西云贸科技"}),
    ("云湖智算中心采购项目开标。采购人为河西数智产业有限公司，预算合计3.9亿元。",
     {"河西数智产业有限公司"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), OWNERS)
def test_owners_by_what_they_hold_found_or_buy(
    text: str, names: set[str], gazetteer: Gazetteer
) -> None:
    assert set(values(read(text, gazetteer, DAY), "operator")) == names


def test_a_group_in_front_of_a_place_owns_the_site(gazetteer: Gazetteer) -> None:
    found = read("中核云能芜湖智算中心已投产。", gazetteer, DAY)
    assert values(found, "operator") == ["中核云能"]


NO_OWNERS = [
    "云湖智算中心已投产，机房租用中国移动芜湖数据中心的6号楼。",
    "云湖智算中心招标，招标人为国有独资企业，注册资本10亿元。",
]


@pytest.mark.parametrize("text", NO_OWNERS)
def test_a_landlord_and_a_kind_of_company_own_nothing(text: str, gazetteer: Gazetteer) -> None:
    assert values(read(text, gazetteer, DAY), "operator") == []


STATES = [
    ("云湖智算中心机房正在浇筑三层楼板。", "construction_start"),
    ("云湖智算中心已打下第一根桩。", "construction_start"),
    ("云湖智算中心还停在用地报批环节。", "announced"),
    ("云湖智算中心尚在环评。", "announced"),
    ("云湖智算中心与一家外地企业签了约。", "signed"),
    ("云湖智算中心资金断裂，施工单位撤场。", "suspended"),
    ("云湖智算中心的资产包由一家公司拍得。", "transferred"),
]
NO_STATES = [
    "云湖智算中心机柜900个，长假里没有停工。",
    "云湖智算中心机柜900个，协议并未终止，设备也不会闲置。",
    "云湖智算中心机柜900个，接手方透露了改造安排。",
    "云湖智算中心机柜900个，收入将随客户签约逐步确认。",
    "一家公司竞得36亩用地，云湖智算中心机柜900个。",
]


@pytest.mark.parametrize(("text", "event"), STATES)
def test_states_by_the_step_of_the_works(text: str, event: str, gazetteer: Gazetteer) -> None:
    assert {told for _, told in events(read(text, gazetteer, DAY))} == {event}


@pytest.mark.parametrize("text", NO_STATES)
def test_what_is_denied_or_said_of_others_did_not_happen(text: str, gazetteer: Gazetteer) -> None:
    assert events(read(text, gazetteer, DAY)) == []


def test_yesterday_is_the_day_before_the_dateline(gazetteer: Gazetteer) -> None:
    text = "本报芜湖3月18日讯 昨日，云湖智算中心破土动工。"
    (event,) = told(read(text, gazetteer, DAY), "event")
    assert event.event_on == date(2025, 3, 17)


def test_the_day_on_which_works_are_seen_is_not_that_of_their_start(gazetteer: Gazetteer) -> None:
    (event,) = told(read("3月18日，云湖智算中心二期正在装修。", gazetteer, DAY), "event")
    assert (event.value_text, event.event_on) == ("construction_start", None)


@pytest.mark.parametrize("words", ["企业曾在合肥、昆山两地选址", "董事长随后飞往昆山考察"])
def test_places_that_were_only_looked_at_are_not_the_site(words: str, gazetteer: Gazetteer) -> None:
    found = read(f"云湖智算中心机柜900个，{words}。", gazetteer, DAY)
    assert site_of(found, "云湖智算中心") == (None, None)


def test_phases_added_up_are_of_their_site(gazetteer: Gazetteer) -> None:
    found = read("云湖智算园区分三期建设，IT负荷合计240兆瓦。", gazetteer, DAY)
    (load,) = told(found, "it_load")
    assert load.subject.kind == "project"


def test_tenths_and_a_half_are_one_share(gazetteer: Gazetteer) -> None:
    found = read("云湖智算中心机柜900个，目前使用率约三成五。", gazetteer, DAY)
    assert [claim.value_num for claim in told(found, "used_share")] == [0.35]


def test_lines_of_a_digest_have_nothing_to_do_with_each_other(gazetteer: Gazetteer) -> None:
    text = (
        "一周招采\n1.1亿｜云湖智算中心机房工程由中建某局中标。\n"
        "8900万｜某银行采购国产服务器1100台，分三个标包。"
    )
    assert told(read(text, gazetteer, DAY), "servers") == []


def test_a_seat_and_a_brand_that_plan_are_a_company(gazetteer: Gazetteer) -> None:
    found = read("上海云枢原计划今年开工的云湖智算中心，机柜900个。", gazetteer, DAY)
    assert site_of(found, "云湖智算中心") == (None, None)


def test_the_end_of_one_deal_leaves_the_others(gazetteer: Gazetteer) -> None:
    text = "云湖智算中心机柜900个。本次终止预计不影响公司利润。"
    assert events(read(text, gazetteer, DAY)) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "云湖智算中心由天光电信和河西城投按6比4出资成立的项目公司建设。",
            {"天光电信", "河西城投"},
        ),
        ("作为云湖智算中心的运营方，河西数科表示机柜已满。", {"河西数科"}),
        ("总部位于合肥的河西数科，在甘肃庆阳建成云湖智算中心。", {"河西数科"}),
    ],
)
def test_owners_by_shares_role_and_seat(text: str, names: set[str], gazetteer: Gazetteer) -> None:
    assert set(values(read(text, gazetteer, DAY), "operator")) == names


def test_a_sale_that_failed_is_none_and_an_auction_is_one(gazetteer: Gazetteer) -> None:
    failed = read("云湖智算中心机柜900个，因买方未付款，中心的转让未能完成。", gazetteer, DAY)
    sold = read("云湖智算中心今年2月以2.1亿元拍卖成交。", gazetteer, DAY)
    assert events(failed) == []
    assert events(sold) == [("云湖智算中心", "transferred")]


def test_a_verb_of_duty_is_no_part_of_a_name(gazetteer: Gazetteer) -> None:
    found = read("河西数科承担云湖智算中心的投资和运营，机柜900个。", gazetteer, DAY)
    assert {subject.name for subject in found.subjects} == {"云湖智算中心"}
