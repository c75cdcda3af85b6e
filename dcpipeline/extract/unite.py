"""One site told several times: without its name in headline and lead, in short further down.

Does not belong here: names and pronouns that a sentence itself resolves (``naming``,
``coreference``), and projects of several pages (room ``resolve``).
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Final

from dcpipeline.extract.drafts import Draft
from dcpipeline.extract.frames import Frame
from dcpipeline.extract.latin.numbered_sites import NUMBERED
from dcpipeline.extract.locate import Site
from dcpipeline.extract.segments import PageText, folded_span
from dcpipeline.extract.told import Comparison, Told, own_words, told_sites
from dcpipeline.normalize import Gazetteer

# A page of more sites tells of each of them by itself.
_MOST_SITES: Final = 6
_TWO: Final = 2
# What says that another site is meant.
_ANOTHER: Final = re.compile(
    r"(?:\b(?:another|other|second|third|further|also|sister|nearby|autres?|parmi|aussi|egalement|second"
    r"|deuxieme|troisieme)\b[^.;]{0,40}|(?:另|另外|此外|还有|也有|又一|第二|第三|同时)[^。;]{0,16})$"
)
_BEFORE: Final = 44


def unite(
    page: PageText,
    frames: list[Frame],
    drafts: Iterable[Draft],
    sites: dict[int, Site],
    gazetteer: Gazetteer,
) -> list[Frame]:
    """The subjects of a page, a site that is told several times once.

    Names that differ by a place, an owner or a word left out are one where nothing that is said
    differs. A site without a name, or one that only the headline calls by something, is the one
    site of the page that lies in the same place, has the same owner or the same figures.

    Args:
        page: the page.
        frames: its subjects.
        drafts: its claims; those of a site told again are turned to the one that remains.
        sites: the site of each subject, by ``id`` of its frame; completed where one remains.
        gazetteer: tells places in names from other words.
    """
    told = told_sites(frames, drafts, sites)
    if not 1 < len(told) <= _MOST_SITES:
        return frames
    united = _United(page, told, sites, gazetteer)
    united.by_name()
    united.without_name()
    for draft in drafts:
        draft.frame = united.remaining(draft.frame)
    return [frame for frame in frames if united.remaining(frame) is frame]


class _United:
    """The sites of a page while they are brought together."""

    def __init__(
        self, page: PageText, told: list[Told], sites: dict[int, Site], gazetteer: Gazetteer
    ) -> None:
        self._page = page
        self._told = told
        self._sites = sites
        self._gazetteer = gazetteer
        self._same: dict[int, Frame] = {}
        self._starts = [sentence.start for sentence in page.sentences]

    def remaining(self, frame: Frame) -> Frame:
        """The subject that a subject has become."""
        while id(frame) in self._same:
            frame = self._same[id(frame)]
        return frame

    def by_name(self) -> None:
        """Bring together names of one site, most words of their own first, the headline's last."""
        named = sorted(
            (each for each in self._told if each.frame.name),
            key=lambda each: (
                self._only_in_title(each.frame), -own_words(each, self._gazetteer),
                -len(each.frame.name), each.frame.number,
            ),
        )  # fmt: skip
        for place, short in enumerate(named):
            fitting = [
                full for full in named[:place]
                if id(full.frame) not in self._same and self._named_alike(short, full)
            ]  # fmt: skip
            if len(fitting) == 1:
                self._take(fitting[0], short)

    def without_name(self) -> None:
        """Bring sites without a name to the one that they can only be."""
        for vague in [each for each in reversed(self._told) if self._is_vague(each.frame)]:
            if id(vague.frame) in self._same:
                continue
            rest = [each for each in self._told if id(each.frame) not in self._same]
            fitting = [
                each for each in rest
                if each is not vague and self._is_meant(vague, each, only=len(rest) == _TWO)
            ]  # fmt: skip
            if fitting and self._are_one(fitting):
                self._take(fitting[0], vague)

    def _compared(self, one: Told, other: Told) -> Comparison:
        return Comparison(one, other, self._gazetteer)

    def _are_one(self, told: Sequence[Told]) -> bool:
        """Whether several sites are themselves the same one: each is meant by each."""
        return all(
            self._is_vague(later.frame) and self._is_meant(later, first, only=False)
            for first, later in combinations(told, 2)
        )

    def _named_alike(self, short: Told, full: Told) -> bool:
        compared = self._compared(short, full)
        if NUMBERED.fullmatch(short.frame.name) and NUMBERED.fullmatch(full.frame.name):
            return False
        if not compared.agree() or self._is_another(short.frame, full.frame):
            return False
        if compared.called_alike():
            return True
        alike = compared.described_alike() or (
            compared.same_city() and compared.share_two_figures()
        )
        return alike and not self._beside_each_other(short.frame, full.frame)

    def _is_vague(self, frame: Frame) -> bool:
        return not frame.name or self._only_in_title(frame)

    def _only_in_title(self, frame: Frame) -> bool:
        return frame.spots[-1][0] < self._first_of_text()

    def _first_of_text(self) -> int:
        title = self._page.document.blocks[0] if self._page.document.blocks else None
        if title is None or title.kind != "title":
            return 0
        return folded_span(self._page.folded, title)[1]

    def _is_meant(self, vague: Told, other: Told, *, only: bool) -> bool:
        """Whether nothing that is said of the two differs, and something of it is the same."""
        compared = self._compared(vague, other)
        if not compared.agree() or self._beside_each_other(vague.frame, other.frame):
            return False
        pair = (vague.frame, other.frame)
        if self._is_another(*pair) or self._is_another(*reversed(pair)):
            return False
        if compared.share_figure():
            return True
        owned, same_city = compared.share_owner(), compared.same_city()
        if vague.frame.spots[0][0] > other.frame.spots[0][0]:
            return compared.share_event() and (owned or (only and same_city))
        return owned or same_city or self._only_in_title(vague.frame)

    def _is_another(self, frame: Frame, known: Frame) -> bool:
        """Whether the words before its first mention tell it from the one known before.

        What only the headline has told is not yet known: "another data center" of the lead is it.
        """
        start, body = frame.spots[0][0], self._first_of_text()
        if not any(body <= spot < start for spot, _ in known.spots):
            return False
        return bool(_ANOTHER.search(self._page.lower, max(0, start - _BEFORE), start))

    def _beside_each_other(self, one: Frame, other: Frame) -> bool:
        """Whether a sentence names both: the campus of X and that of Y."""
        if one.number in other.beside or other.number in one.beside:
            return True
        sentences = [
            {bisect_right(self._starts, start) for start, _ in frame.spots}
            for frame in (one, other)
        ]
        return not sentences[0].isdisjoint(sentences[1])

    def _take(self, kept: Told, other: Told) -> None:
        """Turn what is said of a site to the one that remains."""
        self._same[id(other.frame)] = kept.frame
        own, place = self._sites[id(kept.frame)], other.site
        is_finer = own.city is None and place.province is not None
        if is_finer and own.province in (None, place.province):
            self._sites[id(kept.frame)] = kept.site = place
        elif own.spot is None and own.province is not None:
            self._sites[id(kept.frame)] = kept.site = replace(own, spot=place.spot)
        if not kept.frame.name and other.frame.name:
            kept.frame.name = other.frame.name
            kept.frame.spots = [*other.frame.spots, *kept.frame.spots]
        kept.frame.is_bare = kept.frame.is_bare and other.frame.is_bare
        kept.claims += other.claims
