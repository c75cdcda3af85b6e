"""One site in two wordings side by side: "X, a 300 MW campus", "a 300 MW campus called X"."""

import re
from collections.abc import Sequence
from typing import Final

from dcpipeline.extract.anchors import PROJECT_KINDS, Anchor

_ARTICLE_BEHIND: Final = re.compile(
    r",\s(?:an?|the|un|une|le|la|its|their|son|sa|leur)\s(?:[\w.,'%$/-]+\s){0,8}|"
    r",\s(?:l'|d'un |d'une )?"
    r"|\s\(|\s?[-:]\s(?:an?|the|un|une)\s(?:[\w.'%$/-]+\s){0,8}"
)
_NAMED_BEHIND: Final = re.compile(
    r"(?:\s[\w,'. -]{0,40}?)?,?\s(?:called|named|known as|dubbed|christened|"
    r"to be called|to be named|nomme|denomme|baptise|appele|dit)e?s?\s(?:the |"
    r"le |la |l')?"
    r"|,\s(?:the |le |la |l')?|\s?[-:(]\s?(?:the |le |la |l')?"
)
# Behind ", a " of English, which is a verb in French.
_ARTICLE: Final = 4
_VERB: Final = re.compile(
    r"\b(?:and|et|while|tandis|is|was|are|were|has|have|est|sont|a|which|qui)\s"
)


def same_as(lower: str, anchor: Anchor, anchors: Sequence[Anchor]) -> Anchor | None:
    """The words right before an anchor that stand for the same site; None without any.

    Args:
        lower: folded text of the page in lower case.
        anchor: words that would begin a new subject: ``new``, or a name behind ``new``.
        anchors: all anchors of its sentence, in order.
    """
    before = [a for a in anchors if a.end <= anchor.start and a.kind in PROJECT_KINDS]
    if not before:
        return None
    gap = lower[before[-1].end : anchor.start]
    if anchor.kind == "new" and before[-1].kind == "named":
        return (
            before[-1]
            if _ARTICLE_BEHIND.fullmatch(gap) and not _VERB.search(gap[_ARTICLE:])
            else None
        )
    if anchor.kind == "named" and before[-1].kind in {"new", "pronoun"}:
        return before[-1] if _NAMED_BEHIND.fullmatch(gap) else None
    return None


_OF: Final = re.compile(
    r"\s(?:of|for|at|du|de la|de l'|d'un|d'une|de son|de sa|de)\s?(?:the |an? |its |their |new |"
    r"projet de )*(?:[\w-]+ ){0,2}"
)


def without_heads(lower: str, anchors: Sequence[Anchor]) -> tuple[Anchor, ...]:
    """Anchors without a noun that only heads the site behind it: "le chantier du centre X"."""
    kept: list[Anchor] = []
    for number, anchor in enumerate(anchors):
        behind = anchors[number + 1] if number + 1 < len(anchors) else None
        heads = (
            behind is not None
            and anchor.kind == "pronoun"
            and not anchor.name
            and behind.kind in {"named", "new", "bare"}
            and _OF.fullmatch(lower, anchor.end, behind.start) is not None
        )
        if not heads:
            kept.append(anchor)
    return tuple(kept)
