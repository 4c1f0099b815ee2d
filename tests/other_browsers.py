"""Walk the main journey in Firefox and in WebKitGTK: `python -m tests.other_browsers [NAME ...]`.

It takes minutes, and browsers that the other tests do without, so it is no part of them: see
CONTRIBUTING.md for what it needs. Ends with 1 when a step does not come about.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import Any

import websockets.sync.client
from selenium import webdriver
from selenium.webdriver.webkitgtk.service import Service

import geo
from tests.browser import ROOT, free_port, serving

PATIENCE_SECONDS = 120  # WebKitGTK draws the map in software
LOOK_SECONDS = 0.5
QUERY = "layers=prison"
FRAME = "document.querySelector('iframe[title=\"streamlit_folium.st_folium\"]').contentDocument"
MARK = ".atlas-mark[data-place-id='evin-prison']"


class Firefox:
    """Firefox over WebDriver BiDi, which it speaks by itself.

    Parameters
    ----------
    folder
        An empty folder for its profile.
    """

    def __init__(self, folder: Path) -> None:
        port, self.number = free_port(), 0
        self.process = subprocess.Popen(
            ["firefox-esr", "--headless", f"--remote-debugging-port={port}", "--profile", folder],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.socket = wait("Firefox", lambda: self.connected(port))
        self.send("session.new", capabilities={})
        self.context = self.send("browsingContext.getTree")["contexts"][0]["context"]

    def connected(self, port: int) -> Any:
        """Connect, or give nothing while the browser is still to listen."""
        try:
            return websockets.sync.client.connect(f"ws://127.0.0.1:{port}/session", legacy=True)
        except OSError:
            return None

    def send(self, method: str, **params: Any) -> Any:
        """Send one command and give its result."""
        self.number += 1
        self.socket.send(json.dumps({"id": self.number, "method": method, "params": params}))
        while (answer := json.loads(self.socket.recv(PATIENCE_SECONDS))).get("id") != self.number:
            pass
        if answer["type"] == "error":
            raise RuntimeError(f"{method}: {answer['message']}")
        return answer["result"]

    def open(self, url: str) -> None:
        """Load a page."""
        self.send("browsingContext.navigate", context=self.context, url=url, wait="interactive")

    def run(self, script: str) -> Any:
        """Evaluate an expression in the page."""
        answer = self.send(
            "script.evaluate",
            expression=script,
            target={"context": self.context},
            awaitPromise=False,
        )
        return answer["result"].get("value") if answer["type"] == "success" else None

    def close(self) -> None:
        """End the browser."""
        self.send("browser.close")
        self.process.wait(30)


class WebKit:
    """WebKitGTK's small browser, on a screen of its own.

    Parameters
    ----------
    folder
        A folder for its driver's log.
    """

    def __init__(self, folder: Path) -> None:
        read, write = os.pipe()
        self.screen = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", "1440x900x24"],
            pass_fds=[write],
            stderr=subprocess.DEVNULL,
        )
        os.close(write)
        with os.fdopen(read) as answer:
            display = f":{answer.readline().strip()}"
        options = webdriver.WebKitGTKOptions()
        options.binary_location = str(next(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser")))
        options.add_argument("--automation")
        service = Service(
            "/usr/bin/WebKitWebDriver",
            port=free_port(),
            log_output=str(folder / "log.txt"),
            env=os.environ | {"DISPLAY": display, "LIBGL_ALWAYS_SOFTWARE": "1"},
        )
        self.driver = webdriver.WebKitGTK(options=options, service=service)
        self.open = self.driver.get

    def run(self, script: str) -> Any:
        """Evaluate an expression in the page."""
        return self.driver.execute_script(f"try {{ return {script} }} catch (_error) {{}}")

    def close(self) -> None:
        """End the browser and its screen."""
        self.driver.quit()
        self.screen.terminate()
        self.screen.wait()


BROWSERS: dict[str, Callable[[Path], Firefox | WebKit]] = {"firefox": Firefox, "webkit": WebKit}


def wait(what: str, ask: Callable[[], Any]) -> Any:
    """Ask again until there is an answer, and give it."""
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        if found := ask():
            return found
        Event().wait(LOOK_SECONDS)  # nothing tells of it, so it is asked again
    raise TimeoutError(f"{what}: nothing after {PATIENCE_SECONDS} s")


def steps(browser: Firefox | WebKit, url: str) -> Iterator[str]:
    """Walk the journey, and name each step that came about."""
    selection = geo.Filter.from_query(QUERY).select(geo.load(ROOT / "data"))
    count = int(selection.places.geometry.notna().sum())

    def see(what: str, script: str) -> str:
        wait(what, lambda: browser.run(f"Boolean({script})"))
        return what

    def turn_to(page: str) -> None:
        browser.run(
            "[...document.querySelectorAll('.st-key-header [role=radio]')]"
            f".find(one => one.textContent.includes('{page}')).click()"
        )

    browser.open(f"{url}/?{QUERY}")
    yield see("base map", f"{FRAME}.defaultView.atlas?.baseReady")
    yield see(f"{count} marks", f"{FRAME}.querySelectorAll('.atlas-mark').length === {count}")
    browser.run(f'{FRAME}.querySelector("{MARK}").click()')
    yield see(
        "card", "document.querySelector('.st-key-detail h2')?.textContent.includes('Evin prison')"
    )
    yield see("address", "location.search.includes('place=evin-prison')")
    turn_to("Timeline")
    yield see("timeline", "document.querySelector('.js-plotly-plot .main-svg')")
    turn_to("Records")
    yield see("records", "document.querySelector('.records-table')")
    browser.run("history.back()")
    yield see("back", "document.querySelector('.js-plotly-plot .main-svg')")


@contextmanager
def running(name: str, folder: Path) -> Iterator[Firefox | WebKit]:
    """Run a browser until the block ends."""
    browser = BROWSERS[name](folder)
    try:
        yield browser
    finally:
        browser.close()


def main(names: list[str]) -> None:
    """Walk the journey in each browser."""
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder) / "server.txt") as server:
        for name in names:
            own = Path(folder) / name
            own.mkdir()
            with running(name, own) as browser:
                for step in steps(browser, server.url):
                    print(f"{name}: {step}", flush=True)


if __name__ == "__main__":
    try:
        main(sys.argv[1:] or list(BROWSERS))
    except (OSError, RuntimeError) as error:
        sys.exit(f"failed: {error}")
