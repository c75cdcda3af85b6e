"""Listings: many links of one kind, each with its date and summary; an entry is a record."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from bs4 import BeautifulSoup, Tag
from bs4.element import PageElement
from selectolax.lexbor import LexborNode

from dcpipeline.extract.document import Unread
from dcpipeline.extract.layouts.furniture import NOT_THE_BODY, furniture_line, part_of
from dcpipeline.extract.layouts.pieces import (
    Parsed,
    Piece,
    WrongLayoutError,
    one_line,
    tally,
    visible,
    weight,
)
from dcpipeline.extract.split_days import day_in_parts, with_whole_days

FEWEST_ENTRIES: Final = 5
_ENTRY_TAGS: Final = frozenset(
    {"li", "tr", "div", "article", "dl", "dd", "p", "section", "a", "h3"}
)
_LISTS: Final = frozenset({"ul", "ol"})
_SHORTEST_TITLE: Final = 6
_LONGEST_COUNTED: Final = 60
_CLIMB: Final = 5
_HEADINGS: Final = ["h1", "h2", "h3", "h4", "h5", "h6"]
_CUT: Final = ".…"
_HAN: Final = re.compile(r"[\u4e00-\u9fff]{2}")
_SMALL_PRINT: Final = re.compile(
    r"[\[【(（<>»\s]*(?:查看|更多|详情|详细|阅读|浏览|点击|置顶|最新|推荐|热门|收藏|分享|评论|点赞|来源|作者|编辑|记者|发布|责编|下载|附件|"
    r"立即|登录|注册|会员|原创|转载|图文|视频|专题|公告$|公示$|新闻$|资讯$|动态$|要闻$|招标$|采购$|中标$|行业$|通知$)"
)
_DATE: Final = re.compile(
    r"[\[【(（]?\s*(?:(?:19|20)\d{2}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?"
    r"|(?<![\d.])\d{1,2}[-/.月]\d{1,2}日?(?![\d.]|\s*[亿万千元%％个架台张P])"
    r"|\d{1,2}\s+\w{3,9}\.?\s+(?:19|20)\d{2}|\w{3,9}\.?\s+\d{1,2},?\s+(?:19|20)\d{2})"
    r"(?:\s*T?\d{1,2}:\d{2}(?::\d{2})?)?\s*[\]】)）]?"
)


def find_listing(body: LexborNode) -> LexborNode | None:
    """The element whose children are the entries of a listing; None without five of them.

    Entries are siblings of one kind, each with a link of at least six ideographs. Among several
    such groups the one with the most linked text wins; groups in menus and side bars don't count.
    """
    groups: dict[tuple[int, str], dict[int, int]] = {}
    parents: dict[tuple[int, str], LexborNode] = {}
    for link in body.css("a[href]"):
        title = weight(one_line(link.text()))
        if title >= _SHORTEST_TITLE:
            for entry, parent, kind in _holders(link):
                key = parent.mem_id, kind
                entries = groups.setdefault(key, {})
                entries[entry.mem_id] = max(entries.get(entry.mem_id, 0), title)
                parents[key] = parent
    worth = {
        key: sum(min(title, _LONGEST_COUNTED) for title in entries.values())
        for key, entries in groups.items()
        if len(entries) >= FEWEST_ENTRIES
    }
    for key in sorted(worth, key=lambda key: -worth[key])[:6]:
        if not _in_menu(parents[key]):
            return parents[key]
    return None


def _holders(link: LexborNode) -> Iterator[tuple[LexborNode, LexborNode, str]]:
    """Possible entries around a link, with what holds them, and of which kind they are in it.

    Many pages break one listing into lists of five entries each, side by side.
    """
    for entry, parent in _levels(link):
        yield entry, parent, entry.tag or ""
        if parent.tag in _LISTS and parent.parent is not None:
            names = parent.attributes.get("class") or ""
            yield entry, parent.parent, f"{parent.tag}.{names}>{entry.tag}"


def _levels(link: LexborNode) -> Iterator[tuple[LexborNode, LexborNode]]:
    """Elements around a link that could be its entry, each with its parent."""
    entry: LexborNode | None = link
    for _ in range(_CLIMB):
        if entry is None or entry.parent is None or entry.tag in {"body", "html"}:
            return
        if entry.tag in _ENTRY_TAGS:
            yield entry, entry.parent
        entry = entry.parent


def _in_menu(node: LexborNode | None) -> bool:
    while node is not None and node.tag not in {"body", "html"}:
        part = part_of(node.tag, node.attributes)
        if part is not None and part[0] not in {"form", "hidden element"}:
            return True
        node = node.parent
    return False


def parse_listing(fragment: str) -> Parsed:
    """Entries of a listing.

    Each entry is one record: its title as an item with the address it links to, its date as a
    ``meta`` line and its summary as a paragraph, where it has them. A title that the page cut off
    is taken whole from the ``title`` attribute of its link.

    Args:
        fragment: markup of the element that holds the entries, or of one around it.

    Raises:
        WrongLayoutError: for a fragment with less than five entries.
    """
    soup = BeautifulSoup(fragment, "lxml")
    entries = _entries(soup)
    if len(entries) < FEWEST_ENTRIES:
        raise WrongLayoutError(f"the fragment has {len(entries)} entries, not {FEWEST_ENTRIES}")
    pieces: list[Piece] = []
    unread: list[Unread] = []
    for record, entry in enumerate(entries):
        read, left = _read(entry, record)
        pieces += read
        unread += left
    read_whole = sum(visible(entry.get_text()) for entry in entries)
    rest = visible(soup.get_text()) - read_whole
    if rest > 0:
        unread.append(Unread("other text", NOT_THE_BODY, rest))
    return Parsed(tuple(pieces), tally(unread))


def _entries(soup: BeautifulSoup) -> list[Tag]:
    """The largest set of siblings of one kind that each hold a link with a title."""
    groups: dict[tuple[int, str], dict[int, Tag]] = {}
    for link in soup.find_all("a", href=True):
        if weight(_title(link)) < _SHORTEST_TITLE:
            continue
        entry: Tag | None = link
        for _ in range(_CLIMB):
            if entry is None or entry.parent is None or entry.name in {"body", "html"}:
                break
            if entry.name in _ENTRY_TAGS:
                for key in _keys(entry, entry.parent):
                    groups.setdefault(key, {})[id(entry)] = entry
            entry = entry.parent
    best = max(groups.values(), key=lambda group: _covered(group), default={})
    return _of_one_class(list(best.values()))


def _keys(entry: Tag, parent: Tag) -> Iterator[tuple[int, str]]:
    """What an entry has in common with others: its parent, or lists of one class side by side."""
    yield id(parent), entry.name
    if parent.name in _LISTS and parent.parent is not None:
        names = " ".join(map(str, parent.get_attribute_list("class")))
        yield id(parent.parent), f"{parent.name}.{names}>{entry.name}"


def _of_one_class(entries: list[Tag]) -> list[Tag]:
    """Entries without siblings of another class, where four fifths share one."""
    names = [set(entry.get_attribute_list("class")) - {None} for entry in entries]
    shared, count = max(Counter(name for of in names for name in of).items(),
                        key=lambda pair: pair[1], default=("", 0))  # fmt: skip
    if count < len(entries) and count >= FEWEST_ENTRIES and count * 5 >= len(entries) * 4:
        return [entry for entry, of in zip(entries, names, strict=True) if shared in of]
    return entries


def _covered(group: dict[int, Tag]) -> tuple[int, int]:
    """Entries of a group, and how much they hold: the outermost of equal groups wins."""
    return len(group), sum(len(entry.get_text()) for entry in group.values())


def _headline(link: Tag) -> Tag:
    """The heading of a link that holds a whole card, else the link."""
    heading = link.find(_HEADINGS)
    if isinstance(heading, Tag) and weight(_words(heading)) >= _SHORTEST_TITLE:
        return heading
    return link


def _title(link: Tag) -> str:
    """Words of a link; whole from its title attribute where the page cut them off."""
    shown = _words(_headline(link))
    whole = one_line(str(link.get("title") or ""))
    stem = shown.rstrip(_CUT)
    if whole and (not shown or (stem != shown and whole.startswith(stem))):
        return whole
    return shown


def _read(entry: Tag, record: int) -> tuple[list[Piece], list[Unread]]:
    links = [entry] if entry.name == "a" else entry.find_all("a", href=True)
    main = max(links, key=lambda link: len(_title(link)))
    title = _title(main)
    pieces = [Piece("item", title, record, href=str(main.get("href") or "") or None)]
    unread: list[Unread] = []
    for line in _other_lines(entry, main):
        if title.startswith(line.rstrip(_CUT)):
            continue
        dates = [] if weight(line) > 30 else _DATE.findall(line)
        if (dates and len(line) - len(dates[0]) <= 20) or day_in_parts(line):
            pieces.append(Piece("meta", line, record))
        elif furniture_line(line) is None and _speaks(line):
            pieces.append(Piece("paragraph", line, record))
        else:
            unread.append(Unread("small print of entries", NOT_THE_BODY, visible(line)))
    return pieces, unread


def _speaks(line: str) -> bool:
    """Whether a line beside a title says something: a summary, a place, a state, a sum."""
    if weight(line) >= _SHORTEST_TITLE:
        return True
    return _HAN.search(line) is not None and _SMALL_PRINT.match(line) is None


_BREAKS: Final = frozenset(
    {"p", "div", "li", "h2", "h3", "h4", "h5", "td", "dd", "dt", "br", "section", "ul", "ol"}
)
# Elements of a line, or its columns where the element around them has no words of its own.
_COLUMNS: Final = frozenset({"span", "em", "i", "time", "font", "b"})


def _words(tag: Tag) -> str:
    """Words of an element as one line."""
    return one_line("".join(" " if part is None else part for part in _parts(tag, None)))


def _other_lines(entry: Tag, main: Tag) -> list[str]:
    """Lines of an entry apart from its title."""
    headline = _headline(main)
    left_out = headline if headline is not entry else None
    parts = ("\n" if part is None else part for part in _parts(entry, left_out))
    return with_whole_days([line for line in map(one_line, "".join(parts).split("\n")) if line])


def _parts(tag: Tag, left_out: Tag | None) -> Iterator[str | None]:
    """Strings of an element in their order; None where a line ends."""
    # What is still to be read, the next one last; None where the line of an element ends.
    ahead: list[PageElement | None] = [*_in_lines(tag)]
    while ahead:
        node = ahead.pop()
        if node is None or node is left_out:
            yield None
        elif isinstance(node, Tag):
            ahead += _in_lines(node)
        else:
            yield " ".join(str(node).split("\n"))


def _in_lines(tag: Tag) -> Iterator[PageElement | None]:
    """Children from last to first, with None on both sides of those that end a line."""
    has_words = any(isinstance(node, str) and node.strip() for node in tag.children)
    breaks = _BREAKS if has_words else _BREAKS | _COLUMNS
    for node in reversed(tag.contents):
        ends_line = isinstance(node, Tag) and node.name in breaks
        yield from (None, node, None) if ends_line else (node,)
