"""What a source says of one subject, as far as it helps to recognise the subject elsewhere."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Record:
    """One subject of one source: a row of the register, a subject of a page, a row of a data set.

    Attributes:
        key: ``subject_key`` of its claims.
        names: names as written, in any language.
        operators: cells as written; one cell can name several companies, separated by semicolons.
        province: adcode; null where not named or where several are.
        city: adcode of the prefecture, or of the province where it has none.
        districts: county, district or zone as written.
        codes: project codes and numbers of official documents.
        phases: labels of phases and buildings as written.
        compute: figures of computing power in PFLOPS.
        scope: site, campus or programme.
        pages: addresses on which it rests; one page can tell of several projects.
        known_on: day on which the public could know.
        events: events with their day, null where undated.
    """

    key: str
    known_on: date
    names: tuple[str, ...] = ()
    operators: tuple[str, ...] = ()
    province: str | None = None
    city: str | None = None
    districts: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    phases: tuple[str, ...] = ()
    compute: tuple[float, ...] = ()
    scope: str | None = None
    pages: tuple[str, ...] = ()
    events: tuple[tuple[str, date | None], ...] = ()
