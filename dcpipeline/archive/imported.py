"""What an import brings."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ImportedPage:
    """A page from somebody else's archive.

    Attributes:
        url: its address; a ``file:`` pseudo address when the page does not tell.
        fetched_at: when it was saved, UTC without zone, whole seconds.
        status: HTTP status; 200 for what is not HTTP.
        content_type: media type, lower case, if known.
        charset: charset that the header names, lower case, if any.
        body: content, all codings undone.
        headers: HTTP headers as they were stored; empty for what is not HTTP.
        where: file and offset, for a person: ``name.warc.gz@1234``.
    """

    url: str
    fetched_at: datetime
    status: int
    content_type: str | None
    charset: str | None
    body: bytes
    headers: tuple[tuple[str, str], ...]
    where: str


@dataclass(frozen=True, slots=True)
class BadRecord:
    """Something that could not be imported.

    Attributes:
        path: file, relative to what was given.
        offset: where it begins in the file, in bytes.
        reason: why, for a person.
    """

    path: str
    offset: int
    reason: str
