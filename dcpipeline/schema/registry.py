"""All declared tables, in the order of the layers."""

from dcpipeline.schema.table import Table
from dcpipeline.schema.tables import core, mart, meta, raw, ref, rejects

TABLES: dict[str, Table] = {
    declared.full_name: declared
    for declared in (
        *raw.TABLES,
        *core.TABLES,
        *ref.TABLES,
        *mart.TABLES,
        *meta.TABLES,
        *rejects.TABLES,
    )
}


def table(full_name: str) -> Table:
    """The declaration of ``schema.name``.

    Raises:
        KeyError: no such table is declared.
    """
    return TABLES[full_name]


def dependents(full_name: str) -> list[Table]:
    """Tables that are computed from the given one."""
    return [declared for declared in TABLES.values() if full_name in declared.reads]
