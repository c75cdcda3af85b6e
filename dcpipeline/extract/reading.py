"""Entry: the bytes of any page to a ``Document``."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from selectolax.lexbor import LexborHTMLParser

from dcpipeline.extract.decode import Decoded, decode
from dcpipeline.extract.document import Document, Layout, Unread
from dcpipeline.extract.layouts.body import find_body
from dcpipeline.extract.layouts.front import Front, open_with, read_front
from dcpipeline.extract.layouts.labels import is_latin_label, label_of
from dcpipeline.extract.layouts.limits import shortened, tamed, without_tags
from dcpipeline.extract.layouts.pieces import (
    Piece,
    assemble,
    tally,
    weight,
)
from dcpipeline.extract.layouts.rules import laid_out, with_list_records
from dcpipeline.extract.layouts.typed_tables import lines_with_tables
from dcpipeline.extract.layouts.wrapping import ends_sentence, join_wrapped
from dcpipeline.extract.metadata import (
    is_meta_line,
    language_of,
    printed_day,
    publication,
    signature_day,
    source_words,
)

_MAGIC: Final = (
    (b"%PDF", "PDF"),
    (b"PK\x03\x04", "zip archive or office document"),
    (b"\xd0\xcf\x11\xe0", "office document"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"BM", "picture"),
    (b"RIFF", "picture or sound"),
    (b"\x1f\x8b", "compressed file"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"ID3", "sound"),
    (b"\x7fELF", "program"),
    (b"MZ", "program"),
    (b"OggS", "sound"),
    (b"wOF", "font"),
)
_MARKUP: Final = re.compile(
    r"<(?:!doctype|!--|\?xml|/?(?:html|head|body|title|meta|link|div|p|span|table|t[rdh]|ul|ol|li|a|br|h[1-6]|"
    r"article|section|main|script|style|font|center|img|b|i|strong|em|pre|form|frameset)\b)",
    re.IGNORECASE,
)
_CONTROL: Final = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_NO_TEXT: Final = Unread("page", "no text, at least without running its scripts", 0)
_TAIL: Final = 3
_LONGEST_TITLE: Final = 60
_LONGEST_TAIL: Final = 400


def read_document(
    content: bytes,
    *,
    url: str | None = None,
    published: date | None = None,
    charset: str | None = None,
) -> Document:
    """The canonical text of a page and its layout.

    The layout is ``empty`` without text, ``text`` without markup, ``listing`` where entries that
    link elsewhere are most of the body or there is no other body, else by ``layouts.rules``.

    Args:
        content: the bytes as received, of any kind and size. At most 8 MB are read.
        url: address of the page.
        published: day of publication where the caller knows it.
        charset: encoding that the HTTP header names.

    Returns:
        The document; what was left out stands in ``unread``. Nothing is raised for any bytes.
    """
    kept, cut = shortened(content)
    kind = _binary_kind(kept)
    if kind is not None:
        return _empty([Unread(kind, "not a page of text", len(content))])
    decoded = decode(kept, charset)
    if _is_noise(decoded):
        return _empty([Unread("binary file", "not a page of text", len(content))])
    is_untouched = decoded.encoding == "utf-8" and not (cut or decoded.replaced or decoded.mended)
    utf8 = kept if is_untouched else None
    source = _Source(decoded, utf8, url, published, [*cut, *_damage(decoded)])
    if _MARKUP.search(decoded.text):
        return _read_markup(source)
    return _read_text(source, decoded.text)


@dataclass(frozen=True, slots=True)
class _Source:
    """A page on its way: how it was decoded, what the caller knows, what was lost so far."""

    decoded: Decoded
    utf8: bytes | None
    url: str | None
    published: date | None
    lost: list[Unread]


def _binary_kind(content: bytes) -> str | None:
    start = content[:512].lstrip(b"\xef\xbb\xbf\r\n\t ")
    for magic, kind in _MAGIC:
        if start.startswith(magic) and (len(magic) > 2 or b"\0" in content[:512]):
            return kind
    return None


def _is_noise(decoded: Decoded) -> bool:
    """Whether every twentieth character is a control character or was lost."""
    if decoded.encoding == "utf-8" and not decoded.replaced and "<" in decoded.text[:512]:
        return False
    head = decoded.text[:4096]
    noise = len(_CONTROL.findall(head)) * len(decoded.text) + decoded.replaced * len(head)
    return noise * 20 > len(head) * len(decoded.text)


def _damage(decoded: Decoded) -> list[Unread]:
    if not decoded.replaced:
        return []
    return [Unread("damaged bytes", f"no text in {decoded.encoding}", decoded.replaced)]


def _empty(unread: Sequence[Unread], encoding: str = "utf-8") -> Document:
    return Document("", (), "empty", "zh", encoding=encoding, unread=tuple(unread))


def _encoding(decoded: Decoded) -> str:
    if decoded.mended is None:
        return decoded.encoding
    return f"{decoded.encoding}, once read as {decoded.mended}"


def _read_text(source: _Source, text: str) -> Document:
    pieces = join_wrapped(lines_with_tables(text))
    if not pieces:
        return _empty([*source.lost, _NO_TEXT], _encoding(source.decoded))
    front = Front()
    opens = pieces[0].text
    short = len(pieces) > 1 and weight(opens) <= _LONGEST_TITLE and not ends_sentence(opens)
    if short and not is_meta_line(opens) and not is_latin_label(label_of(opens)):
        front.title = pieces[0].text
        pieces[0] = replace(pieces[0], kind="title")
    for index in range(len(front.title or "") and 1, min(len(pieces), _TAIL + 1)):
        if is_meta_line(pieces[index].text):
            pieces[index] = replace(pieces[index], kind="meta")
            front.lines.append(pieces[index].text)
    begin = 1 if front.title else 0
    listed = with_list_records(pieces[begin:], front.title or "")
    return _document(source, [*pieces[:begin], *listed], "text", front, "text")


def _read_markup(source: _Source) -> Document:
    text, cut, is_hostile = tamed(source.decoded.text)
    lost = [*source.lost, *cut]
    if is_hostile:
        lost.append(Unread("markup", "nested too deep to be read as a tree", 0))
        return _read_text(replace(source, lost=lost), without_tags(text))
    # Bytes in UTF-8 are parsed as they are: to encode the text again costs a sixth of the parse.
    tree = LexborHTMLParser(text if cut else source.utf8 or text, scripting=True)
    front = read_front(tree)
    root = tree.body or tree.root
    if root is None:
        return _empty([*lost, _NO_TEXT], _encoding(source.decoded))
    body = find_body(root, text)
    pieces = open_with(front, body)
    lost += [*front.silent, *body.unread]
    if not pieces:
        lost.append(_NO_TEXT)
        return replace(_empty(tally(lost), _encoding(source.decoded)), title=front.title)
    layout: Layout = "listing"
    if body.layout != "listing":
        layout, pieces = laid_out(pieces, front.title or "")
    head = [Piece("title", front.title)] if front.title else []
    head += [Piece("meta", line, href=front.links.get(line)) for line in front.lines]
    return _document(replace(source, lost=lost), [*head, *pieces], layout, front, body.reader)


def _document(
    source: _Source, pieces: Sequence[Piece], layout: Layout, front: Front, reader: str
) -> Document:
    prose = [piece.text for piece in pieces if piece.kind in {"paragraph", "item"}]
    tail = [line for line in prose[-_TAIL:] if len(line) <= _LONGEST_TAIL]
    # Notices and documents of authorities are dated below their signature.
    signed = [
        signature_day(line) or line for line in tail if is_meta_line(line) or signature_day(line)
    ]
    printed = printed_day(front.lines, front.meta, [*front.stamps, *signed])
    day = publication(source.published, source.url, prose[:_TAIL], printed)
    text, blocks = assemble(pieces)
    return Document(
        text=text,
        blocks=blocks,
        layout=layout,
        language=language_of(text),
        title=front.title,
        published_on=day.on,
        published_basis=day.basis,
        source_words=source_words([*front.lines, *tail], front.meta),
        encoding=_encoding(source.decoded),
        reader=reader,
        unread=tally(source.lost),
    )
