"""A SQLAlchemy engine that lives through a publication: ``hold_pool.py FILE POLICY CONNECTIONS``.

Prints the snapshot that it reads, waits for a line, prints it again, closes what is idle, and
prints it a last time.
"""

import sys
import time

import sqlalchemy as sa
from sqlalchemy.pool import NullPool, QueuePool

POLICIES = {
    "pool": {"poolclass": QueuePool},
    "pool_recycle": {"poolclass": QueuePool, "pool_recycle": 1},
    "null_pool": {"poolclass": NullPool},
}
path, policy, connections = sys.argv[1], sys.argv[2], int(sys.argv[3])
engine = sa.create_engine(f"duckdb:///{path}?access_mode=read_only", **POLICIES[policy])


def read() -> None:
    with engine.connect() as connection:
        words = connection.scalar(sa.text("SELECT snapshot_id FROM meta.snapshot"))
    print(words, flush=True)


at_once = [engine.connect() for _ in range(connections)]
for connection in at_once:
    connection.close()
read()
sys.stdin.readline()
# longer than what pool_recycle allows
time.sleep(1.2)
read()
engine.dispose()
read()
