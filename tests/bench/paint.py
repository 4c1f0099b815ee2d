"""Times from the browser's own clock: first paint, and change to repaint."""

from collections.abc import Callable
from dataclasses import dataclass, field

from playwright.sync_api import Browser, Page

from tests.browser import Server, Traffic

# Each is a JavaScript expression over the page; the map's frame is of our own origin.
MAP = "document.querySelector('iframe[title=\"streamlit_folium.st_folium\"]')?.contentWindow"
# How many places the marks stand for, of which some are numbers.
MARKS = (
    f"[...({MAP}?.document.querySelectorAll('.atlas-mark') ?? [])]"
    ".reduce((sum, mark) => sum + Number(mark.dataset.count ?? 1), 0)"
)
MAP_PAINTED = f"{MAP}?.atlas?.baseReady === true && {MARKS} > 0"
TEXT = "document.querySelector('[data-testid=stMarkdown] p')?.textContent"
TEXT_PAINTED = f"{TEXT} === 'value 50'"

FIRST_PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"

# Milliseconds from the next `event` on the page to the frame in which `reached` holds.
STOPWATCH = """([event, reached, patience]) => {
    const holds = new Function(`return ${reached}`);
    window.stopwatch = new Promise((resolve, reject) => {
        setTimeout(() => reject(new Error(`never came: ${reached}`)), patience);
        const start = () => {
            const begun = performance.now();
            const look = () => holds() ? resolve(performance.now() - begun)
                                       : requestAnimationFrame(look);
            look();
        };
        document.addEventListener(event, start, {capture: true, once: true});
    });
}"""


@dataclass
class Visit:
    """A page open on an app, with what came over its WebSocket.

    Parameters
    ----------
    page
        The page, in a browser context of its own: no cache, no cookies.
    painted_ms
        Milliseconds from the start of the navigation until the app was painted.
    first_paint_ms
        The same until anything to read or to look at was.
    traffic
        What went wrong on the page, other hosts included.
    received_bytes
        What came over the WebSocket.
    loaded_bytes
        What all other requests brought on a slow line, as compressed as it came.
    """

    page: Page
    painted_ms: float = 0.0
    first_paint_ms: float = 0.0
    traffic: Traffic = field(default_factory=Traffic)
    received_bytes: int = 0
    loaded_bytes: float = 0.0

    def receive(self, payload: bytes | str) -> None:
        """Count one frame of the WebSocket."""
        self.received_bytes += len(payload)

    def close(self) -> None:
        """Close the page and its context."""
        self.page.context.close()


PATIENCE_MS = 30_000
SLOW_PATIENCE_MS = 300_000
SLOW_LINE = {
    "offline": False,
    "latency": 400,
    "downloadThroughput": 50_000,
    "uploadThroughput": 50_000,
}
"""In milliseconds and bytes a second."""


def visit(
    browser: Browser,
    server: Server,
    painted: str,
    patience_ms: int = PATIENCE_MS,
    prepare: str = "",
    is_slow: bool = False,
) -> Visit:
    """Open the app as a new reader would, and wait until the expression `painted` holds.

    The script `prepare` is run before those of the page. A slow line has 400 kbit/s and answers
    after 400 ms; Chromium does not slow the WebSocket down.
    """
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.set_default_timeout(patience_ms)
    opened = Visit(context.new_page())
    opened.traffic.watch(opened.page)
    opened.page.add_init_script(prepare)
    opened.page.on("websocket", lambda ws: ws.on("framereceived", opened.receive))
    if is_slow:
        _slow_down(opened)
    opened.page.goto(server.url, wait_until="commit")
    clock = opened.page.wait_for_function(f"() => ({painted}) && performance.now()")
    opened.painted_ms = float(clock.json_value())
    opened.first_paint_ms = float(opened.page.wait_for_function(FIRST_PAINT).json_value())
    return opened


def _slow_down(opened: Visit) -> None:
    """Give a page the line of a reader far away, and count what comes over it."""
    line = opened.page.context.new_cdp_session(opened.page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", SLOW_LINE)

    def count(event: dict[str, float]) -> None:
        opened.loaded_bytes += event["encodedDataLength"]

    line.on("Network.loadingFinished", count)


def time_change(
    page: Page, event: str, act: Callable[[], None], reached: str, patience_ms: int = PATIENCE_MS
) -> float:
    """Do `act`, and give the milliseconds from its `event` until `reached` holds."""
    page.evaluate(STOPWATCH, [event, reached, patience_ms])
    act()
    return float(page.evaluate("window.stopwatch"))


@dataclass
class Slider:
    """The bare app's slider, moved one step right at a time."""

    visit: Visit
    value: int = 50

    def change(self) -> float:
        """Move the slider, and give the milliseconds until the text says so."""
        self.value += 1
        thumb = self.visit.page.get_by_role("slider")
        thumb.focus()
        return time_change(
            self.visit.page,
            "keydown",
            lambda: thumb.press("ArrowRight"),
            f"{TEXT} === 'value {self.value}'",
        )


class LayerToggle:
    """A control that switches the first layer off and on: in the legend, or in the sidebar.

    How many places the marks stand for with and without the layer is read first, so that a repaint
    counts as done when all of its marks are there.
    """

    LEGEND = ".st-key-legend [data-testid=stCheckbox] label"
    SIDEBAR = "[class*='st-key-filter_layers'] button"

    def __init__(self, opened: Visit, control: str) -> None:
        self.visit = opened
        page = opened.page
        self.toggle = page.locator(control).first
        shown = page.evaluate(MARKS)
        self.toggle.click()
        page.wait_for_function(f"{MARKS} !== {shown}")
        self.to_come = [shown, page.evaluate(MARKS)]

    def change(self) -> float:
        """Switch the layer, and give the milliseconds until the map is repainted."""
        marks = self.to_come[0]
        self.to_come.reverse()
        return time_change(self.visit.page, "click", self.toggle.click, f"{MARKS} === {marks}")
