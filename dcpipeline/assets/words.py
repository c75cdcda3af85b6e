"""What went wrong, in words that stand first: in the UI, in notices and on the command line."""

from collections.abc import Iterator
from contextlib import contextmanager

import dagster as dg


@contextmanager
def words_first() -> Iterator[None]:
    """Let whatever a step raises reach the UI with its own words on the first line.

    Dagster puts its own sentence and a stack trace before the message of any other exception.

    Raises:
        dagster.Failure: in place of every other exception, which stays its cause.
    """
    try:
        yield
    except dg.Failure:
        raise
    except Exception as error:
        raise dg.Failure(in_words(error)) from error


def in_words(error: BaseException) -> str:
    """Kind and first line of an error."""
    first_line = str(error).strip().splitlines()[:1]
    return f"{type(error).__name__}: {first_line[0] if first_line else 'no message'}"
