"""The claims of an extraction as subjects with fills."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from dcpipeline.extract.claim import Extraction, PageClaim, Subject
from dcpipeline_tests.accuracy.fills import (
    EVENTS,
    NAMES,
    Amount,
    Fill,
    Filled,
    distinct,
    quantity_attributes,
)
from dcpipeline_tests.accuracy.names import plain
from dcpipeline_tests.accuracy.periods import phase_number, whole_days, written

Words = Callable[[PageClaim], tuple[str, ...]]


def _with_unit(default: str) -> Words:
    return lambda claim: (claim.unit or default,)


def _money(kind: str) -> Words:
    return lambda claim: (kind, claim.unit or "CNY")


def _only(*words: str) -> Words:
    return lambda claim: words


# Property -> field, and how the words of the value come from the claim. Others are not labelled.
_QUANTITIES: Final[dict[str, tuple[str, Words]]] = {
    "compute": ("compute", _with_unit("PFLOPS")),
    "accelerators": ("cards", _only()),
    "servers": ("servers", _only()),
    "racks": ("racks", _only()),
    "it_load": ("it_load", lambda claim: () if claim.unit in (None, "MW") else (claim.unit,)),
    "pue": ("pue", _only()),
    "investment": ("money", _money("investment")),
    "contract_value": ("money", _money("contract")),
    "award_value": ("money", _money("award")),
    "annual_plan": ("money", _money("annual_plan")),
    "land_price": ("money", _money("land")),
    "other_money": ("money", _money("other")),
    "project_count": ("counts", _only("projects")),
    "province_count": ("counts", _only("provinces")),
    "city_count": ("counts", _only("cities")),
    "idle_share": ("shares", _only("idle")),
    "used_share": ("shares", _only("used")),
    "signal": ("signals", lambda claim: (claim.value_text, "".join((claim.unit or "").split()))),
}


def claimed_subjects(extraction: Extraction) -> tuple[Filled, ...]:
    """The subjects of an extraction, in their order; those without a claim count too."""
    subjects = {subject.key: subject for subject in extraction.subjects}
    for claim in extraction.claims:
        subjects.setdefault(claim.subject.key, claim.subject)
    return tuple(
        _subject(subject, [claim for claim in extraction.claims if claim.subject.key == key])
        for key, subject in subjects.items()
    )


def _subject(subject: Subject, claims: list[PageClaim]) -> Filled:
    fills = [*_of_subject(subject), *(fill for claim in claims for fill in _of_claim(claim))]
    label = f"{subject.key} {subject.name or f'a {subject.kind} without a name'}"
    return Filled(subject.kind, label, distinct(subject.kind, _without_repetition(fills)))


def _of_subject(subject: Subject) -> Iterator[Fill]:
    stated = (
        ("province", subject.province_adcode),
        ("city", subject.city_adcode),
        ("name", subject.name),
    )
    return (Fill(field, (value,)) for field, value in stated if value)


def _of_claim(claim: PageClaim) -> Iterator[Fill]:
    span = (claim.words_start, claim.words_end)
    if claim.speaker:
        yield Fill("speaker", (claim.speaker,), span=span)
    if claim.property in ("operator", "accelerator_model"):
        yield Fill(claim.property, (claim.value_text,), span=span)
    elif claim.property == "event":
        yield _event(claim, span)
    elif claim.property in _QUANTITIES:
        yield _quantity(claim, span)


def _event(claim: PageClaim, span: tuple[int, int]) -> Fill:
    return Fill(
        "planned_event" if claim.basis == "planned" else "status",
        (claim.value_text,),
        on=_on(claim),
        attributes=() if claim.phase is None else (("phase", phase_number(claim.phase)),),
        span=span,
    )


def _quantity(claim: PageClaim, span: tuple[int, int]) -> Fill:
    field, words = _QUANTITIES[claim.property]
    amount = Amount.of(claim.value_num, claim.value_low, claim.value_high)
    counted = field == "counts"
    stated = {
        "qualifier": claim.qualifier,
        "basis": claim.basis,
        "change": claim.change,
        "precision": claim.precision,
        "phase": None if claim.phase is None else phase_number(claim.phase),
        "rack unit": claim.unit if field == "racks" else None,
        "state": claim.state if counted else None,
        "period": _period(claim) if counted else None,
    }
    attributes = quantity_attributes(amount, stated)
    return Fill(field, words(claim), amount, attributes=attributes, span=span)


def _on(claim: PageClaim) -> str | None:
    if claim.event_on is None:
        return None
    return written(claim.event_on, claim.event_to_on, claim.event_precision)


def _period(claim: PageClaim) -> str | None:
    if claim.event_on is not None and claim.event_to_on is not None:
        return f"{claim.event_on}/{claim.event_to_on}"
    on = _on(claim)
    return None if on is None else whole_days(on)


def _without_repetition(fills: Iterable[Fill]) -> Iterator[Fill]:
    """Each distinct fill once, as the labels have it.

    Names that fold to one form are one; an event without a date gives way to the same event and
    phase with one.
    """
    kept: dict[object, Fill] = {}
    for fill in fills:
        known = (fill.field, plain(fill.words[0])) if fill.field in NAMES else fill
        kept.setdefault(known, fill)
    dated = {(f.field, f.words, f.attributes) for f in kept.values() if f.on is not None}
    for fill in kept.values():
        repeated = (fill.field, fill.words, fill.attributes) in dated
        if not (fill.field in EVENTS and fill.on is None and repeated):
            yield fill
