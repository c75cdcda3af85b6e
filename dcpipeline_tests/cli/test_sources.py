"""``dcpipeline sources``, ``dcpipeline ingest``, and the arguments of a live refresh."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from dcpipeline.cli.app import main
from dcpipeline.cli.sources import _in_short
from dcpipeline.settings import HOME_VARIABLE, TEST_HOST_VARIABLE
from dcpipeline_tests.harvest.files import write_source
from dcpipeline_tests.site import Site

ARCHIVE_HELD = """
import sys
from pathlib import Path
from dcpipeline.archive import Archive
from dcpipeline.harvest import archive_dir
with Archive.open(archive_dir(Path(sys.argv[1]))):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with Site() as running:
        yield running


@pytest.fixture
def asking(data_copy: Path, site: Site) -> Path:
    """A data folder with sources that answer, fail, refuse and wait."""
    addresses = {
        "good_list": "/listing",
        "odd_list": "/trap/empty",
        "bad_list": "/status/500",
        "shut_list": "/forbidden/page.html",
    }
    for name, path in addresses.items():
        write_source(data_copy, name, "listing", addresses=[site.url(path)])
    write_source(
        data_copy, "off_list", "listing", addresses=[site.url("/listing")], state="disabled",
        layout_seen="text", reason="Its list (a table) was not seen; look at it first.",
    )  # fmt: skip
    return data_copy


@dataclass(frozen=True)
class Done:
    """What a command left behind."""

    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """``dcpipeline`` in this process: its start takes longer than most of these commands."""

    def called(*words: str, data: Path) -> Done:
        monkeypatch.setenv(TEST_HOST_VARIABLE, "127.0.0.1")
        # a refresh names Dagster's home in the environment: it must not outlive the test
        monkeypatch.setenv(HOME_VARIABLE, str(data.parent / ".dagster"))
        monkeypatch.setenv("DCPIPELINE_DATA", str(data))
        monkeypatch.setattr(sys, "argv", ["dcpipeline", *words])
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        return Done(int(ended.value.code or 0), said.out, said.err)

    return called


def flat(text: str) -> str:
    return " ".join(text.replace("│", " ").split())


# arguments


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--live", "--archived"), 2, "--live asks the sources and --archived does not"),
        (("--only", "good_list"), 2, "--only goes with --live"),
        (("--archived", "--only", "good_list"), 2, "--only goes with --live"),
        (("--live", "--only", "nobody"), 67, "there is no source 'nobody'; known: "),
        (
            ("--live", "--only", "off_list"),
            67,
            "off_list is disabled: Its list (a table) was not seen; look at it first. "
            "Look at it with: dcpipeline sources probe off_list",
        ),
    ],
)
def test_what_can_not_be_asked_is_said_before_any_work(run, asking, words, code, said):
    done = run("refresh", *words, data=asking)
    assert done.returncode == code, done.stderr
    assert said in flat(done.stderr)
    assert "Traceback" not in done.stderr
    assert not (asking / "captures").exists()


@pytest.mark.parametrize("command", ["refresh", "sources"])
def test_a_broken_source_file_is_one_sentence(run, asking, command):
    broken = asking / "sources" / "good_list.yml"
    broken.write_text(broken.read_text(encoding="utf-8").replace("tier: press", "tier: presse"))
    done = run(command, *(["--live"] if command == "refresh" else []), data=asking)
    assert done.returncode == 65
    assert done.stderr.startswith("good_list.yml: tier: 'presse' is none of official, ")
    assert len(done.stderr.strip().splitlines()) == 1


# the list


def test_asked_sources_come_first_and_the_others_say_why_they_are_not(run, asking):
    done = run("sources", data=asking)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert max(map(len, lines)) <= 120 and "\x1b" not in done.stdout
    table = done.stdout.split("not asked, ")[0]
    assert [x.split()[:3] for x in lines if x.startswith("good_list")] == [
        ["good_list", "listing", "never"]
    ]
    assert "off_list" not in table
    assert "Its list was not seen: off_list" in done.stdout
    assert table.index("gdelt_zh") < table.index("good_list")


def test_a_reason_in_short_ends_at_its_first_break():
    assert _in_short("The list (a table, 2026) was not seen; write first.") == (
        "The list was not seen"
    )
    assert _in_short("Gone: it answers 404.") == "Gone"
    assert _in_short("Nobody looked.") == "Nobody looked"


# a first look


@pytest.mark.parametrize(
    ("source_id", "code", "said"),
    [
        ("good_list", 0, "10 entries, 10 worth reading"),
        ("off_list", 0, "in off_list.yml set layout_seen to markup and state to enabled"),
        ("odd_list", 1, "not readable: "),
        ("bad_list", 1, "no answer (server_error): The site answered 500."),
        ("shut_list", 1, "no answer (robots"),
    ],
)
def test_a_probe_says_what_it_found(run, asking, source_id, code, said):
    done = run("sources", "probe", source_id, data=asking)
    assert done.returncode == code, done.stdout + done.stderr
    assert said in flat(done.stdout)
    assert not (asking / "captures").exists(), "a probe keeps nothing"


def test_a_probe_of_nothing(run, asking):
    done = run("sources", "probe", "nobody", data=asking)
    assert done.returncode == 67
    assert "there is no source 'nobody'; known: bad_list" in done.stderr


def test_a_probe_saves_the_answer_where_it_is_told(run, asking, tmp_path):
    target = tmp_path / "answer.html"
    done = run("sources", "probe", "good_list", "--save", str(target), data=asking)
    assert f"The first answer is in {target}." in done.stdout
    assert "云帆智算中心" in target.read_text(encoding="utf-8")


def test_a_probe_that_can_not_save_says_so(run, asking, tmp_path):
    target = tmp_path / "nowhere" / "answer.html"
    done = run("sources", "probe", "good_list", "--save", str(target), data=asking)
    assert done.returncode == 73
    assert "cannot write" in done.stderr and len(done.stderr.splitlines()) == 1


# files that a user brings


def test_a_page_is_taken_in_once(run, data_copy, tmp_path):
    page = tmp_path / "page.html"
    page.write_text(
        "<html><head><title>x</title></head><body><h1>庆阳启航智算中心投运</h1>"
        "<p>2026年2月17日，启航智算中心在甘肃省庆阳市正式投入运营，算力规模2000P。</p></body></html>",
        encoding="utf-8",
    )
    done = run("ingest", str(page), data=data_copy)
    assert done.returncode == 0, done.stderr
    assert "1 pages in " in done.stdout and " pages/s): 1 new, 1 read, " in done.stdout
    assert "Try next:  dcpipeline refresh --archived" in done.stdout
    again = run("ingest", str(page), data=data_copy)
    assert "0 new, 0 read, 0 claims; 1 were there already" in flat(again.stdout)
    assert "Try next" not in again.stdout


def test_a_path_that_is_none(run, data_copy):
    done = run("ingest", "nowhere.warc", data=data_copy)
    assert done.returncode == 66
    assert "nowhere.warc" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_second_import_waits_for_another_day(run, data_copy, tmp_path):
    page = tmp_path / "page.html"
    page.write_text("<p>智算中心</p>", encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-c", ARCHIVE_HELD, str(data_copy)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout is not None and holder.stdout.readline() == "held\n"
        done = run("ingest", str(page), data=data_copy)
        holder.communicate("", timeout=20)
    assert done.returncode == 75
    assert len(done.stderr.strip().splitlines()) == 1 and "Traceback" not in done.stderr


def test_a_folder_without_pages_is_told_what_is_read(run, data_copy, tmp_path):
    folder = tmp_path / "crawl"
    folder.mkdir()
    (folder / "notes.csv").write_text("a,b\n", encoding="utf-8")
    done = run("ingest", str(folder), data=data_copy)
    assert done.returncode == 0
    assert "No page was found" in done.stdout
