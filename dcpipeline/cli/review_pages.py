"""What ``dcpipeline review`` shows of pairs."""

from collections.abc import Iterator
from typing import Final

from rich.text import Text

from dcpipeline.cli.console import console, figure, printable, table
from dcpipeline.reference import REVIEWED
from dcpipeline.resolve.conflicts import Judgement
from dcpipeline.warehouse.candidates import Candidate
from dcpipeline.warehouse.sides import LABELS, Side, Source

# What is shown at first; the key for more shows all.
SHOWN_WORDINGS: Final = 3
SHOWN_SOURCES: Final = 2
SHOWN_SENTENCES: Final = 1
SHOWN_JUDGEMENTS: Final = 5


def print_list(waiting: list[Candidate]) -> None:
    """A table of pairs with their keys."""
    shown = table("score", "level", "left", "right", "why", "judgement", right=("score",))
    for pair in waiting:
        shown.add_row(
            figure(pair.score, 2),
            _text(pair.level.replace("_", " ")),
            Text.assemble(*_called(pair.left_name, pair.left_place, pair.left_key)),
            Text.assemble(*_called(pair.right_name, pair.right_place, pair.right_key)),
            _text(pair.reason),
            pair.judgement,
        )
    if waiting:
        console.print(shown)
    verb = "waits" if len(waiting) == 1 else "wait"
    console.print(f"{counted(len(waiting), 'pair')} {verb} for a person", highlight=False)


def _called(name: str, place: str | None, key: str) -> Iterator[tuple[str, str]]:
    yield printable(name), ""
    yield f", {printable(place)}" if place else "", ""
    yield f"\n{printable(key)}", "dim"


def print_pair(
    pair: Candidate, left: Side, right: Side, told: list[Judgement], *, is_full: bool
) -> None:
    """A pair side by side, its sources, its evidence, and judgements that name one of its sides.

    Args:
        pair: the pair.
        left: what is known of its left side.
        right: what is known of its right side.
        told: the judgements.
        is_full: show all wordings, sources and sentences, not only the first ones.
    """
    most = None if is_full else SHOWN_WORDINGS
    shown = table("", *(printable(name) for name in ("left", "right")))
    shown.add_row(
        "",
        Text.assemble(*_called(pair.left_name, pair.left_place, pair.left_key)),
        Text.assemble(*_called(pair.right_name, pair.right_place, pair.right_key)),
    )
    for label in LABELS:
        one, other = left.cells[label], right.cells[label]
        if one or other:
            shown.add_row(label, _cell(one, most), _cell(other, most))
    console.print(shown)
    for name, shown_side in (("left", left), ("right", right)):
        _print_sources(name, shown_side, is_full=is_full)
    _print_evidence(pair)
    _print_judgements(told, is_full=is_full)


def _cell(wordings: tuple[str, ...], most: int | None) -> Text:
    more = len(wordings) - most if most is not None and len(wordings) > most else 0
    lines = [printable(words) for words in wordings[:most]]
    return Text("\n".join([*lines, f"… {more} more"] if more else lines))


def _print_sources(name: str, shown: Side, *, is_full: bool) -> None:
    taken = shown.sources if is_full else shown.sources[:SHOWN_SOURCES]
    print_line(f"\n{name}: {counted(len(shown.sources), 'source')}", style="bold")
    for source in taken:
        for line in _source_lines(source, is_full=is_full):
            print_line(f"  {line}", style="dim")


def _source_lines(source: Source, *, is_full: bool) -> Iterator[str]:
    tier = source.tier.replace("_", " ")
    yield f"{tier}, {source.published_on}, {source.publisher or 'publisher unknown'}"
    if source.title:
        yield f"  {source.title}"
    for words in source.words if is_full else source.words[:SHOWN_SENTENCES]:
        yield f"  {words}"
    if source.address:
        yield f"  {source.address}"


def _print_evidence(pair: Candidate) -> None:
    level = pair.level.replace("_", " ")
    print_line(f"\nevidence: {level}, score {figure(pair.score, 2)}: {pair.reason}", style="bold")
    said = ", ".join(
        f"{name.replace('_', ' ')} {_feature(value)}"
        for name, value in pair.features.items()
        if value is not None
    )
    if said:
        print_line(f"  {said}", style="dim")
    if pair.judgement == "unsure":
        print_line(f"  unsure since {pair.decided_on}: {pair.judgement_reason}")


def _feature(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.2f}"
    return str(value).replace("_", " ")


def _print_judgements(told: list[Judgement], *, is_full: bool) -> None:
    for line in told if is_full else told[:SHOWN_JUDGEMENTS]:
        print_line(
            f"  judged {line.judgement} on {line.decided_on}: {line.left_key}, {line.right_key} "
            f"({line.reason})",
            style="dim",
        )


def counted(number: int, what: str) -> str:
    """A number of things in words."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def print_decision(line: Judgement, *, is_dry: bool) -> None:
    """A line that was, or in a dry run would be, written."""
    where = "would be added (dry run)" if is_dry else f"added to {REVIEWED}"
    print_line(f"{line.left_key}, {line.right_key}: {line.judgement}, {line.reason} – {where}")


def print_line(text: str, style: str = "") -> None:
    """A line of our words and of sources' words, the latter harmless to the terminal."""
    lead = "\n" if text.startswith("\n") else ""
    indent = " " * (len(text.lstrip("\n")) - len(text.lstrip()))
    words = Text(f"{lead}{indent}{printable(text)}")
    console.print(words, style=style, highlight=False, soft_wrap=True)


def _text(words: str) -> Text:
    return Text(printable(words))
