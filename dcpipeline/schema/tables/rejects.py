"""What was refused, why and from where."""

from typing import Final

from dcpipeline.schema import fields as f
from dcpipeline.schema.column import integer, text
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
        text("announcement_id", "Register row it comes from."),
        text("property", "What it is about."),
        text("value_text", "The value as written."),
        REASON,
        f.SOURCE_URL,
    ),
)

TABLES: Final = (ANNOUNCEMENTS, CLAIMS)
