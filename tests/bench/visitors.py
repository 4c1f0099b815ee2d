"""Let visitors change filters together: `python -m tests.bench.visitors`.

Each is a WebSocket that speaks Streamlit's protocol as a browser does: it opens the map, then
changes a layer every few seconds, and acknowledges each map that it is sent. Printed is how long
the server took to answer changes in full, how long `/health` took meanwhile, what a session adds to
the server's memory, and what of it is left once all have gone. Ends with 1 when a budget is missed.
"""

import argparse
import asyncio
import os
import re
import sys
import tempfile
import time
import urllib.request
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from statistics import quantiles

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from tests.bench.__main__ import Row, resident_mb
from tests.browser import Server, serving

_ANSWER_SECONDS = 120
_ACK = re.compile(rb'atlas\.finish\([^;]*?\\?"([\w-]{16})\\?"\);')
_LAYER = "-legend_"
_PROTOCOL = Subprotocol("streamlit")


@dataclass
class Times:
    """What was measured of all visitors, in seconds."""

    arrivals: list[float] = field(default_factory=list)
    changes: list[float] = field(default_factory=list)
    health: list[float] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


class Visitor:
    """One open page.

    Parameters
    ----------
    socket
        Its connection.
    url
        Where the server answers.
    """

    def __init__(self, socket: ClientConnection, url: str) -> None:
        self.socket, self.url = socket, url
        self.layers: dict[str, bool] = {}
        """Whether each layer is shown, by the id of its widget."""
        self.map = ""
        """The id of the map's widget."""

    async def open(self) -> float:
        """Open the page, and give the seconds until it was there in full; the map then reports."""
        message = BackMsg()
        message.rerun_script.query_string = ""
        seconds = await self._ask(message)
        report = BackMsg()
        state = report.rerun_script.widget_states.widgets.add()
        state.id, state.json_value = self.map, "{}"
        await self._ask(report)
        return seconds

    async def change(self, chance: Random) -> float:
        """Show or hide a layer, and give the seconds until all that follows from it was there."""
        layer = chance.choice(sorted(self.layers))
        self.layers[layer] = not self.layers[layer]
        message = BackMsg()
        state = message.rerun_script.widget_states.widgets.add()
        state.id, state.bool_value = layer, self.layers[layer]
        return await self._ask(message)

    async def _ask(self, message: BackMsg) -> float:
        begun = time.perf_counter()
        await self.socket.send(message.SerializeToString())
        async with asyncio.timeout(_ANSWER_SECONDS):
            while not await self._has_ended():
                pass
        return time.perf_counter() - begun

    async def _has_ended(self) -> bool:
        """Take one message; tell whether it ends the answer."""
        raw = await self.socket.recv()
        assert isinstance(raw, bytes)
        message = ForwardMsg.FromString(raw)
        kind = message.WhichOneof("type")
        if kind == "delta":
            element = message.delta.new_element
            what = element.WhichOneof("type")
            if what == "checkbox" and _LAYER in element.checkbox.id:
                self.layers.setdefault(element.checkbox.id, element.checkbox.value)
            elif what == "component_instance":
                self.map = element.component_instance.id
                for name in _ACK.findall(raw):
                    await _get(f"{self.url}/map/rendered/{name.decode()}", "POST")
            elif what == "exception":
                raise RuntimeError(element.exception.message)
        return kind == "script_finished"


async def _get(url: str, method: str = "GET") -> float:
    """Ask for an address, and give the seconds it took."""
    begun = time.perf_counter()
    request = urllib.request.Request(url, method=method)
    response = await asyncio.to_thread(urllib.request.urlopen, request, timeout=_ANSWER_SECONDS)
    response.close()
    return time.perf_counter() - begun


async def _repeat(act: Callable[[], Awaitable[None]], every: float, end: float) -> None:
    """Act every so many seconds, or as soon as the act before is over."""
    due = time.perf_counter()
    while (due := max(due, time.perf_counter())) < end:
        await asyncio.sleep(max(0, due - time.perf_counter()))
        await act()
        due += every


async def _visit(server: Server, number: int, times: Times, every: float, end: float) -> None:
    chance = Random(number)
    address = server.url.replace("http", "ws", 1) + "/_stcore/stream"
    try:
        async with connect(address, subprotocols=[_PROTOCOL], max_size=None) as socket:
            visitor = Visitor(socket, server.url)
            times.arrivals.append(await visitor.open())
            await asyncio.sleep(chance.uniform(0, every))

            async def change() -> None:
                times.changes.append(await visitor.change(chance))

            await _repeat(change, every, end)
    except Exception as error:  # whatever went wrong is what is looked for
        times.problems.append(f"visitor {number}: {error!r}")


async def _watch_health(server: Server, times: Times, end: float) -> None:
    async def ask() -> None:
        times.health.append(await _get(f"{server.url}/health"))

    await _repeat(ask, 0.5, end)


async def visit(server: Server, visitors: int, every: float, seconds: float) -> Times:
    """Let so many visitors come within two seconds, and stay."""
    times, end = Times(), time.perf_counter() + seconds

    async def come(number: int) -> None:
        await asyncio.sleep(2 * number / visitors)
        await _visit(server, number, times, every, end)

    await asyncio.gather(*map(come, range(visitors)), _watch_health(server, times, end))
    return times


def _cpu_seconds(server: Server) -> float:
    """Give the processor time that the server has used."""
    fields = Path(f"/proc/{server.process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _share(times: list[float], percent: int) -> float:
    return quantiles(times, n=100, method="inclusive")[percent - 1] if len(times) > 1 else times[0]


def _rows(times: Times, cpu: float, grown_mb: float, left: float) -> list[Row]:
    return [
        Row("arrival to page in full, p95, s", _share(times.arrivals, 95), 6),
        Row("change to answer in full, p50, s", _share(times.changes, 50), 1.5),
        Row("change to answer in full, p95, s", _share(times.changes, 95), 1.5),
        Row("server's processor a change, arrivals too, s", cpu, 0.1),
        Row("/health, the longest, s", max(times.health), 0.3),
        Row("memory a visitor, MB", grown_mb, 25),
        Row("memory once all have gone, times that of before", left, 1.1),
        Row("errors", len(times.problems), 0),
    ]


def measure(visitors: int, every: float, seconds: float) -> list[Row]:
    """Start a server, let visitors come and go, and give the rows."""
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder) / "atlas.txt") as server:
        asyncio.run(visit(server, 2, every, 3 * every))  # warms up
        before, begun = resident_mb(server), _cpu_seconds(server)
        times = asyncio.run(visit(server, visitors, every, seconds))
        cpu = (_cpu_seconds(server) - begun) / len(times.changes)
        grown = (resident_mb(server) - before) / visitors
        asyncio.run(visit(server, 1, every, 2 * every))
        left = resident_mb(server) / before
    print(*sorted(set(times.problems)), f"{len(times.changes)} changes", sep="\n")
    return _rows(times, cpu, grown, left)


def main() -> int:
    """Measure, print the table, and say by the exit code whether all budgets are held."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.visitors", description=__doc__)
    parser.add_argument("--visitors", type=int, default=30, help="default: %(default)s")
    parser.add_argument("--every", type=float, default=3, help="seconds (default: %(default)s)")
    parser.add_argument("--seconds", type=float, default=600, help="default: %(default)s")
    asked = parser.parse_args()
    rows = measure(asked.visitors, asked.every, asked.seconds)
    print(f"{'':<46}{'atlas':>10}{'':>18}{'budget':>10}")
    print(*rows, sep="\n")
    return 0 if all(row.held for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
