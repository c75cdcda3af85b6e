"""Small frames of the declared shape: name what matters, the rest is null or plain."""

from datetime import date
from typing import Any

import polars as pl
from hypothesis import settings

from dcpipeline.schema import Table, table

AS_OF = date(2026, 11, 22)

UNHURRIED = settings(deadline=None)
"""Property tests take the time they take: a busy machine is no failure."""


def rows_of(declared: Table, rows: list[dict[str, Any]]) -> pl.DataFrame:
    """A frame of the table with the given cells; all others are null."""
    return pl.DataFrame(
        [{name: row.get(name) for name in declared.column_names} for row in rows],
        schema={column.name: column.kind.polars for column in declared},
    )


def divisions(*rows: dict[str, Any]) -> pl.DataFrame:
    plain = {"level": "prefecture", "name_zh": "某", "name_en": "Place"}
    return rows_of(table("ref.divisions"), [{**plain, **row} for row in rows])


def province(adcode: str, **more: Any) -> dict[str, Any]:
    return {"adcode": adcode, "level": "province", "parent_adcode": "100000", **more}


def price(price_id: str, value: float, **more: Any) -> dict[str, Any]:
    """A two-part 110 kV purchase price of January 2026 in Hubei, unless told otherwise."""
    period = more.pop("period", "2026-01")
    plain = {
        "adcode": "420000",
        "price_type": "grid_purchase_agent",
        "tariff_structure": "two_part",
        "voltage": "110kV",
        "quality": "low",
        "period": period,
        "period_start_on": date.fromisoformat(f"{period}-01-01"[:10]),
    }
    return {"price_id": price_id, "price_cny_per_kwh": value, **plain, **more}


def prices(*rows: dict[str, Any]) -> pl.DataFrame:
    return rows_of(table("ref.electricity_prices"), list(rows))


def tariff(value: float | None, **more: Any) -> dict[str, Any]:
    """A reported price of 2026 in Hubei, unless told otherwise."""
    start = more.pop("start", date(2026, 1, 1))
    plain = {
        "adcode": "420000",
        "site": "Zone",
        "kind": "reported_price",
        "period": start.isoformat(),
        "period_start_on": start,
    }
    return {"price_cny_per_kwh": value, **plain, **more}


def tariffs(*rows: dict[str, Any]) -> pl.DataFrame:
    return rows_of(table("ref.datacenter_tariffs"), list(rows))


def nothing(name: str) -> pl.DataFrame:
    return rows_of(table(f"ref.{name}"), [])


def measurement(number: int, a: str, b: str, rtt: float, **more: Any) -> dict[str, Any]:
    plain = {
        "measurement_id": f"LM{number:04d}",
        "from_adcode": a,
        "to_adcode": b,
        "rtt_ms": rtt,
        "bound": "=",
        "use_in_fit": "internet",
        "expanded_from_region": False,
        "source_url": f"https://example.org/{number}",
    }
    return {**plain, **more}


def measurements(*rows: dict[str, Any]) -> pl.DataFrame:
    return rows_of(table("ref.latency_measurements"), list(rows))
