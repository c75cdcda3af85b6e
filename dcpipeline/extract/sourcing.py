"""What a page says of its sources: who speaks, whose report it repeats, where it leads."""

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import urljoin

from dcpipeline.extract.document import Block, Document
from dcpipeline.extract.origins import outlet, page_key
from dcpipeline.normalize.text import fold

_ADDRESS: Final = re.compile(r"https?://[\w./?&=%#:~+-]+")
_NAMES_SOURCE: Final = re.compile(
    r"来源|稿源|转自|原文|出处|链接|\b(?:source|via|original|lire)\b", re.IGNORECASE
)
_AGENCY: Final = re.compile(
    r"[（(【\[\s]*(?P<name>[\u4e00-\u9fff]{1,6}?[社网报台])[\u4e00-\u9fff·]{0,8}"
    r"(?:20\d{2}年)?\d{1,2}月\d{1,2}日\s*[电讯消]"
    r"|[A-Z][A-Za-z .'-]{1,40},\s[^()\n]{3,20}\((?P<latin>[A-Z][A-Za-z .-]{2,30})\)\s*[-—–]"
)
_OPENING: Final = 60
_OWN: Final = re.compile(r"[（(【\[\s]*本[报网台站刊]")
_LATIN: Final = r"(?P<latin>[A-Z][\w&'.-]*(?:\s[A-Z][\w&'.-]*){0,3})"
# 据新华社北京6月16日电: between an agency and its day stands a place.
_CITED: Final = re.compile(
    r"(?<![数依根占证票收单论])(?:据|援引|引述)《?(?P<name>[\u4e00-\u9fffA-Za-z0-9]{2,14}?)》?"
    r"(?:(?<=[社网报台])[\u4e00-\u9fff]{1,8}(?=\d))?"
    r"(?:记者|客户端|网站)?(?:\d{1,2}月)?(?:\d{1,2}日)?的?(?:报道|消息|电|讯)"
    r"|(?:[Aa]ccording to|[Rr]eported by|[Cc]iting|[Ss]elon|[Dd]'apres)\s"
    r"(?:[Tt]he\s|[Ll][ea]s?\s|[Ll]')?" + _LATIN
)
# Title, line with date and source, and the first paragraphs.
_FRONT_BLOCKS: Final = 5


def outlets_of(document: Document, publisher: str) -> frozenset[str]:
    """Who speaks on a page: the source that it names and the agency of its dateline, else its site.

    Args:
        document: the page.
        publisher: who publishes there.
    """
    words = document.source_words or ""
    named = {outlet(words), outlet(re.split(r"[\s,，、-]", words, maxsplit=1)[0])}
    named |= {outlet(agency) for agency in _agencies(document)}
    found = frozenset(name for name in named if name)
    if found:
        return found
    own = outlet(publisher)
    return frozenset({own}) if own else frozenset()


def cited_outlets(document: Document) -> frozenset[str]:
    """Outlets whose report the text repeats."""
    found = _CITED.finditer(fold(document.text).text)
    named = (outlet(match["name"] or match["latin"]) for match in found)
    return frozenset(name for name in named if name)


def cited_pages(document: Document, url: str, record: int | None) -> frozenset[str]:
    """Pages that an entry leads to, or that an article names as its source, by ``page_key``.

    Args:
        document: the page.
        url: its address.
        record: entry of a listing or digest in which a subject stands; null for running text.
    """
    found: set[str] = set()
    for block in document.blocks:
        text = document.text[block.start : block.end]
        if record is not None and block.record == record:
            found |= _addresses(block, text, url)
        elif block.record is None and block.kind != "title" and _NAMES_SOURCE.search(text):
            found |= _addresses(block, text[_source_at(text) :], url)
    return frozenset(found)


def record_at(document: Document, position: int) -> int | None:
    """Entry of a page that holds a character of its text; null in running text."""
    for block in document.blocks:
        if block.start <= position < block.end:
            return block.record
    return None


def _source_at(text: str) -> int:
    match = _NAMES_SOURCE.search(text)
    return match.start() if match else 0


def _addresses(block: Block, text: str, url: str) -> set[str]:
    printed = [match.group().rstrip(".") for match in _ADDRESS.finditer(text)]
    linked = [_absolute(url, block.href)] if block.href else []
    keys = (page_key(address) for address in (*printed, *linked))
    return {key for key in keys if key}


def _absolute(url: str, href: str) -> str | None:
    try:
        return urljoin(url, href)
    except ValueError:
        return None


def _agencies(document: Document) -> Iterator[str]:
    for block in document.blocks[:_FRONT_BLOCKS]:
        head = document.text[block.start : min(block.end, block.start + _OPENING)]
        match = None if _OWN.match(head) else _AGENCY.match(head)
        if match is not None:
            yield match["name"] or match["latin"]
