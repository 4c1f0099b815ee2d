"""The atlas within a page of another site."""

from collections.abc import Iterator
from html import unescape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Page, expect

from browser import Server, Traffic, serving

ARTICLE = """<!doctype html><title>Article</title><link rel="icon" href="data:,"><input autofocus>
<div style="height: 3000px"></div><iframe src="{}" width="800" height="600"></iframe><p>End"""
"""A page of another site, with a field to write in, which shows the atlas far below."""

BEGINS_AT_THE_LEFT = """code => {
    const words = document.createTreeWalker(code, NodeFilter.SHOW_TEXT).nextNode();
    const left = (at) => {
        const range = new Range();
        range.setStart(words, at);
        range.setEnd(words, at + 1);
        return range.getBoundingClientRect().left;
    };
    return left(0) < left(1);
}"""


class OtherSite(BaseHTTPRequestHandler):
    """An article that shows in a frame what its query says."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(ARTICLE.format(self.path.partition("?")[2]).encode())

    def log_message(self, *_said: object) -> None:
        """Print nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """The address of a page of another site than the app's."""
    with ThreadingHTTPServer(("127.0.0.1", 0), OtherSite) as running:
        Thread(target=running.serve_forever).start()
        yield f"http://localhost:{running.server_port}"
        running.shutdown()


@pytest.fixture(scope="module")
def framed(site: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app where that site may show it."""
    log = tmp_path_factory.mktemp("framed") / "log.txt"
    with serving(log, ATLAS_FRAME_ANCESTORS=site) as running:
        yield running


@pytest.mark.by_turns
@pytest.mark.own_page
def test_card_in_a_frame_leaves_the_page_around_it_and_is_copied_from(
    page: Page, traffic: Traffic, site: str, framed: Server
) -> None:
    traffic.forgive("[Pp]ermissions policy")  # the site lets it copy nothing by itself
    page.goto(f"{site}/?{framed.url}/?place=evin-prison&lang=fa")
    atlas = next(one for one in page.frames if one.parent_frame == page.main_frame)
    expect(atlas.locator(".st-key-detail h2")).to_have_text("زندان اوین")
    atlas.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    assert page.evaluate("[scrollY, document.activeElement.tagName]") == [0, "INPUT"]
    page.get_by_text("End").scroll_into_view_if_needed()
    atlas.wait_for_function(
        "() => { const map = document.querySelector('.st-key-map iframe');"
        " return map?.contentWindow?.atlas?.baseReady && map.getBoundingClientRect().top < 50; }"
    )
    atlas.locator(".st-key-share button:visible").press("Enter")
    expect(atlas.get_by_role("link", name="باز کردن در پنجره‌ای جداگانه")).to_be_visible()
    code = atlas.locator("[data-testid=stCode]").filter(has_text="<iframe")
    code.hover()
    code.get_by_role("button").click()
    field = page.locator("input")
    field.focus()
    field.press("Control+v")
    expect(field).to_have_value(code.locator("code").inner_text())
    assert f'<iframe src="{framed.url}/?place=evin-prison&v=' in unescape(field.input_value())
    assert code.locator("code").evaluate(BEGINS_AT_THE_LEFT)  # though the page runs to the left
