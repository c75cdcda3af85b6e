r"""Answers of GDELT DOC 2.0 (``mode=artlist&format=json``) to entries.

Known quirks, seen November 2026 in the threads of public clients (alex9smith/gdelt-doc-api 26, 28
and 47, jeroen/jsonlite 331): escapes that JSON does not know (``\/p`` and others) and unescaped
quotes inside titles; faults as a sentence with status 200; ``{}`` where nothing was found. The
dates say when GDELT saw a page, not when it was published.
"""

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Final

from dcpipeline.extract.decode import decode
from dcpipeline.extract.indexes.addresses import absolute
from dcpipeline.extract.indexes.days import day_of, seen_day
from dcpipeline.extract.indexes.entry import Day, Entry, Index
from dcpipeline.extract.indexes.errors import (
    IndexUnreadableError,
    ServiceMessageError,
    VanishedFieldError,
)
from dcpipeline.extract.indexes.plain import plain
from dcpipeline.extract.indexes.wording import chosen
from dcpipeline.extract.layouts.limits import shortened
from dcpipeline.sources import ApiRules

_FIELDS: Final = ("url", "title", "seendate")
_ESCAPE: Final = re.compile(r'\\(["\\/bfnrt]|u[0-9a-fA-F]{4})|\\')
_ARTICLE: Final = re.compile(r'\{\s*"url"\s*:')
_LONGEST_MESSAGE: Final = 200
_MOST_ARTICLES: Final = 1_000
_UNDATED: Final = Day(reason="GDELT says when it saw the page, not when it was published")
_LANGUAGES: Final = {"chinese": "zh", "english": "en", "french": "fr"}


def parse_gdelt(content: bytes, rules: ApiRules, *, charset: str | None = None) -> Index:
    """Entries of an answer.

    Args:
        content: the bytes as received.
        rules: what is worth reading.
        charset: encoding by the source or the HTTP header.

    Raises:
        ServiceMessageError: the service answered with words.
        VanishedFieldError: no article has a field that is needed.
        IndexUnreadableError: the answer has another shape.
    """
    text = decode(shortened(content)[0], charset).text.strip()
    if not text:
        raise IndexUnreadableError("the answer is empty")
    if text[0] not in "{[":
        raise ServiceMessageError(plain(text, _LONGEST_MESSAGE) or "nothing but markup")
    articles, broken = _articles(text)
    _check_fields(articles)
    entries: list[Entry] = []
    left_out = [("article", "broken JSON")] * broken
    for article in articles:
        read = _read(article)
        if isinstance(read, Entry):
            entries.append(read)
        else:
            left_out.append(("article", read))
    return chosen(entries, rules, left_out)


def _articles(text: str) -> tuple[list[dict[str, Any]], int]:
    """The articles of an answer, and how many could not be read."""
    try:
        answer = json.loads(_escaped(text), strict=False)
    except (ValueError, RecursionError):
        return _salvaged(text)
    if not isinstance(answer, dict) or not isinstance(answer.get("articles", []), list):
        raise IndexUnreadableError("the answer is JSON, but no list of articles")
    if answer and "articles" not in answer:
        raise ServiceMessageError(plain(text, _LONGEST_MESSAGE))
    articles = answer.get("articles", [])
    read = [article for article in articles if isinstance(article, dict)]
    return read[:_MOST_ARTICLES], len(articles) - len(read[:_MOST_ARTICLES])


def _escaped(text: str) -> str:
    """JSON with the escapes that it does not know taken as characters."""
    return _ESCAPE.sub(lambda match: match[0] if match[1] else r"\\", text)


def _salvaged(text: str) -> tuple[list[dict[str, Any]], int]:
    """The articles that can be read one by one from an answer that is no JSON as a whole."""
    decoder = json.JSONDecoder(strict=False)
    read: list[dict[str, Any]] = []
    broken = 0
    for piece in _pieces(text):
        try:
            article, _ = decoder.raw_decode(_escaped(piece))
        except (ValueError, RecursionError):
            broken += 1
        else:
            read.append(article)
    if not read:
        raise IndexUnreadableError("the answer is broken JSON")
    return read, broken


def _pieces(text: str) -> Iterator[str]:
    starts = [match.start() for match in _ARTICLE.finditer(text)][:_MOST_ARTICLES]
    for start, end in pairwise([*starts, len(text)]):
        yield text[start:end]


def _check_fields(articles: list[dict[str, Any]]) -> None:
    gone = tuple(name for name in _FIELDS if not any(name in article for article in articles))
    if articles and gone:
        raise VanishedFieldError(gone, f"{len(articles)} articles")


def _read(article: dict[str, Any]) -> Entry | str:
    """An entry, or why the article is none."""
    values = {name: value for name, value in article.items() if isinstance(value, str)}
    url, reason = absolute("", values.get("url"))
    if url is None:
        return reason
    title = plain(values.get("title"))
    if not title:
        return "no title"
    day = day_of(url, None)
    language = values.get("language", "").strip().lower()
    return Entry(
        url,
        title,
        _UNDATED if day.on is None else day,
        title,
        seen_day(values.get("seendate", "")),
        _LANGUAGES.get(language, language or None),
    )
