"""Numbered lists of projects: every entry one record."""

from collections.abc import Sequence
from typing import Final

from dcpipeline.extract.layouts.news import parse_fragment, read_body, take_silent
from dcpipeline.extract.layouts.numbering import ORDER, Number, behind_bullet, number_of, runs
from dcpipeline.extract.layouts.pieces import Parsed, Piece, WrongLayoutError, tally, weight
from dcpipeline.extract.layouts.records import characters, with_records
from dcpipeline.extract.layouts.words import LIST_TITLE, has_quantity, names_project

FEWEST_ENTRIES: Final = 3
_LONGEST_HEADING: Final = 40


def parse_project_list(fragment: str, title: str = "") -> Parsed:
    """Entries of a list of projects, and the headings of their groups.

    Entries are numbered (1. 1、（1）① （一）一、 第一，项目一), marked (● ——) or items of a list:
    at least three, most of them opening with the name of a project; either the title calls it a
    list or half of the entries state a quantity.

    Args:
        fragment: markup of the body of a page.
        title: title of the page.

    Raises:
        WrongLayoutError: for a fragment without such a list.
    """
    tree = parse_fragment(fragment)
    silent = take_silent(tree)
    pieces, unread = read_body(tree)
    arranged = as_project_list(pieces, title)
    if arranged is None:
        raise WrongLayoutError(f"the fragment lists no {FEWEST_ENTRIES} projects")
    return Parsed(tuple(arranged), tally([*silent, *unread]))


def as_project_list(pieces: Sequence[Piece], title: str) -> list[Piece] | None:
    """Pieces with a record for every entry, None where they are no list of projects."""
    numbers = [None if p.kind == "row" else number_of(p.text) for p in pieces]
    for starts in _candidates(pieces, numbers):
        if not _are_projects(pieces, starts, numbers):
            continue
        headings = _group_headings(pieces, numbers, starts)
        arranged = with_records(pieces, set(starts), headings)
        if _is_list(arranged, title):
            return arranged
    return None


def _candidates(pieces: Sequence[Piece], numbers: Sequence[Number | None]) -> list[list[int]]:
    """Lines that could begin the entries: the innermost numbers first, then marks, then items.

    Of list items those that stand in the fewest lists; what is nested belongs to them.
    """
    found = [runs(numbers, style) for style in reversed(ORDER)]
    free = [i for i, p in enumerate(pieces) if p.kind != "row" and numbers[i] is None]
    found.append([i for i in free if behind_bullet(pieces[i].text)])
    items = [i for i in free if pieces[i].kind == "item"]
    outermost = min((pieces[i].depth for i in items), default=0)
    found.append([i for i in items if pieces[i].depth == outermost])
    return [starts for starts in found if len(starts) >= FEWEST_ENTRIES]


def _are_projects(
    pieces: Sequence[Piece], starts: Sequence[int], numbers: Sequence[Number | None]
) -> bool:
    named = 0
    for index in starts:
        number = numbers[index]
        text = pieces[index].text
        text = text[number.behind if number else behind_bullet(text) :]
        named += names_project(text)
    return named * 10 >= len(starts) * 7


def _group_headings(
    pieces: Sequence[Piece], numbers: Sequence[Number | None], starts: Sequence[int]
) -> set[int]:
    """Headings and short lines numbered in another style, such as （一）续建项目."""
    begun = set(starts)
    return {
        index
        for index, piece in enumerate(pieces)
        if index not in begun
        and (piece.kind == "heading" or (numbers[index] and weight(piece.text) <= _LONGEST_HEADING))
    }


def _is_list(arranged: Sequence[Piece], title: str) -> bool:
    """Whether the entries are most of the page, and either called a list or full of figures.

    Headings of groups belong to the list as its entries do.
    """
    text = [piece for piece in arranged if piece.kind != "heading"]
    if characters(text, in_records=True) * 2 < characters(text):
        return False
    if LIST_TITLE.search(title):
        return True
    texts: dict[int, str] = {}
    for piece in arranged:
        if piece.record is not None:
            texts[piece.record] = texts.get(piece.record, "") + piece.text
    return sum(map(has_quantity, texts.values())) * 2 >= len(texts)
