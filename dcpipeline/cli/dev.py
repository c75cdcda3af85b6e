"""``dcpipeline dev``."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from dcpipeline.cli.console import console, errors
from dcpipeline.cli.home import lasting_home
from dcpipeline.cli.options import DataOption
from dcpipeline.settings import DATA_VARIABLE, HOME_VARIABLE, settings


def dev(
    port: Annotated[int, typer.Option(help="Port of the UI, on this machine only.")] = 3000,
    data: DataOption = None,
) -> None:
    """Start the Dagster UI with a lasting history.

    Example: dcpipeline dev --port 3001
    """
    place = settings(data)
    home = lasting_home(place)
    program = shutil.which("dagster", path=str(Path(sys.executable).parent)) or "dagster"
    console.print(f"Dagster UI: http://127.0.0.1:{port}  (history in {home}; stop with Ctrl-C)")
    environment = {
        **os.environ,
        HOME_VARIABLE: str(home),
        DATA_VARIABLE: str(place.data_dir),
    }
    command = [program, "dev", "-m", "dcpipeline.definitions", "-h", "127.0.0.1", "-p", str(port)]
    try:
        code = subprocess.call(command, env=environment)
    except KeyboardInterrupt:
        code = 0
    except FileNotFoundError:
        errors.print("The program 'dagster' is not installed beside dcpipeline.")
        code = 1
    raise typer.Exit(code)
