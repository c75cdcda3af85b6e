"""What others wrote can neither run, link nor steer the eye."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dcpipeline.report import safe
from dcpipeline.report.page import embedded
from dcpipeline_tests.report.conftest import HOSTILE, HOSTILE_ADDRESS, HOSTILE_ID, Read, read

FOLLOWED = ["https://example.org/a?b=1", "http://例子.中国/新闻", "HTTPS://EXAMPLE.ORG"]
LEFT_ALONE = [
    HOSTILE_ADDRESS,
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    "file:///etc/passwd",
    "//example.org",
    "https:",
    "https://",
    "http://[::1",
    " https://example.org",
    "https://example.org/\u202egnp",
    "java\nscript:alert(1)",
    "",
    None,
]


@pytest.mark.parametrize("url", FOLLOWED)
def test_web_addresses_are_links(url: str) -> None:
    assert safe.address(url) == url


@pytest.mark.parametrize("url", LEFT_ALONE)
def test_nothing_else_is_a_link(url: str | None) -> None:
    assert safe.address(url) is None


def test_bidi_controls_are_spelled_out() -> None:
    assert safe.words("\u202egnp.exe\u2066") == "\\u202egnp.exe\\u2066"


@settings(max_examples=50)
@given(st.text())
def test_shown_words_have_no_controls(text: str) -> None:
    assert (safe.words(text) or "").isprintable()


@settings(max_examples=50)
@given(st.recursive(st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_embedded_json_comes_back_and_never_leaves_its_element(value: object) -> None:
    text = embedded(value)
    assert json.loads(text) == value
    assert not set(text) & set("<>&\u2028\u2029")


@pytest.fixture(scope="module")
def hostile(hostile_database: object) -> Read:
    return read(hostile_database)  # type: ignore[arg-type]


def test_hostile_rows_reach_no_markup(hostile: Read) -> None:
    html = hostile.html
    assert "<img src=x" not in html
    assert "<script>document" not in html
    assert 'href="javascript' not in html
    assert "\u202e" not in html and "\u2066" not in html
    assert html.count("<script") == html.count("</script") == 3


def test_hostile_addresses_are_dropped_and_the_words_kept(hostile: Read) -> None:
    cells = hostile.projects["cells"][HOSTILE_ID]
    claims = [hostile.projects["claims"][place] for cell in cells for place in cell[3]]
    sources = [hostile.projects["sources"][claim[0]] for claim in claims]
    assert sources and all(source[3] is None for source in sources)
    assert all(safe.words(HOSTILE) == source[0] for source in sources)
