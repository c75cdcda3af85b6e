"""How much of a page is read, so that no page takes long."""

import re
from collections.abc import Iterator
from typing import Final

from dcpipeline.extract.document import Unread

MOST_BYTES: Final = 8_000_000
# A tree costs its number of elements times its depth: 8,000 tags take 0.1 s at their worst.
FEW_TAGS: Final = 8_000
_FEW_CHARACTERS: Final = 131_072
_MOST_TAGS: Final = 120_000
_DEEPEST: Final = 600
_MOST_ATTRIBUTES: Final = 3_000
_LIMIT: Final = "only the first part of a very large page is read"
_TAG: Final = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]{0,20})")
_LONG_TAG: Final = re.compile(r"<[a-zA-Z][^<>]{8192,}")
_QUOTED: Final = re.compile(r"\"[^\"]*\"|'[^']*'")
_ATTRIBUTE: Final = re.compile(r"[\s/=]+")
# Elements that close themselves, or that browsers close when the next one of their kind begins.
_FLAT: Final = frozenset(
    {
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
        "source", "track", "wbr", "p", "li", "td", "th", "tr", "tbody", "thead", "tfoot",
        "option", "optgroup", "dd", "dt", "html", "head", "body", "colgroup",
    }
)  # fmt: skip
_SILENT: Final = re.compile(r"<(?:(script|style)\b|!--)", re.IGNORECASE)
_ANY_TAG: Final = re.compile(r"<[/!?a-zA-Z][^<>]{0,2000}>?")


def shortened(content: bytes) -> tuple[bytes, list[Unread]]:
    """The part of a page that is read: at most 8 MB, cut behind a tag or a line."""
    if len(content) <= MOST_BYTES:
        return content, []
    cut = max(content.rfind(end, MOST_BYTES - 4096, MOST_BYTES) for end in (b">", b"\n"))
    cut = cut + 1 if cut > 0 else MOST_BYTES
    return content[:cut], [Unread("end of the page", _LIMIT, len(content) - cut)]


def tamed(text: str) -> tuple[str, list[Unread], bool]:
    """Markup that a tree can be made of in bounded time.

    Returns:
        The markup up to its 120,000th tag; what was cut; whether it is nested, or its attributes
        are heaped, so far beyond what pages need that no tree should be made of it.
    """
    tags = text.count("<")
    if tags <= FEW_TAGS and len(text) <= _FEW_CHARACTERS:
        return text, [], False
    unread: list[Unread] = []
    if tags > _MOST_TAGS:
        at = -1
        for _ in range(_MOST_TAGS):
            at = text.find("<", at + 1)
        unread.append(Unread("end of the page", _LIMIT, len(text) - at))
        text = text[:at]
    return text, unread, _has_heaped(text) or (tags > FEW_TAGS and _depth(text) > _DEEPEST)


def _has_heaped(text: str) -> bool:
    """Whether one tag has thousands of attributes."""
    return any(
        len(_ATTRIBUTE.findall(_QUOTED.sub("", tag[0]))) > _MOST_ATTRIBUTES
        for tag in _LONG_TAG.finditer(text)
    )


def _depth(text: str) -> int:
    """Elements that are open at once, at most; those that close by themselves don't count."""
    open_now: dict[str, int] = {}
    depth = deepest = 0
    for match in _TAG.finditer(text):
        name = match[2].lower()
        if name in _FLAT:
            continue
        if not match[1]:
            open_now[name] = open_now.get(name, 0) + 1
            depth += 1
            deepest = max(deepest, depth)
        elif open_now.get(name):
            open_now[name] -= 1
            depth -= 1
    return deepest


def without_tags(text: str) -> str:
    """Markup as lines: every tag is a line break. Entities stay as they are written."""
    return _ANY_TAG.sub("\n", "\n".join(_spoken(text)))


def _spoken(text: str) -> Iterator[str]:
    """Markup without scripts, styles and comments; one that is never closed ends the text."""
    at = 0
    while (opening := _SILENT.search(text, at)) is not None:
        yield text[at : opening.start()]
        end = f"</{opening[1]}" if opening[1] else "-->"
        at = text.find(end, opening.end())
        if at < 0:
            return
    yield text[at:]
