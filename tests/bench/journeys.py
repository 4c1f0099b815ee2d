"""Play three readers' journeys in Chromium and print actions and seconds of each.

Run from the top of the repository: `python -m tests.bench.journeys`. A click, a key and a text that
is typed count as one action each. Seconds last until what the reader came for is on the screen;
nothing is added for reading.
"""

import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from tests.browser import CHROMIUM_FLAGS, Server, chromium, map_frame, open_page, serving
from tests.stage import POSITION

PLACE = "khavaran-cemetery"
QUESTION = "executions in Mashhad, August 1988"
TOUR = "overview"


@dataclass
class Reader:
    """Someone at a page, whose actions are counted."""

    page: Page
    actions: int = 0

    def click(self, what: Locator) -> None:
        """Click on something, or tap it."""
        self.actions += 1
        what.click()

    def type(self, field: Locator, text: str) -> None:
        """Write a text into a field."""
        self.actions += 1
        field.fill(text)

    def press(self, key: str) -> None:
        """Press one key."""
        self.actions += 1
        self.page.keyboard.press(key)


def visitor(reader: Reader) -> None:
    """Choose a place out of a heap of marks, and see what sources count there side by side."""
    frame = map_frame(reader.page)
    reader.click(frame.locator(f'.atlas-inset [data-place-id="{PLACE}"]'))
    reader.click(reader.page.locator("[class*=st-key-card_compare] button").first)
    reader.page.locator(".st-key-figures .js-plotly-plot .main-svg").first.wait_for()


def researcher(reader: Reader) -> None:
    """Ask a question, read the statements that answer it, and take them along as a table."""
    page = reader.page
    reader.type(page.get_by_role("searchbox", name="Search"), QUESTION)
    reader.click(page.locator(".st-key-offers button").first)
    reader.click(page.get_by_role("radio", name="Records"))
    page.locator(".records-table").wait_for()
    reader.click(page.locator(".st-key-share button"))
    reader.click(page.get_by_role("tab", name="Download"))
    with page.expect_download():
        reader.click(page.locator("a[download='claims.csv']"))


def presenter(reader: Reader) -> None:
    """Give a tour from its title to its sources, and come back."""
    page = reader.page
    reader.click(page.get_by_role("button", name="Present", exact=True))
    reader.click(page.locator(f".st-key-present_tour_{TOUR} button"))
    position, following = page.locator(POSITION), page.locator(".st-key-present_next button")
    while following.is_enabled():
        before = position.inner_text()
        reader.press("ArrowRight")
        expect(position).not_to_have_text(before)
    reader.press("Escape")
    page.locator(".st-key-counter").wait_for()


JOURNEYS: dict[str, tuple[Callable[[Reader], None], tuple[int, int]]] = {
    "visitor": (visitor, (1366, 768)),
    "researcher": (researcher, (1440, 900)),
    "presenter": (presenter, (1920, 1080)),
}


def play(browser: Browser, server: Server, name: str) -> tuple[int, float]:
    """Play one journey from the first view on; give its actions and seconds."""
    journey, (width, height) = JOURNEYS[name]
    with browser.new_context(viewport={"width": width, "height": height}) as context:
        reader = Reader(context.new_page())
        start = time.perf_counter()
        open_page(reader.page, server)
        map_frame(reader.page)
        journey(reader)
        return reader.actions, time.perf_counter() - start


def main() -> None:
    """Play every journey once to warm up and once to be measured, and print a table."""
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(Path(folder) / "log.txt") as server,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM_FLAGS)
        print(f"{'':<12}{'actions':>8}{'seconds':>9}")
        for name in JOURNEYS:
            play(browser, server, name)
            actions, seconds = play(browser, server, name)
            print(f"{name:<12}{actions:>8}{seconds:>9.1f}")
        browser.close()


if __name__ == "__main__":
    main()
