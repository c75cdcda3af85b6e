"""What a page says has happened, or is planned: events with their dates."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Final

from dcpipeline.extract.event_dates import dates_of_events, in_steps, plan_date, with_opening_date
from dcpipeline.extract.event_words import Happening, is_planned_step, read_event
from dcpipeline.extract.latin.plans import with_plans
from dcpipeline.extract.planned_events import PROGRESS
from dcpipeline.extract.segments import PageText, Sentence
from dcpipeline.normalize import DateValue, find_events
from dcpipeline.normalize.lexicon import mapped
from dcpipeline.normalize.matching import beginning_of, matches_from
from dcpipeline.normalize.status import EventMention

# 3号楼预计5月底交付: a plan within the two words of an event.
_AHEAD: Final = re.compile(r"预计|计划|将|拟|力争|有望|即将")
# 2025年底 told in summer lies ahead; in November it may have come.
_END_OF_YEAR: Final = re.compile(r"年?[底末]")
_LAST_MONTHS: Final = 11
# 投产时间由2025年3月推迟到2025年9月: the first of the two holds no more.
_MOVED: Final = re.compile(r"(?:底|初|末)?(?:推迟|延期|顺延|延后|推后|提前|调整)(?:至|到|为)")
# Characters between two words that say one thing.
_ADJACENT: Final = 2


class _Near:
    """Status words by where they stand, for the few that touch some words of a long page."""

    _WIDTH: Final = 64

    def __init__(self, mentions: Iterable[EventMention]) -> None:
        self._by_part: dict[int, list[EventMention]] = {}
        for mention in mentions:
            self.add(mention)

    def add(self, mention: EventMention) -> None:
        """Keeps one more."""
        for part in self._parts(mention.start, mention.end):
            self._by_part.setdefault(part, []).append(mention)

    def of(self, start: int, end: int) -> list[EventMention]:
        """Those that may touch a span, perhaps twice."""
        return [m for part in self._parts(start, end) for m in self._by_part.get(part, ())]

    def _parts(self, start: int, end: int) -> range:
        return range(start // self._WIDTH, end // self._WIDTH + 1)


def find_happenings(page: PageText) -> tuple[EventMention, ...]:
    """All status words of a page, in order, spans in the folded text."""
    language = page.document.language
    found = list(find_events(page.text, language))
    near = _Near(found)
    for event, begins, pattern in _two_words(language):
        for match in matches_from(begins, pattern, page.lower, 0, len(page.lower)):
            beside = near.of(*match.span())
            inside = [m for m in beside if match.start() < m.start and m.end == match.end()]
            if language != "zh" and any(event in m.events for m in inside):
                continue
            if not any(m.start <= match.start() and match.end() <= m.end for m in beside):
                words = page.text[match.start() : match.end()]
                ahead = language == "zh" and _AHEAD.search(words) is not None
                told = EventMention(
                    (event,), words, "planned" if ahead else "stated", *match.span()
                )
                found.append(told)
                near.add(told)
    if language == "zh":
        found += _plans_at_places(page, found)
    else:
        found = with_plans(page.text, page.lower, language, found)
    return tuple(sorted(found, key=lambda mention: (mention.start, mention.end)))


# 计划在天津投资建设一座智算中心: the place stands between the two words of a plan.
_PLAN_AT: Final = re.compile(
    r"(?<![不未没])(?:拟|计划|将|准备|打算|有意|筹划)(?:[^,。;:、]{0,6})?(?:在|于|到|赴)(?!全国|全球|各地|海外|多地|今|明|20|\d)[^,。;:]{2,16}?"
    r"(?:投资|出资|合作|联合|共同)*(?:建设|新建|兴建|投建|打造|建立|修建|建)(?![成立材议])(?=[^,。;]{0,30}?(?:算力|智算|数据|计算|超算|云|idc|集群|数谷))"
)
_PLANS: Final = re.compile("[拟将]|计划|准备|打算|有意|筹划")


def _plans_at_places(page: PageText, known: Sequence[EventMention]) -> list[EventMention]:
    """Announcements in two words with a place between them."""
    return [
        EventMention(("announced",), page.text[m.start() : m.end()], "stated", *m.span())
        for m in matches_from(_PLANS, _PLAN_AT, page.lower, 0, len(page.lower))
        if not any(k.start < m.end() and m.start() < k.end for k in known)
    ]


# "the bid for X in Wuhu, Anhui, was won": commas stand around places.
_PASSIVE: Final = re.compile(r"(?:was|went|goes)\b")
_WITH_PLACE: Final = r"\b[^.;:]{0,100}?\b"


@lru_cache(maxsize=3)
def _two_words(language: str) -> tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]:
    """Events said in two words close together, as patterns with the characters they begin with."""
    patterns: dict[str, list[str]] = {}
    firsts: dict[str, list[str]] = {}
    for pair, meanings in mapped("events_in_two_words", language).items():
        first, second = (re.escape(word.strip()) for word in pair.split("&"))
        reach = 56 if meanings[0] in {"approved", "construction_start", "suspended"} else 24
        between = r"[^,.;:。、《》]{0,20}?" if language == "zh" else rf"\b[^,.;:]{{0,{reach}}}?\b"
        if _PASSIVE.match(second):
            between = _WITH_PLACE
        patterns.setdefault(meanings[0], []).append(first + between + second)
        firsts.setdefault(meanings[0], []).append(pair.split("&")[0].strip())
    return tuple(
        (event, beginning_of(firsts[event]), re.compile("|".join(p)))
        for event, p in sorted(patterns.items())
    )


def happenings_of(
    page: PageText,
    sentence: Sentence,
    mentions: Sequence[EventMention],
    dates: Sequence[DateValue],
) -> tuple[Happening, ...]:
    """Events of one sentence with their dates, in order.

    Args:
        page: the page.
        sentence: the sentence.
        mentions: the status words in it.
        dates: the dates in it, spans in the folded text.
    """
    if not mentions:
        return ()
    if page.document.language == "zh":
        dates = [d for d in dates if not _MOVED.match(page.lower, d.span[1], sentence.end)]
    read = [h for h in (read_event(page, sentence, m) for m in mentions) if h is not None]
    read = [h for h in read if not _names_a_batch(page, h, read)]
    own = dates_of_events(page, sentence, read, dates)
    if page.document.language == "zh":
        own = with_opening_date(page, sentence, read, own)
        own = [plan_date(page, h, on) for h, on in zip(read, own, strict=True)]
        steps = in_steps(page, read, own)
    else:
        steps = [(h.planned, on) for h, on in zip(read, own, strict=True)]
    dated = (
        Happening(h.event, planned, h.start, h.end, on)
        for h, (planned, on) in zip(read, steps, strict=True)
    )
    told = page.told_on(sentence.record)
    return tuple(
        replace(h, planned=True) if _lies_ahead(h, told) else h
        for h in dated if not is_planned_step(page, h)
    )  # fmt: skip


def _names_a_batch(page: PageText, happening: Happening, read: list[Happening]) -> bool:
    """Whether a word for a list only names those that begin together: 重点项目集中开工."""
    if happening.event != "announced" or page.document.language != "zh":
        return False
    return page.lower.startswith(("集中", "集体"), happening.end) and any(
        0 <= other.start - happening.end <= _ADJACENT for other in read
    )


def _lies_ahead(happening: Happening, told: date | None) -> bool:
    """Whether an event is dated after the day on which it is told."""
    on = happening.on
    if happening.event not in PROGRESS or on is None or told is None:
        return False
    if on.precision == "year" and _END_OF_YEAR.search(on.text) and on.start.year == told.year:
        return told.month < _LAST_MONTHS
    return on.start > told
