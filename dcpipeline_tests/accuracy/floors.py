"""What is aimed for, and the least that must hold so that nothing gets worse unseen."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dcpipeline_tests.accuracy.measures import Row
from dcpipeline_tests.gold.sealing import OPEN, SEALED

SHARES: Final = ("precision", "recall", "f1")
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


@dataclass(frozen=True, slots=True)
class Bar:
    """Floors of the fields of one part, and what may stand on sites that is not theirs.

    Attributes:
        floors: one for each field that has any.
        totals_on_sites: most totals that may be read as figures of one site.
    """

    floors: tuple[Floor, ...]
    totals_on_sites: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """One share of one field beside what is held and what is aimed for.

    Attributes:
        field: row of the table.
        share: precision, recall or F1.
        value: as measured, NaN without fills.
        held: its floor, None without one.
        goal: what is aimed for, None without one.
    """

    field: str
    share: str
    value: float
    held: float | None
    goal: float | None


# What is aimed for, on texts that the rules have never seen.
GOALS: Final = Bar(
    (
        Floor("province", precision=0.99, recall=0.99),
        *(
            Floor(field, precision=0.95, recall=0.90)
            for field in (
                "city", "status", "compute", "money", "racks", "cards", "date", "operator",
            )
        ),
        Floor("event", f1=0.85),
    )
)  # fmt: skip
# What holds. Shares: as measured, cut to two digits, less 0.01 or less one fill, whichever is more.
# Fields without a goal are held from 100 labelled fills on. Totals: as counted.
HELD: Final[Mapping[str, Bar]] = {
    OPEN: Bar(
        (
            Floor("province", 0.96, 0.93),
            Floor("city", 0.97, 0.91),
            Floor("name", 0.95, 0.87),
            Floor("operator", 0.95, 0.92),
            Floor("status", 0.97, 0.95),
            Floor("date", 0.98, 0.95),
            Floor("event", 0.94, 0.92, f1=0.93),
            Floor("compute", 0.99, 0.93),
            Floor("cards", 0.91, 0.88),
            Floor("racks", 0.98, 0.94),
            Floor("money", 0.97, 0.90),
            Floor("basis", 0.97, 0.94),
            Floor("phase", 0.99, 0.93),
        ),
        totals_on_sites=0,
    ),
    SEALED: Bar(
        (
            Floor("province", 0.93, 0.90),
            Floor("city", 0.93, 0.89),
            Floor("name", 0.94, 0.85),
            Floor("operator", 0.93, 0.79),
            Floor("status", 0.92, 0.92),
            Floor("date", 0.96, 0.92),
            Floor("event", 0.81, 0.81, f1=0.81),
            Floor("compute", 0.96, 0.89),
            Floor("cards", 0.78, 0.66),
            Floor("racks", 0.94, 0.90),
            Floor("money", 0.85, 0.77),
            Floor("basis", 0.95, 0.94),
        ),
        totals_on_sites=5,
    ),
}


def missed(
    part: str, rows: Sequence[Row], totals_on_sites: int, stopped: int, held: Bar
) -> tuple[str, ...]:
    """One sentence for each floor that does not hold; a field without fills holds none.

    Args:
        part: name of the part.
        rows: its measures.
        totals_on_sites: totals that were read as figures of one site.
        stopped: texts on which the extractor raised.
        held: its floors.
    """
    sentences = [
        f"{part} part, {one.field}: {one.share} {shown(one.value)} is below {one.held:.2f}."
        for one in standings(rows, held)
        if one.held is not None and not one.value >= one.held
    ]
    if totals_on_sites > held.totals_on_sites:
        sentences.append(
            f"{part} part: {totals_on_sites} totals were read as figures of one site, "
            f"{held.totals_on_sites} at most."
        )
    if stopped:
        sentences.append(f"{part} part: the extractor stopped on {stopped} texts.")
    return tuple(sentences)


def standings(rows: Sequence[Row], held: Bar, goals: Bar = GOALS) -> Iterator[Standing]:
    """Every share that has a floor or a goal, in the order of the table."""
    floors = {floor.field: floor for floor in held.floors}
    aims = {floor.field: floor for floor in goals.floors}
    for row in rows:
        floor, aim = (given.get(row.field, Floor(row.field)) for given in (floors, aims))
        for share in SHARES:
            least, goal = getattr(floor, share), getattr(aim, share)
            if least is not None or goal is not None:
                value = getattr(row, share).value
                yield Standing(row.field, _NAMES[share], value, least, goal)


def shown(value: float) -> str:
    """A share with three digits."""
    return "of nothing" if value != value else f"{value:.3f}"
