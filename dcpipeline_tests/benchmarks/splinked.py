"""Records linked by splink on DuckDB: the base that our matching is measured against.

Set with care: names cleaned of what is generic, six blocking rules, levels with term frequencies,
probabilities of non-matches from random pairs and those of matches from expectation maximisation.
Three things favour it: the lists of companies, cities and head words that names are cleaned with
are those that the synthetic names were made from, English names of companies included; and its
threshold is the best there is, chosen with the truth in hand.
"""

import re
import time
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import duckdb
import polars as pl
import splink.comparison_level_library as cll
import splink.comparison_library as cl
from opencc import OpenCC
from splink import DuckDBAPI, Linker, SettingsCreator, block_on
from splink.blocking_rule_library import CustomRule

from dcpipeline.resolve.matching import Record
from dcpipeline_tests.resolve.synthetic_projects import City, all_cities, bare_county
from dcpipeline_tests.resolve.synthetic_words import CAMPUS, CARRIERS, HEADS, KNOWN, UNDERTAKINGS

SEED: Final = 1
RANDOM_PAIRS: Final = 2_000_000
# Least probability at which a pair is kept; thresholds are chosen above it.
LEAST: Final = 0.01
_GENERIC: Final = re.compile(
    "|".join(
        sorted(
            {word.zh for words in HEADS.values() for word, _ in words}
            | {word.zh for word in (*CAMPUS, *UNDERTAKINGS)}
            | {"项目", "一体化", "工程", "一期", "二期", "三期"},
            key=lambda word: (-len(word), word),
        )
    )
)
_GENERIC_LATIN: Final = re.compile(
    r"\b(intelligent|computing|ai|data|big|cloud|super|supercomputing|advanced|power|center|centre|"
    r"park|industrial|information|base|valley|phase|\d)\b"
)
_MARKED: Final = "l.province = r.province AND l.mark = r.mark AND l.mark <> ''"
_HAN: Final = re.compile("[一-鿿]")
_KNOWN: Final = tuple(firm.short for firm in (*CARRIERS, *KNOWN))
_KNOWN_LATIN: Final = tuple(firm.english.lower() for firm in (*CARRIERS, *KNOWN))
_KIND: Final = re.compile(
    "(?P<super>超算|超级计算|先进计算|supercomputing|advanced)|(?P<data>数据|data)|"
    "(?P<ai>智算|智能|算力|intelligent|ai |computing)"
)
_COLUMNS: Final[dict[str, pl.DataType]] = {
    "unique_id": pl.String(), "name": pl.String(), "mark": pl.String(), "latin_mark": pl.String(),
    "grams": pl.List(pl.String()), "kind": pl.String(), "operators": pl.List(pl.String()),
    "operator": pl.String(), "province": pl.String(), "city": pl.String(), "district": pl.String(),
    "compute": pl.Float64(), "code": pl.String(), "pages": pl.List(pl.String()),
    "known_on": pl.Date(),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Linked:
    """Pairs with the probability that they match, best first, and what they took.

    Attributes:
        pairs: keys of both sides and probability.
        seconds: time on the clock, from records to pairs.
        processor_seconds: processor time of all threads.
    """

    pairs: list[tuple[str, str, float]]
    seconds: float
    processor_seconds: float


def link(records: Sequence[Record]) -> Linked:
    """Train on the records and score all blocked pairs, in this process."""
    clock, processor = time.perf_counter(), time.process_time()
    with duckdb.connect() as connection:
        table = DuckDBAPI(connection).register(prepared(records).to_arrow())
        linker = Linker(table, _settings(), log_level="ERROR")
        _train(linker)
        predicted = linker.inference.predict(threshold_match_probability=LEAST)
        pairs = connection.sql(
            "SELECT unique_id_l, unique_id_r, match_probability "
            f"FROM {predicted.physical_name} ORDER BY 3 DESC, 1, 2"
        ).fetchall()
    return Linked(pairs, time.perf_counter() - clock, time.process_time() - processor)


def prepared(records: Iterable[Record]) -> pl.DataFrame:
    """One row for each record, with the cleaned columns that splink compares."""
    rows = [_names(record) | _companies(record) | _rest(record) for record in records]
    return pl.DataFrame(rows, schema=_COLUMNS)


def _names(record: Record) -> dict[str, object]:
    """The first Chinese and the first Latin name, and what is left of them without their frame."""
    name = next((_plain(name) for name in record.names if _HAN.search(name)), None)
    latin = next((name.lower() for name in record.names if not _HAN.search(name)), None)
    mark = None if name is None else _mark(name, record)
    latin_mark = None if latin is None else _latin_mark(latin)
    grams = mark or latin_mark or ""
    kind = _KIND.search(f"{name} {latin}")
    return {
        "unique_id": record.key,
        "name": name,
        "mark": mark,
        "latin_mark": latin_mark,
        "grams": sorted({grams[at : at + 2] for at in range(len(grams) - 1)}),
        "kind": kind.lastgroup if kind else None,
    }


def _companies(record: Record) -> dict[str, object]:
    """All companies, from the name where none is stated, and the one that the name has."""
    name = "".join(record.names)
    stated = [_company(word) for cell in record.operators for word in cell.split("; ")]
    companies = stated or [firm for firm in _KNOWN if firm in name]
    named = [company for company in companies if company in name]
    return {
        "operators": companies or None,
        "operator": min(named or companies, key=len, default=None),
    }


def _rest(record: Record) -> dict[str, object]:
    return {
        "province": record.province,
        "city": record.city,
        "district": next(iter(record.districts), _county_in(record.names[0], record)),
        "compute": next(iter(record.compute), None),
        "code": next(iter(record.codes), None),
        "pages": list(record.pages),
        "known_on": record.known_on,
    }


def _company(stated: str) -> str:
    """The usual Chinese name of a known company, all others as stated."""
    for firm in (*CARRIERS, *KNOWN):
        if firm.short in stated or firm.english in stated:
            return firm.short
    return stated


def _mark(name: str, record: Record) -> str:
    """What is left of a name without city, county, known companies and generic words."""
    city = _cities().get(record.city or "")
    county = _county_in(name, record)
    for word in (*_KNOWN, city.zh if city else "", bare_county(county) if county else ""):
        name = name.replace(word, "", 1) if word else name
    return _GENERIC.sub("", name)


def _county_in(name: str, record: Record) -> str | None:
    """The county of the stated city that the name has."""
    city = _cities().get(record.city or "")
    counties = (county for _, county in city.counties) if city else ()
    return next((county for county in counties if bare_county(county) in name), None)


def _latin_mark(name: str) -> str | None:
    """What is left of a name in English; null where nothing is."""
    for firm in _KNOWN_LATIN:
        name = name.replace(firm, "", 1)
    words = re.findall(r"\w+", _GENERIC_LATIN.sub("", name))
    return " ".join(sorted(word for word in words if word not in _latin_cities())) or None


def _plain(name: str) -> str:
    """The name without brackets, quotation marks and spaces, in simplified characters."""
    simple = _simplified().convert(unicodedata.normalize("NFKC", name))
    return re.sub(r"[\s()“”]", "", simple)


@lru_cache(maxsize=1)
def _cities() -> dict[str, City]:
    return {city.adcode: city for city in all_cities()}


@lru_cache(maxsize=1)
def _latin_cities() -> frozenset[str]:
    return frozenset(word for city in all_cities() for word in city.en.lower().split())


@lru_cache(maxsize=1)
def _simplified() -> OpenCC:
    return OpenCC("t2s")


def _settings() -> SettingsCreator:
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=[*_comparisons()],
        blocking_rules_to_generate_predictions=[
            block_on("city", "grams", arrays_to_explode=["grams"]),
            block_on("city", "operators", arrays_to_explode=["operators"]),
            CustomRule(_MARKED),
            block_on("province", "latin_mark"),
            block_on("city", "name"),
            block_on("code"),
        ],
        retain_matching_columns=False,
        max_iterations=25,
    )


def _comparisons() -> list[cl.CustomComparison]:
    same_name = "mark_l = '' AND name_l = name_r"
    no_mark = "mark_l = '' AND mark_r = ''"
    one_mark = "mark_l = '' OR mark_r = ''"
    within = "contains(mark_l, mark_r) OR contains(mark_r, mark_l)"
    known = ", ".join(f"'{firm}'" for firm in _KNOWN)
    return [
        _comparison(
            "name",
            cll.NullLevel("name"),
            cll.CustomLevel(same_name, "equal names without a mark"),
            cll.CustomLevel(no_mark, "no mark in both"),
            cll.CustomLevel(one_mark, "no mark in one"),
            cll.ExactMatchLevel("mark", term_frequency_adjustments=True),
            cll.CustomLevel(within, "one mark within the other"),
            cll.JaroWinklerLevel("mark", 0.7),
            cll.ElseLevel(),
        ),
        _comparison(
            "latin",
            cll.NullLevel("latin_mark"),
            cll.ExactMatchLevel("latin_mark", term_frequency_adjustments=True),
            cll.JaroWinklerLevel("latin_mark", 0.85),
            cll.ElseLevel(),
        ),
        _comparison(
            "operator",
            cll.NullLevel("operator"),
            cll.ExactMatchLevel("operator", term_frequency_adjustments=True),
            cll.CustomLevel(
                "contains(operator_l, operator_r) OR contains(operator_r, operator_l)", "within"
            ),
            cll.JaroWinklerLevel("operator", 0.8),
            cll.ArrayIntersectLevel("operators", min_intersection=1),
            cll.CustomLevel(f"operator_l IN ({known}) AND operator_r IN ({known})", "two known"),
            cll.ElseLevel(),
        ),
        _comparison("kind", cll.NullLevel("kind"), cll.ExactMatchLevel("kind"), cll.ElseLevel()),
        _comparison("city", cll.NullLevel("city"), cll.ExactMatchLevel("city"), cll.ElseLevel()),
        _comparison(
            "district",
            cll.NullLevel("district"),
            cll.ExactMatchLevel("district", term_frequency_adjustments=True),
            cll.ElseLevel(),
        ),
        _comparison(
            "compute",
            cll.NullLevel("compute"),
            cll.PercentageDifferenceLevel("compute", 0.04),
            cll.ElseLevel(),
        ),
        _comparison(
            "known_on",
            cll.CustomLevel("abs(known_on_l - known_on_r) <= 31", "a month"),
            cll.CustomLevel("abs(known_on_l - known_on_r) <= 366", "a year"),
            cll.CustomLevel("abs(known_on_l - known_on_r) <= 1100", "three years"),
            cll.ElseLevel(),
        ),
        _comparison(
            "pages",
            cll.ArrayIntersectLevel("pages", min_intersection=1),
            cll.ElseLevel(),
        ),
    ]


def _comparison(name: str, *levels: Any) -> cl.CustomComparison:
    return cl.CustomComparison(output_column_name=name, comparison_levels=list(levels))


def _train(linker: Linker) -> None:
    """Of the pairs of blocks that were tried for training, these two gave the best groups."""
    marked = CustomRule(f"{_MARKED} AND l.operator = r.operator")
    sites = block_on("city", "operator", "district")
    training = linker.training
    training.estimate_probability_two_random_records_match(
        [marked, block_on("city", "name")], recall=0.7
    )
    training.estimate_u_using_random_sampling(max_pairs=RANDOM_PAIRS, seed=SEED)
    for rule in (marked, sites):
        training.estimate_parameters_using_expectation_maximisation(rule)
