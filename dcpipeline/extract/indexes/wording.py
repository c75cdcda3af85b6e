"""Which entries have the words that make them worth reading."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final, Protocol

from dcpipeline.extract.indexes.addresses import host_of
from dcpipeline.extract.indexes.entry import Entry, Index, tally
from dcpipeline.normalize.text import fold
from dcpipeline.sources import below, wanted_words

_LONGEST_SHORT: Final = 4
# Some indexes put blanks between all words, Chinese ones too.
_BETWEEN_HAN: Final = re.compile(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")
_BLANKS: Final = re.compile(r"[\s-]+")


class LeadsToPages(Protocol):
    """The rules of a source whose entries are addresses of pages."""

    @property
    def words(self) -> tuple[str, ...]:
        """Words of which an entry must have one."""

    @property
    def also(self) -> tuple[str, ...]:
        """Words of which it must have another one, if there are any."""

    @property
    def links(self) -> str | None:
        """What its address must match."""

    @property
    def skip_hosts(self) -> tuple[str, ...]:
        """Hosts that are not read."""


def comparable(text: str) -> str:
    """Text for comparison: half width, simplified, small letters, no accents, single blanks."""
    return _BETWEEN_HAN.sub("", _BLANKS.sub(" ", fold(text).text.lower()))


@lru_cache(maxsize=64)
def pattern_of(words: tuple[str, ...]) -> re.Pattern[str] | None:
    """A pattern that finds any of the words; None where everything is wanted.

    Letters must begin a word: ``gpu`` is found in GPUs. Up to four letters must be a whole word or
    its plural: ``aidc`` is not found in other words that begin so.
    """
    known = wanted_words(words)
    if known is None:
        return None
    return re.compile("|".join(sorted({_alternative(word) for word in known})))


def _alternative(word: str) -> str:
    plain = comparable(word).strip()
    if not plain.isascii():
        return re.escape(plain)
    end = r"s?(?![a-z0-9])" if len(plain) <= _LONGEST_SHORT else ""
    return rf"(?<![a-z0-9]){re.escape(plain)}{end}"


def worth_reading(words: str, rules: LeadsToPages) -> str | None:
    """Why an entry is not worth reading by its words; None where it is."""
    text = comparable(words)
    for wanted, reason in ((rules.words, "none of the words"), (rules.also, "none of also")):
        pattern = pattern_of(wanted) if wanted else None
        if pattern is not None and pattern.search(text) is None:
            return reason
    return None


def chosen(
    found: Iterable[Entry],
    rules: LeadsToPages,
    left_out: Sequence[tuple[str, str]] = (),
    next_url: str | None = None,
) -> Index:
    """The index of what was found: each address once, where it is worth reading.

    Args:
        found: entries in the order of the index.
        rules: what is worth reading.
        left_out: what was left out before.
        next_url: address of the next page.
    """
    seen: set[str] = set()
    entries: list[Entry] = []
    dropped = list(left_out)
    for entry in found:
        reason = "listed twice" if entry.url in seen else _unwanted(entry, rules)
        seen.add(entry.url)
        if reason is None:
            entries.append(entry)
        else:
            dropped.append(("entry", reason))
    return Index(tuple(entries), len(seen), tally(dropped), next_url)


def _unwanted(entry: Entry, rules: LeadsToPages) -> str | None:
    if rules.links is not None and re.search(rules.links, entry.url) is None:
        return "its address does not match links"
    host = host_of(entry.url)
    if any(below(host, end) for end in rules.skip_hosts):
        return "its host is skipped"
    return worth_reading(entry.words or entry.title, rules)
