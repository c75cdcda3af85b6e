"""Raw tables: what the sources said, as received."""

from typing import Final

from dcpipeline.schema import fields as f
from dcpipeline.schema import vocabularies as v
from dcpipeline.schema.column import flag, instant, integer, number, text
from dcpipeline.schema.table import Table

ANNOUNCEMENTS = Table(
    "raw",
    "announcements",
    "The register: announced projects and reported events, each row from one source.",
    "one row per project, reported event and source",
    ("announcement_id",),
    (
        text("announcement_id", "Identifier; a correction keeps it.", pattern="AN[0-9a-f]{10}"),
        text(
            "project_key",
            "Key under which the register keeps its rows of one project: a judgement of who "
            "compiled it, see core.judgements.",
        ),
        text("campus_key", "Campus that separate projects share."),
        f.NAME_ZH,
        f.NAME_EN.but(description="English working label."),
        f.PROVINCE_ADCODE.required(),
        f.CITY_ADCODE,
        text("province_zh", "Chinese name of the province, as in the register."),
        f.PROVINCE_EN,
        text("city_zh", "Chinese name of the city, as in the register."),
        f.CITY_EN,
        text("district_zh", "County, district or zone as written."),
        text("operator", "Owner, builder or operator, separated by semicolons."),
        text("event", "What is reported.", vocabulary=v.EVENT, nullable=False),
        text("event_date", "Date of the event or report, with the precision known."),
        text(
            "event_date_precision",
            "Precision of that date.",
            vocabulary=v.DATE_PRECISION,
            nullable=False,
        ),
        text("date_basis", "What the date dates.", vocabulary=v.EVENT_BASIS),
        text("phase", "Phase or building, as written."),
        number("compute_value", "Claimed compute, in its unit.", decimals=4, low=0),
        text(
            "compute_unit",
            "Unit of the claimed compute.",
            vocabulary={"PFLOPS": "10^15 operations per second", "EFLOPS": "1,000 PFLOPS"},
        ),
        text("compute_precision", "Precision of the figure.", vocabulary=v.COMPUTE_PRECISION),
        text("compute_kind", "Planned or installed.", vocabulary=v.BASIS),
        integer("accelerator_count", "Accelerator cards.", unit="cards", low=0),
        text("accelerator_model", "Model of the cards, as written."),
        integer("racks", "Cabinets or standard racks.", unit="racks", low=0),
        number("power_mw", "IT load where stated.", decimals=3, unit="MW", low=0),
        number(
            "investment_cny_100m",
            "Investment, whole project unless flagged.",
            decimals=4,
            unit="100 million CNY",
            low=0,
        ),
        text("workload", "Training or inference.", vocabulary=v.WORKLOAD, nullable=False),
        flag("ai_stated", "Whether the source speaks of AI computing.", nullable=False),
        text("scope", "Site, campus or programme.", vocabulary=v.SCOPE, nullable=False),
        text("value_flag", "Codes of doubts about the figures, separated by semicolons."),
        f.SOURCE_URL,
        text("cited_url", "Original cited by a third-party data set, not opened."),
        f.SOURCE_TITLE,
        text("source_publisher", "Who published it."),
        text("source_date", "Date printed by the source, with the precision known."),
        text("source_language", "Language of the source."),
        f.SOURCE_TIER.required(),
        text("confidence", "Given when the row was read.", vocabulary=v.CONFIDENCE),
        text("evidence", "What the source says, in our own words.", nullable=False),
        integer("file_line", "Line of the row in its file.", reading="absent", nullable=False),
    ),
    source_file="register/announcements.csv",
    reads=("ref.divisions",),
    example="SELECT source_tier, count(*) FROM raw.announcements GROUP BY ALL ORDER BY 2 DESC",
)

CAPTURES = Table(
    "raw",
    "captures",
    "Every answer of a source that was kept: the receipt of its bytes in the archive. The bytes "
    "and the text read from them stay in the archive.",
    "one row per capture",
    ("capture_id",),
    (
        text("capture_id", "Identifier: digest of address, instant and bytes."),
        text("source_id", "Source for which it was fetched, see meta.sources.", nullable=False),
        text("role", "What it was fetched for.", vocabulary=v.CAPTURE_ROLE, nullable=False),
        text("url", "Address that was asked.", nullable=False),
        text("final_url", "Address that answered, behind redirects.", nullable=False),
        instant("fetched_at", "When it was received, UTC.", nullable=False),
        integer("status", "HTTP status of the answer.", nullable=False),
        text("content_type", "Type that the answer states."),
        text("charset", "Encoding that the answer states."),
        integer("body_bytes", "Size, unpacked.", unit="bytes", low=0, nullable=False),
        integer("wire_bytes", "Size as sent.", unit="bytes", low=0, nullable=False),
        text("sha256", "Digest of the unpacked bytes.", nullable=False),
        text("etag", "Version tag that the answer states."),
        text("last_modified", "Date of last change that the answer states."),
        text("revisit_of", "Earlier capture with the same bytes, which are kept there."),
        text("warc_file", "File in the archive that holds the record.", nullable=False),
        integer("warc_offset", "Where the record begins.", unit="bytes", low=0, nullable=False),
    ),
    example="SELECT source_id, status, count(*) FROM raw.captures GROUP BY ALL ORDER BY 3 DESC",
)

TABLES: Final = (ANNOUNCEMENTS, CAPTURES)
