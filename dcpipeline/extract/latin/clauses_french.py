"""French verbs of events with what they are about: a site goes up, opens, is sold."""

import re
from typing import Final

from dcpipeline.extract.latin.clause_parts import CHAR, SITE, Clause

_GETS: Final = (
    r"(?:obt(?:enu|ient|iennent|enir)|recu|recoit|recoivent|decroch\w+|donn(?!ees\b)\w+|accord(?:e|ee|ees|"
    r"es)|"
    r"delivr\w+|valid\w+|pass(?:e|ent|er)|franchi\w*|satisfai\w+)"
)
_PERMIT: Final = (
    r"(?:feu vert|aval|autorisation|permis|agrement|approbation|homologation|"
    r"accord (?=d(?:u|es) (?!cooperation|principe|partenariat)|de l[a'])|"
    r"(?:examen|evaluation|audit|etude|revue)s? (?:d'|de |du |des )?(?:la |l')?(?:efficacite |"
    r"economies? d'|impact |faisabilite|conservation de l')?(?:energ|environn)?\w*)"
)
_SIGNS: Final = r"(?:sign(?:e|es|ee|ees|ent|er|era|ait)|paraph\w+|conclu\w*|scell\w+|pass(?:e|ent))"
_PAPER: Final = (
    r"(?:accord(?:-cadre)?s?|contrats?|conventions?|protocoles?|lettres? d'intention|entente|"
    r"partenariat)"
)
# Not "le departement de construction"; "l'entreprise de travaux".
_WORK: Final = (
    r"(?<!departement de )(?<!service de )(?<!societe de )(?<!entreprise de )(?<!groupe de )"
    r"(?:(?:les |des |ces |ses )?travaux(?: de construction| de terrassement)?|"
    r"(?:la |sa )?construction|(?:le |ce |son )?chantier|"
    r"(?:le |les )gros (?:oe|œ)uvre|l'edification)"
)
_FINITE: Final = (
    r"(?:est|sont|a(?= (?:ete|deja|aussi|recu|obtenu|annonce|indique|declare|precise|signe)\b)|"
    r"ont|sera|seront|doit|doivent|devrait|devraient|va|vont|avait|avaient|etait|"
    r"etaient|qui|que|qu'|dont|mais|tandis|selon|ne|n')"
)
_ON_WHAT: Final = rf"(?:(?!\b{_FINITE}(?:\b|(?<=')))(?!\bet\b(?! d(?:e |'))){CHAR}){{0,110}}?"
AHEAD: Final = (
    r"(?:doi(?:t|vent)|dev(?:ra|ront|rait|raient|ait|aient)|va|vont|sera|seront|serait|seraient|"
    r"pourra|pourrait|prevoi(?:t|ent)|prevue?s?|attendue?s?|compte|comptent|entend|entendent|"
    r"souhaite|espere|vise|veut|veulent|envisage|appelee?s? a|censee?s?|promet)"
)
# "ouvrira", "ouvrirait"; "demarrait" and "ouvrait" are past.
TO_COME: Final = (
    r"(?!(?:demarr|inaugur|livr|ouvr|entr|oper|prepar|figur|assur|integr|offr|couvr|esper|gener|"
    r"montr|dur|mesur|tir)ai(?:t|ent)\b)[a-z]{2,}r(?:a|ont|ait|aient)"
)
LINK: Final = (
    r"(?:(?:ete|etre|de|d'|a|avoir|est|sont|y|en|deja|aussi|egalement|enfin|recemment|"
    r"officiellement|"
    r"bientot|pourtant|alors|ainsi|donc|tout juste|a peine|ensuite|desormais|toujours|maintenant|"
    r"actuellement|totalement|partiellement|"
    r"[a-z]+ment|l'|se|s') ?)"
)
# Not "a commence a evoquer", where it is no work that begins.
_BEGUN: Final = (
    r"(?:(?:debut|commenc|demarr|entam|lanc|engag(?!ee?s? (?:dans|a)\b)|initi(?!al)|repri|"
    r"repren)(?:[a-z]{1,7})|"
    r"ouverte?s?|mis en (?:chantier|route))"
    r"(?! a (?!construi|bati|edifi|etre|creus)[a-z]{2,}(?:er|ir|re)\b)"
)
_GOES_ON: Final = (
    r"(?:en cours|avancent|avance|battent leur plein|bat son plein|va bon train|vont bon train|"
    r"se pours?ui(?:t|vent)|progressent?|touchent? a (?:sa|leur) fin)"
)
_DONE: Final = r"(?:acheve|termin|boucl|finali)(?:[a-z]{1,6})|achevee?s?|acheve"
_STOPPED: Final = (
    r"(?:(?:suspend|arret|interromp|stopp|gel|report)(?:[a-z]{1,6})|suspendus?|"
    r"a l'arret|au point mort|en pause|en suspens)"
)
_BUILDING: Final = (
    r"(?:la construction|sa construction|le chantier|les travaux|des travaux|l'edification|"
    r"la realisation|le gros (?:oe|œ)uvre|a construire|a batir|de construire|de batir)\b"
)
# "construit" without an auxiliary is the present.
_NOW: Final = r"(?<!\ba )(?<!\bont )(?<!\bavait )(?<!\bavaient )(?<!\bdeja )(?<!\bete )"
# "veut batir un centre", "implantera un parc": nothing more than a plan.
_ONE: Final = (
    rf"(?=,? (?:[^.;:,]{{0,40}}, |(?:a|au|en|dans|pres de|d'ici|sur) (?:[\w'-]+ ){{1,4}}?)?"
    rf"(?:une?|son|sa|leur|le|la|l'|deux|trois|quatre|\d+) ?(?:[\w'-]+ ){{0,3}}?{SITE}\b)"
)
_BUILD: Final = (
    r"(?:construi|bati|edifie|erige|implante|installe|cree|amenage|etabli|developpe|deploie)"
)
_TO_BUILD: Final = (
    r"(?:construire|batir|edifier|eriger|implanter|installer|creer|amenager|etablir|developper|"
    r"deployer)"
)
_BUILT: Final = r"(?:construi|bati|edifi|erig)(?:te?s?|e?e?s?)"
_SET_UP: Final = r"(?:cree|fonde|etabli|realise|mise? en place)e?s?"
_BREAKS: Final = (
    r"(?:donn\w+ (?:[^.;:,]{0,30} )?(?:le|un) (?:premier coup de (?:pioche|pelle)|"
    r"coup d'envoi (?:des "
    r"travaux|du chantier|de la construction))|"
    r"pos\w+ (?:[^.;:]{0,50} )?la premiere pierre|premiere pierre [^.;:]{0,60}? (?:posee|pose)|"
    r"met\w* en chantier|mis[e]? en chantier)"
)
_OPENING: Final = (
    r"(?:inauguration|ouverture|mises? en (?:service|exploitation|route|ligne)|"
    r"entree en (?:service|exploitation|fonction)|lancement|achevement|livraison|demarrage|"
    r"fin (?:des travaux|du chantier))"
)
_DATE: Final = (
    r"(?:(?:en|le|fin|debut|mi-|a la fin|a la mi-|au|courant|depuis|des) ?(?:[\w'-]+ ){0,3}?"
    r"(?:\d{4}|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|"
    r"decembre)\b|(?:l'an|l'annee|le mois|la semaine) (?:dernier|derniere|passe|passee)|"
    r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b|il y a \w+ \w+)"
)
TRIAL: Final = r"(?:d'essais?|de test|d'essai|pilote|de rodage|experimentale|provisoire)"
_SERVICE: Final = (
    r"(?P<sort>(?:service|exploitation|fonction(?:nement)?|activite|production|ligne|"
    rf"(?:phase|periode|mode) {TRIAL}|essais?|test)(?: (?:complete|commerciale|partielle?|"
    rf"partiel|d'essai|partiellement))?)\b"
)
_INTO: Final = (
    r"(?:entr(?:e|ee|es|ees|er|era|eront|ent|erait)|m(?:is|ise|ises|et|ettra|ettront|ettre|ettent)|"
    r"pass(?:e|ee|er|era)|est|sont|soit) (?:deja |aussi |bien |officiellement |enfin |"
    r"actuellement |desormais |toujours |partiellement )?en\b"
)
_EARLY: Final = 70
# What a verb opens, ends or sells: "le centre", "son vaste campus"; "un terrain pour le centre" is
# another thing.
_OBJECT: Final = (
    r"(?=(?:(?:officiellement|enfin|aussi|egalement|deja|recemment|fin|en|le|debut|l'an|lundi|mardi|"
    r"mercredi|jeudi|vendredi|samedi|dimanche|dernier|\d{1,4}|janvier|fevrier|mars|avril|mai|juin|"
    r"juillet|aout|septembre|octobre|novembre|decembre) ){0,4}(?:le|la|l'|une?|son|sa|ses|leurs?|"
    r"ce|cette|deux|trois|les) ?(?:(?!(?:pour|de|du|des|dans|a|au|par|avec|et)\b)[\w'-]+ ){0,3}?"
    rf"{SITE}\b)"
)
_FINISHES: Final = (
    r"(?:(?:achev|termin|finalis|activ|livr|branch|raccord)(?:e|er|era|erait|eront|ent|ait|aient))"
)
_TAKES: Final = (
    r"(?:acqui(?:s|se|ert|erent)|acquer(?:ir|ra)|rachet(?:e|er|era)|achet(?:e|er|era)|"
    r"ced(?:e|er|era)|vend(?:u|re|ra)?)"
)


def _subject(event: str, verb: str) -> Clause:
    return Clause(
        event,
        re.compile(
            rf"\b{_WORK}\b{_ON_WHAT}(?P<verb>\b(?:ne |n')?(?:(?:{AHEAD}|ont?|a|est|sont|"
            rf"etaient|etait|avait|avaient) ?)?(?:pas (?:encore )?)?{LINK}*(?:{verb}))(?![a-z])"
        ),
    )


CLAUSES: Final = (
    # "a acheve vendredi l'extension", "son extension a ete inauguree": no new site.
    Clause(
        "expanded",
        re.compile(
            rf"\b(?P<verb>(?:achev|termin|livr|inaugur|boucl|finalis)(?:ee?s?|ent|er)?\b"
            rf"(?:(?!\b{_FINITE}(?:\b|(?<='))){CHAR}){{0,30}}? (?:la |l'|une |son |sa |d')?"
            r"(?:extension|agrandissement))\b|"
            r"\b(?P<verb2>(?:extension|agrandissement)\b[^.;:]{0,80}? (?:(?:a|ont|avait) ete|est|"
            r"sont|s'est|se sont) (?:\w+ment )?"
            r"(?:achev|termin|livr|inaugur|ouvert|mise? en service)\w*|"
            r"(?:extension|agrandissement) (?:livre|acheve|termine|inaugure|ouvert)\w*)"
        ),
    ),
    Clause(
        "expanded",
        re.compile(
            rf"\b(?P<verb>{_OPENING},? [^.;:,]{{0,40}}?(?:de l'|d'une |de son |de sa |de la |du )"
            r"(?:nouvelle |nouveau )?(?:extension|agrandissement|aile))\b"
        ),
    ),
    # "le gros oeuvre est termine": the shell stands, nothing runs.
    Clause(
        "construction_start",
        re.compile(
            r"\bgros (?:oe|œ)uvre\b[^.;:]{0,110}? (?P<verb>(?:est |a ete )?(?:\w+ment )?"
            r"(?:acheve|termine|boucle|fini))\b"
        ),
    ),
    Clause(
        "cancelled",
        re.compile(
            r"\bappels? d'offres\b[^.;:]{0,140}? (?P<verb>(?:a ete |est )?"
            r"(?:(?:declare|reste|classe) )?(?:infructueux|sans suite|sans resultat))\b"
        ),
    ),
    Clause(
        "announced",
        re.compile(
            rf"\b(?P<verb>(?:lanc|publi)(?:e|es|ent|er|era|ee?s?)? (?:{CHAR}{{0,24}} )?"
            r"(?:un |son |l'|des |d')?appels? d'offres)\b"
        ),
    ),
    # "demarrage le 3 mai du chantier", "le chantier, qui s'est ouvert lundi"
    Clause(
        "construction_start",
        re.compile(
            rf"\b(?P<verb>(?:demarrage|lancement|debut|ouverture|coup d'envoi|mise en route),? "
            rf"(?={_DATE})[^.;:]{{0,30}}? (?:du chantier|des travaux|de la construction))\b|"
            rf"\b{_WORK}\b[^.;:,]{{0,70}}, qui "
            rf"(?P<verb2>(?:s'est |a (?:ete )?)(?:\w+ment )?{_BEGUN})"
        ),
    ),
    Clause(
        "operational",
        re.compile(
            r"\b(?P<verb>exploitation)(?= (?:commerciale )?(?:de la|de l'|du|de) ?[^.;:]{2,70}?"
            r" a (?:\w+ment )?(?:commence|debute|demarre)\b)"
        ),
    ),
    Clause(
        "operational",
        re.compile(
            rf"\b(?P<verb>{_OPENING}),? (?={_DATE})[^.;:,]{{0,30}}? (?:de la|de l'|du|de) ?"
            rf"[^.;:,]{{0,50}}?\b{SITE}\b"
        ),
    ),
    Clause(
        "suspended",
        re.compile(rf"\b(?P<verb>{_STOPPED} (?={_DATE}){CHAR}{{0,30}}? {_BUILDING})"),
    ),
    Clause("construction_start", re.compile(rf"\b(?P<verb>{_BREAKS})")),
    Clause(
        "construction_start",
        re.compile(
            rf"\b(?P<verb>{_BEGUN}(?:(?!\b(?:qui|que|dont|propose|veut|entend)\b){CHAR})"
            rf"{{0,{_EARLY}}}?(?<! fin de)(?<! issue de)(?<! terme de)"
            rf"(?<! avant) {_BUILDING})"
        ),
    ),
    Clause("operational", re.compile(rf"\b(?P<verb>(?:{_DONE}) {_BUILDING})")),
    Clause("suspended", re.compile(rf"\b(?P<verb>{_STOPPED} {_BUILDING})")),
    _subject("construction_start", rf"(?:{_BEGUN}|{_GOES_ON})"),
    _subject("operational", _DONE),
    _subject("suspended", _STOPPED),
    Clause(
        "construction_start",
        re.compile(rf"(?:^|(?<=[.;:\n,] ))(?P<verb>{_BEGUN})\b[^.;:,]{{0,60}}, {_WORK}\b"),
    ),
    Clause(
        "construction_start",
        re.compile(
            rf"(?:^|(?<=[.;:\n,] ))(?P<verb>(?:commence|debute|entame)e?s?) "
            rf"(?={_DATE})[^.;:]{{0,70}}, (?:la|le|l'|ce|cette) ?(?:\w+ )?{SITE}\b"
        ),
    ),
    Clause(
        "operational",
        re.compile(
            rf"\b(?:marqu|celebr|annonc|salu|fet)\w+\b[^.;:]{{0,30}}?(?:la |l'|sa |son )"
            rf"(?P<verb>{_OPENING})\b"
        ),
    ),
    Clause(
        "construction_start",
        re.compile(
            rf"\bqu(?:e |')[^.;:,]{{2,40}}? {_NOW}(?P<verb>construi(?:t|sent)|bati(?:t|ssent))\b|"
            rf"\b{_NOW}(?P<verb2>construi(?:t|sent)|bati(?:t|ssent))(?=(?:,? (?:aussi|egalement|"
            r"deja|actuellement|de son cote|pour sa part|en ce moment|(?:a|dans le|pres de) "
            r"[\w-]+),?)*"
            r" (?:un|une|son|sa|leur|le(?! \d)|la|l') ?)"
        ),
    ),
    Clause(
        "construction_start",
        re.compile(r"\b(?P<verb>construi(?:t|sent) depuis|bati(?:t|ssent) depuis)\b"),
    ),
    Clause("construction_start", re.compile(rf"\b(?P<verb>{_BEGUN} (?:a |d')etre {_BUILT})\b")),
    Clause(
        "operational",
        re.compile(
            rf"(?<!etre )(?<!sera )(?<!seront )(?<!serait )\b(?P<verb>{_BUILT}) (?={_DATE})"
        ),
    ),
    Clause(
        "operational",
        re.compile(
            rf"\b(?:a|ont|avons|ai|avait|avaient) (?:ete )?(?:\w+ment |deja |aussi |egalement |y )*"
            rf"(?P<verb>{_BUILT}|{_SET_UP})\b(?=[^.;:]{{0,50}}?\b{SITE}\b)|"
            rf"\b{SITE}\b(?:(?!\b{_FINITE}(?:\b|(?<='))){CHAR}){{0,70}}? (?:a|ont) ete "
            rf"(?:\w+ment |deja )*(?P<verb2>{_BUILT}|{_SET_UP})\b"
        ),
    ),
    Clause(
        "expanded",
        re.compile(
            r"\b(?P<verb>port(?:e|er|ent|ait|era|eront)) (?:le |la |l'|son |sa |ce |cette )"
            r"[^.;:,]{0,60}? a (?=(?:pres de |environ |plus de )?\d)"
        ),
    ),
    Clause(
        "operational",
        re.compile(
            rf"\b{_OPENING}\b[^.;:]{{0,60}}? (?P<verb>(?:repouss|report|decal|differ|ajourn)"
            r"ee?s? (?:a|au|jusqu'en|jusqu'a|de))\b"
        ),
    ),
    Clause(
        "cancelled",
        re.compile(
            r"\b(?P<verb>jet\w+ l'eponge|tir\w+ un trait sur|fai\w+ une croix sur|"
            r"renon\w+ (?:a|au|aux)\b)"
        ),
    ),
    Clause(
        "expanded",
        re.compile(
            r"\b(?:capacite|puissance|surface|taille)\b[^.;:]{0,90}? (?:a ete|est|avait ete) "
            r"(?P<verb>doublee?|triplee?|portee?|accrue?|agrandie?|etendue?)\b"
        ),
    ),
    Clause("operational", re.compile(rf"\b(?P<verb>{_FINISHES}) {_OBJECT}")),
    Clause(
        "operational",
        re.compile(
            rf"\b(?P<verb>exploit(?:e|ent|ee?s?))\b[^.;:,]{{0,60}}?(?=\bdepuis (?:{_DATE}|20\d\d))"
        ),
    ),
    Clause("transferred", re.compile(rf"\b(?P<verb>{_TAKES}) {_OBJECT}")),
    Clause(
        "expanded",
        re.compile(rf"(?<!s')\b(?P<verb>agrandi(?:t|ssent|r|ra)) {_OBJECT}"),
    ),
    Clause(
        "operational",
        re.compile(
            rf"\b(?P<verb>termine(?:e|s|es)?|mise? en ligne),? (?!le (?:premier|deuxieme|troisieme|"
            rf"quatrieme|second)\b)(?={_DATE})|\b(?:ete|etre|est|fut) (?:officiellement |enfin )?"
            rf"(?P<verb2>terminee?s?|mise?s? en ligne)\b"
        ),
    ),
    Clause(
        "operational",
        re.compile(
            r"\b(?P<verb>(?:commenc|debut|continu(?!er\b))\w+ a (?:fonctionner|tourner|operer|"
            r"calculer)|(?:demarr|commenc|debut|lanc|entam)(?!er)\w+ (?:\w+ment )?(?:ses|leurs|"
            r"son) "
            r"(?:operations|activites?|exploitation)\b|"
            r"(?<!peut )(?<!peuvent )(?<!pouvoir )(?:voir|vu|verra|verront|verrait) le jour)\b"
        ),
    ),
    Clause(
        "operational",
        re.compile(
            r"\b(?P<verb>vien(?:t|nent) (?:tout juste )?(?:de |d')(?:s'achever|se terminer|ouvrir|"
            r"(?:achever|terminer|livrer|boucler|finaliser)(?= (?:la|sa|le|son|les|ses|l') ?))"
            r")"
        ),
    ),
    Clause(
        "transferred",
        re.compile(
            r"\b(?P<verb>s'est separee?|se separe)\b[^.;:]{0,40}? d[eu] [^.;:,]{0,20}"
            rf"{SITE}\b"
        ),
    ),
    Clause(
        "operational",
        re.compile(
            r"(?:^|(?<=[.;:\n] ))(?P<verb>(?:lance|ouvert|livre|acheve|inaugure|demarre)e?s?) "
            rf"(?={_DATE})[^.;:]{{0,40}}, (?:la|le|l'|ce|cette) ?(?:\w+ )?{SITE}\b"
        ),
    ),
    Clause(
        "announced",
        re.compile(
            rf"\b(?P<verb>(?:{AHEAD}|propose|proposent|a l'intention|ambitionne|projette|promis|"
            rf"engagee?s?|decide) (?:{LINK}|de |d'|a )*{_TO_BUILD}|"
            rf"{_BUILD}(?:ra|ront|rait|raient)){_ONE}"
        ),
    ),
    Clause(
        "announced",
        re.compile(
            r"\b(?P<verb>choisi\w{0,4}) [^.;:,]{1,40} pour (?:y )?(?:accueillir|implanter|"
            rf"construire|batir|installer|son|sa|leur|un|une) (?:[\w'-]+ ){{0,4}}?{SITE}\b"
        ),
    ),
    # "a vote l'abandon du centre", "a prononce la resiliation de", "a retire le permis du centre"
    Clause(
        "cancelled",
        re.compile(
            rf"\b(?P<verb>(?:vot|decid|prononc|acte|enterin|annonc|confirm|ordonn)\w* "
            rf"(?:{CHAR}{{0,24}} )?(?:l'|la )(?:abandon|annulation|resiliation|retrait)) "
            r"(?:d[eu]s? |de l[a'] ?)|"
            rf"\b(?P<verb2>(?:retir|revoqu|annul)\w* (?:{CHAR}{{0,24}} )?(?:le permis|"
            r"l'autorisation|l'agrement)) d[eu]s? "
        ),
    ),
    # "l'arret temporaire du centre a ete decide lundi"
    Clause(
        "suspended",
        re.compile(
            r"\b(?:arret|gel|mise en veille|mise en pause|suspension)(?: temporaire| provisoire)? "
            r"d[eu][^.;:]{2,90}? a ete (?:\w+ment )?"
            r"(?P<verb>(?:decid|prononc|vot|ordonn|annonc)ee?)\b"
        ),
    ),
    # "a allume les machines du centre"
    Clause(
        "operational",
        re.compile(
            rf"\b(?P<verb>(?:a|ont) (?:\w+ment )?(?:allume|mis sous tension|demarre|active) "
            rf"(?:{CHAR}{{0,24}} )?(?:les|ses) (?:\w+ )?(?:machines|serveurs|baies|salles|"
            r"calculateurs|equipements)) d[eu]s? "
        ),
    ),
    # "a donne un avis favorable au centre", "ont dit oui au centre"
    Clause(
        "approved",
        re.compile(
            rf"\b(?P<verb>(?:(?:donn|rend|emi|formul)\w* (?:{CHAR}{{0,24}} )?un avis "
            rf"(?:\w+ et )?favorable(?: et \w+)?|(?:a|ont) dit oui(?: {CHAR}{{0,24}})?)) "
            r"(?:a l[a'] ?|au |aux |pour |sur )"
        ),
    ),
    Clause("approved", re.compile(rf"\b(?P<verb>{_GETS}\b[^.;:,]{{0,60}}?\b{_PERMIT})\b")),
    Clause(
        "approved",
        re.compile(
            rf"\b{_PERMIT} [^.;:]{{0,80}}?(?:a|ont|avait) (?:\w+ )?ete "
            r"(?P<verb>(?:accord|deliv|octroy|donn|obten)\w+)\b"
        ),
    ),
    Clause("signed", re.compile(rf"\b(?P<verb>{_SIGNS}\b[^.;:,]{{0,80}}?\b{_PAPER})\b")),
    Clause(
        "operational",
        re.compile(
            r"\b(?P<verb>raccord\w+|branch\w+|connect\w+)\b[^.;:,]{0,30}? (?:son|sa|le|la|ses|les) "
            r"(?:premi|deux|trois|quatr|second)\w+ (?:tranche|batiment|phase|hall|salle|module)"
        ),
    ),
    Clause("operational", re.compile(rf"\b(?P<verb>{_INTO} {_SERVICE})")),
    Clause(
        "operational",
        re.compile(
            rf"(?:(?<=son )|(?<=sa )|(?<=leur )|(?<=depuis l')|(?<=depuis la )|(?<=apres l')|"
            rf"(?<=apres la )|(?<=des la ))(?P<verb>{_OPENING}),? (?={_DATE})"
        ),
    ),
    Clause(
        "operational",
        re.compile(
            rf"\b(?P<verb>{_OPENING})(?:,? {CHAR}{{0,30}}?,)? (?:de la|de l'|du|de son|"
            rf"d'un|"
            rf"d'une|de|d') ?(?:(?!\b{_FINITE}(?:\b|(?<='))){CHAR}){{0,50}}?\b{SITE}\b"
            rf"{CHAR}{{0,40}}?[ (](?={_DATE})"
        ),
    ),
    Clause(
        "operational",
        re.compile(
            rf"\b(?P<verb>{_OPENING}), (?={_DATE})[^.;:,]{{0,30}}, (?:de la|de l'|du|"
            rf"de son|"
            rf"d'un|d'une|de|d') ?[^.;:,]{{0,50}}?\b{SITE}\b"
        ),
    ),
)
