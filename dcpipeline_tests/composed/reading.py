"""What is read from a composed page, beside what it tells."""

from collections.abc import Iterator, Sequence

from dcpipeline.extract.claim import Extraction, PageClaim, Subject
from dcpipeline.extract.pages import extract_page
from dcpipeline.normalize import Gazetteer
from dcpipeline_tests.composed.pages import DAY, FIGURES, Page, Told


def faults(page: Page, gazetteer: Gazetteer) -> list[str]:
    """Where the reading of a page differs from it, such as ``operator missing``.

    Faults of the site beside the one that the page is about begin with ``other``.
    """
    found = extract_page(page.text.encode(), gazetteer, published=DAY)
    sites = [subject for subject in found.subjects if subject.kind == "project"]
    if len(sites) != len(page.told):
        return [f"{len(sites)} sites instead of {len(page.told)}"]
    paired = [_alike(sites, told) for told in page.told]
    if None in paired or len(set(map(id, paired))) < len(paired):
        return ["names"]
    faults: list[str] = []
    for number, (site, told) in enumerate(zip(paired, page.told, strict=True)):
        assert site is not None
        named = [*_place(site, told), *_claims(_of(found, site), told)]
        faults += [f"other {fault}" if number else fault for fault in named]
    return faults


def _alike(sites: Sequence[Subject], told: Told) -> Subject | None:
    """The site that bears a name; the only one of a page whatever its name is."""
    if len(sites) == 1:
        return sites[0]
    return next((s for s in sites if s.name and _is_alike(told["name"], s.name)), None)


def _of(found: Extraction, subject: Subject) -> list[PageClaim]:
    return [claim for claim in found.claims if claim.subject == subject]


def _place(site: Subject, told: Told) -> Iterator[str]:
    if site.province_adcode != f"{told['city'][:2]}0000":
        yield "province"
    if site.city_adcode != told["city"]:
        yield "city"


def _claims(claims: list[PageClaim], told: Told) -> Iterator[str]:
    operators = [claim.value_text for claim in claims if claim.property == "operator"]
    whose = told["operator"]
    alike = [whose is not None and _is_alike(whose, words) for words in operators]
    if whose is not None and not any(alike):
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
