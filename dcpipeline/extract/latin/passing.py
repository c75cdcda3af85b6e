"""Sites that a sentence names only to say where, or after what, another one stands."""

import re
from typing import Final

from dcpipeline.extract.anchors import Anchor
from dcpipeline.extract.frames import Frame, Reference, Spoken

# "beside its Jiaxing 1 data center", "its second after one in Hubei"
_BESIDE: Final = re.compile(
    r"\b(?:beside|next to|next door to|near|adjacent to|alongside|adjoining|adjoins|close to|"
    r"opposite|not far from|(?:a )?stone's throw from|(?:km|kilomet(?:er|re)s|miles) from|"
    r"neighbou?ring)\s(?:the |its |their |an? )?"
    r"(?:(?:own|existing|older|first|earlier|current|nearby|operating|present|own) )*$"
    r"|\b(?:a cote|pres|tout pres|non loin|en face|voisine?s?|a proximite(?: immediate)?|"
    r"a deux pas|aux cotes|a \d[\d,.]* (?:km|kilometres|metres)) (?:de la |de l'|du |de |des |d')"
    r"(?:(?:son|sa|leur|le|la|un|une|propre|premiere?|ancien|ancienne|autre|actuel|actuelle) )*$"
    r"|\b(?:jouxt\w+|cotoi\w+|voisine avec) (?:(?:son|sa|leur|le|la|un|une|propre|premier|ancien|"
    r"autre|actuel) |l')*$"
)
_AFTER: Final = re.compile(r"\b(?:after|following|besides|in addition to)\s$")
_LONGEST: Final = 60
# "The project comprises two data centers, Jiaxing 2 and Jiaxing 3"
_COMPRISES: Final = re.compile(
    r" (?:will )?(?:compris\w+|consists? of|is made up of|is split into|takes in)\s[^.;]{0,80}"
)


def is_passing(lower: str, start: int, anchor: Anchor) -> bool:
    """Whether words for a site only say what another one lies beside or comes after.

    Args:
        lower: folded text of the page in lower case.
        start: first character of the sentence.
        anchor: the words.
    """
    first = max(start, anchor.start - _LONGEST)
    if _BESIDE.search(lower, first, anchor.start) is not None:
        return True
    return lower.startswith("one ", anchor.start) and bool(
        _AFTER.search(lower, first, anchor.start)
    )


def go_on(
    lower: str, start: int, references: tuple[Reference, ...], focus: Frame | None, state: Spoken
) -> None:
    """Behind a sentence that names a site in passing, or parts, its own site is spoken of.

    Args:
        lower: folded text of the page in lower case.
        start: first character of the sentence.
        references: what it speaks of, in order.
        focus: what was spoken of before it.
        state: whom the text is speaking of; turned back.
    """
    own = [r for r in references if r.frame.kind == "project" and not r.frame.is_other]
    if not own:
        return
    if len(own) > 1 and _COMPRISES.fullmatch(lower, own[0].anchor.end, own[1].anchor.start):
        state.focus = state.project = own[0].frame
        return
    named = own[-1].frame
    first = next(r for r in own if r.frame is named)
    if not is_passing(lower, start, first.anchor):
        return
    before = [r.frame for r in own if r.frame is not named]
    meant = before[-1] if before else focus
    if meant is None or meant is named or meant.kind != "project":
        return
    meant.beside.add(named.number)
    state.focus = state.project = meant
