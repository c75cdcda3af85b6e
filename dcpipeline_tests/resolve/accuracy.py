"""``python -m dcpipeline_tests.resolve.accuracy``: how well announcements of one project are found.

The matcher is given what the announcements say and nothing else: keys are drawn anew, and no
``project_key``, ``campus_key`` or judgement goes in.
"""

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Final

import polars as pl
from scipy.stats import binomtest

from dcpipeline.extract import claims_from_register, read_announcements
from dcpipeline.reference import facts_as_of, load_rows, load_table, read_csv_rows
from dcpipeline.resolve.matching import match, place_words
from dcpipeline.resolve.subjects import subjects_of
from dcpipeline.schema import table
from dcpipeline.schema.vocabularies import TIER_RANK
from dcpipeline_tests.conftest import DATA
from dcpipeline_tests.resolve.metrics import Scores, b_cubed

GOLD: Final = Path(__file__).parent / "gold"
REGISTER: Final = "register"
# Sets of made announcements. Rules were made on the first three, and on the fourth after it had
# been scored once; the last has cities that none of the first three has: of it, who made rules saw
# no more than how many pairs of which kind were missed.
DEVELOPED_ON: Final = ("first", "second", "third")
FOURTH: Final = "fourth"
HELD_OUT: Final = "held_out"
SETS: Final = (REGISTER, *DEVELOPED_ON, FOURTH, HELD_OUT)
_SEED: Final = 7


@dataclass(frozen=True, slots=True)
class Labelled:
    """Announcements with their true projects, and labelled pairs of them.

    Attributes:
        names: name by announcement, for people.
        truth: true project by announcement.
        found: found group by announcement.
        pairs: announcements of a pair, whether they are one project, and the kind of case.
    """

    names: Mapping[str, str]
    truth: Mapping[str, str]
    found: Mapping[str, str]
    pairs: tuple[tuple[str, str, bool, str], ...]

    def counts(self) -> tuple[int, int, int]:
        """Pairs found that are true, found that are not, and true ones that were not found."""
        both = [(is_same, self.is_found(left, right)) for left, right, is_same, _ in self.pairs]
        return both.count((True, True)), both.count((False, True)), both.count((True, False))

    def is_found(self, left: str, right: str) -> bool:
        """Whether two announcements stand in one group."""
        return self.found[left] == self.found[right]

    def scores(self) -> Scores:
        """Precision and recall over the labelled pairs."""
        right, wrong, missed = self.counts()
        return Scores(right / max(1, right + wrong), right / max(1, right + missed))


@lru_cache(maxsize=8)
def labelled(name: str) -> Labelled:
    """The register, or one set of made announcements, as the matcher groups it.

    Args:
        name: ``register`` or a set.
    """
    if name == REGISTER:
        rows = load_rows(table("raw.announcements"), DATA)
        pairs = [pair for pair in _pairs("first") if pair["kind"].startswith(REGISTER)]
    else:
        rows = read_csv_rows(GOLD / f"{name}_announcements.csv")
        pairs = [pair for pair in _pairs(name) if not pair["kind"].startswith(REGISTER)]
    truth = dict(rows.select("announcement_id", "project_key").iter_rows())
    return Labelled(
        {
            row["announcement_id"]: f"{row['name_zh'] or row['name_en']} ({row['city_zh'] or ''})"
            for row in rows.iter_rows(named=True)
        },
        truth,
        {key: f"{name}/{group}" for key, group in _groups(rows).items()},
        tuple(
            (pair["left_id"], pair["right_id"], pair["label"] == "same", pair["kind"])
            for pair in pairs
        ),
    )


def _pairs(name: str) -> list[dict[str, str]]:
    return read_csv_rows(GOLD / f"{name}_pairs.csv").to_dicts()


def _groups(rows: pl.DataFrame) -> dict[str, str]:
    """Group by announcement. The order and the keys of what goes in are drawn."""
    day = facts_as_of(DATA)
    divisions, aliases, counties = (
        load_table(table(f"ref.{name}"), DATA)
        for name in ("divisions", "division_aliases", "counties")
    )
    read = read_announcements(
        rows.with_columns(campus_key=pl.lit(None, dtype=pl.String)),
        divisions, as_of=day, facts_as_of=day,
    )  # fmt: skip
    if len(read.rejects):
        raise ValueError(f"{len(read.rejects)} announcements can't be read")
    claims, _ = claims_from_register(
        read.good.with_columns(project_key=pl.lit(None, dtype=pl.String)),
        as_of=day, facts_as_of=day,
    )  # fmt: skip
    ranked = claims.with_columns(
        tier_rank=pl.col("source_tier").replace_strict(TIER_RANK, return_dtype=pl.Int64)
    )
    subjects = list(subjects_of(ranked, divisions))
    Random(_SEED).shuffle(subjects)
    drawn = {f"r{number:05}": subject.key for number, subject in enumerate(subjects)}
    records = [
        replace(subject.record, key=key) for key, subject in zip(drawn, subjects, strict=True)
    ]
    groups = match(records, place_words(divisions, aliases, counties)).groups
    return {drawn[key]: group for key, group in groups.items()}


def report(names: Sequence[str]) -> str:
    """A line for each set: pairs, precision and recall with 95 % intervals (Wilson), B-cubed F1."""
    lines = [
        f"{'set':<10}{'pairs':>6}{'same':>6}  {'precision':<20}{'recall':<20}{'B-cubed F1':>10}"
    ]
    lines += [_line(name, labelled(name)) for name in names]
    lines.append(_line("all", together(names)))
    return "\n".join(lines)


def together(names: Sequence[str]) -> Labelled:
    """Several sets as one."""
    sets = [labelled(name) for name in names]
    return Labelled(
        {key: name for one in sets for key, name in one.names.items()},
        {key: project for one in sets for key, project in one.truth.items()},
        {key: group for one in sets for key, group in one.found.items()},
        tuple(pair for one in sets for pair in one.pairs),
    )


def _line(name: str, one: Labelled) -> str:
    right, wrong, missed = one.counts()
    same = sum(is_same for _, _, is_same, _ in one.pairs)
    return (
        f"{name:<10}{len(one.pairs):>6}{same:>6}  {_share(right, wrong):<20}"
        f"{_share(right, missed):<20}{b_cubed(one.truth, one.found).f1:>10.3f}"
    )


def _share(part: int, rest: int) -> str:
    if not part + rest:
        return "none"
    ends = binomtest(part, part + rest).proportion_ci(method="wilson")
    return f"{part / (part + rest):.3f} ({ends.low:.3f}-{ends.high:.3f})"


def errors(name: str) -> str:
    """Each pair of a set on which the matcher is wrong."""
    one = labelled(name)
    return "\n".join(
        f"{'joined' if one.is_found(left, right) else 'apart'}  {kind}: "
        f"{one.names[left]} [{left}] and {one.names[right]} [{right}]"
        for left, right, is_same, kind in one.pairs
        if one.is_found(left, right) != is_same
    )


def register_alone() -> str:
    """What the matcher makes of the register without its keys: merges and splits, ten of each."""
    one = labelled(REGISTER)
    keys, groups = _members(one.truth), _members(one.found)
    merged = {
        group: sorted({one.truth[member] for member in members})
        for group, members in groups.items()
    }
    merges = sorted(found for found in merged.values() if len(found) > 1)
    split = {key: {one.found[member] for member in members} for key, members in keys.items()}
    splits = sorted(key for key, found in split.items() if len(found) > 1)
    lines = [
        f"{len(one.truth)} rows, {len(keys)} keys of the register, {len(groups)} groups of the "
        f"matcher alone: {len(merges)} groups hold several keys, {len(splits)} keys are split.",
        "",
        "Several keys in one group:",
        *(f"  {' + '.join(found)}" for found in merges[:10]),
        "",
        "Keys in several groups:",
        *(
            f"  {key}: " + " | ".join(sorted({_name(one, group) for group in split[key]}))
            for key in splits[:10]
        ),
    ]  # fmt: skip
    return "\n".join(lines)


def _name(one: Labelled, group: str) -> str:
    return min(one.names[member] for member, found in one.found.items() if found == group)


def _members(groups: Mapping[str, str]) -> dict[str, list[str]]:
    members: dict[str, list[str]] = {}
    for member in sorted(groups):
        members.setdefault(groups[member], []).append(member)
    return members


def main(words: Sequence[str] | None = None) -> int:
    """Print what was asked for."""
    parser = argparse.ArgumentParser(
        prog="python -m dcpipeline_tests.resolve.accuracy", description=__doc__
    )
    parser.add_argument("--errors", action="store_true", help="each error, not of the held-out set")
    parser.add_argument("--register", action="store_true", help="merges and splits of the register")
    options = parser.parse_args(words)
    print(report(SETS))
    if options.errors:
        for name in (REGISTER, *DEVELOPED_ON, FOURTH):
            print(f"\n{name}\n{errors(name)}")
    if options.register:
        print(f"\n{register_alone()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
