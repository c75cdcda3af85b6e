"""Core tables: claims, and the projects computed from them."""

from typing import Final

from dcpipeline.schema import fields as f
from dcpipeline.schema import vocabularies as v
from dcpipeline.schema.column import Column, date, flag, integer, number, text
from dcpipeline.schema.table import Table


def dated(name: str, meaning: str) -> tuple[Column, Column, Column]:
    """A date with its precision and basis, each reproduced by a claim."""
    return (
        date(f"{name}", f"{meaning}; first day of the stated period.", evidence=True),
        text(
            f"{name}_precision",
            f"Precision of {name}.",
            vocabulary=v.DATE_PRECISION,
            evidence=True,
        ),
        text(f"{name}_basis", f"What {name} dates.", vocabulary=v.EVENT_BASIS, evidence=True),
    )


def measure(basis: str) -> tuple[Column, Column, Column, Column]:
    """Computing power of one basis: central, low, high, precision."""
    name = f"compute_pflops_{basis}"

    def pflops(column: str, meaning: str) -> Column:
        return number(column, meaning, decimals=4, unit="PFLOPS", low=0, evidence=True)

    return (
        pflops(name, f"Computing power, {basis}: the figure of the preferred claim."),
        pflops(f"{name}_low", "Lowest figure among claims at most one tier weaker."),
        pflops(f"{name}_high", "Highest figure among claims at most one tier weaker."),
        text(
            f"{name}_precision",
            "Precision of the figure; figures of different precision must not be added.",
            vocabulary=v.COMPUTE_PRECISION,
            evidence=True,
        ),
    )


STATUS = text("status", "Furthest state that the evidence supports.", vocabulary=v.STATUS)

CLAIMS = Table(
    "core",
    "claims",
    "The storable atom: one source said one thing about one subject.",
    "one row per source, subject and statement",
    ("claim_id",),
    (
        text("claim_id", "Identifier: digest of row, property, phase and basis."),
        text("source_id", "Source it was read from, see meta.sources.", nullable=False),
        text(
            "capture_id",
            "Newest capture of the page; null for register rows.",
            references="raw.captures.capture_id",
        ),
        text(
            "announcement_id",
            "Register row; null for pages.",
            references="raw.announcements.announcement_id",
        ),
        f.SOURCE_URL,
        text("cited_url", "Original that a third-party data set cites, not opened."),
        f.SOURCE_TITLE,
        text("source_publisher", "Who published it."),
        f.SOURCE_TIER.required(),
        f.RIGHTS,
        integer("span_start", "First character of the quote in the canonical text."),
        integer("span_end", "Character behind the quote in the canonical text."),
        text("quote", "Words of the source, or of the register's note.", nullable=False),
        text("quote_kind", "Whose words the quote is.", vocabulary=v.QUOTE_KIND, nullable=False),
        text(
            "subject_kind",
            "Kind of thing the claim is about.",
            vocabulary={
                "project": "a project",
                "site": "a site",
                "campus": "a campus",
                "programme": "a programme, batch or company total",
                "place": "a city or province",
                "nation": "the country",
                "publication": "a publication",
            },
            nullable=False,
        ),
        text("subject_name", "Name of the subject as written."),
        text("subject_key", "Key of the subject in its source.", nullable=False),
        text("speaker", "Who says so, where the page names somebody."),
        text("phase", "Phase or building as written; null for the whole subject."),
        text("property", "What is said about the subject.", vocabulary=v.PROPERTY, nullable=False),
        text("basis", "Planned or installed, for quantities.", vocabulary=v.BASIS),
        text("precision", "Numeric precision of compute figures.", vocabulary=v.COMPUTE_PRECISION),
        text("value_text", "The value as written.", nullable=False),
        number(
            "value_num",
            "The value as a number, in ``unit``; of a range its lower end.",
            decimals=6,
        ),
        number("value_low", "Lower bound, in ``unit``.", decimals=6),
        number("value_high", "Upper bound, in ``unit``.", decimals=6),
        text("unit", "Unit of the number."),
        text("qualifier", "How the source bounds the value.", vocabulary=v.QUALIFIER),
        text("change", "Whether a figure is a total or an increment.", vocabulary=v.CHANGE),
        text("counted_state", "State of the projects that are counted.", vocabulary=v.STATUS),
        f.ADCODE.named("place_adcode", "Division named by the claim."),
        date("event_on", "Date of the event or report; first day of the stated period."),
        date("event_to_on", "Last day of the period, where a page states one."),
        text("event_precision", "Precision of that date.", vocabulary=v.DATE_PRECISION),
        text("event_basis", "What the date dates.", vocabulary=v.EVENT_BASIS),
        date(
            "published_on",
            "Day on which the public could know; last day of the stated period.",
            nullable=False,
        ),
        text(
            "known_basis",
            "Where the publication day comes from.",
            vocabulary=v.KNOWN_BASIS,
            nullable=False,
        ),
        date("first_seen_on", "Day on which we first saw it.", nullable=False),
        date("last_seen_on", "Day on which we last saw it.", nullable=False),
        text("origin_id", "Who really says so: copies of one origin share it.", nullable=False),
        text("extractor", "Rule set that read it.", nullable=False),
        text("extractor_version", "Version of the rule set.", nullable=False),
        text("assertion", "How the value came about.", vocabulary=v.ASSERTION, nullable=False),
        text("confidence", "Confidence of the reader.", vocabulary=v.CONFIDENCE),
        text("value_flag", "Doubts about the figure, separated by semicolons."),
    ),
    reads=("raw.announcements", "raw.captures", "ref.divisions"),
    example="SELECT property, count(*) FROM core.claims GROUP BY ALL ORDER BY 2 DESC",
)

PROJECTS = Table(
    "core",
    "projects",
    "Announced AI data-center projects, each cell computed from claims by a stated rule.",
    "one row per project",
    ("project_id",),
    (
        f.PROJECT_ID.but(references=None, pattern=r"dc[0-9a-f]{8}"),
        text(
            "parent_project_id",
            "Project of which this one is a part.",
            references="core.projects.project_id",
        ),
        text("campus_id", "Campus that separate projects share.", evidence=True),
        text("scope", "Site, campus or programme.", vocabulary=v.SCOPE, evidence=True),
        f.NAME_ZH.but(evidence=True),
        f.NAME_EN.but(evidence=True),
        text("operator", "Owner, builder or operator.", evidence=True),
        f.PROVINCE_ADCODE.but(evidence=True, nullable=False),
        f.PROVINCE_EN.but(evidence=True),
        f.CITY_ADCODE.but(evidence=True),
        f.CITY_EN.but(evidence=True),
        f.LATITUDE.but(description="Latitude of the seat of the city.", evidence=True),
        f.LONGITUDE.but(description="Longitude of the seat of the city.", evidence=True),
        STATUS.but(evidence=True),
        *dated("status_on", "Date of the event behind the status"),
        flag(
            "status_disputed",
            "Weak or contradicting evidence against the status.",
            nullable=False,
        ),
        flag(
            "stale",
            "Not in service and no sign of life for two years.",
            nullable=False,
        ),
        text("status_source_words", "Event word of the source behind the status.", evidence=True),
        *dated("announced_on", "First time it was made public, signed or approved"),
        *dated("construction_started_on", "Start of construction"),
        *dated("operational_on", "First capacity in service"),
        *dated("cancelled_on", "End of the project"),
        *measure("installed"),
        *measure("planned"),
        integer("accelerators", "Accelerator cards.", unit="cards", low=0, evidence=True),
        text("accelerator_model", "Model of the cards.", evidence=True),
        integer("racks", "Racks.", unit="racks", low=0, evidence=True),
        text(
            "rack_unit",
            "What a rack is.",
            vocabulary={
                "standard_2_5kw": "standard rack of 2.5 kW",
                "cabinet": "cabinet of any power",
                "unknown": "not stated",
            },
            evidence=True,
        ),
        number("it_load_mw", "IT load.", decimals=3, unit="MW", low=0, evidence=True),
        number(
            "investment_cny",
            "Investment in the whole project.",
            decimals=0,
            unit="CNY",
            low=0,
            evidence=True,
        ),
        text("workload", "Training or inference.", vocabulary=v.WORKLOAD, evidence=True),
        flag("ai_stated", "Whether a source speaks of AI computing.", evidence=True),
        integer("n_claims", "Claims about the project.", unit="claims", low=1, nullable=False),
        integer(
            "n_independent_sources",
            "Origins that speak of it; copies count once.",
            unit="origins",
            low=1,
            nullable=False,
        ),
        text("best_tier", "Best tier among its sources.", vocabulary=v.SOURCE_TIER, nullable=False),
        date("first_seen_on", "First day on which the public could know of it.", nullable=False),
        date("last_changed_on", "Day of the newest claim about it.", nullable=False),
        date("last_checked_on", "Last re-reading of a source; null until one happened."),
        f.RIGHTS.but(description="Strictest rights among the claims used."),
    ),
    reads=("core.claims", "ref.divisions"),
    example="SELECT status, count(*) FROM core.projects WHERE scope <> 'programme' GROUP BY ALL",
)

PROJECT_PHASES = Table(
    "core",
    "project_phases",
    "Phases and buildings of projects, under their site. Sums over phases are never added to "
    "figures of the whole site.",
    "one row per project and phase",
    ("project_id", "phase"),
    (
        f.PROJECT_ID,
        text("phase", "Phase or building as written."),
        integer("phase_number", "Number of the phase, where the label has one."),
        text("level", "What the label stands for.", vocabulary=v.PHASE_LEVEL, nullable=False),
        text("parent_phase", "Phase or zone of the same project within which it lies."),
        STATUS,
        date("status_on", "Date of the event behind the status; first day of the period."),
        text("status_on_precision", "Precision of that date.", vocabulary=v.DATE_PRECISION),
        number(
            "compute_pflops_installed",
            "Computing power in place.",
            decimals=4,
            unit="PFLOPS",
            low=0,
        ),
        number(
            "compute_pflops_planned", "Computing power planned.", decimals=4, unit="PFLOPS", low=0
        ),
        text("compute_precision", "Precision of the figures.", vocabulary=v.COMPUTE_PRECISION),
        integer("accelerators", "Accelerator cards.", unit="cards", low=0),
        integer("racks", "Racks.", unit="racks", low=0),
        number("it_load_mw", "IT load.", decimals=3, unit="MW", low=0),
        number("investment_cny", "Investment in the phase.", decimals=0, unit="CNY", low=0),
        integer("n_claims", "Claims about the phase.", unit="claims", low=1, nullable=False),
    ),
    reads=("core.claims", "core.projects"),
)

PROJECT_PARTS = Table(
    "core",
    "project_parts",
    "Which project is a part of which: sites and tenants of campuses and parks, stages of sites, "
    "sites of programmes. Where in doubt there is no row. Figures of a part are not added to those "
    "of its whole.",
    "one row per part and whole",
    ("part_project_id", "whole_project_id"),
    (
        f.PROJECT_ID.named("part_project_id", "The part."),
        f.PROJECT_ID.named("whole_project_id", "The whole."),
        text("relation", "What the part is.", vocabulary=v.PART_RELATION, nullable=False),
        text("rule", "Rule that found it.", nullable=False),
        text("reason", "The same in words.", nullable=False),
        flag(
            "is_nearest",
            "Whether this is the nearest whole, parent_project_id of core.projects.",
            nullable=False,
        ),
    ),
    reads=("core.claims", "core.projects"),
    example="SELECT whole.name_zh AS whole, relation, part.name_zh AS part, rule "
    "FROM core.project_parts JOIN core.projects AS part ON part_project_id = part.project_id "
    "JOIN core.projects AS whole ON whole_project_id = whole.project_id ORDER BY 1, 3",
)

PROJECT_CAPACITY = Table(
    "core",
    "project_capacity",
    "Capacity of projects over time: every claim on computing power, racks, cards or IT load once, "
    "as a step of the level or with the rule that kept it out. A total and its own phases count "
    "once. Levels of different precision, unit or basis must not be added.",
    "one row per project and claim on a measure",
    ("project_id", "claim_id"),
    (
        f.PROJECT_ID,
        f.CLAIM_ID,
        text("measure", "What is measured.", vocabulary=v.MEASURE, nullable=False),
        text(
            "basis",
            "Planned or installed; null where the measure or the source has none.",
            vocabulary=v.BASIS,
        ),
        text("precision", "Numeric precision of compute figures.", vocabulary=v.COMPUTE_PRECISION),
        text("unit", "Unit of stated, value and added."),
        text("phase", "Phase or building; null for the whole project."),
        text("role", "Used: the claim makes a step.", vocabulary=v.FACT_ROLE, nullable=False),
        text("rule", "Rule that decided.", nullable=False),
        text("reason", "The same in words.", nullable=False),
        integer(
            "step",
            "Number of the step among those of the project, measure and basis; null where the "
            "claim makes none. The step with the largest number up to a day holds on that day.",
            low=1,
        ),
        date(
            "valid_from_on",
            "First day of the period that the claim states, the day of publication where it states "
            "none; of a step not before that of the step before it.",
            nullable=False,
        ),
        text(
            "valid_from_precision",
            "Precision of that day as stated.",
            vocabulary=v.DATE_PRECISION,
            nullable=False,
        ),
        text("valid_from_basis", "What it dates.", vocabulary=v.VALID_BASIS, nullable=False),
        date("held_on", "Day by which the figure held; the order of steps.", nullable=False),
        number("stated", "Figure of the claim.", decimals=6),
        text("change", "Whether it is told as a total or an increment.", vocabulary=v.CHANGE),
        number("value", "Level after the step; null where there is none.", decimals=6, low=0),
        number("added", "Difference to the level before; null for the first step.", decimals=6),
    ),
    reads=("core.claims", "core.projects"),
    example="SELECT project_id, measure, basis, max_by(value, step) AS level, any_value(unit) "
    "AS unit FROM core.project_capacity WHERE role = 'used' AND valid_from_on <= DATE '2024-12-31' "
    "GROUP BY ALL",
)

PROJECT_FACTS = Table(
    "core",
    "project_facts",
    "The evidence ledger: which claim fills which cell of core.projects, by which rule, and which "
    "claims were outvoted.",
    "one row per project, column and claim",
    ("project_id", "column_name", "claim_id"),
    (
        f.PROJECT_ID,
        text("column_name", "Column of core.projects."),
        f.CLAIM_ID,
        text("role", "Used or outvoted.", vocabulary=v.FACT_ROLE, nullable=False),
        text("rule", "Rule that decided.", nullable=False),
        text("value", "What the claim says the cell is, as text."),
        number("value_num", "The same as a number, where the column is one.", decimals=6),
    ),
    reads=("core.claims", "core.projects"),
    example="SELECT column_name, rule, role, count(*) FROM core.project_facts GROUP BY ALL",
)

PROJECT_EVENTS = Table(
    "core",
    "project_events",
    "Every reported event of every project.",
    "one row per project, event and source",
    ("claim_id",),
    (
        f.CLAIM_ID,
        f.PROJECT_ID.required(),
        text("event", "What is reported.", vocabulary=v.EVENT, nullable=False),
        STATUS.but(description="Status that the event stands for; null when it changes none."),
        text("phase", "Phase or building; null for the whole project."),
        date("event_on", "Date; first day of the stated period."),
        text("event_precision", "Precision of the date.", vocabulary=v.DATE_PRECISION),
        text("event_basis", "What the date dates.", vocabulary=v.EVENT_BASIS),
        date("published_on", "Day on which the public could know.", nullable=False),
        f.SOURCE_TIER.required(),
        f.SOURCE_URL,
    ),
    reads=("core.claims", "core.projects"),
)

PROJECT_VERSIONS = Table(
    "core",
    "project_versions",
    "What could be known of each project on each day: a row for every change of its state.",
    "one row per project and state of knowledge",
    ("project_id", "known_from_on"),
    (
        f.PROJECT_ID,
        date("known_from_on", "First day on which the public could know this."),
        date("known_to_on", "Last day before something newer was known; null for the last."),
        date("valid_from_on", "Date of the event behind the status; null when undated."),
        date("valid_to_on", "Date of the next status; null for the last."),
        text("scope", "Site, campus or programme.", vocabulary=v.SCOPE),
        f.NAME_ZH,
        f.NAME_EN,
        f.PROVINCE_ADCODE,
        f.CITY_ADCODE,
        STATUS,
        number(
            "compute_pflops_installed",
            "Computing power in place.",
            decimals=4,
            unit="PFLOPS",
            low=0,
        ),
        number(
            "compute_pflops_planned", "Computing power planned.", decimals=4, unit="PFLOPS", low=0
        ),
        integer("racks", "Racks.", unit="racks", low=0),
        number("it_load_mw", "IT load.", decimals=3, unit="MW", low=0),
        flag("ai_stated", "Whether a source speaks of AI computing."),
    ),
    reads=("core.claims", "core.projects"),
)

PROJECT_ALIASES = Table(
    "core",
    "project_aliases",
    "Every name and identifier under which a project can be found, retired ones included.",
    "one row per alias, kind and project",
    ("alias", "kind", "project_id"),
    (
        text("alias", "Name or identifier."),
        text(
            "kind",
            "What the alias is.",
            vocabulary={
                "project_id": "identifier, present or retired",
                "register_key": "key in the register",
                "name_zh": "Chinese name",
                "name_en": "English or French name",
            },
        ),
        f.PROJECT_ID.but(references=None, description="Project it leads to."),
        flag("retired", "Whether the project is no longer in the tables.", nullable=False),
    ),
    reads=("core.claims", "core.projects"),
)

MATCH_CANDIDATES = Table(
    "core",
    "match_candidates",
    "Pairs of projects, or of subjects that wait, that look alike: what the likeness rests on and "
    "what was decided. Of two projects the pair of subjects that speaks loudest.",
    "one row per pair",
    ("left_subject_key", "right_subject_key"),
    (
        text("left_subject_key", "Subject of one side.", references="core.subjects.subject_key"),
        text(
            "right_subject_key",
            "Subject of the other side.",
            references="core.subjects.subject_key",
        ),
        f.PROJECT_ID.named("left_project_id", "Project of one side; null while it waits."),
        f.PROJECT_ID.named("right_project_id", "Project of the other side; null while it waits."),
        text(
            "level",
            "Strongest level of evidence that the pair has.",
            vocabulary=v.MATCH_LEVEL,
            nullable=False,
        ),
        number(
            "score",
            "How much speaks for one project: an order for people, no probability.",
            decimals=2,
            low=0,
            high=1,
            nullable=False,
        ),
        text("reason", "The level and what else is known, in words.", nullable=False),
        text(
            "name_relation",
            "How the names relate.",
            vocabulary={
                "same": "letter for letter, but for phases and quantities",
                "own_words": "the same words of their own, in characters or pinyin",
                "within": "the words of one stand within the other",
                "similar": "similar words of their own",
                "same_parts": "only company, county and kind, and these the same",
                "bare": "only place and kind, and these the same",
                "plain": "neither has words of its own",
                "one_plain": "one has no words of its own",
                "other": "other words",
            },
            nullable=False,
        ),
        number(
            "name_similarity",
            "Of the words of their own, else of the whole names: one minus the share of letters "
            "to take out and put in.",
            decimals=3,
            low=0,
            high=1,
            nullable=False,
        ),
        text(
            "operator_relation",
            "How the operators relate.",
            vocabulary={
                "same": "they share one",
                "different": "both name some and share none",
                "rivals": "two carriers",
                "unknown": "not named by both, or in different scripts",
            },
            nullable=False,
        ),
        text(
            "place_relation",
            "How the places relate.",
            vocabulary={
                "same": "the same county or zone",
                "different": "other counties of one city",
                "apart": "a zone and a county of one city, which can overlap",
                "unknown": "one city, county of one not known",
                "province": "one names only the province, or another city",
            },
            nullable=False,
        ),
        text(
            "kind_relation",
            "How the kinds of centre relate.",
            vocabulary={
                "same": "one kind",
                "akin": "a computing centre and another that can be called so",
                "related": "an AI centre and a data or cloud centre",
                "different": "kinds that exclude each other",
                "unknown": "not said by both",
            },
            nullable=False,
        ),
        number(
            "compute_ratio",
            "Smaller over larger of the two closest figures of computing power.",
            decimals=4,
            low=0,
            high=1,
        ),
        integer("days_apart", "Days between the days on which they became known.", unit="days"),
        text(
            "phase_relation",
            "How the phases relate.",
            vocabulary={
                "same": "they share one",
                "different": "other phases",
                "unknown": "not named by both",
            },
            nullable=False,
        ),
        text(
            "judgement",
            "Decision on the pair.",
            vocabulary={
                "open": "nobody has decided: counted apart",
                "different": "two projects",
                "unsure": "undecided by people: counted apart, and shown as a bound",
            },
            nullable=False,
        ),
        text("judgement_reason", "Why people decided so."),
        date("decided_on", "Day of the decision."),
    ),
    reads=("core.claims", "core.subjects"),
    example="SELECT judgement, level, count(*) FROM core.match_candidates GROUP BY ALL ORDER BY 1",
)

PROJECT_IDS = Table(
    "core",
    "project_ids",
    "Every identifier ever given to a project, and the subject that it belongs to. Where an "
    "identifier leads today stands in core.project_aliases.",
    "one row per identifier",
    ("project_id",),
    (
        f.PROJECT_ID.but(references=None),
        text("subject_key", "Subject by which the project became known.", nullable=False),
        date("minted_on", "Day on which it was given.", nullable=False),
    ),
    reads=("core.claims",),
)

JUDGEMENTS = Table(
    "core",
    "judgements",
    "What people decided on pairs of subjects, line by line, the register's own keys included.",
    "one row per line of a file",
    ("file", "file_line"),
    (
        text("file", "File below the data folder."),
        integer("file_line", "Line of the file.", low=1),
        text("left_key", "Subject key, identifier or register key.", nullable=False),
        text("right_key", "Subject key, identifier or register key.", nullable=False),
        text(
            "judgement",
            "Decision.",
            vocabulary={
                "same": "one project",
                "different": "two projects",
                "unsure": "undecided: counted apart, and shown as a bound",
            },
            nullable=False,
        ),
        text("reason", "Why.", nullable=False),
        date("decided_on", "Day of the decision.", nullable=False),
        text(
            "state",
            "Whether the line counts.",
            vocabulary={
                "applies": "it counts",
                "superseded": "a newer line speaks of the same pair",
                "matches_nothing": "nothing is known of one of its keys",
            },
            nullable=False,
        ),
        f.PROJECT_ID.named("left_project_id", "Project that the left key leads to."),
        f.PROJECT_ID.named("right_project_id", "Project that the right key leads to."),
    ),
    reads=("raw.announcements", "core.claims"),
    example="SELECT state, judgement, count(*) FROM core.judgements GROUP BY ALL",
)

SUBJECTS = Table(
    "core",
    "subjects",
    "What each source speaks of: which project each subject joined and by which evidence, whether "
    "it founded one, or why its claims wait.",
    "one row per row of the register, subject of a page or row of a data set",
    ("subject_key",),
    (
        text("subject_key", "Key of the subject in core.claims."),
        text("subject_name", "Name as written."),
        text("subject_kind", "Project, programme, place, nation.", nullable=False),
        text("source_id", "Source of its first claim.", nullable=False),
        f.SOURCE_URL,
        f.SOURCE_TIER.but(description="Best tier among its claims.").required(),
        f.ADCODE.named("place_adcode", "Division in which it lies, as read."),
        text("decision", "What became of it.", vocabulary=v.SUBJECT_DECISION, nullable=False),
        text("rule", "Rule that decided.", nullable=False),
        text("reason", "The same in words.", nullable=False),
        f.PROJECT_ID.but(description="Project that it joined or founded."),
        integer("n_claims", "Claims about it.", unit="claims", low=1, nullable=False),
        date("first_seen_on", "First day on which the public could know of it.", nullable=False),
    ),
    reads=(
        "core.claims",
        "core.projects",
        "ref.divisions",
        "ref.division_aliases",
        "ref.counties",
    ),
    example="SELECT decision, rule, count(*) FROM core.subjects GROUP BY ALL ORDER BY 3 DESC",
)

FACT_CHECKS = Table(
    "core",
    "fact_checks",
    "Shipped facts read again at their own address or at the original that they cite.",
    "one row per claim of the register and page that was read again",
    ("claim_id", "source_url"),
    (
        f.CLAIM_ID.but(references=None, description="Claim of the register."),
        text("source_url", "Page that was read again."),
        text("announcement_id", "Register row.", nullable=False),
        text("property", "What the claim says.", vocabulary=v.PROPERTY, nullable=False),
        text("verdict", "What the page says now.", vocabulary=v.VERDICT, nullable=False),
        text("reason", "Why, in words.", nullable=False),
        text("registered_text", "The value in the register.", nullable=False),
        text("registered_note", "The register's note on its source.", nullable=False),
        text("page_text", "The value on the page."),
        text("page_quote", "The sentence of the page."),
        text("capture_id", "Capture that was read.", references="raw.captures.capture_id"),
        date("checked_on", "Day of the last reading or attempt.", nullable=False),
        text("raised_tier", "Better tier that the fact has since.", vocabulary=v.SOURCE_TIER),
    ),
    reads=("raw.announcements", "raw.captures", "rejects.fetches"),
    example="SELECT property, verdict, count(*) FROM core.fact_checks GROUP BY ALL ORDER BY 1, 2",
)

TABLES: Final = (
    CLAIMS,
    PROJECTS,
    PROJECT_PHASES,
    PROJECT_PARTS,
    PROJECT_CAPACITY,
    PROJECT_FACTS,
    PROJECT_EVENTS,
    PROJECT_VERSIONS,
    PROJECT_ALIASES,
    MATCH_CANDIDATES,
    SUBJECTS,
    PROJECT_IDS,
    JUDGEMENTS,
    FACT_CHECKS,
)
