"""Points shown in each way, and what is measured of it in a browser."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Protocol, Self

import pandas as pd
from playwright.sync_api import Browser

from tests.bench.__main__ import resident_mb
from tests.bench.paint import MAP, MAP_PAINTED, LayerToggle, Visit, time_change, visit
from tests.bench.peers.measured import Figures
from tests.bench.sizes import heap_mb
from tests.browser import ROOT, Server, free_port, serving, settled, wait_until_ready

sys.path.insert(0, str(ROOT / "tests"))  # where tests find what they share

from many_places import write_many

_SEED = 1
_WARM, _ROUNDS = 1, 3
"""The first visit and the first choice of each peer are left out of its medians."""
_STREAMLIT = [
    *(sys.executable, "-m", "streamlit", "run", "tests/bench/peers/app.py"),
    *("--browser.gatherUsageStats=false", "--server.headless=true"),
    "--server.fileWatcherType=none",
]
_MARKERS = (
    "[...({}?.document.querySelectorAll('.leaflet-marker-icon') ?? [])].reduce((sum, one) =>"
    " sum + (one.classList.contains('marker-cluster') ? Number(one.innerText) : 1), 0)"
)
"""How many points Leaflet's markers in a window stand for, of which some are clusters."""

PICTURE_PAINTED = (
    f"{MAP_PAINTED} || document.querySelectorAll('#atlas-first svg [data-place]').length > 0"
)
"""The picture that the server draws has places, or the map where they are too many for it."""

# What is drawn by WebGL can be read: how many of 160 x 100 pixels are as blue as the points.
_KEEP = """(() => {
    const before = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function (kind, options) {
        return before.call(this, kind, { ...options, preserveDrawingBuffer: true });
    };
    const small = Object.assign(document.createElement('canvas'), { width: 160, height: 100 });
    window.bluePixels = () => {
        const drawn = document.querySelector('[data-testid=stDeckGlJsonChart] canvas');
        if (!drawn) return 0;
        const pen = small.getContext('2d', { willReadFrequently: true });
        pen.clearRect(0, 0, 160, 100);
        pen.drawImage(drawn, 0, 0, 160, 100);
        const { data } = pen.getImageData(0, 0, 160, 100);
        let blue = 0;
        for (let at = 0; at < data.length; at += 4) {
            if (data[at + 3] > 0 && data[at + 2] > data[at] + 60) blue += 1;
        }
        return blue;
    };
})()"""


@dataclass(frozen=True)
class Points:
    """The same made-up places as a data folder, as CSV, and as a SQLite database."""

    folder: Path
    count: int
    layer: str
    of_layer: int

    @classmethod
    def made(cls, folder: Path, count: int) -> Self:
        """Write so many places."""
        folder.mkdir(parents=True)
        data = write_many(folder / "data", count, _SEED)
        places = pd.read_csv(data / "places.csv")[["place_id", "name", "layer", "lat", "lon"]]
        places.to_csv(folder / "points.csv", index=False)
        with sqlite3.connect(folder / "points.db") as database:
            named = places.rename(columns={"lat": "latitude", "lon": "longitude"})
            named.to_sql("points", database, index=False)
        layer = min(places["layer"])
        return cls(folder, count, layer, int((places["layer"] == layer).sum()))


class Peer(Protocol):
    """One way to show points."""

    name: str

    def measure(self, browser: Browser, points: Points, patience_ms: int) -> Figures:
        """Open it, choose a layer alone, and give what that took."""


@dataclass(frozen=True)
class Atlas:
    """The dashboard itself, on a folder with these places."""

    name: str = "the atlas"

    def measure(self, browser: Browser, points: Points, patience_ms: int) -> Figures:
        log = points.folder / "atlas.txt"
        with serving(log, data=points.folder / "data") as server:
            seen_ms = _first_ms(browser, server, PICTURE_PAINTED, patience_ms)
            map_ms = _first_ms(browser, server, MAP_PAINTED, patience_ms)
            opened = visit(browser, server, MAP_PAINTED, patience_ms)
            settled(opened.page)
            first = opened.received_bytes
            layer = LayerToggle(opened, LayerToggle.LEGEND)
            changes = _changes(opened, layer.change, layer.change)
            return _figures(opened, server, (seen_ms, map_ms), changes, first)


@dataclass(frozen=True)
class InStreamlit:
    """A page of Streamlit with a choice of layers over a map.

    Parameters
    ----------
    name
        How the page draws it, as `page.py` reads it in PEER.
    painted
        A JavaScript expression that holds once all of `{count}` points are painted.
    """

    name: str
    painted: str

    def measure(self, browser: Browser, points: Points, patience_ms: int) -> Figures:
        env = {"PEER": self.name, "POINTS": str(points.folder / "points.csv")}
        log = points.folder / f"{self.name}.txt"
        with serving(log, command=_STREAMLIT, **env) as server:
            painted = self.painted.format(count=points.count, before=-1)
            map_ms = _first_ms(browser, server, painted, patience_ms, _KEEP)
            opened = visit(browser, server, painted, patience_ms, _KEEP)
            settled(opened.page)
            first = opened.received_bytes

            def choose(label: str, count: int) -> float:
                before = opened.page.evaluate("window.bluePixels()")
                reached = self.painted.format(count=count, before=before)
                click = opened.page.get_by_text(label, exact=True).click
                return time_change(opened.page, "click", click, reached, patience_ms)

            changes = _changes(
                opened,
                lambda: choose("all", points.count),
                lambda: choose(points.layer, points.of_layer),
                is_whole=True,
            )
            return _figures(opened, server, (map_ms, map_ms), changes, first)


@dataclass(frozen=True)
class Datasette:
    """A table of Datasette, whose plugin asks for its rows by the thousand and clusters them."""

    name: str = "Datasette"

    def measure(self, browser: Browser, points: Points, patience_ms: int) -> Figures:
        painted = f"{_MARKERS.format('window')} === {{count}}"
        with datasette(points) as server:
            whole = painted.format(count=points.count)
            map_ms = _first_ms(browser, server, whole, patience_ms)
            opened = visit(browser, server, whole, patience_ms)
            first = _fetched(opened)
            server.url += f"?layer={points.layer}"
            chosen = painted.format(count=points.of_layer)
            change_ms = _first_ms(browser, server, chosen, patience_ms)
            fetched = _fetched(visit(browser, server, chosen, patience_ms))
            return _figures(opened, server, (map_ms, map_ms), (change_ms, fetched), first)


@contextmanager
def datasette(points: Points) -> Iterator[Server]:
    """Serve the database of these places."""
    port, log = free_port(), points.folder / "datasette.txt"
    command = [str(Path(sys.executable).with_name("datasette")), str(points.folder / "points.db")]
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*command, f"--port={port}"], stdout=output, stderr=subprocess.STDOUT, env=os.environ
        )
    server = Server(f"http://127.0.0.1:{port}", points.folder, process, log)
    try:
        wait_until_ready(server)
        server.url += "/points/points"
        yield server
    finally:
        process.terminate()
        process.wait(10)


def _fetched(opened: Visit) -> int:
    """Give the bytes that the page has asked for by HTTP."""
    sizes = (
        "performance.getEntriesByType('resource').reduce((sum, one) => sum + one.transferSize, 0)"
    )
    return int(opened.page.evaluate(sizes))


def _first_ms(
    browser: Browser, server: Server, painted: str, patience_ms: int, prepare: str = ""
) -> float:
    """Open the page anew some times, and give the median of what it takes until it is painted."""
    times = []
    for _ in range(_WARM + _ROUNDS):
        opened = visit(browser, server, painted, patience_ms, prepare)
        times.append(opened.painted_ms)
        opened.close()
    return median(times[_WARM:])


def _changes(
    opened: Visit,
    widen: Callable[[], float],
    narrow: Callable[[], float],
    *,
    is_whole: bool = False,
) -> tuple[float, float]:
    """Choose a layer and all some times; give the medians of milliseconds and bytes to choose it.

    `is_whole` says that all are shown at first.
    """
    found: list[tuple[float, int]] = []
    for at in range(_WARM + _ROUNDS):
        if at or not is_whole:
            widen()
            settled(opened.page)
        before = opened.received_bytes
        narrow_ms = narrow()
        settled(opened.page)
        found.append((narrow_ms, opened.received_bytes - before))
    times, sizes = zip(*found[_WARM:], strict=True)
    return median(times), median(sizes)


def _figures(
    opened: Visit,
    server: Server,
    first_ms: tuple[float, float],
    changes: tuple[float, float],
    first_bytes: int,
) -> Figures:
    seen_ms, map_ms = first_ms
    change_ms, change_bytes = changes
    return Figures(
        seen_ms / 1000,
        map_ms / 1000,
        change_ms / 1000,
        first_bytes / 1e6,
        change_bytes / 1000,
        heap_mb(opened.page),
        resident_mb(server),
    )


_BLUE = "window.bluePixels() > 0 && window.bluePixels() !== {before} && " + (
    "[...document.querySelectorAll('p')].some(one => one.innerText === 'shown {count}')"
)
PEERS: tuple[Peer, ...] = (
    Atlas(),
    InStreamlit("Folium markers", f"{_MARKERS.format(MAP)} === {{count}}"),
    InStreamlit("FastMarkerCluster", f"{_MARKERS.format(MAP)} === {{count}}"),
    InStreamlit("st.map", _BLUE),
    InStreamlit("st.pydeck_chart", _BLUE),
    Datasette(),
)
