"""Constructions of Chinese news: which words make a subject, an event, an owner or a figure."""

from datetime import date

import pytest

from dcpipeline.normalize import Gazetteer
from dcpipeline_tests.extract.chinese import events, read, shares, told, values

DAY = date(2025, 3, 20)

# --- names


NAMES = [
    ("星湖智算中心项目选址国家超算成都中心园区，规划算力1000P。", {"星湖智算中心项目"}),
    ("榆林融合算力中心也叫皖陕绿色算力产业园，规划机柜900个。", {"榆林融合算力中心"}),
    ("星湖智算中心获评国家绿色数据中心，现有机柜900个。", {"星湖智算中心"}),
    ("湘潭东岗数据中心布局机柜2000架，其中600架用于西坪云大数据基地使用。", {"湘潭东岗数据中心"}),
    ("中国电信中原智能算力中心投产。中原算力中心规划机架3300个。", {"中国电信中原智能算力中心"}),
    ("近日，“雪山1号”项目签约，建成后智能算力达2000P。", {"“雪山1号”项目"}),
    ("中国电信云湖数字产业基地顺利开工建设。", {"中国电信云湖数字产业基地"}),
    ("“那时候没人相信山沟里能搞数据中心。”云湖智算中心现有机柜900个。", {"云湖智算中心"}),
    ("共和绿色智算中心现有机柜900个。", {"共和绿色智算中心"}),
    ("公司有两处算力园区，韶关园区现有机柜900个，中卫园区今年4月动工。", {"韶关园区", "中卫园区"}),
    ("走进位于金昌市的金昌云河大数据产业园，感受“算力新城”的脉动。园区机柜900个。",
     {"金昌云河大数据产业园"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), NAMES)
def test_names_end_where_other_words_begin(
    text: str, names: set[str], gazetteer: Gazetteer
) -> None:
    assert {subject.name for subject in read(text, gazetteer, DAY).subjects} == names


# --- events


EVENTS = [
    ("云湖智算中心近日上线试运行。", ["phase_online"]),
    ("云湖智算中心项目正加紧施工中，规划机柜900个。", ["construction_start"]),
    ("云湖智算中心已正式开服。", ["operational"]),
    ("云湖智算中心的定位是建成区域最大的算力基地，机柜900个。", []),
    ("云湖智算中心现有机柜2000架（可扩容至2650架）。", []),
    ("云湖智算中心机柜900个，年可出售碳排放权100万吨。", []),
    ("云湖智算中心机柜900个，预计9月底移交。", []),
    ("云湖智算中心机柜900个，入选省级典型案例。", []),
    ("政策提出加快建设新型数字基础设施，云湖智算中心机柜900个。", []),
    ("云湖数据中心机柜900个，即将竣工。", ["construction_start"]),
    ("云湖数据中心机柜900个，主体7月底封了顶。", ["construction_start"]),
    ("云湖数据中心机柜900个，快要建成投用了。", ["announced"]),
    ("为了让云湖数据中心“当年签约、当年开工建设”，专班驻点服务，机柜900个。", []),
    ("云湖数据中心机柜900个，首批15个生态伙伴签约入驻。", []),
    ("云湖智算中心机柜900个，近日落成。", ["operational"]),
    ("云湖智算中心机柜900个，与青川、河西等12家互联网客户签了约。", []),
    ("云湖智算中心机柜900个，当地建成的大数据产业园目前有8个。", []),
    ("未来，云湖智算中心将建成拥有100P算力的服务平台。", ["announced"]),
    ("云湖智算中心机柜900个，3、4号楼预计5月底交付。", ["announced"]),
    ("公司拟投资建设中云湖有限公司智算中心项目，机柜900个。", ["announced"]),
    ("已列入重大项目，云湖智算中心机柜900个。", []),
    ("为做到“当年谈成、当年拿地、当年动工”，云湖智算中心配了专班，机柜900个。", []),
    ("云湖智算中心机柜900个，项目完工时间会受到影响。", []),
    ("云湖智算中心机柜900个，投用日期推迟到9月。", []),
    ("云湖智算中心机柜900个，离建成投用不远了。", ["announced"]),
    ("云湖智算中心机柜900个，10月就能正式投运。", ["announced"]),
    ("云湖智算中心机柜900个，另留出扩建余地。", []),
    ("云湖智算中心C区投入使用，机柜900个。", ["phase_online"]),
    ("云湖智算中心一阶段工程通过竣工验收，机柜900个。", ["phase_online"]),
    ("云湖智算中心机柜900个，9月18日开机运行。", ["operational"]),
    ("云湖智算中心施工现场，工人正在忙碌，规划机柜900个。", ["construction_start"]),
    ("云湖智算中心早在2021年就建成，算力240P。", ["operational"]),
    ("云湖智算中心项目备案被撤销，规划机柜900个。", ["cancelled"]),
    ("云湖智算中心机柜900个，投产后已有二十余家企业签订了用算协议。", []),
    ("云湖智算中心机柜900个，自去年三季度起已暂停施工。", ["suspended"]),
    ("云湖智算中心机柜900个，公司与云湖大学等6家单位签署了战略合作协议。", []),
    ("云湖智算中心机柜900个，上线仪式后嘉宾参观了机房。", []),
    ("2024年10月破土动工以来，云湖智算中心机房已吊装过半，机柜900个。", ["construction_start"]),
]


@pytest.mark.parametrize(("text", "expected"), EVENTS)
def test_words_that_tell_an_event_and_words_that_do_not(
    text: str, expected: list[str], gazetteer: Gazetteer
) -> None:
    found = read(text, gazetteer, DAY)
    assert [event for _, event in events(found)] == expected


def test_a_plan_to_top_out_is_no_planned_start(gazetteer: Gazetteer) -> None:
    found = read("云湖智算中心规划机柜900个，力争8月实现主体结构封顶。", gazetteer, DAY)
    assert values(found, "event") == ["announced"]


def test_the_day_of_a_report_is_not_that_of_what_happened_lately(gazetteer: Gazetteer) -> None:
    found = read("记者3月11日从云湖市获悉，云湖智算中心于近日投入运营。", gazetteer, DAY)
    (event,) = told(found, "event")
    assert (event.value_text, event.event_on) == ("operational", None)


def test_a_heading_within_a_paragraph_tells_the_state_of_its_projects(
    gazetteer: Gazetteer,
) -> None:
    found = read(
        "（二）在建项目。毕节金湖智算基地，总投资11亿元。\n（三）签约项目。铜仁碧湖算力产业园。",
        gazetteer, DAY,
    )  # fmt: skip
    assert events(found) == [
        ("毕节金湖智算基地", "construction_start"), ("铜仁碧湖算力产业园", "signed")
    ]  # fmt: skip


# --- owners


OWNERS = [
    ("东岗数据有限公司与西坪信息联合宣布，由双方共建的云湖算力中心启动。", ["东岗数据有限公司"]),
    ("云湖智算中心由本地国企东岗数创投资，现有机柜900个。", ["东岗数创"]),
    ("云湖智算中心由东岗有线投资建设，现有机柜900个。", ["东岗有线"]),
    ("东岗信息拟出售云湖智算中心，机柜900个。", ["东岗信息"]),
    ("东岗科技有限公司董事长何平说：项目建成后，云湖智算中心机柜达900个。", ["东岗科技有限公司"]),
    ("东岗数字集团将云湖智算中心正式移交中国联通，现有算力120P。", ["东岗数字集团", "中国联通"]),
    ("东岗科技庆阳数据中心现有机柜900个。", ["东岗科技"]),
    ("联通（淄博）智算中心现有机柜900个。", ["联通"]),
    ("云湖智算中心由东岗数科公司与西坪城发公司联合成立的楚湖公司投资，机柜900个。",
     ["东岗数科公司", "楚湖公司", "西坪城发公司"]),
    ("云湖智算中心由东岗集团投资，日常运营交给了北京的西坪科技。", ["东岗集团", "西坪科技"]),
    ("云湖智算中心由东岗广电旗下的西坪智算投资，机柜900个。", ["西坪智算"]),
    ("云湖智算中心完成转让，转让方东岗数据公司就此退出，机柜900个。", ["东岗数据公司"]),
    ("云湖智算中心投资主体尚未确定，机柜900个。", []),
    ("东岗股份8月20日公告，公司签订了协议。公司位于大连的云湖算力中心机柜900个。", ["东岗股份"]),
    ("云湖智算中心与人工智能企业等主体合作共建，机柜900个。", []),
    ("云湖智算中心由三方共建，机柜900个。", []),
    ("云湖智算中心机柜900个，客户是两家头部互联网公司。", []),
    ("云湖智算中心机柜900个，成立了由分管副区长牵头的专班。", []),
    ("云湖智算中心全部由企业自筹资金建设，机柜900个。", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "owners"), OWNERS)
def test_who_owns_a_site(text: str, owners: list[str], gazetteer: Gazetteer) -> None:
    assert sorted(values(read(text, gazetteer, DAY), "operator")) == sorted(owners)


# --- figures


def test_yuan_may_be_left_out_behind_a_word_for_spending(gazetteer: Gazetteer) -> None:
    found = read("云湖智算中心总投资约30亿，面积3亿平方分米。", gazetteer, DAY)
    assert [(c.value_num, c.unit) for c in told(found, "investment")] == [(3e9, "CNY")]


def test_figures_are_those_of_the_sites_in_their_order(gazetteer: Gazetteer) -> None:
    found = read("东岗智算中心、西坪智算中心均已投用，算力分别为1200P和300P。", gazetteer, DAY)
    assert shares(found, "compute") == [("东岗智算中心", 1200), ("西坪智算中心", 300)]


def test_a_unit_that_is_explained_is_no_figure(gazetteer: Gazetteer) -> None:
    found = read("云湖智算中心算力1000PFLOPS（1PFLOPS=每秒1千万亿次浮点运算）。", gazetteer, DAY)
    assert shares(found, "compute") == [("云湖智算中心", 1000)]


def test_a_phase_right_behind_a_figure_is_its_own(gazetteer: Gazetteer) -> None:
    found = read(
        "云湖智算中心二期正在施工，400P三期项目即将动工，60P的一期已投用。", gazetteer, DAY
    )
    assert [(c.value_num, c.phase) for c in told(found, "compute")] == [(400, "3"), (60, "1")]


def test_a_sum_beside_the_plan_of_a_year_is_no_plan(gazetteer: Gazetteer) -> None:
    found = read("云湖智算中心总投资18亿元，2025年计划投资5亿元。", gazetteer, DAY)
    assert [c.basis for c in told(found, "investment")] == [None]


def test_measured_rooms_stand_for_no_site(gazetteer: Gazetteer) -> None:
    text = "东岗智算中心、西坪数据中心开工，建成数据机房超28万平方米，机架规模达4万个。"
    assert told(read(text, gazetteer, DAY), "racks") == []


def test_firms_are_not_counted_as_sites(gazetteer: Gazetteer) -> None:
    found = read("庆阳已引进5家全国数据中心龙头企业。", gazetteer, DAY)
    assert told(found, "project_count") == []


@pytest.mark.parametrize(
    "text",
    [
        "示范区横跨沈阳、抚顺两市，云湖数据中心机柜900个。",
        "云湖数据中心机柜900个，直达华东六省一市。",
    ],
)
def test_places_that_are_named_are_not_counted(text: str, gazetteer: Gazetteer) -> None:
    found = read(text, gazetteer, DAY)
    assert told(found, "city_count") + told(found, "province_count") == []


def test_months_are_no_racks(gazetteer: Gazetteer) -> None:
    found = read("江西省在用机架14.8万架，今年前三个月新增机架1.1万架。", gazetteer, DAY)
    assert {c.value_num for c in told(found, "racks")} == {148_000, 11_000}


def test_what_there_is_none_of_is_no_figure(gazetteer: Gazetteer) -> None:
    found = read("云湖智算中心现有机柜900个，亦无万卡集群。", gazetteer, DAY)
    assert told(found, "accelerators") == []


def test_storage_is_no_compute(gazetteer: Gazetteer) -> None:
    found = read("云湖智算中心算力300P，分级存储达150P。", gazetteer, DAY)
    assert shares(found, "compute") == [("云湖智算中心", 300)]


def test_the_number_of_a_name_is_no_day(gazetteer: Gazetteer) -> None:
    found = read("“云湖1号”项目签约，算力达2000P。", gazetteer, DAY)
    assert [c.event_on for c in told(found, "event")] == [None]


TOTALS = [
    ("苏州市数据中心机架规模16.2万架。", "place"),
    ("苏州全市数据中心总规模达到16.2万标准机架。", "place"),
    ("宿州已引进东岗智算中心、西坪数据中心等32个数据中心项目，机架共16.2万架。", "place"),
]


@pytest.mark.parametrize(("text", "kind"), TOTALS)
def test_totals_are_of_places(text: str, kind: str, gazetteer: Gazetteer) -> None:
    found = read(text, gazetteer, DAY)
    assert {c.subject.kind for c in told(found, "racks")} <= {kind}


def test_a_sum_behind_a_list_is_of_none_of_its_members(gazetteer: Gazetteer) -> None:
    text = "宿州已引进东岗智算中心、西坪数据中心等32个数据中心项目，协议总投资超2300亿元。"
    found = read(text, gazetteer, DAY)
    assert [c for c in told(found, "investment") if c.subject.kind == "project"] == []


def test_the_company_above_a_table_owns_the_sites_of_its_brand(gazetteer: Gazetteer) -> None:
    rows = "".join(
        f"<tr><td>恒岳{name}园区</td><td>{racks}</td></tr>"
        for name, racks in [("廊坊永清", 900), ("昆山花桥", 800), ("惠州仲恺", 700)]
    )
    page = (
        "<html><body><h1>算力园区</h1><p>恒岳科技有限公司的园区如下。</p><table><tr><th>园区名称</th>"
        f"<th>机柜（个）</th></tr>{rows}</table></body></html>"
    )
    assert set(values(read(page, gazetteer, DAY), "operator")) == {"恒岳科技有限公司"}


def test_what_a_year_is_to_bring_is_planned(gazetteer: Gazetteer) -> None:
    found = read("2025年，我们将聚力做强产业，下半年开工建设云湖智算中心。", gazetteer, DAY)
    assert [(c.value_text, c.basis) for c in told(found, "event")] == [
        ("construction_start", "planned"), ("announced", None)
    ]  # fmt: skip


def test_projects_signed_together_are_signed_each(gazetteer: Gazetteer) -> None:
    text = "现场集中签约算力项目5个，总投资86亿元。其中，宿州东岗智算中心项目计划投资24亿元。"
    assert events(read(text, gazetteer, DAY)) == [("宿州东岗智算中心项目", "signed")]


def test_the_days_of_an_objection_date_no_award(gazetteer: Gazetteer) -> None:
    text = "云湖智算中心公示期自2025年3月7日起，期间未收到异议，中标通知书已发出，机柜900个。"
    (event,) = told(read(text, gazetteer, DAY), "event")
    assert (event.value_text, event.event_on) == ("approved", None)


def test_the_day_of_one_building_is_not_that_of_its_neighbour(gazetteer: Gazetteer) -> None:
    text = "云湖智算中心机柜900个。3号楼3月8日交付使用，隔壁的4号楼正在进行机电安装。"
    found = told(read(text, gazetteer, DAY), "event")
    assert {(c.phase, c.event_on) for c in found} == {("3", date(2025, 3, 8)), ("4", None)}


def test_a_budget_is_no_contract(gazetteer: Gazetteer) -> None:
    found = read("云湖智算中心设备采购，预算金额9600万元。", gazetteer, DAY)
    assert told(found, "contract_value") + told(found, "investment") == []


def test_cards_may_stand_before_their_range(gazetteer: Gazetteer) -> None:
    (cards,) = told(read("云湖智算中心部署加速卡3000至4000张。", gazetteer, DAY), "accelerators")
    assert (cards.value_low, cards.value_high) == (3000, 4000)


def test_the_text_names_the_site_of_its_title(gazetteer: Gazetteer) -> None:
    page = (
        "<html><body><h1>江津区首个智算中心一期建成投用</h1>"
        "<p>近日，渝西智算中心投用，现有机柜900个。</p></body></html>"
    )
    assert [s.name for s in read(page, gazetteer, DAY).subjects] == ["渝西智算中心"]


def test_tens_of_billions_are_no_sum(gazetteer: Gazetteer) -> None:
    found = read("云湖智算中心机柜900个，是一座投资几十亿元的机房。", gazetteer, DAY)
    assert told(found, "investment") == []


def test_the_works_of_a_phase_have_what_is_said_of_them(gazetteer: Gazetteer) -> None:
    found = read("云湖智算中心三期扩建工程3月8日获得备案，总投资23亿元。", gazetteer, DAY)
    assert [c.phase for c in told(found, "investment")] == ["3"]


def test_within_the_year_is_a_plan(gazetteer: Gazetteer) -> None:
    found = read("云湖智算中心二期计划建设机柜1500个，年内开工建设。", gazetteer, DAY)
    assert ("construction_start", "planned") in [
        (c.value_text, c.basis) for c in told(found, "event")
    ]  # fmt: skip


def test_the_seat_of_a_listed_company_is_not_the_site(gazetteer: Gazetteer) -> None:
    text = "敖湖智算基地位于乌兰察布市，投资方是深圳的一家上市公司，机柜900个。"
    assert [s.city_adcode for s in read(text, gazetteer, DAY).subjects] == ["150900"]


def test_the_report_of_a_company_tells_of_its_own_sites(gazetteer: Gazetteer) -> None:
    text = (
        "云泽数科年报拆解\n云泽数科去年营收增长。固安智算园区是公司的起家之地，现有机柜900个。"
        "公司中标承建了东岗智算中心，该中心规划机柜600个。"
    )
    owners = {c.subject.name: c.value_text for c in told(read(text, gazetteer, DAY), "operator")}
    assert owners == {"固安智算园区": "云泽数科"}


@pytest.mark.parametrize(
    "text",
    [
        "云岭股份中标江口智算中心机电维保服务项目。",
        "云岭股份承接“中国移动东海（江口）数据中心基础设施建维服务项目”。",
        "江口数据中心2025年物业服务采购公告发布。",
        "云岭股份投标江口智算中心运维服务。",
    ],
)
def test_a_site_that_is_only_looked_after_is_not_told_of(text: str, gazetteer: Gazetteer) -> None:
    assert read(text, gazetteer).claims == ()


def test_a_sum_that_goes_to_the_next_project_is_its_own(gazetteer: Gazetteer) -> None:
    text = "公司变更“江口数据中心项目”的资金，其中拟投入1.6亿元用于新项目“云川智算中心项目”的建设。"
    found = [c for c in read(text, gazetteer).claims if c.property == "investment"]
    assert [c.subject.name for c in found] == ["云川智算中心项目"]
    other = "“江口数据中心项目”的资金有变更，其中1.6亿元用于公司新承接的光伏项目。"
    assert not [c for c in read(other, gazetteer).claims if c.property == "investment"]


def test_a_sale_told_in_the_title_is_what_the_text_says(gazetteer: Gazetteer) -> None:
    to_come = "云岭集团收购江口数据中心\n江口数据中心的收购尚未交割，还需监管机构批准。"
    assert "transferred" not in {said for _, said in events(read(to_come, gazetteer, DAY))}
    closed = "云岭集团收购江口数据中心\n江口数据中心的收购已于3月完成交割。"
    assert "transferred" in {said for _, said in events(read(closed, gazetteer, DAY))}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("甲乙股份与滁州市政府签订《智能计算产业园项目投资合作协议》，总投资12亿元。",
         {"智能计算产业园项目"}),
        ("甲乙股份与滁州市政府签订《大数据产业园项目投资协议书》，项目总投资3亿元，"
         "拟建一座规模为2600个机柜的云计算数据中心。", {"大数据产业园项目"}),
        ("该算力中心全称为“定陶人工智能算力中心项目（一期60P）”，规划算力300P。",
         {"定陶人工智能算力中心项目"}),
        ("甲乙股份与滁州市政府签订《数据中心项目投资协议》，总投资3亿元。", {None}),
        ("甲乙股份子公司大数据产业园项目终止，总投资3亿元。", {None}),
    ],
)  # fmt: skip
def test_the_name_under_which_a_project_is_signed_for(
    text: str, names: set[str | None], gazetteer: Gazetteer
) -> None:
    assert {s.name for s in read(text, gazetteer).subjects} == names


def test_the_sum_and_the_phases_of_one_project_are_its_own(gazetteer: Gazetteer) -> None:
    text = (
        "中卫国产万卡智算项目将建设一个2万张卡的集群，算力合计5000P。其中一期8000卡、2500P，"
        "二期1.2万卡。"
    )
    found = read(text, gazetteer)
    assert [s.kind for s in found.subjects] == ["project"]
    assert {(c.property, c.value_num, c.phase) for c in found.claims if c.value_num} == {
        ("accelerators", 20000, None), ("compute", 5000, None), ("accelerators", 8000, "1"),
        ("compute", 2500, "1"), ("accelerators", 12000, "2"),
    }  # fmt: skip


def test_what_a_province_may_become_is_no_approval_of_a_site(gazetteer: Gazetteer) -> None:
    text = "云岭智算中心投产。2022年2月，宁夏获批建设全国一体化算力网络国家枢纽节点。"
    assert {said for _, said in events(read(text, gazetteer, DAY))} == {"operational"}
