"""YAML that refuses what is most often a slip: keys given twice, tabs, empty files."""

from collections.abc import Hashable
from pathlib import Path
from typing import Any, Final

import yaml

from dcpipeline.sources.errors import SourceError

_LARGEST: Final = 262_144
_DEEPEST: Final = 20


class _StrictLoader(yaml.CSafeLoader):
    """The safe loader, refusing a key that stands twice in one mapping."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        """A mapping whose keys differ."""
        seen: set[str] = set()
        for key, _ in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                raise ValueError(f"a key is no word in line {line}")
            if key.value in seen:
                raise ValueError(f"the key {key.value!r} stands twice, again in line {line}")
            seen.add(key.value)
        return super().construct_mapping(node, deep=deep)


def read_mapping(path: Path) -> dict[str, Any]:
    """The mapping that a YAML file holds.

    Raises:
        SourceError: the file is no such file, or holds a slip.
    """
    try:
        content = path.read_bytes()
        text = content[: _LARGEST + 1].decode("utf-8")
    except OSError as error:
        raise SourceError(path, ("file", f"can't be read ({error.strerror})")) from error
    except UnicodeDecodeError as error:
        raise SourceError(path, ("file", f"is not UTF-8 at byte {error.start}")) from error
    if len(content) > _LARGEST:
        raise SourceError(path, ("file", f"is larger than {_LARGEST // 1024} KB"))
    return _mapping(path, text)


def _mapping(path: Path, text: str) -> dict[str, Any]:
    try:
        _check_depth(text)
        document = yaml.load(text, Loader=_StrictLoader)
    except (yaml.YAMLError, ValueError) as error:
        told = _told(error, text)
        raise SourceError(path, ("file", f"can't be read as YAML: {told}")) from error
    if document is None:
        raise SourceError(path, ("file", "is empty"))
    if not isinstance(document, dict):
        raise SourceError(path, ("file", "holds no fields: write 'field: value', one a line"))
    return document


def _check_depth(text: str) -> None:
    """Refuse what would exhaust the stack of the C loader, which checks no depth, and aliases."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.AliasEvent):
            raise ValueError(f"*{event.anchor} points elsewhere: write it out")
        if depth > _DEEPEST:
            raise ValueError("it is nested too deep")


def _told(error: Exception, text: str) -> str:
    """What a YAML error says, with its line, in one line of words."""
    problem = getattr(error, "problem", None) or str(error)
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return " ".join(problem.split())
    line = text.splitlines()[mark.line : mark.line + 1]
    if line and "\t" in line[0][: len(line[0]) - len(line[0].lstrip())]:
        problem = "a tab stands where only blanks may indent"
    return f"{' '.join(problem.split())} (line {mark.line + 1})"
