"""French words that stand for one of several sites told of: "l'un a Langfang", "un autre".

Belongs here: such words without a noun for a site beside them. Does not belong here: nouns and
names (``names_french.py``).
"""

import re
from collections.abc import Iterator
from typing import Final

from dcpipeline.extract.anchors import Anchor

_REACH: Final = 300
_NEAR: Final = 110
_SITES: Final = re.compile(
    r"\b(?:centres?|data ?cent(?:er|re)s?|datacent(?:er|re)s?|sites?|campus|complexes?|parcs?|"
    r"installations?|projets?|clusters?|hubs?|supercalculateurs?|batiments?)\b"
)
_THERE: Final = (
    r",? (?:situe |situee |implante |implantee |installe |installee )?"
    r"(?:a|au|en|dans|pres de|dans le|dans la|dans le comte de|dans le district de|"
    r"dans la ville de|au large de) (?:l')?[A-Z]"
)
_GOES_ON: Final = (
    r"(?:,| (?:a|est|sera|de \d[\d ,.]*|doit|devrait|ouvrira|abrite|compte|accueille|entrera|verra|"
    r"en construction|en projet|prevu)\b)"
)
# "le campus de X et celui de Y": another one.
_THAT_OF: Final = re.compile(
    r"\b(?:[Cc]elui|celle) (?=(?:de |d'|du groupe |de la societe |de l'operateur )[A-Z])"
)
# "l'un a Langfang, l'autre a Nantong", "Un troisieme est en construction a Anshun"
_ONE_THERE: Final = re.compile(
    r"\b(?:(?:[Ll]'un|[Ll]'autre|[Ll]'une? d'(?:entre )?(?:eux|elles)|"
    r"[Ll]e (?:premier|second|deuxieme|troisieme|quatrieme)|"
    rf"[Uu]n (?:premier|autre|deuxieme|second|troisieme|quatrieme))(?={_THERE})|"
    r"[Uu]n (?:autre|deuxieme|second|troisieme|quatrieme|cinquieme)"
    r"(?= (?:est|sera|doit|devrait|entrera|ouvrira|se trouve|verra)\b))"
)
# "A Mianyang, dans le Sichuan, un autre, de 20 MW, ouvrira"
_FRONTED: Final = re.compile(
    r"\b(?:[Aa]|[Ee]n|[Dd]ans|[Aa]u|[Pp]res de) (?:le |la |l')?[A-Z][\w'-]+(?: [A-Z][\w'-]+)?"
    r"(?:,? (?:\([A-Z][\w' -]{2,30}\)|(?:dans|au|en|a) (?:le |la |l')?[A-Z][\w'-]+(?: [a-z]+)?))?, "
    rf"(?P<one>(?:un|une) (?:autre|deuxieme|seconde?|troisieme|quatrieme))(?={_GOES_ON})"
)
# "onze sites, dont un de 40 MW a X et un autre de 20 MW a Y", "dont son vaisseau amiral de X"
_COUNTED: Final = re.compile(
    r"\b(?:\d+|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|vingt|trente|"
    r"plusieurs|ses|leurs|des|les|dizaine de|trentaine de|vingtaine de) (?:[a-z-]+ ){0,2}?"
    r"(?:centres|sites|data ?centers|data ?centres|campus|installations|projets|complexes|parcs)\b"
    r"[^.;]{0,60}$"
)
_AMONG: Final = re.compile(
    r"\bdont (?P<one>une?(?= (?:autre )?(?:de \d|a (?:l')?[A-Z]|au [A-Z]|en [A-Z]|dans l|pres d))"
    r"|(?:(?:son|sa|leur|un|le) )?(?:vaisseau amiral|navire amiral|fleuron))"
)
_AND_ONE: Final = re.compile(
    r"(?:\bet|,) (?P<one>une?(?: autre| second| deuxieme| troisieme)?)"
    r"(?= (?:de \d[\d ,.]* ?[A-Za-z]|a (?:l')?[A-Z]|en [A-Z]|au [A-Z]))"
)
_OF_TWO: Final = re.compile(
    r"\ble (?:premier|second)(?=,| (?:de ces|des deux|doit|est|sera|a|compte|comptera|represente|"
    r"accueille|abrite|devrait|affiche|offre|dispose)\b)"
)


def find_others(text: str, lower: str, start: int, end: int) -> Iterator[Anchor]:
    """Words of a sentence that stand for one of several sites told of before.

    Args:
        text: folded text of the page.
        lower: the same in lower case.
        start: first character of the sentence.
        end: character behind the sentence.
    """
    there = set()
    for pattern in (_ONE_THERE, _THAT_OF):
        for match in pattern.finditer(text, start, end):
            reach = start if match.group().startswith("celle") else max(0, start - _REACH)
            if _SITES.search(lower, reach, match.start()):
                there.add(match.start())
                yield Anchor("new", match.start(), match.end() - (pattern is _THAT_OF))
    for match in _FRONTED.finditer(text, start, end):
        if match.start("one") not in there and _SITES.search(
            lower, max(0, start - _REACH), match.start()
        ):
            yield Anchor("new", *match.span("one"))
    yield from _among(text, lower, start, end)
    for match in _OF_TWO.finditer(lower, start, end):
        if match.start() not in there:
            yield Anchor("pronoun", match.start(), match.end())


def _among(text: str, lower: str, start: int, end: int) -> Iterator[Anchor]:
    """Members of sites counted right before: "onze sites, dont un de 40 MW a X et un autre"."""
    first = _AMONG.search(text, start, end)
    if first is None or not _COUNTED.search(
        lower, max(start, first.start() - _NEAR), first.start()
    ):
        return
    yield Anchor("new", *first.span("one"))
    for match in _AND_ONE.finditer(text, first.end(), end):
        yield Anchor("new", *match.span("one"))
