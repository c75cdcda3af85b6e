"""Patterns for owners in English and French sentences, built from the words of the lexicon.

Belongs here: what a pattern looks like, what capitals make a name, and words that only join others
(has, also, the, vient de). Does not belong here: verbs, heads and nouns (``normalize/lexicon``),
and what follows from a pattern that is found (``owners.py``).
"""

import re
from typing import Final

from dcpipeline.normalize.word_patterns import WordPattern

# At most 41 characters: a run without blanks is not read anew from each of its letters.
_WORD: Final = (
    r"(?<![\w,.])(?:[A-Z][\w&.-]{0,40}(?:'(?!s\b)[a-z]\w{1,40})?|[a-z][A-Z]\w{1,40}|"
    r"\d[A-Z]\w{0,40})"
)
# Construction and Development Group: "and" inside of one name.
_AND_INSIDE: Final = (
    r"(?:(?<=Science )|(?<=Technology )|(?<=Research )|(?<=Construction )|(?<=Investment )"
    r"|(?<=Development )|(?<=Information ))and (?=[A-Z]\w+ (?:Group|Holdings?|Co)\b)"
)
_NAME: Final = (
    rf"(?P<name>{_WORD}(?: (?:of (?=[A-Z])|& |{_AND_INSIDE})?"
    rf"{_WORD}){{0,6}}(?: \([A-Z][a-z]+\)(?: {_WORD}){{0,4}})?"
    rf"(?:,? (?:Co|Inc|Corp)\b\.?)?(?:,? (?:Ltd|Limited)\b\.?)?)"
)
_SIDE: Final = (
    r"(?:(?: of [A-Z]\w+)?(?:,(?! (?:and|but|while|mais|et|tandis) | (?:le|la|un|une|the|an?) "
    r"(?:[\w-]+ )?(?:centre|center|campus|site|parc|park|complexe|data ?cent|supercalc))"
    r"[^,;.]{2,70},|"
    r" \([^()]{2,60}\)(?:,[^;]{2,90},)?|(?: (?:en|au|dans le|dans la) [A-Z]\w+(?: [a-z]+ieure)?)|"
    r" (?:Co|Inc|Corp|Ltd)\.?)?)"
)
# Between a subject and its verb.
_HELP_EN: Final = (
    r"(?: (?:also|now|today|yesterday|recently|jointly|then|separately|later|"
    r"already|itself|alone|[Oo]fficially|[Ff]inally|[Ff]ormally|successfully|reportedly|soon|"
    r"on \w+day|last \w+|"
    r"this \w+|earlier|in \w+|has|have|had|is|was|will|would|may|to|plans to|"
    r"plan to|means to|aims to|intends to|"
    r"expects to|wants to|hopes to|agreed to|pledged to|started|began|begun|"
    r"been|being|said|says|announced|confirmed|disclosed|reported|told \w+|that|it|they|"
    r"last|night|week|month|in a (?:statement|filing|notice)|set to|due to|quietly|just))*"
)
_VERB_EN: Final = (
    r"(?:(?:«forms of owner_actions»|«owner_action_phrases»)|"
    r"(?:«approval_verbs») (?:the |final |its |an? )?(?:[a-z-]+ )?(?:«approvals»))\b"
)
_HELP_FR: Final = (
    r"(?: (?:y|en|a|ont|avait|avaient|va|vont|doit|devait|devrait|pourrait|prevoit de|"
    r"prevoit d'|compte|entend|projette de|projette d'|propose de|envisage de|ambitionne de|"
    r"espere|a decide de|s'est engagee? a|souhaite|veut|deja|egalement|aussi|enfin|"
    r"par ailleurs|elle|lui|est en train de|vient de|vient d'|commence a|debute|"
    r"a commence a|a debute|deux|trois|fini de|aujourd'hui|hier|\w+di|"
    r"pour sa part|de son cote|n'a pas encore|officiellement|jusqu'alors|au printemps|"
    r"en \w+ \d{4}|en \d{4}|depuis \d{4}|ainsi)|, (?:elle|lui|enfin|de son cote),)*"
)
_VERB_FR: Final = r"(?: l'(?:a|ont|avait) | |d'|l'a |l')(?:«owner_action_stems»)\b"

# "China's telecom giant, X, unveiled": what it is stands in front.
_KIND_BEFORE: Final = (
    rf"\b(?:«company_kinds»), (?P<name2>{_WORD}(?: {_WORD}){{0,6}})(?: \([^()]{{2,60}}\))?,"
)
SUBJECT_EN: Final = WordPattern(
    rf"(?:{_KIND_BEFORE}|{_NAME}{_SIDE}){_HELP_EN} (?P<verb>{_VERB_EN})", "en"
)
SUBJECT_FR: Final = WordPattern(rf"{_NAME}{_SIDE}{_HELP_FR}(?P<verb>{_VERB_FR})", "fr")
RELATIVE: Final = WordPattern(
    rf"(?:which|that) {_NAME}{_HELP_EN} (?P<verb>{_VERB_EN})"
    rf"|\bque?(?: l'operateur| la societe| le groupe| l'entreprise)? "
    rf"(?P<name2>{_WORD}(?: {_WORD}){{0,4}}){_HELP_FR}(?P<verb2>{_VERB_FR})"
    rf"|\bque? (?:(?:doit|devait|va|entend|compte|voulait) (?:«owner_infinitives»)|"
    rf"«owner_relatives») (?P<name3>{_WORD}(?: {_WORD}){{0,4}})"
)
# Where it is built, in front of by whom: "being built in Y County, Z, by X".
_WHERE: Final = (
    r"(?: (?:in|at|near|outside|off|inside|within|on|a|au|en|dans|pres|hors)(?= )"
    r"(?:,? (?:[A-Z(][\w'()-]*|\d+|«words_of_places»)){1,12},?)?"
)
BY: Final = WordPattern(
    r"\b(?i:«owner_participles»|«owner_participle_pairs»|«belonging_words»)" + _WHERE + r""
    r"(?: in (?:[A-Z]\w+ )?\d{4}| (?:last|this|on) \w+| \w+di(?: dernier)?| hier| yesterday"
    r"| en (?:\w+ )?\d{4}| for \d[\w,. -]{2,28}?)?"
    r" (?:jointly |entirely |mainly |locally |conjointement |entierement )?(?:(?:by|par) )?"
    # "by the local government, X, and": the company behind a public body.
    r"(?:(?:the |a )?(?:[A-Za-z-]+ ){0,3}(?:government|authorities|administration),? (?:and )?)?"
    r"(?:the |a |le |la |l'|les |son |sa )?(?:(?:Chinese|[A-Z]\w+-(?:based|listed|backed)) )?"
    r"(?:(?!(?:by|par) )(?:[a-z][\w'-]*|Internet|AI|IT) ){0,6}?(?:l'|d')?"
    r"(?!(?:Internet|AI|IT) )" + _NAME
)
# "Les travaux sont realises par X": a builder, who owns nothing.
OF_BUILDING: Final = re.compile(
    r"\b(?i:travaux|construction|conception|gros (?:oe|œ)uvre|chantier|works?|"
    r"design)\b[^,;.]{0,80}? "
    r"(?:realise|execute|effectue|assure|confie|mene|carried out|undertaken|handled)(?:e?s?) "
    r"(?:par|by|a|aux?|to)\b[^,;.]{0,60}$"
)
# "des processeurs developpes par X": a maker of what stands in the site.
OF_GOODS: Final = re.compile(
    r"\b(?i:puces?|(?:micro-?)?processeurs?|cartes|serveurs|gpus?|logiciels?|technologies?|"
    r"equipements?|modules?)\b[^,;.]{0,60} (?:ayant ete |ete )?(?:concu|developpe|fabrique|fourni|"
    r"produit|livre|grave)e?s? (?:par|chez)\b[^,;.]{0,60}$"
)
# "Its cloud services will be run by a local partner, X"
OF_SERVICES: Final = re.compile(
    r"\b(?i:services?|softwares?|applications?|platforms?|business(?:es)?) "
    r"(?:will |would |to |is |are |was |were |be |being |has |have |been )+$"
)
# "X en avait pose la premiere pierre", "X y exploite": the site told of before.
SITE_BEFORE: Final = re.compile(r" (?:en|y) (?:a|avait|avaient|ont|exploit|constru|bati)")
BY_NEEDS: Final = WordPattern(r" (?:by|par) | appartient a | appartenant a |^(?:«belonging_words»)")
LABEL: Final = WordPattern(
    rf"(?i:\b(?:the|its|their|his|whose|this|le|la|son|sa|leur)\s(?:[a-z]+(?: [a-z]+)?'s )?|"
    rf"[a-z]'s |\bl'|\bd'|^|[.;:,|(] ?)(?i:[a-z-]+ )?(?i:(?:«owner_roles»)s?)"
    rf"(?: of (?:the )?(?:project|site|center|centre|campus|facility|base)| du (?:projet|"
    rf"site|centre)| de l'ouvrage)?"
    rf"(?: (?=[A-Z])|, | ?: | is | was | are | were | ?: the | est | - |, the |(?<=son promoteur) |"
    rf"(?<=its developer) |"
    rf"(?<=its owner) |(?<=its operator) |(?<=l'operateur) |(?<=son exploitant) )(?:the |"
    rf"la societe |l'entreprise |le groupe |a |company |l'[a-z]+ |(?:le|"
    rf"la) [a-z]+ (?:de [a-z]+ )?|[A-Z][\w-]+(?: [A-Z]\w+)?'s )?{_NAME}",
    "en",
    "fr",
)
# "X, which operates it, says"
WHICH_RUNS: Final = re.compile(
    rf"{_NAME}, which (?:now |also |already |has |will )?(?:owns(?: and (?:runs|operates))?|"
    r"operates?|operated|runs?|built|build|developed|develops?|manages|opened) "
    r"(?:it|(?:the|this) (?:site|"
    r"facility|cent(?:er|re)|campus|base|hub|park|complex|project|data cent(?:er|re)))(?=[,.; ]|$)"
)
IS_ROLE: Final = WordPattern(
    rf"{_NAME}{_SIDE} (?:is|was|acts as|serves as|remains|est|en est|sera) (?:also )?(?:the |"
    rf"its |a |an |le |la |l'|son |sa )?(?:[a-z-]+ )?(?:«owner_roles»)\b",
    "en",
    "fr",
)
# "X, son proprietaire, ...", "X, the operator of the campus": the role stands behind.
ROLE_BEHIND: Final = WordPattern(
    rf"{_NAME}, (?:son|sa|leur|l'|le |la |its|their|the|an?) ?(?:[a-z-]+ )?(?:«owner_roles»)"
    r"(?=[,;.)]| (?:du|de la|de l'|de son|de ce|of) )",
    "en",
    "fr",
)
# "L'exploitant du campus de Y, X, ...", "Maitre d'ouvrage du centre : X"
ROLE_OF: Final = WordPattern(
    r"(?i:\b(?:«owner_roles»)s?) (?:du|de la|de l'|d'un|d'une|of (?:the|an?|this|its)) "
    r"(?!(?:[\w-]+ )?(?:chips?|servers?|gpus?|cards?|equipment|machines|cooling|software|land)\b)"
    r"[^,.;:]{2,80}?(?:, | ?: | est | is | are | sont )"
    rf"(?:la societe |le groupe |l'operateur )?{_NAME}(?=[,.;]|$| )",
    "en",
    "fr",
)
# "The day-to-day running is in the hands of X", "operations lie with X"
RUN_BY: Final = re.compile(
    r"(?i:\b(?:running|operations?|management|day-to-day business|exploitation|gestion)) "
    r"(?:of [^,.;]{2,60} )?(?:is|are|was|were|lies?|rests?|est|revient|incombe) "
    r"(?:(?:now|also|left|entrusted|up|handed|confiee?) )*(?:in the hands of|with|to|by|"
    rf"entre les mains de|a|aupres de) (?:the |la societe |le groupe )?{_NAME}"
)
# "le campus Z, un projet de X", "le centre est un projet du groupe X"
PROJECT_OF: Final = WordPattern(
    r"(?:,|\best|\bis) (?:un|le|a|the) (?:projet|project|investissement) (?:de|du|d'|of|by) ?"
    rf"(?:la societe |groupe |l'operateur )?{_NAME}(?=[,.;]|$)"
)
# "a joint venture between X and Y", "une coentreprise entre X et Y"
JOINTLY: Final = WordPattern(
    r"\b(?i:consortium|joint venture|jv|partnership|alliance|coentreprise|societe commune|"
    r"joint (?:work|project|undertaking|effort|development)|"
    r"groupement) (?:company )?(?:of|by|between|formed by|set up by|led by|comprising|uniting|"
    r"entre|forme par|formee par|mene par|menee par|reunissant|associant) (?:the |le groupe |"
    r"la societe )?" + _NAME
)
# "The notice names X as owner"
NAMED_AS: Final = WordPattern(
    rf"\b(?:ha(?:s|ve|d)|with|names?|named|naming|lists?|listed|identifies|identified|gives|designe|mentionne|"
    rf"indique) "
    rf"{_NAME} (?:as|comme) (?:the |its |an? |le |la |l')?(?:[a-z-]+ )?(?:«owner_roles»)\b",
    "en",
    "fr",
)
OWNS_NAME: Final = re.compile(
    rf"{_NAME}'s? (?:own |new |former |old |existing |current |sprawling |first |second |"
    rf"China |third |fourth |fifth |next |planned |flagship |big |giant |"
    rf"latest |Artificial Intelligence |Intelligent |AI |"
    r"\d[\w.-]* ?(?:mw |megawatt )?|[a-z]+-[a-z]+ )*$"
)
# "Chindata-run campus", "X, whose Y campus", "le centre de la societe X"
RUN_NAME: Final = WordPattern(
    r"(?P<name>[A-Z][\w&.]*(?: [A-Z][\w&.]*){0,4})-(?:«owning_suffixes») (?:[\w.,-]+ ){0,3}$"
    rf"|(?P<name2>{_WORD}(?: {_WORD}){{0,4}}), (?:whose|dont (?:le|la)) (?:[\w.,-]+ ){{0,2}}$",
    "en",
)
# "le campus Yuelu de Telecom Xiang", "le centre de donnees d'Orion Cloud"
NAMED_AFTER: Final = re.compile(
    r"\b(?:de |du |d')(?P<name>(?:China )?(?:Telecom|Mobile|Unicom) (?!A\b)[A-Z]\w+|"
    r"China (?:Telecom|Mobile|Unicom)|[A-Z]\w+(?: [A-Z]\w+)? (?:Technologies|Telecom|Mobile|Unicom|"
    r"Digital|Data|Cloud|Tech|Group|Networks|Calcul|Donnees|Numerique|Energie|Reseaux|"
    r"Informatique))\b"
)
OF_COMPANY: Final = WordPattern(
    r"(?:\s(?:[a-z-]+\s){0,3}(?:«companies_of_sites»|du geant|of|by)\s"
    r"(?:Chinese )?(?:[a-z-]+\s){0,2}"
    r"|\sde \d[\d ,.]*[a-zA-Z]{1,12} (?:de |du groupe |d'))" + _NAME,
    "en",
    "fr",
)
# "a data centre of Chinese technology company X"
OF_COMPANY_KIND: Final = re.compile(
    r" (?:of|by) (?:the )?(?:[A-Za-z-]+ ){0,3}(?:company|firm|group|giant|operator|carrier|maker|"
    r"start-?up) (?=[A-Z])"
)
IN_NAME: Final = WordPattern(rf"\b(?:«companies_of_sites») {_NAME}", "fr")
# "by X, Y and Z": all of them, where the list is closed by "and".
LISTED: Final = re.compile(
    rf",? (?:and|et) (?:the |la societe |le groupe |l'operateur )?{_NAME}"
    rf"|(?:, (?:{_WORD}(?: {_WORD}){{0,5}})){{1,4}},? (?:and|et) {_WORD}"
)
IN_LIST: Final = re.compile(
    rf"(?:, |,? and |,? et )(?:the |la societe |le groupe |l'operateur )?{_NAME}"
)
# "X and Y have opened": the first of two.
AND_BEFORE: Final = re.compile(rf"{_NAME},? (?:and|et) (?:the |la societe |le groupe )?$")
OF_ONE_NAME: Final = re.compile(r"\b(?:Science|Research|Development|Planning|Education)$")
# "A subsidiary of X, Y, has opened": the second name.
UNIT_OF: Final = re.compile(
    r"\b(?:subsidiary|unit|arm|affiliate|filiale|branche) (?:of|de|du) (?:the )?$"
)
UNIT_BEHIND: Final = re.compile(rf", {_NAME},")
TOGETHER_WITH: Final = re.compile(
    r"\b(?i:(?:together|along|jointly|in partnership|in cooperation|in collaboration"
    rf"|in conjunction) with|alongside|conjointement avec) (?:the |its partner )?{_NAME}"
)
# In front of a company that only works there, or rents.
NO_OWNER_BEFORE: Final = re.compile(
    r"\b(?:(?:general |main |chief )?contractors?|subcontractors?|suppliers?|tenants?|customers?|"
    r"clients?|designers?|architects?|consultanc(?:y|ies)|advis[eo]rs?|bidders?|lenders?|"
    r"(?:vice[ -]|deputy |sous-)?(?:gouverneure?|governor|maire|mayor|ministre|minister|préfète?|"
    r"secrétaire|secretary|directeur|directrice|director|ingénieure?|engineer))\s$",
    re.IGNORECASE,
)
# "built by X Engineering": who works for the owner; "for Y" behind it is the owner.
WORKS_FOR: Final = re.compile(rf"\s?(?:\([^()]*\) )?for (?:the )?{_NAME}")
BUILDS: Final = re.compile(
    r"\b(?:built|constructed|erected|fitted out|designed|(?:construi|bati|edifi|erig|concu|realis)"
    r"(?:te?|ee?|e)?s?)\b(?! (?:and|et) (?:run|owned|operated|exploit|oper|gere|detenu))",
    re.IGNORECASE,
)
OF_BUILDING_TRADE: Final = re.compile(
    r"\b(?:Engineering|Construction|Tiejian|Architects?|Design Institute|Installation|BTP|"
    r"Ingenierie|Travaux)\b"
    r"(?! (?:Invest|Develop|Hold))"
)
# "1 billion yuan will be invested by X in a data center"
SPENT_BY: Final = re.compile(r"^(?:invested|spent|poured|put up|paid|committed)\b", re.IGNORECASE)
# A sentence that goes on behind the legal form: "Technology Co. Below the deck".
BEHIND_FORM: Final = re.compile(r"\b(?:Co|Inc|Corp|Ltd)\.(?= (?!Ltd|Limited|Inc|Pte)[A-Z])")
APPOSED: Final = WordPattern(
    rf"{_NAME}(?: \([^()]{{2,60}}\))?, (?:an?|the|un|une|le|la|its|sa|"
    rf"son) (?:(?!«judging_trades»)[\w'-]+ ){{0,6}}?(?:«company_kinds»)\b(?!['’]s)"
)
OF_KIND: Final = WordPattern(
    r"\b(?i:«company_openers»|(?<=celui )de|(?<=celle )de|"
    r"(?:the|its|a) (?:«company_openers_with_article»)(?: of)?) (?:[a-z][\w-]* ){0,2}" + _NAME
)
WITH: Final = WordPattern(
    rf"\b(?:with|avec) (?:the |a |local |state-owned |la societe |l'entreprise |"
    rf"le groupe |l'operateur )?(?:[a-z][\w-]* ){{0,3}}?{_NAME}"
    rf"|\bentre (?:la (?:ville|municipalite|mairie|prefecture|province) de |"
    rf"le gouvernement de )?{_WORD} et (?:la societe |le groupe |l'operateur )?"
    rf"(?P<name2>{_WORD}(?: {_WORD}){{0,4}})"
    rf"|\bbetween (?:the )?(?:[a-z]+ (?:of )?)*{_WORD}(?: {_WORD})? and "
    rf"(?P<name3>{_WORD}(?: {_WORD}){{0,4}})"
)
# "signed with X, Y and Z to develop together", "avec X pour fournir des serveurs"
BUILT_TOGETHER: Final = re.compile(
    r"[^.;]{0,120}? (?:pour|to|en vue de|afin de) (?:[a-z]+ )?(?:developper|construire|batir|"
    r"exploiter|creer|develop|build|operate|construct)\b"
)
SUPPLY_DEAL: Final = re.compile(
    r"[^.;]{0,90}? (?:(?:pour|afin de|to) (?:fournir|livrer|equiper|acheter|louer|supply|"
    r"deliver|equip|buy|rent|lease)|(?:pour|for|sur) (?:la |l'|the )?"
    r"(?:fourniture|livraison|achat|supply|"
    r"delivery|purchase|maintenance))\b"
)
BETWEEN: Final = WordPattern(
    rf"\b(?:between|entre) (?:the |la societe |le groupe )?{_NAME}(?: \([^()]{{2,70}}\))?,? "
    r"(?:and|et) (?=[^,;.]{0,60}(?i:«signing_sides»))"
)
SIGNER: Final = WordPattern(
    rf"{_NAME}{_SIDE}(?: (?:has|have|had|a|ont|also|recently|yesterday|today|"
    rf"on \w+day|last \w+|vient de|vient d'|enfin|deja))*,?(?: enfin,)? (?:«signer_verbs»)\b"
)
SIGNING: Final = WordPattern(r"\b(?:«deal_words»)\b")
SOLD_TO: Final = WordPattern(
    rf"\b(?:«selling_verbs»)\b[^.;]{{0,90}}? (?:to|a) (?:l'[a-z]+ |(?:le|la|son|sa|its|"
    rf"leur|their) [a-z]+ (?:de )?(?:[a-z]+ ){{0,2}}?)?{_NAME}",
    "en",
    "fr",
)
# "sells the computing power to X": a customer.
SOLD_GOODS: Final = re.compile(
    r"\w+ (?:(?!stake|shares?|interest|equity|data cent|campus|park|site|facilit)[\w'%-]+ ){0,5}?"
    r"(?:(?:computing|compute|processing|ai) (?:power|capacity|time|services?)|power|capacity|"
    r"electricity|services?|output|chips?|cards?|servers?|gpus?|racks?|cabinets?|heat|tokens?|"
    r"puissance|capacite|electricite|chaleur|serveurs?|puces?|baies)\b",
    re.IGNORECASE,
)
# "The winning bid: a consortium of X and Y": who works there.
TENDER_WON: Final = re.compile(
    r"\b(?i:winning (?:bid|bidder|tender)|(?:first|top|winning) (?:bid )?candidate|"
    r"(?:bid|tender)(?:ding)? (?:results?|was won|decided|awarded)|"
    r"(?:won|wins|takes|took|awarded|landed|lands|clinched) (?:the|a|an) (?:[\w.,-]+ ){0,4}?"
    r"(?:contract|job|tender|bid|order)|attributaires?|remporte\w*)\b"
)
IT: Final = WordPattern(
    rf"(?:^|\n|, |; |\band |\bet |\bwhile |\btandis que |\bque |\bday )"
    rf"(?P<it>it|«company_stand_ins»|elle|il)(?:{_HELP_EN} {_VERB_EN}|{_HELP_FR}{_VERB_FR})",
    flags=re.IGNORECASE,
)
# "X says its new data center is online", "X marked the opening of its campus": whose "its" is.
SPEAKS_OF_ITS: Final = re.compile(
    r"(?:(?:[A-Z]\w{1,12}(?: [A-Z]\w{1,12})?-(?:based|listed)|Chinese|AI|IT|The|A|[a-z-]+) ){0,5}?"
    rf"{_NAME}{_SIDE} "
    r"(?:has |also |today |yesterday |(?:last|this) \w+ |on \w+day )*(?:says|said|proclaim(?:s|ed)|"
    r"claim(?:s|ed)|announce[sd]|mark(?:s|ed)|celebrate[sd]|report(?:s|ed)|confirm(?:s|ed)|"
    r"disclose[sd]|revealed|reveals|hail(?:s|ed)|shows?|showed)\b[^.;]{0,80}$"
)
ITS: Final = re.compile(r"\b(?P<its>its|their|son|sa|leur)\s(?:[\w-]+\s){0,3}$")
# "gave X the go-ahead for a hub", "a autorise X a batir un centre"
ALLOWED: Final = WordPattern(
    rf"\b(?:«allowing_verbs») (?:the |la societe |le groupe |l'operateur )?(?:[a-z-]+ ){{0,2}}?"
    rf"{_NAME} (?:a|the|an|its|to|permission|approval|d'|le|son|sa|un)\b"
)
BEHIND: Final = WordPattern(
    r"(?i:behind (?:it|the \w+) (?:is|stands|are)|derriere (?:le \w+|ce \w+|"
    r"lui) (?:se trouve|se cache|on trouve)) (?:the )?"
    r"(?:l'entreprise |la societe |le groupe |(?:[a-z-]+ ){0,3})?" + _NAME
)
# Behind a verb and its object: the same subject goes on.
ALSO: Final = WordPattern(rf"(?:,? and|,? et)(?:{_HELP_EN} {_VERB_EN}|{_HELP_FR}{_VERB_FR})")
# Without a site behind it a verb must be one of these.
OF_BUILDERS: Final = WordPattern("(?:«builder_stems»)")
# Capitals that are no company.
NOT_COMPANY: Final = WordPattern("^(?:«no_companies»)$", flags=re.IGNORECASE)
QUARTER: Final = re.compile(
    r"(?:(?:North|South)?(?:east|west)|North|South|East|West|Central|Eastern|Western|Northern|"
    r"Southern|Mainland) China"
)
SEAT: Final = WordPattern("-(?:«seat_suffixes»)$", "en")
SEAT_OF_TWO: Final = re.compile(
    r"(?:Hong Kong|New York|Nasdaq|Inner Mongolia)-(?:based|listed|headquartered|registered) "
)
LEGAL: Final = re.compile(
    r"(?:Co|Ltd|Inc|Corp|Limited|Company|Technolog(?:y|ies)|Group|Data|Information|Networks?|"
    r"Digital|Cloud|Computing)\.?$"
)
# "building B2 of VNET's campus", "Phase II of"
BUILDING: Final = re.compile(r"(?:[A-Z]?-?\d{1,2}|[IVX]{1,4})$")
ELIDED: Final = re.compile(r"(?:[LDSNCJ]|Qu)'[a-z]")
PUBLIC: Final = WordPattern(r"\b(?:«public_bodies»)\b", flags=re.IGNORECASE)
LANDSCAPE: Final = re.compile(
    r"\b(?:River|Lake|Mountains?|Bay|Reservoir|Basin|Delta|Plateau|Desert|Corridor|Dam|Sea|Strait|"
    r"Gulf|Road|Street|Avenue|Expressway|Station|Airport|Festival|Games|Conference|Summit|Forum|"
    r"Expo)$"
)
NO_OWNER_BEHIND: Final = WordPattern(r"\s(?:«no_owner_behind»)\b", "en")
SUPPLIES: Final = WordPattern(r"\b(?:«supplying_words»)\b")
# "The works, begun in March by X": of the site that is spoken of.
WORKS: Final = re.compile(r"\b(?:works|construction|travaux|chantier)\b")
PASSIVE: Final = re.compile(r"\b(?:is|are|was|were|be|been|being|get|got)(?: [a-z]+ly)? ?$")
AFTER_PLACE: Final = re.compile(r"\s?(?:'s)?(?:\s?\([a-z' -]+\))?\s?")
PARTICIPLE: Final = re.compile(
    r"(?:Having|Being|Following|Citing|Speaking|Building|Starting|According|Covering|Using|"
    r"Including|Located|Built|Run|Opened|Completed|Launched|Situated|Owned|(?:Mis|Construit|Ouvert|"
    r"Install|Implant|Situ|Lanc|Inaugur|Achev|Livr|Entam|Annonc|Exploit|Dot|Connu|Conçu|Pos|Sign|"
    r"Entr|Démarr|Érig|Équip|Financ|Destin|Annul|Abandonn|Suspendu|Bâti|Prévu|Attendu|Agrandi)"
    r"(?:e|é|ée|ee)?s?|Démarrage|Lancement|Ouverture|Inauguration|Livraison|Achèvement)"
)
# "Jointly built by X"
ADVERB: Final = re.compile(r"[A-Z][a-z]+ly")
# "Lanyue Finally Opens", "Lanyue Mobile Which Invests": no part of the name.
ADVERB_BEHIND: Final = re.compile(
    r" (?:Finally|Officially|Formally|Quietly|Jointly|Reportedly|Now|Today|Also|Again|Soon|Just)$"
    r"| (?:Which|That|Who|Whose)\b.*$"
)
# Who builds for the owner: "built by the Third Construction Engineering Company".
BUILDS_FOR_OTHERS: Final = re.compile(
    r"\b(?:Construction|Harbou?r|Railway|Survey|Design|Municipal|Installation) (?:and \w+ )?"
    r"(?:Engineering|Institute|Bureau|Decoration)\b|\b(?:Architects?|Design Institute)\b"
)
# "Heyuan Science and Technology Parks Corporation": one name, cut at its "and".
_HALF: Final = (
    r"(?:Technolog(?:y|ies)|Science|Information|Industr(?:y|ies)|Industrial|Development|"
    r"Engineering|"
    r"Reform|Trade|Commerce|Communications?|Networks?|Data|Energy|Services|Software)\b"
)
CUT_BEHIND: Final = re.compile(rf" and {_HALF}")
CUT_BEFORE: Final = re.compile(r"(?:[A-Z][\w-]+ )+and $")
OPENS_HALF: Final = re.compile(_HALF)
# "launched in Cyberport": the company's name is that of a place.
STANDS_IN: Final = re.compile(r"\b(?:in|inside|near|within) (?:the )?$")
# "Li Na, ingenieure au centre": a person.
PERSON_BEHIND: Final = re.compile(
    r", (?:an? |the |its |le |la |l'|son |sa |une? )?(?:(?:deputy|vice|senior|chief|general|"
    r"executive|managing|project|sales|technical|ancien|ancienne|jeune) )*(?:ingenieure?|directeur|"
    r"directrice|chef|cheffe|responsable|presidente?|employee?|technicien(?:ne)?|porte-parole|"
    r"patron|patronne|fondateur|fondatrice|pdg|professeure?|chercheur|chercheuse|analyste|maire|"
    r"gouverneur|cadre|engineers?|director|manager|head|president|employee|technician|"
    r"spokes\w+|founder|professor|researcher|analyst|mayor|governor|officer|chair(?:man|woman)?)\b"
)
# "In Y X is building": a place, and behind it who builds.
LOCATES: Final = re.compile(r"\b(?:in|at|near|outside|from|across|throughout) (?:the )?$")
# "2 billion yuan will be invested by X in a data center": the site stands behind.
INVESTED_BY: Final = re.compile(r"(?:invested|spent|poured|committed|pledged|earmarked|put up) by ")
# "Planners put the outlay at", "Computing power at the center": words that name nobody.
COMMON: Final = re.compile(
    r"\w{2,}(?:ers|ors|ists|ians|ials|ants|ents|ees|men|tions?|ments?|ities)|\w*people|"
    r"(?:comput|build|fund|plann|financ|hous|train|cool|spend|power|work|runn|open|launch|start)ing|"
    r"our|your|my|his|her|each|both|many|most|such|some|power|demand|capacity|construction|work|"
    r"investment|money|electricity|energy|land|data|racks|servers|chips|cards|cranes|trucks",
    re.IGNORECASE,
)
