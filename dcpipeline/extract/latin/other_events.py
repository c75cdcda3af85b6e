"""Events of English pages that are of a loan, a law, a lease, a factory or talks, and of no site.

Belongs here: what the words beside an event say that it is of. Does not belong here: whether it is
denied, planned or of a part (``happenings.py``).
"""

import re
from typing import Final

_LONGEST_RESULT: Final = 60
# "announced a debt refinancing", "the winning bid was announced": no plan.
_TELLS: Final = re.compile(r"announc(?:ed|es|ing)|unveil(?:s|ed)|disclosed plans")
_NO_PLAN: Final = re.compile(
    r"\s(?:(?!(?:that|to|data|comput\w*|plans?|cent\w+|campus|hub|park|facility|for|of|in|at|with|"
    r"and)\b)[\w$¥€.,'%-]+\s){0,6}?(?:refinancing|financing|results?|earnings|revenues?|loan|"
    r"appointment|resignation|dividend|bonds?|offering|listing|placement|ipo|termination|"
    r"cancellation|start|start-up|groundbreaking|opening|completion|sale|debt|winners?|winning|"
    r"layoffs|subsid\w+|vouchers?|price (?:cut|rise|increase)s?)\b"
)
_WON_BEFORE: Final = re.compile(
    r"\b(?:winning bid(?:der)?s?|winners?|candidates?|(?:bid|tender|quarterly|annual) results?|"
    r"results?|earnings)\s(?:(?:has|have|was|were|been|is|are|just|recently)\s){0,3}$"
)
# ", a local government has announced.": who tells what stands before.
_ATTRIBUTED: Final = re.compile(
    r", (?:(?!which|who|that|and|but|it\b)[\w'-]+ ){1,6}?(?:has |have |had )?$"
)
_ENDS: Final = re.compile(
    r"(?: (?:on \w+day|today|yesterday|this week|last week|in a \w+))?[.\"”]*$"
)
# "Its IPO was approved last week"
_PAPERS: Final = re.compile(
    r"\b(?:ipo|listing|offering|bonds?|merger|share (?:sale|issue)|loan|rights issue|prospectus|"
    r"patent|drug|vaccine|budget|bill|law|appointment|dividend)s?"
    r"(?: (?:plan|application|request|bid))? (?:was|were|has been|have been|is|are) (?:\w+ly )?$"
)


# "receives clearance for its purchase of Y": a company changes hands.
_FOR_DEAL: Final = re.compile(
    r"[^.;,]{0,12} (?:for|of|to complete) (?:the |its |an? )?(?:[\w-]+ ){0,4}?(?:acquisition|"
    r"purchase|takeover|merger|buyout|ipo|listing|share sale|bond|drug|vaccine)\b"
    r"(?! of (?:the |an? )?(?:[\w-]+ ){0,3}(?:data|comput|campus|land))"
)
# "The acquisition is expected to be completed by June": the sale, and no building.
_DEAL_DONE: Final = re.compile(
    r"\b(?:acquisition|transaction|takeover|purchase|buyout|disposal|divestment|sale|deal)"
    r"(?: of [^.;,]{2,40})? (?:is|was|are|were|will|would|should|has|to|expected|set|due|scheduled|"
    r"slated|likely|be|been|fully|then|formally|now| )*$"
)


def is_of_deal(before: str) -> bool:
    """Whether what is completed is an acquisition.

    Args:
        before: the words before the verb.
    """
    return _DEAL_DONE.search(before) is not None


def is_of_paper(lower: str, start: int, last: int) -> bool:
    """Whether an approval is that of a listing, a loan or a law.

    Args:
        lower: folded text of the page in lower case.
        start: first character of the word for the approval.
        last: character behind it.
    """
    if _FOR_DEAL.match(lower, last) is not None:
        return True
    return _PAPERS.search(lower, max(0, start - _LONGEST_RESULT), start) is not None


def tells_no_plan(lower: str, start: int, last: int, end: int) -> bool:
    """Whether what is announced or unveiled is a loan, a result or an award.

    Args:
        lower: folded text of the page in lower case.
        start: first character of the verb.
        last: character behind it.
        end: character behind its sentence.
    """
    if _TELLS.fullmatch(lower, start, last) is None:
        return False
    if _NO_PLAN.match(lower, last, end) is not None:
        return True
    before = lower[max(0, start - _LONGEST_RESULT) : start]
    if _ENDS.fullmatch(lower[last:end]) and _ATTRIBUTED.search(before):
        return True
    return _WON_BEFORE.search(lower, max(0, start - _LONGEST_RESULT), start) is not None


# "The company's factory in Hefei started production": the last noun of the clause counts.
_NOUN: Final = re.compile(
    r"\b(?:(?P<other>factor(?:y|ies)|smelter|refinery|mines?|steelworks|assembly line|production "
    r"line|stores?|hotels?|schools?|hospitals?|museum|stadium|airport|expressway|highway|bridge|"
    r"tunnel|metro line|subway|(?:solar|wind|photovoltaic) (?:farm|park|plant)|power (?:plant|"
    r"station)|shopping (?:mall|cent(?:er|re))|research (?:cent(?:er|re)|institute)|laboratory)|"
    r"(?P<site>data ?cent(?:er|re)s?|comput\w+|campus|hub|cluster|halls?|facility|project|phase|"
    r"cent(?:er|re)s?|base|park|site|building|supercomputer|token factory|ai factory|it))\b"
)
_CLAUSE: Final = re.compile(r"[,;:.](?=\s)")
_FACTORY_OF: Final = re.compile(r"(?:token|ai|intelligence|compute|computing)[ -]$")


def is_of_other_noun(lower: str, start: int, first: int) -> bool:
    """Whether the clause before an event speaks of a factory, a road or a school.

    Args:
        lower: folded text of the page in lower case.
        start: first character of the sentence.
        first: first character of the event.
    """
    cuts = [match.end() for match in _CLAUSE.finditer(lower, start, first)]
    nouns = list(_NOUN.finditer(lower, cuts[-1] if cuts else start, first))
    if not nouns or not nouns[-1]["other"]:
        return False
    return _FACTORY_OF.search(lower, max(start, nouns[-1].start() - 14), nouns[-1].start()) is None


# "The lease was terminated": a customer's contract, and no site.
_LEASE: Final = re.compile(
    r"\b(?:leases?|tenanc(?:y|ies)|orders?|subscriptions?|rental|purchase|supply|service|services|"
    r"leasing|employment|loan)(?: (?:agreements?|contracts?|deals?))?"
    r"(?: (?:was|were|has been|have been|had been|is|are))? (?:\w+ly )?$"
)
_LEASE_BEHIND: Final = re.compile(
    r"\s(?:the|its|their|a|an) (?:[\w-]+ ){0,3}?(?:leases?|orders?|subscriptions?|purchase|supply|"
    r"services?|leasing|rental|employment|loan)\b"
)


def is_of_lease(lower: str, start: int, end: int) -> bool:
    """Whether what is terminated is a lease, an order or a service.

    Args:
        lower: folded text of the page in lower case.
        start: first character of the word for the end.
        end: character behind it.
    """
    if _LEASE.search(lower, max(0, start - _LONGEST_RESULT), start) is not None:
        return True
    return _LEASE_BEHIND.match(lower, end) is not None


# "the costs of keeping a big data center up and running": nothing goes into service.
_KEPT: Final = re.compile(r"\bkeep(?:s|ing)?\b[^.;,]{0,60}$")
# "pushes forward with the construction of a regional bureau"
_BUILDING_OF: Final = re.compile(r"(?:the )?construction of")
# "has approved construction of": it may be built.
_MAY_BE_BUILT: Final = re.compile(
    r"\b(?:approv(?:e|es|ed|ing|al (?:of|for))|authori[sz](?:e|es|ed|ing)|"
    r"permi(?:t|ts|tted|ssion for)|green-?lit|cleared|allow(?:s|ed|ing)?) (?:the |its |their )?$"
)
_OTHER_BUILT: Final = re.compile(
    r"\s(?:an?|the|its|their|new|more|several)\s(?:(?!(?:data|comput\w*|ai|cloud|server|gpu)\b)"
    r"[\w'-]+\s){0,4}?(?:bureaus?|offices?|platforms?|networks?|institutes?|laborator(?:y|ies)|"
    r"roads?|railways?|grids?|lines?|substations?|plants?|housing|schools?|hospitals?|cities|"
    r"homes|infrastructure|ecosystem|society|economy|market|system)\b"
)


# "net income dropped 50 percent", "the online retailer", "expands its footprint in Asia"
_FALLS: Final = re.compile(
    r"drop(?:s|ped)?\s(?:(?:by|from|to|more than|nearly|about|over|around|further) )*"
    r"(?:[\d$]|an? (?:third|half|quarter|fifth)\b|sharply\b)"
)
_ONLINE_TRADE: Final = re.compile(
    r"online (?:retail|shop|stor|servic|gam|business|user|sale|learning|education|video|music|bank|"
    r"payment|media|advert|travel|market|news|content|commerce|giant|compan|platform|tool|portal|"
    r"auction|course|ordering)"
)
_WIDENS: Final = re.compile(
    r"(?:expand|enlarg|extend|broaden)\w*\s(?:its|their|the (?:company|group|firm)'s) "
    r"(?:[\w-]+ ){0,3}?(?:footprint|presence|operations|business(?:es)?|team|workforce|reach|"
    r"portfolio|offerings?|services|cooperation|ties|range|market|customer base|line-?up)\b"
)


def is_no_news(before: str, lower: str, start: int, last: int, end: int) -> bool:
    """Whether a site is only kept running, or its building only allowed, or that of another thing.

    Args:
        before: the words before the verb.
        lower: folded text of the page in lower case.
        start: first character of the verb.
        last: character behind it.
        end: character behind its sentence.
    """
    if _KEPT.search(before) is not None or any(
        words.match(lower, start, end) for words in (_FALLS, _ONLINE_TRADE, _WIDENS)
    ):
        return True
    built = _BUILDING_OF.fullmatch(lower, start, last) is not None
    return built and bool(_MAY_BE_BUILT.search(before) or _OTHER_BUILT.match(lower, last, end))


# "opened a plant in Foshan", "completed the sale of": no site of computing goes into service.
_OTHER_OBJECT: Final = re.compile(
    r"\s(?:(?:an?|the|its|their|his|her|une?|le|la|les|son|sa|leur|l'|d'un|d'une)\s?\b)?"
    r"(?:(?!(?:ai|ia|gpu|data|comput\w*|cloud|token|donnees|calcul)\b)[\w'%-]+\s){0,3}?"
    r"(?:plants?|factory|factories|offices?|headquarters|branch|stores?|shops?|showroom|"
    r"laborator(?:y|ies)|labs?|fabs?|mine|hotel|museum|school|college|hospital|restaurant|"
    r"warehouse|subsidiary|research cent(?:er|re)|r&d cent(?:er|re)|training cent(?:er|re)|"
    r"service cent(?:er|re)|production lines?|assembly lines?|railway|highway|expressway|airport|"
    r"metro|bridge|port|terminal|substation|power station|solar (?:farm|park)|wind farm|probe|"
    r"investigation|inquiry|talks|negotiations|doors? to (?:foreign|private)|"
    r"usine|bureaux?|agence|filiale|boutique|laboratoire|musee|hotel|ecole|hopital|entrepot|"
    r"ligne de production|centrale|ferme (?:solaire|eolienne)|autoroute|enquete|negociations|"
    r"sale|sales|acquisition|purchase|takeover|transfer|disposal|divestment|financing|funding|"
    r"fundrais\w+|financing round|round|listing|offering|issuance|review|assessment|filing|"
    r"registration|examen|debat|dialogue|tender|bidding|feasibility \w+|"
    r"study|survey|relocation|deal|transaction|"
    r"cession|vente|levee|introduction|emission|etude|appel d'offres|fusion|merger|ipo)\b"
)
_CARRIES_OBJECT: Final = re.compile(
    r"(?:has |have )?(?:open|complet|finish|inaugurat|launch|ouvr|ouvert|achev|inaugur|lanc|"
    r"termin|acheve|switched|commission)\w*"
)


def has_other_object(lower: str, start: int, last: int, end: int) -> bool:
    """Whether a verb opens, completes or launches something else than a site of computing.

    Args:
        lower: folded text of the page in lower case.
        start: first character of the verb.
        last: character behind it.
        end: character behind its sentence.
    """
    carries = _CARRIES_OBJECT.fullmatch(lower, start, last) is not None
    return carries and _OTHER_OBJECT.match(lower, last, end) is not None


# "has frozen hiring", "trading was suspended": no works.
_OTHER_STOPS: Final = re.compile(
    r"\s(?:its |the |all |some |an? )?(?:[\w-]+ ){0,2}?(?:public offering|offering|ipo|listing|"
    r"flotation|share sale|results|earnings|hiring|recruitment|recruiting|trading|shipments?|"
    r"exports?|imports?|sales|dividends?|payments?|salaries|shares?|buybacks?|embauches)\b"
)
_STOPPED_BEFORE: Final = re.compile(
    r"\b(?:talks|negotiations|discussions|sale|merger|fundraising|ipo|listing|hiring|trading|shares?|shipments?|exports?|dividends?|recruitment|embauches)\b"
    r"[^,;.]{0,24}$"
)


# "It will reduce delays and improve reliability": of a network.
_LESSENED: Final = re.compile(
    r"\b(?:reduc\w+|cut(?:s|ting)?|avoid\w*|minimi[sz]\w+|lower\w*|shorten\w*|prevent\w*|"
    r"eliminat\w+|without|no|network|transmission|latency and) (?:any |the |further |costly )?$"
)


def stops_other(before: str, lower: str, last: int, end: int) -> bool:
    """Whether hiring, trading or talks are halted, and no works.

    Args:
        before: the words before the verb.
        lower: folded text of the page in lower case.
        last: character behind the verb.
        end: character behind its sentence.
    """
    if _STOPPED_BEFORE.search(before) is not None or _LESSENED.search(before) is not None:
        return True
    return _OTHER_STOPS.match(lower, last, end) is not None
