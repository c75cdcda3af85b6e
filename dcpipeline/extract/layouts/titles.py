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


def without_site(title: str) -> str:
    """A title of a window without the name of the site behind it."""
    words = one_line(title)
    head = _HARD_BREAK.split(words, maxsplit=1)[0]
    if weight(head) >= 4 and head != words:
        words = head
    parts = _SOFT_BREAK.split(words)
    while len(parts) > 1 and _SITE.search(parts[-1]) and weight(parts[-1]) <= 16:
        shorter = words[: len(words) - len(parts[-1]) - 1].rstrip(" -–—·")
        if weight(shorter) < 4:
            break
        words = shorter
        parts = _SOFT_BREAK.split(words)
    return words


def choose_title(
    window: str, meta: Mapping[str, str], main_headings: Sequence[str], lines: Sequence[str]
) -> str | None:
    """The title of a page.

    Args:
        window: text of the ``title`` element.
        meta: meta tags by lower-case name.
        main_headings: text of ``h1`` elements, nearest to the body first.
        lines: short lines above the body, in the order of the page.

    Returns:
        The best of: a main heading or line that the window title repeats, the only main heading,
        the meta tags, the window title without the name of the site. None where all are empty.
    """
    stated = _key(window)
    for text in (*main_headings, *lines):
        found = _key(text)
        if len(found) >= 4 and (found in stated or (len(stated) > 8 and found.startswith(stated))):
            return text
    if len(main_headings) == 1 and weight(main_headings[0]) >= 3:
        return main_headings[0]
    short = without_site(window)
    if weight(short) <= _SHORT_TITLE:
        # A window that only says "news" or "details".
        for text in reversed(lines):
            if weight(text) > _SHORT_TITLE and text[-1] not in "。；：:;.":
                return text
    for name in _META_TITLES:
        if weight(meta.get(name, "")) >= 3:
            return without_site(meta[name])
    return short or (main_headings[0] if main_headings else None)


def _key(text: str) -> str:
    return "".join(character for character in text.lower() if character.isalnum())
