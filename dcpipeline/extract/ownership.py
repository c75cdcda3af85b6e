"""Who owns or runs the sites of a page, sentence by sentence and over the whole page."""

import re
from collections.abc import Sequence
from typing import Final

from dcpipeline.extract.companies import Company, bears_brand, brand_of
from dcpipeline.extract.drafts import Drafts
from dcpipeline.extract.frames import Frame, Reading
from dcpipeline.extract.governing import governing
from dcpipeline.extract.issuers import sites_of_issuer, speaks_of_others
from dcpipeline.extract.latin.brands import reporting_company
from dcpipeline.extract.latin.candidates import has_other_role
from dcpipeline.extract.latin.candidates import may_own as may_own_latin
from dcpipeline.extract.latin.companies import defined_company
from dcpipeline.extract.latin.numbered_sites import NUMBERED
from dcpipeline.extract.latin.owner_words import STANDS_IN
from dcpipeline.extract.latin.owners import find_owners as find_owners_latin
from dcpipeline.extract.own_company import BOARD, own_company
from dcpipeline.extract.owner_words import FOUNDED_FOR_IT
from dcpipeline.extract.owners import (
    addressee,
    find_founders,
    find_owners,
    is_maker,
    may_name_owner,
    may_own,
    site_used_by,
)
from dcpipeline.extract.segments import PageText
from dcpipeline.extract.speakers import analysts_of
from dcpipeline.normalize import operator_key

# The company that a notice speaks for, by no name.
_GENERIC: Final = frozenset({"the group", "the company", "company", "group", "le groupe"})

# A company this near to the beginning of a sentence is what it is about.
_OPENING: Final = 6

# 公司全资子公司X收到…: the subsidiary is meant.
_OF_KIN: Final = re.compile(r"(?:的|之|下属|旗下)?(?:全资|控股|参股)?[子孙]公司[\u4e00-\u9fff]")

# A notice about goods, works or services for sites of others.
_SUPPLIES: Final = re.compile(
    r"\b(?:supply|supplies|supplied|procurement|purchase|service|services|leasing|lease|epc|"
    r"construction|sales?) (?:contract|agreement|order)|won the (?:tender|bid)|winning bid|"
    r"appel d'offres|contrat de (?:service|fourniture|location)"
)

_BY_NO_NAME: Final = re.compile(r"(?:the |la |le )?(?:company|group|issuer|societe|groupe)|we|our")

# 【川数股份:公司投建的X获批】
_SPEAKS_FIRST: Final = re.compile(r"【?\*?(?P<name>[\u4e00-\u9fffA-Z]{2,8}):(?=[^:。]{0,60}公司)")


def _speaks_for(page: PageText) -> Company | None:
    """The company that a notice in Latin letters calls "the Company"."""
    span = defined_company(page.text)
    return None if span is None else Company(page.text[span[0] : span[1]], *span)


# Sentences of what the company does for others.
_FOR_OTHERS: Final = re.compile(
    r"中标|供货|供应|承建|承接|施工|租赁|服务合同|采购合同|客户[^,。;]{0,6}的"
)


# 由三方共建, 双方共同投资建设
_TOGETHER: Final = re.compile(
    r"(?:由)?(?:[双三四各]方|[两三四]家(?:公司|企业))(?:将|拟|计划)*(?:在[^,。;]{2,14}?)?"
    r"(?:共同|联合|合作|合资)*(?:投资|出资)?(?:共建|建设|打造|兴建|投建)"
)
# A联合B、C及D,于1月签署意向书,拟在天津建设X
_CHAIN: Final = re.compile(r"(?:以?及|与|和|同|、|联合|携手|会同|牵手)")
_AGREE_TO_BUILD: Final = re.compile(
    r",?(?:[双三四各]方)?(?:已?于[^,。;]{2,14})?,?(?:在[^,。;]{2,14})?(?:共同|正式|成功|联合|已|举行|近日|日前)*"
    r"(?:签署|签订|签约|达成)[^。;]{0,36}?[,](?:[双三四各]方)?(?:拟|将|计划|约定)[^。;]{0,40}?"
    r"(?:建设|打造|新建|共建|兴建|投建)"
)
_PARTIES: Final = re.compile("[双三四各两](?:方|家公司|家企业)")


# "X rents 400 racks": a tenant.
_RENTS: Final = re.compile(
    r" (?:will |has |is |also )*(?:rent|lease|leas|book|occup|take up|a (?:customer|tenant|user))"
)


class Ownership:
    """The companies that a page speaks of, and the sites that they own.

    Args:
        drafts: what has been read from the page so far; owners are added.
        readings: the sentences of the page.
        frames: its subjects.

    Attributes:
        own_company: the company that a notice calls 公司, None elsewhere.
    """

    def __init__(
        self, drafts: Drafts, readings: tuple[Reading, ...], frames: Sequence[Frame]
    ) -> None:
        self.page = drafts.page
        self.drafts = drafts
        self.readings = readings
        self.frames = frames
        self._speaks_for = _speaks_for(self.page) if self.page.document.language != "zh" else None
        self.own_company = self._speaks_for or own_company(self.page, readings)
        self._last_company: Company | None = None
        self._last_named: tuple[Company, ...] = ()
        self._waiting: list[tuple[Reading, int, int]] = []
        self._may_own: dict[int, list[tuple[Reading, Frame, int, int]]] = {}

    def close(self) -> None:
        """Owners by the whole page, for sites of which no words name one."""
        owned = self._owned()
        sites = {id(d.frame): d.frame for d in self.drafts.items if d.frame.kind == "project"}
        if len(sites) == 1 and not owned:
            for reading, start, end in self._waiting:
                only = next(iter(sites.values()))
                owned.add(id(only))
                self.drafts.add(only, reading, "operator", self.page.words(start, end), start, end)
        self._of_labels(owned)
        self._of_notice(owned, sites)
        self._of_results(owned, sites)
        self._of_issuer(owned, sites)
        self._of_report(owned)
        self.own_by_brand()
        owned |= self._owned()
        judges = analysts_of(self.page) if self._may_own else ()
        for key, candidates in self._may_own.items():
            named = [
                found for found in candidates
                if not any(start < found[3] and found[2] < end for start, end in judges)
                and not self._is_issuer_for_others(found[2], found[3])
            ]  # fmt: skip
            words = {self.page.text[start:end] for _, _, start, end in named}
            # 云岭数能 is the short form of 云南云岭数能科技股份有限公司.
            whole = {word for word in words if not any(word != w and word in w for w in words)}
            if key in owned or len({operator_key(word) for word in whole}) != 1:
                continue
            reading, frame, start, end = next(
                found for found in named if self.page.text[found[2] : found[3]] in whole
            )
            self.drafts.add(frame, reading, "operator", self.page.words(start, end), start, end)

    def _of_labels(self, owned: set[int]) -> None:
        """A company that alone opens a paragraph ("Baidu. The search firm ...") owns its site."""
        if self.page.document.language == "zh":
            return
        label: Company | None = None
        block = -1
        for reading in self.readings:
            sentence = reading.sentence
            if sentence.block != block:
                block = sentence.block
                label = next(
                    (c for c in reading.companies if c.name and c.start == sentence.start
                     and sentence.end - c.end <= 1),
                    None,
                )  # fmt: skip
                continue
            for frame in [r.frame for r in reading.references if label is not None]:
                first = frame.spots[0][0] if frame.spots else -1
                fresh = sentence.start <= first < sentence.end and id(frame) not in owned
                if frame.kind == "project" and not frame.is_other and fresh and label is not None:
                    owned.add(id(frame))
                    words = self.page.words(label.start, label.end)
                    self.drafts.add(frame, reading, "operator", words, label.start, label.end)

    def _of_notice(self, owned: set[int], sites: dict[int, Frame]) -> None:
        """A company that speaks for itself owns the sites of its notice that it does not supply."""
        meant = self._speaks_for
        if meant is None or _SUPPLIES.search(self.page.lower) is not None:
            return
        for key, frame in sites.items():
            reading = next(
                (r for r in self.readings if frame in [x.frame for x in r.references]), None
            )
            if key not in owned and reading is not None:
                owned.add(key)
                words = self.page.words(meant.start, meant.end)
                self.drafts.add(frame, reading, "operator", words, meant.start, meant.end)

    def _of_results(self, owned: set[int], sites: dict[int, Frame]) -> None:
        """A company whose results a page tells owns the sites named by city and number."""
        if self.page.document.language != "en":
            return
        span = reporting_company(self.page.text)
        for key, frame in sites.items() if span is not None else ():
            reading = next(
                (r for r in self.readings if frame in [x.frame for x in r.references]), None
            )
            numbered = NUMBERED.fullmatch(frame.name) is not None
            if span is not None and numbered and key not in owned and reading is not None:
                owned.add(key)
                self.drafts.add(frame, reading, "operator", self.page.words(*span), *span)

    def _of_issuer(self, owned: set[int], sites: dict[int, Frame]) -> None:
        """A listed company owns the sites that the title of its notice calls its own."""
        meant = self.own_company
        if meant is None or not self._is_han_notice():
            return
        for frame in sites_of_issuer(self.page, list(sites.values()), owned):
            reading = next(
                (r for r in self.readings if frame in [x.frame for x in r.references]), None
            )
            if reading is not None:
                owned.add(id(frame))
                words = self.page.words(meant.start, meant.end)
                self.drafts.add(frame, reading, "operator", words, meant.start, meant.end)

    def _is_issuer_for_others(self, start: int, end: int) -> bool:
        """Whether a company is that of a notice which speaks of the projects of others."""
        own = self.own_company
        if own is None or self.page.text[start:end] not in own.name:
            return False
        return self._is_han_notice() and speaks_of_others(self.page)

    def _is_han_notice(self) -> bool:
        document = self.page.document
        is_notice = document.layout == "notice" or BOARD.search(self.page.lower) is not None
        return is_notice and document.language == "zh"

    def _of_report(self, owned: set[int]) -> None:
        """A company owns the sites that its report calls those of 公司 and gives to nobody else."""
        meant = self.own_company
        is_notice = self.page.document.layout == "notice" or BOARD.search(self.page.lower)
        if meant is None or is_notice or self.page.document.language != "zh":
            return
        block, told = -1, False
        for reading in self.readings:
            sentence = reading.sentence
            others = any(c.name and c.name != meant.name for c in reading.companies)
            told = told and sentence.block == block and not others
            told = told or any(not c.name or c.name == meant.name for c in reading.companies)
            block = sentence.block
            if not told or others:
                continue
            if _FOR_OTHERS.search(self.page.lower, sentence.start, sentence.end):
                continue
            for frame in [r.frame for r in reading.references]:
                if frame.kind == "project" and not frame.is_other and id(frame) not in owned:
                    owned.add(id(frame))
                    words = self.page.words(meant.start, meant.end)
                    self.drafts.add(frame, reading, "operator", words, meant.start, meant.end)

    def _owned(self) -> set[int]:
        """The subjects that have an owner, by ``id``."""
        return {id(d.frame) for d in self.drafts.items if d.claim.property == "operator"}

    def own_by_brand(self) -> None:
        """A company whose brand opens the name of a site owns it: 蓝讯数据, 蓝讯温州数据中心."""
        if self.page.document.language != "zh":
            return
        owned = self._owned()
        brands = {
            brand: (reading, c) for reading in self.readings for c in reading.companies
            if c.name and (brand := brand_of(c.name))
        }  # fmt: skip
        for frame in {id(d.frame): d.frame for d in self.drafts.items}.values():
            if frame.kind != "project" or id(frame) in owned or not frame.name:
                continue
            for brand, (reading, company) in brands.items():
                if bears_brand(frame.name, brand):
                    owned.add(id(frame))
                    words = self.page.words(company.start, company.end)
                    self.drafts.add(frame, reading, "operator", words, company.start, company.end)
                    break

    def propose(self, frame: Frame, reading: Reading) -> None:
        """The companies of a sentence may own a site."""
        for start, end in may_own(self.page, reading):
            self._may_own.setdefault(id(frame), []).append((reading, frame, start, end))

    def read(self, reading: Reading) -> None:
        """The owners that a sentence names, and the companies that it leaves in mind."""
        page = self.page
        if page.document.language != "zh":
            self._latin_owners(reading)
            return
        sentence = reading.sentence
        speaks = _SPEAKS_FIRST.match(page.text, sentence.start, sentence.end)
        if speaks is not None and self.own_company is None:
            self._last_company = Company(speaks["name"], *speaks.span("name"))
        self._read_named(reading)
        for start, end in may_own(page, reading):
            for frame in governing(page, reading, start, end, True):
                if frame.kind == "project" and not frame.is_other:
                    self._may_own.setdefault(id(frame), []).append((reading, frame, start, end))
        self._read_together(reading)
        for start, end in find_founders(page, reading):
            self.said(reading, "operator", start, end)
        sent_to = addressee(page, reading)
        if sent_to is not None:
            self.said(reading, "operator", *sent_to)
        named = [
            c for c in reading.companies
            if c.name and "某" not in c.name and not is_maker(page, c)
            and not page.lower.endswith(("与", "和", "同"), 0, c.start)
        ]  # fmt: skip
        self._last_company = named[-1] if named else self._last_company
        self._last_named = tuple(named)

    def _read_named(self, reading: Reading) -> None:
        """Owners by the words around them; 公司 is the company named before."""
        if not may_name_owner(self.page, reading):
            return
        for start, end, is_name in find_owners(self.page, reading):
            meant = self._meant_by(start, end)
            if is_name:
                at = site_used_by(self.page, reading, end)
                self.said(reading, "operator", start, end, at=at)
            elif meant is not None and _OF_KIN.match(self.page.text, end) is None:
                self.said(reading, "operator", meant.start, meant.end, at=(start, end))

    def _meant_by(self, start: int, end: int) -> Company | None:
        """The company that 公司 stands for; 项目公司 is the one founded before."""
        if self.page.lower[start:end] in FOUNDED_FOR_IT:
            return self._last_company
        return self.own_company or self._last_company

    def _read_deal(self, reading: Reading) -> None:
        """Companies, joined with one another, that agree to build a site."""
        named = [c for c in reading.companies if c.name]
        chain = named[:1]
        for company in named[1:]:
            if _CHAIN.fullmatch(self.page.lower, chain[-1].end, company.start) is None:
                break
            chain.append(company)
        if len(chain) > 1 and (
            match := _AGREE_TO_BUILD.match(self.page.lower, chain[-1].end, reading.sentence.end)
        ):
            for company in chain:
                self.said(reading, "operator", company.start, company.end, at=match.span())

    def _read_together(self, reading: Reading) -> None:
        """由三方共建的X: the companies named before in the sentence, or in the one before."""
        self._read_deal(reading)
        sentence = reading.sentence
        if _PARTIES.search(self.page.lower, sentence.start, sentence.end) is None:
            return
        match = _TOGETHER.search(self.page.lower, sentence.start, sentence.end)
        if match is None:
            return
        before = [c for c in reading.companies if c.name and c.end <= match.start()]
        itself = any(not c.name and c.end <= match.start() for c in reading.companies)
        if itself and self.own_company is not None:
            before.append(self.own_company)
        for company in before or self._last_named:
            self.said(reading, "operator", company.start, company.end, at=match.span())

    def _latin_owners(self, reading: Reading) -> None:
        page = self.page
        owned = False
        for owner in find_owners_latin(page, reading):
            meant = Company("", owner.start, owner.end) if owner.is_name else self._last_company
            generic = _BY_NO_NAME.fullmatch(page.lower, owner.start, owner.end) is not None
            if self._speaks_for is not None and generic:
                meant = self._speaks_for
            if meant is None or page.lower[meant.start : meant.end] in _GENERIC:
                continue
            frames = (owner.frame,) if owner.frame else governing(page, reading, *owner.at, True)
            for frame in frames:
                if frame.kind == "project":
                    words = page.words(meant.start, meant.end)
                    self.drafts.add(frame, reading, "operator", words, meant.start, meant.end)
            self._last_company = meant
            owned = owned or owner.is_name
        self._latin_candidates(reading)
        named = [company for company in reading.companies if company.name]
        opens = bool(named) and named[0].start - reading.sentence.start <= _OPENING
        if named and (self._last_company is None or (opens and not owned)):
            self._last_company = named[0]

    def _latin_candidates(self, reading: Reading) -> None:
        """Companies that may own the site of their sentence, or whose name its name begins with."""
        page = self.page
        beside = any(r.frame.kind == "project" for r in reading.references)
        for start, end in (
            *(may_own(page, reading) if beside else ()), *may_own_latin(page, reading)
        ):  # fmt: skip
            if page.lower[start:end] in _GENERIC or _RENTS.match(page.lower, end):
                continue
            if STANDS_IN.search(page.text, max(0, start - 12), start):
                continue
            if has_other_role(page, reading, start, end):
                continue
            frames = list(governing(page, reading, start, end, True))
            first = page.text[start:end].split()[0]
            for frame in (f for f in self.frames if f.kind == "project" and f.name):
                if len(first) > _OPENING - 2 and first in frame.name.split():
                    frames.append(frame)
            for frame in frames:
                if frame.kind == "project" and not frame.is_other:
                    self._may_own.setdefault(id(frame), []).append((reading, frame, start, end))

    def said(
        self, reading: Reading, name: str, start: int, end: int, at: tuple[int, int] | None = None
    ) -> None:
        """A description in words, of each site that the words belong to."""
        where = at or (start, end)
        frames = governing(self.page, reading, *where, True)
        if not frames and name == "operator":
            self._waiting.append((reading, start, end))
        for frame in frames:
            if frame.kind == "project" and not frame.is_other:
                self.drafts.add(frame, reading, name, self.page.words(start, end), start, end)
