"""Day, source and language of a page.

The day of publication comes, in this order, from the caller, the address, the dateline of an
agency, and what the page prints: a line with its label, a line that is a date, meta tags, a
``time`` element. A month in an address is no day; it can give the year of a dateline.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from dcpipeline.extract.clocks import DAY_IN_ADDRESS, EARLIEST_ADDRESS_DATE, MONTH_IN_ADDRESS
from dcpipeline.extract.document import PublishedBasis
from dcpipeline.extract.layouts.pieces import one_line, weight
from dcpipeline.normalize import DateValue, find_dates

_LATEST_YEAR: Final = 2099
_LONGEST_META: Final = 70
_LONGEST_SOURCE: Final = 40
_META_DATES: Final = (
    "article:published_time", "og:article:published_time", "pubdate", "publishdate",
    "publish-date", "publish_date", "publishtime", "datepublished", "bytedance:published_time",
    "weibo:article:create_at", "og:release_date", "apub:time", "dc.date", "dc.date.issued",
    "dcterms.created", "dcterms.date", "date", "parsely-pub-date", "sailthru.date",
    "firstpublishedtime", "pub_date", "createdate", "article.published",
)  # fmt: skip
_META_SOURCES: Final = ("contentsource", "source", "mediaid", "article:source")
_LABELLED: Final = re.compile(
    r"(?:(?:发布|发表|发文|公开|公告|成文|印发|发稿|刊发|上传|录入|推送|更新|创建|报道|整理|编制|制表|填报)(?:的)?(?:时间|日期|于)|"
    r"(?<![\u4e00-\u9fff])(?:时间|日期)|"
    r"\b(?:published|posted|date(?=\s*[:：]|\s+\d)|publié(?:e)?(?: le)?|"
    r"(?<!été )(?<!est )(?<!fut )(?<!, )mis en ligne(?: le)?|"
    r"(?:dernière )?mise à jour(?: le)?|updated|last updated|"
    r"publication date|date de publication)\b)\s*[:：]?\s*",
    re.IGNORECASE,
)
_UPDATED: Final = re.compile(r"更新|updated|mise? à jour", re.IGNORECASE)
_SOURCE: Final = re.compile(
    r"(?:(?:信息|文章|新闻|内容|稿件|资料|消息|转载)?(?:来源|來源)|稿源|(?<![\u4e00-\u9fff])转自|"
    r"\b(?:source|news source)\b)\s*[:：]\s*(?:(?:来源|稿源)\s*[:：]\s*)?(?P<words>[^\n]*)",
    re.IGNORECASE,
)
_ORIGINAL: Final = re.compile(
    r"原文(?:链接|鏈接|地址|网址|出处)?\s*[:：]|(?:阅读|查看|閱讀)原文|"
    r"\b(?:original (?:article|story)|article original|originally published)\b",
    re.IGNORECASE,
)
_SOURCE_END: Final = re.compile(
    r"\s*(?:[|｜丨\[\]【】（）()<>《]|\s(?=\d{2,4}[-/.年])|(?=(?:19|20)\d{2}[-/.年])|[,，;；。]|"
    r"(?=(?:发布|发表|更新|发稿)?(?:时间|日期)|作者|编辑|责任编辑|责编|浏览|阅读|点击|字[号体]|记者|分享|打印|访问|审核|"
    r"人气|【|评论|关注|收藏|\b(?:date|author|by|published|posted|editor|updated)\b))",
    re.IGNORECASE,
)
_BYLINE: Final = re.compile(
    r"(?:作者|记者|编辑|文|撰文|来源|稿源|信息来源|source|by|author|editor|par|auteur)\s*[:：/|]|"
    r"^(?:by|par)\s+(?!(?:the|an?|its|then|now|this|next|last|late|early|mid|end|year|contrast|"
    r"comparison|la?|les?|une?|rapport|ailleurs|exemple|(?:19|20)\d\d|january|february|march|april|"
    r"may|june|july|august|september|october|november|december)\b|l')\S",
    re.IGNORECASE,
)
_DAY: Final = re.compile(
    r"(?:19|20)\d{2}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}|[〇零一二三四五六七八九]{4}年.{1,3}月.{1,3}日|"
    r"(?<![\d.])\d{1,2}[./]\d{1,2}[./](?:19|20)\d{2}(?!\d)|"
    r"\b\d{1,2}(?:st|nd|rd|th|er)?\s+[A-Za-zéûà]{3,9}\.?,?\s+(?:19|20)\d{2}|"
    r"\b[A-Za-z]{3,9}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+(?:19|20)\d{2}"
)
_NUMERIC_DAY: Final = re.compile(
    r"\s*((?:19|20)\d{2})(?:年|[-/.])(\d{1,2})(?:月|[-/.])(\d{1,2})(?!\d)"
)
# 12.06.2025 and 05/03/2025: the day comes first with points, and in French.
_DAY_FIRST: Final = re.compile(
    r"(?<![\d.])(?P<day>\d{1,2})(?P<mark>[./])(?P<month>\d{1,2})(?P=mark)(?P<year>(?:19|20)\d{2})(?!\d)"
)
_FRENCH_LINE: Final = re.compile(r"\b(?:mise?|publiée?|le|jour|par)\b|\d ?h ?\d", re.IGNORECASE)
_TIME: Final = re.compile(r"\d{1,2}[:：h]\d{2}")
# Outlet, author and place beside a day with its time.
_LONGEST_BESIDE: Final = 14
_CLOCK: Final = re.compile(
    r"\d{1,2}h\d{2}|\d{1,2}[:：]\d{2}(?:[:：]\d{2})?|(?:星期|周)[一二三四五六日天]|[|｜/\-—·,，\s]+"
)
_DATELINE: Final = re.compile(
    r"[（(【\[\s]*(?P<agency>[\u4e00-\u9fffA-Za-z·]{2,14}?)"
    r"(?:(?P<year>20\d{2})年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日\s*(?:电|電|讯|訊|消息)"
    r"|[A-Z][A-Za-z .'-]{1,40},\s+(?P<name>[A-Z][a-z]{2,8})\.?\s+(?P<number>\d{1,2})"
    r"(?:,\s+(?P<latin_year>20\d{2}))?\s*(?:\([A-Z][\w /.-]{2,30}\))?\s*(?:--|—|–|-)"
)
_DATELINE_TRACES: Final = ("日电", "日電", "日讯", "日訊", "日消息", "日 ", "--", "—", "–", " - ")
_SOURCE_TRACES: Final = ("来源", "來源", "稿源", "转自", "ource", "OURCE")
_MONTH_NAMES: Final = "jan feb mar apr may jun jul aug sep oct nov dec"
_MONTHS: Final = {name: number for number, name in enumerate(_MONTH_NAMES.split(), 1)}
_WORDS: Final = re.compile(r"[a-zàâäçéèêëîïôöùûüœ]+")
_ENGLISH: Final = (
    "the of and to in is for on with that by at from as was are has have will its be it"
)
_FRENCH: Final = (
    "le la les des de du et en un une est pour dans sur par avec que qui au aux ses son ce"
)


@dataclass(frozen=True, slots=True)
class Published:
    """Day of publication and where it was read; both None where nothing says it."""

    on: date | None = None
    basis: PublishedBasis | None = None


def language_of(text: str) -> str:
    """zh, en or fr, by script and common words; zh where a text has neither."""
    sample = text[:6000]
    # An ideograph takes three bytes of UTF-8; accents and quotes of a French text are 4 % of it.
    beyond = len(sample.encode("utf-8", "replace")) - len(sample)
    if beyond * 4 >= len(sample):
        return "zh"
    words = Counter(_WORDS.findall(sample.lower()))
    english = sum(words[word] for word in _ENGLISH.split())
    french = sum(words[word] for word in _FRENCH.split())
    return "fr" if french > english else "en"


# "Jane Doe in Shanghai | 12 June 2025 | updated at 18:04": parts of a line under a headline.
_PARTS: Final = re.compile(r"\s[|·•]\s")
_HAN: Final = re.compile(r"[\u4e00-\u9fff]")


def is_meta_line(text: str) -> bool:
    """Whether a line states when, from where or by whom, and nothing else."""
    if weight(text) > _LONGEST_META or not text:
        return False
    day = _DAY.search(text)
    if _LABELLED.match(text) or _SOURCE.match(text) or _BYLINE.match(text):
        return day is not None or weight(text) <= 30
    if day is None:
        return False
    if _PARTS.search(text) is not None and _HAN.search(text) is None:
        return True
    if _LABELLED.search(text) or _SOURCE.search(text) or _BYLINE.search(text):
        return True
    around = text[: day.start()] + text[day.end() :].lstrip("日号")
    has_time = _TIME.search(around) is not None
    return weight(_CLOCK.sub("", around).strip("日 ")) <= (_LONGEST_BESIDE if has_time else 8)


# 某某股份有限公司董事会 2025年6月17日
_SIGNED: Final = re.compile(
    r"[^。；;!?！？]{2,40}(?:董事会|监事会|公司|委员会|政府|[局厅委办院室]|中心)\s*"
    r"(?P<day>(?:19|20)\d{2}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|[〇零一二三四五六七八九]{4}年.{1,3}月.{1,3}日)"
)


def signature_day(text: str) -> str | None:
    """The day behind the office or company that signs a document, as printed; None without one."""
    match = _SIGNED.fullmatch(text.strip())
    return None if match is None else match["day"]


def names_source(text: str) -> bool:
    """Whether a line names the outlet that a text is from."""
    return any(map(text.__contains__, _SOURCE_TRACES)) and _SOURCE.search(text) is not None


def leads_to_source(text: str) -> bool:
    """Whether a link in a line leads to what a text is from."""
    return names_source(text) or (
        weight(text) <= _LONGEST_META and _ORIGINAL.search(text) is not None
    )


def source_words(lines: Iterable[str], meta: Mapping[str, str]) -> str | None:
    """The outlet that a page names as its source, as printed."""
    for line in lines:
        match = _SOURCE.search(line) if names_source(line) else None
        if match is not None:
            words = _SOURCE_END.split(match["words"], maxsplit=1)[0].strip(' :：-—"“”')
            if 1 < len(words) <= _LONGEST_SOURCE:
                return words
    for name in _META_SOURCES:
        words = one_line(meta.get(name, ""))
        if 1 < len(words) <= _LONGEST_SOURCE and "/" not in words:
            return words
    return None


def publication(
    given: date | None,
    url: str | None,
    opening: Sequence[str],
    printed: date | None,
) -> Published:
    """Day of publication by the order of trust.

    Args:
        given: day that the caller knows.
        url: address of the page.
        opening: first paragraphs of the body.
        printed: day that the page prints.
    """
    if given is not None:
        return Published(given, "given")
    address = day_in_address(url or "")
    if address is not None:
        return Published(address, "address")
    dateline = day_of_dateline(opening, printed or last_day_in_address(url or ""))
    if dateline is not None:
        return Published(dateline, "dateline")
    return Published(printed, "printed") if printed else Published()


def day_in_address(url: str) -> date | None:
    """Day in the path of an address."""
    for form in DAY_IN_ADDRESS:
        match = re.search(form, url)
        if match is not None:
            found = _day(*map(int, match.groups()))
            if found is not None and found >= EARLIEST_ADDRESS_DATE:
                return found
    return None


def last_day_in_address(url: str) -> date | None:
    """Last day of the month in the path of an address."""
    for form in MONTH_IN_ADDRESS:
        match = re.search(form, url)
        if match is not None:
            year, month = map(int, match.groups())
            first = date(year + month // 12, month % 12 + 1, 1)
            return first - timedelta(days=1) if first >= EARLIEST_ADDRESS_DATE else None
    return None


def day_of_dateline(opening: Sequence[str], limit: date | None) -> date | None:
    """Day in the dateline of an agency within the first paragraphs.

    A dateline without a year is the last such day up to the limit; without a limit it is none.
    """
    for text in opening[:3]:
        head = text[:60]
        if not any(map(head.__contains__, _DATELINE_TRACES)):
            continue
        match = _DATELINE.search(head)
        if match is None:
            continue
        month = int(match["month"] or _MONTHS.get((match["name"] or "").lower()[:3], 0))
        day = int(match["day"] or match["number"])
        year = match["year"] or match["latin_year"]
        if year is not None:
            return _day(int(year), month, day)
        if limit is not None:
            days = (_day(limit.year - back, month, day) for back in range(5))
            return next((found for found in days if found and found <= limit), None)
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year <= _LATEST_YEAR else None
    except ValueError:
        return None


def printed_day(
    lines: Sequence[str], meta: Mapping[str, str], stamps: Iterable[str] = ()
) -> date | None:
    """Day that a page prints as that of its publication.

    Args:
        lines: lines with date and source, in the order of the page.
        meta: meta tags by lower-case name.
        stamps: values of ``time`` elements and of structured data.
    """
    labelled = [(_UPDATED.search(m[0]) is not None, line[m.end() :], line) for line in lines
                for m in _LABELLED.finditer(line)]  # fmt: skip
    for _, rest, line in sorted(labelled, key=lambda found: found[0]):
        found = _first_day(rest[:40]) or _day_first(rest[:20], line)
        if found is not None:
            return found
    tags = (meta[name] for name in _META_DATES if name in meta)
    for text in (*lines, *tags, *stamps):
        found = _first_day(text[:120]) or _day_first(text[:120], text)
        if found is not None:
            return found
    return None


def _day_first(text: str, line: str) -> date | None:
    """A day in figures that begins with the day; with slashes only where the line is French."""
    match = _DAY_FIRST.search(text)
    if match is None or (match["mark"] == "/" and not _FRENCH_LINE.search(line)):
        return None
    return _day(int(match["year"]), int(match["month"]), int(match["day"]))


def _first_day(text: str) -> date | None:
    """The first day that a text states; the usual numeric form is read without the lexicon."""
    numeric = _NUMERIC_DAY.match(text)
    if numeric is not None:
        return _day(*map(int, numeric.groups()))
    for value in find_dates(text):
        if _is_day(value):
            return value.start
    return None


def _is_day(value: DateValue) -> bool:
    return value.precision == "day" and EARLIEST_ADDRESS_DATE.year - 15 <= value.start.year <= 2099
