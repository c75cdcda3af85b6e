"""What reading claims from pages costs beside parsing them."""

from functools import lru_cache, partial
from time import process_time

import pytest
import trafilatura
from pytest_benchmark.fixture import BenchmarkFixture
from selectolax.lexbor import LexborHTMLParser

from dcpipeline.extract.pages import extract_page
from dcpipeline.extract.reading import read_document
from dcpipeline.normalize import Gazetteer
from dcpipeline.reference import load_table
from dcpipeline.schema import table
from dcpipeline_tests.benchmarks.pages import PAGES, news_page
from dcpipeline_tests.benchmarks.ratio import ratio
from dcpipeline_tests.conftest import DATA

pytestmark = pytest.mark.bench

# The text of a page, cleaned, takes at most five times as long as the tree and its text. The claims
# are to take at most five times the tree as well, and a tenth of another extractor. They take 15 to
# 20 times the one, by where a process happens to lie in memory, and 0.10 to 0.13 of the other. The
# two ratios that are held stand a little above, so that a step back shows and luck does not.
MOST_OF_SELECTOLAX = 5.0
REACHED_OF_SELECTOLAX = 22.0
REACHED_OF_TRAFILATURA = 0.16
# One thread that waits for nothing: its own time of the processor tells what it costs, and the
# shortest of many rounds what it costs undisturbed.
compared = partial(ratio, rounds=25, clock=process_time)
compared_with_trafilatura = partial(compared, rounds=9)


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    names = ("ref.divisions", "ref.division_aliases", "ref.counties")
    return Gazetteer.from_frames(*(load_table(table(name), DATA) for name in names))


@lru_cache(maxsize=1)
def pages() -> tuple[bytes, ...]:
    return tuple(news_page(number) for number in range(PAGES))


def parse_all() -> int:
    """The tree of every page, and the text of its body."""
    trees = (LexborHTMLParser(page) for page in pages())
    return sum(len(tree.body.text()) for tree in trees if tree.body is not None)


def extract_with_trafilatura() -> int:
    return sum(
        trafilatura.bare_extraction(page.decode(), with_metadata=True) is not None
        for page in pages()
    )


def read_all() -> int:
    return sum(len(read_document(page).text) for page in pages())


def extract_all() -> int:
    return sum(len(extract_page(page, gazetteer()).claims) for page in pages())


def test_pages_are_like_those_of_newspapers() -> None:
    for page in pages():
        assert 80_000 < len(page) < 120_000
        assert 1_200 < page.count(b"<") - page.count(b"</") < 2_000
        extraction = extract_page(page, gazetteer())
        assert extraction.document.layout in {"news", "article"}
        assert 400 < len(extraction.document.text) < 1_500
        assert {claim.property for claim in extraction.claims} >= {"event", "investment", "racks"}


def test_text_against_a_bare_tree(benchmark: BenchmarkFixture) -> None:
    assert compared(benchmark, read_all, parse_all) < MOST_OF_SELECTOLAX


def test_claims_against_a_bare_tree(benchmark: BenchmarkFixture) -> None:
    assert compared(benchmark, extract_all, parse_all) < REACHED_OF_SELECTOLAX


def test_claims_against_trafilatura(benchmark: BenchmarkFixture) -> None:
    measured = compared_with_trafilatura(benchmark, extract_all, extract_with_trafilatura)
    assert measured < REACHED_OF_TRAFILATURA
