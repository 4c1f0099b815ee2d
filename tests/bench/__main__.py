"""Measure the running app against its budgets: `python -m tests.bench` in the repository's top.

The app and a bare Streamlit app are started side by side and driven in turn by one browser, so that
a ratio says more than the machine's speed. The first round warms up and is left out; what is
printed is the median of the others. Ends with 1 when a budget is missed.
"""

import argparse
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright

from tests.bench.paint import (
    MAP_PAINTED,
    SLOW_PATIENCE_MS,
    TEXT_PAINTED,
    LayerToggle,
    Slider,
    Visit,
    visit,
)
from tests.browser import CHROMIUM_FLAGS, ROOT, Server, chromium, serving, settled

BARE = [
    *(sys.executable, "-m", "streamlit", "run", "tests/bench/bare.py"),
    *("--browser.gatherUsageStats=false", "--browser.serverAddress=localhost"),
    *("--server.headless=true", "--server.fileWatcherType=none"),
]
IMPORT = "import time; t = time.perf_counter(); import geo; print(time.perf_counter() - t)"
LOAD = (
    "import time, pathlib, geo; t = time.perf_counter(); geo.load(pathlib.Path('data'));"
    "print(time.perf_counter() - t)"
)
EXPORT = (
    "import time, pathlib, geo; from geo.export import FORMATS, export\n"
    "selection = geo.Filter().select(geo.load(pathlib.Path('data')))\n"
    "def seconds(name):\n    t = time.perf_counter(); export(selection, name)\n"
    "    return time.perf_counter() - t\n"
    "print(max(map(seconds, FORMATS)))"
)


@dataclass(frozen=True)
class Row:
    """One line of the table.

    Parameters
    ----------
    what
        What was measured, with its unit.
    atlas
        The atlas's reading.
    budget
        The most that `atlas`, or `atlas / bare` where there is a bare reading, may be.
    bare
        The bare app's reading, if the budget is a ratio.
    """

    what: str
    atlas: float
    budget: float
    bare: float | None = None

    @property
    def judged(self) -> float:
        """What is held against the budget."""
        return self.atlas / self.bare if self.bare else self.atlas

    @property
    def held(self) -> bool:
        """Whether the budget is kept."""
        return self.judged <= self.budget

    def __str__(self) -> str:
        bare = f"{self.bare:10.4g}" if self.bare else " " * 10
        ratio = f"{self.judged:8.2f}" if self.bare else " " * 8
        verdict = "held" if self.held else "MISSED"
        return f"{self.what:<46}{self.atlas:10.4g}{bare}{ratio}{self.budget:10.4g}  {verdict}"


def measure_first_paint(
    browser: Browser, atlas: Server, bare: Server, rounds: int
) -> tuple[list[Row], list[Visit]]:
    """Open both apps anew in turn; give the rows, and the last visit of each, still open."""
    times: list[tuple[float, float, float]] = []
    visits: list[Visit] = []
    for _ in range(rounds + 1):
        for old in visits:
            old.close()
        visits = [visit(browser, atlas, MAP_PAINTED), visit(browser, bare, TEXT_PAINTED)]
        times.append((visits[0].painted_ms, visits[1].painted_ms, visits[0].first_paint_ms))
    atlas_ms, bare_ms, first_ms = (median(column) for column in zip(*times[1:], strict=True))
    rows = [
        Row("first map painted / first paint, ms", atlas_ms, 1.6, bare_ms),
        Row("first paint / first map painted, ms", first_ms, 0.35, atlas_ms),
    ]
    return rows, visits


def measure_slow_line(browser: Browser, atlas: Server, bare: Server) -> list[Row]:
    """Open both apps once, with nothing kept, on 400 kbit/s that answer after 400 ms."""
    servers = ((atlas, MAP_PAINTED), (bare, TEXT_PAINTED))
    slow, other = (
        visit(browser, server, painted, SLOW_PATIENCE_MS, is_slow=True)
        for server, painted in servers
    )
    for one in (slow, other):
        one.close()
    return [
        Row("slow line: first paint, ms", slow.first_paint_ms, 3000),
        Row("slow line: map painted / text, ms", slow.painted_ms, 1.2, other.painted_ms),
        Row("first load, KB", slow.loaded_bytes / 1000, 1, other.loaded_bytes / 1000),
    ]


def measure_change(atlas: Visit, slider: Slider, where: str, rounds: int) -> list[Row]:
    """Change a filter and the bare app's slider in turn, each once the app is at rest."""
    layer = LayerToggle(atlas, getattr(LayerToggle, where.upper()))
    times: list[tuple[float, float]] = []
    received: list[int] = []
    settled(atlas.page)
    for _ in range(2 * rounds + 2):
        before = atlas.received_bytes
        layer_ms = layer.change()
        settled(atlas.page)  # what follows the map would slow the bare app down, or the next change
        times.append((layer_ms, slider.change()))
        received.append(atlas.received_bytes - before)
    atlas_ms, bare_ms = (median(column) for column in zip(*times[2:], strict=True))
    return [
        Row(f"{where}: change to repainted map / to text, ms", atlas_ms, 2, bare_ms),
        Row(f"{where}: WebSocket bytes a change, KB", max(received[2:]) / 1000, 64),
    ]


def resident_mb(server: Server) -> float:
    """Give the server's resident memory in MB."""
    status = Path(f"/proc/{server.process.pid}/status").read_text()
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    assert found, status
    return int(found[1]) / 1000


def measure_memory(browser: Browser, atlas: Server, sessions: int = 8) -> tuple[Row, list[Visit]]:
    """Open sessions beside those there are, and see what each adds to the server."""
    warm = [visit(browser, atlas, MAP_PAINTED) for _ in range(3)]
    before = resident_mb(atlas)
    further = [visit(browser, atlas, MAP_PAINTED) for _ in range(sessions)]
    grown = (resident_mb(atlas) - before) / sessions
    return Row("memory a further open session, MB", grown, 25), warm + further


def other_hosts(visits: list[Visit]) -> Row:
    """Count what was asked of other hosts, and print whatever else went wrong."""
    problems = [problem for one in visits for problem in one.traffic.problems]
    for problem in sorted(set(problems)):
        print(problem)
    foreign = sum(problem.startswith("other host") for problem in problems)
    return Row("requests to other hosts", foreign, 0)


def measure_library(code: str, what: str, rounds: int, budget: float = 1) -> Row:
    """Time a piece of code by its own clock, in an interpreter of its own each round."""
    command = [sys.executable, "-c", code]
    runs = [
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
        for _ in range(rounds + 1)
    ]
    return Row(what, median(map(float, runs[1:])), budget)


def measure_app(folder: Path, rounds: int) -> list[Row]:
    """Measure all that needs a browser."""
    with (
        serving(folder / "atlas.txt") as atlas,
        serving(folder / "bare.txt", command=BARE) as bare,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM_FLAGS)
        first, visits = measure_first_paint(browser, atlas, bare, rounds)
        first += measure_slow_line(browser, atlas, bare)
        slider = Slider(visits[1])
        changes = measure_change(visits[0], slider, "legend", rounds)
        changes += measure_change(visits[0], slider, "sidebar", rounds)
        memory, further = measure_memory(browser, atlas)
        rows = [*first, *changes, memory, other_hosts([visits[0], *further])]
        browser.close()
    return rows


def main() -> int:
    """Measure, print the table, and say by the exit code whether all budgets are held."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7, help="how often (default: %(default)s)")
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        rows = measure_app(Path(folder), rounds)
    rows.append(measure_library(LOAD, "geo.load of the shipped data, with its checks, s", rounds))
    rows.append(measure_library(IMPORT, "import geo, s", rounds))
    rows.append(measure_library(EXPORT, "slowest export of the whole set, s", rounds, 2))
    print(f"{'':<46}{'atlas':>10}{'bare':>10}{'ratio':>8}{'budget':>10}")
    print(*rows, sep="\n")
    return 0 if all(row.held for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
