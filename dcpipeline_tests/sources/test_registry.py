"""Folders of source files."""

import textwrap
from pathlib import Path

import pytest
import yaml

from dcpipeline.schema.vocabularies import TIER_RANK
from dcpipeline.sources import KIND, SHIPPED, SourceError, load_source, load_sources
from dcpipeline_tests.sources import DATASET, LISTING, changed, written


def refused(path: Path) -> str:
    with pytest.raises(SourceError) as raised:
        load_source(path)
    return str(raised.value)


def holding(folder: Path, content: bytes | str) -> Path:
    path = folder / "north_county.yml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_sources_of_all_folders_are_sorted_by_id(tmp_path: Path) -> None:
    written(tmp_path / "b", LISTING)
    written(tmp_path / "a", DATASET)
    assert list(load_sources(tmp_path / "a", tmp_path / "b")) == ["north_county", "south_table"]


def test_a_folder_that_does_not_exist_has_no_sources(tmp_path: Path) -> None:
    assert load_sources(tmp_path / "none") == {}


def test_a_later_folder_does_not_silently_redefine_a_source(tmp_path: Path) -> None:
    written(tmp_path / "a", LISTING)
    written(tmp_path / "b", changed(LISTING, title="mine"))
    with pytest.raises(SourceError, match="'north_county' is defined in .* too") as raised:
        load_sources(tmp_path / "a", tmp_path / "b")
    assert raised.value.path == tmp_path / "b" / "north_county.yml"


def test_a_later_folder_may_replace_a_source_openly(tmp_path: Path) -> None:
    written(tmp_path / "a", LISTING)
    written(tmp_path / "b", changed(LISTING, title="mine", replaces=True))
    assert load_sources(tmp_path / "a", tmp_path / "b")["north_county"].title == "mine"


def test_nothing_is_replaced_where_nothing_was(tmp_path: Path) -> None:
    written(tmp_path, changed(LISTING, replaces=True))
    with pytest.raises(SourceError, match="replaces: there is no earlier source of that id"):
        load_sources(tmp_path)


def test_the_id_is_the_name_of_the_file(tmp_path: Path) -> None:
    path = written(tmp_path, LISTING, "south_county")
    assert refused(path) == (
        "south_county.yml: id: is 'north_county', but the file is south_county.yml."
    )


def test_another_ending_is_refused_and_not_passed_over(tmp_path: Path) -> None:
    written(tmp_path, LISTING).rename(tmp_path / "north_county.yaml")
    with pytest.raises(SourceError, match="north_county.yaml: file: must end in .yml"):
        load_sources(tmp_path)


def test_broken_yaml_is_named_with_its_line(tmp_path: Path) -> None:
    message = refused(holding(tmp_path, "id: a\ntitle: [x\n"))
    assert message.startswith("north_county.yml: file: can't be read as YAML:")
    assert "(line " in message


def test_a_key_given_twice_is_refused(tmp_path: Path) -> None:
    message = refused(holding(tmp_path, "id: a\ntitle: b\nid: c\n"))
    assert "the key 'id' stands twice, again in line 3" in message
    message = refused(holding(tmp_path, "parser:\n  words: a\n  words: b\n"))
    assert "the key 'words' stands twice, again in line 3" in message


def test_a_tab_is_refused_in_plain_words(tmp_path: Path) -> None:
    message = refused(holding(tmp_path, "bounds:\n\tminimum_records: 1\n"))
    assert "a tab stands where only blanks may indent (line 2)" in message


@pytest.mark.parametrize("content", ["", "\n\n", "# only a comment\n"])
def test_an_empty_file_is_refused(tmp_path: Path, content: str) -> None:
    assert refused(holding(tmp_path, content)) == "north_county.yml: file: is empty."


@pytest.mark.parametrize("content", ["- a\n- b\n", "just words\n", "5\n"])
def test_a_file_without_fields_is_refused(tmp_path: Path, content: str) -> None:
    assert "holds no fields" in refused(holding(tmp_path, content))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("题目: x\n".encode("gb18030"), "is not UTF-8 at byte 0"),
        (b"id: a\0b\n", "can't be read as YAML"),
        (b"[" * 100_000, "it is nested too deep"),
        (b"- " * 100_000, "it is nested too deep"),
        (b"a: " + b"x" * 300_000, "is larger than 256 KB"),
        (b"a: !!python/object/apply:os.system [ls]\n", "can't be read as YAML"),
        (b"a: &a [*a]\n", "*a points elsewhere: write it out"),
        (b"? [a, b]\n: c\n", "a key is no word in line 1"),
        (b"1: 2\n", "north_county.yml: "),
        (b"2024-99-99: 2\n", "north_county.yml: "),
    ],
)
def test_hostile_files_are_refused(tmp_path: Path, content: bytes, told: str) -> None:
    assert told in refused(holding(tmp_path, content))


def test_a_file_that_can_not_be_opened_is_named(tmp_path: Path) -> None:
    (tmp_path / "north_county.yml").mkdir()
    assert "file: can't be read (Is a directory)" in refused(tmp_path / "north_county.yml")


def test_all_problems_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    message = refused(written(tmp_path, changed(LISTING, tier="x", rights="y", cadence="z")))
    assert all(f"{field}: '" in message for field in ("tier", "rights", "cadence"))


def test_the_shipped_sources_have_every_kind_and_three_languages() -> None:
    sources = load_sources().values()
    assert {source.kind for source in sources} == set(KIND)
    assert {source.language for source in sources} == {"zh", "en", "fr"}
    assert {source.state for source in sources} >= {"enabled", "disabled", "blocked"}
    assert {source.tier for source in sources} <= set(TIER_RANK)


def test_no_shipped_source_reads_a_host_that_only_copies() -> None:
    assert not [s.id for s in load_sources().values() if s.tier == "repost" and s.is_enabled]


@pytest.mark.parametrize("source_id", sorted(load_sources()))
def test_a_shipped_source_notes_where_its_address_was_seen(source_id: str) -> None:
    text = (SHIPPED / f"{source_id}.yml").read_text(encoding="utf-8")
    assert text.startswith("# ")


def test_the_examples_of_the_guide_are_true(tmp_path: Path, pytestconfig: pytest.Config) -> None:
    guide = (pytestconfig.rootpath / "docs" / "sources.md").read_text(encoding="utf-8")
    example, table = (block.split("```")[0] for block in guide.split("```yaml\n")[1:3])
    path = tmp_path / "north_county_news.yml"
    path.write_text(textwrap.dedent(example), encoding="utf-8")
    assert load_source(path).bounds.max_age_days == 60
    path.write_text(textwrap.dedent(example).replace("official ", "good "), encoding="utf-8")
    assert refused(path) in guide
    fields = changed(DATASET, parser=yaml.safe_load(table)["parser"])
    assert load_source(written(tmp_path, fields)).kind == "dataset"
