"""Marts of counts: capacity and profiles of places, and our counts beside published ones."""

from typing import Final, NamedTuple

from dcpipeline.schema import fields as f
from dcpipeline.schema import vocabularies as v
from dcpipeline.schema.column import Column, date, flag, integer, number, text
from dcpipeline.schema.table import Table
from dcpipeline.schema.tables.mart_model import OVERBUILD_RISK, UTILIZATION
from dcpipeline.schema.tables.mart_siting import CITY_LATENCY, PROVINCE_ELECTRICITY
from dcpipeline.schema.tables.ref import COMPARABILITY, COUNT_MEASURE

STATUS_GROUP: Final = {
    "planned": "announced, signed or approved",
    "under_construction": "work has begun",
    "in_service": "operational, or a phase of it",
    "stopped": "suspended or cancelled",
    "unknown": "no status is known",
}
PLACE_LEVEL: Final = {level: v.GEOGRAPHY_LEVEL[level] for level in ("city", "province", "nation")}
COUNT_VARIANT: Final = {
    "all": "every project but programmes",
    "ai_stated": "projects of which a source speaks of AI computing",
    "strict": "projects whose best source is of tier trade or better",
}
AGREEMENT: Final = {
    "within_bounds": "the published figure lies between our bounds",
    "ours_lower": "even our upper bound is below the published figure",
    "ours_higher": "even our lower bound is above the published figure",
}


class Quantity(NamedTuple):
    """A quantity that may be summed over projects.

    Attributes:
        name: column of the sum, with its unit.
        stem: the name without unit, for the number of projects behind the sum.
        source: column of core.projects.
        class_column: column of core.projects that tells classes apart which must not be added.
        classes: values of that column that belong to this quantity; null there reads as unknown.
        meaning: what is summed.
        unit: its unit.
        decimals: digits kept; None for whole numbers.
    """

    name: str
    stem: str
    source: str
    class_column: str | None
    classes: tuple[str, ...]
    meaning: str
    unit: str
    decimals: int | None

    @property
    def inputs(self) -> tuple[str, ...]:
        """Columns of core.projects from which the sum is computed."""
        columns = (self.source, *((self.class_column,) if self.class_column else ()))
        return tuple(f"core.projects.{column}" for column in columns)

    def column(self, name: str, description: str) -> Column:
        """A column in the unit of the quantity, computed from its inputs."""
        if self.decimals is None:
            return integer(name, description, unit=self.unit, low=0, lineage=self.inputs)
        return number(
            name,
            description,
            decimals=self.decimals,
            unit=self.unit,
            low=0,
            lineage=self.inputs,
        )


def _compute(basis: str, label: str, classes: tuple[str, ...], words: str) -> Quantity:
    return Quantity(
        name=f"compute_{basis}_{label}_pflops",
        stem=f"compute_{basis}_{label}",
        source=f"compute_pflops_{basis}",
        class_column=f"compute_pflops_{basis}_precision",
        classes=classes,
        meaning=f"computing power {basis}, {words}",
        unit="PFLOPS",
        decimals=4,
    )


def _racks(label: str, rack_unit: str, words: str) -> Quantity:
    return Quantity(
        name=f"racks_{label}",
        stem=f"racks_{label}",
        source="racks",
        class_column="rack_unit",
        classes=(rack_unit,),
        meaning=words,
        unit="racks",
        decimals=None,
    )


OTHER_PRECISION: Final = tuple(p for p in v.COMPUTE_PRECISION if p not in {"FP16", "unknown"})
QUANTITIES: Final = (
    *(
        _compute(basis, label, classes, words)
        for basis in v.BASIS
        for label, classes, words in (
            ("fp16", ("FP16",), "half precision"),
            ("unknown", ("unknown",), "no precision stated"),
            ("other", OTHER_PRECISION, "another stated precision"),
        )
    ),
    _racks("standard", "standard_2_5kw", "standard racks of 2.5 kW"),
    _racks("cabinet", "cabinet", "cabinets of any power"),
    _racks("unknown", "unknown", "racks of unknown kind"),
    Quantity("it_load_mw", "it_load", "it_load_mw", None, (), "IT load", "MW", 3),
    Quantity("investment_cny", "investment", "investment_cny", None, (), "investment", "CNY", 0),
)
STATED: Final = {
    "compute_installed_stated_share": "compute_pflops_installed",
    "compute_planned_stated_share": "compute_pflops_planned",
    "racks_stated_share": "racks",
    "it_load_stated_share": "it_load_mw",
    "investment_stated_share": "investment_cny",
}


def _n(name: str, description: str, *lineage: str) -> Column:
    return integer(name, description, unit="projects", low=0, nullable=False, lineage=lineage)


def _quantity_columns(quantity: Quantity) -> tuple[Column, ...]:
    is_other = quantity.stem.endswith("_other")
    mixed = " Null where the figures are of several precisions." if is_other else ""
    columns = [
        quantity.column(
            quantity.name,
            f"Sum of {quantity.meaning}, over projects that state it; null if none.{mixed}",
        ),
        quantity.column(
            f"{quantity.name}_low",
            f"The same if every unsure pair were one project, with its larger figure.{mixed}",
        ),
        _n(
            f"{quantity.stem}_projects",
            "Projects whose figure is in that sum.",
            *quantity.inputs,
            "core.match_candidates.judgement",
        ),
    ]
    if is_other:
        columns.append(
            text(
                f"{quantity.stem}_precision",
                "Precision of that sum; null where there is none or several.",
                vocabulary=v.COMPUTE_PRECISION,
                lineage=(f"core.projects.{quantity.class_column}",),
            )
        )
    return tuple(columns)


def _share(name: str, source: str) -> Column:
    return number(
        name,
        f"Share of the projects that state {source}.",
        decimals=4,
        unit="share",
        low=0,
        high=1,
        lineage=(f"core.projects.{source}",),
    )


_DIVISION = "ref.divisions"
_PLACE = (
    f.NAME_ZH.but(lineage=(f"{_DIVISION}.name_zh",)),
    f.NAME_EN.but(lineage=(f"{_DIVISION}.name_en",)),
    f.LATITUDE.but(description="Latitude of the seat.", lineage=(f"{_DIVISION}.latitude",)),
    f.LONGITUDE.but(description="Longitude of the seat.", lineage=(f"{_DIVISION}.longitude",)),
)
_STATUS = "core.projects.status"
_PROJECTS_LOW = _n(
    "projects_low",
    "Projects if every unsure pair were one project.",
    "core.projects.project_id",
    "core.match_candidates.judgement",
)
_PROJECTS_AI = _n(
    "projects_ai_stated",
    "Of these, projects of which a source speaks of AI computing.",
    "core.projects.ai_stated",
)
_PROJECTS_STRICT = _n(
    "projects_strict",
    "Of these, projects whose best source is of tier trade or better.",
    "core.projects.best_tier",
)

CAPACITY_BY_PLACE = Table(
    "mart",
    "capacity_by_place",
    "Projects and their stated capacity by place and status. Programmes are left out. Sums of "
    "different precision, rack kind or basis stand in separate columns and must not be added. "
    "Where a project and the whole that it is a part of (parent_project_id) both state a quantity, "
    "the whole counts, unless it was stopped, and the part is left out of the sum. "
    "A project without a city stands in its province only.",
    "one row per place and status group that has a project",
    ("geography_level", "geography_id", "status_group"),
    (
        text("geography_level", "Kind of place.", vocabulary=PLACE_LEVEL),
        f.ADCODE.named("geography_id", "Six-digit code of the place."),
        text(
            "status_group",
            "Group of the project's status.",
            vocabulary=STATUS_GROUP,
            lineage=(_STATUS,),
        ),
        *_PLACE,
        f.PROVINCE_ADCODE.but(
            description="Province of the place; null for the nation.",
            lineage=("core.projects.province_adcode",),
        ),
        f.PROVINCE_EN.but(lineage=(f"{_DIVISION}.name_en",)),
        _n("projects", "Projects.", "core.projects.project_id"),
        _PROJECTS_LOW,
        _PROJECTS_AI,
        _PROJECTS_STRICT,
        *(column for quantity in QUANTITIES for column in _quantity_columns(quantity)),
        *(_share(name, source) for name, source in STATED.items()),
    ),
    reads=("core.projects", "core.match_candidates", "ref.divisions"),
    example=(
        "SELECT status_group, projects, compute_installed_unknown_pflops, it_load_mw "
        "FROM mart.capacity_by_place WHERE geography_level = 'nation'"
    ),
)

# Quantities shown in the profiles, by the status groups of which they are summed.
PROFILE_SUMS: Final = {
    "in_service": (
        ("in_service",),
        (
            "compute_installed_fp16_pflops",
            "compute_installed_unknown_pflops",
            "racks_standard",
            "racks_cabinet",
            "it_load_mw",
            "investment_cny",
        ),
    ),
    "pipeline": (
        ("planned", "under_construction"),
        (
            "compute_planned_fp16_pflops",
            "compute_planned_unknown_pflops",
            "racks_standard",
            "racks_cabinet",
            "it_load_mw",
            "investment_cny",
        ),
    ),
}
PER_MILLION: Final = (
    "projects",
    "projects_in_service",
    "in_service_compute_installed_unknown_pflops",
    "in_service_it_load_mw",
    "pipeline_it_load_mw",
    "pipeline_investment_cny",
)
_PIPELINE_WORDS: Final = {
    "in_service": "projects in service",
    "pipeline": "projects planned or under construction",
}


def quantity(name: str) -> Quantity:
    """The quantity whose sum has the given name."""
    return next(one for one in QUANTITIES if one.name == name)


def _profile_sums() -> tuple[Column, ...]:
    return tuple(
        column
        for prefix, (_, names) in PROFILE_SUMS.items()
        for one in (quantity(name) for name in names)
        for column in (
            one.column(
                f"{prefix}_{one.name}",
                f"Sum of {one.meaning}, {_PIPELINE_WORDS[prefix]} that state it; null if none.",
            ).but(lineage=(f"mart.capacity_by_place.{one.name}",)),
            _n(
                f"{prefix}_{one.stem}_projects",
                "Projects whose figure is in that sum.",
                f"mart.capacity_by_place.{one.stem}_projects",
            ),
        )
    )


def _per_million() -> tuple[Column, ...]:
    return tuple(_one_per_million(name, _summed(name)) for name in PER_MILLION)


def _one_per_million(name: str, summed: Quantity | None) -> Column:
    source = f"mart.capacity_by_place.{summed.name if summed else 'projects'}"
    return number(
        f"{name}_per_million_urban",
        f"{name} per million urban residents; null where either is unknown.",
        decimals=0 if name.endswith("_cny") else 4,
        unit=f"{summed.unit if summed else 'projects'} per million urban residents",
        low=0,
        lineage=(source, "ref.population.urban_population"),
    )


def _summed(name: str) -> Quantity | None:
    for prefix, (_, names) in PROFILE_SUMS.items():
        for summed in names:
            if name == f"{prefix}_{summed}":
                return quantity(summed)
    return None


def _event(name: str, meaning: str, *lineage: str) -> tuple[Column, Column]:
    return (
        date(name, f"{meaning}; first day of the stated period.", lineage=lineage),
        text(
            f"{name}_precision",
            "Precision of that date.",
            vocabulary=v.DATE_PRECISION,
            lineage=tuple(f"{column}_precision" for column in lineage),
        ),
    )


_DATES: Final = (
    "core.projects.announced_on",
    "core.projects.construction_started_on",
    "core.projects.operational_on",
    "core.projects.cancelled_on",
    "core.projects.status_on",
)
_COUNTED = (
    _n("projects", "Projects, programmes left out.", "core.projects.project_id"),
    _PROJECTS_LOW,
    *(
        _n(f"projects_{group}", f"Of these, {meaning}.", _STATUS)
        for group, meaning in STATUS_GROUP.items()
        if group != "unknown"
    ),
    _n("projects_status_unknown", "Of these, projects without a status.", _STATUS),
    _PROJECTS_AI,
    _PROJECTS_STRICT,
    *_event("first_announced_on", "First announcement known", "core.projects.announced_on"),
    *_event("newest_event_on", "Newest dated event", *_DATES),
)


def _taken(source: Table, names: tuple[str, ...], ending: str = "") -> tuple[Column, ...]:
    return tuple(
        source[name].but(
            description=source[name].description + ending,
            nullable=True,
            lineage=(f"{source.full_name}.{name}",),
        )
        for name in names
    )


def _utilization(metric: str, words: str) -> tuple[Column, ...]:
    return tuple(
        column.but(name=f"{metric}_{column.name}", description=f"{words}. {column.description}")
        for column in _taken(UTILIZATION, ("p10", "p50", "p90", "evidence_class"))
    )


_RISK = _taken(
    OVERBUILD_RISK,
    (
        "risk_p10",
        "risk_p50",
        "risk_p90",
        "band",
        "insufficient_evidence",
        "top_driver",
        "evidence_coverage",
    ),
)
_MODELLED = (
    *_utilization("occupancy", "Occupied racks over racks in service"),
    *_utilization("compute_use", "Card-hours assigned over card-hours available"),
    *(column.but(name="risk_band") if column.name == "band" else column for column in _RISK),
)


PRICE_COLUMNS: Final = (
    "price_cny_per_kwh",
    "price_basis",
    "price_quality",
    "price_period",
    "emission_factor_kgco2_per_kwh",
    "emission_factor_year",
)
LATENCY_COLUMNS: Final = (
    "latency_zone",
    "nearest_centre_adcode",
    "nearest_centre_en",
    "nearest_centre_rtt_ms",
    "nearest_centre_rtt_ms_p10",
    "nearest_centre_rtt_ms_p90",
    "in_hub_city",
    "hub_en",
    "cluster_id",
)
_REGION = (
    text("region", "Statistics bureau grouping.", lineage=(f"{_DIVISION}.region",)),
    text("region7", "Seven-region grouping of market reports.", lineage=(f"{_DIVISION}.region7",)),
)
_PEOPLE = (
    f.POPULATION.but(lineage=("ref.population.population",)),
    f.URBAN_POPULATION.but(lineage=("ref.population.urban_population",)),
)
_AS_OF = f.AS_OF.but(description="Day for which the profile holds.", nullable=False)
_PROFILE_READS: Final = (
    "core.match_candidates",
    "ref.divisions",
    "ref.population",
    "mart.capacity_by_place",
    "mart.province_electricity",
    "mart.city_latency",
    "mart.utilization",
    "mart.overbuild_risk",
    *f.STALE_READS,
)

PROVINCE_PROFILE = Table(
    "mart",
    "province_profile",
    "Everything about a province in one row: projects, stated capacity, price, hubs, utilization, "
    "overbuild risk.",
    "one row per province-level unit, projects or none",
    ("province_adcode",),
    (
        f.PROVINCE_ADCODE,
        *_PLACE,
        *_REGION,
        *_PEOPLE,
        _AS_OF,
        *_COUNTED,
        integer(
            "cities_with_projects",
            "Cities of the province with a project.",
            unit="cities",
            low=0,
            nullable=False,
            lineage=("core.projects.city_adcode",),
        ),
        _n(
            "projects_without_city",
            "Projects of which only the province is known.",
            "core.projects.city_adcode",
        ),
        *_profile_sums(),
        *_taken(PROVINCE_ELECTRICITY, PRICE_COLUMNS),
        text(
            "cluster_ids",
            "National hub clusters in the province, separated by semicolons; null for none.",
            lineage=("mart.city_latency.cluster_id",),
        ),
        *_MODELLED,
        *_per_million(),
        f.STALE_SOURCES,
    ),
    reads=_PROFILE_READS,
    example=(
        "SELECT name_en, projects, projects_in_service, price_cny_per_kwh, risk_p50, risk_band "
        "FROM mart.province_profile ORDER BY projects DESC LIMIT 10"
    ),
)

CITY_PROFILE = Table(
    "mart",
    "city_profile",
    "Everything about a city in one row: projects, stated capacity, price, latency, hub, "
    "utilization, overbuild risk.",
    "one row per city with at least one project",
    ("city_adcode",),
    (
        f.CITY_ADCODE,
        *_PLACE,
        f.PROVINCE_ADCODE.but(nullable=False, lineage=(f"{_DIVISION}.parent_adcode",)),
        f.PROVINCE_EN.but(lineage=(f"{_DIVISION}.name_en",)),
        *_REGION,
        *_PEOPLE,
        _AS_OF,
        *_COUNTED,
        *_profile_sums(),
        *_taken(PROVINCE_ELECTRICITY, PRICE_COLUMNS, " Figure of the province."),
        *_taken(CITY_LATENCY, LATENCY_COLUMNS),
        *_MODELLED,
        *_per_million(),
        f.STALE_SOURCES,
    ),
    reads=_PROFILE_READS,
    example=(
        "SELECT name_en, province_en, projects, latency_zone, occupancy_p50, risk_p50 "
        "FROM mart.city_profile ORDER BY projects DESC LIMIT 10"
    ),
)

_COUNTS = "ref.published_counts"
_WALK = "ref.count_crosswalk"
_BOUNDS = (
    *_DATES,
    "core.projects.first_seen_on",
    "core.project_events.event_on",
    "core.match_candidates.judgement",
)


def _ours(name: str, description: str) -> Column:
    return number(name, description, decimals=4, unit="as published_value", low=0, lineage=_BOUNDS)


def _published(column: Column, name: str | None = None) -> Column:
    return column.but(lineage=(f"{_COUNTS}.{name or column.name}",))


COUNT_RECONCILIATION = Table(
    "mart",
    "count_reconciliation",
    "Each published count beside ours: what we count in the same place and period, with bounds "
    "from dates that are missing or coarse and from pairs that may be one project. Ours is a "
    "floor: the projects of which a source was found. Nothing is tuned to the published figures.",
    "one row per published count and variant of ours",
    ("count_id", "variant"),
    (
        text("count_id", "Published count.", references=f"{_COUNTS}.count_id"),
        text("variant", "Which of our projects are counted.", vocabulary=COUNT_VARIANT),
        _published(text("publisher", "Who published the count.")),
        _published(text("metric", "What the publisher counts.", nullable=False)),
        _published(
            text(
                "geography_level", "What is observed.", vocabulary=v.OBSERVED_LEVEL, nullable=False
            )
        ),
        _published(text("geography_name_zh", "Chinese name of the place.")),
        _published(text("geography_name_en", "English name of the place.")),
        _published(f.PROVINCE_ADCODE),
        _published(f.CITY_ADCODE),
        f.LATITUDE.but(
            description="Latitude of the seat of the place; null for regions.",
            lineage=(f"{_DIVISION}.latitude",),
        ),
        f.LONGITUDE.but(
            description="Longitude of the seat of the place; null for regions.",
            lineage=(f"{_DIVISION}.longitude",),
        ),
        _published(date("period_start_on", "First day counted; null for from the beginning.")),
        _published(date("period_end_on", "Last day counted; null where not stated.")),
        number(
            "published_value",
            "The published figure; shares as 0-1.",
            decimals=4,
            unit="as the metric says",
            nullable=False,
            lineage=(f"{_COUNTS}.value",),
        ),
        _published(
            text(
                "comparator",
                "How the published figure bounds the count.",
                vocabulary={"eq": "equal to", "ge": "at least", "approx": "about"},
                nullable=False,
            )
        ),
        text(
            "our_measure",
            "What we count; null where nothing of ours is comparable.",
            vocabulary=COUNT_MEASURE,
            lineage=(f"{_WALK}.our_measure",),
        ),
        text(
            "our_adcodes",
            "Divisions counted where they are not the place of the count itself.",
            lineage=(f"{_WALK}.our_adcodes",),
        ),
        flag(
            "comparable",
            "Whether ours may stand beside it.",
            nullable=False,
            lineage=(f"{_WALK}.comparability",),
        ),
        text(
            "comparability",
            "How near the two are.",
            vocabulary=COMPARABILITY,
            nullable=False,
            lineage=(f"{_WALK}.comparability",),
        ),
        text(
            "reason",
            "Why comparable or why not.",
            nullable=False,
            lineage=(f"{_WALK}.comparability_reason",),
        ),
        _ours(
            "ours",
            "Our figure: projects whose date, as recorded, lies wholly in the period. Null where "
            "not comparable, and for sums and shares of nothing.",
        ),
        _ours(
            "ours_low",
            "Lower bound: only what the dates make certain, every unsure pair one project.",
        ),
        _ours(
            "ours_high",
            "Upper bound: also projects that may belong, because their date is missing, coarse, or "
            "that of a later report.",
        ),
        number(
            "ratio",
            "Ours over the published figure.",
            decimals=4,
            unit="ratio",
            low=0,
            lineage=(*_BOUNDS, f"{_COUNTS}.value"),
        ),
        number(
            "gap",
            "Ours minus the published figure.",
            decimals=4,
            unit="as published_value",
            lineage=(*_BOUNDS, f"{_COUNTS}.value"),
        ),
        text(
            "agreement",
            "Where the published figure lies against our bounds. A published `at least` may lie "
            "below them.",
            vocabulary=AGREEMENT,
            lineage=(*_BOUNDS, f"{_COUNTS}.value"),
        ),
        *(
            integer(name, words, unit="projects", low=0, lineage=_BOUNDS)
            for name, words in (
                ("ours_projects", "Projects behind our figure."),
                (
                    "ours_by_report",
                    "Projects of the place that are counted though only a later report dates them; "
                    "not in the lower bound.",
                ),
                (
                    "ours_undated",
                    "Projects of the place that are not counted but may belong; in the upper "
                    "bound.",
                ),
            )
        ),
        f.SOURCE_TITLE.but(lineage=(f"{_COUNTS}.source_title",)),
        f.SOURCE_URL.but(lineage=(f"{_COUNTS}.source_url",)),
        f.SOURCE_TIER.but(lineage=(f"{_COUNTS}.source_tier",)),
    ),
    reads=(
        "core.projects",
        "core.project_events",
        "core.match_candidates",
        "ref.published_counts",
        "ref.count_crosswalk",
        "ref.divisions",
    ),
    example=(
        "SELECT publisher, metric, published_value, ours, ours_low, ours_high, ratio "
        "FROM mart.count_reconciliation WHERE comparable AND variant = 'all' ORDER BY count_id"
    ),
)

TABLES: Final[tuple[Table, ...]] = (
    CAPACITY_BY_PLACE,
    PROVINCE_PROFILE,
    CITY_PROFILE,
    COUNT_RECONCILIATION,
)
