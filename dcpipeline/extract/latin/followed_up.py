"""Days told behind an event in English: "The deal closed on 3 May", "The upgrade, finished in May".

Belongs here: which noun takes up which kind of event, and the verbs between it and its day. Dates
beside the verb of an event are in ``latin.dates``.
"""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from dcpipeline.extract.segments import PageText, Sentence
from dcpipeline.normalize import DateValue

_NOUNS: Final = {
    "sale": ("transferred",),
    "purchase": ("transferred",),
    "acquisition": ("transferred",),
    "takeover": ("transferred",),
    "handover": ("transferred",),
    "transaction": ("transferred",),
    "deal": ("transferred", "signed"),
    "agreement": ("signed",),
    "contract": ("signed", "approved"),
    "pact": ("signed",),
    "memorandum": ("signed",),
    "signing": ("signed",),
    "upgrade": ("expanded",),
    "expansion": ("expanded",),
    "extension": ("expanded",),
    "enlargement": ("expanded",),
    "withdrawal": ("cancelled",),
    "cancellation": ("cancelled",),
    "termination": ("cancelled",),
    "suspension": ("suspended",),
    "halt": ("suspended",),
    "groundbreaking": ("construction_start",),
    "approval": ("approved",),
    "permit": ("approved",),
    "review": ("approved",),
    "notice": ("cancelled", "approved"),
    "decision": ("cancelled", "approved"),
    "ruling": ("cancelled", "approved"),
    "opening": ("operational", "phase_online"),
    "inauguration": ("operational", "phase_online"),
}
_HAPPENED: Final = (
    r"(?:closed|completed|concluded|settled|finished|done|wrapped up|took place|was held|held|came|"
    r"dated|took effect|entered into force|signed|reached|struck|agreed|issued|granted|published|"
    r"made|happened|went through)"
)
_FOLLOW_UP: Final = re.compile(
    rf"(?:the|its|their|this|that) (?:[\w'-]+ ){{0,4}}?(?P<noun>{'|'.join(_NOUNS)})"
    r"(?:, (?:which|that)|,)?(?: [a-z]+ in [a-z]+ ?\d{0,4},)?"
    r"(?: (?:was|were|is|has|had|been|itself|finally|formally|officially|then|only|also))*"
    rf" {_HAPPENED} (?:on|in|by|at|late in|early in|at the end of)? ?(?:the )?"
)


class FollowUp(NamedTuple):
    """The day of an event that was told before.

    Attributes:
        events: kinds of event that the words can mean.
        on: the day.
        end: character behind the words, date included.
    """

    events: tuple[str, ...]
    on: DateValue
    end: int


def follow_up(page: PageText, sentence: Sentence, dates: Sequence[DateValue]) -> FollowUp | None:
    """The day that a sentence opens with for an event told before it; None without one.

    Args:
        page: the page.
        sentence: the sentence.
        dates: its dates, in order.
    """
    match = _FOLLOW_UP.match(page.lower, sentence.start, sentence.end)
    if match is None or page.document.language != "en":
        return None
    on = next((d for d in dates if 0 <= d.span[0] - match.end() <= 1), None)
    return None if on is None else FollowUp(_NOUNS[match["noun"]], on, on.span[1])
