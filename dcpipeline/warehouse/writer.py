"""The one writer: builds a new file beside the old, proves it, then renames."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import filelock
import polars as pl

from dcpipeline.checks import CheckResult, SqlCheck, run_check, sql_checks
from dcpipeline.schema import TABLES, SchemaError, Table, conform, deprecations, dictionary, empty
from dcpipeline.schema.deprecations import DEPRECATIONS, Deprecation
from dcpipeline.schema.tables import meta
from dcpipeline.schema.views import View
from dcpipeline.warehouse import beside, changes, database, files, snapshots
from dcpipeline.warehouse.errors import PublishError, target_errors
from dcpipeline.warehouse.run import RunInfo
from dcpipeline.warehouse.snapshots import Snapshot

KEPT_SNAPSHOTS = 5
GENERATED = frozenset(
    {"meta.tables", "meta.columns", "meta.runs", "meta.checks", "meta.snapshot", "meta.changes"}
)
_LAST = "meta.checks"
_SHOWN_FAILURES = 5


@dataclass(frozen=True, slots=True)
class Published:
    """What a publication left behind.

    Attributes:
        snapshot: the snapshot that is now current.
        database: the stable path of the database.
        rows: rows by ``schema.name``.
        checks: result of every check, also of those that only warn.
    """

    snapshot: Snapshot
    database: Path
    rows: Mapping[str, int]
    checks: tuple[CheckResult, ...]

    @property
    def snapshot_id(self) -> str:
        """Name of the snapshot."""
        return self.snapshot.snapshot_id


def publish(
    tables: Mapping[str, pl.DataFrame],
    *,
    target_dir: Path,
    as_of: date,
    input_digest: str,
    run: RunInfo,
    declared: Mapping[str, Table] = TABLES,
    leaving: Sequence[Deprecation] = DEPRECATIONS,
    checks: Sequence[SqlCheck] | None = None,
    keep: int = KEPT_SNAPSHOTS,
) -> Published:
    """Publishes all tables as one new database, or leaves everything as it was.

    Args:
        tables: a frame per declared table by ``schema.name``, except those in ``GENERATED``.
        target_dir: folder of the warehouse; made if need be.
        as_of: the one clock of the run.
        input_digest: digest of facts, code and as-of, see ``input_digest``.
        run: the run, for ``meta.runs``.
        declared: the declarations.
        leaving: old names that are published beside what replaces them.
        checks: SQL checks to run on the new file; by default all that the declarations imply.
        keep: snapshots that stay, the new one included.

    Raises:
        PublishError: a frame is missing or does not fit, or a blocking check fails. The message
            names the check, the count and the first row.
        DeprecationError: an old name has outlived its release.
        TargetError: the folder cannot be written.
    """
    deprecations.check(leaving, declared, run.release)
    wanted = tuple(sql_checks(declared.values())) if checks is None else tuple(checks)
    whole = deprecations.with_old_columns(declared, leaving)
    order = _Order(target_dir, as_of, input_digest, run, whole, tuple(leaving), wanted)
    with target_errors(target_dir):
        target_dir.mkdir(parents=True, exist_ok=True)
        with filelock.FileLock(target_dir / ".publish.lock"):
            snapshots.remove_leftovers(target_dir)
            try:
                published = _publish(order, tables)
            finally:
                snapshots.remove_leftovers(target_dir)
            snapshots.prune(target_dir, keep=keep, current=published.snapshot_id)
    return published


@dataclass(frozen=True, slots=True)
class _Order:
    """What is to be published where."""

    target_dir: Path
    as_of: date
    digest: str
    run: RunInfo
    declared: Mapping[str, Table]
    leaving: tuple[Deprecation, ...]
    checks: tuple[SqlCheck, ...]

    def old_views(self) -> tuple[View, ...]:
        """The views under the old names of renamed tables."""
        return deprecations.old_views(self.leaving, self.declared)

    def conformed(self, name: str, frame: pl.DataFrame) -> pl.DataFrame:
        """The frame as it is published, old columns included."""
        filled = deprecations.fill_old_columns(frame, name, self.leaving)
        return conform(filled, self.declared[name])


def _publish(order: _Order, tables: Mapping[str, pl.DataFrame]) -> Published:
    snapshot, frames = _assemble(order, tables)
    build = order.target_dir / f"{snapshots.BUILDING}-{snapshot.snapshot_id}"
    results = _build(build, frames, order)
    views = order.old_views()
    beside.write(beside.Exports(frames, order.declared, views, order.leaving, snapshot), build)
    rows = {name: frame.height for name, frame in frames.items()}
    snapshots.seal(snapshot, rows=rows, build=build)
    files.fsync_tree(build)
    snapshot.folder.parent.mkdir(exist_ok=True)
    files.move_tree(build, snapshot.folder)
    files.fsync(snapshot.folder.parent)
    snapshots.point_to(order.target_dir, snapshot)
    return Published(snapshot, order.target_dir / snapshots.DATABASE, rows, results)


def _assemble(
    order: _Order, tables: Mapping[str, pl.DataFrame]
) -> tuple[Snapshot, dict[str, pl.DataFrame]]:
    """All frames of the new file; ``meta.checks`` has no rows yet."""
    declared = order.declared
    current = snapshots.current_snapshot(order.target_dir)
    same = current if current is not None and current.input_digest == order.digest else None
    other = None if same else current
    name = snapshots.snapshot_id(order.as_of, order.digest)
    snapshot = Snapshot(
        snapshot_id=name,
        as_of=order.as_of,
        input_digest=order.digest,
        folder=order.target_dir / snapshots.SNAPSHOTS / name,
        previous_snapshot_id=same.previous_snapshot_id
        if same
        else (other.snapshot_id if other else None),
        release=order.run.release,
    )
    frames = _conformed(_with_retired(tables, current), order)
    generated = {
        "meta.runs": order.run.frame(),
        "meta.snapshot": _snapshot_frame(snapshot, order),
        "meta.changes": _changes(same, other, frames, declared),
        "meta.columns": dictionary.columns_frame(declared.values()),
        _LAST: empty(meta.CHECKS),
    }
    frames |= {n: order.conformed(n, f) for n, f in generated.items() if n in declared}
    if "meta.tables" in declared:
        rows = {n: frame.height for n, frame in frames.items()}
        rows |= {"meta.tables": len(declared), _LAST: len(order.checks)}
        stated = dictionary.tables_frame(declared.values(), rows)
        frames["meta.tables"] = order.conformed("meta.tables", stated)
    return snapshot, frames


def _with_retired(
    tables: Mapping[str, pl.DataFrame], current: Snapshot | None
) -> Mapping[str, pl.DataFrame]:
    name = "core.project_aliases"
    if current is None or name not in tables:
        return tables
    carried = changes.carry_retired_aliases(current.frame(name), tables[name])
    return {**tables, name: carried}


def _conformed(tables: Mapping[str, pl.DataFrame], order: _Order) -> dict[str, pl.DataFrame]:
    expected = order.declared.keys() - GENERATED
    missing, unknown = sorted(expected - tables.keys()), sorted(tables.keys() - expected)
    if missing or unknown:
        raise PublishError(
            f"frames do not match the declared tables: missing {missing}, unknown {unknown}"
        )
    try:
        return {n: order.conformed(n, tables[n]) for n in order.declared if n in tables}
    except SchemaError as error:
        raise PublishError(f"not published: {error}") from error


def _changes(
    same: Snapshot | None,
    other: Snapshot | None,
    frames: Mapping[str, pl.DataFrame],
    declared: Mapping[str, Table],
) -> pl.DataFrame:
    """Carried over when the same inputs are published again, empty for the first publication."""
    if same is not None:
        carried = same.frame("meta.changes")
        return empty(meta.CHANGES) if carried is None else carried
    if other is None:
        return empty(meta.CHANGES)
    return changes.compare(other.frame, frames, declared)


def _snapshot_frame(snapshot: Snapshot, order: _Order) -> pl.DataFrame:
    row = {
        "snapshot_id": snapshot.snapshot_id,
        "as_of": snapshot.as_of,
        "input_digest": order.digest,
        "previous_snapshot_id": snapshot.previous_snapshot_id,
        "release": order.run.release,
    }
    return pl.DataFrame([row], schema={c.name: c.kind.polars for c in meta.SNAPSHOT})


def _build(folder: Path, frames: dict[str, pl.DataFrame], order: _Order) -> tuple[CheckResult, ...]:
    """Writes the database into ``folder``; fills ``meta.checks`` in ``frames``."""
    folder.mkdir(parents=True)
    with database.new_database(folder / snapshots.DATABASE) as connection:
        return _fill(connection, frames, order)


def _fill(
    connection: duckdb.DuckDBPyConnection, frames: dict[str, pl.DataFrame], order: _Order
) -> tuple[CheckResult, ...]:
    database.create_tables(connection, order.declared, order.old_views())
    try:
        connection.execute("BEGIN")
        for name, frame in frames.items():
            database.insert(connection, order.declared[name], frame)
        connection.execute("COMMIT")
    except duckdb.ConstraintException as error:
        raise PublishError(f"not published: {error}") from error
    results = tuple(run_check(connection, check) for check in order.checks)
    failures = tuple(result for result in results if result.blocking and not result.passed)
    if failures:
        raise PublishError(_failed(failures), failures)
    if _LAST in order.declared:
        frames[_LAST] = order.conformed(_LAST, _checks_frame(results))
        database.insert(connection, order.declared[_LAST], frames[_LAST])
    return results


def _failed(failures: Sequence[CheckResult]) -> str:
    shown = [result.message for result in failures[:_SHOWN_FAILURES]]
    if len(failures) > len(shown):
        shown.append(f"and {len(failures) - len(shown)} more")
    word = "check fails" if len(failures) == 1 else "checks fail"
    return f"not published, {len(failures)} blocking {word}: {'; '.join(shown)}"


def _checks_frame(results: Sequence[CheckResult]) -> pl.DataFrame:
    rows = [
        {
            "check_name": result.name,
            "table_name": result.table,
            "description": result.description,
            "blocking": result.blocking,
            "passed": result.passed,
            "checked": result.checked,
            "violations": result.violations,
            "detail": result.detail,
        }
        for result in results
    ]
    return pl.DataFrame(rows, schema={c.name: c.kind.polars for c in meta.CHECKS})
