"""Chinese papers of authorities: policies, replies, visits, permits and their costs."""

from datetime import date

import pytest

from dcpipeline.normalize import Gazetteer
from dcpipeline_tests.extract.chinese import events, read, shares, told, values

FAVOURS = [
    "供电公司加快架设线路，为云湖智算中心按期投产提供可靠电力保障。",
    "两条专线的建成，为云湖智算中心顺利投运奠定坚实基础。",
    "自然资源局提前介入，为云湖智算中心开工建设创造有利条件。",
    "消防部门上门服务，为云湖智算中心建成投用保驾护航。",
    "变电站的投运，缓解了云湖智算中心周边的用电压力。",
    "会议强调，要吸引更多优质企业落户云湖智算中心。",
    "云湖智算中心建成后，一批上下游企业纷纷落户青川。",
    "县长到云湖智算中心调研时要求，确保各项工作有序推进。",
    "县长到云湖智算中心调研，推动各项目标任务加快推进。",
]


@pytest.mark.parametrize("text", FAVOURS)
def test_what_is_done_for_a_site_is_no_event_of_it(text: str, gazetteer: Gazetteer) -> None:
    assert events(read(text, gazetteer)) == []


def test_what_is_done_for_a_site_beside_what_it_does(gazetteer: Gazetteer) -> None:
    text = "云湖智算中心一期投产，为二期建设积累经验。"
    assert [event for _, event in events(read(text, gazetteer))] == ["phase_online"]
    text = "云湖智算中心落户青川。"
    assert [event for _, event in events(read(text, gazetteer))] == ["announced"]


RULES = [
    "根据《广西数据中心发展规划》，全市未取得节能审查意见的在建数据中心项目暂停建设。",
    "待《柳州市数据中心建设指导意见》出台后，全市已建、在建和拟建数据中心项目严格按其执行。",
    "市发改委印发《沈阳市算力中心高质量发展若干措施》，对新开工的智算中心给予奖励。",
    "《石家庄市绿色智算中心管理办法》印发后，对建成投运的数据中心给予补助。",
    "本办法所称智算中心，是指建成投产、算力规模不低于100P的数据中心。",
    "凡新开工的数据中心项目，均须办理节能审查。",
]


@pytest.mark.parametrize("text", RULES)
def test_a_policy_tells_of_no_site(text: str, gazetteer: Gazetteer) -> None:
    assert read(text, gazetteer).subjects == ()


def test_the_paper_of_one_site_names_it(gazetteer: Gazetteer) -> None:
    text = "市发改委批复《云湖智算中心项目可行性研究报告》，云湖智算中心获批。"
    assert events(read(text, gazetteer)) == [("云湖智算中心项目", "approved")]


HEADINGS = [
    "一、优化算力基础设施布局，已建成机架1.2万架。",
    "三、算力底座不断夯实，总算力达到1000P。",
    "（二）加快构建智能算力供给体系，力争明年建成2000P。",
    "3、为推动智算业务在更多场景落地，公司拟签署协议。",
    "五、算力产业生态持续完善：引进企业20家，投资50亿元。",
]


@pytest.mark.parametrize("line", HEADINGS)
def test_the_heading_of_a_part_of_a_report_names_no_site(line: str, gazetteer: Gazetteer) -> None:
    found = read(f"宿州市算力发展情况\n\n{line}", gazetteer)
    assert not any(subject.kind == "project" and subject.name for subject in found.subjects)


def test_an_entry_of_a_list_still_opens_with_a_name(gazetteer: Gazetteer) -> None:
    found = read("宿州市重点项目\n\n1、皖北算力飞地，总投资5亿元，已开工。", gazetteer)
    assert shares(found, "investment") == [("皖北算力飞地", 5e8)]


VERBS = ["统筹", "督办", "招引", "严格落实", "协调解决", "细化", "听取", "就", "赴", "拟", "受理"]


@pytest.mark.parametrize("verb", VERBS)
def test_names_begin_behind_verbs_of_authorities(verb: str, gazetteer: Gazetteer) -> None:
    found = read(f"会议{verb}云湖智算中心，该中心算力300P。", gazetteer)
    assert [subject.name for subject in found.subjects] == ["云湖智算中心"]


PARTS = [
    "市里成立由云岭科技有限公司牵头、各部门配合的项目专班，云湖智算中心已开工。",
    "云湖智算中心标准由云岭科技有限公司牵头编制，该中心算力300P。",
    "利用公司现有厂房，新建云湖智算中心，机柜4000个。",
]


@pytest.mark.parametrize("text", PARTS)
def test_who_leads_a_group_or_writes_a_paper_owns_nothing(text: str, gazetteer: Gazetteer) -> None:
    assert values(read(text, gazetteer), "operator") == []


def test_names_of_owners_hold_no_word_for_what_is_to_come(gazetteer: Gazetteer) -> None:
    text = "公司与云湖产投拟共同投资设立运营公司，负责云湖智算中心的运营。"
    assert values(read(text, gazetteer), "operator") == ["云湖产投"]
    text = "现云湖算力公司已发布云湖智算中心采购公告。"
    assert values(read(text, gazetteer), "operator") == ["云湖算力公司"]


COSTS = [
    ("云湖智算中心总投资12亿元，其中工程建设费用9亿元，基本预备费1亿元。", [12e8]),
    ("云湖智算中心总投资12亿元，其中建筑工程费3亿元，设备购置费7亿元。", [12e8]),
    ("云湖智算中心总投资12亿元，其中环保投资500万元。", [12e8]),
    ("云湖智算中心总投资12亿元，其中企业自筹部分投资4亿元。", [12e8]),
    ("云湖智算中心总投资12亿元，其中一期投资5亿元。", [12e8, 5e8]),
    ("云湖智算中心拟增加设备购置投资预算6663万元。", []),
]


@pytest.mark.parametrize(("text", "expected"), COSTS)
def test_the_costs_that_make_up_an_investment_are_none(
    text: str, expected: list[float], gazetteer: Gazetteer
) -> None:
    assert [value for _, value in shares(read(text, gazetteer), "investment")] == expected


def test_data_platforms_and_what_a_site_becomes_are_no_sites(gazetteer: Gazetteer) -> None:
    for text in (
        "完善市一体化大数据平台功能，加快建设县公共数据平台。",
        "云湖智算中心投资14亿元。项目建成后，将形成我市能源数据汇聚中心，上半年开工。",
    ):
        named = {s.name for s in read(text, gazetteer).subjects if s.kind == "project"}
        assert named <= {"云湖智算中心"}


def test_praise_in_quotes_is_no_part_of_a_name(gazetteer: Gazetteer) -> None:
    found = read("其中的“重头戏”云湖智算中心项目总投资180亿元。", gazetteer)
    assert [subject.name for subject in found.subjects] == ["云湖智算中心项目"]


def test_words_joined_by_chance_are_no_event(gazetteer: Gazetteer) -> None:
    assert events(read("公司决定延期投资，不会影响公司继续建设云湖智算中心。", gazetteer)) == [
        ("云湖智算中心", "suspended")
    ]
    (found,) = events(read("云湖智算中心陆续建成机房。", gazetteer))
    assert found == ("云湖智算中心", "operational")


def test_a_verb_before_company_is_no_name_of_it(gazetteer: Gazetteer) -> None:
    text = "为确保公司投资的云湖智算中心稳步实施，机柜3000个。"
    assert values(read(text, gazetteer), "operator") == []


HOMES = [
    ("绵阳市委书记李明到云湖智算中心调研。该项目已开工。", "510700"),
    ("绵阳市副市长李明到云湖智算中心督导，该项目已开工。", "510700"),
    ("云湖智算中心项目开工仪式在绵阳经开区举行。", "510700"),
    ("绵阳市长李明率队赴云湖智算中心考察，该项目已开工。", None),
    ("云湖智算中心项目签约仪式在绵阳举行。", None),
]


@pytest.mark.parametrize(("text", "city"), HOMES)
def test_officials_inspect_sites_at_home(text: str, city: str | None, gazetteer: Gazetteer) -> None:
    (subject,) = read(text, gazetteer).subjects
    assert subject.city_adcode == city


def test_the_day_of_a_meeting_is_that_of_the_signing_told_behind_it(gazetteer: Gazetteer) -> None:
    text = "2024年5月8日，绵阳市与云湖科技公司座谈。{}就云湖智算中心项目签署协议。"
    for words, on in (("双方", date(2024, 5, 8)), ("有关各方此前", None)):
        (found,) = told(read(text.format(words), gazetteer), "event")
        assert found.event_on == on


STRIVEN_FOR = [
    ("为确保云湖智算中心如期竣工，施工方加派人员。", []),
    ("项目对青川加快建成“云湖大数据产业基地”具有推动作用。", []),
    ("书记详细了解云湖智算中心建设情况、具体竣工和投产时间。", []),
    ("云湖智算中心实现当场办理，开发区加快推进110千伏支线迁改等路网工程。", []),
    ("记者来到云湖智算中心，市里建立项目调度机制。", []),
    ("书记强调，云湖智算中心要抢抓工期。", []),
    ("云湖智算中心基础施工接近完工。", ["construction_start"]),
    ("云湖智算中心完成阶段性建设任务。", ["construction_start"]),
]


@pytest.mark.parametrize(("text", "expected"), STRIVEN_FOR)
def test_what_is_striven_for_or_nearly_done_has_not_happened(
    text: str, expected: list[str], gazetteer: Gazetteer
) -> None:
    assert [event for _, event in events(read(text, gazetteer))] == expected


GUESTS = [
    "云湖智算中心算力100P。党政办、住建局、云岭集团主要负责人参加活动。",
    "云湖智算中心算力100P。云岭集团、云石科技股份有限公司等企业负责同志陪同调研。",
]


@pytest.mark.parametrize("text", GUESTS)
def test_guests_of_a_visit_own_nothing(text: str, gazetteer: Gazetteer) -> None:
    assert values(read(text, gazetteer), "operator") == []


def test_the_park_that_is_spoken_of_and_a_center_inside_a_city(gazetteer: Gazetteer) -> None:
    text = "在云湖绿色云计算基地建设现场，车辆往来。该基地数据中心一期封顶。"
    (subject,) = read(text, gazetteer).subjects
    assert subject.name == "云湖绿色云计算基地"
    text = "云湖大数据基地已封顶。另悉，利用机遇在青川市建设城市内部数据中心，投资9亿元。"
    assert {s.name for s in read(text, gazetteer).subjects} <= {"云湖大数据基地", None}
    found = read("眼前1.7万亩大数据产业园正在建设。", gazetteer)
    assert not any((subject.name or "").startswith("亩") for subject in found.subjects)


def test_the_sum_of_a_park_is_not_that_of_a_center_in_it(gazetteer: Gazetteer) -> None:
    text = "青川新城占地300亩，总投资50亿元，园内的云湖智算中心已开工，投资3亿元。"
    assert shares(read(text, gazetteer), "investment") == [("云湖智算中心", 3e8)]


def test_the_short_name_of_a_company_is_no_place_of_a_site(gazetteer: Gazetteer) -> None:
    text = (
        "公司控股子公司上海云岭科技有限公司（简称“上海云岭”）与芜湖高新区管委会签订协议，"
        "建设云湖智算中心。上海云岭负责运营云湖智算中心。"
    )
    assert {subject.city_adcode for subject in read(text, gazetteer).subjects} == {"340200"}


ASKED_FOR = [
    "他强调，要加快推进云湖智算中心二期建设，在一期应用基础上，实施算力扩容升级。",
    "会议强调，要抢抓机遇，加快云湖智算中心建设，推动项目早日开工、全面投产。",
    "李明在云湖智算中心调研时指出，要倒排工期，推动二期尽快动工，全面建成算力高地。",
    "要强化保障，加快推进云湖智算中心建设，完成签约。",
    "各部门一丝不苟抓质量，确保高标准、高质量完成云湖智算中心项目建设任务。",
    "云湖智算中心正加快推进规划编制、土地盘整、招商选资等工作。",
]


@pytest.mark.parametrize("text", ASKED_FOR)
def test_what_officials_ask_for_has_not_happened(text: str, gazetteer: Gazetteer) -> None:
    assert events(read(text, gazetteer)) == []


def test_what_is_told_beside_what_is_asked_for(gazetteer: Gazetteer) -> None:
    text = "他强调，要素保障要到位。云湖智算中心目前已开工，要加快施工。"
    assert [event for _, event in events(read(text, gazetteer))] == ["construction_start"]
    text = "他指出，今年要开工建设云湖智算中心。"
    assert [c.basis for c in told(read(text, gazetteer), "event")] == ["planned", None]


def test_a_signing_beside_an_opening_is_another_one(gazetteer: Gazetteer) -> None:
    found = read("云湖超算中心启用暨战略合作签约活动举行。", gazetteer)
    assert [event for _, event in events(found)] == ["operational"]


def test_a_verb_before_a_kind_of_company_is_no_name(gazetteer: Gazetteer) -> None:
    text = "云湖集团将负责支持项目公司投资建设云湖智算中心。"
    assert "支持项目公司" not in values(read(text, gazetteer), "operator")


def test_buildings_with_letters_are_parts_of_the_site(gazetteer: Gazetteer) -> None:
    text = "云湖零碳算力产业园包括办公楼、A1-A3算力中心等。A3算力中心已竣工，B1数据楼投用。"
    found = read(text, gazetteer)
    assert {subject.name for subject in found.subjects} == {"云湖零碳算力产业园"}
    phases = [(c.value_text, c.phase) for c in told(found, "event")]
    assert phases == [("phase_online", "B1")]


def test_a_sum_in_the_clause_before_a_site_is_that_of_the_site(gazetteer: Gazetteer) -> None:
    text = "云湖智算中心已封顶。今年云岭公司投资6.8亿元，在乌海投建云岭算力中心。"
    assert shares(read(text, gazetteer), "investment") == [("云岭算力中心", 6.8e8)]


def test_that_day_is_the_one_told_before(gazetteer: Gazetteer) -> None:
    text = "3月30日，乌海市召开推进会。\n\n当日下午，云湖智算中心正式投运。"
    (found,) = told(read(text, gazetteer, date(2024, 6, 1)), "event")
    assert found.event_on == date(2024, 3, 30)


BESIDE = [
    "园区智能制造基地AB区完成竣工验收，正在开展云湖智算中心的改造工作。",
    "云湖智算中心算力100P。园区会展中心已竣工，孵化器开工。",
    "青川市坚持数据中心、服务外包同步发力，围绕建设中国北方数据中心的目标。",
    "各园区超前谋划，积极对接武汉研究院、云湖超算中心等，一批协议正在拟定签署。",
]


@pytest.mark.parametrize("text", BESIDE)
def test_buildings_and_partners_beside_a_site_tell_nothing_of_it(
    text: str, gazetteer: Gazetteer
) -> None:
    assert events(read(text, gazetteer)) == []


def test_parts_of_racks_and_sums_of_lists_are_not_those_of_a_site(gazetteer: Gazetteer) -> None:
    text = "云湖智算中心机柜共2000架，其中1600架用于京西云使用，400架用于市政府。"
    assert shares(read(text, gazetteer), "racks") == [("云湖智算中心", 2000)]
    text = "云湖智算中心、青禾数字谷一期、白石算力基地项目已正式开工，计划总投资200亿元。"
    assert values(read(text, gazetteer), "investment") == []
    text = "云湖智算中心是电信公司的重要“基地”项目，总投资120亿元。"
    assert shares(read(text, gazetteer), "investment") == [("云湖智算中心", 120e8)]


OF_SHARES = [
    "云岭公司与青石公司签署《青石科技有限公司之股权转让及增资协议》，涉及云湖智算中心。",
    "云岭公司拟通过股权转让及增资的方式获取云湖智算中心60%的股权。",
    "公司提示云湖智算中心机房建设交付周期不达预期。",
    "一季度招商签约暨云湖算力平台发布仪式举行。",
]


@pytest.mark.parametrize("text", OF_SHARES)
def test_papers_of_shares_and_other_signings_are_no_events(text: str, gazetteer: Gazetteer) -> None:
    assert values(read(text, gazetteer), "event") == []
