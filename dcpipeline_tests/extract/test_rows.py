"""Rows of tables: what each header makes of a bare cell, and which rows are left alone."""

from datetime import date

import pytest

from dcpipeline.extract.document import Block, Cell, Document
from dcpipeline.extract.reading import read_document
from dcpipeline.extract.rows import RowRecord, claimed_blocks, read_rows
from dcpipeline.extract.rows_headers import column_of
from dcpipeline.extract.segments import PageText, page_text
from dcpipeline.normalize import Gazetteer

FILLER = "<p>本表由编辑部根据公开资料整理，每月更新一次，数据以各单位正式发布的为准。</p>"


def page_of(
    header: str, *rows: str, title: str = "项目一览表", lead: str = FILLER, head: str = "",
    language: str = "zh",
) -> PageText:  # fmt: skip
    """A page with one table; cells are separated by ``|``."""
    lines = [f"<tr>{''.join(f'<th>{c.strip()}</th>' for c in header.split('|'))}</tr>"]
    lines += [
        f"<tr>{''.join(f'<td>{c.strip()}</td>' for c in row.split('|'))}</tr>" for row in rows
    ]
    html = (
        f"<html lang={language}><head><title>{title}</title></head><body><h1>{title}</h1>{lead}"
        f"<table>{head}{''.join(lines)}</table></body></html>"
    )
    return page_text(read_document(html.encode(), published=date(2025, 5, 6)))


OTHER_ROWS = ("星湖数据中心|9", "云山算力中心|8")


def one(gazetteer: Gazetteer, page: PageText) -> RowRecord:
    return read_rows(page, gazetteer)[0]


def figures(record: RowRecord) -> list[tuple[str, float | None, str | None, str, str | None]]:
    return [
        (f.figure.property, f.figure.value, f.figure.unit, f.figure.qualifier, f.basis)
        for f in record.figures
    ]


def words(page: PageText, span: tuple[int, int] | None) -> str | None:
    return None if span is None else page.words(*span)


@pytest.mark.parametrize(
    ("header", "cell", "expected"),
    [
        ("总投资(亿元)", "12.6", ("investment", 1.26e9, "CNY", "exact", None)),
        ("投资额/万元", "45,300", ("investment", 4.53e8, "CNY", "exact", None)),
        ("计划总投资（亿元）", "约30", ("investment", 3e9, "CNY", "about", "planned")),
        ("年度计划投资（亿元）", "3.5", ("annual_plan", 3.5e8, "CNY", "exact", None)),
        ("中标金额(万元)", "8600", ("award_value", 8.6e7, "CNY", "exact", None)),
        ("总投资(亿元)", "8600万元", ("investment", 8.6e7, "CNY", "exact", None)),
        ("算力规模（PFLOPS）", "≥3000", ("compute", 3000, "PFLOPS", "at_least", None)),
        ("规划算力(P)", "1.2万", ("compute", 12000, "PFLOPS", "exact", "planned")),
        ("已建成算力(EFLOPS)", "1.5", ("compute", 1500, "PFLOPS", "exact", "installed")),
        ("机架数(架)", "6,120", ("racks", 6120, "cabinet", "exact", None)),
        ("标准机架(万架)", "1.2", ("racks", 12000, "standard_2_5kw", "exact", None)),
        ("在用机柜", "4100", ("racks", 4100, "cabinet", "exact", "installed")),
        ("服务器(台)", "2000余", ("servers", 2000, "servers", "at_least", None)),
        ("加速卡(张)", "20000", ("accelerators", 20000, "cards", "exact", None)),
        ("规划IT负荷(MW)", "64", ("it_load", 64, "MW", "exact", "planned")),
        ("IT负荷(万千瓦)", "6", ("it_load", 60, "MW", "exact", None)),
        ("标准机架(万架)", "3.4万", ("racks", 34000, "standard_2_5kw", "exact", None)),
        ("规划算力(P)", "500P", ("compute", 500, "PFLOPS", "exact", "planned")),
        ("PUE上限", "1.20", ("pue", 1.2, None, "at_most", None)),
        ("上架率", "87%", ("used_share", 0.87, "share", "exact", None)),
    ],
)  # fmt: skip
def test_the_header_says_what_a_bare_number_is(
    gazetteer: Gazetteer, header: str, cell: str, expected: tuple[object, ...]
) -> None:
    page = page_of(f"项目名称 | {header}", f"苍梧智算中心 | {cell}", *OTHER_ROWS)
    record = one(gazetteer, page)
    assert figures(record) == [expected]
    assert words(page, record.name) == "苍梧智算中心"


def test_a_range_has_two_bounds_and_no_figure(gazetteer: Gazetteer) -> None:
    page = page_of("项目名称|总投资(亿元)", "苍梧智算中心|10-12", *OTHER_ROWS)
    figure = one(gazetteer, page).figures[0].figure
    assert (figure.value, figure.low, figure.high) == (None, 1e9, 1.2e9)


@pytest.mark.parametrize("cell", ["—", "/", "暂无", "-", "无"])
def test_a_dash_is_nothing(gazetteer: Gazetteer, cell: str) -> None:
    page = page_of("项目名称|状态|总投资(亿元)", f"苍梧智算中心|在建|{cell}", "星湖数据中心|在建|9")
    record = one(gazetteer, page)
    assert (record.figures, record.unread) == ((), ())


def test_words_beside_a_number_leave_the_cell_unread(gazetteer: Gazetteer) -> None:
    page = page_of("项目名称|状态|总投资(亿元)", "苍梧智算中心|在建|见附件3", "星湖数据中心|在建|9")
    record = one(gazetteer, page)
    assert not record.figures
    assert [(words(page, u[:2]), u[2]) for u in record.unread] == [
        ("见附件3", "words beside the number are not known")
    ]


def test_the_unit_of_the_caption_holds_for_columns_without_one(gazetteer: Gazetteer) -> None:
    lead = f"{FILLER}<p>单位：万元</p>"
    page = page_of("项目名称|总投资", "苍梧智算中心|5000", *OTHER_ROWS, lead=lead)
    assert figures(one(gazetteer, page))[0][:2] == ("investment", 5e7)


def test_money_without_any_unit_is_left_unread(gazetteer: Gazetteer) -> None:
    page = page_of("项目名称|状态|总投资", "苍梧智算中心|在建|5000", "星湖数据中心|在建|900")
    record = one(gazetteer, page)
    assert not record.figures
    assert "unit" in record.unread[0][2]


def test_states_and_dated_columns_are_events(gazetteer: Gazetteer) -> None:
    page = page_of(
        "项目名称|状态|开工时间|计划竣工", "苍梧智算中心|续建|2024年3月|2026年底",
        "星湖数据中心|拟建||2027年",
    )  # fmt: skip
    first, second = read_rows(page, gazetteer)
    assert [(e.event, e.planned, e.on and e.on.start.year) for e in first.events] == [
        ("construction_start", False, 2024), ("operational", True, 2026)
    ]  # fmt: skip
    assert [(e.event, e.planned) for e in second.events] == [
        ("announced", False), ("operational", True)
    ]  # fmt: skip


def test_a_date_behind_the_state_of_the_project_is_a_plan(gazetteer: Gazetteer) -> None:
    page = page_of(
        "项目名称|状态|投产时间", "苍梧智算中心|在建|2025年4月", "星湖数据中心|投产|2025年4月"
    )
    first, second = read_rows(page, gazetteer)
    assert [(e.event, e.planned) for e in first.events][1:] == [("operational", True)]
    assert [(e.event, e.planned) for e in second.events] == [("operational", False)]


def test_the_phase_in_a_name_holds_for_its_row(gazetteer: Gazetteer) -> None:
    page = page_of(
        "项目名称|批复日期|总投资(亿元)",
        "苍梧智算中心（二期）|2025-02-26|9",
        "星湖数据中心|2025-02-27|8",
    )
    record = one(gazetteer, page)
    assert (record.phase, record.event_phases, record.figures[0].phase) == ("2", ("2",), "2")
    assert record.events[0].event == "approved"


def test_place_column_name_and_title_fix_the_place_in_this_order(gazetteer: Gazetteer) -> None:
    page = page_of(
        "项目名称|建设地点|算力(P)", "苍梧智算中心|芜湖市鸠江区|900", "宿州汴水智算中心||800",
        "云山算力中心||700", title="安徽省算力项目表",
    )  # fmt: skip
    records = read_rows(page, gazetteer)
    assert [(r.province, r.city) for r in records] == [
        ("340000", "340200"), ("340000", "341300"), ("340000", None)
    ]  # fmt: skip
    assert words(page, records[2].place_span) == "安徽省"


def test_a_content_column_is_read_as_prose(gazetteer: Gazetteer) -> None:
    page = page_of(
        "项目名称|建设单位|建设内容",
        "苍梧智算中心|梧州数投有限公司、远山科技|规划机架2000个，部署昇腾910C加速卡4096张",
        "星湖数据中心|市发展改革委|规划机架100个",
    )  # fmt: skip
    first, second = read_rows(page, gazetteer)
    assert [(f[0], f[1], f[4]) for f in figures(first)] == [
        ("racks", 2000, "planned"), ("accelerators", 4096, "planned")
    ]  # fmt: skip
    assert [words(page, span) for span in first.operators] == ["梧州数投有限公司", "远山科技"]
    assert [words(page, span) for span in first.models] == ["昇腾910C"]
    assert second.operators == ()


def test_other_projects_of_a_mixed_list_and_their_total_are_left_alone(
    gazetteer: Gazetteer,
) -> None:
    page = page_of(
        "项目名称|总投资(亿元)",
        "苍梧智算中心|9",
        "滨江大道改造工程|30",
        "屋顶光伏发电项目|4",
        "合计|43",
    )
    records = read_rows(page, gazetteer)
    assert [words(page, r.name) for r in records] == ["苍梧智算中心"]
    assert claimed_blocks(records) == {records[0].block}


def test_a_total_of_rows_that_were_all_read_is_a_programme(gazetteer: Gazetteer) -> None:
    page = page_of("项目名称|总投资(亿元)", "苍梧智算中心|9", "星湖数据中心|8", "合 计|17")
    records = read_rows(page, gazetteer)
    assert [r.kind for r in records] == ["project", "project", "programme"]
    assert (records[-1].name, records[-1].figures[0].figure.value) == (None, 1.7e9)


def test_a_list_of_cities_gives_places(gazetteer: Gazetteer) -> None:
    page = page_of(
        "地市|数据中心数量(个)|在用标准机架(万架)", "合肥市|12|3.5", "宿州市|8|1.2", "合计|20|4.7",
        title="安徽省数据中心统计",
    )  # fmt: skip
    records = read_rows(page, gazetteer)
    assert [(r.kind, words(page, r.name), r.city) for r in records] == [
        ("place", "合肥市", "340100"), ("place", "宿州市", "341300"), ("place", "安徽省", None)
    ]  # fmt: skip
    assert [f[0] for f in figures(records[0])] == ["project_count", "racks"]


@pytest.mark.parametrize(
    ("header", "rows"),
    [
        ("时段|浮动比例", ("尖峰|上浮80%", "低谷|下浮60%")),
        ("类型|装机(万千瓦)", ("风电|9600", "光伏|5800")),
        ("道路名称|总投资(亿元)", ("环湖路|3", "解放路|4")),
        ("集群|到户电价(元/千瓦时)", ("张家口数据中心集群|0.4", "庆阳数据中心集群|0.39")),
    ],
)
def test_tables_of_other_things_give_nothing(
    gazetteer: Gazetteer, header: str, rows: tuple[str, ...]
) -> None:
    assert read_rows(page_of(header, *rows), gazetteer) == ()


def test_what_happened_to_all_stands_above_the_table(gazetteer: Gazetteer) -> None:
    page = page_of(
        "签约项目|投资额(亿元)", "苍梧智算中心|9", "星湖数据中心|8",
        title="算力产业大会签约项目一览",
        lead=f"{FILLER}<p>4月25日，算力产业大会举行，12个项目当场签约。</p>",
    )  # fmt: skip
    event = one(gazetteer, page).events[0]
    assert (event.event, event.on and event.on.start) == ("signed", date(2025, 4, 25))


def test_english_and_french_headers_are_read(gazetteer: Gazetteer) -> None:
    english = page_of(
        "Name|Location|Operator|Planned compute (PFLOPS)|Investment (CNY bn)|Status",
        "Heron AI Computing Center|Deyang, Sichuan|Heron Cloud|4,000|0.8|Under construction",
        "Egret Data Center|Kunming, Yunnan|n/a|2,000|tbd|Signed March 2024",
        title="AI computing centers: the list",
        lead="<p>The list is kept by our readers and is updated every month.</p>", language="en",
    )  # fmt: skip
    first, second = read_rows(english, gazetteer)
    assert figures(first) == [
        ("compute", 4000, "PFLOPS", "exact", "planned"), ("investment", 8e8, "CNY", "exact", None)
    ]  # fmt: skip
    assert (first.city, second.city, second.operators) == ("510600", "530100", ())
    assert [e.event for e in (*first.events, *second.events)] == ["construction_start", "signed"]
    french = page_of(
        "Nom du centre|Ville|Investissement (milliards de yuans)|Mise en service prévue",
        "Centre de calcul du Héron|Kunming|1,8|2026",
        "Centre de calcul de la Grue|Lijiang|0,4|2027",
        title="Les centres de calcul à suivre", language="fr",
        lead="<p>La liste des centres est tenue par nos lecteurs et mise à jour chaque mois.</p>",
    )  # fmt: skip
    record = one(gazetteer, french)
    assert figures(record) == [("investment", 1.8e9, "CNY", "exact", None)]
    assert [(e.event, e.planned) for e in record.events] == [("operational", True)]


def test_serial_numbers_and_remarks_are_not_reported_as_unread(gazetteer: Gazetteer) -> None:
    page = page_of(
        "序号|项目名称|算力(P)|批复文号|备注",
        "1|苍梧智算中心|900|梧发改〔2025〕3号|重点",
        "2|星湖数据中心|800|梧发改〔2025〕4号|",
    )
    assert [words(page, u[:2]) for u in one(gazetteer, page).unread] == ["梧发改〔2025〕3号"]


def test_a_table_of_labels_and_values_is_one_record(gazetteer: Gazetteer) -> None:
    pieces = [
        ("项目名称", "苍梧智算中心"),
        ("建设单位", "梧州数投有限公司"),
        ("总投资（亿元）", "9"),
    ]
    text, blocks = "", []
    for label, value in pieces:
        start = len(text)
        text += f"{label} | {value}\n"
        first = start + len(label) + 3
        cells = (Cell("", start, start + len(label)), Cell(label, first, first + len(value)))
        blocks.append(Block("row", start, len(text) - 1, 0, cells))
    page = page_text(Document(text, tuple(blocks), "table", "zh"))
    (record,) = read_rows(page, gazetteer)
    assert (record.blocks, record.figures[0].figure.value) == ((0, 1, 2), 9e8)
    assert claimed_blocks([record]) == {0, 1, 2}
    assert record.unread == ()


@pytest.mark.parametrize(
    "cells", [(), (("总投资(亿元)", 0, 0),), (("算力(P)", 2, 1),), (("(" * 300, 0, 3), ("/", 0, 3))]
)
def test_odd_rows_raise_nothing(
    gazetteer: Gazetteer, cells: tuple[tuple[str, int, int], ...]
) -> None:
    block = Block("row", 0, 3, 0, tuple(Cell(*cell) for cell in cells))
    assert read_rows(page_text(Document("9亿元", (block,), "table", "zh")), gazetteer) == ()


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("序 号", "ignored"), ("项目投资方", "operator"), ("投资 总投资", "investment"),
        ("批复文号", "other"),
        ("单机柜功率(kW)", "other"), ("规模(MW)", "it_load"), ("备案投资（万元）", "investment"),
        ("计划投运", "date"), ("建设规模及内容", "content"), ("某某某", ""),
    ],
)  # fmt: skip
def test_the_last_word_of_a_header_decides(header: str, role: str) -> None:
    assert column_of(header, "zh").role == role


def test_a_figure_over_several_rows_is_that_of_no_single_one(gazetteer: Gazetteer) -> None:
    html = (
        f"<html><head><title>项目表</title></head><body><h1>项目表</h1>{FILLER}<table>"
        "<tr><th>项目名称</th><th>地市</th><th>总投资(亿元)</th><th>状态</th></tr>"
        "<tr><td>苍梧智算中心</td><td rowspan=2>芜湖市</td><td rowspan=2>9</td><td>在建</td></tr>"
        "<tr><td>星湖数据中心</td><td>在建</td></tr></table></body></html>"
    )
    page = page_text(read_document(html.encode()))
    records = read_rows(page, gazetteer)
    assert [(r.city, r.figures) for r in records] == [("340200", ()), ("340200", ())]
    assert [r.unread[0][2] for r in records] == ["it stands for several rows together"] * 2


def test_the_first_word_of_a_french_header_decides() -> None:
    assert column_of("Coût du projet", "fr").role == "investment"


def test_a_row_that_says_nothing_but_a_name_is_no_record(gazetteer: Gazetteer) -> None:
    page = page_of("项目名称|总投资(亿元)", "苍梧智算中心|—", "星湖数据中心|8", "云山算力中心|7")
    assert [words(page, r.name) for r in read_rows(page, gazetteer)] == [
        "星湖数据中心",
        "云山算力中心",
    ]


# --- totals of places and companies, owners above the table, notes of delay


def test_a_total_that_names_a_place_is_of_that_place(gazetteer: Gazetteer) -> None:
    page = page_of("项目名称|机柜（个）", *OTHER_ROWS, "湖北省合计|17")
    total = read_rows(page, gazetteer)[-1]
    assert (total.kind, words(page, total.name), total.province) == ("place", "湖北省", "420000")


def test_a_total_that_names_a_company_is_of_all_its_sites(gazetteer: Gazetteer) -> None:
    page = page_of("项目名称|机柜（个）", *OTHER_ROWS, "星湖数据合计|17")
    total = read_rows(page, gazetteer)[-1]
    assert (total.kind, words(page, total.name)) == ("programme", "星湖数据")


def test_a_company_that_has_the_sites_of_a_table_owns_them(gazetteer: Gazetteer) -> None:
    lead = "<p>星湖云算科技有限公司目前在全国布局多个园区，总部位于合肥。</p>"
    page = page_of("项目名称|机柜（个）", *OTHER_ROWS, lead=lead)
    assert [words(page, o) for o in one(gazetteer, page).operators] == ["星湖云算科技有限公司"]
    other = page_of("项目名称|业主|机柜（个）", "星湖数据中心|云山公司|9", lead=lead)
    assert [words(other, o) for o in one(gazetteer, other).operators] == ["云山公司"]


def test_the_content_dates_a_state_and_tells_of_phases(gazetteer: Gazetteer) -> None:
    page = page_of(
        "项目名称|状态|建设内容",
        "星湖数据中心|建成|机柜3100个，2024年12月投运",
        "云山算力中心|在建|2号机房楼已封顶",
    )
    first, second = read_rows(page, gazetteer)
    assert [(e.event, e.on.start.isoformat()) for e in first.events if e.on] == [
        ("operational", "2024-12-01")
    ]
    assert ("construction_start", "2") in [
        (e.event, p) for e, p in zip(second.events, second.event_phases, strict=True)
    ]


def test_a_start_that_the_content_plans_has_not_been(gazetteer: Gazetteer) -> None:
    page = page_of("项目名称|建设性质|建设内容", "星湖数据中心|开工|计划2025年11月开工，机柜9个")
    assert [(e.event, e.planned) for e in one(gazetteer, page).events] == [
        ("construction_start", True)
    ]


@pytest.mark.parametrize(
    ("header", "role", "event"),
    [
        ("达到预定可使用状态日期", "date", "operational"), ("调整后", "date", "operational"),
        ("原计划竣工时间", "ignored", ""), ("投资建设单位", "operator", ""),
        ("牵头部门", "other", ""), ("市州（县）", "place", ""),
    ],
)  # fmt: skip
def test_more_headers(header: str, role: str, event: str) -> None:
    column = column_of(header, "zh")
    assert (column.role, column.event) == (role, event)


def test_a_place_inside_another_word_of_a_name_does_not_count(gazetteer: Gazetteer) -> None:
    page = page_of("项目名称|机柜（个）", "信阳淮河源绿色数据中心|9", "云山算力中心|8")
    assert one(gazetteer, page).city == "411500"


def test_a_column_of_models_names_models_without_numbers(gazetteer: Gazetteer) -> None:
    page = page_of("项目名称|芯片型号|机柜（个）", "星湖数据中心|海光DCU|9", "云山算力中心|国产|8")
    first, second = read_rows(page, gazetteer)
    assert [words(page, m) for m in first.models] == ["海光DCU"]
    assert second.models == ()


def test_a_lead_dates_what_the_title_says_of_all_rows(gazetteer: Gazetteer) -> None:
    lead = "<p>以下项目已于2025年4月24日通过我委节能审查，现予公布。</p>"
    page = page_of(
        "项目名称|机柜（个）", *OTHER_ROWS, title="2025年第三批项目节能审查结果公示", lead=lead
    )
    happening = one(gazetteer, page).events[0]
    assert (happening.event, happening.on and happening.on.start) == ("approved", date(2025, 4, 24))
