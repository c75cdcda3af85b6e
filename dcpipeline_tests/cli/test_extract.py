"""``dcpipeline extract``: a saved page to claims with their words; no markup of it is obeyed."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import typer

from dcpipeline.cli import extract as command
from dcpipeline.cli.extract import LARGEST_PAGE, NotFetchedError, PageUnreadableError
from dcpipeline.extract.claim import Extraction, LeftAlone, PageClaim, Subject
from dcpipeline.extract.document import Document, Unread
from dcpipeline.harvest import PlaceNames
from dcpipeline.settings import TEST_HOST_VARIABLE
from dcpipeline_tests.cli.conftest import Command
from dcpipeline_tests.conftest import run_command
from dcpipeline_tests.site import Site

# Each starts the command anew.
pytestmark = pytest.mark.ci

TITLE = "张掖雪峰智算中心项目开工"
PAGE = f"""<html><head><meta charset="utf-8"><title>{TITLE}</title></head><body>
<nav><a href="/">首页</a> <a href="/n">要闻</a></nav>
<h1>{TITLE}</h1>
<p>发布时间：2026-03-05 来源：河西晚报</p>
<p>3月4日，张掖雪峰智算中心项目在甘肃省张掖市甘州区开工建设。
项目总投资约25亿元[bold red]，建成后算力规模达到2000P。</p>
<p>园区旁的风电场装机容量10万千瓦。项目一期预计2026年6月投产。</p>
</body></html>
"""
DOCUMENT_KEYS = [
    "title", "layout", "language", "encoding", "reader", "text_version", "published_on",
    "published_basis", "source_words", "url", "text", "unread",
]  # fmt: skip
SUBJECT_KEYS = [
    "key", "kind", "name", "province_adcode", "province_en", "city_adcode", "city_en", "candidates",
]  # fmt: skip
CLAIM_KEYS = [
    "subject_key", "subject_kind", "subject_name", "place_adcode", "property", "value_text",
    "quote", "span_start", "span_end", "words_start", "words_end", "value_num", "value_low",
    "value_high", "unit", "qualifier", "precision", "basis", "phase", "change", "state",
    "event_on", "event_to_on", "event_precision", "speaker", "value_flag", "words",
]  # fmt: skip

PROJECT = Subject("s1", "project", "雪峰智算中心", "620000", "620700")
QUOTE = "项目总投资约25亿元，分两期建设。"
WORDS = "约25亿元"
NAMES = {"620000": ("甘肃省", "Gansu"), "620700": ("张掖市", "Zhangye")}


def claim(**columns: Any) -> PageClaim:
    start = QUOTE.index(WORDS)
    return PageClaim(
        PROJECT, columns.pop("property", "investment"), columns.pop("value_text", WORDS), QUOTE,
        0, len(QUOTE), start, start + len(WORDS), **columns,
    )  # fmt: skip


def places() -> PlaceNames:
    known = PlaceNames(Path("no data folder"))
    known.names = NAMES
    return known


def printed(found: Extraction, capsys: pytest.CaptureFixture[str]) -> str:
    command._print(found, places())
    return capsys.readouterr().out


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pages") / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def as_table(page: Path, shipped_data: Path) -> str:
    done = run_command("extract", str(page), data=shipped_data)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def as_json(shipped_data: Path) -> dict[str, Any]:
    """From standard input, by a process that would rather write ASCII."""
    done = subprocess.run(
        [sys.executable, "-m", "dcpipeline", "extract", "-", "--format", "json"],
        env={
            **os.environ,
            "DCPIPELINE_DATA": str(shipped_data),
            "PYTHONIOENCODING": "ascii",
        },
        input=PAGE.encode(),
        capture_output=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout.decode("utf-8"))
    return found


def test_json_keeps_its_keys_in_order(as_json):
    assert list(as_json) == ["document", "subjects", "claims", "left_alone"]
    assert list(as_json["document"]) == DOCUMENT_KEYS
    assert [list(subject) for subject in as_json["subjects"]] == [SUBJECT_KEYS]
    assert all(list(row) == CLAIM_KEYS for row in as_json["claims"])
    assert all(
        list(row) == ["start", "end", "words", "what", "reason"] for row in as_json["left_alone"]
    )
    assert all(
        list(row) == ["what", "reason", "characters"] for row in as_json["document"]["unread"]
    )


def test_every_quote_of_the_json_is_its_span_of_the_text(as_json):
    text = as_json["document"]["text"]
    assert len(as_json["claims"]) >= 3
    for row in as_json["claims"]:
        assert row["quote"] == text[row["span_start"] : row["span_end"]] != ""
        assert row["words"] == text[row["words_start"] : row["words_end"]] != ""
    for row in as_json["left_alone"]:
        assert row["words"] == text[row["start"] : row["end"]] != ""


def test_json_holds_subject_figures_and_days(as_json):
    (subject,) = as_json["subjects"]
    assert (subject["province_en"], subject["city_en"]) == ("Gansu", "Zhangye")
    assert as_json["document"]["published_on"] == "2026-03-05"
    (money,) = [row for row in as_json["claims"] if row["property"] == "investment"]
    assert (money["value_num"], money["unit"], money["qualifier"]) == (2.5e9, "CNY", "about")
    assert (money["subject_key"], money["place_adcode"]) == (subject["key"], "620700")
    days = {row["event_on"] for row in as_json["claims"] if row["property"] == "event"}
    assert "2026-03-04" in days


def test_the_table_shows_page_subject_claims_and_the_rest(as_table):
    lines = as_table.splitlines()
    assert lines[0] == TITLE
    assert "published  2026-03-05 as printed" in lines
    assert "source     河西晚报" in lines
    assert any("(project), 甘肃省 Gansu, 张掖市 Zhangye" in line for line in lines)
    assert any("about 2.5 bn CNY (约25亿元)" in line and "[[约25亿元]]" in line for line in lines)
    assert any("2,000 PFLOPS" in line and "[[2000P]]" in line for line in lines)
    assert "Seen and left alone" in lines
    assert any(line.startswith("  [[10万千瓦]]  ") for line in lines)
    assert "Not read of the page" in lines
    assert any(line.startswith("  nav: ") for line in lines)


def test_markup_of_the_page_stays_text(as_table, page, shipped_data):
    assert "[bold red]，" in as_table
    assert "\x1b" not in as_table
    coloured = run_command("extract", str(page), data=shipped_data, FORCE_COLOR="1").stdout
    assert "\x1b[1;33m约25亿元\x1b[0m" in coloured
    assert "[bold red]，" in coloured
    assert "[[" not in coloured


def test_the_address_gives_the_day_and_the_option_outranks_it(run_here, tmp_path, shipped_data):
    undated = tmp_path / "undated.txt"
    undated.write_text("张掖雪峰智算中心项目总投资25亿元。\n", encoding="utf-8")
    address = ("--url", "https://news.example.cn/202603/t20260305_1.html", "--format", "json")
    found = [
        json.loads(run_here("extract", str(undated), *more, data=shipped_data).stdout)
        for more in (address, (*address, "--published", "2026-03-07"))
    ]
    said = [(row["document"]["published_on"], row["document"]["published_basis"]) for row in found]
    assert said == [("2026-03-05", "address"), ("2026-03-07", "given")]
    assert found[0]["document"]["url"] == address[1]


def test_a_page_without_text_says_so(run_here, shipped_data):
    done = run_here("extract", os.devnull, data=shipped_data)
    assert done.returncode == 0
    assert "Nothing was extracted: no text could be read from the page." in done.stdout


def folder(place: Path) -> Path:
    return place


def missing(place: Path) -> Path:
    return place / "gone.html"


def too_large(place: Path) -> Path:
    path = place / "large.html"
    with path.open("wb") as file:
        file.truncate(LARGEST_PAGE + 1)
    return path


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (missing, "gone.html: No such file or directory"),
        (folder, ": Is a directory"),
        (too_large, "large.html: it is larger than 32 MiB, which no page is"),
    ],
)
def test_what_cannot_be_read_is_named_with_the_reason(make, words, tmp_path):
    with pytest.raises(PageUnreadableError, match=f"^cannot read .*{words}$"):
        command._content(str(make(tmp_path)))


def test_standard_input_that_is_closed_is_named(monkeypatch):
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(PageUnreadableError, match="^cannot read standard input: it is closed$"):
        command._content("-")


def test_a_file_that_cannot_be_read_ends_with_66_and_one_sentence(run_here, tmp_path, shipped_data):
    done = run_here("extract", str(missing(tmp_path)), data=shipped_data)
    assert done.returncode == 66
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_page_of_the_largest_size_is_read(tmp_path):
    path = tmp_path / "largest.html"
    with path.open("wb") as file:
        file.truncate(LARGEST_PAGE)
    assert len(command._content(str(path))[0]) == LARGEST_PAGE


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with Site() as started:
        yield started


@pytest.fixture
def fetched(run_here: Command, shipped_data: Path, monkeypatch: pytest.MonkeyPatch):
    """The command on an address of the test's own site."""
    monkeypatch.setenv(TEST_HOST_VARIABLE, "127.0.0.1")
    return lambda address, *words: run_here("extract", address, *words, data=shipped_data)


def test_an_address_is_fetched_and_read(site, fetched):
    done = fetched(site.url("/news/2.html"), "--format", "json")
    assert done.returncode == 0, done.stderr
    read = json.loads(done.stdout)
    assert read["document"]["url"] == site.url("/news/2.html")
    assert {"2000P", "1200个"} <= {claim["value_text"] for claim in read["claims"]}


def test_the_encoding_that_a_server_names_is_used(site, fetched):
    text = "<p>2025年3月，庆阳云岭智算中心投产。</p>"
    site.add("/named.html", text.encode("gb18030"), content_type="text/html; charset=gb18030")
    done = fetched(site.url("/named.html"), "--format", "json")
    assert json.loads(done.stdout)["document"]["encoding"] == "gb18030"


@pytest.mark.parametrize(
    ("path", "told"),
    [("/nothing-here", "the answer is 404"), ("/forbidden/page.html", "(robots)")],
)
def test_an_address_without_a_page_is_one_sentence(path, told, site, fetched):
    done = fetched(site.url(path))
    assert (done.returncode, done.stdout.strip()) == (69, "")
    assert len(done.stderr.strip().splitlines()) == 1
    assert told in done.stderr


def test_this_machine_is_not_fetched_from(run_here, site, shipped_data):
    done = run_here("extract", site.url("/news/2.html"), data=shipped_data)
    assert done.returncode == 69
    assert "127.0.0.1" in done.stderr


def test_an_address_is_known_by_its_scheme_in_any_case():
    with pytest.raises(NotFetchedError):
        command._content("HTTP://127.0.0.1/")
    with pytest.raises(PageUnreadableError):
        command._content("httpsaved.html")


def test_a_day_that_is_none_is_a_usage_error(run_here, page, shipped_data):
    done = run_here("extract", str(page), "--published", "2026-02-31", data=shipped_data)
    assert done.returncode == 2
    assert "is not a day such as" in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("day", ["2026-02-31", "20260305", "2026-3-5", "2026-W10-4", "May", ""])
def test_only_a_full_day_of_the_calendar_is_taken(day):
    with pytest.raises(typer.BadParameter, match="is not a day such as 2026-11-21"):
        command._published(day)


def test_help_has_examples(run_here, shipped_data):
    done = run_here("extract", "--help", data=shipped_data)
    assert " ".join(done.stdout.split()).count("Example: dcpipeline extract") == 2


def test_a_folder_without_places_is_one_sentence(run_here, page, tmp_path):
    done = run_here("extract", str(page), data=tmp_path)
    assert done.returncode == 65
    assert len(done.stderr.strip().splitlines()) == 1


def test_only_this_command_loads_the_parsers_and_none_loads_dagster(page, shipped_data):
    code = (
        "import sys\nfrom dcpipeline.cli.app import app\n"
        "assert not {'dcpipeline.extract', 'bs4', 'dagster'} & set(sys.modules)\n"
        "app(['extract', sys.argv[1]], standalone_mode=False)\n"
        "assert 'dcpipeline.extract.pages' in sys.modules and 'dagster' not in sys.modules\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(page)],
        env={**os.environ, "DCPIPELINE_DATA": str(shipped_data)},
        capture_output=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr.decode()


def test_a_reader_that_goes_away_is_no_failure(page, shipped_data):
    process = subprocess.Popen(
        [sys.executable, "-m", "dcpipeline", "extract", str(page), "--format", "json"],
        env={**os.environ, "DCPIPELINE_DATA": str(shipped_data)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None and process.stderr is not None
    process.stdout.close()
    complaints = process.stderr.read()
    process.stderr.close()
    assert (process.wait(timeout=60), complaints) == (0, b"")


@pytest.mark.parametrize(
    ("columns", "shown"),
    [
        ({"value_num": 2.5e9, "unit": "CNY", "qualifier": "about"}, "about 2.5 bn CNY (约25亿元)"),
        ({"value_num": 9_876_543.21, "unit": "USD"}, "9.87654321 m USD (约25亿元)"),
        ({"value_num": 80_000.0, "unit": "HKD"}, "80,000 HKD (约25亿元)"),
        (
            {"value_low": 8e8, "value_high": 1.2e9, "unit": "CNY", "qualifier": "range"},
            "0.8–1.2 bn CNY (约25亿元)",
        ),
        ({"property": "compute", "value_num": 12_000.0, "unit": "PFLOPS"}, "12,000 PFLOPS"),
        ({"property": "compute", "value_num": 0.5, "unit": "POPS"}, "0.5 POPS"),
        ({"property": "accelerators", "value_num": 1024.0, "unit": "cards"}, "1,024 cards"),
        ({"value_num": 5e3, "unit": "standard_2_5kw"}, "5,000 standard racks of 2.5 kW"),
        ({"value_num": 5e3, "unit": "unknown"}, "5,000 racks of unstated kind"),
        ({"value_num": 3e1, "unit": "MW", "qualifier": "at_least"}, "at least 30 MW"),
        ({"property": "it_load", "value_high": 30.0, "unit": "MW"}, "at most 30 MW"),
        ({"property": "it_load", "value_low": 30.0, "unit": "MW"}, "at least 30 MW"),
        ({"value_num": 0.8, "unit": "share", "qualifier": "at_most"}, "at most 80 %"),
        ({"property": "pue", "value_num": 1.15}, "1.15"),
        ({"property": "operator", "value_text": "雪峰公司"}, "雪峰公司"),
    ],
)  # fmt: skip
def test_values_are_printed_with_bound_and_unit(columns, shown):
    assert command._value(claim(**columns)) == shown


@pytest.mark.parametrize(
    ("precision", "first", "last", "shown"),
    [
        ("day", date(2026, 3, 4), date(2026, 3, 4), "2026-03-04"),
        ("month", date(2026, 6, 1), date(2026, 6, 30), "2026-06"),
        ("quarter", date(2026, 7, 1), date(2026, 9, 30), "2026 Q3"),
        ("quarter", date(2026, 10, 1), date(2026, 12, 31), "2026 Q4"),
        ("half", date(2026, 1, 1), date(2026, 6, 30), "2026 H1"),
        ("half", date(2026, 7, 1), date(2026, 12, 31), "2026 H2"),
        ("year", date(2026, 1, 1), date(2026, 12, 31), "2026"),
        ("period", date(2026, 1, 1), date(2030, 12, 31), "2026–2030"),
        (None, None, None, ""),
    ],
)
def test_periods_are_no_more_exact_than_printed(precision, first, last, shown):
    told = claim(
        property="event",
        value_text="construction_start",
        event_on=first,
        event_to_on=last,
        event_precision=precision,
    )
    assert command._value(told) == f"construction start {shown}".rstrip()


def test_what_else_is_said_is_in_words():
    told = claim(
        property="project_count", basis="planned", phase="2", change="increment", precision="FP16",
        state="under_construction", event_on=date(2024, 1, 1), event_to_on=date(2024, 12, 31),
        event_precision="year", speaker="市发改委",
    )  # fmt: skip
    assert ", ".join(command._said(told)) == (
        "planned, phase 2, increment, FP16, under construction, 2024, says 市发改委"
    )
    assert list(command._said(claim(phase="3号楼"))) == ["3号楼"]


def test_a_long_sentence_is_shortened_around_the_words():
    quote = "前" * 100 + WORDS + "后" * 100
    long = PageClaim(PROJECT, "investment", WORDS, quote, 0, len(quote), 100, 100 + len(WORDS))
    shown = command._sentence(long, Document(quote, (), "text", "zh"), 48)
    assert shown.cell_len <= 48
    assert shown.plain == f"…{'前' * 8}[[{WORDS}]]{'后' * 9}…"
    # where little stands behind the words, more of what stands before them is shown
    ends = PageClaim(PROJECT, "investment", WORDS, quote[:110], 0, 105, 100, 100 + len(WORDS))
    assert command._sentence(ends, Document(quote, (), "text", "zh"), 48).plain.count("前") > 8


def test_words_from_elsewhere_stand_before_the_sentence():
    text = f"雪峰智算中心\n{QUOTE}"
    held = PageClaim(PROJECT, "name_zh", "雪峰智算中心", QUOTE, 7, len(text), 0, 6)
    shown = command._sentence(held, Document(text, (), "text", "zh"), 60).plain
    assert shown == f"[[雪峰智算中心]] – {QUOTE}"


def test_an_open_place_lists_what_it_could_be(capsys):
    subject = Subject("s1", "project", None, candidates=("620700", "999999"))
    told = replace(claim(), subject=subject)
    found = Extraction(Document(QUOTE, (), "text", "zh"), (subject,), (told,))
    assert "s1 without a name (project), place undecided: 张掖市 Zhangye or 999999" in printed(
        found, capsys
    )


@pytest.mark.parametrize(
    ("layout", "left", "words"),
    [
        ("empty", (), "no text could be read from the page."),
        ("text", (), "names no project, programme or place with a figure"),
        ("text", (LeftAlone(0, 2, "compute", "no subject"),), "could be given to no project"),
    ],
)
def test_nothing_extracted_gives_the_reason(layout, left, words, capsys):
    found = Extraction(Document(QUOTE, (), layout, "zh"), left_alone=left)
    line = next(x for x in printed(found, capsys).splitlines() if x.startswith("Nothing"))
    assert words in line


def test_a_terminal_is_given_nothing_to_obey(capsys):
    hostile = "\x1b[2J\x9b31m坏\u202e[red]\x07名\ud800\r\n:smile:"
    subject = Subject("s1", "project", hostile, "620000")
    document = Document(
        hostile, (), "text", "zh", title=hostile, source_words=hostile,
        unread=(Unread(hostile, hostile, 3),),
    )  # fmt: skip
    told = PageClaim(
        subject, "operator", hostile, hostile, 0, len(hostile), 4, 12,
        phase=hostile, speaker=hostile,
    )  # fmt: skip
    left = (LeftAlone(0, len(hostile), hostile, hostile),)
    shown = printed(Extraction(document, (subject,), (told,), left), capsys)
    assert not set("\x1b\x9b\u202e\x07\ud800\r") & set(shown)
    assert shown.count("[red]名") >= 6
    assert ":smile:" in shown


def test_json_escapes_what_a_terminal_obeys_and_utf_8_lacks(capsysbinary):
    hostile = {"text": "庆\x1b\x9b\u202e\u2028\ud800\ufeff"}
    command._write_json(hostile)
    written = capsysbinary.readouterr().out
    assert "庆".encode() in written
    assert b"\\u001b\\u009b\\u202e\\u2028\\ud800\\ufeff" in written
    assert json.loads(written) == hostile
