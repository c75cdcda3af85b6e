"""``dcpipeline review``."""

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from dcpipeline.cli.options import DataOption
from dcpipeline.settings import Settings, settings
from dcpipeline.steps import today
from dcpipeline.warehouse import connect
from dcpipeline.warehouse.names import find_subject

if TYPE_CHECKING:
    from dcpipeline.cli.reviewer import Reviewer


class Decision(StrEnum):
    """What a person can say of a pair."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


class NoTerminalError(Exception):
    """There is nobody to ask."""


def review(
    city: Annotated[
        str | None, typer.Option(metavar="NAME|CODE", help="Only pairs with a side in this city.")
    ] = None,
    province: Annotated[
        str | None, typer.Option(metavar="NAME|CODE", help="Only pairs with a side there.")
    ] = None,
    min_score: Annotated[
        float, typer.Option(min=0, max=1, help="Only pairs at least this much alike.")
    ] = 0.0,
    limit: Annotated[int | None, typer.Option(min=1, help="No more than this many pairs.")] = None,
    as_list: Annotated[bool, typer.Option("--list", help="Print the pairs and end.")] = False,
    pair: Annotated[
        tuple[str, str] | None,
        typer.Option(metavar="LEFT RIGHT", help="Judge these two keys without asking."),
    ] = None,
    judgement: Annotated[Decision | None, typer.Option(help="The decision on --pair.")] = None,
    reason: Annotated[str | None, typer.Option(help="Why; needed but for unsure.")] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Write nothing; show what would be written.")
    ] = False,
    data: DataOption = None,
) -> None:
    """Decide pair by pair which announcements are one project; the next refresh takes it up.

    Decisions are appended to judgements/reviewed.csv in the data folder. Keys: s same, d different,
    u unsure, k skip, o show more, q quit.

    Example: dcpipeline review --province Gansu --min-score 0.6
    """
    # judgements lie in the rooms of names and rules, which take a while to import
    from dcpipeline.cli import review_dialogue, review_pages
    from dcpipeline.cli.reviewer import Choice, Reviewer

    place = settings(data)
    reviewer = Reviewer(place, today(), is_dry=dry_run)
    if pair is not None:
        _judge(reviewer, pair, judgement, reason)
        return
    if judgement is not None or reason is not None:
        raise typer.BadParameter("--judgement and --reason go with --pair")
    if not as_list and not is_terminal():
        raise NoTerminalError(
            "This is not a terminal: use --list, or --pair LEFT RIGHT --judgement … --reason …"
        )
    choice = Choice(
        city=_code(place, city, {"city", "province"}),
        province=_code(place, province, {"province"}),
        least_score=min_score,
        limit=limit,
    )
    waiting = reviewer.waiting(choice)
    if as_list:
        review_pages.print_list(waiting)
    else:
        review_dialogue.walk(reviewer, waiting)


def is_terminal() -> bool:
    """Whether a person sits at both ends."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def _code(place: Settings, name: str | None, levels: set[str]) -> str | None:
    if name is None:
        return None
    with connect(place.warehouse_file) as connection:
        found = find_subject(connection, name)
    if found.level not in levels:
        raise typer.BadParameter(f"{name} is a {found.level}")
    return found.id


def _judge(
    reviewer: "Reviewer", pair: tuple[str, str], judgement: Decision | None, reason: str | None
) -> None:
    from dcpipeline.cli.review_pages import print_decision, print_line
    from dcpipeline.cli.reviewer import UNDECIDED, one_line

    if judgement is None:
        raise typer.BadParameter("--pair needs --judgement")
    if pair[0] == pair[1]:
        raise typer.BadParameter("--pair needs two different keys")
    why = one_line(reason or "")
    if judgement is not Decision.UNSURE and not why:
        raise typer.BadParameter(f"--judgement {judgement} needs --reason")
    line = reviewer.decide(*pair, judgement, why or UNDECIDED)
    if line is None:
        print_line(f"{pair[0]} and {pair[1]} are judged {judgement} already.")
    else:
        print_decision(line, is_dry=reviewer.is_dry)
