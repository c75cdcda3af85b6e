"""Longer looks at memory and at garbage."""

import subprocess
import sys

import pytest
from hypothesis import given, settings

from dcpipeline.fetch import REFUSALS, Response
from dcpipeline_tests.fetch.helpers import Script, get, scripted
from dcpipeline_tests.fetch.test_garbage import ANSWERS, ONCE

_MEASURE = """
import resource
from dcpipeline.fetch import Fetcher, Request
from dcpipeline_tests.fetch.helpers import QUICK
from dcpipeline_tests.site import Site
with Site() as site, Fetcher(allowed_host=site.host, politeness=QUICK) as fetcher:
    fetcher.fetch(Request(site.url("/listing")))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for path in ("/trap/huge", "/trap/huge", "/trap/header-flood", "/trap/endless-early"):
        assert fetcher.fetch(Request(site.url(path))).code in ("too_large", "header_flood")
    print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


@pytest.mark.ci
def test_a_huge_page_takes_no_more_memory_than_the_caps() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _MEASURE], capture_output=True, encoding="utf-8", timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) < 120  # MiB, for a cap of 32


@pytest.mark.ci
@given(ANSWERS, ANSWERS)
@settings(max_examples=1500, deadline=None)
def test_a_great_deal_of_garbage(answer: bytes, robots: bytes) -> None:
    with scripted(Script(b"HTTP/1.1 200 OK\r\n" + answer, robots), politeness=ONCE) as fetcher:
        outcome = get(fetcher, "http://a.example/")
    assert isinstance(outcome, Response) or outcome.code in REFUSALS
