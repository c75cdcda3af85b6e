"""Planned or installed in English and French: by the words of the clause, before or behind."""

import re
from typing import Final

from dcpipeline.extract.claim import Basis, Change
from dcpipeline.extract.segments import PageText, Sentence

_PLANNED: Final = (
    r"planned|plans?|planning|design(?:ed)?|designated|will|would|shall|target(?:ed|"
    r"s)?|expected|expects?|when complete[d]?|once complete[d]?|on completion|"
    r"slated|projected|scheduled|aims?|aiming|intends?|intended|due to|set to|"
    r"[a-z]{3,}(?:era|eront|ira|iront|dra|dront)|devait|devaient|"
    r"(?:is|are|was|were) to|to (?:have|hold|house|offer|provide|supply|host|"
    r"reach|be)|"
    r"wants?|wanted|pencilled in|penciled in|devant [a-z]+[eiy]r|compte y [a-z]+er|"
    r"eventual(?:ly)?|ultimately|can hold|could hold|able to hold|room for|"
    r"capacity for|proposed|envisages?|foresees?|earmarked|set aside|under the deal|hopes?|"
    r"prevue?s?|prevoit|prevoyait|prevoient|prevoyant|planifiee?s?|sera|seront|"
    r"serait|seraient|doit|doivent|devrait|devraient|objectif|a terme|attendue?s?|"
    r"concue?s? pour|pourra|pourront|"
    r"pourrai(?:en)?t|comptera|offrira|accueillera|abritera|depassera|atteindra|fournira|"
    r"disposera|recevra|vise|visant|projete(?:e|s|es)?|projette|envisage|compte investir|"
    r"va (?:investir|accueillir|abriter|compter|offrir)|une fois acheve|au moment ou|"
    r"promet(?:tait|tent|s)?|promis(?:es?)?|moyennant|entend|envisageait|[a-z]{3,}(?:er|ir)ai(?:t|"
    r"ent)|"
    r"veut|veulent|souhaite|espere|ambitionne|avant d'en|"
    r"promises?|promised|pledge[sd]?|called for|calls for|"
    r"destinee? a [a-z]+[eiy]r|appelee? a|capable d'accueillir"
)
_INSTALLED: Final = (
    r"installed|existing|current(?:ly)?|in place|delivered|deployed|already|"
    r"so far|to date|now (?:has|have|offers?|holds?|runs?|houses?|provides?|"
    r"hosts?|operates?|totals?|stands?)|"
    r"stood at|on hand|is home to|boasts|amounted to|already (?:has|holds)|"
    r"has built|have built|had built|online|up and running|powered on|"
    r"installee?s?|existante?s?|actuellement|en place|deployee?s?|deja|a present|"
    r"a ce jour|a l'heure actuelle|aujourd'hui|disponibles? actuellement|desormais|"
    r"(?<!will )(?<!should )ha(?:s|ve) (?:now |already |since )?(?:reached|surpassed|exceeded|"
    r"topped|passed|hit|"
    r"climbed to|risen to|grown to)|"
    r"(?:a|ont) (?:deja |desormais )?(?:atteint|depasse|franchi)|"
    r"pour l'heure|pour l'instant|tournent|fonctionne(?:nt)? (?:a|avec|grace a)|"
    r"venai(?:t|ent) d'etre"
)
_EITHER: Final = re.compile(rf"\b(?:(?P<planned>{_PLANNED})|(?P<installed>{_INSTALLED}))(?![a-z])")
# "96,000 racks had been built": what is told behind the figure as done.
_DONE: Final = re.compile(
    r"\b(?:"
    r"(?:(?:has|have|had) (?:now |already |since )?been|was|were) (?:already )?(?:built|completed|"
    r"put (?:in|into|to) (?:operation|use|service)|brought (?:online|into service)|activated|"
    r"lit up|set up|mounted|fitted|commissioned)|(?:(?:ont|a) (?:deja )?ete|etaient|"
    r"etait|sont deja) (?:mise?s? en (?:service|place|exploitation)|construite?s?|"
    r"montee?s?|raccordee?s?|livree?s?|achevee?s?))\b"
)
_REACH: Final = 90
_BEHIND: Final = 60
_CUT: Final = re.compile(
    r"[;:](?!\d)|,(?!\d)(?=\s(?:with|and|but|while|as|the|a|whose|avec|et|"
    r"mais|dont|tandis|le|la|soit|at an?|for an?)\b)|\.\s"
)
_CUT_BEHIND: Final = re.compile(
    r"[;:,(](?!\d)|\.(?!\d)|\b(?:and|et|while|in more|avec|with|about|for|"
    r"when)\s"
)
_TOTAL_BEFORE: Final = re.compile(
    r"\b(?:porte[es]?\b[^,;.]{0,40}? a|(?:etendue?s?|agrandie?s?|passee?s?)\b[^,;.]{0,40}? a|"
    r"portant\b[^,;.]{0,40}? a|passee?s? (?:de [^,;.]{1,24} )?a|"
    r"etendue?s? a|agrandie?s? a|expanded to|enlarged to|raised to|brought to|"
    r"doubled to|"
    r"(?:bring|brings|bringing|raise|raises|raising|lift|lifts|lifting|taking|"
    r"takes|took|increasing|expand|expands|expanding)\b[^,;.]{0,50}? to|grown to|"
    r"grew to|upgraded to)\s(?:a total of |nearly |about |over |more than |"
    r"environ |plus de |pres de |quelque )?$"
)
_MORE_BEFORE: Final = re.compile(
    r"\b(?:add(?:s|ed|ing)?|additional|another|a further|extra|expanded by|"
    r"ajoute\w*|ajoutant|augmente\w* de|supplement de)\s(?:an? |another |additional |"
    r"about |over |more than |some |nearly |environ |quelque |plus de )*$"
)
_MORE_BEHIND: Final = re.compile(
    r"\s(?:[a-z]+ )?(?:supplementaires?|de plus(?! de)|additional|more(?! than)|"
    r"on top)\b"
)


# What a place had at a day that has passed stands there.
_HAD: Final = re.compile(
    r"\b(?:had|reached|exceeded|stood at|totalled|totaled|surpassed|topped|hit|disposait|"
    r"comptait|totalisait|atteignait|avait|depassait|possedait|abritait|hebergeait|detenait|"
    r"alignait|affichait)\b[^;.]{0,60}$"
)
_AS_OF: Final = re.compile(
    r"\b(?:as of|as at|by the end of|at the end of|by end|at year-end|fin|la fin|au \d+(?:er)?)\b"
)


# "would have an installed capacity of": the word belongs to the measure.
_CAPACITY: Final = re.compile(r"installed (?:capacity|base|power)|installee? (?:de|d')")


_DIGIT: Final = re.compile(r"\d")


def basis_of(
    page: PageText, sentence: Sentence, start: int, end: int, *, near: bool = False
) -> Basis | None:
    """Planned or installed: the last word of the clause before the figure, else the first behind.

    Args:
        page: the page.
        sentence: the sentence of the figure.
        start: first character of the figure.
        end: character behind it.
        near: whether words before the clause don't count, as for money.
    """
    number = _DIGIT.search(page.lower, start, end)
    # Words for a bound open a figure and tell of it: "surpassed 85,000 petaflops".
    start = start if number is None else number.start()
    if _HAD.search(page.lower, sentence.start, start) and _AS_OF.search(
        page.lower, sentence.start, sentence.end
    ):
        return "installed"
    before = page.lower[max(sentence.start, start - _REACH) : start]
    cut = [match.end() for match in _CUT.finditer(before)]
    own = before[cut[-1] :] if cut else before
    hits = list(_EITHER.finditer(own))
    if hits:
        planned = [hit for hit in hits if hit["planned"]]
        capacity = _CAPACITY.match(page.lower, start - len(own) + hits[-1].start())
        return "planned" if planned and capacity is not None else _meaning(hits[-1])
    after = page.lower[end : min(sentence.end, end + _BEHIND)]
    mark = _CUT_BEHIND.search(after)
    own = after[: mark.start()] if mark is not None else after
    hit = _EITHER.search(own)
    if hit is not None:
        return _meaning(hit)
    if not near and _DONE.search(own) is not None:
        return "installed"
    hits = [] if near else list(_EITHER.finditer(before))
    return _meaning(hits[-1]) if hits and ";" not in before[hits[-1].end() :] else None


def _meaning(hit: "re.Match[str]") -> Basis:
    return "planned" if hit["planned"] else "installed"


def change_of(page: PageText, sentence: Sentence, start: int, end: int) -> Change | None:
    """Whether a figure is what is reached or what is added, by the words beside it."""
    before = page.lower[max(sentence.start, start - 80) : start]
    if _MORE_BEFORE.search(before) or _MORE_BEHIND.match(page.lower, end, sentence.end):
        return "increment"
    if _TOTAL_BEFORE.search(before):
        return "total"
    return None
