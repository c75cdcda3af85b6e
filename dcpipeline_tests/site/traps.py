"""Answers that no client should trust."""

import gzip
import zlib
from collections.abc import Callable, Iterator
from functools import cache, partial

from dcpipeline_tests.site.server import HTML, Asked, Handler, Reply, Site

_gzipped = partial(gzip.compress, mtime=0)
MIB = 1024 * 1024
_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nConnection: close\r\n"
_PAGE = "<html><head><title>算力快讯</title></head><body><p>{}</p></body></html>"


def put_on(site: Site) -> None:
    """Add every trap to a site."""
    _statuses(site)
    _redirects(site)
    _broken_http(site)
    _bombs(site)
    _markup(site)
    _charsets(site)


def _statuses(site: Site) -> None:
    site.add("/status/304", b"", status=304)
    for status in (403, 404, 410):
        site.add(f"/status/{status}", f"<h1>{status}</h1>", status=status)
    site.add("/status/204", b"", status=204)
    site.add("/status/empty", b"")
    later = (("Retry-After", "1"),)
    site.add("/status/429", b"slow down", status=429)
    site.add("/status/429-once", lambda asked: _later(asked, Reply(b"", 429, headers=later)))
    site.add("/status/429-tomorrow", b"", status=429, headers=(("Retry-After", "86400"),))
    site.add("/status/500", b"out of order", status=500)
    site.add("/status/500-once", lambda asked: _later(asked, Reply(b"", 500)))


def _later(asked: Asked, first: Reply) -> Reply:
    """Another answer to the first request than to those after it."""
    first.validators = False
    return first if asked.count == 1 else Reply(_PAGE.format("现在可以了").encode())


def _to(location: str, status: int = 302) -> Reply:
    return Reply(b"", status, headers=(("Location", location),), validators=False)


def _redirects(site: Site) -> None:
    site.add("/moved", _to("/news/1.html", 301))
    site.add("/trap/endless/*", lambda asked: _to(f"/trap/endless/{_number(asked.path) + 1}"))
    site.add("/trap/loop/a", _to("/trap/loop/b"))
    site.add("/trap/loop/b", _to("/trap/loop/a"))
    site.add("/trap/loop/self", _to("/trap/loop/self"))
    site.add("/trap/to-private", _to("http://10.0.0.8/admin"))
    site.add("/trap/to-localhost", lambda asked: _to(asked.site.url("/news/1.html", "localhost")))
    site.add("/trap/to-metadata", _to("http://169.254.169.254/latest/meta-data/"))
    site.add("/trap/to-file", _to("file:///etc/passwd"))
    site.add("/trap/to-forbidden", _to("/forbidden/page.html"))
    site.add("/trap/no-location", Reply(b"", 302, validators=False))
    site.add(
        "/trap/odd-location", lambda asked: _raw(asked, b"Location: /\xff\xfe/\xe6\x99\xba\r\n")
    )
    site.add("/trap/chinese-location", lambda asked: _raw(asked, "Location: /新闻\r\n".encode()))
    site.add("/forbidden/page.html", "<p>not for crawlers</p>")


def _number(path: str) -> int:
    return int(path.rpartition("/")[2] or 0)


def _raw(asked: Asked, line: bytes) -> None:
    asked.seen.status = 302
    asked.send(b"HTTP/1.1 302 Found\r\nConnection: close\r\n" + line + b"\r\n")


def _broken_http(site: Site) -> None:
    site.add("/trap/drip", _drip)
    site.add("/trap/header-drip", _header_drip)
    site.add("/trap/silent", lambda asked: asked.wait(30))
    site.add("/trap/truncated", lambda asked: asked.send(_length(5000) + b"<html>" + b"x" * 700))
    site.add("/trap/short-length", lambda asked: asked.send(_length(200) + b"x" * 5000))
    site.add("/trap/zero-length", lambda asked: asked.send(_length(0) + b"x" * 5000))
    site.add("/trap/broken-chunk", _chunk(b"5\r\nhello\r\nzz\r\nx"))
    site.add("/trap/cut-chunk", _chunk(b"5\r\nhello\r\nff\r\nx"))
    site.add("/trap/missing-last-chunk", _chunk(b"5\r\nhello\r\n"))
    site.add("/trap/chunked", _chunk(b"5\r\nhello\r\n6;a=b\r\n world\r\n0\r\nX: y\r\n\r\n"))
    site.add("/trap/header-flood", lambda asked: _flood(asked, 5000, 40))
    site.add("/trap/long-header", lambda asked: _flood(asked, 1, 200_000))
    site.add("/trap/garbage-status", lambda asked: asked.send(b"\x16\x03\x01 what is this\r\n\r\n"))
    site.add("/trap/no-status", lambda asked: asked.send("<html>没有状态行</html>".encode()))
    site.add("/trap/closed", lambda asked: None)
    site.add("/trap/early", lambda asked: asked.send(_EARLY + _length(2) + b"ok"))
    site.add("/trap/only-early", lambda asked: asked.send(_EARLY))
    site.add("/trap/endless-early", _endless_early)
    site.add("/trap/switching", lambda asked: asked.send(b"HTTP/1.1 101 Go\r\nUpgrade: x\r\n\r\n"))
    site.add("/trap/odd-header", _odd_header)
    site.add("/trap/no-colon", _no_colon)
    site.add("/trap/two-lengths", _two_lengths)
    site.add("/trap/part", Reply(b"part of it", 206, validators=False))
    site.add("/trap/huge", lambda asked: Reply(_huge(100 * MIB)))
    site.add("/trap/huge-stated", lambda asked: asked.send(_length(100 * MIB) + b"x" * 1000))


_EARLY = (
    b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n"
)


def _length(count: int) -> bytes:
    return _HEAD + f"Content-Length: {count}\r\n\r\n".encode()


def _chunk(body: bytes) -> Handler:
    return lambda asked: asked.send(_HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + body)


def _drip(asked: Asked) -> None:
    asked.send(_length(10_000))
    while True:
        asked.send(b"x")
        asked.wait(0.05)


def _header_drip(asked: Asked) -> None:
    asked.send(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    while True:
        asked.send(b"x")
        asked.wait(0.05)


def _flood(asked: Asked, lines: int, width: int) -> None:
    asked.send(_HEAD)
    for number in range(lines):
        asked.send(f"X-Flood-{number}: {'x' * width}\r\n".encode())
    asked.send(b"\r\nbody")


def _endless_early(asked: Asked) -> None:
    while True:
        asked.send(b"HTTP/1.1 100 Continue\r\n\r\n" * 100)


def _odd_header(asked: Asked) -> None:
    odd = b"X-Odd: \xff\xfe \xe6\x99\xba\r\nSet-Cookie: a=\x01\xff; expires=never\r\n"
    asked.send(_HEAD + odd + b"Content-Length: 2\r\n\r\nok")


def _no_colon(asked: Asked) -> None:
    asked.send(_HEAD + b"no colon here\r\nContent-Encoding: gzip\r\n\r\n" + _gzipped(b"ok"))


def _two_lengths(asked: Asked) -> None:
    asked.send(_HEAD + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\nabc")


def _huge(size: int) -> Iterator[bytes]:
    block = b"<p>" + b"x" * (64 * 1024 - 7) + b"</p>"
    for _ in range(size // len(block)):
        yield block


def _bombs(site: Site) -> None:
    for name, encoding, make in (
        ("gzip", "gzip", _gzip_bomb),
        ("deflate", "deflate", _deflate_bomb),
        ("nested", "gzip, gzip", _nested_bomb),
        ("members", "gzip", _member_bomb),
    ):
        site.add(f"/trap/bomb-{name}", _encoded(make, encoding))
    page = _PAGE.format("压缩页面" * 50).encode()
    site.add("/encoded/gzip", _encoded(lambda: _gzipped(page), "gzip"))
    site.add("/encoded/deflate", _encoded(lambda: zlib.compress(page), "deflate"))
    site.add("/encoded/raw-deflate", _encoded(lambda: zlib.compress(page)[2:-4], "deflate"))
    site.add("/encoded/twice", _encoded(lambda: _gzipped(zlib.compress(page)), "deflate, gzip"))
    site.add("/encoded/cut", _encoded(lambda: _gzipped(page)[:-20], "gzip"))
    site.add("/encoded/not-gzip", _encoded(lambda: page, "gzip"))
    site.add("/encoded/br", _encoded(lambda: page, "br"))
    site.add("/encoded/many", _encoded(lambda: page, ", ".join(["gzip"] * 20)))


def _encoded(make: Callable[[], bytes], encoding: str) -> Handler:
    headers = (("Content-Encoding", encoding),)
    return lambda asked: Reply(make(), headers=headers, validators=False)


@cache
def _gzip_bomb() -> bytes:
    return _gzipped(bytes(40 * MIB), compresslevel=1)


@cache
def _deflate_bomb() -> bytes:
    return zlib.compress(bytes(40 * MIB), 1)


@cache
def _nested_bomb() -> bytes:
    return _gzipped(_member_bomb())


@cache
def _member_bomb() -> bytes:
    return _gzipped(bytes(MIB)) * 64


def _markup(site: Site) -> None:
    title = "<title>智算中心开工<script>alert(1)</script></title>"
    site.add("/trap/script-title", f"<html><head>{title}</head><body><h1>x</h1></body></html>")
    site.add("/trap/deep", "<html><body>" + "<div>" * 100_000 + "底" + "</div>" * 100_000)
    site.add("/trap/empty", "<html><head><title></title></head><body></body></html>")
    site.add("/trap/entities.rss", _entity_bomb(), content_type="application/rss+xml")


def _entity_bomb() -> str:
    """Ten entities, each ten times the one before it."""
    lines = ['<!ENTITY e0 "算力">']
    lines += [f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10)]
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE rss [\n' + "\n".join(lines) + "\n]>\n"
        '<rss version="2.0"><channel><title>&e9;</title></channel></rss>'
    )


def _charsets(site: Site) -> None:
    text = "<html><head><title>{0}</title></head><body><h1>{0}</h1><p>{1}</p></body></html>"
    mainland = text.format("中卫西云智算中心二期开工", "发布时间：2026-03-02 项目位于宁夏中卫市。")
    taiwan = text.format(
        "花蓮智算中心動工", "發布時間：2026-03-04 項目位於花蓮縣，規劃機櫃八百個。"
    )
    site.add("/trap/gb18030-as-utf8", mainland.encode("gb18030"), content_type=HTML)
    site.add("/trap/big5", taiwan.encode("big5"), content_type="text/html")
