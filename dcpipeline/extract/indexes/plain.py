"""Markup inside a field to plain words."""

import html
import re
from typing import Final

from dcpipeline.extract.layouts.limits import without_tags
from dcpipeline.extract.layouts.pieces import one_line

_LONGEST: Final = 20_000
_TAG: Final = re.compile(r"<[/!?a-zA-Z]")


def plain(text: str | None, longest: int = 500) -> str:
    """One line of words: no tags, no scripts, entities read, at most so many characters.

    Args:
        text: a field that may hold HTML.
        longest: characters that are kept.
    """
    words = (text or "")[:_LONGEST]
    # Some publishers escape their markup twice.
    for _ in range(2):
        if _TAG.search(words):
            words = without_tags(words)
        words = html.unescape(words)
    if _TAG.search(words):
        words = without_tags(words)
    line = one_line(words.replace("-->", " "))
    return line if len(line) <= longest else f"{line[:longest].rstrip()}…"
