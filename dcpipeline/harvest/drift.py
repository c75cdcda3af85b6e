"""Drift: whether a source still is what it was when somebody last looked.

In: what a round found and what earlier good rounds found. Out: findings in words. A ``fatal``
finding fails the round of this source: its check turns red, its earlier claims stay, nothing else
stops. A ``warning`` is shown and goes on.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Final, Literal

from dcpipeline.sources import Bounds

Severity = Literal["fatal", "warning"]
# Rounds that a new one is compared with.
COMPARED: Final = 8
# Below this many pages, pages that all fail may be chance.
FEWEST_PAGES: Final = 3


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it was.

    Attributes:
        severity: whether it fails the round.
        code: name of the rule.
        text: what is wrong, for a person.
    """

    severity: Severity
    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Tally:
    """What a round found in the indexes or rows of a source.

    Attributes:
        records: entries of all indexes, or rows, or pages of a watchlist.
        dated: records worth reading that have a date.
        kept: records worth reading.
        index_bytes: size of the indexes or tables.
        newest_on: newest date of a record.
        fingerprint: shape of the indexes; None where there is none.
        pages_asked: pages behind entries that were asked for; those that were asked in vain before
            only where the source has given no page yet.
        pages_had: those that were answered with a page.
    """

    records: int = 0
    dated: int = 0
    kept: int = 0
    index_bytes: int = 0
    newest_on: date | None = None
    fingerprint: str | None = None
    pages_asked: int = 0
    pages_had: int = 0


def find_drift(
    now: Tally, earlier: Sequence[Tally], bounds: Bounds, *, today: date
) -> tuple[Finding, ...]:
    """What has changed, fatal findings first.

    Args:
        now: the round.
        earlier: good rounds of the same source, newest first.
        bounds: limits of the source.
        today: day of the round.
    """
    past = earlier[:COMPARED]
    found = [
        _too_few(now, bounds),
        _no_pages(now),
        _too_many(now, bounds),
        _size(now, past, bounds),
        _age(now, bounds, today),
        _vanished_dates(now, past),
        _shape(now, past),
    ]
    findings = [finding for finding in found if finding is not None]
    return tuple(sorted(findings, key=lambda finding: finding.severity))


def _too_few(now: Tally, bounds: Bounds) -> Finding | None:
    if now.records >= bounds.minimum_records:
        return None
    code = "zero_rows" if now.records == 0 else "minimum"
    text = f"{now.records} records where at least {bounds.minimum_records} are expected"
    return Finding("fatal", code, text)


def _no_pages(now: Tally) -> Finding | None:
    if now.pages_had or now.pages_asked < FEWEST_PAGES:
        return None
    return Finding("fatal", "no_pages", f"none of {now.pages_asked} pages could be had")


def _too_many(now: Tally, bounds: Bounds) -> Finding | None:
    most = bounds.maximum_records
    if most is None or now.records <= most:
        return None
    return Finding("warning", "maximum", f"{now.records} records where at most {most} are expected")


def _size(now: Tally, past: Sequence[Tally], bounds: Bounds) -> Finding | None:
    sizes = [tally.index_bytes for tally in past if tally.index_bytes]
    if not sizes or not now.index_bytes:
        return None
    usual = median(sizes)
    if usual / bounds.size_change <= now.index_bytes <= usual * bounds.size_change:
        return None
    return Finding("warning", "size_change", f"{now.index_bytes} bytes where {usual:.0f} are usual")


def _age(now: Tally, bounds: Bounds, today: date) -> Finding | None:
    if bounds.max_age_days is None or now.newest_on is None:
        return None
    age = (today - now.newest_on).days
    if age <= bounds.max_age_days:
        return None
    return Finding("warning", "age", f"the newest record is {age} days old")


def _vanished_dates(now: Tally, past: Sequence[Tally]) -> Finding | None:
    """Dates that every earlier round had and this one has nowhere."""
    if now.dated or not now.kept or not past or not all(tally.dated for tally in past):
        return None
    return Finding("fatal", "vanished_field", "the dates of its records are gone")


def _shape(now: Tally, past: Sequence[Tally]) -> Finding | None:
    last = next((tally.fingerprint for tally in past if tally.fingerprint is not None), None)
    if now.fingerprint is None or last is None or now.fingerprint == last:
        return None
    return Finding("warning", "layout", "its layout has changed since the last good round")
