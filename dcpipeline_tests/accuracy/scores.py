"""Counting, per text, what was right and wrong."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from dcpipeline.extract.claim import Extraction
from dcpipeline_tests.accuracy.claimed import claimed_subjects
from dcpipeline_tests.accuracy.fills import (
    ATTRIBUTES,
    DATE_FIELD_OF,
    VALUE_FIELDS,
    Fill,
    Filled,
    amounts_agree,
    values_agree,
)
from dcpipeline_tests.accuracy.labelled import labelled_subjects
from dcpipeline_tests.accuracy.pairing import match_fills, pair_subjects
from dcpipeline_tests.gold.labels import GoldText

Verdict = Literal["COR", "PAR", "INC", "MIS", "SPU"]
Extractor = Callable[[GoldText], Extraction]

VERDICTS: Final[tuple[Verdict, ...]] = ("COR", "PAR", "INC", "MIS", "SPU")
# Rows of the table: values, dates of events that were found, whole events, attributes.
FIELDS: Final = (
    *VALUE_FIELDS[:7], "date", "planned_date", "event", *VALUE_FIELDS[7:], *ATTRIBUTES,
)  # fmt: skip
# Figures of which a sum over several projects can be taken for that of one.
_SUMMED: Final = frozenset({"compute", "cards", "servers", "racks", "it_load", "money", "counts"})


@dataclass(frozen=True, slots=True)
class Wrong:
    """A fill that is not right.

    Attributes:
        subject: what it is about.
        field: row of the table.
        verdict: how it is wrong.
        gold: the label, empty for a spurious claim.
        read: the claim, empty for a missing one.
        span: place of the claim in the canonical text, None without one.
    """

    subject: str
    field: str
    verdict: Verdict
    gold: str = ""
    read: str = ""
    span: tuple[int, int] | None = None


@dataclass(slots=True)
class TextScore:
    """What was right and wrong in one text.

    Attributes:
        text: the labelled text.
        tally: number of fills by field and verdict.
        wrong: the single errors; whole events are not repeated among them.
        totals_on_sites: figures of several projects together that were read as those of one.
        stopped: why the extractor gave nothing, None where it ran.
        canonical: canonical text that the spans index.
    """

    text: GoldText
    tally: Counter[tuple[str, Verdict]] = field(default_factory=Counter)
    wrong: list[Wrong] = field(default_factory=list)
    totals_on_sites: int = 0
    stopped: str | None = None
    canonical: str = ""

    def counts(self) -> NDArray[np.int64]:
        """Number of fills: one row for each of FIELDS, one column for each of VERDICTS."""
        return np.array([[self.tally[name, verdict] for verdict in VERDICTS] for name in FIELDS])

    def add(self, name: str, verdict: Verdict) -> None:
        """Count one fill."""
        self.tally[name, verdict] += 1


def score_text(text: GoldText, extractor: Extractor) -> TextScore:
    """Read a text and compare. An extractor that raises has read nothing, and is reported."""
    score = TextScore(text)
    try:
        extraction = extractor(text)
    except Exception as error:  # noqa: BLE001 - any fault of the extractor counts as misses
        score.stopped = f"{type(error).__name__}: {error}"
        compare(score, labelled_subjects(text), ())
        return score
    score.canonical = extraction.document.text
    compare(score, labelled_subjects(text), claimed_subjects(extraction))
    return score


def compare(score: TextScore, gold: Sequence[Filled], read: Sequence[Filled]) -> None:
    """Count the fills of all subjects of a text into ``score``."""
    pairs = pair_subjects(gold, read)
    for row, column in pairs:
        if not gold[row].optional:
            _compare_pair(score, gold[row], read[column])
    rows, columns = {row for row, _ in pairs}, {column for _, column in pairs}
    for row, subject in enumerate(gold):
        if row not in rows and not subject.optional:
            _compare_pair(score, subject, Filled(subject.kind, subject.label, ()))
    for column, subject in enumerate(read):
        if column not in columns:
            _compare_pair(score, Filled(subject.kind, subject.label, ()), subject)
    score.totals_on_sites += sum(1 for _ in _totals_on_sites(gold, read))


def _compare_pair(score: TextScore, gold: Filled, read: Filled) -> None:
    placed = all(_same_words(gold.of(name), read.of(name)) for name in ("province", "city"))
    label = gold.label if gold.fills else read.label
    for name in VALUE_FIELDS:
        matching = match_fills(gold.of(name), read.of(name))
        wrong = [Wrong(label, name, "INC", str(a), str(b), b.span) for a, b in matching.incorrect]
        wrong += [Wrong(label, name, "MIS", gold=str(fill)) for fill in matching.missing]
        wrong += [
            Wrong(label, name, "SPU", read=str(fill), span=fill.span) for fill in matching.spurious
        ]
        for error in wrong:
            _add_wrong(score, error)
        for one, other in matching.agreed:
            if not (one.optional or other.optional):
                _add_agreed(score, label, one, other, placed)


def _add_wrong(score: TextScore, error: Wrong) -> None:
    score.add(error.field, error.verdict)
    score.wrong.append(error)
    if error.field == "status":
        score.add("event", error.verdict)


def _add_agreed(score: TextScore, label: str, gold: Fill, read: Fill, placed: bool) -> None:
    """Count a value that is right, and what is said beside it."""
    said, also = dict(gold.attributes), dict(read.attributes)
    beside = [(name, said.get(name), also.get(name)) for name in ATTRIBUTES]
    if gold.field in DATE_FIELD_OF:
        beside.append((DATE_FIELD_OF[gold.field], gold.on, read.on))
    differing = [part for part in beside if part[1] != part[2]]
    for name, one, other in beside:
        if one is not None and one == other:
            score.add(name, "COR")
    for name, one, other in differing:
        verdict: Verdict = "SPU" if one is None else "MIS" if other is None else "INC"
        score.add(name, verdict)
        where = f"of {gold.field} {gold}"
        error = Wrong(f"{label}, {where}", name, verdict, one or "", other or "", read.span)
        score.wrong.append(error)
    score.add(gold.field, "PAR" if differing else "COR")
    if gold.field == "status":
        score.add("event", "COR" if placed and not differing else "INC")


def _same_words(gold: Sequence[Fill], read: Sequence[Fill]) -> bool:
    return {fill.words for fill in gold} == {fill.words for fill in read}


def _totals_on_sites(gold: Sequence[Filled], read: Sequence[Filled]) -> Iterator[Fill]:
    """Figures of a claimed project that the labels give to others than projects only."""
    of_sites = [fill for subject in gold if subject.is_project for fill in subject.fills]
    of_others = [fill for subject in gold if not subject.is_project for fill in subject.fills]
    for subject in read:
        for fill in subject.fills if subject.is_project else ():
            if fill.field not in _SUMMED or fill.optional:
                continue
            on_other = any(_same_figure(label, fill) for label in of_others)
            if on_other and not any(_same_figure(label, fill) for label in of_sites):
                yield fill


def _same_figure(gold: Fill, read: Fill) -> bool:
    """Whether both are one figure: money of one currency, whatever its kind."""
    if gold.field != read.field:
        return False
    if gold.field == "money":
        return gold.words[1] == read.words[1] and amounts_agree(gold.amount, read.amount)
    return values_agree(gold, read)
