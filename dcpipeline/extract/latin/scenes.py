"""Days told ahead of an event, in English and French: "On 3 May they met. Both sides then signed".

In: a sentence that sets a scene on a day and tells no event, and the sentences behind it. Out: the
day of what they tell in the past tense. A state ("is in service", "has opened") is of no scene.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from dcpipeline.extract.event_words import Happening
from dcpipeline.extract.segments import PageText, Sentence
from dcpipeline.normalize import DateValue

# Somebody comes, meets or gathers.
_SCENE: Final = re.compile(
    r"\b(?:met|received|visited|came|arrived|travelled|traveled|gathered|assembled|convened|hosted|"
    r"attended|toured|welcomed|flew|went to|sat down|stood|led a|held (?:a|an|the|its|talks)|"
    r"took part|was present|were present|joined|called on|opened its|"
    r"(?:a|ont|avait|avaient) (?:\w+ )?(?:recu|rencontre|visite|tenu|reuni|accueilli|assiste|"
    r"convie|organise|convoque)|s'est rendue?|se sont (?:reunis|rendus|retrouves|rencontres)|"
    r"s'est (?:tenue?|reunie?)|s'etait rendue?|etaient reunis|est venue?|sont venus|sont arrives)\b"
)
_HAPPENS: Final = frozenset(
    {
        "signed",
        "construction_start",
        "operational",
        "phase_online",
        "transferred",
        "cancelled",
        "approved",
    }
)
# What holds, has been or is to come.
_OF_OTHER_TIME: Final = re.compile(
    r"\b(?:is|are|has|have|had|been|being|now|currently|already|since|today|so far|still|earlier|"
    r"later|previously|recently|will|would|next|once|before|est|sont|etait|etaient|deja|"
    r"actuellement|desormais|avait|avaient|auparavant|recemment|plus tard|sera|seront|depuis|"
    r"avant|apres)\b"
)
_PAST_ENGLISH: Final = re.compile(
    r"\b(?:\w{2,}ed|broke|began|went|put|cut|struck|won|sold|laid|gave|opened|inked|came|drove)\b"
)
_PAST_FRENCH: Final = re.compile(
    r"\b(?:a|ont) (?:\w+ )?\w+(?:e|es|ee|ees|i|is|u|us|t)\b|\b\w+erent\b"
)
# Characters between a scene and what happens there.
_REACH: Final = 260
# Characters before the words of an event in which its verb stands.
_BEFORE_VERB: Final = 24


class Scenes:
    """The scene that was set last, while a page is read from its first sentence to its last.

    Args:
        page: the page.
    """

    def __init__(self, page: PageText) -> None:
        self._page = page
        self._past = _PAST_FRENCH if page.document.language == "fr" else _PAST_ENGLISH
        self._scene: tuple[Sentence, DateValue] | None = None

    def dated(
        self, sentence: Sentence, happenings: Sequence[Happening], dates: Sequence[DateValue]
    ) -> tuple[Happening, ...]:
        """The events of a sentence, those of the scene before it with its day.

        Args:
            sentence: the sentence.
            happenings: its events.
            dates: its dates.
        """
        if dates:
            self._scene = self._set_by(sentence, happenings, dates)
        if dates or self._scene is None:
            return tuple(happenings)
        before, day = self._scene
        near = 0 <= sentence.start - day.span[1] <= _REACH and before.record == sentence.record
        if not near:
            return tuple(happenings)
        return tuple(
            replace(each, on=day) if self._is_there(sentence, each) else each for each in happenings
        )

    def _set_by(
        self, sentence: Sentence, happenings: Sequence[Happening], dates: Sequence[DateValue]
    ) -> tuple[Sentence, DateValue] | None:
        """The scene of a sentence with one date that dates no event of it."""
        day = dates[0]
        if len(dates) > 1 or day.precision not in {"day", "month"}:
            return None
        if any(each.on is not None for each in happenings):
            return None
        if _SCENE.search(self._page.lower, sentence.start, sentence.end) is None:
            return None
        return sentence, day

    def _is_there(self, sentence: Sentence, happening: Happening) -> bool:
        """Whether an event is told in the past tense, as a part of what went on that day."""
        if happening.on is not None or happening.planned or happening.event not in _HAPPENS:
            return False
        lower = self._page.lower
        if _OF_OTHER_TIME.search(lower, sentence.start, happening.end):
            return False
        first = max(sentence.start, happening.start - _BEFORE_VERB)
        return self._past.search(lower, first, happening.end) is not None
