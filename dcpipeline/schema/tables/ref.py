"""Reference tables: the shipped files that readers need, one table per file."""

from typing import Final

from dcpipeline.schema import fields as f
from dcpipeline.schema import vocabularies as v
from dcpipeline.schema.column import date, flag, integer, number, text
from dcpipeline.schema.table import Table

QUALITY = text("quality", "How well the figure is supported.", nullable=False)
SOURCE = (f.SOURCE_TITLE, f.SOURCE_URL)
DATED_SOURCE = (*SOURCE, f.SOURCE_DATE)
PERIOD = (
    text("period", "Month or year of validity, as stated.", nullable=False),
    date(
        "period_start_on",
        "First day of that period.",
        csv="period",
        reading="period_start",
        nullable=False,
    ),
)
OBSERVED_PLACE = (
    text("geography_level", "What is observed.", vocabulary=v.OBSERVED_LEVEL, nullable=False),
    text("geography_name_zh", "Chinese name of what is observed."),
    text("geography_name_en", "English name of what is observed."),
    f.PROVINCE_ADCODE,
    f.CITY_ADCODE,
)
VOLTAGE = text("voltage", "Voltage level of the supply.")
PUBLISHER = text("source_publisher", "Who published it.")
GEM_STATUS: Final = {
    "announced": "described in plans, no application for permits",
    "pre-permit": "applied for permits",
    "permitted": "all permits held, construction not begun",
    "construction": "under construction",
    "shelved": "work has stopped",
    "cancelled": "given up",
    "operating": "in operation",
    "mothballed": "out of operation, may return",
    "retired": "closed for good",
}

DIVISIONS = Table(
    "ref",
    "divisions",
    "Administrative divisions: country, provinces, prefectures, and county-level units that report "
    "straight to a province.",
    "one row per division",
    ("adcode",),
    (
        f.ADCODE.but(references=None),
        text("level", "Kind of division.", vocabulary=v.DIVISION_LEVEL, nullable=False),
        f.ADCODE.named("parent_adcode", "Code of the division above."),
        f.NAME_ZH.required(),
        text("short_zh", "Short Chinese name."),
        f.NAME_EN.required(),
        text("name_fr", "French name where it differs from the English one."),
        text("iso_3166_2", "ISO 3166-2 code of a province-level unit."),
        f.LATITUDE,
        f.LONGITUDE,
        text(
            "region",
            "Statistics bureau grouping.",
            vocabulary={"east": "", "central": "", "west": "", "northeast": ""},
        ),
        text(
            "region7",
            "Seven-region grouping of market reports.",
            vocabulary=dict.fromkeys(
                ("north", "northeast", "east", "central", "south", "southwest", "northwest"), ""
            ),
        ),
        text("seat_zh", "Seat of government."),
        text("coord_source", "Origin of the point; GCJ-02 points are up to 0.6 km off."),
    ),
    source_file="reference/admin_divisions.csv",
)

DIVISION_ALIASES = Table(
    "ref",
    "division_aliases",
    "Other names of divisions: Chinese, English, French, pinyin, old spellings, districts, new "
    "areas and zones where data centers stand.",
    "one row per name, language and division",
    ("adcode", "alias", "language", "kind"),
    (
        f.ADCODE.required(),
        text("alias", "The name.", nullable=False),
        text("language", "zh, en, fr or pinyin.", nullable=False),
        text("kind", "official, short, usual, old, district, new_area, zone and so on."),
        flag("ambiguous", "Whether several units share the name.", nullable=False),
        text("other_adcodes", "The other units, separated by semicolons."),
        f.NOTE,
    ),
    source_file="reference/admin_aliases.csv",
)

COUNTIES = Table(
    "ref",
    "counties",
    "County names with the division they belong to.",
    "one row per county",
    ("county_adcode",),
    (
        text("county_adcode", "Six-digit code of the county.", pattern=f.ADCODE_PATTERN),
        f.NAME_ZH.required(),
        f.ADCODE.required(),
        number("latitude_gcj02", "Latitude, GCJ-02, up to 0.6 km off.", decimals=6, unit="degrees"),
        number(
            "longitude_gcj02", "Longitude, GCJ-02, up to 0.6 km off.", decimals=6, unit="degrees"
        ),
    ),
    source_file="reference/admin_counties.csv",
)

POPULATION = Table(
    "ref",
    "population",
    "Residents and urban residents of the 2020 census.",
    "one row per division",
    ("adcode",),
    (
        f.ADCODE,
        f.POPULATION,
        integer("year", "Census year; null for Hong Kong, Macau and Taiwan."),
        text("source", "Origin of the figure."),
        f.URBAN_POPULATION,
        number("urban_share", "Urban share of residents.", decimals=4, unit="share", low=0, high=1),
        f.NOTE,
    ),
    source_file="reference/city_population.csv",
)

DEMAND_CENTRES = Table(
    "ref",
    "demand_centres",
    "Cities with at least 5,000,000 urban residents: the users whom inference must reach.",
    "one row per city",
    ("adcode",),
    (
        f.ADCODE,
        f.NAME_ZH.required(),
        f.NAME_EN.required(),
        f.URBAN_POPULATION.required(),
        text("basis", "The rule of selection."),
    ),
    source_file="reference/demand_centres.csv",
)

ELECTRICITY_PRICES = Table(
    "ref",
    "electricity_prices",
    "Power prices by province, of several types that must not be mixed.",
    "one row per published price",
    ("price_id",),
    (
        text("price_id", "Identifier."),
        f.ADCODE.required(),
        *PERIOD,
        text("price_type", "What the price is.", vocabulary=v.PRICE_TYPE, nullable=False),
        VOLTAGE,
        number(
            "price_cny_per_kwh",
            "Price.",
            csv="value",
            decimals=6,
            unit="CNY/kWh",
            low=0,
            high=5,
            nullable=False,
        ),
        text(
            "tariff_structure",
            "Single-part or two-part tariff.",
            vocabulary={
                "single_part": "energy only",
                "two_part": "energy plus a charge for demand or capacity",
            },
        ),
        text("grid_area", "Price area inside the province."),
        number(
            "demand_charge_cny_per_kw_month",
            "Charge on the highest demand, paid on top of a two-part price.",
            decimals=2,
            unit="CNY/kW/month",
            low=0,
        ),
        number(
            "capacity_charge_cny_per_kva_month",
            "Charge on transformer capacity, the other option.",
            decimals=2,
            unit="CNY/kVA/month",
            low=0,
        ),
        QUALITY,
        *DATED_SOURCE,
        f.NOTE,
    ),
    source_file="reference/electricity_price.csv",
    constants={"unit": "CNY/kWh"},
)

DATACENTER_TARIFFS = Table(
    "ref",
    "datacenter_tariffs",
    "Prices reported or promised for data-center sites.",
    "one row per place, period and kind",
    ("adcode", "site", "period", "kind"),
    (
        f.ADCODE,
        text("site", "Zone or site."),
        *PERIOD,
        number(
            "price_cny_per_kwh",
            "Price; null when only a relative figure was given.",
            csv="value",
            decimals=6,
            unit="CNY/kWh",
            low=0,
            high=5,
        ),
        text(
            "kind",
            "What the figure is.",
            vocabulary={
                "policy_target_max": "a target",
                "policy_max": "a promised ceiling",
                "reported_price": "a reported price",
                "reported_delivered": "a reported price including delivery",
                "reported_relative": "a difference from the eastern level",
            },
        ),
        number("relative_pct", "Difference from the eastern level.", decimals=1, unit="%"),
        *DATED_SOURCE,
        f.NOTE,
    ),
    source_file="reference/datacenter_tariff.csv",
    constants={"unit": "CNY/kWh"},
)

PEAK_VALLEY_SPREADS = Table(
    "ref",
    "peak_valley_spreads",
    "Spread between the dearest and the cheapest price band.",
    "one row per province and price area",
    ("adcode", "period", "voltage", "spread_cny_per_kwh"),
    (
        f.ADCODE,
        *PERIOD,
        VOLTAGE,
        number("spread_cny_per_kwh", "Spread.", csv="value", decimals=6, unit="CNY/kWh", low=0),
        text("grid_area", "Price area inside the province."),
        QUALITY,
        *SOURCE,
        f.NOTE,
    ),
    source_file="reference/peak_valley_spread.csv",
    constants={"unit": "CNY/kWh"},
)

GRID_EMISSION_FACTORS = Table(
    "ref",
    "grid_emission_factors",
    "Location-based emission factors of power use.",
    "one row per division and year",
    ("adcode", "year"),
    (
        f.ADCODE,
        integer("year", "Year of the factor."),
        number(
            "factor_kgco2_per_kwh",
            "Emission factor.",
            csv="factor",
            decimals=4,
            unit="kgCO2/kWh",
            low=0,
            nullable=False,
        ),
        text("basis", "What it averages."),
        QUALITY,
        *DATED_SOURCE,
        f.NOTE,
    ),
    source_file="reference/grid_emission_factor.csv",
    constants={"unit": "kgCO2/kWh"},
)

PUE_OBSERVATIONS = Table(
    "ref",
    "pue_observations",
    "Power usage effectiveness of places and sites. Only averages describe a place.",
    "one row per published figure",
    ("pue_id",),
    (
        text("pue_id", "Identifier."),
        f.ADCODE.but(description="Place; null for a region that is no division."),
        text("place_zh", "Chinese name of the place."),
        text("place_en", "English name of the place."),
        number(
            "pue",
            "Facility power over IT power.",
            csv="value",
            decimals=3,
            unit="ratio",
            low=1,
            nullable=False,
        ),
        text("basis", "Average, bound, design, target or claim."),
        *f.stated_as_of(),
        *SOURCE,
        f.NOTE,
    ),
    source_file="reference/pue_observations.csv",
)

COMPUTING_HUBS = Table(
    "ref",
    "computing_hubs",
    "The eight national hub nodes and their ten clusters.",
    "one row per cluster",
    ("cluster_id",),
    (
        text("cluster_id", "Identifier."),
        text("hub_zh", "Chinese name of the hub."),
        text("hub_en", "English name of the hub."),
        text("cluster_zh", "Chinese name of the cluster."),
        text("cluster_en", "English name of the cluster."),
        text("city_adcodes", "Cities of the cluster, separated by semicolons."),
        text("start_area", "Start area, separated by semicolons."),
        text(
            "side",
            "Side in the approvals.",
            vocabulary={"east": "eastern", "west": "western"},
        ),
        number(
            "occupancy_target_pct",
            "Lowest rack occupancy that the approval asks for.",
            decimals=1,
            unit="%",
        ),
        number("pue_limit", "Highest power usage effectiveness allowed.", decimals=2, unit="ratio"),
        text("racks_target", "Planned racks of 2.5 kW, in the words of the source."),
        text("approved", "Month of approval."),
        *SOURCE,
        f.NOTE,
    ),
    source_file="reference/hubs.csv",
)

HUB_INDICATORS = Table(
    "ref",
    "hub_indicators",
    "Racks, occupancy and computing power of hubs and provinces, as each source words it.",
    "one row per published figure",
    ("indicator_id",),
    (
        text("indicator_id", "Identifier."),
        f.ADCODE.required(),
        text("scope", "What exactly is counted."),
        text("metric", "Racks in use, built, powered, planned; occupancy; computing power."),
        number("value", "The figure, in ``unit``.", decimals=4, nullable=False),
        text("unit", "Unit of the figure.", nullable=False),
        *f.stated_as_of(),
        *SOURCE,
        f.NOTE,
    ),
    source_file="reference/hub_indicators.csv",
)

LATENCY_POLICIES = Table(
    "ref",
    "latency_policies",
    "Published latency targets, service levels and human tolerances.",
    "one row per rule",
    ("rule_id",),
    (
        text("rule_id", "Identifier."),
        text("scope", "Where it applies."),
        text("metric", "What is limited."),
        number("value", "The figure, in ``unit``.", decimals=2),
        text("unit", "Unit of the figure."),
        text("target_year", "Year of the target."),
        text("issuer", "Who issued it."),
        QUALITY,
        *SOURCE,
        f.NOTE,
    ),
    source_file="reference/latency_policy.csv",
)

LATENCY_MEASUREMENTS = Table(
    "ref",
    "latency_measurements",
    "Delays between cities, published or measured.",
    "one row per pair and source",
    ("measurement_id",),
    (
        text("measurement_id", "Identifier."),
        text("from_city", "City at one end."),
        text("to_city", "City at the other end."),
        f.ADCODE.named("from_adcode", "Division of the city at one end."),
        f.ADCODE.named("to_adcode", "Division of the city at the other end."),
        number(
            "rtt_ms",
            "Round trip; doubled where the source is one-way.",
            decimals=2,
            unit="ms",
            low=0,
            nullable=False,
        ),
        number("reported_ms", "As printed.", decimals=2, unit="ms", low=0),
        text(
            "one_way",
            "Whether the printed figure is one-way.",
            vocabulary=dict.fromkeys(("true", "false", "assumed", "unknown"), ""),
        ),
        text(
            "bound",
            "Whether the figure is a value or a service level.",
            vocabulary={"=": "a value", "<=": "at most"},
        ),
        text(
            "kind",
            "Measured or published.",
            vocabulary=dict.fromkeys(("measured", "published"), ""),
        ),
        text("network", "Kind of network."),
        number("distance_km", "Great-circle distance.", decimals=1, unit="km", low=0),
        number(
            "fibre_rtt_limit_ms",
            "Round trip of light in fibre, 0.0098 ms per km.",
            decimals=2,
            unit="ms",
            low=0,
        ),
        text(
            "use_in_fit",
            "How the row may be used in the fit of latency on distance.",
            vocabulary={
                "internet": "measured on the public internet",
                "operator": "published by an operator",
                "operator_bound": "an operator's service level: an upper bound",
                "no": "not used",
            },
        ),
        flag("expanded_from_region", "Whether a regional claim was put on a core city."),
        *f.stated_as_of(),
        *SOURCE,
        f.NOTE,
    ),
    source_file="reference/latency_measurements.csv",
)

UTILIZATION_OBSERVATIONS = Table(
    "ref",
    "utilization_observations",
    "Published utilization figures for the nation, places, operators and sites. Metrics must not "
    "be mixed: a hall can be 75 % racked while its cards are 25 % used.",
    "one row per published figure",
    ("observation_id",),
    (
        text("observation_id", "Identifier."),
        *OBSERVED_PLACE,
        text(
            "metric",
            "What the share is a share of.",
            vocabulary={
                "rack_occupancy": "racks, area or MW in use over in service",
                "compute_utilization": "card-hours let or busy over available",
                "idle_share": "one minus one of them",
                "power_load_rate": "average IT power over rated IT power",
            },
            nullable=False,
        ),
        number("value_low", "Lower bound.", decimals=4, unit="share", low=0, high=1),
        number("value_central", "Point value.", decimals=4, unit="share", low=0, high=1),
        number("value_high", "Upper bound.", decimals=4, unit="share", low=0, high=1),
        *f.stated_as_of(),
        text(
            "scope",
            "Which centers are counted.",
            vocabulary={
                "all_dc": "all data centers",
                "ai_dc": "AI data centers",
                "hub_cluster": "centers in the national hub clusters",
                "new_build": "recently built centers",
            },
        ),
        text(
            "kind",
            "Kind of observation, which orders its error.",
            nullable=False,
        ),
        text("origin_group", "Who the figure really comes from.", nullable=False),
        text("cluster_group", "Operator or place, for leave-one-group-out.", nullable=False),
        PUBLISHER,
        *DATED_SOURCE,
        f.SOURCE_TIER,
        f.NOTE,
    ),
    source_file="observations/utilization_observations.csv",
)

OBSERVATION_KINDS = Table(
    "ref",
    "observation_kinds",
    "Error of each kind of observation on the logit scale, and how it may be used.",
    "one row per kind",
    ("kind",),
    (
        text("kind", "Kind of observation."),
        number(
            "logit_sd",
            "Standard deviation of the error; null where the kind is never fitted.",
            decimals=3,
            unit="logit",
            low=0,
        ),
        text(
            "use",
            "How the kind may be used.",
            vocabulary={
                "fit": "enters the likelihood",
                "bridge": "only for the bridges between rates",
                "benchmark_if_national": "national rows enter once, as the benchmark",
            },
            nullable=False,
        ),
        f.NOTE,
    ),
    source_file="observations/observation_kinds.csv",
)

MARKET_SIGNALS = Table(
    "ref",
    "market_signals",
    "Prices, vouchers, terminations, policy steps, demand and spending.",
    "one row per published figure",
    ("signal_id",),
    (
        text("signal_id", "Identifier."),
        text("signal_type", "What is signalled.", nullable=False),
        *(
            column.but(vocabulary=None, nullable=True)
            if column.name == "geography_level"
            else column
            for column in OBSERVED_PLACE
        ),
        number("value", "The figure, in ``unit``.", decimals=4),
        text("unit", "Unit of the figure, spelled out."),
        *f.stated_as_of(),
        PUBLISHER,
        *DATED_SOURCE,
        f.SOURCE_TIER,
        f.NOTE,
    ),
    source_file="observations/market_signals.csv",
)

PUBLISHED_COUNTS = Table(
    "ref",
    "published_counts",
    "Counts that others have published, to reconcile ours against.",
    "one row per published count",
    ("count_id",),
    (
        text("count_id", "Identifier."),
        text("publisher", "Who published the count."),
        text("metric", "What is counted.", nullable=False),
        *OBSERVED_PLACE,
        number("value", "The count; shares as 0-1.", decimals=4, nullable=False),
        text(
            "comparator",
            "How the value bounds the count.",
            vocabulary={"eq": "equal to", "ge": "at least", "approx": "about"},
            nullable=False,
        ),
        date(
            "period_start_on",
            "First day of the counted period; null when it has no beginning.",
            csv="period_start",
            reading="period_start",
        ),
        date(
            "period_end_on",
            "Last day of the counted period.",
            csv="period_end",
            reading="period_end",
        ),
        *f.stated_as_of(),
        *DATED_SOURCE,
        f.SOURCE_TIER,
        f.NOTE,
    ),
    source_file="observations/published_counts.csv",
)

COUNT_MEASURE: Final = {
    "projects_announced": "projects first made public in the period",
    "projects_started": "projects whose construction began in the period",
    "projects_completed": "projects whose first capacity came into service in the period",
    "projects_cancelled": "projects given up in the period",
    "projects_reported": "projects with an event or report dated in the period",
    "projects_reported_with_investment": "of those, projects that state an investment",
    "projects_total": "projects known by the end of the period, whatever became of them",
    "projects_active": "projects known by then and not cancelled",
    "projects_planned": "projects known by then, not begun and not cancelled",
    "projects_under_construction": "projects begun by then, not in service and not cancelled",
    "projects_pipeline": "projects known by then, not in service and not cancelled",
    "projects_built_or_under_construction": "projects begun by then and not cancelled",
    "projects_in_service": "projects with capacity in service by then and not cancelled",
    "projects_stating_compute": "projects known by then that state computing power",
    "provinces_announced": "provinces of the projects first made public in the period",
    "provinces_reported": "provinces of the projects with an event or report in the period",
    "cities_announced": "cities of the projects first made public in the period",
    "cities_pipeline": "cities with a project known by then, not in service and not cancelled",
    "investment_reported_cny": "investment of the projects with an event or report in the period",
    "compute_installed_fp16_eflops": "installed, half precision, of projects in service by then",
    "compute_installed_unstated_eflops": "installed, no precision stated, of the same projects",
    "share_of_projects": "the place's share of mainland projects known by then",
    "share_le_500p": "share of 500 PFLOPS or less among projects that state computing power",
    "share_500_1000p": "share above 500, at most 1,000 PFLOPS, among the same projects",
    "share_gt_500p": "share above 500 PFLOPS among the same projects",
}
COMPARABILITY: Final = {
    "like_for_like": "the same thing by the words of both",
    "partly": "near enough to stand beside ours; the reason says what differs",
    "none": "not comparable; the reason says why",
}

COUNT_CROSSWALK = Table(
    "ref",
    "count_crosswalk",
    "For each published count the measure of ours that stands beside it, or why none does.",
    "one row per published count",
    ("count_id",),
    (
        text("count_id", "Published count.", references="ref.published_counts.count_id"),
        text(
            "our_measure",
            "What we count beside it; null where nothing is comparable.",
            vocabulary=COUNT_MEASURE,
        ),
        text(
            "comparability",
            "How near the two are.",
            vocabulary=COMPARABILITY,
            nullable=False,
        ),
        text(
            "our_adcodes",
            "Divisions counted, separated by semicolons; null for the place of the count itself, "
            "the mainland for the nation.",
            pattern=r"\d{6}(;\d{6})*",
        ),
        text("comparability_reason", "Why comparable or why not.", csv="reason", nullable=False),
    ),
    source_file="reference/count_crosswalk.csv",
)

STATUS_CROSSWALK = Table(
    "ref",
    "status_crosswalk",
    "Our status words beside those of Global Energy Monitor's trackers.",
    "one row per status",
    ("status",),
    (
        text("status", "Status in core.projects.", vocabulary=v.STATUS),
        text(
            "gem_status",
            "Nearest status of Global Energy Monitor.",
            vocabulary=GEM_STATUS,
            nullable=False,
        ),
        flag("exact", "Whether the two mean the same.", nullable=False),
        f.NOTE,
    ),
    source_file="reference/status_crosswalk.csv",
)

DATES = Table(
    "ref",
    "dates",
    "The calendar, to join dates to: every day from 2010 to the end of the year after the as-of "
    "day. Weeks are those of ISO 8601.",
    "one row per day",
    ("date_on",),
    (
        date("date_on", "Day."),
        integer("year", "Calendar year.", low=2010, nullable=False),
        integer("quarter", "Quarter of the year.", low=1, high=4, nullable=False),
        integer("month", "Month of the year.", low=1, high=12, nullable=False),
        integer("day", "Day of the month.", low=1, high=31, nullable=False),
        integer("weekday", "Day of the week; 1 is Monday.", low=1, high=7, nullable=False),
        integer("iso_year", "Year of the ISO week.", low=2009, nullable=False),
        integer("iso_week", "ISO week, from Monday.", low=1, high=53, nullable=False),
        text("year_month", "Year and month.", pattern=r"\d{4}-\d{2}", nullable=False),
        date("month_start_on", "First day of the month.", nullable=False),
        date("month_end_on", "Last day of the month.", nullable=False),
        date("quarter_start_on", "First day of the quarter.", nullable=False),
        date("year_start_on", "First day of the year.", nullable=False),
    ),
    example="SELECT year, quarter, count(project_id) AS entered_service FROM ref.dates LEFT JOIN "
    "core.projects ON operational_on = date_on WHERE year BETWEEN 2022 AND 2025 "
    "GROUP BY ALL ORDER BY year, quarter",
)

TABLES: Final = (
    DIVISIONS,
    DIVISION_ALIASES,
    COUNTIES,
    POPULATION,
    DEMAND_CENTRES,
    ELECTRICITY_PRICES,
    DATACENTER_TARIFFS,
    PEAK_VALLEY_SPREADS,
    GRID_EMISSION_FACTORS,
    PUE_OBSERVATIONS,
    COMPUTING_HUBS,
    HUB_INDICATORS,
    LATENCY_MEASUREMENTS,
    LATENCY_POLICIES,
    UTILIZATION_OBSERVATIONS,
    OBSERVATION_KINDS,
    MARKET_SIGNALS,
    PUBLISHED_COUNTS,
    COUNT_CROSSWALK,
    STATUS_CROSSWALK,
    DATES,
)
