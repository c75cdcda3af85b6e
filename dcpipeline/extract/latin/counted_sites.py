"""Whose the data centers are that an English or French sentence counts.

Belongs here: the words beside a count that make its sites those of a company or of a place. Not
here: the counts themselves (``counts.py`` of the parent) and totals told before their number
(``totals.py``).
"""

import re
from collections.abc import Sequence
from typing import Final

from dcpipeline.normalize import PlaceMatch

# "Occupancy across its 19 properties"
_OF_PORTFOLIO: Final = re.compile(
    r"\b(?:across|in|of|at) (?:its|their|our) (?:\d+ |entire |whole )?(?:properties|portfolio|"
    r"assets|facilities|data cent(?:er|re)s)\b"
)
# "The company operates eleven data centers", "manages a network of 27 data centers"
_RUNS: Final = re.compile(
    r"\b(?:operates?|operated|runs|ran|owns|owned|manages|managed) "
    r"(?:(?:about|some|over|more|than|nearly|at|least|a|an|total|of|around|roughly|portfolio|"
    r"network|fleet|platform) )*$"
)
# "Hengtai's existing cluster of 14 data centers", "its 36 facilities"; not "China's 36 hubs".
_OWNER: Final = re.compile(
    r"(?:\b(?P<own>its|their|our)|(?P<whose>[\w.-]+)'s?) (?:(?!and\b|in\b|with\b|to\b|by\b|for\b)"
    r"[\w-]+ ){0,6}$"
)
# "541 data centers across the world", "the top 2", "plans to build at least ten"
_OF_WORLD: Final = re.compile(
    r"\b(?:across the (?:world|globe|region)|around the (?:world|globe)|world-?wide|globally|"
    r"in the world|in the (?:us|u\.s\.|united states)|overseas|abroad)\b"
)
# "(more than 10,000 cabinets) data centers": of what each holds.
_PIECES: Final = re.compile(
    r"[ -](?:standard |server )?(?:racks?|cabinets?|servers?|cards?|mw|megawatts?|petaflops)\b"
)
_RANK: Final = re.compile(r"\b(?:top|first|last|tier|phase|nos?\.) $")
_MEANS_TO: Final = re.compile(
    r"\b(?:(?:plans?|hopes?|aims?|intends?|wants?|expects?|pledge[sd]?|vow(?:s|ed)) to|will|would|"
    r"is to|set to) (?:soon |also |eventually )?(?:build|open|add|develop|set up|launch|operate|"
    r"construct|establish|acquire|buy) (?:(?:about|some|over|more|than|at|least|up|to|another|a "
    r"further|around|nearly) )*$"
)
_OF_STATE: Final = re.compile(
    r"\b(?:china|beijing|country|nation|government|ministry|commission|authorit\w+|cit(?:y|ies)|"
    r"provinces?|regions?|local|municipal)\b"
)
_COUNTRY: Final = frozenset({"china", "country", "nation", "mainland", "world"})
_PLACE: Final = frozenset(
    {"city", "province", "region", "county", "prefecture", "district", "municipality", "zone"}
)
# "36 data centers in Zhangbei"
_STAND_IN: Final = re.compile(r"(?: [a-z-]+){1,5}? (?:in|across|throughout|around) (?:the )?")


def is_of_portfolio(lower: str, start: int, end: int) -> bool:
    """Whether a sentence tells of all the properties of a company."""
    return _OF_PORTFOLIO.search(lower, start, end) is not None


def is_run(lower: str, start: int, first: int) -> bool:
    """Whether what is counted at a character is what somebody operates or owns."""
    return _RUNS.search(lower, start, first) is not None


def owner_of(lower: str, start: int, first: int) -> str | None:
    """Of whom the words before a count make it: ``company``, ``place``; None where of neither.

    Args:
        lower: folded text of the page in lower case.
        start: first character of the sentence.
        first: first character of the count.
    """
    match = _OWNER.search(lower, max(start, first - 70), first)
    if match is None or match["whose"] in _COUNTRY:
        return None
    return "place" if match["whose"] in _PLACE else "company"


def is_of_others(lower: str, start: int, first: int, last: int, end: int) -> bool:
    """Whether a count is of the world, a rank, or what a company without a name means to build.

    Args:
        lower: folded text of the page in lower case.
        start: first character of the sentence.
        first: first character of the count.
        last: character behind it.
        end: character behind the sentence.
    """
    if (
        _PIECES.match(lower, last)
        or _OF_WORLD.search(lower, start, end)
        or _RANK.search(lower, max(start, first - 12), first)
    ):
        return True
    means = _MEANS_TO.search(lower, max(start, first - 70), first)
    return means is not None and _OF_STATE.search(lower, start, first) is None


def stands_in(lower: str, last: int, places: Sequence[PlaceMatch]) -> PlaceMatch | None:
    """The place right behind a count that says where its sites are; None without one.

    Args:
        lower: folded text of the page in lower case.
        last: character behind the count.
        places: the places of the sentence, in order.
    """
    behind = next((place for place in places if place.start >= last), None)
    if behind is None or behind.level in {None, "country"}:
        return None
    return behind if _STAND_IN.fullmatch(lower, last, behind.start) is not None else None
