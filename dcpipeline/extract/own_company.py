"""The company that a page in Chinese calls 公司: that of a notice, a report or a question.

Does not belong here: what that company owns (``ownership.py``).
"""

import re
from collections.abc import Sequence
from typing import Final

from dcpipeline.extract.companies import Company
from dcpipeline.extract.frames import SEVERAL, Reading
from dcpipeline.extract.segments import PageText

# Characters at the beginning of a page in which it says whose report it is.
_BEGINNING: Final = 160
# Words of the notice of a listed company, whatever its layout.
BOARD: Final = re.compile(
    r"证券代码|公告编号|董事会\s*(?:20\d\d年|$)"
    r"|股份有限公司\s?关于[^。;\n]{0,30}(?:投资|延期|终止)[^。;\n]{2,50}公告|stock code"
)

# The short form of its name, with which the notice of a listed company begins.
_SHORT_FORM: Final = re.compile(
    r"(?:证券|股票|公司|A股)简称\s?[:：]\s?(?P<name>[*\w]{2,10})(?=\s|$)"
)


def _of_short_form(readings: Sequence[Reading], short: re.Match[str]) -> Company:
    """The company of a short form: one that holds it, else a share company that begins alike."""
    whole = short["name"].strip("*STst")
    named = [company for reading in readings for company in reading.companies if company.name]
    for stem, ends in ((whole, ("公司", "集团")), (whole[:2], ("股份有限公司", "集团有限公司"))):
        for company in named:
            if stem in company.name and company.name.endswith(ends):
                return company
    return Company(short["name"], *short.span("name"))


def own_company(page: PageText, readings: Sequence[Reading]) -> Company | None:
    """The company that a notice calls 公司: the first one that it names."""
    if page.document.layout != "notice" and BOARD.search(page.lower) is None:
        return _reporting(page)
    short = _SHORT_FORM.search(page.text)
    if short is not None:
        return _of_short_form(readings, short)
    for reading in readings:
        for company in reading.companies:
            if company.name.endswith(("公司", "Ltd", "Ltd.", "Limited", "Corporation", "集团")):
                return company
    return None


# 云泽数科年报拆解, 东旭云联(300000)3月2日晚公告,
_REPORTS: Final = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,8}?(?:数科|科技|数据|云|智算|股份|集团|通信|信息|网络|能源|智联|数港|云联|智数|互联))"
    r"(?:股份有限公司)?(?:\([^()]{0,24}\))?(?:今日|\d{1,2}月\d{1,2}日)?(?:晚间?)?"
    r"(?:年报|财报|半年报|[一三]季报|业绩|(?:发布)?公告[,:称]|披露[,:]|发布[^,。;]{0,8}(?:报告|业绩))"
)
_A_REPORT: Final = re.compile("年报|财报|季报|业绩|公告|披露|发布")
_TRADE: Final = "数科|科技|数据|云|智算|股份|集团|通信|信息|网络|能源|智联|数港|控股|数能|互联"
# X8月20日公告,公司与
_TELLS_OF_ITSELF: Final = re.compile(
    rf"(?P<name>[\u4e00-\u9fff]{{1,8}}(?:{_TRADE}))(?:\([^()]{{0,24}}\))?(?:今日|今年|\d{{1,2}}月\d{{1,2}}日)?"
    r"(?:晚间?)?(?:(?:在|于)?[^,。;:]{2,14}?)?(?:介绍|表示|透露|公告|披露)(?:称)?[,:]公司"
    rf"|(?P<short>[\u4e00-\u9fff]{{1,8}}(?:{_TRADE})):(?=[^。]{{0,60}}公司)"
)


# 2月22日,青禾图发布股价异动公告,公司“X项目”预计
_ISSUES: Final = re.compile(
    r"(?:^|[,。:;、\s])(?P<name>(?!(?:上市|该|本|子|母|分|总)?公司|集团|我司|日前|近日|昨日)[\u4e00-\u9fff]{2,5})"
    r"(?:\([^()]{0,24}\))?(?:今日|昨日|日前|近日|\d{1,2}月\d{1,2}日)?(?:晚间?)?"
    r"(?:(?:发布|披露|刊发)[^,。;:]{0,12}?)?公告(?:称|显示|表示)?[,:](?:称,?)?公司"
)


# Entries of several companies have no company in common.
_OF_ENTRIES: Final = frozenset({"listing", "digest"})
# 有投资者问云岭股份(600000):公司的智算中心…; 云岭股份:公司两大智算项目进展顺利
_ASKED: Final = re.compile(
    r"(?:投资者|股民|有人)[^。,:;]{0,12}?(?:问|提问)[:]?(?P<name>[\u4e00-\u9fff]{2,8})\(\d{6}\)"
)
# 云岭股份(600000.SH)公告: the share of which a page speaks, if it is the only one.
_SHARE: Final = re.compile(
    r"(?P<name>[\u4e00-\u9fffA-Z]{2,8})\((?:S[HZ]|BJ)?[:.]?\d{6}(?:\.(?:S[HZ]|BJ))?[^()]{0,40}\)"
)
# A page without the code of a share names none.
_CODE: Final = re.compile(r"\((?:S[HZ]|BJ)?[:.]?\d{6}")
_ITSELF: Final = re.compile(
    r"公司(?:说|称|表示|披露|回复|介绍|拟|将|已|正|此前|新|目前|两|的|全资|控股)"
)


def _only_share(page: PageText) -> Company | None:
    """The one listed company of a page that goes on about 公司."""
    if _CODE.search(page.text) is None:
        return None
    found = list(_SHARE.finditer(page.text))
    if not found or found[0].start() > _BEGINNING * 2 or _ITSELF.search(page.text) is None:
        return None
    names = {match["name"] for match in found}
    shortest = min(names, key=len)
    if not all(name.endswith(shortest) for name in names):
        return None
    start = found[0].end("name") - len(shortest)
    first = next(match for match in found if match["name"].endswith(shortest))
    return Company(shortest, start, first.end("name"))


def _reporting(page: PageText) -> Company | None:
    """The company that a page reports on from its beginning, with what it published itself."""
    if page.document.language != "zh" or page.document.layout in _OF_ENTRIES:
        return None
    asked = _ASKED.search(page.text, 0, _BEGINNING)
    if asked is not None:
        return Company(asked["name"], *asked.span("name"))
    reports = _A_REPORT.search(page.text, 0, _BEGINNING)
    match = _REPORTS.search(page.text, 0, _BEGINNING) if reports else None
    if match is not None and page.text.count(match["name"]) >= SEVERAL:
        return Company(match["name"], *match.span("name"))
    match = _ISSUES.search(page.text, 0, _BEGINNING) if reports else None
    if match is not None:
        return Company(match["name"], *match.span("name"))
    match = _TELLS_OF_ITSELF.match(page.text)
    if match is None:
        return _only_share(page)
    group = "name" if match["name"] else "short"
    return Company(match[group], *match.span(group))
