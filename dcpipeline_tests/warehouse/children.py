"""What tests run in other processes: ``python -m dcpipeline_tests.warehouse.children NAME …``."""

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from dcpipeline.warehouse import publish, refresh_lock
from dcpipeline_tests.warehouse import samples
from dcpipeline_tests.warehouse.conftest import SMALL, small_world

MARKED = "SELECT count(DISTINCT note), min(note), count(*) FROM ref.observation_kinds"


def killed_publish(target: str, call: str, number: str) -> None:
    """Publishes, and dies by SIGKILL just before the given call of a function of ``os``."""
    left = int(number)
    original: Callable[..., Any] = getattr(os, call)

    def counted(*args: Any, **more: Any) -> Any:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return original(*args, **more)

    setattr(os, call, counted)
    publish(
        small_world("two"),
        target_dir=Path(target),
        as_of=samples.AS_OF,
        input_digest=samples.OTHER_DIGEST,
        run=samples.RUN,
        declared=SMALL,
    )


def read_until(target: str, stop: str, least: str) -> None:
    """Opens the database again and again, ``least`` times or more, until there is a file ``stop``.

    Prints how often, and every torn or failed read.
    """
    import duckdb

    reads, seen = 0, set()
    while not Path(stop).exists() or reads < int(least):
        try:
            with duckdb.connect(Path(target) / "dcpipeline.duckdb", read_only=True) as connection:
                marks, mark, rows = connection.execute(MARKED).fetchone() or (0, "", 0)
                digest = connection.execute("SELECT input_digest FROM meta.snapshot").fetchone()
                miscounted = _miscounted(connection)
        except duckdb.Error as error:
            print("failed", error)
            continue
        if (marks, rows) != (1, 3) or digest is None or int(digest[0][:8], 16) != int(mark):
            print("torn", marks, mark, rows, digest)
        if miscounted:
            print("torn", miscounted)
        reads += 1
        seen.add(mark)
    print(f"reads {reads} states {len(seen)}")


def _miscounted(connection: Any) -> list[tuple[str, int, int]]:
    """Tables whose real count of rows differs from the one in ``meta.tables``."""
    stated = connection.execute(
        "SELECT table_schema || '.' || table_name, row_count FROM meta.tables"
    ).fetchall()
    counted = [
        (name, rows, connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0])
        for name, rows in stated
    ]
    return [found for found in counted if found[1] != found[2]] or [("none", 0, 0)] * (not counted)


def hold_lock(target: str, seconds: str) -> None:
    """Holds the refresh lock, says so, and waits."""
    with refresh_lock(Path(target), command="a test that waits"):
        print(f"held by {os.getpid()}", flush=True)
        time.sleep(float(seconds))


if __name__ == "__main__":
    {"killed_publish": killed_publish, "read_until": read_until, "hold_lock": hold_lock}[
        sys.argv[1]
    ](*sys.argv[2:])
