"""Published utilization figures made ready for the likelihood: metric, target, bounds, weight."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
import polars as pl

from dcpipeline.model.inputs import known_by
from dcpipeline.model.priors import Priors
from dcpipeline.model.register import normal_name

METRIC_OF: Final = {
    "rack_occupancy": "occupancy",
    "compute_utilization": "compute_use",
    "idle_share": "compute_use",
}
REGION7: Final = {
    "华北": "north",
    "north china": "north",
    "东北": "northeast",
    "northeast china": "northeast",
    "华东": "east",
    "east china": "east",
    "华中": "central",
    "central china": "central",
    "华南": "south",
    "south china": "south",
    "西南": "southwest",
    "southwest china": "southwest",
    "西北": "northwest",
    "northwest china": "northwest",
}
REGION4: Final = {
    "东部地区": "east",
    "eastern china": "east",
    "中部地区": "central",
    "西部地区": "west",
    "western china": "west",
    "东北地区": "northeast",
}
HUB_WORDS: Final = ("枢纽", "国家数据中心集群", "national hub", "national data center cluster")
PORTFOLIO_WORDS: Final = ("组合", "portfolio")
SHORTEST_OPERATOR: Final = 3


@dataclass(frozen=True, slots=True)
class Target:
    """What a figure is about.

    Attributes:
        kind: project, site, city, province, region7, region4, hubs, portfolio, nation, unplaced.
        key: identifier within the kind.
        province_adcode: province, where known.
        city_adcode: city, where known.
    """

    kind: str
    key: str
    province_adcode: str | None = None
    city_adcode: str | None = None

    @property
    def name(self) -> str:
        """One text for kind and key."""
        return f"{self.kind}:{self.key}"


def prepare(
    observations: pl.DataFrame,
    kinds: pl.DataFrame,
    register: pl.DataFrame,
    as_of: date,
    priors: Priors,
) -> pl.DataFrame:
    """Every figure known at the day, with its use in the model and the reason.

    Added columns: ``target_metric``; ``low`` and ``high``, shares of the target metric; ``point``,
    null for bounds and ranges; ``logit_sd``, error on the logit scale before any weight; ``years``,
    from the figure to the day; ``target``, ``target_kind``, ``target_key``; ``role`` (fit,
    benchmark or excluded) and ``reason``; ``weight``, the number of effective observations the
    row stands for (0 where it is not fitted). Sorted by ``observation_id``.
    """
    rows = known_by(observations, as_of).sort("observation_id")
    rows = _as_share_of_target(rows, priors)
    rows = _with_error(rows, kinds, priors)
    targets = _targets(rows, register)
    rows = rows.with_columns(
        years=(pl.lit(as_of) - pl.col("as_of")).dt.total_days() / 365.25,
        target=pl.Series([target.name for target in targets], dtype=pl.String),
        target_kind=pl.Series([target.kind for target in targets], dtype=pl.String),
        target_key=pl.Series([target.key for target in targets], dtype=pl.String),
        target_province=pl.Series([t.province_adcode for t in targets], dtype=pl.String),
        target_city=pl.Series([target.city_adcode for target in targets], dtype=pl.String),
    )
    return _with_weight(_with_role(rows), priors)


def _as_share_of_target(rows: pl.DataFrame, priors: Priors) -> pl.DataFrame:
    """Idle shares turned round; points at 0 or 1 become bounds; ranges lose their midpoint."""
    idle = pl.col("metric") == "idle_share"
    low, mid, high = pl.col("value_low"), pl.col("value_central"), pl.col("value_high")
    rows = rows.with_columns(
        target_metric=pl.col("metric").replace_strict(
            METRIC_OF, default=None, return_dtype=pl.String
        ),
        low=pl.when(idle).then(1 - high).otherwise(low),
        high=pl.when(idle).then(1 - low).otherwise(high),
        point=pl.when(idle).then(1 - mid).otherwise(mid),
    )
    nearly_full = pl.col("point") >= priors.observation["saturation_high"]
    nearly_empty = pl.col("point") <= priors.observation["saturation_low"]
    bounded = pl.any_horizontal(pl.col("low", "high").is_not_null())
    return rows.with_columns(
        low=pl.when(nearly_full & ~bounded)
        .then(priors.observation["saturation_high"])
        .otherwise(pl.col("low")),
        high=pl.when(nearly_empty & ~bounded)
        .then(priors.observation["saturation_low"])
        .otherwise(pl.col("high")),
        point=pl.when(~(nearly_full | nearly_empty | bounded)).then(pl.col("point")),
    )


def _with_error(rows: pl.DataFrame, kinds: pl.DataFrame, priors: Priors) -> pl.DataFrame:
    """Error by kind; the widest fitted error for unverified sources; bounds get theirs on top."""
    fitted = kinds.filter(pl.col("use") != "bridge", ~pl.col("kind").str.ends_with("_qualitative"))[
        "logit_sd"
    ].drop_nulls()
    default = priors.observation["default_logit_sd"]
    widest = max([default, *fitted.to_list()])
    joined = rows.join(
        kinds.select("kind", "logit_sd", pl.col("use").alias("kind_use")),
        on="kind",
        how="left",
        validate="m:1",
    )
    unverified = pl.col("source_tier").fill_null("unverified") == "unverified"
    base = pl.when(unverified).then(widest).otherwise(pl.col("logit_sd").fill_null(default))
    bound = pl.when(pl.col("point").is_null()).then(priors["sd_bound"]).otherwise(0.0)
    return joined.with_columns(logit_sd=(base**2 + bound**2).sqrt())


def _with_role(rows: pl.DataFrame) -> pl.DataFrame:
    empty = pl.all_horizontal(pl.col("low", "point", "high").is_null())
    reason = (
        pl.when(pl.col("target_metric").is_null())
        .then(pl.lit("another rate"))
        .when(empty)
        .then(pl.lit("no value"))
        .when(pl.col("low") > pl.col("high"))
        .then(pl.lit("bounds cross"))
        .when(pl.col("kind_use").fill_null("fit") == "bridge")
        .then(pl.lit("only for bridges between rates"))
        .when(pl.col("kind").str.ends_with("_qualitative"))
        .then(pl.lit("in words, not in figures"))
        .when(pl.col("target_kind") == "nation")
        .then(pl.lit("national: enters once, as the benchmark"))
        .when(pl.col("target_kind") == "unplaced")
        .then(pl.lit("cannot be tied to a place or an operator"))
    )
    rounded = [pl.col(name).round(4) for name in ("low", "point", "high")]
    rows = rows.with_columns(reason=reason).sort("logit_sd", "observation_id")
    earlier = pl.int_range(pl.len()).over("origin_group", "target_metric", "target", *rounded)
    copied = pl.when(pl.col("reason").is_null(), earlier > 0).then(
        pl.lit("copy of the same origin")
    )
    rows = rows.with_columns(reason=pl.coalesce("reason", copied))
    return rows.with_columns(
        role=pl.when(pl.col("reason").is_null())
        .then(pl.lit("fit"))
        .when(pl.col("target_kind") == "nation", pl.col("target_metric").is_not_null())
        .then(pl.lit("benchmark"))
        .otherwise(pl.lit("excluded")),
        reason=pl.col("reason").fill_null("enters the likelihood"),
    )


def _with_weight(rows: pl.DataFrame, priors: Priors) -> pl.DataFrame:
    """One origin on one target in one year is one observation; a cluster is at most the cap."""
    fitted = pl.col("role") == "fit"
    same_year = ("role", "origin_group", "target_metric", "target", pl.col("as_of").dt.year())
    rows = rows.with_columns(
        weight=pl.when(fitted).then(1 / pl.len().over(*same_year)).otherwise(0.0)
    )
    total = pl.col("weight").sum().over("cluster_group", "target_metric")
    cap = priors.observation["cluster_cap"]
    return rows.with_columns(
        weight=pl.when(total > cap).then(pl.col("weight") * cap / total).otherwise(pl.col("weight"))
    ).sort("observation_id")


def _targets(rows: pl.DataFrame, register: pl.DataFrame) -> list[Target]:
    names = _project_names(register)
    operators = _operators(register)
    return [
        _target(row, names, operators)
        for row in rows.select(
            "observation_id",
            "geography_level",
            "geography_name_zh",
            "geography_name_en",
            "province_adcode",
            "city_adcode",
            "kind",
            "cluster_group",
        ).iter_rows(named=True)
    ]


def _project_names(register: pl.DataFrame) -> Mapping[str, str]:
    """Normalised name to project, for names that one project in service carries."""
    running = register.filter("in_service")
    long = pl.concat(
        running.select("project_id", pl.col(column).alias("name"))
        for column in ("name_zh", "name_en")
    )
    owners: dict[str, set[str]] = {}
    for project, name in long.iter_rows():
        if normal_name(name):
            owners.setdefault(normal_name(name), set()).add(project)
    return {name: next(iter(ids)) for name, ids in owners.items() if len(ids) == 1}


def operator_tokens(operator: str | None) -> list[str]:
    """Names of the operators in one cell, without the words that say where they work."""
    return [
        token.strip()
        for token in (operator or "").replace("；", ";").split(";")
        if len(token.strip()) >= SHORTEST_OPERATOR
    ]


def _operators(register: pl.DataFrame) -> list[str]:
    cells = register.filter("in_service")["operator"].drop_nulls().unique().sort()
    return sorted({token for cell in cells for token in operator_tokens(cell)})


def _target(
    row: Mapping[str, str | None], names: Mapping[str, str], operators: list[str]
) -> Target:
    province, city = row["province_adcode"], row["city_adcode"] or None
    level = row["geography_level"]
    if level == "nation":
        return Target("nation", "100000")
    if level == "site":
        return _site(row, names)
    if city is not None:
        return Target("city", city, province, city)
    if province is not None:
        return Target("province", province, province)
    if level == "region":
        return _region(row, operators)
    return Target("unplaced", str(row["observation_id"]))


def _site(row: Mapping[str, str | None], names: Mapping[str, str]) -> Target:
    province, city = row["province_adcode"], row["city_adcode"]
    for column in ("geography_name_zh", "geography_name_en"):
        project = names.get(normal_name(row[column]))
        if project is not None:
            return Target("project", project, province, city)
    key = normal_name(row["geography_name_zh"]) or normal_name(row["geography_name_en"])
    if city is None and province is None:
        return Target("unplaced", key)
    return Target("site", f"{city or province}/{key}", province, city)


def _region(row: Mapping[str, str | None], operators: list[str]) -> Target:
    zh, en = row["geography_name_zh"] or "", (row["geography_name_en"] or "").casefold()
    for names, kind in ((REGION7, "region7"), (REGION4, "region4")):
        region = names.get(zh) or names.get(en)
        if region is not None:
            return Target(kind, region)
    if any(word in zh or word in en for word in HUB_WORDS):
        return Target("hubs", "all")
    named = any(operator in zh for operator in operators)
    if named or any(word in zh or word in en for word in PORTFOLIO_WORDS):
        return Target("portfolio", str(row["cluster_group"]))
    return Target("unplaced", str(row["cluster_group"]))


def logit(share: "np.typing.ArrayLike") -> "np.typing.NDArray[np.float64]":
    """Log odds; 0 and 1 become minus and plus infinity."""
    p = np.asarray(share, dtype=np.float64)
    with np.errstate(divide="ignore"):
        return np.asarray(np.log(p) - np.log1p(-p))


def logistic(value: "np.typing.NDArray[np.floating]") -> "np.typing.NDArray[np.floating]":
    """Inverse of ``logit``."""
    return np.asarray(1 / (1 + np.exp(-value)))
