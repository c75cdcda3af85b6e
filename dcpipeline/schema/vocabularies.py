"""Closed lists of values, each with its meaning."""

from typing import Final

STATUS: Final = {
    "announced": "made public by somebody, nothing more",
    "signed": "an agreement is signed",
    "approved": "filed, approved, listed or awarded",
    "under_construction": "work has begun; topped-out buildings are still here",
    "partly_operational": "a phase is in service",
    "operational": "in service",
    "suspended": "stopped for now",
    "cancelled": "given up",
}
STATUS_RANK: Final = {status: rank for rank, status in enumerate(STATUS)}
PIPELINE: Final = ("announced", "signed", "approved")
IN_SERVICE: Final = ("partly_operational", "operational")
STOPPED: Final = ("suspended", "cancelled")

EVENT: Final = {
    "announced": "made public: planned, listed, tendered",
    "signed": "agreement signed",
    "approved": "filing, energy review, key-project list or award",
    "construction_start": "ground broken, or a report that work goes on",
    "phase_online": "a phase, a first batch or a trial run is in service",
    "operational": "in service",
    "expanded": "enlarged",
    "suspended": "halted, undelivered or in doubt",
    "cancelled": "terminated, withdrawn or failed tender",
    "transferred": "sold or handed over",
    "idle_reported": "somebody reports that it stands idle",
}

SOURCE_TIER: Final = {
    "official": "site of a government or regulator",
    "operator_filing": "notice of a listed company, exchange filing, or site of owner or builder",
    "press": "news outlet at its own address",
    "trade": "trade portal or tender digest",
    "repost": "copy, mirror, digest or translation of a named outlet",
    "third_party_dataset": "somebody else's data set; the page it cites was not opened",
    "unverified": "forum, blog, user post, unnamed site, or no address",
}
TIER_RANK: Final = {tier: rank for rank, tier in enumerate(SOURCE_TIER)}

DATE_PRECISION: Final = {
    "day": "the day is known",
    "month": "only the month is known; the date is its first day",
    "quarter": "only the quarter is known; the date is its first day",
    "half": "only the half year is known; the date is its first day",
    "year": "only the year is known; the date is its first day",
    "period": "several years; the date is the first day of the first one",
    "none": "no date is known",
}
EVENT_BASIS: Final = {
    "event": "the source words the event itself",
    "state_as_of": "a report that the state holds: the event is earlier",
    "inferred": "the year was not printed",
    "unclear": "the source does not say whether it dates the event or the state",
}
VALID_BASIS: Final = EVENT_BASIS | {
    "published": "nothing is dated but the publication",
}
KNOWN_BASIS: Final = {
    "printed": "date printed by the source",
    "address": "date in the address of the page that a data set cites",
    "assumed": "no publication date: the event's own date stands in",
    "data_set": "date of the data set that holds the row",
    "receipt": "no date at all: the day on which the facts were compiled",
    "capture": "a page without a date: the day on which we first saw it",
}
BASIS: Final = {
    "planned": "design, target or capacity once complete",
    "installed": "built and in place",
}
COMPUTE_PRECISION: Final = {
    "FP16": "half precision, dense unless flagged",
    "FP32": "single precision",
    "FP64": "double precision",
    "FP8": "8-bit floating point",
    "INT8": "8-bit integer operations",
    "unknown": "the source does not say",
}
QUALIFIER: Final = {
    "exact": "stated as it is",
    "about": "about, nearly",
    "at_least": "more than, at least",
    "at_most": "up to, at most",
    "range": "between two values",
}
SCOPE: Final = {
    "site": "one place of computing",
    "campus": "a campus or park with several buildings or tenants",
    "programme": "total of a city, zone, batch or company, or no site: out of all sums",
}
WORKLOAD: Final = {
    "training": "training of models",
    "inference": "answering users",
    "mixed": "both",
    "unknown": "not stated",
}
RIGHTS: Final = {
    "facts": "single facts taken from public pages, in our own words",
    "unsettled": "taken from a data set whose licence was not checked",
    "cc_by_4": "CC BY 4.0",
    "open": "MIT, LGPL or CC BY 4.0, see the receipt of the file",
    "own": "own work of this project",
}
QUOTE_KIND: Final = {
    "verbatim": "the source's own words",
    "register_note": "our note on what the source says",
    "data_row": "cells of a row of a data set",
}
CHANGE: Final = {
    "total": "what there is after the change",
    "increment": "what is added by it",
}
CAPTURE_ROLE: Final = {
    "page": "a page that is read for claims",
    "index": "a list, feed or answer of a service that leads to pages",
    "data": "a data set that is read row by row",
}
HEALTH: Final = {
    "shipped": "a file that comes with the program",
    "good": "the last round was good",
    "failing": "the last round failed; the claims of earlier rounds stay",
    "overdue": "no good round for longer than its cadence allows",
    "never": "no round yet",
    "disabled": "not asked: its layout has not been seen",
    "blocked": "not asked: it refuses us",
    "withdrawn": "not asked: it is gone or was taken out",
}
VERDICT: Final = {
    "confirmed": "the page says the same",
    "changed": "the page says something else on it",
    "gone": "the address answers that nothing is there, or the page no longer speaks of it",
    "unreadable": "the page could not be had, or no such statement could be read from it",
}
SUBJECT_DECISION: Final = {
    "joined": "its claims belong to a project that was known",
    "founded": "it is a project of its own",
    "waiting": "its claims wait: too little is known to join or to found a project",
    "not_a_project": "a programme, place or nation: its claims are kept beside the projects",
}
# From the strongest.
MATCH_LEVEL: Final = {
    "same_code": "one project code",
    "same_name": "one name in one place",
    "same_bare_name": "one name of place and kind, owners that do not differ",
    "same_own_words": "names with the same words of their own",
    "similar_own_words": "names with nearly the same words of their own, owner or power the same",
    "same_parts": "names that say the same company or county and kind",
    "same_place_and_kind": "names of place and kind; county, owner or power the same",
    "owner_in_place": "one owner and one kind in one county, names that do not speak against it",
    "same_owner_and_kind": "one owner's centres of one kind in one city",
    "translated": "a Chinese name and one in Latin letters; kind, city and power the same",
    "owner_capacity_time": "owner, computing power and order of events agree",
    "alike": "names alike, something speaks against it: people decide",
    "similar_name": "similar names: people decide",
    "unnamed_of_owner": "one owner, names that tell little: people decide",
    "same_owner": "one owner in one city: people decide",
    "judged": "nothing alike but that people judged it",
}
CONFIDENCE: Final = {"high": "read in full", "medium": "read in part", "low": "doubtful"}
GEOGRAPHY_LEVEL: Final = {
    "project": "one project",
    "city": "prefecture-level unit, or county-level unit that reports straight to a province",
    "province": "province-level unit",
    "nation": "mainland China with Hong Kong and Macau",
}
OBSERVED_LEVEL: Final = {
    "nation": "the whole country",
    "region": "a group of provinces, a hub, an operator's portfolio",
    "province": "province-level unit",
    "city": "prefecture-level unit",
    "site": "one site",
}
DIVISION_LEVEL: Final = {
    "country": "China",
    "province": "province-level unit",
    "prefecture": "prefecture-level unit",
    "county_direct": "county-level unit that reports straight to a province",
}
EVIDENCE_CLASS: Final = {
    "A": "own observation of the place or project",
    "B": "an observation of the city",
    "C": "an observation of the province or region",
    "D": "structured prior only: no observation near",
}
RISK_BAND: Final = {
    "low": "below 35",
    "watch": "35 to below 50",
    "high": "50 to below 65",
    "severe": "65 and more",
}
YES_NO_UNKNOWN: Final = {"yes": "yes", "no": "no", "unknown": "no evidence either way"}
LATENCY_ZONE: Final = {
    "metro": "inside a demand centre",
    "le_10_ms": "at most 10 ms round trip to the nearest demand centre",
    "le_20_ms": "more than 10, at most 20 ms",
    "le_30_ms": "more than 20, at most 30 ms",
    "gt_30_ms": "more than 30 ms",
}
PRICE_BASIS: Final = {
    "reported_site_price": "price reported for the site or its place, not older than three years",
    "agent_two_part": "price when the grid company buys for the user, two-part tariff, flat band",
    "agent_single_part": "the same, single-part tariff",
    "indicative": "rounded provincial fallback of low quality",
}
PRICE_TYPE: Final = {
    "coal_benchmark": "benchmark of what coal plants are paid, never a user price",
    "grid_purchase_agent": "full price when the grid company buys for the user, flat band",
    "agent_purchase_component": "energy part of the purchase price only",
    "commercial_industrial_indicative": "rounded fallback",
}
FACT_ROLE: Final = {
    "used": "the value of the cell comes from this claim",
    "outvoted": "the claim speaks of the cell, another claim was preferred",
}
ASSERTION: Final = {
    "reported": "the source says so",
    "extracted": "read from the source's text by a rule",
    "calculated": "computed from reported figures",
    "inferred": "concluded, not said",
    "modelled": "output of a model",
}
MEASURE: Final = {
    "compute": "computing power",
    "racks": "number of racks",
    "accelerators": "number of accelerator cards",
    "it_load": "electric load of the IT equipment",
}
PART_RELATION: Final = {
    "stage_of_site": "a phase or building, told as a project of its own",
    "site_of_campus": "a site within a campus or park",
    "tenant_of_park": "a site of somebody else within a park",
    "site_of_programme": "a site that a programme counts in",
}
PHASE_LEVEL: Final = {
    "phase": "one phase or several, all of it",
    "part": "a part of a phase, or a first batch",
    "building": "buildings or zones, of one phase or of no known one",
    "whole": "the label says that the whole project is meant",
    "other": "the label names no phase and no building",
}
# What fills a cell of core.projects.
PROJECT_PROPERTY: Final = {
    "name_zh": "Chinese name",
    "name_en": "English or French name",
    "operator": "owner, builder or operator",
    "place": "where it stands",
    "scope": "site, campus or programme",
    "campus": "the campus it belongs to",
    "event": "something happened, or a state holds",
    "compute": "computing power",
    "accelerators": "number of accelerator cards",
    "accelerator_model": "model of the cards",
    "racks": "number of racks",
    "it_load": "electric load of the IT equipment",
    "investment": "money, whole project",
    "workload": "training or inference",
    "ai_stated": "whether the source speaks of AI computing",
}
# What is kept as said and fills no cell.
OTHER_PROPERTY: Final = {
    "planned_event": "an event that is still to come, with the date set for it",
    "project_code": "code of the project in the national register of investments",
    "servers": "number of servers",
    "pue": "power usage effectiveness",
    "contract_value": "value of a contract",
    "award_value": "value of an award",
    "annual_plan": "money planned for one year",
    "land_price": "price of the land",
    "other_money": "another sum of money, or an investment in foreign currency",
    "project_count": "number of projects, in the state given",
    "province_count": "number of provinces",
    "city_count": "number of cities",
    "idle_share": "share that stands idle",
    "used_share": "share that is used",
    "signal": "a sign of the market, by its code",
    "population": "residents",
    "electricity_price": "price of electricity",
}
PROPERTY: Final = PROJECT_PROPERTY | OTHER_PROPERTY
