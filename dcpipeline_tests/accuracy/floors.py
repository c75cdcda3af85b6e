"""The least that must hold on the sealed part."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dcpipeline_tests.accuracy.measures import Row

_NAMES: Final = {"precision": "precision", "recall": "recall", "f1": "F1"}


@dataclass(frozen=True, slots=True)
class Floor:
    """Least values of one field; None where there is none.

    Attributes:
        field: row of the table.
        precision: least precision.
        recall: least recall.
        f1: least F1.
    """

    field: str
    precision: float | None = None
    recall: float | None = None
    f1: float | None = None


FLOORS: Final = (
    Floor("province", precision=0.99, recall=0.99),
    *(
        Floor(field, precision=0.95, recall=0.90)
        for field in ("city", "status", "compute", "money", "racks", "cards", "date", "operator")
    ),
    Floor("event", f1=0.85),
)
MOST_TOTALS_ON_SITES: Final = 0


def missed(rows: Sequence[Row], totals_on_sites: int, stopped: int) -> tuple[str, ...]:
    """One sentence for each floor that does not hold; a field without fills holds none.

    Args:
        rows: measures of the sealed part.
        totals_on_sites: totals that were read as figures of one site.
        stopped: texts on which the extractor raised.
    """
    by_field = {row.field: row for row in rows}
    sentences = [
        f"{floor.field}: {_NAMES[share]} {_shown(value)} is below {least:.2f}."
        for floor in FLOORS
        for share in _NAMES
        if (least := getattr(floor, share)) is not None
        and not (value := getattr(by_field[floor.field], share).value) >= least
    ]
    if totals_on_sites > MOST_TOTALS_ON_SITES:
        sentences.append(f"{totals_on_sites} totals were read as figures of one site.")
    if stopped:
        sentences.append(f"The extractor stopped on {stopped} texts.")
    return tuple(sentences)


def _shown(value: float) -> str:
    return "of nothing" if value != value else f"{value:.3f}"
