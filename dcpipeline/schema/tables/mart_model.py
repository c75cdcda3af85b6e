"""Marts of model."""

from typing import Final

from dcpipeline.schema import fields as f
from dcpipeline.schema import vocabularies as v
from dcpipeline.schema.column import Column, date, flag, integer, number, text
from dcpipeline.schema.table import Table

METRIC: Final = {
    "occupancy": "occupied racks over racks in service",
    "compute_use": "card-hours assigned over card-hours available",
}
METHOD: Final = {
    "own_observation": "hierarchical estimate with a figure on the place or project itself",
    "city_observation": "hierarchical estimate with a figure on the city, or on a site in it",
    "group_observation": "hierarchical estimate with a figure on the province, region or portfolio",
    "benchmarked": "tied to published national figures, which enter once as importance weights",
    "bridged": "compute use through the project's own occupancy",
    "prior_only": "structured prior: no figure near, only covariates and the national level",
    "not_in_service": "nothing is in service: there is no utilization, which is not zero",
    "status_unknown": "no source says whether it is in service",
    "no_ai_compute": "no AI compute: compute use does not apply",
    "not_summed": "a programme, or a project whose parts carry the figures",
}
COMPONENT: Final = {
    "slack": "unused share of what is in service",
    "pipeline": "expected pipeline over what is in service",
    "saturation": "share of AI compute against share of urban residents in reach",
    "distance": "inference share times the share of capacity beyond 20 ms",
    "economics": "how far use lies below break-even",
}
INPUT_BASIS: Final = {
    "data": "stated by a source, or counted from stated facts",
    "imputed": "at least half of it drawn from the sizes of other projects",
    "model": "posterior of the utilization estimator",
    "prior": "assumption or structured prior",
    "inherited": "taken from the place above",
}
ROLE: Final = {
    "fit": "enters the likelihood",
    "benchmark": "national: enters once, as the benchmark",
    "excluded": "not used, see reason",
}
TARGET: Final = {
    "project": "a project of the register, by exact name",
    "site": "a site that is no project in service: informs its city",
    "city": "a city",
    "province": "a province",
    "region7": "one of seven regions",
    "region4": "east, central, west or northeast",
    "hubs": "the national hub clusters",
    "portfolio": "the sites of one operator",
    "nation": "the country",
    "unplaced": "cannot be tied to a place or an operator",
}
_OBSERVATIONS = "ref.utilization_observations.value_central"
_STATUS = "core.projects.status"
_LOAD = "core.projects.it_load_mw"
_COMPUTE = "core.projects.compute_pflops_installed"
_SIGNALS = "ref.market_signals.value"
_RTT = "mart.city_latency.nearest_centre_rtt_ms"
_PRICE = "mart.project_siting.price_cny_per_kwh"

GEOGRAPHY: Final[tuple[Column, ...]] = (
    text(
        "geography_level",
        "Project, city, province or nation.",
        vocabulary=v.GEOGRAPHY_LEVEL,
    ),
    text("geography_id", "Project identifier, or six-digit code of the place."),
)
NAMES: Final[tuple[Column, ...]] = (
    f.NAME_ZH,
    f.NAME_EN,
    f.PROVINCE_ADCODE.but(description="Province-level unit; null for the nation."),
    f.LATITUDE.but(description="Latitude of the place; of the city for projects."),
    f.LONGITUDE.but(description="Longitude of the place; of the city for projects."),
)
AS_OF: Final = date("as_of", "Day for which the figure holds.", nullable=False)
METRIC_COLUMN: Final = text("metric", "Which rate; the two must not be mixed.", vocabulary=METRIC)


def _share(name: str, description: str, *lineage: str, **more: object) -> Column:
    return number(
        name, description, decimals=4, unit="share", low=0, high=1, lineage=lineage, **more
    )


def _points(name: str, description: str) -> Column:
    return number(
        name,
        description,
        decimals=2,
        unit="points",
        low=0,
        high=100,
        nullable=False,
        lineage=(f"mart.risk_components.{name.replace('risk', 'score')}",),
    )


UTILIZATION = Table(
    "mart",
    "utilization",
    "How much of what is in service is probably used: 80 % credible interval by project, city, "
    "province and nation. A figure of evidence class D is a structured prior, not an estimate. "
    "National rows are tied to published national figures and say nothing new.",
    "one row per place or project and metric",
    ("geography_level", "geography_id", "metric"),
    (
        *GEOGRAPHY,
        *NAMES,
        METRIC_COLUMN,
        AS_OF,
        _share(
            "p10",
            "10th percentile: the true share lies below with probability 0.1. Null when nothing is "
            "in service, never zero.",
            _OBSERVATIONS,
            _STATUS,
        ),
        _share("p50", "Median; null like p10.", _OBSERVATIONS, _STATUS),
        _share("p90", "90th percentile; null like p10.", _OBSERVATIONS, _STATUS),
        number(
            "sd",
            "Standard deviation of the draws.",
            decimals=4,
            unit="share",
            low=0,
            lineage=(_OBSERVATIONS, _STATUS),
        ),
        _share(
            "prob_below_50",
            "Probability that less than half is used, the line of the July 2024 plan.",
            _OBSERVATIONS,
            _STATUS,
        ),
        _share(
            "prob_below_65",
            "Probability that less than 65 % is used, the line of the hub approvals.",
            _OBSERVATIONS,
            _STATUS,
        ),
        text(
            "evidence_class",
            "Nearest figure of the same rate, not older than five years, that entered the fit; for "
            "a province, B is a figure on a city or site in it. Null where there is no estimate.",
            vocabulary=v.EVIDENCE_CLASS,
            lineage=("mart.utilization_evidence.target_kind",),
        ),
        integer(
            "observations",
            "Figures of the same rate in the fit that speak of the place, of something in it or of "
            "a group it belongs to, not older than five years.",
            unit="figures",
            low=0,
            nullable=False,
            lineage=("mart.utilization_evidence.role",),
        ),
        integer(
            "centers_in_service",
            "Projects in service, wholly or in part.",
            unit="projects",
            low=0,
            nullable=False,
            lineage=(_STATUS,),
        ),
        _share(
            "capacity_imputed_share",
            "Share of the expected weighing capacity whose size is imputed: IT load for occupancy, "
            "dense FP16 compute for compute use.",
            _LOAD,
            _COMPUTE,
            "core.projects.racks",
            "core.projects.accelerators",
        ),
        text(
            "method",
            "How the figure came about, or why there is none.",
            vocabulary=METHOD,
            nullable=False,
            lineage=(_STATUS, "mart.utilization_evidence.role"),
        ),
    ),
    reads=(
        "core.projects",
        "core.project_phases",
        "core.match_candidates",
        "ref.utilization_observations",
        "ref.observation_kinds",
        "ref.divisions",
        "mart.city_latency",
        "mart.project_siting",
    ),
    example="SELECT name_en, p10, p50, p90 FROM mart.utilization WHERE geography_level = "
    "'province' AND metric = 'compute_use' AND evidence_class <> 'D' ORDER BY p50",
)

UTILIZATION_QUANTILES = Table(
    "mart",
    "utilization_quantiles",
    "The whole distribution behind mart.utilization, as long rows, so that any question about a "
    "threshold can be answered in SQL.",
    "one row per place or project, metric and quantile",
    ("geography_level", "geography_id", "metric", "probability"),
    (
        *GEOGRAPHY,
        *NAMES,
        METRIC_COLUMN,
        number("probability", "Probability below the value.", decimals=2, low=0.05, high=0.95),
        AS_OF,
        _share(
            "value",
            "Share of which the true share lies below with that probability.",
            _OBSERVATIONS,
            _STATUS,
            nullable=False,
        ),
    ),
    reads=("mart.utilization",),
    example="SELECT geography_id, max(probability) AS prob_below_half FROM "
    "mart.utilization_quantiles WHERE metric = 'occupancy' AND value < 0.5 GROUP BY ALL",
)

UTILIZATION_EVIDENCE = Table(
    "mart",
    "utilization_evidence",
    "What the model does with every published utilization figure known at the day, and why.",
    "one row per published figure",
    ("observation_id",),
    (
        text(
            "observation_id",
            "Published figure.",
            references="ref.utilization_observations.observation_id",
        ),
        f.NAME_ZH.but(description="Chinese name of what is observed."),
        f.NAME_EN.but(description="English name of what is observed."),
        f.PROVINCE_ADCODE.but(description="Province the figure speaks of; null for larger areas."),
        f.CITY_ADCODE.but(description="City the figure speaks of; null for larger areas."),
        f.LATITUDE.but(description="Latitude of that place."),
        f.LONGITUDE.but(description="Longitude of that place."),
        AS_OF,
        METRIC_COLUMN.but(description="Rate that the figure informs; null for another rate."),
        text(
            "target_kind",
            "What the figure is tied to.",
            vocabulary=TARGET,
            nullable=False,
            lineage=("ref.utilization_observations.geography_level",),
        ),
        text(
            "target_key",
            "Project identifier, code of the place, region or operator.",
            nullable=False,
            lineage=("ref.utilization_observations.geography_name_zh",),
        ),
        text(
            "role",
            "Use in the model.",
            vocabulary=ROLE,
            nullable=False,
            lineage=("ref.observation_kinds.use",),
        ),
        text(
            "reason",
            "Why it has that role.",
            nullable=False,
            lineage=("ref.observation_kinds.use",),
        ),
        _share(
            "point",
            "Value as used; null for bounds and ranges.",
            "ref.utilization_observations.value_central",
        ),
        _share("low", "Lower bound as used.", "ref.utilization_observations.value_low"),
        _share("high", "Upper bound as used.", "ref.utilization_observations.value_high"),
        number(
            "logit_sd",
            "Error on the logit scale before age and weight.",
            decimals=3,
            unit="logit",
            low=0,
            lineage=("ref.observation_kinds.logit_sd",),
        ),
        number(
            "effective_observations",
            "What the figure counts for after copies, rows of one year and the cap of its cluster.",
            decimals=4,
            unit="observations",
            low=0,
            high=1,
            nullable=False,
            lineage=("ref.utilization_observations.cluster_group",),
        ),
        number(
            "age_years",
            "From the figure to the day.",
            decimals=2,
            unit="years",
            low=0,
            lineage=("ref.utilization_observations.as_of",),
        ),
    ),
    reads=(
        "ref.utilization_observations",
        "ref.observation_kinds",
        "core.projects",
        "ref.divisions",
    ),
    example="SELECT role, reason, count(*) FROM mart.utilization_evidence GROUP BY ALL",
)

MODEL_TERMS = Table(
    "mart",
    "model_terms",
    "Every prior and fixed figure of the model with its reference and with what the figures made "
    "of it. A term without own observations is an assumption.",
    "one row per term and metric",
    ("term", "metric"),
    (
        text("term", "Name in priors.toml; diagnostics start with `fit_`."),
        text(
            "metric",
            "Rate to which it belongs.",
            vocabulary=METRIC | {"none": "no rate", "both": "both rates alike"},
        ),
        text(
            "kind",
            "Shape of the prior.",
            vocabulary={
                "normal": "normal with mean and sd",
                "uniform": "uniform between low and high",
                "beta": "beta from low successes and high failures",
                "fixed": "one figure",
                "diagnostic": "result of the fit",
            },
            nullable=False,
        ),
        number("prior_mean", "Mean, or the figure itself, in `unit`.", decimals=6),
        number("prior_sd", "Standard deviation of a normal term, in `unit`.", decimals=6, low=0),
        number("prior_low", "Lower end, or successes.", decimals=6),
        number("prior_high", "Upper end, or failures.", decimals=6),
        text("unit", "Unit of the term.", nullable=False),
        text("reference", "Where the figure comes from.", nullable=False),
        integer(
            "own_observations",
            "Fitted figures on which the term bears; zero for terms that are not fitted.",
            unit="figures",
            low=0,
            nullable=False,
            lineage=("mart.utilization_evidence.role",),
        ),
        number(
            "posterior_mean",
            "Mean after the fit and the benchmark; null for terms that are not fitted.",
            decimals=6,
            lineage=(_OBSERVATIONS,),
        ),
        number(
            "posterior_sd",
            "Standard deviation after the fit and the benchmark.",
            decimals=6,
            low=0,
            lineage=(_OBSERVATIONS,),
        ),
        AS_OF,
    ),
    reads=("ref.utilization_observations", "core.projects"),
    example="SELECT * FROM mart.model_terms WHERE own_observations > 0",
)

OVERBUILD_RISK = Table(
    "mart",
    "overbuild_risk",
    "Overbuild-risk index from 0 to 100 with its 80 % interval, by project, city and province. "
    "Where insufficient_evidence is true, quote the band only.",
    "one row per place or project",
    ("geography_level", "geography_id"),
    (
        *GEOGRAPHY,
        *NAMES,
        AS_OF,
        _points("risk_p10", "10th percentile of the index."),
        _points("risk_p50", "Median of the index."),
        _points("risk_p90", "90th percentile of the index."),
        text(
            "band",
            "Band of the median.",
            vocabulary=v.RISK_BAND,
            nullable=False,
            lineage=("mart.overbuild_risk.risk_p50",),
        ),
        _share(
            "prob_severe",
            "Probability that the index is 65 or more.",
            "mart.risk_components.score_p50",
            nullable=False,
        ),
        *(
            integer(
                f"rank_p{tail}",
                f"{meaning} of the rank inside the draws among places of the level; 1 is the "
                "riskiest. Null below 20 % evidence coverage.",
                unit="rank",
                low=1,
                lineage=("mart.overbuild_risk.risk_p50",),
            )
            for tail, meaning in (
                ("05", "5th percentile"),
                ("50", "Median"),
                ("95", "95th percentile"),
            )
        ),
        *(
            _share(
                name,
                f"Median score, 0 to 1 between fixed goalposts: {meaning}.",
                "mart.risk_components.score_p50",
                nullable=False,
            )
            for name, meaning in COMPONENT.items()
        ),
        text(
            "sponsor_flag",
            "Local platform as sponsor; of a place, of any of its projects. Weight 0 in the index.",
            vocabulary=v.YES_NO_UNKNOWN,
            nullable=False,
            lineage=("core.projects.operator",),
        ),
        text(
            "fit_flag",
            "Under 8 kW a rack, built for training only, or old chips; of a place, of any of its "
            "projects. Weight 0 in the index.",
            vocabulary=v.YES_NO_UNKNOWN,
            nullable=False,
            lineage=(
                "core.projects.workload",
                "core.projects.racks",
                _LOAD,
                "core.projects.accelerator_model",
            ),
        ),
        _share(
            "evidence_coverage",
            "Share of the weights that rests on own evidence: slack on a usable figure in the "
            "place, pipeline and saturation on the share of its projects that state a size, "
            "distance always, economics on a purchase or site price.",
            "mart.utilization_evidence.role",
            _COMPUTE,
            _PRICE,
            nullable=False,
        ),
        flag(
            "insufficient_evidence",
            "Evidence coverage below 40 %: quote the band only.",
            nullable=False,
            lineage=("mart.overbuild_risk.evidence_coverage",),
        ),
        text(
            "top_driver",
            "Component whose expected weighted score lies furthest above the middle of its "
            "goalposts.",
            vocabulary=COMPONENT,
            nullable=False,
            lineage=("mart.risk_components.contribution",),
        ),
        f.STALE_SOURCES,
    ),
    reads=(
        *f.STALE_READS,
        "core.project_phases",
        "core.match_candidates",
        "mart.utilization",
        "mart.city_latency",
        "mart.project_siting",
        "mart.province_electricity",
        "ref.market_signals",
        "ref.divisions",
    ),
    example="SELECT name_en, risk_p10, risk_p50, risk_p90, band, top_driver FROM "
    "mart.overbuild_risk WHERE geography_level = 'province' AND NOT insufficient_evidence "
    "ORDER BY risk_p50 DESC",
)

RISK_COMPONENTS = Table(
    "mart",
    "risk_components",
    "The five components of every index: raw value, score between goalposts, weight, contribution.",
    "one row per place or project and component",
    ("geography_level", "geography_id", "component"),
    (
        *GEOGRAPHY,
        *NAMES,
        text("component", "Component.", vocabulary=COMPONENT),
        AS_OF,
        number(
            "weight",
            "Weight at this level; a project gives half of pipeline and saturation to slack.",
            decimals=2,
            unit="points",
            low=0,
            high=100,
            nullable=False,
        ),
        *(
            number(
                f"value_{tail}",
                f"{meaning} of the value before goalposts, in `unit`.",
                decimals=4,
                nullable=False,
                lineage=(_STATUS, _LOAD, _COMPUTE, _RTT, _PRICE, _SIGNALS),
            )
            for tail, meaning in (
                ("p10", "10th percentile"),
                ("p50", "Median"),
                ("p90", "90th percentile"),
            )
        ),
        text("unit", "Unit of the value.", nullable=False),
        number("goalpost_0", "Value that scores 0.", decimals=4, nullable=False),
        number("goalpost_1", "Value that scores 1.", decimals=4, nullable=False),
        *(
            _share(
                f"score_{tail}",
                f"{meaning} of the score.",
                f"mart.risk_components.value_{tail}",
                nullable=False,
            )
            for tail, meaning in (
                ("p10", "10th percentile"),
                ("p50", "Median"),
                ("p90", "90th percentile"),
            )
        ),
        number(
            "contribution",
            "Expected score times weight.",
            decimals=2,
            unit="points",
            low=0,
            high=100,
            nullable=False,
            lineage=("mart.risk_components.score_p50",),
        ),
        flag(
            "inherited",
            "Whether the component is taken from the place above.",
            nullable=False,
            lineage=(_STATUS,),
        ),
        _share(
            "own_evidence",
            "Share of the weight that counts as own evidence.",
            "mart.utilization_evidence.role",
            _COMPUTE,
            _PRICE,
            nullable=False,
        ),
    ),
    reads=("mart.overbuild_risk",),
    example="SELECT component, value_p50, unit, score_p50, contribution FROM mart.risk_components "
    "WHERE geography_level = 'province' AND geography_id = '520000'",
)

RISK_INPUTS = Table(
    "mart",
    "risk_inputs",
    "What went into each component of each index, and whether it is data or prior.",
    "one row per place or project, component and input",
    ("geography_level", "geography_id", "component", "input"),
    (
        *GEOGRAPHY,
        *NAMES,
        text("component", "Component.", vocabulary=COMPONENT),
        text("input", "Name of the input."),
        AS_OF,
        number(
            "value_num",
            "Value, median where it is drawn, in `unit`; null when unknown.",
            decimals=4,
            lineage=(_STATUS, _LOAD, _COMPUTE, _RTT, _PRICE, _SIGNALS),
        ),
        text(
            "value_text",
            "Value, where it is no number.",
            lineage=("mart.utilization.evidence_class", "ref.market_signals.signal_id"),
        ),
        text("unit", "Unit of the number."),
        text("basis", "Data or prior.", vocabulary=INPUT_BASIS, nullable=False),
        text("source", "Table or file the input comes from.", nullable=False),
    ),
    reads=("mart.overbuild_risk",),
    example="SELECT component, input, value_num, value_text, unit, basis FROM mart.risk_inputs "
    "WHERE geography_level = 'city' AND geography_id = '621000'",
)

TABLES: Final[tuple[Table, ...]] = (
    UTILIZATION,
    UTILIZATION_QUANTILES,
    UTILIZATION_EVIDENCE,
    MODEL_TERMS,
    OVERBUILD_RISK,
    RISK_COMPONENTS,
    RISK_INPUTS,
)
