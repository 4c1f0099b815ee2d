"""Takes a picture of every page, and of an open place, at the sizes the atlas is designed for.

Run from the top of the repository, with an optional folder for the pictures:

    python -m tests.screenshots [FOLDER]
"""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser import (
    ARTIFACTS,
    CHROMIUM_FLAGS,
    SIZES,
    VIEWS,
    Server,
    chromium,
    open_page,
    serving,
    wait_until_drawn,
)


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
    page.wait_for_selector(".st-key-content-note button", state="detached")
    wait_until_drawn(page, query)
    page.screenshot(path=path)
    context.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ARTIFACTS / "screenshots")
