"""Places told in one list: 北京、上海、广州等地. What is said of one of them is said of all."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from dcpipeline.normalize import PlaceMatch

# 香港、拉萨 and 深圳市、广州市; a word that is no known place may stand between.
_JOINT: Final = re.compile(r"[市省]?(?:、|和|及|以及|与)(?:[\u4e00-\u9fff]{2,4}、)?")
# 等地, 等十余个城市, 两地三中心: several places, none of them that of one site.
_OF_SEVERAL: Final = re.compile(
    r"[市省]?等(?:[\d一二三四五六七八九十多数余]+[个座])?(?:地(?!块|下|方政)|城市|省市|省区|省份|[省市](?!级)|区域|枢纽|节点)"
)
# A list is followed so many places back or forth.
_LONGEST: Final = 12


def places_before(places: Sequence[PlaceMatch], start: int) -> Iterator[PlaceMatch]:
    """The places that end before a position, the nearest first; only so many as a list may hold."""
    last = bisect_left(places, start, key=_start_of)
    return (p for p in reversed(places[max(0, last - _LONGEST) : last]) if p.end <= start)


def places_behind(places: Sequence[PlaceMatch], end: int) -> Sequence[PlaceMatch]:
    """The places that begin behind a position, in order; only so many as a list may hold."""
    first = bisect_left(places, end, key=_start_of)
    return places[first : first + _LONGEST]


def _start_of(place: PlaceMatch) -> int:
    return place.start


def places_of_list(
    lower: str, places: Sequence[PlaceMatch], place: PlaceMatch
) -> Iterator[PlaceMatch]:
    """The places before one in its list, the nearest first."""
    here = place
    for other in places_before(places, place.start):
        if _JOINT.fullmatch(lower, other.end, here.start) is None:
            return
        here = other
        yield other


def is_one_of_provinces(lower: str, places: Sequence[PlaceMatch], place: PlaceMatch) -> bool:
    """Whether a place stands in a list of several provinces: 在广东、江西建设集群."""
    if place.level != "province":
        return False
    before = next(places_of_list(lower, places, place), None)
    behind = next(iter(places_behind(places, place.end)), None)
    if behind is not None and _JOINT.fullmatch(lower, place.end, behind.start) is None:
        behind = None
    return any(
        other is not None and other.level == "province" and other.adcode != place.adcode
        for other in (before, behind)
    )


def is_one_of_several(
    lower: str, places: Sequence[PlaceMatch], place: PlaceMatch, end: int
) -> bool:
    """Whether the list of a place ends with 等地 or the like."""
    here = place
    for other in places_behind(places, place.end):
        if _JOINT.fullmatch(lower, here.end, other.start) is None:
            break
        here = other
    return _OF_SEVERAL.match(lower, here.end, end) is not None
