"""Marts of siting: what electricity costs at a place, and whom the place reaches in how long."""

from typing import Final

from dcpipeline.schema import fields as f
from dcpipeline.schema import vocabularies as v
from dcpipeline.schema.column import Column, date, flag, integer, number, text
from dcpipeline.schema.table import Table

_PRICES = "ref.electricity_prices.price_cny_per_kwh"
_TARIFFS = "ref.datacenter_tariffs.price_cny_per_kwh"
_CHARGE = "ref.electricity_prices.demand_charge_cny_per_kw_month"
_POINTS = ("ref.divisions.latitude", "ref.divisions.longitude")
_FIT = "mart.latency_fit.value"
_RTT = "ref.latency_measurements.rtt_ms"
_REACH_LIMITS_MS: Final = (10, 20, 30, 50)

DEMAND_CHARGE: Final = {
    "included": "two-part price; the stated demand charge is in the cost price",
    "missing": "two-part price; the source states no demand charge, so the cost price is too low",
    "none": "single-part price, which has no demand charge",
    "unknown": "the source of the price does not say",
}
PRICE_GEOGRAPHY: Final = {
    "city": "price reported for the city itself",
    "province": "price of the province",
}
PUE_BASIS: Final = {
    "observed_city_average": "published average of the city",
    "observed_province_average": "published average of the province",
    "climate_prior": "prior of the climate zone: no average of the place is known",
}
CLIMATE_ZONE: Final = {
    "cold_west": "Inner Mongolia and the five north-western provinces",
    "south": "Guangdong, Guangxi, Hainan, Hong Kong, Macau, Taiwan",
    "central": "all others",
}
LATENCY_REASON: Final = {
    "city_unknown": "the city of the project is not known",
    "cross_border": "Hong Kong, Macau or Taiwan: routes to the mainland do not follow distance",
    "no_coordinates": "the place has no point",
    "no_fit": "too few independent measurements for a fit",
    "no_demand_centre": "no demand centre on this side of the border; people in reach are known",
}
MEASUREMENT_ROLE: Final = {
    "fit": "a point of the fit",
    "check": "an upper bound that the fitted value is held against",
    "not_used": "neither",
}
MEASUREMENT_REASON: Final = {
    "bound": "a service level, not a value",
    "excluded": "marked as not for the fit in the shipped file",
    "cross_border": "crosses the mainland border",
    "same_city": "both ends in one city: access, not distance",
    "no_coordinates": "an end has no point",
    "beats_light": "below the round trip of light in fibre",
}


def _price(name: str, description: str, *lineage: str) -> Column:
    return number(
        name, description, decimals=6, unit="CNY/kWh", low=0, lineage=lineage or (_PRICES, _TARIFFS)
    )


def _ms(name: str, description: str, *lineage: str) -> Column:
    return number(name, description, decimals=2, unit="ms", low=0, lineage=lineage)


def _chosen_price(place: str) -> tuple[Column, ...]:
    return (
        _price(
            "price_cny_per_kwh",
            f"Energy price of the {place}, chosen by the ladder in price_basis.",
        ),
        text(
            "price_basis",
            "Rung of the ladder that gave the price. Prices of different basis are not comparable.",
            vocabulary=v.PRICE_BASIS,
            lineage=("ref.electricity_prices.price_type", "ref.datacenter_tariffs.kind"),
        ),
        text(
            "price_quality",
            "Grade of the price in its source table; `reported` where it is a reported site price, "
            "which has no grade.",
            lineage=("ref.electricity_prices.quality",),
        ),
        text(
            "price_period",
            "Month or year of validity, as stated.",
            lineage=("ref.electricity_prices.period", "ref.datacenter_tariffs.period"),
        ),
        number(
            "price_age_years",
            "Years from the first day of that period to the as-of day.",
            decimals=1,
            unit="years",
            low=0,
            lineage=(
                "ref.electricity_prices.period_start_on",
                "ref.datacenter_tariffs.period_start_on",
            ),
        ),
        text(
            "price_voltage",
            "Voltage level of the price; null where not stated.",
            lineage=("ref.electricity_prices.voltage",),
        ),
        text(
            "price_grid_area",
            "Price area inside the province for which the price holds; null where it is one.",
            lineage=("ref.electricity_prices.grid_area",),
        ),
        flag(
            "price_is_upper_proxy",
            "True for purchase prices of the grid company: large sites buy on the market for less. "
            "Null where the price is only indicative or missing.",
            lineage=("ref.electricity_prices.price_type",),
        ),
        number(
            "demand_charge_cny_per_kwh_at_90_pct_load",
            "Stated demand charge spread over the energy: charge per kW and month / (730 h x "
            "0.9). Null unless the chosen price is two-part and states one.",
            decimals=6,
            unit="CNY/kWh",
            low=0,
            lineage=(_CHARGE,),
        ),
        _price(
            "all_in_price_cny_per_kwh",
            "Price plus demand charge; the price alone where no charge applies or none is known; "
            "null for a two-part price whose charge is missing.",
            _PRICES,
            _TARIFFS,
            _CHARGE,
        ),
        text(
            "demand_charge_treatment",
            "How the demand charge enters.",
            vocabulary=DEMAND_CHARGE,
            lineage=(_CHARGE, "ref.electricity_prices.tariff_structure"),
        ),
        text(
            "price_id",
            "Row of the price list; null for a reported site price.",
            references="ref.electricity_prices.price_id",
            lineage=("ref.electricity_prices.price_id",),
        ),
        text(
            "price_site",
            "Site or zone of a reported price; null for the price list.",
            lineage=("ref.datacenter_tariffs.site",),
        ),
        text(
            "price_source_title",
            "Title of the page or notice with the price.",
            lineage=("ref.electricity_prices.source_title", "ref.datacenter_tariffs.source_title"),
        ),
        text(
            "price_source_url",
            "Its address; null where none is recorded.",
            lineage=("ref.electricity_prices.source_url", "ref.datacenter_tariffs.source_url"),
        ),
    )


def _pue(place: str) -> tuple[Column, ...]:
    source = ("ref.pue_observations.pue", "ref.divisions.region7")
    return (
        number(
            "pue",
            f"Power usage effectiveness of the {place}: published average, else climate prior.",
            decimals=3,
            unit="ratio",
            low=1,
            lineage=source,
        ),
        number(
            "pue_sd",
            "Standard deviation between sites, an assumption: a place average is no site either.",
            decimals=3,
            unit="ratio",
            low=0,
            lineage=source,
        ),
        text("pue_basis", "Where the figure comes from.", vocabulary=PUE_BASIS, lineage=source),
        date(
            "pue_as_of",
            "Date of the published average; null for a prior.",
            lineage=("ref.pue_observations.as_of",),
        ),
        text(
            "pue_id",
            "Row of the published average; null for a prior.",
            references="ref.pue_observations.pue_id",
            lineage=("ref.pue_observations.pue_id",),
        ),
    )


PROVINCE_ELECTRICITY = Table(
    "mart",
    "province_electricity",
    "What electricity costs in each province, on the best basis there is, with what surrounds the "
    "price: benchmark, target, spread, emissions, power usage effectiveness.",
    "one row per province-level unit",
    ("province_adcode",),
    (
        f.PROVINCE_ADCODE.but(references=f.DIVISION, lineage=("ref.divisions.adcode",)),
        f.NAME_ZH.but(nullable=False, lineage=("ref.divisions.name_zh",)),
        f.NAME_EN.but(nullable=False, lineage=("ref.divisions.name_en",)),
        f.LATITUDE.but(lineage=(_POINTS[0],)),
        f.LONGITUDE.but(lineage=(_POINTS[1],)),
        date("as_of", "Day for which the prices were chosen.", nullable=False),
        *_chosen_price("province"),
        integer(
            "price_rank_in_basis",
            "Rank of the price among provinces with the same basis, 1 = cheapest; ties share the "
            "lower rank.",
            unit="rank",
            low=1,
            lineage=(_PRICES, _TARIFFS),
        ),
        integer(
            "provinces_in_basis",
            "Provinces with that basis.",
            unit="provinces",
            low=1,
            lineage=(_PRICES, _TARIFFS),
        ),
        flag(
            "has_agent_price",
            "Whether any full purchase price of the grid company is known, chosen or not.",
            nullable=False,
            lineage=("ref.electricity_prices.price_type",),
        ),
        _price(
            "coal_benchmark_cny_per_kwh",
            "Benchmark of what coal plants are paid. Shown for comparison, never used as a price.",
            _PRICES,
        ),
        text(
            "coal_benchmark_grid_area",
            "Price area of the benchmark; null where the province is one.",
            lineage=("ref.electricity_prices.grid_area",),
        ),
        _price(
            "policy_target_cny_per_kwh",
            "Newest promised or targeted ceiling in the province. Shown, never used as a price.",
            _TARIFFS,
        ),
        text(
            "policy_target_site",
            "Zone for which it was promised.",
            lineage=("ref.datacenter_tariffs.site",),
        ),
        text(
            "policy_target_period",
            "Year of the promise, as stated.",
            lineage=("ref.datacenter_tariffs.period",),
        ),
        _price(
            "peak_valley_spread_cny_per_kwh",
            "Newest spread between the dearest and the cheapest band; of several price areas the "
            "widest.",
            "ref.peak_valley_spreads.spread_cny_per_kwh",
        ),
        text(
            "peak_valley_period",
            "Month of the spread, as stated.",
            lineage=("ref.peak_valley_spreads.period",),
        ),
        text(
            "peak_valley_grid_area",
            "Price area of the spread; null where the province is one.",
            lineage=("ref.peak_valley_spreads.grid_area",),
        ),
        number(
            "emission_factor_kgco2_per_kwh",
            "Newest location-based emission factor of power use.",
            decimals=4,
            unit="kgCO2/kWh",
            low=0,
            lineage=("ref.grid_emission_factors.factor_kgco2_per_kwh",),
        ),
        integer(
            "emission_factor_year",
            "Year of that factor.",
            lineage=("ref.grid_emission_factors.year",),
        ),
        text(
            "climate_zone",
            "Zone that decides the prior of power usage effectiveness.",
            vocabulary=CLIMATE_ZONE,
            nullable=False,
            lineage=("ref.divisions.region7",),
        ),
        *_pue("province"),
    ),
    reads=(
        "ref.divisions",
        "ref.electricity_prices",
        "ref.datacenter_tariffs",
        "ref.peak_valley_spreads",
        "ref.grid_emission_factors",
        "ref.pue_observations",
    ),
    example=(
        "SELECT price_basis, price_rank_in_basis, name_en, price_cny_per_kwh, price_period "
        "FROM mart.province_electricity WHERE price_basis IS NOT NULL ORDER BY ALL"
    ),
)


def _hubs() -> tuple[Column, ...]:
    cities = "ref.computing_hubs.city_adcodes"
    return (
        flag(
            "in_hub_city",
            "Whether the city holds a cluster of a national hub. A cluster is a part of its city.",
            lineage=(cities,),
        ),
        text(
            "hub_en",
            "National hubs of the city, separated by semicolons; null for none.",
            lineage=("ref.computing_hubs.hub_en", cities),
        ),
        text(
            "cluster_id",
            "Clusters of the city, separated by semicolons; null for none.",
            lineage=("ref.computing_hubs.cluster_id", cities),
        ),
    )


def _nearest_centre() -> tuple[Column, ...]:
    centres = "ref.demand_centres.adcode"
    return (
        text(
            "latency_zone",
            "Zone by the central round trip to the nearest demand centre.",
            vocabulary=v.LATENCY_ZONE,
            lineage=(centres, *_POINTS, _FIT),
        ),
        text(
            "nearest_centre_adcode",
            "Demand centre with the shortest round trip; the city itself where it is one.",
            pattern=f.ADCODE_PATTERN,
            references=centres,
            lineage=(centres, *_POINTS),
        ),
        text(
            "nearest_centre_en",
            "English name of that demand centre.",
            lineage=("ref.demand_centres.name_en",),
        ),
        number(
            "nearest_centre_km",
            "Great-circle distance to it.",
            decimals=1,
            unit="km",
            low=0,
            lineage=_POINTS,
        ),
        _ms("nearest_centre_rtt_ms", "Central round trip to it.", *_POINTS, _FIT),
        _ms(
            "nearest_centre_rtt_ms_p10",
            "Tenth percentile of that round trip; never below light in fibre.",
            *_POINTS,
            _FIT,
        ),
        _ms("nearest_centre_rtt_ms_p90", "Ninetieth percentile of it.", *_POINTS, _FIT),
    )


def _reach(limits: tuple[int, ...] = _REACH_LIMITS_MS) -> tuple[Column, ...]:
    kinds = (("population", "Residents"), ("urban_population", "Urban residents"))
    percentiles = (("_p10", "tenth percentile"), ("", "median"), ("_p90", "ninetieth percentile"))
    return tuple(
        integer(
            f"{kind}_{limit}ms{suffix}",
            f"{who} within {limit} ms round trip, {which}.",
            unit="persons",
            low=0,
            lineage=(f"ref.population.{kind}", *_POINTS, _FIT),
        )
        for kind, who in kinds
        for limit in limits
        for suffix, which in percentiles
    )


CITY_LATENCY = Table(
    "mart",
    "city_latency",
    "Whom each city reaches in how many milliseconds: nearest demand centre, zone, and residents "
    "of the mainland within 10, 20, 30 and 50 ms round trip. Computed from distance by the fit in "
    "mart.latency_fit, not measured. Mainland units without a census figure are left out of reach.",
    "one row per city: prefecture, county-level unit straight under a province, municipality, "
    "Hong Kong, Macau, Taiwan",
    ("city_adcode",),
    (
        f.CITY_ADCODE.but(references=f.DIVISION, lineage=("ref.divisions.adcode",)),
        f.PROVINCE_ADCODE.but(
            references=f.DIVISION, nullable=False, lineage=("ref.divisions.parent_adcode",)
        ),
        f.NAME_ZH.but(nullable=False, lineage=("ref.divisions.name_zh",)),
        f.NAME_EN.but(nullable=False, lineage=("ref.divisions.name_en",)),
        f.LATITUDE.but(lineage=(_POINTS[0],)),
        f.LONGITUDE.but(lineage=(_POINTS[1],)),
        f.POPULATION.but(
            description="Residents of the city, 2020 census; an undated figure for Hong Kong, "
            "Macau and Taiwan.",
            lineage=("ref.population.population",),
        ),
        f.URBAN_POPULATION.but(lineage=("ref.population.urban_population",)),
        flag(
            "is_demand_centre",
            "Whether the city is itself a demand centre.",
            nullable=False,
            lineage=("ref.demand_centres.adcode",),
        ),
        *_nearest_centre(),
        text(
            "latency_zone_p10",
            "Zone if the round trip is at its tenth percentile.",
            vocabulary=v.LATENCY_ZONE,
            lineage=(*_POINTS, _FIT),
        ),
        text(
            "latency_zone_p90",
            "Zone if the round trip is at its ninetieth percentile.",
            vocabulary=v.LATENCY_ZONE,
            lineage=(*_POINTS, _FIT),
        ),
        *_reach(),
        *_hubs(),
        text(
            "latency_reason",
            "Why the latency columns are null; null where they are not.",
            vocabulary=LATENCY_REASON,
            lineage=(*_POINTS, _FIT),
        ),
    ),
    reads=(
        "ref.divisions",
        "ref.population",
        "ref.demand_centres",
        "ref.computing_hubs",
        "mart.latency_fit",
    ),
    example=(
        "SELECT name_en, latency_zone, nearest_centre_en, nearest_centre_rtt_ms, "
        "urban_population_20ms_p10, urban_population_20ms, urban_population_20ms_p90 "
        "FROM mart.city_latency WHERE in_hub_city ORDER BY urban_population_20ms DESC"
    ),
)


def _inherited(columns: tuple[Column, ...], source: str, *more: str) -> tuple[Column, ...]:
    """The same columns, taken over from ``source`` (``schema.table``)."""
    return tuple(c.but(lineage=(f"{source}.{c.name}", *more)) for c in columns)


_COST: Final = (
    "mart.province_electricity.all_in_price_cny_per_kwh",
    "mart.province_electricity.pue",
    _TARIFFS,
    "ref.pue_observations.pue",
)

PROJECT_SITING = Table(
    "mart",
    "project_siting",
    "Each project with the price of electricity at its place, the yearly bill per MW of IT load, "
    "and whom it can reach. Latency is that of the city's seat.",
    "one row per project of core.projects, of any scope",
    ("project_id",),
    (
        f.PROJECT_ID.but(lineage=("core.projects.project_id",)),
        f.NAME_ZH.but(lineage=("core.projects.name_zh",)),
        f.NAME_EN.but(lineage=("core.projects.name_en",)),
        text(
            "scope",
            "Site, campus or programme.",
            vocabulary=v.SCOPE,
            lineage=("core.projects.scope",),
        ),
        f.PROVINCE_ADCODE.but(nullable=False, lineage=("core.projects.province_adcode",)),
        f.PROVINCE_EN.but(lineage=("core.projects.province_en",)),
        f.CITY_ADCODE.but(lineage=("core.projects.city_adcode",)),
        f.CITY_EN.but(lineage=("core.projects.city_en",)),
        f.LATITUDE.but(lineage=("core.projects.latitude",)),
        f.LONGITUDE.but(lineage=("core.projects.longitude",)),
        date("as_of", "Day for which the price was chosen.", nullable=False),
        text(
            "price_geography",
            "Place whose price it is.",
            vocabulary=PRICE_GEOGRAPHY,
            lineage=("ref.datacenter_tariffs.adcode", "mart.province_electricity.price_basis"),
        ),
        *_inherited(_chosen_price("place"), "mart.province_electricity", _TARIFFS),
        _price(
            "cost_price_cny_per_kwh",
            "Price behind the bill: the all-in price, else the energy price alone.",
            "mart.province_electricity.all_in_price_cny_per_kwh",
            _TARIFFS,
        ),
        number(
            "load_factor",
            "Average over rated IT load that the bill assumes.",
            decimals=2,
            unit="share",
            low=0,
            high=1,
            nullable=False,
        ),
        text("load_factor_basis", "Where the load factor comes from.", nullable=False),
        *_inherited(_pue("place"), "mart.province_electricity", "ref.pue_observations.pue"),
        *(
            number(
                f"electricity_cost_cny_per_mw_year{suffix}",
                words,
                decimals=0,
                unit="CNY per MW of IT load and year",
                low=0,
                lineage=_COST,
            )
            for suffix, words in (
                (
                    "",
                    "Yearly electricity bill: cost price x 8,760 h x 1,000 kW x load factor x "
                    "power usage effectiveness.",
                ),
                (
                    "_p10",
                    "The same at the tenth percentile of power usage effectiveness; null where "
                    "its spread is unknown. The price is held.",
                ),
                (
                    "_p90",
                    "The same at the ninetieth percentile of power usage effectiveness; null "
                    "where its spread is unknown. The price is held.",
                ),
            )
        ),
        *_inherited(_nearest_centre(), "mart.city_latency"),
        *_inherited(_reach((20,)), "mart.city_latency"),
        *_inherited(_hubs(), "mart.city_latency"),
        text(
            "latency_reason",
            "Why the latency columns are null; null where they are not.",
            vocabulary=LATENCY_REASON,
            lineage=("core.projects.city_adcode", "mart.city_latency.latency_reason"),
        ),
    ),
    reads=(
        "core.projects",
        "mart.province_electricity",
        "mart.city_latency",
        "ref.datacenter_tariffs",
        "ref.pue_observations",
    ),
    example=(
        "SELECT latency_zone, price_basis, count(*), "
        "median(electricity_cost_cny_per_mw_year) AS median_bill "
        "FROM mart.project_siting WHERE scope <> 'programme' GROUP BY ALL ORDER BY ALL"
    ),
)

LATENCY_FIT = Table(
    "mart",
    "latency_fit",
    "The fit of round trip on distance: its coefficients, its counts, and how each was obtained.",
    "one row per coefficient or count",
    ("coefficient",),
    (
        text("coefficient", "Name of the figure."),
        number(
            "value",
            "The figure, in ``unit``; null where the measurements are too few.",
            decimals=6,
            lineage=(_RTT, *_POINTS),
        ),
        text("unit", "Unit of the figure.", nullable=False),
        integer(
            "n_independent",
            "Independent observations behind it; null for a stated constant.",
            unit="observations",
            low=0,
            lineage=("ref.latency_measurements.measurement_id",),
        ),
        text("how_obtained", "How the figure was obtained.", nullable=False),
    ),
    reads=("ref.latency_measurements", "ref.divisions"),
    example="SELECT coefficient, value, unit, n_independent, how_obtained FROM mart.latency_fit",
)


def _end(side: str) -> tuple[Column, ...]:
    return (
        f.ADCODE.named(
            f"{side}_adcode",
            f"Division of the `{side}` end.",
            lineage=(f"ref.latency_measurements.{side}_adcode",),
        ),
        f.NAME_ZH.named(
            f"{side}_name_zh",
            f"Chinese name of the `{side}` end.",
            lineage=("ref.divisions.name_zh",),
        ),
        f.NAME_EN.named(
            f"{side}_name_en",
            f"English name of the `{side}` end.",
            lineage=("ref.divisions.name_en",),
        ),
        f.PROVINCE_ADCODE.named(
            f"{side}_province_adcode",
            f"Province of the `{side}` end.",
            lineage=("ref.divisions.parent_adcode",),
        ),
        f.LATITUDE.named(f"{side}_latitude", lineage=(_POINTS[0],)),
        f.LONGITUDE.named(f"{side}_longitude", lineage=(_POINTS[1],)),
    )


LATENCY_RESIDUALS = Table(
    "mart",
    "latency_residuals",
    "Every latency measurement with its part in the fit, the fitted value and the residual.",
    "one row per measurement",
    ("measurement_id",),
    (
        text(
            "measurement_id",
            "Identifier of the measurement.",
            references="ref.latency_measurements.measurement_id",
            lineage=("ref.latency_measurements.measurement_id",),
        ),
        *_end("from"),
        *_end("to"),
        text(
            "role",
            "Part of the measurement in the fit.",
            vocabulary=MEASUREMENT_ROLE,
            nullable=False,
            lineage=("ref.latency_measurements.use_in_fit", "ref.latency_measurements.bound"),
        ),
        text(
            "reason",
            "Why it is not a point of the fit; null where it is.",
            vocabulary=MEASUREMENT_REASON,
            lineage=("ref.latency_measurements.use_in_fit", "ref.latency_measurements.bound"),
        ),
        text(
            "observation_key",
            "Independent observation it belongs to: both directions of a pair on one kind of "
            "network share it, and so do the cities on which one regional figure was put. Null "
            "outside the fit.",
            lineage=("ref.latency_measurements.use_in_fit",),
        ),
        text(
            "network_class",
            "Kind of figure, from the shipped file.",
            lineage=("ref.latency_measurements.use_in_fit",),
        ),
        number(
            "distance_km",
            "Great-circle distance between the two points.",
            decimals=1,
            unit="km",
            low=0,
            lineage=_POINTS,
        ),
        number(
            "distance_gap_km",
            "That distance minus the one in the shipped file.",
            decimals=1,
            unit="km",
            lineage=(*_POINTS, "ref.latency_measurements.distance_km"),
        ),
        _ms("rtt_ms", "Measured or published round trip.", _RTT),
        _ms("fibre_limit_ms", "Round trip of light in fibre over the distance.", *_POINTS),
        _ms(
            "fitted_rtt_ms",
            "Round trip by the fit; null across the border or without a point.",
            *_POINTS,
            _RTT,
        ),
        _ms("fitted_rtt_ms_p10", "Tenth percentile by the fit.", *_POINTS, _RTT),
        _ms("fitted_rtt_ms_p90", "Ninetieth percentile by the fit.", *_POINTS, _RTT),
        number(
            "residual_ms",
            "Measured minus fitted; for points of the fit only.",
            decimals=2,
            unit="ms",
            lineage=(_RTT, *_POINTS),
        ),
        flag(
            "bound_holds",
            "Whether the fitted value keeps the bound; for checks only.",
            lineage=(_RTT, *_POINTS),
        ),
        f.SOURCE_TITLE.but(lineage=("ref.latency_measurements.source_title",)),
        f.SOURCE_URL.but(lineage=("ref.latency_measurements.source_url",)),
    ),
    reads=("ref.latency_measurements", "ref.divisions"),
    example=(
        "SELECT role, reason, count(*), avg(residual_ms) FROM mart.latency_residuals "
        "GROUP BY ALL ORDER BY ALL"
    ),
)

TABLES: Final[tuple[Table, ...]] = (
    PROVINCE_ELECTRICITY,
    LATENCY_FIT,
    LATENCY_RESIDUALS,
    CITY_LATENCY,
    PROJECT_SITING,
)
