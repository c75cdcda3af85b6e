"""Of whom counts, shares and signals are told: a place, the country, a company, or a site."""

import re
from functools import lru_cache
from typing import Final

from dcpipeline.extract.aggregates import find_counts, find_shares
from dcpipeline.extract.companies import Company
from dcpipeline.extract.figures import Figure
from dcpipeline.extract.frames import Frame, Reading
from dcpipeline.extract.governing import governing
from dcpipeline.extract.introduced import is_brought_in
from dcpipeline.extract.latin.counted_sites import (
    is_of_others,
    is_of_portfolio,
    is_run,
    owner_of,
    stands_in,
)
from dcpipeline.extract.latin.other_subjects import names_foreign
from dcpipeline.extract.latin.totals import is_government
from dcpipeline.extract.members import members
from dcpipeline.extract.owner_words import NO_NAME, ORGANISATION
from dcpipeline.extract.segments import PageText
from dcpipeline.extract.signals import find_signals
from dcpipeline.normalize import PlaceMatch
from dcpipeline.normalize.lexicon import listed
from dcpipeline.normalize.phrase_book import PAGE, PhraseList
from dcpipeline.normalize.phrases import PhraseIndex

# Signals of what a company does; all others are of a place or of the country.
_OF_COMPANIES: Final = frozenset(
    {"commitment", "centres_cancelled", "spending_plan", "contract_terminated"}
)
# Signals of a region: what power costs there, how far it is from its users.
_OF_PLACES: Final = frozenset(
    {"cheaper_power", "latency_too_high", "electricity_price", "compute_vouchers"}
)
# Of a place behind these words something else is said: latency to Shanghai, cheaper than in X.
_AWAY: Final = re.compile(
    r"(?:\b(?:to|than|from|with|vers|que|qu'a|avec)\s(?:(?!in\b|at\b|of\b|dans\b)[\w'-]+\s){0,3}"
    r"|\bthan in\s|[比到至距离与往较])$"
)
_A_COMPANY: Final = re.compile(
    r"公司|集团|企业|巨头|大厂|\b(?:compan(?:y|ies)|groups?|firms?|giants?|entreprises?|groupes?"
    r"|societes?|geants?)\b"
)
# The company named before.
_THE_COMPANY: Final = re.compile(
    r"公司|集团|其|\b(?:it|its|he|she|the (?:company|group|firm|giant)|il|elle|le groupe"
    r"|la societe|l'entreprise|le geant)\b"
)
_OF_GROUPS_ONLY: Final = frozenset({"project_count", "province_count", "city_count", "signal"})


NEAR: Final = 16
# So many sites a page tells one by one, and sums up.
_TOLD_EACH: Final = 5
# More of them are those of a country, where nothing says whose they are.
_FEW: Final = 5
_THE_COUNTRY: Final = re.compile(
    r"\b(?:the (?:country|nation)|nationwide|national|le pays|du pays|nationa(?:l|ux|les?))\b"
)
# A city and its province stand this close: Qingyang (Gansu).
_NEAR_PLACES: Final = 4
_HAS: Final = re.compile(
    r"\b(?:ha[sd]|have|having|comprises?|includes?|consists? of|made up of|composed of|"
    r"divided into|houses?|holds?|contains?|with|"
    r"compte|"
    r"comprend|comporte|abrite|avec|regroupe)\b"
)
# X全资子公司: the contracts are those of X's group.
_KIN_BEHIND: Final = re.compile(r"(?:的)?(?:全资|控股|下属)*[子孙]公司$")
# Between two places of a list: 内蒙古乌兰察布、广东河源.
_IN_LIST: Final = re.compile(r"[\u4e00-\u9fff]{0,6}?(?:、|和|及)[\u4e00-\u9fff]{0,6}")
# 启航科技终止算力服务合同
_OPENING_NAME: Final = re.compile(
    r"(?:^|(?<=[\n,。;:“\"]))(?P<name>[\u4e00-\u9fff]{3,8}?)(?=(?:近日|日前|\d{1,2}月|拟|已|将|与|和)*"
    r"(?:[^,。;]{2,16}(?:签订|签署)的|发布|公告|宣布|终止|解除|取消|称|表示|披露|公司|与[^,。;]{2,16}(?:终止|解除)|算力))"
)
_COMPUTE: Final = re.compile(r"算力|智算|超算|数据中心|计算中心|idc")
_BATCH: Final = re.compile(r"签约|开工|集中|signed|signe")
_WHOLES: Final = (
    (re.compile(r"全市|我市|本市|该市|市内"), frozenset({"prefecture", "county_direct"})),
    (re.compile(r"全省|我省|本省|该省|全区|我区|该区"), frozenset({"province"})),
)


class _Said:
    """Places and companies that a paragraph has named so far.

    Attributes:
        company: span of the company named last; None without one.
    """

    def __init__(self) -> None:
        self._block: int | None = None
        self._places: dict[str, PlaceMatch] = {}
        self.company: tuple[int, int] | None = None

    @property
    def place(self) -> PlaceMatch | None:
        """The one place that has been named; None without one, or where there are several."""
        return next(iter(self._places.values())) if len(self._places) == 1 else None

    def turn_to(self, reading: Reading) -> None:
        """Forget all where a new paragraph begins."""
        if reading.sentence.block != self._block:
            self._block, self._places, self.company = reading.sentence.block, {}, None

    def hear(self, page: PageText, reading: Reading) -> None:
        """Keep what a sentence names."""
        for place in reading.places:
            if place.level != "country" and not is_government(page.lower, place):
                self._places.setdefault(place.adcode or "", place)
        for company in reading.companies:
            if company.name:
                self.company = (company.start, company.end)


class Groups:
    """Finds the subjects of group figures, and makes those that no name has made yet.

    Attributes:
        frames: all subjects of the page; new ones are added.
        own_company: the company that a notice calls 公司, None elsewhere.
    """

    def __init__(self, page: PageText, frames: list[Frame]) -> None:
        self._page = page
        self.own_company: Company | None = None
        self._companies: dict[str, Frame] = {}
        self._said = _Said()
        self.frames = frames

    def figures_of(self, reading: Reading) -> list[tuple[Figure, Frame]]:
        """The counts, shares and signals of a sentence, each with its subject."""
        page, sentence = self._page, reading.sentence
        self._said.turn_to(reading)
        found = [
            *find_counts(page, sentence), *find_shares(page, sentence),
            *find_signals(page, sentence),
        ]  # fmt: skip
        told = []
        for figure in found:
            if figure.code in {"commitment", "spending_plan"} and self._is_of_site(reading):
                continue
            if figure.code == "commitment":
                told += [(figure, frame) for frame in self._all_companies(reading, figure) if frame]
                continue
            frame = self._subject(reading, figure)
            if frame is not None and self._is_of_another(reading, figure, frame):
                continue
            if frame is not None and not self._sums_up_named(reading, figure):
                told.append((figure, frame))
        self._said.hear(page, reading)
        return told

    def _is_of_another(self, reading: Reading, figure: Figure, frame: Frame) -> bool:
        """Whether a share is that of some places or of another thing, not of the site spoken of."""
        if frame.kind != "project" or self._page.document.language != "zh":
            return False
        return is_brought_in(self._page, reading, figure.start)

    def _sums_up_named(self, reading: Reading, figure: Figure) -> bool:
        """Whether a small number of projects is that of the sites that the page tells one by one.

        两个项目分别是A和B, 公司两个智算项目进展顺利.
        """
        if figure.property != "project_count":
            return False
        if figure.value is None or figure.value > _TOLD_EACH:
            return False
        named = members(self._page, reading, figure.start, figure.end)
        if figure.state != "operational" and len(named) >= figure.value:
            return True
        if figure.state is not None or self._page.document.language != "zh":
            return False
        if any(
            r.frame.kind == "place" and r.anchor.end <= figure.start for r in reading.references
        ):
            return False
        sites = sum(f.kind == "project" and bool(f.name) and not f.is_other for f in self.frames)
        return sites >= figure.value

    def _is_of_site(self, reading: Reading) -> bool:
        """Whether a sentence says what a company puts into one of its sites (对X项目追加投资)."""
        return any(r.frame.kind == "project" for r in reading.references)

    def _all_companies(self, reading: Reading, figure: Figure) -> list[Frame | None]:
        """All companies of a sentence that stay invested, else the one that is meant."""
        named = [company for company in reading.companies if company.name]
        if not named:
            return [self._company(reading, figure)]
        return [self.of_company(company.start, company.end) for company in named]

    def _is_of_compute(self, reading: Reading, figure: Figure) -> bool:
        """Whether the words around a count of projects speak of computing."""
        if self._page.document.language != "zh":
            return True
        first = max(reading.sentence.start, figure.start - NEAR)
        last = min(reading.sentence.end, figure.end + NEAR)
        return _COMPUTE.search(self._page.lower, first, last) is not None

    def _subject(self, reading: Reading, figure: Figure) -> Frame | None:
        if figure.code in _OF_COMPANIES:
            return self._company(reading, figure)
        frames = governing(self._page, reading, figure.start, figure.end, False)
        if len(frames) > 1:
            return None
        if self._counts_parts(reading, figure):
            return None
        if frames and frames[0].is_other:
            if not self._is_of_compute(reading, figure):
                return None
            frames = ()
        frame = frames[0] if frames and self._is_near(reading, frames[0]) else None
        if frame is not None and frame.kind == "programme" and not frame.name:
            frame = self._of_whole(reading, figure) or frame
        if frame is not None and (
            frame.kind != "project" or figure.property not in _OF_GROUPS_ONLY
        ):
            return frame
        if figure.code in _OF_PLACES:
            return self._where(reading, figure) or self._nation()
        return self._place(reading, figure) or self._whole(reading, figure)

    def _whole(self, reading: Reading, figure: Figure) -> Frame | None:
        """The country, of which what no place has is told; not of a few sites in Latin letters."""
        sentence, lower = reading.sentence, self._page.lower
        if is_of_portfolio(lower, sentence.start, sentence.end):
            return None
        if is_run(lower, sentence.start, figure.start):
            return self._runner(reading, figure)
        few = figure.property == "project_count" and (figure.value or 0) <= _FEW
        if figure.property == "project_count" and self._page.document.language != "zh":
            if is_of_others(lower, sentence.start, figure.start, figure.end, sentence.end):
                return None
            owner = owner_of(lower, sentence.start, figure.start)
            place = None if few else stands_in(lower, figure.end, reading.places)
            if owner is not None:
                place = self._said.place if owner == "place" else None
            if owner is not None or place is not None:
                return None if place is None else self._frame_of_place(place)
        if not reading.places and names_foreign(lower, sentence.start, sentence.end):
            return None
        if self._page.document.language == "zh" or not few:
            return self._nation()
        of_country = (
            any(p.level == "country" for p in reading.places)
            or any(r.frame.kind == "nation" for r in reading.references)
            or _THE_COUNTRY.search(lower, sentence.start, sentence.end) is not None
        )
        return self._nation() if of_country else None

    def _runner(self, reading: Reading, figure: Figure) -> Frame | None:
        """The company that "operates eleven data centers": named before, or the one spoken of."""
        before = [c for c in reading.companies if c.name and c.end <= figure.start]
        if before:
            return self.of_company(before[-1].start, before[-1].end)
        start = reading.sentence.start
        if any(p.level == "country" and p.end <= figure.start for p in reading.places):
            return self._nation()
        if self._said.company is None or not _THE_COMPANY.search(self._page.lower, start):
            return None
        return self.of_company(*self._said.company)

    def _where(self, reading: Reading, figure: Figure) -> Frame | None:
        """The place or region of which a signal is told: in the sentence, else of its paragraph."""
        lower, sentence = self._page.lower, reading.sentence
        named = [
            place for place in reading.places
            if place.level != "country"
            and not _AWAY.search(lower, max(sentence.start, place.start - 24), place.start)
        ]  # fmt: skip
        regions = [
            (hit.start, hit.end)
            for hit in _regions().find_within(lower, sentence.start, sentence.end)
            if not _AWAY.search(lower, max(sentence.start, hit.start - 24), hit.start)
        ]
        before = [place for place in named if place.start <= figure.start]
        nearest = max((start for start, _ in regions if start <= figure.start), default=-1)
        if before and before[-1].start > nearest:
            return self._frame_of_place(_finest(before))
        if regions:
            return self._region(*regions[0])
        if named:
            return self._frame_of_place(named[0])
        place = self._place(reading, figure)
        if place is not None or self._said.place is None:
            return place
        return self._frame_of_place(self._said.place)

    def _region(self, start: int, end: int) -> Frame:
        """Provinces together, by the words for them: the western regions."""
        name = self._page.text[start:end]
        for frame in self.frames:
            if frame.kind == "place" and name.lower() in frame.keys:
                return frame
        frame = Frame("place", name, {name.lower()})
        frame.spots.append((start, end))
        self.frames.append(frame)
        return frame

    def _counts_parts(self, reading: Reading, figure: Figure) -> bool:
        """Whether a count is of the buildings of one site: "the campus has six data centers"."""
        before = [
            r.anchor for r in reading.references
            if r.frame.kind == "project" and not r.frame.is_other and r.anchor.end <= figure.start
        ]  # fmt: skip
        if self._page.document.language == "zh" or not before:
            return False
        if figure.property != "project_count":
            return False
        return _HAS.search(self._page.lower, before[-1].end, figure.start) is not None

    def _is_near(self, reading: Reading, frame: Frame) -> bool:
        """Whether the sentence itself speaks of a subject, or goes on about a site."""
        if frame.kind == "project" or any(r.frame is frame for r in reading.references):
            return True
        return frame is reading.focus and not reading.places

    def _of_whole(self, reading: Reading, figure: Figure) -> Frame | None:
        """The place or country whose projects are counted, unless they are one batch of it."""
        if _BATCH.search(self._page.lower, reading.sentence.start, reading.sentence.end):
            return None
        named = [p for p in reading.places if p.start <= figure.start]
        if not named or self._is_listed(named):
            return None
        return self._nation() if named[-1].level == "country" else self._frame_of_place(named[-1])

    def _place(self, reading: Reading, figure: Figure) -> Frame | None:
        """The last place named before a figure in its sentence; None without one."""
        named = [p for p in reading.places if p.start <= figure.start and p.level != "country"]
        if named:
            return self._frame_of_place(_finest(named))
        words = self._page.lower[reading.sentence.start : figure.start]
        for whole, levels in _WHOLES:
            if whole.search(words):
                known = [f for f in self.frames if f.kind == "place"]
                fitting = [
                    f for f in known
                    if (f.place.level in levels if f.place is not None else f.level in levels)
                ]  # fmt: skip
                if fitting:
                    return fitting[-1]
                here = whole.search(self._page.lower, reading.sentence.start, figure.start)
                frame = Frame("place", "", {here.group() if here else ""})
                frame.level = "province" if "province" in levels else "prefecture"
                if here is not None:
                    frame.spots.append(here.span())
                self.frames.append(frame)
                return frame
        return None

    def _is_listed(self, named: list[PlaceMatch]) -> bool:
        """Whether the last of some places closes a list of several provinces."""
        last = named[-1]
        others = [p for p in named if p.adcode and last.adcode and p.adcode[:2] != last.adcode[:2]]
        if not others:
            return False
        between = self._page.lower[others[-1].end : last.start]
        return _IN_LIST.fullmatch(between) is not None

    def _frame_of_place(self, place: PlaceMatch) -> Frame:
        if is_government(self._page.lower, place):
            return self._nation()
        for frame in self.frames:
            if (
                frame.kind == "place"
                and frame.place is not None
                and (frame.place.adcode == place.adcode and frame.place.adcode is not None)
            ):
                return frame
        # "the Anhui capital" tells a city and no name.
        name = "" if place.kind == "capital" else self._page.text[place.start : place.end]
        frame = Frame("place", name, {name.lower()} - {""}, place=place)
        frame.spots.append((place.start, place.end))
        self.frames.append(frame)
        return frame

    def _nation(self) -> Frame:
        for frame in self.frames:
            if frame.kind == "nation":
                return frame
        frame = Frame("nation")
        self.frames.append(frame)
        return frame

    def _company(self, reading: Reading, figure: Figure) -> Frame | None:
        """The company named before a signal in its sentence, else behind it, else before it."""
        first = reading.companies[0] if reading.companies else None
        own = self.own_company
        if first is not None and not first.name and own is not None:
            return self.of_company(own.start, own.end)
        named = [(c.start, c.end) for c in reading.companies if c.name and "某" not in c.name]
        start, end = reading.sentence.start, reading.sentence.end
        named += [
            (start + hit.start, start + hit.end)
            for hit in _others().find(self._page.lower[start:end])
        ]
        if not named and self.own_company is not None:
            named = [(self.own_company.start, self.own_company.end)]
        if not named and _THE_COMPANY.search(self._page.lower, start, end):
            named = [self._said.company] if self._said.company is not None else []
        named = named or self._opening_company(start, end)
        if not named:
            return self._unnamed_company(start, end)
        before = [span for span in sorted(named) if span[0] <= figure.start]
        span = before[0] if before else sorted(named)[0]
        return self.of_company(*span)

    def _opening_company(self, start: int, end: int) -> list[tuple[int, int]]:
        """A name at the beginning of a Chinese clause that ends like a company's: 启航科技终止…."""
        if self._page.document.language != "zh":
            return []
        return [
            match.span("name")
            for match in _OPENING_NAME.finditer(self._page.lower, start, end)
            if ORGANISATION.search(match["name"]) and not NO_NAME.search(match["name"])
        ][:1]

    def _unnamed_company(self, start: int, end: int) -> Frame | None:
        """A company that is told of without its name; None where there is only a pronoun."""
        if _A_COMPANY.search(self._page.lower, start, end) is None:
            return None
        unnamed = (f for f in self.frames if f.kind == "programme" and f.keys == {"company"})
        frame = next(unnamed, None)
        if frame is None:
            frame = Frame("programme", "", {"company"})
            self.frames.append(frame)
        return frame

    def of_company(self, start: int, end: int) -> Frame:
        """The portfolio and contracts of a company."""
        kin = _KIN_BEHIND.search(self._page.text, start, end)
        span = (start, kin.start() if kin is not None and kin.start() > start + 1 else end)
        name = self._page.text[span[0] : span[1]]
        frame = self._companies.get(name.lower())
        if frame is None:
            frame = Frame("programme", name, {name.lower()}, company=name)
            frame.spots.append(span)
            self._companies[name.lower()] = frame
            self.frames.append(frame)
        return frame


def _finest(places: list[PlaceMatch]) -> PlaceMatch:
    """The last place, or the one right before it that lies in it: Qingyang, Gansu province."""
    last = places[-1]
    if len(places) == 1 or last.level != "province":
        return last
    before = places[-2]
    near = last.start - before.end <= _NEAR_PLACES
    within = (before.adcode or "").startswith((last.adcode or "-")[:2])
    return before if near and within and before.level != "province" else last


@lru_cache(maxsize=1)
def _regions() -> PhraseList:
    return PAGE.add(listed("regions"))


@lru_cache(maxsize=1)
def _others() -> PhraseIndex:
    return PhraseIndex(listed("other_companies"))
