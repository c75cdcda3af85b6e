"""One spelling for each address; what is written to mislead is refused."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dcpipeline.fetch.addresses import parse_address, redirected
from dcpipeline.fetch.errors import RefusedError

SPELLED = {
    "http://a.example": "http://a.example/",
    "HTTP://A.Example:80/x#part": "http://a.example/x",
    "https://a.example:443/": "https://a.example/",
    "https://a.example:80/": "https://a.example:80/",
    "  http://a.example/a b\n ": "http://a.example/a%20b",
    "http://a.example/a\r\nb": "http://a.example/ab",
    "http://a.example./": "http://a.example/",
    "http://www.中国移动.中国/新闻/算力 中心?城市=中卫&n=1": (
        "http://www.xn--fiq02ib9d179b.xn--fiqs8s/%E6%96%B0%E9%97%BB/%E7%AE%97%E5%8A%9B%20"
        "%E4%B8%AD%E5%BF%83?%E5%9F%8E%E5%B8%82=%E4%B8%AD%E5%8D%AB&n=1"
    ),
    "http://a.example/%e4%B8%ad%zz%": "http://a.example/%E4%B8%AD%25zz%25",
    "http://a.example/a/../b/./c/%2e%2E/d": "http://a.example/b/d",
    "http://a.example/../../x/..": "http://a.example/",
    "http://a.example//a//b": "http://a.example//a//b",
    'http://a.example/"<>`{}|\\^': "http://a.example/%22%3C%3E%60%7B%7D%7C%5C%5E",
    "http://a.example?q=1/2?3": "http://a.example/?q=1/2?3",
    "http://ａ.example。cn/": "http://a.example.cn/",
    "http://1.2.3.4/": "http://1.2.3.4/",
    "http://１.2.3.4/": "http://1.2.3.4/",
    "http://[2606:4700:0::1]:80/": "http://[2606:4700::1]/",
    "http://under_score.example/": "http://under_score.example/",
}
REFUSED = {
    "": "bad_address",
    "   ": "bad_address",
    "http://": "bad_address",
    "http:///path": "bad_address",
    "http://:80/": "bad_address",
    "a.example/x": "scheme",
    "//a.example/x": "scheme",
    "ftp://a.example/": "scheme",
    "file:///etc/passwd": "scheme",
    "javascript:alert(1)": "scheme",
    "gopher://a.example/": "scheme",
    "http://user@a.example/": "bad_address",
    "http://user:word@a.example/": "bad_address",
    "http://good.example\\@10.0.0.1/": "bad_address",
    "http://good.example\\.evil.example/": "bad_address",
    "http://a%2eexample/": "bad_address",
    "http://a.example:0x50/": "bad_address",
    "http://a.example:99999/": "bad_address",
    "http://a.example:-1/": "bad_address",
    "http://a..example/": "bad_address",
    "http://-a.example/": "bad_address",
    "http://a b.example/": "bad_address",
    "http://a.example/\x00x": "bad_address",
    "http://a.example/\ud800": "bad_address",
    "http://\ud800.example/": "bad_address",
    "http://[::1": "bad_address",
    "http://[fe80::1%25eth0]/": "bad_address",
    "http://[v1.x]/": "bad_address",
    f"http://{'a' * 64}.example/": "bad_address",
    f"http://a.example/{'x' * 9000}": "bad_address",
    "http://2130706433/": "bad_address",
    "http://0x7f000001/": "bad_address",
    "http://0x7f.0.0.1/": "bad_address",
    "http://0177.0.0.1/": "bad_address",
    "http://127.1/": "bad_address",
    "http://127.0.0.1.5/": "bad_address",
    "http://a.example.0x/": "bad_address",
    "http://①②⑦.0.0.1.1/": "bad_address",
}


@pytest.mark.parametrize(("text", "spelled"), SPELLED.items())
def test_an_address_has_one_spelling(text: str, spelled: str) -> None:
    address = parse_address(text)
    assert address.url == spelled
    assert parse_address(address.url) == address


@pytest.mark.parametrize(("text", "code"), REFUSED.items())
def test_what_is_no_address_is_refused_by_name(text: str, code: str) -> None:
    with pytest.raises(RefusedError) as refusal:
        parse_address(text)
    assert refusal.value.code == code
    assert refusal.value.detail.isprintable() and refusal.value.detail.isascii()


@pytest.mark.parametrize(
    ("location", "target"),
    [
        ("/b", "http://a.example/b"),
        ("b?x#y", "http://a.example/dir/b?x#y"),
        ("//b.example/c", "http://b.example/c"),
        ("https://b.example/", "https://b.example/"),
        ("", "http://a.example/dir/page"),
        ("/\xe6\x99\xba", "http://a.example/智"),
        ("/\xff", "http://a.example/%FF"),
    ],
)
def test_where_a_redirect_points(location: str, target: str) -> None:
    assert redirected(parse_address("http://a.example/dir/page"), location) == target


ODD = st.text(max_size=60) | st.builds(
    "{}{}{}{}{}".format,
    st.sampled_from(["http://", "https:", "//", "HTTP:/\\", "http://[", ""]),
    st.text("a.1:@[]%\\/?#中。", max_size=20),
    st.sampled_from(["", ":80", ":", "@", ".", "%", "]"]),
    st.sampled_from(["/", "?", "#", "\\", ""]),
    st.text(max_size=20),
)


@given(ODD)
@settings(deadline=None)
def test_any_text_is_an_address_or_refused(text: str) -> None:
    try:
        address = parse_address(text)
    except RefusedError:
        return
    assert address.url.isascii() and address.url.isprintable() and " " not in address.url
    assert parse_address(address.url) == address


@given(st.text(st.characters(max_codepoint=255), max_size=60))
@settings(deadline=None)
def test_any_location_is_an_address_or_refused(location: str) -> None:
    try:
        parse_address(redirected(parse_address("http://a.example/dir/page"), location))
    except RefusedError:
        return
