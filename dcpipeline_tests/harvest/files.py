"""Files of sources for tests, as a contributor would write them."""

from pathlib import Path

import yaml

COMMON = {
    "publisher": "Test press",
    "tier": "press",
    "rights": "facts",
    "licence": "written for tests",
    "language": "zh",
    "cadence": "daily",
    "layout_seen": "markup",
    "state": "enabled",
    "runbook": "Look at the test that put this source here and at the site it starts.",
}


def write_source(data_dir: Path, source_id: str, kind: str, **fields: object) -> Path:
    """Write ``data/sources/ID.yml``."""
    folder = data_dir / "sources"
    folder.mkdir(parents=True, exist_ok=True)
    content = {"id": source_id, "title": source_id, "kind": kind, **COMMON, "parser": {}, **fields}
    path = folder / f"{source_id}.yml"
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return path
