"""One generated check per table: does a frame fit its declaration?"""

import polars as pl

from dcpipeline.checks.result import CheckResult
from dcpipeline.schema import SchemaError, Table, split


def check_frame(frame: pl.DataFrame, table: Table) -> CheckResult:
    """Counts the rows of a frame that break the declaration of its table.

    Args:
        frame: rows as a room delivers them, before they are stored.
        table: the declaration.

    Returns:
        A blocking result. A frame of the wrong shape (a column too many or too few, a value that
        cannot be cast) counts as one violation whatever its height.
    """
    try:
        good, bad = split(frame, table)
    except SchemaError as error:
        return _result(table, max(frame.height, 1), 1, str(error))
    if bad.is_empty():
        return _result(table, good.height, 0, None)
    first = bad.sort(*table.key, "broken_rules").row(0, named=True)
    where = ", ".join(f"{name}={first[name]}" for name in table.key)
    return _result(table, frame.height, bad.height, f"{where}: {first['broken_rules']}")


def _result(table: Table, checked: int, violations: int, detail: str | None) -> CheckResult:
    return CheckResult(
        name=f"declaration/{table.full_name}",
        table=table.full_name,
        description="Every row has the declared columns, types, key, limits and values.",
        blocking=True,
        checked=checked,
        violations=violations,
        detail=detail,
    )
