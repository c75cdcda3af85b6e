"""Nouns for sites in English: "data center", "token factory", "campus"."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from dcpipeline.normalize.lexicon import listed
from dcpipeline.normalize.phrases import PhraseIndex

# With a word of the trade before them these end a name: Zunyi Cloud Hall.
_CAPITAL_NOUN: Final = re.compile(
    r"\b(?:Cent(?:er|re)|Campus|Park|Base|Hub|Factory|Port|Hall|Cluster|Platform|Complex|Valley|"
    r"Node|Facility|Plant|Fortress|Village)\b"
)
_SMALL_NOUN: Final = re.compile(
    r"\b(?:campus|site|facility|cent(?:er|re)|park|complex|base|hub|cluster|hall|compound|project|"
    r"data hall|server farm|scheme|development|installation|building|plant|node)\b"
)
NODE: Final = re.compile(
    r"node (?:of|in) (?:the |a |its )?(?:national |nationwide |country's |china |china's |"
    r"state )*(?:integrated )?(?:super)?comput(?:ing|"
    r"e)(?:[ -]power)? (?:internet|network)"
)
# Words of the trade and a noun: "AI computing centre", "token factory", "cloud region".
_MODIFIER: Final = (
    r"(?:ai|gpu|data|big[ -]data|comput(?:e|ing)|comput(?:e|ing)[ -]power|supercomput(?:er|ing)|"
    r"intelligen(?:t|ce)[ -]comput(?:e|ing)|smart[ -]comput(?:e|ing)|cloud|cloud[ -]computing|"
    r"server|"
    r"token|training|inference|artificial[ -]intelligence|hyperscale|internet data)"
)
HEAD: Final = re.compile(
    rf"\b{_MODIFIER}(?:[ -](?:{_MODIFIER}|cent(?:er|re)))*[ -](?P<noun>cent(?:er|re)|campus|park|"
    rf"base|hub|"
    r"cluster|complex|facilit(?:y|ies)|farm|hall|region|fortress)(?:e?s)?\b|"
    r"\b(?:token|ai|compute|computing|intelligence) (?:factory|factories)\b"
)


def find_nouns(text: str, lower: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans of nouns for sites, in order, the longest where they overlap."""
    spans = [(start + h.start, start + h.end) for h in _heads().find(lower[start:end])]
    spans += [
        m.span()
        for m in HEAD.finditer(lower, start, end)
        if m["noun"] is None or text[m.start("noun")].islower()
    ]
    spans += [m.span() for m in NODE.finditer(lower, start, end)]
    spans += [m.span() for m in _CAPITAL_NOUN.finditer(text, start, end)]
    spans += [m.span() for m in _SMALL_NOUN.finditer(text, start, end)]
    spans.sort(key=lambda span: (span[0], -span[1]))
    behind = start
    for first, last in spans:
        if first >= behind:
            behind = last
            yield first, last


@lru_cache(maxsize=1)
def _heads() -> PhraseIndex:
    words = listed("site_heads", "en")
    return PhraseIndex([*words, *(word + "s" for word in words)])


@lru_cache(maxsize=1)
def whole_heads() -> frozenset[str]:
    """Nouns that mean a data center whatever stands beside them."""
    words = listed("site_heads", "en")
    return frozenset([*words, *(word + "s" for word in words)])


@lru_cache(maxsize=1)
def plain_modifiers() -> frozenset[str]:
    """Words before a noun that describe a site and do not name it."""
    return frozenset(listed("plain_modifiers", "en"))
