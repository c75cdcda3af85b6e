"""Pairing labels with claims one to one: fills of a field, subjects of a text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from scipy.optimize import linear_sum_assignment

from dcpipeline_tests.accuracy.fills import VALUE_FIELDS, Fill, Filled, amounts_agree, values_agree

# Agreement of a value outweighs everything that only decides between equal values.
_AGREED: Final = 100.0
_REQUIRED: Final = 2.0
_DATE: Final = 0.5
_ATTRIBUTES: Final = 0.25
_ALIKE: Final = 0.1
# Of subjects with as many agreed fills, the one of that name, then of that kind.
_SAME_NAME: Final = 0.1
_SAME_KIND: Final = 0.01


@dataclass(slots=True)
class Matching:
    """How the fills of one field of two paired subjects fall together.

    Attributes:
        agreed: label and claim with one value; optional ones are among them.
        incorrect: label and claim whose values differ.
        missing: labels without a claim, optional ones left out.
        spurious: claims without a label, optional ones left out.
    """

    agreed: list[tuple[Fill, Fill]] = field(default_factory=list)
    incorrect: list[tuple[Fill, Fill]] = field(default_factory=list)
    missing: list[Fill] = field(default_factory=list)
    spurious: list[Fill] = field(default_factory=list)


def match_fills(gold: Sequence[Fill], read: Sequence[Fill]) -> Matching:
    """Match fills of one field; of several with one value the one whose date and attributes agree.

    What is left over on both sides pairs off as incorrect; what is optional never does.
    """
    result = Matching()
    pairs = dict(_assign([[_likeness(label, claim) for claim in read] for label in gold]))
    for place, label in enumerate(gold):
        claim = read[pairs[place]] if place in pairs else None
        if claim is not None and values_agree(label, claim):
            result.agreed.append((label, claim))
        elif claim is not None and not (label.optional or claim.optional):
            result.incorrect.append((label, claim))
        else:
            result.missing += [label] * (not label.optional)
            result.spurious += [] if claim is None or claim.optional else [claim]
    taken = set(pairs.values())
    result.spurious += [
        claim for place, claim in enumerate(read) if place not in taken and not claim.optional
    ]
    return result


def pair_subjects(gold: Sequence[Filled], read: Sequence[Filled]) -> list[tuple[int, int]]:
    """Positions of labelled and claimed subjects that are taken for one thing.

    One to one, with as many agreed fills as possible. A pair has at least one agreed fill, the name
    among them; a project pairs with projects only.
    """
    gains = [[_gain(label, claimed) for claimed in read] for label in gold]
    return [(row, column) for row, column in _assign(gains) if gains[row][column] >= 1]


def _assign(gains: list[list[float]]) -> Iterator[tuple[int, int]]:
    if not gains or not gains[0]:
        return iter(())
    rows, columns = linear_sum_assignment(np.array(gains), maximize=True)
    return zip(rows.tolist(), columns.tolist(), strict=True)


def _likeness(gold: Fill, read: Fill) -> float:
    likeness = 0.0 if gold.optional or read.optional else _REQUIRED
    if values_agree(gold, read):
        likeness += _AGREED
    elif gold.amount is not None and amounts_agree(gold.amount, read.amount):
        likeness += _ALIKE
    likeness += _DATE * (gold.on == read.on)
    stated = set(gold.attributes) | set(read.attributes)
    differing = set(gold.attributes) ^ set(read.attributes)
    return likeness + _ATTRIBUTES * (1 - len(differing) / max(len(stated), 1) / 2)


def _gain(gold: Filled, read: Filled) -> float:
    """Number of agreed fills, dates of events among them, and what decides between equal ones."""
    if gold.is_project != read.is_project:
        return 0.0
    gain = 0.0
    for name in VALUE_FIELDS:
        labels, claims = gold.of(name), read.of(name)
        if labels and claims:
            agreed = match_fills(labels, claims).agreed
            gain += len(agreed) + sum(a.on is not None and a.on == b.on for a, b in agreed)
            gain += _SAME_NAME * (name == "name" and bool(agreed))
    return gain + _SAME_KIND * (gold.kind == read.kind) if gain else 0.0
