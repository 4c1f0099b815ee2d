"""The real server and a watched browser page, for the tests that need either."""

import os
import re
import shutil
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Error,
    Frame,
    Page,
    Request,
    Response,
    WebSocket,
)

ROOT = Path(__file__).resolve().parent.parent
ARTIFACTS = ROOT / "tests" / "artifacts"
SIZES = ((1440, 900), (1024, 768), (390, 844))
"""Sizes of window that the pages are designed for."""

VIEWS = {
    "map": "",
    "place": "place=evin-prison",
    "summer": "from=1988-07&to=1988-09&place=khavaran-cemetery",
    "europe": "layers=commemoration&lat=51&lng=9&zoom=5",
    "empty": "from=1950&to=1951",
    "timeline": "view=timeline",
    "minutes": "view=timeline&from=2018-08-25&to=2018-08-25",
    "records": "view=records",
    "figures": "view=figures",
    "activity": "view=activity",
    "sources": "view=sources",
    "about": "view=about",
    "handout": "view=handout",
}
"""Pages and states that are looked at in every size, by their addresses."""

# Streamlit's complaint where a page is left while it is sent something.
PAGE_LEFT = re.compile(
    r"Exception in ASGI application\n(?:(?!Exception in ASGI).)*?"
    r'WebSocketDisconnected: Cannot call "send" once a close message has been sent\.\n',
    re.DOTALL,
)
LOCAL = {"127.0.0.1", "localhost"}

# Every other host is unknown to the browser, addresses in figures included, and it asks for none
# of its own accord.
CHROMIUM_FLAGS = [
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]


def chromium() -> str:
    """Find the browser: the environment variable CHROMIUM, or the first that is installed."""
    # The first of them has no windows of its own, and does the same with a tenth less work.
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if found is None:
        raise FileNotFoundError(f"no browser: set CHROMIUM, or install one of {', '.join(names)}")
    return found


def readme_command(ending: str) -> str:
    """Give the one-line command of README.md that ends in `ending`."""
    lines = (ROOT / "README.md").read_text("utf-8").splitlines()
    return next(line for line in lines if line.endswith(ending))


def start_command() -> list[str]:
    """Give the last step of README's command to start, run by this interpreter's environment."""
    script = ROOT / readme_command("deploy/start.sh").removeprefix("bash ")
    *_before, step = script.read_text("utf-8").splitlines()
    command = step.removeprefix("exec ").removesuffix(' "$@"')
    return command.replace(".venv/bin/", f"{Path(sys.executable).parent}/").split()


@dataclass
class Server:
    """A running server.

    Parameters
    ----------
    url
        Where it answers, without a slash at the end.
    data
        The data folder it reads.
    process
        The server's process.
    log
        File with all it printed.
    read
        How many characters of it `new_output` has given.
    """

    url: str
    data: Path
    process: subprocess.Popen[bytes]
    log: Path
    read: int = 0

    def output(self) -> str:
        """Give all the server printed so far."""
        return self.log.read_text("utf-8", errors="replace")

    def new_output(self) -> str:
        """Give what the server printed since this was last asked, but of pages that were left."""
        output = self.output()
        start, self.read = self.read, len(output)
        return PAGE_LEFT.sub("", output[start:])


def free_port() -> int:
    """Find a port on which nothing listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def serving(
    log: Path,
    *,
    data: Path = ROOT / "data",
    command: list[str] | None = None,
    folder: Path = ROOT,
    port: int = 0,
    **env: str,
) -> Iterator[Server]:
    """Run a server on a port of this machine's own address until the block ends.

    Parameters
    ----------
    log
        File that takes what the server prints.
    data
        The data folder it reads.
    command
        What to start, a `streamlit run` command; README's when left out.
    folder
        Where it is started.
    port
        The port; a free one when left out.
    env
        Further environment variables.
    """
    port = port or free_port()
    address = [f"--server.port={port}", "--server.address=127.0.0.1"]
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*(command or start_command()), *address],
            cwd=folder,
            env=os.environ | {"ATLAS_DATA": str(data), "NO_COLOR": "1"} | env,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    server = Server(f"http://127.0.0.1:{port}", data, process, log)
    try:
        wait_until_ready(server)
        yield server
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_until_ready(server: Server, attempts: int = 600) -> None:
    """Ask for its health until the server answers, be it with an error; fail when it ends."""
    for _ in range(attempts):
        try:
            urllib.request.urlopen(f"{server.url}/health", timeout=10).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            try:
                code = server.process.wait(0.1)
            except subprocess.TimeoutExpired:
                continue
            raise RuntimeError(f"the server ended with {code}:\n{server.output()}") from None
        else:
            return
    raise RuntimeError(f"no answer from {server.url}:\n{server.output()}")


@dataclass
class Traffic:
    """What went wrong on a page while a test ran; a test may `forgive` what it brings about."""

    problems: list[str] = field(default_factory=list)
    forgiven: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        """Note foreign hosts, failed requests, error answers, and errors."""
        for event, noted in self.heard().items():
            page.on(event, noted)

    def leave(self, page: Page) -> None:
        """Note no more of what happens on the page."""
        for event, noted in self.heard().items():
            page.remove_listener(event, noted)

    def heard(self) -> dict[str, Callable[[Any], None]]:
        """Give what notes each event of a page."""
        return {
            "request": self.on_request,
            "requestfailed": self.on_failed,
            "response": self.on_response,
            "websocket": self.on_socket,
            "console": self.on_console,
            "pageerror": self.on_page_error,
        }

    def forgive(self, pattern: str) -> None:
        """Expect problems that match the regular expression `pattern`."""
        self.forgiven.append(pattern)

    def unexpected(self) -> list[str]:
        """List the problems that no `forgive` covers."""
        return [
            problem
            for problem in self.problems
            if not any(re.search(pattern, problem) for pattern in self.forgiven)
        ]

    def check_host(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in {"about", "blob", "data"} and parts.hostname not in LOCAL:
            self.problems.append(f"other host: {url}")

    def on_request(self, request: Request) -> None:
        self.check_host(request.url)

    def on_socket(self, socket: WebSocket) -> None:
        self.check_host(socket.url)

    def on_failed(self, request: Request) -> None:
        # The browser itself aborts what is under way when a page is left or loaded again.
        if request.failure != "net::ERR_ABORTED":
            self.problems.append(f"failed: {request.url}: {request.failure}")

    def on_response(self, response: Response) -> None:
        if response.status >= 400:
            self.problems.append(f"answer {response.status}: {response.url}")

    def on_console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "trace"):  # Plotly warns with a trace
            self.problems.append(f"console: {message.text} ({message.location.get('url')})")

    def on_page_error(self, error: Error) -> None:
        self.problems.append(f"page error: {error.message}\n{error.stack}")


@contextmanager
def other_window(browser: Browser, width: int, height: int, **options: Any) -> Iterator[Page]:
    """Open a watched window of someone else, and close it; nothing may have failed in it."""
    traffic = Traffic()
    traffic.forgive("Ignored attempt to cancel a touch")  # of a page that is still scrolling
    with browser.new_context(viewport={"width": width, "height": height}, **options) as context:
        opened = context.new_page()
        traffic.watch(opened)
        yield opened
    assert traffic.unexpected() == []


def settled(page: Page) -> None:
    """Wait until the page's script has run and shows its result."""
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")


def map_frame(page: Page) -> Frame:
    """Wait until the page has run and has one map with its outlines, and give its frame.

    A map that is on its way out may still stand beside the one that comes, or alone before it.
    """
    settled(page)
    while True:
        found = page.wait_for_function(
            "() => { const [map, ...others] ="
            " document.querySelectorAll('iframe[title=\"streamlit_folium.st_folium\"]');"
            " return !others.length && map?.contentWindow?.atlas?.baseReady === true && map; }",
            polling=50,  # to look at each frame drawn would have the browser draw all the time
        ).as_element()
        frame = found and found.content_frame()
        if frame is not None:
            return frame  # else that one was just taken away


def open_page(page: Page, server: Server, query: str = "") -> None:
    """Open the app with `query`, such as `place=evin-prison`, and wait until it has run."""
    page.goto(f"{server.url}/?{query}" if query else server.url)
    settled(page)


def view_of(frame: Frame) -> str:
    """Give centre and zoom of a map, to compare with a later one."""
    view: str = frame.evaluate("JSON.stringify([map.getCenter(), map.getZoom()])")
    return view


def select_on_map(page: Page, frame: Frame, place_id: str) -> None:
    frame.locator(f'.atlas-mark[data-place-id="{place_id}"]').focus()
    page.keyboard.press("Enter")
    page.wait_for_function("id => location.search.includes('place=' + id)", arg=place_id)


def wait_until_drawn(page: Page, query: str) -> None:
    """Wait for the map, the chart or the table that the page has."""
    if "view=" not in query:
        map_frame(page)
    drawn = {
        "view=sources": ".source",
        "view=about": ".conflicts",
        "view=handout": "img.handout",
        "view=records": ".records-table",
        "from=1950": ".st-key-empty-note [data-testid=stAlert]",
    }
    charts = ".js-plotly-plot .main-svg, .st-key-timeline .years"
    page.wait_for_selector(next((drawn[part] for part in drawn if part in query), charts))
