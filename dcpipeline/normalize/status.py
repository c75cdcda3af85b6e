"""What is said to have happened, or to hold: words of three languages to our vocabularies."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from dcpipeline.normalize.lexicon import listed, mapped
from dcpipeline.normalize.phrase_book import PAGE, PhraseList
from dcpipeline.normalize.phrases import PhraseIndex
from dcpipeline.normalize.text import fold, lower_case
from dcpipeline.normalize.values import quoted

Modality = Literal["stated", "planned", "negated"]

# Event -> status of the project; None where the event says nothing about progress.
STATUS_OF_EVENT: Final[dict[str, str | None]] = {
    "announced": "announced",
    "signed": "signed",
    "approved": "approved",
    "construction_start": "under_construction",
    "phase_online": "partly_operational",
    "operational": "operational",
    "expanded": "operational",
    "suspended": "suspended",
    "cancelled": "cancelled",
    "transferred": None,
    "idle_reported": None,
}
# Progress: a plan for it is an announcement, its denial says nothing.
_PROGRESS: Final = frozenset(
    {"signed", "approved", "construction_start", "phase_online", "operational", "expanded"}
)
# "may" as a verb, not the month: "in May 2023 and", "on 3 May".
MODAL_MAY: Final = (
    r"may(?!,? \d)(?<!\bin may)(?<!since may)(?<!last may)(?<!this may)(?<!of may)(?<!early may)"
    r"(?<!late may)(?<!mid-may)(?<!until may)(?<!from may)(?<!\bby may)(?<!\d may)"
)
_MODAL_MAY: Final = re.compile(MODAL_MAY)
_STOPS: Final = re.compile(r"[,.;:!?。、()\n]")
_PLAN_REACH: Final = 24
_PHASE_REACH: Final = 16


class EventMention(NamedTuple):
    """A status word in a text.

    Attributes:
        events: what the word can mean; one event where it is clear.
        word: the words of the source.
        modality: ``planned`` where the clause puts it into the future, ``negated`` where it says
            that it has not happened.
        start: first character in the source.
        end: character behind the last.
    """

    events: tuple[str, ...]
    word: str
    modality: Modality
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class EventMatch:
    """The event of a text.

    Attributes:
        event: EVENT of the schema, None where the words do not decide.
        candidates: what the words could mean.
        word: the words that decided, empty without an event.
        reason: why there is no event, empty with one.
        text: the text as given.
    """

    event: str | None
    candidates: tuple[str, ...]
    word: str
    reason: str
    text: str

    @property
    def status(self) -> str | None:
        """The status that follows from the event, None where none does."""
        return None if self.event is None else STATUS_OF_EVENT[self.event]


def find_events(text: str, language: str | None = None) -> tuple[EventMention, ...]:
    """All status words of a text, longest phrase first at each place.

    A sentence that holds two lists with two states is to be split at these words.

    Args:
        text: running text.
        language: restricts the lexicon to ``zh``, ``en`` or ``fr``; None searches all three.
    """
    folded = fold(text)
    lowered = lower_case(folded.text)
    words = _event_words(language)
    mentions = []
    for hit in _event_index(language).find_within(lowered, 0, len(lowered)):
        clause, after = _clause(lowered, hit.start, hit.end)
        events = words[hit.phrase]
        modality = _modality(clause, hit.phrase, events)
        if events == ("operational",) and _is_phase(clause, after):
            events = ("phase_online",)
        first, last = folded.span(hit.start, hit.end)
        mentions.append(EventMention(events, text[first:last], modality, first, last))
    return tuple(mentions)


def event_of(text: str, language: str | None = None) -> EventMatch:
    """The one event that a short text states.

    The longest clear word decides, an announcement only where nothing further is said. Words with
    several meanings (落地, 揭牌, launched) count only where no clear word stands beside them, and
    then give candidates, not an event. Progress that is only planned is an announcement; progress
    that is denied is no event. A topped-out building (封顶) is under construction.
    """
    mentions = find_events(text, language)
    if not mentions:
        return EventMatch(None, (), "", f"no status word in {quoted(text)}", text)
    stated = [m for m in mentions if m.modality == "stated"]
    clear = [m for m in stated if len(m.events) == 1]
    if clear:
        # Whatever has got further was announced before: the weaker word adds nothing.
        further = [m for m in clear if m.events != ("announced",)]
        return _longest(further or clear, text)
    if stated:
        candidates = tuple(sorted({event for m in stated for event in m.events}))
        words = ", ".join(quoted(m.word) for m in stated[:3])
        return EventMatch(None, candidates, "", f"{words} can mean several events", text)
    planned = [m for m in mentions if m.modality == "planned"]
    if planned:
        return EventMatch("announced", ("announced",), planned[0].word, "", text)
    candidates = tuple(sorted({event for m in mentions for event in m.events}))
    return EventMatch(None, candidates, "", f"{quoted(mentions[0].word)} is denied", text)


def basis_of(text: str, language: str | None = None) -> str | None:
    """``planned`` or ``installed`` by the words of a clause; None without a word or with both."""
    return _one_meaning("basis", text, language)


def change_of(text: str, language: str | None = None) -> str | None:
    """``total`` (扩容至) or ``increment`` (新增) by the words of a clause; None if undecided."""
    return _one_meaning("change", text, language)


def _longest(mentions: list[EventMention], text: str) -> EventMatch:
    length = max(len(m.word) for m in mentions)
    candidates = tuple(sorted({m.events[0] for m in mentions}))
    longest = [m for m in mentions if len(m.word) == length]
    if len({m.events[0] for m in longest}) > 1:
        words = ", ".join(quoted(m.word) for m in longest[:3])
        return EventMatch(None, candidates, "", f"several states are said: {words}", text)
    return EventMatch(longest[0].events[0], candidates, longest[0].word, "", text)


@lru_cache(maxsize=4)
def _event_words(language: str | None) -> dict[str, tuple[str, ...]]:
    """Word -> events; a word that is clear in one list stays clear."""
    return {**mapped("ambiguous_events", language), **mapped("events", language)}


@lru_cache(maxsize=4)
def _event_index(language: str | None) -> PhraseList:
    return PAGE.add(_event_words(language))


@lru_cache(maxsize=16)
def _list_index(section: str, language: str | None = None) -> PhraseIndex:
    return PhraseIndex(listed(section, language))


def _clause(lowered: str, start: int, end: int) -> tuple[str, str]:
    """The clause before a word, and the few characters behind it."""
    first = max(0, start - _PLAN_REACH)
    stops = _STOPS.findall(lowered, first, start)
    begins = lowered.rindex(stops[-1], first, start) + 1 if stops else first
    stop = _STOPS.search(lowered, end, end + _PHASE_REACH)
    ends = end + _PHASE_REACH if stop is None else stop.start()
    return lowered[begins:start], lowered[end:ends]


def _modality(clause: str, phrase: str, events: tuple[str, ...]) -> Modality:
    if not set(events) <= _PROGRESS:
        return "stated"
    tail = clause.rstrip()
    if tail.endswith(listed("negated_before")):
        return "negated"
    hits = [
        hit for hit in _list_index("planned_before").find(clause)
        if not any(word in clause[hit.end :] + phrase for word in listed("settled_before"))
        and (hit.phrase != "may" or _MODAL_MAY.match(clause, hit.start))
    ]  # fmt: skip
    return "planned" if hits else "stated"


def _is_phase(clause: str, after: str) -> bool:
    """Whether it is a phase that goes into service, not the whole."""
    if any(True for _ in _list_index("whole").find(clause)):
        return False
    near = clause[-_PHASE_REACH:]
    return any(any(True for _ in _list_index("phase_words").find(part)) for part in (near, after))


def _one_meaning(section: str, text: str, language: str | None) -> str | None:
    lowered = fold(text).text.lower()
    meanings = mapped(section, language)
    index = _mapped_index(section, language)
    found = {meaning for hit in index.find(lowered) for meaning in meanings[hit.phrase]}
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=16)
def _mapped_index(section: str, language: str | None) -> PhraseIndex:
    return PhraseIndex(mapped(section, language))
