"""Two workers run the tests side by side: one drives the browser, the other does the rest.

Two browsers at once would be slower than one after the other. The other worker takes what time the
browser leaves, so that no page waits for it; who is done first helps with what is left.
"""

import os

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

BROWSER = "tests/test_browser_"
NICENESS = 10
_IS_PLACED = pytest.StashKey[bool]()


def group_of(test_id: str) -> str:
    """Name what one worker runs in one piece: all tests with a browser, or those of a file."""
    path = test_id.partition("::")[0]
    return BROWSER if path.startswith(BROWSER) else path


class OneBrowser(LoadScopeScheduling):
    """Hands out groups of tests in the order in which they were collected."""

    def _split_scope(self, nodeid: str) -> str:
        return group_of(nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> OneBrowser:
    """Let the groups above be handed out."""
    return OneBrowser(config, log)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin with the browser, which takes longest; where one worker does all, end with it."""
    is_first = _is_worker(config)
    items.sort(key=lambda item: (group_of(item.nodeid) == BROWSER) != is_first)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Let a worker step back whose first test needs no browser."""
    if _is_worker(item.config) and not item.config.stash.get(_IS_PLACED, False):
        item.config.stash[_IS_PLACED] = True
        if group_of(item.nodeid) != BROWSER:
            os.nice(NICENESS)


def _is_worker(config: pytest.Config) -> bool:
    return hasattr(config, "workerinput")
