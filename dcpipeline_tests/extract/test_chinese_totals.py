"""Figures beside the name of a site that are not its own."""

import pytest

from dcpipeline.normalize import Gazetteer
from dcpipeline_tests.extract.chinese import events, read, shares, told, values

NAME = "云岭智算中心"

OF_SEVERAL = [
    f"{NAME}已投运。2022年以来引进的算力项目，总投资超过90亿元。",
    f"{NAME}已投运。近两年智算中心接连开建，总体投资额早就过了300亿元。",
    f"{NAME}已投运，计划投资8亿元。今年列入计划的配套工程共9项，概算总投资21.5亿元。",
    f"{NAME}已投运，芜湖、滁州两地规划算力之和，达5600P。",
    f"{NAME}已投运，还不到全省（3.4EFLOPS）的一成。",
    f"{NAME}已投运。近年来芜湖市先后引进落地11个数据中心，总投资规模385亿元。",
    f"中国电信建成{NAME}。截至6月末，中国电信智算总规模达到19EFLOPS。",
    f"中国移动建成{NAME}，中国移动智能算力规模已达19EFLOPS。",
    f"{NAME}已投运。该公司全国范围内各数据中心项目达产后将拥有超过9万个机柜。",
]


@pytest.mark.parametrize("text", OF_SEVERAL)
def test_what_several_have_together_is_no_figure_of_one_site(
    text: str, gazetteer: Gazetteer
) -> None:
    claims = read(text, gazetteer).claims
    of_site = [c.value_num for c in claims if c.value_num and c.subject.kind == "project"]
    assert [value for value in of_site if value != 8e8] == []


NOT_OF_THE_SITE = [
    f"{NAME}已投运。签约的算力需求有240P，折合一期规模的两倍。",
    f"{NAME}已投运。客户已经订走300P。",
    f"{NAME}已投运，规划中余下900P视入园企业需要再定。",
    f"{NAME}已投运。民生类中，临江片区人才社区配套住房总投资18亿元。",
    f"{NAME}已投运(1P大约是每秒算一千万亿次)。",
]


@pytest.mark.parametrize("text", NOT_OF_THE_SITE)
def test_demand_remainders_other_works_and_units_are_no_figures_of_a_site(
    text: str, gazetteer: Gazetteer
) -> None:
    assert [c.value_num for c in read(text, gazetteer).claims if c.value_num] == []


def test_a_site_is_new_though_its_size_stands_before_the_noun(gazetteer: Gazetteer) -> None:
    text = f"{NAME}今年签约。另外，云湾数据公司有意在芜湖建一座约900P的智算中心。"
    assert shares(read(text, gazetteer), "compute") == [(None, 900.0)]


def test_racks_right_behind_the_centers_of_a_city_are_those_of_the_city(
    gazetteer: Gazetteer,
) -> None:
    text = "芜湖市数据中心机架6.2万标准机架，算力规模超900PFLOPS。"
    found = read(text, gazetteer)
    assert [(s.kind, s.name) for s in found.subjects] == [("place", "芜湖市")]
    assert [c.value_num for c in found.claims if c.property == "racks"] == [62000]


FEW = [
    f"{NAME}和青岩智算中心均已开工。公司两个智算项目都在推进。",
    f"贷款由两个项目分着用，一个是{NAME}，一个是青岩智算中心。",
    f"{NAME}已开工。目前已部署芜湖与粤北两个算力中心。",
    "合肥云岭集团拟投资20亿元，建4500个数据中心。",
]


@pytest.mark.parametrize("text", FEW)
def test_sites_told_one_by_one_and_racks_called_centers_are_not_counted(
    text: str, gazetteer: Gazetteer
) -> None:
    found = read(text, gazetteer)
    assert [c.value_num for c in found.claims if c.property == "project_count"] == []
    assert {subject.kind for subject in found.subjects} <= {"project"}


def test_a_place_of_which_two_sites_are_told_has_two(gazetteer: Gazetteer) -> None:
    text = f"芜湖市在用数据中心2座，分别是{NAME}和青岩智算中心。"
    found = read(text, gazetteer)
    assert shares(found, "project_count") == [("芜湖市", 2)]


def test_a_sum_goes_on_about_the_one_before_it(gazetteer: Gazetteer) -> None:
    text = f"{NAME}一期拟投资额：一号楼3.8亿元，二号楼4.4亿元，合计不超过8.2亿元。"
    assert shares(read(text, gazetteer), "investment") == [
        (f"{NAME}一期", 3.8e8), (f"{NAME}一期", 4.4e8), (f"{NAME}一期", 8.2e8)
    ]  # fmt: skip


def test_of_an_investment_that_is_changed_only_the_new_sum_holds(gazetteer: Gazetteer) -> None:
    text = f"{NAME}原投资总额为人民币42,300万元，现调减至不超过36,900万元。"
    assert shares(read(text, gazetteer), "investment") == [(NAME, 3.69e8)]


def test_a_bid_in_a_label_with_its_unit_is_an_award(gazetteer: Gazetteer) -> None:
    text = f"项目名称：{NAME}\n招标人：芜湖云岭科技有限公司\n投标总报价（元）：257126350.80"
    assert shares(read(text, gazetteer), "award_value") == [(NAME, 257126350.8)]


WRAPPED = f"""证券简称：云岭科技　公告编号：临2024-011
关于{NAME}延期的公告
一、{NAME}的实施主体为全资子公司芜湖云湾数据有限公
司。项目已于2024年2月开工，预计投产时间由
2025年1月推迟到2025年8月。
二、原投资总额为人民币42,300万元，现调减
至36,900万元。"""


def test_a_notice_broken_within_words_is_read_whole(gazetteer: Gazetteer) -> None:
    found = read(WRAPPED, gazetteer)
    events = {(c.value_text, str(c.event_on)) for c in found.claims if c.property == "event"}
    assert events == {("construction_start", "2024-02-01"), ("operational", "2025-08-01")}
    owners = {c.value_text for c in found.claims if c.property == "operator"}
    assert "芜湖云湾数据有限公司" in owners
    assert shares(found, "investment") == [(NAME, 3.69e8)]


def test_buildings_are_counted_as_parts_of_their_site(gazetteer: Gazetteer) -> None:
    text = "芜湖云岭数据中心一期含4座独立数据中心建筑，已完成三栋楼封顶，计划2027年正式交付。"
    found = read(text, gazetteer)
    assert [s.name for s in found.subjects] == ["芜湖云岭数据中心一期"]
    assert values(found, "event") == ["construction_start", "phase_online"]


NO_SITES = [
    "云岭集团手握8大核心算力枢纽节点中的7个，投资30亿元。",
    "云岭集团拥有集约化算力中心布局、绿色运营能力，投资30亿元。",
]


@pytest.mark.parametrize("text", NO_SITES)
def test_hubs_and_a_layout_of_centers_are_no_site(text: str, gazetteer: Gazetteer) -> None:
    assert [s.name for s in read(text, gazetteer).subjects if s.kind == "project"] == []


def test_a_count_that_ends_in_one_is_not_one(gazetteer: Gazetteer) -> None:
    for number in ("11", "21", "十一"):
        found = read(f"芜湖市落地{number}个数据中心，总投资385亿元。", gazetteer)
        assert "project" not in {subject.kind for subject in found.subjects}


def test_what_is_on_its_way_to_a_size_plans_it(gazetteer: Gazetteer) -> None:
    for words in ("正在向6万卡的集群规模推进", "正朝着6万卡规模迈进"):
        (cards,) = told(read(f"{NAME}{words}。", gazetteer), "accelerators")
        assert (cards.value_num, cards.basis) == (60_000, "planned")


PARTS = [
    f"{NAME}总投资8亿元，主要建设集中供冷设施、芜湖算力应用平台、能源系统等。主体正在施工。",
    f"{NAME}总投资8亿元。“三平台”包括城市智脑平台、芜湖人工智能算力平台。主体正在施工。",
    f"{NAME}总投资8亿元。项目按人工智能算力平台600P、领先(E级)人工智能算力平台规划，正在施工。",
]


@pytest.mark.parametrize("text", PARTS)
def test_platforms_are_parts_of_the_site_that_holds_them(text: str, gazetteer: Gazetteer) -> None:
    found = read(text, gazetteer)
    assert [subject.name for subject in found.subjects] == [NAME]
    assert values(found, "event") == ["construction_start"]


def test_platforms_of_a_batch_are_sites(gazetteer: Gazetteer) -> None:
    text = f"三个项目已经开工，包括{NAME}、芜湖人工智能算力平台。"
    names = {name for name, _ in events(read(text, gazetteer))}
    assert names == {NAME, "芜湖人工智能算力平台"}


def test_a_site_in_two_provinces_has_none(gazetteer: Gazetteer) -> None:
    (site,) = read("云岭集团在广东、江西建设万卡集群，已投运。", gazetteer).subjects
    assert site.province_adcode is None


def test_a_planned_sale_announces_nothing(gazetteer: Gazetteer) -> None:
    text = f"云岭集团收购{NAME}，交易尚需批准。"
    assert events(read(text, gazetteer)) == []


def test_servers_of_a_network_are_none_of_a_site(gazetteer: Gazetteer) -> None:
    text = f"{NAME}已投运。新区布局了全国只有4台的IPv6根服务器。"
    assert values(read(text, gazetteer), "servers") == []


def test_a_sum_belongs_to_the_name_that_it_describes(gazetteer: Gazetteer) -> None:
    text = f"{NAME}开工，标志着总投资150亿元、占地两平方公里的“云岭数谷”建设拉开序幕。"
    assert shares(read(text, gazetteer), "investment") == [("云岭数谷", 15e9)]


def test_what_a_site_is_to_become_is_its_other_name(gazetteer: Gazetteer) -> None:
    text = "云岭北辰数字产业园项目投资50亿元，将成为云岭北辰智算中心，形成产业体系。一期已投产。"
    assert len(read(text, gazetteer).subjects) == 1
    text = "云岭北辰数字产业园项目投资50亿元，将成为芜湖青岩智算中心的重要节点。一期已投产。"
    assert len(read(text, gazetteer).subjects) == 2


NOT_SITES = [
    f"东部的计算需求向西部数据中心转移。{NAME}已投运。",
    f"{NAME}已投运，比陆上传统数据中心省电三成。",
    f"就{NAME}的建设，双方签订合作协议。",
    f"云岭集团构建同城双活双数据中心格局。{NAME}已投运。",
    f"公司加码北方核心算力枢纽。{NAME}已投运。",
]


@pytest.mark.parametrize("text", NOT_SITES)
def test_words_for_data_centers_in_general_name_none(text: str, gazetteer: Gazetteer) -> None:
    assert [s.name for s in read(text, gazetteer).subjects if s.name] == [NAME]


def test_behind_a_list_no_member_is_told_of(gazetteer: Gazetteer) -> None:
    text = f"平台接入{NAME}、青岩之芯(青岩智算中心)、“云衍”云平台。算力方面，新增智算1200P。"
    assert shares(read(text, gazetteer), "compute") == []


def test_two_names_with_the_same_figures_are_one_site(gazetteer: Gazetteer) -> None:
    text = (
        "全球首个湖风直联水下数据中心示范项目在芜湖落成，总投资9亿元，建设规模18兆瓦。"
        "据介绍，芜湖云岭水下数据中心总投资9亿元，建设总规模18兆瓦，分两期建设。"
    )
    (site,) = read(text, gazetteer).subjects
    assert events(read(text, gazetteer)) == [(site.name, "operational")]


def test_well_known_districts_are_read_without_their_city(gazetteer: Gazetteer) -> None:
    for name, city in (("上虞", "330600"), ("仪征", "321000"), ("顺义", "110000")):
        (site,) = read(f"{name}云岭智算中心已投运。", gazetteer).subjects
        assert site.city_adcode == city


OF_ANOTHER = [
    f"计划投资30亿元的{NAME}项目，将建设机房。计划投资20亿元的数智文化科技产业园项目，将建设展馆。",
    f"{NAME}总投资30亿元。总投资20亿元的康养综合体项目也将落户。",
    f"拟投资达30亿元，总建筑面积约30万平方米的{NAME}二期项目签约。",
]


@pytest.mark.parametrize("text", OF_ANOTHER)
def test_a_sum_before_another_name_is_not_that_of_the_site(text: str, gazetteer: Gazetteer) -> None:
    of_sites = [c for c in told(read(text, gazetteer), "investment") if c.subject.name]
    assert [claim.value_num for claim in of_sites] == [30e8]


def test_what_a_product_can_do_is_no_size_of_a_site(gazetteer: Gazetteer) -> None:
    text = f"{NAME}已投运。青岩公司发布新架构，该架构支持10万卡以上规模智算集群。"
    assert values(read(text, gazetteer), "accelerators") == []


def test_words_of_praise_and_a_cluster_of_a_city_are_no_name(gazetteer: Gazetteer) -> None:
    for text in (
        f"云岭集团西南地区唯一国家级数据中心投资6亿元。{NAME}二期奠基。",
        f"芜湖数据集群起步区启动建设，投资6亿元。{NAME}二期奠基。",
        f"云岭地产加码数据中心，投资6亿元。{NAME}二期奠基。",
    ):
        named = [s.name for s in read(text, gazetteer).subjects if s.kind == "project" and s.name]
        assert named == [f"{NAME}二期"]


def test_national_centers_of_two_cities_are_two(gazetteer: Gazetteer) -> None:
    text = "国家超级计算无锡中心已投运。科技部批复建设国家超级计算郑州中心。"
    assert events(read(text, gazetteer)) == [
        ("国家超级计算无锡中心", "operational"),
        ("国家超级计算郑州中心", "approved"),
    ]


def test_verbs_open_no_name_of_a_site(gazetteer: Gazetteer) -> None:
    (site,) = read("当地利用各种条件，促进青岩云计算中心项目落户。", gazetteer).subjects
    assert site.name == "青岩云计算中心项目"
