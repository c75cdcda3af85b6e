"""Columns that stand in many tables: one name, one meaning, one unit."""

from dcpipeline.schema import vocabularies as v
from dcpipeline.schema.column import Column, date, integer, number, text

ADCODE_PATTERN = r"\d{6}"
DIVISION = "ref.divisions.adcode"

ADCODE = text(
    "adcode",
    "Six-digit code of the administrative division.",
    pattern=ADCODE_PATTERN,
    references=DIVISION,
)
PROVINCE_ADCODE = ADCODE.named("province_adcode", "Six-digit code of the province-level unit.")
CITY_ADCODE = ADCODE.named(
    "city_adcode",
    "Six-digit code of the prefecture-level unit; of the province for municipalities.",
)
PROVINCE_EN = text("province_en", "English name of the province-level unit.")
CITY_EN = text("city_en", "English name of the city.")
NAME_ZH = text("name_zh", "Chinese name.")
NAME_EN = text("name_en", "English name.")
LATITUDE = number("latitude", "Latitude, WGS84.", decimals=5, unit="degrees", low=-90, high=90)
LONGITUDE = number("longitude", "Longitude, WGS84.", decimals=5, unit="degrees", low=-180, high=180)
PROJECT_ID = text(
    "project_id", "Lasting identifier of the project.", references="core.projects.project_id"
)
CLAIM_ID = text("claim_id", "Identifier of the claim.", references="core.claims.claim_id")
SOURCE_URL = text("source_url", "Address that was read; null where none is recorded.")
SOURCE_TITLE = text("source_title", "Title of the page or notice, or a short label.")
SOURCE_TIER = text("source_tier", "How near the source is to the fact.", vocabulary=v.SOURCE_TIER)
STALE_SOURCES = text(
    "stale_sources",
    "Live sources behind its projects that failed or are overdue, separated by semicolons; null "
    "where all are well. Their earlier claims stay in use.",
    lineage=("meta.sources.health", "core.claims.source_id"),
)
# What tables with that column read.
STALE_READS = ("core.projects", "core.project_facts", "core.claims", "meta.sources")
SOURCE_DATE = date(
    "source_on",
    "Date printed by the source; first day of the stated period.",
    csv="source_date",
    reading="period_start",
)
NOTE = text("note", "Remark of the compilers.")
AS_OF = date("as_of", "Day for which the figure holds.")
RIGHTS = text("rights", "What may be done with the row.", vocabulary=v.RIGHTS, nullable=False)
POPULATION = integer("population", "Residents, 2020 census.", unit="persons", low=0)
URBAN_POPULATION = integer(
    "urban_population", "Urban residents, 2020 census.", unit="persons", low=0
)


def stated_as_of(csv: str = "as_of", meaning: str = "the figure") -> tuple[Column, Column]:
    """Two columns for a date of stated precision: ``as_of`` and ``as_of_precision``."""
    return (
        date(
            "as_of",
            f"Date of {meaning}; first day of the stated period.",
            csv=csv,
            reading="period_start",
        ),
        text(
            "as_of_precision",
            "How precisely that date is known.",
            csv=csv,
            reading="precision",
            vocabulary=v.DATE_PRECISION,
        ),
    )
