"""Whole pages, read: what holds for an entry, a form or a notice and not for its neighbours."""

from datetime import date

import pytest

from dcpipeline.extract.claim import Extraction
from dcpipeline.extract.pages import extract_page
from dcpipeline.normalize import Gazetteer
from dcpipeline_tests.extract.chinese import told, values


def read(title: str, *lines: str, gazetteer: Gazetteer, day: str = "2025-07-14") -> Extraction:
    body = "".join(line if line.startswith("<") else f"<p>{line}</p>" for line in lines)
    html = f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{body}</body></html>"
    return extract_page(html.encode(), gazetteer, published=date.fromisoformat(day))


def events(found: Extraction) -> list[tuple[str | None, str, str | None, str | None]]:
    """Name, event, phase and day of all events that are no plans."""
    return [
        (c.subject.name, c.value_text, c.phase, c.event_on.isoformat() if c.event_on else None)
        for c in told(found, "event")
        if c.basis is None
    ]


# --- titles of lists and digests


def test_the_title_of_a_list_names_no_project(gazetteer: Gazetteer) -> None:
    found = read(
        "宿州市2025年算力领域重点项目清单",
        "<table><tr><th>项目名称</th><th>总投资（亿元）</th></tr>"
        "<tr><td>东岗智算中心</td><td>9.6</td></tr><tr><td>西坪数据中心</td><td>8</td></tr></table>",
        gazetteer=gazetteer,
    )
    assert {s.name for s in found.subjects} == {"东岗智算中心", "西坪数据中心"}
    assert {s.city_adcode for s in found.subjects} == {"341300"}


# --- digests


def test_lines_of_a_tender_belong_to_its_heading(gazetteer: Gazetteer) -> None:
    forms = [
        ("东岗算力中心设备安装工程", "东岗云算有限公司", "公示日期：2025年7月9日"),
        ("西坪智算中心勘察招标", "西坪数算有限公司", "规模：机柜900个"),
        ("南塘数据中心土建施工", "南塘投资发展有限公司", "中标金额：1.5亿元"),
    ]
    body = "".join(
        f"<h3>{name}</h3><ul><li>招标人：{owner}</li><li>中标人：某安装公司</li><li>{last}</li></ul>"
        for name, owner, last in forms
    )
    found = read("本周算力招标信息", f"<div>{body}</div>", gazetteer=gazetteer)
    assert [(c.subject.name, c.value_text) for c in told(found, "operator")] == [
        ("东岗算力中心", "东岗云算有限公司"),
        ("西坪智算中心", "西坪数算有限公司"),
        ("南塘数据中心", "南塘投资发展有限公司"),
    ]
    assert ("东岗算力中心", "approved", None, "2025-07-09") in events(found)


def test_a_rubric_tells_what_its_entries_have_in_common(gazetteer: Gazetteer) -> None:
    found = read(
        "本周招投标周报",
        "一、招标",
        "【安徽】宿州东岗智算中心设备采购，采购人东岗云算有限公司，采购加速卡900张，预算8000万元。",
        "【湖北】武汉西坪数据中心机电安装，采购人西坪数算有限公司，机柜600个，预算3000万元。",
        "二、流标",
        "【湖北】武汉南塘算力中心土建工程，采购人南塘投资有限公司，有效供应商不足三家。",
        gazetteer=gazetteer,
    )
    told_of = {name: event for name, event, _, _ in events(found)}
    assert told_of["宿州东岗智算中心"] == "announced"
    assert told_of["武汉南塘算力中心"] == "cancelled"


def test_a_bid_opening_put_off_stops_nothing(gazetteer: Gazetteer) -> None:
    found = read(
        "工程动态", "东岗智算中心施工招标的开标时间推迟一周，规划机柜900个。", gazetteer=gazetteer
    )
    assert "suspended" not in values(found, "event")


# --- listings


def test_what_a_headline_tells_is_of_the_site_in_its_text(gazetteer: Gazetteer) -> None:
    entries = [
        ("宿州高新区与东岗云科技有限公司签约", "双方将建设东岗云锦算力产业园，规划机柜4000架。"),
        ("全市防汛会议召开", "会议强调要压实各级责任。"),
        ("市领导调研营商环境", "调研组走访了三家企业。"),
        ("产业园区二期竣工", "园区达产后年产值可达八亿元。"),
        ("志愿服务活动举行", "一百余名青年参加了活动。"),
    ]
    body = "".join(
        f"<li><a href=/{i}.html>{title}</a><p>{text}</p><span>2025-07-0{i + 1}</span></li>"
        for i, (title, text) in enumerate(entries)
    )
    found = read("产业要闻", f"<ul>{body}</ul>", gazetteer=gazetteer)
    assert [(name, event) for name, event, _, _ in events(found)] == [
        ("东岗云锦算力产业园", "signed")
    ]


def test_small_words_beside_a_title_are_read(gazetteer: Gazetteer) -> None:
    rows = [("东岗智算中心", "在建"), ("西坪数据中心", "停工"), ("南塘算力中心", "拟建")]
    rows += [("北岭云计算基地", "在建"), ("石桥智算产业园", "在建")]
    body = "".join(
        f"<li><a href=/{i}.html>{name}项目</a><span>武汉</span><span>投资额：12.5亿元</span>"
        f"<span>{state}</span></li>"
        for i, (name, state) in enumerate(rows)
    )
    found = read("项目库", f"<ul>{body}</ul>", gazetteer=gazetteer)
    assert [c.value_num for c in told(found, "investment")] == [1.25e9] * 5
    assert {s.city_adcode for s in found.subjects} == {"420100"}
    assert ("西坪数据中心项目", "suspended", None, None) in events(found)


def test_a_company_before_a_colon_speaks_of_itself(gazetteer: Gazetteer) -> None:
    found = read(
        "公告速递", "【东岗股份：公司投建的宿州西坪大数据产业园三期获批，规划机柜500个】",
        gazetteer=gazetteer,
    )  # fmt: skip
    assert values(found, "operator") == ["东岗股份"]


# --- notices

HEAD = "证券代码：300999 证券简称：东岗科技 公告编号：2025-011"
OWN = "宿州东岗科技股份有限公司"


def notice(*lines: str, gazetteer: Gazetteer, title: str = "关于项目进展的公告") -> Extraction:
    return read(title, HEAD, f"{OWN}{title}", *lines, gazetteer=gazetteer)


def test_a_subsidiary_and_its_parent_own_a_project(gazetteer: Gazetteer) -> None:
    found = notice(
        "公司同意由全资子公司武汉西坪云算有限公司投资建设武汉西坪智算中心，总投资9亿元。",
        gazetteer=gazetteer,
    )
    assert sorted(values(found, "operator")) == [OWN, "武汉西坪云算有限公司"]


def test_numbered_fields_are_no_headings(gazetteer: Gazetteer) -> None:
    found = notice(
        "一、中标项目概况",
        "（一）项目名称：武汉南塘智算中心二期工程",
        "（二）招标人：武汉南塘云算有限公司",
        "（三）中标金额：人民币3.2亿元",
        gazetteer=gazetteer,
        title="关于项目中标的公告",
    )
    assert [c.value_num for c in told(found, "award_value")] == [3.2e8]


def test_a_line_under_a_heading_goes_on_about_the_site(gazetteer: Gazetteer) -> None:
    found = notice(
        "公司与宿州市人民政府签署《北岭智算产业园投资合作协议》，园区计划总投资45亿元。",
        "二、协议主要内容",
        "（一）一期投资约15亿元，规划部署加速卡8000张；",
        gazetteer=gazetteer,
    )
    assert [(c.value_num, c.phase) for c in told(found, "accelerators")] == [(8000, "1")]


def test_what_the_company_has_in_all_is_of_no_site(gazetteer: Gazetteer) -> None:
    found = notice(
        "公司投资建设武汉西坪智算中心，规划机柜900个。",
        "公司现有机柜约8000个，分布于多个城市。",
        gazetteer=gazetteer,
    )
    assert [c.value_num for c in told(found, "racks")] == [900]


@pytest.mark.parametrize(
    "line",
    ["武汉西坪智算中心不受本次终止影响，运营正常。", "协议终止不影响武汉西坪智算中心的运营。"],
)
def test_an_end_that_touches_nothing_is_none(line: str, gazetteer: Gazetteer) -> None:
    found = notice("武汉西坪智算中心现有机柜900个。", line, gazetteer=gazetteer)
    assert "cancelled" not in values(found, "event")


def test_the_place_where_a_site_stands_has_not_its_racks(gazetteer: Gazetteer) -> None:
    found = notice(
        "武汉西坪智算中心不受影响，该中心位于武汉市江夏区，现有机柜1200个。", gazetteer=gazetteer
    )
    assert [c.subject.name for c in told(found, "racks")] == ["武汉西坪智算中心"]


def test_a_generic_title_and_the_name_in_the_text_are_one(gazetteer: Gazetteer) -> None:
    title = "关于终止投资武汉数据中心项目的公告"
    found = notice(
        "公司与武汉市江夏区人民政府签署协议，约定由公司投资建设敕勒川云计算数据中心项目，"
        "总投资6亿元，建设规模为4000个机柜。",
        "敕勒川云计算数据中心项目一直未取得能耗指标，双方签署终止协议。",
        gazetteer=gazetteer,
        title=title,
    )
    projects = [s.name for s in found.subjects if s.kind == "project"]
    assert projects == ["敕勒川云计算数据中心项目"]


def test_the_phase_in_the_name_of_an_entry_holds_for_its_sum(gazetteer: Gazetteer) -> None:
    found = read(
        "2025年重点项目名单",
        "1．宿州东岗智算中心二期：宿州市，总投资18.4亿元，年度计划投资5亿元，建设机柜4200个。",
        "2．武汉西坪数据中心扩建：武汉市，总投资11亿元，规划机柜3000个。",
        "3．武汉南塘算力中心：武汉市，总投资2亿元，规划机柜300个。",
        gazetteer=gazetteer,
    )
    assert told(found, "investment")[0].phase == "2"
    assert [c.basis for c in told(found, "racks")] == [None, "planned", "planned"]
    assert "expanded" not in values(found, "event")
