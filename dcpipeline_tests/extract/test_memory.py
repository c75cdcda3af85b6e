"""Memory stays what it is, however many pages are read."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dcpipeline_tests.conftest import ROOT

pytestmark = pytest.mark.ci

# more than these take minutes: DCPIPELINE_TESTS_PAGES=10000
FEW, MANY = 100, int(os.environ.get("DCPIPELINE_TESTS_PAGES", "3000"))
MOST_GROWN = 0.10
MOST_BYTES = 8_000_000

MEMORY = """
import json, sys
from dcpipeline.extract.pages import extract_page
from dcpipeline_tests.benchmarks.pages import PAGES, news_page
from dcpipeline_tests.benchmarks.test_extract import gazetteer
from dcpipeline_tests.extract.test_memory import resident

few, many = int(sys.argv[1]), int(sys.argv[2])
sizes = []
for number in range(many):
    extract_page(news_page(number % PAGES, number // PAGES), gazetteer())
    if number + 1 in (few, many):
        sizes.append(resident())
print(json.dumps(sizes))
"""


def resident() -> int:
    """Bytes of this process that are in memory."""
    words = Path("/proc/self/statm").read_text(encoding="ascii").split()
    return int(words[1]) * os.sysconf("SC_PAGE_SIZE")


def test_memory_does_not_grow_with_the_pages() -> None:
    done = subprocess.run(
        [sys.executable, "-c", MEMORY, str(FEW), str(MANY)],
        cwd=ROOT, capture_output=True, text=True, timeout=1_200, encoding="utf-8", check=True,
    )  # fmt: skip
    few, many = json.loads(done.stdout)
    print(f"\nafter {FEW} pages {few / 1e6:.0f} MB, after {MANY} {many / 1e6:.0f} MB")
    assert many - few < max(MOST_GROWN * few, MOST_BYTES)
