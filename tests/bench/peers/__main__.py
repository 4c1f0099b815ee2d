"""Measure the atlas beside other maps: `python -m tests.bench.peers 100 1000 10000 100000`.

First `.venv/bin/pip install -r tests/bench/peers/requirements.txt`. At each size the atlas, plain
Folium markers and FastMarkerCluster in streamlit-folium, `st.map`, `st.pydeck_chart` and Datasette
with its cluster map are started in turn with the same made-up points, and one browser opens each
and chooses one layer alone. Who is not done in time is not asked at larger sizes. `--page FILE`
writes the table with its charts as HTML too.
"""

import argparse
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright
from playwright.sync_api import Error as BrowserError

from tests.bench.peers.measured import HEADINGS, Figures, rows, written
from tests.bench.peers.shown import PEERS, Peer, Points
from tests.browser import CHROMIUM_FLAGS, chromium

_FLAGS = [one for one in CHROMIUM_FLAGS if one != "--disable-gpu"]
_WEBGL = ["--use-angle=swiftshader", "--enable-unsafe-swiftshader"]  # deck.gl needs it


def attempt(browser: Browser, peer: Peer, points: Points, patience_s: int) -> Figures | None:
    """Measure one peer; None where it is not done in time, or breaks."""
    try:
        return peer.measure(browser, points, patience_s * 1000)
    except BrowserError as error:
        print(f"{peer.name}, {points.count}: {error.message.splitlines()[0]}", file=sys.stderr)
        return None
    finally:
        for context in browser.contexts:
            context.close()


def main() -> None:
    """Measure each peer at each size, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.peers", description=__doc__)
    parser.add_argument("places", type=int, nargs="*", default=[100, 1_000, 10_000, 100_000])
    parser.add_argument("--patience", type=int, default=120, help="seconds (default: %(default)s)")
    parser.add_argument("--page", type=Path, help="an HTML file to write")
    asked = parser.parse_args()
    found: dict[str, dict[int, Figures | None]] = {peer.name: {} for peer in PEERS}
    print(f"{'places':>9} {'':<20}", *(f"{heading:>16}" for heading in HEADINGS))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        options: dict[str, Any] = {"executable_path": chromium(), "args": [*_FLAGS, *_WEBGL]}
        browser = playwright.chromium.launch(**options)
        for count in asked.places:
            points = Points.made(Path(folder) / str(count), count)
            for peer in PEERS:
                if None not in found[peer.name].values():
                    figures = attempt(browser, peer, points, asked.patience)
                    found[peer.name][count] = figures
            print(*rows(found, count), sep="\n", flush=True)
        browser.close()
    if asked.page:
        asked.page.write_text(written(found, asked.patience), "utf-8")


if __name__ == "__main__":
    main()
