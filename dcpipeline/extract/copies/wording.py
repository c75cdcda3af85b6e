"""The words of a story: the text of a page without what each site adds to it."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from opencc import OpenCC

from dcpipeline.extract.document import Block, Document
from dcpipeline.extract.layouts.furniture import furniture_line
from dcpipeline.normalize.text import fold

# OpenCC folds 6,754 of the 6,763 characters of GB 2312 onto one form with the one that its table
# s2t makes of them; these forms come from its tables for Taiwan and Hong Kong.
_REGIONAL: Final = {"著": "着", "瞭": "了", "衞": "卫", "敍": "叙"}
_READING: Final = r"\s?\([a-zü]{1,6}\)"
_PINYIN_RUN: Final = re.compile(rf"(?:[\u4e00-\u9fff]{_READING}\s?){{3}}")
_PINYIN: Final = re.compile(rf"(?<=[\u4e00-\u9fff]){_READING}")
# A decimal point, a comma or a space within a figure goes: 1 200, 1,200 and 1200 are one word.
_WORD: Final = re.compile(
    r"(?<![0-9])[0-9]{1,3}(?: [0-9]{3})+(?![0-9])|[0-9]+(?:[.,'\u00a0][0-9]+)*|[a-z]+|[^\W_]"
)
_NO_DIGIT: Final = re.compile(r"[^0-9]")
_DATELINE: Final = re.compile(
    r"[\s(\[【]*[\u4e00-\u9fffA-Za-z·\s]{0,20}?(?:20[0-9]{2}年)?[0-9]{1,2}月[0-9]{1,2}日\s*"
    r"(?:电|電|讯|訊|消息)[\s)\]】]*(?:\([^()]{0,30}\))?[\s:,]*"
    r"|[\s(\[【]*本[报報网網台站刊](?:讯|訊|消息)[\s)\]】]*(?:\([^()]{0,30}\))?[\s:,]*"
    r"|[A-Z][A-Za-z .'-]{1,40},\s+"
    r"(?:[A-Z][a-z]{2,8}\.?\s+[0-9]{1,2}|(?:le )?[0-9]{1,2}\s+[a-z]{3,9})"
    r"(?:,?\s+20[0-9]{2})?\s*(?:\([A-Za-z /.-]{2,30}\))?\s*-+\s*"
)
_CREDIT_WORDS: Final = (
    r"(?:(?:责任|值班|本期|网络|执行|新媒体)?编辑|责编|编审|审核|校对|初审|复审|终审|监制|"
    r"(?:信息|文章|新闻|内容|稿件|资料|消息|本文)?来源|稿源|转自|原标题|原文链接|原文标题|作者|记者|通讯员|供稿|撰文|摄影|"
    r"edited by|editing by|editors?|reporting by|sources?|authors?|original title|"
    r"rédact(?:ion|eur)|redact(?:ion|eur)|auteur|titre original)"
)
_CREDIT: Final = re.compile(rf"[\s(\[【]*{_CREDIT_WORDS}\s*[:/丨|].{{0,80}}")
_CREDIT_AT_END: Final = re.compile(
    rf"\s*(?:[(\[【]\s*{_CREDIT_WORDS}\s*[:/丨|]?[^()\[\]【】]{{0,60}}[)\]】]"
    rf"|(?<=[。.!?\"”)]){_CREDIT_WORDS}\s*:.{{0,60}}|[(\[【]\s*(?:完|全文完|end|fin)\s*[)\]】])\s*$"
)
_MANY_CREDITS: Final = 6
_FRONT: Final = frozenset({"title", "meta"})


@lru_cache(maxsize=1)
def _converter() -> OpenCC:
    return OpenCC("t2s")


class _Simplified(dict[int, str]):
    """Translation table that learns each character once, whatever stands around it."""

    def __missing__(self, code: int) -> str:
        form = _converter().convert(chr(code)) if code > 0x2E7F else chr(code)
        self[code] = _REGIONAL.get(form, form)
        return self[code]


_SIMPLIFIED: Final = _Simplified()


def folded(text: str) -> str:
    """Folded text, case kept, punctuation too; without readings in brackets.

    One run of three readings makes a page a mirror that prints them, and all of them go: figures
    and commas break its other runs.
    """
    simplified = fold(text).text.translate(_SIMPLIFIED)
    if _PINYIN_RUN.search(simplified) is None:
        return simplified
    return _PINYIN.sub("", simplified)


def body(document: Document, title: str) -> list[str]:
    """Folded lines of a page without the repeated title, datelines and lines of editors.

    Args:
        document: the page.
        title: its title, folded.
    """
    # Readings are dropped from the whole text: a short block alone may hold no run of them.
    pieces = [_cut(document, block) for block in document.blocks if block.kind not in _FRONT]
    lines = folded("\n".join(pieces)).split("\n")
    while lines and (not lines[0].strip() or _is_front(lines[0], title)):
        del lines[0]
    for place, line in enumerate(lines[:2]):
        lines[place] = _DATELINE.sub("", line, count=1) if _DATELINE.match(line) else line
    return _without_closing(lines)


def _cut(document: Document, block: Block) -> str:
    return document.text[block.start : block.end].replace("\n", " ")


def _is_front(line: str, title: str) -> bool:
    """Whether a line repeats the title, or names editor, source or former title."""
    return _key(line) == _key(title) or _CREDIT.fullmatch(line.lower()) is not None


def _key(text: str) -> str:
    return "".join(words_of(text))


def _without_closing(lines: list[str]) -> list[str]:
    kept = list(lines)
    while kept:
        last = kept[-1].strip()
        if last and not _CREDIT.fullmatch(last.lower()) and furniture_line(last) is None:
            break
        kept.pop()
    for _ in range(_MANY_CREDITS if kept else 0):
        found = _CREDIT_AT_END.search(kept[-1].lower()[-200:])
        if found is None:
            break
        kept[-1] = kept[-1][: len(kept[-1]) - len(found.group())]
    return kept


def words_of(text: str) -> Iterator[str]:
    """The words of a folded text in order: hanzi, words of letters, figures as digits."""
    for found in _WORD.finditer(text.lower()):
        word = found.group()
        yield _NO_DIGIT.sub("", word) if word[0] in "0123456789" else word
