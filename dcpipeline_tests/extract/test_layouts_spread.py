"""Bodies that are a table, the entries of a list, or several elements."""

from dcpipeline.extract.reading import read_document
from dcpipeline_tests.extract.pages import PROSE, assert_sound, texts

MENU = "".join(f"<li><a href=/{i}>第{i}个栏目的名称</a></li>" for i in range(12))
ROWS = "".join(
    f"<tr><td>{i}</td><td>东岗{i}号智算中心</td><td>{i}.5</td></tr>" for i in range(1, 40)
)
TABLE = f"<table><tr><td>序号</td><td>项目名称</td><td>总投资（亿元）</td></tr>{ROWS}</table>"


def rows_of(markup: str) -> tuple[str, int]:
    document = read_document(f"<title>2025年项目表_东岗网</title>{markup}".encode())
    assert_sound(document)
    assert (document.reader, document.title) == ("selectolax", "2025年项目表")
    assert "栏目" not in document.text
    return document.layout, len(texts(document, "row"))


def test_a_page_with_a_title_and_a_table_keeps_its_rows() -> None:
    assert rows_of(f"<h1>2025年项目表</h1>{TABLE}") == ("table", 39)
    menu = f"<div class=q><ul>{MENU}</ul></div>"
    assert rows_of(f"{menu}<h1>2025年项目表</h1><p>单位：亿元</p>{TABLE}{menu}") == ("table", 39)
    assert rows_of(f"{menu}<div class=c><div>2025年项目表</div><div>{TABLE}</div></div>") == (
        "table",
        39,
    )


def test_a_table_beside_its_introduction_is_part_of_the_body() -> None:
    lead = f"<div class=article-content><p>{PROSE}</p></div>"
    assert rows_of(f"<div><h1>2025年项目表</h1>{lead}<div>{TABLE}</div></div>") == ("table", 39)


def test_a_table_of_data_inside_a_scaffold_is_read_by_rows() -> None:
    inner = f"<b>2025年项目表</b>{TABLE}"
    scaffold = f"<table><tr><td><ul>{MENU}</ul></td></tr><tr><td>{inner}</td></tr></table>"
    assert rows_of(scaffold) == ("table", 39)


def test_prose_in_a_cell_does_not_hide_the_other_cells() -> None:
    cells = f"<tr><td>建设内容</td><td>{PROSE}</td></tr><tr><td>建设单位</td><td>东岗公司</td></tr>"
    document = read_document(f"<div class=q><table>{cells}</table></div>".encode())
    assert len(texts(document, "row")) == 2
    assert "东岗公司" in document.text


def test_a_body_in_two_elements_of_one_class_is_read_whole() -> None:
    part = "<div class=article-content><p>{}</p></div>"
    one, two = PROSE + PROSE, PROSE.replace("一期", "二期") + PROSE
    document = read_document(f"<div>{part.format(one)}{part.format(two)}</div>".encode())
    assert texts(document, "paragraph") == [one, two]


def results(count: int, summary: str) -> bytes:
    entry = (
        "<div class=result><div><a href=/{0}.html>东岗<em>智算</em>中心{0}期开工</a></div>"
        "<div class=content>……总投资<em>6亿元</em>，第{0}期在建，{1}</div>"
        "<div>东岗日报&nbsp;2025-03-{0:02d}</div></div>"
    )
    found = "".join(entry.format(i, summary) for i in range(1, count + 1))
    pages = "<div class=p2><a href=/2>下一页的检索结果</a></div>"
    return f"<title>站内检索_东岗网</title><div>{found}{pages}</div>".encode()


def test_results_of_a_search_are_entries_with_their_summaries() -> None:
    document = read_document(results(8, "年底投产。"))
    assert_sound(document)
    assert document.layout == "listing"
    by_record = {
        kind: [b.record for b in document.blocks if b.kind == kind]
        for kind in ("item", "paragraph", "meta")
    }
    assert by_record == {kind: list(range(8)) for kind in by_record}
    assert texts(document, "item")[0] == "东岗智算中心1期开工"
    assert texts(document, "paragraph")[0] == "……总投资6亿元，第1期在建，年底投产。"
    assert texts(document, "meta")[0] == "东岗日报 2025-03-01"


def test_an_article_among_parts_of_its_class_is_no_entry() -> None:
    document = read_document(results(4, PROSE * 3))
    assert document.layout != "listing"
