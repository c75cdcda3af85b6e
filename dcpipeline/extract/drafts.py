"""Claims of a page before its subjects have their places."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dcpipeline.extract.claim import LeftAlone, PageClaim, Subject
from dcpipeline.extract.event_words import Happening
from dcpipeline.extract.figures import Figure
from dcpipeline.extract.frames import Frame, Reading
from dcpipeline.extract.reach import names_phase_before
from dcpipeline.extract.segments import PageText


@dataclass(slots=True)
class Draft:
    """A claim before its subject has a place."""

    frame: Frame
    claim: PageClaim


class Drafts:
    """What has been read from a page so far.

    Attributes:
        page: the page.
        items: claims in the order in which they were read.
        left: words that became no claim.
    """

    def __init__(self, page: PageText) -> None:
        self.page = page
        self.items: list[Draft] = []
        self.left: list[LeftAlone] = []

    def add(
        self, frame: Frame, reading: Reading, name: str, value: str, start: int, end: int,
        **columns: Any,
    ) -> None:  # fmt: skip
        """Enter a claim.

        Args:
            frame: its subject.
            reading: its sentence, which becomes the quote.
            name: its property.
            value: its value in words.
            start: first character of its words in the folded text.
            end: character behind the last.
            columns: other columns of ``PageClaim``.
        """
        page = self.page
        first, last = page.span(reading.sentence.start, reading.sentence.end)
        words_start, words_end = page.span(start, end)
        claim = PageClaim(
            Subject("", frame.kind, None), name, value, page.document.text[first:last],
            first, last, words_start, words_end, **columns,
        )  # fmt: skip
        self.items.append(Draft(frame, claim))

    def happened(
        self, frame: Frame, reading: Reading, happening: Happening, phase: str | None
    ) -> None:
        """Enter an event; the start of a phase is ``phase_online``."""
        event, on = happening.event, happening.on
        if event == "expanded" and not names_phase_before(
            self.page.lower, max(reading.sentence.start, happening.start - 12), happening.start
        ):
            phase = None
        if event == "operational" and phase is not None:
            event = "phase_online"
        self.add(
            frame, reading, "event", event, happening.start, happening.end,
            basis="planned" if happening.planned else None, phase=phase,
            event_on=on.start if on else None, event_to_on=on.end if on else None,
            event_precision=on.precision if on else None,
        )  # fmt: skip

    def leave(self, figures: Sequence[Figure], reason: str) -> None:
        """Note figures that are no claims, and why."""
        self.left += [
            LeftAlone(*self.page.span(f.start, f.end), f.property, reason) for f in figures
        ]
