"""Cities and provinces as groups of projects; weighted means inside the draws."""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.sparse import csr_array

from dcpipeline.model.streams import Draws

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Places:
    """Places of one level.

    Attributes:
        level: city, province or nation.
        keys: codes, sorted.
        member: place of each project as a row number, -1 for none.
        parent: row of the place above, -1 for none.
    """

    level: str
    keys: list[str]
    member: NDArray[np.intp]
    parent: NDArray[np.intp]

    def total(self, values: Draws, rows: NDArray[np.intp] | None = None) -> Draws:
        """Sums over projects: shape (places, draws). ``rows`` says which projects values are."""
        member = self.member if rows is None else self.member[rows]
        inside = np.flatnonzero(member >= 0)
        shape = (len(self.keys), len(member))
        ones = np.ones(len(inside), dtype=np.float32)
        return np.asarray(csr_array((ones, (member[inside], inside)), shape=shape) @ values)

    def mean(self, values: Draws, weights: Draws, rows: NDArray[np.intp]) -> Draws:
        """Weighted means inside each draw; equal weights in draws without any; NaN if empty."""
        weight = self.total(weights, rows)
        ones = np.ones_like(weights)
        plain = self.total(values, rows) / np.maximum(self.total(ones, rows), 1)
        count = self.count(rows)
        mixed = self.total(values * weights, rows) / np.where(weight > 0, weight, 1)
        mean = np.where(weight > 0, mixed, plain)
        return np.asarray(np.where(count[:, None] > 0, mean, np.nan), dtype=np.float32)

    def count(self, rows: NDArray[np.intp]) -> NDArray[np.int64]:
        """Number of projects per place among the given rows."""
        member = self.member[rows]
        return np.bincount(member[member >= 0], minlength=len(self.keys))

    def inherit(self, values: Draws, above: Draws) -> tuple[Draws, Flags]:
        """NaN draws filled from the place above, and which rows were NaN throughout."""
        missing = np.isnan(values)
        return np.where(missing, above[self.parent], values), np.asarray(missing.all(axis=1))


def levels(register: pl.DataFrame) -> tuple[Places, Places, Places]:
    """City, province and nation for the projects of a register."""
    provinces = register["province_adcode"].drop_nulls().unique().sort().to_list()
    cities = (
        register.filter(pl.col("city_adcode").is_not_null())
        .select("city_adcode", "province_adcode")
        .unique("city_adcode", keep="first", maintain_order=True)
        .sort("city_adcode")
    )
    city_row = {code: row for row, code in enumerate(cities["city_adcode"])}
    province_row = {code: row for row, code in enumerate(provinces)}
    count = len(register)
    return (
        Places(
            "city",
            list(city_row),
            _index(register["city_adcode"], city_row),
            _index(cities["province_adcode"], province_row),
        ),
        Places(
            "province",
            provinces,
            _index(register["province_adcode"], province_row),
            np.zeros(len(provinces), dtype=np.intp),
        ),
        Places("nation", ["100000"], np.zeros(count, dtype=np.intp), np.zeros(1, dtype=np.intp)),
    )


def _index(codes: pl.Series, rows: dict[str, int]) -> NDArray[np.intp]:
    return np.asarray([rows.get(code, -1) for code in codes], dtype=np.intp)
