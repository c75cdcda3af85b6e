"""Any bytes to a document: text, blocks, title, day, source, and what was left out."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dcpipeline.extract.reading import read_document
from dcpipeline_tests.extract.pages import PAGES, PROSE, assert_sound, in_body, page, texts

# --- text of the body


def test_a_news_page_gives_title_line_and_paragraphs_only() -> None:
    document = read_document(page("news_gov.html"))
    assert document.text.split("\n") == [
        "青川湖智算中心一期主体封顶",
        "发布时间：2025-03-12 10:20来源：青川湖日报浏览次数：87",
        "3月11日，青川湖智算中心一期主体结构封顶，项目总投资30.5亿元，规划算力3000P。",
        "一是推进机房装修，二是采购服务器，三是接入110千伏变电站。",
        "一期预计年底投用， 可提供1\u200b200个标准机架。",
        "二期2026年动工。",
        "（来源：青川湖日报）",
    ]
    assert [block.kind for block in document.blocks][:3] == ["title", "meta", "paragraph"]
    assert (document.layout, document.language, document.reader) == ("news", "zh", "selectolax")


def test_what_was_left_out_is_named_and_counted() -> None:
    unread = {part.what: part.characters for part in read_document(page("news_gov.html")).unread}
    assert unread["script"] == len('var page = "青川湖";')
    assert unread["hidden element"] == len("这一段读者看不到。")
    assert {"header", "breadcrumbs", "share bar", "sidebar", "footer", "editor line"} <= set(unread)
    assert unread["previous and next"] >= len("上一篇：全区召开防汛工作会议")


@pytest.mark.parametrize(
    ("markup", "line"),
    [
        ("<span>3</span><span>000P</span>算力", "3000P算力"),
        ("总投资&nbsp;&nbsp;12\n\t亿元", "总投资 12 亿元"),
        ("装机12&#x202f;500台", "装机12\u202f500台"),
        ("面积5000m<sup>2</sup>", "面积5000m2"),
        ("算<!-- x -->力<script>1</script>中心", "算力中心"),
        ("<ruby>智<rt>zhì</rt></ruby>算", "智算"),
    ],
)
def test_inline_markup_does_not_break_words(markup: str, line: str) -> None:
    document = read_document(in_body(f"<p>{PROSE}</p><p>{markup}</p>"))
    assert texts(document, "paragraph") == [PROSE, line]


def test_line_breaks_and_blocks_end_a_block() -> None:
    document = read_document(in_body(f"{PROSE}<br>二期<div>三期</div>四期<ul><li>五期</li></ul>"))
    assert texts(document, "paragraph", "item") == [PROSE, "二期", "三期", "四期", "五期"]


def test_a_body_without_a_usual_name_is_found_by_its_prose() -> None:
    menu = "".join(f"<li><a href=/{i}>栏目{i}</a></li>" for i in range(40))
    markup = f"<div class=q7><ul>{menu}</ul></div><div class=q8><div class=q9><p>{PROSE}</p>"
    document = read_document(f"<title>x</title>{markup}<p>{PROSE}</p></div></div>".encode())
    assert texts(document, "paragraph") == [PROSE, PROSE]


def test_a_page_without_prose_is_read_by_trafilatura() -> None:
    lines = "".join(f"<ul><li>row {i} of the north hall holds racks</li></ul>" for i in range(60))
    document = read_document(f"<html><body>{lines}</body></html>".encode())
    assert document.reader == "trafilatura"
    assert "row 59 of the north hall holds racks" in texts(document, "paragraph")


def test_related_links_behind_the_text_are_left_out() -> None:
    links = "<p>相关阅读</p><ul><li><a href=/1>邻县另一座数据中心开工建设</a></li></ul>"
    document = read_document(in_body(f"<p>{PROSE}</p>{links}"))
    assert texts(document, "paragraph", "item") == [PROSE]
    assert "related links" in {part.what for part in document.unread}


def test_lines_broken_at_the_width_of_a_sheet_are_joined() -> None:
    sheet = (
        "    本公司董事会及全体董事保证本公告内容不存在任何虚假记载和误导性陈\n"
        "述或者重大遗漏，并承担责任。\n"
        "    公司与客户签订的算力服务协议费用总额为一亿七千万元并含税，服务期限四\n十八个月。\n"
        "    上述协议涉及的服务器设备已经全部到货并完成安装调试，自双方盖章之日起生\n效执行。\n"
        "    本次协议预计将增加公司主营业务收入并提升公司在算力市场中的影响力和规\n模水平。\n"
    )
    document = read_document(f"<title>x</title><pre>{sheet}</pre>".encode())
    assert len(texts(document, "paragraph")) == 4
    assert "误导性陈述或者重大遗漏" in document.text


def test_plain_text_has_lines_as_blocks() -> None:
    lines = f"东岗智算中心投产\r\n来源：东岗日报 2024-05-09\r\n\r\n{PROSE}"
    document = read_document(lines.encode("gbk"))
    assert document.layout == "text"
    assert [block.kind for block in document.blocks] == ["title", "meta", "paragraph"]
    assert (document.source_words, document.published_on) == ("东岗日报", date(2024, 5, 9))
    assert (document.encoding, document.reader) == ("gb18030", "text")


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "page"),
        (b" \r\n\t", "page"),
        (b"%PDF-1.7 \x00\x01", "PDF"),
        (b"PK\x03\x04abc", "zip archive or office document"),
        (b"\xff\xd8\xff\xe0\x00", "picture"),
        (bytes(range(256)) * 9, "binary file"),
        (b"<html><body><div id=app></div><script>go()</script></body></html>", "page"),
    ],
)
def test_what_has_no_text_is_empty_with_a_reason(content: bytes, what: str) -> None:
    document = read_document(content)
    assert (document.layout, document.text, document.blocks) == ("empty", "", ())
    assert what in {part.what for part in document.unread}
    assert all(part.reason for part in document.unread)


def test_damaged_bytes_are_counted_and_the_rest_is_read() -> None:
    content = in_body(f"<p>{PROSE}</p><p>二期在建。</p>").replace("二期".encode(), b"\xff\xfe")
    document = read_document(content)
    assert PROSE in document.text
    assert next(p.characters for p in document.unread if p.what == "damaged bytes") >= 2


# --- title


@pytest.mark.parametrize(
    ("window", "body", "title"),
    [
        ("云门数据中心开工_部门动态_云门县人民政府", "", "云门数据中心开工"),
        ("云门数据中心开工-云门新闻网", "", "云门数据中心开工"),
        ("Work starts on the Yunmen data centre | Ridge Post", "", None),
        ("云门新闻网", "<h1>云门数据中心开工</h1>", "云门数据中心开工"),
        ("云门数据中心-二期开工_某网", "<h1>云门数据中心-二期开工</h1>", "云门数据中心-二期开工"),
        ("", "<h1>云门数据中心开工</h1>", "云门数据中心开工"),
        ("云门县人民政府信息公开平台", "<h1>云门数据中心开工</h1>", "云门数据中心开工"),
    ],
)
def test_the_title_has_no_name_of_the_site(window: str, body: str, title: str | None) -> None:
    document = read_document(in_body(f"{body}<p>{PROSE}</p>", title=window))
    assert document.title == (title or "Work starts on the Yunmen data centre")
    assert document.text.count(document.title) == 1


def test_a_title_in_meta_tags_stands_in_for_an_empty_window() -> None:
    head = '<meta property="og:title" content="云门数据中心开工 - 某网">'
    assert read_document(in_body(f"<p>{PROSE}</p>", head=head)).title == "云门数据中心开工"


@pytest.mark.parametrize(
    ("window", "above", "title"),
    [
        ("东岗县发展改革局关于东岗智算中心项目的批复-东岗县发展改革局",
         "<div>东岗县发展改革局</div><div>关于东岗智算中心项目的批复</div>",
         "东岗县发展改革局关于东岗智算中心项目的批复"),
        ("智算中心建设_服务器租赁-某公司",
         "<h1><a href='/'>智算中心建设</a></h1><h2>建一座智算中心要多少钱？</h2>",
         "建一座智算中心要多少钱？"),
        ("公司公告_远岭科技（600000）_某财经网", "<h2>远岭科技：关于终止协议的公告 2025-09-30</h2>",
         "远岭科技：关于终止协议的公告"),
        ("远岭科技（600000）公告正文", "<p>远岭科技：关于节能审查的公告</p>",
         "远岭科技：关于节能审查的公告"),
        ("远岭科技（600000）-关于收到中标通知书的公告-搜某",
         "<div><b>远岭科技：关于收到中标通知书的公告</b>&nbsp;2025-07-04</div>",
         "远岭科技：关于收到中标通知书的公告"),
    ],
)  # fmt: skip
def test_the_title_is_the_line_above_the_body_that_the_window_means(
    window: str, above: str, title: str
) -> None:
    body = f"<div class=article-content><p>{PROSE}{PROSE}</p></div>"
    content = f"<title>{window}</title><div>{above}{body}</div>".encode()
    assert read_document(content).title == title


def test_a_day_behind_the_title_is_the_day_of_the_page() -> None:
    body = f"<div class=article-content><p>{PROSE}</p><p>{PROSE}</p><p>2024年11月8日</p></div>"
    content = f"<title>x</title><div><h1>东岗公告 2024-11-09</h1>{body}</div>".encode()
    document = read_document(content)
    assert (document.title, document.published_on) == ("东岗公告", date(2024, 11, 9))


def test_what_stands_between_title_and_body_is_kept() -> None:
    lead = "——东岗县重点项目建设现场观察记"
    body = f"<div class=article-content><p>{PROSE}</p><p>{PROSE}</p></div>"
    content = f"<title>x</title><div><h1>东岗见闻录</h1><p>{lead}</p>{body}</div>".encode()
    assert lead in texts(read_document(content), "heading")


# --- day and source


@pytest.mark.parametrize(
    ("given", "url", "opening", "line", "day", "basis"),
    [
        (date(2020, 1, 1), "https://a.example/t20250312_1.html", "", "", "2020-01-01", "given"),
        (
            None,
            "https://a.example/202503/t20250312_1.html",
            "",
            "2025-03-20",
            "2025-03-12",
            "address",
        ),
        (None, "https://a.example/c/2025-03-12/1.shtml", "", "", "2025-03-12", "address"),
        (
            None,
            "https://a.example/202409/1.html",
            "中新网兰州9月13日电 ",
            "",
            "2024-09-13",
            "dateline",
        ),
        (None, None, "新华社西宁2025年7月3日电 ", "2025-07-05", "2025-07-03", "dateline"),
        (None, None, "海州网12月30日讯 ", "2025-01-02 09:00", "2024-12-30", "dateline"),
        (None, None, "BEILING, March 11 (Wire) -- ", "March 12, 2025", "2025-03-11", "dateline"),
        (None, None, "中新网兰州9月13日电 ", "", None, None),
        (None, "https://a.example/202503/1.html", "", "", None, None),
        (None, None, "", "发布时间：2025-03-12 10:20 来源：某报", "2025-03-12", "printed"),
        (None, None, "", "更新时间：2025-04-01 发布时间：2025-03-12", "2025-03-12", "printed"),
        (None, None, "", "2025年3月12日", "2025-03-12", "printed"),
        (None, None, "", "March 12, 2025", "2025-03-12", "printed"),
        (None, None, "", "Publié le 12 mars 2025", "2025-03-12", "printed"),
        (None, None, "", "(Agence) | 12.03.2025 16h07", "2025-03-12", "printed"),
        (None, None, "", "Dernière mise à jour : 12/03/2025", "2025-03-12", "printed"),
        (None, None, "", "原创 东岗算力 2025年3月12日 20:17 海州", "2025-03-12", "printed"),
        (None, None, "", "整理日期：2025年3月12日 单位：亿元", "2025-03-12", "printed"),
        (None, None, "", "字体：【大 中 小】 发布日期：2025-03-12", "2025-03-12", "printed"),
        (None, None, "", "03/12/2025", None, None),
        (None, None, "", "2025年3月", None, None),
    ],
)
def test_the_day_comes_from_the_most_trusted_place(
    given: date | None, url: str | None, opening: str, line: str, day: str | None, basis: str | None
) -> None:
    content = in_body(f"<p>{line}</p><p>{opening}{PROSE}</p>")
    document = read_document(content, url=url, published=given)
    assert document.published_on == (date.fromisoformat(day) if day else None)
    assert document.published_basis == basis


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2025-03-12T23:10:00+08:00">',
        '<meta name="PubDate" content="2025/03/12 08:00">',
        '<script type="application/ld+json">{"datePublished": "2025-03-12T08:00:00Z"}</script>',
    ],
)
def test_meta_tags_print_the_day_where_no_line_does(head: str) -> None:
    assert read_document(in_body(f"<p>{PROSE}</p>", head=head)).published_on == date(2025, 3, 12)
    time = '<p><time datetime="2025-03-12">12 Mar</time></p>'
    assert read_document(in_body(f"{time}<p>{PROSE}</p>")).published_on == date(2025, 3, 12)


def test_a_clock_in_the_header_is_not_the_day_of_the_page() -> None:
    clock = "<div class=clock>今天是 2026-01-01 星期四</div>"
    inner = f"<h1>东岗投产</h1><p>2025-03-12</p><div id=zoom><p>{PROSE}</p></div>"
    shell = f"<div>{clock}<div>{inner}</div></div>"
    assert read_document(shell.encode()).published_on == date(2025, 3, 12)


def test_a_document_is_dated_below_its_signature() -> None:
    document = read_document(in_body(f"<p>{PROSE}</p><p>东岗县发改局</p><p>2025年3月1日</p>"))
    assert (document.published_on, document.published_basis) == (date(2025, 3, 1), "printed")


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("2025-03-12 来源：东岗日报 作者：某某", "东岗日报"),
        ("发布日期: 2025-03-12 08:27:57 来源: 来源:东岗在线", "东岗在线"),
        ("稿源：东岗发布 2025-03-12", "东岗发布"),
        ("March 12, 2025 | Source: Ridge Post | By A. Writer", "Ridge Post"),
        ("2025-03-12", None),
    ],
)
def test_the_source_is_named_as_printed(line: str, source: str | None) -> None:
    assert read_document(in_body(f"<p>{line}</p><p>{PROSE}</p>")).source_words == source


@pytest.mark.parametrize(
    ("name", "codec", "language"),
    [
        ("news_gov.html", "gb18030", "zh"),
        ("news_en.html", "utf-8", "en"),
        ("news_fr.html", "cp1252", "fr"),
    ],
)
def test_the_language_is_told_by_script_and_words(name: str, codec: str, language: str) -> None:
    assert read_document(page(name, codec)).language == language


def test_french_figures_keep_the_blank_that_groups_them() -> None:
    text = read_document(page("news_fr.html", "cp1252")).text
    assert "780\xa0000 PFlops" in text


# --- robustness


@pytest.mark.parametrize(
    "content",
    [
        b"<div>" * 200_000,
        b"<p>" * 300_000,
        b"<b id=1>" * 20_000 + b"<p>" * 20_000,
        b"<a><div></a>" * 30_000,
        b"<div " + b"a%d=1 " * 200_000 + b">",
        b"&amp;" * 1_000_000,
        b"&#xD800;" * 200_000,
        b"<" * 1_000_000,
        b"<table><tr><td rowspan=9999 colspan=9999>" * 3_000,
        b"<table>" + (b"<tr>" + b"<td colspan=100 rowspan=2000>x1" * 10) * 2_000,
        b"<title>" + b"-net" * 100_000 + b"</title><p>x",
        b"<ul>" + b"<li><a href=/1>" + b"." * 50_000 + b"x</a>" * 9,
        b"<!--" * 200_000,
        b"<script>" * 100_000,
        b"\x00" * 100_000 + b"<p>",
        b"\xff\xfe" + b"\x00\xd8" * 1_000 + b"<p>",
        "锛銆鐨".encode() * 100_000,
    ],
    ids=lambda content: repr(content[:12]),
)
def test_hostile_pages_are_read_in_bounded_time(content: bytes) -> None:
    assert_sound(read_document(content))


def test_a_very_large_page_is_read_in_part() -> None:
    document = read_document(in_body(f"<p>{PROSE}</p>") + b"<i>x</i>" * 1_200_000)
    assert PROSE in document.text
    assert "end of the page" in {part.what for part in document.unread}


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=600))
def test_random_bytes_give_a_sound_document(content: bytes) -> None:
    assert_sound(read_document(content))


SPLINTERS = [
    b"<table>", b"</div>", b"<tr><td rowspan=9 colspan=0>", b"<li>", b"<pre>", b"<!--", b"\x00",
    b"<a href=x>", b"\xff\xfe", b"&#xD800;", b"</table>", b"<td colspan=99999>", b"<h1>", b"\n",
]  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(sorted(path.name for path in PAGES.glob("*.html"))),
    st.lists(
        st.tuples(
            st.floats(0, 1), st.integers(0, 300), st.sampled_from(SPLINTERS) | st.binary(max_size=3)
        ),
        max_size=12,
    ),
)
def test_mutated_pages_give_a_sound_document(
    name: str, changes: list[tuple[float, int, bytes]]
) -> None:
    content = page(name)
    for place, length, splinter in changes:
        at = int(place * len(content))
        content = content[:at] + splinter + content[at + length :]
    assert_sound(read_document(content))
