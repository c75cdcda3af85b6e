"""``dcpipeline superset``."""

from pathlib import Path
from typing import Annotated

import typer

from dcpipeline.bi import Kind, import_dashboard, superset_bundle
from dcpipeline.cli.console import console
from dcpipeline.cli.options import DataOption
from dcpipeline.settings import settings
from dcpipeline.warehouse import MissingWarehouseError

_HIDDEN = "Password in Superset"


def superset(
    url: Annotated[
        str | None, typer.Option(metavar="URL", help="Where Superset answers; import into it.")
    ] = None,
    user: Annotated[str, typer.Option(help="Who imports; asks for the password.")] = "admin",
    password: Annotated[
        str | None,
        typer.Option(envvar="SUPERSET_PASSWORD", hidden=True, help="Better by the environment."),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write the bundle for Superset's own import instead."),
    ] = None,
    database: Annotated[
        str | None,
        typer.Option(
            metavar="PATH",
            help="The published file as Superset sees it, if it runs in a container or elsewhere.",
        ),
    ] = None,
    data: DataOption = None,
) -> None:
    """Put the ready-made dashboard into Apache Superset, or renew it there.

    The password is asked for, or taken from SUPERSET_PASSWORD.

    Example: dcpipeline superset --url http://127.0.0.1:8088 --user admin
    """
    if (url is None) == (out is None):
        raise typer.BadParameter("give either --url or --out")
    uri = database_uri(database or str(_published(data)))
    if out is not None:
        out.write_bytes(superset_bundle(uri, Kind.DASHBOARD))
        console.print(f"Written: {out}; in Superset open Dashboards, Import dashboards.")
        return
    secret = password if password is not None else typer.prompt(_HIDDEN, hide_input=True)
    done = import_dashboard(str(url), user=user, password=secret, database_uri=uri)
    console.print(f"Superset reads snapshot {done.snapshot_id}", highlight=False)
    console.print(f"Dashboard: {done.address}", soft_wrap=True)


def database_uri(path: str) -> str:
    """SQLAlchemy address that opens the file read-only."""
    return f"duckdb:///{path}?access_mode=read_only"


def _published(data: Path | None) -> Path:
    path = settings(data).warehouse_file
    if not path.is_file():
        raise MissingWarehouseError(f"{path} does not exist yet; run `dcpipeline refresh`")
    return path
