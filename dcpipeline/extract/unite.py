"""One site told twice: without its name in headline and lead, by it further down."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from dcpipeline.extract.claim import PageClaim
from dcpipeline.extract.drafts import Draft
from dcpipeline.extract.frames import Frame
from dcpipeline.extract.locate import Site
from dcpipeline.extract.segments import PageText, folded_span
from dcpipeline.normalize import operator_key

# A page of more sites tells of each of them by itself.
_MOST_SITES: Final = 4
_TWO: Final = 2
_FIGURES: Final = frozenset({
    "compute", "accelerators", "servers", "racks", "it_load", "pue", "investment",
})  # fmt: skip
_IN_SERVICE: Final = frozenset({"operational", "phase_online"})
# What says that another site is meant.
_ANOTHER: Final = re.compile(
    r"(?:\b(?:another|other|second|third|further|also|sister|nearby|autre|aussi|egalement|second"
    r"|deuxieme|troisieme)\b[^.;]{0,40}|(?:另|另外|此外|还有|也有|又一|第二|第三|同时)[^。;]{0,16})$"
)
_BEFORE: Final = 44


@dataclass
class _Told:
    """What the page says of one site."""

    frame: Frame
    site: Site
    claims: list[PageClaim] = field(default_factory=list)

    @property
    def owners(self) -> set[str]:
        """Keys of its operators."""
        return {operator_key(c.value_text) for c in self.claims if c.property == "operator"}

    @property
    def events(self) -> list[PageClaim]:
        """What has happened to it."""
        return [c for c in self.claims if c.property == "event" and c.value_text != "announced"]

    @property
    def figures(self) -> dict[tuple[str, str | None, str | None], set[float]]:
        """Its exact figures by property, phase and basis."""
        found: dict[tuple[str, str | None, str | None], set[float]] = {}
        for claim in self.claims:
            if claim.property in _FIGURES and claim.value_num is not None and not claim.change:
                key = (claim.property, claim.phase, claim.basis)
                found.setdefault(key, set()).add(claim.value_num)
        return found


def unite(
    page: PageText, frames: list[Frame], drafts: Iterable[Draft], sites: dict[int, Site]
) -> list[Frame]:
    """The subjects of a page, a site that is told twice once.

    A site without a name, or one that only the headline calls by something, is the one site of the
    page that lies in the same place, has the same owner or the same figures, where nothing that is
    said of the two differs.

    Args:
        page: the page.
        frames: its subjects.
        drafts: its claims; those of a site told twice are turned to the one that remains.
        sites: the site of each subject, by ``id`` of its frame; completed where one remains.
    """
    told = _told(page, frames, drafts, sites)
    if not 1 < len(told) <= _MOST_SITES:
        return frames
    same: dict[int, Frame] = {}
    for vague in [each for each in reversed(told) if _is_vague(page, each.frame)]:
        fitting = [
            each for each in told
            if each is not vague and id(each.frame) not in same and _agree(vague, each)
            and _is_meant(page, vague, each, only=len(told) == _TWO)
        ]  # fmt: skip
        if len(fitting) == 1:
            same[id(vague.frame)] = fitting[0].frame
            _take(fitting[0], vague, sites)
    for draft in drafts:
        draft.frame = same.get(id(draft.frame), draft.frame)
    return [frame for frame in frames if id(frame) not in same]


def _told(
    page: PageText, frames: Sequence[Frame], drafts: Iterable[Draft], sites: Mapping[int, Site]
) -> list[_Told]:
    found = {
        id(frame): _Told(frame, sites[id(frame)])
        for frame in frames
        if frame.kind == "project" and frame.record is None and not frame.is_other and frame.spots
    }
    for draft in drafts:
        if id(draft.frame) in found:
            found[id(draft.frame)].claims.append(draft.claim)
    return [each for each in found.values() if each.claims]


def _is_vague(page: PageText, frame: Frame) -> bool:
    return not frame.name or _only_in_title(page, frame)


def _only_in_title(page: PageText, frame: Frame) -> bool:
    title = page.document.blocks[0] if page.document.blocks else None
    if title is None or title.kind != "title":
        return False
    return frame.spots[-1][0] < folded_span(page.folded, title)[1]


def _agree(one: _Told, other: _Told) -> bool:
    """Whether nothing that is said of two sites differs."""
    if _differ(one.site.city, other.site.city) or _differ(one.site.province, other.site.province):
        return False
    if one.owners and other.owners and not _shared_owner(one, other):
        return False
    figures = other.figures
    if any(key in figures and not values & figures[key] for key, values in one.figures.items()):
        return False
    return not any(_contradict(a, b) for a in one.events for b in other.events)


def _differ(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one != other


def _shared_owner(one: _Told, other: _Told) -> bool:
    return any(a in b or b in a for a in one.owners for b in other.owners)


def _contradict(one: PageClaim, other: PageClaim) -> bool:
    """Whether two events can't be of one site: the same at other times, or one that ended it."""
    if one.basis is not None or other.basis is not None:
        return False
    pair = {one.value_text, other.value_text}
    if "cancelled" in pair and pair & _IN_SERVICE:
        return True
    if len(pair) > 1 or one.phase != other.phase:
        return False
    days = (one.event_on, one.event_to_on, other.event_on, other.event_to_on)
    if any(day is None for day in days):
        return False
    first, last, start, end = (day for day in days if day is not None)
    return last < start or end < first


def _is_meant(page: PageText, vague: _Told, other: _Told, *, only: bool) -> bool:
    """Whether something that is said of both is the same."""
    if _beside_each_other(page, vague.frame, other.frame):
        return False
    spot, first = vague.frame.spots[0][0], other.frame.spots[0][0]
    for start in (spot, first):
        if start >= _first_of_text(page) and _ANOTHER.search(
            page.lower, max(0, start - _BEFORE), start
        ):
            return False
    figures = other.figures
    if any(values & figures.get(key, set()) for key, values in vague.figures.items()):
        return True
    events = {c.value_text for c in vague.events} & {c.value_text for c in other.events}
    owned = _shared_owner(vague, other)
    same_city = vague.site.city is not None and vague.site.city == other.site.city
    if spot > first:
        return bool(events) and (owned or (only and same_city))
    return owned or same_city or _only_in_title(page, vague.frame)


def _beside_each_other(page: PageText, one: Frame, other: Frame) -> bool:
    """Whether a sentence names both: the campus of X and that of Y."""
    starts = [sentence.start for sentence in page.sentences]
    sentences = [
        {bisect_right(starts, start) for start, _ in frame.spots} for frame in (one, other)
    ]
    return not sentences[0].isdisjoint(sentences[1])


def _first_of_text(page: PageText) -> int:
    title = page.document.blocks[0] if page.document.blocks else None
    if title is None or title.kind != "title":
        return 0
    return folded_span(page.folded, title)[1]


def _take(kept: _Told, vague: _Told, sites: dict[int, Site]) -> None:
    """What is known of the site only from the words without its name."""
    own, other = sites[id(kept.frame)], vague.site
    if (
        own.city is None
        and other.province is not None
        and not _differ(own.province, other.province)
    ):
        sites[id(kept.frame)] = kept.site = other
    elif own.spot is None and own.province is not None:
        sites[id(kept.frame)] = kept.site = replace(own, spot=other.spot)
    if not kept.frame.name and vague.frame.name:
        kept.frame.name = vague.frame.name
        kept.frame.spots = [*vague.frame.spots, *kept.frame.spots]
    kept.frame.is_bare = kept.frame.is_bare and vague.frame.is_bare
    kept.claims += vague.claims
