"""Names as they are compared: without width, case, punctuation and legal form."""

import re
from typing import Final

from dcpipeline.normalize import operator_key
from dcpipeline.normalize.text import is_bounded, key

_PUNCTUATION: Final = re.compile(r"[\W_]+")
_BESIDE_CHINESE: Final = re.compile(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])")
# One character is held by too many names to say anything.
_SHORTEST: Final = 2


def plain(name: str) -> str:
    """The folded name: words of Latin script one blank apart, nothing but letters and digits."""
    return _BESIDE_CHINESE.sub("", _PUNCTUATION.sub(" ", key(name))).strip()


def names_agree(one: str, other: str) -> bool:
    """Whether the folded forms are equal or one holds the other as whole words."""
    short, long = sorted((plain(one), plain(other)), key=len)
    if not short:
        return one == other
    if short == long or operator_key(one) == operator_key(other):
        return True
    return len(short) >= _SHORTEST and _holds(long, short)


def _holds(long: str, short: str) -> bool:
    starts = [match.start() for match in re.finditer(f"(?={re.escape(short)})", long)]
    return any(is_bounded(long, start, start + len(short)) for start in starts)
