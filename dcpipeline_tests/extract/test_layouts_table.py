"""Tables: rows are records, cells know their headers through merged cells."""

import pytest

from dcpipeline.extract.layouts import Parsed, WrongLayoutError, parse_table
from dcpipeline.extract.reading import read_document
from dcpipeline_tests.extract.pages import assert_sound, page

TWO_HEADER_ROWS = (
    "<table><tr><td rowspan=2>项目名称</td><td colspan=2>投资（万元）</td>"
    "<td rowspan=2>地点</td></tr>"
    "<tr><td>总投资</td><td>年度</td></tr>"
    "<tr><td>东岗智算中心</td><td>96000</td><td>&nbsp;</td><td rowspan=2>东岗县</td></tr>"
    "<tr><td>西坪智算中心</td><td>62000</td><td>9000</td></tr>"
    "<tr><td>合计</td><td colspan=2>158000</td><td></td></tr></table>"
)


def rows(parsed: Parsed) -> list[list[tuple[str, str]]]:
    """Header and words of the cells of each row; the words may stand in a row above."""
    read = []
    for index, piece in enumerate(parsed.pieces):
        if piece.kind == "row":
            read.append(
                [
                    (c.header, parsed.pieces[index - c.above].text[c.start : c.end])
                    for c in piece.cells
                ]
            )
    return read


def test_headers_reach_cells_through_merged_rows_and_columns() -> None:
    parsed = parse_table(TWO_HEADER_ROWS)
    assert rows(parsed) == [
        [("项目名称", "东岗智算中心"), ("投资（万元） 总投资", "96000"), ("地点", "东岗县")],
        [
            ("项目名称", "西坪智算中心"),
            ("投资（万元） 总投资", "62000"),
            ("投资（万元） 年度", "9000"),
            ("地点", "东岗县"),
        ],
        [("项目名称", "合计"), ("投资（万元） 总投资 年度", "158000")],
    ]
    assert [p.record for p in parsed.pieces] == [None, None, 0, 1, 2]
    assert [p.text for p in parsed.pieces][3] == "西坪智算中心 | 62000 | 9000"


def test_a_shared_cell_of_a_document_points_at_the_row_that_prints_it() -> None:
    document = read_document(page("table.html"))
    assert_sound(document)
    assert document.layout == "table"
    first, second = [b for b in document.blocks if b.kind == "row"][:2]
    shared = second.cells[-1]
    assert shared.header == "建设地点"
    assert first.start < shared.start < first.end
    assert document.text[shared.start : shared.end] == "白石市"


def test_captions_units_and_groups_are_headings_and_totals_are_records() -> None:
    document = read_document(page("table.html"))
    lines = {document.text[b.start : b.end]: b for b in document.blocks}
    assert lines["续建项目"].kind == lines["二、新建项目"].kind == "heading"
    assert lines["单位：万元"].record is None
    assert lines["合计 | 400000 | 80000"].record == 3


def test_labels_beside_their_values_are_one_record() -> None:
    document = read_document(page("table_labels.html"))
    assert {b.record for b in document.blocks} == {0}
    stated = {c.header: document.text[c.start : c.end] for b in document.blocks for c in b.cells}
    assert stated["建设单位"] == "东岗算力有限公司"
    assert stated["总投资"] == "9.6亿元"


def test_marked_header_cells_and_thead_need_no_usual_words() -> None:
    body = "<tr><td>1</td><td>2</td></tr>"
    for head in (
        "<tr><th>甲</th><th>乙</th></tr>",
        "<thead><tr><td>甲</td><td>乙</td></tr></thead>",
    ):
        assert rows(parse_table(f"<table>{head}{body}</table>")) == [[("甲", "1"), ("乙", "2")]]


def test_figures_in_the_first_row_are_no_header() -> None:
    parsed = parse_table(
        "<table><tr><td>甲</td><td>1</td></tr><tr><td>乙</td><td>2</td></tr></table>"
    )
    assert rows(parsed) == [[("", "甲"), ("", "1")], [("", "乙"), ("", "2")]]


@pytest.mark.parametrize(
    "fragment", ["<p>x</p>", "<table><tr><td>one</td></tr></table>", "<table>"]
)
def test_a_fragment_without_a_table_is_refused(fragment: str) -> None:
    with pytest.raises(WrongLayoutError, match="table"):
        parse_table(fragment)


def test_a_scaffold_of_the_page_is_no_table_of_data() -> None:
    long = "东岗智算中心一期投产，总投资6亿元。" * 40
    cells = f"<tr><td>左栏</td><td>{long}</td></tr><tr><td>注</td><td>完</td></tr>"
    document = read_document(f"<table>{cells}</table>".encode())
    assert {b.kind for b in document.blocks} == {"paragraph"}


def test_paragraphs_and_rows_mix_in_running_text() -> None:
    table = "<table><tr><th>期</th><th>算力</th></tr><tr><td>一期</td><td>1000P</td></tr></table>"
    prose = (
        "<p>云谷项目分两期建设，总投资二十亿元，各期情况见下表，资料来自公开信息，以公告为准。</p>"
    )
    document = read_document(f"<article>{prose}{table}{prose}</article>".encode())
    assert document.layout == "news"
    assert [b.kind for b in document.blocks] == ["paragraph", "heading", "row", "paragraph"]
