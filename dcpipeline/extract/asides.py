"""Sites that a Chinese paragraph names only beside the one that the page is about."""

from dcpipeline.extract.frames import Frame, Spoken
from dcpipeline.extract.segments import PageText, Sentence, folded_span


def goes_back(page: PageText, sentence: Sentence, state: Spoken) -> bool:
    """Whether a paragraph goes on about the page's own site, another one named once before it.

    Args:
        page: the page.
        sentence: a sentence that opens a paragraph.
        state: whom the text is speaking of.
    """
    aside, topic = state.project, state.topic
    if aside is None or topic is None or aside is topic or sentence.record is not None:
        return False
    if len(aside.spots) != 1 or not _is_of_page(page, topic):
        return False
    if state.block >= sentence.block or state.block < 0:
        return False
    first, last = folded_span(page.folded, page.document.blocks[state.block])
    (spot,) = aside.spots
    inside = first <= spot[0] < last
    return inside and any(first <= own[0] < spot[0] for own in topic.spots)


def _is_of_page(page: PageText, topic: Frame) -> bool:
    """Whether the title names a site."""
    title = next((block for block in page.document.blocks if block.kind == "title"), None)
    if title is None or not topic.spots:
        return False
    first, last = folded_span(page.folded, title)
    return first <= topic.spots[0][0] < last
