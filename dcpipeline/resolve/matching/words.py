"""A pair in words, and one number to sort pairs by."""

from typing import Final

from dcpipeline.resolve.matching.evidence import Level
from dcpipeline.resolve.matching.features import Features, same_power

# What each further feature adds or takes.
_ADDED: Final = 0.1
_TAKEN: Final = 0.2


def score(features: Features, level: Level) -> float:
    """How much speaks for one project, 0-1: an order in which people look, no probability.

    The worth of the level; where it does not join by itself, a tenth more for each of owner,
    county, kind and power that agree, and a fifth less for each thing that speaks against it.
    """
    value = level.worth
    if not level.joins:
        value += _ADDED * len(_agreements(features)) - _TAKEN * len(_objections(features))
    return round(min(1.0, max(0.0, value)), 2)


def reason(features: Features, level: Level) -> str:
    """The level and what else is known of a pair, in words."""
    parts = [level.words]
    agreements, objections = _agreements(features), _objections(features)
    if agreements:
        parts.append("same " + ", ".join(agreements))
    if objections:
        parts.append("but " + ", ".join(objections))
    return "; ".join(parts)


def _agreements(f: Features) -> list[str]:
    found = {
        "owner": f.owner == "same",
        "county or zone": f.district == "same",
        "kind of centre": f.kind == "same",
        "computing power": same_power(f),
    }
    return [what for what, is_so in found.items() if is_so]


def _objections(f: Features) -> list[str]:
    found = {
        "two carriers": f.rivals,
        "other owners": f.owner == "different" and not f.rivals,
        "other counties": f.district == "different",
        "another kind of centre": f.kind == "different",
        "other numbers in the names": f.marks == "different",
        "one of them is a programme": f.is_scope_apart,
        "the city of one is not known": f.place != "same",
        "events out of order": f.in_order is False,
    }
    return [what for what, is_so in found.items() if is_so]
