"""Open folders of growing size: `python -m tests.bench.sizes 1000 10000 100000`.

Each folder holds as many made-up places; a server that reads it is started as README says, and a
browser opens its map and switches a layer off and on. In brackets stands how many times a figure is
that of the first folder.
"""

import argparse
import sys
import tempfile
import time
from dataclasses import astuple, dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page, sync_playwright

from tests.bench.__main__ import resident_mb
from tests.bench.paint import MAP_PAINTED, LayerToggle, visit
from tests.browser import CHROMIUM_FLAGS, ROOT, chromium, serving, settled

sys.path.insert(0, str(ROOT / "tests"))  # where tests find what they share

from many_places import write_many

_SEED = 1
_WARM, _CHANGES = 2, 5
_HEADINGS = ("start, s", "first map, s", "change, ms", "KB a change", "server, MB", "page, MB")


@dataclass(frozen=True)
class Figures:
    """What was measured at one size.

    Parameters
    ----------
    start_s
        Seconds from the start of the server until it has read the folder and answers.
    first_map_s
        Seconds more until a browser shows the map.
    change_ms
        Milliseconds from a click on a layer to the repainted map, the median.
    change_kb
        The most that the WebSocket brought for one change.
    server_mb
        Resident memory of the server then.
    page_mb
        What JavaScript holds of the page then.
    """

    start_s: float
    first_map_s: float
    change_ms: float
    change_kb: float
    server_mb: float
    page_mb: float


def measure(browser: Browser, folder: Path, places: int) -> Figures:
    """Write a folder of so many places, and measure the app on it."""
    data = write_many(folder / str(places), places, _SEED)
    begun = time.perf_counter()
    with serving(folder / f"{places}.txt", data=data) as server:
        start_s = time.perf_counter() - begun
        opened = visit(browser, server, MAP_PAINTED)
        settled(opened.page)
        layer = LayerToggle(opened, LayerToggle.LEGEND)
        changes: list[tuple[float, float]] = []
        for _ in range(_WARM + _CHANGES):
            settled(opened.page)
            before = opened.received_bytes
            change_ms = layer.change()
            settled(opened.page)
            changes.append((change_ms, (opened.received_bytes - before) / 1000))
        times, sizes = zip(*changes[_WARM:], strict=True)
        figures = Figures(
            start_s,
            opened.painted_ms / 1000,
            median(times),
            max(sizes),
            resident_mb(server),
            heap_mb(opened.page),
        )
        opened.close()
    return figures


def heap_mb(page: Page) -> float:
    """Give what JavaScript still holds after its garbage is collected, in MB."""
    tools = page.context.new_cdp_session(page)
    tools.send("HeapProfiler.collectGarbage")
    return float(tools.send("Runtime.getHeapUsage")["usedSize"]) / 1e6


def main() -> None:
    """Measure each size and print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.sizes", description=__doc__)
    parser.add_argument("places", type=int, nargs="*", default=[1_000, 10_000, 100_000])
    asked = parser.parse_args().places
    print(f"{'places':>9}", *(f"{heading:>18}" for heading in _HEADINGS))
    first: Figures | None = None
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM_FLAGS)
        for places in asked:
            found = measure(browser, Path(folder), places)
            first = first or found
            pairs = zip(astuple(found), astuple(first), strict=True)
            cells = (f"{value:9.4g} ({value / least:6.2f})" for value, least in pairs)
            print(f"{places:>9}", *cells, flush=True)
        browser.close()


if __name__ == "__main__":
    main()
