"""What can go wrong, each with a message that a person can act on."""


class ArchiveError(Exception):
    """Base of all errors of this room."""


class ArchiveLockedError(ArchiveError):
    """Another process writes to the archive. The message names it."""


class ArchiveWriteError(ArchiveError):
    """A record or its receipt could not be written; opening the archive anew repairs it."""


class DamagedCaptureError(ArchiveError):
    """The stored bytes of a capture cannot be read, or are not the ones that were stored."""


class ImportPathError(ArchiveError):
    """There is nothing to import at a path."""


class MissingArchiveError(ArchiveError):
    """There is no archive to read yet."""


class UnknownCaptureError(ArchiveError):
    """No capture has that id."""
