"""What taking in a crawl costs a page, and that neither cost nor memory grows with the crawl."""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from dcpipeline import harvest
from dcpipeline_tests.benchmarks.pages import PAGES, news_page
from dcpipeline_tests.conftest import ROOT, copy_facts
from dcpipeline_tests.harvest.files import warc_record, write_warc

pytestmark = pytest.mark.bench

FEW, MANY = 300, 3_000
WARM = 100
LINKS, SCRIPTS = 60, 2
# A page of a crawl ten times as long, in processor time, which others on the machine hardly change:
# 0.92 to 0.98 of that of a short one where the bound was set, at 210 MB in both.
MOST_GROWN = 1.10
MOST_BYTES = 20_000_000
FIRST = datetime(2025, 7, 1)


def page(number: int) -> bytes:
    """A page of a small site; no two have the same article."""
    return news_page(number % PAGES, number // PAGES, links=LINKS, scripts=SCRIPTS)


def records(count: int) -> Iterator[bytes]:
    """A crawl: page after page, ten seconds apart."""
    for number in range(count):
        url = f"https://www.site{number % 300}.cn/news/2025/{number}.html"
        yield warc_record(url, page(number), FIRST + timedelta(seconds=10 * number))


def peak() -> int:
    """Most bytes of this process that were in memory so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def taken_in(folder: Path, count: int) -> dict[str, float]:
    """Cost of a crawl, taken in by a folder of its own."""
    data = copy_facts(folder / f"data-{count}")
    crawl = write_warc(folder / f"crawl-{count}.warc.gz", records(count))
    started, began = time.perf_counter(), time.process_time()
    done = harvest.ingest(data, crawl)
    assert done.new == done.read == count and done.claims > 5 * count
    return {
        "pages": count,
        "cpu_s": time.process_time() - began,
        "seconds": time.perf_counter() - started,
        "peak": peak(),
    }


def main(folder: str, *counts: str) -> None:
    """Crawls of these sizes in turn, behind a short one that loads all tables."""
    results = [taken_in(Path(folder), count) for count in (WARM, *map(int, counts))]
    print(json.dumps(results[1:]))


def measured(folder: Path, *counts: int) -> list[dict[str, float]]:
    module = "dcpipeline_tests.benchmarks.test_ingest"
    done = subprocess.run(
        [sys.executable, "-m", module, str(folder), *map(str, counts)],
        cwd=ROOT, capture_output=True, text=True, timeout=1_200, encoding="utf-8", check=True,
    )  # fmt: skip
    return list(json.loads(done.stdout))


def test_pages_are_like_those_of_crawls() -> None:
    sizes = [len(page(number)) for number in range(PAGES)]
    assert min(sizes) > 20_000 and max(sizes) < 30_000


def test_a_long_crawl_costs_no_more_a_page(tmp_path: Path) -> None:
    few, many = measured(tmp_path, FEW, MANY)
    grown = (many["cpu_s"] / many["pages"]) / (few["cpu_s"] / few["pages"])
    print(
        f"\n{many['pages'] / many['seconds']:.0f} pages/s, "
        f"{1e3 * many['cpu_s'] / many['pages']:.1f} ms a page, {grown:.2f} times that of a short "
        f"crawl, {many['peak'] / 1e6:.0f} MB at most ({few['peak'] / 1e6:.0f} MB in a short one)"
    )
    assert grown < MOST_GROWN
    assert many["peak"] - few["peak"] < MOST_BYTES


if __name__ == "__main__":
    main(*sys.argv[1:])
