"""Bytes of a feed to a tree: no document type is loaded, no entity read, nothing asked for."""

import html
import html.entities
import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from dcpipeline.extract.decode import decode
from dcpipeline.extract.indexes.errors import IndexUnreadableError, UnsafeFeedError
from dcpipeline.extract.indexes.plain import plain
from dcpipeline.extract.layouts.limits import shortened

_DECLARATION: Final = re.compile(r"\s*<\?xml[^>]{0,300}\?>")
_DECLARES: Final = re.compile(r"<!\s*(?:ENTITY|ELEMENT|ATTLIST|NOTATION)|<!DOCTYPE[^>\[]{0,600}\[",
                              re.IGNORECASE)  # fmt: skip
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NAMED: Final = re.compile(r"&([a-zA-Z][a-zA-Z0-9]{1,30});")
_BARE: Final = re.compile(r"&(?!#?[a-zA-Z0-9]{1,30};)")
# Elements of HTML that are never closed.
_VOID: Final = re.compile(r"<(br|hr|img)\b([^<>]{0,500}?)/?>", re.IGNORECASE)
_OF_XML: Final = frozenset({"lt", "gt", "amp", "quot", "apos"})
_DATA: Final = ("<![CDATA[", "]]>")
_QUOTED: Final = 120


def feed_tree(content: bytes, charset: str | None) -> etree._Element:
    """The root of a feed; slightly broken XML is mended.

    Raises:
        UnsafeFeedError: it declares entities or elements of its own.
        IndexUnreadableError: it is no XML.
    """
    text = _CONTROL.sub("", decode(shortened(content)[0], charset).text).lstrip("\ufeff \r\n\t")
    if not text:
        raise IndexUnreadableError("the answer is empty")
    if any(_DECLARES.search(part) for part, is_data in _parts(text) if not is_data):
        raise UnsafeFeedError("the feed declares entities of its own, which no feed needs")
    text = _DECLARATION.sub("", text, count=1)
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        dtd_validation=False,
        attribute_defaults=False,
        recover=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        encoding="utf-8",
    )
    try:
        root = etree.fromstring(_mended(text).encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise _no_feed(text) from error
    if root is None:
        raise _no_feed(text)
    return root


def _mended(text: str) -> str:
    """What HTML allows and XML does not: bare ampersands, named entities, line breaks.

    Sections of data stay as they are.
    """
    return "".join(part if is_data else _mended_markup(part) for part, is_data in _parts(text))


def _mended_markup(text: str) -> str:
    text = _VOID.sub(r"<\1\2/>", text)
    return _BARE.sub("&amp;", _NAMED.sub(_character, text)) if "&" in text else text


def _parts(text: str) -> Iterator[tuple[str, bool]]:
    """A text in pieces, each with whether it is a section of data."""
    at = 0
    while (start := text.find(_DATA[0], at)) >= 0:
        yield text[at:start], False
        end = text.find(_DATA[1], start)
        at = len(text) if end < 0 else end + len(_DATA[1])
        yield text[start:at], True
    yield text[at:], False


def _character(match: re.Match[str]) -> str:
    if match[1] in _OF_XML:
        return match[0]
    character = html.entities.html5.get(f"{match[1]};")
    return match[0] if character is None else html.escape(character)


def _no_feed(text: str) -> IndexUnreadableError:
    return IndexUnreadableError(f"the answer is no feed: {plain(text[:2_000], _QUOTED)!r}")
