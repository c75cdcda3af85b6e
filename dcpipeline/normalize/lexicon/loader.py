"""Reading the lexicon. Files are read once, at first use, never at import."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final

import yaml
from opencc import OpenCC

from dcpipeline.normalize.lexicon import verbs

LANGUAGES: Final = ("zh", "en", "fr")
# "will «building»", "is «building -ing»": once for each verb of a section, in the form named.
_VERBS: Final = re.compile(r"«(?P<section>\w+)(?: -(?P<form>\w+))?»")
_FORMS: Final[Mapping[str | None, Callable[[str], tuple[str, ...]]]] = {
    None: lambda verb: (verbs.base(verb),),
    "s": lambda verb: (verbs.third_person(verb),),
    "ing": lambda verb: (verbs.gerund(verb),),
    "ed": lambda verb: (verbs.participle(verb),),
    "e": verbs.french_participles,
    "ra": verbs.french_future,
}


@lru_cache(maxsize=16)
def _document(name: str) -> Mapping[str, Any]:
    """One YAML file of this folder."""
    content = files(__package__).joinpath(f"{name}.yml").read_text(encoding="utf-8")
    document = yaml.load(content, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    if not isinstance(document, dict):
        raise ValueError(f"lexicon {name}.yml holds no mapping")
    return document


@lru_cache(maxsize=1)
def _converter() -> OpenCC:
    return OpenCC("t2s")


@lru_cache(maxsize=16384)
def simplified(character: str) -> str:
    """The simplified form of a traditional character, by the tables of OpenCC."""
    if not "\u3400" <= character <= "\u9fff":
        return character
    converted = str(_converter().convert(character))
    return converted if len(converted) == 1 else character


@lru_cache(maxsize=256)
def listed(section: str, language: str | None = None) -> tuple[str, ...]:
    """The words of a section that is a list, in one language or in all, longest first."""
    return tuple(
        sorted(
            {
                _plain(word)
                for name in _named(section, language)
                for line in _document(name)[section]
                for word in spelled_out(line, name)
            },
            key=lambda word: (-len(word), word),
        )
    )


@lru_cache(maxsize=256)
def mapped(section: str, language: str | None = None) -> Mapping[str, tuple[str, ...]]:
    """The words of a section that maps meanings to words: word -> meanings.

    A word listed under several meanings keeps them all, in order of the alphabet.
    """
    meanings: dict[str, set[str]] = {}
    for name in _named(section, language):
        for meaning, lines in _document(name)[section].items():
            for word in (word for line in lines for word in spelled_out(line, name)):
                meanings.setdefault(_plain(word), set()).add(str(meaning))
    return {word: tuple(sorted(found)) for word, found in sorted(meanings.items())}


@lru_cache(maxsize=1)
def zones_across_cities() -> Mapping[str, tuple[str, ...]]:
    """Zones that lie in several divisions: name -> codes."""
    return {
        _plain(name): tuple(str(code) for code in codes)
        for name, codes in _document("zones").items()
    }


@lru_cache(maxsize=1)
def name_words() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Words of project and company names: word -> roles, each with what it stands for.

    Roles are ``carriers, suppliers, companies, kinds, fillers, descriptors, regions,
    translations``; a filler, a descriptor and a region stand for nothing.
    """
    roles: dict[str, set[tuple[str, str]]] = {}
    for role, section in _document("names").items():
        meanings = section if isinstance(section, dict) else {"": section}
        for meaning, words in meanings.items():
            for word in words:
                roles.setdefault(_plain(str(word)), set()).add((role, _plain(str(meaning))))
    return {word: tuple(sorted(found)) for word, found in sorted(roles.items())}


@lru_cache(maxsize=1)
def business_words() -> Mapping[str, str]:
    """Words of company names that say what a company does: word -> what it stands for.

    Words that stand or are left out stand for nothing: their meaning is empty.
    """
    document = _document("businesses")
    words = {
        _plain(word): meaning
        for meaning, listed_words in document["businesses"].items()
        for word in listed_words
    }
    return words | dict.fromkeys(map(_plain, document["companions"]), "")


def _named(section: str, language: str | None) -> list[str]:
    """The languages, of one or of all, that have a section."""
    languages = LANGUAGES if language is None else (language,)
    return [name for name in languages if name in LANGUAGES and section in _document(name)]


def spelled_out(line: object, language: str) -> list[str]:
    """A line of the lexicon, once for each verb of the section that it names.

    Raises:
        ValueError: the language has no such section, or the form is unknown.
    """
    words = str(line)
    named = _VERBS.search(words)
    if named is None:
        return [words]
    inflected = _FORMS.get(named["form"])
    if inflected is None or named["section"] not in _document(language):
        raise ValueError(
            f"{language}.yml knows no verbs or form {named.group()} of the line {words!r}"
        )
    return [
        words[: named.start()] + form + words[named.end() :]
        for verb in _document(language)[named["section"]]
        for form in inflected(verb)
    ]


def _plain(word: object) -> str:
    """Lower case without accents, as texts are folded before they are compared."""
    parts = unicodedata.normalize("NFKD", str(word)).lower()
    return "".join(
        simplified(part) for part in parts if not unicodedata.category(part).startswith("M")
    )
