"""The title of a page."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from dcpipeline.extract.layouts.pieces import one_line, weight

_META_TITLES: Final = (
    "articletitle", "og:title", "twitter:title", "dc.title", "title", "headline", "parsely-title",
)  # fmt: skip
_SHORT_TITLE: Final = 5
_SITE: Final = re.compile(
    r"网|政府|日报|晚报|新闻|频道|门户|在线|官网|首页|官方|平台|集团|公司|研究院|中心$|委员会|局$|厅$|办公室|"
    r"资讯|财经|社$|报$|\.(?:com|cn|net|org)|news|media|daily|times|online|home",
    re.IGNORECASE,
)
_HARD_BREAK: Final = re.compile(r"\s*[_|｜丨»]\s*|\s+[-–—·]+\s+|--+|——\s*(?=[^—]{2,12}$)")
_SOFT_BREAK: Final = re.compile(r"[-–—·]")
_DAY_BEHIND: Final = re.compile(
    r"\s*(?:(?:公告|发布)?(?:日期|时间)\s*[:：]?)?\s*[(（\[【]?\s*(?:19|20)\d{2}"
    r"(?:-\d{1,2}-\d{1,2}|/\d{1,2}/\d{1,2}|年\d{1,2}月\d{1,2}日)(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?\s*[)）\]】]?\s*$"
)
_ENDS_OF_DAYS: Final = frozenset("日)）]】")
_GENERIC: Final = re.compile(r"(?:正文|详情|详细(?:信息|页面?)?|内容页?|信息公开)$")
# The number of an issue, which is no name of a site: 7月第2周.
_ISSUE: Final = re.compile(r"\d\s*[月周期日]|第.{1,4}[周期]")
_LIKE: Final = 0.6
_FEWEST_PAIRS: Final = 7


def without_site(title: str) -> str:
    """A title of a window without the name of the site behind it."""
    words = one_line(title)
    head, *tail = _HARD_BREAK.split(words, maxsplit=2)
    if weight(head) >= 4 and tail and not _ISSUE.search(tail[0]):
        words = head.strip()
    parts = _SOFT_BREAK.split(words)
    while len(parts) > 1 and _SITE.search(parts[-1]) and weight(parts[-1]) <= 16:
        shorter = words[: len(words) - len(parts[-1]) - 1].rstrip(" -–—·")
        if weight(shorter) < 4:
            break
        words = shorter
        parts = _SOFT_BREAK.split(words)
    return words


def first_part(title: str) -> str:
    """The name of a listing before the name of its site."""
    head = _SOFT_BREAK.split(title, maxsplit=1)[0].strip()
    return head if weight(head) >= 4 else title


def choose_title(
    window: str,
    meta: Mapping[str, str],
    main_headings: Sequence[str],
    above: Sequence[str],
    inside: Sequence[str] = (),
) -> str | None:
    """The title of a page.

    Args:
        window: text of the ``title`` element.
        meta: meta tags by lower-case name.
        main_headings: text of ``h1`` elements, nearest to the body first; where the page has none,
            of its other headings above the body.
        above: short lines above the body, in the order of the page.
        inside: short lines with which the body begins.

    Returns:
        The best of: the longest main heading or line that the window title repeats, the only main
        heading, the line above the body that is most like the window title, the meta tags, the
        window title without the name of the site. None where all are empty. A day behind a title
        is no part of it.
    """
    main = [without_day(text) for text in main_headings]
    lines = [without_day(text) for text in above]
    opening = [without_day(text) for text in inside]
    short = without_day(without_site(window))
    repeated = _repeated(short, main) or _repeated(window, [*main, *lines, *opening])
    if repeated is not None:
        return repeated if repeated in main else _with_name(repeated, short)
    if len(main) == 1 and weight(main[0]) >= 3:
        return main[0]
    found = _most_like(window, lines)
    if found is not None:
        return found
    if weight(short) <= _SHORT_TITLE or _GENERIC.search(short):
        # A window that only says "news" or "details".
        found = _speaking(lines) or _speaking(opening)
        if found is not None:
            return found
    for name in _META_TITLES:
        if weight(meta.get(name, "")) >= 3:
            return without_site(meta[name])
    return short or (main[0] if main else None)


def without_day(text: str) -> str:
    """A title without the day that the page prints behind it."""
    last = text.rstrip()[-1:]
    if not (last.isdecimal() or last in _ENDS_OF_DAYS):
        return text
    words = _DAY_BEHIND.sub("", text)
    return words if weight(words) >= 4 else text


def _repeated(window: str, texts: Sequence[str]) -> str | None:
    """The longest of some lines that a window title repeats, the first of equal ones."""
    stated = _key(window)
    best, most = None, 3
    for text in texts:
        found = _key(text)
        is_said = found in stated or (len(stated) > 8 and found.startswith(stated))
        if is_said and len(found) > most:
            best, most = text, len(found)
    return best


def _with_name(line: str, short: str) -> str:
    """The window title where it says the name of a company before a line of the body."""
    found, whole = _key(line), _key(short)
    return short if whole.endswith(found) and len(found) * 2 > len(whole) else line


def _most_like(window: str, lines: Sequence[str]) -> str | None:
    """The line of whose pairs of characters the window title holds most, and three fifths."""
    stated = _pairs(_key(window))
    best, most = None, _LIKE
    for text in lines:
        pairs = _pairs(_key(text))
        share = len(pairs & stated) / len(pairs) if len(pairs) >= _FEWEST_PAIRS else 0.0
        if share > most:
            best, most = text, share
    return best


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}


def _speaking(lines: Sequence[str]) -> str | None:
    """The last line that is more than a word or two, and no sentence."""
    for text in reversed(lines):
        if weight(text) > _SHORT_TITLE and text[-1] not in "。；：:;.":
            return text
    return None


def _key(text: str) -> str:
    return "".join(character for character in text.lower() if character.isalnum())
