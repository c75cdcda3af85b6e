"""Three readings of a statement about projects: as recorded, for certain, at most."""

from dataclasses import dataclass

import polars as pl


@dataclass(frozen=True, slots=True, eq=False)
class Truth:
    """A statement of which dated evidence leaves part open.

    Attributes:
        recorded: true as the sources date it.
        sure: true whatever the open dates are.
        possible: true for some way of filling the open dates.
    """

    recorded: pl.Expr
    sure: pl.Expr
    possible: pl.Expr

    def __and__(self, other: "Truth") -> "Truth":
        return Truth(
            self.recorded & other.recorded,
            self.sure & other.sure,
            self.possible & other.possible,
        )

    def __invert__(self) -> "Truth":
        return Truth(~self.recorded, ~self.possible, ~self.sure)

    def columns(self) -> tuple[pl.Expr, pl.Expr, pl.Expr]:
        """The three readings as columns ``recorded, sure, possible``, null read as false."""
        return (
            self.recorded.fill_null(False).alias("recorded"),
            self.sure.fill_null(False).alias("sure"),
            self.possible.fill_null(False).alias("possible"),
        )
