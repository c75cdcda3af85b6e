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
    survivors: Mapping[str, str],
    heirs: Mapping[str, str],
    *,
    as_of: date,
) -> pl.DataFrame:
    """``core.project_aliases``: names and keys of living projects, and every retired identifier.

    Args:
        claims: ``core.claims`` with ``project_id``, subject keys as in the source.
        ledger: all identifiers, new ones included.
        survivors: see ``judgements.survivors``.
        heirs: for each key whose claims belong to the project of another key, that key.
        as_of: day of the run. An identifier minted later is left out unless it leads to a project
            that is known.
    """
    ids = dict(ledger.select("register_key", "project_id").iter_rows())
    rows: list[tuple[str, str, str, bool]] = []
    living = set(claims["project_id"])
    for own_id, key, day in ledger.select("project_id", "register_key", "minted_on").iter_rows():
        heir = ids.get(heirs.get(key, key), own_id)
        if heir not in living and (day is None or day > as_of):
            continue
        rows.append((own_id, "project_id", heir, own_id not in living))
        rows.append((key, "register_key", heir, own_id not in living))
    for key, survivor in survivors.items():
        if key not in ids and ids.get(survivor) in living:
            rows.append((key, "register_key", ids[survivor], True))
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
