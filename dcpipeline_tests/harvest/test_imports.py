"""Files that a user brings."""

import gzip
import os
from datetime import date, datetime
from pathlib import Path

import pytest

from dcpipeline import harvest
from dcpipeline.archive import ImportPathError
from dcpipeline.harvest import imports
from dcpipeline_tests.harvest.conftest import Desk
from dcpipeline_tests.harvest.files import warc_record, write_warc

PAGE = (
    "<html><head><meta charset=utf-8><title>{0}</title></head><body><h1>{0}</h1>"
    "<p>6月16日，{0}在宁夏中卫市开工，总投资{1}亿元，规划算力3000P。</p></body></html>"
)


def warc(target: Path, *pages: tuple[str, bytes, int], packed: bool = True) -> Path:
    """A crawl of these pages (address, content, status), a day apart."""
    records = (
        warc_record(url, body, datetime(2026, 5, 1 + number % 5, 8), status=status)
        for number, (url, body, status) in enumerate(pages)
    )
    return write_warc(target, records, packed=packed)


def page(number: int) -> tuple[str, bytes, int]:
    content = PAGE.format(f"云帆{number}号智算中心", number + 5).encode()
    return f"https://a.example/{number}.html", content, 200


def test_a_crawl_is_taken_in_once(desk: Desk, tmp_path: Path) -> None:
    crawl = warc(tmp_path / "crawl.warc.gz", *(page(n) for n in range(4)))
    seen: list[int] = []
    done = harvest.ingest(desk.data, crawl, progress=lambda so_far: seen.append(so_far.pages))
    assert (done.pages, done.new, done.read, done.left_out, done.bad) == (4, 4, 4, 0, 0)
    assert seen == [1, 2, 3, 4] and done.claims > 12 and done.seconds > 0
    again = harvest.ingest(desk.data, crawl)
    assert (again.pages, again.new, again.read, again.claims) == (4, 0, 0, 0)
    claims = desk.claims("own_archives")
    assert claims["source_url"].n_unique() == 4
    assert set(claims["first_seen_on"]) == {date(2026, 5, day) for day in range(1, 5)}


@pytest.mark.parametrize("name", ["a.html", "a.html.gz", "crawl.warc"])
def test_files_of_every_kind(desk: Desk, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    _, content, _ = page(1)
    if name.endswith(".warc"):
        warc(path, page(1), packed=False)
    else:
        path.write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
    done = harvest.ingest(desk.data, path)
    assert (done.pages, done.new, done.read, done.problems) == (1, 1, 1, [])


def test_a_folder_with_everything_and_bad_files(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "brought"
    (folder / "below").mkdir(parents=True)
    warc(folder / "below" / "crawl.warc.gz", page(1), page(2))
    (folder / "c.html").write_bytes(page(3)[1])
    (folder / "empty.html").write_bytes(b"")
    (folder / "broken.html.gz").write_bytes(gzip.compress(page(4)[1])[:-9])
    torn = warc(folder / "torn.warc.gz", page(5), page(6)).read_bytes()
    (folder / "torn.warc.gz").write_bytes(torn[: len(torn) - 60])
    (folder / "notes.txt").write_text("nothing", encoding="utf-8")
    done = harvest.ingest(desk.data, folder)
    assert (done.new, done.read, done.bad) == (4, 4, 3)
    assert [problem.split(" at ")[0] for problem in done.problems] == [
        "broken.html.gz", "empty.html", "torn.warc.gz",
    ]  # fmt: skip
    assert all(": " in problem for problem in done.problems)


def test_no_more_problems_are_named_than_anybody_reads(desk: Desk, tmp_path: Path) -> None:
    for number in range(25):
        (tmp_path / f"{number:02d}.html").write_bytes(b"")
    done = harvest.ingest(desk.data, tmp_path)
    assert (done.bad, len(done.problems)) == (25, imports.MOST_PROBLEMS)


def test_what_has_none_of_the_words_is_left_out(desk: Desk, tmp_path: Path) -> None:
    other = ("https://a.example/o.html", "<p>全市经济工作会议召开。</p>".encode(), 200)
    traditional = ("https://a.example/t.html", "<p>花蓮智 算 中 心動工。</p>".encode(), 200)
    gone = ("https://a.example/g.html", page(1)[1], 404)
    crawl = warc(tmp_path / "crawl.warc.gz", other, traditional, gone, page(2))
    done = harvest.ingest(desk.data, crawl)
    assert (done.pages, done.new, done.left_out) == (4, 2, 2)
    rules = {"folder": "captures/import", "words": ["everything"]}
    desk.source("warc", "own_archives", parser=rules)
    assert harvest.ingest(desk.data, crawl).new == 1


def test_an_import_that_was_broken_off_goes_on(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    crawl = warc(tmp_path / "crawl.warc.gz", *(page(n) for n in range(9)))
    monkeypatch.setattr(imports, "BATCH", 2)

    def stop(done: imports.Imported) -> None:
        if done.pages == 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        harvest.ingest(desk.data, crawl, progress=stop)
    with desk.archive() as archive:
        kept = set(archive.captures()["capture_id"])
    assert len(kept) == 5
    done = harvest.ingest(desk.data, crawl)
    assert (done.pages, done.new, done.read) == (9, 4, 4)
    with desk.archive() as archive:
        assert kept < set(archive.captures()["capture_id"])
    assert desk.claims("own_archives")["source_url"].n_unique() == 9


def test_an_old_crawl_of_a_page_that_stands_says_since_when(desk: Desk, tmp_path: Path) -> None:
    desk.source("watchlist", addresses=[desk.site.url("/page.html")])
    desk.site.add("/page.html", page(1)[1])
    desk.round()
    crawl = warc(tmp_path / "c.warc.gz", (desk.site.url("/page.html"), page(1)[1], 200))
    assert harvest.ingest(desk.data, crawl).new == 1
    claims = desk.claims()
    assert claims["first_seen_on"].unique().to_list() == [date(2026, 5, 1)]
    assert claims["last_seen_on"].unique().to_list() == [date(2026, 6, 1)]
    # before we asked for the page ourselves the crawl speaks for it
    earlier = desk.tables(as_of=date(2026, 5, 20))
    old = earlier["core.claims"].filter(source_id="own_archives")
    assert set(old["claim_id"]) == set(claims["claim_id"])
    assert set(old["capture_id"]) == set(earlier["raw.captures"]["capture_id"])


def test_a_folder_of_a_source_names_what_could_not_be_read(desk: Desk) -> None:
    folder = desk.data / "brought"
    folder.mkdir()
    (folder / "a.html").write_bytes(page(1)[1])
    (folder / "empty.html").write_bytes(b"")
    saved = datetime(2026, 5, 20).timestamp()
    os.utime(folder / "a.html", (saved, saved))
    desk.source("warc", parser={"folder": "brought"})
    report = desk.round()
    assert (report.outcome, report.pages, report.refused) == ("ok", 1, 1)
    assert report.reason == "could not be read: empty.html at 0: the file is empty"
    assert desk.health()["health_reason"] == report.reason
    second = desk.round()
    assert (second.bodies, second.pages, second.tally.records) == (0, 0, 1)


def test_a_source_without_its_folder_has_nothing(desk: Desk) -> None:
    desk.source("warc", parser={"folder": "brought"}, bounds={"minimum_records": 0})
    assert desk.round().outcome == "ok"
    desk.source("warc", parser={"folder": "brought"})
    assert desk.round().reason == "0 records where at least 1 are expected"


def test_a_path_that_is_not_there(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(ImportPathError, match="there is no file or folder"):
        harvest.ingest(desk.data, tmp_path / "none.warc")
