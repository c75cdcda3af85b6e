"""English sentences about something else than a site of computing: "A 600 MW solar plant has ...".

Belongs here: what a sentence opens with where that is no site, so that nothing in it is told of the
site before. Does not belong here: a dam or road within one clause (``figures.is_of_plant``), and
nouns that look like a site and are none (``names.py``).
"""

import re
from functools import lru_cache
from typing import Final

from dcpipeline.extract.anchors import Anchor
from dcpipeline.normalize.lexicon import listed
from dcpipeline.normalize.phrase_book import PAGE, PhraseList
from dcpipeline.normalize.word_patterns import WordPattern

# "In May", "On the same day,": what may stand in front of a subject.
_OPENING: Final = (
    r"(?:(?:Also|Meanwhile|Separately|Nearby|Elsewhere|Earlier|Next door|Besides|In addition|"
    r"(?:In|On|By|Since|Last|This|Next) (?:the )?(?:[A-Za-z0-9]+ ?){1,4}?),? )?"
)
# No verb, preposition or second article, and no word for computing, within what is named.
_WORD: Final = (
    r"(?!(?:an?|the|of|in|at|on|to|by|for|from|with|and|or|is|are|was|were|has|have|had|will|would|"
    r"said|says|runs?|ran|owns?|plans?|built|builds?|opened|opens|its|their|data|computing|compute|"
    r"ai|cloud|server|gpu|that|which|as|near|beside)\b)[\w.,'-]+\s"
)
_THING: Final = (
    r"(?:(?:solar|wind|photovoltaic|pv|hydropower|hydroelectric|nuclear|coal-fired|gas-fired|"
    r"thermal|storage|battery|pumped-storage|hydrogen|biomass)(?: [\w-]+)? "
    r"(?:farms?|parks?|plants?|projects?|bases?|stations?|arrays?)|"
    r"power (?:plants?|stations?)|"
    r"(?:high-speed )?(?:railways?|rail lines?)|highways?|expressways?|motorways?|airports?|metro "
    r"lines?|canals?|bridges?|tunnels?|reservoirs?|hospitals?|stadiums?|steelworks|smelters?|"
    r"refiner(?:y|ies))"
)
_OTHER: Final = re.compile(
    rf"{_OPENING}(?P<thing>(?:[Aa]n?|[Tt]he|[Oo]ne|[Tt]wo|[Tt]hree|[Aa]nother|[Ii]ts|[Tt]heir) "
    rf"(?:{_WORD}){{0,5}}?{_THING})"
    r"(?!'|-| (?:and|or|beside|next to|for) (?:an?|the|its|another)\b|,? which (?:feeds|powers)|"
    r" (?:at|in|inside|beside) the (?:data|comput)| (?:data|comput|that feeds|feeding|for the))",
)
# "A brewery in Wuhu was expanded", "Work on a reservoir began": any thing that is brought in.
_BROUGHT_IN: Final = WordPattern(
    rf"{_OPENING}(?:(?:[Ww]ork|[Cc]onstruction|[Bb]uilding work) (?:on|of) |"
    r"(?:[Aa] plan|[Tt]he plan|[Pp]lans) (?:to build|for) )?"
    r"(?:[Aa]n?|[Aa]nother) (?!«agents»)[\w'-]+",
    "en",
)
_SITE: Final = re.compile(
    r"\b(?:cent(?:er|re)s?|campus\w*|hubs?|clusters?|facilit(?:y|ies)|buildings?|halls?|phases?|sites?|complex|"
    r"modules?|blocks?|infrastructure|projects?|it|its|there|which|whose)\b"
)
# "a hospital project", "the expansion project of the G4 expressway", "the railway, a project"
_WORKS_OF: Final = (
    r"(?:railways?|railroads?|rail lines?|subways?|metro|highways?|expressways?|motorways?|roads?|"
    r"airports?|ports?|harbou?rs?|canals?|bridges?|tunnels?|dams?|reservoirs?|pipelines?|"
    r"hospitals?|schools?|school buildings?|universit(?:y|ies)|stadiums?|housing|residential|"
    r"sewage|wastewater|irrigation|water (?:supply|diversion|conservancy)|steelworks|smelters?|"
    r"refiner(?:y|ies)|petrochemical|chemicals?|coal mines?|hydrogen|hydropower|nuclear|"
    r"solar|wind(?: power)?|photovoltaic|pv|energy storage|battery|lithium|tourism|resort|"
    r"electric vehicles?|car plants?|logistics)"
)
_PROJECT: Final = r"(?:projects?|schemes?|works|extensions?)"
_OTHER_PROJECT: Final = re.compile(
    rf"\b{_WORKS_OF}(?: [\w-]+){{0,2}}? {_PROJECT}\b(?:, (?:a|the) project\b)?"
    rf"|\b{_PROJECT} (?:of|for|on) (?:(?!(?:and|to|in|at|by|with)\b)[\w'.-]+ ){{0,8}}?{_WORKS_OF}\b"
    rf"|\b{_WORKS_OF}, (?:a|the) project\b"
)
_IGNORED: Final = re.compile(
    r"\b(?:data[ -]?cent(?:er|re)|comput(?:e|ing) (?:cent(?:er|re)|campus|park|base|hub|cluster))"
)


def opening_thing(text: str, lower: str, start: int, end: int) -> list[Anchor]:
    """The plant, railway or road that is the subject of a sentence without a site.

    Args:
        text: folded text of the page.
        lower: the same in lower case.
        start: first character of the sentence.
        end: character behind the sentence.
    """
    match = _OTHER.match(text, start, end)
    if match is None or _IGNORED.search(lower, start, end) is not None:
        return []
    return [Anchor("other", *match.span("thing"))]


def brings_in_other(text: str, lower: str, start: int, end: int) -> bool:
    """Whether a sentence opens with a thing of its own, and speaks of no site nor of computing.

    Args:
        text: folded text of the page.
        lower: the same in lower case.
        start: first character of the sentence.
        end: character behind the sentence.
    """
    if _BROUGHT_IN.match(text, start, end) is None:
        return False
    return not (_COMPUTING.search(lower, start, end) or _SITE.search(lower, start, end))


# "the Xianhong Integrated Circuit Industrial Park project": a park of another trade.
_TRADES: Final = (
    r"(?:integrated circuits?|semiconductors?|chip manufacturing|photovoltaics?|bio-?medic\w*|"
    r"bio-?tech\w*|pharmaceuticals?|new energy|new materials?|human resources?|equipment "
    r"manufacturing|animation|game|e-commerce|live-?stream\w*|automotive|auto parts|display|"
    r"textile|garment|food|robot\w*|drones?|aerospace|aviation|medical|healthcare|ecological|agricultur\w*|"
    r"film|cultural|creative|financial|fintech|incubat\w*)"
)
OTHER_PARK: Final = re.compile(
    rf"\b(?:[A-Z]\w{{0,20}} ){{0,6}}(?i:{_TRADES})(?: [\w-]+){{0,3}}? (?i:parks?|bases?|zones?|"
    r"clusters?|hubs?|plants?|cent(?:er|re)s?|valley)(?: (?i:project))?\b"
)


def other_projects(text: str, lower: str, start: int, end: int) -> list[Anchor]:
    """The works of another kind that a sentence without computing calls a project.

    Args:
        text: folded text of the page.
        lower: folded text of the page in lower case.
        start: first character of the sentence.
        end: character behind the sentence.
    """
    found = [match.span() for match in OTHER_PARK.finditer(text, start, end)]
    if _COMPUTING.search(lower, start, end) is None:
        found += [match.span() for match in _OTHER_PROJECT.finditer(lower, start, end)]
    return [Anchor("other", *span) for span in found if not _IGNORED.search(lower, *span)]


_COMPUTING: Final = re.compile(
    r"\b(?:data|comput\w*|supercomput\w*|datacent\w*|servers?|cloud|ai|gpus?|racks|cabinets|"
    r"mw|megawatts?|digital|pue|petaflops|pflops|exaflops|eflops|rack)\b"
)


# "[Bridge works] Results are out": an item of a digest that has nothing to do with the one before.
_ITEM: Final = re.compile(r"\[(?!\d{1,3}\])[^\[\]\n]{4,70}\]\s(?=[A-Z\"“])")


def opens_item(text: str, start: int, end: int) -> bool:
    """Whether a paragraph opens with its own headline in brackets."""
    return _ITEM.match(text, start, end) is not None


# "Experts say 40,000 petaflops would be enough for": a yardstick.
_WOULD_DO: Final = re.compile(
    r"[^.;,]{0,40}?\b(?:would|could|might) (?:already )?(?:be (?:enough|sufficient|needed|required|"
    r"necessary|able)|suffice|do for)\b|[^.;,]{0,24}?\b(?:is|are) (?:enough|sufficient) to\b"
)
# "A CloudMatrix system links 384 chips", "chaque supernoeud relie 384 puces": a machine's own.
_OF_MACHINE: Final = re.compile(
    r"(?:(?:^|[.;:,(] ?)(?:each|every|one|an?|chaque|une?) (?:[\w-]+ ){0,2}?(?:rack|node|server|"
    r"pod|"
    r"baie|n(?:oe|œ)ud|serveur|carte|puce|chip|card|system|systeme|armoire|cabinet)|"
    r"\b(?:nvl ?\d+|cloudmatrix(?: ?\d+)?|super-?pods?|super-?n(?:oe|œ)uds?|super-?nodes?|"
    r"(?:atlas|rival|rivale|systeme|system) (?!de\b|of\b)[\w-]*\d+))\b(?: [\w'-]+){0,2}?(?:,(?: "
    r"\w+,)?)? "
    r"(?:[\w-]+ )?(?:est (?:equipee? d|dotee? d|composee? d)|is (?:made|equipped|powered)|relie|"
    r"reunit|delivre|offre|fournit|compte|comporte|embarque|integre|rassemble|combine|affiche|"
    r"contient|links?|has|holds?|packs?|delivers?|combines?|offers?|joins?|connects?|provides?|"
    r"consists?|contains?|comprises?|uses)\b[^.;]{0,80}$"
)
# "adding centres of more than 10,000 cabinets all over China": of each of several.
_OF_EACH: Final = re.compile(
    r"\b(?:cent(?:er|re)s|campuses|facilities|sites|parks|hubs|bases|clusters) of "
    r"(?:(?:about|some|around|roughly|nearly|over|more than|at least|up to) )?$"
    r"|\b(?:des|les|de(?! la)|plusieurs|nouveaux|grands) (?:centres|campus|parcs|sites|grappes|"
    r"poles)"
    r"(?: de (?:calcul|donnees))? (?:de|d'|depassant) ?(?:plus d[e'] ?|au moins |environ |"
    r"quelque )?$"
)


# "24 MW, enough to power nearly 100,000 servers", "each packing 384 cards"
_ENOUGH: Final = re.compile(
    r"\b(?:enough|sufficient) (?:power |electricity |capacity )?(?:to (?:power|run|feed|supply|"
    r"support|serve)|for) (?:about |some |nearly |over |more than |up to )*$"
)
_EACH: Final = re.compile(
    r"\beach (?:(?:unit|server|node|rack|cabinet|cabin|module|pod|box|one|of (?:them|which|these|"
    r"the (?:units|servers|nodes|modules|cabins)))\b|(?:pack|carry|hold|hous|contain|equipp|hav|"
    r"boast|with)\w*)[^.;]{0,60}$"
)


def no_size(lower: str, start: int, first: int, last: int) -> str | None:
    """Why a figure is not the size of the site spoken of; None where it may be.

    Args:
        lower: folded text of the page in lower case.
        start: first character of the sentence.
        first: first character of the figure.
        last: character behind it.
    """
    if _EACH.search(lower, start, first):
        return "what each unit has"
    if _WOULD_DO.match(lower, last) or _ENOUGH.search(lower, start, first):
        return "what would be enough for something, not what a site has"
    if _OF_EACH.search(lower, max(start, first - 40), max(first, start)) is not None:
        return "what each of several sites has"
    if _OF_MACHINE.search(lower, start, first) is not None:
        return "what one machine has, not a site"
    return None


# "A 1 EFLOPS system can do a quintillion operations a second", "1 petaflops equals"
_UNIT_OPENS: Final = re.compile(r"(?:[\"“(] ?)?(?:an? |one |each |every |where )?$")
_UNIT_IS: Final = re.compile(
    r"(?: of)?(?: (?:comput\w+|power|capacity|system|machine|supercomputer|performance)){0,3} "
    r"(?:means?|equals?|refers? to|represents?|stands for|corresponds? to|measures?|"
    r"is (?:equal|equivalent) to|is (?:a|the) (?:unit|measure)|(?:can|could) (?:do|perform|"
    r"complete|carry out|execute|process|handle|make)|is (?:able|capable)|allows?)\b"
)


def defines_unit(lower: str, start: int, first: int, last: int) -> bool:
    """Whether a sentence opens with a figure of computing only to say how much it is.

    Args:
        lower: folded text of the page in lower case.
        start: first character of the sentence.
        first: first character of the figure.
        last: character behind it.
    """
    if _UNIT_OPENS.fullmatch(lower, start, first) is None:
        return False
    return _UNIT_IS.match(lower, last) is not None


# "as part of a $2bn building strategy", "part of its offshore plan, with a capacity of 500MW"
_WHOLE: Final = (
    r"(?:plans?|program(?:me)?s?|strateg(?:y|ies)|initiatives?|networks?|portfolio|push|drive|"
    r"campaign|package|roadmap|fund|scheme of)"
)
_OF_WHOLE: Final = re.compile(
    rf"\bpart of (?:[^.;]{{0,110}}\b{_WHOLE}\b[^.;]{{0,50}}$|(?P<figure>(?:an?|the|its|their|"
    r"[\w'’-]+'s) (?:[\w-]+ ){0,3}$))"
)
_WHOLE_BEHIND: Final = re.compile(
    rf"[- ](?:[\w-]+ ){{0,5}}?(?:{_WHOLE}|investment (?:plan|program\w*)|investment)\b"
)


def is_of_plan(lower: str, start: int, first: int, last: int) -> bool:
    """Whether a figure is that of a plan of which the site is a part.

    Args:
        lower: folded text of the page in lower case.
        start: first character of the sentence.
        first: first character of the figure.
        last: character behind it.
    """
    match = _OF_WHOLE.search(lower, start, first)
    if match is None:
        return False
    return match["figure"] is None or _WHOLE_BEHIND.match(lower, last) is not None


# "clients have agreed to place 120,000 servers in the park", "56 IDCs and 290,000 cabinets"
_OF_CLIENTS: Final = re.compile(
    r"\b(?:clients?|customers?|tenants?|users)\b[^.;]{0,30}\b(?:agreed|committed|signed up|"
    r"reserved|booked|pledged|plan|want|promised|moved?|ready)\b[^.;]{0,40}$"
)
_OF_SEVERAL: Final = re.compile(
    r"\b(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|dozens of|several) "
    r"(?:[\w-]+ ){0,2}?(?:idcs|data ?cent(?:er|re)s|campuses|facilities|sites)"
    r"(?:,? (?:and|with|housing|holding|totall?ing)) "
    r"(?:about |some |over |more than |a total of )*$"
)


def is_of_others(lower: str, start: int, first: int) -> bool:
    """Whether a figure is what clients bring along, or what several counted sites have.

    Args:
        lower: folded text of the page in lower case.
        start: first character of the sentence.
        first: first character of the figure.
    """
    return bool(_OF_CLIENTS.search(lower, start, first) or _OF_SEVERAL.search(lower, start, first))


# "Lingxi trained its model on 2,000 GPUs": machines of somebody who is no owner of the site.
_TRAINED: Final = re.compile(
    r"\b(?:entrain(?:e|er|ee|es|ait)|train(?:s|ed)?)\b[^.;]{0,60}?\b(?:models?|modeles?|llms?|"
    r"chatbots?)\b|\b(?:avait|avaient|a eu|ont eu) besoin d[e']|"
    r"\b(?:models?|modeles?|llms?|chatbots?)\b[^.;]{0,40} (?:a|avait|ont|avaient) (?:utilise|"
    r"mobilise|"
    r"requis|necessite)\b|\b(?:par|a titre de|en) comparaison\b|\b(?:by|in|for) (?:way of "
    r")?comparison\b|"
    r"\bcontent(?:e|ee|es|ait|ent)? d(?:e |')|\bmade do with\b"
)
_MACHINES: Final = frozenset({"accelerators", "servers", "compute"})


def of_other_machines(lower: str, start: int, end: int, kind: str) -> bool:
    """Whether a sentence without a site compares, or tells with how much a model was trained.

    Args:
        lower: folded text of the page in lower case.
        start: first character of the sentence.
        end: character behind it.
        kind: what the figure counts.
    """
    return kind in _MACHINES and _TRAINED.search(lower, start, end) is not None


# "If the policy changes, a 100 MW campus could be built": nothing of it stands or is planned.
_IF: Final = re.compile(r"[\"“']?(?:if|were|should|had|suppose|supposing|imagine|assuming)\b")
_IF_SAID: Final = re.compile(r"[\"“]if\b")
_COULD: Final = re.compile(r"[^.;]{0,60}?\b(?:could|would|might|may|can) (?:be |have |cost |take )")


def is_supposed(lower: str, start: int, anchor: Anchor, end: int) -> bool:
    """Whether a site with "a" is only thought of, on a condition.

    Args:
        lower: folded text of the page in lower case.
        start: first character of the sentence.
        anchor: words for the site.
        end: character behind the sentence.
    """
    if anchor.kind != "new":
        return False
    if _IF.match(lower, start) is None and _IF_SAID.search(lower, start, anchor.start) is None:
        return False
    return _COULD.match(lower, anchor.end, end) is not None


@lru_cache(maxsize=1)
def _foreign() -> PhraseList:
    return PAGE.add(listed("foreign_places"))


def names_foreign(lower: str, start: int, end: int) -> bool:
    """Whether a sentence names a place in another country.

    Args:
        lower: folded text of the page in lower case.
        start: first character of the sentence.
        end: character behind it.
    """
    return next(iter(_foreign().find_within(lower, start, end)), None) is not None
