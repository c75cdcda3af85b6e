"""The pipeline: which function of which room fills which tables.

Only wiring stands here: every rule is in its room. The order does not matter, it follows from what
the tables declare to read.
"""

from dataclasses import replace
from pathlib import Path

import polars as pl
from threadpoolctl import threadpool_limits

from dcpipeline import extract, harvest, marts, model, reference, resolve, siting
from dcpipeline.schema import TABLES
from dcpipeline.schema.releases import releases_frame
from dcpipeline.schema.tables import mart_model
from dcpipeline.steps import Frames, Run, Step

ID_LEDGER = "register/project_ids.csv"
LABELS = "validation/site_labels.csv"
# The matrices of the model are small: threads cost more than they bring, and the order of sums,
# and with it the last digits, would depend on the machine.
ONE_THREAD = 1


def _shipped(full_name: str) -> Step:
    table = TABLES[full_name]

    def load(_: Frames, run: Run) -> Frames:
        return {full_name: reference.load_table(table, run.data_dir, run.corrections)}

    return Step(
        f"load_{table.name}", f"Reads data/{table.source_file}.", "reference", (full_name,), load
    )


def _register(frames: Frames, run: Run) -> Frames:
    rows = reference.load_rows(TABLES["raw.announcements"], run.data_dir, run.corrections)
    read = extract.read_announcements(
        rows, frames["ref.divisions"], as_of=run.as_of, facts_as_of=run.facts_as_of
    )
    return {"raw.announcements": read.good, "rejects.announcements": read.rejects}


def _captures(_: Frames, run: Run) -> Frames:
    return harvest.captured(run.data_dir, as_of=run.as_of, counts=run.mode != "facts")


def _claims(frames: Frames, run: Run) -> Frames:
    registered, refused = extract.claims_from_register(
        frames["raw.announcements"], as_of=run.as_of, facts_as_of=run.facts_as_of
    )
    heard = harvest.Heard(
        announcements=frames["raw.announcements"],
        captures=frames["raw.captures"],
        fetches=frames["rejects.fetches"],
        divisions=frames["ref.divisions"],
        registered=registered,
    )
    told = harvest.told(run.data_dir, heard, as_of=run.as_of)
    return {
        "core.claims": pl.concat([told.registered, told.claims]).sort("claim_id"),
        "rejects.claims": pl.concat([refused, told.rejects]).sort("claim_id"),
        "core.fact_checks": told.fact_checks,
    }


def _projects(frames: Frames, run: Run) -> Frames:
    counts = run.mode != "facts"
    shipped = reference.read_csv_rows(run.data_dir / ID_LEDGER)
    kept = harvest.kept_identifiers(run.data_dir) if counts else None
    divisions = frames["ref.divisions"]
    resolution = resolve.resolve(
        frames["core.claims"],
        resolve.Gazetteer(
            divisions,
            resolve.place_words(divisions, frames["ref.division_aliases"], frames["ref.counties"]),
        ),
        _judgements(frames["raw.announcements"], run),
        resolve.combined(shipped, kept, run.published_ids),
        as_of=run.as_of,
    )
    if counts:
        harvest.keep_identifiers(run.data_dir, resolution.minted)
    return resolution.tables


def _judgements(announcements: pl.DataFrame, run: Run) -> pl.DataFrame:
    told = reference.load_judgements(run.data_dir)
    of_register = resolve.register_judgements(announcements, run.facts_as_of)
    typed = of_register.with_columns(pl.col("decided_on").cast(pl.String))
    return pl.concat([told, typed.select(told.columns)])


def _latency(frames: Frames, _: Run) -> Frames:
    fitted = siting.fit_latency(frames["ref.latency_measurements"], frames["ref.divisions"])
    return {"mart.latency_fit": fitted.coefficients, "mart.latency_residuals": fitted.residuals}


def _city_latency(frames: Frames, _: Run) -> Frames:
    return {
        "mart.city_latency": siting.city_latency(
            frames["ref.divisions"],
            frames["ref.population"],
            frames["ref.demand_centres"],
            frames["ref.computing_hubs"],
            frames["mart.latency_fit"],
        )
    }


def _electricity(frames: Frames, run: Run) -> Frames:
    return {
        "mart.province_electricity": siting.province_electricity(
            frames["ref.divisions"],
            frames["ref.electricity_prices"],
            frames["ref.datacenter_tariffs"],
            frames["ref.peak_valley_spreads"],
            frames["ref.grid_emission_factors"],
            frames["ref.pue_observations"],
            as_of=run.as_of,
        )
    }


def _siting(frames: Frames, run: Run) -> Frames:
    return {
        "mart.project_siting": siting.project_siting(
            frames["core.projects"],
            frames["mart.province_electricity"],
            frames["mart.city_latency"],
            frames["ref.datacenter_tariffs"],
            frames["ref.pue_observations"],
            as_of=run.as_of,
        )
    }


def model_inputs(frames: Frames) -> model.Inputs:
    """What the model reads, from the frames of a run."""
    return model.Inputs(
        projects=frames["core.projects"],
        project_phases=frames["core.project_phases"],
        match_candidates=frames["core.match_candidates"],
        observations=frames["ref.utilization_observations"],
        observation_kinds=frames["ref.observation_kinds"],
        market_signals=frames["ref.market_signals"],
        divisions=frames["ref.divisions"],
        city_latency=frames["mart.city_latency"],
        project_siting=frames["mart.project_siting"],
        province_electricity=frames["mart.province_electricity"],
    )


def _stale(frames: Frames) -> pl.DataFrame:
    return resolve.stale_sources(
        frames["core.projects"],
        frames["core.project_facts"],
        frames["core.claims"],
        frames["meta.sources"],
    )


def _model(frames: Frames, run: Run) -> Frames:
    inputs = replace(model_inputs(frames), stale_sources=_stale(frames))
    with threadpool_limits(ONE_THREAD, user_api="blas"):
        estimated = model.estimate(inputs, run.as_of)
        validated = _validated(inputs, frames, run, estimated)
    return estimated.tables | {"meta.validation": validated}


def validation(frames: Frames, run: Run, labels: Path | None = None) -> pl.DataFrame:
    """``meta.validation``, also for other observations or labels than the shipped ones.

    Args:
        frames: the tables that ``meta.validation`` declares to read.
        run: data folder and day.
        labels: another file of labels with the same columns.
    """
    with threadpool_limits(ONE_THREAD, user_api="blas"):
        return _validated(model_inputs(frames), frames, run, labels=labels)


def _validated(
    inputs: model.Inputs,
    frames: Frames,
    run: Run,
    estimated: model.Estimate | None = None,
    labels: Path | None = None,
) -> pl.DataFrame:
    return model.validate(
        inputs,
        run.as_of,
        model.load_labels(labels or run.data_dir / LABELS),
        aliases=frames["core.project_aliases"],
        versions=frames["core.project_versions"],
        estimate=estimated,
    )


def _province_profile(frames: Frames, run: Run) -> Frames:
    return {"mart.province_profile": marts.province_profile(_profile_inputs(frames, run))}


def _city_profile(frames: Frames, run: Run) -> Frames:
    return {"mart.city_profile": marts.city_profile(_profile_inputs(frames, run))}


def _profile_inputs(frames: Frames, run: Run) -> marts.ProfileInputs:
    return marts.ProfileInputs(
        projects=frames["core.projects"],
        match_candidates=frames["core.match_candidates"],
        capacity_by_place=frames["mart.capacity_by_place"],
        divisions=frames["ref.divisions"],
        population=frames["ref.population"],
        province_electricity=frames["mart.province_electricity"],
        city_latency=frames["mart.city_latency"],
        utilization=frames["mart.utilization"],
        overbuild_risk=frames["mart.overbuild_risk"],
        as_of=run.as_of,
        stale_sources=_stale(frames),
    )


def _capacity(frames: Frames, _: Run) -> Frames:
    return {
        "mart.capacity_by_place": marts.capacity_by_place(
            projects=frames["core.projects"],
            match_candidates=frames["core.match_candidates"],
            divisions=frames["ref.divisions"],
        )
    }


def _counts(frames: Frames, run: Run) -> Frames:
    return {
        "mart.count_reconciliation": marts.count_reconciliation(
            projects=frames["core.projects"],
            project_events=frames["core.project_events"],
            match_candidates=frames["core.match_candidates"],
            published_counts=frames["ref.published_counts"],
            count_crosswalk=frames["ref.count_crosswalk"],
            divisions=frames["ref.divisions"],
            as_of=run.as_of,
        )
    }


def _sources(frames: Frames, run: Run) -> Frames:
    listed = harvest.sources_table(
        run.data_dir, frames["raw.captures"], as_of=run.as_of, counts=run.mode != "facts"
    )
    return {"meta.sources": listed}


def _releases(_: Frames, __: Run) -> Frames:
    return {"meta.releases": releases_frame()}


def _dates(_: Frames, run: Run) -> Frames:
    return {"ref.dates": reference.calendar(run.as_of)}


REFERENCE_STEPS: tuple[Step, ...] = tuple(
    _shipped(name) for name, table in TABLES.items() if table.schema == "ref" and table.source_file
)
SAID_TABLES = ("core.claims", "rejects.claims", "core.fact_checks")
CORE_TABLES = tuple(name for name in TABLES if name.startswith("core.") and name not in SAID_TABLES)
MODEL_TABLES = tuple(table.full_name for table in mart_model.TABLES)
STEPS: tuple[Step, ...] = (
    *REFERENCE_STEPS,
    Step(
        "list_sources",
        "Reads the receipts of the shipped files and the health of the live sources.",
        "harvest",
        ("meta.sources",),
        _sources,
    ),
    Step("list_dates", "Lays out the calendar.", "reference", ("ref.dates",), _dates),
    Step("list_releases", "Releases of the schema.", "schema", ("meta.releases",), _releases),
    Step(
        "read_register",
        "Reads the register and refuses rows that can't be true.",
        "extract",
        ("raw.announcements", "rejects.announcements"),
        _register,
    ),
    Step(
        "read_captures",
        "Lists what live sources answered, and what was asked in vain. Empty without captures.",
        "harvest",
        ("raw.captures", "rejects.fetches"),
        _captures,
    ),
    Step(
        "claims",
        "Turns register rows, pages and rows of data sets into claims, and holds shipped facts "
        "beside what their own pages say now.",
        "harvest",
        SAID_TABLES,
        _claims,
    ),
    Step("projects", "Computes projects from claims.", "resolve", CORE_TABLES, _projects),
    Step(
        "latency_fit",
        "Fits round-trip time on distance.",
        "siting",
        ("mart.latency_fit", "mart.latency_residuals"),
        _latency,
    ),
    Step(
        "city_latency",
        "Whom each city reaches in how many milliseconds.",
        "siting",
        ("mart.city_latency",),
        _city_latency,
    ),
    Step(
        "province_electricity",
        "What electricity costs in each province.",
        "siting",
        ("mart.province_electricity",),
        _electricity,
    ),
    Step(
        "project_siting",
        "Electricity and latency of each project.",
        "siting",
        ("mart.project_siting",),
        _siting,
    ),
    Step(
        "capacity_by_place",
        "Sums of what projects state.",
        "marts",
        ("mart.capacity_by_place",),
        _capacity,
    ),
    Step(
        "count_reconciliation",
        "Published counts beside ours.",
        "marts",
        ("mart.count_reconciliation",),
        _counts,
    ),
    Step(
        "model",
        "Utilization and overbuild risk by seeded Monte Carlo, with their validation.",
        "model",
        (*MODEL_TABLES, "meta.validation"),
        _model,
    ),
    Step(
        "province_profile",
        "Everything about a province in one row.",
        "marts",
        ("mart.province_profile",),
        _province_profile,
    ),
    Step(
        "city_profile",
        "Everything about a city in one row.",
        "marts",
        ("mart.city_profile",),
        _city_profile,
    ),
)
