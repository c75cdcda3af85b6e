"""Labels of forms and tables in Latin letters: Operator, Date de mise en service."""

import re
from functools import lru_cache
from typing import Final

from dcpipeline.normalize.lexicon import mapped
from dcpipeline.normalize.phrases import PhraseIndex
from dcpipeline.normalize.text import fold

LONGEST_LABEL: Final = 40
_MOST_WORDS: Final = 5
_LATIN: Final = re.compile(r"[^\W\d_][^:,;.!?\u4e00-\u9fff]*")
_BRACKETS: Final = re.compile(r"\s*[(\[][^()\[\]]{1,20}[)\]]")
_FIELD: Final = re.compile(rf"(?P<label>[^:：\n]{{2,{LONGEST_LABEL}}}?)\s*[:：]\s*(?=[^\s/])")


@lru_cache(maxsize=3)
def header_words(language: str) -> tuple[PhraseIndex, dict[str, tuple[str, str]]]:
    """Index of the words of headers; for each its role, and the event where it dates one."""
    known = {word: ("date", events[0]) for word, events in mapped("table_dates", language).items()}
    roles = mapped("table_headers", language)
    known.update((word, (meant[0], "")) for word, meant in roles.items())
    return PhraseIndex(known), known


@lru_cache(maxsize=1024)
def is_latin_label(text: str) -> bool:
    """Whether a few words are a label: a header word that other words describe, and no more.

    Args:
        text: the words without the colon, such as "Planned IT load (MW)" or "Ville d'implantation".
    """
    if len(text) > LONGEST_LABEL:
        return False
    words = " ".join(_BRACKETS.sub("", fold(text).text).lower().split())
    if len(words.split()) > _MOST_WORDS or _LATIN.fullmatch(words) is None:
        return False
    english, french = (list(header_words(language)[0].find(words)) for language in ("en", "fr"))
    if english and english[-1].end == len(words):
        return True
    return bool(french) and french[0].start == 0


def is_naming(label: str) -> bool:
    """Whether what stands behind a label is the name of the thing: Project name, Nom du site."""
    words = " ".join(fold(label).text.lower().split())
    return any(
        "name" in mapped("table_headers", language).get(words, ()) for language in ("en", "fr")
    )


def latin_field(text: str) -> int:
    """Where the value of a line "Label: value" begins; 0 where the line is no such field.

    The label may be one that nothing is read from, such as "Website"; ``is_latin_label`` tells.
    """
    match = _FIELD.match(text)
    if match is None or _LATIN.fullmatch(match["label"]) is None:
        return 0
    return match.end() if len(match["label"].split()) <= _MOST_WORDS else 0


def label_of(text: str) -> str:
    """The label of a line for which ``latin_field`` tells where the value begins."""
    match = _FIELD.match(text)
    return "" if match is None else match["label"].strip()
