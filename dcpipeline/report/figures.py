"""Numbers as the page prints them; the same in every language."""

from typing import Any, Final

NOTHING: Final = "–"
_COMPARED: Final = {"ge": "> ", "gt": "> ", "approx": "≈ ", "le": "≤ "}


def number(value: float | None, decimals: int) -> str:
    """A number with thousands separators; nothing is a dash."""
    return NOTHING if value is None else f"{value:,.{decimals}f}"


def span(low: float | None, high: float | None, decimals: int) -> str:
    """An interval such as ``55–78``; a dash where either end is missing."""
    if low is None or high is None:
        return NOTHING
    return f"{number(low, decimals)}–{number(high, decimals)}"


def percent(share: float | None) -> str:
    """A share such as 0.43 as ``43%``."""
    return NOTHING if share is None else f"{share:.0%}"


def measured(metric: str, value: float | None) -> str:
    """A published or counted figure in the unit of its metric."""
    if value is None:
        return NOTHING
    if metric.startswith("share_"):
        return f"{value:.1%}"
    if metric == "investment_cny":
        return f"{value / 1e9:,.0f} bn CNY"
    if metric == "compute_eflops":
        return f"{value:,.1f} EFLOPS"
    return f"{value:,.0f}"


def count_cells(row: dict[str, Any]) -> dict[str, str]:
    """What the table of counts shows of a row."""
    metric = row["metric"]
    low, high = measured(metric, row["ours_low"]), measured(metric, row["ours_high"])
    published = measured(metric, row["published_value"])
    return {
        "published": _COMPARED.get(row["comparator"], "") + published,
        "ours": measured(metric, row["ours"]),
        "bounds": NOTHING if NOTHING in (low, high) else f"{low}–{high}",
        "ai_stated": measured(metric, row["ai_stated"]),
        "strict": measured(metric, row["strict"]),
        "period": _period(row["period_start_on"], row["period_end_on"]),
    }


def place_cells(row: dict[str, Any]) -> dict[str, Any]:
    """What the ranking shows of a row; ``width`` sorts it by the width of its interval."""
    known = row["risk_p50"] is not None
    return {
        "risk": number(row["risk_p50"], 0),
        "interval": span(row["risk_p10"], row["risk_p90"], 0),
        "width": row["risk_p90"] - row["risk_p10"] if known else None,
        "rank": span(row["rank_p05"], row["rank_p95"], 0),
        "coverage": percent(row["evidence_coverage"]),
        "use": _use(row),
    }


def _use(row: dict[str, Any]) -> str:
    if row["use_p50"] is None:
        return NOTHING
    return f"{percent(row['use_p50'])} ({percent(row['use_p10'])}–{percent(row['use_p90'])})"


def _period(start: str | None, end: str | None) -> str:
    if start is None or start == end:
        return end or NOTHING
    return f"{start} – {end or ''}".strip()
