"""The index of a source, by its kind."""

from dcpipeline.extract.indexes.entry import Index
from dcpipeline.extract.indexes.feed import parse_feed
from dcpipeline.extract.indexes.gdelt import parse_gdelt
from dcpipeline.extract.indexes.listing import parse_index
from dcpipeline.sources import ApiRules, FeedRules, ListingRules, Source


def read_index(
    source: Source, content: bytes, url: str, *, charset: str | None = None, page: int = 1
) -> Index:
    """Entries of an index of a source that leads to pages: a listing, a feed or an interface.

    Args:
        source: the source.
        content: the bytes as received.
        url: address they came from, after redirects.
        charset: encoding that the HTTP header names; what the source says goes first.
        page: number of the page within the round.

    Raises:
        IndexUnreadableError: the bytes are not what the source describes.
        TypeError: the source is of another kind.
    """
    known = source.encoding or charset
    rules = source.parser
    if isinstance(rules, ListingRules):
        return parse_index(content, url, rules, charset=known, page=page)
    if isinstance(rules, FeedRules):
        return parse_feed(content, url, rules, language=source.language, charset=known)
    if isinstance(rules, ApiRules):
        return parse_gdelt(content, rules, charset=known)
    raise TypeError(f"{source.id} is a {source.kind}, which leads to no pages")
