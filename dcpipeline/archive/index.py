"""``captures.sqlite``: the index of the WARC files, and the readings of captures.

Explicit transactions only. The write-ahead log lets readers work while the writer writes. It is
not forced to disk at each commit: what a power failure takes from it is rebuilt from the WARC
files, which are; only the newest readings may have to be made again.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import astuple, fields
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar, cast

from dcpipeline.archive.errors import ArchiveError, MissingArchiveError
from dcpipeline.archive.rows import (
    REVISITING,
    CaptureRow,
    Reading,
    Receipt,
    Round,
    StoredRefusal,
    storable,
)

USER_VERSION = 1
_WAIT_S = 30.0
_PAGE = 500
_HAS_CONTENT = (
    f"body_bytes > 0 AND (status BETWEEN 200 AND 299 OR (status = {REVISITING}"
    " AND revisit_of IS NOT NULL))"
)
_SCHEMA = f"""
CREATE TABLE files (
    name TEXT PRIMARY KEY, warcinfo_id TEXT NOT NULL, good_length INTEGER NOT NULL
) STRICT;
CREATE TABLE captures (
    capture_id TEXT PRIMARY KEY, source_id TEXT NOT NULL, role TEXT NOT NULL, url TEXT NOT NULL,
    final_url TEXT NOT NULL, fetched_at TEXT NOT NULL, status INTEGER NOT NULL, content_type TEXT,
    charset TEXT, body_bytes INTEGER NOT NULL, wire_bytes INTEGER NOT NULL, sha256 TEXT NOT NULL,
    etag TEXT, last_modified TEXT, warc_file TEXT NOT NULL, warc_offset INTEGER NOT NULL,
    warc_length INTEGER NOT NULL, revisit_of TEXT, hops INTEGER NOT NULL,
    payload_sha256 TEXT NOT NULL, coding TEXT NOT NULL
) STRICT;
CREATE INDEX captures_good ON captures (url, fetched_at, capture_id)
    WHERE {_HAS_CONTENT};
CREATE INDEX captures_payload ON captures (url, payload_sha256, fetched_at, capture_id)
    WHERE revisit_of IS NULL;
CREATE INDEX captures_place ON captures (warc_file, warc_offset);
CREATE TABLE refusals (
    refusal_id TEXT PRIMARY KEY, source_id TEXT NOT NULL, url TEXT NOT NULL,
    final_url TEXT NOT NULL, code TEXT NOT NULL, detail TEXT NOT NULL, fetched_at TEXT NOT NULL,
    tries INTEGER NOT NULL
) STRICT;
CREATE TABLE rounds (
    round_id TEXT PRIMARY KEY, source_id TEXT NOT NULL, started_at TEXT NOT NULL,
    finished_at TEXT NOT NULL, outcome TEXT NOT NULL, reason TEXT, requests INTEGER NOT NULL,
    bodies INTEGER NOT NULL, not_modified INTEGER NOT NULL, refused INTEGER NOT NULL,
    pages INTEGER NOT NULL, records INTEGER NOT NULL, claims INTEGER NOT NULL, fingerprint TEXT,
    bytes INTEGER NOT NULL
) STRICT;
CREATE INDEX rounds_of_source ON rounds (source_id, started_at, round_id);
CREATE TABLE readings (
    capture_id TEXT NOT NULL, reader_version TEXT NOT NULL, content_key TEXT NOT NULL,
    text TEXT NOT NULL, text_version TEXT NOT NULL, language TEXT, published_on TEXT,
    encoding TEXT, layout TEXT, claims TEXT NOT NULL, n_claims INTEGER NOT NULL,
    read_at TEXT NOT NULL, PRIMARY KEY (reader_version, capture_id)
) STRICT;
PRAGMA user_version = {USER_VERSION};
"""
_Row = TypeVar("_Row", bound=Receipt | Reading | Round | StoredRefusal)
_INSTANTS = frozenset({"fetched_at", "started_at", "finished_at", "read_at"})
_DAYS = frozenset({"published_on"})


def columns(row: type[_Row]) -> list[str]:
    """Column names of a kind of row, in order."""
    return [field.name for field in fields(row)]


class Index:
    """The open database.

    Args:
        path: the file; a writer makes it if need be.
        read_only: never write, never make.

    Raises:
        MissingArchiveError: there is no file and it is not to be made.
        ArchiveError: the file is no index, or a newer release made it.
    """

    def __init__(self, path: Path, *, read_only: bool) -> None:
        if read_only and not path.exists():
            raise MissingArchiveError(f"there is no archive in {path.parent} yet")
        self._path = path
        self._connection = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode={'ro' if read_only else 'rwc'}",
            uri=True,
            timeout=_WAIT_S,
            isolation_level=None,
        )
        try:
            self._prepare(read_only)
        except BaseException:
            self._connection.close()
            raise

    def _prepare(self, read_only: bool) -> None:
        try:
            found = self._value("PRAGMA user_version")
            if not read_only:
                self._connection.execute("PRAGMA journal_mode = WAL")
                self._connection.execute("PRAGMA synchronous = NORMAL")
                if found == 0:
                    self._connection.executescript(f"BEGIN IMMEDIATE;{_SCHEMA}COMMIT;")
                    found = USER_VERSION
        except sqlite3.DatabaseError as error:
            raise ArchiveError(
                f"{self._path} cannot be read ({error}); move it away, and opening the archive to "
                f"write rebuilds it from the WARC files"
            ) from error
        if found != USER_VERSION:
            raise ArchiveError(
                f"{self._path} has version {found}, this release reads version {USER_VERSION}"
            )

    def close(self) -> None:
        """Closes the database; an open transaction is lost."""
        self._connection.close()

    # transactions

    def begin(self) -> None:
        """Begins a transaction unless one is open."""
        if not self._connection.in_transaction:
            self._connection.execute("BEGIN IMMEDIATE")

    def commit(self) -> None:
        """Ends the transaction, if one is open, and keeps what it did."""
        if self._connection.in_transaction:
            self._connection.execute("COMMIT")

    def rollback(self) -> None:
        """Ends the transaction, if one is open, and forgets what it did."""
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Keeps what is done inside, or nothing of it when an error leaves the block."""
        self.begin()
        try:
            yield
            self.commit()
        except BaseException:
            self.rollback()
            raise

    # WARC files

    def files(self) -> dict[str, tuple[str, int]]:
        """Warcinfo id and length up to which all is known to be whole, by name of file."""
        rows = self._connection.execute("SELECT name, warcinfo_id, good_length FROM files")
        return {name: (warcinfo_id, length) for name, warcinfo_id, length in rows}

    def put_file(self, name: str, warcinfo_id: str, good_length: int) -> None:
        """Notes how far a file is whole."""
        self._insert("files", (name, warcinfo_id, good_length), "REPLACE")

    def places(self, name: str) -> dict[int, tuple[str, int]]:
        """Capture and length of the record at each offset of a file."""
        rows = self._connection.execute(
            "SELECT warc_offset, capture_id, warc_length FROM captures WHERE warc_file = ?", [name]
        )
        return {offset: (capture_id, length) for offset, capture_id, length in rows}

    def last_end(self, name: str) -> int:
        """Where the last known capture of a file ends."""
        found = self._connection.execute(
            "SELECT warc_offset + warc_length FROM captures WHERE warc_file = ?"
            " ORDER BY warc_offset DESC LIMIT 1",
            [name],
        ).fetchone()
        return cast(int, found[0]) if found else 0

    def drop_beyond(self, name: str, length: int) -> int:
        """Removes receipts that point behind the end of a file.

        Returns:
            How many.
        """
        return self._connection.execute(
            "DELETE FROM captures WHERE warc_file = ? AND warc_offset + warc_length > ?",
            [name, length],
        ).rowcount

    # captures

    def put_capture(self, row: CaptureRow) -> bool:
        """Adds a receipt.

        Returns:
            False when the capture is there already; nothing changes then.
        """
        values = (*_stored(row.receipt), row.payload_sha256, row.coding)
        return self._insert("captures", values, "IGNORE") > 0

    def capture(self, capture_id: str) -> CaptureRow | None:
        """The receipt of a capture."""
        return self._capture_row("WHERE capture_id = ?", capture_id)

    def last_good(self, url: str) -> CaptureRow | None:
        """The newest capture of an address that has content."""
        return self._capture_row(
            f"WHERE url = ? AND {_HAS_CONTENT} ORDER BY fetched_at DESC, capture_id DESC LIMIT 1",
            url,
        )

    def same_payload(self, url: str, payload_sha256: str, sha256: str) -> CaptureRow | None:
        """The earliest capture of an address that holds exactly these bytes."""
        return self._capture_row(
            "WHERE url = ? AND payload_sha256 = ? AND revisit_of IS NULL AND sha256 = ?"
            " ORDER BY fetched_at, capture_id LIMIT 1",
            url,
            payload_sha256,
            sha256,
        )

    def captures(self) -> list[tuple[Any, ...]]:
        """All receipts as tuples, instants as text, sorted by id."""
        return self._all(Receipt, "captures", "capture_id")

    def _capture_row(self, where: str, *values: str) -> CaptureRow | None:
        names = ", ".join([*columns(Receipt), "payload_sha256", "coding"])
        found = self._connection.execute(f"SELECT {names} FROM captures {where}", values).fetchone()
        if found is None:
            return None
        return CaptureRow(_loaded(Receipt, found[:-2]), found[-2], found[-1])

    # refusals and rounds

    def put_refusal(self, refusal: StoredRefusal) -> bool:
        """Adds a refusal; false when it is there already."""
        return self._insert("refusals", _stored(refusal), "IGNORE") > 0

    def has_refusal(self, refusal_id: str) -> bool:
        """Whether a refusal is there."""
        return bool(self._value("SELECT count(*) FROM refusals WHERE refusal_id = ?", refusal_id))

    def refusals(self) -> list[tuple[Any, ...]]:
        """All refusals as tuples, instants as text, sorted by moment and id."""
        return self._all(StoredRefusal, "refusals", "fetched_at, refusal_id")

    def put_round(self, row: Round) -> None:
        """Adds a round, or replaces the one with its id."""
        self._insert("rounds", _stored(row), "REPLACE")

    def rounds(self, source_id: str | None) -> list[tuple[Any, ...]]:
        """Rounds of a source, or of all, as tuples, instants as text, sorted by start and id."""
        where = "" if source_id is None else "WHERE source_id = ?"
        values = () if source_id is None else (source_id,)
        return self._all(Round, f"rounds {where}", "started_at, round_id", values)

    def last_round(self, source_id: str, outcome: str | None) -> Round | None:
        """The newest round of a source, or the newest with that outcome."""
        names = ", ".join(columns(Round))
        found = self._connection.execute(
            f"SELECT {names} FROM rounds WHERE source_id = ? AND outcome = coalesce(?, outcome)"
            " ORDER BY started_at DESC, round_id DESC LIMIT 1",
            [source_id, outcome],
        ).fetchone()
        return _loaded(Round, found) if found else None

    # readings

    def put_reading(self, reading: Reading) -> None:
        """Adds a reading, or replaces the one of the same capture and version."""
        self._insert("readings", _stored(reading), "REPLACE")

    def reading(self, capture_id: str, reader_version: str) -> Reading | None:
        """What a version of the reader found in a capture."""
        found = self._readings("capture_id = ?", reader_version, capture_id)
        return found[0] if found else None

    def readings(self, reader_version: str) -> Iterator[Reading]:
        """Everything that a version of the reader found, sorted by capture.

        Each page of rows is a query of its own, so that rows may be written meanwhile.
        """
        after = ""
        while page := self._readings("capture_id > ?", reader_version, after):
            yield from page
            after = page[-1].capture_id

    def _readings(self, where: str, reader_version: str, value: str) -> list[Reading]:
        names = ", ".join(columns(Reading))
        rows = self._connection.execute(
            f"SELECT {names} FROM readings WHERE reader_version = ? AND {where}"
            f" ORDER BY capture_id LIMIT {_PAGE}",
            [reader_version, value],
        )
        return [_loaded(Reading, row) for row in rows]

    # common

    def _value(self, query: str, *values: str) -> Any:
        return self._connection.execute(query, values).fetchone()[0]

    def _insert(self, table: str, values: tuple[Any, ...], conflict: str) -> int:
        marks = ", ".join("?" * len(values))
        return self._connection.execute(
            f"INSERT OR {conflict} INTO {table} VALUES ({marks})", values
        ).rowcount

    def _all(
        self, kind: type[_Row], source: str, order: str, values: tuple[str, ...] = ()
    ) -> list[tuple[Any, ...]]:
        names = ", ".join(columns(kind))
        query = f"SELECT {names} FROM {source} ORDER BY {order}"
        return self._connection.execute(query, values).fetchall()


def _stored(row: Receipt | Reading | Round | StoredRefusal) -> tuple[Any, ...]:
    return tuple(_plain(value) for value in astuple(row))


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    return storable(value) if isinstance(value, str) else value


def _loaded(kind: type[_Row], values: tuple[Any, ...]) -> _Row:
    named = dict(zip(columns(kind), values, strict=True))
    return kind(**{name: _typed(name, value) for name, value in named.items()})


def _typed(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name in _INSTANTS:
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if name in _DAYS else value
