"""Digests, lists of projects and notices; and running text that only looks like them."""

import pytest

from dcpipeline.extract.document import Document
from dcpipeline.extract.layouts import (
    WrongLayoutError,
    parse_digest,
    parse_news,
    parse_notice,
    parse_project_list,
)
from dcpipeline.extract.layouts.numbering import number_of
from dcpipeline.extract.reading import read_document
from dcpipeline_tests.extract.pages import PROSE, assert_sound, in_body, page


def records(document: Document) -> dict[int | None, list[str]]:
    read: dict[int | None, list[str]] = {}
    for block in document.blocks:
        read.setdefault(block.record, []).append(document.text[block.start : block.end])
    return read


def paragraphs(*lines: str) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


# --- digests


def test_bare_headlines_open_the_items_of_a_digest() -> None:
    document = read_document(page("digest_bare.html"))
    assert_sound(document)
    read = records(document)
    assert document.layout == "digest"
    assert read[None] == ["本周看点", "2025-11-25", "一、算力大单", "二、运营动态"]
    assert read[1][0] == "6.2亿，西坪智算中心设计施工总承包招标公告"
    assert read[1][2].startswith("合同工期")
    assert read[2][0] == "南塘算力中心正式投产"
    assert sorted(r for r in read if r is not None) == [0, 1, 2, 3]


def test_headings_open_the_items_of_an_english_digest() -> None:
    document = read_document(page("digest_headings.html"))
    assert document.layout == "digest"
    assert [len(lines) for record, lines in records(document).items() if record is not None] == [
        2,
        3,
        2,
    ]


@pytest.mark.parametrize(
    "items",
    [
        (
            "【东岗开工】东岗智算中心5月8日开工。",
            "【西坪获批】西坪智算中心获批。",
            "【南塘签约】南塘签约。",
        ),
        (
            "1、东岗智算中心5月8日开工，总投资12亿元。",
            "2、西坪智算中心获批。",
            "3、南塘算力中心签约。",
        ),
    ],
)
def test_items_may_be_one_paragraph_each_under_a_title_that_says_so(items: tuple[str, ...]) -> None:
    document = read_document(in_body(paragraphs(*items), title="数据中心一周快讯"))
    assert document.layout == "digest"
    assert [records(document)[i] for i in range(3)] == [[item] for item in items]


def test_bold_headings_of_one_report_make_no_digest() -> None:
    sections = "".join(
        f"<p><b>{h}</b></p><p>{PROSE}</p>" for h in ("要素先行", "雏形初现", "人才聚集", "未来可期")
    )
    document = read_document(in_body(sections, title="云上小城的算力路"))
    assert document.layout == "article"
    assert set(records(document)) == {None}
    assert [b.kind for b in document.blocks[1:3]] == ["heading", "paragraph"]


def test_numbered_sections_under_a_title_of_a_digest_make_no_digest() -> None:
    heads = ("一、总体情况", "二、主要做法", "三、下步打算")
    body = "".join(f"<p><b>{head}</b></p><p>{PROSE}</p>" for head in heads)
    assert read_document(in_body(body, title="东岗项目工作动态")).layout == "article"


def test_two_items_are_no_digest() -> None:
    with pytest.raises(WrongLayoutError, match="no 3 items"):
        parse_digest(f"<h3>东岗开工</h3><p>{PROSE}</p><h3>西坪获批</h3><p>{PROSE}</p>", "一周快讯")


def test_marks_before_bold_headlines_and_tails_of_the_account_do_not_hide_a_digest() -> None:
    heads = ("云岭伊县：扩容完成", "北岭雅县：等待", "南塘：一期点亮")
    items = "".join(f"<p><i>▎</i><b>{head}</b></p><p>{PROSE}</p>" for head in heads)
    tail = "<p>往期回顾：<a href=/1>上周的算力动态都在这里</a></p><p>长按识别二维码</p>"
    document = read_document(in_body(f"{items}{tail}", title="算力雷达｜7月第2周"))
    assert document.layout == "digest"
    assert [len(records(document)[i]) for i in range(3)] == [2, 2, 2]
    assert "往期回顾" not in document.text


def test_items_may_open_with_the_company_under_a_title_that_says_so() -> None:
    items = [f"{name}：{PROSE}" for name in ("远岭科技", "云川股份", "海石通信")]
    document = read_document(in_body(paragraphs(*items), title="算力公告速览"))
    assert document.layout == "digest"
    assert [records(document)[i] for i in range(3)] == [[item] for item in items]


# --- lists of projects


def test_entries_of_a_project_list_are_records_between_headings() -> None:
    document = read_document(page("project_list.html"))
    assert_sound(document)
    read = records(document)
    assert document.layout == "project_list"
    assert read[1] == [
        "2.云门数据中心二期项目。总投资8亿元，建设3000个机架。",
        "责任单位：云门县政府。",
    ]
    assert read[3] == ["4.柳河绿色算力基地项目。总投资5.6亿元，占地120亩。"]
    assert {"（一）续建项目", "（二）新建项目"} <= set(read[None])
    assert any(line.startswith("以上项目") for line in read[None])


@pytest.mark.parametrize("mark", ["{}.", "{}、", "（{}）", "({})", "{}．"])
def test_entries_may_be_numbered_in_any_style(mark: str) -> None:
    names = ("东岗智算中心", "西坪数据中心", "南塘算力基地")
    for numbers in ("123", "①②③" if mark == "{}." else "123", "一二三"):
        form = (
            "{}" if numbers[0] == "①" else mark if numbers[0] != "一" or "." not in mark else "{}、"
        )
        lines = [
            f"{form.format(n)}{name}，总投资6亿元。" for n, name in zip(numbers, names, strict=True)
        ]
        parsed = parse_project_list(paragraphs(*lines))
        assert [p.record for p in parsed.pieces] == [0, 1, 2], form


def test_items_of_a_list_need_no_numbers() -> None:
    items = "".join(f"<li>{n}智算中心：2000P，在建</li>" for n in ("东岗", "西坪", "南塘"))
    document = read_document(in_body(f"<ol>{items}</ol>", title="本市智算项目一览"))
    assert document.layout == "project_list"
    assert [b.record for b in document.blocks if b.kind == "item"] == [0, 1, 2]


def test_what_is_nested_in_an_entry_belongs_to_it() -> None:
    inner = "<ul><li>投资主体：某公司</li><li>总投资6亿元</li></ul>"
    items = "".join(f"<li>{n}智算中心{inner}</li>" for n in ("东岗", "西坪", "南塘"))
    document = read_document(in_body(f"<ol>{items}</ol>", title="重点项目名单"))
    assert document.layout == "project_list"
    assert records(document)[1] == ["西坪智算中心", "投资主体：某公司", "总投资6亿元"]


@pytest.mark.parametrize("mark", ["——", "● ", "▪", "- "])
def test_entries_may_open_with_a_mark(mark: str) -> None:
    lines = [f"{mark}{n}智算中心，总投资6亿元。" for n in ("东岗", "西坪", "南塘")]
    document = read_document(in_body(paragraphs(*lines), title="签约项目清单公布"))
    assert [records(document)[i] for i in range(3)] == [[line] for line in lines]


def test_entries_may_be_called_project_one_and_two() -> None:
    heads = ("项目一 东岗智算中心", "项目二 西坪数据中心", "项目三 南塘算力基地")
    body = "".join(f"<h4>{h}</h4><p><b>投资估算：</b>总投资6亿元。</p>" for h in heads)
    document = read_document(in_body(body, title="招商引资项目册"))
    assert document.layout == "project_list"
    assert [records(document)[i][0] for i in range(3)] == list(heads)


@pytest.mark.parametrize(
    "marks", ["1．|2．|3．", "一、|二、|三、", "①|②|③", "——|——|——", "● |● |● "]
)
def test_lists_in_plain_text_are_records(marks: str) -> None:
    names = (
        "东岗智算中心，总投资6亿元。",
        "西坪数据中心，总投资3亿元。",
        "南塘算力基地，机柜3000个。",
    )
    lines = [mark + name for mark, name in zip(marks.split("|"), names, strict=True)]
    document = read_document("\n".join(["东岗市公布算力项目", "全市共三个。", *lines]).encode())
    assert_sound(document)
    assert document.layout == "text"
    assert [records(document)[i] for i in range(3)] == [[line] for line in lines]


def test_headlines_in_plain_text_open_items() -> None:
    heads = ("东岗智算中心开工", "西坪数据中心获批", "南塘算力中心签约")
    lines = [line for head in heads for line in (head, PROSE)]
    document = read_document("\n".join(["算力一周快讯", *lines]).encode())
    assert [records(document)[i] for i in range(3)] == [[head, PROSE] for head in heads]


@pytest.mark.parametrize(
    "lines",
    [
        (PROSE, "一是推进东岗智算中心，二是建设西坪数据中心，三是谋划南塘算力基地，总投资12亿元。"),
        ("一、总体要求", PROSE, "二、主要任务", PROSE, "三、保障措施", PROSE),
        (
            "（一）建设智算中心。加快一期项目建设，总投资12亿元。",
            "（二）完善网络平台。推进直连工程建设，投资3亿元。",
            "（三）培育产业园区。支持企业入驻，补贴500万元。",
        ),
        ("一、项目概况", PROSE, "二、项目建设内容", PROSE, "三、项目投资", PROSE),
    ],
)
def test_sections_and_enumerations_in_prose_are_still_running_text(lines: tuple[str, ...]) -> None:
    document = read_document(in_body(paragraphs(*lines), title="数字经济发展工作方案"))
    assert document.layout in {"news", "article"}
    assert set(records(document)) == {None}


def test_a_remark_on_all_entries_belongs_to_none_of_them() -> None:
    lines = ["1.东岗智算中心，总投资6亿元。", "以上项目均已开工。", "2.西坪数据中心，总投资3亿元。"]
    parsed = parse_project_list(paragraphs(*lines, "3.南塘算力基地，总投资9亿元。"))
    assert [p.record for p in parsed.pieces] == [0, None, 1, 2]


def test_the_last_entry_goes_on_no_longer_than_its_fellows() -> None:
    lines = [
        f"{n}.{name}智算中心，总投资6亿元。" for n, name in enumerate(("东岗", "西坪", "南塘"), 1)
    ]
    parsed = parse_project_list(paragraphs(*lines, "各县区要抓紧落实。"))
    assert [p.record for p in parsed.pieces] == [0, 1, 2, None]


def test_names_without_figures_are_a_list_only_where_the_title_says_so() -> None:
    names = paragraphs("1.东岗智算中心", "2.西坪数据中心", "3.南塘算力基地")
    assert parse_project_list(names, "重点项目名单").records == 3
    with pytest.raises(WrongLayoutError):
        parse_project_list(names, "领导调研")


def test_facts_about_one_project_are_no_list_of_projects() -> None:
    facts = "<ul><li>总投资：12亿元</li><li>算力：2000P</li><li>建设工期：2年</li></ul>"
    document = read_document(in_body(f"<p>{PROSE}</p>{facts}", title="东岗智算中心介绍"))
    assert document.layout == "news"
    assert set(records(document)) == {None}


def test_prose_is_no_list_of_projects() -> None:
    with pytest.raises(WrongLayoutError, match="no 3 projects"):
        parse_project_list(paragraphs(PROSE, PROSE))


@pytest.mark.parametrize(
    ("line", "style", "value"),
    [
        ("一、项目", "han", 1),
        ("（十二）项目", "han_bracket", 12),
        ("12．项目", "digit", 12),
        ("3)项目", "digit", 3),
        ("1.2024年启动", "digit", 1),
        ("⑳项目", "circle", 20),
        ("第三，项目", "nth", 3),
    ],
)
def test_numbers_open_lines(line: str, style: str, value: int) -> None:
    number = number_of(line)
    assert number is not None
    assert (number.style, number.value) == (style, value)


@pytest.mark.parametrize(
    "line", ["12.42 亿，某项目招标", "2.5万机架", "1.", "2025年开工", "一期投产", "100P"]
)
def test_figures_open_no_lines(line: str) -> None:
    assert number_of(line) is None


# --- notices


def test_a_notice_has_fields_points_and_sections() -> None:
    document = read_document(page("notice.html", "gb18030"))
    assert_sound(document)
    assert (document.layout, document.encoding) == ("notice", "gb18030")
    kinds = {document.text[b.start : b.end]: b.kind for b in document.blocks}
    assert kinds["证券代码：600000 证券简称：远岭科技 公告编号：2025-017"] == "meta"
    assert kinds["重要内容提示："] == kinds["一、交易概述"] == "heading"
    assert kinds["● 合同金额：48,384万元（含税）"] == "item"
    assert kinds["预计对公司当期业绩产生积极影响。"] == "paragraph"
    assert str(document.published_on) == "2025-05-26"


def test_an_english_filing_is_a_notice() -> None:
    lines = (
        "(Incorporated in Bermuda with limited liability)",
        "(Stock Code: 9999)",
        "The board says so.",
    )
    kinds = [piece.kind for piece in parse_notice(paragraphs(*lines)).pieces]
    assert kinds == ["meta", "meta", "paragraph"]


def test_a_report_that_names_a_stock_is_no_notice() -> None:
    with pytest.raises(WrongLayoutError, match="no header of a notice"):
        parse_notice(paragraphs("远岭科技（证券代码：600000）昨日签约。", PROSE))


# --- running text


def test_news_keeps_the_order_of_the_page_and_names_what_it_skips() -> None:
    parsed = parse_news(f"<h2>一期</h2><p>{PROSE}</p><script>x</script><nav>首页 栏目</nav>")
    assert [(p.kind, p.record) for p in parsed.pieces] == [("heading", None), ("paragraph", None)]
    assert {u.what for u in parsed.unread} == {"script", "nav"}


def test_a_fragment_without_text_is_refused() -> None:
    with pytest.raises(WrongLayoutError, match="shows no text"):
        parse_news("<script>x</script>")
