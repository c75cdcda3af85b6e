"""A source file, and one changed line at a time."""

import copy
from pathlib import Path
from typing import Any

import yaml

LISTING: dict[str, Any] = {
    "id": "north_county",
    "title": "North county, news",
    "kind": "listing",
    "publisher": "North county",
    "tier": "official",
    "rights": "facts",
    "licence": "Single facts are taken.",
    "language": "zh",
    "cadence": "weekly",
    "parser": {"entries": "ul.list > li", "date": "span"},
    "layout_seen": "markup",
    "state": "enabled",
    "addresses": ["https://north.example.cn/news/"],
    "runbook": "Open the address in a browser and compare the list with the selectors.",
}
DATASET: dict[str, Any] = {
    **LISTING,
    "id": "south_table",
    "kind": "dataset",
    "parser": {
        "columns": {"name": "text", "pflops": "number", "state": "text", "since": "date"},
        "subject": {"kind": "project", "name": "name"},
        "statements": [
            {"property": "compute", "column": "pflops", "unit": "PFLOPS", "precision": "FP16"},
            {
                "property": "event",
                "column": "state",
                "values": {"open": "operational"},
                "date": "since",
            },
        ],
    },
    "addresses": ["https://south.example.org/table.csv"],
}


def changed(fields: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """Fields with others in their place; ``parser__links`` is the field ``links`` of the parser.

    A field that becomes ``...`` is taken out.
    """
    new = copy.deepcopy(fields)
    for name, value in changes.items():
        *parts, last = name.split("__")
        part = new
        for key in parts:
            part = part[int(key) if key.isdigit() else key]
        if value is ...:
            del part[last]
        else:
            part[last] = value
    return new


def written(folder: Path, fields: dict[str, Any], name: str | None = None) -> Path:
    """The file of a source in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name or fields.get('id', 'nameless')}.yml"
    path.write_text(yaml.safe_dump(fields, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return path
