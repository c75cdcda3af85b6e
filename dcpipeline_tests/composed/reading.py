"""What is read from a composed page, beside what it tells."""

from collections.abc import Iterator

from dcpipeline.extract.claim import Extraction, PageClaim, Subject
from dcpipeline.extract.pages import extract_page
from dcpipeline.normalize import Gazetteer
from dcpipeline_tests.composed.pages import DAY, FIGURES, Page


def faults(page: Page, gazetteer: Gazetteer) -> list[str]:
    """Where the reading of a page differs from it, such as ``operator missing``."""
    found = extract_page(page.text.encode(), gazetteer, published=DAY)
    sites = [subject for subject in found.subjects if subject.kind == "project"]
    if len(sites) != 1:
        return [f"{len(sites)} sites"]
    return [*_place(sites[0], page), *_claims(_of(found, sites[0]), page)]


def _of(found: Extraction, subject: Subject) -> list[PageClaim]:
    return [claim for claim in found.claims if claim.subject == subject]


def _place(site: Subject, page: Page) -> Iterator[str]:
    city = page.told["city"]
    if site.province_adcode != f"{city[:2]}0000":
        yield "province"
    if site.city_adcode != city:
        yield "city"


def _claims(claims: list[PageClaim], page: Page) -> Iterator[str]:
    told = page.told
    operators = [claim.value_text for claim in claims if claim.property == "operator"]
    alike = [_is_alike(told["operator"], words) for words in operators]
    if not any(alike):
        yield "operator missing"
    if not all(alike):
        yield "operator spurious"
    stated = {
        (claim.value_text, claim.event_on)
        for claim in claims
        if claim.property == "event" and claim.basis != "planned"
    }
    events = {event for event, _ in stated} - {"announced"}
    if told["event"] not in events:
        yield "event missing"
    elif (told["event"], told["on"]) not in stated:
        yield "date"
    if events - {told["event"]}:
        yield "event spurious"
    for name in FIGURES.values():
        values = {
            round(claim.value_num)
            for claim in claims
            if claim.property == name and claim.value_num and claim.phase is None
        }
        if name in told and told[name] not in values:
            yield f"{name} missing"
        if values - {told.get(name)}:
            yield f"{name} spurious"


def _is_alike(operator: str, words: str) -> bool:
    one, other = operator.lower(), words.lower()
    return one in other or other in one
