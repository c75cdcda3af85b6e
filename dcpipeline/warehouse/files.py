"""File operations that leave either the old state or the new one, never something between."""

import errno
import hashlib
import os
import shutil
from pathlib import Path

_DISK_TROUBLE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO})


def fsync(path: Path) -> None:
    """Forces a file or folder to disk. Folders cannot be synced on Windows and are skipped."""
    if path.is_dir() and os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def fsync_tree(folder: Path) -> None:
    """Forces every file and folder below ``folder``, and itself, to disk."""
    for path in sorted(folder.rglob("*"), reverse=True):
        fsync(path)
    fsync(folder)


def sha256(path: Path) -> str:
    """Digest of a file, as hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def temporary(path: Path) -> Path:
    """The name under which the successor of ``path`` is made ready."""
    return path.with_name(f".{path.name}.new")


def replace_with_link(source: Path, target: Path) -> None:
    """Makes ``target`` the same file as ``source`` in one step; copies where links are refused."""
    new = temporary(target)
    new.unlink(missing_ok=True)
    try:
        os.link(source, new)
    except OSError:
        # FAT, some network shares and some containers have no hard links
        shutil.copyfile(source, new)
        fsync(new)
    new.replace(target)


def replace_symlink(link: Path, destination: Path) -> None:
    """Points ``link`` at ``destination`` (relative) in one step.

    Where symbolic links are refused (Windows without developer mode, some network shares) nothing
    happens, and readers take the pointer file. A real folder in place of the link is left alone.
    """
    if link.exists() and not link.is_symlink():
        return
    new = temporary(link)
    new.unlink(missing_ok=True)
    try:
        new.symlink_to(os.path.relpath(destination, link.parent))
    except NotImplementedError:
        return
    except OSError as error:
        if error.errno in _DISK_TROUBLE:
            raise
        return
    new.replace(link)


def replace_text(path: Path, content: str) -> None:
    """Writes a small text file in one step."""
    new = temporary(path)
    new.write_text(content, encoding="utf-8")
    fsync(new)
    new.replace(path)


def move_tree(source: Path, target: Path) -> None:
    """Moves a finished folder to its place.

    Where the target exists (the same snapshot is built again) its files are replaced one by one,
    so that no reader meets a missing file; files that the new folder lacks are removed.
    """
    if not target.exists():
        source.replace(target)
        return
    wanted = {path.relative_to(source) for path in source.rglob("*") if path.is_file()}
    for relative in sorted(wanted):
        (target / relative).parent.mkdir(parents=True, exist_ok=True)
        (source / relative).replace(target / relative)
    for path in sorted(target.rglob("*")):
        if path.is_file() and path.relative_to(target) not in wanted:
            path.unlink()
    fsync_tree(target)


def remove_tree(folder: Path, trash: Path) -> None:
    """Removes a folder in two steps, so that a killed removal leaves no half of it behind."""
    folder.replace(trash)
    shutil.rmtree(trash)
