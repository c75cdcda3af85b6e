"""Marts: the tables to read. Each room that fills some of them declares them in its own module."""

from typing import Final

from dcpipeline.schema.tables import mart_counts, mart_model, mart_siting

TABLES: Final = (*mart_siting.TABLES, *mart_model.TABLES, *mart_counts.TABLES)
