"""Random streams: one per entity and purpose, so that a new project disturbs no other."""

from collections.abc import Sequence
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

Draws = NDArray[np.float32]


def stream(seed: int, purpose: str, entity: str) -> np.random.Generator:
    """The generator of one entity for one purpose.

    The 128-bit key of the counter-based Philox generator is a digest of seed and names, so it
    depends neither on the order of the entities nor on how many there are, nor on Python's hash
    seed. Distinct keys give independent streams (Salmon and others 2011).
    """
    names = f"{seed}\x1f{purpose}\x1f{entity}".encode()
    key = int.from_bytes(blake2b(names, digest_size=16).digest(), "little")
    return np.random.Generator(np.random.Philox(key=key))


def normals(seed: int, purpose: str, entities: Sequence[str], count: int) -> Draws:
    """Standard normal draws, one row per entity: shape (entities, count)."""
    out = np.empty((len(entities), count), dtype=np.float32)
    for row, entity in enumerate(entities):
        stream(seed, purpose, entity).standard_normal(out=out[row], dtype=np.float32)
    return out


def uniforms(seed: int, purpose: str, entities: Sequence[str], count: int) -> Draws:
    """Uniform draws on [0, 1), one row per entity: shape (entities, count)."""
    out = np.empty((len(entities), count), dtype=np.float32)
    for row, entity in enumerate(entities):
        stream(seed, purpose, entity).random(out=out[row], dtype=np.float32)
    return out


def normal_blocks(
    seed: int, purpose: str, entities: Sequence[str], count: int, names: Sequence[str]
) -> dict[str, Draws]:
    """Several standard normal arrays from one stream per entity, by name.

    The order of the names is part of the result: new names go to the end.
    """
    return _blocks(normals(seed, purpose, entities, count * len(names)), names)


def uniform_blocks(
    seed: int, purpose: str, entities: Sequence[str], count: int, names: Sequence[str]
) -> dict[str, Draws]:
    """The same for uniform draws."""
    return _blocks(uniforms(seed, purpose, entities, count * len(names)), names)


def _blocks(draws: Draws, names: Sequence[str]) -> dict[str, Draws]:
    parts = draws.reshape(len(draws), len(names), draws.shape[1] // len(names))
    return {name: parts[:, column] for column, name in enumerate(names)}


def between(uniform: Draws, span: tuple[float, float]) -> Draws:
    """Uniform draws stretched onto an interval."""
    low, high = span
    return np.asarray(low + (high - low) * uniform, dtype=np.float32)
