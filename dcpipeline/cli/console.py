"""Where text goes. Colours and width only when a terminal is there."""

import sys
from typing import Any

from rich.console import Console
from rich.table import Table

PLAIN_WIDTH = 120


class _Console(Console):
    def on_broken_pipe(self) -> None:
        """Leave it to ``main``, as for output that does not pass through here."""
        raise BrokenPipeError


console = _Console(width=None if sys.stdout.isatty() else PLAIN_WIDTH, soft_wrap=False)
errors = Console(stderr=True, soft_wrap=True)


def table(*headers: str, right: tuple[str, ...] = ()) -> Table:
    """A light table; the named columns are set flush right."""
    made = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for header in headers:
        made.add_column(header, justify="right" if header in right else "left", overflow="fold")
    return made


def printable(text: str) -> str:
    """Text of a source with everything that a terminal would obey, or show as nothing, spelled out.

    Line breaks become blanks.
    """
    words = " ".join(text.split())
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in words)


def figure(value: Any, decimals: int = 0) -> str:
    """A number as a person writes it; null is a dash."""
    return "–" if value is None else f"{value:,.{decimals}f}"


def span(low: Any, high: Any, decimals: int = 0) -> str:
    """An interval as a person writes it."""
    return "–" if low is None else f"{figure(low, decimals)}–{figure(high, decimals)}"
