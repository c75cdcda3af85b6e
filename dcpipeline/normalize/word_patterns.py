"""Regular expressions with words of the lexicon in them, built at their first use."""

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Final

from dcpipeline.normalize.lexicon import LANGUAGES, listed
from dcpipeline.normalize.lexicon.verbs import forms

_SECTION: Final = re.compile(r"«(?P<forms>forms of )?(?P<name>\w+)»")
_OPTIONAL: Final = re.compile(r"\\\((\w+)\\\)")


class WordPattern:
    r"""A pattern whose template names sections of the lexicon: ``(?:«owner_labels»)[为是]``.

    ``«section»`` stands for the words of the section as alternatives, the longest first, and
    ``«forms of section»`` for all forms of its English verbs. A word may be written so:
    ``porte(e)(s)`` with letters that may be absent, ``agrandi-`` with at least one letter behind
    it, ``exploite(-)`` with any or none. How a verb is written says ``lexicon.verbs``.

    Attributes of the compiled pattern (``search``, ``match`` ...) are its own.

    Args:
        template: the regular expression.
        languages: those whose words are meant; all without one.
        flags: those of ``re.compile``.
    """

    def __init__(self, template: str, *languages: str, flags: int = 0) -> None:
        self._template = template
        self._languages = languages or LANGUAGES
        self._flags = flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern with the words in it.

        Raises:
            ValueError: none of the languages has a section that the template names.
        """
        return re.compile(_SECTION.sub(self._alternatives, self._template), self._flags)

    @cached_property
    def search(self) -> Callable[..., re.Match[str] | None]:
        """``re.Pattern.search``."""
        return self.compiled.search

    @cached_property
    def match(self) -> Callable[..., re.Match[str] | None]:
        """``re.Pattern.match``."""
        return self.compiled.match

    @cached_property
    def fullmatch(self) -> Callable[..., re.Match[str] | None]:
        """``re.Pattern.fullmatch``."""
        return self.compiled.fullmatch

    @cached_property
    def finditer(self) -> Callable[..., Iterator[re.Match[str]]]:
        """``re.Pattern.finditer``."""
        return self.compiled.finditer

    def forget(self) -> None:
        """Build the pattern anew at its next use, with the words that the lexicon has then."""
        for name in ("compiled", "search", "match", "fullmatch", "finditer"):
            self.__dict__.pop(name, None)

    def _alternatives(self, section: re.Match[str]) -> str:
        words = {word for language in self._languages for word in listed(section["name"], language)}
        if not words:
            raise ValueError(f"the lexicon has no words under {section['name']}")
        if section["forms"]:
            words = {form for verb in words for form in forms(verb)}
        return "|".join(_spelled(word) for word in sorted(words, key=lambda w: (-len(w), w)))


def _spelled(word: str) -> str:
    """A word as a regular expression."""
    ending = r"\w*" if word.endswith("(-)") else r"\w+" if word.endswith("-") else ""
    return _OPTIONAL.sub(r"(?:\1)?", re.escape(word.removesuffix("(-)").removesuffix("-"))) + ending
