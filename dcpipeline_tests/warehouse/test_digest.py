"""The digest changes with facts, code, clock and settings, and with nothing else."""

import os
from datetime import date

import pytest

from dcpipeline.warehouse import input_digest

DAY = date(2026, 11, 1)


@pytest.fixture
def data(tmp_path):
    for folder, name in (("reference", "a.csv"), ("register", "b.csv")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_text(f"{name}\n1\n", encoding="utf-8")
    return tmp_path


def test_same_content_same_digest(data):
    first = input_digest(data, DAY)
    assert len(first) == 64
    os.utime(data / "reference" / "a.csv", (1, 1))
    (data / "warehouse").mkdir()
    (data / "warehouse" / "x.duckdb").write_text("output", encoding="utf-8")
    assert input_digest(data, DAY) == first


def test_every_input_counts(data):
    seen = {input_digest(data, DAY)}

    def now():
        digest = input_digest(data, DAY)
        assert digest not in seen
        seen.add(digest)

    (data / "reference" / "a.csv").write_text("a.csv\n2\n", encoding="utf-8")
    now()
    (data / "reference" / "a.csv").rename(data / "reference" / "c.csv")
    now()
    (data / "judgements").mkdir()
    (data / "judgements" / "judgements.csv").write_text("", encoding="utf-8")
    now()
    assert input_digest(data, date(2026, 11, 2)) not in seen
    assert input_digest(data, DAY, {"mode": "live"}) not in seen
    assert input_digest(data, DAY, {"mode": "l", "x": "ive"}) != input_digest(
        data, DAY, {"mode": "live", "x": ""}
    )


def test_code_counts(data, tmp_path, monkeypatch):
    package = tmp_path / "package"
    package.mkdir()
    monkeypatch.setattr("dcpipeline.__file__", str(package / "__init__.py"))
    digests = []
    for name in ("rule.py", "priors.toml", "words.yml", "cache.pyc"):
        (package / name).write_text("1", encoding="utf-8")
        digests.append(input_digest(data, DAY))
    assert len(set(digests)) == 3
    assert digests[-1] == digests[-2]


def test_no_data_at_all(tmp_path):
    assert input_digest(tmp_path / "nothing", DAY) == input_digest(tmp_path / "none", DAY)
