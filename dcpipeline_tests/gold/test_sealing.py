"""Dividing texts into the two parts, on made-up folders."""

import re
import sys
from pathlib import Path

import pytest

from dcpipeline_tests.gold import sealing
from dcpipeline_tests.gold.sealing import (
    DIGEST,
    LATER,
    SplitError,
    digest,
    seal_fault,
    split,
)

PIECE = "- id: {id}\n  language: zh   # kept\n  text: |\n    一行\n     - id: not one\n\n"
PAGE_PIECE = "- id: {id}\n  shape: news\n  subjects: []\n"


def entries(*ids: str) -> str:
    return "".join(PIECE.format(id=name) for name in ids)


def written(folder: Path, name: str, content: str, *pages: str) -> Path:
    (folder / "pages").mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(content, encoding="utf-8")
    for page in pages:
        (folder / "pages" / f"{page}.html").write_bytes(page.encode() + b"\r\n\xff")
    return folder


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def parts_of(gold: Path) -> dict[str, str]:
    """Id -> part, as the written label files have it."""
    return {
        name: part
        for part in ("open", "sealed")
        for file in (gold / part).glob("*.yml")
        for name in re.findall("(?m)^- id: (.+)$", file.read_text(encoding="utf-8"))
    }


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    (tmp_path / "gold").mkdir()
    return tmp_path / "gold"


def test_every_text_lands_in_one_part_with_its_labels_as_written(tmp_path, gold):
    names = [f"t-{number}" for number in range(60)]
    folder = written(tmp_path / "writer", "a.yml", "# head\n" + entries(*names))
    numbers = split([folder], gold)
    found = parts_of(gold)
    assert sorted(found) == sorted(names)
    assert numbers == {part: list(found.values()).count(part) for part in ("open", "sealed")}
    assert 10 <= numbers["sealed"] <= 30
    for part in ("open", "sealed"):
        own = [name for name in names if found[name] == part]
        assert (gold / part / "a.yml").read_text(encoding="utf-8") == entries(*own)


def test_the_id_alone_decides_and_pages_go_along_unchanged(tmp_path, gold):
    names = [f"p-{number}" for number in range(12)]
    content = "".join(PAGE_PIECE.format(id=name) for name in names)
    split([written(tmp_path / "writer", "b.yml", content.rstrip("\n"), *names)], gold)
    for name, part in parts_of(gold).items():
        page = gold / part / "pages" / f"{name}.html"
        assert page.read_bytes() == name.encode() + b"\r\n\xff"
    again = tmp_path / "again"
    again.mkdir()
    one = "".join(PAGE_PIECE.format(id=name) for name in reversed(names))
    split([written(tmp_path / "other", "c.yml", one, *names)], again)
    assert parts_of(again) == parts_of(gold)


def test_files_of_one_name_become_one(tmp_path, gold):
    first = written(tmp_path / "one", "a.yml", entries("t-1", "t-2", "t-3").rstrip("\n"))
    second = written(tmp_path / "two", "a.yml", entries("t-4", "t-5", "t-6"))
    split([first, second], gold)
    assert sorted(parts_of(gold)) == [f"t-{number}" for number in range(1, 7)]


@pytest.mark.parametrize(
    ("content", "pages", "reason"),
    [
        (entries("t-1", "t-1"), (), "An id is used twice."),
        ("- language: zh\n  id: t-9\n" + entries("t-1"), (), "does not begin with its id"),
        (entries("t-1") + "- language: zh\n  id: t-9\n", (), "does not begin with its id"),
        (PAGE_PIECE.format(id="t-1"), (), "an entry without its page"),
        (entries("t-1"), ("t-7",), "a page without an entry"),
        ("# nothing\n", (), "hold no texts"),
    ],
)
def test_nothing_is_written_where_texts_cannot_be_divided(tmp_path, gold, content, pages, reason):
    folder = written(tmp_path / "writer", "a.yml", content, *pages)
    with pytest.raises(SplitError, match=reason) as caught:
        split([folder], gold)
    assert "t-" not in str(caught.value).removeprefix(str(tmp_path))
    assert files(gold) == set()


def test_a_part_that_holds_files_is_not_written_to(tmp_path, gold):
    folder = written(tmp_path / "writer", "a.yml", entries("t-1"))
    split([folder], gold)
    with pytest.raises(SplitError, match="holds files"):
        split([folder], gold)


def test_texts_written_later_are_neither_divided_nor_sealed(tmp_path, gold):
    written(gold / LATER, "a.yml", entries("t-8", "t-9"), "t-9")
    split([written(tmp_path / "writer", "a.yml", entries("t-1", "t-2"))], gold)
    assert set(parts_of(gold)) == {"t-1", "t-2"}
    assert files(gold / LATER) == {"a.yml", "pages/t-9.html"}
    (gold / LATER / "a.yml").unlink()
    assert seal_fault(gold) is None


def test_the_digest_changes_with_every_name_and_byte(tmp_path):
    folder = written(tmp_path / "sealed", "a.yml", "ab", "p")
    taken = {digest(folder)}
    (folder / "a.yml").write_text("abc", encoding="utf-8")
    taken.add(digest(folder))
    (folder / "a.yml").rename(folder / "b.yml")
    taken.add(digest(folder))
    (folder / "pages" / "p.html").unlink()
    taken.add(digest(folder))
    assert len(taken) == 4


def test_a_sealed_part_is_the_one_whose_digest_was_taken(tmp_path, gold):
    assert seal_fault(gold) is None
    split([written(tmp_path / "writer", "a.yml", entries(*(f"t-{n}" for n in range(9))))], gold)
    assert seal_fault(gold) is None
    (gold / "sealed" / "more.yml").write_text("", encoding="utf-8")
    assert seal_fault(gold) == "The sealed part differs from sealed.sha256."
    (gold / DIGEST).unlink()
    assert seal_fault(gold) == "sealed.sha256 is missing."


def test_the_sealed_part_of_this_folder_is_intact():
    assert seal_fault() is None


def test_the_command_prints_numbers_only(tmp_path, gold, monkeypatch, capsys):
    folder = written(tmp_path / "writer", "a.yml", entries("t-1", "t-2"))
    monkeypatch.setattr(sealing, "split", lambda folders: split(folders, gold))
    monkeypatch.setattr(sys, "argv", ["sealing", "split", str(folder)])
    sealing._main()
    printed = capsys.readouterr().out
    assert re.fullmatch(r"\d texts open, \d texts sealed\n", printed)
    (folder / "b.yml").write_text("- id: [secret\n", encoding="utf-8")
    with pytest.raises(SystemExit) as caught:
        sealing._main()
    assert "secret" not in str(caught.value)
