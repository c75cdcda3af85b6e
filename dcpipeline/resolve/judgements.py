"""Decisions of people on pairs of subjects: same, different, unsure.

A key is a subject key (of a register row its announcement), an identifier of a project, or a key
of the register: who compiled it judged the rows that it keeps under one key to be one project.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import polars as pl

from dcpipeline.resolve.conflicts import Judgement, Standing, judgements_of, lines_between
from dcpipeline.resolve.matching import Decisions
from dcpipeline.schema import conform, table

JUDGEMENTS: Final = table("core.judgements")
SHOWN_CONFLICTS: Final = 5
REGISTER_FILE: Final = "register/announcements.csv"
# Known or not: a row of the register, a subject of a page, a row of a data set, a project.
_SUBJECT_OR_IDENTIFIER: Final = re.compile(r"(AN|pg|ds|dc)[0-9a-f]+")


class JudgementError(ValueError):
    """Judgements contradict each other."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What people decided, in terms of subjects.

    Attributes:
        decisions: what the matcher is told.
        apart: for a pair of subjects the line that keeps them apart, smaller key first; what is
            judged the same is named by its smallest key, of those that can be projects if any can.
        same_as: for each subject and register key the other key with which a line makes it one,
            and the reason; the register's own lines are left out.
        register_key: for each row of the register its key there.
        groups: for each key of a judgement the subject key by which ``apart`` names its group;
            null where no subject is known.
        lines_read: the lines as read, typed, with ``state``.
    """

    decisions: Decisions
    apart: Mapping[tuple[str, str], Judgement]
    same_as: Mapping[str, tuple[str, str]]
    register_key: Mapping[str, str]
    groups: Mapping[str, str | None]
    lines_read: pl.DataFrame

    def between(self, groups: Mapping[str, str]) -> Mapping[tuple[str, str], Judgement]:
        """The line that keeps two groups apart, smaller key first.

        Args:
            groups: group by subject, of those that can be projects.
        """

        def grouped(pair: tuple[str, str]) -> tuple[str, str]:
            one, other = sorted(groups[key] for key in pair)
            return one, other

        known = [(pair, line) for pair, line in self.apart.items() if groups.keys() >= {*pair}]
        return lines_between(known, grouped)

    def register_keys(self, project_of: Mapping[str, str]) -> dict[str, str]:
        """Identifier by key of the register.

        Args:
            project_of: identifier of the project by subject.
        """
        return {
            key: project_of[subject]
            for key, subject in self.groups.items()
            if subject is not None and subject in project_of
            if key not in project_of and not _SUBJECT_OR_IDENTIFIER.fullmatch(key)
        }


def register_judgements(announcements: pl.DataFrame, decided_on: date) -> pl.DataFrame:
    """The judgement that the register's keys are: rows of one key are one project.

    Args:
        announcements: ``raw.announcements``.
        decided_on: day up to which the register was compiled.

    Returns:
        ``left_key, right_key, judgement, reason, decided_on, file, file_line``: a line for each row
        that has a key, of the key and the announcement.
    """
    return announcements.filter(pl.col("project_key").str.strip_chars() != "").select(
        left_key="project_key",
        right_key="announcement_id",
        judgement=pl.lit("same"),
        reason=pl.lit("kept under one key in the register"),
        decided_on=pl.lit(decided_on),
        file=pl.lit(REGISTER_FILE),
        file_line="file_line",
    )


def judged(judgements: pl.DataFrame, ledger: pl.DataFrame, subjects: Mapping[str, bool]) -> Judged:
    """Judgements on keys as decisions on subjects.

    Args:
        judgements: ``left_key, right_key, judgement, reason, decided_on, file, file_line``.
        ledger: see ``ledger.read_ledger``: an identifier stands for the subject it belongs to.
        subjects: for every subject key of the run whether it can be a project.

    Raises:
        JudgementError: judgements contradict each other.
    """
    lines = judgements_of(judgements)
    stands_for = dict(ledger.select("project_id", "subject_key").iter_rows())
    standing = Standing(lines, stands_for)
    conflicts = standing.conflicts()
    if conflicts:
        more = len(conflicts) - SHOWN_CONFLICTS
        shown = [*conflicts[:SHOWN_CONFLICTS], *([f"and {more} more"] if more > 0 else [])]
        raise JudgementError("; ".join(shown))
    known = set(subjects)
    of_register = judgements.filter(pl.col("file") == REGISTER_FILE)
    named: dict[str, list[str]] = defaultdict(list)
    for key in sorted(known, key=lambda key: (not subjects[key], key)):
        named[standing.group_of(key)].append(key)
    first = {group: members[0] for group, members in named.items()}
    apart = {}
    for line in standing.newest():
        groups = [first.get(standing.group_of(key)) for key in (line.left_key, line.right_key)]
        if line.judgement != "same" and groups[0] and groups[1] and groups[0] != groups[1]:
            one, other = sorted(group for group in groups if group)
            apart[one, other] = line
    same = {key: members[0] for members in named.values() if len(members) > 1 for key in members}
    keys = {key for line in lines for key in (line.left_key, line.right_key)}
    return Judged(
        Decisions(same, frozenset(apart)),
        apart,
        _same_as(judgements, standing, stands_for),
        dict(of_register.select("right_key", "left_key").iter_rows()),
        {key: first.get(standing.group_of(key)) for key in keys},
        _table(judgements, standing, known.union(ledger["subject_key"], of_register["right_key"])),
    )


def _same_as(
    judgements: pl.DataFrame, standing: Standing, stands_for: Mapping[str, str]
) -> dict[str, tuple[str, str]]:
    counted = set(standing.newest())
    told = judgements.filter(pl.col("judgement") == "same", pl.col("file") != REGISTER_FILE)
    return {
        stands_for.get(key, key): (other, line.reason)
        for line in judgements_of(told)
        if line in counted
        for key, other in (
            (line.left_key, line.right_key),
            (line.right_key, line.left_key),
        )
    }


def _table(judgements: pl.DataFrame, standing: Standing, known: set[str]) -> pl.DataFrame:
    counted = set(standing.newest())
    found = {standing.group_of(key) for key in known}
    states = [
        "matches_nothing"
        if any(standing.group_of(key) not in found for key in (line.left_key, line.right_key))
        else "applies"
        if line in counted
        else "superseded"
        for line in judgements_of(judgements)
    ]
    typed = judgements.with_columns(pl.col("decided_on").cast(pl.String).str.to_date("%Y-%m-%d"))
    return typed.with_columns(state=pl.Series(states, dtype=pl.String))


def judgements_table(judged: Judged, project_of: Mapping[str, str]) -> pl.DataFrame:
    """``core.judgements``.

    Args:
        judged: what people decided.
        project_of: identifier of the project by subject.
    """
    leads_to = {
        key: project_of[subject]
        for key, subject in judged.groups.items()
        if subject is not None and subject in project_of
    }
    sides = {
        f"{side}_project_id": pl.col(f"{side}_key").replace_strict(
            leads_to, default=None, return_dtype=pl.String
        )
        for side in ("left", "right")
    }
    return conform(
        judged.lines_read.with_columns(**sides).select(JUDGEMENTS.column_names), JUDGEMENTS
    )
