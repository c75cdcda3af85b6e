"""``dcpipeline cite``: what a reader needs to name and find a snapshot again."""

import json
import re
from importlib.metadata import metadata

import pytest

from dcpipeline.warehouse import citation, current_snapshot
from dcpipeline.warehouse.errors import MissingWarehouseError
from dcpipeline_tests.conftest import run_command


@pytest.fixture(scope="module")
def snapshot(refreshed):
    found = current_snapshot(refreshed.data / "warehouse")
    assert found is not None
    return found


def test_the_command_prints_the_current_snapshot(refreshed, snapshot):
    done = run_command("cite", data=refreshed.data)
    assert done.returncode == 0, done.stderr
    assert done.stdout == citation.as_text(snapshot) + "\n"
    for words in (
        "China's AI data-center build-out",
        f"snapshot {snapshot.snapshot_id}, as of {snapshot.as_of}",
        f"Release {snapshot.release}",
        snapshot.input_digest,
        "MIT",
        "CC BY 4.0",
        "unsettled",
    ):
        assert words in done.stdout


def test_bibtex_is_one_entry_with_balanced_braces(snapshot):
    entry = citation.as_bibtex(snapshot)
    assert entry.startswith(f"@misc{{dcpipeline-{snapshot.snapshot_id},\n") and entry[-2:] == "\n}"
    assert entry.count("{") == entry.count("}")
    fields = dict(re.findall(r"^  (\w+) = \{(.*)\},$", entry, re.MULTILINE))
    assert set(fields) == {"author", "title", "year", "version", "note"}
    assert fields["author"] == "{The dcpipeline authors}"
    assert fields["year"] == str(snapshot.as_of.year)
    assert snapshot.input_digest in fields["note"]


def test_csl_json_is_a_list_with_a_dataset(snapshot):
    (item,) = json.loads(citation.as_csl_json(snapshot))
    day = snapshot.as_of
    assert (item["type"], item["id"]) == ("dataset", f"dcpipeline-{snapshot.snapshot_id}")
    assert item["issued"] == {"date-parts": [[day.year, day.month, day.day]]}
    assert item["author"] == [{"literal": "The dcpipeline authors"}]
    assert "URL" not in item


def test_an_address_stands_in_every_form_once_the_project_declares_one(snapshot, monkeypatch):
    assert citation.address() is None
    told = metadata("dcpipeline")
    told["Project-URL"] = "Changes, https://example.org/changes"
    told["Project-URL"] = "Repository, https://example.org/dcpipeline"
    monkeypatch.setattr(citation, "metadata", lambda _: told)
    for write in (citation.as_text, citation.as_bibtex, citation.as_csl_json):
        assert "https://example.org/dcpipeline" in write(snapshot)
        assert "changes" not in write(snapshot)


def test_a_kept_snapshot_can_be_named(refreshed, snapshot):
    found = citation.find(refreshed.data / "warehouse", snapshot.snapshot_id)
    assert found == snapshot


def test_a_snapshot_that_is_not_kept_is_said_with_those_that_are(refreshed, snapshot):
    done = run_command("cite", "--snapshot", "2020-01-01-00000000", data=refreshed.data)
    assert done.returncode == 66
    assert done.stderr.split() == (
        f"no snapshot 2020-01-01-00000000 is kept; there is {snapshot.snapshot_id}".split()
    )


def test_before_the_first_refresh_it_says_what_to_do(tmp_path):
    with pytest.raises(MissingWarehouseError, match="run `dcpipeline refresh`"):
        citation.find(tmp_path / "warehouse")
