"""The model of delay: what a distance means in milliseconds, and with what spread."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl
from scipy.special import ndtr, ndtri

from dcpipeline.siting.places import Floats

ACCESS_DELAY_MS: Final = 1.0
"""Round trip of the access network, stated with the shipped measurements and not fitted: about
fourteen observations cannot tell an intercept from a slope. It also equals the target for access
inside a metropolitan area (rule ``metro_1ms_value`` of ``ref.latency_policies``)."""

FIBRE_MS_PER_KM: Final = 0.0098
"""Round trip of light in fibre: 2 / (299,792 km/s / 1.468), the group index of standard fibre."""

BAND_COVERAGE: Final = 0.8
"""Share of pairs that the band is meant to hold: the tenth to the ninetieth percentile."""

REFERENCE_KM: Final = 1000.0
"""Distance at which the band is quoted. Its width grows with the square root of the distance:
detours add up along a route as independent steps do."""

NO_SPREAD_MS: Final = 1e-9
"""Below this spread a round trip counts as certain; dividing by less could overflow."""

NORMAL_P90: Final = float(ndtri(0.5 + BAND_COVERAGE / 2))


@dataclass(frozen=True, slots=True)
class DelayModel:
    """Round trip over a distance.

    ``rtt = access + slope x km + error``, with an error of standard deviation
    ``residual_sd x sqrt(km / 1000)`` that is independent between pairs, and a slope that is itself
    uncertain for all pairs together. Nothing is faster than light in fibre or than the access
    network.

    Attributes:
        slope: ms of round trip per km.
        slope_sd: standard error of the slope, ms per km.
        band: half-width of the 80 % band at 1,000 km, ms.
        access: round trip at distance zero, ms.
        fibre: round trip of light in fibre, ms per km.
    """

    slope: float
    slope_sd: float
    band: float
    access: float = ACCESS_DELAY_MS
    fibre: float = FIBRE_MS_PER_KM

    @classmethod
    def from_fit(cls, latency_fit: pl.DataFrame) -> "DelayModel | None":
        """The model published in ``mart.latency_fit``; None where it holds no fit."""
        values = dict(latency_fit.select("coefficient", "value").iter_rows())
        names = ("slope", "slope_sd", "band", "access_delay", "fibre_limit")
        numbers = [float(values[name]) for name in names if values.get(name) is not None]
        return cls(*numbers) if len(numbers) == len(names) else None

    def floor(self, km: npt.ArrayLike) -> Floats:
        """Shortest possible round trip, ms."""
        shortest: Floats = np.maximum(self.fibre * np.asarray(km, dtype=np.float64), self.access)
        return shortest

    def central(self, km: npt.ArrayLike) -> Floats:
        """Central round trip, ms."""
        return self._shifted(km, 0.0)

    def p10(self, km: npt.ArrayLike) -> Floats:
        """Tenth percentile of the round trip of one pair, ms."""
        return self._shifted(km, -self.band)

    def p90(self, km: npt.ArrayLike) -> Floats:
        """Ninetieth percentile of the round trip of one pair, ms."""
        return self._shifted(km, self.band)

    def probability_within(
        self, limit_ms: float, km: npt.ArrayLike, slope: float | None = None
    ) -> Floats:
        """Probability that the round trip is at most the limit, given the slope.

        Distance zero has no error: it is reached at the access delay.
        """
        distance = np.asarray(km, dtype=np.float64)
        margin = limit_ms - self.access - (self.slope if slope is None else slope) * distance
        spread = self.band / NORMAL_P90 * np.sqrt(distance / REFERENCE_KM)
        certain = spread < NO_SPREAD_MS
        likely = ndtr(margin / np.where(certain, 1.0, spread))
        chance = np.where(certain, margin >= 0, likely)
        reached: Floats = np.where(self.floor(distance) <= limit_ms, chance, 0.0)
        return reached

    def _shifted(self, km: npt.ArrayLike, shift: float) -> Floats:
        distance = np.asarray(km, dtype=np.float64)
        line = self.access + self.slope * distance + shift * np.sqrt(distance / REFERENCE_KM)
        bounded: Floats = np.maximum(line, self.floor(distance))
        return bounded
