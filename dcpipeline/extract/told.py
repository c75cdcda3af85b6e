"""What a page says of one site, and whether two such accounts can be of the same one.

Does not belong here: which of several accounts is meant (``unite``).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Self

from dcpipeline.extract.claim import PageClaim
from dcpipeline.extract.drafts import Draft
from dcpipeline.extract.frames import Frame
from dcpipeline.extract.locate import Site
from dcpipeline.normalize import Gazetteer, operator_key
from dcpipeline.normalize.company_names import companies_of
from dcpipeline.normalize.place_words import PlaceWords
from dcpipeline.normalize.site_names import Name, read_name, variants

_FIGURES: Final = frozenset({
    "compute", "accelerators", "servers", "racks", "it_load", "pue", "investment",
})  # fmt: skip
_IN_SERVICE: Final = frozenset({"operational", "phase_online"})


@dataclass
class Told:
    """What the page says of one site.

    Attributes:
        frame: the subject.
        site: where it lies.
        claims: what is said of it.
    """

    frame: Frame
    site: Site
    claims: list[PageClaim] = field(default_factory=list)

    @property
    def owners(self) -> set[str]:
        """Its operators as written."""
        return {c.value_text for c in self.claims if c.property == "operator"}

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


def told_sites(
    frames: Sequence[Frame], drafts: Iterable[Draft], sites: Mapping[int, Site]
) -> list[Told]:
    """The sites of running text of which something is said; those of lists and tables are apart."""
    found = {
        id(frame): Told(frame, sites[id(frame)])
        for frame in frames
        if frame.kind == "project" and frame.record is None and not frame.is_other and frame.spots
    }
    for draft in drafts:
        if id(draft.frame) in found:
            found[id(draft.frame)].claims.append(draft.claim)
    return [each for each in found.values() if each.claims]


def own_words(told: Told, gazetteer: Gazetteer) -> int:
    """How many words of its name say neither place, owner nor kind."""
    name = _name(told, gazetteer.words_around(told.site.province, told.site.city))
    return 0 if name is None else len(name.own)


def _name(told: Told, words: PlaceWords) -> Name | None:
    names = variants(told.frame.name)
    return read_name(names[0], words) if names else None


class Comparison:
    """Two accounts of a page side by side.

    Args:
        one: what is said of a site.
        other: what is said of a site.
        gazetteer: tells the words for places in their names from the rest.
    """

    def __init__(self, one: Told, other: Told, gazetteer: Gazetteer) -> None:
        self._one = one
        self._other = other
        self._words = gazetteer.words_around(
            one.site.province or other.site.province, one.site.city or other.site.city
        )

    def agree(self) -> bool:
        """Whether nothing that is said of the two differs."""
        one, other = self._one, self._other
        if _differ(one.site.city, other.site.city):
            return False
        if _differ(one.site.province, other.site.province):
            return False
        if one.owners and other.owners and not self.share_owner():
            return False
        figures = other.figures
        if any(key in figures and not values & figures[key] for key, values in one.figures.items()):
            return False
        return not _contradict(one.events, other.events)

    def share_owner(self) -> bool:
        """Whether an operator of the one is one of the other, or stands in the other's name."""
        keys = [{operator_key(name) for name in told.owners} for told in (self._one, self._other)]
        if any(a in b or b in a for a in keys[0] for b in keys[1]):
            return True
        one, other = self._owners(self._one), self._owners(self._other)
        return bool(
            one & (other | self._words_of(self._other)) or other & self._words_of(self._one)
        )

    def share_figure(self) -> bool:
        """Whether both have one figure in common."""
        figures = self._other.figures
        return any(values & figures.get(key, set()) for key, values in self._one.figures.items())

    def share_two_figures(self) -> bool:
        """Whether figures of two kinds are the same, planned or not, of the whole of both."""
        shared = set()
        for (kind, phase, _), values in self._one.figures.items():
            for (other, part, _), theirs in self._other.figures.items():
                if kind == other and phase == part and values & theirs:
                    shared.add(kind)
        return len(shared) > 1

    def share_event(self) -> bool:
        """Whether the same has happened to both."""
        words = {claim.value_text for claim in self._one.events}
        return not words.isdisjoint(claim.value_text for claim in self._other.events)

    def same_city(self) -> bool:
        """Whether both lie in one city."""
        return self._one.site.city is not None and self._one.site.city == self._other.site.city

    def called_alike(self) -> bool:
        """Whether one name says no more than the other, and they share a word of their own."""
        one, other = self._names()
        if one is None or other is None or not _compatible(one, other):
            return False
        return bool(set(one.own) & set(other.own) or one.districts & other.districts)

    def described_alike(self) -> bool:
        """Whether one name says no more than another of one kind of thing in one city.

        腾讯数据中心 and 清远数据中心 are 腾讯清远云计算数据中心 where they have one owner. A name
        of place and kind alone is any of them in that city.
        """
        one, other = self._names()
        if one is None or other is None or not _compatible(one, other):
            return False
        if one.kinds.isdisjoint(other.kinds) or not self.same_city():
            return False
        return self.share_owner() or one.is_bare or other.is_bare

    def _names(self) -> tuple[Name | None, Name | None]:
        return self._name(self._one), self._name(self._other)

    def _name(self, told: Told) -> Name | None:
        return _name(told, self._words)

    def _owners(self, told: Told) -> frozenset[str]:
        """Companies known by name, and words of their own of the others, among its operators."""
        companies = (c for owner in told.owners for c in companies_of(owner, self._words))
        return frozenset().union(*(c.groups | c.own for c in companies), self._groups(told))

    def _groups(self, told: Told) -> frozenset[str]:
        """Companies known by name in the name of a site."""
        name = self._name(told)
        return name.companies if name else frozenset()

    def _words_of(self, told: Told) -> frozenset[str]:
        """Words of its own in the name of a site; the name of a company may be among them."""
        name = self._name(told)
        return frozenset(name.own) if name else frozenset()


def _compatible(one: Name, other: Name) -> bool:
    """Whether no part of one name speaks against the other, and the shorter is in the longer."""
    if one.marks != other.marks:
        return False
    for part, counterpart in (
        (one.kinds, other.kinds),
        (one.companies, other.companies),
        (one.districts, other.districts),
    ):
        if part and counterpart and part.isdisjoint(counterpart):
            return False
    short, long = sorted((set(one.own), set(other.own)), key=len)
    return short <= long


def _differ(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one != other


def _contradict(some: Iterable[PageClaim], others: Iterable[PageClaim]) -> bool:
    """Whether events can't be of one site: one at two times, or one that ended it."""
    one, other = _times(some), _times(others)
    for own, their in ((one, other), (other, one)):
        if any(word == "cancelled" for word, _ in own) and any(w in _IN_SERVICE for w, _ in their):
            return True
    return any(one[key].apart(other[key]) for key in one.keys() & other.keys())


@dataclass
class _Times:
    """Of the times told of one kind of event: the last to begin and the first to end."""

    last_begin: date = date.min
    first_end: date = date.max

    def apart(self, other: Self) -> bool:
        """Whether some time of the one lies wholly before or behind some time of the other."""
        return self.first_end < other.last_begin or other.first_end < self.last_begin


def _times(events: Iterable[PageClaim]) -> dict[tuple[str | None, str | None], _Times]:
    """The times of events that are facts, by event and phase."""
    found: dict[tuple[str | None, str | None], _Times] = {}
    for claim in events:
        if claim.basis is not None:
            continue
        times = found.setdefault((claim.value_text, claim.phase), _Times())
        if claim.event_on is not None and claim.event_to_on is not None:
            times.last_begin = max(times.last_begin, claim.event_on)
            times.first_end = min(times.first_end, claim.event_to_on)
    return found
