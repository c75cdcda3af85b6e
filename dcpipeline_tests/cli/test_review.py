"""``dcpipeline review``: which pairs are asked for, what is shown, what is written."""

import os
import select
import shutil
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from dcpipeline.cli import app
from dcpipeline.cli.reviewer import Choice, Reviewer, one_line, proposed_reason
from dcpipeline.reference import REVIEWED, FactsError
from dcpipeline.resolve import JudgementError
from dcpipeline.settings import settings
from dcpipeline.warehouse.candidates import candidates
from dcpipeline.warehouse.names import UnknownNameError
from dcpipeline.warehouse.sides import side
from dcpipeline_tests.cli.conftest import Command
from dcpipeline_tests.cli.pairs import FAN, HOSTILE, LANZHOU, YUN, open_pair, published
from dcpipeline_tests.conftest import run_command

HEADER = "left_key,right_key,judgement,reason,decided_on\n"
TODAY = date(2026, 11, 22)
ONE, TWO, THREE = "AN0000000001", "AN0000000002", "AN0000000003"


@pytest.fixture(scope="module")
def as_published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return published(tmp_path_factory.mktemp("pairs") / "data")


@pytest.fixture
def data(as_published: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(as_published, tmp_path / "data"))


@pytest.fixture
def answered(data: Path, monkeypatch: pytest.MonkeyPatch):
    """The dialogue with typed lines, as at a terminal on one day."""
    monkeypatch.setattr("dcpipeline.cli.review.is_terminal", lambda: True)
    monkeypatch.setattr("dcpipeline.cli.review.today", lambda: TODAY)

    def run(*lines: str, options: tuple[str, ...] = ()) -> str:
        words = ["review", "--data", str(data), *options]
        typed = "".join(line + "\n" for line in lines)
        done = CliRunner().invoke(app, words, input=typed)
        assert done.exit_code == 0, done.output
        return done.output

    return run


def written(data: Path) -> str:
    return (data / REVIEWED).read_text(encoding="utf-8") if (data / REVIEWED).exists() else ""


def reviewer(data: Path, *, today: date = TODAY, is_dry: bool = False) -> Reviewer:
    return Reviewer(settings(data), today, is_dry=is_dry)


def keys(data: Path, choice: Choice = Choice(), **fields) -> list[tuple[str, str]]:  # noqa: B008
    return [(p.left_key, p.right_key) for p in reviewer(data, **fields).waiting(choice)]


# --- the queue


def test_open_and_unsure_pairs_wait_and_the_most_alike_comes_first(data):
    assert keys(data) == [(ONE, TWO), (TWO, "pg1"), (ONE, "pg1"), (THREE, "ds1")]


@pytest.mark.parametrize(
    ("choice", "count"),
    [
        (Choice(city="621000"), 3),
        (Choice(city=LANZHOU), 1),
        (Choice(province="620000"), 4),
        (Choice(province="110000"), 0),
        (Choice(least_score=0.7), 2),
        (Choice(limit=3), 3),
        (Choice(city="621000", least_score=0.65, limit=1), 1),
    ],
)
def test_pairs_are_chosen_by_place_likeness_and_number(data, choice, count):
    assert len(keys(data, choice)) == count


def test_what_was_decided_since_the_refresh_does_not_wait_any_more(data):
    reviewer(data).decide(ONE, TWO, "same", "one name")
    assert keys(data) == [(TWO, "pg1"), (ONE, "pg1"), (THREE, "ds1")]
    reviewer(data).decide(TWO, "pg1", "different", "another operator")
    # one is two, and two is not pg1
    assert keys(data) == [(THREE, "ds1")]


def test_unsure_waits_again_on_the_next_day(data):
    reviewer(data).decide(THREE, "ds1", "unsure", "no operator")
    assert (THREE, "ds1") not in keys(data)
    assert (THREE, "ds1") in keys(data, today=date(2026, 11, 23))


def test_decisions_under_other_names_of_a_subject_count(data):
    reviewer(data).decide("gs-yunfan", FAN, "different", "two owners")
    assert (ONE, TWO) not in keys(data)


# --- writing down


def test_a_decision_is_one_line_under_the_day(data):
    line = reviewer(data).decide(ONE, "pg1", "same", " one\nname,\x1b one\tcity ")
    assert line is not None and line.reason == "one name, one city"
    assert written(data) == HEADER + f'{ONE},pg1,same,"one name, one city",2026-11-22\n'


def test_a_decision_is_written_once(data):
    reviewer(data).decide(ONE, "pg1", "same", "why")
    before = written(data)
    assert reviewer(data).decide("pg1", ONE, "same", "again") is None
    assert written(data) == before


def test_a_decision_against_others_is_refused_with_their_chain(data):
    desk = reviewer(data)
    desk.decide(ONE, TWO, "same", "why")
    desk.decide(TWO, "pg1", "same", "why")
    before = written(data)
    with pytest.raises(JudgementError, match=f"{ONE} and pg1 are judged different.*{ONE} = {TWO}"):
        desk.decide(ONE, "pg1", "different", "why")
    with pytest.raises(JudgementError, match="different and same on 2026-11-22"):
        desk.decide(TWO, ONE, "different", "changed my mind")
    assert written(data) == before
    later = reviewer(data, today=date(2026, 11, 23))
    assert later.decide(TWO, ONE, "different", "changed my mind") is not None


def test_the_register_is_a_judgement_too(data):
    """Two rows of one key, and a row and the project that it founded."""
    chain = rf"gs-yunfan = {ONE} \(2026-11-21\), gs-yunfan = AN0000000004 \(2026-11-21\)"
    with pytest.raises(JudgementError, match=chain):
        reviewer(data).decide(ONE, "AN0000000004", "different", "why")
    with pytest.raises(JudgementError, match=f"both stand for {ONE}"):
        reviewer(data).decide(ONE, YUN, "different", "why")


def test_a_newer_line_takes_a_row_out_of_its_register_key(data):
    assert reviewer(data).decide("AN0000000004", "gs-yunfan", "different", "another site")
    assert reviewer(data).decide(ONE, "AN0000000004", "different", "another site")


def test_an_unknown_key_is_refused(data):
    with pytest.raises(UnknownNameError, match="'AN9'"):
        reviewer(data).decide(ONE, "AN9", "same", "why")


def test_a_dry_run_writes_nothing_and_still_sees_conflicts(data):
    desk = reviewer(data, is_dry=True)
    desk.decide(ONE, TWO, "same", "why")
    with pytest.raises(JudgementError):
        desk.decide(ONE, TWO, "different", "why")
    assert not (data / REVIEWED).exists()


def test_a_broken_file_is_refused_by_name(data):
    (data / REVIEWED).write_text(HEADER + f"{ONE},pg1,sam", encoding="utf-8")
    with pytest.raises(FactsError, match=r"reviewed\.csv does not end with a line break"):
        reviewer(data).decide(ONE, TWO, "same", "why")
    assert written(data).endswith("sam")


def test_two_reviews_at_once_lose_no_line(data):
    program = """
import sys
from datetime import date
from pathlib import Path
from dcpipeline.cli.reviewer import Reviewer
from dcpipeline.settings import settings
desk = Reviewer(settings(Path(sys.argv[1])), date(2026, 11, 22))
for judgement, left, right in (line.split() for line in sys.argv[2:]):
    desk.decide(left, right, judgement, "why")
"""
    halves = (
        [f"same {ONE} {TWO}", f"same {TWO} pg1", f"unsure {ONE} ds1"],
        [f"different {THREE} ds1", f"different {ONE} {THREE}", "unsure pg1 ds1"],
    )
    running = [
        subprocess.Popen([sys.executable, "-c", program, str(data), *half]) for half in halves
    ]
    assert [one.wait(120) for one in running] == [0, 0]
    lines = written(data).splitlines()
    assert len(lines) == 7 and lines[0] == HEADER.strip()


# --- evidence


def test_a_side_shows_the_words_of_its_sources_best_first(data):
    database = data / "warehouse" / "dcpipeline.duckdb"
    waits = side(database, "pg1", None)
    assert waits.cells["names"] == ("云帆算力中心",)
    assert waits.cells["status"] == ("waits for evidence or a person",)
    assert [source.tier for source in waits.sources] == ["official", "press"]
    assert waits.sources[1].words == ("“云帆算力中心已开工。”",)
    known = side(database, ONE, YUN)
    assert known.cells["events"] == ("under construction 2025-03",)
    assert known.cells["status"][0].startswith("under construction since 2025-03-01 (4 claims, 2")
    assert known.keys == {ONE, YUN, "gs-yunfan"}
    assert reviewer(data).told(known) == []
    assert side(database, TWO, FAN).cells["planned"] == ("3000 PFLOPS (一期)",)


def test_reasons_are_proposed_from_the_evidence(data):
    database = data / "warehouse" / "dcpipeline.duckdb"
    sides = {ONE: YUN, TWO: FAN, THREE: None, "pg1": None, "ds1": None}
    first, _, unsure, far = candidates(database)

    def proposed(judgement, pair):
        return proposed_reason(
            judgement,
            pair,
            side(database, pair.left_key, sides[pair.left_key]),
            side(database, pair.right_key, sides[pair.right_key]),
        )

    assert proposed("same", first) == "names differ in a place word only"
    assert proposed("different", first).startswith("other operator: 云帆公司 against 风帆公司")
    assert proposed("unsure", first) == "the sources do not decide it"
    assert proposed("unsure", unsure) == "one source only"
    assert proposed("different", far) == "other place: Lanzhou against Gansu"


def test_without_words_the_figures_propose_a_reason(tmp_path):
    pairs = [open_pair(ONE, "ds1", 0.5, compute_ratio=0.25)]
    pairs.append(open_pair(ONE, "pg1", 0.4, compute_ratio=None))
    database = published(tmp_path / "data", *pairs) / "warehouse" / "dcpipeline.duckdb"
    with duckdb.connect(str(database)) as connection:
        connection.execute("UPDATE core.subjects SET place_adcode = NULL WHERE project_id IS NULL")
        connection.execute("DELETE FROM core.claims WHERE property = 'operator'")
    left = side(database, ONE, YUN)
    given = [
        proposed_reason("different", pair, left, side(database, pair.right_key, None))
        for pair in candidates(database)
    ]
    assert given == ["computing power differs by a factor of 4.0", None]


@pytest.mark.parametrize("words", ["a\x00b", "a \u2028\n b", "\x1b[2Ja\u202eb", "  a\r\nb  "])
def test_a_reason_is_one_harmless_line(words):
    made = one_line(words)
    assert made.isprintable() and made == made.strip() and made[0] in "a["


# --- the dialogue


def test_the_dialogue_writes_each_decision_as_it_is_made(data, answered):
    shown = answered("x", "s", "", "different", "other owner", "k")
    assert "1 of 4" in shown and "not one of s d u k o q" in shown
    assert "云帆智算中心, Qingyang" in shown and "under construction since 2025-03-01" in shown
    assert "note on 云帆智算中心" in shown and "https://news.example/AN0000000001.html" in shown
    assert "alike, score 0.90: names differ in a place word only" in shown
    assert "operator relation different" in shown
    assert "different by what you decided before" in shown
    assert "2 decisions added to" in shown and "Try next:  dcpipeline refresh" in shown
    assert written(data) == (
        HEADER
        + f"{ONE},{TWO},same,names differ in a place word only,2026-11-22\n"
        + f"{TWO},pg1,different,other owner,2026-11-22\n"
    )


def test_judgements_already_there_are_shown(data, answered):
    reviewer(data, today=date(2026, 1, 3)).decide("gs-yunfan", "ds1", "different", "two owners")
    shown = answered("q")
    assert "judged different on 2026-01-03: gs-yunfan, ds1 (two owners)" in shown
    assert "unsure since 2026-01-02: one source only" in answered("k", "k", "q")


def test_more_evidence_is_shown_when_asked_for(answered):
    shown = answered("k", "o", "q")
    assert shown.count("note on 云帆\n") == 2
    assert "0 decisions added" in shown and "Try next" not in shown


def test_a_refused_decision_can_be_made_otherwise(data, answered, monkeypatch):
    monkeypatch.setattr(
        "dcpipeline.cli.reviewer.conflict_with",
        lambda held, new, known: "A = B" if new.judgement == "same" else None,
    )
    shown = answered("s", "", "d", "", "q")
    assert "This can't be: A = B." in shown
    assert written(data).count("\n") == 2 and ",different," in written(data)


@pytest.mark.parametrize("lines", [("s", "", "q"), ("s", ""), ("s", "", "d")])
def test_the_end_of_the_input_loses_nothing(data, answered, lines):
    assert "1 decision added to" in answered(*lines)
    assert written(data).count("\n") == 2


def test_a_reason_is_needed(data, answered, monkeypatch):
    monkeypatch.setattr("dcpipeline.cli.review_dialogue.proposed_reason", lambda *_: None)
    answered("s", "", "  ", "\x1b", "at last", "q")
    assert written(data) == HEADER + f"{ONE},{TWO},same,at last,2026-11-22\n"


def test_words_of_sources_are_harmless_to_the_terminal(answered):
    shown = answered("o", "q", options=("--city", "Lanzhou"))
    assert HOSTILE not in shown and "\x1b[31m" not in shown and "\u202e" not in shown
    assert "危险\\x1b[31m[bold]中心\\u202e" in shown


def test_a_dry_run_says_what_it_would_write(data, answered):
    shown = answered("s", "", "q", options=("--dry-run",))
    assert "would be added (dry run)" in shown and "1 decision would be added to" in shown
    assert not (data / REVIEWED).exists()


# --- without a dialogue


@pytest.fixture
def ran(data: Path, run_here: Command):
    """``dcpipeline review`` in this process, its input and output no terminal."""
    return lambda *words: run_here("review", *words, data=data)


def test_the_list_has_what_a_script_needs(ran):
    done = ran("--list", "--province", "Gansu")
    assert done.returncode == 0, done.stderr
    for words in (ONE, TWO, "pg1", "ds1", "0.90", "unsure", "4 pairs wait for a person"):
        assert words in done.stdout
    assert "\x1b" not in done.stdout
    few = ran("--list", "--limit", "1", "--min-score", "0.55")
    assert "1 pair waits for a person" in few.stdout


def test_without_a_terminal_nobody_is_asked(data):
    done = run_command("review", data=data)
    assert done.returncode == 64
    assert "This is not a terminal: use --list" in done.stderr


SAME = ("--judgement", "same", "--reason", "one name")


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("--pair", ONE, "pg1"), 2, "--pair needs --judgement"),
        (("--pair", ONE, ONE, *SAME), 2, "two different keys"),
        (("--pair", ONE, "pg1", "--judgement", "same"), 2, "needs --reason"),
        (("--pair", ONE, "pg1", "--judgement", "different", "--reason", " "), 2, "needs --reason"),
        (SAME, 2, "go with --pair"),
        (("--list", "--province", "Qingyang"), 2, "Qingyang is a city"),
        (("--list", "--city", "Nowhere"), 67, "Nothing is called 'Nowhere'"),
        (("--pair", ONE, "AN9", *SAME), 67, "has the key 'AN9'"),
        (("--pair", ONE, YUN, "--judgement", "different", "--reason", "x"), 65, "This can't be"),
    ],
)
def test_arguments_that_can_not_be(data, ran, words, code, message):
    done = ran(*words)
    assert done.returncode == code, done.stderr
    assert message in " ".join((done.stdout + done.stderr).replace("│", " ").split())
    assert not (data / REVIEWED).exists()


def test_a_script_judges_a_pair(data, ran):
    done = ran("--pair", ONE, "pg1", *SAME)
    assert done.returncode == 0, done.stderr
    assert f"{ONE}, pg1: same, one name – added to judgements/reviewed.csv" in done.stdout
    again = ran("--pair", "pg1", ONE, *SAME)
    assert again.returncode == 0 and "are judged same already" in again.stdout
    dry = ran("--pair", ONE, "ds1", "--judgement", "unsure", "--dry-run")
    assert "would be added (dry run)" in dry.stdout
    assert written(data).count("\n") == 2


def test_without_a_warehouse_there_is_nothing_to_review(data, ran):
    (data / "warehouse" / "dcpipeline.duckdb").unlink()
    done = ran("--list")
    assert done.returncode == 66 and "run `dcpipeline refresh`" in done.stderr


def test_a_file_of_an_older_version_is_told(data, ran):
    with duckdb.connect(str(data / "warehouse" / "dcpipeline.duckdb")) as connection:
        connection.execute("ALTER TABLE core.match_candidates DROP COLUMN score")
    done = ran("--list")
    assert done.returncode == 66 and "published by another version" in done.stderr


def test_a_folder_that_can_not_be_written_is_told(data, ran, monkeypatch):
    def refused(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("dcpipeline.reference.append_judgement", refused)
    done = ran("--pair", ONE, "pg1", *SAME)
    assert done.returncode == 73 and "permission is denied" in done.stderr


# --- at a real terminal


def read_until(terminal: int, word: bytes, seconds: float = 60) -> bytes:
    seen, end = b"", time.monotonic() + seconds
    while word not in seen:
        left = end - time.monotonic()
        assert left > 0, seen.decode("utf-8", "replace")
        if select.select([terminal], [], [], left)[0]:
            seen += os.read(terminal, 65536)
    return seen


@pytest.mark.ci
def test_at_a_terminal(data):
    import pty

    ours, theirs = pty.openpty()
    words = [sys.executable, "-m", "dcpipeline", "review", "--data", str(data)]
    running = subprocess.Popen(words, stdin=theirs, stdout=theirs, stderr=theirs, close_fds=True)
    os.close(theirs)
    try:
        shown = read_until(ours, b"Decision> ")
        os.write(ours, b"d\r")
        shown += read_until(ours, b"]> ")
        os.write(ours, "两家公司\r".encode())
        shown += read_until(ours, b"2 of 4") + read_until(ours, b"Decision> ")
        assert ",different,两家公司," in written(data)
        os.write(ours, b"q\r")
        shown += read_until(ours, b"Try next")
        assert running.wait(30) == 0
    finally:
        running.kill()
        running.wait()
        os.close(ours)
    assert "庆阳云帆智算中心" in shown.decode("utf-8")
    assert written(data).count("\n") == 2
