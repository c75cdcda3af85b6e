"""Chinese events of something else than the site, and those that are only told of in general."""

from datetime import date

import pytest

from dcpipeline.normalize import Gazetteer
from dcpipeline_tests.extract.chinese import events, read, shares, told, values
from dcpipeline_tests.extract.test_happenings import dated, planned, stated

DAY = date(2025, 6, 18)

NOTHING = [
    "云湖智算中心规划算力300P，目前全市充换电站点已建设完成并投入运营。",
    "云湖智算中心规划算力300P，机房里是不停运转的服务器。",
    "云湖智算中心规划算力300P，当地加快推进数字产业化和产业数字化。",
    "云湖智算中心规划算力300P，当地全力推进电子信息产业集群。",
    "云湖智算中心规划算力300P，当地正加快推进绿电资源与制造业的融合。",
    "云湖智算中心规划算力300P，全市有序推进重点项目建设。",
    "云湖智算中心规划算力300P，为加快推进该中心建设，市里开展选址论证。",
    "云湖智算中心规划算力300P，以绿色“疆电”点亮美丽“渝景”。",
    "云湖智算中心规划算力300P，夜经济点亮城市烟火。",
    "公司希望与各方通力合作，集中优势资源，全力推进云湖智算中心建设。",
    "我们愿与各方一道，加快推进云湖智算中心建设。",
    "云湖智算中心规划算力300P。7月完工的2023年青禾公司5G工程，新建基站600个。",
    "云湖智算中心规划算力300P。已投运的全市重点光伏项目装机600兆瓦。",
    "云湖智算中心外部线路是否完工，项目还需要延期交付吗？",
    "请问贵公司的云湖智算中心已经投产了吗？",
    "云湖智算中心明年能按期投运吗？",
    "云湖智算中心规划算力300P，待外部线路通电后进行设备调试、系统联调，机房认证及项目竣工验收。",
    "云湖智算中心规划算力300P，待主变电站送电后开展联调，随后投入运行。",
    "因建设周期较长，对云湖智算中心按期完工带来一定风险。",
    "电力紧张可能影响云湖智算中心如期投产。",
    "疫情给云湖智算中心顺利竣工造成不利影响。",
    "云湖智算中心规划算力300P，接收单位没有成立，项目无法移交。",
    "按照协议，云湖智算中心应移交乙方管理。",
    "按约定，云湖智算中心须整体移交给青川大学。",
    "云湖智算中心的城市管理大数据平台已试运行。",
    "听取云湖智算中心数据平台试运营情况的汇报。",
    "节能审查意见是云湖智算中心开工建设、竣工验收的重要依据。",
    "云湖智算中心上线了“青禾”大模型。",
    "青禾大模型在云湖智算中心上线。",
    "云湖智算中心上线碳排放管理系统。",
    "云湖公司获批设立博士后工作站。",
    "云湖公司获准发行公司债券8亿元。",
    "云湖智算中心与多所高校签约共建联合实验室。",
    "云湖公司暂停股份回购。",
    "云湖智算中心盘活闲置算力。",
    "云湖公司以闲置自有资金购买理财。",
    "云湖智算中心不存在停工、闲置等情形。",
    "随着青川市与云湖集团签署合作协议，企业陆续到访。",
    "云湖智算中心从开工到封顶只用了140天。",
    "部分智算中心重建设轻运营，资源闲置。",
    "这次扩建并不突然。",
    "云湖公司转让了旗下一家子公司的股权。",
    "云湖数据中心陆续正式交付各类算力资源。",
    "云湖智算中心1月15日办理消防备案。",
    "云湖智算中心的对话算法已完成备案。",
    "云湖智算中心取得ICP备案。",
    "云湖智算中心去年扩容了出口带宽。",
    "云湖智算中心已扩容到省会、邻市的直连网络。",
    "云湖智算中心到省会的专线已扩容至400G。",
    "下一步，云湖智算中心会扩容到省会的专线。",
    "近年来，青川市获批建设国家首批人工智能创新应用先导区，云湖智算中心规模居前。",
    "云湖智算中心会上，14位企业代表上台进行合作签约。",
    "云湖智算中心仪式上，15个新材料产业链项目集中签约。",
    "云湖智算中心所在新区与华川公司签订战略合作协议，双方在智慧城市、集成电路等领域开展合作。",
    "云湖智算中心所在园区基础设施扩容速度滞后。",
    "云湖大数据产业园示范项目配套变电站投运。",
    "云湖智算中心规划算力300P，公司竭尽全力推进项目进度。",
    "新区围绕云湖智算中心展开部署，加快项目签约和落地。",
    "大会以“算力网络点亮AI新时代”为主题，云湖智算中心参展。",
    "有关领导详细了解云湖智算中心建设情况、具体竣工和投产时间。",
    "云湖公司称，本次收购能够增强云湖智算中心的竞争力。",
    "云湖智算中心一期建成面积7.6万平方米。",
    "除了云湖智算中心、青川智算中心外，其他中心已经投入运营。",
    "云湖数据中心已被两家云厂商全部签约。",
    "云湖数据中心签约率达95%。",
    "云湖数据中心的机柜已悉数签约。",
    "云湖数据中心获头部客户预签约。",
    "云湖智算中心所在省份传来消息，国家有关部委同意启动建设全国一体化算力网络国家枢纽节点。",
    "云湖智算中心受益，2月起甘肃、宁夏等地启动建设国家算力枢纽节点。",
    "青川市正加快推进算力产业发展，云湖智算中心规划算力300P。",
    "董事会审议通过关于云湖智算中心的议案。",
    "云湖集团取得增值电信业务经营许可，云湖智算中心规划算力300P。",
    "县里批准了一个150MW的风电项目，为云湖智算中心供电。",
    "备案内容显示，云湖智算中心规划算力300P。",
    "云湖智算中心将在建设期满后移交物业。",
    "云湖智算中心项目最终没能建成。",
]


@pytest.mark.parametrize("text", NOTHING)
def test_what_happens_to_other_things_is_no_event_of_a_site(text: str) -> None:
    assert stated(text) == []


STILL = [
    ("云湖智算中心正加快推进室内装饰。", ["construction_start"]),
    ("公司全力推进云湖智算中心建设。", ["construction_start"]),
    ("云湖智算中心工地上，工人们正加快推进二次结构浇筑。", ["construction_start"]),
    ("云湖智算中心上足人力，全力推进项目建设。", ["construction_start"]),
    ("当地加快推进云湖智算中心、青麦算力产业园等建设。", ["construction_start"]),
    ("云湖智算中心首批算力点亮。", ["phase_online"]),
    ("云湖智算中心点亮首批服务器。", ["phase_online"]),
    ("当地希望招商，目前正全力推进云湖智算中心建设。", ["construction_start"]),
    ("云湖智算中心2023年投产后，上架率为何不高？", ["operational"]),
    ("待审批完成后，云湖智算中心已于5月开工。", ["construction_start"]),
    ("云湖智算中心投产，给电网带来影响。", ["operational"]),
    ("云湖智算中心已移交给青川大学。", ["transferred"]),
    ("云湖智算中心2月1日开始土建施工。", ["construction_start"]),
    ("云湖智算中心已进入土建施工。", ["construction_start"]),
    ("支撑大数据平台的云湖智算中心已试运行。", ["phase_online"]),
    ("云湖智算中心正式上线运行。", ["operational"]),
    ("云湖智算中心获批建设。", ["approved"]),
    ("云湖集团与青川市政府签约共建智算中心。", ["signed"]),
    ("云湖智算中心建成光伏直供的数据机房，已投运。", ["operational", "operational"]),
    ("云湖智算中心一直闲置。", ["idle_reported"]),
    ("云湖智算中心暂停建设。", ["suspended"]),
    ("云湖智算中心完成项目备案。", ["approved"]),
    ("云湖智算中心取得企业投资项目备案证。", ["approved", "approved"]),
    ("云湖智算中心已扩容至3000P。", ["expanded"]),
    ("云湖智算中心2024年12月竣工，完成竣工备案。", ["operational", "operational"]),
    ("云湖集团完成收购青川数据中心。", ["transferred"]),
    ("云湖智算中心扩建已动工。", ["expanded", "construction_start"]),
    ("云湖智算中心项目获签约落户。", ["signed"]),
    ("高新区与一家外地企业签约云湖智算项目。", ["signed"]),
    ("云湖智算工厂投产。", ["operational"]),
    ("云湖智算中心和变电站投运。", ["operational"]),
    ("云湖智算中心立项在办理中。", ["announced"]),
    ("云湖集团计划在青川投资建设一座智算中心。", ["announced"]),
    ("云湖集团拟于青川高新区新建数据中心。", ["announced"]),
    ("青川市加快推进云湖算力产业园建设。", ["construction_start"]),
    ("云湖智算中心改造工程投用后，机架扩至5000架。", ["expanded"]),
]


@pytest.mark.parametrize(("text", "expected"), STILL)
def test_the_same_words_of_the_site_itself_stay_events(text: str, expected: list[str]) -> None:
    assert stated(text) == expected


STATES = [
    ("云湖智算中心建设正酣。", ["construction_start"]),
    ("云湖智算中心正在收尾。", ["construction_start"]),
    ("云湖智算中心建设进度过半。", ["construction_start"]),
    ("云湖智算中心施工进度已达七成，完成工程量的70%。", ["construction_start"]),
    ("云湖智算中心进入设备调试阶段。", ["construction_start"]),
    ("云湖智算中心开工以来，进展顺利。", ["construction_start"]),
    ("云湖智算中心投运以来，服务企业90家。", ["operational"]),
    ("云湖智算中心正式开通。", ["operational"]),
    ("云湖智算中心停止运营。", ["suspended"]),
    ("云湖智算中心项目告吹。", ["cancelled"]),
    ("云湖智算中心项目宣告流产。", ["cancelled"]),
    ("云湖智算中心已于5月取消。", ["cancelled"]),
    ("5月，取消了云湖智算中心项目。", ["cancelled"]),
    ("云湖智算中心5月被投资方放弃。", ["cancelled"]),
    ("云湖集团退出云湖智算中心项目。", ["cancelled"]),
    ("双方签署终止协议。", ["cancelled"]),
    ("《云湖智算中心投资协议之终止协议》5月签订。", ["cancelled"]),
    ("云湖智算中心获省里批准。", ["approved"]),
    ("市政府常务会议审议通过云湖智算中心项目。", ["approved"]),
    ("生态环境局同意云湖智算中心环境影响报告表。", ["approved"]),
    ("云湖智算中心能评已于5月获得通过。", ["approved"]),
    ("云湖智算中心的施工许可证5月核发。", ["approved"]),
    ("《关于云湖智算中心建设方案的批复》5月印发。", ["approved"]),
    ("云湖智算中心中断施工。", ["suspended"]),
    ("云湖智算中心扩容上线。", ["expanded"]),
    ("经过一个月的试运行，云湖智算中心正式运营。", ["operational"]),
    ("云湖智算中心项目的立项正在办理。", ["announced"]),
    ("以打造6000P算力集群为目标，一期工程已建成并投运。", ["phase_online"]),
]


@pytest.mark.parametrize(("text", "expected"), STATES)
def test_words_for_the_state_of_a_site(text: str, expected: list[str]) -> None:
    assert sorted(set(stated(text))) == sorted(set(expected))


PLANS = [
    ("公司拟将云湖智算中心一期的设备、机房及相关业务整体转让。", ["transferred"]),
    ("云湖智算中心要建成区域领先的绿色基地。", []),
    ("业内人士说，云湖智算中心是个预期四年建成的项目。", ["operational"]),
    ("云湖智算中心将建成长三角地区规模最大的万P智算产业园。", []),
    ("2027年全部建成后，云湖智算中心将提供4000P算力。", ["operational"]),
    ("公司把云湖智算中心项目延期至2026年6月30日。", ["operational"]),
    ("公司公告，“云湖数据中心”拟延期。", []),
    ("二期建成后，云湖智算中心将扩容至8000P。", []),
    ("云湖集团收购青川数据中心，交易尚需监管机构批准。", ["transferred"]),
    ("各项条件满足后，青川数据中心的收购才算完成。", ["transferred"]),
    ("云湖集团收购青川数据中心一事仍有变数。", ["transferred"]),
]


@pytest.mark.parametrize(("text", "expected"), PLANS)
def test_what_is_planned_and_what_is_only_a_size(text: str, expected: list[str]) -> None:
    assert planned(text) == expected
    assert stated(text) == []


def test_a_scene_of_works_is_not_the_day_of_their_beginning() -> None:
    assert dated("6月12日，云湖智算中心工地上，建设者抢抓工期。") == [("construction_start", None)]
    assert dated("6月12日，云湖智算中心开工。") == [("construction_start", "2025-06-12")]


def test_a_later_time_that_gives_no_date_parts_an_event_from_the_date_before(
    gazetteer: Gazetteer,
) -> None:
    text = "云湖智算中心2024年底算力90P，{}将扩容至400P。"
    for words, on in (("今年6月", None), ("次年", None), ("2025年6月", date(2025, 6, 1))):
        found = told(read(text.format(words), gazetteer), "event")
        assert [c.event_on for c in found if c.value_text == "expanded"] == [on]


def test_a_quarter_in_the_name_of_a_batch_dates_nothing() -> None:
    text = "5月30日，开发区举行2025年第二季度招商项目集中开工暨云湖智算产业园项目开工活动。"
    assert ("construction_start", "2025-05-30") in dated(text)
    text = "云湖智算中心自2月9日复工以来推进顺利，已投入运营的机房运转正常。"
    assert ("operational", "2025-02-09") not in dated(text)


def test_a_batch_of_other_projects_begins_without_the_site(gazetteer: Gazetteer) -> None:
    text = "云湖智算中心投资9亿元。文旅城等一批重点项目已开工建设。"
    assert events(read(text, gazetteer)) == []


def test_an_anniversary_is_not_the_day_of_what_it_recalls() -> None:
    assert dated("6月10日，云湖智算中心上线一周年。") == [("operational", None)]


def test_key_words_below_a_page_tell_of_nothing(gazetteer: Gazetteer) -> None:
    text = "云湖数据中心A栋封顶。\n\n关键词：中建三局,数据中心,竣工"
    assert events(read(text, gazetteer)) == [("云湖数据中心", "construction_start")]


def test_the_day_of_an_appraisal_dates_no_sale() -> None:
    text = "公司以2025年3月31日为评估基准日，对云湖智算中心资产完成转让。"
    assert dated(text) == [("transferred", None)]


def test_works_beside_a_site_are_not_its_own(gazetteer: Gazetteer) -> None:
    head = "芜湖市云湖智算中心规划机柜900个。"
    for text in (
        "园区附近的光伏电站已建成投产。", "连接该中心的道路已经竣工。",
        "配套的10万千瓦风电项目已开工建设。", "全市已建成5G基站3000个。",
    ):  # fmt: skip
        assert {said for _, said in events(read(head + text, gazetteer, DAY))} == {"announced"}, (
            text
        )


def test_the_year_of_a_campaign_is_that_of_its_day(gazetteer: Gazetteer) -> None:
    text = (
        "1月25日，芜湖市举办2024年一季度重大项目集中开工活动，共90个项目。\n"
        "云湖智算中心开工建设，算力1000P。"
    )
    (event,) = told(read(text, gazetteer), "event")
    assert (event.value_text, str(event.event_on)) == ("construction_start", "2024-01-25")


def test_one_of_a_ceremony_told_of_before(gazetteer: Gazetteer) -> None:
    text = (
        "6月16日，全省重大项目集中开工活动举行。芜湖市领导在分会场出席。"
        "会上通报了进展。全市产业项目8个。民生项目9个。\n"
        "参加视频连线的是位于芜湖市鸠江区的云湖智算中心项目，总投资9亿元。"
    )
    found = told(read(text, gazetteer, DAY), "event")
    assert ("construction_start", "2025-06-16") in [
        (event.value_text, str(event.event_on)) for event in found
    ]


def test_the_sum_of_counted_projects_is_not_that_of_a_site(gazetteer: Gazetteer) -> None:
    head = "芜湖市云湖智算中心总投资8亿元。"
    for text in ("今年累计开工225个，总投资1265亿元。", "先后落地项目11个，总投资规模492亿元。",
                 "芜湖计划实施 5000 万元以上项目 205 个，2025 年完成。"):  # fmt: skip
        found = read(head + text, gazetteer, DAY)
        assert values(found, "investment") == ["8亿元"], text


def test_parts_and_firms_are_no_counted_sites(gazetteer: Gazetteer) -> None:
    for text in ("芜湖市要建28个分布式数据中心。", "芜湖市16家央企新签约算力项目全部开工。"):
        assert values(read(text, gazetteer, DAY), "project_count") == []


def test_racks_counted_without_their_noun(gazetteer: Gazetteer) -> None:
    text = "芜湖市云湖智算中心规划机柜8000个，一期（3000架）已投用。"
    found = told(read(text, gazetteer, DAY), "racks")
    assert [(c.value_num, c.unit) for c in found] == [(8000.0, "cabinet"), (3000.0, "cabinet")]
    planes = "芜湖市云湖智算中心规划机柜8000个，县里另有无人机300架。"
    assert values(read(planes, gazetteer, DAY), "racks") == ["8000个"]


def test_words_right_behind_a_figure_outrank_an_earlier_clause(gazetteer: Gazetteer) -> None:
    text = "芜湖市云湖智算中心目前一期500P已上线，二期1500P计划明年投用。"
    assert [(c.value_num, c.basis) for c in told(read(text, gazetteer, DAY), "compute")] == [
        (500.0, "installed"), (1500.0, "planned"),
    ]  # fmt: skip


def test_a_yard_of_a_phase_does_not_end_it(gazetteer: Gazetteer) -> None:
    text = "芜湖市云湖智算中心分期建设，一期含2栋机楼，总建筑面积7万平方米，可容纳服务器4万台。"
    assert [c.phase for c in told(read(text, gazetteer, DAY), "servers")] == ["1"]


def test_blanks_between_figures_and_characters_are_dropped(gazetteer: Gazetteer) -> None:
    text = "芜湖市云湖智算中心 2 号楼于 2024 年 8 月投用，可容纳 3000 架 8 kW 机柜。"
    (event,) = told(read(text, gazetteer, DAY), "event")
    assert (event.value_text, event.phase, str(event.event_on)) == (
        "phase_online", "2", "2024-08-01"
    )  # fmt: skip
    assert shares(read("云湖智算中心机柜900个。", gazetteer, DAY), "used_share") == []


def test_yuan_left_out_before_the_name(gazetteer: Gazetteer) -> None:
    text = "芜湖市的大项目，如投资额30亿的云湖智算中心项目，今年将投入建设。"
    found = read(text, gazetteer, DAY)
    assert [c.value_num for c in told(found, "investment")] == [3e9]


def test_what_is_said_between_a_name_and_a_mark_is_said_of_that_site(gazetteer: Gazetteer) -> None:
    text = "云湖智算中心落成、省内首个基于自主协议的“青麦”算力网项目正式上线。"
    assert events(read(text, gazetteer, DAY)) == [
        ("云湖智算中心", "operational"),
        ("“青麦”算力网项目", "operational"),
    ]
    text = "总投资8亿元、机架2000架的云湖智算中心开工，规模居全市前列的青麦数据中心投产。"
    assert events(read(text, gazetteer, DAY)) == [
        ("云湖智算中心", "construction_start"),
        ("青麦数据中心", "operational"),
    ]
