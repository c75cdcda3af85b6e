"""What a pool of connections reads after a publication, by the setting of the pool."""

import subprocess
from pathlib import Path

import pytest

from dcpipeline_tests.clients.environments import HERE, clean, python
from dcpipeline_tests.warehouse.test_readers import publish_number

pytestmark = pytest.mark.ci

DUCKDB = "duckdb==1.5.5"
DIALECTS = {
    "duckdb-engine": (DUCKDB, "duckdb-engine==0.17.0", "sqlalchemy==2.0.44"),
    "duckdb-sqlalchemy": (DUCKDB, "duckdb-sqlalchemy==1.5.6.5", "sqlalchemy==2.1.9"),
}
OLD, NEW = "2026-11-01-00000001", "2026-11-01-00000002"
# policy, idle connections: what is read before and after a publication, and after dispose()
READ = {
    ("pool", 1): [OLD, OLD, NEW],
    ("pool_recycle", 1): [OLD, NEW, NEW],
    ("pool_recycle", 2): [OLD, OLD, NEW],
    ("null_pool", 1): [OLD, NEW, NEW],
}


CASES = {"duckdb-engine": list(READ), "duckdb-sqlalchemy": [("pool", 1), ("null_pool", 1)]}


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_pool_sees_the_new_file_with_the_documented_setting(dialect: str, tmp_path: Path) -> None:
    publish_number(tmp_path, 1)
    command = [*python(*DIALECTS[dialect]), "-W", "ignore", str(HERE / "scripts" / "hold_pool.py")]
    file = str(tmp_path / "dcpipeline.duckdb")
    readers = {
        case: subprocess.Popen(
            [*command, file, case[0], str(case[1])],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=clean(),
        )
        for case in CASES[dialect]
    }
    try:
        first = {
            case: str(reader.stdout and reader.stdout.readline())
            for case, reader in readers.items()
        }
        publish_number(tmp_path, 2)
        rest = {
            case: reader.communicate("published\n", timeout=60)[0]
            for case, reader in readers.items()
        }
    finally:
        for reader in readers.values():
            reader.kill()
            reader.wait()
    assert {case: (first[case] + rest[case]).split() for case in readers} == {
        case: READ[case] for case in readers
    }
