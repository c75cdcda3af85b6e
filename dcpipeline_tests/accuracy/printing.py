"""Tables in plain text."""

from collections.abc import Iterable, Iterator, Sequence
from math import isnan
from typing import Any, Final

from dcpipeline_tests.accuracy.floors import GOALS, Bar, Standing, shown, standings
from dcpipeline_tests.accuracy.measures import Estimate, Row, measure
from dcpipeline_tests.accuracy.scores import VERDICTS, TextScore, Wrong

MAIN_FIELDS: Final = (
    "province", "city", "name", "operator", "status", "date", "event", "compute", "cards",
    "racks", "money",
)  # fmt: skip
_AROUND: Final = 30


def report(part: str, scores: Sequence[TextScore]) -> str:
    """The table of a part, and its main fields by language. Names no text and no single error."""
    rows = measure(scores)
    subjects = sum(len(score.text.subjects) for score in scores)
    header = f"{part} part, on written texts: {len(scores)} texts, {subjects} subjects"
    lines = [header, "", *_table(rows), "", f"totals on sites: {_totals(scores)}"]
    stopped = _stopped(scores)
    if stopped:
        lines.append(f"texts on which the extractor stopped: {stopped}")
    return "\n".join([*lines, "", *_by_language(scores)])


def errors(scores: Iterable[TextScore]) -> str:
    """Every wrong fill: id of the text, field, verdict, label, claim and the words around it."""
    lines = []
    for score in scores:
        if score.stopped:
            lines.append(f"{score.text.id} the extractor stopped: {score.stopped}")
        lines += [_error(score, wrong) for wrong in score.wrong]
    return "\n".join(lines)


def beside_goals(part: str, rows: Sequence[Row], totals_on_sites: int, held: Bar) -> str:
    """What was measured beside its floor and the goal; what is below its goal is marked."""
    heads = ("field", "share", "measured", "held", "goal", "")
    cells = [_standing(one) for one in standings(rows, held)]
    counts = (totals_on_sites, held.totals_on_sites, GOALS.totals_on_sites)
    note = _reached(totals_on_sites <= GOALS.totals_on_sites)
    cells.append(("totals on sites", "", *map(str, counts), note))
    return "\n".join([f"{part} part, floors and goals", "", *_aligned([heads, *cells])])


def as_json(scores: Sequence[TextScore]) -> dict[str, Any]:
    """The measures of a part as numbers, without ids and texts."""
    return {
        "texts": len(scores),
        "subjects": sum(len(score.text.subjects) for score in scores),
        "totals_on_sites": _totals(scores),
        "stopped": _stopped(scores),
        "fields": {row.field: _row_json(row) for row in measure(scores)},
    }


def _table(rows: Iterable[Row]) -> Iterator[str]:
    heads = ("field", "precision", "recall", "F1", *VERDICTS)
    cells = [
        (row.field, *map(_estimate, (row.precision, row.recall, row.f1)),
         *(str(row.counts[verdict]) for verdict in VERDICTS))
        for row in rows
    ]  # fmt: skip
    return _aligned([heads, *cells])


def _by_language(scores: Sequence[TextScore]) -> Iterator[str]:
    languages = sorted({score.text.language for score in scores})
    columns = []
    for language in languages:
        own = [score for score in scores if score.text.language == language]
        rows = {row.field: row for row in measure(own)}
        shares = [f"{_share(rows[f].precision)}/{_share(rows[f].recall)}" for f in MAIN_FIELDS]
        columns.append((f"{language} P/R, {len(own)} texts", *shares))
    return _aligned(list(zip(("field", *MAIN_FIELDS), *columns, strict=True)))


def _aligned(lines: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for first, *others in lines:
        cells = (cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True))
        yield "  ".join((first.ljust(widths[0]), *cells)).rstrip()


def _standing(one: Standing) -> tuple[str, ...]:
    bounds = ("-" if bound is None else f"{bound:.2f}" for bound in (one.held, one.goal))
    note = "" if one.goal is None else _reached(one.value >= one.goal)
    return (one.field, one.share, shown(one.value), *bounds, note)


def _reached(is_reached: bool) -> str:
    return "" if is_reached else "not reached"


def _estimate(estimate: Estimate) -> str:
    if isnan(estimate.value):
        return "-"
    return f"{estimate.value:.3f} [{estimate.low:.2f}, {estimate.high:.2f}]"


def _share(estimate: Estimate) -> str:
    return "-" if isnan(estimate.value) else f"{estimate.value:.2f}"


def _totals(scores: Iterable[TextScore]) -> int:
    return sum(score.totals_on_sites for score in scores)


def _stopped(scores: Iterable[TextScore]) -> int:
    return sum(score.stopped is not None for score in scores)


def _error(score: TextScore, wrong: Wrong) -> str:
    parts = [f"{score.text.id} {wrong.field} {wrong.verdict}", f"({wrong.subject})"]
    if wrong.gold:
        parts.append(f"gold: {wrong.gold}")
    if wrong.read:
        parts.append(f"read: {wrong.read}")
    if wrong.span:
        parts.append(f"at: {_snippet(score.canonical, *wrong.span)}")
    return " | ".join(parts)


def _snippet(text: str, start: int, end: int) -> str:
    around = text[max(start - _AROUND, 0) : start], text[start:end], text[end : end + _AROUND]
    before, words, after = (" ".join(piece.split()) for piece in around)
    return f"…{before}[{words}]{after}…"


def _row_json(row: Row) -> dict[str, Any]:
    shares = {name: getattr(row, name) for name in ("precision", "recall", "f1")}
    return {name: _numbers(estimate) for name, estimate in shares.items()} | row.counts


def _numbers(estimate: Estimate) -> list[float] | None:
    """Value, lower and upper end; None without a value."""
    if isnan(estimate.value):
        return None
    return [estimate.value, estimate.low, estimate.high]
