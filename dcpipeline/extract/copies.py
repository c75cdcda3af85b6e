"""Copies of one story: pages that print the same text share an origin.

A wire story stands on many hosts: in traditional characters, with pinyin behind each character,
with hidden characters, under another title, with another editor's line, or cut short. Its text,
folded and without title, dateline and closing lines, says that it is one story.

Candidates come from two kinds of keys on runs of words (a hanzi is a word, so in Chinese these are
runs of characters; letters and figures count whole, so that Shanxi and Shaanxi or 10 and 110
differ):

- MinHash of all runs of six words, 42 bands of 3. It estimates Jaccard similarity without bias
  whatever the lengths, and bands turn it into equal keys: at a similarity of 0.55 (a text and
  somewhat less than its first 60 %) a pair is missed once in 2000, at 0.05 it meets once in 190.
  A bottom-k sketch is as good an estimate, but gives no keys, so that every pair would have to be
  met.
- The 16 smallest hashes of the three words before and behind each figure. Siblings of one template
  share most bands but few of these: of 60 cut copies among 300 siblings of 1,000 characters that
  differ in one notice of 250, 59 are found with them.

Each key compares a text only with the next six in order of length: comparisons grow with the
number of texts. A pair is then checked word by word in linear time (``is_copy``). An edit distance
(rapidfuzz) was not taken: a lost paragraph costs it much and another amount of money nearly
nothing, and here the opposite is meant.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from itertools import chain
from types import MappingProxyType
from typing import Final

import numpy as np
import numpy.typing as npt
from opencc import OpenCC

from dcpipeline.extract.document import Block, Document
from dcpipeline.extract.layouts.furniture import furniture_line
from dcpipeline.normalize.text import fold

# Shorter texts, in folded characters, are copies only where they are equal.
SHORTEST_NEAR: Final = 80
# Words of a run that two texts must share for its words to count as common.
RUN: Final = 6
# Common words of the longer text: the shorter may be cut to 60 %.
LEAST_OF_LONGER: Final = 0.55
# A story that begins later than this in the longer text is one of several there.
LONGEST_LEAD: Final = 0.15
# Characters that may be exchanged for others: typing errors and 日前 for 近日, not a name
# throughout; as a share of the shorter text, and how many at least and at most.
EXCHANGED_SHARE: Final = 0.01
EXCHANGED_AT_LEAST: Final = 2
EXCHANGED_AT_MOST: Final = 12
# As many words in a row are a passage that one text has and the other has not.
PASSAGE: Final = 20
# Lengths in words of a line without figures that a site adds at the end.
CLOSING_LINE: Final = (8, 40)
# Texts that each key compares a text with.
NEXT: Final = 6
BANDS: Final = 42
ROWS: Final = 3
ANCHORS: Final = 16
AROUND_FIGURE: Final = 3
# Runs that are scrambled together: bounds the memory of a long text to a few megabytes.
AT_ONCE: Final = 1024

Ints = npt.NDArray[np.uint64]

# OpenCC folds 6,754 of the 6,763 characters of GB 2312 onto one form with the one that its table
# s2t makes of them; these forms come from its tables for Taiwan and Hong Kong.
_REGIONAL: Final = {"著": "着", "瞭": "了", "衞": "卫", "敍": "叙"}
_READING: Final = r"\s?\([a-zü]{1,6}\)"
_PINYIN_RUN: Final = re.compile(rf"(?:[\u4e00-\u9fff]{_READING}\s?){{3}}")
_PINYIN: Final = re.compile(rf"(?<=[\u4e00-\u9fff]){_READING}")
# A decimal point, a comma or a space within a figure goes: 1 200, 1,200 and 1200 are one word.
_WORD: Final = re.compile(
    r"(?<![0-9])[0-9]{1,3}(?: [0-9]{3})+(?![0-9])|[0-9]+(?:[.,'\u00a0][0-9]+)*|[a-z]+|[^\W_]"
)
_NO_DIGIT: Final = re.compile(r"[^0-9]")
_NUMERALS: Final = frozenset("一二三四五六七八九十百千万亿两零〇")
_YEAR: Final = re.compile(r"20[0-4][0-9]")
_DAY: Final = re.compile(r"(?:20[0-4][0-9]年)?[0-9]{1,2}月[0-9]{1,2}日?")
_DATELINE: Final = re.compile(
    r"[\s(\[【]*[\u4e00-\u9fffA-Za-z·\s]{0,20}?(?:20[0-9]{2}年)?[0-9]{1,2}月[0-9]{1,2}日\s*"
    r"(?:电|電|讯|訊|消息)[\s)\]】]*(?:\([^()]{0,30}\))?[\s:,]*"
    r"|[\s(\[【]*本[报報网網台站刊](?:讯|訊|消息)[\s)\]】]*(?:\([^()]{0,30}\))?[\s:,]*"
    r"|[A-Z][A-Za-z .'-]{1,40},\s+"
    r"(?:[A-Z][a-z]{2,8}\.?\s+[0-9]{1,2}|(?:le )?[0-9]{1,2}\s+[a-z]{3,9})"
    r"(?:,?\s+20[0-9]{2})?\s*(?:\([A-Za-z /.-]{2,30}\))?\s*-+\s*"
)
_CREDIT_WORDS: Final = (
    r"(?:(?:责任|值班|本期|网络|执行|新媒体)?编辑|责编|编审|审核|校对|初审|复审|终审|监制|"
    r"(?:信息|文章|新闻|内容|稿件|资料|消息|本文)?来源|稿源|转自|原标题|原文链接|原文标题|作者|记者|通讯员|供稿|撰文|摄影|"
    r"edited by|editing by|editors?|reporting by|sources?|authors?|original title|"
    r"rédact(?:ion|eur)|redact(?:ion|eur)|auteur|titre original)"
)
_CREDIT: Final = re.compile(rf"[\s(\[【]*{_CREDIT_WORDS}\s*[:/丨|].{{0,80}}")
_CREDIT_AT_END: Final = re.compile(
    rf"\s*(?:[(\[【]\s*{_CREDIT_WORDS}\s*[:/丨|]?[^()\[\]【】]{{0,60}}[)\]】]"
    rf"|(?<=[。.!?\"”)]){_CREDIT_WORDS}\s*:.{{0,60}}|[(\[【]\s*(?:完|全文完|end|fin)\s*[)\]】])\s*$"
)
_MANY_CREDITS: Final = 6
_FRONT: Final = frozenset({"title", "meta"})


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
    title = _folded(document.title or "")
    words = tuple(_words("\n".join(_body(document, title))))
    if sum(map(len, words)) < SHORTEST_NEAR:
        words = (*_words(title), *words)
    text = "".join(words)
    exact = blake2b(text.encode(), digest_size=16).hexdigest()
    if len(text) < SHORTEST_NEAR:
        return Fingerprint(exact, len(text), words)
    return Fingerprint(exact, len(text), words, _bands(words), _anchors(words))


def origins(
    fingerprints: Mapping[str, Fingerprint],
    published: Mapping[str, date | None] = MappingProxyType({}),
) -> dict[str, str]:
    """An ``origin_id`` for each capture; copies of one story share it.

    The id is the hash of the text of the group that was published first, of equal days the one
    with the smallest hash; captures without a day come last. A later copy therefore leaves the id
    as it is. It changes where a copy turns up that claims an earlier day (mirrors print false
    ones), that has the same day and a smaller hash, or that joins two groups; and in a group
    without any day by every smaller hash. A page without text is an origin of its own.

    Args:
        fingerprints: by capture id.
        published: day of publication by capture id, where it is known.

    Returns:
        Capture id to ``or`` and 12 hexadecimal digits. Neither the order of the captures nor that
        of the days matters.
    """
    texts = {mark.exact: mark for mark in fingerprints.values() if mark.length}
    group = _groups(texts)
    first: dict[str, tuple[date, str]] = {}
    for capture, mark in fingerprints.items():
        if mark.length:
            told = (published.get(capture) or date.max, mark.exact)
            first[group[mark.exact]] = min(told, first.get(group[mark.exact], told))
    return {
        capture: _origin_id(first[group[mark.exact]][1] if mark.length else capture)
        for capture, mark in fingerprints.items()
    }


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


def is_copy(one: Fingerprint, other: Fingerprint) -> bool:
    """Whether two pages print one story.

    Equal texts do. Texts of at least 80 folded characters also do where runs of six words that
    both have cover 55 % of the longer one, and what is left is of the kind that copying makes:
    passages lost or gained on one side, a closing line without figures, hardly any words
    exchanged, none exchanged throughout as names are, and no other figures. A name that is printed
    once and exchanged for another passes for a typing error where every figure agrees.

    A story inside a longer digest is no copy of the digest: the digest has several origins, and
    through it they would all become one. It is told by its share and by where it begins; a digest
    that opens with the story and adds less than 40 % reads like the story uncut, and joins it.
    """
    if one.exact == other.exact:
        return one.length > 0
    shorter, longer = sorted((one, other), key=lambda mark: (mark.length, mark.exact))
    if shorter.length < SHORTEST_NEAR:
        return False
    less, more = _left_over(shorter.words, longer.words), _left_over(longer.words, shorter.words)
    less = less.without_cut_word(more)
    return (
        more.common >= LEAST_OF_LONGER
        and more.lead <= LONGEST_LEAD
        and _hardly_exchanged(less, more)
        and _figures_agree(less, more)
    )


# --- text of a page


@lru_cache(maxsize=1)
def _converter() -> OpenCC:
    return OpenCC("t2s")


class _Simplified(dict[int, str]):
    """Translation table that learns each character once, whatever stands around it."""

    def __missing__(self, code: int) -> str:
        form = _converter().convert(chr(code)) if code > 0x2E7F else chr(code)
        self[code] = _REGIONAL.get(form, form)
        return self[code]


_SIMPLIFIED: Final = _Simplified()


def _folded(text: str) -> str:
    """Folded text, case kept, punctuation too; without readings in brackets.

    One run of three readings makes a page a mirror that prints them, and all of them go: figures
    and commas break its other runs.
    """
    simplified = fold(text).text.translate(_SIMPLIFIED)
    if _PINYIN_RUN.search(simplified) is None:
        return simplified
    return _PINYIN.sub("", simplified)


def _body(document: Document, title: str) -> list[str]:
    # Readings are dropped from the whole text: a short block alone may hold no run of them.
    pieces = [_cut(document, block) for block in document.blocks if block.kind not in _FRONT]
    lines = _folded("\n".join(pieces)).split("\n")
    while lines and (not lines[0].strip() or _is_front(lines[0], title)):
        del lines[0]
    for place, line in enumerate(lines[:2]):
        lines[place] = _DATELINE.sub("", line, count=1) if _DATELINE.match(line) else line
    return _without_closing(lines)


def _cut(document: Document, block: Block) -> str:
    return document.text[block.start : block.end].replace("\n", " ")


def _is_front(line: str, title: str) -> bool:
    """Whether a line repeats the title, or names editor, source or former title."""
    return _key(line) == _key(title) or _CREDIT.fullmatch(line.lower()) is not None


def _key(text: str) -> str:
    return "".join(_words(text))


def _without_closing(lines: list[str]) -> list[str]:
    kept = list(lines)
    while kept:
        last = kept[-1].strip()
        if last and not _CREDIT.fullmatch(last.lower()) and furniture_line(last) is None:
            break
        kept.pop()
    for _ in range(_MANY_CREDITS if kept else 0):
        found = _CREDIT_AT_END.search(kept[-1].lower()[-200:])
        if found is None:
            break
        kept[-1] = kept[-1][: len(kept[-1]) - len(found.group())]
    return kept


def _words(text: str) -> Iterator[str]:
    for found in _WORD.finditer(text.lower()):
        word = found.group()
        yield _NO_DIGIT.sub("", word) if word[0] in "0123456789" else word


# --- keys


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


# --- comparison of two texts


@dataclass(frozen=True, slots=True)
class _LeftOver:
    """Words of a text outside the runs that the other text has too.

    Attributes:
        words: the whole text.
        spans: first word and word behind the last of each piece left over, in order.
    """

    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]

    @property
    def common(self) -> float:
        """Share of common words, from 0 to 1."""
        return 1 - sum(end - start for start, end in self.spans) / len(self.words)

    @property
    def lead(self) -> float:
        """Share of the text before its first common word."""
        start, end = self.spans[0] if self.spans else (0, 0)
        return end / len(self.words) if start == 0 else 0.0

    def pieces(self, spans: Iterable[tuple[int, int]] | None = None) -> list[tuple[str, ...]]:
        """The words of spans; of all that are left over without an argument."""
        return [self.words[slice(*span)] for span in (self.spans if spans is None else spans)]

    def ends(self) -> tuple[bool, bool]:
        """Whether something is left over at the beginning and at the end of the text."""
        spans = self.spans or ((1, 1),)
        return spans[0][0] == 0, spans[-1][1] == len(self.words)

    def edits(self, other: "_LeftOver") -> list[tuple[str, ...]]:
        """Short pieces: words changed in a sentence.

        A piece at an end of the text is one only where the other text has one at that end too.
        """
        at_start, at_end = other.ends()
        return self.pieces(
            (start, end)
            for start, end in self.spans
            if end - start < PASSAGE
            and (start > 0 or at_start)
            and (end < len(self.words) or at_end)
        )

    def without_cut_word(self, other: "_LeftOver") -> "_LeftOver":
        """Without the word in which the text was cut, where the other text goes on with it whole.

        What is left over at the end begins with it; a closing line may follow.
        """
        if not self.ends()[1]:
            return self
        start, end = self.spans[-1]
        goes_on = any(
            stop - first >= PASSAGE and other.words[first].startswith(self.words[start])
            for first, stop in other.spans
        )
        if not goes_on:
            return self
        rest = ((start + 1, end),) if start + 1 < end else ()
        return _LeftOver(self.words, (*self.spans[:-1], *rest))

    def exchangeable(self) -> int:
        """Characters left over, apart from a closing line without figures."""
        count = sum(map(len, chain.from_iterable(self.pieces())))
        start, end = self.spans[-1] if self.spans else (0, 0)
        shortest, longest = CLOSING_LINE
        is_closing = end == len(self.words) and shortest <= end - start <= longest
        if is_closing and not any(word.isdecimal() for word in self.words[start:]):
            return count - sum(map(len, self.words[start:]))
        return count


def _left_over(words: tuple[str, ...], others: tuple[str, ...]) -> _LeftOver:
    """What one text has and the other has not.

    A run counts as common as often as the other text has it, first ones first: the entries of a
    digest repeat their words, and those of its lost end would seem to be there.
    """
    known = Counter(_runs(others))
    spans: list[tuple[int, int]] = []
    behind = 0
    for place, run in enumerate(_runs(words)):
        if known[run] > 0:
            known[run] -= 1
            if place > behind:
                spans.append((behind, place))
            behind = place + RUN
    if behind < len(words):
        spans.append((behind, len(words)))
    return _LeftOver(words, tuple(spans))


def _runs(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(words[shift:] for shift in range(RUN)), strict=False)


def _hardly_exchanged(less: _LeftOver, more: _LeftOver) -> bool:
    exchanged = min(less.exchangeable(), more.exchangeable())
    allowed = max(EXCHANGED_AT_LEAST, EXCHANGED_SHARE * sum(map(len, less.words)))
    if exchanged > min(allowed, EXCHANGED_AT_MOST):
        return False
    repeated = [
        max(Counter(edits).values(), default=0) > 1
        for edits in (less.edits(more), more.edits(less))
    ]
    return not all(repeated)


def _figures_agree(less: _LeftOver, more: _LeftOver) -> bool:
    """Whether no figure was exchanged for another.

    Where both texts have figures that the other has not in the same place, they are the same ones
    (a sentence was moved). Where one has, they stand in a passage, at an end, or are a year that
    the other text prints elsewhere, or a whole day (近日 for 6月16日). Numerals count only in
    changed words: 一 is part of many words.
    """
    here, there = _digits(less), _digits(more)
    if here and there:
        return here == there
    return _numerals_agree(less, more) and _only_years(less, more) and _only_years(more, less)


def _digits(side: _LeftOver) -> Counter[str]:
    return Counter(word for piece in side.pieces() for word in piece if word.isdecimal())


def _only_years(side: _LeftOver, other: _LeftOver) -> bool:
    """Whether the figures that one text alone has in changed words are years or a day.

    A year stands elsewhere in the other text; for a day that has 近日 or nothing.
    """
    changed = [piece for piece in side.edits(other) if not _DAY.fullmatch("".join(piece))]
    figures = {word for piece in changed for word in piece if word.isdecimal()}
    return all(_YEAR.fullmatch(word) and word in other.words for word in figures)


def _numerals_agree(less: _LeftOver, more: _LeftOver) -> bool:
    here, there = (
        Counter(word for piece in edits for word in piece if word in _NUMERALS)
        for edits in (less.edits(more), more.edits(less))
    )
    if not (here and there):
        here["一"] = there["一"] = 0
    return here == there


# --- groups


def _groups(texts: Mapping[str, Fingerprint]) -> dict[str, str]:
    """For each exact hash one of its group."""
    above = {exact: exact for exact in texts}

    def top(exact: str) -> str:
        while above[exact] != exact:
            above[exact] = above[above[exact]]
            exact = above[exact]
        return exact

    for shorter, longer in sorted(candidates(texts.values())):
        one, other = top(shorter), top(longer)
        if one != other and is_copy(texts[shorter], texts[longer]):
            above[max(one, other)] = min(one, other)
    return {exact: top(exact) for exact in texts}


def _origin_id(exact: str) -> str:
    return "or" + blake2b(exact.encode(), digest_size=6).hexdigest()
