"""Chinese texts, read: what the tests of single modules look at."""

from datetime import date

from dcpipeline.extract.claim import Extraction, PageClaim, Subject
from dcpipeline.extract.discourse import read_subjects
from dcpipeline.extract.frames import Frame, Reading
from dcpipeline.extract.page_places import find_places
from dcpipeline.extract.pages import extract_page
from dcpipeline.extract.segments import PageText
from dcpipeline.normalize import Gazetteer
from dcpipeline_tests.extract.sentences import page_of


def read(text: str, gazetteer: Gazetteer, day: date | None = None) -> Extraction:
    """The claims of a text; its first line is a title where it has no full stop."""
    return extract_page(text.encode(), gazetteer, published=day)


def subjects_of(
    text: str, gazetteer: Gazetteer
) -> tuple[PageText, tuple[Reading, ...], tuple[Frame, ...]]:
    """A page of paragraphs, its sentences and its subjects."""
    page = page_of(text)
    readings, frames = read_subjects(page, find_places(page, gazetteer))
    return page, readings, frames


def told(found: Extraction, name: str) -> list[PageClaim]:
    """The claims of one property."""
    return [claim for claim in found.claims if claim.property == name]


def values(found: Extraction, name: str) -> list[str]:
    """The words of all claims of one property."""
    return [claim.value_text for claim in told(found, name)]


def shares(found: Extraction, name: str) -> list[tuple[str | None, float | None]]:
    """Who has which figure of one property."""
    return [(claim.subject.name, claim.value_num) for claim in told(found, name)]


def events(found: Extraction) -> list[tuple[str | None, str]]:
    """What has happened to whom; plans are left out."""
    return [(c.subject.name, c.value_text) for c in told(found, "event") if c.basis is None]


def site_of(found: Extraction, name: str | None) -> tuple[str | None, str | None]:
    """Province and city of the subject with a name."""
    subject = _named(found, name)
    return subject.province_adcode, subject.city_adcode


def _named(found: Extraction, name: str | None) -> Subject:
    (subject,) = (subject for subject in found.subjects if subject.name == name)
    return subject
