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
# "the X Data Center in Wuhu, Anhui, on May 12, a facility of 3,000 racks"
_FURTHER_BEHIND: Final = re.compile(
    r"\s(?:(?:was |has )?\w+ed |went (?:live|online|into \w+) )?"
    r"(?:in|near|outside|on|yesterday|last|this|at|a|dans|en|pres de|le|hier)\b"
    r"(?:(?!\b(?:and|et|while|but|where|which|that|who)\b)[^;:()]){0,70}?"
    r",\s(?:an?|une?)\s(?:[\w.'%$/-]+\s){0,3}"
)
# Behind the words for a site: it lies elsewhere than the one before.
_LIES: Final = re.compile(r"\s(?:in|near|outside|at|a|dans|en|pres)\s")
_NAMED_BEHIND: Final = re.compile(
    r"(?:\s[\w,'. -]{0,40}?)?,?\s(?:called|named|known as|dubbed|christened|"
    r"to be called|to be named|nomme|denomme|baptise|appele|dit)e?s?\s(?:the |"
    r"le |la |l')?"
    r"|,\s(?:the |le |la |l')?|\s?[-:(]\s?(?:the |le |la |l')?"
)
# "The project will construct a data center", "The site is to become a campus", "It is Yunfan's
# attempt to build the city's first hub": what the project is.
_IS_PROJECT: Final = re.compile(r"(?:the |this )?(?:\w+ )?(?:project|scheme|site|land|plot)|it")
_MAY_BE_OWNER: Final = re.compile(
    r"\s[\w ]*?\b(?:construct|build|create|deliver|establish|develop|set up|include|feature|house|"
    r"involve)"
)
_BECOMES: Final = re.compile(
    r"\s(?:(?:will|would|is to|is set to|aims to|plans to|is expected to|is designed to|is being|"
    r"was|has been|could|can) )?(?:be )?(?:(?:construct|build|create|deliver|establish|develop|"
    r"set up|involve|include|feature|house)s?|consists? of|comprises?|become|(?:used|turned|"
    r"developed|converted|built|transformed|rebuilt) (?:for|as|into)|home to|"
    r"(?:involves?|includes?|covers?) (?:the )?(?:building|construction|development|construct\w*|"
    r"creation) of|"
    r"is (?:[\w'’.-]+ ){1,8}?(?:attempt|plan|effort|bid|push|drive) to (?:build|create|set up|"
    r"develop|construct))"
    r"\s(?:an?|one|the \w+'s first|its)\s(?:[\w.,'%$/-]+\s){0,6}"
)
# "le centre X, projet de Huachen Cloud": whose it is.
_PROJECT_OF: Final = re.compile(r"(?:projet|campus|site|centre|parc) d(?:e la|e l'|[eu']|es) ?")
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
    words = lower[before[-1].start : before[-1].end]
    if anchor.kind == "new" and before[-1].kind == "pronoun" and _IS_PROJECT.fullmatch(words):
        owner = words == "it" and _MAY_BE_OWNER.match(gap) is not None
        return before[-1] if _BECOMES.fullmatch(gap) and not owner else None
    if anchor.kind == "pronoun" and before[-1].kind == "named" and gap == ", ":
        return before[-1] if _PROJECT_OF.match(lower, anchor.start) else None
    if anchor.kind == "new" and before[-1].kind == "named":
        if _ARTICLE_BEHIND.fullmatch(gap) and not _VERB.search(gap[_ARTICLE:]):
            return before[-1]
        further = _FURTHER_BEHIND.fullmatch(gap) and not _LIES.match(lower, anchor.end)
        return before[-1] if further else None
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
