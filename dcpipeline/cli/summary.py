"""What a person reads when a refresh is done."""

import os
from pathlib import Path

import polars as pl
from rich.table import Table

from dcpipeline.cli.console import console, figure, span, table
from dcpipeline.settings import Settings
from dcpipeline.warehouse import summary

MOST_NEW = 10
DECISIONS = {
    "joined": "joined a known project",
    "founded": "founded one",
    "waiting": "wait",
    "not_a_project": "are programmes, places or nations",
}
VERDICTS = ("confirmed", "changed", "gone", "unreadable")
COMPARATORS = {"eq": "", "ge": "> ", "approx": "~ "}


def print_summary(place: Settings, *, seconds: float, ran: bool) -> None:
    """Projects, counts beside the published ones, places at risk, rejects, and what to try next."""
    found = summary.summarize(place.warehouse_file)
    console.print(_headline(found))
    console.print()
    console.print(_status_line(found), soft_wrap=True)
    console.print("\n[bold]Beside the published counts[/bold]")
    if found.counts.is_empty():
        console.print("None of them was published by that day.")
    else:
        console.print(_counts(found.counts))
    _print_risk(found)
    console.print(f"\n{_rejects(found)}")
    _print_news(summary.news(place.warehouse_file))
    verb = "Refreshed" if ran else "Nothing changed since the last refresh; checked"
    shown = _short(place.warehouse_file)
    console.print(f"{verb} in {seconds:.1f} s, as of {found.as_of}, snapshot {found.snapshot_id}")
    console.print(f"Warehouse: {shown}", soft_wrap=True)
    console.print(
        "\nTry next:  dcpipeline report --open\n"
        '           dcpipeline explain "Inner Mongolia"\n'
        '           dcpipeline sql "SELECT name_en, risk_p10, risk_p50, risk_p90, top_driver '
        "FROM mart.overbuild_risk WHERE geography_level = 'city' ORDER BY rank_p50 LIMIT 10\"",
        highlight=False,
        soft_wrap=True,
    )


def _short(path: Path) -> str:
    relative = os.path.relpath(path)
    return str(path) if relative.startswith("..") else relative


def _headline(found: summary.Summary) -> str:
    return (
        f"[bold]{found.projects}[/bold] projects in [bold]{found.provinces}[/bold] province-level "
        f"units and [bold]{found.cities}[/bold] cities "
        f"({found.ai_stated} say AI; {found.programmes} programme totals kept out of all sums)"
    )


def _status_line(found: summary.Summary) -> str:
    parts = [f"{words} {found.by_group.get(group, 0)}" for group, words in summary.GROUPS.items()]
    return " · ".join(parts)


def _counts(counts: pl.DataFrame) -> Table:
    columns = ("published", "ours", "bounds", "AI-stated", "strict")
    shown = table("count", *columns, right=columns)
    for row in counts.iter_rows(named=True):
        comparator = COMPARATORS[row["comparator"]]
        shown.add_row(
            row["label"],
            f"{comparator}{figure(row['published'])}",
            figure(row["ours"]),
            span(row["ours_low"], row["ours_high"]),
            figure(row["ai_stated"]),
            figure(row["strict"]),
        )
    return shown


def _print_risk(found: summary.Summary) -> None:
    console.print(
        f"\n[bold]Overbuild risk[/bold] (0-100, 80 % interval) of the {found.risk.height} out of "
        f"{found.rated_provinces} provinces that have enough evidence of their own"
    )
    shown = table("province", "risk", "interval", "band", "rank", "evidence", "top driver")
    for row in found.risk.iter_rows(named=True):
        shown.add_row(
            row["name_en"],
            figure(row["risk_p50"]),
            span(row["risk_p10"], row["risk_p90"]),
            row["band"],
            span(row["rank_p05"], row["rank_p95"]),
            f"{row['evidence_coverage']:.0%}",
            row["top_driver"],
        )
    console.print(shown)
    console.print(
        f"{found.cities_above_gate} of {found.rated_cities} cities pass the same gate. The rack "
        f"occupancy of {found.places_prior_only} of {found.places} provinces and cities rests on "
        "priors alone (class D)."
    )


def _print_news(news: summary.News) -> None:
    """New and changed projects, subjects of pages, shipped facts read again."""
    if news.previous and (news.new or news.changed or news.removed):
        new = f"{len(news.new)} new projects" + (f" ({news.split} split off)" * bool(news.split))
        gone = f"{news.removed} gone" + (f" ({news.merged} merged)" * bool(news.merged))
        console.print(
            f"\nSince snapshot {news.previous}: {new}, {news.changed} changed, {gone} "
            "(see meta.changes)"
        )
        for name, province, city, status in news.new[:MOST_NEW]:
            place = ", ".join(filter(None, (city if city != province else None, province)))
            console.print(f"  new: {name} ({place}), {status}", markup=False, highlight=False)
        if len(news.new) > MOST_NEW:
            console.print(f"  and {len(news.new) - MOST_NEW} more")
    if news.subjects:
        parts = [f"{news.subjects.get(name, 0)} {words}" for name, words in DECISIONS.items()]
        console.print(f"Subjects of pages and data sets: {', '.join(parts)} (see core.subjects)")
    if news.idle:
        more = f" and {len(news.idle) - 1} more" if len(news.idle) > 1 else ""
        console.print(
            f"Judgements that match nothing: {news.idle[0]}{more} (see core.judgements)",
            markup=False,
        )
    if news.verdicts:
        console.print("\n[bold]Shipped facts read again at their sources[/bold]")
        shown = table("fact", *VERDICTS, right=VERDICTS)
        for name, *counts in news.verdicts:
            shown.add_row(name, *(figure(count) for count in counts))
        console.print(shown)


def _rejects(found: summary.Summary) -> str:
    rows = f"{found.rejected_rows} register rows and {found.rejected_claims} claims were refused"
    reasons = "; ".join(f"{count} × {reason}" for reason, count in found.reject_reasons)
    return f"{rows}{': ' + reasons if reasons else ''} (see rejects.announcements, rejects.claims)"
