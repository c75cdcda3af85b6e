"""Names in Latin letters compared: spellings of one name, and shorter forms of it."""

import re
from collections.abc import Collection
from typing import Final

_ENDS: Final = re.compile(
    r"\b(?:data|computing|computing-power|compute|supercomputing|supercomputer|"
    r"intelligent|intelligence|smart|ai|cloud|center|centre|campus|"
    r"park|base|hub|cluster|facility|site|complex|hall|project|the|of|in|datacenter|"
    r"datacentre|data-center|second|third|first|new|node|compound)\b"
)


def key_of_name(name: str) -> str:
    """The form in which two spellings of one name are equal."""
    bare = re.sub(r"[\"“”«»,.()]", " ", name.lower())
    bare = re.sub(
        r"\b(?:the|project|le|la|de|du|d|l|of|centre|center|phase \w+)\b|[dl]'", " ", bare
    )
    return " ".join(bare.split())


def words_of_name(name: str) -> frozenset[str]:
    """The words of a name that are its own, without nouns for sites."""
    return frozenset(_ENDS.sub(" ", re.sub(r"[\"“”«»,.()]", " ", name.lower())).split())


def meant_by(short: str, names: Collection[str]) -> str | None:
    """The one name of which a shorter form is used ("the Unicom center"); None for none or two."""
    words = words_of_name(short)
    fitting = [name for name in names if words and words <= words_of_name(name)]
    return fitting[0] if len(fitting) == 1 else None


_NAMES_SITE: Final = re.compile(
    r"\b(?:cent(?:er|re)|campus|base|hub|park|complex|cluster)(?: \d{1,2})?$|"
    r"^(?:centre|campus|parc|pole|base|complexe|cluster|hub|site)\s(?:[«\"“]\s?)?(?!de |du |"
    r"d')[a-z]"
)


def own_name(words: str) -> str:
    """Words that name a site in short, where their noun can end a name; else empty."""
    return words if _NAMES_SITE.search(words.lower()) else ""
