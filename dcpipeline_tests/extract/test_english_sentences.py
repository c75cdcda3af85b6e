"""English sentences in their families of wordings: events with their dates and phases."""

from datetime import date
from pathlib import Path

import pytest

from dcpipeline.extract.claim import Extraction, PageClaim
from dcpipeline.extract.pages import extract_page
from dcpipeline.normalize import Gazetteer
from dcpipeline.reference import load_table
from dcpipeline.schema import table

DATA = Path(__file__).resolve().parents[2] / "data"
NAMES = ("ref.divisions", "ref.division_aliases", "ref.counties")
DAY = date(2025, 8, 20)
Event = tuple[str, str | None, str | None]


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.from_frames(*(load_table(table(name), DATA) for name in NAMES))


def read(text: str, gazetteer: Gazetteer) -> Extraction:
    return extract_page(text.encode(), gazetteer, published=DAY)


def day_of(claim: PageClaim) -> str | None:
    """The date of an event in the form of the gold set."""
    on = claim.event_on
    if on is None:
        return None
    forms = {
        "day": on.isoformat(),
        "month": f"{on:%Y-%m}",
        "quarter": f"{on.year}-Q{(on.month + 2) // 3}",
        "half": f"{on.year}-H{1 + on.month // 7}",
    }
    return forms.get(claim.event_precision or "", str(on.year))


def events(text: str, gazetteer: Gazetteer) -> set[Event]:
    """Events of sites as (event, date, phase); a plan has a star, its announcement is left out."""
    found = {
        (claim.value_text + "*" * (claim.basis == "planned"), day_of(claim), claim.phase)
        for claim in read(text, gazetteer).claims
        if claim.property == "event" and claim.subject.kind == "project"
    }
    planned = any(event.endswith("*") for event, _, _ in found)
    return {one for one in found if not (planned and one[0] == "announced")}


SITE = "the Yunhe computing center in Heyuan, Guangdong"
DATED = [
    (f"In the spring of 2024, construction of {SITE} began.", "construction_start", "2024"),
    (f"On the morning of May 12, {SITE} opened.", "operational", "2025-05-12"),
    (f"As early as May 2024, {SITE} went live.", "operational", "2024-05"),
    (f"Last December, work started on {SITE}.", "construction_start", "2024-12"),
    (f"By the end of 2026, {SITE} will open.", "operational*", "2026"),
    (f"By October, {SITE} is due to open.", "operational*", "2025-10"),
    (f"No later than June 2027, {SITE} will be completed.", "operational*", "2027-06"),
    ("The Yunhe computing center in Heyuan will open around mid-2027.", "operational*", "2027"),
    (
        "The Yunhe computing center in Heyuan is slated for launch next year.",
        "operational*",
        "2026",
    ),
    (f"Completion of {SITE}, is expected in 2027.", "operational*", "2027"),
    (f"Ground will be broken for {SITE} in 2026.", "construction_start*", "2026"),
    (
        "The Yunhe computing center in Heyuan, Guangdong, which opened in May 2024, is full.",
        "operational",
        "2024-05",
    ),
    (
        "The Yunhe computing center in Heyuan has 400 racks. Since going live in May 2024, it has "
        "served 20 firms.",
        "operational",
        "2024-05",
    ),
    (
        "The Yunhe computing center in Heyuan has 400 racks. The opening ceremony was held on "
        "May 12.",
        "operational",
        "2025-05-12",
    ),
    (
        "Yunhe Digital said on Monday it would build a computing center in Heyuan.",
        "announced",
        "2025-08-18",
    ),
]


@pytest.mark.parametrize(("text", "event", "on"), DATED)
def test_a_date_is_read_wherever_it_stands(
    text: str, event: str, on: str, gazetteer: Gazetteer
) -> None:
    assert events(text, gazetteer) == {(event, on, None)}


SEVERAL = [
    (
        "The Yunhe computing center in Heyuan was approved in March 2023, broke ground in June "
        "that year and opened on 20 May the following year.",
        {("approved", "2023-03", None), ("construction_start", "2023-06", None),
         ("operational", "2024-05-20", None)},
    ),
    (
        "Yunhe Digital plans to build a computing center in Heyuan. Work is due to start in "
        "October and finish in 2027.",
        {("construction_start*", "2025-10", None), ("operational*", "2027", None)},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SEVERAL)
def test_each_event_has_its_own_date(text: str, expected: set[Event], gazetteer: Gazetteer) -> None:
    assert events(text, gazetteer) == expected


PHASES = [
    ("The 2nd phase of the Yunhe computing center in Heyuan opened in May 2024.", "2"),
    ("The No. 3 building of the Yunhe computing center in Heyuan opened in May 2024.", "3"),
    ("Building A of the Yunhe computing center in Heyuan opened in May 2024.", "A"),
    (
        "The Yunhe computing center in Heyuan has two phases. The first opened in May 2024.",
        "1",
    ),
]


@pytest.mark.parametrize(("text", "phase"), PHASES)
def test_parts_have_a_number_or_a_letter(text: str, phase: str, gazetteer: Gazetteer) -> None:
    assert phase in {phase for _, on, phase in events(text, gazetteer) if on == "2024-05"}


def test_a_wider_place_behind_that_of_a_site_has_no_total(gazetteer: Gazetteer) -> None:
    text = "The Yunhe computing center in Heyuan, Guangdong, which is new, has 4,000 racks."
    claims = [c for c in read(text, gazetteer).claims if c.property == "racks"]
    assert [claim.subject.kind for claim in claims] == ["project"]


FIRST = "The Yunhe computing center in Heyuan has 400 racks. "
NO_EVENTS = [
    "This rapid expansion reflects a wider plan for the west.",
    "The expansion comes as the region faces new limits on chips.",
    "Yunhe has been trying to build its own chips for years.",
    "The city hopes to build itself into a leader of the trade.",
    "“Everyone is selling, but nobody buys,” an owner said.",
    "Fengming's open model, launched in January 2025, changed the market.",
    "Yunhe launched an AI assistant in May 2024.",
]


@pytest.mark.parametrize("text", NO_EVENTS)
def test_words_about_other_things_tell_no_event(text: str, gazetteer: Gazetteer) -> None:
    assert events(FIRST + text, gazetteer) == set()


def test_a_date_behind_another_verb_is_not_that_of_the_event(gazetteer: Gazetteer) -> None:
    text = (
        "The Yunhe computing center in Heyuan, opened by Yunhe Digital, is expected to hold 900 "
        "racks by the end of 2026."
    )
    assert events(text, gazetteer) == {("operational", None, None)}


CALLED = [
    ("Yunhe Mobile's data center in Heyuan has 400 racks.", "Yunhe Mobile's data center in Heyuan"),
    (
        "Heyuan's first AI computing centre opened in May 2024.",
        "Heyuan's first AI computing centre",
    ),
    ("China's largest data center opened in Heyuan in May 2024.", None),
    ("Yunhe's plan for a data center in Heyuan was approved.", None),
]


@pytest.mark.parametrize(("text", "name"), CALLED)
def test_a_site_without_a_name_is_called_by_whose_it_is(
    text: str, name: str | None, gazetteer: Gazetteer
) -> None:
    assert [subject.name for subject in read(text, gazetteer).subjects] == [name]
