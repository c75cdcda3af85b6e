"""One digest over everything that decides what a refresh publishes."""

import hashlib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import dcpipeline

DATA_FOLDERS = (
    "reference",
    "register",
    "observations",
    "judgements",
    "corrections",
    "validation",
)
SOURCE_SUFFIXES = frozenset({".py", ".toml", ".yml", ".yaml"})


def input_digest(data_dir: Path, as_of: date, extra: Mapping[str, str] | None = None) -> str:
    """SHA-256 over facts, code and clock.

    Args:
        data_dir: folder that holds the fact folders; a missing one counts as empty.
        as_of: the one clock of the run.
        extra: further settings that change the result, such as the mode.

    Returns:
        Hex digest. Names and contents of files count; their dates and their order do not.
    """
    package = Path(dcpipeline.__file__).parent
    digest = hashlib.sha256()
    _add(digest, "as_of", as_of.isoformat().encode())
    for key, value in sorted((extra or {}).items()):
        _add(digest, f"extra/{key}", value.encode())
    for name, path in _files(data_dir, package):
        _add(digest, name, path.read_bytes())
    return digest.hexdigest()


def _files(data_dir: Path, package: Path) -> Iterator[tuple[str, Path]]:
    for folder in DATA_FOLDERS:
        for path in sorted((data_dir / folder).rglob("*")):
            if path.is_file():
                yield f"data/{path.relative_to(data_dir).as_posix()}", path
    for path in sorted(package.rglob("*")):
        if path.suffix in SOURCE_SUFFIXES and path.is_file():
            yield f"code/{path.relative_to(package).as_posix()}", path


def _add(digest: "hashlib._Hash", name: str, content: bytes) -> None:
    # lengths keep apart what concatenation would join: ("ab", "c") and ("a", "bc")
    encoded = name.encode()
    digest.update(f"{len(encoded)}:{len(content)}:".encode())
    digest.update(encoded)
    digest.update(content)
