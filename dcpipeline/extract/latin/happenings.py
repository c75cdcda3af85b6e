"""Status words of English and French that mean something else in their sentence."""

import re
from typing import Final

from dcpipeline.extract.latin.conditions import announces_no_site, is_unmet, opens_no_site
from dcpipeline.extract.latin.other_events import (
    has_other_object,
    is_no_news,
    is_of_deal,
    is_of_lease,
    is_of_other_noun,
    is_of_paper,
    stops_other,
    tells_no_plan,
)
from dcpipeline.extract.latin.unreal import is_unreal
from dcpipeline.extract.segments import Sentence
from dcpipeline.normalize.status import EventMention

# "no land had been acquired", "sans que les travaux aient commence"
_NOTHING: Final = re.compile(
    r"\b(?:no|neither|none of|nothing|aucune?)\s(?:[\w'-]+\s){1,4}(?:(?:had|has|have|was|were|is|"
    r"are|n'a|n'est|n'ont|ne)\s)?(?:yet\s)?(?:been\s|ete\s)?$|\bno\s$"
    r"|\bn'(?:a|ai|ont|est|avait|etait)\s(?:pas|jamais|guere)\s(?:ete\s|encore\s)*$"
)
# "The paper, signed by the planner": by whom it was written, no agreement on a site.
_BY_HAND: Final = re.compile(r"\s(?:by|off by)\b")
_AGREED: Final = re.compile(r"\b(?:agreement|deal|contract|pact|accord|memorandum|mou|letter)\b")
# "an expansion of the center was approved": it is still to come.
_ENLARGING: Final = re.compile(r"expansion|extension")
_IS_DECIDED: Final = re.compile(
    r"[^.;,]{0,70}?\b(?:was|were|is|are|been|a ete|est) (?:now |also )?(?:approved|proposed|"
    r"planned|"
    r"green-lit|filed|submitted|announced|cleared|approuvee?|autorisee?|prevue?|annoncee?|"
    r"proposee?)\b"
)
# "talks about taking over": nothing has changed hands.
_IN_TALKS: Final = re.compile(
    r"\b(?:talks?|negotiat\w+|discuss\w+|consider(?:ing|ed)|mull(?:ing|ed)|explor(?:ing|ed)|weigh(?:ing|ed)|"
    r"offered to|tried to|failed to|declined to|refused to|interest(?:ed)? in|"
    r"pourparlers|discussions|negociations)\b[^.;]{0,60}$"
)
_LAND: Final = re.compile(r"\b(?:land|plot|site area|terrain|parcelle|foncier)\b[^,;.]{0,20}$")
# "take over a total of around 420,000 sq. meters"
_LAND_BEHIND: Final = re.compile(
    r" (?:an? |the |its )?(?:(?:total|plot|area|site|parcel) of )?"
    r"(?:about |around |some |over |nearly )*(?:[\d.,]+ )?(?:sq\b|sqm|sqft|square|"
    r"hectares?|acres?|mu\b|m2|land\b|plot\b|parcel\b)"
)
_TO_TENANT: Final = re.compile(
    r"(?:\s(?:to|a|aux?))?\s(?:its|the|their|an?|son|sa|le|la|les|ses)?\s?(?:[\w-]+\s)?(?:tenants?|"
    r"customers?|"
    r"clients?|users?|locataires?|utilisateurs?)\b"
)
_GOODS: Final = re.compile(
    r"\b(?:servers?|serveurs?|chips?|puces|cards?|cartes|gpus?|machines?|equipment|shares?|"
    r"actions)\b[^,;.]{0,16}$"
)
# "has signed up 40 customers"
_CUSTOMERS: Final = re.compile(
    r"(?: up)?(?: (?:for|by))?\s(?:[\w.,-]+ ){0,4}?(?:customers?|clients?|tenants?|users|companies|"
    r"firms|subscribers|leases?|bail|baux|entreprises|locataires?|utilisateurs)\b"
)
# "the first hall is to be handed over in May": by its builders, not to another owner.
# "le chantier a repris": the work, not a new owner.
_RESUMED: Final = re.compile(r"repris|reprise")
_WORKS: Final = re.compile(r"\b(?:chantier|travaux|construction|activite|production)\b")
# "a repris le train", "un signe de confiance"
_RESUMES: Final = re.compile(
    r"\s(?:le |la |les |l'|son |sa |ses )?(?:train|route|parole|travail|travaux|chantier|"
    r"activites?|cours|service|idee|initiative)\b"
)
# "The price of renting has collapsed"
_PRICES: Final = re.compile(
    r"\b(?:prices?|rents?|demand|shares?|stocks?|market|margins?|profits?|revenues?|valuations?|"
    r"spending|orders)(?: (?:of|for|in|at) [^.;,]{2,40})? (?:(?:has|have|had|was|were) )?"
    r"(?:\w+ly )?$"
)
# "took over as its head": a person does.
_AS_HEAD: Final = re.compile(
    r" (?:as|from [\w ]{2,40} as) (?:the |its |their )?(?:new |interim |acting )?(?:head|chief|"
    r"chair\w*|president|director|manager|ceo|boss|leader|mayor|governor|coach)\b"
)
# What a city hands out is a signal of its market and tells of no site.
_VOUCHERS: Final = re.compile(r"\b(?:bons|vouchers?)\b")
_SIGN: Final = re.compile(r"signe")
_A_SIGN: Final = re.compile(r"\b(?:un|le|ce|aucun|autre|meme|premier|bon|mauvais) $")
_HANDED: Final = re.compile(r"hand(?:ed|ing)? ?over")
_TO_NAME: Final = re.compile(r"[^.;:,]{0,60}? to\b")
_AS_NOUN: Final = re.compile(
    r"\s(?:has|had|have|will have|would have) (?:no|any|little)\b|\s(?:fee|clause|costs?)\b"
)
_SHELL: Final = re.compile(
    r"\b(?:main (?:structure|building)s?|structure|structural(?: work)?|superstructure|shell|roof|"
    r"steel frame|civil works?|foundations?|gros (?:oe|œ)uvre|charpente|structure principale)\b"
    r"[^,;.]{0,90}$"
)
# "Workers have finished the roof"
_SHELL_BEHIND: Final = re.compile(
    r"\s(?:of )?(?:the |its |their )?(?:roof|(?:upper|building|concrete|core) structure|"
    r"steel (?:frame|structure)|main (?:structure|building)|shell|"
    r"foundations?|piling|structural work|superstructure|civil works?|earthworks)\b"
)
_WORK: Final = re.compile(
    r"\b(?:the )?(?:work|works|upgrade|les travaux)\s(?:was |were |has been )?$"
)
_DONE: Final = re.compile(r"(?:was|were|been|is|are|fully)?\s?(?:finished|completed|acheve)")
_COMPLETES: Final = re.compile(rf"{_DONE.pattern}|completion")
_ENLARGES: Final = re.compile(r"\b(?:expan|enlarg|extension|agrandi|extend)")
_AHEAD: Final = re.compile(
    r"\b(?:should|will|would|expected|slated|scheduled|plans?|aims?|due|devrait|doit|sera|"
    r"prevu\w*)\b"
)
# "after it opened in May 2024", "depuis sa mise en service en mai": told, and no condition.
_WHEN_IT_WAS: Final = re.compile(
    r"\b(?:when|quand|lorsque|lorsqu')\s?(?:it|they|he|the \w+|il|elle|le \w+) "
    r"(?:was|were|had|a|avait|etait|a ete)\b[^,.;]{0,30}$"
)
# "24 MW when it is completed in mid-2027": still to come.
_WHEN_IT_IS: Final = re.compile(
    r"\b(?:when|once|until|by the time) (?:it|they|the [\w-]+) (?:is|are) (?:fully |finally )?$"
)
_SINCE: Final = re.compile(r"\b(?:after|since|following|apres|depuis|des)\b[^.;]{0,50}$")
_WHEN: Final = re.compile(r"\b(?:when|as|quand|lorsque|lorsqu'|alors que)\b[^.;]{0,50}$")
_PAST_VERB: Final = re.compile(
    r"\b(?:[a-z]{3,}ed|went|came|broke|cut|began|was|were|got|took|sold|bought|put|a|ont|etait)\b"
)
_DATED_BEHIND: Final = re.compile(
    r"[^.;]{0,50}?\b(?:\d{4}|january|february|march|april|may|june|july|august|september|october|"
    r"november|december|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|"
    r"novembre|decembre|last (?:month|year|week|spring|summer|autumn|winter)|"
    r"l'an dernier|l'annee derniere|le mois dernier)\b"
)
_WHEN_DATED: Final = re.compile(r"\d,\s(?:when|quand|date a laquelle)\s[^,.;]{0,44}$")


_SELLS_GOODS: Final = re.compile(
    r"\s(?:(?!(?:data|cent\w+|campus|hub|park|facility|site|stake|to)\b)[\w'%,-]+\s){0,5}?"
    r"(?:output|electricity|power|energy|heat|steam|surplus|services?|chips?|cards?|servers?|gpus?|"
    r"equipment|products?|tickets|bonds|electricite|chaleur|surplus|puces|serveurs|cartes|"
    r"equipements|production)\b"
)
_OWN_PLAN: Final = re.compile(
    r"\b(?:will|would|is to|are to|due to|set to|to be|expected|scheduled|slated|doit|doivent|"
    r"devrai\w+|va|vont|sera|seront)\b"
)
# "The project was launched in 2022": work on it began, or only a plan was told.
_PROJECT_WAS: Final = re.compile(
    r"(?:the|this)\s(?:[\w'-]+\s){0,8}?(?:project|programme|program|initiative|plan|scheme|"
    r"tender)\b"
    r"[^;.]{0,200}(?:was|were|been)\s$"
)
_STANDS: Final = frozenset({"construction_start", "operational", "phase_online"})
# "fewer than one in ten of its cabinets are in use": how full it is.
_PIECES: Final = re.compile(
    r"\b(?:racks|cabinets|servers|cards|chips|gpus|machines|capacity|percent|per cent|baies|"
    r"serveurs) (?:(?:actually|currently|now|already) )?(?:are |is |were |was )?$|% $"
)
# "China started work on a national system": no site's owner.
_NATION_DOES: Final = re.compile(
    r"(?:^|\n|[,;.] |\bas |\bsince |\bthat |\bla |\bque la )"
    r"(?:china|the country|the nation|chine)\s(?:has |had |also |a )?$"
)
_ONE_SITE: Final = re.compile(
    r"[^.;:]{0,140}?\b(?:cent(?:er|re)|campus|cluster|supercalculateur|supercomputer|facility|park|"
    r"parc|datacenter)\b"
)
_DELIVERED: Final = re.compile(r"to be delivered")
_BEGUN: Final = re.compile(r"(?:was )?begun (?:in|by|last)")
_NOT_BUILDING: Final = re.compile(
    r"\b(?:operations?|services?|talks|trials?|production|sales|hiring|negotiations|deliveries|"
    r"leasing|testing)\s$"
)
_PART_BEHIND: Final = re.compile(
    r"\s(?:the |its |their |la |le |sa |son |les |ses )?(?:first|initial|premiere?s?|premiers?)\s"
    r"(?:[\d,. ]*\d\s)?(?:[\w-]+\s)?"
    r"(?:batch|halls?|buildings?|racks|cabinets|servers|clusters?|cards|gpus|"
    r"modules?|section|part|megawatts|mw|lot|batiments?|salles?|baies|serveurs|cartes)\b"
)
_PART_BEFORE: Final = re.compile(
    r"\b(?:first|initial|premiere?s?|premiers?)\s(?:[\d,. ]*\d\s)?(?:[\w-]+\s)?"
    r"(?:batch|halls?|racks|cabinets|servers|clusters?|cards|gpus|modules?|section|part|lot|"
    r"salles?|baies|serveurs|cartes)\b[^,;:.]{0,60}$"
    r"|(?:^|[.;:,\n] |\band |\bwhile |\bet )(?:one|two|three|four|five|six|seven|eight|deux|trois|"
    r"quatre|cinq|six|\d{1,2}) (?:(?:of|des) (?:the |its |their )?(?:\w+ )?)?(?:data |server )?"
    r"(?:buildings?|halls?|blocks|modules|batiments|salles)\b[^,;:.]{0,60}$"
)


# What an event must be about: "to build its own silicon" plans no site.
_SITE_AHEAD: Final = re.compile(
    r"(?! (?:itself|themselves|up)\b)(?:[^.;:]|\.(?= ?\d)){0,160}?\b(?:cent(?:er|re)s?|campus|park|"
    r"base|"
    r"hub|cluster|facilit|complex|sites?\b|halls?\b|supercomput|datacent|project|phase|racks|"
    r"cabinets|plant|buildings?\b|nodes?\b|zone|town|valley|cloud|one\b|it\b|them\b|stake|"
    r"installation|scheme|farm|factory)"
)
_PLANS_TO: Final = re.compile(
    r"(?:to|would|will|plans to|hopes to|aims to|intends to|wants to)? ?(?:build|construct|develop|"
    r"set up)|(?:plan|planning|plans) to build"
)
_BUYS: Final = re.compile(
    r"(?:sell(?:s|ing)?|buy(?:s|ing)?|bought|acquires|taking over|takes over|has (?:sold|bought)|"
    r"offload(?:s|ed)|dispos(?:es|ed) of|divest(?:s|ed))(?: off)?"
)
_SELLS_ITSELF: Final = re.compile(r"\b(?:was|were|been|being|be|is|are)\s(?:\w+ly )?$")
# "its R1 model, launched in January", "launched a chatbot"
_PRODUCT: Final = (
    r"(?:models?|chips?|processors?|accelerators?|apps?|applications?|chatbots?|assistants?|"
    r"services?|products?|versions?|initiatives?|campaigns?|programmes?|programs?|funds?|"
    r"polic(?:y|ies)|strateg(?:y|ies)|index|software|tools?|satellites?|probe|plans?|drive|"
    r"crackdown|alliance|brand|series|agents?|framework|offering|shares|tests?|pilot|consultation)"
)
_LAUNCHED: Final = re.compile(
    r"(?:has |have )?(?:launch\w*|unveil\w*|open(?:s|ed)?|complet\w*|activat\w*)"
)
_PRODUCT_BEFORE: Final = re.compile(
    rf"\b{_PRODUCT}(?:, | (?:was |were |is |are |has been |have been )?)(?:(?:which|that) (?:was |"
    rf"were )?)?"
    r"(?:\w+ly )?$"
)
_PRODUCT_BEHIND: Final = re.compile(
    r"\s(?:an?|the|its|their|several|new|two|three|\d+)\s(?:[\w'.-]+\s){0,4}?"
    rf"{_PRODUCT}\b(?![^.;,]{{0,40}}\b(?:cent(?:er|re)|campus|park|base|hub|cluster|facility|"
    rf"platform))"
)
# "Yun Web Services launched its data center"
_OWN_SITE: Final = re.compile(
    r"\s(?:its|their|the|an?) (?:(?!(?:for|of|in|at|to)\b)[\w'.-]+ ){0,5}?(?:data|comput\w+|cloud|"
    r"supercomput\w+) (?:cent(?:er|re)|campus|park|base|hub|facility|cluster)\b(?! (?:"
    rf"{_PRODUCT}))"
)
# "will open", "is now open"; an open model is none.
_MAY_OPEN: Final = re.compile(
    r"\b(?:to|will|would|should|could|may|might|shall|can|and|or|then|not|now|is|are|be|been|was|"
    r"were|"
    r"fully|formally|officially|finally|soon|only|expects? [\w ,'-]{2,40}|in (?:may|june|"
    r"\d{4}))\s$|^$"
)
# "this rapid expansion reflects": no news. An expansion counts where it is over.
_EXPANSION_OVER: Final = re.compile(
    r"\b(?:complet|finish|open|wrapp?ed up|conclud|online|on stream|into service|into operation|"
    r"in service|went live|inaugurat|deliver|was done|handed over)"
)
_EXPANSION_REACH: Final = 90
# "the city expands": no site grows.
_GROWS: Final = frozenset(
    {"expands", "enlarges", "extended", "extends", "doubles", "doubled", "tripled"}
)
_SITE_BEFORE: Final = re.compile(
    r"\b(?:cent(?:er|re)|campus|park|base|hub|cluster|facility|complex|site|hall|supercomputer|"
    r"project|phase|capacity|it|which|that)\b[^;]*$"
)


def _lacks_its_object(
    lower: str, sentence: Sentence, mention: EventMention, event: str, before: str
) -> bool:
    """Whether a plan or a sale is of no site, or a product was launched."""
    words = lower[mention.start : mention.end]
    if event == "announced" and _PLANS_TO.fullmatch(words):
        return _SITE_AHEAD.match(lower, mention.end, sentence.end) is None
    is_passive = words == "bought" and _SELLS_ITSELF.search(before) is not None
    if event == "transferred" and _BUYS.fullmatch(words) and not is_passive:
        return _SITE_AHEAD.match(lower, mention.end, sentence.end) is None
    if words == "open" and _MAY_OPEN.search(before) is None:
        return True
    if _LAUNCHED.fullmatch(words):
        if _OWN_SITE.match(lower, mention.end, sentence.end):
            return False
        return bool(
            _PRODUCT_BEFORE.search(before)
            or _PRODUCT_BEHIND.match(lower, mention.end, sentence.end)
        )
    if words in _GROWS:
        told = _SITE_BEFORE.search(lower, max(sentence.start, mention.start - 90), mention.start)
        return told is None and _SITE_AHEAD.match(lower, mention.end, sentence.end) is None
    if event == "expanded" and words == "expansion":
        first = max(sentence.start, mention.start - _EXPANSION_REACH)
        last = min(sentence.end, mention.end + _EXPANSION_REACH)
        return _EXPANSION_OVER.search(lower, first, last) is None
    return False


def _is_of_no_site(lower: str, sentence: Sentence, mention: EventMention, event: str) -> bool:
    """Whether a result is announced, an approval waited for, a meeting or a factory opened."""
    span = mention.start, mention.end
    if event == "announced":
        return tells_no_plan(lower, *span, sentence.end) or announces_no_site(
            lower, sentence, *span
        )
    if event == "approved":
        return is_unmet(lower, sentence, *span)
    if event in _STANDS and is_of_other_noun(lower, sentence.start, mention.start):
        return True
    return opens_no_site(lower, sentence, *span)


def is_other_latin(lower: str, sentence: Sentence, mention: EventMention, event: str) -> bool:
    """Whether a status word is denied, or said of land, goods, tenants or a fee."""
    before = lower[max(sentence.start, mention.start - 60) : mention.start]
    if _NOTHING.search(before):
        return True
    words = lower[mention.start : mention.end]
    if _is_of_no_site(lower, sentence, mention, event):
        return True
    behind = lower[mention.end : sentence.end]
    if is_unreal(words, event, before, behind) or (
        words.endswith("in use") and _PIECES.search(before)
    ):
        return True
    if event != "approved" and _NATION_DOES.search(before):
        return _ONE_SITE.match(lower, mention.end, sentence.end) is None
    at = mention.start, mention.end, sentence.end
    if has_other_object(lower, *at) or is_no_news(before, lower, *at):
        return True
    if words.endswith("launched") and _PROJECT_WAS.match(lower, sentence.start, mention.start):
        return True
    if (_DELIVERED.match(words) and _GOODS.search(before)) or (
        _BEGUN.fullmatch(words) and _NOT_BUILDING.search(before)
    ):
        return True
    if _lacks_its_object(lower, sentence, mention, event, before):
        return True
    return _is_no_such(lower, sentence, mention, event, before)


def _is_no_such(
    lower: str, sentence: Sentence, mention: EventMention, event: str, before: str
) -> bool:
    """Whether a word of one event tells of a customer, a plan, shares, talks, land or a fee."""
    words = lower[mention.start : mention.end]
    if event == "signed":
        return _is_no_deal(lower, sentence, mention)
    if event == "approved" and is_of_paper(lower, mention.start, mention.end):
        return True
    if event == "approved" and words.endswith("cleared"):
        return _LAND.search(before) is not None
    if event == "idle_reported":
        return _VOUCHERS.search(words) is not None
    if event == "expanded" and _ENLARGING.fullmatch(words):
        return _IS_DECIDED.match(lower, mention.end, sentence.end) is not None
    if event == "suspended":
        return stops_other(before, lower, mention.end, sentence.end)
    if event == "transferred":
        return bool(
            _RESUMES.match(lower, mention.end, sentence.end)
            or (_RESUMED.fullmatch(words) and _WORKS.search(lower, sentence.start, mention.start))
            or (_HANDED.fullmatch(words) and not _TO_NAME.match(lower, mention.end, sentence.end))
            or _AS_HEAD.match(lower, mention.end, sentence.end)
            or _LAND.search(before)
            or _LAND_BEHIND.match(lower, mention.end, sentence.end)
            or _IN_TALKS.search(before)
            or _SELLS_GOODS.match(lower, mention.end, sentence.end)
            or _GOODS.search(before)
            or _TO_TENANT.match(lower, mention.end, sentence.end)
        )
    if event == "cancelled" and (
        is_of_lease(lower, mention.start, mention.end) or _PRICES.search(before)
    ):
        return True
    return event == "cancelled" and bool(_AS_NOUN.match(lower, mention.end, sentence.end))


def _is_no_deal(lower: str, sentence: Sentence, mention: EventMention) -> bool:
    """Whether customers were signed up, or a paper bears a signature."""
    if _SIGN.fullmatch(lower, mention.start, mention.end) and _A_SIGN.search(
        lower, sentence.start, mention.start
    ):
        return True
    if _CUSTOMERS.match(lower, mention.end, sentence.end):
        return True
    words = lower[mention.start : mention.end]
    of_paper = words.endswith("agreement") and not words.startswith("sign")
    if of_paper and _TERMINATED.search(lower, sentence.start, mention.start):
        return True
    written = _BY_HAND.match(lower, mention.end, sentence.end) is not None
    return written and _AGREED.search(lower, sentence.start, mention.end) is None


# "signed a termination agreement", "termination agreement to the Investment Agreement"
_TERMINATION: Final = re.compile(r" (?:an? |the |its )?(?:[\w-]+ )?termination\b")
_TERMINATED: Final = re.compile(r"\b(?:terminat\w+|cancell?\w+|dissol\w+)\b[^.;,]{0,40}$")


def meant_latin(lower: str, sentence: Sentence, mention: EventMention, event: str) -> str:
    """The event that is meant: a shell that stands completed is under construction."""
    before = lower[max(sentence.start, mention.start - 110) : mention.start]
    words = lower[mention.start : mention.end]
    if event == "operational" and _COMPLETES.search(words) and _SHELL.search(before):
        return "construction_start"
    if event == "operational" and is_of_deal(before):
        return "transferred"
    if event == "signed" and (
        _TERMINATION.match(lower, mention.end, sentence.end) or " termination " in words
    ):
        return "cancelled"
    if event == "operational" and _SHELL_BEHIND.match(lower, mention.end, sentence.end):
        return "construction_start"
    if event == "operational" and (
        _PART_BEHIND.match(lower, mention.end, sentence.end) or _PART_BEFORE.search(before)
    ):
        return "phase_online"
    told = lower[max(0, mention.start - 250) : mention.start]
    if words == "a l'arret" and _NOT_BUILT.search(told) and not _RAN.search(told):
        return "suspended"
    if event == "operational" and _WORK.search(before) and _ENLARGES.search(told):
        return "expanded"
    return event


# "C'est le cas d'un centre prevu dans ..., il est a l'arret": what is not built can't be idle.
_NOT_BUILT: Final = re.compile(
    r"\b(?:chantiers?|travaux|en construction|prevue?|en projet|coup de pioche|gros (?:oe|œ)uvre)\b"
)
_RAN: Final = re.compile(
    r"\b(?:inaugure\w{0,2}|mis en service|en service|ouverte?|ouvert en|acheve\w{0,2}|"
    r"termine\w{0,2}|mise? en vente|tournait|fonctionnait|clients?|occup\w+|utilis\w+)\b"
)


def is_past_or_dated(lower: str, sentence: Sentence, mention: EventMention) -> bool:
    """Whether "when" or "after" tells an event of its own: "in 2026, when it opens"."""
    before = lower[max(sentence.start, mention.start - 60) : mention.start]
    if _WHEN_DATED.search(before):
        return True
    behind = lower[mention.end : min(sentence.end, mention.end + 70)]
    if _WHEN_IT_WAS.search(before + lower[mention.start : mention.end]):
        return True
    past = _PAST_VERB.search(lower, mention.start, mention.end) is not None
    if (_SINCE.search(before) or (past and _WHEN.search(before))) and _DATED_BEHIND.match(behind):
        return True
    words = before + lower[mention.start : mention.end]
    after = re.search(r"\bafter\b[^,.;]{0,60}$", words)
    return after is not None and re.search(r"\bhad\b", after.group()) is not None


def lies_ahead(lower: str, sentence: Sentence, mention: EventMention) -> bool:
    """Whether "in 2026, when it opens" or "work will start" tells what is still to come."""
    if _OWN_PLAN.search(lower, mention.start, mention.end):
        return True
    before = lower[sentence.start : mention.start]
    if _WHEN_IT_IS.search(before):
        return True
    return _WHEN_DATED.search(before[-60:]) is not None and _AHEAD.search(before) is not None
