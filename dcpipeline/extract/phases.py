"""Phases and buildings named in a sentence, and how far each of them reaches."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from dcpipeline.normalize import parse_phase
from dcpipeline.normalize.matching import matches_from
from dcpipeline.normalize.numbers import han_number

_PHASE: Final = re.compile(
    r"(?<!分)(?<!分成)(?<!分为)第?(?P<zh>[一二三四五六七八九十]|\d{1,2})期(?![间限货待权刊末初许内])(?:[a-z](?![a-z]))?"
    r"|(?P<first>首期|首阶段|启动区)|(?:第|(?<![下上新这前后现同任每单进统期个各某分为]))(?P<stage>[一二三四])阶段(?!性)"
    r"|第(?P<block>[一二三四五六七八九]|\d{1,2})[栋幢](?:机房|楼|数据)?"
    r"|(?P<building>\d{1,2}|[一二三四五六七八九])(?:号|#)(?:数据|智算|算力)?(?:楼|机房|机楼|厂房|数据中心楼|机房楼|栋)"
    r"|(?<![a-z\d])(?P<wing>[a-h]\d{0,2})(?:号?(?:数据|智算|算力)?[楼栋座](?!市)|号机房)"
    r"|(?<![a-z\d])(?P<room>[a-z]\d{1,2})(?=、[a-z]\d{1,2}(?:号)?(?:机房|机楼|数据中心|栋|楼)|(?:号)?(?:机房|机楼|栋|"
    r"楼))"
    r"|\b(?:phase|stage|tranche)[ -](?P<latin>\d{1,2}|one|two|three|four|i{1,3}|iv)"
    r"(?![a-z\d]|,\d)"
    r"|\b(?P<en>first|initial|second|third|fourth|fifth|sixth|[1-6](?:st|nd|rd|th))[ -]"
    r"(?:of (?:the |its )?(?:two|three|four|five) )?(?:phase|stage)s?\b"
    r"|\b(?P<fr>premiere|deuxieme|seconde|troisieme|quatrieme)s?"
    r" (?:d[eu]s? (?:ses |ces )?(?:deux|trois|quatre|cinq) )?(?:tranche|phase|etape)s?\b"
    r"|\b(?P<figure>[1-6])(?:ere|re|e|eme|nde?) (?:tranche|phase|etape)\b"
    r"|\b(?:tranche|phase|etape) (?P<initial>initiale)\b"
    r"|\b(?P<nth>first|second|third|fourth|premier|deuxieme|troisieme|quatrieme)"
    r" (?:data )?(?:building|hall|block|batiment)\b"
    r"|\b(?:building|hall|block|batiment) (?:no\.? ?)?"
    r"(?P<house>[b-h](?!')|[a-h]?\d{1,2}|a(?= (?:of|at|is|was|has|had|"
    r"will|went|opened|began|broke|to be|and b)\b|[,.)]))(?![a-z\d]|[.,]\d|\s?(?:mw|gw|kw|storeys?|"
    r"floors?)|(?: [a-z-]+){0,3} (?:racks|cabinets|servers|gpus|cards|chips|cent(?:er|re)s|sites|"
    r"campuses|facilities|clusters|hubs|halls|parks|(?:mega|giga)watts?|[pe]?flops|petaflops|"
    r"exaflops|baies|serveurs|centres)\b)"
    r"|\bno\.? ?(?P<numbered>\d{1,2}) (?:data )?(?:building|hall|block)\b"
)
# A phase has one of these characters or words, and begins with one of those characters.
_NOUN: Final = re.compile(
    "期|段|启|栋|幢|楼|座|号|#|房|phase|stage|tranche|etape|building|hall|block|batiment"
)
_FIRST: Final = re.compile(
    r"[第首启一二三四五六七八九十\da-z](?=[期阶动一二三四五六七八九十\d号#栋幢楼座机、a-z])"
)
_NUMBERS: Final = {
    "first": "1", "initial": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5",
    "sixth": "6", "premiere": "1", "premier": "1", "initiale": "1", "deuxieme": "2",
    "seconde": "2", "troisieme": "3", "quatrieme": "4",
}  # fmt: skip
# After these the whole is meant again.
_WHOLE: Final = re.compile(
    r"总投资|总规模|总算力|(?:规划|设计|项目|园区|整体)总(?:功率|容量|负荷|机柜|机架)|总计|合计|共计|整体|全部|整个|两期|各期|三期(?:合计|共|总|全部|建成)|全面(?:建成|投用|投产|投运|启用|投入)|项目总|总的|远期|终期|"
    r"\b(?:in total|overall|altogether|total|whole|full build-out|fully|once complete|"
    r"when complete|combined|all phases|au total|ensemble|l'ensemble|a terme)\b"
)
_FIRST_OF_WHOLE: Final = re.compile(
    r"[总合共整全两各三项远终规设园ioatfwcel](?=[投规算建计的体部个面期划目区nvlohu' ])"
)
# A phase that opens a sentence holds for its 总投资 too.
OF_OPENING: Final = frozenset({"总投资", "总规模", "总算力", "总计", "共计"})
LONGEST_OPENING: Final = 4
# X二期:总投资: the entry is about the phase in its name.
_ENDS_NAME: Final = re.compile(r"\)?(?:项目|工程)?(?:\([^()]{0,16}\))?:")
# X三期扩建工程: what is said goes on about the works of that phase.
_OF_WORKS: Final = re.compile(r"(?:扩建|改造|扩容|建设)(?:工程|项目)")
_BOTH: Final = re.compile(r"[、/和及与至-]|\s?(?:and|et|to|a)\s?")


class PhaseMention(NamedTuple):
    """A phase or building, or words for the whole.

    Attributes:
        start: first character in the folded text.
        end: character behind the last.
        phase: number of the phase or name of the building; empty where the whole, or several
            phases, are meant.
        others: the phases, where several are meant.
    """

    start: int
    end: int
    phase: str
    others: tuple[str, ...] = ()


def find_phases(lower: str, start: int, end: int) -> tuple[PhaseMention, ...]:
    """Phases of a sentence and words for the whole, in order; two phases together are no phase."""
    found: list[PhaseMention] = []
    if _NOUN.search(lower, start, end):
        matches = matches_from(_FIRST, _PHASE, lower, start, end)
        several = list(_plural(lower, start, end)) if lower[start].isascii() else []
        single = [_mention(lower, m, start) for m in matches]
        found += several
        found += [
            one for one in single
            if not any(both.start <= one.start < both.end for both in several)
        ]  # fmt: skip
    matches = matches_from(_FIRST_OF_WHOLE, _WHOLE, lower, start, end)
    found += [PhaseMention(m.start(), m.end(), "") for m in matches]
    ordered = sorted(found, key=lambda mention: (mention.start, -mention.end))
    return tuple(_without_pairs(lower, ordered, start))


# "the first and second phases", "phases one and two", "les deux premieres tranches"
_PLURAL: Final = re.compile(
    r"\b(?P<first>first|second|third)(?: phase)? and (?:the )?(?P<last>second|third|fourth)"
    r" phases?\b"
    r"|\bfirst (?P<many>two|three) (?:phases|stages|tranches)\b"
    r"|\bles (?P<plusieurs>deux|trois) premieres (?:phases|tranches|etapes)\b"
    r"|\b(?:phases|stages|tranches) (?P<from>one|two|three|i{1,3}|\d)"
    r"(?:,| and| et| &| to| a| through|-) ?(?:and |et )?(?P<to>two|three|four|i{2,3}|iv|\d)\b"
)


def _plural(lower: str, start: int, end: int) -> Iterator[PhaseMention]:
    for match in _PLURAL.finditer(lower, start, end):
        both: tuple[str, ...]
        many = match["many"] or match["plusieurs"]
        if many:
            both = ("1", "2") if many in {"two", "deux"} else ("1", "2", "3")
        elif match["first"]:
            both = _NUMBERS[match["first"]], _NUMBERS[match["last"]]
        else:
            both = _number_of(f"phase {match['from']}"), _number_of(f"phase {match['to']}")
        yield PhaseMention(match.start(), match.end(), "", both)


# 一、二期 and 1、2号机房: two phases, one word.
_LISTED: Final = re.compile(
    r"(?:(?:[一二三四五六七八九十]|(?<![\d.])\d{1,2})(?:号|#)?(?:、|和|及|与))+$"
)
_NUMBER: Final = re.compile(r"[一二三四五六七八九十]|\d{1,2}")


def _mention(lower: str, match: re.Match[str], start: int) -> PhaseMention:
    """A phase, with the others that share its word."""
    name = _name(match)
    before = _LISTED.search(lower, max(start, match.start() - 14), match.start())
    if before is None or match.lastgroup not in {"zh", "building"}:
        return PhaseMention(match.start(), match.end(), name)
    others = {_figure(word) for word in _NUMBER.findall(before.group())}
    return PhaseMention(before.start(), match.end(), "", tuple(sorted({*others, name})))


def _figure(word: str) -> str:
    """A number of a phase in digits."""
    number = han_number(word)
    return word.lstrip("0") if number is None else str(int(number))


def _without_pairs(lower: str, mentions: list[PhaseMention], start: int) -> Iterator[PhaseMention]:
    for position, mention in enumerate(mentions):
        before = mentions[position - 1] if position else None
        near = [*mentions[max(0, position - 1) : position], *mentions[position + 1 : position + 2]]
        both = [
            other.phase for other in near
            if other.phase and mention.phase and other.phase != mention.phase
            and _BOTH.fullmatch(lower, min(mention.end, other.end), max(mention.start, other.start))
        ]  # fmt: skip
        if both:
            yield PhaseMention(
                mention.start, mention.end, "", tuple(sorted([mention.phase, *both]))
            )
        elif (
            mention.phase
            or before is None
            or not _continues(lower, before, mention, before.start - start <= LONGEST_OPENING)
        ):
            yield mention


def _continues(lower: str, before: PhaseMention, whole: PhaseMention, opens: bool) -> bool:
    """Whether a word for the whole is said of a phase: 一期总投资, 一期全部点亮."""
    if before.phase and whole.start - before.end <= 1:
        return True
    if (
        before.phase
        and lower[whole.start : whole.end] in OF_OPENING
        and (opens or _ENDS_NAME.match(lower, before.end) or _OF_WORKS.match(lower, before.end))
    ):
        return True
    return (
        bool(before.phase)
        and not set(",;:。") & set(lower[before.end : whole.start])
        and (
            lower[whole.start : whole.end] in {"全部", "整体", "fully", "整个"}
            or lower.startswith("全面", whole.start)
        )
    )


def _name(match: re.Match[str]) -> str:
    kind = match.lastgroup or ""
    words = match[kind]
    if kind == "first":
        return "1"
    if kind in {"en", "fr", "nth", "initial"}:
        return words[0] if words[0].isdigit() else _NUMBERS[words]
    if kind in {"building", "block"}:
        number = han_number(words)
        return str(int(number)) if number is not None else words.lstrip("0")
    if kind in {"wing", "house", "room", "numbered"}:
        return words.upper().lstrip("0")
    return _number_of(f"phase {words}" if kind == "latin" else f"{words}期")


@lru_cache(maxsize=512)
def _number_of(words: str) -> str:
    """The number of a phase in digits, empty without one."""
    number = parse_phase(words).phase_number
    return "" if number is None else str(number)


def phase_at(mentions: tuple[PhaseMention, ...], start: int, floor: int) -> str | None:
    """The phase that reaches to a place: the last one named since ``floor``; None for the whole."""
    mention = mention_at(mentions, start, floor)
    return (mention.phase or None) if mention is not None else None


def mention_at(mentions: tuple[PhaseMention, ...], start: int, floor: int) -> PhaseMention | None:
    """The last mention since ``floor`` before a place."""
    before = [m for m in mentions if floor <= m.start < start]
    return before[-1] if before else None
