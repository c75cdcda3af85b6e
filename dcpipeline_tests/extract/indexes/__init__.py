"""Rules for tests, and bytes that no parser must choke on."""

from collections.abc import Iterator

from dcpipeline.sources import ApiRules, FeedRules, ListingRules

BASE = "https://north.example.cn/news/index.html"
EVERYTHING = ListingRules(kind="listing", words=("everything",))
FEED = FeedRules(kind="feed", words=("everything",))
API = ApiRules(kind="api", format="gdelt_doc", words=("everything",))
LINE = 5_000_000


def hostile() -> Iterator[tuple[str, bytes]]:
    """Bytes that try to take long, to take much, or to be taken for something else."""
    yield "nothing", b""
    yield "blanks", b" \r\n\t" * 50
    yield "zeros", b"\0" * 1000
    yield "picture", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20
    yield "wrong charset", "<a href=/1>某县智算中心</a>".encode("utf-16")[1:]
    yield "long line", b"x" * LINE
    yield "long line of markup", b"<li><a href=/" + b"a" * LINE + b">x</a>"
    yield "deep markup", b"<div>" * 100_000
    yield "deep JSON", b'{"articles": ' + b"[" * 200_000
    yield "many open sections", b"<rss><![CDATA[" * 100_000
    yield "many open brackets", b"<" * 1_000_000
    yield "many ampersands", b"<rss>" + b"&" * 1_000_000
    yield "many quotes", b'"' * 1_000_000
    yield "many commas", b"," * 1_000_000
    yield "many document types", b"<!DOCTYPE " * 100_000
    yield "many comments", b"<rss>" + b"<!--" * 250_000
    yield "long number", b'{"articles": ' + b"9" * 1_000_000 + b"}"
    nested = b"<ul class=news><li><a href=/1>x</a><i>1</i>" * 290
    yield "entries in entries", nested + b"some words " * 400_000
    entry = b"<entry><link href='1'/><title>x</title></entry>"
    yield "bases in bases", b"<feed>" + b"<x xml:base='//a/b/'>" * 200 + entry * 10_000
