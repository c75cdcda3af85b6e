"""A person clicks through the page, on a phone and on a desk, with the network off."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from dcpipeline_tests.report.conftest import HOSTILE_ID

pytestmark = pytest.mark.ci

WIDTHS = {"phone": (390, 844), "desk": (1440, 900)}
MEGABYTE = 1_000_000
LIMIT_MS = 15_000
Open = Callable[..., Any]


@pytest.fixture(params=WIDTHS)
def size(request: pytest.FixtureRequest) -> dict[str, int]:
    return sized(request.param)


def sized(name: str) -> dict[str, int]:
    width, height = WIDTHS[name]
    return {"width": width, "height": height}


@contextmanager
def watched(browser: Any, size: dict[str, int], **more: Any) -> Iterator[Open]:
    """Opens a page with the network off; any request, complaint or violation fails the test."""
    context = browser.new_context(viewport=size, offline=True, **more)
    context.set_default_timeout(LIMIT_MS)
    complaints: list[str] = []

    def opened(path: Path, hash_: str = "") -> Any:
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "request",
            lambda request: (
                None
                if request.url.startswith((path.as_uri(), "data:"))
                else complaints.append(f"asked for {request.url}")
            ),
        )
        page.goto(f"{path.as_uri()}#{hash_}")
        if more.get("java_script_enabled", True):
            page.wait_for_selector("html[data-ready=yes]")
        return page

    yield opened
    context.close()
    assert complaints == []


@pytest.fixture
def opened(browser: Any, size: dict[str, int]) -> Iterator[Open]:
    with watched(browser, size) as opener:
        yield opener


def visible_rows(page: Any, table: str) -> int:
    return int(page.locator(f"{table} tbody tr:visible").count())


def test_the_page_is_small_and_bound_by_its_policy(written: Path) -> None:
    html = written.read_text(encoding="utf-8")
    assert written.stat().st_size < 5 * MEGABYTE
    policy = html.split('http-equiv="Content-Security-Policy" content="')[1].split('"')[0]
    assert policy.startswith("default-src &#39;none&#39;; script-src &#39;sha256-")
    assert "unsafe" not in policy and "http" not in policy


def test_charts_stand_and_nothing_overflows(opened: Open, written: Path) -> None:
    page = opened(written)
    for name in ("counts", "map", "ranking", "siting", "time"):
        chart = page.locator(f"#{name}-chart")
        assert chart.locator("svg path").count() > 3, name
        assert chart.get_attribute("aria-label")
    assert page.locator("#map-chart path[fill='url(#insufficient)']").count() >= 1
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_all_province_level_units_are_on_the_map(opened: Open, written: Path) -> None:
    page = opened(written)
    assert page.locator("#map-chart .mark-shape path").count() == 34
    page.check("input[name=map-level][value=city]")
    page.wait_for_function("document.querySelectorAll('#map-chart .mark-symbol path').length > 200")


def test_the_ranking_filters_and_sorts(opened: Open, written: Path) -> None:
    page = opened(written)
    assert visible_rows(page, "#ranking-table") == 33
    page.check("#ranking-enough")
    assert visible_rows(page, "#ranking-table") == 21
    page.fill("#ranking-filter", "inner mong")
    assert visible_rows(page, "#ranking-table") == 1
    page.fill("#ranking-filter", "")
    page.click("#ranking-table thead th:nth-child(2) button")
    first = page.locator("#ranking-table tbody tr:visible td:nth-child(2)").all_inner_texts()
    shown = [int(text) for text in first]
    assert shown == sorted(shown, reverse=True)
    page.click("#ranking-table thead th:nth-child(2) button")
    assert page.get_attribute("#ranking-table thead th:nth-child(2)", "aria-sort") == "ascending"
    page.select_option("#ranking-level", "city")
    assert visible_rows(page, "#ranking-table") == 124


def test_projects_are_searched_filtered_and_sorted(opened: Open, written: Path) -> None:
    page = opened(written)
    assert visible_rows(page, "#project-table") == 40
    page.click("#project-more")
    assert visible_rows(page, "#project-table") == 80
    page.select_option("#project-province", "430000")
    page.select_option("#project-status", "operational")
    places = page.locator("#project-table tbody tr td:nth-child(2)").all_inner_texts()
    assert places and all("Hunan" in place for place in places)
    page.fill("#project-search", "Zhongnan")
    assert visible_rows(page, "#project-table") == 1
    page.fill("#project-search", "no such project")
    assert "No project fits" in page.inner_text("#project-table tbody")


def test_evidence_is_two_clicks_away(opened: Open, written: Path) -> None:
    page = opened(written)
    page.fill("#project-search", "dce52f3330")
    page.click("#project-table tbody tr th button")
    detail = page.inner_text("#detail")
    assert "Planned compute (PFLOPS)" in detail and "5,000" in detail
    assert "692.32" in detail
    assert "Our note:" in detail and "Words of the source" not in detail
    links = page.locator("#detail .source-list a")
    assert links.count() >= 3
    for link in links.all():
        assert link.get_attribute("rel") == "noopener noreferrer"
        assert link.get_attribute("href").startswith("http")
    page.locator("#detail .reference").first.click()
    assert page.locator("#detail .marked").count() == 1
    assert "project=dce52f3330" in page.url
    page.keyboard.press("Escape")
    assert not page.locator("#detail").is_visible()
    assert "project=" not in page.url


def test_the_language_is_kept_in_the_address(opened: Open, written: Path) -> None:
    page = opened(written)
    assert page.locator("h1 span:visible").all_inner_texts() == [page.title()]
    page.click("button[data-language=zh-Hans]")
    page.wait_for_function("document.documentElement.lang === 'zh-Hans'")
    assert "lang=zh-Hans" in page.url
    assert "智算中心" in page.inner_text("h1")
    assert "投运" in page.inner_text("#project-table tbody")
    again = opened(written, "lang=zh-Hans&project=dce52f3330")
    assert again.title() == page.title()
    assert "我们的笔记" in again.inner_text("#detail")


def test_hostile_rows_run_nothing_and_link_nowhere(browser: Any, written_hostile: Path) -> None:
    with watched(browser, sized("phone")) as opener:
        page = opener(written_hostile, f"lang=en&project={HOSTILE_ID}")
        assert "onerror" in page.inner_text("#detail")
        assert page.locator("img").count() == 0
        assert page.title() != "ran"
        links = page.evaluate("[...document.links].map((link) => link.getAttribute('href'))")
        assert all(link.startswith(("http://", "https://", "#")) for link in links)


def test_the_tables_stand_without_scripts(browser: Any, written: Path) -> None:
    with watched(browser, sized("phone"), java_script_enabled=False) as opener:
        page = opener(written)
        assert "projects in" in page.inner_text("#answer")
        assert visible_rows(page, "#counts") == 5
        assert visible_rows(page, "#ranking-table") == 33
        assert not page.locator("#project-search").is_visible()


@pytest.mark.parametrize(("width", "language"), [("phone", "zh-Hans"), ("desk", "en")])
def test_axe_finds_nothing_serious(browser: Any, written: Path, width: str, language: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    with watched(browser, sized(width)) as opener:
        page = opener(written, f"lang={language}")
        findings = [faults(Axe().run(page))]
        page.locator("#project-table tbody tr th button").first.click()
        findings.append(faults(Axe().run(page, context="#detail")))
    assert findings == [[], []]


def faults(results: Any) -> list[str]:
    """What axe calls serious or critical, with the elements concerned."""
    return [
        f"{found['id']}: {[node['html'][:120] for node in found['nodes'][:3]]}"
        for found in results.response["violations"]
        if found["impact"] in {"serious", "critical"}
    ]


def test_the_page_prints(browser: Any, written: Path) -> None:
    with watched(browser, {"width": 1000, "height": 800}) as opener:
        page = opener(written)
        page.emulate_media(media="print")
        assert page.locator("#ranking-table").is_visible()
        assert page.locator("#map-chart svg").is_visible()
        assert not page.locator("nav").is_visible()
        assert len(page.pdf()) > 50_000
