"""Sites that a sentence names one by one as those of a group.

A、B和C三个项目开工; "Three centers broke ground: A, B and C". What happened to the group happened
to each of them.

Does not belong here: lists of cities without names (``city_lists``), lists without a word for the
group (``governing``), and projects that later sentences name (``batches``).
"""

import re
from typing import Final

from dcpipeline.extract.frames import Frame, Reading, Reference
from dcpipeline.extract.governing import in_list_with
from dcpipeline.extract.segments import PageText

# Ends right before the first name: 三个智算中心开工:A; 开工一批项目,包括A; "including A".
_LEADS_TO: Final = re.compile(
    r"(?::|(?:其中)?(?:包括|包含|涵盖|涉及|分别是|分别为|分别系|即|有)(?:了)?:?)"
    r"(?:位于|在)?[^,。;:、]{0,10}$|"
    r"(?::|\b(?:including|namely|among them|such as|they are|these are|dont|notamment|a savoir|"
    r"comprenant|ce sont|il s'agit d[eu]):?) ?(?:ceux |celui |celle )?"
    r"(?:the |its |le |la |les |l'|du |de la )?(?:[\w'-]+ ){0,2}$"
)
# Words for a group stand before it: 三个项目, "three centers".
_GROUP: Final = re.compile(
    r"(?:[两二三四五六七八九十\d]+|一批|多|几|数)(?:个|座|大|项)?[^,。;:]{0,12}?"
    r"(?:项目|中心|园区?|基地|工程|集群)|"
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|several|both|deux|trois|quatre|cinq|six|sept|"
    r"huit|neuf|dix|plusieurs|a batch of|\d{1,2}) (?:[\w-]+ ){0,5}?"
    r"(?:cent(?:er|re)s|projects|campuses|sites|parks|hubs|bases|centres|projets|parcs|facilities)\b"
)
# Between the last name of a list and the word for all of them.
_SUMS_UP: Final = re.compile(
    r"(?:项目|工程)?(?:\([^()]{0,20}\))?(?:等|这|共|共计|在内的|等在内的|,)*|"
    r"(?: (?:in|at|near|a|dans|en) [^;:.]{2,40})?,? (?:the |all |these |les )?"
)


def members(page: PageText, reading: Reading, start: int, end: int) -> tuple[Frame, ...]:
    """The sites of the group that a sentence tells something of; empty where it names none.

    Args:
        page: the page.
        reading: the sentence.
        start: first character of what is told.
        end: character behind it.
    """
    named = [r for r in reading.references if _is_site(r)]
    if not named:
        return ()
    return _listed_behind(page, reading, named, end) or _summed_up(page, reading, named, start)


# 续建的有A和B,新开工的是C: a state and those that are in it.
_THOSE_ARE: Final = re.compile(
    r"(?:的)?(?:项目|工程)?(?:的)?(?:则|还|主要|分别)*(?:有|是|为|包括|包含|涵盖):?(?:位于)?"
)

_STATE_ENDS: Final = re.compile("的[是有]$")


def in_state(page: PageText, reading: Reading, end: int) -> tuple[Frame, ...]:
    """The sites that follow a word for their state in a Chinese list of states; else empty.

    Args:
        page: the page.
        reading: the sentence.
        end: character behind the word.
    """
    first = next((r for r in reading.references if r.anchor.start >= end), None)
    if first is None or not _is_site(first):
        return ()
    told = _STATE_ENDS.search(page.lower, reading.sentence.start, end)
    begin = end if told is None else told.start()
    if not page.lower.startswith("的", begin):
        return ()
    if _THOSE_ARE.fullmatch(page.lower, begin, first.anchor.start) is None:
        return ()
    return in_list_with(page, reading.references, reading.references.index(first), forward=True)


def _is_site(reference: Reference) -> bool:
    frame = reference.frame
    return reference.anchor.kind == "named" and frame.kind == "project" and not frame.is_other


def _listed_behind(
    page: PageText, reading: Reading, named: list[Reference], end: int
) -> tuple[Frame, ...]:
    """The list behind words for a group and what is told of it."""
    first = next((r for r in named if r.anchor.start >= end), None)
    begin = reading.sentence.start
    if first is None or any(r.anchor.end <= end for r in named):
        return ()
    if _GROUP.search(page.lower, begin, first.anchor.start) is None:
        return ()
    if _LEADS_TO.search(page.lower, end, first.anchor.start) is None:
        return ()
    return in_list_with(page, reading.references, reading.references.index(first), forward=True)


def _summed_up(
    page: PageText, reading: Reading, named: list[Reference], start: int
) -> tuple[Frame, ...]:
    """The list before a word for all of its members and what is told of them."""
    before = [r for r in named if r.anchor.end <= start]
    if not before:
        return ()
    last = before[-1]
    group = _GROUP.search(page.lower, last.anchor.end, reading.sentence.end)
    if group is None or _SUMS_UP.fullmatch(page.lower, last.anchor.end, group.start()) is None:
        return ()
    listed = in_list_with(page, reading.references, reading.references.index(last), forward=False)
    return listed if len(listed) > 1 else ()
