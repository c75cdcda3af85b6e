"""Dividing labelled texts into an open and a sealed part, and the digest of the sealed one.

``python -m dcpipeline_tests.gold.sealing split FOLDER...`` takes folders with ``*.yml`` and
``pages/`` and fills ``open``, ``sealed`` and ``sealed.sha256`` beside this file. It prints numbers,
never an id or a text. Texts that were written later lie in ``later``, those of them that nobody
reads in ``unread``.
"""

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b, sha256
from pathlib import Path
from typing import Final

import yaml

HERE: Final = Path(__file__).parent
OPEN: Final = "open"
SEALED: Final = "sealed"
LATER: Final = "later"
UNREAD: Final = "unread"
DIGEST: Final = "sealed.sha256"
_ENTRY: Final = re.compile(r"^(?=- id:)", re.MULTILINE)
_ONE_IN: Final = 3


class SplitError(Exception):
    """The folders can't be divided; the message names a file at most."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One text of a writer.

    Attributes:
        id: its name.
        file: name of the label file.
        written: its labels as written, with a line break at the end.
        page: file of the page, None for plain text.
    """

    id: str
    file: str
    written: str
    page: Path | None

    @property
    def part(self) -> str:
        """Where it belongs: the id alone decides."""
        number = int.from_bytes(blake2b(self.id.encode(), digest_size=8).digest(), "big")
        return OPEN if number % _ONE_IN else SEALED


def digest(folder: Path) -> str:
    """SHA-256 over the files below a folder, by path: path, length and bytes of each."""
    total = sha256()
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*")}
    for name, path in sorted(files.items()):
        if path.is_file():
            content = path.read_bytes()
            total.update(f"{name}\0{len(content)}\0".encode() + content)
    return total.hexdigest()


def seal_fault(gold: Path = HERE) -> str | None:
    """Why the sealed part is not the one whose digest was taken; None where it is."""
    file = gold / DIGEST
    if not file.exists():
        return f"{DIGEST} is missing." if (gold / SEALED).exists() else None
    if file.read_text(encoding="utf-8").strip() != digest(gold / SEALED):
        return f"The sealed part differs from {DIGEST}."
    return None


def split(folders: Sequence[Path], gold: Path = HERE) -> dict[str, int]:
    """Write all texts of the folders to the two parts of ``gold``; number of texts by part.

    Entries and pages are copied byte by byte; what stands above the first entry of a file is left
    out. Label files keep their names, and those of one name become one.

    Raises:
        SplitError: an entry can't be told from its neighbours, an id is used twice, a page is
            missing or nobody's, or a part holds files. Nothing is written then.
    """
    entries = [entry for folder in folders for entry in _entries(folder)]
    if len({entry.id for entry in entries}) < len(entries):
        raise SplitError("An id is used twice.")
    if not entries:
        raise SplitError("The folders hold no texts.")
    for part in (OPEN, SEALED):
        if any(path.is_file() for path in (gold / part).rglob("*")):
            raise SplitError(f"{gold / part} holds files.")
    for entry in entries:
        _write(entry, gold / entry.part)
    (gold / SEALED).mkdir(exist_ok=True)
    (gold / DIGEST).write_text(digest(gold / SEALED) + "\n", encoding="utf-8")
    return {part: sum(entry.part == part for entry in entries) for part in (OPEN, SEALED)}


def _entries(folder: Path) -> list[Entry]:
    found = [entry for file in sorted(folder.glob("*.yml")) for entry in _of_file(file)]
    taken = {entry.page for entry in found}
    if any(page not in taken for page in (folder / "pages").glob("*")):
        raise SplitError(f"{folder / 'pages'} holds a page without an entry.")
    return found


def _of_file(file: Path) -> Iterator[Entry]:
    head, *pieces = _ENTRY.split(file.read_bytes().decode())
    if yaml.safe_load(head):
        raise SplitError(f"{file} holds an entry that does not begin with its id.")
    for piece in pieces:
        loaded = yaml.safe_load(piece)
        if len(loaded) != 1:
            raise SplitError(f"{file} holds an entry that does not begin with its id.")
        page = None if "text" in loaded[0] else file.parent / "pages" / f"{loaded[0]['id']}.html"
        if page is not None and not page.exists():
            raise SplitError(f"{file} holds an entry without its page.")
        ending = "" if piece.endswith("\n") else "\n"
        yield Entry(str(loaded[0]["id"]), file.name, piece + ending, page)


def _write(entry: Entry, part: Path) -> None:
    (part / "pages").mkdir(parents=True, exist_ok=True)
    with (part / entry.file).open("ab") as file:
        file.write(entry.written.encode())
    if entry.page is not None:
        (part / "pages" / entry.page.name).write_bytes(entry.page.read_bytes())


def _main() -> None:
    parser = argparse.ArgumentParser(prog="python -m dcpipeline_tests.gold.sealing")
    commands = parser.add_subparsers(required=True)
    command = commands.add_parser("split", help="divide the texts of folders into the two parts")
    command.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    try:
        numbers = split(parser.parse_args().folders)
    except (SplitError, OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        # Errors of the YAML reader quote what they could not read.
        sys.exit(str(error) if isinstance(error, SplitError) else type(error).__name__)
    print(", ".join(f"{count} texts {part}" for part, count in numbers.items()))


if __name__ == "__main__":
    _main()
