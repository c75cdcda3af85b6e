"""Rounds of every kind: the first one reads, the second one asks little and reads nothing."""

import os
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from dcpipeline import harvest
from dcpipeline.archive import Archive
from dcpipeline.harvest import Report
from dcpipeline_tests.harvest.conftest import Desk
from dcpipeline_tests.site import Reply
from dcpipeline_tests.site.pages import STORIES

SAVED = datetime(2026, 5, 20, 9, tzinfo=UTC).timestamp()
WORDS = {"words": ["everything"]}
TABLE = {
    "columns": {
        "项目名称": "text", "省份": "text", "城市": "text", "状态": "text", "算力(P)": "number",
        "投资(亿元)": "number", "日期": "date",
    },
    "subject": {"kind": "project", "name": "项目名称", "place": ["省份", "城市"]},
    "statements": [
        {
            "property": "event", "column": "状态", "date": "日期", "date_basis": "event",
            "values": {"在建": "construction_start", "投运": "operational", "签约": "signed"},
        },
        {
            "property": "compute", "column": "算力(P)", "unit": "PFLOPS", "basis_by": {
                "column": "状态",
                "values": {"在建": "planned", "签约": "planned", "投运": "installed"},
            },
        },
        {"property": "investment", "column": "投资(亿元)", "unit": "CNY", "factor": 1e8},
    ],
}  # fmt: skip
ENTRY = '<li><a href="{}">智算中心项目动态第{}号</a><span>2026-05-0{}</span></li>'


def index(*paths: str, more: str = "", wrap: str = "list") -> str:
    """An index page with these entries."""
    items = "\n".join(ENTRY.format(path, n, n % 9 + 1) for n, path in enumerate(paths, 1))
    return f"<html><body><ul class='{wrap}'>{items}</ul>{more}</body></html>"


def listing(desk: Desk) -> None:
    desk.listing(parser={"next": {"words": "下一页", "limit": 2}})


def rss(desk: Desk) -> None:
    desk.source("feed", addresses=[desk.site.url("/feed.rss")], parser=WORDS)


def atom(desk: Desk) -> None:
    desk.source("feed", addresses=[desk.site.url("/feed.atom")], parser=WORDS)


def gdelt(desk: Desk) -> None:
    rules = {**WORDS, "format": "gdelt_doc"}
    desk.source("api", addresses=[desk.site.url("/gdelt")], parser=rules)


def dataset(desk: Desk) -> None:
    desk.source("dataset", addresses=[desk.site.url("/projects.csv")], parser=TABLE)


def watchlist(desk: Desk) -> None:
    lines = ["url,day,tier", *(f"{desk.site.url(s.path)},{s.day},trade" for s in STORIES)]
    (desk.data / "own.csv").write_text("\n".join(lines), encoding="utf-8")
    rules = {"file": "own.csv", "columns": [{"column": "url"}], "published": "day", "tier": "tier"}
    desk.source("watchlist", parser=rules)


def register(desk: Desk) -> None:
    desk.source("register", parser={"file": "register/announcements.csv"})


def warc(desk: Desk) -> None:
    folder = desk.data / "brought"
    folder.mkdir()
    for story in STORIES:
        page = f"<html><body><h1>{story.title}</h1><p>{'</p><p>'.join(story.paragraphs)}</p></body>"
        name = story.path.rpartition("/")[2]
        (folder / name).write_text(f"<meta charset=utf-8>{page}</html>", encoding="utf-8")
        os.utime(folder / name, (SAVED, SAVED))
    desk.source("warc", parser={"folder": "brought", **WORDS})


# requests, answers with content, pages read: of the first round and of the second one
KINDS: dict[Callable[[Desk], None], tuple[tuple[int, int, int], tuple[int, int, int]]] = {
    listing: ((12, 12, 10), (2, 0, 0)),
    rss: ((11, 11, 10), (1, 0, 0)),
    atom: ((11, 11, 10), (1, 0, 0)),
    gdelt: ((11, 11, 10), (1, 0, 0)),
    dataset: ((1, 1, 0), (1, 0, 0)),
    watchlist: ((10, 10, 10), (10, 0, 0)),
    register: ((0, 0, 0), (0, 0, 0)),
    warc: ((0, 10, 10), (0, 0, 0)),
}


def cost(report: Report) -> tuple[int, int, int]:
    return report.requests, report.bodies, report.pages


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_second_round_costs_next_to_nothing(desk: Desk, kind: Callable[[Desk], None]) -> None:
    kind(desk)
    first = desk.round()
    desk.clock.pass_days(1)
    second = desk.round()
    assert (first.outcome, first.reason, second.outcome, second.reason) == ("ok", None, "ok", None)
    assert (cost(first), cost(second)) == KINDS[kind]
    assert second.wire_bytes == 0 and second.refused == 0
    assert second.not_modified == second.requests
    assert first.tally.records == second.tally.records > 3
    assert desk.health()["last_records"] == first.tally.records


@pytest.mark.parametrize("kind", [listing, gdelt, watchlist, warc, dataset])
def test_what_was_read_stands_in_the_claims(desk: Desk, kind: Callable[[Desk], None]) -> None:
    kind(desk)
    report = desk.round()
    claims = desk.claims()
    assert report.claims >= 12 and claims.height >= 12
    names = "|".join(claims["subject_name"].unique())
    assert "启航智算中心" in names and "云帆智算中心" in names
    assert claims.filter(property="event")["place_adcode"].null_count() == 0
    assert (claims["capture_id"].n_unique() > 5) is (kind is not dataset)
    assert desk.claims().equals(claims)


def test_a_watchlist_states_day_and_tier_of_its_pages(desk: Desk) -> None:
    watchlist(desk)
    desk.site.add("/news/8.html", "<p>哈密天山智算中心8月27日开工，总投资3.2亿元。</p>")
    desk.round()
    claims = desk.claims()
    assert claims["source_tier"].unique().to_list() == ["trade"]
    undated = claims.filter(source_url=desk.site.url("/news/8.html"))
    assert undated["published_on"].unique().to_list() == [date(2025, 8, 28)]


def test_tiers_of_a_list_that_nobody_knows_do_not_count(desk: Desk) -> None:
    watchlist(desk)
    listed = (desk.data / "own.csv").read_text(encoding="utf-8")
    (desk.data / "own.csv").write_text(listed.replace(",trade", ",rumour"), encoding="utf-8")
    desk.round()
    assert desk.claims()["source_tier"].unique().to_list() == ["press"]
    (desk.data / "own.csv").unlink()
    assert desk.claims()["source_tier"].unique().to_list() == ["press"]


def test_a_page_that_changed_is_read_again(desk: Desk) -> None:
    watchlist(desk)
    desk.round()
    before = desk.claims()
    desk.clock.pass_days(30)
    desk.site.add("/news/2.html", "<p>启航智算中心在甘肃省庆阳市西峰区停工，总投资9.8亿元。</p>")
    second = desk.round()
    assert (second.bodies, second.not_modified, second.pages) == (1, 9, 1)
    after = desk.claims()
    assert set(before["claim_id"]) <= set(after["claim_id"])
    news = after.filter(source_url=desk.site.url("/news/2.html"))
    assert "suspended" in news["value_text"]
    # what the page no longer says was last seen on the first day
    assert set(news["last_seen_on"]) == {date(2026, 6, 1), date(2026, 7, 1)}
    others = after.filter(source_url=desk.site.url("/news/1.html"))
    assert others["last_seen_on"].unique().to_list() == [date(2026, 7, 1)]
    assert others["first_seen_on"].unique().to_list() == [date(2026, 6, 1)]


def test_other_rules_read_every_kept_page_again_without_a_request(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.site.add("/dated", index("/undated.html", *(s.path for s in STORIES[:5])))
    desk.site.add("/undated.html", "<p>云帆智算中心在宁夏中卫市开工，总投资18.6亿元。</p>")
    desk.listing("/dated")
    assert desk.round().pages == 6
    before = desk.claims()
    requests = len(desk.site.log)
    monkeypatch.setattr(harvest.PlaceNames, "version", "2-raised")
    harvest.captured(desk.data, as_of=desk.clock.today, counts=True)
    with desk.archive() as archive:
        assert len(list(archive.readings("2-raised"))) == 6
    after = desk.claims()
    assert len(desk.site.log) == requests
    assert after["extractor_version"].unique().to_list() == ["2-raised"]
    assert after.drop("extractor_version").equals(before.drop("extractor_version"))
    # the day that only the index states is still known
    undated = after.filter(source_url=desk.site.url("/undated.html"))
    assert undated["published_on"].unique().to_list() == [date(2026, 5, 2)]


def test_a_page_that_was_kept_and_not_read_is_read_with_its_day(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.site.add("/dated", index("/undated.html", *(s.path for s in STORIES[:5])))
    desk.site.add("/undated.html", "<p>云帆智算中心在宁夏中卫市开工，总投资18.6亿元。</p>")
    desk.listing("/dated")

    def broken_off(*_: object, **__: object) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("dcpipeline.harvest.errands.read_capture", broken_off)
        with pytest.raises(KeyboardInterrupt):
            desk.round()
    second = desk.round()
    # one page was kept: it is not asked for again, and read all the same
    assert (second.outcome, second.requests, second.pages) == ("ok", 6, 6)
    undated = desk.claims().filter(source_url=desk.site.url("/undated.html"))
    assert undated["published_on"].unique().to_list() == [date(2026, 5, 2)]


def test_dead_links_are_asked_last_and_do_not_fail_a_source(desk: Desk) -> None:
    dead = [f"/dead/{n}.html" for n in range(4)]
    desk.site.add("/some", index(*dead, *(s.path for s in STORIES[:5])))
    desk.listing("/some", bounds={"max_pages": 4})
    assert desk.round().reason == "none of 4 pages could be had"
    second = desk.round()
    assert (second.outcome, second.pages) == ("ok", 4)
    third = desk.round()
    assert (third.outcome, third.reason, third.pages) == ("ok", None, 1)
    fourth = desk.round()
    assert (fourth.outcome, fourth.reason, fourth.requests) == ("ok", None, 5)


def test_pages_are_asked_up_to_the_bound_with_those_that_wait_longest_first(desk: Desk) -> None:
    addresses = [desk.site.url(story.path) for story in STORIES]
    desk.source("watchlist", addresses=addresses, bounds={"max_pages": 6})
    desk.round()
    first = [path for path in desk.site.paths() if path != "/robots.txt"]
    desk.clock.pass_days(1)
    desk.round()
    second = [path for path in desk.site.paths() if path != "/robots.txt"][len(first) :]
    assert len(first) == len(second) == 6
    assert len({*first, *second}) == 10


def test_the_next_page_of_a_listing_is_read_and_a_bad_one_leaves_the_first(desk: Desk) -> None:
    more = "<a href='/two'>下一页</a>"
    desk.site.add("/one", index(*(s.path for s in STORIES[:5]), more=more))
    desk.site.add("/two", index(*(s.path for s in STORIES[5:]), more="<a href='/one'>下一页</a>"))
    desk.listing("/one", parser={"next": {"words": "下一页", "limit": 5}})
    assert desk.round().tally.records == 10
    for answer in (Reply(b"", 404), b"<p>nothing</p>", Reply(b"", 200)):
        desk.site.add("/two", answer)
        again = desk.round()
        assert (again.outcome, again.tally.records) == ("ok", 5), answer


def test_a_source_asks_for_nothing_that_robots_forbid(desk: Desk) -> None:
    desk.site.add("/mixed", index("/forbidden/page.html", *(s.path for s in STORIES[:5])))
    desk.listing("/mixed")
    report = desk.round()
    assert (report.outcome, report.refused, report.pages) == ("ok", 1, 5)
    assert "/forbidden/page.html" not in desk.site.paths()
    fetches = desk.tables()["rejects.fetches"]
    assert fetches.select("source_id", "code").rows() == [("news", "robots")]


def test_a_page_asked_for_as_an_index_before_is_still_a_page(desk: Desk) -> None:
    desk.listing("/weekly.html")
    desk.round()
    desk.source("watchlist", "again", addresses=[desk.site.url("/weekly.html")])
    assert desk.round("again").pages == 1
    claims = desk.claims("again")
    assert not claims.is_empty()
    captures = desk.tables()["raw.captures"].filter(role="page")
    assert claims["capture_id"].unique().to_list() == captures["capture_id"].to_list()


def test_a_round_tells_of_its_progress(desk: Desk) -> None:
    desk.listing()
    seen: list[tuple[str, int, int]] = []
    with harvest.Rounds(
        desk.data, allowed_host=desk.site.host, progress=lambda *told: seen.append(told)
    ) as rounds:
        report = rounds.run(harvest.all_sources(desk.data)["news"], today=date(2026, 6, 1))
    assert seen == [("news", n, 10) for n in range(1, 11)]
    figures = report.figures()
    assert (figures["outcome"], figures["pages read"], figures["refused"]) == ("ok", 10, 0)


def test_damaged_bytes_cost_one_source_and_no_refresh(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    dataset(desk)
    desk.round()
    desk.source("watchlist", "pages", addresses=[desk.site.url(s.path) for s in STORIES[:3]])
    desk.round("pages")
    with Archive.open(harvest.archive_dir(desk.data)) as archive:
        captures = archive.captures().filter(url=desk.site.url("/news/1.html"))
        table = archive.captures().filter(role="data")
        (file,) = (harvest.archive_dir(desk.data) / "warc").iterdir()
    content = bytearray(file.read_bytes())
    for receipt in (*captures.iter_rows(named=True), *table.iter_rows(named=True)):
        middle = receipt["warc_offset"] + receipt["warc_length"] // 2
        content[middle : middle + 20] = b"\0" * 20
    file.write_bytes(content)
    monkeypatch.setattr(harvest.PlaceNames, "version", "2-raised")
    claims = desk.tables()["core.claims"]
    assert claims.filter(source_id="pages")["source_url"].n_unique() == 2
    assert claims.filter(source_id="news").is_empty()
    assert len(caplog.records) == 2 and "cannot be read" in caplog.records[0].getMessage()
    report = desk.round()
    assert (report.outcome, report.findings[0].code) == ("failed", "damaged")
