"""Rent, inference share and break-even use at a day, from market signals."""

from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from dcpipeline.model.inputs import known_by
from dcpipeline.model.priors import Priors
from dcpipeline.model.streams import Draws, normals

HOURS_PER_YEAR: Final = 8760
WINDOW_YEARS: Final = 2
CHIP_WORDS: Final = "H100|H200|H800"


@dataclass(frozen=True, slots=True)
class Market:
    """The market at a day.

    Attributes:
        rent_cny_per_card_hour: median rent of a Hopper-class card, and whether it is a prior.
        rent_is_prior: no rent is known at the day.
        rent_signals: identifiers behind it.
        rent: draws of it.
        inference_share: newest published share of inference in AI work.
        inference_is_prior: no share is known at the day.
        inference_signal: identifier behind it.
        inference: draws of it.
    """

    rent_cny_per_card_hour: float
    rent_is_prior: bool
    rent_signals: str | None
    rent: Draws
    inference_share: float
    inference_is_prior: bool
    inference_signal: str | None
    inference: Draws


def market(signals: pl.DataFrame, as_of: date, priors: Priors) -> Market:
    """The market at a day; priors stand in where nothing is known."""
    known = known_by(signals, as_of).sort("as_of", "signal_id")
    rents = _rents(known, as_of, priors)
    rent = rents["rent"].median() if len(rents) else priors["rent_default"]
    shares = known.filter(
        pl.col("signal_type") == "inference_share", pl.col("value").is_between(0, 1)
    ).tail(1)
    share = shares["value"][0] if len(shares) else priors["inference_share_default"]
    standard = normals(priors.seed, "market", ["rent", "inference"], priors.count)
    rent = float(np.asarray(rent, dtype=np.float64))
    return Market(
        rent_cny_per_card_hour=rent,
        rent_is_prior=not len(rents),
        rent_signals=";".join(rents["signal_id"].sort()) or None,
        rent=np.asarray(rent * np.exp(priors["rent_log_sd"] * standard[0]), dtype=np.float32),
        inference_share=float(share),
        inference_is_prior=not len(shares),
        inference_signal=shares["signal_id"][0] if len(shares) else None,
        inference=np.clip(share + priors["inference_share_sd"] * standard[1], 0, 1),
    )


def _rents(known: pl.DataFrame, as_of: date, priors: Priors) -> pl.DataFrame:
    """Rents of Hopper-class cards in CNY per card-hour, of the last two years.

    Eight-card servers rented by the month are of that class throughout; for hourly prices the
    note names the chip. Sources of the lowest tier are used only when no other speaks.
    """
    month = pl.col("value") / 8 / (HOURS_PER_YEAR / 12)
    hour = pl.col("value") * priors["exchange_rate"]
    hopper = pl.col("note").fill_null("").str.contains(CHIP_WORDS)
    rents = known.filter(
        pl.col("signal_type") == "gpu_rental_price",
        pl.col("value") > 0,
        pl.col("as_of") >= pl.lit(as_of).dt.offset_by(f"-{WINDOW_YEARS}y"),
    ).select(
        "signal_id",
        "source_tier",
        rent=pl.when(pl.col("unit") == "CNY_per_8card_server_month")
        .then(month)
        .when((pl.col("unit") == "USD_per_gpu_hour") & hopper)
        .then(hour),
    )
    rents = rents.drop_nulls("rent")
    better = rents.filter(pl.col("source_tier") != "unverified")
    return better if len(better) else rents


def breakeven(price_cny_per_kwh: NDArray[np.floating], rent: Draws, priors: Priors) -> Draws:
    """Share of card-hours that must be let to cover the yearly cost of a card.

    Cost is capital over five years plus running cost, with electricity at the place's own price;
    a price of NaN counts as the reference price. Above 1 the cost cannot be recovered.
    """
    price = np.nan_to_num(price_cny_per_kwh, nan=priors["power_reference"])
    cost = (
        priors["cluster_capex"] / priors["capex_life"]
        + priors["cluster_opex"]
        + priors["power_slope"] * (price - priors["power_reference"])
    )
    return np.asarray(cost[:, None] / (rent[None, :] * HOURS_PER_YEAR), dtype=np.float32)
