"""Writes down the names of the current release: ``python -m dcpipeline.schema.freeze``.

A release that people have is never written again: ``--amend`` is for one that nobody has yet.
"""

import argparse
import sys
from collections.abc import Sequence
from typing import Any

from dcpipeline.schema import frozen
from dcpipeline.schema.deprecations import DEPRECATIONS
from dcpipeline.schema.registry import TABLES
from dcpipeline.schema.releases import CURRENT, RELEASES
from dcpipeline.schema.views import MACROS, VIEWS

COMMAND = "python -m dcpipeline.schema.freeze"
_SHOWN = 10


def declared() -> dict[str, Any]:
    """The names as the declarations have them now."""
    return frozen.frozen(CURRENT, TABLES.values(), VIEWS, MACROS, DEPRECATIONS)


def trouble() -> list[str]:
    """Sentences on every difference that no release announces; empty when all is well."""
    now = declared()
    versions = [version for version, _, _ in RELEASES]
    if not frozen.path_of(CURRENT).exists():
        return [f"the names of {CURRENT} are not written down: {COMMAND}"]
    sentences = unlike(frozen.read(CURRENT), now)
    if len(versions) > 1 and not sentences:
        sentences += frozen.unannounced(frozen.read(versions[-2]), now)
    return sentences


def unlike(written: frozen.Content, now: frozen.Content) -> list[str]:
    """How the declarations differ from the names written down for the same release."""
    if written == now:
        return []
    found = [f"{name} is {kind}" for name, kind in frozen.differences(written, now)]
    if len(found) > _SHOWN:
        found = [*found[:_SHOWN], f"and {len(found) - _SHOWN} more"]
    return [
        f"The names of {written['release']} are not the declared ones: "
        f"{'; '.join(found) or 'the order or the deprecations differ'}. An addition needs an entry "
        "of the next release in schema/releases.py. What is removed, renamed or retyped needs a "
        "major release (before 1.0.0 a minor one) and an entry in schema/deprecations.py. Then: "
        f"{COMMAND}"
    ]


def main(words: Sequence[str] | None = None) -> int:
    """Write the file of the current release, or say why not."""
    parser = argparse.ArgumentParser(prog=COMMAND, description="Freeze the names of a release.")
    parser.add_argument(
        "--amend", action="store_true", help="write it again; only for a release nobody has yet"
    )
    amend = parser.parse_args(words).amend
    path, now = frozen.path_of(CURRENT), declared()
    if path.exists() and not amend:
        for sentence in trouble() or [f"{path.name} is true."]:
            print(sentence)
        return 1 if trouble() else 0
    path.parent.mkdir(exist_ok=True)
    path.write_text(frozen.text(now), encoding="utf-8")
    print(f"{path.name} written: {len(now['tables'])} tables")
    return 0


if __name__ == "__main__":
    sys.exit(main())
