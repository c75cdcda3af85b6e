"""Reads one HTML page that somebody saved."""

import html
import re
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from dcpipeline.archive.coding import CodingError, inflate_members
from dcpipeline.archive.imported import BadRecord, ImportedPage

LIMIT = 32 << 20
_HEAD = 1 << 16
_LINK = re.compile(rb"<link\b[^>]{0,4000}>", re.IGNORECASE)
_CANONICAL = re.compile(rb"""\brel\s*=\s*["']?canonical\b""", re.IGNORECASE)
_HREF = re.compile(rb"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.IGNORECASE)
# Internet Explorer, Chrome and Firefox write "saved from url=(0023)https://..."; SingleFile writes
# "url: https://..." in a comment that names it
_SAVED_FROM = (
    re.compile(rb"<!--\s*saved from url=\(\d+\)\s*(\S+)\s*-->", re.IGNORECASE),
    re.compile(rb"<!--\s*Page saved with SingleFile\s+url:\s*(\S+)", re.IGNORECASE),
)
_ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)


def read_saved_page(path: Path, name: str) -> ImportedPage | BadRecord:
    """The page in a file, gzipped or not.

    Its address is the one that the browser noted when it saved the page, else the canonical link
    of the page, else ``file:`` and the name. It was fetched when the file was last changed.

    Args:
        path: the file.
        name: its path relative to what was given, with slashes.

    Raises:
        OSError: the file cannot be read.
    """
    with path.open("rb") as file:
        content = file.read(LIMIT + 1)
    if len(content) > LIMIT:
        return BadRecord(name, 0, f"the file is larger than {LIMIT:,} bytes")
    if content.startswith(b"\x1f\x8b"):
        try:
            content = inflate_members(content, LIMIT)
        except CodingError as error:
            return BadRecord(name, 0, str(error))
    if not content:
        return BadRecord(name, 0, "the file is empty")
    moment = datetime.fromtimestamp(int(path.stat().st_mtime), UTC).replace(tzinfo=None)
    return ImportedPage(
        url=address(content) or f"file:{quote(name, errors='replace')}",
        fetched_at=moment,
        status=200,
        content_type="text/html",
        charset=None,
        body=content,
        headers=(),
        where=f"{name}@0",
    )


def address(content: bytes) -> str | None:
    """The address that a saved page states in its first 64 KiB; null when it states none."""
    head = content[:_HEAD]
    stated = [found[1] for pattern in _SAVED_FROM if (found := pattern.search(head))]
    return next((url for value in [*stated, *_canonical(head)] if (url := _absolute(value))), None)


def _canonical(head: bytes) -> list[bytes]:
    tags = (tag for tag in _LINK.findall(head) if _CANONICAL.search(tag))
    found = (_HREF.search(tag) for tag in tags)
    return [match[1] or match[2] or match[3] or b"" for match in found if match]


def _absolute(value: bytes) -> str | None:
    try:
        text = value.decode("utf-8")
    except UnicodeDecodeError:
        text = value.decode("latin-1")
    url = html.unescape(text).strip()
    return url if _ADDRESS.fullmatch(url) else None
