"""Reading and checking the label files of the gold set.

``python -m dcpipeline_tests.gold.labels FOLDER`` checks a folder and counts what it holds.
"""

import csv
import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import yaml

HERE: Final = Path(__file__).parent
REFERENCE: Final = HERE.parents[1] / "data" / "reference"
LANGUAGES: Final = {"zh", "en", "fr"}
SHAPES: Final = {"text", "news", "listing", "digest", "notice", "project_list", "table"}
KINDS: Final = {"project", "programme", "place", "nation"}
EVENTS: Final = {
    "announced", "signed", "approved", "construction_start", "phase_online", "operational",
    "expanded", "suspended", "cancelled", "idle_reported", "transferred",
}  # fmt: skip
SIGNALS: Final = {
    "compute_vouchers", "rental_price", "equipment_sale", "demand_falling", "demand_to_inference",
    "cheaper_power", "latency_too_high", "electricity_price", "commitment", "centres_cancelled",
    "spending_plan", "contract_terminated",
}  # fmt: skip
COMMON: Final = {"value", "low", "high", "qualifier", "basis", "phase", "change", "optional"}
# Key of a subject -> keys of its fills beyond the common ones, with their allowed values.
QUANTITIES: Final[dict[str, dict[str, set[str] | None]]] = {
    "compute": {"precision": {"FP16", "FP32", "FP64", "FP8", "INT8"}, "unit": {"PFLOPS", "POPS"}},
    "accelerators": {},
    "servers": {},
    "racks": {"unit": {"standard_2_5kw", "cabinet", "unknown"}},
    "it_load": {},
    "pue": {},
    "money": {
        "currency": None,
        "kind": {"investment", "contract", "award", "annual_plan", "land", "other"},
    },
    "counts": {
        "what": {"projects", "provinces", "cities"},
        "state": {"announced", "under_construction", "operational"},
        "period": None,
    },
    "shares": {"what": {"idle", "used"}},
    "signals": {"kind": SIGNALS, "unit": None},
}
ATTRIBUTES: Final = {
    "qualifier": {"exact", "about", "at_least", "at_most", "range"},
    "basis": {"planned", "installed"},
    "change": {"total", "increment"},
}
SUBJECT_KEYS: Final = {
    "kind", "name", "province", "city", "operator", "events", "accelerator_model", "speaker",
    "optional", *QUANTITIES,
}  # fmt: skip
DAY: Final = re.compile(r"(?:19|20)\d{2}(?:-(?:Q[1-4]|H[12]|\d{2}(?:-\d{2})?))?")


@dataclass(frozen=True)
class GoldText:
    """One text with its labels.

    Attributes:
        id: its name.
        language: zh, en or fr.
        shape: kind of page, ``text`` for plain text.
        content: the bytes of a page, or of the text in UTF-8.
        url: address handed over with it, None without one.
        published: day handed over with it, None without one.
        covers: what it is an example of.
        page: title and day that the page itself prints.
        entries: number of entries of a listing, None elsewhere.
        subjects: the labels as written.
    """

    id: str
    language: str
    shape: str
    content: bytes
    url: str | None
    published: str | None
    covers: tuple[str, ...]
    page: dict[str, str]
    entries: int | None
    subjects: tuple[dict[str, Any], ...] = field(default_factory=tuple)


def load(folder: Path) -> tuple[GoldText, ...]:
    """All texts of a folder, ordered by id.

    Raises:
        ValueError: a label is not of the form that README.md describes.
    """
    texts, faults = [], []
    codes = _codes()
    for file in sorted(folder.glob("*.yml")):
        for entry in yaml.safe_load(file.read_text(encoding="utf-8")) or []:
            found = [f"{file.name} {entry.get('id')}: {fault}" for fault in _faults(entry, codes)]
            faults += found
            if not found:
                texts.append(_text(entry, folder))
    for name, count in Counter(text.id for text in texts).items():
        if count > 1:
            faults.append(f"{name} is used {count} times")
    if faults:
        raise ValueError("\n".join(faults))
    return tuple(sorted(texts, key=lambda text: text.id))


def _text(entry: dict[str, Any], folder: Path) -> GoldText:
    whole = entry["shape"] != "text"
    page = folder / "pages" / f"{entry['id']}.html"
    return GoldText(
        entry["id"],
        entry["language"],
        entry["shape"],
        page.read_bytes() if whole else entry["text"].encode(),
        entry.get("url"),
        entry.get("published"),
        tuple(entry.get("covers", ())),
        entry.get("page", {}),
        entry.get("entries"),
        tuple(entry["subjects"]),
    )


def _codes() -> dict[str, str]:
    """Code -> level of every division, so that a label names one that exists."""
    with (REFERENCE / "admin_divisions.csv").open(encoding="utf-8") as lines:
        return {row["adcode"]: row["level"] for row in csv.DictReader(lines)}


def _faults(entry: dict[str, Any], codes: dict[str, str]) -> list[str]:
    faults = []
    unknown = set(entry) - {
        "id", "language", "shape", "url", "published", "covers", "text", "page", "entries",
        "subjects",
    }  # fmt: skip
    if unknown:
        faults.append(f"unknown keys {sorted(unknown)}")
    if entry.get("language") not in LANGUAGES or entry.get("shape") not in SHAPES:
        faults.append("language or shape is none of the known ones")
    if (entry.get("shape") == "text") != ("text" in entry):
        faults.append("a text has `text`, a page has a file")
    if not isinstance(entry.get("subjects"), list):
        return [*faults, "`subjects` is no list"]
    for subject in entry["subjects"]:
        faults += [f"{subject.get('name')}: {fault}" for fault in _subject_faults(subject, codes)]
    return faults


def _subject_faults(subject: dict[str, Any], codes: dict[str, str]) -> list[str]:
    faults = [f"unknown key {key}" for key in set(subject) - SUBJECT_KEYS]
    if subject.get("kind") not in KINDS:
        faults.append(f"kind {subject.get('kind')!r}")
    for key in ("province", "city"):
        if key in subject and str(subject[key]) not in codes:
            faults.append(f"{key} {subject[key]!r} is no division")
        if key in subject and not isinstance(subject[key], str):
            faults.append(f"{key} must be a text in quotes")
    if "city" in subject and "province" not in subject:
        faults.append("a city without its province")
    if not isinstance(subject.get("operator", []), list):
        faults.append("operator is no list")
    for event in subject.get("events", []):
        faults += _event_faults(event)
    for key, extra in QUANTITIES.items():
        for fill in subject.get(key, []):
            faults += [f"{key}: {fault}" for fault in _fill_faults(fill, extra, key)]
    return faults


def _event_faults(event: dict[str, Any]) -> list[str]:
    faults = [f"unknown key {key} in an event" for key in set(event) - {
        "event", "on", "phase", "planned", "optional"}]  # fmt: skip
    if event.get("event") not in EVENTS:
        faults.append(f"event {event.get('event')!r}")
    if "on" in event and not (isinstance(event["on"], str) and DAY.fullmatch(event["on"])):
        faults.append(f"date {event['on']!r}")
    return faults


def _fill_faults(fill: dict[str, Any], extra: dict[str, set[str] | None], key: str) -> list[str]:
    faults = [f"unknown key {name}" for name in set(fill) - COMMON - set(extra)]
    for name, allowed in {**ATTRIBUTES, **extra}.items():
        if name in fill and allowed is not None and fill[name] not in allowed:
            faults.append(f"{name} {fill[name]!r}")
    for name in ("value", "low", "high"):
        if name in fill and not isinstance(fill[name], int | float):
            faults.append(f"{name} {fill[name]!r} is no number")
    if key != "signals" and "value" not in fill and not {"low", "high"} <= set(fill):
        faults.append("neither a value nor a range")
    return faults


def _main() -> None:
    folder = Path(sys.argv[1])
    try:
        texts = load(folder)
    except ValueError as error:
        sys.exit(str(error))
    print(f"{len(texts)} texts, {sum(len(text.subjects) for text in texts)} subjects")
    for name in ("language", "shape"):
        print(name, dict(Counter(getattr(text, name) for text in texts)))
    print("covers", dict(sorted(Counter(tag for text in texts for tag in text.covers).items())))


if __name__ == "__main__":
    _main()
