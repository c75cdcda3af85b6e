"""Whatever bytes come, there is a response or a named refusal."""

import gc
import socket

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dcpipeline.fetch import REFUSALS, Fetcher, Politeness, Response
from dcpipeline.fetch.transport import system_connect
from dcpipeline_tests.fetch.helpers import QUICK, Script, get, scripted
from dcpipeline_tests.site import Site

ONCE = Politeness(delay_s=0.0, jitter=0.0, tries=1, total_s=2.0)
PIECES = st.sampled_from(
    [
        b"HTTP/1.1 200 OK\r\n",
        b"HTTP/1.0 301 Moved\r\n",
        b"HTTP/1.1 304 Not Modified\r\n",
        b"HTTP/1.1 103 Early\r\n",
        b"HTTP/1.1 999 \r\n",
        b"HTTP/2 200\r\n",
        b"HTTP/1.1 200\r\n",
        b"Location: /\r\n",
        b"Location: \r\n",
        b"Location: http://[::1\r\n",
        b"Transfer-Encoding: chunked\r\n",
        b"Transfer-Encoding: gzip, chunked\r\n",
        b"Content-Length: 5\r\n",
        b"Content-Length: -5\r\n",
        b"Content-Length: 99999999999999999999\r\n",
        b"Content-Encoding: gzip\r\n",
        b"Content-Encoding: deflate, deflate\r\n",
        b"Content-Type: message/rfc822\r\n",
        b"Content-Type: multipart/mixed; boundary=x\r\n",
        b"Retry-After: Sun, 31 Feb 99999 25:61:61 GMT\r\n",
        b"Set-Cookie: \xff=\x00\r\n",
        b" folded\r\n",
        b": nameless\r\n",
        b"\r\n",
        b"\n",
        b"\x00",
        b"5\r\nhello\r\n",
        b"-5\r\n",
        b"0\r\n\r\n",
        b"\x1f\x8b\x08\x00",
    ]
)
ANSWERS = st.lists(PIECES | st.binary(max_size=12), max_size=8).map(b"".join)


@given(ANSWERS, ANSWERS)
@settings(deadline=None)
def test_any_answer(answer: bytes, robots: bytes) -> None:
    with scripted(Script(answer, robots), politeness=ONCE) as fetcher:
        outcome = get(fetcher, "http://a.example/")
    assert isinstance(outcome, Response) or outcome.code in REFUSALS


@given(ANSWERS)
@settings(deadline=None)
def test_any_answer_behind_a_good_robots_txt(answer: bytes) -> None:
    with scripted(Script(b"HTTP/1.1 200 OK\r\n" + answer), politeness=ONCE) as fetcher:
        outcome = get(fetcher, "http://a.example/")
    assert isinstance(outcome, Response) or outcome.code in REFUSALS


@pytest.mark.parametrize(
    "path", ["/listing", "/trap/two-lengths", "/trap/truncated", "/trap/no-colon", "/trap/huge"]
)
def test_no_connection_stays_open(path: str) -> None:
    """Also where a library gives up half-way and leaves the rest to the garbage collector."""
    made: list[socket.socket] = []

    def connect(ip: str, port: int, seconds: float) -> socket.socket:
        made.append(system_connect(ip, port, seconds))
        return made[-1]

    gc.disable()
    try:
        with (
            Site() as site,
            Fetcher(allowed_host=site.host, politeness=QUICK, connect=connect) as fetcher,
        ):
            get(fetcher, site.url(path))
        assert len(made) >= 2
        assert {sock.fileno() for sock in made} == {-1}
    finally:
        gc.enable()
