"""The parts of the dashboard, as they stand in the YAML files beside this module."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import yaml

Document = dict[str, Any]


def database() -> Document:
    """How Superset opens the published file; its address is not part of it."""
    return _read(_folder() / "database.yaml")


def datasets() -> dict[str, Document]:
    """Datasets that are queries, by name."""
    return _read_all(_folder() / "datasets")


def charts() -> dict[str, Document]:
    """Charts, by name."""
    return _read_all(_folder() / "charts")


def dashboard() -> Document:
    """Title, look and rows of the dashboard."""
    return _read(_folder() / "dashboard.yaml")


def _folder() -> Traversable:
    return files("dcpipeline.bi") / "superset"


def _read_all(folder: Traversable) -> dict[str, Document]:
    named = sorted((path.name.removesuffix(".yaml"), path) for path in folder.iterdir())
    return {name: _read(path) for name, path in named}


def _read(path: Traversable) -> Document:
    document: Document = yaml.safe_load(path.read_text(encoding="utf-8"))
    return document
