"""Forms: labels and their values, whatever elements the page sets them in."""

import pytest

from dcpipeline.extract.document import Document
from dcpipeline.extract.reading import read_document
from dcpipeline_tests.extract.pages import PROSE, assert_sound, in_body, texts

FIELDS = (
    ("项目名称", "东岗智算中心"),
    ("建设单位", "东岗算力有限公司"),
    ("总投资（万元）", "60000"),
    ("建设地点", "东岗县高新区"),
)
LINES = [f"{label}：{value}" for label, value in FIELDS]


def filed(form: str, around: str = "{}", fields: tuple[tuple[str, str], ...] = FIELDS) -> Document:
    inner = around.format("".join(form.format(label, value) for label, value in fields))
    shell = f"<title>备案公示</title><div class=x><h1>备案公示</h1>{inner}</div>"
    document = read_document(shell.encode())
    assert_sound(document)
    return document


@pytest.mark.parametrize(
    ("form", "around"),
    [
        ("<dt>{}</dt><dd>{}</dd>", "<dl>{}</dl>"),
        ("<div class=r><span>{}</span><span>{}</span></div>", "{}"),
        ("<li><label>{}</label> {}</li>", "<ul>{}</ul>"),
        ("<div class=r><div class=l>{}</div><div class=v>{}</div></div>", "{}"),
        ("<p>{}：{}</p>", "{}"),
        ("{}：{}<br>", "{}"),
    ],
)
def test_labels_and_values_are_lines_of_one_record(form: str, around: str) -> None:
    document = filed(form, around)
    assert texts(document, "paragraph", "item") == LINES
    assert {b.record for b in document.blocks if b.kind in {"paragraph", "item"}} == {0}


@pytest.mark.parametrize(
    "form", ["<tr><th>{}</th><td>{}</td></tr>", "<tr><td>{}：</td><td>{}</td></tr>"]
)
def test_a_table_of_labels_is_rows_that_know_their_label(form: str) -> None:
    document = filed(form, "<table>{}</table>")
    stated = {
        c.header: document.text[c.start : c.end]
        for b in document.blocks
        for c in b.cells
        if c.header
    }
    assert stated == dict(FIELDS)
    assert {b.record for b in document.blocks if b.kind == "row"} == {0}


def test_a_table_with_a_title_and_a_signature_is_still_one_of_labels() -> None:
    top = "<tr><td colspan=4>备案证</td></tr>"
    end = "<tr><td colspan=4>东岗县审批局<br>2025-04-28</td></tr>"
    rows = "".join(f"<tr><td>{a}</td><td colspan=3>{b}</td></tr>" for a, b in FIELDS[:3])
    content = f"<p>东岗县</p><table>{top}{rows}{end}</table>".encode()
    headers = {c.header for b in read_document(content).blocks for c in b.cells}
    assert {"项目名称", "建设单位", "总投资（万元）"} <= headers


def test_a_label_that_comes_again_begins_the_next_form() -> None:
    twice = (*FIELDS, ("项目名称", "西坪数据中心"), ("建设单位", "西坪公司"), ("总投资", "2亿元"))
    document = filed("<p>{}：{}</p>", "{}", twice)
    records = [b.record for b in document.blocks if b.kind == "paragraph"]
    assert records == [0, 0, 0, 0, 1, 1, 1]


def test_a_form_without_a_name_speaks_of_what_the_page_speaks_of() -> None:
    lines = "".join(f"<p>{line}</p>" for line in LINES[1:])
    document = read_document(in_body(f"<p>{PROSE}</p>{lines}"))
    assert {b.record for b in document.blocks} == {None}


def test_spans_of_a_sentence_get_no_colon() -> None:
    lines = "".join(f"<p><span>建设单位</span><span>第{i}次到场检查</span></p>" for i in range(2))
    document = read_document(in_body(f"<p>{PROSE}</p>{lines}<p><b>项目</b>一期投产</p>"))
    assert "：" not in document.text
