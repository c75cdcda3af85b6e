"""Pages of the refreshed warehouse, of one with hostile rows, and of a nearly empty one."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dcpipeline.report.evidence import evidence
from dcpipeline.report.overview import overview
from dcpipeline.report.page import document
from dcpipeline.report.publish import FILE_NAME, write_report
from dcpipeline.warehouse import connect, publish
from dcpipeline_tests.conftest import Refreshed
from dcpipeline_tests.warehouse import samples

# In place of the charts' library where nothing is drawn: that one takes over a second to make.
NO_CHARTS = "window.vegaEmbed = () => null;"
HOSTILE_ID = "dce52f3330"
HOSTILE = (
    "</script><img src=x onerror=\"document.title='ran'\"><script>document.title='ran'</script>"
    "{{7*7}} \u202egnp.exe\u2066 \u2028 '\"&<b>"
)
HOSTILE_ADDRESS = "javascript:document.title='ran'//https://example.org"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass(frozen=True)
class Read:
    """What a page is made of."""

    whole: dict[str, Any]
    projects: dict[str, Any]

    @property
    def html(self) -> str:
        return document(self.whole, self.projects, NO_CHARTS)


def read(database: Path) -> Read:
    with connect(database) as connection:
        return Read(overview(connection, database.parent), evidence(connection))


@pytest.fixture(scope="session")
def page(refreshed: Refreshed) -> Read:
    """The page of the shipped facts."""
    return read(refreshed.database)


@pytest.fixture(scope="session")
def empty_page(tmp_path_factory: pytest.TempPathFactory) -> Read:
    """The page of a warehouse in which most tables have no row."""
    published = publish(
        samples.world(),
        target_dir=tmp_path_factory.mktemp("empty") / "warehouse",
        as_of=samples.AS_OF,
        input_digest=samples.DIGEST,
        run=samples.RUN,
    )
    return read(published.database)


@pytest.fixture(scope="session")
def hostile_database(refreshed: Refreshed, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The refreshed warehouse with a project whose sources wish the reader ill."""
    copy = tmp_path_factory.mktemp("hostile") / "dcpipeline.duckdb"
    shutil.copyfile(refreshed.database, copy)
    with duckdb.connect(copy) as connection:
        connection.execute(
            "UPDATE core.projects SET name_en = $1, name_zh = $1, operator = $1 "
            "WHERE project_id = $2",
            [HOSTILE, HOSTILE_ID],
        )
        connection.execute(
            "UPDATE core.claims SET quote = $1, source_publisher = $1, source_title = $1, "
            "value_text = $1, source_url = $2, cited_url = NULL, quote_kind = 'verbatim' "
            "WHERE claim_id IN (SELECT claim_id FROM core.project_facts WHERE project_id = $3)",
            [HOSTILE, HOSTILE_ADDRESS, HOSTILE_ID],
        )
        connection.execute(
            "UPDATE core.project_facts SET value = $1 WHERE project_id = $2 "
            "AND column_name IN ('name_en', 'operator')",
            [HOSTILE, HOSTILE_ID],
        )
        connection.execute(
            "UPDATE mart.count_reconciliation SET publisher = $1, reason = $1, source_url = $2 "
            "WHERE count_id = 'PC0003'",
            [HOSTILE, HOSTILE_ADDRESS],
        )
        connection.execute(
            "UPDATE meta.sources SET title = $1, health_reason = $1, live_address = $2 "
            "WHERE source_id = 'gdelt_en'",
            [HOSTILE, HOSTILE_ADDRESS],
        )
    return copy


@pytest.fixture(scope="session")
def written(refreshed: Refreshed) -> Path:
    """The whole page of the shipped facts on disk, charts included, as the refresh wrote it."""
    return refreshed.database.with_name(FILE_NAME)


@pytest.fixture(scope="session")
def written_hostile(hostile_database: Path) -> Path:
    """The whole page with hostile rows on disk."""
    return write_report(hostile_database, hostile_database.with_name("report.html")).path


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Debian's Chromium, without a window."""
    chromium = shutil.which("chromium")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        if os.environ.get("CI"):
            raise
        pytest.skip("the group 'browser' is not installed")
    if chromium is None and not os.environ.get("CI"):
        pytest.skip("there is no chromium")
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=chromium, args=ARGUMENTS, timeout=30_000)
        yield started
        started.close()
