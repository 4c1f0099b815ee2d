"""Two servers behind nginx: where one ends, its visitors and talks go on at the other."""

import re
import signal
import ssl
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event

import pytest
from playwright.sync_api import Browser, Page, expect

from browser import Server, map_frame, serving, settled
from dashboard.present.rooms import followers_key
from proxy import proxying, site_before
from stage import wait_for_shown

VIEW = "layers=prison,burial_site&from=1988-07&to=1988-09&lat=33&lng=50&zoom=6"
COUNTER = ".st-key-counter"
KEY = "talk-of-today"
TALK = "mode=present&tour=overview&step=2&room="
SECONDS = 10.0
"""How long after the end of a server its visitors may have to wait for their next action."""
OPENINGS = 3
"""The same in times that a page takes to open, on a machine that is busy with something else."""
PATIENCE = 60


@dataclass(frozen=True)
class Site:
    """Servers behind one address, each with the value of the cookie that leads to it."""

    url: str
    servers: list[tuple[Server, str]]


def run_at(url: str, **headers: str) -> str:
    """Give the name of the run of a server that answers."""
    request = urllib.request.Request(url, headers=headers)
    context = ssl._create_unverified_context()
    with urllib.request.urlopen(request, timeout=30, context=context) as answer:
        found = re.search(r'"server": ?"([0-9a-f]{16})"', answer.read().decode())
    assert found
    return found[1]


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """Two servers, and nginx as it is set up in `deploy`."""
    folder = tmp_path / "nginx"
    folder.mkdir()
    with ExitStack() as stack:
        servers = [
            stack.enter_context(serving(tmp_path / name, ATLAS_ROOMS=str(tmp_path / "rooms")))
            for name in ("first.txt", "second.txt")
        ]
        proxy = stack.enter_context(proxying(folder, site_before(*servers)))
        url = f"{proxy.tls}/atlas/"
        runs = {digit: run_at(url, Cookie=f"atlas={digit}") for digit in "0123456789abcdef"}
        own = [run_at(f"{server.url}/") for server in servers]
        led = [[digit for digit, run in runs.items() if run == one] for one in own]
        assert min(map(len, led)) >= 5
        yield Site(url, [(server, digits[0]) for server, digits in zip(servers, led, strict=True)])


@contextmanager
def others_asking(site: Site) -> Iterator[None]:
    """Load both servers until the block ends; nobody who asks may go without an answer."""
    is_over = Event()

    def ask() -> int:
        answers = 0
        while not is_over.is_set():
            run_at(site.url)
            answers += 1
            is_over.wait(0.5)
        return answers

    with ThreadPoolExecutor(2) as pool:
        asking = [pool.submit(ask) for _ in range(2)]
        try:
            yield
        finally:
            is_over.set()
        assert all(one.result() for one in asking)


def lead(page: Page, site: Site, number: int) -> None:
    """Let the cookie lead to one of the servers from now on."""
    cookie = {"name": "atlas", "value": site.servers[number][1], "domain": "127.0.0.1"}
    page.context.add_cookies([{**cookie, "path": "/atlas/", "secure": True}])


def open_at(browser: Browser, site: Site, number: int, query: str) -> Page:
    """Open a window of someone whom the cookie leads to one of the servers."""
    page = browser.new_context(ignore_https_errors=True).new_page()
    lead(page, site, number)
    page.goto(f"{site.url}?{query}")
    settled(page)
    page.evaluate("window.before = true")
    return page


def come_back(page: Page) -> None:
    """Wait until a page has found another server."""
    page.wait_for_function("!window.before")
    settled(page)


def remove_first_filter(page: Page) -> str:
    """Act as a visitor does, and give what the counter says then."""
    counter = page.locator(COUNTER)
    before = counter.inner_text()
    page.locator(".st-key-chips button").first.click()
    expect(counter).not_to_have_text(before, use_inner_text=True)
    settled(page)
    return counter.inner_text()


def turn(speaker: Page, hall: Page, step: int) -> None:
    """Go on to a step, and see the hall go there."""
    speaker.wait_for_selector("html[data-atlas-held]", state="attached")  # it hears keys
    speaker.keyboard.press("PageDown")
    wait_for_shown(speaker, f"overview/{step}")
    wait_for_shown(hall, f"overview/{step}")


@pytest.mark.nightly
@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM], ids=["killed", "stopped"])
def test_visitors_and_talks_go_on_at_the_other_server(
    browser: Browser, site: Site, end: signal.Signals
) -> None:
    began = time.monotonic()
    visitor = open_at(browser, site, 0, VIEW)
    map_frame(visitor)
    opening = time.monotonic() - began
    speaker = open_at(browser, site, 0, f"{TALK}{KEY}")
    hall = open_at(browser, site, 1, f"{TALK}{followers_key(KEY)}")
    turn(speaker, hall, 3)
    with visitor.expect_request(lambda one: "/map/rendered/" in one.url) as drawn:
        sentence = remove_first_filter(visitor)
    # What one server alone holds, as the name of a map, is found from the other.
    for number in (1, 0):
        lead(visitor, site, number)
        post = "url => fetch(url, { method: 'POST' }).then((answer) => answer.status)"
        assert visitor.evaluate(post, drawn.value.url) == 204
    address = visitor.url

    server, _slot = site.servers[0]
    with others_asking(site):
        server.process.send_signal(end)
        ended = time.monotonic()
        come_back(visitor)
        map_frame(visitor)
        assert (visitor.url, visitor.locator(COUNTER).inner_text()) == (address, sentence)
        remove_first_filter(visitor)
        assert time.monotonic() - ended < max(SECONDS, OPENINGS * opening)
    assert server.process.wait(PATIENCE) == -end

    come_back(speaker)
    wait_for_shown(speaker, "overview/3")
    turn(speaker, hall, 4)
    for page in (visitor, speaker, hall):
        page.context.close()
