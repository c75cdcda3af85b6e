"""How an English or French sentence names who says its figures."""

import re
from functools import lru_cache
from typing import Final

from dcpipeline.extract.speaker_words import Cue, known
from dcpipeline.normalize.lexicon import listed

_NAME: Final = (
    r"[A-Z][\w&'.-]*[\w&](?:(?:\s(?:of|for|and|the|de|des|du|la|&)){0,3}\s[A-Z][\w&'.-]*[\w&]){0,7}"
)
# , director of the provincial bureau, stands between a name and its verb.
_ASIDE_EN: Final = (
    r"(?:,\s(?:(?:the|its|a|an|who|now)\s)?(?:[\w'-]+\s){0,3}?(?:director|head|manager|chief|president|chair\w*"
    r"|mayor|officials?|secretary|deputy|engineer|analyst|researcher|founder|co-founder|executive|spokes\w+"
    r"|minister|professor|governor|partner|broker\w*|ceo|cfo|cto|CEO|CFO|CTO)\b[^,.;:\"()\n]{0,90},)?"
)
_ASIDE_FR: Final = (
    r"(?:,\squi\s[^,.;:\"()\n]{3,60},|,\s(?:(?:le|la|un|une|son|sa)\s)?(?:[\w'-]+\s){0,3}?(?:direct\w+|responsable|chef\w*|president\w*"
    r"|maire|ingenieur\w*|secretaire|pdg|PDG|fondat\w+|cofondat\w+|porte-parole|gerante?|adjointe?|analyste"
    r"|cherch\w+|patron\w*)\b[^,.;:\"()\n]{0,90},)?"
)
_WORD: Final = r"(?!(?:and|said|told|that|which|who|which|et|qui|que)\b)[\w'-]+"

# No name ends with them: "China's AI reported".
THINGS: Final = frozenset(
    {"ai", "mw", "gw", "gpu", "gpus", "pue", "flops", "pflops", "eflops", "petaflops"}
)


def cues(language: str) -> tuple[Cue, ...]:
    """The ways of naming a speaker in a language, the surest first."""
    names = rf"(?i:(?<![a-z])(?:{known()})(?![a-z]))"
    return tuple(
        Cue(re.compile(source))
        for source in (_english(names) if language == "en" else _french(names))
    )


def name_start(lower: str, start: int, end: int, language: str) -> int:
    """Where a name begins behind articles and the nouns of its kind."""
    openers = frozenset(listed("speaker_openers", language))
    while True:
        word = re.match(r"[\w'.-]+\s?", lower[start:end])
        if word is None or word.group().strip() not in openers:
            return start
        start += word.end()


def _english(names: str) -> tuple[str, ...]:
    name = rf"(?P<name>{names}|{_NAME})"
    offices = "|".join(listed("speaker_offices", "en"))
    office = rf"(?P<name>(?:{_WORD}\s){{1,5}}?(?:{offices})(?:\sof\s{_WORD}(?:\s{_WORD}){{0,3}}?)?)"
    official = (
        r"(?P<name>(?:official|spokesman|spokeswoman|spokesperson|executive|manager|engineer)"
        rf"\s(?:with|at|of|from|for)\s(?:{_WORD}\s){{0,5}}?{_WORD})"
    )
    filler = (
        r"(?:(?:the|a|an|new|recent|its|latest|research|market|data|figures|estimates"
        r"|statistics|numbers|analysts|analyst|analysis|report|reports|survey|study|filings"
        r"|documents|by|from|at|of|firm|consultancy|consultant|consultants|published|released"
        r"|reviewed|seen|compiled|researcher|provider|tracker|tally|in|for|\d{4})\s){0,8}?"
    )
    leads = (
        r"(?i:according to|citing|estimates by|estimates from|figures from|data from"
        r"|data by|report by|report from|survey by|study by|tally by|count by|analysts at"
        r"|analysts from|quoted by|figures by|reviewed by)"
    )
    says = (
        r"(?:said|says|estimates|estimated|reported|reports|counted|found|finds|noted"
        r"|notes|calculates|calculated|told|believes|forecasts?|reckons|tallied|tallies|claims|wrote)"
    )
    # These say something only of somebody whose trade it is: a campus counts 3,000 racks too.
    counts = r"(?:counts|puts?|expects|shows|showed|announced|published)"
    between = r"(?:(?:has|had|also|which|an?\s\w+\s\w+,)\s){0,2}"
    return (
        rf"{leads}\s{filler}{name}",
        rf"{name}(?:'s|s')?\s(?:own\s)?(?:data|figures|report|estimates|statistics"
        rf"|survey|analysts|numbers|study|analyst)\b(?!\scent)",
        # said Ma Juan, who; but: said Zhongwei would.
        rf"(?:said|says|estimates|reckons)\s{name}(?=[,.;:\n]|\s(?:who|of|at|from)\b|$)",
        rf"{name}{_ASIDE_EN},?\s{between}{says}\b",
        rf"(?P<name>{names})\s(?:has\s)?{counts}\b",
        rf"(?i:\ban?)\s{official}\s(?:{says})\b",
        rf"{leads}\s(?:the|a|its|local)\s{office}\b",
        rf"(?i:\b(?:the|a|its|local))\s{office}\s{between}(?:{says}|{counts})\b",
    )  # fmt: skip


def _french(names: str) -> tuple[str, ...]:
    name = rf"(?P<name>{names}|{_NAME})"
    offices = "|".join(listed("speaker_offices", "fr"))
    office = (
        rf"(?P<name>(?:{offices})(?:\s{_WORD}){{1,6}}?)(?=[,.;:\n]|\s(?:la|le|les|qui|a|en)\b|$)"
    )
    filler = (
        r"(?:(?:les?|la|un|une|des|du|de|donnees|chiffres|estimations|analystes|analyste"
        r"|cabinet|societe|rapport|recent|etude|enquete|agence|magazine|institut|bureau|consultants"
        r"|statistiques|publiees?|par|dernieres|derniers|analyse|d'analyse|d'etudes"
        r"|recherche|conseil|revue)\s|l'|d'|l'(?:agence|institut|etude)\s|d'(?:analyse"
        r"|etudes|apres)\s){0,9}?"
    )
    leads = r"(?i:selon|d'apres|a en croire|citant|cite par|d'apres les)"
    says = (
        r"(?:estime|estiment|indique|indiquent|affirme|affirment|recense|recensait"
        r"|rapporte|rapportait|signale|souligne|assure|confie|confirme"
        r"|precise|evalue|explique|met en lumiere|fait savoir|declare|revele)"
    )
    counts = r"(?:compte|releve|chiffre|montrent?|annonce|denombre|note)"
    return (
        rf"{leads}\s{filler}{name}",
        rf"(?i:donnees|chiffres|rapport|etude|estimations|decompte|enquete)\s(?:\w+\s){{0,1}}?"
        rf"(?:de la |de l'|du |de |d'|des ){filler}{name}",
        rf"\b{says}(?:\s(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche))?\s{name}",
        rf"{name}{_ASIDE_FR},?\s(?:(?:a|en|y|avait)\s)?{says}\b",
        rf"(?P<name>{names})\s(?:en\s|a\s)?{counts}\b",
        rf"{leads}\s(?:les?\s|la\s|l'){office}",
        rf"\b(?i:le\s|la\s|l'){office[: office.rindex('(?=')]}\s(?:a\s|y\s)?(?:{says}|{counts})\b",
    )  # fmt: skip


@lru_cache(maxsize=1)
def site_heads() -> tuple[str, ...]:
    """A site says nothing: Example Data Center reported 3,000 racks."""
    return (*listed("site_heads", "en"), *listed("site_heads", "fr"), " park", " campus", " hub")
