"""What was received, kept as it was received: WARC files and an index of receipts.

Belongs here: writing and reading WARC 1.1, the index ``captures.sqlite`` with its receipts,
refusals, readings and rounds, repair after a crash, the import of foreign archives and saved pages.

Does not belong here: asking sites for anything (``fetch``), which addresses a source has
(``sources``), decoding bytes to text and reading claims (``extract``); the archive hands out bytes
and does not look into the claims of a reading.
"""

from dcpipeline.archive.archive import INDEX, Archive
from dcpipeline.archive.errors import (
    ArchiveError,
    ArchiveLockedError,
    ArchiveWriteError,
    DamagedCaptureError,
    ImportPathError,
    MissingArchiveError,
    UnknownCaptureError,
)
from dcpipeline.archive.imported import BadRecord, ImportedPage
from dcpipeline.archive.imports import Pages, read_pages
from dcpipeline.archive.rows import Reading, Receipt, Round, StoredRefusal, capture_id
from dcpipeline.archive.verify import Problem

__all__ = [
    "INDEX",
    "Archive",
    "ArchiveError",
    "ArchiveLockedError",
    "ArchiveWriteError",
    "BadRecord",
    "DamagedCaptureError",
    "ImportPathError",
    "ImportedPage",
    "MissingArchiveError",
    "Pages",
    "Problem",
    "Reading",
    "Receipt",
    "Round",
    "StoredRefusal",
    "UnknownCaptureError",
    "capture_id",
    "read_pages",
]
