"""Names, operator, scope, campus, place and other words of a project."""

from typing import Final

import polars as pl

from dcpipeline.resolve.facts import STATE, elect, facts_of

# The best tier speaks; among its claims the newest.
BEST_TIER_THEN_NEWEST: Final = (("tier_rank", False), ("published_on", True), ("event_on", True))
# What a reader concluded gives way to what anybody said.
SAID_BEFORE_INFERRED: Final = (("is_inferred", False), *BEST_TIER_THEN_NEWEST)
RULE: Final = "best_tier_then_newest"
# Column of core.projects by property.
TEXTS: Final = {
    "name_zh": "name_zh",
    "name_en": "name_en",
    "operator": "operator",
    "scope": "scope",
    "campus": "campus_id",
    "workload": "workload",
    "accelerator_model": "accelerator_model",
}


def description_facts(claims: pl.DataFrame, divisions: pl.DataFrame) -> list[pl.DataFrame]:
    """Facts of all columns that hold words or places.

    Args:
        claims: ``core.claims`` with ``STATE`` and ``tier_rank``.
        divisions: ``ref.divisions``.
    """
    facts = []
    for name, column in TEXTS.items():
        told = _about(claims, name).with_columns(is_inferred=pl.col("assertion") == "inferred")
        votes = elect(told, STATE, SAID_BEFORE_INFERRED, RULE)
        facts += facts_of(votes, {column: pl.col("value_text")})
    return facts + _ai_facts(claims) + _place_facts(claims, divisions)


def _about(claims: pl.DataFrame, name: str) -> pl.DataFrame:
    return claims.filter(pl.col("property") == name)


def _ai_facts(claims: pl.DataFrame) -> list[pl.DataFrame]:
    """True when any claim says so: a source that is silent on AI does not deny it."""
    said = _about(claims, "ai_stated").with_columns(is_true=pl.col("value_text") == "true")
    order = (("is_true", True), *BEST_TIER_THEN_NEWEST)
    return facts_of(elect(said, STATE, order, "any_true"), {"ai_stated": pl.col("value_text")})


def _place_facts(claims: pl.DataFrame, divisions: pl.DataFrame) -> list[pl.DataFrame]:
    """The province of the preferred claim; the city of the best claim that names one inside it."""
    placed = _with_province(_about(claims, "place"), divisions)
    provinces = elect(placed, STATE, BEST_TIER_THEN_NEWEST, RULE)
    chosen = provinces.filter(pl.col("role") == "used").select(
        *STATE, chosen_province="province_adcode"
    )
    cities = placed.filter(pl.col("city_adcode").is_not_null()).join(
        chosen, on=STATE, how="inner", validate="m:1"
    )
    inside = pl.col("province_adcode") == pl.col("chosen_province")
    elected = elect(cities.filter(inside), STATE, BEST_TIER_THEN_NEWEST, RULE)
    outside = cities.filter(~inside).with_columns(
        role=pl.lit("outvoted"), rule=pl.lit("city_outside_the_province")
    )
    votes = pl.concat([elected, outside])
    names = {"province_adcode": pl.col("province_adcode"), "province_en": pl.col("province_en")}
    city = {"city_adcode": pl.col("city_adcode"), "city_en": pl.col("city_en")}
    seat = {"latitude": pl.col("latitude"), "longitude": pl.col("longitude")}
    of_seat = votes.with_columns(rule=pl.lit("seat_of_city"))
    return facts_of(provinces, names) + facts_of(votes, city) + facts_of(of_seat, seat)


def _with_province(claims: pl.DataFrame, divisions: pl.DataFrame) -> pl.DataFrame:
    """Claims with the province and city of their place.

    A province without prefectures, such as Beijing, is its own city. A claim whose code is not a
    province or city gets nulls and fills no cell.
    """
    parents = divisions.filter(pl.col("level") == "prefecture")["parent_adcode"].unique()
    is_province = pl.col("level") == "province"
    is_city = pl.col("level").is_in(["prefecture", "county_direct"])
    is_both = is_province & ~pl.col("adcode").is_in(parents.implode())
    places = divisions.select(
        place_adcode="adcode",
        province_adcode=pl.when(is_province).then("adcode").when(is_city).then("parent_adcode"),
        city_adcode=pl.when(is_city | is_both).then("adcode"),
        city_en=pl.when(is_city | is_both).then("name_en"),
        latitude=pl.when(is_city | is_both).then("latitude"),
        longitude=pl.when(is_city | is_both).then("longitude"),
    )
    names = divisions.select(province_adcode="adcode", province_en="name_en")
    return claims.join(places, on="place_adcode", how="left", validate="m:1").join(
        names, on="province_adcode", how="left", validate="m:1"
    )
