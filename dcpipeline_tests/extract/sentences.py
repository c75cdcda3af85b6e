"""Sentences as pages, for tests of what is read from one sentence."""

from collections.abc import Callable
from datetime import date

from dcpipeline.extract.document import Block, Document
from dcpipeline.extract.figures import Figure
from dcpipeline.extract.segments import PageText, Sentence, page_text


def page_of(text: str, language: str = "zh", published: date | None = None) -> PageText:
    """A page of paragraphs, one a line."""
    blocks, position = [], 0
    for line in text.split("\n"):
        if line:
            blocks.append(Block("paragraph", position, position + len(line)))
        position += len(line) + 1
    return page_text(Document(text, tuple(blocks), "text", language, published_on=published))


def figures_of(
    finder: Callable[[PageText, Sentence], list[Figure]],
    text: str,
    language: str = "zh",
    published: date | None = None,
) -> list[Figure]:
    """All figures that a finder reads from the sentences of a text."""
    page = page_of(text, language, published)
    found = [figure for sentence in page.sentences for figure in finder(page, sentence)]
    assert all(0 <= figure.start < figure.end <= len(page.text) for figure in found)
    return found
