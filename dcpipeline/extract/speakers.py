"""Who says it: the analyst, office or company named as the source of a sentence's figures."""

import re
from bisect import bisect_left
from functools import lru_cache
from typing import Final

from dcpipeline.extract import speaker_words
from dcpipeline.extract.latin import speakers as latin
from dcpipeline.extract.segments import PageText, Sentence
from dcpipeline.extract.speaker_words import Cue, known
from dcpipeline.normalize.lexicon import listed, mapped
from dcpipeline.normalize.phrase_book import PAGE, PhraseList

Span = tuple[int, int]

# How many sentences back "the report" may mean.
_BACK: Final = 3
# How far behind a quotation the one who said it is named.
_BEHIND: Final = 40
_CLOSES: Final = "”"
# IDC is an analyst, an Internet Data Center and a class of licence.
_IDC_IS_A_ROOM: Final = re.compile(
    r"\s?(?:机房|牌照|业务|数据中心|服务|行业|市场|产业|运营|企业|公司|项目|机柜|圈|许可|资源|设施|园区|基地"
    r"|business|licen[cs]e|room|operator|operators|service|services|facility"
    r"|facilities|provider|providers|market|industry)"
)

_REPORT: Final = re.compile(
    r"(?:该|这份|上述|此份)?(?:报告|白皮书|研报|机构)(?:还|同时|也|另)?(?:显示|指出|称|认为|预计|统计)"
    r"|\b(?:the|this|its) (?:report|survey|study|firm|consultancy|analysts?)(?: also)? (?:said"
    r"|says|found|finds|estimates|estimated|noted|notes|adds|added|counts|counted"
    r"|put|puts|showed|shows)"
    r"|\b(?:le|ce|son) (?:rapport|cabinet|document)(?: \w+)? (?:indique|estime"
    r"|souligne|precise|ajoute|note|releve|montre|recense|evalue)"
    r"|\bl'etude (?:indique|estime|souligne|precise|ajoute|note|releve|montre|recense|evalue)"
)


# Words without which there is no such reference.
_A_REPORT: Final = re.compile(
    "报告|白皮书|研报|机构|report|survey|study|firm|consultancy|analyst|rapport|cabinet|document|etude"
)


@lru_cache(maxsize=4)
def _gate(language: str) -> PhraseList:
    return PAGE.add([*listed("speaker_cues", language), *mapped("speakers")])


@lru_cache(maxsize=4)
def _spots(language: str, lower: str) -> tuple[int, ...]:
    return tuple(hit.start for hit in _gate(language).find_within(lower, 0, len(lower)))


def speaker_of(page: PageText, sentence: Sentence) -> Span | None:
    """The name of who says the figures of a sentence.

    Args:
        page: the page.
        sentence: the sentence.

    Returns:
        Span of the name in the folded text; None where nobody is named. A report or firm that is
        only referred to ("the report") is the one named up to three sentences before, and who says
        a quotation may be named right behind it.
    """
    own = _named_within(page, sentence)
    if own is None and page.lower[sentence.end - 1] in _CLOSES:
        return _named_behind(page, sentence)
    return own


def _named_within(page: PageText, sentence: Sentence) -> Span | None:
    spots = _spots(page.document.language, page.lower)
    here = bisect_left(spots, sentence.start)
    if here >= len(spots) or spots[here] >= sentence.end:
        return None
    own = _named(page, sentence)
    if own is not None or not _A_REPORT.search(page.lower, sentence.start, sentence.end):
        return own
    if not _REPORT.search(page.lower, sentence.start, sentence.end):
        return own
    return _named_before(page, sentence)


def analysts_of(page: PageText) -> tuple[Span, ...]:
    """Analysts and publications that a page names anywhere, by the lexicon."""
    if not _analyst_index().stands_in(page.lower):
        return ()
    return tuple(match.span() for match in _analysts().finditer(page.lower))


def _named_before(page: PageText, sentence: Sentence) -> Span | None:
    position = bisect_left(page.sentences, sentence.start, key=lambda s: s.start)
    for earlier in reversed(page.sentences[max(0, position - _BACK) : position]):
        if earlier.record != sentence.record:
            return None
        found = _named(page, earlier)
        if found is not None:
            return found
    return None


def _named_behind(page: PageText, sentence: Sentence) -> Span | None:
    """Who is named in the first words behind a quotation."""
    position = bisect_left(page.sentences, sentence.end, key=lambda s: s.start)
    behind = page.sentences[position : position + 1]
    if not behind or behind[0].record != sentence.record:
        return None
    first = behind[0]._replace(end=min(behind[0].end, behind[0].start + _BEHIND))
    return _named_within(page, first)


def _named(page: PageText, sentence: Sentence) -> Span | None:
    for cue in _cues(page.document.language):
        if cue.listed and not _all_known().stands_in(page.lower):
            continue
        if cue.sign and cue.sign.search(page.lower, sentence.start, sentence.end) is None:
            continue
        for match in cue.pattern.finditer(page.text, sentence.start, sentence.end):
            span = _trimmed(page, match.start("name"), match.end("name"))
            if span is not None:
                return span
    return _analyst(page, sentence)


@lru_cache(maxsize=4)
def _cues(language: str) -> tuple[Cue, ...]:
    return speaker_words.cues() if language == "zh" else latin.cues(language)


@lru_cache(maxsize=1)
def _all_known() -> PhraseList:
    return PAGE.add(mapped("speakers"))


def _trimmed(page: PageText, start: int, end: int) -> Span | None:
    """Without words before the name that do not belong to it; None where no name is left."""
    lower = page.lower
    if re.fullmatch(known(), lower[start:end]) is None:
        start = _name_start(page, start, end)
    words = lower[start:end]
    if not words or words in _never(page.document.language) or words.startswith(("记者", "本报")):
        return None
    # What ends with them is no name either: "China's AI".
    if words.rpartition(" ")[2] in latin.THINGS or words.endswith(latin.site_heads()):
        return None
    if words in {"idc", "idcs"} and _IDC_IS_A_ROOM.match(lower, end):
        return None
    return start, end


@lru_cache(maxsize=4)
def _never(language: str) -> frozenset[str]:
    return frozenset(listed("not_speakers", language))


def _name_start(page: PageText, start: int, end: int) -> int:
    language = page.document.language
    if language == "zh":
        return speaker_words.name_start(page.lower, start, end)
    return latin.name_start(page.lower, start, end, language)


@lru_cache(maxsize=1)
def _analyst_index() -> PhraseList:
    return PAGE.add(word for word, kinds in mapped("speakers").items() if "analyst" in kinds)


@lru_cache(maxsize=1)
def _analysts() -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z])(?:{known('analyst')})(?![a-z])")


def _analyst(page: PageText, sentence: Sentence) -> Span | None:
    """An analyst firm named without a verb that we know."""
    if not _analyst_index().stands_in(page.lower):
        return None
    match = _analysts().search(page.lower, sentence.start, sentence.end)
    return None if match is None else match.span()
