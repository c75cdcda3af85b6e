"""The subject of words for several sites: a place, the country, a batch, a company's portfolio."""

import re
from typing import Final

from dcpipeline.extract.anchors import Anchor
from dcpipeline.extract.frames import (
    COMPUTE_WORD,
    SEVERAL,
    Frame,
    Mention,
    added,
    key_of,
    last_of,
)
from dcpipeline.normalize import PlaceMatch

# Several projects signed or begun together are a batch, not what a place has.
_BATCH: Final = re.compile(r"集中|签约|签下|推介")
# These count sites together only where several have been named.
_ALL_OF_THEM: Final = frozenset(
    {"together", "combined", "in all", "au total", "ensemble", "altogether", "together they",
     "combined they", "ensemble ils", "ensemble, ils", "between them", "the two sites",
     "the two centers", "the two centres", "les deux centres", "les deux sites"}
)  # fmt: skip


def whole_of(mention: Mention) -> Frame | None:
    """The place, the country or the batch spoken of as a whole, or a project that is no site."""
    anchor, frames = mention.anchor, mention.frames
    if anchor.kind == "other":
        return Frame("project", is_other=True)
    if anchor.kind == "place":
        return _place(mention)
    if anchor.kind == "nation":
        return last_of("nation", frames) or added(Frame("nation"), frames)
    return _programme(mention)


def _place(mention: Mention) -> Frame:
    anchor, frames = mention.anchor, mention.frames
    key = anchor.name or mention.page.lower[anchor.start : anchor.end]
    whole = "" if anchor.name or anchor.place is not None else _level_of(key)
    for frame in reversed(frames):
        if frame.kind != "place":
            continue
        if whole and frame.level != whole:
            continue
        same = (
            anchor.place is not None
            and frame.place is not None
            and anchor.place.adcode == frame.place.adcode
        )
        if same or key in frame.keys or (not anchor.name and anchor.place is None):
            frame.keys.add(key)
            return frame
    frame = Frame("place", anchor.name, {key}, place=anchor.place)
    frame.level = whole or _level_of_place(anchor.place)
    return added(frame, frames)


def _level_of(words: str) -> str:
    """The level that words for a whole speak of: 全省 and 我省 of the province."""
    if words.endswith("省") or words in {"全省", "省内"}:
        return "province"
    if words.endswith("市") or words in {"全市", "市内"}:
        return "prefecture"
    return ""


def _level_of_place(place: PlaceMatch | None) -> str:
    if place is None or place.level is None:
        return ""
    return "province" if place.level == "province" else "prefecture"


def _programme(mention: Mention) -> Frame | None:
    """Several sites: counted in a place or country where the sentence names one before."""
    page, sentence, anchor = mention.page, mention.sentence, mention.anchor
    state, frames = mention.state, mention.frames
    few = sum(frame.kind == "project" for frame in frames) < SEVERAL
    if few and page.lower[anchor.start : anchor.end] in _ALL_OF_THEM:
        return None
    batch = _BATCH.search(page.lower, anchor.start, min(sentence.end, anchor.end + 24))
    is_named = bool(anchor.name) and anchor.company is None
    if not is_named and _is_counted_before(anchor, mention.anchors, in_batch=batch is not None):
        return None
    if anchor.name and anchor.company is None:
        frame = Frame("programme", anchor.name, {key_of(page, anchor.name)})
        return _known(frame, frames) or added(frame, frames)
    if anchor.company is not None:
        name = anchor.company.name
        frame = Frame("programme", name, {name or "company"}, company=name)
        return _known(frame, frames) or added(frame, frames)
    of_computing = COMPUTE_WORD.search(
        page.lower, max(sentence.start, anchor.start - 16), anchor.end
    )
    if state.focus is not None and state.focus.kind == "project" and _is_of_campus(mention):
        return state.focus
    if of_computing is None and not _is_of_place(mention):
        return Frame("programme", is_other=True)
    if state.focus is not None and state.focus.kind != "project" and batch is None:
        return state.focus
    frame = Frame("programme", record=sentence.record)
    return _known(frame, frames) or added(frame, frames)


# "There will be five two-story data centers": the buildings of the campus spoken of.
_PARTS: Final = re.compile(
    r"(?:there (?:will be|would be|are|were)|(?:it|the (?:campus|site|park|complex|base|project)) "
    r"(?:will |would |is to )?(?:ha[sv]e?|comprises?|includes?|consists? of|contains?|counts?))"
    r"(?: (?:[\w,-]+)){0,6} $"
)


def _is_of_campus(mention: Mention) -> bool:
    """Whether counted data centers are the buildings of the one site spoken of."""
    page, sentence, anchor = mention.page, mention.sentence, mention.anchor
    if page.document.language != "en" or len(mention.anchors) > 1:
        return False
    return _PARTS.fullmatch(page.lower, sentence.start, anchor.start) is not None


_PLURAL: Final = re.compile(r"(?:[\w-]+ )*?(?:data[ -]?cent\w+|datacent\w+|comput\w+)(?: [\w-]+)*")
_NATIONWIDE: Final = re.compile(
    r"\b(?:china(?! (?:daily|mobile|telecom|unicom|media|news|energy))|chine|country|nation|"
    r"nationwide|countrywide|national|world|global|globally)\b"
)


def _is_of_place(mention: Mention) -> bool:
    """Whether "data centers" or "17 data centers" are those of the place spoken of."""
    page, sentence, anchor = mention.page, mention.sentence, mention.anchor
    focus = mention.state.focus
    if focus is None or focus.kind != "place" or page.document.language == "zh":
        return False
    if _PLURAL.fullmatch(page.lower, anchor.start, anchor.end) is None:
        return False
    return _NATIONWIDE.search(page.lower, sentence.start, sentence.end) is None


def _is_counted_before(anchor: Anchor, anchors: tuple[Anchor, ...], *, in_batch: bool) -> bool:
    """Whether the sentence names a place, the country or a company whose sites these are."""
    before = [other for other in anchors if other.start < anchor.start]
    return any(
        (other.kind == "place" and not in_batch)
        or other.kind == "nation"
        or (other.kind == "programme" and other.company is not None)
        for other in before
    )


def _known(programme: Frame, frames: list[Frame]) -> Frame | None:
    """The first programme of the page with one of its keys."""
    return next((f for f in frames if f.kind == "programme" and f.keys & programme.keys), None)
