"""Which phases of a site the words of a sentence belong to."""

import re
from typing import Final

from dcpipeline.extract.frames import Frame, Reading
from dcpipeline.extract.latin.phases import last_phase, phases_of, spoken_of
from dcpipeline.extract.phases import PhaseMention, mention_at
from dcpipeline.extract.segments import PageText

NEXT_NAME: Final = 12

_SINGLE: Final = frozenset({"named", "new", "place", "nation", "programme"})


def _phases_at(
    reading: Reading, start: int, end: int, mentions: tuple[PhaseMention, ...], frame: Frame
) -> tuple[str | None, ...]:
    """The phases that reach to a place; the one of the name where the sentence names none."""
    named = [
        r.anchor.start for r in reading.references
        if r.anchor.kind in _SINGLE and r.anchor.start <= start
    ]  # fmt: skip
    within = [m for m in mentions if start <= m.start < end]
    mention = mention_at(mentions, start, named[-1] if named else reading.sentence.start)
    mention = within[-1] if within else mention
    if mention is None:
        return (_phase_of_next_name(reading, start, mentions) or frame.only_phase,)
    return mention.others or (mention.phase or None,)


def phases_of_member(
    reading: Reading, frame: Frame, start: int, mentions: tuple[PhaseMention, ...]
) -> tuple[PhaseMention, ...]:
    """The phases named between a member of a list and the next one, of those before an event."""
    spots = [r.anchor.start for r in reading.references]
    own = [r.anchor.start for r in reading.references if r.frame is frame]
    later = [spot for spot in spots if own and own[-1] < spot <= start]
    if not own or own[-1] > start:
        return mentions
    if not later:
        return tuple(m for m in mentions if m.start >= own[-1] or m.start < spots[0])
    inside = [m for m in mentions if own[-1] <= m.start < later[0]]
    return tuple(m._replace(start=max(m.start, spots[-1])) for m in inside)


def _phase_of_next_name(
    reading: Reading, start: int, mentions: tuple[PhaseMention, ...]
) -> str | None:
    """The phase in the name right behind: 终止建设X二期."""
    behind = [r.anchor for r in reading.references if r.anchor.start >= start]
    if not behind or behind[0].start - start > NEXT_NAME:
        return None
    inside = [m for m in mentions if behind[0].start <= m.start < behind[0].end + 3]
    return inside[-1].phase or None if inside else None


# Beside a total the phase must stand itself: 由一期的6兆瓦扩至15兆瓦 is the whole.
_PHASE_BESIDE: Final = re.compile(r"[一二三四\d]期(?:算力|规模|总)?[^,。;的]{0,6}$")


def names_phase_before(lower: str, first: int, start: int) -> bool:
    """Whether a phase stands right before a word, not only somewhere in its sentence."""
    return _PHASE_BESIDE.search(lower, first, start) is not None


# 400P三期项目, 60P的一期
_OF: Final = frozenset({"", "的"})


class Reach:
    """The phases that words of a page belong to; in Latin letters also by the sentences before."""

    def __init__(self, page: PageText) -> None:
        self._page = page
        self._last: str | None = None
        self._spoken_of: str | None = None

    def at(
        self,
        reading: Reading,
        span: tuple[int, int],
        phases: tuple[PhaseMention, ...],
        frame: Frame,
    ) -> tuple[str | None, ...]:
        """The phases that the words of a span belong to, None for the whole site.

        Args:
            reading: their sentence.
            span: the words, in the folded text.
            phases: the phases named in the sentence.
            frame: the site.
        """
        if self._page.document.language == "zh":
            behind = next((m for m in phases if m.start >= span[1]), None)
            if behind is not None and self._page.lower[span[1] : behind.start] in _OF:
                return (behind.phase or None,)
            return _phases_at(reading, *span, phases, frame)
        return phases_of(self._page, reading, span, phases, frame, self._last, self._spoken_of)

    def leave(self, reading: Reading, phases: tuple[PhaseMention, ...]) -> None:
        """Go on to the next sentence."""
        page, sentence = self._page, reading.sentence
        if page.document.language == "zh":
            return
        named = last_phase(phases, page.lower, sentence.start, sentence.end)
        other = any(r.anchor.kind in {"named", "new"} for r in reading.references)
        self._last = named or (None if other else self._last)
        self._spoken_of = spoken_of(reading, phases, page.lower, self._last)
