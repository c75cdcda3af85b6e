"""Pairs that may be one project and wait for a person, read from the published file."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import duckdb

from dcpipeline.resolve.conflicts import Judgement
from dcpipeline.warehouse.errors import MissingWarehouseError
from dcpipeline.warehouse.reader import connect

FEATURES: Final = (
    "name_relation",
    "name_similarity",
    "operator_relation",
    "place_relation",
    "kind_relation",
    "compute_ratio",
    "days_apart",
    "phase_relation",
)
_PAIRS_SQL = """
WITH place AS (
  SELECT adcode, name_en,
         CASE WHEN level = 'province' THEN adcode ELSE parent_adcode END AS province
  FROM ref.divisions
),
side AS (
  SELECT subject.subject_key, subject.project_id,
         coalesce(project.name_zh, project.name_en, subject.subject_name) AS name,
         coalesce(project.city_en, project.province_en, place.name_en) AS place,
         coalesce(project.city_adcode, subject.place_adcode) AS city,
         coalesce(project.province_adcode, place.province) AS province
  FROM core.subjects AS subject
  LEFT JOIN core.projects AS project USING (project_id)
  LEFT JOIN place ON place.adcode = subject.place_adcode
)
SELECT pair.left_subject_key, pair.right_subject_key, pair.left_project_id, pair.right_project_id,
       one.name AS left_name, other.name AS right_name,
       one.place AS left_place, other.place AS right_place,
       [one.city, other.city] AS cities, [one.province, other.province] AS provinces,
       pair.level, pair.score, pair.reason, {features},
       pair.judgement, pair.judgement_reason, pair.decided_on
FROM core.match_candidates AS pair
LEFT JOIN side AS one ON one.subject_key = pair.left_subject_key
LEFT JOIN side AS other ON other.subject_key = pair.right_subject_key
WHERE pair.judgement IN ('open', 'unsure')
ORDER BY pair.score DESC NULLS LAST, pair.left_subject_key, pair.right_subject_key
""".format(features=", ".join(f"pair.{name}" for name in FEATURES))
_KEYS_SQL = """
SELECT subject_key FROM core.subjects
UNION SELECT subject_key FROM core.claims
UNION SELECT alias FROM core.project_aliases WHERE kind IN ('project_id', 'register_key')
UNION SELECT announcement_id FROM raw.announcements
UNION SELECT project_key FROM raw.announcements
"""
_STANDS_FOR_SQL = "SELECT project_id, subject_key FROM core.project_ids"
_REGISTER_SQL = """
SELECT left_key, right_key, judgement, reason, decided_on FROM core.judgements
WHERE NOT starts_with(file, 'judgements/')
ORDER BY file, file_line
"""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A pair of projects or waiting subjects that look alike.

    Attributes:
        left_key: subject key.
        right_key: subject key.
        left_project_id: project of the left subject; null while it waits.
        right_project_id: the same of the right one.
        left_name: name of the project, else of the subject, else its key.
        right_name: the same of the right one.
        left_place: city, else province, in English; null where none is known.
        right_place: the same of the right one.
        cities: codes of the cities of both, as far as known.
        provinces: codes of the provinces of both, as far as known.
        level: name of the level of evidence.
        score: how alike they are, 0 to 1.
        reason: the same in words.
        features: what was compared, by name; null where a side says nothing of it.
        judgement: ``open`` or ``unsure``.
        judgement_reason: why a person was unsure.
        decided_on: day of that.
    """

    left_key: str
    right_key: str
    left_project_id: str | None
    right_project_id: str | None
    left_name: str
    right_name: str
    left_place: str | None
    right_place: str | None
    cities: tuple[str, ...]
    provinces: tuple[str, ...]
    level: str
    score: float | None
    reason: str
    features: Mapping[str, Any]
    judgement: str
    judgement_reason: str | None
    decided_on: date | None


@dataclass(frozen=True, slots=True)
class KnownKeys:
    """Keys that a judgement may name.

    Attributes:
        all: subject keys, identifiers of projects, register keys.
        stands_for: for the identifier of a project the subject that it belongs to.
        of_register: what the register's own keys say.
    """

    all: frozenset[str]
    stands_for: Mapping[str, str]
    of_register: tuple[Judgement, ...]


def candidates(database: Path) -> list[Candidate]:
    """Every pair that is open or that a person was unsure of, the most alike first.

    Raises:
        MissingWarehouseError: there is no such file, or it is of a version without scored pairs.
    """
    with _opened(database) as connection:
        found = connection.execute(_PAIRS_SQL)
        names = [column[0] for column in found.description]
        return [_candidate(dict(zip(names, row, strict=True))) for row in found.fetchall()]


@contextmanager
def _opened(database: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with connect(database) as connection:
        try:
            yield connection
        except (duckdb.BinderException, duckdb.CatalogException) as error:
            raise MissingWarehouseError(
                f"{database} was published by another version; run `dcpipeline refresh`"
            ) from error


def _candidate(row: dict[str, Any]) -> Candidate:
    left_key, right_key = row.pop("left_subject_key"), row.pop("right_subject_key")
    features = {name: row.pop(name) for name in FEATURES}
    named = {
        "left_name": row["left_name"] or left_key,
        "right_name": row["right_name"] or right_key,
    }
    places = {name: tuple(code for code in row[name] if code) for name in ("cities", "provinces")}
    return Candidate(
        left_key=left_key, right_key=right_key, features=features, **{**row, **named, **places}
    )


def known_keys(database: Path) -> KnownKeys:
    """What a judgement may name.

    Raises:
        MissingWarehouseError: as for ``candidates``.
    """
    with _opened(database) as connection:
        keys = connection.execute(_KEYS_SQL).fetchall()
        heirs = connection.execute(_STANDS_FOR_SQL).fetchall()
        lines = connection.execute(_REGISTER_SQL).fetchall()
    return KnownKeys(
        frozenset(key for (key,) in keys if key),
        dict(heirs),
        tuple(Judgement(*line) for line in lines),
    )
