"""Publications that many tests read."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from dcpipeline.schema import TABLES
from dcpipeline.warehouse import Published, publish
from dcpipeline_tests.warehouse import samples

_SMALL = (
    "ref.divisions",
    "ref.observation_kinds",
    "meta.tables",
    "meta.snapshot",
    "meta.changes",
    "meta.checks",
)
SMALL = {name: TABLES[name] for name in _SMALL}


def small_world(mark: str = "first") -> dict[str, pl.DataFrame]:
    """Frames of the SMALL tables; every observation kind carries the mark in its note."""
    world = samples.world()
    kinds = [
        {"kind": f"kind-{n}", "use": "fit", "logit_sd": n / 10, "note": mark} for n in range(3)
    ]
    world["ref.observation_kinds"] = samples.frame(TABLES["ref.observation_kinds"], *kinds)
    return {name: world[name] for name in SMALL if name in world}


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """The whole sample world; tests only read it."""
    return publish(
        samples.world(),
        target_dir=tmp_path_factory.mktemp("whole") / "warehouse",
        as_of=samples.AS_OF,
        input_digest=samples.DIGEST,
        run=samples.RUN,
    )


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "warehouse"


@pytest.fixture
def publish_small(target: Path) -> Callable[..., Published]:
    """Publishes the SMALL tables into ``target``."""

    def run(mark: str = "first", digest: str = samples.DIGEST, **more: Any) -> Published:
        frames = more.pop("frames", None) or small_world(mark)
        return publish(
            frames,
            target_dir=more.pop("target_dir", target),
            as_of=samples.AS_OF,
            input_digest=digest,
            run=samples.RUN,
            declared=SMALL,
            **more,
        )

    return run
