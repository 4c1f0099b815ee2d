"""Two servers behind nginx: where one ends, its visitors and talks go on at the other."""

import signal
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browser import serving
from proxy import proxying, site_before
from replicas import see_all_go_on, site_at

PATIENCE = 60


@pytest.mark.nightly
@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM], ids=["killed", "stopped"])
def test_visitors_and_talks_go_on_at_the_other_server(
    browser: Browser, tmp_path: Path, end: signal.Signals
) -> None:
    folder = tmp_path / "nginx"
    folder.mkdir()
    with ExitStack() as stack:
        servers = [
            stack.enter_context(serving(tmp_path / name, ATLAS_ROOMS=str(tmp_path / "rooms")))
            for name in ("first.txt", "second.txt")
        ]
        proxy = stack.enter_context(proxying(folder, site_before(*servers)))
        site = site_at(f"{proxy.tls}/atlas/", [server.url for server in servers])
        first = servers[0].process
        see_all_go_on(browser, site, partial(first.send_signal, end))
        assert first.wait(PATIENCE) == -end
