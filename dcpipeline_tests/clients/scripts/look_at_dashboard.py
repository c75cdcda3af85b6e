"""Opens a dashboard in Chromium and waits for its charts.

``look_at_dashboard.py CHROMIUM URL PATH CHARTS USER PASSWORD PICTURE``, with the number of charts.
Prints, as JSON, what Superset answered to every chart, and the words on the page.
"""

import json
import sys

from playwright.sync_api import Page, Response, sync_playwright

chromium, url, path, charts, user, password, picture = sys.argv[1:8]
WIDTH, HEIGHT = 1500, 2700
# elements that stand in a chart's place while it loads, or when it failed
LOADING = "[data-test=loading-indicator], .loading"
# a busy machine may take this long until the last chart has asked for its data
PATIENCE_MS = 150_000
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
    page.set_default_timeout(PATIENCE_MS)
    log_in(page)
    answered: list[Response] = []

    def keep(response: Response) -> None:
        if "chart/data" in response.url or "explore_json" in response.url:
            answered.append(response)

    page.on("response", keep)
    # a page that is still silent is not yet one that has loaded: only the answers tell
    with page.expect_event("response", lambda _: len(answered) >= int(charts)):
        page.goto(f"{url}{path}")
    page.wait_for_load_state("networkidle")
    page.wait_for_function("s => !document.querySelector(s)", arg=LOADING)
    page.screenshot(path=picture)
    seen = {
        "answers": [answer(response) for response in answered],
        "text": page.inner_text("body"),
        "drawn": page.locator(".dashboard-component-chart-holder").count(),
    }
    browser.close()
print(json.dumps(seen))
