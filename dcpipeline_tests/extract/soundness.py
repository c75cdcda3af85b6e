"""What holds for the claims of any page, whatever its bytes are."""

import math
from collections.abc import Iterator
from dataclasses import fields
from typing import Final

from dcpipeline.extract.claim import Extraction, PageClaim, Subject
from dcpipeline.normalize import Gazetteer
from dcpipeline_tests.extract.pages import assert_sound

_NUMBERS: Final = ("value_num", "value_low", "value_high")


def assert_claims_sound(extraction: Extraction, gazetteer: Gazetteer) -> None:
    """Spans lie in the text, numbers are finite, bounds and days in order, subjects known.

    Raises:
        AssertionError: the first faults, with the claim.
    """
    assert_sound(extraction.document)
    assert faults(extraction, gazetteer) == []


def faults(extraction: Extraction, gazetteer: Gazetteer) -> list[str]:
    """What does not hold, one line each; empty for a sound extraction."""
    text = extraction.document.text
    keys = [subject.key for subject in extraction.subjects]
    found = [f"key {key} is used twice" for key in sorted({k for k in keys if keys.count(k) > 1})]
    for subject in extraction.subjects:
        found += [f"{subject}: {fault}" for fault in _of_subject(subject, gazetteer)]
    listed = set(extraction.subjects)
    for claim in extraction.claims:
        own = [*_of_spans(claim, text), *_of_numbers(claim), *_of_dates(claim), *_of_words(claim)]
        if claim.subject not in listed:
            own.append("its subject is not listed")
        found += [f"{claim}: {fault}" for fault in own]
    found += [
        f"{words}: left alone outside the text"
        for words in extraction.left_alone
        if not 0 <= words.start <= words.end <= len(text)
    ]
    return found


def _of_subject(subject: Subject, gazetteer: Gazetteer) -> Iterator[str]:
    for code in (subject.province_adcode, subject.city_adcode, *subject.candidates):
        if code is not None and gazetteer.resolve(code).adcode != code:
            yield f"{code} is no unit"
    province, city = subject.province_adcode, subject.city_adcode
    if city is not None and gazetteer.province_of(city) not in {province, None}:
        yield f"{city} is not in {province}"
    if subject.name is not None and not subject.name.strip():
        yield "an empty name"


def _of_spans(claim: PageClaim, text: str) -> Iterator[str]:
    if not 0 <= claim.span_start < claim.span_end <= len(text):
        yield "its quote lies outside the text"
    if claim.quote != text[claim.span_start : claim.span_end]:
        yield "its quote is not verbatim"
    if not 0 <= claim.words_start < claim.words_end <= len(text):
        yield "its words lie outside the text"


def _of_numbers(claim: PageClaim) -> Iterator[str]:
    for name in _NUMBERS:
        value = getattr(claim, name)
        if value is not None and not math.isfinite(value):
            yield f"{name} is not finite"
    low, high = claim.value_low, claim.value_high
    if low is not None and high is not None and low > high:
        yield "bounds in the wrong order"


def _of_dates(claim: PageClaim) -> Iterator[str]:
    first, last = claim.event_on, claim.event_to_on
    if first is not None and last is not None and first > last:
        yield "days in the wrong order"
    if (first is None) != (claim.event_precision is None):
        yield "a day without precision, or precision without a day"


def _of_words(claim: PageClaim) -> Iterator[str]:
    if not claim.value_text:
        yield "an empty value"
    for part in fields(claim):
        value = getattr(claim, part.name)
        if isinstance(value, str) and any("\ud800" <= c <= "\udfff" for c in value):
            yield f"{part.name} can't be written in UTF-8"
