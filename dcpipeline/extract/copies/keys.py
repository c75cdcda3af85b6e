"""Fingerprints of stories, and the pairs that may be copies."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final

import numpy as np
import numpy.typing as npt

from dcpipeline.extract.copies.wording import body, folded, words_of
from dcpipeline.extract.document import Document

# Shorter texts, in folded characters, are copies only where they are equal.
SHORTEST_NEAR: Final = 80
# Words of a run that two texts must share for its words to count as common.
RUN: Final = 6
# Common words of the longer text: the shorter may be cut to 60 %.
LEAST_OF_LONGER: Final = 0.55
# Texts that each key compares a text with.
NEXT: Final = 6
BANDS: Final = 42
ROWS: Final = 3
ANCHORS: Final = 16
AROUND_FIGURE: Final = 3
# Runs that are scrambled together: bounds the memory of a long text to a few megabytes.
AT_ONCE: Final = 1024

Ints = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What tells whether two pages print one story.

    Attributes:
        exact: hash of the folded text, 32 hexadecimal digits; equal for equal texts.
        length: folded characters: digits, letters, hanzi. 0 where nothing could be read.
        words: the folded text in order: hanzi, words of letters, figures as digits.
        bands: MinHash keys of a text of at least 80 characters; one in common makes a candidate.
        anchors: keys of its surroundings of figures, at most 16.
    """

    exact: str
    length: int
    words: tuple[str, ...]
    bands: tuple[int, ...] = ()
    anchors: tuple[int, ...] = ()


def fingerprint(document: Document) -> Fingerprint:
    """The fingerprint of a page.

    Title, line with date and source, dateline, and lines of editors and sources are left out. The
    date under a notice stays: it may be all that tells two notices apart. A body of less than 80
    folded characters, such as a link to an attachment, counts with its title.
    """
    title = folded(document.title or "")
    words = tuple(words_of("\n".join(body(document, title))))
    if sum(map(len, words)) < SHORTEST_NEAR:
        words = (*words_of(title), *words)
    text = "".join(words)
    exact = blake2b(text.encode(), digest_size=16).hexdigest()
    if len(text) < SHORTEST_NEAR:
        return Fingerprint(exact, len(text), words)
    return Fingerprint(exact, len(text), words, _bands(words), _anchors(words))


def candidates(texts: Iterable[Fingerprint]) -> set[tuple[str, str]]:
    """Pairs of different texts that may be copies, by their exact hashes, the shorter one first.

    Every key of a text (42 bands, 16 anchors) lets it meet at most six others; pairs whose figures
    stand in other words are left out.
    """
    near = sorted(
        {mark.exact: mark for mark in texts if mark.bands}.values(),
        key=lambda mark: (mark.length, mark.exact),
    )
    holders: defaultdict[int, list[Fingerprint]] = defaultdict(list)
    for mark in near:
        for key in {*mark.bands, *mark.anchors}:
            holders[key].append(mark)
    met = {
        (shorter.exact, longer.exact): (shorter, longer)
        for marks in holders.values()
        for place, shorter in enumerate(marks)
        for longer in marks[place + 1 : place + 1 + NEXT]
    }
    return {pair for pair, (shorter, longer) in met.items() if _may_be_copy(shorter, longer)}


def _hash(words: Sequence[str]) -> int:
    return int.from_bytes(blake2b(" ".join(words).encode(), digest_size=8).digest(), "little")


def _mixed(values: Ints) -> Ints:
    """Finaliser of splitmix64: a fixed one-to-one scrambling of 64-bit numbers."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def _bands(words: Sequence[str]) -> tuple[int, ...]:
    """Keys of bands: each hashes the smallest of the runs under three scramblings."""
    last = max(len(words) - RUN, 0)
    runs = {_hash(words[place : place + RUN]) for place in range(last + 1)}
    hashes = np.fromiter(runs, dtype=np.uint64, count=len(runs))
    seeds = _mixed(np.arange(1, BANDS * ROWS + 1, dtype=np.uint64) << np.uint64(32))[:, np.newaxis]
    smallest = np.full(BANDS * ROWS, np.iinfo(np.uint64).max, dtype="<u8")
    for start in range(0, len(hashes), AT_ONCE):
        found = _mixed(hashes[start : start + AT_ONCE] ^ seeds).min(axis=1)
        np.minimum(smallest, found, out=smallest)
    return tuple(
        int.from_bytes(blake2b(bytes([band]) + rows.tobytes(), digest_size=8).digest(), "little")
        for band, rows in enumerate(smallest.reshape(BANDS, ROWS))
    )


def _anchors(words: Sequence[str]) -> tuple[int, ...]:
    places = (place for place, word in enumerate(words) if word.isdecimal())
    around = {
        _hash(words[max(0, place - AROUND_FIGURE) : place + AROUND_FIGURE + 1]) for place in places
    }
    return tuple(sorted(around)[:ANCHORS])


def _may_be_copy(shorter: Fingerprint, longer: Fingerprint) -> bool:
    """Whether lengths and anchors leave it possible that two texts are copies.

    Of the anchors of the shorter text that the longer one would have kept among its 16 smallest,
    half must be there.
    """
    if shorter.length < longer.length * LEAST_OF_LONGER:
        return False
    if not (shorter.anchors and longer.anchors):
        return True
    limit = longer.anchors[-1] if len(longer.anchors) == ANCHORS else 2**64
    expected = {anchor for anchor in shorter.anchors if anchor <= limit}
    return len(expected & {*longer.anchors}) * 2 >= len(expected)
