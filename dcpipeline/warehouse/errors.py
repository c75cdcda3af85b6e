"""What can go wrong, each with a message that a person can act on."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from dcpipeline.checks import CheckResult


class WarehouseError(Exception):
    """Base of all errors of this room."""


class TargetError(WarehouseError):
    """The target folder cannot be written: full, read-only, or no folder."""


class LockedError(WarehouseError):
    """Another refresh works on the same target. The message names it."""


class MissingWarehouseError(WarehouseError):
    """There is no database to read yet."""


class QueryRefusedError(WarehouseError):
    """A query asks for more than reading the tables."""


class PublishError(WarehouseError):
    """The new file is not fit to be published; the last good one stays.

    Attributes:
        failures: the blocking checks that failed; empty when the frames themselves do not fit.
    """

    def __init__(self, message: str, failures: tuple[CheckResult, ...] = ()) -> None:
        super().__init__(message)
        self.failures = failures


UNWRITTEN = "Could not write file"
_REASONS = {
    errno.ENOSPC: "no space is left on the device",
    errno.EDQUOT: "the disk quota is used up",
    errno.EACCES: "permission is denied",
    errno.EPERM: "permission is denied",
    errno.EROFS: "the file system is read-only",
    errno.ENOTDIR: "a part of the path is not a folder",
    errno.EEXIST: "a file stands where a folder is needed",
}


@contextmanager
def target_errors(target_dir: Path) -> Iterator[None]:
    """Turns failures to write below ``target_dir`` into one sentence.

    Raises:
        TargetError: in place of an ``OSError`` or of DuckDB's input-output error.
    """
    kept = "the last good warehouse, if there is one, is untouched"
    try:
        yield
    except OSError as error:
        reason = _REASONS.get(error.errno or 0, str(error))
        raise TargetError(f"cannot write to {target_dir}: {reason}; {kept}") from error
    except duckdb.Error as error:
        # a full disk shows as an input-output error, or as a commit that could not write its file
        if not isinstance(error, duckdb.IOException) and UNWRITTEN not in str(error):
            raise
        first_line = str(error).splitlines()[0]
        raise TargetError(f"cannot write to {target_dir}: {first_line}; {kept}") from error
