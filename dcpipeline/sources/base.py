"""What all parts of a source file have in common."""

import re
from typing import Annotated, Final

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

_LONGEST_PATTERN: Final = 500


class Part(BaseModel):
    """A part of a source file: it never changes, and knows all of its fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


def _pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f"is no regular expression ({error})") from error
    return text


def _relative(text: str) -> str:
    if text.startswith(("/", "\\", "~")) or ".." in text or ":" in text:
        raise ValueError("must lie below the data folder, as in register/announcements.csv")
    return text


Words = Annotated[str, Field(min_length=1, max_length=2_000)]
Pattern = Annotated[str, Field(min_length=1, max_length=_LONGEST_PATTERN), AfterValidator(_pattern)]
DataPath = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(_relative)]
# A host, or the end of one: gov.cn stands for every host below it.
Host = Annotated[str, Field(pattern=r"^[a-z0-9-]+(\.[a-z0-9-]+)*$", max_length=253)]
# Column -> the values that a row must have one of, as printed.
Where = dict[Words, Annotated[tuple[str, ...], Field(min_length=1)]]


def below(host: str, end: str) -> bool:
    """Whether a host is another one, or lies below it."""
    return host == end or host.endswith(f".{end}")
