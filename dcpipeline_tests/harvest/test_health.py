"""Health of sources in ``meta.sources``."""

from datetime import date, datetime, timedelta
from typing import Any

import polars as pl
import pytest

from dcpipeline import harvest
from dcpipeline.harvest.health import live_rows
from dcpipeline.schema import empty, table
from dcpipeline_tests.harvest.conftest import Desk
from dcpipeline_tests.harvest.files import COMMON, write_source

TODAY = date(2026, 6, 10)
NOON = datetime(2026, 6, 10, 4)


def rounds(*outcomes: tuple[int, str, str | None]) -> pl.DataFrame:
    """Rounds so many days ago."""
    rows = [
        {
            "round_id": f"ro{n}", "source_id": "news", "outcome": outcome, "reason": reason,
            "finished_at": NOON - timedelta(days=days), "records": 10 + n,
        }
        for n, (days, outcome, reason) in enumerate(outcomes)
    ]  # fmt: skip
    return pl.DataFrame(rows, infer_schema_length=None)


def health(desk: Desk, frame: pl.DataFrame | None, **fields: Any) -> dict[str, Any]:
    write_source(desk.data, "news", "listing", addresses=["https://a.example/"], **fields)
    sources, captures = harvest.all_sources(desk.data), empty(table("raw.captures"))
    return live_rows(sources, frame, captures, as_of=TODAY).row(0, named=True)


@pytest.mark.parametrize(
    ("frame", "expected"),
    [
        (None, ("never", "no round over it yet", None, None, None)),
        (rounds((-1, "ok", None)), ("never", "no round over it yet", None, None, None)),
        (rounds((0, "ok", None)), ("good", None, TODAY, TODAY, 10)),
        (rounds((3, "ok", None)), ("good", None, date(2026, 6, 7), date(2026, 6, 7), 10)),
        (
            rounds((4, "ok", None)),
            ("overdue", "no good round for 4 days, 3 are allowed",
             date(2026, 6, 6), date(2026, 6, 6), 10),
        ),
        (rounds((0, "ok", "odd")), ("good", "odd", TODAY, TODAY, 10)),
        (
            rounds((2, "ok", None), (0, "failed", "zero rows")),
            ("failing", "zero rows", TODAY, date(2026, 6, 8), 11),
        ),
        (rounds((0, "failed", "gone")), ("failing", "gone", TODAY, None, 10)),
        (rounds((0, "ok", None), (2, "failed", "gone")), ("good", None, TODAY, TODAY, 10)),
    ],
)  # fmt: skip
def test_health_of_an_enabled_source(
    desk: Desk, frame: pl.DataFrame | None, expected: tuple[Any, ...]
) -> None:
    row = health(desk, frame)
    names = ("health", "health_reason", "last_round_on", "last_good_on", "last_records")
    assert tuple(row[name] for name in names) == expected
    assert row["live_address"] == "https://a.example/" and row["runbook"] == COMMON["runbook"]


@pytest.mark.parametrize("state", ["disabled", "blocked", "withdrawn"])
def test_a_source_that_is_not_asked_says_why(desk: Desk, state: str) -> None:
    row = health(desk, rounds((0, "ok", None)), state=state, reason="The host refuses us.")
    assert (row["health"], row["health_reason"]) == (state, "The host refuses us.")


def test_the_table_holds_shipped_files_and_live_sources(desk: Desk) -> None:
    desk.listing()
    none = empty(table("raw.captures"))
    never = harvest.sources_table(desk.data, none, as_of=desk.clock.today, counts=True)
    assert never.filter(source_id="news")["health"].to_list() == ["never"]
    assert never.filter(health="shipped").height > 10
    desk.round()
    captures = desk.tables()["raw.captures"]
    good = harvest.sources_table(desk.data, captures, as_of=desk.clock.today, counts=True)
    assert good.filter(source_id="news").select("health", "row_count").rows() == [("good", 11)]
    # without captures no round counts, and as of an earlier day none has been
    for words in ({"counts": False}, {"counts": True, "as_of": date(2026, 5, 31)}):
        told = harvest.sources_table(desk.data, none, **{"as_of": desk.clock.today, **words})
        assert told.filter(source_id="news")["health"].to_list() == ["never"]


def test_two_rounds_within_a_second_have_an_order(desk: Desk) -> None:
    desk.listing()
    moment = desk.clock.moment
    steps = iter(range(1, 100))
    desk.clock.__class__ = type(
        "Quick", (type(desk.clock),),
        {"__call__": lambda self: moment + timedelta(milliseconds=next(steps))},
    )  # fmt: skip
    desk.round()
    desk.site.add("/listing", b"", status=404)
    for _ in range(3):
        desk.round()
    assert desk.health()["health"] == "failing"
    assert desk.health()["last_records"] == 0


def test_the_state_of_the_archive_changes_with_captures_and_sources(desk: Desk) -> None:
    assert harvest.archive_state(desk.data) == ""
    desk.listing()
    desk.round()
    first = harvest.archive_state(desk.data)
    assert first == harvest.archive_state(desk.data) != ""
    desk.clock.pass_days(1)
    desk.round()
    second = harvest.archive_state(desk.data)
    desk.listing(title="Another title")
    assert len({first, second, harvest.archive_state(desk.data)}) == 3
