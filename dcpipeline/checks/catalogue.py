"""All SQL checks of a set of declared tables."""

from collections.abc import Iterable

from dcpipeline.checks import generated
from dcpipeline.checks.rules import rule_checks
from dcpipeline.checks.sql import SqlCheck
from dcpipeline.schema import TABLES, Table


def sql_checks(tables: Iterable[Table] = tuple(TABLES.values())) -> tuple[SqlCheck, ...]:
    """Every check that applies to the declared tables: generated ones first, then the rules.

    Raises:
        ValueError: a reference leads to a column that is not declared.
    """
    declared = {table.full_name: table for table in tables}
    checks = [
        *generated.reference_checks(declared.values()),
        *generated.quantile_checks(declared.values()),
        *generated.span_checks(declared.values()),
        *rule_checks(declared),
    ]
    if "meta.tables" in declared:
        checks.append(generated.row_count_check(declared.values()))
    return tuple(checks)
