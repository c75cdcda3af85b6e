"""Every name under which a project can be found."""

from collections.abc import Mapping
from datetime import date
from typing import Final

import polars as pl

from dcpipeline.schema import conform, table

ALIASES: Final = table("core.project_aliases")
NAMES: Final = ("name_zh", "name_en")


def project_aliases(
    claims: pl.DataFrame,
    ledger: pl.DataFrame,
    project_of: Mapping[str, str],
    register_keys: Mapping[str, str],
    *,
    as_of: date,
) -> pl.DataFrame:
    """``core.project_aliases``: names and keys of living projects, and every retired identifier.

    Args:
        claims: ``core.claims`` with ``project_id``.
        ledger: all identifiers, new ones included.
        project_of: identifier of the project by subject; of a subject that waits, that of the
            project which it resembles.
        register_keys: identifier by key of the register, retired keys included.
        as_of: day of the run. An identifier minted later is left out unless it leads to a project
            that is known.
    """
    rows: list[tuple[str, str, str, bool]] = []
    living = set(claims["project_id"])
    for own_id, subject, day in ledger.select("project_id", "subject_key", "minted_on").iter_rows():
        heir = project_of.get(subject, own_id)
        if heir in living or day <= as_of:
            rows.append((own_id, "project_id", heir, own_id not in living))
    rows += [(key, "register_key", heir, False) for key, heir in register_keys.items()]
    named = claims.filter(pl.col("property").is_in(NAMES)).select(
        alias=pl.col("value_text").str.strip_chars(),
        kind="property",
        project_id="project_id",
        retired=pl.lit(False),
    )
    schema = {column.name: column.kind.polars for column in ALIASES}
    columns = ("alias", "kind", "project_id", "retired")
    keyed = pl.DataFrame(rows, schema={name: schema[name] for name in columns}, orient="row")
    everything = pl.concat([keyed, named]).filter(pl.col("alias") != "").unique()
    return conform(everything.select(ALIASES.column_names), ALIASES)
