"""What the model reads: declared tables as polars frames."""

from dataclasses import dataclass, field, replace
from datetime import date

import polars as pl

from dcpipeline.resolve import no_stale_sources


@dataclass(frozen=True, slots=True)
class Inputs:
    """The frames of one run, each of the shape of the table it is named after.

    Attributes:
        projects: ``core.projects``.
        project_phases: ``core.project_phases``.
        match_candidates: ``core.match_candidates``.
        observations: ``ref.utilization_observations``.
        observation_kinds: ``ref.observation_kinds``.
        market_signals: ``ref.market_signals``.
        divisions: ``ref.divisions``.
        city_latency: ``mart.city_latency``; read are ``city_adcode, nearest_centre_rtt_ms,
            urban_population_20ms, cluster_id``.
        project_siting: ``mart.project_siting``; read are ``project_id, price_cny_per_kwh,
            price_basis``.
        province_electricity: ``mart.province_electricity``; read are ``province_adcode,
            price_cny_per_kwh, price_basis``.
        stale_sources: ``geography_level, geography_id, stale_sources``, see ``resolve``; nothing is
            computed from it.
    """

    projects: pl.DataFrame
    project_phases: pl.DataFrame
    match_candidates: pl.DataFrame
    observations: pl.DataFrame
    observation_kinds: pl.DataFrame
    market_signals: pl.DataFrame
    divisions: pl.DataFrame
    city_latency: pl.DataFrame
    project_siting: pl.DataFrame
    province_electricity: pl.DataFrame
    stale_sources: pl.DataFrame = field(default_factory=no_stale_sources)

    def with_observations(self, observations: pl.DataFrame) -> "Inputs":
        """The same inputs with other utilization figures."""
        return replace(self, observations=observations)

    def with_projects(self, projects: pl.DataFrame) -> "Inputs":
        """The same inputs with other projects; phases and pairs of absent projects go."""
        ids = projects["project_id"].implode()
        return replace(
            self,
            projects=projects,
            project_phases=self.project_phases.filter(pl.col("project_id").is_in(ids)),
            match_candidates=self.match_candidates.filter(
                pl.col("left_project_id").is_in(ids), pl.col("right_project_id").is_in(ids)
            ),
        )


def known_by(frame: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """Rows whose figure and source are not later than the day.

    A row without ``as_of`` cannot be placed in time and is left out. ``source_on`` counts where
    it is given.
    """
    return frame.filter(
        pl.col("as_of") <= as_of,
        pl.col("source_on").is_null() | (pl.col("source_on") <= as_of),
    )
