"""What a reading yields: a value with its words, or a refusal with its reason."""

from dataclasses import dataclass
from typing import Final, Literal

Qualifier = Literal["exact", "about", "at_least", "at_most", "range"]
Measure = Literal[
    "compute",
    "operations",
    "accelerators",
    "servers",
    "racks",
    "rack_power",
    "it_load",
    "power",
    "generation",
    "investment",
    "contract",
    "award",
    "annual_plan",
    "land",
    "batch_total",
    "money",
]

# A reason is printed in reject tables: it quotes no more of a cell than this.
LONGEST_QUOTE: Final = 60


@dataclass(frozen=True, slots=True)
class Unreadable:
    """The text holds no value that can be read without guessing.

    Attributes:
        reason: why, in words, for a reject table.
        text: the text as given.
    """

    reason: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity as printed, in the unit of its measure.

    Attributes:
        low: lower bound; set for ``at_least`` and ``range``.
        value: the printed figure; None for a range, which has no figure of its own.
        high: upper bound; set for ``at_most`` and ``range``.
        unit: PFLOPS, POPS, cards, servers, standard_2_5kw, cabinet, unknown (racks), kW (per rack),
            MW, or a currency code.
        qualifier: how the words bound the figure.
        precision: number format of compute (FP16, ..., unknown); None for all other measures.
        text: the words that were read, as they stand in the source.
        measure: what is measured. ``power`` is a load that is not said to be IT load,
            ``generation`` belongs to power plants, ``money`` is an amount of unstated purpose.
        start: index of the first character of ``text`` in the source.
        end: index behind its last character.
    """

    low: float | None
    value: float | None
    high: float | None
    unit: str
    qualifier: Qualifier
    precision: str | None
    text: str
    measure: Measure
    start: int
    end: int


def quoted(text: str) -> str:
    """A short printable form of a cell for a reason."""
    printable = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text[:200])
    if len(printable) > LONGEST_QUOTE:
        printable = printable[:LONGEST_QUOTE] + "…"
    return f"'{printable}'"
