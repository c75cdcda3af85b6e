"""Fills: what a label or a claim says of a subject, in one form for both sides."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from dataclasses import field as member
from math import isclose
from typing import Final

from dcpipeline_tests.accuracy.names import names_agree

NAMES: Final = frozenset({"name", "operator", "accelerator_model", "speaker"})
EVENTS: Final = frozenset({"status", "planned_event"})
# Rows of the table that hold values, in its order.
VALUE_FIELDS: Final = (
    "province", "city", "name", "operator", "speaker", "status", "planned_event", "compute",
    "cards", "servers", "racks", "it_load", "pue", "money", "accelerator_model", "counts",
    "shares", "signals",
)  # fmt: skip
# What is said beside a value; scored where the value is right.
ATTRIBUTES: Final = (
    "basis", "precision", "qualifier", "phase", "change", "rack unit", "state", "period",
)  # fmt: skip
DATE_FIELD_OF: Final[Mapping[str, str]] = {"status": "date", "planned_event": "planned_date"}

_RELATIVE: Final = 1e-6


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure, or a range.

    Attributes:
        low: lower bound; the figure itself where it is no range; None without one.
        high: upper bound; the figure itself where it is no range; None without one.
    """

    low: float | None
    high: float | None

    @classmethod
    def of(cls, value: float | None, low: float | None, high: float | None) -> "Amount | None":
        """The figure if there is one, else its bounds; None without either."""
        if value is not None:
            return cls(float(value), float(value))
        if low is None and high is None:
            return None
        return cls(None if low is None else float(low), None if high is None else float(high))

    @property
    def is_range(self) -> bool:
        """Whether it has two bounds and no figure of its own."""
        return None not in (self.low, self.high) and self.low != self.high

    def __str__(self) -> str:
        if self.low == self.high:
            return f"{self.low:.12g}"
        return "-".join("" if end is None else f"{end:.12g}" for end in (self.low, self.high))


@dataclass(frozen=True, slots=True)
class Fill:
    """One value of one field.

    Attributes:
        field: row of the table that it counts for.
        words: code, name, or kind and unit of the figure.
        amount: the figure, None where the words are the value.
        on: date of an event as the labels write it, None without one.
        attributes: pairs of attribute and value, only those that are stated.
        optional: doubtful or not scored: neither missed nor wrong.
        span: first character in the canonical text and the one behind the last; None for a label.
    """

    field: str
    words: tuple[str, ...]
    amount: Amount | None = None
    on: str | None = None
    attributes: tuple[tuple[str, str], ...] = ()
    optional: bool = False
    span: tuple[int, int] | None = member(default=None, compare=False)

    def __str__(self) -> str:
        parts = (str(self.amount or ""), *self.words, self.on or "")
        said = (f"{name}={value}" for name, value in self.attributes)
        return " ".join(part for part in (*parts, *said) if part)


@dataclass(frozen=True, slots=True)
class Filled:
    """A subject with its fills.

    Attributes:
        kind: project, programme, place, nation or publication.
        label: how it is called in a list of errors.
        fills: without repetition.
        optional: doubtful as a whole.
    """

    kind: str
    label: str
    fills: tuple[Fill, ...]
    optional: bool = False

    @property
    def is_project(self) -> bool:
        """Whether it is one site; everything else never pairs with one."""
        return self.kind == "project"

    def of(self, name: str) -> tuple[Fill, ...]:
        """Its fills of one field."""
        return tuple(fill for fill in self.fills if fill.field == name)


def amounts_agree(one: Amount | None, other: Amount | None) -> bool:
    """Whether both are missing, or both ends agree to one part in a million."""
    if one is None or other is None:
        return one is other
    return _close(one.low, other.low) and _close(one.high, other.high)


def values_agree(gold: Fill, read: Fill) -> bool:
    """Whether two fills of one field have one value, currency and unit of compute included."""
    if gold.field in NAMES:
        return names_agree(gold.words[0], read.words[0])
    return gold.words == read.words and amounts_agree(gold.amount, read.amount)


def distinct(kind: str, fills: Iterable[Fill]) -> tuple[Fill, ...]:
    """Each fill of a subject once; what is not scored is optional."""
    marked = (replace(fill, optional=fill.optional or _is_unscored(kind, fill)) for fill in fills)
    return tuple(dict.fromkeys(marked))


def quantity_attributes(
    amount: Amount | None, stated: Mapping[str, str | None]
) -> tuple[tuple[str, str], ...]:
    """The attributes that say something: ``exact`` and ``unknown`` are what silence means too."""
    kept = {
        name: value for name, value in stated.items() if value not in (None, "exact", "unknown")
    }
    if amount is not None and amount.is_range:
        kept["qualifier"] = "range"
    return tuple((name, str(kept[name])) for name in ATTRIBUTES if name in kept)


def _is_unscored(kind: str, fill: Fill) -> bool:
    """Money of the kind ``other``; events and operators of anything but a project."""
    if fill.field == "money":
        return fill.words[0] == "other"
    return kind != "project" and (fill.field in EVENTS or fill.field == "operator")


def _close(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return isclose(one, other, rel_tol=_RELATIVE)
