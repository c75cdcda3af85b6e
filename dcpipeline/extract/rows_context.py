"""What caption, headings, title and lead of a table say for all of its rows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from dcpipeline.extract.claim import Basis
from dcpipeline.extract.companies import find_companies
from dcpipeline.extract.event_words import Happening
from dcpipeline.extract.rows_cells import read_events
from dcpipeline.extract.rows_headers import basis_of_words, precision_of_words
from dcpipeline.extract.rows_places import NOWHERE, RowPlaces, RowSite
from dcpipeline.extract.rows_tables import Above, Span
from dcpipeline.extract.rows_units import Unit, unit_of
from dcpipeline.extract.segments import PageText
from dcpipeline.normalize import DateValue, event_of, find_dates
from dcpipeline.normalize.lexicon import listed
from dcpipeline.normalize.phrases import PhraseIndex

_STATED_UNIT: Final = re.compile(
    r"(?:单位|units?|unites?)\s?:\s?"
    r"(?P<units>[^\s。)|]{1,40}(?: [a-z]{2,10}(?= |$|\)))?)",
    re.IGNORECASE,
)
_AWARDS: Final = re.compile(r"中标|成交|award")
_CONTRACTS: Final = re.compile(r"合同|订单|采购|contract|contrat")
_LONGEST: Final = 160
# A notice names its company within these characters.
_OPENING: Final = 800
# Behind a company: that the sites of a table are its own.
_HAS: Final = re.compile(
    r"(?:\([^()]{0,30}\))?(?:及其?(?:子公司|下属公司|控股子公司)|目前|现|已|当前|累计|共|集团|的)*"
    r"(?:在(?:全国|国内|各地|多地|我国|全球|境内)?[\u4e00-\u9fff]{0,6})?"
    r"(?:全国|国内)?(?:布局|拥有|运营|自建|自持|自有|自营|投资建设|建设运营|在运|在营|持有|投运|旗下|在建|主要数据中心|主要算力)"
)
_LEADS_OVER: Final = re.compile(
    r"(?:以下|下列|下述|该批|本批|这批|上述)[^。;]{0,12}项目[^。;]{0,30}(?:通过|批复|同意|核准|备案|签约|开工|获批|出具|动工)"
)
# 募投项目延期: the day is later, nothing stands still.
_DELAYED: Final = frozenset({"延期", "推迟"})
# 二、新开工项目, in the list of a year: none of them has begun.
_TO_BEGIN: Final = re.compile(r"(?<!已)(?<!季度)(?<!月)新开工(?=项目|类|\(|$)")
_OF_YEAR: Final = re.compile(r"20\d\d年?度?[^,。;]{0,24}(?:重点|重大|计划|安排|清单|名单)")
_NOT_OF_TABLES: Final = frozenset({"expanded", "transferred", "idle_reported"})


@dataclass(frozen=True, slots=True)
class Context:
    """What holds for all rows of a group.

    Attributes:
        titles: caption, headings and title, the nearest first.
        site: the place that they fix.
        event: what they say of all rows.
        basis: installed where the nearest heading says so.
        units: units stated for the whole table, by role.
        amount: property of a column that is only called an amount.
        precision: number format that the words above the table name for its compute.
        is_compute: whether the nearest of them speaks of compute.
        owner: company whose sites the words above call those of the table; None without one.
    """

    titles: tuple[Span, ...] = ()
    site: RowSite = NOWHERE
    event: Happening | None = None
    basis: Basis | None = None
    units: dict[str, Unit] = field(default_factory=dict)
    amount: str = ""
    precision: str = "unknown"
    is_compute: bool = False
    owner: Span | None = None


class ContextReader:
    """Reads the words above the rows, once for each group of rows."""

    def __init__(self, page: PageText, places: RowPlaces) -> None:
        self._page = page
        self._places = places
        self._words = PhraseIndex([*listed("compute_words"), *listed("table_subjects")])
        self._last: tuple[Above, Context] | None = None

    def of(self, above: Above) -> Context:
        """The context of a row."""
        if self._last is None or self._last[0] is not above:
            self._last = (above, self._read(above))
        return self._last[1]

    def _read(self, above: Above) -> Context:
        titles = [*above.headings, *([above.title] if above.title else [])]
        titles = [(start, min(end, start + _LONGEST)) for start, end in titles]
        lower = self._page.lower
        nearest = lower[slice(*titles[0])] if titles else ""
        return Context(
            tuple(titles),
            self._site(titles),
            self._event(titles, above.lead),
            "installed" if above.headings and _is_installed(nearest) else None,
            self._units([*titles, *above.lead]),
            _amount(" ".join(lower[slice(*span)] for span in titles)),
            precision_of_words(" ".join(lower[slice(*span)] for span in (*titles, *above.lead))),
            any(True for _ in self._words.find(nearest)),
            self._owner([*above.lead[::-1], *titles]),
        )

    def _owner(self, spans: list[Span]) -> Span | None:
        """The company whose sites the table holds: X在全国布局多个园区, 公司自建数据中心如下."""
        page = self._page
        for start, end in spans:
            for company in find_companies(page.text, page.lower, start, end):
                if _HAS.match(page.lower, company.end, end) is None:
                    continue
                if company.name:
                    return company.start, company.end
                return self._own_company()
        return None

    def _own_company(self) -> Span | None:
        """What a notice of a listed company calls 公司: the first one that it names."""
        page = self._page
        if page.document.layout != "notice" and "证券代码" not in page.lower[:_OPENING]:
            return None
        named = find_companies(page.text, page.lower, 0, min(len(page.text), _OPENING))
        return next(((c.start, c.end) for c in named if c.name.endswith("公司")), None)

    def _site(self, titles: list[Span]) -> RowSite:
        """The nearest words that fix one place; wider ones may add the province only."""
        for span in titles:
            site = self._places.in_spans([span])
            if site.province is not None:
                return site
        return NOWHERE

    def _event(self, titles: list[Span], lead: tuple[Span, ...]) -> Happening | None:
        language = self._page.document.language
        for start, end in titles:
            words = self._page.text[start:end]
            match = event_of(words, language)
            if match.event is None or match.event in _NOT_OF_TABLES or match.word in _DELAYED:
                continue
            first = start + max(words.find(match.word), 0)
            happening = Happening(match.event, False, first, first + len(match.word))
            if _TO_BEGIN.search(words) and self._is_plan(titles):
                return replace(happening, event="announced")
            if match.event == "announced":
                return happening
            return replace(happening, on=self._day(match.event, lead))
        return None

    def _is_plan(self, titles: list[Span]) -> bool:
        """Whether the words above the rows call them what a year is to bring."""
        return any(_OF_YEAR.search(self._page.text, start, end) for start, end in titles)

    def _day(self, event: str, lead: tuple[Span, ...]) -> DateValue | None:
        """The one day on which the lead says that it happened."""
        days = {
            (found.on.start, found.on.end): found.on
            for span in self._sentences(lead)
            for found in read_events(self._page, *span).events
            if found.event == event and not found.planned and found.on is not None
        }
        exact = [on for on in days.values() if on.precision == "day"] or list(days.values())
        if len(exact) == 1 and exact[0].precision == "day":
            return exact[0]
        batch = self._day_of_batch(lead)
        return exact[0] if batch is None and len(exact) == 1 else batch

    def _day_of_batch(self, lead: tuple[Span, ...]) -> DateValue | None:
        """The one day of a sentence that leads over to the rows: 以下项目已于9月24日通过审查."""
        page = self._page
        for start, end in self._sentences(lead):
            if _LEADS_OVER.search(page.lower, start, end) is None:
                continue
            found = find_dates(page.text[start:end], reference=page.document.published_on)
            if len(found) == 1 and found[0].precision == "day":
                first, last = found[0].span
                return replace(found[0], span=(first + start, last + start))
        return None

    def _sentences(self, lead: tuple[Span, ...]) -> Iterator[Span]:
        for start, end in lead:
            behind = start
            for match in re.finditer(r"[。!?]|$", self._page.text[start:end]):
                if start + match.end() > behind:
                    yield behind, start + match.end()
                behind = start + match.end()

    def _units(self, spans: list[Span]) -> dict[str, Unit]:
        found: dict[str, Unit] = {}
        for start, end in spans:
            for match in _STATED_UNIT.finditer(self._page.text, start, end):
                for words in re.split(r"[,、;/]", match["units"]):
                    unit = unit_of(words.strip())
                    if unit is not None and unit.name:
                        found.setdefault(unit.role, unit)
        return found


def _is_installed(lower: str) -> bool:
    return basis_of_words(lower) == "installed"


def _amount(lower: str) -> str:
    if _AWARDS.search(lower):
        return "award_value"
    return "contract_value" if _CONTRACTS.search(lower) else "investment"
