"""Register rows and divisions for tests: one sound row, changed cell by cell."""

from datetime import date

import polars as pl

from dcpipeline.extract import Announcements, claims_from_register, read_announcements

FACTS_AS_OF = date(2026, 11, 21)

DIVISIONS = pl.DataFrame(
    [
        ("100000", "country", None, "中华人民共和国", "中国", "China", 39.9, 116.4),
        ("110000", "province", "100000", "北京市", "北京", "Beijing", 39.9075, 116.39723),
        ("340000", "province", "100000", "安徽省", "安徽", "Anhui", 31.86389, 117.28083),
        ("341300", "prefecture", "340000", "宿州市", "宿州", "Suzhou", 33.63611, 116.97889),
        ("620000", "province", "100000", "甘肃省", "甘肃", "Gansu", 36.05701, 103.83987),
        ("621000", "prefecture", "620000", "庆阳市", "庆阳", "Qingyang", 35.70918, 107.64243),
        ("420000", "province", "100000", "湖北省", "湖北", "Hubei", 30.58333, 114.26667),
        ("420100", "prefecture", "420000", "武汉市", "武汉", "Wuhan", 30.58333, 114.26667),
        ("429004", "county_direct", "420000", "仙桃市", "仙桃", "Xiantao", 30.36, 113.45),
    ],
    schema=[
        "adcode",
        "level",
        "parent_adcode",
        "name_zh",
        "short_zh",
        "name_en",
        "latitude",
        "longitude",
    ],
    orient="row",
).with_columns(name_fr=pl.lit(None, dtype=pl.String))

SOUND: dict[str, str | None] = {
    "announcement_id": "AN0000000001",
    "project_key": "gs-qingyang-x",
    "campus_key": None,
    "name_zh": "庆阳智算中心",
    "name_en": "Qingyang AI centre",
    "province_adcode": "620000",
    "city_adcode": "621000",
    "province_zh": "甘肃省",
    "province_en": "Gansu",
    "city_zh": "庆阳市",
    "city_en": "Qingyang",
    "district_zh": "西峰区",
    "operator": None,
    "event": "operational",
    "event_date": "2025-03",
    "event_date_precision": "month",
    "date_basis": "event",
    "phase": None,
    "compute_value": "13",
    "compute_unit": "EFLOPS",
    "compute_precision": "FP16",
    "compute_kind": "installed",
    "accelerator_count": None,
    "accelerator_model": None,
    "racks": None,
    "power_mw": None,
    "investment_cny_100m": None,
    "workload": "unknown",
    "ai_stated": "true",
    "scope": "site",
    "value_flag": None,
    "source_url": "https://news.example/a/1.html",
    "cited_url": None,
    "source_title": None,
    "source_publisher": "庆阳日报",
    "source_date": "2025-03-12",
    "source_language": "zh",
    "source_tier": "press",
    "confidence": "high",
    "evidence": "In service with over 13 EFLOPS.",
}


def register(*changes: dict[str, str | None]) -> pl.DataFrame:
    """Rows as they come out of the file; each gets its own identifier unless one is given."""
    rows = [
        SOUND | {"announcement_id": f"AN{number:010x}"} | change | {"file_line": number + 1}
        for number, change in enumerate(changes, start=1)
    ]
    schema = dict.fromkeys(SOUND, pl.String) | {"file_line": pl.Int64}
    return pl.DataFrame(rows, schema=schema)


def read(*changes: dict[str, str | None], as_of: date = FACTS_AS_OF) -> Announcements:
    """The rows, divided into good and refused."""
    return read_announcements(register(*changes), DIVISIONS, as_of=as_of, facts_as_of=FACTS_AS_OF)


def claims(
    *changes: dict[str, str | None], as_of: date = FACTS_AS_OF
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Claims of the rows, and those refused. All rows must be sound."""
    announcements = read(*changes)
    assert announcements.rejects.is_empty(), announcements.rejects["reason"].to_list()
    return claims_from_register(announcements.good, as_of=as_of, facts_as_of=FACTS_AS_OF)


def the_claim(frame: pl.DataFrame, name: str) -> dict[str, object]:
    """The only claim on a property."""
    return frame.filter(pl.col("property") == name).row(0, named=True)
