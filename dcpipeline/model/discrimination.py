"""Does the index tell distressed places from healthy ones, with what was known at the time?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from dcpipeline.model.inputs import Inputs
from dcpipeline.model.past import inputs_at
from dcpipeline.model.priors import Priors
from dcpipeline.model.register import normal_name
from dcpipeline.model.risk import Risk, risk_draws
from dcpipeline.model.utilization import fit

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Labelled:
    """Scored labels.

    Attributes:
        rows: ``label_id, label, geography_level, as_of, weight, unit, province, score,
            province_score``; score is null where no unit could be scored.
        provinces: by day, the index of every province.
        removed: figures left out because labels rest on them.
    """

    rows: pl.DataFrame
    provinces: Mapping[date, Mapping[str, float]]
    removed: int


def score_labels(
    inputs: Inputs,
    labels: pl.DataFrame,
    aliases: pl.DataFrame | None,
    versions: pl.DataFrame | None,
    priors: Priors,
) -> Labelled:
    """Scores every label with the inputs of its own day.

    The scored unit is the project, where the label has a key that leads to a project known at the
    day; else the city; else the province. The score is the mean of the index. All figures on
    which any label rests are left out for all labels: same address, same name, or a figure on a
    labelled project. One run per distinct day.
    """
    kept = _without_labels(inputs.observations, labels)
    bare = inputs.with_observations(kept)
    keys = _project_of_key(aliases)
    rows, provinces = [], {}
    for day in labels["as_of"].unique().sort():
        past = inputs_at(bare, day, versions)
        risk = risk_draws(past, fit(past, day, priors))
        means = _means(risk)
        provinces[day] = means["province"]
        for label in labels.filter(pl.col("as_of") == day).iter_rows(named=True):
            unit, score = _unit(label, means, keys)
            province = label["province_adcode"]
            rows.append(
                {name: label[name] for name in ("label_id", "label", "geography_level", "as_of")}
                | {"weight": label["weight"], "unit": unit, "province": province, "score": score}
                | {"province_score": means["province"].get(province)}
            )
    schema = {
        "label_id": pl.String,
        "label": pl.String,
        "geography_level": pl.String,
        "as_of": pl.Date,
        "weight": pl.Float64,
        "unit": pl.String,
        "province": pl.String,
        "score": pl.Float64,
        "province_score": pl.Float64,
    }
    frame = pl.DataFrame(rows, schema=schema).sort("label_id")
    return Labelled(frame, provinces, len(inputs.observations) - len(kept))


def _without_labels(observations: pl.DataFrame, labels: pl.DataFrame) -> pl.DataFrame:
    urls = labels["source_url"].drop_nulls().implode()
    names = {normal_name(name) for column in ("name_zh", "name_en") for name in labels[column]}
    names -= {""}
    cities = set(labels.filter(pl.col("geography_level") != "site")["name_zh"].drop_nulls())
    labelled = sorted(names - {normal_name(city) for city in cities})
    same_name = [
        normal_name(zh) in labelled or normal_name(en) in labelled
        for zh, en in observations.select("geography_name_zh", "geography_name_en").iter_rows()
    ]
    same_url = pl.col("source_url").is_in(urls).fill_null(False)
    return observations.filter(~same_url, ~pl.Series(same_name, dtype=pl.Boolean))


def _project_of_key(aliases: pl.DataFrame | None) -> Mapping[str, str]:
    if aliases is None:
        return {}
    keys = aliases.filter(pl.col("kind") == "register_key").sort("alias", "project_id")
    return dict(keys.select("alias", "project_id").iter_rows())


def _means(risk: Risk) -> dict[str, dict[str, float]]:
    return {
        level: dict(
            zip(found.keys, found.risk.mean(axis=1, dtype=np.float64).tolist(), strict=True)
        )
        for level, found in risk.levels.items()
    }


def _unit(
    label: Mapping[str, str | None],
    means: Mapping[str, Mapping[str, float]],
    keys: Mapping[str, str],
) -> tuple[str | None, float | None]:
    key = label["project_key"] or ""
    project = keys.get(key, key)
    for level, code in (
        ("project", project),
        ("city", label["city_adcode"]),
        ("province", label["province_adcode"]),
    ):
        if code is not None and code in means[level]:
            return level, means[level][code]
    return None, None
