"""The errors of this room."""

from pathlib import Path


class SourceError(Exception):
    """A source file can't be used as it is. The message is one sentence for its author.

    Attributes:
        path: the file.
        problems: field and what is wrong with it, for each problem. The field is ``file`` where the
            file as a whole is meant.
    """

    def __init__(self, path: Path, *problems: tuple[str, str]) -> None:
        """Put the problems of a file into a sentence.

        Args:
            path: the file.
            problems: field and what is wrong with it, at least one.
        """
        self.path = path
        self.problems = problems
        told = "; ".join(f"{field}: {what}" for field, what in problems)
        super().__init__(f"{path.name}: {told}.")


class UnknownSourceError(LookupError):
    """There is no such source, or it is not asked. The message says what there is, or why."""
