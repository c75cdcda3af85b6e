"""Latency of cities."""

import numpy as np
import polars as pl
import pytest

from dcpipeline.schema import table
from dcpipeline.siting import LatencyFit, city_latency, fit_latency, urban_population_within
from dcpipeline.siting.latency import zone
from dcpipeline_tests.siting.conftest import Facts
from dcpipeline_tests.siting.frames import divisions, measurements, nothing, province, rows_of

FIT = pl.DataFrame(
    {
        "coefficient": ["slope", "slope_sd", "band", "access_delay", "fibre_limit"],
        "value": [0.02, 0.001, 8.0, 1.0, 0.0098],
    }
)
# On one meridian, one degree = 111.2 km = 2.22 ms: the centre, 4 degrees off, 10, 20 degrees off.
CITIES = divisions(
    province("420000", latitude=30.0, longitude=110.0),
    {"adcode": "420100", "name_en": "Centre", "latitude": 30.0, "longitude": 110.0},
    {"adcode": "420200", "name_en": "Near", "latitude": 34.0, "longitude": 110.0},
    {"adcode": "420300", "name_en": "Far", "latitude": 40.0, "longitude": 110.0},
    {"adcode": "420400", "name_en": "Remote", "latitude": 50.0, "longitude": 110.0},
    {"adcode": "420500", "name_en": "Pointless"},
    province("810000", name_en="Hong Kong", latitude=30.0, longitude=111.0),
)


def population(**residents: int) -> pl.DataFrame:
    rows = [
        {"adcode": code.removeprefix("a"), "population": n, "urban_population": n // 2}
        for code, n in residents.items()
    ]
    return rows_of(table("ref.population"), rows)


def centres(*codes: str) -> pl.DataFrame:
    rows = [{"adcode": c, "name_zh": "心", "name_en": c, "urban_population": 1} for c in codes]
    return rows_of(table("ref.demand_centres"), rows)


def hubs(*rows: tuple[str, str, str | None]) -> pl.DataFrame:
    names = ("cluster_id", "hub_en", "city_adcodes")
    return rows_of(
        table("ref.computing_hubs"), [dict(zip(names, row, strict=True)) for row in rows]
    )


PEOPLE = population(a420100=6_000_000, a420200=1_000_000, a420300=2_000_000, a810000=7_000_000)


def latency(
    demand: pl.DataFrame | None = None,
    hub_rows: pl.DataFrame | None = None,
    fit: pl.DataFrame = FIT,
) -> dict[str, dict[str, object]]:
    frame = city_latency(
        CITIES,
        PEOPLE,
        centres("420100") if demand is None else demand,
        nothing("computing_hubs") if hub_rows is None else hub_rows,
        fit,
    )
    return {str(row["name_en"]): row for row in frame.to_dicts()}


def test_nearest_centre_and_zone_by_hand() -> None:
    found = latency()
    assert found["Centre"]["latency_zone"] == "metro"
    assert found["Centre"]["nearest_centre_rtt_ms"] == 1.0
    near = found["Near"]  # 1 + 0.02 x 444.8 = 9.90 ms, band 8 x sqrt(0.4448) = 5.34 ms
    assert near["nearest_centre_km"] == pytest.approx(444.8, abs=0.05)
    assert near["nearest_centre_rtt_ms"] == pytest.approx(9.90, abs=0.006)
    assert near["nearest_centre_rtt_ms_p10"] == pytest.approx(4.56, abs=0.006)
    assert near["nearest_centre_rtt_ms_p90"] == pytest.approx(15.23, abs=0.006)
    assert (near["latency_zone"], near["latency_zone_p90"]) == ("le_10_ms", "le_20_ms")
    assert found["Far"]["latency_zone"] == "le_30_ms"  # 1,112 km, 23.2 ms
    assert found["Remote"]["latency_zone"] == "gt_30_ms"  # 2,224 km, 45.5 ms


def test_a_centre_is_nearest_to_itself_even_when_another_shares_its_point() -> None:
    twins = pl.concat(
        [CITIES, divisions({"adcode": "420001", "latitude": 30.0, "longitude": 110.0})]
    )
    frame = city_latency(twins, PEOPLE, centres("420001", "420100"), nothing("computing_hubs"), FIT)
    own = frame.filter(pl.col("is_demand_centre"))
    assert own["city_adcode"].to_list() == own["nearest_centre_adcode"].to_list()


def test_across_the_border_and_without_a_point_there_is_a_reason_and_nothing_else() -> None:
    found = latency()
    for name, reason in (("Hong Kong", "cross_border"), ("Pointless", "no_coordinates")):
        row = found[name]
        assert row["latency_reason"] == reason
        assert row["latency_zone"] is row["nearest_centre_rtt_ms"] is None
        assert row["population_50ms"] is row["urban_population_20ms_p90"] is None
    # its residents are in nobody's reach, though it is nearer than Near
    assert found["Centre"]["population_50ms_p90"] == 9_000_000


def test_a_centre_across_the_border_serves_nobody() -> None:
    found = latency(centres("810000"))
    assert found["Near"]["latency_reason"] == "no_demand_centre"
    assert latency(centres("810000", "420300"))["Near"]["nearest_centre_adcode"] == "420300"


@pytest.mark.parametrize("demand", [centres(), centres("999999"), centres("420000")])
def test_no_centre_among_the_cities(demand: pl.DataFrame) -> None:
    found = latency(demand)
    assert found["Centre"]["latency_reason"] == "no_demand_centre"
    assert found["Centre"]["latency_zone"] is found["Centre"]["nearest_centre_km"] is None
    assert found["Centre"]["population_50ms_p90"] == 9_000_000  # whom it reaches is still known


def test_without_a_fit_there_is_no_latency() -> None:
    none = fit_latency(measurements(), CITIES).coefficients
    found = latency(fit=none)
    assert found["Centre"]["latency_reason"] == "no_fit"
    assert found["Centre"]["population_20ms"] is None


def test_province_rows_are_not_counted_beside_their_cities() -> None:
    people = pl.concat([PEOPLE, population(a420000=9_000_000)])
    frame = city_latency(CITIES, people, centres("420100"), nothing("computing_hubs"), FIT)
    assert "420000" not in frame["city_adcode"].to_list()
    assert frame["population_50ms_p90"].max() == 9_000_000


def test_hubs_of_a_city_are_listed() -> None:
    rows = hubs(("b", "Hub Two", "420100; 420200"), ("a", "Hub One", "420100"), ("c", "Hub", None))
    found = latency(hub_rows=rows)
    assert (found["Centre"]["cluster_id"], found["Centre"]["hub_en"]) == ("a;b", "Hub One;Hub Two")
    assert (found["Near"]["cluster_id"], found["Near"]["in_hub_city"]) == ("b", True)
    assert (found["Far"]["cluster_id"], found["Far"]["in_hub_city"]) == (None, False)


def test_empty_reference_tables_give_an_empty_table() -> None:
    names = ("divisions", "population", "demand_centres", "computing_hubs")
    assert len(city_latency(*(nothing(name) for name in names), FIT)) == 0


@pytest.mark.parametrize(
    ("rtt", "inside", "expected"),
    [
        (1.0, True, "metro"),
        (10.0, False, "le_10_ms"),
        (10.01, False, "le_20_ms"),
        (20.0, False, "le_20_ms"),
        (30.0, False, "le_30_ms"),
        (30.01, False, "gt_30_ms"),
        (None, True, None),
    ],
)
def test_zone_limits(rtt: float | None, inside: bool, expected: str | None) -> None:
    frame = pl.DataFrame({"rtt": [rtt], "inside": [inside]}, schema_overrides={"rtt": pl.Float64})
    assert frame.select(zone(pl.col("rtt"), pl.col("inside"))).item() == expected


def test_shipped_cities(shipped_cities: pl.DataFrame, facts: Facts) -> None:
    rows = {row["city_adcode"]: row for row in shipped_cities.to_dicts()}
    # 333 prefectures, 32 county-level units, 4 municipalities, Hong Kong, Macau, Taiwan
    assert len(rows) == 333 + 32 + 4 + 3
    assert sum(row["latency_zone"] == "metro" for row in rows.values()) == 38
    assert rows["621000"]["nearest_centre_en"] == "Xi'an"
    assert rows["130700"]["cluster_id"] == "zhangjiakou"
    assert rows["150900"]["hub_en"] == "Inner Mongolia"
    assert {c for c, r in rows.items() if r["latency_reason"]} == {"710000", "810000", "820000"}
    # nobody is counted twice: the cities of the mainland sum to the nation
    nation = facts["population"].filter(pl.col("adcode") == "100000")["population"].item()
    mainland = shipped_cities.filter(pl.col("latency_reason").is_null())
    assert mainland["population"].sum() == nation
    assert mainland["population_50ms_p90"].max() <= nation


def test_shipped_reach_is_ordered_and_monotone(shipped_cities: pl.DataFrame) -> None:
    known = shipped_cities.filter(pl.col("latency_reason").is_null())
    for kind in ("population", "urban_population"):
        previous = {"_p10": 0, "": 0, "_p90": 0}
        for limit in (10, 20, 30, 50):
            low, middle, high = (known[f"{kind}_{limit}ms{end}"] for end in previous)
            assert (low <= middle).all() and (middle <= high).all()
            for end in previous:
                now = known[f"{kind}_{limit}ms{end}"]
                assert (now >= previous[end]).all()
                previous[end] = now
    own = known[["urban_population"]].fill_null(0)["urban_population"]
    assert (known["urban_population_10ms_p10"] >= own).all()


def test_no_shipped_city_beats_light(shipped_cities: pl.DataFrame) -> None:
    known = shipped_cities.filter(pl.col("latency_reason").is_null())
    fastest = known["nearest_centre_rtt_ms_p10"]
    assert (fastest >= 0.0098 * known["nearest_centre_km"] - 0.006).all()
    assert (fastest <= known["nearest_centre_rtt_ms"]).all()
    assert (known["nearest_centre_rtt_ms"] <= known["nearest_centre_rtt_ms_p90"]).all()


def test_row_order_changes_nothing(
    facts: Facts, shipped_cities: pl.DataFrame, shipped_fit: LatencyFit
) -> None:
    names = ("divisions", "population", "demand_centres", "computing_hubs")
    shuffled = [facts[name].sample(fraction=1.0, shuffle=True, seed=8) for name in names]
    fit = shipped_fit.coefficients.sample(fraction=1.0, shuffle=True, seed=9)
    assert city_latency(*shuffled, fit).equals(shipped_cities)


def test_array_for_the_risk_model(shipped_cities: pl.DataFrame) -> None:
    array = urban_population_within(shipped_cities)
    assert len(array) == len(shipped_cities)
    assert np.isnan(array).sum() == 3
