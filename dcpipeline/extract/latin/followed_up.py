"""Days told behind an event, in English and French: "The board took the decision on 3 May".

Belongs here: which words take up an event that was told before, and which date beside them is its
day. Dates beside the words of the event itself are in ``latin.dates``; dates that were told before
the event in ``latin.scenes``.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from dcpipeline.extract.segments import PageText, Sentence
from dcpipeline.normalize import DateValue

_BEGUN: Final = ("construction_start",)
_ENDED: Final = ("cancelled", "suspended")
_GRANTED: Final = ("approved",)
_OPENED: Final = ("operational", "phase_online")
_RULED: Final = (*_ENDED, *_GRANTED)
_SIGNED: Final = ("signed",)
_SOLD: Final = ("transferred",)
_GROWN: Final = ("expanded",)
# Noun -> events that it takes up; an "s" may follow.
_NOUNS: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "en": {
        "sale": _SOLD,
        "purchase": _SOLD,
        "acquisition": _SOLD,
        "takeover": _SOLD,
        "handover": _SOLD,
        "transfer": _SOLD,
        "transaction": _SOLD,
        "deal": (*_SOLD, *_SIGNED),
        "agreement": _SIGNED,
        "contract": (*_SIGNED, *_GRANTED),
        "pact": _SIGNED,
        "accord": _SIGNED,
        "memorandum": _SIGNED,
        "signing": _SIGNED,
        "document": (*_SIGNED, *_GRANTED),
        "papers": _SIGNED,
        "upgrade": _GROWN,
        "expansion": _GROWN,
        "extension": _GROWN,
        "enlargement": _GROWN,
        "withdrawal": _ENDED,
        "cancellation": _ENDED,
        "termination": _ENDED,
        "suspension": _ENDED,
        "stoppage": _ENDED,
        "halt": _ENDED,
        "groundbreaking": _BEGUN,
        "ground-breaking": _BEGUN,
        "foundation stone": _BEGUN,
        "approval": _GRANTED,
        "permit": _GRANTED,
        "consent": _GRANTED,
        "clearance": _GRANTED,
        "licence": _GRANTED,
        "license": _GRANTED,
        "go-ahead": _GRANTED,
        "green light": _GRANTED,
        "award": _GRANTED,
        "review": _GRANTED,
        "notice": _RULED,
        "decision": _RULED,
        "ruling": _RULED,
        "resolution": _RULED,
        "order": _RULED,
        "vote": _RULED,
        "opening": _OPENED,
        "inauguration": _OPENED,
        "launch": _OPENED,
        "switch-on": _OPENED,
        "start-up": _OPENED,
        "commissioning": _OPENED,
        "ceremony": (*_BEGUN, *_OPENED, *_SIGNED),
    },
    "fr": {
        "vente": _SOLD,
        "cession": _SOLD,
        "rachat": _SOLD,
        "acquisition": _SOLD,
        "transaction": (*_SOLD, *_SIGNED),
        "reprise": _SOLD,
        "accord": _SIGNED,
        "contrat": (*_SIGNED, *_GRANTED),
        "convention": _SIGNED,
        "protocole": _SIGNED,
        "signature": _SIGNED,
        "document": (*_SIGNED, *_GRANTED),
        "extension": _GROWN,
        "agrandissement": _GROWN,
        "retrait": _ENDED,
        "abandon": _ENDED,
        "annulation": _ENDED,
        "resiliation": _ENDED,
        "suspension": _ENDED,
        "arret": _ENDED,
        "premiere pierre": _BEGUN,
        "premier coup de pioche": _BEGUN,
        "coup d'envoi": _BEGUN,
        "approbation": _GRANTED,
        "autorisation": _GRANTED,
        "permis": _GRANTED,
        "agrement": _GRANTED,
        "feu vert": _GRANTED,
        "aval": _GRANTED,
        "attribution": _GRANTED,
        "avis": _RULED,
        "decision": _RULED,
        "resolution": _RULED,
        "arrete": _RULED,
        "vote": _RULED,
        "ouverture": _OPENED,
        "inauguration": _OPENED,
        "lancement": _OPENED,
        "mise en service": _OPENED,
        "mise en route": _OPENED,
        "demarrage": _OPENED,
        "ceremonie": (*_BEGUN, *_OPENED, *_SIGNED),
    },
}


class _Words(NamedTuple):
    """Patterns of one language; each ends where its date begins.

    Attributes:
        subject: a noun that takes up an event opens the sentence, and its day stands behind it.
        aside: "the deal, closed on"; only where no other date is the day.
        object: somebody takes, gives or passes it.
        pronoun: "that happened on", of the event told right before.
        front: the date opens the sentence; ends behind the verb.
    """

    subject: re.Pattern[str]
    aside: re.Pattern[str]
    object: re.Pattern[str]
    pronoun: re.Pattern[str]
    front: re.Pattern[str]


def _nouns(language: str) -> str:
    longest = sorted(_NOUNS[language], key=len, reverse=True)
    return rf"(?P<noun>{'|'.join(longest)})(?!-)s?\b"


# What is told, planned or ends on a day is of another day.
_NOT_THEN: Final = (
    r"\b(?:that|to|will|would|is(?! dated)|are(?! dated)|has|have|says?|said|expires?|valid|until|"
    r"since|before|after|runs?|due|expected|planned|scheduled|reported|published a|cites?|for|by|"
    r"qu[ei]|qu'|sera|doit|jusqu'au|depuis|avant|apres|prevue?|expire|valable|pour|selon|dit|indique)\b"
)
# ", agreed in August,": a date within is not that of the clause around it.
_ASIDE: Final = r"(?:,[^,;:.]{2,70},)?"
_ENGLISH: Final = _Words(
    subject=re.compile(
        rf"(?:the|its|their|this|that|both) (?:[\w'-]+ ){{0,4}}?{_nouns('en')}"
        rf"{_ASIDE}(?:(?!{_NOT_THEN})[^,;:.]){{1,80}}?"
        r"(?: (?:on|in|of|dated|in early|in late|at the end of)(?: the)?)? $"
    ),
    aside=re.compile(
        rf"(?:the|its|their|this|that|both) (?:[\w'-]+ ){{0,4}}?{_nouns('en')}, "
        r"(?:which |that )?(?:(?:was|were|had been) )?(?:\w+ly )?(?:completed|concluded|finished|"
        r"closed|signed|dated|held|made|granted|issued|taken|adopted|sealed|struck|passed|"
        r"(?:which|that) took place) (?:on|in|late in|early in|at the end of)? ?(?:the )?$"
    ),
    object=re.compile(
        r"[^;:.]{3,90}?\b(?:took|made|adopted|passed|granted|gave|issued|signed|sealed|reached|"
        r"struck|closed|completed|concluded|held|carried|received|obtained|won|voted on|voted for|"
        r"decided on|agreed on|attended|handed over|laid) (?:\w+ )?(?:the|its|their|this|that) "
        rf"(?:[\w'-]+ ){{0,3}}?{_nouns('en')}(?: [\w'-]+){{0,3}}? (?:on|in|dated) (?:the )?$"
    ),
    pronoun=re.compile(
        r"(?:this|that|it|all this|all of this|both) "
        r"(?:happened|took place|came about|came|occurred|was|were|did so|(?:dates|goes) back to)"
        r"(?: (?:on|in|at the end of|late in|early in|only in|back in))?(?: the)? $"
    ),
    front=re.compile(
        rf",? (?:the|its|their|this|that) (?:[\w'-]+ ){{0,4}}?{_nouns('en')}"
        r"(?: (?:was|were|took place|came|fell|followed|had been|closed|went through))\b"
    ),
)
_DET: Final = r"(?:la |le |l'|les |cette |ce |cet |sa |son |leur )"
_FRENCH: Final = _Words(
    subject=re.compile(
        rf"{_DET}(?:[\w'-]+ ){{0,4}}?{_nouns('fr')}{_ASIDE}(?:(?!{_NOT_THEN})[^,;:.]){{1,80}}?"
        r"(?: (?:le|en|du|au|de|fin|debut|au mois de|au mois d'))+ ?$"
    ),
    aside=re.compile(
        rf"{_DET}(?:[\w'-]+ ){{0,4}}?{_nouns('fr')}, (?:qui (?:a|ont) ete )?(?:\w+ment )?"
        r"(?:conclue?|signee?|datee?|tenue?|accordee?|delivree?|prise?|adoptee?|scellee?|votee?|"
        r"achevee?|terminee?|rendue?|intervenue?)s? (?:le|en|du|au|de|fin|debut) $"
    ),
    object=re.compile(
        r"[^;:.]{3,90}?\b(?:a|ont|avait|avaient) (?:\w+ )?(?:pris|prise|adopte|vote|rendu|donne|"
        r"signe|conclu|accorde|delivre|publie|obtenu|recu|tenu|scelle|pose|prononce) "
        rf"{_DET}(?:[\w'-]+ ){{0,3}}?{_nouns('fr')}(?: [\w'-]+){{0,3}}? (?:le|en|des le) $"
    ),
    pronoun=re.compile(
        r"(?:c'etait|cela (?:s'est passe|date|remonte)|c'est arrive|tout s'est passe|"
        r"l'evenement date|la chose s'est faite)(?: (?:le|en|au|du|de|a|fin|debut))* $"
    ),
    front=re.compile(
        rf",? {_DET}(?:[\w'-]+ ){{0,4}}?{_nouns('fr')}"
        r"(?: (?:a|ont|avait) (?:ete|eu lieu|suivi)| s'est tenue?| est intervenue?| tombait)\b"
    ),
)  # fmt: skip
_WORDS: Final[Mapping[str, _Words]] = {"en": _ENGLISH, "fr": _FRENCH}
# "Since March 2025 it has served clients": what runs was opened then.
_SINCE: Final = re.compile(
    r"(?:since|depuis)(?: the| le| la)?(?: (?:end|fin|start|debut)(?: of| de)?)? $"
)
_RUNS: Final = (*_OPENED, *_BEGUN)
# "Both sides signed a termination agreement on", "The contract came to an end on"
_ENDING: Final = re.compile(
    r"\b(?:termination|rescission|cancellation|withdrawal|dissolution) "
    r"(?:agreement|deed|letter|notice|contract|accord)\b(?: [\w'-]+){0,4}? (?:on|dated|of) "
    r"(?:the )?$|\b(?:accord|acte|protocole|avenant|lettre) de "
    r"(?:resiliation|rupture|retrait|renonciation)\b(?: [\w'-]+){0,4}? (?:le|du|en) $"
    r"|\b(?:agreement|contract|deal|pact|accord|contrat)s?\b[^.;:]{0,60}? "
    r"(?:ended|lapsed|expired|ceased|came to an end|fell (?:away|apart|through)|"
    r"lost its (?:force|effect)|a pris fin|a ete (?:resilie|denonce|rompu)|est (?:devenu )?caduc|"
    r"was (?:ended|dissolved|rescinded|undone|unwound|torn up|brought to an end|set aside))"
    r"(?: [\w'-]+){0,3}? (?:on|in|as of|le|en|au) (?:the )?$"
)
_CLEFT: Final = re.compile(r"(?:it was|c'est) (?:only |finally )?(?:on |in |le |en )?$")
_CLEFT_BEHIND: Final = re.compile(r",? (?:that|when|qu[e'])")
_DATE_FRONT: Final = re.compile(r"(?:on |in |le |en )?(?:the )?$")


class FollowUp(NamedTuple):
    """The day of an event that was told before.

    Attributes:
        events: kinds of event that the words can mean; empty for whatever was told right before.
        on: the day.
        end: character behind the words, date included.
    """

    events: tuple[str, ...]
    on: DateValue
    end: int


def follow_up(page: PageText, sentence: Sentence, dates: Sequence[DateValue]) -> FollowUp | None:
    """The day that a sentence tells of an event that was told before it; None without one.

    Args:
        page: the page.
        sentence: the sentence.
        dates: its dates, in order.
    """
    if page.document.language == "zh":
        return None
    found = [told for on in dates for told in _taken_up(page, sentence, on)]
    found += [told for on in dates for told in _in_aside(page, sentence, on)]
    return next(iter(found), None)


def _in_aside(page: PageText, sentence: Sentence, on: DateValue) -> Iterator[FollowUp]:
    """What a date in an aside behind a noun is the day of."""
    language = page.document.language
    match = _WORDS[language].aside.match(page.lower, sentence.start, on.span[0])
    if match is not None:
        yield FollowUp(_NOUNS[language][match["noun"]], on, on.span[1])


def _taken_up(page: PageText, sentence: Sentence, on: DateValue) -> Iterator[FollowUp]:
    """What a date of a sentence can be the day of, by each of the patterns."""
    language = page.document.language
    words, nouns = _WORDS[language], _NOUNS[language]
    first, last = on.span
    for pattern in (words.subject, words.object):
        match = pattern.match(page.lower, sentence.start, first)
        if match is not None:
            yield FollowUp(nouns[match["noun"]], on, last)
    if _DATE_FRONT.fullmatch(page.lower, sentence.start, first):
        match = words.front.match(page.lower, last, sentence.end)
        if match is not None:
            yield FollowUp(nouns[match["noun"]], on, match.end())
    if _SINCE.fullmatch(page.lower, sentence.start, first):
        yield FollowUp(_RUNS, on, last)
    match = _ENDING.search(page.lower, sentence.start, first)
    if match is not None:
        yield FollowUp(_ENDED, on, last)
    if words.pronoun.match(page.lower, sentence.start, first):
        yield FollowUp((), on, last)
    if _CLEFT.match(page.lower, sentence.start, first) and _CLEFT_BEHIND.match(page.lower, last):
        yield FollowUp((), on, last)
