"""Which sentences head what follows, and which are titles of lists."""

import re
from typing import Final

from dcpipeline.extract.segments import PageText, Sentence

# 国内在建的智算中心: such centres in general.
# Lines of a digest that head the next paragraph.
_HEADING_MARKS: Final = ("▎", "■", "◆", "▲", "▌", "【")
LONGEST_MARKED_HEADING: Final = 40
# Titles of lists of projects.
_OF_MANY: Final = re.compile(
    r"(?:清单|名单|名录|目录|一览表?|汇总表?|登记表|统计表|项目表|对照表?|进展表|情况表|盘点|周报|月报)(?:的?(?:公示|通知|公告|说明|情况说明))?"
    r"(?:\([^()]{1,16}\))?$"
)
_AWARD_LINE: Final = re.compile(r"(?:约|超|近)?\d[\d.]*\s?(?:亿|万)元?[,,!:]")


# (二)在建项目。
_RUBRIC: Final = re.compile(
    r"\s?(?:\([一二三四五六七八九十]{1,2}\)|[一二三四五六七八九十]{1,2}、|\d{1,2}[.、]|[①-⑩])\s?"
    r"[\u4e00-\u9fff]{2,6}(?:项目|类)(?:\(?共?\d+个\)?)?\s?[。:]?\s?"
)
# 二是加快建设。
_POINT: Final = re.compile(r"[一二三四五六七八九]是[\u4e00-\u9fff“”、]{2,14}[。:]\s?")
# None of the two is longer.
_LONGEST_RUBRIC: Final = 32


def is_heading(page: PageText, sentence: Sentence) -> bool:
    """Whether a sentence heads what follows: a heading, or a short line with a mark before it."""
    block = page.document.blocks[sentence.block]
    if block.kind == "heading":
        return True
    start, end, _, _ = sentence
    if end - start <= _LONGEST_RUBRIC and (
        _RUBRIC.fullmatch(page.lower, start, end) or _POINT.fullmatch(page.lower, start, end)
    ):
        return True
    if block.end - block.start > LONGEST_MARKED_HEADING:
        return False
    text = page.document.text
    marked = text.startswith(_HEADING_MARKS, block.start) and text[block.end - 1] not in "。；！？"
    return marked or is_award_line(page, sentence)


# 新闻链接: what follows explains a term or tells the background of a report.
_BOX: Final = re.compile(
    r"[【\[■▍●◆]?\s?(?:(?:新闻|相关|知识|背景|名词|延伸|政策)(?:链接|背景|解释|解读|资料|知识|卡片|词典|速递|一点通)|(?:小|温馨)?(?:贴士|知识|百科|词典|链接)|什么是[^。]{2,16}|"
    r"记者手记|采访手记|编后|编者按|短评|点评|专家观点)\s?[】\]:?]?"
)


def is_box(page: PageText, sentence: Sentence) -> bool:
    """Whether a heading opens a box that is about none of the sites of the report."""
    return _BOX.fullmatch(page.lower, sentence.start, sentence.end) is not None


def is_title_of_many(page: PageText, sentence: Sentence) -> bool:
    """Whether a sentence is the title of a list or a digest: what it names is told below."""
    document = page.document
    if document.language != "zh" or document.blocks[sentence.block].kind != "title":
        return False
    if document.layout in {"listing", "digest", "project_list"}:
        return True
    return _OF_MANY.search(page.lower, sentence.start, sentence.end) is not None


def is_award_line(page: PageText, sentence: Sentence) -> bool:
    """Whether a line of a digest opens with a sum and has no full stop: 1.9亿,X公布采购结果."""
    block = page.document.blocks[sentence.block]
    if block.end - block.start > LONGEST_MARKED_HEADING or page.document.language != "zh":
        return False
    return (
        _AWARD_LINE.match(page.text, sentence.start, sentence.end) is not None
        and page.text[sentence.end - 1] not in "。;!?"
    )
