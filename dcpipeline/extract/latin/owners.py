"""Owners and operators in English and French sentences: who builds, runs, signs, sells and buys."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from dcpipeline.extract.frames import Frame, Reading
from dcpipeline.extract.segments import PageText
from dcpipeline.normalize.lexicon import listed

# At most 41 characters: a run without blanks is not read anew from each of its letters.
_WORD: Final = (
    r"(?<![\w,.])(?:[A-Z][\w&.-]{0,40}(?:'(?!s\b)[a-z]\w{1,40})?|[a-z][A-Z]\w{1,40}|"
    r"\d[A-Z]\w{0,40})"
)
_NAME: Final = (
    rf"(?P<name>{_WORD}(?: (?:of (?=[A-Z])|& |and (?=[A-Z]\w+ (?:Group|Holdings?|Co)\b))?"
    rf"{_WORD}){{0,6}}(?: \([A-Z][a-z]+\)(?: {_WORD}){{0,4}})?(?: (?:Co|Inc|Corp)\.?,? (?:Ltd|"
    rf"Limited)\.?)?)"
)
_SIDE: Final = (
    r"(?:(?: of [A-Z]\w+)?(?:,(?! (?:and|but|while|mais|et|tandis) )[^,;.]{2,70},|"
    r" \([^()]{2,60}\)(?:,[^;]{2,90},)?|"
    r"(?: (?:en|au|"
    r"dans le|dans la) [A-Z]\w+(?: [a-z]+ieure)?)|"
    r" (?:Co|Inc|Corp|Ltd)\.?)?)"
)
# What only those do who have a site or want one.
_OWN_VERBS: Final = (
    "build:built operate own run*:ran open finish complete develop launch invest put:putting pour "
    "spend:spent switch bring:brought expand construct commission inaugurate unveil plan* deploy "
    "activate lead:led start begin:began:begun:beginning pause halt suspend scrap* abandon "
    "cancel:cancelled:canceled:cancelling terminate withdraw:withdrew shelve mothball delay ditch "
    "drop* axe sell:sold acquire buy:bought announce secure obtain file lay:laid install turn "
    "power fire light:lit manage maintain host enter team partner conclude sign plough "
    "erect race expect propose call hold:held fill top* wrap* apply seek:sought intend earmark "
    "commit* pledge energise agree relocate fit* equip* lease"
)
# Between a subject and its verb.
_HELP_EN: Final = (
    r"(?: (?:also|now|today|yesterday|recently|jointly|then|separately|later|"
    r"already|itself|alone|officially|on \w+day|last \w+|"
    r"this \w+|earlier|in \w+|has|have|had|is|was|will|would|may|to|plans to|"
    r"plan to|aims to|intends to|"
    r"expects to|wants to|hopes to|agreed to|pledged to|started|began|begun|"
    r"been|being|said|says|announced|confirmed|disclosed|reported|told \w+|that|it|they|"
    r"last|night|week|month|in a (?:statement|filing|notice)|set to|due to|quietly|just))*"
)


def _forms(verbs: str) -> str:
    """All forms of verbs: a star doubles the last letter, irregular forms follow a colon."""
    found: list[str] = []
    for verb in verbs.split():
        word, *others = verb.split(":")
        base = word.rstrip("*")
        stem = base.rstrip("e") + (base[-1] if word.endswith("*") else "")
        past = (
            [] if others else [stem.removesuffix("y") + "ied" if word[-1] == "y" else stem + "ed"]
        )
        found += [base, base + "s", base + "es", stem + "ing", *past, *others]
    return "|".join(found)


_VERB_EN: Final = (
    rf"(?:(?:{_forms(_OWN_VERBS)})|break(?:s|ing)? ground|bro(?:ke|ken) ground|"
    r"(?:won|wins|received|receives|got|gets|secured) (?:the |final |its |an? )?(?:[a-z-]+ )?"
    r"(?:approval|nod|green light|go-ahead|permission|permit)|took over|takes? over|"
    r"joins? forces|joined forces|sets? up|setting up)\b"
)
_HELP_FR: Final = (
    r"(?: (?:y|en|a|ont|va|vont|doit|devrait|prevoit de|prevoit d'|compte|entend|"
    r"souhaite|veut|deja|egalement|aussi|enfin|"
    r"par ailleurs|elle|lui|est en train de|vient de|vient d'|commence a|debute|"
    r"a commence a|a debute|deux|trois|fini de|aujourd'hui|hier|\w+di|"
    r"pour sa part|de son cote|n'a pas encore|officiellement|jusqu'alors|au printemps|"
    r"en \w+ \d{4}|en \d{4}|depuis \d{4}|ainsi)|, (?:elle|lui|enfin|de son cote),)*"
)
_VERB_FR: Final = (
    r"(?: |d'|l'a |l')(?:construi\w+|batit|batir|bati|exploite\w*|exploiter|"
    r"developpe\w*|inaugur\w+|ouvr\w+|ouvert|lanc\w+|invest\w+|mis\b|met\b|"
    r"mettre|"
    r"pos\w+|acheve\w*|agrandi\w*|suspend\w*|demarr\w+|debut\w+|entam\w+|prevoit|"
    r"prevu|annonc\w+|depens\w+|detient|possede|gere|opere|pilote|"
    r"obtenu|abandonn\w+|ced\w+|vend\w*|vendu|rachet\w+|acquis\w*|dispose|installe\w*|"
    r"deploie|deploye|etend\w*|renonc\w+|signe\w*|erig\w+|edifi\w+|"
    r"en service|porte|compte|choisi\w*|fini\w*|est au gros oeuvre|est en travaux|"
    r"en est au|active|heberge|projette)\b"
)
_SUBJECT_EN: Final = re.compile(rf"{_NAME}{_SIDE}{_HELP_EN} (?P<verb>{_VERB_EN})")
_SUBJECT_FR: Final = re.compile(rf"{_NAME}{_SIDE}{_HELP_FR}(?P<verb>{_VERB_FR})")
_RELATIVE: Final = re.compile(
    rf"(?:which|that) {_NAME}{_HELP_EN} (?P<verb>{_VERB_EN})"
    rf"|\bque?(?: l'operateur| la societe| le groupe| l'entreprise)? "
    rf"(?P<name2>{_WORD}(?: {_WORD}){{0,4}}){_HELP_FR}(?P<verb2>{_VERB_FR})"
    rf"|\bque? (?:(?:doit|devait|va|entend|compte|voulait) (?:porter|construire|batir|exploiter|"
    rf"developper|financer|ouvrir|lancer|edifier)|portait|porte|construit|batit|exploite|"
    rf"developpe|finance|projetait|"
    rf"prevoyait|pilote|possede) (?P<name3>{_WORD}(?: {_WORD}){{0,4}})"
)
_BY: Final = re.compile(
    r"\b(?i:built|being built|built and owned|built and run|financed and built|operated|developed|"
    r"owned|run|led|financed|funded|"
    r"backed|undertaken|constructed|managed|planned|put up|"
    r"initiated|proposed|launched|opened|unveiled|completed|installed|invested(?: in)?|"
    r"sponsored|begun|started|created|conceived|commissioned|championed|owned and operated|"
    r"built and operated|invested and built|"
    r"entamee?s?|demarree?s?|edifiee?s?|erigee?s?|realisee?s?|mise?s? en (?:service|chantier)|"
    r"construite?s?|exploitee?s?|developpee?s?|portee?s?|detenue?s?|financee?s?|"
    r"operee?s?|geree?s?|menee?s?|pilotee?s?|batie?s?|lancee?s?|inauguree?s?|"
    r"installee?s?|ouverte?s?|acquis|achetee?s?|rachetee?s?|promu|voulue?s?|"
    r"appartenant a|appartient a|propriete de|filiale de|proposee?s?|announced|"
    r"signed|under development|held)"
    r"(?: in (?:[A-Z]\w+ )?\d{4}| (?:last|this) \w+| en (?:\w+ )?\d{4})?"
    r" (?:jointly |entirely |mainly |locally |conjointement |entierement )?(?:(?:by|par) )?"
    r"(?:the |a |le |la |l'|les |son |sa )?(?:[a-z][\w'-]* ){0,4}?(?:l'|d')?" + _NAME
)
_BY_NEEDS: Final = re.compile(
    r" (?:by|par) | appartient a | appartenant a |^propriete de|^appartient a|"
    r"^appartenant a"
)
_ROLE: Final = (
    r"(?:owner|operator|developer|investor|builder|tendering body|tenderer|"
    r"tendering party|buyer|purchaser|applicant|project owner|"
    r"project company|client|sponsor|parent|promoter|main investor|lead investor|"
    r"owner and operator|"
    r"exploitant|operateur|promoteur|investisseur|maitre d'ouvrage|proprietaire|"
    r"acheteur|porteur du projet|porteur|gestionnaire)"
)
_LABEL: Final = re.compile(
    rf"(?i:\b(?:the|its|their|his|whose|this|le|la|son|sa|leur)\s(?:[a-z]+(?: [a-z]+)?'s )?|"
    rf"[a-z]'s |\bl'|\bd'|^|[.;:,|(] ?)(?i:[a-z-]+ )?(?i:{_ROLE})"
    rf"(?: of (?:the )?(?:project|site|center|centre|campus|facility|base)| du (?:projet|"
    rf"site|centre)| de l'ouvrage)?"
    rf"(?: (?=[A-Z])|, | ?: | is | was | ?: the | est | - |, the |(?<=son promoteur) |"
    rf"(?<=its developer) |"
    rf"(?<=its owner) |(?<=its operator) |(?<=l'operateur) |(?<=son exploitant) )(?:the |"
    rf"la societe |l'entreprise |le groupe |a |company )?{_NAME}"
)
_IS_ROLE: Final = re.compile(
    rf"{_NAME}{_SIDE} (?:is|was|acts as|serves as|remains|est|en est|sera) (?:also )?(?:the |"
    rf"its |a |an |le |la |l'|son |sa )?(?:[a-z-]+ )?{_ROLE}\b"
)
_OWNS_NAME: Final = re.compile(
    rf"{_NAME}'s? (?:own |new |first |second |planned |flagship |big |giant |"
    rf"latest |\d[\w.-]* ?(?:mw |megawatt )?|[a-z]+-[a-z]+ )*$"
)
# "Chindata-run campus", "X, whose Y campus", "le centre de la societe X"
_RUN_NAME: Final = re.compile(
    r"(?P<name>[A-Z][\w&.]*(?: [A-Z][\w&.]*){0,4})-(?:owned|operated|run|built|developed|funded) "
    r"(?:[\w.,-]+ ){0,3}$"
    rf"|(?P<name2>{_WORD}(?: {_WORD}){{0,4}}), (?:whose|dont (?:le|la)) (?:[\w.,-]+ ){{0,2}}$"
)
_OF_COMPANY: Final = re.compile(
    r"(?:\s(?:[a-z-]+\s){0,3}(?:de la societe|de l'operateur|du groupe|de l'entreprise|du geant|of|"
    r"by)\s(?:[a-z-]+\s){0,2}|\sde \d[\d ,.]*[a-zA-Z]{1,12} (?:de |du groupe |d'))" + _NAME
)
_IN_NAME: Final = re.compile(
    rf"\b(?:de la societe|du groupe|de l'operateur|de l'entreprise) {_NAME}"
)
# More owners behind a first one: "by X and Y", "X et Y".
_AND_NAME: Final = re.compile(rf" (?:and|et) (?:the |la societe |le groupe |l'operateur )?{_NAME}")
_KIND: Final = (
    r"(?:makers?|producer|firm|company|group|operator|developer|provider|builder|carrier|giant|"
    r"subsidiary|unit|arm|start-up|startup|conglomerate|manufacturer|landlord|fabricant|groupe|"
    r"societe|entreprise|filiale|operateur|specialiste|constructeur|geant)"
)
_APPOSED: Final = re.compile(
    rf"{_NAME}(?: \([^()]{{2,60}}\))?, (?:an?|the|un|une|le|la|its|sa|"
    rf"son) (?:[\w'-]+ ){{0,6}}?{_KIND}\b"
)
_OF_KIND: Final = re.compile(
    rf"\b(?i:la societe|le groupe|l'operateur|l'entreprise|sa filiale|une filiale de|"
    rf"l'investisseur|"
    rf"le promoteur|(?<=celui )de|(?<=celle )de|developer|operator|(?:the|its|a) (?:subsidiary|"
    rf"unit|firm|company|"
    rf"group|carrier|start-up|arm)(?: of)?) (?:[a-z][\w-]* ){{0,2}}{_NAME}"
)
_WITH: Final = re.compile(
    rf"\b(?:with|avec) (?:the |a |local |state-owned |la societe |l'entreprise |"
    rf"le groupe |l'operateur )?(?:[a-z][\w-]* ){{0,3}}?{_NAME}"
    rf"|\bentre (?:la (?:ville|municipalite|mairie|prefecture|province) de |"
    rf"le gouvernement de )?{_WORD} et (?:la societe |le groupe |l'operateur )?"
    rf"(?P<name2>{_WORD}(?: {_WORD}){{0,4}})"
    rf"|\bbetween (?:the )?(?:[a-z]+ (?:of )?)*{_WORD}(?: {_WORD})? and "
    rf"(?P<name3>{_WORD}(?: {_WORD}){{0,4}})"
)
_BETWEEN: Final = re.compile(
    rf"\b(?:between|entre) (?:the |la societe |le groupe )?{_NAME}(?: \([^()]{{2,70}}\))?,? "
    r"(?:and|et) (?=[^,;.]{0,60}(?i:government|committee|municipal|city|people's|mairie|"
    r"gouvernement|"
    r"municipalite|comite))"
)
_SIGNER: Final = re.compile(
    rf"{_NAME}{_SIDE}(?: (?:has|have|had|a|ont|also|recently|yesterday|today|"
    rf"on \w+day|last \w+|vient de|vient d'|enfin|deja))*,?(?: enfin,)? (?:signs?|"
    rf"signed|inks?|inked|signe\w*|paraphe|sealed|struck)\b"
)
_SIGNING: Final = re.compile(
    r"\b(?:sign(?:s|ed|ing)?|ink(?:s|ed)?|signature|signee?s?|signent|paraphe|"
    r"sealed|struck|deal|pact|agreement|accord)\b"
)
_SOLD_TO: Final = re.compile(
    rf"\b(?:sold|sell|sells|handed over|transferred|cede\w*|vendu\w*|transfere\w*)\b"
    rf"[^.;]{{0,90}}? (?:to|"
    rf"a) (?:la societe |le groupe )?{_NAME}"
)
_IT: Final = re.compile(
    rf"(?:^|, |; |\band |\bet |\bwhile |\btandis que |\bque |\bday )(?P<it>it|"
    rf"the company|the firm|the group|the operator|the developer|la societe|"
    rf"le groupe|l'entreprise|l'operateur|elle|il)(?:{_HELP_EN} {_VERB_EN}|{_HELP_FR}{_VERB_FR})",
    re.IGNORECASE,
)
_ITS: Final = re.compile(r"\b(?P<its>its|their|son|sa|leur)\s(?:[\w-]+\s){0,3}$")
# "gave X the go-ahead for a hub", "a autorise X a batir un centre"
_ALLOWED: Final = re.compile(
    rf"\b(?:gave|given|gives|grant(?:s|ed)|allow(?:s|ed)|permit(?:s|ted)|authori[sz](?:es|ed)|"
    rf"autorise|accorde a|donne a) (?:the |la societe |le groupe |l'operateur )?"
    rf"(?:[a-z-]+ ){{0,2}}?"
    rf"{_NAME} (?:a|the|an|its|to|permission|approval|d'|le|son|sa|un)\b"
)
_BEHIND: Final = re.compile(
    r"(?i:behind (?:it|the \w+) (?:is|stands|are)|derriere (?:le \w+|ce \w+|"
    r"lui) (?:se trouve|se cache|on trouve)) (?:the )?"
    r"(?:l'entreprise |la societe |le groupe |(?:[a-z-]+ ){0,3})?" + _NAME
)
# Behind a verb and its object: the same subject goes on.
_ALSO: Final = re.compile(rf"(?:,? and|,? et)(?:{_HELP_EN} {_VERB_EN}|{_HELP_FR}{_VERB_FR})")
# Without a site behind it a verb must be one of these.
_OF_BUILDERS: Final = re.compile(
    r"(?:plan|invest|pour|build|built|operat|own|develop|construct|expects|"
    r"spend|exploit|bati|batit|constru|prevoi|compte)"
)
# Capitals that are no company.
_NOT_COMPANY: Final = re.compile(
    r"^(?:rmb|usd|cny|hk|us|united|states|people|peoples|accord|the|a|an|it|"
    r"its|they|we|he|she|this|that|these|those|his|her|phase|stage|hall|building|"
    r"work|works|construction|ground|officials?|"
    r"authorities|government|local|regulators?|city|county|province|state|district|"
    r"municipal|mayor|president|chairman|beta|trial|testing|"
    r"data|ai|gpu|ia|pue|mw|it|un|une|le|la|les|il|elle|son|sa|ce|cette|cet|"
    r"en|au|aux|des|du|de|dans|a|pour|par|sur|selon|mais|et|"
    r"january|february|march|april|may|june|july|august|september|october|november|"
    r"december|monday|tuesday|wednesday|thursday|friday|"
    r"saturday|sunday|one|two|three|four|five|most|many|some|several|all|both|"
    r"each|another|others?|under|once|when|after|if|"
    r"chinese|china|beijing|where|there|here|now|today|plans?|investment|funding|"
    r"in|near|outside|total|power|electricity|operators?|developers?|builders?|"
    r"companies|firms|analysts?|experts?|researchers?|engineers?|visitors?|"
    r"tourists?|contractors?|private|public|national|provincial|"
    r"central|western|eastern|northern|southern|on|at|by|for|from|with|first|"
    r"second|third|last|next|new|only|no|not|who|what|why|how|"
    r"l|d|qu|tout|toute|deux|trois|chacun|derriere|quant|reste|signature|promoteur|"
    r"budget|ville|commune|mairie|region|tranche|une fois|"
    r"opinion|update|source|photo|image|reporting|editing|regional|earlier|"
    r"later|meanwhile|separately|nearby|elsewhere|unlike|"
    r"cel(?:le|ui)(?:-ci)?|ceux-ci|prev|previous|related|and|or|but|as|while|owner|planned|target|neighbours|fact)$",
    re.IGNORECASE,
)
_QUARTER: Final = re.compile(
    r"(?:(?:North|South)?(?:east|west)|North|South|East|West|Central|Eastern|Western|Northern|"
    r"Southern|Mainland) China"
)
_GENERIC: Final = frozenset(
    {"group", "company", "board", "bank", "firm", "carrier", "operator", "developer", "groupe"}
)
_SHORTEST: Final = 2
_SEAT: Final = re.compile(
    r"-(?:based|headquartered|listed|registered|owner|parent|maker|giant|controlled|backed|owned)$"
)
_SEAT_OF_TWO: Final = re.compile(
    r"(?:Hong Kong|New York|Nasdaq|Inner Mongolia)-(?:based|listed|headquartered|registered) "
)
_LEGAL: Final = re.compile(
    r"(?:Co|Ltd|Inc|Corp|Limited|Company|Technolog(?:y|ies)|Group|Data|Information|Networks?|"
    r"Digital|Cloud|Computing)\.?$"
)
_ELIDED: Final = re.compile(r"(?:[LDSNCJ]|Qu)'[a-z]")
_PUBLIC: Final = re.compile(
    r"\b(?:government|people's|municipality|commission|committee|ministry|bureau|"
    r"administration|council|authority|party|court|police|"
    r"gouvernement|mairie|ministere|commission|bureau|administration|conseil|"
    r"county|district|prefecture|province|city|region|zone|"
    r"new area|mayor|deputy|secretary|director|university|universite)\b",
    re.IGNORECASE,
)
_LANDSCAPE: Final = re.compile(
    r"\b(?:River|Lake|Mountains?|Bay|Reservoir|Basin|Delta|Plateau|Desert|Corridor|Dam|Sea|Strait|"
    r"Gulf|"
    r"Road|Street|Avenue|Expressway|Station|Airport|Festival|Games|Conference|Summit|Forum|Expo)$"
)
_NO_OWNER_BEHIND: Final = re.compile(
    r"\s(?:reporter|analyst|newspaper|magazine|county|district|prefecture|province|"
    r"city|zone|shares|stock|index|mayor|officials?|residents)\b"
)
_SUPPLIES: Final = re.compile(
    r"\b(?:won the|wins the|won an?|supplies|supplied|supplier|contractor|(?:engineering|"
    r"construction|design|supply|procurement) contract|epc|designed by|"
    r"fournit|fournisseur|a remporte)\b"
)


@dataclass(frozen=True, slots=True)
class Owner:
    """Words for an owner.

    Attributes:
        start: first character in the folded text.
        end: character behind the last.
        at: where in the sentence its site is spoken of, a span.
        frame: its site, None where the place in the sentence decides.
        is_name: whether the words are a name; otherwise they stand for the company named before.
    """

    start: int
    end: int
    at: tuple[int, int]
    frame: Frame | None
    is_name: bool = True


def find_owners(page: PageText, reading: Reading) -> Iterator[Owner]:
    """Owners and operators of one sentence, each once, in its order."""
    found: dict[tuple[int, int, int], Owner] = {}
    for owner in (*_actors(page, reading), *_others(page, reading), *_possessors(page, reading)):
        found.setdefault((owner.start, owner.end, id(owner.frame)), owner)
    sure = {(start, end) for start, end, _ in found if found[start, end, _].frame is not None}
    for key in sorted(found, key=lambda key: key[:2]):
        if found[key].frame is not None or key[:2] not in sure:
            yield found[key]


def _actors(page: PageText, reading: Reading) -> Iterator[Owner]:
    """Subjects of verbs that only the owner of a site does."""
    start, end = reading.sentence.start, reading.sentence.end
    folded = _folded_sentence(page, reading)
    patterns = [_SUBJECT_FR] if page.document.language == "fr" else [_SUBJECT_EN]
    for pattern in [*patterns, _RELATIVE]:
        for match in pattern.finditer(folded):
            group = next(g for g in ("name", "name2", "name3") if match.groupdict().get(g))
            span = _company(page, reading, start + match.start(group), start + match.end(group))
            if span is None or _is_passive(folded, match):
                continue
            if _SUPPLIES.search(page.lower, span[1], min(end, start + match.end() + 40)):
                continue
            frame = _object(page, reading, start + match.start(), start + match.end())
            verb = match.groupdict().get("verb") or match.groupdict().get("verb2") or "own"
            if frame is None and _OF_BUILDERS.search(verb.lower()) is None:
                continue
            yield Owner(*span, (start + match.end(), start + match.end()), frame)
            for other in _further(page, reading, start + match.end()):
                yield Owner(*span, span, other)
    for match in _IT.finditer(page.lower[start:end]):
        spot = start + match.start("it"), start + match.end("it")
        frame = _object(page, reading, *spot)
        if frame is not None and not any(r.anchor.start == spot[0] for r in reading.references):
            yield Owner(*spot, spot, frame, is_name=False)


_PASSIVE: Final = re.compile(r"\b(?:is|are|was|were|be|been|being|get|got)(?: [a-z]+ly)? ?$")


def _is_passive(folded: str, match: re.Match[str]) -> bool:
    """Whether a verb is done to its subject: "the land has been set aside"."""
    verb = match.groupdict().get("verb")
    if not verb or verb.endswith("ing"):
        return False
    return _PASSIVE.search(folded[match.start() : match.start("verb")]) is not None


def _further(page: PageText, reading: Reading, behind: int) -> Iterator[Frame]:
    """Sites of further verbs with the same subject: "finished X and is building Y"."""
    for match in _ALSO.finditer(page.text, behind, reading.sentence.end):
        frame = _object(page, reading, match.start(), match.end())
        if frame is not None:
            yield frame


def _others(page: PageText, reading: Reading) -> Iterator[Owner]:
    """Owners behind "by", in labels, in signings and in sales."""
    start = reading.sentence.start
    folded = _folded_sentence(page, reading)
    signs = _SIGNING.search(folded) is not None
    for pattern in (
        _BY, _LABEL, _IS_ROLE, _SOLD_TO, _BEHIND, _WITH, _SIGNER, _BETWEEN, _ALLOWED,
    ):  # fmt: skip
        if pattern in (_WITH, _SIGNER, _BETWEEN) and not (
            signs and _has_public_side(page, reading)
        ):
            continue
        for match in pattern.finditer(folded):
            if pattern is _BY and not (
                _BY_NEEDS.search(match.group()) and _has_site(reading, start + match.start())
            ):
                continue
            group = next(g for g in ("name", "name2", "name3") if match.groupdict().get(g))
            span = _company(page, reading, start + match.start(group), start + match.end(group))
            if span is not None:
                where = start + match.start(), start + match.start()
                at = span if pattern in (_LABEL, _BEHIND) else where
                frame = None
                if pattern in (_WITH, _SIGNER, _BETWEEN):
                    frame = _object(page, reading, where[0], span[1], reach=240)
                yield Owner(*span, at, frame)
                other = _second(page, reading, span[1]) if pattern is _BY else None
                if other is not None:
                    yield Owner(*other, at, frame)


def _second(page: PageText, reading: Reading, behind: int) -> tuple[int, int] | None:
    """A second owner joined to the first one by "and"."""
    match = _AND_NAME.match(page.text, behind, reading.sentence.end)
    if match is None:
        return None
    return _company(page, reading, match.start("name"), match.end("name"))


def may_own(page: PageText, reading: Reading) -> Iterator[tuple[int, int]]:
    """Companies of a sentence that no words make the owner: told by an apposition or a noun."""
    for pattern in (_APPOSED, _OF_KIND):
        for match in pattern.finditer(page.text, reading.sentence.start, reading.sentence.end):
            span = _company(page, reading, match.start("name"), match.end("name"))
            if span is not None:
                yield span


def _possessors(page: PageText, reading: Reading) -> Iterator[Owner]:
    """X's Y data center; centre de donnees de X."""
    text, start = page.text, reading.sentence.start
    for reference in reading.references:
        anchor = reference.anchor
        if reference.frame.kind != "project":
            continue
        match = _OWNS_NAME.search(text, max(start, anchor.start - 70), anchor.start) or (
            _RUN_NAME.search(text, max(start, anchor.start - 70), anchor.start)
        )
        if match is not None:
            group = "name" if match["name"] else "name2"
            span = _company(page, reading, match.start(group), match.end(group))
            if span is not None:
                yield Owner(*span, (anchor.start, anchor.end), reference.frame)
        of_company = _OF_COMPANY.match(text, anchor.end, reading.sentence.end)
        inside = _IN_NAME.search(text, anchor.start, anchor.end)
        if inside is not None and not _is_place(page.lower, reading, *inside.span("name")):
            yield Owner(*inside.span("name"), (anchor.start, anchor.end), reference.frame)
        if of_company is not None and page.document.language == "fr":
            span = _company(page, reading, of_company.start("name"), of_company.end("name"))
            if span is not None:
                yield Owner(*span, (anchor.start, anchor.end), reference.frame)
        its = _ITS.search(page.lower, max(start, anchor.start - 40), anchor.start)
        if its is not None:
            spot = its.start("its"), its.end("its")
            told = [c for c in reading.companies if c.name and c.end <= spot[0]]
            if told:
                spot = told[-1].start, told[-1].end
            yield Owner(*spot, (anchor.start, anchor.end), reference.frame, bool(told))


def _has_site(reading: Reading, start: int) -> bool:
    """Whether a site is named in front of words, or nothing is that they could be said of."""
    before = [r for r in reading.references if r.anchor.start <= start]
    return any(r.frame.kind == "project" for r in before) or start == reading.sentence.start


def _folded_sentence(page: PageText, reading: Reading) -> str:
    return page.text[reading.sentence.start : reading.sentence.end]


def _has_public_side(page: PageText, reading: Reading) -> bool:
    """Whether a government or place takes part in a signing, or a place stands in the sentence."""
    words = page.lower[reading.sentence.start : reading.sentence.end]
    return bool(reading.places) or _PUBLIC.search(words) is not None or "officials" in words


def _company(page: PageText, reading: Reading, first: int, last: int) -> tuple[int, int] | None:
    """The span of a company within capitals; None where they name something else."""
    first = _without_opening(page.text, first, last)
    for place in reading.places:
        if place.start == first and page.lower.startswith(" and ", place.end) and place.end < last:
            first = place.end + len(" and ")
    words = page.text[first:last].rstrip(" .,-")
    last = first + len(words)
    if (
        words.lower() in _GENERIC
        or len(words) < _SHORTEST
        or _QUARTER.fullmatch(words)
        or _PUBLIC.search(words)
        or _LANDSCAPE.search(words)
        or not re.search(r"[A-Za-z]{2}", words)
        or words.endswith("-owned")
    ):
        return None
    if (
        _is_common(page, words, first)
        or _is_participle(page.text, words, first)
        or words.lower() in listed("foreign_places")
    ):
        return None
    if _is_place(page.lower, reading, first, last) or _is_site(reading, first):
        return None
    return None if _NO_OWNER_BEHIND.match(page.lower, last) else (first, last)


def _without_opening(text: str, first: int, last: int) -> int:
    """Where a name begins behind words that open a sentence or tell a seat."""
    seat = _SEAT_OF_TWO.match(text, first, last)
    first = seat.end() if seat is not None else first
    while first < last:
        word = re.match(r"\S+", text[first:last])
        if word is None:
            return last
        rest = text[first + word.end() : last]
        if word.group() == "Beijing" and _LEGAL.search(rest.strip()):
            return first
        if word.group() == "China" and rest.strip()[:1].isupper():
            return first
        if not (
            _NOT_COMPANY.match(word.group().strip(".,'"))
            or _ELIDED.match(word.group())
            or _SEAT.search(word.group())
        ):
            return first
        first += word.end() + len(rest) - len(rest.lstrip())
    return last


def _is_place(lower: str, reading: Reading, first: int, last: int) -> bool:
    """Whether capitals are a place, alone or as a possessor."""
    return any(
        place.start <= first < place.end
        and (last <= place.end or _AFTER_PLACE.fullmatch(lower[place.end : last]))
        for place in reading.places
    )


_AFTER_PLACE: Final = re.compile(r"\s?(?:'s)?(?:\s?\([a-z' -]+\))?\s?")


def _is_site(reading: Reading, first: int) -> bool:
    """Whether capitals begin within words for a site."""
    return any(
        anchor.start <= first < anchor.end and anchor.kind != "programme"
        for anchor in (reference.anchor for reference in reading.references)
    )


_PARTICIPLE: Final = re.compile(
    r"(?:Having|Being|Following|Citing|Speaking|Building|Starting|According|Covering|Using|"
    r"Including|Located|Built|Run|Opened|Completed|Launched|Situated|Owned|(?:Mis|Construit|Ouvert|Install|Implant|Situ|Lanc|Inaugur|Achev|Livr|"
    r"Entam|Annonc|Exploit|Dot|Connu|Conçu|Pos|Sign)(?:e|é|ée|ee)?s?)"
)


def _is_participle(text: str, words: str, first: int) -> bool:
    """Whether one capital word that opens a sentence is a verb: "Mis en service en mai, ..."."""
    opens = first == 0 or text[max(0, first - 2) : first].strip() in {"", ".", ":", "|", ";"}
    return opens and _PARTICIPLE.fullmatch(words) is not None


def _is_common(page: PageText, words: str, first: int) -> bool:
    """Whether one word that opens a sentence is written small elsewhere on the page."""
    opens = page.text[max(0, first - 2) : first].strip() in {"", ".", ":", "|", ";"}
    alone = opens and " " not in words and not words.isupper()
    return alone and re.search(rf"\b{re.escape(words.lower())}\b", page.text) is not None


def _object(
    page: PageText, reading: Reading, first: int, last: int, reach: int = 120
) -> Frame | None:
    """The site behind a verb, in the same sentence and before the next name of a subject."""
    for reference in reading.references:
        if reference.anchor.start >= first and reference.frame.kind == "project":
            near = reference.anchor.start - last <= reach
            return reference.frame if near else None
    return None
