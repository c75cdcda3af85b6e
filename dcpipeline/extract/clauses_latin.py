"""Events told by a verb and what it is about: "work on X has begun", "a lance le chantier de X".

Belongs here: pairs of a verb and a noun (work begins, service starts) in every tense, with the
words that may stand between them. Single words for events are in the lexicon; plans told by a
noun alone are in ``plans_latin``.
"""

import re
from dataclasses import dataclass
from typing import Final

from dcpipeline.normalize.status import EventMention, Modality

# Words of one clause: a point ends it unless it stands in a number.
_CHAR: Final = r"(?:[^.;:\n]|\.(?=\d))"
_EARLY: Final = 70

# English ------------------------------------------------------------------------------------
_WORK: Final = (
    r"(?:construction(?: works?)?|(?:site |building |civil |construction |preparatory |physical )?"
    r"works?|site preparation|earthworks|excavation|piling)"
)
# Not the month.
_MAY: Final = r"may(?! \d)(?<!\bin may)(?<!since may)(?<!last may)(?<!this may)(?<!of may)"
_FINITE: Final = (
    rf"(?:is|are|was|were|has|have|had|will|would|should|could|{_MAY}|might|which|that|who|but|"
    r"while|said|says|after|before|when|and(?= (?:the|its|it|an?|has|had|is|was|will|that|they)\b))"
)
# What the work is on, up to its verb: "on ByteDance's 4.5 billion yuan data center in Datong, ".
_ON_WHAT: Final = rf"(?:(?!\b{_FINITE}\b){_CHAR}){{0,130}}?"
_ADVERB: Final = (
    r"(?:(?:now|also|then|still|soon|later|recently|already|finally|just|since|only|reportedly|"
    r"formally|officially|quietly|currently|today|yesterday|fully|partly|partially|"
    r"(?!nearly)[a-z]+ly),? )"
)
_AHEAD: Final = (
    rf"(?:will|would|shall|should|could|{_MAY}|might|can|must|going|likely|poised|set|due|expected|"
    r"expects?|expecting|slated|scheduled|planned|plans?|planning|aims?|aiming|intends?|hopes?|"
    r"hoping|wants?|targets?|pledged|promised|supposed|projected|proposes?|proposed|"
    r"(?:is|are|was|were) to)"
)
_NEGATED: Final = (
    r"(?:not|never|n't|yet to|no longer|fails? to|failed to|unable to|without|instead of|"
    r"rather than|neither|nor)"
)
_LINK: Final = (
    r"(?:(?:to|be|been|being|have|has|had|is|are|was|were|get|got|gets|it|its) |"
    rf"{_ADVERB})"
)
_BEGUN: Final = (
    r"(?:beg[aiu]ns?|beginning|start(?:s|ed|ing)?|commenc(?:e[sd]?|ing)|kick(?:s|ed|ing)? off|"
    r"resum(?:e[sd]?|ing)|launch(?:e[sd]|ing)?|commencement)"
)
_GOES_ON: Final = (
    r"(?:(?:well )?(?:under ?way|advanced)|in progress|in full swing|ongoing|advancing|"
    r"progress(?:es|ed|ing)|"
    r"proceed(?:s|ed|ing)|continu(?:e[sd]?|ing)|on schedule|on track|speeding up|at full speed|"
    r"(?:about |around |nearly |almost |more than |over )?\d{1,2} ?(?:%|per ?cent) "
    r"(?:complete|finished|done)|(?:nearly|almost|half) (?:complete|finished|done)|"
    r"(?:nearing|near|close to|approaching) completion)"
)
_DONE: Final = (
    r"(?<!nearly )(?<!almost )(?<!half )(?<!cent )(?<!% )(?:complet(?:e[sd]?|ing)|"
    r"finish(?:e[sd]|ing)?|wrapp(?:ed|ing) up|wraps? up|"
    r"conclud(?:e[sd]?|ing)|ended)"
)
_STOPPED: Final = (
    r"(?:stop(?:s|ped|ping)?|halt(?:s|ed|ing)?|suspend(?:s|ed|ing)?|paus(?:e[sd]?|ing)|"
    r"stall(?:s|ed|ing)?|fro[zs]en?|freez(?:es?|ing)|interrupted|ceas(?:e[sd]?|ing)|"
    r"(?:ground|came|come|brought) to (?:a |an )?(?:complete |virtual )?(?:halt|standstill|stop)|"
    r"at (?:a |an )?(?:complete |virtual )?standstill|on hold|"
    r"postponed?|delayed|dried up|broken? off|broke off)"
)
_BUILDING: Final = (
    r"(?:(?:on |of )?(?:the |its |their |full |actual |physical |main )*"
    r"(?:construction(?: works?)?|building(?! (?:[a-z]\b|\d))|constructing|erecting|"
    r"(?:site |building |civil |construction )?works?(?! force)(?= on| at| of|[,.;]| in| last|"
    r" this)|"
    r"earthworks|excavation|piling|digging))"
)

# Service: what a site goes into, begins or is in.
_TRIAL: Final = r"(?:trial|test|pilot|beta|preliminary|provisional|partial|limited)"
_SORT: Final = (
    rf"(?:(?:{_TRIAL}|full|commercial|formal|official|normal|regular|active|public|live|stable|"
    r"full-scale|round-the-clock|the|its|their|large-scale) )*"
)
_SERVICE: Final = (
    rf"(?P<sort>{_SORT}(?:services?|operations?|production|use|running|runs?|operating|serving))\b"
)
_INTO: Final = (
    r"(?:(?:go(?:es|ing|ne)?|went|com(?:e|es|ing)|came|put|putting|bring|brings|brought|plac(?:e|"
    r"ed)|"
    r"tak(?:e|en)|mov(?:e|ed)|pass(?:ed)?) (?:in)?to|enter(?:s|ed|ing)?(?: into)?|"
    rf"(?:put|bring|brings|brought|placed?) {_CHAR}{{1,80}}? (?:in|into|to)|"
    r"(?:is|are|been|be|was|were|remains?) (?:not |not yet |already |now |still |currently )?in)"
)
_RUNNING: Final = (
    r"(?:go(?:es|ing|ne)?|went|com(?:e|es|ing)|came|bring|brings|brought|is|are|was|were|be|been|"
    r"becom(?:e|es|ing)|became|get|got|now|already|put|turned|switched) "
    rf"(?:it |them |{_ADVERB})*"
    r"(?P<state>live|online|on line|operational|on stream|up and running|operating|"
    r"open for business|ready for (?:service|use))(?! in the (?:us|united))\b"
)
_OWN_BEGIN: Final = (
    r"(?:beg[aiu]n|begins?|beginning|start(?:s|ed|ing)?|commenc(?:e[sd]?|ing)|launch(?:e[sd]|ing)?)"
)

# A paper that is given, or that two sides sign.
_GETS: Final = (
    r"(?:receiv(?:e[sd]?|ing)|obtain(?:s|ed|ing)?|secur(?:e[sd]?|ing)|w[io]ns?|winning|gets?|got|"
    r"gain(?:s|ed|ing)?|grant(?:s|ed|ing)?|gives?|gave|given|pass(?:es|ed|ing)?|issu(?:e[sd]?|ing)|"
    r"cleared|handed)"
)
_PERMIT: Final = (
    r"(?:approvals?|permits?|clearance|permission|go-ahead|green light|licen[cs]e|nod|"
    r"authori[sz]ation|(?:energy|environmental|feasibility)[a-z -]{0,24} (?:review|assessment)|"
    r"consent)"
)
_SIGNS: Final = (
    r"(?:sign(?:s|ed|ing)?|ink(?:s|ed|ing)?|seal(?:s|ed|ing)?|conclud(?:e[sd]?|ing)|"
    r"reach(?:es|ed|ing)?|str(?:ike|ikes|uck|iking)|clinch(?:es|ed)?|enter(?:s|ed|ing)? into|"
    r"finali[sz](?:e[sd]?|ing))"
)
_PAPER: Final = (
    r"(?:agreements?|deals?|contracts?|pacts?|accords?|memorandum|mou|letters? of intent|"
    r"framework)"
)
_GETS_FR: Final = (
    r"(?:obt(?:enu|ient|iennent|enir)|recu|recoit|recoivent|decroch\w+|donn\w+|accord(?:e|ee|ees|"
    r"es)|"
    r"delivr\w+|valid\w+)"
)
_PERMIT_FR: Final = (
    r"(?:feu vert|aval|autorisation|permis|agrement|approbation|homologation|accord (?=d))"
)
_SIGNS_FR: Final = (
    r"(?:sign(?:e|es|ee|ees|ent|er|era|ait)|paraph\w+|conclu\w*|scell\w+|pass(?:e|ent))"
)
_PAPER_FR: Final = (
    r"(?:accord(?:-cadre)?s?|contrats?|conventions?|protocoles?|lettres? d'intention|entente|"
    r"partenariat)"
)
# A noun for an opening, which a date makes news: "since its opening in May".
_SITE: Final = (
    r"(?:cent(?:er|re)s?|campus|park|base|hub|cluster|facility|complex|site|project|phase|building|"
    r"hall|node|factory|supercomputer|installation|data ?cent\w+|parc|pole|complexe|tranche|"
    r"datacenter|supercalculateur|superordinateur|batiment|ferme|usine|plateforme|projet)"
)
_OPENING: Final = (
    r"(?:(?:official|formal|full|grand|partial) )?"
    r"(?:opening|inauguration|completion|commissioning|launch|activation|start-up|handover)"
)
_DATE: Final = (
    r"(?:(?:in|on|late in|early in|at the end of|since|as early as) (?:the )?(?:(?!the|a|"
    r"its)[\w-]+ ){0,3}?"
    r"(?:\d{4}|january|february|march|april|may|june|july|august|september|october|november|"
    r"december|[a-z]+day)\b|(?:last|earlier this|this) \w+|(?:a|two|three|\w+) "
    r"(?:years?|months?|weeks?) (?:ago|earlier|before))"
)

# French --------------------------------------------------------------------------------------
_WORK_FR: Final = (
    r"(?:(?:les |des |ces |ses )?travaux(?: de construction| de terrassement)?|"
    r"(?:la |sa )?construction|(?:le |ce |son )?chantier|(?:le |les )gros oeuvre|l'edification)"
)
_FINITE_FR: Final = (
    r"(?:est|sont|a(?= (?:ete|deja|aussi|recu|obtenu|annonce|indique|declare|precise|signe)\b)|"
    r"ont|sera|seront|doit|doivent|devrait|devraient|va|vont|avait|avaient|etait|"
    r"etaient|qui|que|qu'|dont|mais|tandis|selon|ne|n')"
)
_ON_WHAT_FR: Final = rf"(?:(?!\b{_FINITE_FR}(?:\b|(?<=')))(?!\bet\b){_CHAR}){{0,110}}?"
_AHEAD_FR: Final = (
    r"(?:doi(?:t|vent)|dev(?:ra|ront|rait|raient|ait|aient)|va|vont|sera|seront|serait|seraient|"
    r"pourra|pourrait|prevoi(?:t|ent)|prevue?s?|attendue?s?|compte|comptent|entend|entendent|"
    r"souhaite|espere|vise|veut|veulent|envisage|appelee?s? a|censee?s?|promet)"
)
_LINK_FR: Final = (
    r"(?:(?:ete|etre|de|d'|a|avoir|est|sont|y|en|deja|aussi|egalement|enfin|recemment|"
    r"officiellement|"
    r"bientot|ensuite|desormais|toujours|maintenant|actuellement|totalement|partiellement|"
    r"[a-z]+ment|l'|se|s') ?)"
)
_BEGUN_FR: Final = (
    r"(?:(?:debut|commenc|demarr|entam|lanc|engag|initi|repri|repren)(?:[a-z]{1,7})|"
    r"ouverte?s?|mis en (?:chantier|route))"
)
_GOES_ON_FR: Final = (
    r"(?:en cours|avancent|avance|battent leur plein|bat son plein|va bon train|vont bon train|"
    r"se pours?ui(?:t|vent)|progressent?|touchent? a (?:sa|leur) fin)"
)
_DONE_FR: Final = r"(?:acheve|termin|boucl|finali)(?:[a-z]{1,6})|achevee?s?|acheve"
_STOPPED_FR: Final = (
    r"(?:(?:suspend|arret|interromp|stopp|gel|report)(?:[a-z]{1,6})|suspendus?|"
    r"a l'arret|au point mort|en pause|en suspens)"
)
_BUILDING_FR: Final = (
    r"(?:la construction|sa construction|le chantier|les travaux|des travaux|l'edification|"
    r"la realisation|le gros oeuvre|a construire|a batir|de construire|de batir)\b"
)
_BREAKS_FR: Final = (
    r"(?:donn\w+ (?:[^.;:,]{0,30} )?(?:le|un) (?:premier coup de (?:pioche|pelle)|"
    r"coup d'envoi (?:des "
    r"travaux|du chantier|de la construction))|"
    r"pos\w+ (?:[^.;:]{0,50} )?la premiere pierre|premiere pierre [^.;:]{0,60}? (?:posee|pose)|"
    r"met\w* en chantier|mis[e]? en chantier)"
)
_OPENING_FR: Final = (
    r"(?:inauguration|ouverture|mises? en (?:service|exploitation|route|ligne)|"
    r"entree en (?:service|exploitation|fonction)|lancement|achevement|livraison|demarrage|"
    r"fin (?:des travaux|du chantier))"
)
_DATE_FR: Final = (
    r"(?:(?:en|le|fin|debut|mi-|a la fin|a la mi-|au|courant|depuis|des) ?(?:[\w'-]+ ){0,3}?"
    r"(?:\d{4}|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|"
    r"decembre)\b|(?:l'an|l'annee|le mois|la semaine) (?:dernier|derniere|passe|passee)|"
    r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b|il y a \w+ \w+)"
)
_TRIAL_FR: Final = r"(?:d'essais?|de test|d'essai|pilote|de rodage|experimentale|provisoire)"
_SERVICE_FR: Final = (
    r"(?P<sort>(?:service|exploitation|fonction(?:nement)?|activite|production|ligne|"
    rf"(?:phase|periode|mode) {_TRIAL_FR}|essais?|test)(?: (?:complete|commerciale|partielle?|"
    rf"partiel|d'essai|partiellement))?)\b"
)
_INTO_FR: Final = (
    r"(?:entr(?:e|ee|es|ees|er|era|eront|ent|erait)|m(?:is|ise|ises|et|ettra|ettront|ettre|ettent)|"
    r"pass(?:e|ee|er|era)|est|sont|soit) (?:deja |aussi |bien |officiellement |enfin |"
    r"actuellement |desormais |toujours |partiellement )?en\b"
)


@dataclass(frozen=True, slots=True)
class _Clause:
    """A verb of a kind of event.

    Attributes:
        event: what has happened.
        pattern: the words, of which the group ``verb`` dates the event.
    """

    event: str
    pattern: re.Pattern[str]


def _subject_en(event: str, verb: str) -> _Clause:
    """Work, what it is on, and a verb."""
    return _Clause(
        event,
        re.compile(
            rf"(?<!-)\b{_WORK}\b{_ON_WHAT}(?:, (?:\w+ )?which [^,;.]{{1,80}},|"
            rf", which)? ?(?P<verb>\b(?:(?:{_NEGATED}|{_AHEAD}|has|have|had|is|are|"
            rf"was|were) )*{_LINK}*{verb})\b"
        ),
    )


def _subject_fr(event: str, verb: str) -> _Clause:
    return _Clause(
        event,
        re.compile(
            rf"\b{_WORK_FR}\b{_ON_WHAT_FR}(?P<verb>\b(?:ne |n')?(?:(?:{_AHEAD_FR}|ont?|a|est|sont|"
            rf"etaient|etait|avait|avaient) ?)?(?:pas (?:encore )?)?{_LINK_FR}*(?:{verb}))(?![a-z])"
        ),
    )


_LISTS: Final = {
    "en": (
        _Clause("construction_start", re.compile(rf"\b(?P<verb>{_BEGUN} {_BUILDING})")),
        _Clause("operational", re.compile(rf"\b(?P<verb>{_DONE} {_BUILDING})")),
        _Clause("suspended", re.compile(rf"\b(?P<verb>{_STOPPED} {_BUILDING})")),
        _subject_en("construction_start", rf"(?:{_BEGUN}|{_GOES_ON})"),
        _subject_en("operational", _DONE),
        _subject_en("suspended", _STOPPED),
        _Clause(
            "construction_start",
            re.compile(
                r"\b(?P<verb>(?:about |around |nearly |almost |more than |over )?"
                r"(?:\d{1,2} ?(?:%|per ?cent)|nearly|almost|half) (?:complete|finished|built))\b"
            ),
        ),
        _Clause(
            "operational",
            re.compile(
                rf"(?:(?<=its )|(?<=their )|(?<='s )|(?<=since )|(?<=after )|(?<=following ))"
                rf"(?P<verb>{_OPENING}),? (?={_DATE})"
            ),
        ),
        _Clause(
            "operational",
            re.compile(
                rf"\b(?P<verb>{_OPENING}) of (?:(?!\b{_FINITE}\b){_CHAR}){{0,60}}?\b{_SITE}\b"
                rf"(?:(?!\b{_FINITE}\b){_CHAR}){{0,40}}? (?={_DATE})"
            ),
        ),
        _Clause(
            "operational",
            re.compile(
                r"\b(?:saw|marks?|marked|celebrated|celebrates|hailed|attended|witnessed|"
                r"announced|announces)\b[^.;:]{0,30}? (?:the|its|their) "
                rf"(?P<verb>{_OPENING}) of\b"
            ),
        ),
        _Clause(
            "operational", re.compile(rf"(?<!be )(?<!being )\b(?P<verb>built) (?={_DATE})")
        ),
        _Clause(
            "operational",
            re.compile(
                r"(?:^|(?<=[.;:\n] ))(?P<verb>launched|opened|completed|commissioned|inaugurated|"
                rf"activated) (?={_DATE})[^.;:]{{0,40}}, (?:the|its|"
                rf"this) (?:[\w-]+ ){{0,4}}{_SITE}\b"
            ),
        ),
        _Clause(
            "approved", re.compile(rf"\b(?P<verb>{_GETS}\b[^.;:,]{{0,60}}?\b{_PERMIT})\b")
        ),
        _Clause("signed", re.compile(rf"\b(?P<verb>{_SIGNS}\b[^.;:,]{{0,80}}?\b{_PAPER})\b")),
        _Clause(
            "signed",
            re.compile(
                rf"\b{_PAPER} (?:that was |which was )?(?P<verb>signed|reached|struck|inked|sealed|"
                r"concluded)\b"
            ),
        ),
        _Clause(
            "operational",
            re.compile(
                rf"\b{_OPENING}\b[^.;:]{{0,60}}? (?P<verb>(?:postponed|delayed|pushed back|put off|"
                r"put back) (?:to|until|by))\b"
            ),
        ),
        _Clause(
            "approved",
            re.compile(
                r"\bcontract\b[^.;:]{0,80}? (?P<verb>went to|has gone to|was (?:awarded|won)|"
                r"awarded to)\b"
            ),
        ),
        _Clause(
            "transferred",
            re.compile(
                rf"\b(?:which|that) [^.;:,]{{2,40}}? (?P<verb>bought|acquired|purchased|sold|"
                rf"took over)\b|\b(?P<verb2>bought|buys|purchased|took possession of)\b"
                rf"(?=[^.;:,]{{1,60}}?\b{_SITE}\b)"
            ),
        ),
        _Clause(
            "operational",
            re.compile(
                r"\b(?P<verb>complet(?:es|ed|ing)|finish(?:es|ed|ing)|(?:(?<=to )|(?<=will )|"
                r"(?<=would ))(?:complete|finish)) (?:the|its|an?|this|their) "
                rf"(?=[^.;:,]{{0,50}}?\b{_SITE}\b)"
            ),
        ),
        _Clause("operational", re.compile(rf"\b(?P<verb>{_INTO} {_SERVICE})")),
        _Clause("operational", re.compile(rf"\b(?P<verb>{_RUNNING})")),
        _Clause(
            "operational",
            re.compile(
                r"\b(?P<verb>(?:bring|brings|brought|bringing|take|took)\b[^.;:]{1,60}? (?:online|"
                r"on stream|into service|into operation))\b"
            ),
        ),
        _Clause("operational", re.compile(rf"\b(?P<verb>{_OWN_BEGIN} {_SERVICE})")),
        _Clause(
            "operational",
            re.compile(
                rf"\b{_SERVICE}(?P<verb> (?:(?:{_AHEAD}|has|have|had|is|are|was|were) )?"
                rf"{_LINK}*{_OWN_BEGIN})\b"
            ),
        ),
    ),
    "fr": (
        _Clause("construction_start", re.compile(rf"\b(?P<verb>{_BREAKS_FR})")),
        _Clause(
            "construction_start",
            re.compile(rf"\b(?P<verb>{_BEGUN_FR}{_CHAR}{{0,{_EARLY}}}? {_BUILDING_FR})"),
        ),
        _Clause("operational", re.compile(rf"\b(?P<verb>(?:{_DONE_FR}) {_BUILDING_FR})")),
        _Clause("suspended", re.compile(rf"\b(?P<verb>{_STOPPED_FR} {_BUILDING_FR})")),
        _subject_fr("construction_start", rf"(?:{_BEGUN_FR}|{_GOES_ON_FR})"),
        _subject_fr("operational", _DONE_FR),
        _subject_fr("suspended", _STOPPED_FR),
        _Clause(
            "construction_start",
            re.compile(
                rf"(?:^|(?<=[.;:\n,] ))(?P<verb>{_BEGUN_FR})\b[^.;:,]{{0,60}}, {_WORK_FR}\b"
            ),
        ),
        _Clause(
            "operational",
            re.compile(
                rf"\b(?:marqu|celebr|annonc|salu|fet)\w+\b[^.;:]{{0,30}}?(?:la |l'|sa |son )"
                rf"(?P<verb>{_OPENING_FR})\b"
            ),
        ),
        _Clause(
            "construction_start",
            re.compile(
                r"\bqu(?:e |')[^.;:,]{2,40}? (?P<verb>construi(?:t|sent)|bati(?:t|ssent))\b|"
                r"\b(?P<verb2>construi(?:t|sent)|bati(?:t|ssent))(?=(?:,? (?:aussi|egalement|deja|"
                r"actuellement|de son cote|pour sa part|en ce moment|(?:a|dans le|pres de) "
                r"[\w-]+),?)*"
                r" (?:un|une|son|sa|leur) )"
            ),
        ),
        _Clause("operational", re.compile(rf"\b(?P<verb>construite?s?) (?={_DATE_FR})")),
        _Clause(
            "expanded",
            re.compile(
                r"\b(?P<verb>port(?:e|er|ent|ait|era|eront)) (?:le |la |l'|son |sa |ce |cette )"
                r"[^.;:,]{0,60}? a (?=(?:pres de |environ |plus de )?\d)"
            ),
        ),
        _Clause(
            "operational",
            re.compile(
                rf"\b{_OPENING_FR}\b[^.;:]{{0,60}}? (?P<verb>(?:repouss|report|decal|differ|ajourn)"
                r"ee?s? (?:a|au|jusqu'en|jusqu'a|de))\b"
            ),
        ),
        _Clause(
            "cancelled",
            re.compile(
                r"\b(?P<verb>jet\w+ l'eponge|tir\w+ un trait sur|fai\w+ une croix sur|"
                r"renon\w+ (?:a|au|aux)\b)"
            ),
        ),
        _Clause(
            "expanded",
            re.compile(
                r"\b(?:capacite|puissance|surface|taille)\b[^.;:]{0,40}? (?:a ete|est|avait ete) "
                r"(?P<verb>doublee?|triplee?|portee?|accrue?|agrandie?|etendue?)\b"
            ),
        ),
        _Clause(
            "transferred",
            re.compile(
                r"\b(?P<verb>s'est separee?|se separe)\b[^.;:]{0,40}? d[eu] [^.;:,]{0,20}"
                rf"{_SITE}\b"
            ),
        ),
        _Clause(
            "operational",
            re.compile(
                r"(?:^|(?<=[.;:\n] ))(?P<verb>(?:lance|ouvert|livre|acheve|inaugure|demarre)e?s?) "
                rf"(?={_DATE_FR})[^.;:]{{0,40}}, (?:la|le|l'|ce|cette) ?(?:\w+ )?{_SITE}\b"
            ),
        ),
        _Clause(
            "approved", re.compile(rf"\b(?P<verb>{_GETS_FR}\b[^.;:,]{{0,60}}?\b{_PERMIT_FR})\b")
        ),
        _Clause(
            "signed", re.compile(rf"\b(?P<verb>{_SIGNS_FR}\b[^.;:,]{{0,80}}?\b{_PAPER_FR})\b")
        ),
        _Clause("operational", re.compile(rf"\b(?P<verb>{_INTO_FR} {_SERVICE_FR})")),
        _Clause(
            "operational",
            re.compile(
                rf"(?:(?<=son )|(?<=sa )|(?<=leur )|(?<=depuis l')|(?<=depuis la )|(?<=apres l')|"
                rf"(?<=apres la )|(?<=des la ))(?P<verb>{_OPENING_FR}),? (?={_DATE_FR})"
            ),
        ),
        _Clause(
            "operational",
            re.compile(
                rf"\b(?P<verb>{_OPENING_FR})(?:,? {_CHAR}{{0,30}}?,)? (?:de la|de l'|du|de son|"
                rf"d'un|"
                rf"d'une|de|d') ?(?:(?!\b{_FINITE_FR}(?:\b|(?<='))){_CHAR}){{0,50}}?\b{_SITE}\b"
                rf"{_CHAR}{{0,40}}?[ (](?={_DATE_FR})"
            ),
        ),
        _Clause(
            "operational",
            re.compile(
                rf"\b(?P<verb>{_OPENING_FR}), (?={_DATE_FR})[^.;:,]{{0,30}}, (?:de la|de l'|du|"
                rf"de son|"
                rf"d'un|d'une|de|d') ?[^.;:,]{{0,50}}?\b{_SITE}\b"
            ),
        ),
    ),
}  # fmt: skip
_IS_TRIAL: Final = re.compile(rf"\b(?:{_TRIAL}|{_TRIAL_FR}|essais?|test|partiel\w*)\b")
_CHAIN: Final = {
    "en": re.compile(rf"\b(?:(?P<not>{_NEGATED})|(?P<ahead>{_AHEAD})),? (?:{_LINK}|,|by \w+ )*$"),
    "fr": re.compile(
        rf"\b(?:(?P<not>pas|jamais|sans|aucune?)|(?P<ahead>{_AHEAD_FR})) (?:{_LINK_FR}|pour )*$"
    ),
}
_DENIED: Final = re.compile(rf"\b{_NEGATED}\b|\b(?:ne|pas|jamais)\b|\bn'")
_FUTURE: Final = re.compile(rf"\b(?:{_AHEAD}|{_AHEAD_FR})\b|\b[a-z]{{3,}}(?:era|eront|ira|iront)\b")
_PUT_OFF: Final = re.compile(
    r"postponed|delayed|pushed|put (?:off|back)|repouss|report|decal|differ|ajourn"
)
_REACH: Final = 60
_PROGRESS: Final = frozenset({"construction_start", "phase_online", "operational", "expanded"})


def with_clauses(
    text: str, lower: str, language: str, mentions: list[EventMention]
) -> list[EventMention]:
    """Status words of a page, those within a verb and its noun replaced by what both tell.

    Args:
        text: folded text of the page.
        lower: the same in lower case.
        language: ``en`` or ``fr``.
        mentions: status words, in any order.
    """
    told: list[EventMention] = []
    taken: list[tuple[int, int]] = []
    for clause in _LISTS.get(language, ()):
        for match in clause.pattern.finditer(lower):
            group = "verb" if match["verb"] else "verb2"
            first, last = match.span(group)
            first += len(match[group]) - len(match[group].lstrip())
            if any(start < last and first < end for start, end in taken):
                continue
            taken.append((match.start(), last))
            told.append(_told(text, lower, language, clause.event, match, first, last))
    outside = [
        m for m in mentions
        if not any(start <= m.start and m.end <= end for start, end in taken)
        and not any(t.start < m.end and m.start < t.end for t in told)
    ]  # fmt: skip
    return [*(_in_chain(lower, language, m) for m in outside), *told]


def _in_chain(lower: str, language: str, mention: EventMention) -> EventMention:
    """A verb of progress that stands as a fact, with what the verbs before it make of it."""
    if mention.modality != "stated" or not set(mention.events) <= _PROGRESS:
        return mention
    modality = modality_of(lower, language, mention.start, "")
    return mention._replace(modality=modality)


def _told(
    text: str, lower: str, language: str, event: str, match: re.Match[str], first: int, last: int
) -> EventMention:
    words = lower[first:last]
    words = words.split()[0] if event in {"approved", "signed"} else words
    if event == "operational" and _IS_TRIAL.search(match.group()):
        event = "phase_online"
    modality = modality_of(lower, language, first, words)
    if event == "operational" and _PUT_OFF.match(words):
        modality = "planned"
    return EventMention((event,), text[first:last], modality, first, last)


def modality_of(lower: str, language: str, start: int, words: str) -> Modality:
    """Whether a verb is denied or lies ahead, by its own words and the chain of verbs before it.

    Args:
        lower: folded text of the page in lower case.
        language: ``en`` or ``fr``.
        start: first character of the verb.
        words: the verb.
    """
    chain = _CHAIN[language].search(lower[max(0, start - _REACH) : start])
    if _DENIED.search(words) or (chain is not None and chain["not"]):
        return "negated"
    if _FUTURE.search(words) or (chain is not None and chain["ahead"]):
        return "planned"
    return "stated"
