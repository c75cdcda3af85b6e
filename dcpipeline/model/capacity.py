"""Capacity in service and in the pipeline, drawn: stated where stated, imputed where not."""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from dcpipeline.model.priors import Priors
from dcpipeline.model.streams import (
    Draws,
    between,
    normal_blocks,
    stream,
    uniform_blocks,
    uniforms,
)

Flags = NDArray[np.bool_]
FEWEST_SIZES = 5
POOLING = 10.0


@dataclass(frozen=True, slots=True)
class Capacity:
    """Draws of capacity, one row per project of the register.

    Attributes:
        load_mw: IT load in service, MW; zero where nothing is in service or a whole carries it.
        compute_pflops: dense FP16 compute in service, PFLOPS; zero for centers without AI.
        pipeline_mw: expected IT load still to come, MW, weighted by the chance of completion.
        imputed: whether the size of the project is imputed, not derived from a stated figure.
        with_ai: draws of whether the center has AI compute.
    """

    load_mw: Draws
    compute_pflops: Draws
    pipeline_mw: Draws
    imputed: Flags
    with_ai: Flags


def capacity(register: pl.DataFrame, pairs: pl.DataFrame, priors: Priors) -> Capacity:
    """Capacity draws for every row of the register.

    IT load comes from the stated load, else racks, else cards, else compute; else it is drawn
    from the sizes of stated projects of the same scope and kind of operator. Compute comes from
    stated figures with a factor for missing or doubtful precision, else cards, else IT load. The
    capacity of a part that is carried by its whole is zero.
    """
    draw = _draws(register["project_id"].to_list(), priors)
    compute_all, compute_on = _stated_compute(register, draw, priors)
    load, imputed = _load(register, compute_all, draw, priors)
    ratio = np.divide(
        compute_on, compute_all, out=np.ones_like(compute_on), where=compute_all > 0
    ).clip(0, 1)
    on = _share_in_service(register, ratio, draw, priors)
    load_on = load * on
    pipeline = _pipeline(register, load, load_on, priors)
    shells = _shells(register, draw, priors)
    pipeline = np.where(shells, priors.risk["completion"]["under_construction"] * load, pipeline)
    load_on = np.where(shells, 0, load_on)
    per_kw = np.exp(
        priors["pflops_per_kw_log"] + priors.sd("pflops_per_kw_log") * draw.normal["pflops_per_kw"]
    )
    stated = np.isfinite(compute_on)
    compute = np.where(stated, compute_on * (load_on > 0), load_on * 1000 * per_kw)
    with_ai = _with_ai(register, draw, priors)
    compute = compute * with_ai
    inside = register["in_whole"].to_numpy()[:, None]
    keep = ~(_same_project(register, pairs, priors) | inside)
    return Capacity(
        load_mw=(load_on * keep).astype(np.float32),
        compute_pflops=(compute * keep).astype(np.float32),
        pipeline_mw=(pipeline * keep).astype(np.float32),
        imputed=imputed,
        with_ai=with_ai,
    )


NORMALS = ("size", "cabinet", "pflops_per_kw")
UNIFORMS = ("precision", "installed_share", "overhead", "density", "phase_share", "shell", "ai")


@dataclass(frozen=True, slots=True)
class _Draws:
    normal: dict[str, Draws]
    uniform: dict[str, Draws]


def _draws(ids: list[str], priors: Priors) -> _Draws:
    return _Draws(
        normal_blocks(priors.seed, "capacity", ids, priors.count, NORMALS),
        uniform_blocks(priors.seed, "capacity/shares", ids, priors.count, UNIFORMS),
    )


def _column(register: pl.DataFrame, name: str) -> NDArray[np.float32]:
    values = register[name].cast(pl.Float64).fill_null(np.nan).to_numpy()
    return np.asarray(values, dtype=np.float32)[:, None]


def _stated_compute(register: pl.DataFrame, draw: _Draws, priors: Priors) -> tuple[Draws, Draws]:
    """Dense FP16 compute, of the whole project and in service; NaN where no figure is stated."""
    factor = between(draw.uniform["precision"], priors.span("precision_factor"))
    load_kw = _column(register, "it_load_mw") * 1000

    def dense(basis: str) -> Draws:
        claim = _column(register, f"compute_pflops_{basis}")
        precision = register[f"compute_pflops_{basis}_precision"].to_numpy()[:, None]
        fixed = np.select(
            [
                precision == "FP16",
                precision == "FP32",
                (precision == "FP8") | (precision == "INT8"),
            ],
            [1.0, priors["fp32_factor"], priors["fp8_factor"]],
            default=np.nan,
        ).astype(np.float32)
        fixed = np.where((precision == "FP16") & (claim > load_kw), np.nan, fixed)
        fixed = np.where(np.isnan(fixed), factor, fixed)
        return np.asarray(np.where(precision == "FP64", np.nan, claim * fixed), dtype=np.float32)

    planned, installed = dense("planned"), dense("installed")
    part = between(draw.uniform["installed_share"], priors.span("installed_share"))
    whole = np.where(np.isfinite(planned), planned, installed)
    in_service = np.where(np.isfinite(installed), installed, planned * part)
    return whole, in_service


def _load(
    register: pl.DataFrame, compute: Draws, draw: _Draws, priors: Priors
) -> tuple[Draws, Flags]:
    """IT load of the whole project, MW, and whether it is imputed."""
    load = np.broadcast_to(_column(register, "it_load_mw"), compute.shape)
    cabinet = np.exp(
        priors["cabinet_log_kw"] + priors.sd("cabinet_log_kw") * draw.normal["cabinet"]
    )
    is_cabinet = (register["rack_unit"] == "cabinet").fill_null(False).to_numpy()[:, None]
    rack_kw = np.where(is_cabinet, cabinet, np.float32(priors["standard_rack_kw"]))
    watts = _chip(register, priors, "watts")
    overhead = between(draw.uniform["overhead"], priors.span("server_overhead"))
    dense_per_kw = between(draw.uniform["density"], priors.span("pflops_per_kw_dense"))
    for source in (
        _column(register, "racks") * rack_kw / 1000,
        _column(register, "accelerators") * watts * overhead / 1e6,
        compute / dense_per_kw / 1000,
    ):
        load = np.where(np.isfinite(load), load, source)
    imputed = np.asarray(~np.isfinite(load).any(axis=1))
    sizes = _sizes(register, load, imputed, priors)
    filled = np.where(imputed[:, None], sizes(draw.normal["size"]), load)
    return np.asarray(np.maximum(filled, 1e-3), dtype=np.float32), imputed


def _chip(register: pl.DataFrame, priors: Priors, figure: str) -> NDArray[np.float32]:
    def of(model: str | None) -> float:
        for chip in priors.chips.values():
            if model is not None and any(word in model for word in chip["words"]):
                return float(chip[figure])
        return float(priors.chips["other"][figure])

    values = [of(model) for model in register["accelerator_model"].to_list()]
    return np.asarray(values, dtype=np.float32)[:, None]


@dataclass(frozen=True, slots=True)
class _SizeDistribution:
    mean: NDArray[np.float32]
    sd: float
    largest: float

    def __call__(self, normal: Draws) -> Draws:
        """Sizes in MW, none above the largest stated one."""
        logs = np.minimum(self.mean[:, None] + self.sd * normal, self.largest)
        return np.asarray(np.exp(logs), dtype=np.float32)


def _sizes(
    register: pl.DataFrame, load: Draws, imputed: Flags, priors: Priors
) -> _SizeDistribution:
    """Log-normal sizes by scope and kind of operator, small groups drawn to the common mean."""
    kinds = register.select(
        pl.concat_str(pl.col("scope", "operator_type").fill_null("unknown"), separator="/")
    ).to_series()
    known = ~imputed
    logs = np.log(np.maximum(load[known], 1e-3)).mean(axis=1) if known.any() else np.empty(0)
    if len(logs) < FEWEST_SIZES:
        mean = np.full(len(imputed), priors["size_log_mw"], dtype=np.float32)
        return _SizeDistribution(mean, priors.sd("size_log_mw"), priors["size_log_mw"] + 3)
    common = float(np.median(logs))
    groups = kinds.filter(pl.Series(known))
    means = {
        str(kind): float((values.sum() + POOLING * common) / (len(values) + POOLING))
        for kind in kinds.unique().sort()
        for values in [logs[(groups == kind).to_numpy()]]
    }
    within = logs - np.asarray([means[kind] for kind in groups])
    mean = np.asarray([means[kind] for kind in kinds], dtype=np.float32)
    return _SizeDistribution(mean, float(np.std(within)), float(logs.max()))


def _share_in_service(register: pl.DataFrame, ratio: Draws, draw: _Draws, priors: Priors) -> Draws:
    """Share of the project that is in service: 0 before, 1 after, between for a phase."""
    status = register["status"].fill_null("").to_numpy()[:, None]
    phases = _column(register, "phase_share")
    drawn = between(draw.uniform["phase_share"], priors.span("phase_share"))
    stated = (
        register["compute_pflops_installed"].is_not_null()
        & register["compute_pflops_planned"].is_not_null()
    ).to_numpy()[:, None]
    partly = np.where(np.isfinite(phases), phases, np.where(stated, ratio, drawn))
    only_compute = (
        register.select(pl.all_horizontal(pl.col("it_load_mw", "racks", "accelerators").is_null()))
        .to_series()
        .to_numpy()[:, None]
    )
    complete = np.where(only_compute & np.isfinite(ratio), ratio, 1.0)
    share = np.select([status == "operational", status == "partly_operational"], [complete, partly])
    return np.asarray(share, dtype=np.float32)


def _pipeline(register: pl.DataFrame, load: Draws, load_on: Draws, priors: Priors) -> Draws:
    chance = dict(priors.risk["completion"])
    chance["partly_operational"] = chance["under_construction"]
    weights = register["status"].replace_strict(chance, default=0.0, return_dtype=pl.Float64)
    weight = weights.fill_null(0.0).to_numpy()[:, None].astype(np.float32)
    return np.asarray(weight * (load - load_on), dtype=np.float32)


def _shells(register: pl.DataFrame, draw: _Draws, priors: Priors) -> NDArray[np.bool_]:
    """Draws in which a project that is said to be in service is a finished shell."""
    rate = stream(priors.seed, "status", "in_service").beta(
        *priors.span("status_in_service_off"), size=priors.count
    )
    off = draw.uniform["shell"] < rate * priors["shell_share"]
    return np.asarray(off & register["in_service"].to_numpy()[:, None])


def _with_ai(register: pl.DataFrame, draw: _Draws, priors: Priors) -> NDArray[np.bool_]:
    """Draws in which the project has AI compute: as stated, else with the prior frequency."""
    stated = _column(register, "ai_stated")
    drawn = draw.uniform["ai"] < priors.frequency["ai"]
    return np.where(np.isnan(stated), drawn, stated > 0)


def _same_project(register: pl.DataFrame, pairs: pl.DataFrame, priors: Priors) -> NDArray[np.bool_]:
    """Draws in which the right project of an undecided pair is the left one again."""
    ids = {project: row for row, project in enumerate(register["project_id"])}
    same = np.zeros((len(ids), priors.count), dtype=np.bool_)
    unsure = pairs.filter(pl.col("judgement") == "unsure").sort(
        "left_project_id", "right_project_id"
    )
    for left, right in unsure.select("left_project_id", "right_project_id").iter_rows():
        if left in ids and right in ids:
            drawn = uniforms(priors.seed, "pair", [f"{left}/{right}"], priors.count)[0]
            same[ids[right]] |= drawn < priors["unsure_pair_same"]
    return same
