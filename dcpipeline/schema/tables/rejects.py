"""What was refused, why and from where."""

from typing import Final

from dcpipeline.schema import fields as f
from dcpipeline.schema.column import instant, integer, text
from dcpipeline.schema.table import Table

REASON = text("reason", "Why it was refused, in words.", nullable=False)

ANNOUNCEMENTS = Table(
    "rejects",
    "announcements",
    "Register rows that were refused. The run goes on without them; nothing is dropped unseen.",
    "one row per refused register row",
    ("file", "line"),
    (
        text("file", "File below data/."),
        integer("line", "Line of the row in that file."),
        text("announcement_id", "Identifier as written, cut at 200 characters."),
        REASON,
        text("content", "The row as JSON, each cell cut at 200 characters.", nullable=False),
    ),
)

CLAIMS = Table(
    "rejects",
    "claims",
    "Claims that were refused although the row they come from is sound.",
    "one row per refused claim",
    ("claim_id",),
    (
        text("claim_id", "Identifier the claim would have had."),
        text("announcement_id", "Register row it comes from; null for pages."),
        text("capture_id", "Capture it comes from; null for register rows."),
        text("extractor_version", "Version of the rules that read it.", nullable=False),
        text("property", "What it is about."),
        text("value_text", "The value as written."),
        REASON,
        f.SOURCE_URL,
    ),
)

FETCHES = Table(
    "rejects",
    "fetches",
    "Requests that ended without a capture, each with its reason. Nothing is dropped unseen.",
    "one row per refused or failed request",
    ("source_id", "url", "fetched_at"),
    (
        text("source_id", "Source for which it was asked."),
        text("url", "Address that was asked."),
        instant("fetched_at", "When it ended, UTC."),
        text("final_url", "Address at which it ended, behind redirects.", nullable=False),
        text("code", "Reason, by its name.", nullable=False),
        REASON,
    ),
    example="SELECT source_id, code, count(*) FROM rejects.fetches GROUP BY ALL ORDER BY 3 DESC",
)

TABLES: Final = (ANNOUNCEMENTS, CLAIMS, FETCHES)
