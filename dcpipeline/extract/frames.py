"""Subjects of a page while it is read, and the words that stand for them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice
from typing import Final, NamedTuple

from dcpipeline.extract import names_han
from dcpipeline.extract.anchors import Anchor
from dcpipeline.extract.claim import SubjectKind
from dcpipeline.extract.companies import Company
from dcpipeline.extract.known_names import SHORTEST_END, KnownNames
from dcpipeline.extract.latin import name_keys as keys_latin
from dcpipeline.extract.segments import PageText, Sentence
from dcpipeline.normalize import PlaceMatch

# The longest name that opens an entry, its number included.
LONGEST_LEAD: Final = 12
COMPUTE_WORD: Final = re.compile(r"算力|智算|超算|数据中心|大数据|云计算|推理|人工智能|ai|gpu|idc")
PROJECT_WORDS: Final = frozenset({"该项目", "项目", "该工程", "本项目", "此项目"})
SEVERAL: Final = 2
_UNITS: Final = ("省", "市", "县", "区", "州", "旗", "盟")


@dataclass(slots=True, eq=False)
class Frame:
    """A subject while a page is read.

    Attributes:
        kind: project, programme, place or nation.
        name: fullest name so far, in folded text, empty without one.
        keys: forms of its names for comparison.
        aliases: short names that the text gives it (以下简称X).
        place: place that names it, for the kind ``place``.
        company: company whose sites are counted.
        spots: spans of the words that name it.
        record: record of the page in which it was met first.
        phases: phases in its names, None for a name without one.
        level: province or prefecture, for places; empty where it is open.
        is_other: whether it is something else than sites of computing: nothing is read of it.
        codes: places that sentences in Latin letters give to it; in Chinese the cities beside it.
        number: its place among the subjects that the sentences name.
        is_bare: whether only a noun such as 智算中心 stands for it, not a name.
        beside: numbers of sites that are named only to say where it lies.
    """

    kind: SubjectKind
    name: str = ""
    keys: set[str] = field(default_factory=set)
    place: PlaceMatch | None = None
    company: str = ""
    spots: list[tuple[int, int]] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)
    record: int | None = None
    phases: set[str | None] = field(default_factory=set)
    codes: set[str] = field(default_factory=set)
    is_bare: bool = False
    is_other: bool = False
    level: str = ""
    number: int = 0
    beside: set[int] = field(default_factory=set)

    @property
    def only_phase(self) -> str | None:
        """The phase that every mention of its name carries (X二期项目), None without one."""
        return next(iter(self.phases)) if len(self.phases) == 1 else None


class Reference(NamedTuple):
    """Words of a sentence that stand for a subject.

    Attributes:
        anchor: the words.
        frame: the subject.
    """

    anchor: Anchor
    frame: Frame


class Reading(NamedTuple):
    """A sentence with its subjects, companies and places.

    Attributes:
        sentence: its span.
        references: words that stand for subjects, in order.
        focus: the subject spoken of when the sentence begins, None at the beginning.
        companies: companies named in it.
        places: places named in it, spans in the folded text.
        heads: whether it is a heading.
    """

    sentence: Sentence
    references: tuple[Reference, ...]
    focus: Frame | None
    companies: tuple[Company, ...]
    places: tuple[PlaceMatch, ...]
    heads: bool


@dataclass(slots=True)
class Spoken:
    """Whom the text is speaking of.

    Attributes:
        focus: the subject spoken of last.
        project: the site spoken of last.
        topic: the first site of the page.
        record: entry of a list that is being read, None outside of lists.
        other: whether the project spoken of is something else than a site of computing.
        here: places of the sentence, in Latin letters.
        around: places of the sentence, in Chinese.
        block: block in which a site was spoken of last.
        home: the place with which the page opens, in Latin letters.
        aside: places that opened a sentence without a site, in Latin letters.
        headed: whether a heading has been read.
        placed: whether a sentence before has named a place, in Latin letters.
        names: the names of the page so far.
        with_alias: subjects to which the text has given a short name.
        hosts: names of parks and the like that hold computing, in Chinese.
    """

    focus: Frame | None = None
    project: Frame | None = None
    topic: Frame | None = None
    record: int | None = None
    other: bool = False
    here: tuple[PlaceMatch, ...] = ()
    around: tuple[PlaceMatch, ...] = ()
    block: int = -1
    home: PlaceMatch | None = None
    aside: frozenset[str] = frozenset()
    headed: bool = False
    placed: bool = False
    names: KnownNames = field(default_factory=KnownNames)
    with_alias: list[Frame] = field(default_factory=list)
    hosts: frozenset[str] = frozenset()

    def speak_of(self, frame: Frame, *, named: bool) -> None:
        """Turn to a subject, by its name or by another word."""
        self.focus = frame
        if named:
            self.other = False
        if frame.kind == "project":
            self.project = frame
            self.topic = self.topic or frame


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of a sentence and all that tells which subject they stand for.

    Attributes:
        page: the page.
        sentence: the sentence.
        anchor: the words.
        anchors: all such words of the sentence, in order.
        state: whom the text is speaking of; the reading of a mention may change it.
        frames: the subjects of the page so far; a new one is entered.
    """

    page: PageText
    sentence: Sentence
    anchor: Anchor
    anchors: tuple[Anchor, ...]
    state: Spoken
    frames: list[Frame]


def added(frame: Frame, frames: list[Frame]) -> Frame:
    """The subject, entered behind the others of the page."""
    frame.number = len(frames)
    frames.append(frame)
    return frame


def first_two(frames: Iterable[Frame]) -> list[Frame]:
    """Two subjects at most: enough to know whether it is only one."""
    return list(islice(frames, SEVERAL))


def last_of(kind: SubjectKind, frames: list[Frame]) -> Frame | None:
    """The last subject of a kind, None without one."""
    return next((frame for frame in reversed(frames) if frame.kind == kind), None)


def key_of(page: PageText, name: str) -> str:
    """The form in which two spellings of one name are equal."""
    if page.document.language == "zh":
        return names_han.key_of_name(name)
    return keys_latin.key_of_name(name)


def same_name(key: str, keys: set[str]) -> bool:
    """Whether one name is another one with words left out in front or behind."""
    return any(
        key == other
        or _ends_with(key, other)
        or _ends_with(other, key)
        or (min(len(key), len(other)) >= 6 and (key.startswith(other) or other.startswith(key)))
        for other in keys
        if key == other or _cut_at_words(key, other)
    )


def _ends_with(longer: str, shorter: str) -> bool:
    """Whether one name ends with another one; a very short one only right behind a place."""
    if len(shorter) < SHORTEST_END or not longer.endswith(shorter):
        return False
    return len(shorter) > SHORTEST_END or longer[: -len(shorter)].endswith(_UNITS)


def _cut_at_words(key: str, other: str) -> bool:
    """Whether the longer of two names goes on with a new word: Cloud I is not Cloud II."""
    longer, shorter = (key, other) if len(key) > len(other) else (other, key)
    if not shorter.isascii():
        return True
    return f" {shorter} " in f" {longer} "
