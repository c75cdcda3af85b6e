"""What remains of the claims about one subject: no repetition, no announcement behind progress."""

import re
from dataclasses import replace

from dcpipeline.extract.claim import PageClaim

# 设计 and 可容纳 are also said of what stands.
_PLANS = re.compile(
    r"规划|计划|拟|将(?![军近])|预计|建成后|力争|規劃|計劃|擬|將|預計|\b(?:plan|will|to be|"
    r"expected|slated|prevu|prevoit|sera)"
)
_WORDS = frozenset({"operator", "accelerator_model"})


def settled(claims: list[PageClaim], *, is_project: bool) -> list[PageClaim]:
    """The claims about a subject, each once.

    A figure that is repeated counts once; of two reports of one event the dated one stays. An
    announcement stays only where nothing further is said of a project; a project of which only
    plans are told, be it of figures, is announced.
    """
    unique: dict[tuple[object, ...], PageClaim] = {}
    for claim in claims:
        key = _key(claim)
        if key not in unique or _is_better(claim, unique[key]):
            unique[key] = claim
    kept = _without_class_of_size(list(unique.values()))
    kept = _without_short_operators(_flagged(kept))
    return _with_announcement(kept) if is_project else kept


def _key(claim: PageClaim) -> tuple[object, ...]:
    if claim.property == "event":
        return ("event", claim.value_text, claim.phase, claim.basis)
    if claim.property in _WORDS:
        return (claim.property, claim.value_text.lower())
    figure = (claim.value_num, claim.value_low, claim.value_high, claim.unit)
    state = (claim.state, claim.event_on, claim.value_text if claim.property == "signal" else "")
    return (claim.property, *figure, claim.phase, *state)


def _is_better(claim: PageClaim, other: PageClaim) -> bool:
    """Whether a repetition says more: a date, or whether it is planned."""
    if claim.property == "event":
        return claim.event_on is not None and (other.event_on is None or _is_within(claim, other))
    return other.basis is None and claim.basis is not None


def _is_within(claim: PageClaim, other: PageClaim) -> bool:
    """Whether the period of one claim is a part of that of another."""
    dates = (claim.event_on, claim.event_to_on, other.event_on, other.event_to_on)
    if any(day is None for day in dates):
        return False
    start, end, first, last = (day for day in dates if day is not None)
    return (first, last) != (start, end) and first <= start and end <= last


def _flagged(claims: list[PageClaim]) -> list[PageClaim]:
    """Marks figures that the page bounds both from below and from above."""
    bounds: dict[tuple[object, ...], set[str | None]] = {}
    for claim in claims:
        if claim.value_num is not None:
            key = (claim.property, claim.value_num, claim.unit, claim.phase)
            bounds.setdefault(key, set()).add(claim.qualifier)
    return [
        replace(claim, value_flag="contradicts")
        if {"at_least", "at_most"}
        <= bounds.get((claim.property, claim.value_num, claim.unit, claim.phase), set())
        else claim
        for claim in claims
    ]


def _without_short_operators(claims: list[PageClaim]) -> list[PageClaim]:
    """Without the short form of an operator whose full name is given too."""
    names = [c.value_text for c in claims if c.property == "operator"]
    return [
        c for c in claims
        if c.property != "operator"
        or not any(c.value_text != name and name.startswith(c.value_text) for name in names)
    ]  # fmt: skip


_CLOSED = re.compile("完成|已|了|成功|completed|closed")


def _without_unclosed_sale(claims: list[PageClaim]) -> list[PageClaim]:
    """Without an undated sale, as titles tell it, of which the text says that it is to come."""
    to_come = any(c.value_text == "transferred" and c.basis == "planned" for c in claims)
    return [
        c for c in claims
        if not to_come or c.property != "event" or c.value_text != "transferred"
        or c.basis is not None or c.event_on is not None or _CLOSED.search(c.quote)
    ]  # fmt: skip


# 万卡: no digit was printed.
_CLASS_OF_SIZE = re.compile(r"[十百]?[千万]卡")


def _without_class_of_size(claims: list[PageClaim]) -> list[PageClaim]:
    """Without 万卡 where the number of cards is told in digits."""
    cards = [c for c in claims if c.property == "accelerators"]
    told = [c for c in cards if not _CLASS_OF_SIZE.fullmatch(c.value_text)]
    if not told:
        return claims
    return [c for c in claims if c not in cards or c in told]


def _with_announcement(claims: list[PageClaim]) -> list[PageClaim]:
    claims = _without_unclosed_sale(claims)
    events = [claim for claim in claims if claim.property == "event"]
    stated = [c for c in events if c.basis is None and c.value_text != "announced"]
    if stated:
        return [
            claim for claim in _without_whole(claims, stated)
            if claim.property != "event" or claim.value_text != "announced"
        ]  # fmt: skip
    if any(claim.value_text == "announced" and claim.phase is None for claim in events):
        claims = [c for c in claims if c.value_text != "announced" or c.phase is None]
    if any(_shows_that_it_stands(claim) for claim in claims):
        return claims
    planned = [c for c in events if c.basis == "planned" and c.value_text != "transferred"]
    if not events:
        planned = [c for c in claims if c.basis == "planned" and _PLANS.search(c.quote)]
    if planned and not any(claim.value_text == "announced" for claim in events):
        announced = replace(
            planned[0], property="event", value_text="announced", basis=None, phase=None,
            event_on=None, event_to_on=None, event_precision=None, value_num=None,
            value_low=None, value_high=None, unit=None, qualifier=None, precision=None,
            change=None, value_flag=None,
        )  # fmt: skip
        return [*claims, announced]
    return claims


def _shows_that_it_stands(claim: PageClaim) -> bool:
    """Whether a project is more than a plan: figures in place, or what is to be enlarged."""
    return claim.basis == "installed" or (
        claim.property == "event" and claim.value_text == "expanded"
    )


def _without_whole(claims: list[PageClaim], stated: list[PageClaim]) -> list[PageClaim]:
    """Without an undated event of the whole that repeats a dated one of a phase."""
    of_phases = {c.value_text: c for c in stated if c.phase is not None}
    kept: list[PageClaim] = []
    for claim in claims:
        twin = of_phases.get(claim.value_text) if claim.property == "event" else None
        if twin is None or claim.basis is not None or claim.phase is not None:
            kept.append(claim)
        elif (
            claim.value_text == "signed"
            and claim.event_on is not None
            and twin.span_start == claim.span_start
        ):
            # 签署X二期投资协议: one event, its date beside the first of the two words.
            kept = [c for c in kept if c is not twin]
            dates = (claim.event_on, claim.event_to_on, claim.event_precision)
            of_phases[claim.value_text] = replace(
                twin, event_on=dates[0], event_to_on=dates[1], event_precision=dates[2]
            )
            kept.append(of_phases[claim.value_text])
        elif claim.event_on is not None:
            kept.append(claim)
    replaced = {id(claim) for claim in of_phases.values()}
    dated = {c.value_text for c in kept if id(c) in replaced and c.event_on is not None}
    return [
        c for c in kept
        if c.property != "event" or c.phase is None or c.event_on is not None
        or c.value_text not in dated or id(c) in replaced
    ]  # fmt: skip
