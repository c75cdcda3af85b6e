"""The SQLite file ``captures.sqlite``: its schema, how it is opened, its transactions.

Explicit transactions only. The write-ahead log lets readers work while the writer writes. It is
not forced to disk at each commit: what a power failure takes from it is rebuilt from the WARC
files, which are; only the newest readings may have to be made again.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from dcpipeline.archive.errors import ArchiveError, MissingArchiveError
from dcpipeline.archive.rows import REVISITING

USER_VERSION = 1
_WAIT_S = 30.0
HAS_CONTENT = (
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
    WHERE {HAS_CONTENT};
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
    pages INTEGER NOT NULL, records INTEGER NOT NULL, dated INTEGER NOT NULL,
    index_bytes INTEGER NOT NULL, claims INTEGER NOT NULL, fingerprint TEXT, bytes INTEGER NOT NULL
) STRICT;
CREATE INDEX rounds_of_source ON rounds (source_id, started_at, round_id);
CREATE TABLE readings (
    capture_id TEXT NOT NULL, reader_version TEXT NOT NULL, content_key TEXT NOT NULL,
    text TEXT NOT NULL, text_version TEXT NOT NULL, language TEXT, published_on TEXT,
    encoding TEXT, layout TEXT, claims TEXT NOT NULL, n_claims INTEGER NOT NULL,
    read_at TEXT NOT NULL, PRIMARY KEY (reader_version, capture_id)
) STRICT;
CREATE INDEX readings_of_capture ON readings (capture_id, read_at);
PRAGMA user_version = {USER_VERSION};
"""


class Database:
    """The open database.

    Attributes:
        connection: no transaction is open unless ``begin`` began one.

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
        self.connection = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode={'ro' if read_only else 'rwc'}",
            uri=True,
            timeout=_WAIT_S,
            isolation_level=None,
        )
        try:
            self._prepare(read_only)
        except BaseException:
            self.connection.close()
            raise

    def _prepare(self, read_only: bool) -> None:
        try:
            found = self.value("PRAGMA user_version")
            if not read_only:
                self.connection.execute("PRAGMA journal_mode = WAL")
                self.connection.execute("PRAGMA synchronous = NORMAL")
                if found == 0:
                    self.connection.executescript(f"BEGIN IMMEDIATE;{_SCHEMA}COMMIT;")
                    found = USER_VERSION
        except sqlite3.OperationalError as error:
            raise ArchiveError(f"{self._path} cannot be opened: {error}") from error
        except sqlite3.DatabaseError as error:
            raise ArchiveError(
                f"{self._path} cannot be read ({error}); move it away, and opening the archive to "
                f"write rebuilds it from the WARC files"
            ) from error
        if found == 0:
            raise MissingArchiveError(f"the archive in {self._path.parent} is only just being made")
        if found != USER_VERSION:
            raise ArchiveError(
                f"{self._path} has version {found}, this release reads version {USER_VERSION}"
            )

    def close(self) -> None:
        """Closes the database; an open transaction is lost."""
        self.connection.close()

    def begin(self) -> None:
        """Begins a transaction unless one is open."""
        if not self.connection.in_transaction:
            self.connection.execute("BEGIN IMMEDIATE")

    def commit(self) -> None:
        """Ends the transaction, if one is open, and keeps what it did."""
        if self.connection.in_transaction:
            self.connection.execute("COMMIT")

    def rollback(self) -> None:
        """Ends the transaction, if one is open, and forgets what it did."""
        if self.connection.in_transaction:
            self.connection.execute("ROLLBACK")

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

    def value(self, query: str, *values: str) -> Any:
        """The one value that a query gives."""
        return self.connection.execute(query, values).fetchone()[0]

    def add(self, table: str, values: tuple[Any, ...]) -> bool:
        """Adds a row; false when one with its key is there, which stays as it is."""
        marks = ", ".join("?" * len(values))
        query = f"INSERT INTO {table} VALUES ({marks}) ON CONFLICT DO NOTHING"
        return self.connection.execute(query, values).rowcount > 0

    def put(self, table: str, values: tuple[Any, ...]) -> None:
        """Adds a row, or replaces the one with its key."""
        marks = ", ".join("?" * len(values))
        self.connection.execute(f"INSERT OR REPLACE INTO {table} VALUES ({marks})", values)
