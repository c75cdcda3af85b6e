"""Live sources as assets: one for each, with its health as its own check.

A round that fails returns and shows so in red: a step that raises would skip everything downstream.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from typing import Final

import dagster as dg
from pydantic import Field

from dcpipeline import harvest
from dcpipeline.assets.factory import OWNERS
from dcpipeline.settings import Settings, test_host
from dcpipeline.sources import Source
from dcpipeline.steps import today

GROUP: Final = "sources"
# Apart, so that the graph of what is asked stays readable.
GROUP_NOT_ASKED: Final = "sources_not_asked"
SOURCE: Final = "source"
HEALTHY: Final = "healthy"


class Live(dg.ConfigurableResource["Live"]):
    """The rounds of a run: which sources are asked, and one polite fetcher for all of them."""

    place: dg.ResourceDependency[Settings]
    progress: dg.ResourceDependency[harvest.Progress]
    only: list[str] = Field(
        default_factory=list, description="Sources to ask, by id. Empty: all enabled ones."
    )

    @contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Iterator["Live"]:
        """Hold the fetcher for the run, so that hosts are spared across sources.

        Raises:
            UnknownSourceError: a source of ``only`` can't be asked.
            SourceError: the file of a source can't be used.
        """
        harvest.check_asked(self.place.data_dir, self.only)
        with harvest.Rounds(
            self.place.data_dir, progress=self.progress, allowed_host=test_host()
        ) as rounds:
            self._rounds = rounds
            yield self

    def round(self, source: Source) -> harvest.Report | None:
        """One round of a source; None where the run asks others only."""
        if self.only and source.id not in self.only:
            return None
        return self._rounds.run(source, today=today())

    def last_outcome(self, source: Source) -> tuple[bool, str]:
        """Whether the last round of a source was good, and a word on it."""
        return self._rounds.last_outcome(source.id)

    def last_good(self, source: Source) -> str:
        """When a source last had a good round, beside what is allowed."""
        day = self._rounds.last_good_on(source.id)
        if day is None:
            return "there was no good round yet"
        age = (today() - day).days
        return f"last good round on {day}, {age} days ago; {source.fresh_days} are allowed"


def source_key(source_id: str) -> dg.AssetKey:
    """Asset key of a source."""
    return dg.AssetKey([SOURCE, source_id])


def asking_only(source_ids: Iterable[str], keys: Iterable[dg.AssetKey]) -> list[dg.AssetKey]:
    """What a run materializes that asks some sources only: of the others nothing is recorded.

    Args:
        source_ids: sources that are asked.
        keys: what a run that asks all of them materializes.
    """
    asked = {source_key(source_id) for source_id in source_ids}
    return [key for key in keys if key in asked or key.path[0] != SOURCE]


def source_assets(sources: Mapping[str, Source]) -> list[dg.AssetsDefinition | dg.AssetSpec]:
    """An asset for each enabled source; the others are shown with the reason."""
    return [_asset(source) if source.is_enabled else _shown(source) for source in sources.values()]


def _shown(source: Source) -> dg.AssetSpec:
    return dg.AssetSpec(
        source_key(source.id),
        description=_description(source),
        group_name=GROUP_NOT_ASKED,
        kinds={source.kind},
        owners=OWNERS,
        metadata=_metadata(source),
        tags={"dcpipeline/state": source.state},
    )


def _asset(source: Source) -> dg.AssetsDefinition:
    key = source_key(source.id)

    @dg.multi_asset(
        name=f"source_{source.id}",
        description=source.title,
        specs=[
            dg.AssetSpec(
                key,
                description=_description(source),
                group_name=GROUP,
                kinds={source.kind},
                owners=OWNERS,
                metadata=_metadata(source),
                freshness_policy=dg.FreshnessPolicy.time_window(
                    fail_window=timedelta(days=source.fresh_days)
                ),
            )
        ],
        check_specs=[
            dg.AssetCheckSpec(
                HEALTHY,
                asset=key,
                description=f"The last round was good. When it is not: {source.runbook}",
            )
        ],
        can_subset=False,
    )
    def _round(
        context: dg.AssetExecutionContext, live: Live
    ) -> Iterator[dg.MaterializeResult[None] | dg.AssetCheckResult]:
        report = live.round(source)
        if report is None:
            context.log.info(f"{source.id} was not asked in this run.")
            was_good, words = live.last_outcome(source)
            yield dg.MaterializeResult(asset_key=key, metadata={"asked": False})
            yield dg.AssetCheckResult(
                passed=was_good,
                asset_key=key,
                check_name=HEALTHY,
                description=f"not asked in this run; {words}",
            )
            return
        yield dg.MaterializeResult(asset_key=key, metadata=dict(report.figures()))
        yield _result(key, report, live.last_good(source))

    return _round


def _result(key: dg.AssetKey, report: harvest.Report, last_good: str) -> dg.AssetCheckResult:
    """The check of a round. A failed one materializes too, so that age is told here."""
    is_fatal = report.outcome != harvest.GOOD_ROUND
    told = (report.reason, last_good if is_fatal else None)
    words = [word.rstrip(".") for word in told if word]
    return dg.AssetCheckResult(
        passed=not report.findings and not is_fatal,
        asset_key=key,
        check_name=HEALTHY,
        severity=dg.AssetCheckSeverity.ERROR if is_fatal else dg.AssetCheckSeverity.WARN,
        description="; ".join(words) or None,
        metadata={finding.code: finding.text for finding in report.findings},
    )


def _description(source: Source) -> str:
    state = "" if source.is_enabled else f"\n\n**Not asked ({source.state})**: {source.reason}"
    first = f"\n\nBegins at `{source.addresses[0]}`" if source.addresses else ""
    told = (
        "\n\nFreshness tells when it was last asked; the check `healthy`, whether the answer was "
        "good and when it last was."
        if source.is_enabled
        else ""
    )
    return f"{source.title} ({source.publisher}).{state}{first}\n\nRunbook: {source.runbook}{told}"


def _metadata(source: Source) -> dict[str, str | float | int]:
    return {
        "publisher": source.publisher,
        "tier": source.tier,
        "licence": source.licence,
        "language": source.language,
        "cadence": source.cadence,
        "layout seen": source.layout_seen,
        "state": source.state,
        "seconds between requests": source.politeness.delay_s,
        "pages a round": source.bounds.max_pages,
    }
