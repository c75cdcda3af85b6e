"""Tables in other shapes: read down, without table elements, with rows that are no records."""

import pytest

from dcpipeline.extract.document import Document
from dcpipeline.extract.layouts import Parsed, parse_table
from dcpipeline.extract.layouts.heads import is_count
from dcpipeline.extract.reading import read_document


def table_of(*rows: str) -> str:
    lines = "".join(
        f"<tr>{''.join(f'<td>{cell.strip()}</td>' for cell in row.split('|'))}</tr>" for row in rows
    )
    return f"<table>{lines}</table>"


def texts(parsed: Parsed, kind: str) -> list[str]:
    return [piece.text for piece in parsed.pieces if piece.kind == kind]


def headers(parsed: Parsed) -> list[list[str]]:
    return [[cell.header for cell in p.cells] for p in parsed.pieces if p.kind == "row"]


def blocks(document: Document, kind: str) -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks if b.kind == kind]


# --- read down


def test_a_table_with_a_column_for_every_project_is_turned() -> None:
    parsed = parse_table(
        table_of(
            "指标|东岗智算中心|西坪数据中心",
            "投资主体|东岗云算有限公司|西坪数据有限公司",
            "总投资（亿元）|9.6|—",
            "状态|在建|储备",
        )
    )
    assert texts(parsed, "row") == [
        "东岗智算中心 | 东岗云算有限公司 | 9.6 | 在建",
        "西坪数据中心 | 西坪数据有限公司 | — | 储备",
    ]
    assert headers(parsed)[0] == ["项目", "投资主体", "总投资（亿元）", "状态"]


@pytest.mark.parametrize(
    "rows",
    [
        ("指标|2023年|2024年", "算力规模|100P|300P", "机架规模|20架|40架"),
        ("项目名称|建设单位|总投资", "东岗智算中心|东岗云|9.6", "西坪数据中心|西坪云|8.1"),
        ("指标|东岗智算中心|总投资", "投资主体|东岗云|9.6", "建设地点|东岗县|8"),
    ],
)
def test_years_and_columns_of_figures_are_not_turned(rows: tuple[str, ...]) -> None:
    assert " | ".join(rows[1].split("|")) in texts(parse_table(table_of(*rows)), "row")


# --- header rows, units, counts, groups


def test_a_header_over_two_columns_goes_on_in_the_next_row() -> None:
    parsed = parse_table(
        "<table><tr><td>项目名称</td><td colspan=2>建设规模</td><td>状态</td></tr>"
        "<tr><td></td><td>机柜（个）</td><td>算力（P）</td><td></td></tr>"
        "<tr><td>东岗智算中心</td><td>900</td><td>300</td><td>在建</td></tr></table>"
    )
    assert headers(parsed) == [["项目名称", "建设规模 机柜（个）", "建设规模 算力（P）", "状态"]]


def test_a_row_of_units_belongs_to_the_header() -> None:
    parsed = parse_table(
        table_of("项目名称|总投资|机柜", "—|（亿元）|（个）", "东岗智算中心|9.6|900")
    )
    assert headers(parsed) == [["项目名称 —", "总投资 （亿元）", "机柜 （个）"]]


def test_one_wide_row_of_a_unit_is_a_heading() -> None:
    parsed = parse_table(
        "<table><tr><td>项目名称</td><td>总投资</td></tr><tr><td colspan=2>（单位：亿元）</td></tr>"
        "<tr><td>东岗智算中心</td><td>9.6</td></tr></table>"
    )
    assert headers(parsed) == [["项目名称", "总投资"]]
    assert "（单位：亿元）" in texts(parsed, "heading")


def test_a_header_that_comes_again_is_no_row() -> None:
    head = "项目名称|总投资（亿元）"
    parsed = parse_table(table_of(head, "东岗智算中心|9.6", head, "西坪数据中心|8.1"))
    assert len(texts(parsed, "row")) == 2


def test_a_row_that_counts_the_columns_is_no_row() -> None:
    parsed = parse_table(table_of("项目名称|地点|投资", "1|2|3", "东岗智算中心|东岗县|9.6"))
    assert texts(parsed, "row") == ["东岗智算中心 | 东岗县 | 9.6"]
    assert not is_count(["1", "3", "2"])
    assert not is_count(["1", "2"])


@pytest.mark.parametrize("group", ["一、续建项目（2个）", "庐州市", "信息类", "拟新开工"])
def test_a_name_before_empty_cells_heads_a_group(group: str) -> None:
    parsed = parse_table(table_of("项目名称|地点|投资", f"{group}||", "东岗智算中心|东岗县|9.6"))
    assert group in texts(parsed, "heading")
    assert texts(parsed, "row") == ["东岗智算中心 | 东岗县 | 9.6"]


def test_a_project_before_empty_cells_stays_a_row() -> None:
    parsed = parse_table(table_of("项目名称|地点|投资", "东岗智算中心||", "西坪中心|西坪县|8"))
    assert len(texts(parsed, "row")) == 2


# --- boxes

BOXES = (
    "<div class=g><div><div>中心名称</div><div>运营单位</div><div>机柜数（个）</div></div>"
    "<div><div>东岗智算中心</div><div>东岗云算有限公司</div><div>900</div></div>"
    "<div><div>西坪数据中心</div><div>西坪数据有限公司</div><div>1,200</div></div></div>"
)


def test_rows_of_boxes_are_a_table() -> None:
    page = f"<html><body><h1>各中心情况</h1><div class=content>{BOXES}</div></body></html>"
    document = read_document(page.encode())
    assert document.layout == "table"
    assert blocks(document, "row")[1] == "西坪数据中心 | 西坪数据有限公司 | 1,200"
    cells = next(b for b in document.blocks if b.kind == "row").cells
    assert [cell.header for cell in cells] == ["中心名称", "运营单位", "机柜数（个）"]


@pytest.mark.parametrize(
    "boxes",
    [
        BOXES.replace("中心名称", "东岗").replace("运营单位", "西坪").replace("机柜数", "南塘"),
        BOXES.replace("<div>1,200</div>", ""),
        BOXES.replace("<div class=g>", "<div class=g>说明"),
    ],
)
def test_boxes_without_headers_or_of_other_widths_are_lines(boxes: str) -> None:
    page = f"<html><body><h1>各中心情况</h1><div class=content>{boxes}</div></body></html>"
    assert blocks(read_document(page.encode()), "row") == []


# --- lists within paragraphs, cards, definitions


def test_a_paragraph_that_lists_projects_is_taken_apart() -> None:
    line = (
        "有关项目进展如下：1.东岗智算中心，已于2025年3月投产，规划算力300P；"
        "2.西坪数据中心二期，已开工，规划机柜900个；3.南塘标准化厂房项目，主体封顶。"
    )
    page = f"<html><body><h1>关于算力项目建议的答复</h1><p>代表：</p><p>{line}</p></body></html>"
    document = read_document(page.encode())
    items = [b for b in document.blocks if b.kind == "item"]
    assert [b.record for b in items] == [0, 1, 2]
    assert document.text[items[2].start : items[2].end] == "3.南塘标准化厂房项目，主体封顶。"


def test_numbered_tasks_of_a_paragraph_stay_together() -> None:
    line = (
        "下一步工作：1.加快推进要素保障，持续优化营商环境；2.加强部门协同，完善工作机制，压实责任；"
        "3.做好督促检查，建立通报制度，确保各项任务按期完成并取得实效。"
    )
    page = f"<html><body><h1>关于建议的答复</h1><p>{line}</p></body></html>"
    assert blocks(read_document(page.encode()), "item") == []


def test_names_above_lines_of_fields_are_cards() -> None:
    cards = "".join(
        f"<li>{name}</li><li>地点：{place}</li><li>进展：在建</li>"
        for name, place in [
            ("东岗智算中心", "东岗县"),
            ("西坪云基地", "西坪县"),
            ("南塘厂房", "南塘"),
        ]
    )
    page = f"<html><body><h1>项目进展清单</h1><ul>{cards}</ul></body></html>"
    document = read_document(page.encode())
    assert document.layout == "project_list"
    assert [b.record for b in document.blocks if b.kind == "item"] == [0, 1, 2]
    assert len([b for b in document.blocks if b.record == 1]) == 3


def test_linked_headlines_with_summaries_are_a_listing() -> None:
    entries = "".join(
        f"<dt><a href=/{n}.html>东岗智算中心第{n}批机柜交付</a> <em>[2025-03-0{n}]</em></dt>"
        f"<dd>3月{n}日，又一批机柜交付给客户，项目进展顺利，后续批次将按计划陆续交付使用。</dd>"
        for n in (1, 2, 3)
    )
    page = f"<html><body><h1>企业新闻</h1><dl>{entries}</dl></body></html>"
    document = read_document(page.encode())
    assert document.layout == "listing"
    assert blocks(document, "meta") == ["2025-03-01", "2025-03-02", "2025-03-03"]
    assert [b.record for b in document.blocks if b.kind == "meta"] == [0, 1, 2]
