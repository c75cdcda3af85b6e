"""Opens a dashboard in Chromium: ``look_at_dashboard.py CHROMIUM URL PATH USER PASSWORD PICTURE``.

Prints, as JSON, what Superset answered to every chart, and the words on the page.
"""

import json
import sys

from playwright.sync_api import Page, Response, sync_playwright

chromium, url, path, user, password, picture = sys.argv[1:7]
WIDTH, HEIGHT = 1500, 2700
# elements that stand in a chart's place while it loads, or when it failed
LOADING = "[data-test=loading-indicator], .loading"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]


def answer(response: Response) -> dict[str, object]:
    """Rows and error of a chart's data, from either of Superset's two interfaces."""
    document = response.json()
    results = document.get("result", [document])
    return {
        "status": response.status,
        "rows": [result.get("rowcount") for result in results],
        "errors": [result["error"] for result in results if result.get("error")],
    }


def log_in(page: Page) -> None:
    page.goto(f"{url}/login/")
    page.fill("input#username", user)
    page.fill("input#password", password)
    with page.expect_navigation():
        page.keyboard.press("Enter")


with sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
    page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
    page.set_default_timeout(60_000)
    log_in(page)
    answered = []
    page.on(
        "response",
        lambda r: answered.append(r) if "chart/data" in r.url or "explore_json" in r.url else None,
    )
    page.goto(f"{url}{path}", wait_until="networkidle")
    page.wait_for_function("s => !document.querySelector(s)", arg=LOADING)
    page.screenshot(path=picture)
    seen = {
        "answers": [answer(response) for response in answered],
        "text": page.inner_text("body"),
        "drawn": page.locator(".dashboard-component-chart-holder").count(),
    }
    browser.close()
print(json.dumps(seen))
