"""What every table and column is: the one declaration from which everything else follows.

Belongs here: declarations of tables, columns, views and macros, units, vocabularies, releases and
names that leave, and what is generated from them (frame validation, DDL, comments, references, the
data dictionary). Does not belong here: reading files (``reference``), rules between tables
(``checks``), anything that touches DuckDB (``warehouse``).
"""

from dcpipeline.schema.column import Column, Kind
from dcpipeline.schema.frames import SchemaError, conform, empty, split
from dcpipeline.schema.registry import TABLES, dependents, table
from dcpipeline.schema.table import Table

__all__ = [
    "TABLES",
    "Column",
    "Kind",
    "SchemaError",
    "Table",
    "conform",
    "dependents",
    "empty",
    "split",
    "table",
]
