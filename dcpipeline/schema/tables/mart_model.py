"""Marts of model."""

from typing import Final

from dcpipeline.schema.table import Table

TABLES: Final[tuple[Table, ...]] = ()
