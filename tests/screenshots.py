"""Takes a picture of every page, and of an open place, at the sizes the atlas is designed for.

Run from the top of the repository, with an optional folder for the pictures:

    python -m tests.screenshots [FOLDER]
"""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import ARTIFACTS, CHROMIUM_FLAGS, Server, chromium, map_frame, open_page, serving

SIZES = ((1440, 900), (1024, 768), (390, 844))
VIEWS = {
    "map": "",
    "place": "place=evin-prison",
    "summer": "from=1988-07&to=1988-09&place=khavaran-cemetery",
    "europe": "layers=commemoration&lat=51&lng=9&zoom=5",
    "empty": "from=1950&to=1951",
    "timeline": "view=timeline",
    "minutes": "view=timeline&from=2018-08-25&to=2018-08-25",
    "sources": "view=sources",
    "about": "view=about",
}


def main(folder: Path) -> None:
    """Start the app and take all pictures into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    log = Path(tempfile.mkdtemp()) / "log.txt"
    with serving(log) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM_FLAGS)
        for width, height in SIZES:
            for name, query in VIEWS.items():
                path = folder / f"{name}-{width}x{height}.png"
                take(browser, server, query, (width, height), path)
                print(path)
        browser.close()


def take(browser: Browser, server: Server, query: str, size: tuple[int, int], path: Path) -> None:
    """Take one picture once everything on the page is drawn."""
    width, height = size
    context = browser.new_context(
        viewport={"width": width, "height": height}, reduced_motion="reduce", locale="en-GB"
    )
    page = context.new_page()
    open_page(page, server, query)
    page.get_by_role("button", name="Continue").click()
    page.wait_for_selector(".st-key-content-note", state="detached")
    wait_until_drawn(page, query)
    page.screenshot(path=path)
    context.close()


def wait_until_drawn(page: Page, query: str) -> None:
    """Wait for the map, or for the chart, that the page has."""
    if "view=" not in query:
        map_frame(page)
    if "sources" not in query and "about" not in query and "1950" not in query:
        page.wait_for_selector(".st-key-timeline .js-plotly-plot .main-svg")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ARTIFACTS / "screenshots")
