"""The names of a release in one readable file, and what may differ from one release to the next.

``released/<version>.yml`` holds every table, column, type, unit, key, reference and vocabulary,
every view, macro and deprecation of a release. Words are not part of it: they may change any time.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import yaml

from dcpipeline.schema.column import Column
from dcpipeline.schema.deprecations import Deprecation, release_key
from dcpipeline.schema.table import Table
from dcpipeline.schema.views import Macro, View

FOLDER: Final = Path(__file__).parent / "released"
# A file of names: any change of these breaks a query that worked.
_GONE = frozenset({"removed", "retyped"})

Content = Mapping[str, Any]


def path_of(version: str) -> Path:
    """Where the names of a release stand."""
    return FOLDER / f"{version}.yml"


def frozen(
    version: str,
    tables: Iterable[Table],
    views: Iterable[View],
    macros: Iterable[Macro],
    deprecations: Iterable[Deprecation],
) -> dict[str, Any]:
    """Everything of a release that a reader may rely on, as plain mappings and lists."""
    return {
        "release": version,
        "tables": {table.full_name: _table(table) for table in tables},
        "views": {view.full_name: view.base for view in views},
        "macros": {macro.signature: macro.base for macro in macros},
        "deprecations": {
            entry.old: {"new": entry.new, "since": entry.since, "leaves_with": entry.leaves_with}
            for entry in deprecations
        },
    }


def text(content: Content) -> str:
    """The content as YAML, a column a line."""
    return yaml.safe_dump(
        content, sort_keys=False, allow_unicode=True, default_flow_style=None, width=10_000
    )


def read(version: str) -> dict[str, Any]:
    """The names of a release.

    Raises:
        FileNotFoundError: they were never written down.
    """
    content: dict[str, Any] = yaml.safe_load(path_of(version).read_text(encoding="utf-8"))
    return content


def _table(table: Table) -> dict[str, Any]:
    values = {c.name: list(c.vocabulary) for c in table if c.vocabulary is not None}
    return {
        "key": list(table.key),
        "columns": {column.name: _column(table, column) for column in table},
        **({"values": values} if values else {}),
    }


def _column(table: Table, column: Column) -> dict[str, Any]:
    stated = {
        "type": column.kind.duckdb,
        "required": table.is_required(column),
        "unit": column.unit,
        "references": column.references,
    }
    return {key: value for key, value in stated.items() if value}


def differences(old: Content, new: Content) -> list[tuple[str, str]]:
    """What a reader of the old release meets in the new one.

    Returns:
        Pairs of name and kind: ``added``, ``removed``, ``retyped`` (type or unit), ``changed``
        (key, whether null is allowed, reference, a value that is gone).
    """
    found = [*_names(old["tables"], new["tables"])]
    for name in old["tables"].keys() & new["tables"].keys():
        found += _of_table(name, old["tables"][name], new["tables"][name])
    for kind in ("views", "macros"):
        found += _names(old[kind], new[kind])
        found += [(name, "changed") for name in _common(old[kind], new[kind])]
    return sorted(found)


def _names(old: Content, new: Content, prefix: str = "") -> Iterator[tuple[str, str]]:
    yield from ((prefix + name, "removed") for name in old if name not in new)
    yield from ((prefix + name, "added") for name in new if name not in old)


def _common(old: Content, new: Content) -> list[str]:
    """Names that both have with different content."""
    return [name for name in old if name in new and old[name] != new[name]]


def _of_table(name: str, old: Content, new: Content) -> Iterator[tuple[str, str]]:
    if old["key"] != new["key"]:
        yield f"{name} (key)", "changed"
    yield from _names(old["columns"], new["columns"], f"{name}.")
    for column in _common(old["columns"], new["columns"]):
        before, after = old["columns"][column], new["columns"][column]
        typed = any(before.get(key) != after.get(key) for key in ("type", "unit"))
        yield f"{name}.{column}", "retyped" if typed else "changed"
    values = {name: new.get("values", {}).get(name) for name in old.get("values", {})}
    for column, before in old.get("values", {}).items():
        if column in new["columns"]:
            after = values[column] or []
            yield from ((f"{name}.{column}: {v}", "changed") for v in before if v not in after)
            yield from ((f"{name}.{column}: {v}", "added") for v in after if v not in before)


def unannounced(old: Content, new: Content) -> list[str]:
    """What a later release does to the one before without having said so, in words.

    An addition needs a later version. Whatever breaks a query needs a later major version (before
    1.0.0 a minor one). What is removed or retyped needs an entry in ``schema/deprecations.py``
    besides: one in force now, or one of the release before that has run its time.
    """
    found = differences(old, new)
    broken = [name for name, kind in found if kind != "added"]
    sentences = []
    if broken and not _is_breaking(old["release"], new["release"]):
        need = "a major" if release_key(old["release"])[0] else "a minor"
        sentences.append(
            f"{new['release']} after {old['release']} changes names that are in use "
            f"({', '.join(broken[:5])}); it needs to be {need} release"
        )
    for name, kind in found:
        if kind in _GONE and not _announced(name, old, new):
            sentences.append(
                f"{name} is {kind} without an entry in schema/deprecations.py: keep its old name "
                "for one release"
            )
    for name, entry in old["deprecations"].items():
        if name not in new["deprecations"] and not _has_left(entry, new["release"]):
            sentences.append(
                f"the entry of {name} is gone before {entry['leaves_with']}, with which it leaves"
            )
    return sentences


def _is_breaking(old: str, new: str) -> bool:
    before, after = release_key(old), release_key(new)
    significant = 1 if before[0] else 2
    return after[:significant] > before[:significant]


def _announced(name: str, old: Content, new: Content) -> bool:
    parts = name.partition("(")[0]
    whole = parts.rpartition(".")[0]
    if name in new["deprecations"] or whole in new["deprecations"]:
        return True
    entry = old["deprecations"].get(name) or old["deprecations"].get(whole)
    return entry is not None and _has_left(entry, new["release"])


def _has_left(entry: Content, release: str) -> bool:
    return release_key(entry["leaves_with"]) <= release_key(release)
