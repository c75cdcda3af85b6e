"""The questions of ``dcpipeline review``."""

from typing import Final

import typer

from dcpipeline.cli.console import console
from dcpipeline.cli.review_pages import counted, print_decision, print_line, print_pair
from dcpipeline.cli.reviewer import Reviewer, one_line, proposed_reason
from dcpipeline.reference import REVIEWED
from dcpipeline.resolve import JudgementError
from dcpipeline.warehouse.candidates import Candidate
from dcpipeline.warehouse.sides import side

KEYS: Final = {
    "s": "same",
    "d": "different",
    "u": "unsure",
    "k": "skip",
    "o": "show more",
    "q": "quit",
}


def walk(reviewer: Reviewer, waiting: list[Candidate]) -> None:
    """Ask for each pair in turn, until the person quits or the input ends.

    Args:
        reviewer: writes the decisions.
        waiting: pairs in the order in which they are shown.
    """
    for position, pair in enumerate(waiting, start=1):
        known = reviewer.follows(pair)
        if known is not None:
            print_line(
                f"\n{pair.left_name} and {pair.right_name}: {known} by what you decided before."
            )
            continue
        print_line(f"\n{position} of {len(waiting)}", style="bold")
        try:
            if not _ask(reviewer, pair):
                break
        except typer.Abort:
            # the end of the input or an interrupt: every decision so far is on the disk
            console.print()
            break
    made = counted(len(reviewer.added), "decision")
    verb = "would be added to" if reviewer.is_dry else "added to"
    print_line(f"\n{made} {verb} {reviewer.place.data_dir / REVIEWED}")
    if reviewer.added and not reviewer.is_dry:
        console.print("Try next:  dcpipeline refresh", highlight=False)


def _ask(reviewer: Reviewer, pair: Candidate) -> bool:
    """Show a pair until it is decided or skipped; false when the person quits."""
    database = reviewer.place.warehouse_file
    left = side(database, pair.left_key, pair.left_project_id)
    right = side(database, pair.right_key, pair.right_project_id)
    told = reviewer.told(left, right)
    print_pair(pair, left, right, told, is_full=False)
    while True:
        match _key():
            case "q":
                return False
            case "k":
                return True
            case "o":
                print_pair(pair, left, right, told, is_full=True)
            case key:
                proposed = proposed_reason(KEYS[key], pair, left, right)
                if _decided(reviewer, pair, KEYS[key], proposed):
                    return True


def _key() -> str:
    print_line(" · ".join(f"{key} {words}" for key, words in KEYS.items()), style="dim")
    while True:
        typed = typer.prompt("Decision", prompt_suffix="> ").strip().lower()
        for key, words in KEYS.items():
            if typed in {key, words}:
                return key
        print_line(f"not one of {' '.join(KEYS)}")


def _decided(reviewer: Reviewer, pair: Candidate, judgement: str, proposed: str | None) -> bool:
    while not (reason := _reason(proposed)):
        pass
    try:
        line = reviewer.decide(pair.left_key, pair.right_key, judgement, reason)
    except JudgementError as error:
        print_line(str(error), style="bold red")
        return False
    if line is not None:
        print_decision(line, is_dry=reviewer.is_dry)
    return True


def _reason(proposed: str | None) -> str:
    typed: str = typer.prompt("Reason", default=proposed, prompt_suffix="> ")
    return one_line(typed)
