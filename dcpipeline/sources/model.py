"""A source: what it is, whose it is, how it is read and how far it is trusted."""

import codecs
from typing import Annotated, Any, Final
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, model_validator

from dcpipeline.schema.vocabularies import RIGHTS, SOURCE_TIER
from dcpipeline.sources.base import Host, Part, Words, below
from dcpipeline.sources.datasets import DatasetRules
from dcpipeline.sources.rules import (
    ApiRules,
    FeedRules,
    ListingRules,
    RegisterRules,
    WarcRules,
    WatchlistRules,
)
from dcpipeline.sources.vocabularies import (
    FRESH_DAYS,
    WELL_SEEN,
    Cadence,
    Kind,
    Language,
    LayoutSeen,
    State,
)

ParserRules = Annotated[
    RegisterRules | WatchlistRules | ListingRules | FeedRules | ApiRules | DatasetRules | WarcRules,
    Field(discriminator="kind"),
]
# Kinds whose content lies in the data folder.
_LOCAL: Final = ("register", "warc")


def _web_address(text: str) -> str:
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise ValueError(f"{text!r} is no address ({error})") from error
    if parts.scheme not in {"http", "https"} or not host:
        raise ValueError(f"{text!r} is no address that begins with http:// or https://")
    if parts.username is not None or parts.password is not None:
        raise ValueError("an address must not hold a name or password")
    if not text.isprintable() or " " in text:
        raise ValueError(f"{text!r} holds a blank or a control character: write %20 for a blank")
    return text


def _codec(text: str) -> str:
    try:
        return codecs.lookup(text).name
    except LookupError as error:
        raise ValueError(f"{text!r} is no encoding that Python knows") from error


def _tier(word: str) -> str:
    return _one_of(word, tuple(SOURCE_TIER))


def _rights(word: str) -> str:
    return _one_of(word, tuple(RIGHTS))


def _one_of(word: str, known: tuple[str, ...]) -> str:
    if word not in known:
        raise ValueError(f"{word!r} is none of {', '.join(known)}")
    return word


Tier = Annotated[str, AfterValidator(_tier)]
Rights = Annotated[str, AfterValidator(_rights)]
Address = Annotated[str, Field(max_length=2_000), AfterValidator(_web_address)]


class Politeness(Part):
    """How gently the hosts of a source are asked.

    Attributes:
        delay_s: seconds between two requests to one host.
        tries: how often a request is tried at most.
        total_s: seconds that one address may take, tries and waits included.
    """

    delay_s: Annotated[float, Field(ge=1, le=600, allow_inf_nan=False)] = 5.0
    tries: Annotated[int, Field(ge=1, le=10)] = 3
    total_s: Annotated[float, Field(ge=5, le=3_600, allow_inf_nan=False)] = 60.0


class Bounds(Part):
    """What a round of a source must stay within.

    Attributes:
        minimum_records: fewer records in all of a round's indexes fail it: entries before words
            are looked at, rows of a data set that meet its ``where``.
        maximum_records: more of them are a warning.
        max_pages: pages behind entries that one round reads; the rest waits for the next.
        size_change: an index that grew or shrank by more than this factor is a warning.
        max_age_days: a newest record older than this is a warning.
    """

    minimum_records: Annotated[int, Field(ge=0)] = 1
    maximum_records: Annotated[int, Field(ge=1)] | None = None
    max_pages: Annotated[int, Field(ge=1, le=5_000)] = 50
    size_change: Annotated[float, Field(gt=1, allow_inf_nan=False)] = 4.0
    max_age_days: Annotated[int, Field(ge=1)] | None = None

    @model_validator(mode="after")
    def _in_order(self) -> "Bounds":
        if self.maximum_records is not None and self.maximum_records < self.minimum_records:
            raise ValueError("maximum_records is below minimum_records")
        return self


class Source(Part):
    """One source; in its file each field is a line.

    Attributes:
        id: name of the source, and of its file.
        title: what it is, for a person.
        kind: KIND.
        publisher: who publishes it.
        tier: SOURCE_TIER: how far its words are trusted.
        host_tiers: host -> tier, for a source that leads to pages of many hosts; the longest host
            that fits counts, else ``tier``.
        rights: RIGHTS: what may be done with them.
        licence: the same in words.
        language: language of most of its words.
        encoding: encoding of its answers, where the server is known to name none or a wrong one.
        cadence: how often it is read.
        politeness: how gently.
        bounds: what a round must stay within.
        parser: how its index is read, by kind.
        layout_seen: LAYOUT_SEEN: how well its layout is known.
        state: STATE.
        reason: why it is not enabled.
        addresses: where it begins.
        origin: whom it copies, where it is a copy: then it is no second witness.
        replaces: whether it takes the place of a source of the same id in an earlier folder.
        runbook: what to do when its check is red.
    """

    id: Annotated[str, Field(pattern=r"^[a-z0-9_]{2,60}$")]
    title: Words
    kind: Kind
    publisher: Words
    tier: Tier
    host_tiers: dict[Host, Tier] = Field(default_factory=dict)
    rights: Rights
    licence: Words
    language: Language
    encoding: Annotated[str, AfterValidator(_codec)] | None = None
    cadence: Cadence
    politeness: Politeness = Politeness()
    bounds: Bounds = Bounds()
    parser: ParserRules
    layout_seen: LayoutSeen
    state: State
    reason: Words | None = None
    addresses: tuple[Address, ...] = ()
    origin: Words | None = None
    replaces: bool = False
    runbook: Annotated[str, Field(min_length=40, max_length=2_000)]

    @property
    def fresh_days(self) -> int:
        """Days after which the source is stale if it was not read."""
        return FRESH_DAYS[self.cadence]

    def tier_of(self, url: str) -> str:
        """The tier of a page that the source leads to."""
        host = urlsplit(url).hostname or ""
        fitting = [end for end in self.host_tiers if below(host, end)]
        return self.host_tiers[max(fitting, key=len)] if fitting else self.tier

    @property
    def is_enabled(self) -> bool:
        """Whether it is fetched."""
        return self.state == "enabled"

    @property
    def is_local(self) -> bool:
        """Whether its content lies in the data folder."""
        return self.kind in _LOCAL

    @model_validator(mode="before")
    @classmethod
    def _kind_of_parser(cls, fields: Any) -> Any:
        """The kind is written once, at the top."""
        if not isinstance(fields, dict) or not isinstance(fields.get("parser", {}), dict):
            return fields
        return {**fields, "parser": {"kind": fields.get("kind"), **fields.get("parser", {})}}

    @model_validator(mode="after")
    def _consistent(self) -> "Source":
        if self.parser.kind != self.kind:
            raise ValueError(f"the parser is for a {self.parser.kind}, the source is a {self.kind}")
        self._check_state()
        self._check_addresses()
        return self

    def _check_state(self) -> None:
        if self.state != "enabled" and self.reason is None:
            raise ValueError(f"a source that is {self.state} needs a reason")
        if self.state == "enabled" and self.reason is not None:
            raise ValueError("an enabled source has no reason: write it as a comment")
        if self.state == "enabled" and self.layout_seen not in WELL_SEEN:
            raise ValueError(
                f"layout_seen is {self.layout_seen}: only {' and '.join(WELL_SEEN)} may be enabled"
            )

    def _check_addresses(self) -> None:
        if len(set(self.addresses)) != len(self.addresses):
            raise ValueError("an address stands twice in addresses")
        if self.is_local:
            return
        has_file = isinstance(self.parser, WatchlistRules) and self.parser.file is not None
        if not self.addresses and not has_file:
            raise ValueError(f"a {self.kind} needs addresses")
