"""The rows of ``captures.sqlite``: the index of the WARC files, and the readings of captures."""

from collections.abc import Iterator
from dataclasses import astuple, fields
from datetime import date, datetime
from typing import Any, TypeVar, cast

from dcpipeline.archive.database import HAS_CONTENT, Database
from dcpipeline.archive.rows import (
    CaptureRow,
    Reading,
    Receipt,
    Round,
    StoredRefusal,
    storable,
)

_PAGE = 500
_Row = TypeVar("_Row", bound=Receipt | Reading | Round | StoredRefusal)
_INSTANTS = frozenset({"fetched_at", "started_at", "finished_at", "read_at"})
_DAYS = frozenset({"published_on"})


def columns(row: type[_Row]) -> list[str]:
    """Column names of a kind of row, in order."""
    return [field.name for field in fields(row)]


class Index(Database):
    """Rows in, rows out."""

    # WARC files

    def files(self) -> dict[str, tuple[str, int]]:
        """Warcinfo id and length up to which all is known to be whole, by name of file."""
        rows = self.connection.execute("SELECT name, warcinfo_id, good_length FROM files")
        return {name: (warcinfo_id, length) for name, warcinfo_id, length in rows}

    def put_file(self, name: str, warcinfo_id: str, good_length: int) -> None:
        """Notes how far a file is whole."""
        self.put("files", (name, warcinfo_id, good_length))

    def places(self, name: str) -> dict[int, tuple[str, int]]:
        """Capture and length of the record at each offset of a file."""
        rows = self.connection.execute(
            "SELECT warc_offset, capture_id, warc_length FROM captures WHERE warc_file = ?", [name]
        )
        return {offset: (capture_id, length) for offset, capture_id, length in rows}

    def last_end(self, name: str) -> int:
        """Where the last known capture of a file ends."""
        found = self.connection.execute(
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
        return self.connection.execute(
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
        return self.add("captures", values)

    def capture(self, capture_id: str) -> CaptureRow | None:
        """The receipt of a capture."""
        return self._capture_row("WHERE capture_id = ?", capture_id)

    def last_good(self, url: str) -> CaptureRow | None:
        """The newest capture of an address that has content."""
        return self._capture_row(
            f"WHERE url = ? AND {HAS_CONTENT} ORDER BY fetched_at DESC, capture_id DESC LIMIT 1",
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
        found = self.connection.execute(f"SELECT {names} FROM captures {where}", values).fetchone()
        if found is None:
            return None
        return CaptureRow(_loaded(Receipt, found[:-2]), found[-2], found[-1])

    # refusals and rounds

    def put_refusal(self, refusal: StoredRefusal) -> bool:
        """Adds a refusal; false when it is there already."""
        return self.add("refusals", _stored(refusal))

    def has_refusal(self, refusal_id: str) -> bool:
        """Whether a refusal is there."""
        return bool(self.value("SELECT count(*) FROM refusals WHERE refusal_id = ?", refusal_id))

    def refusals(self) -> list[tuple[Any, ...]]:
        """All refusals as tuples, instants as text, sorted by moment and id."""
        return self._all(StoredRefusal, "refusals", "fetched_at, refusal_id")

    def put_round(self, row: Round) -> None:
        """Adds a round, or replaces the one with its id."""
        self.put("rounds", _stored(row))

    def rounds(self, source_id: str | None) -> list[tuple[Any, ...]]:
        """Rounds of a source, or of all, as tuples, instants as text, sorted by start and id."""
        where = "" if source_id is None else "WHERE source_id = ?"
        values = () if source_id is None else (source_id,)
        return self._all(Round, f"rounds {where}", "started_at, round_id", values)

    def last_round(self, source_id: str, outcome: str | None) -> Round | None:
        """The newest round of a source, or the newest with that outcome."""
        names = ", ".join(columns(Round))
        found = self.connection.execute(
            f"SELECT {names} FROM rounds WHERE source_id = ? AND outcome = coalesce(?, outcome)"
            " ORDER BY started_at DESC, round_id DESC LIMIT 1",
            [source_id, outcome],
        ).fetchone()
        return _loaded(Round, found) if found else None

    # readings

    def put_reading(self, reading: Reading) -> None:
        """Adds a reading, or replaces the one of the same capture and version."""
        self.put("readings", _stored(reading))

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

    def state(self) -> str:
        """Numbers of rows and their newest moments, as text."""
        counted = {"captures": "fetched_at", "refusals": "fetched_at", "rounds": "finished_at"}
        rows = [
            self.connection.execute(f"SELECT count(*), max({column}) FROM {name}").fetchone()
            for name, column in counted.items()
        ]
        return repr(rows)

    def last_reading(self, capture_id: str) -> Reading | None:
        """The newest reading of a capture, by whatever version."""
        names = ", ".join(columns(Reading))
        found = self.connection.execute(
            f"SELECT {names} FROM readings WHERE capture_id = ?"
            " ORDER BY read_at DESC, reader_version DESC LIMIT 1",
            [capture_id],
        ).fetchone()
        return _loaded(Reading, found) if found else None

    def unread(self, role: str, reader_version: str) -> list[str]:
        """Captures of a role that hold content which a version of the reader has not read."""
        rows = self.connection.execute(
            "SELECT capture_id FROM captures WHERE role = ? AND revisit_of IS NULL"
            f" AND {HAS_CONTENT} AND NOT EXISTS (SELECT 1 FROM readings WHERE"
            " reader_version = ? AND readings.capture_id = captures.capture_id)"
            " ORDER BY capture_id",
            [role, reader_version],
        )
        return [capture_id for (capture_id,) in rows]

    def _readings(self, where: str, reader_version: str, value: str) -> list[Reading]:
        names = ", ".join(columns(Reading))
        rows = self.connection.execute(
            f"SELECT {names} FROM readings WHERE reader_version = ? AND {where}"
            f" ORDER BY capture_id LIMIT {_PAGE}",
            [reader_version, value],
        )
        return [_loaded(Reading, row) for row in rows]

    def _all(
        self, kind: type[_Row], source: str, order: str, values: tuple[str, ...] = ()
    ) -> list[tuple[Any, ...]]:
        names = ", ".join(columns(kind))
        query = f"SELECT {names} FROM {source} ORDER BY {order}"
        return self.connection.execute(query, values).fetchall()


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
