"""The site that a verb is about: "opened its second campus", "signed a deal for a campus"."""

import re
from typing import Final

from dcpipeline.extract.event_words import Happening
from dcpipeline.extract.frames import Frame, Reading
from dcpipeline.extract.segments import PageText

_DIRECT: Final = re.compile(
    r"(?: (?!(?:in|at|near|by|and|with|dans|et|par|a|au|that|which|for|pour|"
    r"but|while|when|after|from|to|de son cote|as)\b)[\w$.,'%«\"-]+){0,7} ?(?:[dl]')?"
)
_OF_DEAL: Final = re.compile(
    r"[^;.]{0,150}?\b(?:for|on|to build|to develop|to set up|to construct|to invest in|"
    r"covering|about|pour|sur|portant sur|en vue de?|de construire)\b[^;.]{0,60}"
)
_PASSIVE: Final = re.compile(r"\b(?:was|were|been|being|is|are|be|est|sont|ete|etre)\s(?:\w+ly )?$")


def object_of(page: PageText, reading: Reading, happening: Happening) -> Frame | None:
    """The site behind an event that is its object; None where the place in the sentence decides."""
    behind = [
        r for r in reading.references
        if r.anchor.start >= happening.end and r.anchor.kind in {"named", "new", "pronoun"}
        and r.frame.kind == "project"
    ]  # fmt: skip
    if not behind:
        return None
    start = behind[0].anchor.start
    before = page.lower[max(reading.sentence.start, happening.start - 16) : happening.start]
    if happening.event == "signed" and behind[0].anchor.kind != "pronoun":
        return behind[0].frame if _OF_DEAL.fullmatch(page.lower, happening.end, start) else None
    if _PASSIVE.search(before):
        return None
    between = page.lower[happening.end : start]
    if "," in between or not _DIRECT.fullmatch(between):
        return None
    return behind[0].frame
