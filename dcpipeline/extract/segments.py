"""Sentences and clauses of a page, on its folded text."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, NamedTuple

from dcpipeline.extract.document import Block, Document
from dcpipeline.extract.split_days import day_in_parts
from dcpipeline.normalize import Unreadable, parse_date
from dcpipeline.normalize.matching import matches_from
from dcpipeline.normalize.text import Folded, fold_page, lower_case

# Longer runs without a full stop are cut: time stays linear and a quote stays readable.
LONGEST_SENTENCE: Final = 1500
# 8.36亿元!某智算中心…: the figure that opens a headline belongs to what follows.
LONGEST_HEADLINE_FIGURE: Final = 14
_ENDS: Final = re.compile(
    r"[。!?;]+[”\"'』」)]*|\.[\"”»)\]]*(?=\s+[\"“«(\[]?\s?[A-Z0-9]|\s*$)"
    # "has been completed.This project": no blank behind the point.
    r"|(?<=[a-z]{3})\.(?=[A-Z][a-z]{1,20}[ ,])"
)
_FIRST_OF_ENDS: Final = re.compile(r"[。!?;.]")
_ABBREVIATION: Final = re.compile(
    r"(?:\b(?:Co|Ltd|Inc|Corp|No|vs|approx|Mr|Ms|Mrs|Dr|St|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|env|M|Mme|art|fig)"
    r"|\b[A-Z]|\b(?:[A-Z]\.)+[A-Z])$"
)
# "built by Yunhe Technology Co. The site": the point of a legal form can end the sentence, too.
_LEGAL_FORM: Final = re.compile(r"\b(?:Co|Ltd|Inc|Corp)$")
_OPENS_SENTENCE: Final = re.compile(
    r"\s+(?:The|It|Its|In|On|At|This|That|These|A|An|As|By|For|From|With|When|After|Since|Under|"
    r"Below|Both|Work|Construction|Phase|Once|He|She|They|But|And|Le|La|Les|Il|Elle|En|Un|Une|"
    r"Selon|Ce|Cette)\b(?! (?:Co|Ltd|Inc)\b)"
)


class Sentence(NamedTuple):
    """A sentence in the folded text of a page.

    Attributes:
        start: first character in the folded text.
        end: character behind the last.
        block: index of its block in the document.
        record: record of that block, None in running text.
    """

    start: int
    end: int
    block: int
    record: int | None


@dataclass(frozen=True, slots=True)
class PageText:
    """The text of a document in the form in which it is searched.

    Attributes:
        document: the page.
        folded: its folded text.
        lower: the folded text in lower case, of the same length.
        sentences: in the order of the text.
        days: days that stand beside the entries of a page without a day of its own, by record.
    """

    document: Document
    folded: Folded
    lower: str
    sentences: tuple[Sentence, ...]
    days: Mapping[int, date] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The folded text, case kept."""
        return self.folded.text

    def told_on(self, record: int | None) -> date | None:
        """The day on which an entry, or a page, was published."""
        if self.document.published_on is not None or record is None:
            return self.document.published_on
        return self.days.get(record)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the canonical text behind a span of the folded text."""
        return self.folded.span(start, end)

    def words(self, start: int, end: int) -> str:
        """Words of the canonical text behind a span of the folded text."""
        first, last = self.folded.span(start, end)
        return self.document.text[first:last]


def page_text(document: Document) -> PageText:
    """Fold a document and cut it into sentences."""
    folded = fold_page(document.text)
    lower = lower_case(folded.text)
    if len(lower) != len(folded.text):
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in folded.text)
    found: list[Sentence] = []
    for number, block in enumerate(document.blocks):
        start, end = folded_span(folded, block)
        found.extend(
            Sentence(first, last, number, block.record)
            for first, last in _sentences(folded.text, start, end)
        )
    return PageText(document, folded, lower, tuple(found), dict(_days_of_records(document)))


def _days_of_records(document: Document) -> Iterator[tuple[int, date]]:
    if document.published_on is not None:
        return
    for block in document.blocks:
        if block.kind == "meta" and block.record is not None:
            words = document.text[block.start : block.end]
            whole = day_in_parts(words)
            day = parse_date(words)
            if whole is not None:
                yield block.record, whole
            elif not isinstance(day, Unreadable) and day.precision == "day":
                yield block.record, day.start


def folded_span(folded: Folded, block: Block) -> tuple[int, int]:
    """The span of a block in the folded text."""
    if folded.origin is None:
        return block.start, block.end
    return bisect_left(folded.origin, block.start), bisect_left(folded.origin, block.end)


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    for match in matches_from(_FIRST_OF_ENDS, _ENDS, text, start, end):
        stop = match.end()
        if text[match.start()] == "!" and stop - begin <= LONGEST_HEADLINE_FIGURE:
            continue
        if match.group()[0] == "." and _is_abbreviation(text, begin, match.start(), stop):
            continue
        yield from _pieces(text, begin, stop)
        begin = stop
    yield from _pieces(text, begin, end)


def _is_abbreviation(text: str, begin: int, point: int, stop: int) -> bool:
    """Whether a point only ends an abbreviation."""
    first = max(begin, point - 12)
    if _ABBREVIATION.search(text, first, point) is None:
        return False
    legal = _LEGAL_FORM.search(text, first, point) is not None
    return not (legal and _OPENS_SENTENCE.match(text, stop))


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Without blanks around it; cut where it is too long."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > LONGEST_SENTENCE:
        yield start, start + LONGEST_SENTENCE
        start += LONGEST_SENTENCE
    if start < end:
        yield start, end
