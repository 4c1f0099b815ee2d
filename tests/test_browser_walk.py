"""Readers walk at random through the real pages, with mouse and keys."""

from functools import partial

import pytest
from playwright.sync_api import Browser

from browser import Server
from reader import address_of
from walk import browser_reader, walk
from walks import Act, follow

WALKS, STEPS = 1, 8
# Walks on which something broke once, shrunk, each after the address at which it began.
BROKEN: dict[str, tuple[str, list[Act]]] = {}


@pytest.mark.by_turns
@pytest.mark.parametrize("number", range(WALKS))
def test_nothing_breaks_on_a_walk(browser: Browser, server: Server, seed: int, number: int) -> None:
    readers = partial(browser_reader, browser=browser, server=server)
    walk(readers, seed + number, STEPS)


@pytest.mark.nightly
def test_what_the_walker_does_is_done(
    browser: Browser, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    # All that is used here is there: a busy machine may take longer than a walk waits for it.
    monkeypatch.setattr("browser_reader.USABLE_MS", 60_000)
    with browser_reader("", browser, server) as reader:
        do = partial(follow, reader, thoroughly=False)
        do([Act("click", ".st-key-legend_prison label >> nth=0")])
        shown = {"layers": "burial_site,commemoration"}
        assert address_of(reader.tab.query) == shown
        do([Act("copy"), Act("find", ".st-key-filter_countries input >> nth=0", "Germ")])
        assert address_of(reader.tab.query) == {**shown, "countries": "DE"}
        do([Act("back"), Act("turn")])
        reader.check(thoroughly=True)
        assert [address_of(tab.query) for tab in reader.tabs] == [shown, shown]
