"""How far phases reach in English and French: "the first phase of X", "X's second phase"."""

import re
from collections.abc import Sequence
from typing import Final

from dcpipeline.extract.frames import Frame, Reading
from dcpipeline.extract.phases import PhaseMention
from dcpipeline.extract.segments import PageText

_SINGLE: Final = frozenset({"named", "new", "place", "nation", "programme"})
# Between a phase and the name of its site.
_OF_SITE: Final = re.compile(
    r"[^;:.]{0,44}?\b(?:of|at|in|for|du|de|d'|de la|de l'|des)\s?(?:the |its |"
    r"their |a |an |his |le |la |l'|son |sa |leur |un |une |projet de )?(?:[\w'-]+ ){0,2}|"
    r"'s |, "
)
# Between words and the phase behind them that they are said of.
_REACHES_ON: Final = re.compile(
    r"(?:[^,;:.]|[.,](?=\d)){0,70}?\b(?:of|for|on|in|into|to|at|build|construct|develop|launch|"
    r"expand|fund|"
    r"finance|construire|batir|lancer|financer|operation|service|online|use|"
    r"dans|pour|de|du|service|en service|le \d+ \w+|in \w+|on \w+|en \w+|en \w+ \d{4})\s"
    r"(?:the |its |their |this |that |la |le |l'|cette |sa |son |une |a )?|"
    r"\s(?:the |its |la |sa |une )?|\s?\(|[^,;:.]{0,90}, (?:in |the |its |la |sa )?|"
    r",[^,;:.]{2,30}, (?:the |its |la |sa |une )?|"
    r"[^;:.]{0,120}\b(?:portant sur|covering|relating to|concernant) (?:the |its |la |sa )?"
)
# "24 MW in all, with 2 MW in the first phase"
_BESIDE: Final = re.compile(r"\s(?:in|for|during) (?:the |its )?")
# "ground was broken and the shell of the first hall is closed": the phase is that of other words.
_NEW_CLAUSE: Final = re.compile(
    r"\b(?:and|while|but|whereas|et|mais|tandis que)\s(?:the|its|their|a|an|work|la|le|les|sa|son|"
    r"une?)\s"
)
_IN_RELATIVE: Final = re.compile(r"\b(?:whose|of which|dont|where)\s(?:the |la |le )?$")
_WHOLE: Final = re.compile(
    r"\b(?:une fois (?:acheve|termine|complete)e?|a terme|when completed|once (?:complete|"
    r"completed|finished|built)|on completion|after completion|"
    r"fully built|entire|as a whole|(?:all |the |les |in )(?:two|three|four|"
    r"five|six|seven|deux|trois|quatre|cinq) phases|"
    r"au moment ou tout|all told|dans son ensemble|eventually|ultimately)\b"
)
_THIS: Final = re.compile(
    r"\b(?:this|that|the|cette|la) (?:new |latest |added |additional |nouvelle )?"
    r"(?:\d[\d,.]* ?mw )?(?:phase|stage|tranche|etape)\b(?! (?:one|"
    r"two|three|four|i|ii|iii|iv|\d))"
)
# "La troisieme doit entrer en service": a phase without its noun.
_ORDINAL: Final = re.compile(
    r"\b(?:la|le|the) (?P<number>premiere?|deuxieme|seconde?|troisieme|quatrieme|"
    r"first|second|third|fourth)(?= one\b| (?:de (?:ses|ces|leurs)|des|of (?:its|the)) (?:two|"
    r"three|four|"
    r"five|deux|trois|quatre|cinq|\d) (?:phases|stages|tranches|etapes)\b|, (?:actuellement|now|"
    r"still|qui|which|with|of|avec|de|"
    r"d'|en|encore|toujours|dont|achevee|terminee|lancee|mise|entree|prevue|livree|inauguree|"
    r"attendue|construite|due|under|completed|opened|begun|expected|la plus|le plus|"
    r"the (?:larg|bigg)est|plus (?:grande|vaste|grosse))\b|"
    r" (?:doit|sera|est|devrait|will|is|was|has|a ete|in|on|this|last|en|le|au|of which|to be|"
    r"due|set|expected|opened|went|scheduled|slated|comprises|consists|holds|houses|offers|"
    r"provides|adds|counts|alone|"
    r"sort|entre|entrera|reste|ouvre|ouvrira|ouvrirait|attend|suivra|compte|abrite)\b)"
)
# A site is built in parts: behind these words "the first" is one of them.
_IN_PARTS: Final = re.compile(
    r"\b(?:two|three|four|five|several|\d|multiple|deux|trois|quatre|cinq|plusieurs) "
    r"(?:construction )?(?:phases|stages|tranches|etapes)\b|\bin (?:phases|stages)\b"
)
_PARTS_REACH: Final = 300
_NUMBERS: Final = {
    "premiere": "1", "premier": "1", "deuxieme": "2", "seconde": "2", "troisieme": "3",
    "quatrieme": "4",
    "first": "1", "second": "2", "third": "3", "fourth": "4",
}  # fmt: skip
_OF_THE_WHOLE: Final = re.compile(
    r"\b(?:the|le|la|ce|cet|cette|this)\s(?:\w+\s)?(?:center|centre|base|campus|"
    r"site|project|park|complex|facility|projet|parc|complexe)\b"
)


def phases_of(
    page: PageText,
    reading: Reading,
    span: tuple[int, int],
    mentions: Sequence[PhaseMention],
    frame: Frame,
    last: str | None,
    spoken_of: str | None = None,
) -> tuple[str | None, ...]:
    """The phases that words belong to; one None for the whole.

    Args:
        page: the page.
        reading: the sentence.
        span: the words.
        mentions: phases named in the sentence, in order.
        frame: the subject of the words.
        last: the phase of this subject that was named last before the sentence.
        spoken_of: the phase that the sentence before was about, which "it" takes up.
    """
    lower, sentence = page.lower, reading.sentence
    known = _with_ordinals(lower, sentence.start, sentence.end, mentions, last)
    within = [m for m in mentions if span[0] <= m.start and m.end < span[1]]
    within += [
        m for m in mentions
        if m.start >= span[1] and m.phase and _BESIDE.fullmatch(lower, span[1], m.start)
    ]  # fmt: skip
    if within:
        return within[0].others or (within[0].phase or None,)
    mention = _before(page, reading, span[0], known) or _behind(page, reading, span[1], known)
    if mention is not None:
        return mention.others or (mention.phase or None,)
    if _WHOLE.search(lower, sentence.start, sentence.end):
        return (None,)
    if spoken_of is not None and _IT.match(lower, sentence.start, sentence.end):
        whole = _OTHER_SUBJECT.search(lower, sentence.start, span[0])
        return (None,) if whole is not None else (spoken_of,)
    this = _THIS.search(lower, sentence.start, sentence.end)
    if this is not None and last is not None:
        return (last,)
    if _OF_THE_WHOLE.search(lower, sentence.start, span[0]):
        return (None,)
    return (frame.only_phase,)


def last_phase(mentions: Sequence[PhaseMention], lower: str, start: int, end: int) -> str | None:
    """The phase that a sentence leaves in the reader's mind; None without one."""
    known = [m.phase for m in _with_ordinals(lower, start, end, mentions, None) if m.phase]
    return known[-1] if known else None


_IT: Final = re.compile(
    r"(?:it|elle|this)\s|(?:construction|(?:building )?works?|completion|delivery|groundbreaking)\s"
    r"(?!of\b|on\b|at\b)"
)
_OTHER_SUBJECT: Final = re.compile(
    r"\b(?:which|dont|total|in all|au total)\b|\b(?:the|le|la|ce|cet|cette|this)\s(?:\w+\s)?"
    r"(?:cent(?:er|re)|base|campus|site|project|park|complex|facility|projet|parc|complexe)\b"
)
_ABOUT: Final = re.compile(
    r"(?:^|\n|[;:,] |\bthat |\bsaid |\band |\bwhile |\bet |\bqu[e'] ?)(?:(?:the|its|la|sa|cette|"
    r"this) )?"
    r"(?:\w+ (?:of|de) (?=this |cette ))?"
    r"(?:(?:the|this|la|cette) )?(?P<phase>(?:phase|stage|tranche) (?:one|two|three|four|i{1,3}|"
    r"iv|\d)|"
    r"(?:(?:first|second|third|fourth|premiere|deuxieme|seconde|troisieme) )?(?:phase|tranche|"
    r"stage))"
    r"\b(?!\s(?:of|du|de|d'|at|in)\b)"
)


# "La phase III du centre ...; elle": the pronoun takes up the phase, not the centre.
_OF_MASCULINE: Final = re.compile(
    r" (?:du|de ce|de son|de l'ancien) (?:[a-z]+ )?(?:cent(?:er|re)|campus|parc|complexe|site|"
    r"projet|pole|data ?cent|datacent|supercalcul|superordinateur)"
)
_LEAD: Final = re.compile(r"\W{0,3}(?:la )?$")


def _feminine(mentions: Sequence[PhaseMention], lower: str, start: int, end: int) -> str | None:
    """The phase of a site with a masculine noun that opens a French sentence; None without one."""
    first = mentions[0] if mentions else None
    if first is None or not first.phase or len({m.phase for m in mentions if m.phase}) > 1:
        return None
    opens = _LEAD.fullmatch(lower, start, first.start) is not None
    return first.phase if opens and _OF_MASCULINE.match(lower, first.end, end) else None


def spoken_of(
    reading: Reading, mentions: Sequence[PhaseMention], lower: str, last: str | None
) -> str | None:
    """The phase that is the subject of the last clause of a sentence; None without one."""
    start, end = reading.sentence.start, reading.sentence.end
    found = list(_ABOUT.finditer(lower[start:end]))
    feminine = _feminine(mentions, lower, start, end)
    if not found or feminine is not None:
        return feminine
    at, behind = start + found[-1].start("phase"), start + found[-1].end()
    if any(r.anchor.kind in {"named", "new"} and r.anchor.start > at for r in reading.references):
        return None
    if any(m.phase for m in mentions if m.start >= behind):
        return None
    own = [m.phase for m in mentions if m.start <= at < m.end or at <= m.start < behind]
    return (own[0] or None) if own else last


def _with_ordinals(
    lower: str, start: int, end: int, mentions: Sequence[PhaseMention], last: str | None
) -> list[PhaseMention]:
    found = list(mentions)
    parts = _IN_PARTS.search(lower, max(0, start - _PARTS_REACH), end)
    if last is not None or mentions or parts is not None:
        for match in _ORDINAL.finditer(lower, start, end):
            found.append(PhaseMention(*match.span(), _NUMBERS[match["number"]]))
    found += [PhaseMention(*m.span(), "") for m in _WHOLE.finditer(lower, start, end)]
    return sorted(found, key=lambda m: (m.start, -m.end))


def _before(
    page: PageText, reading: Reading, start: int, mentions: Sequence[PhaseMention]
) -> PhaseMention | None:
    named = [
        r.anchor.start for r in reading.references
        if r.anchor.kind in _SINGLE and r.anchor.start <= start
    ]  # fmt: skip
    floor = named[-1] if named else reading.sentence.start
    for mention in reversed(mentions):
        if mention.start >= start:
            continue
        gap = page.lower[mention.end : start]
        relative = _IN_RELATIVE.search(page.lower, max(0, mention.start - 16), mention.start)
        if relative is not None and "," in gap:
            continue
        if mention.start >= floor:
            return mention
        if mention.end <= floor and _OF_SITE.fullmatch(page.lower, mention.end, floor):
            return mention
    return None


def _behind(
    page: PageText, reading: Reading, end: int, mentions: Sequence[PhaseMention]
) -> PhaseMention | None:
    after = [m for m in mentions if end <= m.start < reading.sentence.end and m.phase]
    if after and _is_named_with(page, reading, end, after[0]):
        return after[0]
    if not after or not _REACHES_ON.fullmatch(page.lower, end, after[0].start):
        return None
    if _NEW_CLAUSE.search(page.lower, end, after[0].start):
        return None
    return after[0]


# "have approved the Yanshan Computing Center Phase II project"
_TO_NAME: Final = re.compile(r" (?:[^,;:.]{0,50} )?")
_NAMED_WITH: Final = re.compile(r",? \(?")


def _is_named_with(page: PageText, reading: Reading, end: int, mention: PhaseMention) -> bool:
    """Whether a phase stands right behind the name that words are said of."""
    return any(
        reference.anchor.kind == "named"
        and end <= reference.anchor.start
        and _TO_NAME.fullmatch(page.lower, end, reference.anchor.start) is not None
        and _NAMED_WITH.fullmatch(page.lower, reference.anchor.end, mention.start) is not None
        for reference in reading.references
    )
