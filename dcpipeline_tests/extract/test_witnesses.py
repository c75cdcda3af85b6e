"""Copies, compilations and reprints are no further witnesses; reports of one's own are."""

import re
from dataclasses import replace
from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opencc import OpenCC

from dcpipeline.extract.page_claims import ReadPage, claims_from_pages
from dcpipeline.extract.pages import extract_page
from dcpipeline.extract.sourcing import cited_outlets, cited_pages, outlets_of
from dcpipeline.extract.witnesses import (
    Telling,
    register_tellings,
    row_tellings,
    shared_origins,
    with_origins,
)
from dcpipeline.harvest.watch import origin_of_pages
from dcpipeline.normalize import Gazetteer
from dcpipeline_tests.extract.rows import FACTS_AS_OF, claims, read

DAY = date(2025, 6, 18)
AS_OF = date(2026, 11, 21)
STORY = (
    "6月16日，云帆智算中心在庆阳市西峰区开工建设。项目总投资36.9亿元，占地120亩，规划算力规模13000P，"
    "由云帆科技有限公司投资建设，计划2026年10月建成投用。",
    "云帆智算中心共规划机架5000个，建成后将为甘肃省及周边地区的人工智能企业提供算力服务。"
    "据介绍，项目采用液冷技术，电能利用效率低于1.2，全部使用当地的风电和光伏。",
    "庆阳市数据局负责人表示，下一步将加快推进项目建设，力争早日投产，带动当地就业800人。",
)
# Another reporter's words on the same day.
OWN_REPORT = (
    "记者从庆阳获悉，云帆智算中心近日在庆阳市西峰区破土动工，这是当地又一个大型智能算力项目。",
    "工地上挖掘机正在平整土地。该项目由云帆科技出资约37亿元，建成后算力将达到13000P，明年秋天交付使用。",
    "工人们介绍，工程分为两个标段，冬季也不停工，道路和变电站已经先行完工。",
)
NEXT_STORY = (
    "云帆智算中心在庆阳市西峰区完成主体结构封顶，距离开工刚好五周，比原定计划提前了半个月。",
    "云帆科技有限公司介绍，机电安装将于下月进场，首批服务器已经完成招标，共有12家企业投标。",
)
TRADITIONAL = OpenCC("s2t")


def html(
    *paragraphs: str, title: str = "云帆智算中心在庆阳开工", source: str = "", foot: str = ""
) -> bytes:
    said = "".join(f"<p>{text}</p>" for text in paragraphs)
    line = f"<div class='info'>2025-06-18 09:30 {source}</div>"
    return (
        f"<html><head><meta charset=utf-8><title>{title}</title></head><body><h1>{title}</h1>"
        f"{line}<div class='content'>{said}</div><div class='footer'>{foot}</div></body></html>"
    ).encode()


@pytest.fixture
def page(gazetteer: Gazetteer):
    """A page as it was read."""

    def made(content: bytes, url: str, day: date = DAY, publisher: str | None = None) -> ReadPage:
        return ReadPage(
            capture_id=f"ca-{url}",
            source_id="news",
            url=url,
            publisher=publisher or url.split("/")[2],
            tier="press",
            rights="facts",
            first_seen_on=day,
            last_seen_on=day,
            reader_version="1-a",
            extraction=extract_page(content, gazetteer, url=url, published=day),
        )

    return made


def everything(pages=(), register=(), rows=()) -> pl.DataFrame:
    """Claims of the register, pages and data-set rows, under the origins that they share."""
    announced = read(*register).good
    registered = claims(*register)[0]
    known = origin_of_pages(announced, registered)
    cited = {row["page"]: row["origin_id"] for row in rows}
    of_pages = claims_from_pages(list(pages), cited | known, as_of=AS_OF)
    tellings = [
        *register_tellings(announced, registered), *row_tellings(rows), *of_pages.tellings,
    ]  # fmt: skip
    shared = shared_origins(tellings, of_pages.same)
    lines = pl.DataFrame(
        [{"subject_key": row["subject_key"], "origin_id": row["origin_id"]} for row in rows],
        schema={"subject_key": pl.String, "origin_id": pl.String},
    ).with_columns(announcement_id=pl.lit(None, dtype=pl.String), place_adcode=pl.lit("621000"))
    frames = [with_origins(frame, shared) for frame in (registered, of_pages.good, lines)]
    return pl.concat(frames, how="diagonal")


def witnesses(*args, **fields) -> int:
    return everything(*args, **fields)["origin_id"].n_unique()


# --- (1) one story on thirty hosts


def copies() -> list[bytes]:
    edits = [
        lambda story: story,
        lambda story: [TRADITIONAL.convert(text) for text in story],
        lambda story: [story[0].replace("6月16日，", "近日，"), *story[1:]],
        lambda story: [f"新华社庆阳6月16日电（记者 王云）{story[0]}", *story[1:]],
        lambda story: [*story, "（责任编辑：李帆）"],
        lambda story: story[:-1],
    ]
    titles = [
        "云帆智算中心在庆阳开工",
        "36.9亿元！甘肃又一智算中心动工",
        "庆阳：云帆项目开工",
        "快讯",
        "算力要闻",
    ]
    made = []
    for number in range(30):
        story = edits[number % len(edits)](list(STORY))
        made.append(
            html(
                *story,
                title=titles[number % len(titles)],
                source="来源：新华社" if number % 2 else f"编辑：小{number}",
                foot=f"网站{number}号 版权所有 备案{number * 7}",
            )
        )
    return made


def test_one_story_on_thirty_hosts_is_one_witness(page):
    pages = [
        page(content, f"https://host{number}.example/{number}.html", DAY + timedelta(number % 3))
        for number, content in enumerate(copies())
    ]
    found = everything(pages)
    assert found["source_url"].n_unique() == 30
    assert found["origin_id"].n_unique() == 1


def test_register_rows_on_copies_of_one_story_are_one_witness(page):
    """Each row rests on another host: only the texts say that it is one story."""
    urls = [f"https://host{number}.example/{number}.html" for number in (3, 7, 8)]
    register = [{"source_url": url, "source_publisher": f"站点{url[12]}"} for url in urls]
    assert claims(*register)[0]["origin_id"].n_unique() == 3
    contents = copies()
    pages = [page(contents[number], url) for number, url in zip((3, 7, 8), urls, strict=True)]
    assert witnesses(pages, register) == 1


# --- (2) what cites a page


def line(cited: str, name: str = "云帆智算中心") -> dict:
    key = re.sub(r"^https?://", "", cited)
    return {
        "subject_key": f"ds-{cited}", "origin_id": f"or-{cited}", "subject_name": name,
        "place_adcode": "621000", "published_on": DAY, "cited_url": cited, "page": key,
    }  # fmt: skip


def test_a_row_and_the_page_that_it_cites_are_one_witness(page):
    url = "https://news.example/1.html"
    assert witnesses([page(html(*STORY), url)], rows=[line(url)]) == 1
    mirror = page(html(*STORY[:2]), "https://mirror.example/1.html")
    assert witnesses([page(html(*STORY), url), mirror], rows=[line(url)]) == 1
    # only the mirror was fetched that the row cites, and the register rests on the other one
    register = [{"source_url": url, "name_zh": "云帆智算中心"}]
    pages = [page(html(*STORY), url), mirror]
    assert witnesses(pages, register, [line("https://mirror.example/1.html")]) == 1


def test_an_entry_of_a_digest_is_no_witness_beside_the_page_that_it_leads_to(page):
    article = page(html(*STORY), "https://news.example/1.html")
    entries = "".join(
        f"<li><a href='{href}'>{text}</a><p>{more}</p></li>"
        for href, text, more in (
            (
                "https://news.example/1.html",
                "云帆智算中心在庆阳市开工",
                "总投资36.9亿元，算力13000P。",
            ),
            (
                "https://other.example/2.html",
                "启航智算中心在中卫市投产",
                "总投资12亿元，算力3000P。",
            ),
            (
                "https://other.example/3.html",
                "远山数据中心在兰州市签约",
                "总投资5亿元，机架2000个。",
            ),
        )
    )
    digest = page(html(f"<ul>{entries}</ul>", title="算力周报"), "https://weekly.example/25.html")
    found = everything([article, digest])
    told = dict(found.group_by("subject_name").agg(pl.col("origin_id").n_unique()).iter_rows())
    assert {"启航智算中心", "远山数据中心"} <= set(told)
    by_name = found.filter(pl.col("subject_name") == "云帆智算中心")
    assert by_name["source_url"].n_unique() == 2 and by_name["origin_id"].n_unique() == 1
    # the other entries keep the origin of the digest
    assert found["origin_id"].n_unique() == 2


# --- (3) reprints in other words


def reprint(source: str, *first: str) -> bytes:
    return html(*first, *OWN_REPORT, source=source)


def test_a_page_that_names_an_outlet_tells_the_story_of_that_outlet(page):
    article = page(
        html(*STORY), "https://gansu.example/1.html", publisher="每日甘肃 (gansu.example)"
    )
    for other in (
        reprint("来源：每日甘肃"),
        reprint("", "据每日甘肃报道，云帆智算中心开工。"),
        reprint("", "据每日甘肃6月16日消息，云帆智算中心开工。"),
    ):
        found = everything([article, page(other, "https://portal.example/9.html", DAY)])
        assert found["source_url"].n_unique() == 2
        assert found["origin_id"].n_unique() == 1
    late = page(reprint("来源：每日甘肃"), "https://portal.example/9.html", DAY + timedelta(9))
    assert witnesses([article, late]) == 2


def test_a_page_that_names_an_outlet_tells_the_story_of_a_register_row(page):
    register = [
        {
            "source_publisher": "每日甘肃 (reposted by 17car)", "source_date": "2025-06-17",
            "name_zh": "云帆智算中心", "source_url": "https://a.example/x",
        }
    ]  # fmt: skip
    assert witnesses([page(reprint("来源：每日甘肃网"), "https://p.example/9.html")], register) == 2
    assert witnesses([page(reprint("来源：每日甘肃"), "https://p.example/9.html")], register) == 1


def test_a_line_that_names_the_source_leads_to_it(page):
    article = page(html(*STORY), "https://gansu.example/a/1.html", DAY - timedelta(40))
    there = "<a href='https://gansu.example/a/1.html'>{}</a>"
    for other in (
        html(*OWN_REPORT, source="来源：" + there.format("甘肃网")),
        html(*OWN_REPORT, f"原文链接：{there.format('阅读原文')}"),
        html(*OWN_REPORT, "原文链接：https://gansu.example/a/1.html"),
    ):
        assert witnesses([article, page(other, "https://portal.example/9.html")]) == 1
    aside = html(*OWN_REPORT, "另见https://gansu.example/a/1.html了解更多背景情况与历史沿革。")
    assert witnesses([article, page(aside, "https://portal.example/9.html")]) == 2


# --- (4) and (5) witnesses of their own


def test_two_reports_of_two_outlets_on_one_day_are_two_witnesses(page):
    one = page(html(*STORY, source="来源：甘肃日报"), "https://a.example/1.html")
    other = page(html(*OWN_REPORT, source="来源：庆阳晚报"), "https://b.example/2.html")
    assert witnesses([one, other]) == 2
    # both had it from one office
    told = "据庆阳市数据局消息，云帆智算中心开工。"
    one = page(html(*STORY, told), "https://a.example/1.html")
    other = page(html(*OWN_REPORT, told), "https://b.example/2.html")
    assert witnesses([one, other]) == 2


def test_the_second_story_of_an_outlet_is_another_one(page):
    one = page(html(*STORY, source="来源：甘肃日报"), "https://a.example/1.html")
    url = "https://a.example/2.html"
    weeks_later = page(html(*NEXT_STORY, source="来源：甘肃日报"), url, DAY + timedelta(35))
    assert witnesses([one, weeks_later]) == 2


def test_one_outlet_tells_of_two_projects_in_two_stories(page):
    one = page(html(*STORY, source="来源：甘肃日报"), "https://a.example/1.html")
    texts = [text.replace("云帆智算中心", "远山智算中心").replace("6", "7") for text in OWN_REPORT]
    title = "远山智算中心动工"
    other = page(html(*texts, title=title, source="来源：甘肃日报"), "https://a.example/2.html")
    assert witnesses([one, other]) == 2


# --- what a page says of its sources


def test_words_for_no_outlet_name_none(page):
    for words in ("来源：本站", "来源：网络", "来源：互联网", "来源：www.x.example"):
        read_page = page(html(*STORY, source=words), "https://a.example/1.html")
        found = outlets_of(read_page.extraction.document, "host.example")
        assert found == frozenset(), words
    own = page(html(*STORY), "https://a.example/1.html").extraction.document
    assert outlets_of(own, "甘肃日报") == {"甘肃日报"}
    agency = page(html(f"新华社庆阳6月16日电 {STORY[0]}", *STORY[1:]), "https://a.example/1.html")
    assert outlets_of(agency.extraction.document, "甘肃日报") == {"新华社"}


@pytest.mark.parametrize(
    ("words", "outlets"),
    [
        ("据新华社北京6月16日电，云帆智算中心开工。", {"新华社"}),
        ("据《甘肃日报》报道，云帆智算中心开工。", {"甘肃日报"}),
        ("據《甘肅日報》報道，雲帆智算中心開工。", {"甘肃日报"}),
        ("据报道，云帆智算中心开工。", set()),
        ("数据中心的消息很多。", set()),
        ("Work has begun, according to the China Daily, on a data center.", {"china daily"}),
        ("Les travaux ont commencé, selon Les Echos, à Qingyang.", {"echos"}),
    ],
)
def test_outlets_that_a_text_repeats(page, words, outlets):
    document = page(html(words, *STORY), "https://a.example/1.html").extraction.document
    assert cited_outlets(document) == outlets


def test_addresses_that_are_none_lead_nowhere(page):
    foot = "原文链接：<a href='http://[bad'>原文</a> 来源：http://"
    document = page(html(*STORY, foot), "https://a.example/1.html").extraction.document
    assert cited_pages(document, "https://a.example/1.html", None) == frozenset()


# --- properties


DAYS = st.dates(date(2025, 1, 1), date(2025, 1, 12))
TELLINGS = st.lists(
    st.builds(
        Telling,
        key=st.uuids().map(str),
        origin=st.sampled_from("abcdef"),
        names=st.frozensets(st.sampled_from(["n1", "n2"]), max_size=2),
        place=st.sampled_from([None, "1", "2"]),
        told_on=DAYS,
        outlets=st.frozensets(st.sampled_from(["x", "y"]), max_size=1),
        cited_outlets=st.frozensets(st.sampled_from(["x", "y"]), max_size=1),
        pages=st.frozensets(st.sampled_from(["p", "q", "r"]), max_size=1),
        cited_pages=st.frozensets(st.sampled_from(["p", "q", "r"]), max_size=1),
        is_registered=st.booleans(),
        is_compilation=st.booleans(),
    ),
    max_size=8,
)
SAME = st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")), max_size=3)


def renamed(tellings: list[Telling], same: list[tuple[str, str]]) -> list[str]:
    found = shared_origins(tellings, same)
    return [
        found.get((t.origin, t.key)) or found.get((t.origin, None)) or t.origin for t in tellings
    ]


@settings(max_examples=200, deadline=None)
@given(TELLINGS, SAME, st.randoms(use_true_random=False))
def test_the_order_does_not_matter(tellings, same, random):
    before = dict(zip((t.key for t in tellings), renamed(tellings, same), strict=True))
    shuffled = list(tellings)
    random.shuffle(shuffled)
    random.shuffle(same)
    assert dict(zip((t.key for t in shuffled), renamed(shuffled, same), strict=True)) == before


@settings(max_examples=200, deadline=None)
@given(TELLINGS, SAME)
def test_an_origin_is_named_after_one_of_the_group_and_the_register_keeps_its_own(tellings, same):
    found = renamed(tellings, same)
    given_origins = {t.origin for t in tellings} | {origin for pair in same for origin in pair}
    registered = {t.origin for t in tellings if t.is_registered}
    assert set(found) <= given_origins
    for telling, new in zip(tellings, found, strict=True):
        assert new in registered or telling.origin not in registered


@settings(max_examples=200, deadline=None)
@given(TELLINGS, SAME)
def test_what_is_known_to_be_one_stays_one(tellings, same):
    whole = [replace(telling, is_compilation=False) for telling in tellings]
    new_of: dict[str, set[str]] = {}
    for telling, new in zip(whole, renamed(whole, same), strict=True):
        new_of.setdefault(telling.origin, set()).add(new)
    for one, other in [*same, *((origin, origin) for origin in new_of)]:
        assert len(new_of.get(one, set()) | new_of.get(other, set())) <= 1


def test_what_the_register_rests_on_is_one_origin_as_a_whole():
    """A list of projects on which the register rests, and an article on one of them."""
    common = {"place": "621000", "told_on": DAY}
    row = Telling("AN1", "or5", frozenset({"x"}), **common, is_registered=True)
    listed = [
        Telling(key, "or5", frozenset({name}), **common, outlets=told, is_compilation=True)
        for key, name, told in (("pg1", "y", frozenset({"m"})), ("pg2", "z", frozenset()))
    ]
    article = Telling(
        "AN2", "or1", frozenset({"y"}), "621000", DAY + timedelta(2), frozenset({"m"}),
        is_registered=True,
    )  # fmt: skip
    assert renamed([row, *listed, article], []) == ["or1"] * 4
    # without the register each entry finds its own origin
    alone = renamed([*listed, replace(article, is_registered=False)], [])
    assert alone == ["or5", "or5", "or5"]
    split = renamed([*listed, article], [])
    assert split == ["or1", "or5", "or1"]


def test_nothing_shares_nothing():
    assert shared_origins([]) == {}
    assert claims({})[0].equals(with_origins(claims({})[0], {}))
    assert FACTS_AS_OF == AS_OF
