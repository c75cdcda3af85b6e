"""All sources: the files of one or several folders, checked and sorted."""

from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from dcpipeline.sources.errors import SourceError
from dcpipeline.sources.model import Source
from dcpipeline.sources.strict_yaml import read_mapping
from dcpipeline.sources.vocabularies import KIND

SHIPPED: Final = Path(__file__).resolve().parent
_SUFFIX: Final = ".yml"
_MOST_TOLD: Final = 12


def load_sources(*folders: Path) -> dict[str, Source]:
    """Sources by id, sorted.

    Args:
        folders: where their files are, the shipped ones by default. A folder that does not exist
            has none. A file in a later folder may replace a source of an earlier one only if it
            says ``replaces: true``.

    Raises:
        SourceError: a file can't be used.
    """
    found: dict[str, tuple[Source, Path]] = {}
    for folder in folders or (SHIPPED,):
        for path in _files(folder):
            source = load_source(path)
            _check_place(source, path, found.get(source.id))
            found[source.id] = source, path
    return {source_id: found[source_id][0] for source_id in sorted(found)}


def load_source(path: Path) -> Source:
    """The source that one file describes.

    Raises:
        SourceError: the file can't be used.
    """
    fields = read_mapping(path)
    try:
        source = Source.model_validate(fields)
    except ValidationError as error:
        told = [_problem(detail) for detail in error.errors(include_url=False)]
        raise SourceError(path, *dict.fromkeys(told[:_MOST_TOLD])) from error
    if source.id != path.stem:
        raise SourceError(path, ("id", f"is {source.id!r}, but the file is {path.name}"))
    return source


def _files(folder: Path) -> list[Path]:
    """Files of a folder that describe sources."""
    for path in sorted(folder.glob("*.yaml")):
        raise SourceError(path, ("file", f"must end in {_SUFFIX}"))
    return sorted(folder.glob(f"*{_SUFFIX}"))


def _check_place(source: Source, path: Path, earlier: tuple[Source, Path] | None) -> None:
    if earlier is not None and not source.replaces:
        raise SourceError(
            path,
            ("id", f"{source.id!r} is defined in {earlier[1]} too: "
                   "choose another, or write 'replaces: true'"),
        )  # fmt: skip
    if earlier is None and source.replaces:
        raise SourceError(path, ("replaces", "there is no earlier source of that id"))


def _problem(detail: ErrorDetails) -> tuple[str, str]:
    """The field of a problem, and what is wrong with it."""
    location = [part for part in detail["loc"] if part not in KIND and part != "[key]"]
    field = ".".join(map(str, location)) or "file"
    return field, _told(detail, location)


def _told(detail: ErrorDetails, location: Sequence[Any]) -> str:
    kind, context = detail["type"], detail.get("ctx", {})
    if kind == "missing":
        return "is missing"
    if kind == "extra_forbidden":
        return _unknown(str(location[-1]) if location else "")
    if kind == "literal_error":
        return f"{_shown(detail['input'])} is none of {context['expected']}"
    if kind in {"union_tag_invalid", "union_tag_not_found"}:
        return f"there is no parser for the kind {_shown(context.get('tag'))}"
    if kind == "value_error":
        return str(context["error"])
    if kind == "string_pattern_mismatch":
        return f"{_shown(detail['input'])} is not made of 2 to 60 small letters, digits and _"
    message = detail["msg"]
    return f"{message[0].lower()}{message[1:]}, not {_shown(detail['input'])}"


def _unknown(field: str) -> str:
    alike = get_close_matches(field, _FIELDS, n=1)
    return "is not known" + (f": is {alike[0]} meant?" if alike else "")


_FIELDS: Final = tuple(Source.model_fields)


def _shown(value: Any) -> str:
    """A value as it is printed in a sentence."""
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:60]}…"
