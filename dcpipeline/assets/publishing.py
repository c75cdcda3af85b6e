"""The last asset: the published DuckDB file, with every SQL check that guards it."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

import dagster as dg

import dcpipeline
from dcpipeline.assets.factory import OWNERS, asset_key, description, table_metadata
from dcpipeline.assets.partial import PUBLISH, ensure_same_inputs
from dcpipeline.assets.partial import WAREHOUSE as WAREHOUSE
from dcpipeline.assets.resources import Facts
from dcpipeline.assets.store import FrameStore, drop_old_frames
from dcpipeline.assets.words import words_first
from dcpipeline.checks import CheckResult, SqlCheck, sql_checks
from dcpipeline.schema import TABLES
from dcpipeline.schema.releases import CURRENT
from dcpipeline.settings import settings
from dcpipeline.steps import Run, Step, run_digest
from dcpipeline.warehouse import (
    Published,
    PublishError,
    RunInfo,
    current_snapshot,
    publish,
    refresh_lock,
)
from dcpipeline.warehouse.writer import GENERATED

PUBLISHED = tuple(name for name in TABLES if name not in GENERATED)
GROUP = "published"
ERROR = dg.AssetCheckSeverity.ERROR
WARN = dg.AssetCheckSeverity.WARN
# Dagster records every check as an event of its own, which costs more than the check: those of one
# topic are shown as one, and ``meta.checks`` has each by itself. A rule without a topic is shown
# alone.
TOPICS = {
    "references": "Every reference between tables resolves.",
    "bounds": "Low, central and high figures and quantiles never cross.",
    "counts": "The row counts stated in meta.tables are true.",
    "conservation": "Every accepted register row gives claims; every subject of a page is decided "
    "on; every claim is used, outvoted, waiting or rejected, and only one of these.",
    "evidence": "Every filled cell of a project rests on a claim that reproduces its value, and no "
    "fact or count speaks of something else.",
    "versions": "The versions of a project follow each other, and the open one is the project.",
    "totals_and_plans": "A programme total enters no sum and no model; what is not in service has "
    "no utilization.",
}
TOPIC_OF_RULE = {
    "claims_conserved": "conservation",
    "announcements_conserved": "conservation",
    "subjects_decided": "conservation",
    "facts_not_orphaned": "evidence",
    "cells_have_evidence": "evidence",
    "facts_reproduce_cells": "evidence",
    "bookkeeping_recomputed": "evidence",
    "projects_resolve": "references",
    "places_known": "references",
    "versions_in_order": "versions",
    "projects_have_versions": "versions",
    "planned_sites_unmeasured": "totals_and_plans",
    "programmes_unmodelled": "totals_and_plans",
    "sums_without_programmes": "totals_and_plans",
}


def check_name(check: SqlCheck | CheckResult) -> str:
    """Name under which a check is shown: its topic, else its own."""
    family, _, rule = check.name.partition("/")
    return family if family in TOPICS else TOPIC_OF_RULE.get(rule, rule)


def _specs() -> list[dg.AssetSpec]:
    warehouse = dg.AssetSpec(
        WAREHOUSE,
        deps=[asset_key(name) for name in PUBLISHED],
        description=(
            "The published DuckDB file with Parquet and CSV beside it.\n\nAll tables are written "
            "to a new file, every check runs on it through SQL, then it takes the place of the "
            "old one in a single step. When a check fails the last good file stays.\n\nAll its "
            "tables come from the same facts, code and day: start the job `refresh` to publish. A "
            "table that was materialized alone is not in the file yet."
        ),
        group_name=GROUP,
        kinds={"duckdb", "parquet"},
        owners=OWNERS,
    )
    made_here = [
        dg.AssetSpec(
            asset_key(name),
            deps=[WAREHOUSE],
            description=description(TABLES[name]),
            group_name="meta",
            kinds={"duckdb"},
            owners=OWNERS,
            metadata=table_metadata(TABLES[name]),
        )
        for name in sorted(GENERATED)
    ]
    return [warehouse, *made_here]


def _check_specs() -> list[dg.AssetCheckSpec]:
    shown: dict[str, list[SqlCheck]] = {}
    for check in sql_checks(TABLES.values()):
        shown.setdefault(check_name(check), []).append(check)
    return [
        dg.AssetCheckSpec(
            name,
            asset=WAREHOUSE,
            description=TOPICS.get(name, members[0].description),
            blocking=any(check.blocking for check in members),
        )
        for name, members in shown.items()
    ]


def publish_asset(steps: Sequence[Step]) -> dg.AssetsDefinition:
    """The asset definition of the published file and of the tables that tell of it.

    Args:
        steps: the steps of these definitions. What they fill is taken from the run; of another
            run only where facts, code and day are the same.
    """
    computed = sorted(name for step in steps for name in step.produces)

    @dg.multi_asset(
        name=PUBLISH,
        description="Builds, proves and publishes the DuckDB file.",
        specs=_specs(),
        check_specs=_check_specs(),
    )
    def _asset(
        context: dg.AssetExecutionContext, facts: Facts, frame_store: FrameStore
    ) -> Iterator[dg.MaterializeResult[None] | dg.AssetCheckResult]:
        run_id = context.run.run_id
        lent = [name for name in computed if not frame_store.has(name, run_id)]
        with words_first():
            run = facts.run()
            try:
                with refresh_lock(facts.place.warehouse_dir, command="Dagster run", wait=True):
                    published = _publish(run, lent, frame_store, context)
            except PublishError as error:
                yield from _check_results(error.failures)
                raise
        drop_old_frames(facts.place.frames_dir)
        yield from _check_results(published.checks)
        yield from _materialized(published, run)

    return _asset


def _materialized(published: Published, run: Run) -> Iterator[dg.MaterializeResult[None]]:
    yield dg.MaterializeResult(
        asset_key=WAREHOUSE,
        metadata={
            "snapshot": published.snapshot_id,
            "file": dg.MetadataValue.path(str(published.database)),
            "tables": len(published.rows),
            "rows": sum(published.rows.values()),
            "as of": run.as_of.isoformat(),
        },
    )
    for name in sorted(GENERATED):
        yield dg.MaterializeResult(
            asset_key=asset_key(name), metadata={"dagster/row_count": published.rows[name]}
        )


def _publish(
    run: Run, lent: Sequence[str], frame_store: FrameStore, context: dg.AssetExecutionContext
) -> Published:
    run_id = context.run.run_id
    target_dir = settings(run.data_dir).warehouse_dir
    digest = run_digest(run.data_dir, run.as_of, run.mode)
    current = current_snapshot(target_dir)
    ensure_same_inputs(lent, current.input_digest if current else None, digest)
    started = context.instance.get_run_record_by_id(run_id)
    return publish(
        {name: frame_store.read(name, run_id) for name in PUBLISHED},
        target_dir=target_dir,
        as_of=run.as_of,
        input_digest=digest,
        run=RunInfo(
            run_id=run_id,
            started_at=started.create_timestamp.replace(tzinfo=None) if started else None,
            built_at=datetime.now(UTC).replace(tzinfo=None),
            mode=run.mode,
            code_version=dcpipeline.__version__,
            release=CURRENT,
        ),
    )


def _check_results(results: Sequence[CheckResult]) -> Iterator[dg.AssetCheckResult]:
    shown: dict[str, list[CheckResult]] = {}
    for result in results:
        shown.setdefault(check_name(result), []).append(result)
    for name, members in shown.items():
        broken = [result for result in members if not result.passed]
        yield dg.AssetCheckResult(
            passed=not broken,
            asset_key=WAREHOUSE,
            check_name=name,
            severity=ERROR if any(result.blocking for result in members) else WARN,
            metadata={
                "checked": sum(result.checked for result in members),
                "violations": sum(result.violations for result in members),
            },
            description="; ".join(result.message for result in broken) or None,
        )
