"""Two servers behind nginx, visitors and a talk at both, and the end of one of them."""

import re
import ssl
import time
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from secrets import token_hex
from threading import Event

from playwright.sync_api import Browser, Page, expect

from browser import map_frame, settled
from dashboard.present.rooms import followers_key
from stage import wait_for_shown

VIEW = "layers=prison,burial_site&from=1988-07&to=1988-09&lat=33&lng=50&zoom=6"
COUNTER = ".st-key-counter"
TALK = "mode=present&tour=overview&step=2&room="
SECONDS = 10.0
"""How long after the end of a server its visitors may have to wait for their next action."""
OPENINGS = 3
"""The same in times that a page takes to open, on a machine that is busy with something else."""


@dataclass(frozen=True)
class Site:
    """Servers behind one address: where that is, and a value of the cookie that leads to each."""

    url: str
    slots: list[str]


def run_at(url: str, **headers: str) -> str:
    """Give the name of the run of a server that answers."""
    request = urllib.request.Request(url, headers=headers)
    context = ssl._create_unverified_context()
    with urllib.request.urlopen(request, timeout=30, context=context) as answer:
        found = re.search(r'"server": ?"([0-9a-f]{16})"', answer.read().decode())
    assert found
    return found[1]


def site_at(url: str, servers: list[str]) -> Site:
    """Find which values of the cookie lead to which of the servers, each by its own address."""
    runs = {digit: run_at(url, Cookie=f"atlas={digit}") for digit in "0123456789abcdef"}
    own = [run_at(f"{server}/") for server in servers]
    led = [[digit for digit, run in runs.items() if run == one] for one in own]
    assert min(map(len, led)) >= 5
    return Site(url, [digits[0] for digits in led])


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
    cookie = {"name": "atlas", "value": site.slots[number], "domain": "127.0.0.1"}
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


def see_all_go_on(browser: Browser, site: Site, end_first: Callable[[], object]) -> None:
    """End the first server; its visitors must find their views, and a talk its hall, at the other.

    Parameters
    ----------
    browser
        In which the visitors, the speaker and the hall have a window each.
    site
        Two servers that share their rooms.
    end_first
        Ends the first of them; may return before it has ended.
    """
    key = token_hex(8)  # of a talk that nobody else has begun
    began = time.monotonic()
    visitor = open_at(browser, site, 0, VIEW)
    map_frame(visitor)
    opening = time.monotonic() - began
    speaker = open_at(browser, site, 0, f"{TALK}{key}")
    hall = open_at(browser, site, 1, f"{TALK}{followers_key(key)}")
    turn(speaker, hall, 3)
    with visitor.expect_request(lambda one: "/map/rendered/" in one.url) as drawn:
        sentence = remove_first_filter(visitor)
    # What one server alone holds, as the name of a map, is found from the other.
    for number in (1, 0):
        lead(visitor, site, number)
        post = "url => fetch(url, { method: 'POST' }).then((answer) => answer.status)"
        assert visitor.evaluate(post, drawn.value.url) == 204
    address = visitor.url

    with others_asking(site):
        end_first()
        ended = time.monotonic()
        come_back(visitor)
        map_frame(visitor)
        assert (visitor.url, visitor.locator(COUNTER).inner_text()) == (address, sentence)
        remove_first_filter(visitor)
        assert time.monotonic() - ended < max(SECONDS, OPENINGS * opening)

    come_back(speaker)
    wait_for_shown(speaker, "overview/3")
    turn(speaker, hall, 4)
    for page in (visitor, speaker, hall):
        page.context.close()
