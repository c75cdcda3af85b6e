"""Closed lists of this room, each value with its meaning."""

from typing import Final, Literal

from dcpipeline.schema.vocabularies import PROPERTY

Kind = Literal["register", "watchlist", "listing", "feed", "api", "dataset", "warc"]
LayoutSeen = Literal["spec", "markup", "text", "never"]
State = Literal["enabled", "disabled", "blocked", "withdrawn"]
Cadence = Literal["daily", "weekly", "monthly", "yearly", "irregular"]
Language = Literal["zh", "en", "fr"]

KIND: Final[dict[Kind, str]] = {
    "register": "a file of facts that ships with the project",
    "watchlist": "known pages, read again",
    "listing": "pages that list links to other pages",
    "feed": "RSS or Atom",
    "api": "an interface that answers in JSON",
    "dataset": "a table of somebody else, as CSV or JSON lines",
    "warc": "an archive of pages that somebody brings along",
}
LAYOUT_SEEN: Final[dict[LayoutSeen, str]] = {
    "spec": "a public specification says what the answer looks like",
    "markup": "the markup, the header or the selectors that work on it were seen",
    "text": "only the text of the page was seen",
    "never": "nobody of this project has seen it",
}
WELL_SEEN: Final[tuple[LayoutSeen, ...]] = ("spec", "markup")
STATE: Final[dict[State, str]] = {
    "enabled": "is fetched",
    "disabled": "is not fetched for now",
    "blocked": "the host refuses us or must not be crawled",
    "withdrawn": "the publisher took it away",
}
# Days after which a source that was not read is stale.
FRESH_DAYS: Final[dict[Cadence, int]] = {
    "daily": 3,
    "weekly": 14,
    "monthly": 45,
    "yearly": 400,
    "irregular": 120,
}
# What a data set can state: figures with the units of the claims, and plain words.
UNITS: Final[dict[str, tuple[str, ...]]] = {
    "compute": ("PFLOPS", "POPS"),
    "accelerators": ("cards", "servers"),
    "racks": ("standard_2_5kw", "cabinet", "unknown"),
    "it_load": ("MW",),
    "investment": ("CNY", "USD", "HKD", "EUR"),
    "population": ("persons",),
    "electricity_price": ("CNY/kWh",),
}
STATED: Final = frozenset({*PROPERTY, *UNITS})
