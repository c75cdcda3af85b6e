"""Tests of dcpipeline; the folders are those of the rooms."""

import os

# Workers share the cores: threads of their own would only stand in each other's way.
if "PYTEST_XDIST_WORKER" in os.environ:
    for pool in ("POLARS_MAX_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ.setdefault(pool, "1")
