"""From what a person types to one project, city or province of the published file."""

from dataclasses import dataclass
from typing import Literal

import duckdb
from rapidfuzz import fuzz, process

from dcpipeline.warehouse.errors import WarehouseError

Level = Literal["project", "city", "province"]
OFFERED = 6

_NAMES_SQL = """
SELECT 'project' AS level, alias.project_id AS id, alias.alias AS name,
       coalesce(project.name_en, project.name_zh, alias.project_id)
         || ', ' || coalesce(project.city_en, project.province_en) AS label
FROM core.project_aliases AS alias JOIN core.projects AS project USING (project_id)
UNION
SELECT CASE WHEN division.level = 'province' THEN 'province' ELSE 'city' END, adcode, name,
       name_en || ' (' || name_zh || ')'
FROM (
  UNPIVOT (
    SELECT adcode, level, name_en, name_zh, adcode AS code, name_zh AS zh, short_zh AS short,
           name_en AS en, name_fr AS fr
    FROM ref.divisions WHERE level <> 'country'
  ) ON code, zh, short, en, fr INTO NAME kind VALUE name
) AS division
ORDER BY ALL
"""


@dataclass(frozen=True, slots=True)
class Subject:
    """What an explanation is about."""

    level: Level
    id: str
    label: str

    def __str__(self) -> str:
        return f"{self.label} [{self.level} {self.id}]"


class UnknownNameError(WarehouseError):
    """No subject, or several, answer to a name. ``offers`` holds the nearest."""

    def __init__(self, message: str, offers: tuple[Subject, ...]) -> None:
        listed = "".join(f"\n  {offer}" for offer in offers)
        super().__init__(f"{message}{listed}")
        self.offers = offers


def find_subject(connection: duckdb.DuckDBPyConnection, name: str) -> Subject:
    """The subject that a name, an identifier or an official code stands for.

    An exact match counts, without regard to case and outer blanks. A name that several subjects
    bear is never decided for the person.

    Raises:
        UnknownNameError: nothing bears the name, or several do; the message offers the nearest.
    """
    known = connection.execute(_NAMES_SQL).fetchall()
    wanted = _folded(name)
    exact = {
        Subject(level, id_, label) for level, id_, bears, label in known if _folded(bears) == wanted
    }
    if len(exact) == 1:
        return exact.pop()
    if exact:
        offers = tuple(sorted(exact, key=str))
        raise UnknownNameError(
            f"{len(exact)} subjects are called {name!r}; use the code in brackets:", offers
        )
    raise UnknownNameError(f"Nothing is called {name!r}. The nearest:", _nearest(known, wanted))


def _nearest(known: list[tuple[Level, str, str, str]], wanted: str) -> tuple[Subject, ...]:
    choices = dict(enumerate(_folded(row[2]) for row in known))
    found: dict[Subject, None] = {}
    for _, _, position in process.extract(wanted, choices, scorer=fuzz.WRatio, limit=40):
        level, id_, _, label = known[position]
        found[Subject(level, id_, label)] = None
    return tuple(found)[:OFFERED]


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
