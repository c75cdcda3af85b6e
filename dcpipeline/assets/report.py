"""The page that a person opens: an asset after the published file."""

import dagster as dg

from dcpipeline.assets.factory import OWNERS
from dcpipeline.assets.publishing import GROUP, WAREHOUSE
from dcpipeline.assets.resources import Facts

PAGE = dg.AssetKey(["report", "page"])


@dg.asset(
    key=PAGE,
    deps=[WAREHOUSE],
    group_name=GROUP,
    kinds={"html"},
    owners=OWNERS,
    description=(
        "One page to look at, in English and Chinese: a single HTML file that needs no network.\n\n"
        "Counts beside the published ones, maps and ranking of overbuild risk with intervals, "
        "price against reach, status over time, every project with its evidence, sources, method "
        "and limits. Written beside the warehouse as `report.html` in one step, from the "
        "published file alone; `dcpipeline report --open` writes and opens it too."
    ),
)
def report_page(facts: Facts) -> dg.MaterializeResult[None]:
    """Writes the page of the published file."""
    # the charts' library takes as long to load as a small step to run
    from dcpipeline.report import FILE_NAME, write_report

    place = facts.place
    written = write_report(place.warehouse_file, place.warehouse_dir / FILE_NAME)
    return dg.MaterializeResult(
        metadata={
            "path": dg.MetadataValue.path(str(written.path)),
            "address": dg.MetadataValue.url(written.path.resolve().as_uri()),
            "bytes": written.size,
            "snapshot": written.snapshot_id,
            "preview": dg.MetadataValue.md(written.preview),
        },
    )
