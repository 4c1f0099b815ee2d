"""Points shown in each way, and what is measured of it in a browser."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
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
            opened = visit(browser, server, MAP_PAINTED, patience_ms)
            settled(opened.page)
            first = opened.received_bytes
            layer = LayerToggle(opened, LayerToggle.LEGEND)
            settled(opened.page)
            layer.change()
            settled(opened.page)
            before = opened.received_bytes
            filter_ms = layer.change()
            settled(opened.page)
            return _figures(opened, server, filter_ms, first, opened.received_bytes - before)


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
            all_painted = self.painted.format(count=points.count, before=-1)
            opened = visit(browser, server, all_painted, patience_ms, _KEEP)
            settled(opened.page)
            first = opened.received_bytes
            before = opened.page.evaluate("window.bluePixels()")
            reached = self.painted.format(count=points.of_layer, before=before)
            choose = opened.page.get_by_text(points.layer, exact=True).click
            filter_ms = time_change(opened.page, "click", choose, reached, patience_ms)
            settled(opened.page)
            return _figures(opened, server, filter_ms, first, opened.received_bytes - first)


@dataclass(frozen=True)
class Datasette:
    """A table of Datasette, whose plugin asks for its rows by the thousand and clusters them."""

    name: str = "Datasette"

    def measure(self, browser: Browser, points: Points, patience_ms: int) -> Figures:
        painted = f"{_MARKERS.format('window')} === {{count}}"
        with datasette(points) as server:
            opened = visit(browser, server, painted.format(count=points.count), patience_ms)
            first = _fetched(opened)
            server.url += f"?layer={points.layer}"
            chosen = visit(browser, server, painted.format(count=points.of_layer), patience_ms)
            return _figures(opened, server, chosen.painted_ms, first, _fetched(chosen))


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


def _figures(opened: Visit, server: Server, filter_ms: float, first: int, further: int) -> Figures:
    return Figures(
        opened.painted_ms / 1000,
        filter_ms / 1000,
        first / 1e6,
        further / 1000,
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
