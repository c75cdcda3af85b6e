"""The register as the model sees it: one row per project that may enter a sum, with covariates."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

import polars as pl

from dcpipeline.model.inputs import Inputs
from dcpipeline.model.priors import Priors
from dcpipeline.resolve import parts_of_wholes
from dcpipeline.schema.vocabularies import IN_SERVICE, STOPPED

NEAR_MS = 10.0
FAR_MS = 20.0
PURCHASE_PRICES = ("reported_site_price", "agent_two_part", "agent_single_part")
OTHER_REGION = "other"


def register(inputs: Inputs, as_of: date, priors: Priors) -> pl.DataFrame:
    """Projects with the covariates of the model, sorted by ``project_id``.

    Programmes are left out: they are totals of other things. Of a whole and its parts either
    counts: see ``_with_wholes``. Unknown covariates stay null and are drawn later. Added columns:
    ``city_key`` (the city, or the province where no city is known), ``region7``,
    ``operator_type``, ``sponsor_words``, ``in_service``, ``age_years``, ``domestic`` (0 to 1),
    ``training_only``, ``rtt_ms``, ``hub``, ``price``, ``own_price``, ``states_size``,
    ``in_whole``.
    """
    counted = inputs.projects.filter(pl.col("scope").ne_missing("programme")).sort("project_id")
    sums = _with_wholes(counted)
    started = pl.coalesce("operational_on", "status_on")
    age = (pl.lit(as_of) - started).dt.total_days() / 365.25
    return (
        sums.join(_regions(inputs.divisions), on="province_adcode", how="left", validate="m:1")
        .join(_latency(inputs.city_latency), on="city_adcode", how="left", validate="m:1")
        .join(_prices(inputs), on="project_id", how="left", validate="1:1")
        .join(_phase_shares(inputs.project_phases), on="project_id", how="left", validate="1:1")
        .with_columns(
            city_key=pl.coalesce("city_adcode", "province_adcode"),
            region7=pl.col("region7").fill_null(OTHER_REGION),
            operator_type=pl.col("operator").map_elements(
                lambda words: operator_type(words, priors.operator_words), return_dtype=pl.String
            ),
            age_years=pl.when(pl.col("status").is_in(IN_SERVICE), age >= 0).then(age),
            domestic=pl.col("accelerator_model").map_elements(
                lambda words: domestic_share(words, priors.chip_words), return_dtype=pl.Float64
            ),
            training_only=pl.when(
                pl.col("workload").is_in(["training", "inference", "mixed"])
            ).then((pl.col("workload") == "training").cast(pl.Float64)),
        )
        .sort("project_id")
    )


def _with_wholes(projects: pl.DataFrame) -> pl.DataFrame:
    """Projects with ``in_service``, ``states_size``, ``in_whole``: capacity counts once.

    A whole that states a size carries the capacity of its parts: they stay, ``in_whole``, and have
    none in sums. Where it states none, was stopped, or is not in service while a part is, it is
    left out and its parts count.
    """
    stopped = pl.col("status").is_in(STOPPED).fill_null(False)
    sizes = ("compute_pflops_installed", "compute_pflops_planned", "racks", "it_load_mw")
    known = projects.with_columns(
        in_service=pl.col("status").is_in(IN_SERVICE).fill_null(False),
        states_size=pl.any_horizontal(pl.col(sizes).is_not_null()),
    )
    pairs = parts_of_wholes(known).join(
        known.select(part_id="project_id", part_in_service="in_service"),
        on="part_id",
        how="inner",
        validate="m:1",
    )
    wholes = (
        pairs.group_by("project_id")
        .agg(part_in_service=pl.col("part_in_service").any())
        .join(known, on="project_id", how="inner", validate="1:1")
    )
    ahead = pl.col("part_in_service") & ~pl.col("in_service")
    carrying = wholes.filter(pl.col("states_size") & ~stopped & ~ahead)["project_id"]
    inside = pairs.filter(pl.col("project_id").is_in(carrying.implode()))["part_id"]
    left_out = wholes.filter(~pl.col("project_id").is_in(carrying.implode()))["project_id"]
    return known.with_columns(in_whole=pl.col("project_id").is_in(inside.implode())).filter(
        ~pl.col("project_id").is_in(left_out.implode())
    )


def operator_type(operator: str | None, words: Mapping[str, Sequence[str]]) -> str | None:
    """Kind of operator by the words of its name; ``other`` without a hit, null without a name."""
    if operator is None or not operator.strip():
        return None
    for kind, hits in words.items():
        if any(hit in operator for hit in hits):
            return kind
    return "other"


def domestic_share(model: str | None, words: Mapping[str, Sequence[str]]) -> float | None:
    """1 for domestic chips, 0 for imported ones, one half for both, null without a known word."""
    if model is None:
        return None
    domestic = any(word in model for word in words["domestic"])
    imported = any(word in model for word in words["imported"])
    if not (domestic or imported):
        return None
    return 0.5 if domestic and imported else float(domestic)


def normal_name(name: str | None) -> str:
    """A name without case, space and punctuation, for exact comparison."""
    return re.sub(r"[\W_]+", "", name or "").casefold()


def _regions(divisions: pl.DataFrame) -> pl.DataFrame:
    return divisions.filter(pl.col("level") == "province").select(
        pl.col("adcode").alias("province_adcode"), "region7", pl.col("region").alias("region4")
    )


def _latency(city_latency: pl.DataFrame) -> pl.DataFrame:
    return city_latency.select(
        "city_adcode",
        pl.col("nearest_centre_rtt_ms").alias("rtt_ms"),
        hub=pl.col("cluster_id").is_not_null().cast(pl.Float64),
    ).unique("city_adcode", keep="first", maintain_order=True)


def _prices(inputs: Inputs) -> pl.DataFrame:
    return inputs.project_siting.select(
        "project_id",
        pl.col("price_cny_per_kwh").alias("price"),
        own_price=pl.col("price_basis").is_in(PURCHASE_PRICES).fill_null(False),
    )


def _phase_shares(phases: pl.DataFrame) -> pl.DataFrame:
    """Share of the stated size of the phases that is in service, in the first unit all state.

    What lies within another phase is not added to it.
    """
    phases = phases.filter(pl.col("parent_phase").is_null())
    on = pl.col("status").is_in(IN_SERVICE).fill_null(False)
    compute = pl.coalesce("compute_pflops_installed", "compute_pflops_planned")
    sizes = {"compute": compute, "racks": pl.col("racks"), "load": pl.col("it_load_mw")}
    shares = [
        pl.when(size.is_not_null().all(), size.sum() > 0, pl.len() > 1).then(
            size.filter(on).sum() / size.sum()
        )
        for size in sizes.values()
    ]
    return phases.group_by("project_id").agg(phase_share=pl.coalesce(shares)).sort("project_id")
