"""Sites that are named by their company: 中金数据集团中卫项目, 中国移动5号机房, 百度智算中心."""

import re
from collections.abc import Iterator
from typing import Final

from dcpipeline.extract.anchors import Anchor
from dcpipeline.extract.companies import Company
from dcpipeline.extract.company_edges import cut_before_name
from dcpipeline.extract.frames import COMPUTE_WORD
from dcpipeline.extract.segments import PageText, Sentence
from dcpipeline.normalize import PlaceMatch

_PROJECT: Final = re.compile(
    r"(?:[市县区州]|[\u4e00-\u9fff]{2,4}(?:新区|园区))?项目(?!公司|部|经理|负责|方|组|投资|建设|名称)(?:[一二三四\d]期)?"
)
# A brand right before a place: 云岭数据中卫项目.
_BRAND: Final = re.compile(
    r"[\u4e00-\u9fff]{2,8}(?:数据|科技|智算|云|算力|数科|信息|网络|互联|通信|能源|股份|集团)$"
)
_ROOMS: Final = re.compile(
    r"(?:[\u4e00-\u9fff]{2,4}(?=[a-z\d]))?(?:[a-z]?\d{1,2}[号#]?楼?(?:机房|机楼|数据机房)|[a-z]区(?:机房|机楼))"
)
_LISTED_ROOMS: Final = re.compile(
    r"[、和及](?P<name>(?![一二三四五六七八九十\d])[\u4e00-\u9fff]{2,6}\d{1,2}号(?:机房|机楼))"
)
_ENDS_ROOMS: Final = re.compile("(?:机房|机楼)$")
_JOINED: Final = re.compile(r"[、和与及]")
# 由A和B智算中心: what stands before is said of companies, not of a list of sites.
_OF_COMPANIES: Final = ("由", "与", "和", "同", "跟", "为", "是", "向", "对", "及", "、")
_COMPUTING: Final = re.compile(COMPUTE_WORD.pattern + "|机架|机柜|it负荷|服务器")
# Characters around a name without a word for computing in which there must be one.
_REACH: Final = 120
_LONGEST_BRAND: Final = 10
_SHORTEST_BRAND: Final = 3


def sites_of_companies(
    page: PageText,
    sentence: Sentence,
    places: tuple[PlaceMatch, ...],
    companies: tuple[Company, ...],
    names: list[Anchor],
) -> list[Anchor]:
    """The sites of a sentence that are named by their company, without those in ``names``."""
    found = [
        *_projects(page, sentence, places, companies),
        *_numbered_rooms(page, sentence, companies),
        *_sharing_a_noun(page, companies, names),
    ]
    return [
        site for site in found
        if not any(n.start < site.end and site.start < n.end for n in names)
        and _COMPUTING.search(page.lower, max(0, site.start - _REACH), site.end + _REACH)
    ]  # fmt: skip


def _projects(
    page: PageText,
    sentence: Sentence,
    places: tuple[PlaceMatch, ...],
    companies: tuple[Company, ...],
) -> Iterator[Anchor]:
    """A company, a place and 项目: 中金数据集团中卫项目."""
    starts = {company.end: company.start for company in companies if company.name}
    for place in places:
        match = _PROJECT.match(page.lower, place.end, sentence.end)
        if match is None:
            continue
        start = starts.get(place.start)
        if start is None:
            start = _brand_before(page, sentence, place)
        if start is not None:
            yield Anchor("named", start, match.end(), page.text[start : match.end()])


def _brand_before(page: PageText, sentence: Sentence, place: PlaceMatch) -> int | None:
    """Where the brand begins that ends right before a place, None without one."""
    first = max(sentence.start, place.start - _LONGEST_BRAND)
    match = _BRAND.search(page.lower, first, place.start)
    if match is None:
        return None
    start = match.start() + cut_before_name(match.group(), {})
    return start if place.start - start >= _SHORTEST_BRAND else None


def _numbered_rooms(
    page: PageText, sentence: Sentence, companies: tuple[Company, ...]
) -> Iterator[Anchor]:
    """The numbered rooms of carriers: 中国移动5号机房、中交1号机房."""
    ends: list[int] = []
    for company in companies:
        match = _ROOMS.match(page.lower, company.end, sentence.end) if company.name else None
        if match is not None:
            ends.append(match.end())
            yield Anchor("named", company.start, ends[-1], page.text[company.start : ends[-1]])
    for match in _LISTED_ROOMS.finditer(page.lower, ends[0], sentence.end) if ends else ():
        if not any(c.start < match.end() and match.start("name") < c.end for c in companies):
            yield Anchor("named", *match.span("name"), page.text[slice(*match.span("name"))])


def is_of_room(page: PageText, anchor: Anchor, start: int, end: int) -> bool:
    """Whether words are the number in the name of rooms, which is no phase."""
    inside = anchor.kind == "named" and anchor.start < start and end <= anchor.end
    return inside and _ENDS_ROOMS.search(page.lower, anchor.start, anchor.end) is not None


def _sharing_a_noun(
    page: PageText, companies: tuple[Company, ...], names: list[Anchor]
) -> Iterator[Anchor]:
    """The first of two brands that share a noun: 百度 in 百度和腾讯智算中心."""
    by_end = {company.end: company for company in companies if company.name}
    for name in names:
        first = by_end.get(name.start - 1)
        if name.kind != "named" or first is None or not _JOINED.match(page.lower, name.start - 1):
            continue
        second = next((c for c in companies if c.start == name.start and c.name), None)
        if second is None or page.lower.endswith(_OF_COMPANIES, 0, first.start):
            continue
        noun = page.text[second.end : name.end]
        yield Anchor("named", first.start, first.end, first.name + noun)
