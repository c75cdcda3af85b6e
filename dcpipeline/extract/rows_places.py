"""Where the thing of a table row lies: place column, name, else the one place of the table."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dcpipeline.extract.page_places import find_places
from dcpipeline.extract.segments import PageText
from dcpipeline.normalize import Gazetteer, PlaceMatch

Span = tuple[int, int]
_LONGEST_PLACE = 40
_SHORTEST_SAFE = 2


@dataclass(frozen=True, slots=True)
class RowSite:
    """A place as far as the words fix it.

    Attributes:
        province: code, None where it is not fixed.
        city: code, None where it is not fixed.
        span: words of the folded text that say so.
    """

    province: str | None = None
    city: str | None = None
    span: Span | None = None


NOWHERE = RowSite()


class RowPlaces:
    """The places of one page, found once."""

    def __init__(self, page: PageText, gazetteer: Gazetteer) -> None:
        self._page = page
        self._gazetteer = gazetteer
        self._places = [p for p in find_places(page, gazetteer) if p.level != "country"]
        self._starts = [p.start for p in self._places]

    def site_of(self, own: Sequence[Span], name: Span | None, table: RowSite) -> RowSite:
        """The place of a row.

        Args:
            own: cells of place columns, left to right.
            name: the cell of the name.
            table: the place that caption, heading or title fix.
        """
        named = self.in_spans([name]) if name is not None else NOWHERE
        here = self.in_spans(own)
        if here.province is None:
            here = self._known_inside(own, named.province or table.province)
        for wider in (named, table):
            if here.province is None:
                here = wider
            elif here.city is None and wider.city and wider.province == here.province:
                here = RowSite(here.province, wider.city, here.span)
        return here

    def in_spans(self, spans: Iterable[Span]) -> RowSite:
        """The one place that some words fix."""
        found = [place for span in spans for place in self._between(*span)]
        known = [place for place in found if place.adcode]
        provinces = {self._gazetteer.province_of(p.adcode or "") for p in known}
        if len(provinces) > 1:
            known = [p for p in known if self._stands_alone(p, found)]
            provinces = {self._gazetteer.province_of(p.adcode or "") for p in known}
        if len(provinces) != 1:
            return NOWHERE
        province = provinces.pop()
        first = (known[0].start, known[0].end)
        if province is None:
            return NOWHERE
        cities = [p for p in known if p.level in {"prefecture", "county_direct"}]
        if len({p.adcode for p in cities}) == 1:
            return RowSite(province, cities[0].adcode, (cities[0].start, cities[0].end))
        is_city = self._gazetteer.is_municipality(province)
        return RowSite(province, province if is_city else None, first)

    def _stands_alone(self, place: PlaceMatch, found: Sequence[PlaceMatch]) -> bool:
        """Whether a place is no part of another word: not 河源 in 信阳淮河源数据中心."""
        if place.kind != "short" or place.end - place.start > _SHORTEST_SAFE:
            return True
        before = self._page.text[place.start - 1 : place.start]
        is_inside = "\u4e00" <= before <= "\u9fff"
        return not is_inside or any(other.end == place.start for other in found)

    def _between(self, start: int, end: int) -> list[PlaceMatch]:
        first = bisect_left(self._starts, start)
        last = bisect_left(self._starts, end)
        return self._places[first:last]

    def _known_inside(self, own: Sequence[Span], province: str | None) -> RowSite:
        """A name that only its province makes clear: 鼓楼区 in a table of Jiangsu."""
        if province is None:
            return NOWHERE
        for start, end in own:
            if end - start > _LONGEST_PLACE:
                continue
            match = self._gazetteer.resolve(self._page.text[start:end], province)
            if match.adcode is not None and match.level in {"prefecture", "county_direct"}:
                return RowSite(province, match.adcode, (start, end))
        return NOWHERE
