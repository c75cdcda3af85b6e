"""Environments of their own for clients: nothing of ours is installed in them."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent


def program(name: str) -> str:
    """The path of a program; the test is skipped without it, in CI it fails."""
    found = (os.environ.get("UV") if name == "uv" else None) or shutil.which(name)
    if found is None and os.environ.get("CI") != "true":
        pytest.skip(f"{name} is not installed")
    assert found is not None, f"{name} is not installed"
    return found


def python(*packages: str) -> list[str]:
    """The command that runs Python with these packages only."""
    with_packages = [word for package in packages for word in ("--with", package)]
    words = ["run", "--quiet", "--no-project", "--python", sys.executable, *with_packages]
    return [program("uv"), *words, "python"]


def clean() -> dict[str, str]:
    """The environment variables without those that lead to our own packages."""
    return {k: v for k, v in os.environ.items() if k not in {"VIRTUAL_ENV", "PYTHONPATH"}}


def output(command: list[str], *, cwd: Path | None = None, timeout: float = 240) -> str:
    """What the command prints; its failure fails the test with its words."""
    done = subprocess.run(
        command,
        capture_output=True,
        encoding="utf-8",
        timeout=timeout,
        env=clean(),
        cwd=cwd,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
