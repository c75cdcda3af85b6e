"""Companies of a sentence in English or French that may own its site, and those that do not."""

import re
from collections.abc import Iterator
from typing import Final

from dcpipeline.extract.frames import Reading
from dcpipeline.extract.latin.owner_words import APPOSED, OF_BUILDING, OF_GOODS, OF_KIND, TENDER_WON
from dcpipeline.extract.latin.owners import company_at, wins
from dcpipeline.extract.segments import PageText
from dcpipeline.normalize.word_patterns import WordPattern

_REACH: Final = 40
# "chips of X", "a loan from X", "according to X"
_ROLE_BEFORE: Final = WordPattern(
    r"\b(?:(?:«things_of_suppliers») (?:of|from|by|at|de|du|par|chez)|«words_before_judges»)"
    r" ?(?:the |la |le |l')?(?:[a-z-]+ ){0,2}$"
)
# "the chips come from X", "processors made by X", "X, a maker of chips"
_MAKES: Final = re.compile(
    r"\b(?:chips?|cards?|gpus?|npus?|processors?|accelerators?|servers?|equipment|hardware|"
    r"systems?|software|technology)\b[^.;,]{0,30} (?:comes?|came|made|supplied|provided|designed|"
    r"developed|produced|bought|sourced|delivered) (?:(?:in part|mainly|mostly|largely) )?"
    r"(?:from|by) (?:the |its )?(?:[a-z-]+ ){0,3}$"
)
_IS_MAKER: Final = re.compile(
    r",? (?:an?|the|its|which|who|is an?|is the) (?:[\w'-]+ ){0,4}?(?:chip|semiconductor|processor|"
    r"gpu|server|equipment|cooling|component)s?[ -](?:maker|designer|manufacturer|producer|"
    r"supplier|unit|firm|company|specialist|start-?up|vendor)\b"
    r"|,? (?:an?|the) (?:[\w'-]+ ){0,2}?(?:makers?|designers?|manufacturers?|producers?|suppliers?|"
    r"vendors?) of (?:[\w'-]+ ){0,3}?(?:chips|processors|cards|gpus|servers|equipment|cooling|"
    r"components|accelerators|semiconductors)\b"
)
_UNIT_FOR_CHIPS: Final = re.compile(
    r"\b(?:chip|semiconductor|processor|server|equipment|cooling)s?[ -](?:unit|arm|division|maker|"
    r"designer|subsidiary|affiliate),? $"
)
# "its services will be run by a local partner, X"
_SERVICES_BY: Final = re.compile(
    r"\bservices? (?:[a-z]+ ){0,3}(?:run|operated|provided|offered|sold|resold) by "
    r"(?:[a-z-]+ ){0,4}(?:partner|company|firm|operator)?,? ?$"
)
# "l'initiative chinoise X", "le modele X de Y": no company, or one that stands for its goods.
_OF_SCHEME: Final = re.compile(
    r"\b(?:initiatives?|strategies?|programmes?|plans?|politiques?|architectures?|modeles?|normes?|"
    r"labels?|concours|salons?|conferences?|forums?|chatbots?|logiciels?|moteurs?|puces?|"
    r"processeurs?|systemes?|services?) (?:[a-z'-]+ ){0,2}?(?:[«\"“] ?)?$"
)
# "Microsoft a popularise l'idee": who went before elsewhere.
_PIONEER: Final = re.compile(
    r" (?:a|avait|ont|avaient|ayant) (?:deja |aussi |elle-meme |lui-meme )?(?:popularis|inspir|"
    r"tent|"
    r"test|experiment|essay|imagin|propos)\w+"
)
# "X is the contractor", "X, a research firm"
_ROLE_BEHIND: Final = WordPattern(
    r"(?: (?:is|was|will be|acts as|est|sera)|,) (?:also )?"
    r"(?:one of (?:the |its )?|the |an? |its |le |la |l'|une? |son )?"
    r"(?:[\w'-]+ ){0,3}?(?:«judging_trades»|(?:«other_roles»)s?)\b"
    r"|(?: \([^()]{2,40}\))?(?:,[^,.;]{2,60},)? (?:was |were |has been |have been |is )?"
    r"(?:asked|hired|contracted|commissioned|chosen|picked|selected|tapped|due) to "
    r"(?:supply|deliver|build|provide|install|fit|design|furnish)\b"
)


def may_own(page: PageText, reading: Reading) -> Iterator[tuple[int, int]]:
    """Companies of a sentence that no words make the owner: told by an apposition or a noun."""
    for pattern in (APPOSED, OF_KIND):
        for match in pattern.finditer(page.text, reading.sentence.start, reading.sentence.end):
            span = company_at(page, reading, match.start("name"), match.end("name"))
            if span is not None and not wins(page, span):
                yield span


def has_other_role(page: PageText, reading: Reading, start: int, end: int) -> bool:
    """Whether a company supplies, lends, rents, reports or judges, by the words around it."""
    first, last = reading.sentence.start, reading.sentence.end
    return bool(
        TENDER_WON.search(page.text, first, start)
        or _SERVICES_BY.search(page.lower, first, start)
        or _MAKES.search(page.lower, first, start)
        or _UNIT_FOR_CHIPS.search(page.lower, max(first, start - _REACH), start)
        or _IS_MAKER.match(page.lower, end, last)
        or _ROLE_BEFORE.search(page.lower, max(first, start - _REACH), start)
        or _ROLE_BEHIND.match(page.lower, end, last)
        or OF_BUILDING.search(page.lower, first, start)
        or (
            page.document.language == "fr"
            and (
                _OF_SCHEME.search(page.lower, max(first, start - _REACH), start)
                or _PIONEER.match(page.lower, end, last)
                or OF_GOODS.search(page.lower, first, start)
            )
        )
    )
