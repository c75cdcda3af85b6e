"""Counts of data centers, and of the provinces and cities that they stand in."""

import re
from bisect import bisect_left
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Final

from dcpipeline.extract.figures import Figure
from dcpipeline.extract.segments import PageText, Sentence, folded_span
from dcpipeline.normalize.bounds import qualifier_of
from dcpipeline.normalize.lexicon import listed, mapped
from dcpipeline.normalize.matching import beginning_of, matches_from
from dcpipeline.normalize.numbers import han_number
from dcpipeline.normalize.phrase_book import PAGE, PhraseList

# What a neighbouring block says counts up to this distance.
_NEIGHBOURHOOD: Final = 600
CLAUSE: Final = re.compile(r"(?<!\d),|,(?!\d)|[;:。!?()]")
_HAN_NUMBER: Final = (
    r"(?<![\d.第数几这此a-z-])(?:\d[\d,]{0,8}(?:\.\d{1,4})?[百千万]?(?![\d.])"
    r"|(?<![一二两三四五六七八九十百千])[一二两三四五六七八九十百千零]{1,7})"
)
# The first character of a number in digits, numerals or words of Latin script.
_FIRST_OF_NUMBER: Final = re.compile(r"[\d一二两三四五六七八九十百千零a-z]")
_FIRST_OF_HAN: Final = re.compile(
    r"[\d一二两三四五六七八九十百千零](?=[\d,.一二两三四五六七八九十百千零万余多个座家项处])"
)
# What a count in Chinese comes down to, of sites and of provinces or cities.
_COUNTED: Final = re.compile(r"[\d一二两三四五六七八九十百千零万余多,][个座家项处]")
_COUNTED_AREA: Final = re.compile(r"[\d一二两三四五六七八九十百千零万余多个座,][省市地城]")
_DIGITS: Final = r"(?<![\w.,/-])(?:\d{1,3}(?:[,\u00a0 ]\d{3})+(?!\d)|\d{1,5})(?![\d.,]\d)"
_YEAR: Final = r"(?<!\d)(?<!\d[.,])(?:19|20)\d{2}(?!\d|[.,]\d)"
_PERIOD: Final = re.compile(
    rf"(?P<first>{_YEAR})年?(?:\d{{1,2}}月)?[初底末]?\s?(?:[至到~-]|to|and|et|a|through"
    rf"|until)\s?(?P<last>{_YEAR})"
    rf"|(?P<year>{_YEAR})(?!\s?(?:个|座|家|项|台|p(?:flops)?\b|racks|projects|projets))"
    r"|(?P<this>今年|本年|this year|cette annee)"
    r"|(?P<past>去年|上年|last year|l'an dernier|l'annee derniere)"
)  # fmt: skip
_PART: Final = re.compile(r"其中|\b(?:including|of which|among them|dont|parmi)\b")
_PROVINCES: Final = (
    r"(?:省\(区、市\)|省、自治区|省区市|省市区|省市|省份|省级行政区|省(?=[,。、和及的\d一二三四五六七八九十两]|$)(?![一二三四五]市))(?!中"
    r"|里|(?:当)?中)"
)
_CITIES: Final = r"地级市|地市|城市|市(?=[,。、和及的]|$)"


@lru_cache(maxsize=64)
def words_of(section: str, language: str) -> re.Pattern[str]:
    """Words of a section; those of Latin script as whole words."""
    words = listed(section, language)
    return re.compile(alternatives(words)) if words else re.compile(r"(?!)")


def alternatives(words: tuple[str, ...]) -> str:
    """A pattern for any of the words."""
    joined = "|".join(re.escape(word) for word in words)
    return rf"(?<![a-z])(?:{joined})(?![a-z])" if words[0][0].isascii() else rf"(?:{joined})"


@lru_cache(maxsize=16)
def _meanings(section: str, language: str) -> re.Pattern[str]:
    words = sorted(mapped(section, language), key=lambda word: (-len(word), word))
    return re.compile(alternatives(tuple(words)) if words else r"(?!)")


_GATES: Final = {
    "counts": ("counted_sites", "counted_projects"),
    "shares": ("rates_used", "rates_idle", "idle_words", "words_used"),
}


@lru_cache(maxsize=8)
def _gate(kind: str, language: str) -> PhraseList:
    return PAGE.add(word for section in _GATES[kind] for word in listed(section, language))


@lru_cache(maxsize=8)
def _spots(kind: str, language: str, lower: str) -> tuple[int, ...]:
    """Where the words stand without which there is no figure of a kind."""
    return tuple(hit.start for hit in _gate(kind, language).find_within(lower, 0, len(lower)))


def stands_in(kind: str, page: PageText, start: int, end: int) -> bool:
    """Whether a word stands there without which there is no figure of a kind."""
    spots = _spots(kind, page.document.language, page.lower)
    if not spots:
        return False
    here = bisect_left(spots, start)
    return here < len(spots) and spots[here] < end


def find_counts(page: PageText, sentence: Sentence) -> list[Figure]:
    """Counts of data centers, and of the provinces and cities that they stand in.

    Args:
        page: the page.
        sentence: the sentence to read.

    Returns:
        ``project_count``, ``province_count`` and ``city_count`` in the order of the text, with
        state and period where the words give them. A count without a figure (数十个) and counts
        below two are left out.
    """
    before = max(0, sentence.start - 200)
    if not stands_in("counts", page, before, sentence.end):
        return []
    found = [*_site_counts(page, sentence), *_area_counts(page, sentence)]
    kept: list[Figure] = []
    for figure in sorted(found, key=lambda f: (f.start, -f.end)):
        if not kept or figure.start >= kept[-1].end:
            kept.append(figure)
    return _with_states(page, sentence, kept)


def _site_counts(page: PageText, sentence: Sentence) -> list[Figure]:
    language = page.document.language
    if language == "zh" and not _COUNTED.search(page.lower, sentence.start, sentence.end):
        return []
    found = []
    for begins, pattern in zip(_firsts(language), _count_patterns(language), strict=True):
        for match in matches_from(begins, pattern, page.lower, sentence.start, sentence.end):
            if not _is_no_count(page, sentence, match) and _is_of_compute(page, sentence, match):
                found.append(_count(page, match, "project_count", "projects"))
    return [figure for figure in found if figure is not None]


# One of eight, the first of nine: of them nothing is counted. National hubs are no sites.
_ONE_OF: Final = re.compile(
    r"\b(?:one|first|last|largest|biggest|l'un|l'une|premier|premiere) (?:of|des|de)"
    r" (?:the |its |ses |les )?$"
)
_OF_NATION: Final = re.compile(r"\bnationa(?:l|ux)\b")


# "three dozen data centers" are not three, and "only 11 such projects were cancelled" are not all.
_NO_NUMBER: Final = re.compile(r"^\w+ (?:dozen|hundred|thousand|such)\b")
# 建6500个数据中心: racks are meant. Only the country has so many sites.
_THOUSANDS: Final = re.compile(r"\d{4,}")
_OF_COUNTRIES: Final = re.compile(r"全国|我国|中国|国内|全球|世界|美国|各国|海外")
# 28个分布式数据中心: small parts of one network. 16家央企新签约项目: companies.
_SMALL_PARTS: Final = re.compile(r"分布式|边缘|微型|微模块|集装箱")
_OF_FIRMS: Final = re.compile(r"家(?:央企|国企|民企|企业|公司|单位|运营商|机构)")
# 南昌与大湾区两个算力中心: one in each of the places, which are named.
_ONE_EACH: Final = re.compile(r"[\u4e00-\u9fff][、和与及][\u4e00-\u9fff]{2,4}[两二2]$")

# 科创中心三期和云湖智算中心两个项目: those that are named right before.
_NAMED_BEFORE: Final = re.compile(
    r"(?:项目|中心|园区?|基地|[一二三四]期)(?:、[^,。;]{2,30})?(?:和|与|及|以及)[^,。;]{2,24}"
    r"(?:项目|中心|园区?|基地|[一二三四]期)[两二三四五2-5]$"
)


def _is_no_count(page: PageText, sentence: Sentence, match: re.Match[str]) -> bool:
    if page.document.language == "zh":
        start = sentence.start
        counted = start, match.end("number")
        if _ONE_EACH.search(page.lower, *counted) or _NAMED_BEFORE.search(page.lower, *counted):
            return True
        if _SMALL_PARTS.search(match.group()) or _OF_FIRMS.search(match.group()):
            return True
        many = _THOUSANDS.fullmatch(match["number"]) is not None
        return many and _OF_COUNTRIES.search(page.lower, start, match.start()) is None
    before = _ONE_OF.search(page.lower, max(0, match.start() - 24), match.start())
    if _NO_NUMBER.search(match.group()) is not None:
        return True
    return before is not None or _OF_NATION.search(match.group()) is not None


@lru_cache(maxsize=4)
def _firsts(language: str) -> tuple[re.Pattern[str], ...]:
    """The characters with which each of the patterns for counts begins."""
    sites = listed("counted_sites", language)
    if language == "zh":
        states = mapped("count_states", language)
        return _FIRST_OF_HAN, beginning_of(sites), beginning_of(states)
    nouns = beginning_of([*sites, *listed("counted_projects", language)])
    return _FIRST_OF_NUMBER, nouns, _FIRST_OF_NUMBER


@lru_cache(maxsize=4)
def _count_patterns(language: str) -> tuple[re.Pattern[str], ...]:
    sites = "|".join(map(re.escape, listed("counted_sites", language)))
    projects = "|".join(map(re.escape, listed("counted_projects", language)))
    breakers = "|".join(map(re.escape, listed("count_breakers", language)))
    states = _meanings("count_states", language).pattern
    if language == "zh":
        return _han_patterns(sites, projects, breakers, states)
    return _latin_patterns(language, sites, projects, breakers, states)


def _han_patterns(
    sites: str, projects: str, breakers: str, states: str
) -> tuple[re.Pattern[str], ...]:
    number = rf"(?P<number>{_HAN_NUMBER})(?P<more>余|多)?"
    # 五家渠 and 三家店 are places.
    counter = r"(?:[个座项处]|家(?!庄|口|港|渠|店))"
    stop = r"(?=[,。;、:!?)\s以左和及并已其]|$)"
    filler = (
        r"(?:数量|总数|数|已|共计|合计|累计|总计|共|总|达到|达|为|有|约|接近|近"
        r"|超过|超|逾|突破|多达|:|的|项目)"
    )
    tail = (
        r"(?!集群|机柜|机架|机房|楼|产业|行业|企业|公司|龙头|头部|运营商|服务商|领域|服务器|建筑|大楼|厂房|模组|模块|技术|标准|节点|用户|客户"
        r"|经理|部|负责|组|法人|单位|名称|名单|园区企业)"
    )
    return (
        re.compile(
            rf"{number}{counter}(?:以上)?(?P<inside>(?:(?!{breakers})[^,。;:!?、()\n\d]){{0,16}}?)"
            rf"(?:(?P<site>{sites})|(?P<project>{projects})){tail}"
        ),
        re.compile(rf"(?P<site>{sites}){filler}{{0,6}}{number}{counter}{stop}"),
        re.compile(
            rf"(?P<state>{states})(?P<bare>{filler}{{0,4}}){number}{counter}"
            rf"(?=[,。;、!?)以左]|$)"
        ),
    )


def _latin_patterns(
    language: str, sites: str, projects: str, breakers: str, states: str
) -> tuple[re.Pattern[str], ...]:
    words = "|".join(map(re.escape, [w for w, _ in _number_words(language)]))
    number = rf"(?P<number>{_DIGITS}|(?<![\w-])(?:{words})(?![\w-]))(?P<more>\+|-odd)?"
    inside = rf"(?P<inside>(?:(?!(?:{breakers})\b)[a-z(\"“][\w'’\"”)/-]*,?\s){{0,6}}?)"
    noun = rf"(?:(?P<site>{sites})|(?P<project>{projects}))(?![\w-])"
    beyond = (
        r"depassant|depassent|depasse|exceeding|exceeded|surpassing|topping|numbering"
        r"|numbered|totalling|totaled|totalled|au nombre de"
    )
    auxiliary = (
        r"(?:of (?:them|these|which) |d'entre eux |had |have |been |were "
        r"|are |now |already |sont |ont |ete |etaient |deja |desormais |,? ?actually )"
    )
    return (
        re.compile(rf"{number}\s{inside}{noun}"),
        re.compile(
            rf"(?:(?P<site>{sites})|(?P<project>{projects}))(?![\w-])[^.;:\d]{{0,40}}?(?:{beyond})\s(?:les\s)?{number}"
            rf"(?=[,.;)]|$|\s(?:a l'echelle|nationwide|across|in|dans|en|by|au|par|at)\b)"
        ),
        re.compile(rf"{number}\s(?P<bare>{auxiliary}{{1,5}}|(?=[a-z]))(?P<state>{states})"),
    )


@lru_cache(maxsize=4)
def _number_words(language: str) -> tuple[tuple[str, float], ...]:
    """Words for numbers with their value, longest first."""
    sections = ("number_words", "round_number_words")
    found = [(w, float(v[0])) for s in sections for w, v in mapped(s, language).items()]
    return tuple(sorted(found, key=lambda pair: -len(pair[0])))


def _is_of_compute(page: PageText, sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether what is counted are sites of compute."""
    groups = match.groupdict()
    if groups.get("site"):
        return True
    language, lower = page.document.language, page.lower
    if groups.get("state") is not None:
        first = max(0, sentence.start - (0 if language == "zh" else 200))
        nouns = words_of("counted_sites", language).search(lower, first, match.start())
        counted = words_of("counted_projects", language).search(lower, first, match.start())
        return nouns is not None or (counted is not None and _near_compute(page, sentence))
    inside = groups.get("inside") or ""
    if words_of("other_projects", language).search(inside):
        return False
    part = _PART.search(lower, match.end(), sentence.end)
    last = part.start() if part else sentence.end
    if words_of("compute_words", language).search(lower, sentence.start, last):
        return True
    if words_of("compute_words", language).search(lower, last, sentence.end):
        return False  # 30 projects, 6 of them of compute
    if words_of("other_projects", language).search(lower, sentence.start, sentence.end):
        return False  # 12 projects in new energy and equipment manufacturing
    return _near_compute(page, sentence)


def _near_compute(page: PageText, sentence: Sentence) -> bool:
    """Whether the sentence or a block beside it speaks of compute."""
    first, last = _neighbourhood(page, sentence)
    return (
        words_of("compute_words", page.document.language).search(page.lower, first, last)
        is not None
    )


def _neighbourhood(page: PageText, sentence: Sentence) -> tuple[int, int]:
    blocks = page.document.blocks
    near = [
        block
        for block in blocks[max(0, sentence.block - 2) : sentence.block + 2]
        if block.record == sentence.record
    ]
    first = folded_span(page.folded, near[0])[0] if near else sentence.start
    last = folded_span(page.folded, near[-1])[1] if near else sentence.end
    return max(first, sentence.start - _NEIGHBOURHOOD), min(last, sentence.end + _NEIGHBOURHOOD)


def _count(page: PageText, match: re.Match[str], name: str, unit: str) -> Figure | None:
    words = match["number"]
    value = _value(words, page.document.language)
    if value is None or value < 2 or value != int(value) or _is_year(words):
        return None
    start, end = match.span("number")
    qualifier, first, last = bound_of(page, start, end, _counter_end(page.lower, match))
    if match["more"] and qualifier == "exact":
        qualifier = "at_least"
    elif qualifier == "exact" and _is_round(words, page.document.language):
        qualifier = "about"
    return Figure(
        name, first, max(last, match.end("more")), value,
        low=value if qualifier == "at_least" else None,
        high=value if qualifier == "at_most" else None,
        unit=unit, qualifier=qualifier, is_total=True,
    )  # fmt: skip


def _counter_end(lower: str, match: re.Match[str]) -> int:
    end = max(match.end("number"), match.end("more"))
    return end + 1 if lower[end : end + 1] in set("个座家项处省市") else end


def _is_year(words: str) -> bool:
    return re.fullmatch(_YEAR, words) is not None


def _is_round(words: str, language: str) -> bool:
    """百个 and "une centaine de" are an order of magnitude."""
    return words in mapped("round_number_words", language) or set(words) <= set("百千万")


def _value(words: str, language: str) -> float | None:
    plain = re.sub(r"[,\u00a0 ]", "", words)
    if plain[:1].isdigit():
        factor = {"百": 100.0, "千": 1000.0, "万": 10000.0}.get(plain[-1], 1.0)
        return float(plain.rstrip("百千万")) * factor
    known = dict(_number_words(language)) if language != "zh" else {}
    return known[words] if words in known else han_number(plain)


def bound_of(page: PageText, start: int, end: int, unit_end: int) -> tuple[str, int, int]:
    """Qualifier and span; the words of ``more_bounds_before`` outrank none of the others."""
    qualifier, first, last = qualifier_of(page.lower, start, end, unit_end)
    if qualifier == "exact":
        before = page.lower[max(0, start - 16) : start].rstrip(" \u00a0")
        before = before.removesuffix(" les")
        for word, meanings in mapped("more_bounds_before", page.document.language).items():
            if before.endswith(word):
                return meanings[0], page.lower.rindex(word, 0, start), last
    return qualifier, first, last


# 横跨沈阳、抚顺两市, 华东六省: the places are named, not counted.
_SUMS_UP_NAMES: Final = re.compile(
    r"[、和及与][\u4e00-\u9fff]{2,3}$|(?:东北|华东|华北|华南|华中|西北|西南)(?:地区)?$"
)


def _area_counts(page: PageText, sentence: Sentence) -> list[Figure]:
    """Provinces and cities of a sentence that speaks of sites, or follows one that does."""
    language, lower = page.document.language, page.lower
    if language == "zh" and not _COUNTED_AREA.search(lower, sentence.start, sentence.end):
        return []
    found = []
    matches = matches_from(
        _FIRST_OF_NUMBER, _area_pattern(language), lower, sentence.start, sentence.end
    )
    for match in matches:
        name = "province" if match["provinces"] else "city"
        figure = _count(
            page, match, f"{name}_count", "provinces" if name == "province" else "cities"
        )
        if _SUMS_UP_NAMES.search(lower, max(sentence.start, match.start() - 6), match.start()):
            continue
        if (
            figure is not None
            and figure.value is not None
            and figure.value <= (34 if name == "province" else 700)
        ):
            found.append(figure)
    if not found or not _speaks_of_sites(page, sentence, found[0].start):
        return []
    return found


def _speaks_of_sites(page: PageText, sentence: Sentence, start: int) -> bool:
    language, lower = page.document.language, page.lower
    clause = lower[max(sentence.start, start - 40) : min(sentence.end, start + 40)]
    if words_of("not_such_counts", language).search(clause):
        return False
    first = max(0, sentence.start - 200)
    sites = words_of("counted_sites", language).search(lower, first, sentence.end)
    projects = words_of("counted_projects", language).search(lower, first, sentence.end)
    return (sites or projects) is not None and _near_compute(page, sentence)


@lru_cache(maxsize=4)
def _area_pattern(language: str) -> re.Pattern[str]:
    if language == "zh":
        return re.compile(
            rf"(?P<number>{_HAN_NUMBER})(?P<more>余|多)?[个座]?(?:(?P<provinces>{_PROVINCES})"
            rf"|(?P<cities>{_CITIES}))"
        )
    words = "|".join(map(re.escape, [w for w, _ in _number_words(language)]))
    return re.compile(
        rf"(?P<number>{_DIGITS}|(?<![\w-])(?:{words})(?![\w-]))(?P<more>\+)?\s(?:[a-z]+\s){{0,1}}?"
        r"(?:(?P<provinces>provinces|provincial-level)|(?P<cities>cities|villes))(?![\w-])"
    )


def _with_states(page: PageText, sentence: Sentence, figures: list[Figure]) -> list[Figure]:
    found = []
    for here, figure in enumerate(figures):
        floor = figures[here - 1].end if here else sentence.start
        ceiling = figures[here + 1].start if here + 1 < len(figures) else sentence.end
        state = None
        if figure.property == "project_count":
            state = _state(page, figure, _clause(page.lower, figure, floor, ceiling))
        found.append(_dated(figure, state, _period(page, sentence, figure, ceiling)))
    return found


def _dated(figure: Figure, state: str | None, period: tuple[date, date] | None) -> Figure:
    return Figure(
        figure.property, figure.start, figure.end, figure.value, figure.low, figure.high,
        figure.unit, figure.qualifier, is_total=True, state=state, period=period,
    )  # fmt: skip


def _clause(lower: str, figure: Figure, floor: int, ceiling: int) -> tuple[int, int]:
    """The clause around a figure, between its neighbours."""
    first = floor
    for match in CLAUSE.finditer(lower, floor, figure.start):
        if figure.start - match.end() > 1 or lower[match.start()] != ",":
            first = match.end()  # a comma right before the figure joins it to its noun
    behind = CLAUSE.search(lower, figure.end, ceiling)
    return first, behind.start() if behind else ceiling


def _state(page: PageText, figure: Figure, clause: tuple[int, int]) -> str | None:
    """State of what is counted; None where no word or several say it."""
    language = page.document.language
    words = _meanings("count_states", language)
    before = list(words.finditer(page.lower, clause[0], figure.start))
    after = list(words.finditer(page.lower, figure.end, clause[1]))
    for group, last in (
        ((before, True), (after, False)) if language == "zh" else ((after, False), (before, True))
    ):
        if not group:
            continue
        chosen = group[-1] if last else group[0]
        if language != "zh" and not last and _is_joined(page.lower[figure.end : chosen.start()]):
            continue
        meanings = {mapped("count_states", language)[m.group()][0] for m in group}
        if len(meanings) > 1 and _is_list(page.lower, group):
            return None
        meaning = mapped("count_states", language)[chosen.group()][0]
        planned = meaning != "announced" and _is_planned(page, clause[0], chosen.start())
        return "announced" if planned else meaning
    return None


def _is_joined(words: str) -> bool:
    """500 projects and completed 150: the word behind belongs to the next figure."""
    return re.search(r"\b(?:and|et)\b", words) is not None


def _is_list(lower: str, group: list[re.Match[str]]) -> bool:
    """已建和在建, built or under construction: several states for one figure."""
    return any(
        re.fullmatch(
            r"[、和及或与/的]{0,2}(?:正在)?"
            r"|,? ?(?:and|or|et|ou|,)?(?: were| are| is| sont| being)? ?",
            lower[a.end() : b.start()],
        )
        for a, b in pairwise(group)
    )


def _is_planned(page: PageText, start: int, end: int) -> bool:
    words = words_of("planned_before", page.document.language)
    return words.search(page.lower, start, end) is not None


def _period(
    page: PageText, sentence: Sentence, figure: Figure, ceiling: int
) -> tuple[date, date] | None:
    """The years that a count is of: those of its clause, then the last ones before it."""
    lower = page.lower
    first, last = _clause(lower, figure, sentence.start, ceiling)
    before = [m for m in _PERIOD.finditer(lower, sentence.start, figure.start)]
    after = [m for m in _PERIOD.finditer(lower, figure.end, last)]
    own = [m for m in before if m.start() >= first]
    chosen = own[-1:] or after[:1] or before[-1:]
    return _years(page, chosen[0]) if chosen else None


def _years(page: PageText, match: re.Match[str]) -> tuple[date, date] | None:
    if match["this"] or match["past"]:
        published = page.document.published_on
        if published is None:
            return None
        year = published.year - (1 if match["past"] else 0)
        return date(year, 1, 1), date(year, 12, 31)
    opened = int(match["first"] or match["year"])
    closed = int(match["last"] or match["year"])
    return (date(opened, 1, 1), date(closed, 12, 31)) if opened <= closed else None
