"""English sentences in their families of wordings: events with their dates and phases."""

from datetime import date

import pytest

from dcpipeline.extract.claim import Extraction, PageClaim
from dcpipeline.extract.pages import extract_page
from dcpipeline.normalize import Gazetteer

DAY = date(2025, 8, 20)
Event = tuple[str, str | None, str | None]


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


OWNERS = [
    ("Yunhe Digital and Fengming Holdings opened a computing center in Heyuan.",
     {"Yunhe Digital", "Fengming Holdings"}),
    ("Yunhe Digital, together with Fengming Holdings, opened a computing center in Heyuan.",
     {"Yunhe Digital", "Fengming Holdings"}),
    ("The Heyuan computing center was jointly built by Yunhe Digital and Fengming Holdings.",
     {"Yunhe Digital", "Fengming Holdings"}),
    ("Heyuan Science and Technology Parks Corporation is building a computing center in Heyuan.",
     {"Heyuan Science and Technology Parks Corporation"}),
    ("A computing center in Heyuan is being built by Yunhe (Heyuan) Cloud Technology Co., Ltd.",
     {"Yunhe (Heyuan) Cloud Technology Co., Ltd"}),
    ("The computing center in Heyuan has 400 racks. Jointly built, it opened in May.", set()),
    ("The computing center in Heyuan was built by Third Harbour Engineering.", set()),
    ("Fengming Holdings rents 400 racks in the Yunhe computing center in Heyuan.", set()),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), OWNERS)
def test_who_owns_a_site(text: str, names: set[str], gazetteer: Gazetteer) -> None:
    claims = read(text, gazetteer).claims
    assert {c.value_text.rstrip(".") for c in claims if c.property == "operator"} == names


TOTALS = [
    (
        "Heyuan, in south China's Guangdong, is stepping up efforts to build a big data center. "
        "The number of standard racks in data centers is expected to reach 160,000, and total "
        "computing power will exceed 90,000 PFLOPS.",
        {("racks", 160000.0), ("compute", 90000.0)},
    ),
    (
        "Heyuan, one of the country's hubs, has cheap power; by the end of 2024 its computing "
        "capacity had surpassed 40,000 petaflops — a first for China.",
        {("compute", 40000.0)},
    ),
    (
        "Heyuan has gone for scale. Large data centers need cool air. Computing power stands at "
        "30,000 petaflops.",
        {("compute", 30000.0)},
    ),
]


@pytest.mark.parametrize(("text", "figures"), TOTALS)
def test_what_is_told_of_a_place_is_its_total(
    text: str, figures: set[tuple[str, float]], gazetteer: Gazetteer
) -> None:
    found = read(text, gazetteer)
    assert [subject.name for subject in found.subjects] == ["Heyuan"]
    told = {(c.property, c.value_num) for c in found.claims if c.value_num is not None}
    assert told == figures


ASIDES = [
    (
        "By the end of 2026 the Yunhe computing center in Heyuan, which was launched in Nanhai, is "
        "to hold 900 racks.",
        {("operational", None, None)},
    ),
    ("Heyuan expands while chips grow scarce.", set()),
    (
        "A new computing center is to be established by Yunhe Digital in Heyuan.",
        {("announced", None, None)},
    ),
    ("It heads the province's data center cluster, which is being built.", set()),
]


@pytest.mark.parametrize(("text", "expected"), ASIDES)
def test_asides_and_places_leave_sites_alone(
    text: str, expected: set[Event], gazetteer: Gazetteer
) -> None:
    assert events(text, gazetteer) == expected


@pytest.mark.parametrize(
    "text",
    [
        "It opened at 3 p.m. on Monday.",
        "It has a storage capacity of 50P.",
        "Electricity is plentiful: installed capacity has come to 12 million kilowatts.",
    ],
)
def test_hours_storage_and_power_plants_are_no_figures_of_a_site(
    text: str, gazetteer: Gazetteer
) -> None:
    claims = read(FIRST + text, gazetteer).claims
    assert not {"compute", "it_load"} & {claim.property for claim in claims}


SUMS = [
    "2 billion yuan will be invested by Yunhe Digital in a new computing center in Heyuan.",
    "The Yunhe computing center in Heyuan, into which 2 billion yuan has been put by Yunhe "
    "Digital, opened in May.",
]


@pytest.mark.parametrize("text", SUMS)
def test_a_sum_that_is_put_in_is_an_investment(text: str, gazetteer: Gazetteer) -> None:
    claims = {c.property: c.value_text for c in read(text, gazetteer).claims}
    assert claims["investment"] == "2 billion yuan"
    assert claims["operator"] == "Yunhe Digital"


def test_a_legal_form_can_end_a_sentence(gazetteer: Gazetteer) -> None:
    text = "A computing center in Heyuan was launched by Yunhe Technology Co. The hall is full."
    claims = {c.property: c.value_text for c in read(text, gazetteer).claims}
    assert claims["operator"] == "Yunhe Technology Co"


def test_a_phase_can_stand_before_the_word_for_the_project(gazetteer: Gazetteer) -> None:
    text = "The Yunhe Computing Centre II Phase project in Heyuan was approved in May."
    assert [s.name for s in read(text, gazetteer).subjects] == [
        "Yunhe Computing Centre II Phase project"
    ]


FOLLOWED = [
    (
        "Yunhe Digital has sold its Heyuan data center. The deal, agreed in May, "
        "closed last Friday.",
        ("transferred", "2025-08-15", None),
    ),
    (
        "The Yunhe computing center in Heyuan has been expanded to 900 racks. The upgrade, "
        "finished in June, took a year.",
        ("expanded", "2025-06", None),
    ),
    (
        "Heyuan has withdrawn the filing of the Yunhe computing center. The bureau's notice is "
        "dated May 12, 2024.",
        ("cancelled", "2024-05-12", None),
    ),
]


@pytest.mark.parametrize(("text", "expected"), FOLLOWED)
def test_the_next_sentence_can_tell_the_day(
    text: str, expected: Event, gazetteer: Gazetteer
) -> None:
    assert events(text, gazetteer) == {expected}


def test_the_following_month_is_that_after_the_one_told(gazetteer: Gazetteer) -> None:
    text = "Approved in November 2023 and begun the following March, the Yunhe campus is in Heyuan."
    assert events(text, gazetteer) == {
        ("approved", "2023-11", None),
        ("construction_start", "2024-03", None),
    }


def test_what_there_is_in_a_place_is_no_figure_of_the_site_before(gazetteer: Gazetteer) -> None:
    text = FIRST + "At present there are 40,000 petaflops of computing power in Heyuan."
    found = [c for c in read(text, gazetteer).claims if c.property == "compute"]
    assert [claim.subject.kind for claim in found] == ["place"]


def test_a_site_of_the_headline_is_told_again_with_its_place(gazetteer: Gazetteer) -> None:
    text = (
        "Yunhe opens an AI data center\n"
        "Yunhe has opened a data center on 900 chips. With a carrier it opened an AI data "
        "center in Heyuan, which runs on 900 chips of its own design."
    )
    assert len([s for s in read(text, gazetteer).subjects if s.kind == "project"]) == 1


def test_a_foreign_owner_leaves_its_site_in_china(gazetteer: Gazetteer) -> None:
    text = "Singapore's Merlin Holdings has bought a 24 MW data center in Heyuan, Guangdong."
    assert [s.city_adcode for s in read(text, gazetteer).subjects] == ["441600"]


def test_officials_of_a_city_and_its_province_decide_on_its_site(gazetteer: Gazetteer) -> None:
    text = "Officials in Heyuan, Guangdong province, approved a computing center of Yunhe Digital."
    assert [s.city_adcode for s in read(text, gazetteer).subjects] == ["441600"]


PLACES_SPOKEN_OF = [
    "This year, Heyuan invested 19 billion yuan in data centers, reaching 7,000 petaflops.",
    "Heyuan is a hub. By the end of 2024, its cluster had deployed 7,000 petaflops.",
]


@pytest.mark.parametrize("text", PLACES_SPOKEN_OF)
def test_a_place_is_spoken_of_behind_words_of_time(text: str, gazetteer: Gazetteer) -> None:
    before = "A cloud computing center opened in Heyuan, Guangdong, in 2016. "
    found = [c for c in read(before + text, gazetteer).claims if c.property == "compute"]
    assert [claim.subject.kind for claim in found] == ["place"]


NAMED = [
    (
        "The Yunhe Computing Center+Digital Industrial Park project in Heyuan broke ground in May.",
        "Yunhe Computing Center+Digital Industrial Park project",
    ),
    (
        "The Heyuan New Area computing power industry cluster project broke ground in May.",
        "Heyuan New Area computing power industry cluster project",
    ),
    (
        "Guangdong's first computing center was put into operation in the Cloud Computing Park in "
        "Heyuan in May.",
        "Guangdong's first computing center",
    ),
]


@pytest.mark.parametrize(("text", "name"), NAMED)
def test_names_of_projects_and_of_parks_around_them(
    text: str, name: str, gazetteer: Gazetteer
) -> None:
    assert [s.name for s in read(text, gazetteer).subjects if s.kind == "project"] == [name]


@pytest.mark.parametrize("words", ["The first and second phases", "Phases one and two"])
def test_two_phases_are_told_in_one(words: str, gazetteer: Gazetteer) -> None:
    text = f"{words} of the Yunhe computing center in Heyuan opened in May 2024."
    assert events(text, gazetteer) == {
        ("phase_online", "2024-05", "1"),
        ("phase_online", "2024-05", "2"),
    }


BESIDE = [
    ("It has 24 MW in all, with 2.3 MW in the first phase.", {(24.0, None), (2.3, "1")}),
    ("The third phase is being built. The 120 MW phase will open in 2027.", {(120.0, "3")}),
]


@pytest.mark.parametrize(("text", "loads"), BESIDE)
def test_a_figure_is_of_the_phase_beside_it(
    text: str, loads: set[tuple[float, str | None]], gazetteer: Gazetteer
) -> None:
    claims = read(FIRST + text, gazetteer).claims
    assert {(c.value_num, c.phase) for c in claims if c.property == "it_load"} == loads


def test_the_works_of_the_phase_told_before(gazetteer: Gazetteer) -> None:
    text = FIRST + "Phase two will add 90 racks. Construction is to begin in 2026."
    assert events(text, gazetteer) == {("construction_start*", "2026", "2")}


def test_what_a_company_has_across_the_country_is_its_own(gazetteer: Gazetteer) -> None:
    text = (
        "China Mobile has built 12 intelligent computing centers across the country with a "
        "combined capacity of more than 17 EFLOPS."
    )
    kinds = {c.subject.kind for c in read(text, gazetteer).claims if c.property == "compute"}
    assert kinds == {"programme"}


def test_dozens_are_no_count(gazetteer: Gazetteer) -> None:
    text = "Chinese firms plan three dozen AI data centers in the western deserts."
    assert not [c for c in read(text, gazetteer).claims if c.property == "project_count"]


def test_power_stations_and_a_stage_before_a_figure(gazetteer: Gazetteer) -> None:
    text = FIRST + (
        "Power stations of 12 million kilowatts stand around it. At this stage 15,200 AI chips run "
        "there. Land has been cleared."
    )
    found = read(text, gazetteer).claims
    assert not [c for c in found if c.property == "it_load" or c.phase is not None]
    assert not [c for c in found if c.value_text == "approved"]
