"""Two workers run the tests side by side: one drives the browser, the other does the rest.

Two browsers at once would be slower than one after the other, and disturb each other's clocks.
"""

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

BROWSER, SOAK = "tests/test_browser_", "tests/test_browser_kiosk.py"


def group_of(test_id: str) -> str:
    """Name what is run by one worker in one piece: a file, or all with a browser but the soak."""
    path = test_id.partition("::")[0]
    return BROWSER if path.startswith(BROWSER) and path != SOAK else path


class OneBrowser(LoadScopeScheduling):
    """Hands out groups of tests in the order in which they were collected."""

    def _split_scope(self, nodeid: str) -> str:
        return group_of(nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> OneBrowser:
    """Let the groups above be handed out."""
    return OneBrowser(config, log)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin with what takes longest; where one worker does everything, with what is quick."""
    browser_first = hasattr(config, "workerinput")
    items.sort(key=lambda item: _rank(group_of(item.nodeid), browser_first))


def _rank(group: str, browser_first: bool) -> int:
    if group == BROWSER:
        return 0 if browser_first else 2
    return 3 if group == SOAK else 1
