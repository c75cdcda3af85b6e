"""The published database: one writer, read-only readers, snapshots, exports.

Belongs here: everything that opens, writes, compares, locks or reads the DuckDB file and the files
beside it. Does not belong here: what a table is (``schema``), what must hold between tables
(``checks``), how a figure comes about (the rooms before), what a person types (``cli``).
"""

from dcpipeline.warehouse.changes import carry_retired_aliases
from dcpipeline.warehouse.digest import input_digest
from dcpipeline.warehouse.errors import (
    LockedError,
    MissingWarehouseError,
    PublishError,
    QueryRefusedError,
    TargetError,
    WarehouseError,
)
from dcpipeline.warehouse.lock import Holder, refresh_lock, running_refresh
from dcpipeline.warehouse.reader import connect, query
from dcpipeline.warehouse.run import RunInfo
from dcpipeline.warehouse.snapshots import (
    Snapshot,
    current_snapshot,
    kept_snapshots,
    published_frame,
)
from dcpipeline.warehouse.writer import Published, publish

__all__ = [
    "Holder",
    "LockedError",
    "MissingWarehouseError",
    "PublishError",
    "Published",
    "QueryRefusedError",
    "RunInfo",
    "Snapshot",
    "TargetError",
    "WarehouseError",
    "carry_retired_aliases",
    "connect",
    "current_snapshot",
    "input_digest",
    "kept_snapshots",
    "publish",
    "published_frame",
    "query",
    "refresh_lock",
    "running_refresh",
]
