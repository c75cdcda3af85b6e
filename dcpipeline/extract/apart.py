"""Sites without a name that a Chinese page tells apart from the one spoken of."""

import re
from collections.abc import Iterable
from typing import Final

from dcpipeline.extract.frames import Frame, Mention, added
from dcpipeline.normalize import PlaceMatch


def cities_of(places: Iterable[PlaceMatch]) -> set[str]:
    """Codes of the cities that some places name."""
    levels = {"prefecture", "county_direct"}
    return {place.adcode for place in places if place.adcode and place.level in levels}


def told_apart(mention: Mention) -> Frame | None:
    """A site without a name that is not the one spoken of before."""
    if mention.page.document.language != "zh" or mention.sentence.record is not None:
        return None
    return _agreed_on(mention) or _of_somebody(mention) or _in_another_city(mention)


def _in_another_city(mention: Mention) -> Frame | None:
    """A site in a paragraph that begins with another city: 十堰今年与X达成意向,拟建…数据中心."""
    sentence, anchor, state = mention.sentence, mention.anchor, mention.state
    if state.project is None or not state.project.codes or sentence.block == state.block:
        return None
    cities = cities_of(place for place in state.around if place.end <= anchor.start)
    if not cities or cities & state.project.codes:
        return None
    return added(Frame("project", record=sentence.record, codes=cities), mention.frames)


# 一家来自深圳的企业原计划投资建设的万卡集群: not the site spoken of before.
_SOMEBODY: Final = re.compile(
    r"(?:一家|某|另有|另一家)[^,。;、]{0,16}(?:企业|公司|厂商|机构|运营商|服务商|投资商|投资方)"
    r"(?:[^,。;]{0,24}的|[^,。;]{0,16}签[^,。;]{0,12}建设?)$"
)


def _of_somebody(mention: Mention) -> Frame | None:
    """A site without a name that the sentence gives to a company that it does not name."""
    page, sentence, anchor = mention.page, mention.sentence, mention.anchor
    if _SOMEBODY.search(page.lower, sentence.start, anchor.start) is None:
        return None
    return added(Frame("project", record=sentence.record), mention.frames)


# 庆阳市与X签署协议,投资55亿元建设万卡集群
_AGREED: Final = re.compile(r"(?:签署|签订|签约|签下)[^。;]{0,60}(?:建设|投建|打造|共建|新建|建)$")


def _agreed_on(mention: Mention) -> Frame | None:
    """A site without a name that is agreed on, in a part of a report with none named before it."""
    page, sentence, anchor, state = mention.page, mention.sentence, mention.anchor, mention.state
    apart = state.headed and state.project is None and state.topic is not None
    if not apart:
        return None
    if _AGREED.search(page.lower, sentence.start, anchor.start) is None:
        return None
    title = page.document.title or ""
    if state.topic is not None and state.topic.name and state.topic.name in title:
        return None
    return added(Frame("project", record=sentence.record), mention.frames)
