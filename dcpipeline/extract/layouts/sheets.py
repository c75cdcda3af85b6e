"""Fact sheets in Latin letters: below a name, lines of a label and its value; one record each."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from dcpipeline.extract.layouts.labels import is_latin_label, is_naming, label_of, latin_field
from dcpipeline.extract.layouts.pieces import CellPiece, Piece
from dcpipeline.extract.layouts.wrapping import ends_sentence

_FEWEST_FIELDS: Final = 2
_MOST_FIELDS: Final = 60
_LONGEST_NAME: Final = 90


def with_sheets(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces with one record of rows for each fact sheet.

    A sheet is a run of lines "Label: value" of which at least two, and two thirds, have the usual
    words of headers as labels; a label that comes again begins the next one. The short line above,
    if no label names the thing, is its name and belongs to the record.
    """
    arranged = list(pieces)
    record = 1 + max((p.record for p in pieces if p.record is not None), default=-1)
    for sheet in _sheets(pieces):
        fields = [index for index in sheet if is_latin_label(label_of(pieces[index].text))]
        if len(fields) < _FEWEST_FIELDS or len(fields) * 3 < len(sheet) * 2:
            continue
        for index in sheet:
            text = pieces[index].text
            value = CellPiece(label_of(text), latin_field(text), len(text))
            arranged[index] = replace(pieces[index], kind="row", record=record, cells=(value,))
        above = sheet[0] - 1
        is_named = any(is_naming(label_of(pieces[index].text)) for index in sheet)
        if not is_named and above >= 0 and _is_name(arranged[above]):
            words = pieces[above].text
            cell = CellPiece("", 0, len(words))
            arranged[above] = replace(pieces[above], kind="row", record=record, cells=(cell,))
        record += 1
    return arranged


def _sheets(pieces: Sequence[Piece]) -> Iterator[list[int]]:
    """Runs of fields, as places in the pieces."""
    run: list[int] = []
    labels: set[str] = set()
    for index, piece in enumerate(pieces):
        label = label_of(piece.text).lower() if _is_field(piece) else ""
        if not label or label in labels or len(run) >= _MOST_FIELDS:
            if run:
                yield run
            run, labels = [], set()
        if label:
            run.append(index)
            labels.add(label)
    if run:
        yield run


def _is_field(piece: Piece) -> bool:
    if piece.kind not in {"paragraph", "item"} or piece.record is not None or piece.cells:
        return False
    return latin_field(piece.text) > 0


def _is_name(piece: Piece) -> bool:
    """Whether the line above a sheet can name what it is about."""
    if piece.kind not in {"paragraph", "item", "heading"} or piece.record is not None:
        return False
    return (
        len(piece.text) <= _LONGEST_NAME and ":" not in piece.text and not ends_sentence(piece.text)
    )
