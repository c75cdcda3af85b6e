"""No request leaves the public Internet."""

import ipaddress
import threading

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dcpipeline.fetch import Fetcher, Politeness, Response
from dcpipeline.fetch.addresses import parse_address
from dcpipeline.fetch.guard import is_public
from dcpipeline_tests.fetch.helpers import QUICK, Script, answered, get, page, refused, scripted
from dcpipeline_tests.fetch.test_addresses import ODD

CLOSED = [
    "0.0.0.0",
    "10.0.0.1",
    "100.64.0.1",
    "100.100.100.200",
    "127.0.0.1",
    "127.255.255.255",
    "168.63.129.16",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.8",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.255.255.255",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::8.8.8.8",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:0:127.0.0.1",
    "64:ff9b::10.0.0.1",
    "64:ff9b::169.254.169.254",
    "64:ff9b:1::8.8.8.8",
    "100::1",
    "2001::1",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "2001:10::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "2002:808:808::",
    "3fff::1",
    "5f00::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
    "localhost",
    "8.8.8",
    "010.8.8.8",
    "0x8.8.8.8",
    "134744072",
]
OPEN = [
    "8.8.8.8",
    "1.1.1.1",
    "100.63.255.255",
    "100.128.0.1",
    "172.15.0.1",
    "172.32.0.1",
    "223.5.5.5",
    "2606:4700::1",
    "2400:3200::1",
    "2001:200::1",
    "::ffff:8.8.8.8",
    "64:ff9b::8.8.8.8",
]


@pytest.mark.parametrize("ip", CLOSED)
def test_addresses_that_are_not_public(ip: str) -> None:
    assert not is_public(ip)


@pytest.mark.parametrize("ip", OPEN)
def test_addresses_that_are_public(ip: str) -> None:
    assert is_public(ip)


@given(st.ip_addresses())
@settings(deadline=None)
def test_we_call_nothing_public_that_python_calls_private(
    ip: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> None:
    if is_public(str(ip)) and ip.version == 4:
        assert ip.is_global and not ip.is_multicast
    elif is_public(str(ip)):
        assert not (ip.is_private or ip.is_multicast or ip.is_loopback) or ip.ipv4_mapped


@pytest.mark.parametrize("ip", CLOSED)
def test_a_name_for_such_an_address_is_refused_before_any_connection(ip: str) -> None:
    script = Script(page())
    with scripted(script, ip) as fetcher:
        assert refused(get(fetcher, "http://a.example/")).code == "private_address"
    assert script.connected == []


def test_one_bad_address_among_good_ones_is_enough() -> None:
    script = Script(page())
    with scripted(script, "8.8.8.8", "1.1.1.1", "10.0.0.1") as fetcher:
        refusal = refused(get(fetcher, "http://a.example/"))
    assert (refusal.code, refusal.detail) == (
        "private_address",
        "a.example stands for 10.0.0.1: not public.",
    )
    assert script.connected == []


@pytest.mark.parametrize("port", [22, 8080, 8443, 3306])
def test_only_the_ports_of_the_web(port: int) -> None:
    with scripted(Script(page())) as fetcher:
        assert refused(get(fetcher, f"http://a.example:{port}/")).code == "port"
        answered(get(fetcher, "http://a.example:443/"))


def test_the_allowed_host_is_one_name_and_no_more() -> None:
    names = {"here.example": ["127.0.0.1"], "there.example": ["127.0.0.1"], "lan": ["10.0.0.1"]}
    names["sub.here.example"] = ["127.0.0.1"]
    script = Script(page())
    settings = {"connect": script, "politeness": QUICK, "resolve": lambda host, port: names[host]}
    with Fetcher(allowed_host="Here.example", **settings) as fetcher:
        answered(get(fetcher, "http://here.example:8123/"))
        assert script.connected[-1] == ("127.0.0.1", 8123)
        assert refused(get(fetcher, "http://there.example/")).code == "private_address"
        assert refused(get(fetcher, "http://127.0.0.1/")).code == "private_address"
        assert refused(get(fetcher, "http://sub.here.example/")).code == "private_address"
    with Fetcher(allowed_host="lan", **settings) as fetcher:
        assert refused(get(fetcher, "http://lan/")).code == "private_address"


@pytest.mark.parametrize("location", ["http://127.0.0.1:{}/", "http://there.example:{}/"])
def test_the_allowed_host_does_not_vouch_for_where_it_redirects(location: str) -> None:
    target = location.format(8123).encode()
    script = Script(page(b"", b"Location: " + target, status=b"302 Found"))
    with scripted(script, "127.0.0.1", allowed_host="here.example") as fetcher:
        assert refused(get(fetcher, "http://here.example:8123/")).code == "port"
    assert {ip for ip, _ in script.connected} == {"127.0.0.1"} and len(script.connected) == 2


IPS = st.lists(st.ip_addresses().map(str) | st.sampled_from(CLOSED + OPEN), max_size=3)


@given(ODD, IPS, IPS)
@settings(deadline=None)
@example("http://a.example/", ["8.8.8.8"], ["127.0.0.1"])
def test_no_text_and_no_resolver_reaches_a_closed_address(
    text: str, first: list[str], later: list[str]
) -> None:
    """The resolver gives one answer, then another; every page redirects to the text once more."""
    answers = iter([first])
    target = text.encode("utf-8", "replace").replace(b"\n", b"").replace(b"\r", b"")
    script = Script(lambda path: page(b"", b"Location: " + target, status=b"302 Found"))
    fetcher = scripted(script, resolve=lambda host, port: next(answers, later))
    get(fetcher, text)
    get(fetcher, "http://a.example/start")
    fetcher.close()
    assert all(is_public(ip) and port in (80, 443) for ip, port in script.connected)


def test_a_resolver_that_fails_or_hangs() -> None:
    def failing(host: str, port: int) -> list[str]:
        raise OSError("no such name")

    with scripted(Script(page()), resolve=failing) as fetcher:
        assert refused(get(fetcher, "http://a.example/")).code == "name_unresolved"
    with scripted(Script(page()), resolve=lambda host, port: []) as fetcher:
        assert refused(get(fetcher, "http://a.example/")).code == "name_unresolved"
    hanging = threading.Event()
    polite = Politeness(connect_s=0.1)
    with scripted(
        Script(page()), resolve=lambda host, port: hanging.wait(5), politeness=polite
    ) as fetcher:
        assert refused(get(fetcher, "http://a.example/")).code == "timeout"
    hanging.set()


@given(st.text(max_size=30), st.text(max_size=30))
@settings(deadline=None)
def test_what_is_sent_is_what_was_checked(path: str, query: str) -> None:
    url = f"http://a.example/{path}?{query}"
    script = Script(page())
    with scripted(script) as fetcher:
        outcome = get(fetcher, url)
    if isinstance(outcome, Response):
        assert script.asked[-1] == parse_address(url).target
        assert outcome.final_url == parse_address(url).url


@given(st.binary(max_size=40), st.sampled_from(["Content-Length", "Content-Encoding", "ETag", "X"]))
@settings(deadline=None)
def test_any_header_value_is_a_response_or_a_refusal(value: bytes, name: str) -> None:
    line = name.encode() + b": " + value.replace(b"\r", b"").replace(b"\n", b"")
    script = Script(b"HTTP/1.1 200 OK\r\n" + line + b"\r\n\r\nok")
    with scripted(script) as fetcher:
        outcome = get(fetcher, "http://a.example/")
    assert isinstance(outcome, Response) or outcome.detail.isprintable()
