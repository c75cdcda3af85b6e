"""What a page says: one claim a statement, with the words it was read from."""

from dataclasses import dataclass, field, fields
from datetime import date
from operator import attrgetter
from typing import Final, Literal

from dcpipeline.extract.document import Document

SubjectKind = Literal["project", "programme", "place", "nation", "publication"]
Basis = Literal["planned", "installed"]
Change = Literal["total", "increment"]


@dataclass(frozen=True, slots=True)
class Subject:
    """The thing that claims of a page are about.

    Attributes:
        key: ordinal within the page, ``s1`` for the first.
        kind: project, programme (several projects or a portfolio), place or nation.
        name: fullest name in the text, as written; None where it has none.
        province_adcode: province in which it lies, None where the text does not fix it.
        city_adcode: city in which it lies, None where the text does not fix it.
        candidates: codes that an ambiguous place name could mean.
    """

    key: str
    kind: SubjectKind
    name: str | None
    province_adcode: str | None = None
    city_adcode: str | None = None
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PageClaim:
    """One statement of a page about one subject.

    Attributes:
        subject: what it is about.
        property: PROPERTY of the schema.
        value_text: the value: event or signal by its code, everything else as written.
        quote: the sentence, verbatim: ``text[span_start:span_end]`` of the document.
        span_start: first character of the quote.
        span_end: character behind the quote.
        words_start: first character of the words that carry the value.
        words_end: character behind them; they lie inside the quote or are a place, name or date
            that holds for it.
        value_num: the printed figure in ``unit``; shares from 0 to 1; None for a range.
        value_low: lower bound.
        value_high: upper bound.
        unit: PFLOPS, POPS, cards, servers, standard_2_5kw, cabinet, unknown, MW, a currency, share,
            projects, provinces, cities.
        qualifier: how the words bound the value.
        precision: number format of compute.
        basis: planned or installed; for an event ``planned`` where it is still to come.
        phase: phase as a number in digits, or the building as written; None for the whole.
        change: whether a figure is the total after, or what is added.
        state: state of the projects that are counted.
        event_on: first day of the stated period.
        event_to_on: last day of the stated period.
        event_precision: day, month, quarter, half, year or period; None without a date.
        speaker: who says so, where the text names somebody.
        value_flag: doubt about the value: ``contradicts`` where the page bounds one figure both
            from below and from above.
    """

    subject: Subject
    property: str
    value_text: str
    quote: str
    span_start: int
    span_end: int
    words_start: int
    words_end: int
    value_num: float | None = None
    value_low: float | None = None
    value_high: float | None = None
    unit: str | None = None
    qualifier: str | None = None
    precision: str | None = None
    basis: Basis | None = None
    phase: str | None = None
    change: Change | None = None
    state: str | None = None
    event_on: date | None = None
    event_to_on: date | None = None
    event_precision: str | None = None
    speaker: str | None = None
    value_flag: str | None = None

    def about(self, subject: Subject) -> "PageClaim":
        """The same claim about a subject; a third of the time of ``dataclasses.replace``."""
        return PageClaim(subject, *_WITHOUT_SUBJECT(self))


_WITHOUT_SUBJECT: Final = attrgetter(*(each.name for each in fields(PageClaim)[1:]))


@dataclass(frozen=True, slots=True)
class LeftAlone:
    """Words that could carry a value but became no claim.

    Attributes:
        start: first character in the canonical text.
        end: character behind the last.
        what: kind of mention: place, compute, money, date, event and so on.
        reason: why no claim was made of it.
    """

    start: int
    end: int
    what: str
    reason: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything read from one page.

    Attributes:
        document: the canonical text and its layout.
        subjects: in the order of the text.
        claims: in the order of subjects and text.
        left_alone: what was seen and not taken, in the order of the text.
    """

    document: Document
    subjects: tuple[Subject, ...] = ()
    claims: tuple[PageClaim, ...] = ()
    left_alone: tuple[LeftAlone, ...] = field(default_factory=tuple)
