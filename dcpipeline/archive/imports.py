"""Brings in what others archived: WARC files, saved pages, folders of both."""

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from dcpipeline.archive.coding import begin_of
from dcpipeline.archive.errors import ImportPathError
from dcpipeline.archive.imported import BadRecord, ImportedPage
from dcpipeline.archive.saved_page import read_saved_page
from dcpipeline.archive.warc_import import read_warc

_WARC = (".warc", ".warc.gz")
_PAGE = tuple(f"{end}{gz}" for end in (".html", ".htm", ".shtml", ".xhtml") for gz in ("", ".gz"))


class Pages(Iterator[ImportedPage | BadRecord]):
    """The pages at a path, and what could not be read, one after the other.

    Attributes:
        skipped: what was left out on purpose, counted by kind: ``revisit`` and other types of WARC
            records, ``not_a_page`` (neither HTML nor plain text), ``not_http``, ``empty``,
            ``other_file``.

    Args:
        path: a WARC file, an HTML page (either may be gzipped), or a folder, read recursively in
            sorted order without hidden files.

    Raises:
        ImportPathError: there is no such file or folder.
    """

    def __init__(self, path: Path) -> None:
        if not path.exists():
            raise ImportPathError(f"there is no file or folder {path}")
        self.skipped: Counter[str] = Counter()
        self._items = self._read(path)

    def __next__(self) -> ImportedPage | BadRecord:
        return next(self._items)

    def _read(self, path: Path) -> Iterator[ImportedPage | BadRecord]:
        if path.is_file():
            yield from self._file(path, path.name, _kind(path.name) or _sniffed(path))
            return
        for name in _below(path, ""):
            kind = _kind(name)
            if kind:
                yield from self._file(path / name, name, kind)
            else:
                self.skipped["other_file"] += 1

    def _file(self, path: Path, name: str, kind: str) -> Iterator[ImportedPage | BadRecord]:
        try:
            if kind == "warc":
                yield from read_warc(path, name, self.skipped)
            else:
                yield read_saved_page(path, name)
        except OSError as error:
            yield BadRecord(name, 0, f"the file cannot be read: {error.strerror or error}")


def read_pages(path: Path) -> Pages:
    """The pages at a path; see ``Pages``.

    Raises:
        ImportPathError: there is no such file or folder.
    """
    return Pages(path)


def _kind(name: str) -> str:
    lower = name.lower()
    if lower.endswith(_WARC):
        return "warc"
    return "page" if lower.endswith(_PAGE) else ""


def _sniffed(path: Path) -> str:
    """What a file named by a person is, whatever its name."""
    with path.open("rb") as file:
        begin = file.read(1 << 10)
    return "warc" if begin_of(begin).startswith(b"WARC/") else "page"


def _below(folder: Path, prefix: str) -> Iterator[str]:
    """Files below a folder, relative, sorted part by part; links to folders are not followed."""
    with os.scandir(folder) as entries:
        found = sorted(entries, key=lambda entry: entry.name)
    for entry in found:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _below(Path(entry.path), f"{prefix}{entry.name}/")
        elif entry.is_file():
            yield f"{prefix}{entry.name}"
