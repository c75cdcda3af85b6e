"""What became of shipped facts: each register claim beside what its own page says now.

In: claims of the register, and what was read at their addresses. Out: ``core.fact_checks``, and the
claims with the better tier of an original that confirms them. A verdict of ``changed`` is an
invitation to look, not a correction: the register keeps its value, and the page's own claim joins
the project beside it. Counted by property, the verdicts are the running accuracy of the extractor
on real pages.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import polars as pl

from dcpipeline.extract.claim import Extraction, PageClaim, Subject
from dcpipeline.extract.origins import page_key
from dcpipeline.extract.page_claims import PROJECT_KINDS, ReadPage
from dcpipeline.harvest.watch import watched
from dcpipeline.normalize import parse_operators
from dcpipeline.normalize.text import key
from dcpipeline.schema import conform, table
from dcpipeline.schema.vocabularies import TIER_RANK

FACT_CHECKS: Final = table("core.fact_checks")
CONFIRMED, CHANGED, GONE, UNREADABLE = "confirmed", "changed", "gone", "unreadable"
# Register figures are rounded to two digits behind the point of their unit.
TOLERANCE: Final = 0.005
QUANTITIES: Final = ("compute", "accelerators", "racks", "it_load", "investment")
CHECKED: Final = ("event", "place", "name_zh", "operator", *QUANTITIES)
SHORTEST_NAME: Final = 4


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back from an address, the last time it was asked.

    Attributes:
        checked_on: day of the attempt.
        capture_id: capture of the answer; None where nothing was kept.
        page: what was read from it; None where it is no page.
        is_gone: the address says that nothing is there.
        reason: in words, where nothing could be read.
    """

    checked_on: date
    capture_id: str | None = None
    page: ReadPage | None = None
    is_gone: bool = False
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class _Verdict:
    verdict: str
    reason: str
    claim: PageClaim | None = None


def fact_checks(
    claims: pl.DataFrame,
    announcements: pl.DataFrame,
    answers: Mapping[str, Answer],
    parents: Mapping[str, str],
) -> pl.DataFrame:
    """``core.fact_checks``.

    Args:
        claims: claims of the register, columns of ``core.claims``.
        announcements: ``raw.announcements``.
        answers: by ``page_key`` of the address.
        parents: code of the province by code of the city.
    """
    by_row: dict[str, list[dict[str, Any]]] = {}
    for claim in claims.filter(pl.col("property").is_in(CHECKED)).iter_rows(named=True):
        by_row.setdefault(claim["announcement_id"], []).append(claim)
    rows = []
    for address, row_id in watched(announcements).select("url", "announcement_id").iter_rows():
        answer = answers.get(page_key(address) or "")
        if answer is not None:
            for claim in by_row.get(row_id, []):
                rows.append(_check(claim, address, answer, parents))
    schema = {column.name: column.kind.polars for column in FACT_CHECKS}
    return conform(pl.DataFrame(rows, schema=schema), FACT_CHECKS)


def with_raised_tiers(claims: pl.DataFrame, checks: pl.DataFrame) -> pl.DataFrame:
    """The claims, with the tier of the original where it was read and confirms them.

    Args:
        claims: columns of ``core.claims``.
        checks: ``core.fact_checks``.
    """
    raised = (
        checks.filter(pl.col("raised_tier").is_not_null())
        .with_columns(rank=pl.col("raised_tier").replace_strict(TIER_RANK, return_dtype=pl.Int64))
        .sort("claim_id", "rank")
        .unique("claim_id", keep="first", maintain_order=True)
        .select("claim_id", "raised_tier")
    )
    joined = claims.join(raised, on="claim_id", how="left", validate="1:1", maintain_order="left")
    return joined.with_columns(source_tier=pl.coalesce("raised_tier", "source_tier")).drop(
        "raised_tier"
    )


def _check(
    claim: Mapping[str, Any], address: str, answer: Answer, parents: Mapping[str, str]
) -> dict[str, Any]:
    found = _verdict(claim, answer, parents)
    page = answer.page
    tier = None
    if found.verdict == CONFIRMED and page is not None:
        is_better = TIER_RANK[page.tier] < TIER_RANK[claim["source_tier"]]
        tier = page.tier if is_better else None
    return {
        "claim_id": claim["claim_id"],
        "source_url": address,
        "announcement_id": claim["announcement_id"],
        "property": claim["property"],
        "verdict": found.verdict,
        "reason": found.reason,
        "registered_text": claim["value_text"],
        "registered_note": claim["quote"],
        "page_text": found.claim.value_text if found.claim else None,
        "page_quote": found.claim.quote if found.claim else None,
        "capture_id": answer.capture_id,
        "checked_on": answer.checked_on,
        "raised_tier": tier,
    }


def _verdict(claim: Mapping[str, Any], answer: Answer, parents: Mapping[str, str]) -> _Verdict:
    if answer.is_gone:
        return _Verdict(GONE, answer.reason or "nothing is there")
    if answer.page is None or not answer.page.extraction.document.text:
        return _Verdict(UNREADABLE, answer.reason or "no text could be read")
    page = answer.page.extraction
    subject = _subject(claim, page.subjects, parents)
    if subject is None:
        if _speaks_of(claim, page, parents):
            return _Verdict(
                UNREADABLE, "no single project of the page could be told to be this one"
            )
        return _Verdict(GONE, "the page names neither the project nor its place")
    said = [one for one in page.claims if one.subject.key == subject.key]
    return _compare(claim, said, parents)


def _subject(
    claim: Mapping[str, Any], subjects: Sequence[Subject], parents: Mapping[str, str]
) -> Subject | None:
    """The project of the page that the register means: by name, as the only one, or by its city."""
    told = [subject for subject in subjects if subject.kind in PROJECT_KINDS]
    wanted = key(claim["subject_name"] or "")
    named = [one for one in told if _same_name(key(one.name or ""), wanted)]
    if len(named) == 1:
        return named[0]
    here = [
        one for one in named or told
        if _same_place(_place(one), claim["place_adcode"], parents)
    ]  # fmt: skip
    if len(here) == 1:
        return here[0]
    # an address may tell of another project by now: one of another place is not the one meant
    return told[0] if len(told) == 1 and None in (_place(told[0]), claim["place_adcode"]) else None


def _same_name(one: str, other: str) -> bool:
    """Equal, or one the other's short form."""
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) >= SHORTEST_NAME and shorter in longer


def _same_place(one: str | None, other: str | None, parents: Mapping[str, str]) -> bool:
    """The same division, or one the province of the other."""
    if one is None or other is None:
        return False
    return one == other or parents.get(one) == other or parents.get(other) == one


def _place(subject: Subject) -> str | None:
    return subject.city_adcode or subject.province_adcode


def _speaks_of(claim: Mapping[str, Any], page: Extraction, parents: Mapping[str, str]) -> bool:
    """Whether a page has the name of the project, or tells of anything in its place."""
    name = key(claim["subject_name"] or "")
    if name and name in key(page.document.text):
        return True
    wanted = claim["place_adcode"]
    return any(_same_place(_place(subject), wanted, parents) for subject in page.subjects)


def _compare(
    claim: Mapping[str, Any], said: Sequence[PageClaim], parents: Mapping[str, str]
) -> _Verdict:
    name = claim["property"]
    told = [one for one in said if one.property == name]
    if name == "event":
        told = [one for one in told if one.basis != "planned"]
    if not told:
        return _Verdict(UNREADABLE, "no such statement could be read from the page")
    if name == "place":
        same = [
            one for one in told if _same_place(_place(one.subject), claim["place_adcode"], parents)
        ]
    else:
        same = [*filter(_AGREEMENT.get(name, _same_number)(claim), told)]
    if same:
        return _Verdict(CONFIRMED, "the page says the same", same[0])
    return _Verdict(CHANGED, "the page says something else", told[0])


def _same_number(claim: Mapping[str, Any]) -> Callable[[PageClaim], bool]:
    wanted = claim["value_num"]

    def agrees(one: PageClaim) -> bool:
        low = one.value_num if one.value_num is not None else one.value_low
        high = one.value_num if one.value_num is not None else one.value_high
        if wanted is None or low is None or not _same_unit(claim, one):
            return False
        slack = TOLERANCE * abs(wanted)
        top = low if high is None else high
        return bool(low - slack <= wanted <= top + slack)

    return agrees


def _same_unit(claim: Mapping[str, Any], one: PageClaim) -> bool:
    """Money in its currency, floating-point operations not as integer ones."""
    if claim["property"] == "compute":
        return one.unit != "POPS" or claim["precision"] in ("INT8", "unknown")
    return bool(claim["property"] != "investment" or claim["unit"] == one.unit)


def _same_event(claim: Mapping[str, Any]) -> Callable[[PageClaim], bool]:
    start = claim["event_on"]

    def agrees(one: PageClaim) -> bool:
        if one.value_text != claim["value_text"]:
            return False
        if start is None or one.event_on is None or claim["event_basis"] != "event":
            return True
        return _overlap(start, claim["event_precision"], one)

    return agrees


def _overlap(start: date, precision: str | None, one: PageClaim) -> bool:
    """Whether the shorter of two periods lies in the longer, as far as their precision tells."""
    mine = _prefix(start, precision)
    theirs = _prefix(one.event_on or start, one.event_precision)
    return mine.startswith(theirs) or theirs.startswith(mine)


def _prefix(day: date, precision: str | None) -> str:
    digits = {"day": 10, "month": 7}.get(precision or "", 4)
    return day.isoformat()[:digits]


def _same_owner(claim: Mapping[str, Any]) -> Callable[[PageClaim], bool]:
    wanted = {one.key for one in parse_operators(claim["value_text"])}
    return lambda one: bool(wanted & {other.key for other in parse_operators(one.value_text)})


def _same_title(claim: Mapping[str, Any]) -> Callable[[PageClaim], bool]:
    return lambda one: _same_name(key(one.value_text), key(claim["value_text"]))


_AGREEMENT: Final[Mapping[str, Callable[[Mapping[str, Any]], Callable[[PageClaim], bool]]]] = {
    "event": _same_event,
    "operator": _same_owner,
    "name_zh": _same_title,
}


def accuracy(checks: pl.DataFrame) -> Iterator[tuple[str, int, int, int, int]]:
    """Verdicts by property: property, confirmed, changed, gone, unreadable."""
    for name in CHECKED:
        told = checks.filter(pl.col("property") == name)["verdict"]
        counts = [
            int((told == verdict).sum()) for verdict in (CONFIRMED, CHANGED, GONE, UNREADABLE)
        ]
        if sum(counts):
            yield name, counts[0], counts[1], counts[2], counts[3]
