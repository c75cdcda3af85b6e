"""The texts hold every way of saying, every kind of figure and every trap that must be read."""

import re
from collections import Counter
from dataclasses import replace
from typing import Final

import pytest

from dcpipeline_tests.gold.labels import EVENTS, HERE, GoldText, load
from dcpipeline_tests.gold.sealing import LATER, OPEN, SEALED, UNREAD

Parts = dict[str, tuple[GoldText, ...]]

QUANTITIES: Final = {
    "quantity.basis": "planned or installed",
    "quantity.bounds": "at least, at most, about",
    "quantity.cards": "accelerators and their models",
    "quantity.compute": "P, 万P, E and EFLOPS",
    "quantity.compute_spoken": "亿亿次, 千万亿次, 百亿亿次",
    "quantity.dates": "dates, whole and in part",
    "quantity.french": "numbers as French writes them",
    "quantity.money": "investment",
    "quantity.money_other": "contract, award, one year's plan, land",
    "quantity.power": "power of the centre",
    "quantity.precision": "FP16, FP32, FP64, FP8, INT8",
    "quantity.pue": "PUE",
    "quantity.racks": "standard racks and others",
    "quantity.servers": "servers",
}
TRAPS: Final = {
    "trap.1": "P against PB",
    "trap.2": "totals of cities, clusters, companies and batches",
    "trap.3": "phases, totals and increments",
    "trap.4": "a dropped 万",
    "trap.5": "what IDC means",
    "trap.6": "places of one name",
    "trap.7": "zones that no table holds",
    "trap.8": "aliases and false friends",
    "trap.9": "the seat of a company",
    "trap.10": "sites without compute for AI",
    "trap.11": "copies of one report",
    "trap.12": "wishes",
    "trap.13": "落地, 揭牌, 封顶, and wind farms",
    "trap.14": "names that look like a national body",
}
ADDRESS: Final = re.compile(r"//([\w-]+(?:\.[\w-]+)+)", re.ASCII)
# Names of document types and of structured data.
VOCABULARIES: Final = {"www.w3.org", "schema.org"}
REQUIRED: Final = {*(f"status.{event}" for event in EVENTS), *QUANTITIES, *TRAPS}


@pytest.fixture(scope="module")
def parts() -> Parts:
    return {part: load(HERE / part) for part in (OPEN, LATER, SEALED, UNREAD)}


@pytest.fixture(scope="module")
def first(parts: Parts) -> tuple[GoldText, ...]:
    """The texts that were written before the rules."""
    return parts[OPEN] + parts[SEALED]


def missing(texts: tuple[GoldText, ...]) -> set[str]:
    return REQUIRED - {tag for text in texts for tag in text.covers}


def test_every_way_of_saying_every_figure_and_every_trap_has_a_text(first):
    assert missing(first) == set()


def test_a_tag_that_no_text_bears_is_missed(first):
    kept = tuple(text for text in first if "trap.4" not in text.covers)
    assert missing(kept) >= {"trap.4"}


def test_there_are_enough_texts_in_each_language(first):
    languages = Counter(text.language for text in first)
    assert languages.total() >= 300
    assert languages["zh"] >= 200
    assert languages["en"] >= 65
    assert languages["fr"] >= 30


def test_a_hundred_texts_are_whole_pages(first):
    assert sum(text.shape != "text" for text in first) >= 100


def test_a_third_is_sealed(parts, first):
    assert 0.30 <= len(parts[SEALED]) / len(first) <= 0.40


def test_no_id_is_in_two_parts(parts):
    ids = Counter(text.id for own in parts.values() for text in own)
    assert sum(count > 1 for count in ids.values()) == 0


def hosts(text: GoldText) -> set[str]:
    """Hosts of the addresses in a text, a page and its own address; bytes of any encoding."""
    written = f"{text.url or ''} {text.content.decode('latin-1')}"
    return set(ADDRESS.findall(written)) - VOCABULARIES


def test_hosts_are_made_up(parts):
    found = {host for own in parts.values() for text in own for host in hosts(text)}
    assert sum(not host.endswith(".example") for host in found) == 0


def test_a_host_of_somebody_is_found(parts):
    page = replace(parts[LATER][0], content=b'<a href="//www.example.com/a">', url=None)
    assert hosts(page) == {"www.example.com"}
