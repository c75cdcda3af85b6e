"""How the index of a source is read: the ``parser`` part of its file, one class a kind.

Kinds that lead to pages (``listing``, ``feed``, ``api``) say which words make an entry worth
reading. Selectors are CSS; one that finds nothing is an error of the round, never an empty index.
"""

from typing import Annotated, Final, Literal

from pydantic import AfterValidator, Field, model_validator
from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from dcpipeline.schema.vocabularies import SOURCE_TIER
from dcpipeline.sources.base import DataPath, Host, Part, Pattern, Where, Words
from dcpipeline.sources.words import AI_DATA_CENTERS

PAGE: Final = "{page}"


def _selector(text: str) -> str:
    try:
        LexborHTMLParser("").css(text)
    except SelectolaxError as error:
        raise ValueError("is no CSS selector") from error
    return text


Selector = Annotated[str, Field(min_length=1, max_length=300), AfterValidator(_selector)]
SomeWords = Annotated[tuple[Words, ...], Field(min_length=1)]


class _LeadsToPages(Part):
    """Rules of a kind whose entries are addresses of pages.

    Attributes:
        words: an entry is worth reading if its title or summary has one of these. Case, accents,
            width and hyphens don't matter. ``ai_data_centers`` stands for the shipped vocabulary
            in three languages, ``everything`` for all entries.
        also: if given, it must have one of these as well, such as ``China`` for a feed about the
            whole world.
        links: if given, the absolute address of an entry must match this (found anywhere in it).
        skip_hosts: hosts whose pages are not read, with the hosts below them.
    """

    words: SomeWords = (AI_DATA_CENTERS,)
    also: tuple[Words, ...] = ()
    links: Pattern | None = None
    skip_hosts: tuple[Host, ...] = ()


class NextPage(Part):
    """Where the next page of a listing is; exactly one of the first three.

    Attributes:
        selector: element that links to it.
        words: words of the link, such as 下一页.
        address: address of page N, with ``{page}`` for the number.
        limit: pages that are read in one round, the first included.
    """

    selector: Selector | None = None
    words: Words | None = None
    address: Words | None = None
    limit: Annotated[int, Field(ge=2, le=50)] = 3

    @model_validator(mode="after")
    def _one_way(self) -> "NextPage":
        ways = [way for way in (self.selector, self.words, self.address) if way is not None]
        if len(ways) != 1:
            raise ValueError("needs exactly one of selector, words and address")
        if self.address is not None and self.address.count(PAGE) != 1:
            raise ValueError(f"address needs {PAGE} once, for the number of the page")
        return self


class ListingRules(_LeadsToPages):
    """An index page. Without selectors its entries are found by their likeness.

    Attributes:
        entries: selects the entries; the other selectors look inside an entry.
        link: selects the link to the page; default the link with the longest words.
        title: selects the title; default the words of the link.
        date: selects the date; default the first date beside the title.
        next: where the next page is; without it only the given addresses are read.
    """

    kind: Literal["listing"]
    entries: Selector | None = None
    link: Selector | None = None
    title: Selector | None = None
    date: Selector | None = None
    next: NextPage | None = None

    @model_validator(mode="after")
    def _inside_entries(self) -> "ListingRules":
        inner = {"link": self.link, "title": self.title, "date": self.date}
        named = [name for name, selector in inner.items() if selector is not None]
        if named and self.entries is None:
            raise ValueError(f"{named[0]} looks inside an entry: say what the entries are")
        return self


class FeedRules(_LeadsToPages):
    """RSS 0.9x, 1.0, 2.0 or Atom; which one is seen in the feed."""

    kind: Literal["feed"]


class ApiRules(_LeadsToPages):
    """An interface that answers in JSON.

    Attributes:
        format: ``gdelt_doc``: GDELT DOC 2.0 with ``mode=artlist&format=json`` in the address.
    """

    kind: Literal["api"]
    format: Literal["gdelt_doc"]


class RegisterRules(Part):
    """A file of facts below the data folder."""

    kind: Literal["register"]
    file: DataPath


class WatchedColumn(Part):
    """Addresses in a column of a file.

    Attributes:
        column: the column.
        where: rows that count: each column named must have one of its values.
    """

    column: Words
    where: Where = Field(default_factory=dict)

    @model_validator(mode="after")
    def _known_tiers(self) -> "WatchedColumn":
        unknown = [tier for tier in self.where.get("source_tier", ()) if tier not in SOURCE_TIER]
        if unknown:
            raise ValueError(f"source_tier {unknown[0]!r} is none of {', '.join(SOURCE_TIER)}")
        return self


class WatchlistRules(Part):
    """Known pages, read again: those of a file, the addresses of the source, or both.

    Attributes:
        file: CSV file below the data folder.
        columns: where its addresses are.
        title: column with the title of a page, if any.
        published: column with the day of a page, if any.
        tier: column with the tier of a page, if any; else the source says it.
        skip_hosts: hosts that are not read, with the hosts below them.
    """

    kind: Literal["watchlist"]
    file: DataPath | None = None
    columns: tuple[WatchedColumn, ...] = ()
    title: Words | None = None
    published: Words | None = None
    tier: Words | None = None
    skip_hosts: tuple[Host, ...] = ()

    @model_validator(mode="after")
    def _file_and_columns(self) -> "WatchlistRules":
        if (self.file is None) != (not self.columns):
            raise ValueError("file and columns go together")
        return self


class WarcRules(Part):
    """An archive that somebody brings along.

    Attributes:
        folder: WARC files, gzipped pages and HTML files below the data folder.
        words: pages that have one of these are read; as in the kinds that lead to pages.
    """

    kind: Literal["warc"]
    folder: DataPath
    words: SomeWords = (AI_DATA_CENTERS,)
