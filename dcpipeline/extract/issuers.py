"""Which sites of a notice are those of the listed company that gives it.

Belongs here: what the title of a notice says of the company's own part. Does not belong here: what
single sentences say of owners (``owners.py``).
"""

import re
from collections.abc import Collection, Sequence
from typing import Final

from dcpipeline.extract.frames import Frame
from dcpipeline.extract.segments import PageText

# A notice gives its title within these characters.
_OPENING: Final = 900
_TITLE: Final = re.compile(r"关于[^。;\n]{4,70}公告|[:：][^。;\n]{4,60}公告")
# The company puts its own money in, takes it out or sells.
_INVESTS: Final = re.compile(
    r"投资(?:建设|新建|扩建|兴建|设立)|对外投资|投资(?:合作)?(?:框架)?协议|终止(?:投资|建设|对外)|延期"
    r"|(?:出售|转让)[^,。;]{0,20}(?:中心|基地|园|资产|项目)"
)
_OWN_PROGRESS: Final = re.compile(r"项目|中心|基地|园")
# It works or delivers for others, or only moves money between its projects.
_FOR_OTHERS: Final = re.compile(
    r"中标|合同|采购|订单|承接|销售|租赁|服务|供货|总承包|变更|募集资金|异常波动|股东会|股东大会|担保"
)


def _titles(page: PageText) -> list[str]:
    """The title of a notice as its page and its own head print it."""
    head = page.text[:_OPENING]
    return [page.document.title or "", *(match.group() for match in _TITLE.finditer(head))]


def speaks_of_others(page: PageText) -> bool:
    """Whether the title tells of works or goods for others, or of a subsidiary's project."""
    titles = _titles(page)
    if any(_INVESTS.search(title) for title in titles):
        return False
    return any(_FOR_OTHERS.search(title) or "子公司" in title for title in titles)


def sites_of_issuer(page: PageText, sites: Sequence[Frame], owned: Collection[int]) -> list[Frame]:
    """The sites that a Chinese notice gives to its own company.

    Args:
        page: the page of a notice.
        sites: its sites of computing.
        owned: those that have an owner, by ``id``.

    Returns:
        Of the sites that its title names, or else of the only one: all where the title says that
        the company invests, ends, delays or sells; those without an owner where it tells of
        progress. None where it speaks of those of others.
    """
    if speaks_of_others(page):
        return []
    titles = _titles(page)
    meant = sites if len(sites) == 1 else [s for s in sites if _is_named(s, titles)]
    if any(_INVESTS.search(title) for title in titles):
        return list(meant)
    if not any(_OWN_PROGRESS.search(title) for title in titles):
        return []
    return [site for site in meant if id(site) not in owned]


def _is_named(site: Frame, titles: Sequence[str]) -> bool:
    names = [name for name in (site.name, *site.aliases) if name]
    return any(name in title for name in names for title in titles)
