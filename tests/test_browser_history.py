"""Back, forward and reload on the map page in a real browser."""

import re

import pytest
from playwright.sync_api import Page, expect

from browser import Server, map_frame, open_page, select_on_map, settled, view_of


def test_back_and_reload_give_the_same_view(page: Page, server: Server) -> None:
    open_page(page, server)
    frame = map_frame(page)
    select_on_map(page, frame, "evin-prison")
    page.locator(".st-key-timeline").get_by_text("Summer 1988").click()
    sentence = page.locator(".sentence")
    expect(sentence).to_have_text("Places, statements possibly dated July to September 1988")
    settled(page)
    page.reload()
    map_frame(page)
    expect(sentence).to_have_text("Places, statements possibly dated July to September 1988")
    expect(page.locator(".st-key-detail h2")).to_have_text("Evin prison")
    settled(page)
    page.go_back()
    expect(sentence).to_have_text("All places and statements")
    expect(page.locator(".st-key-detail h2")).to_have_text("Evin prison")
    settled(page)
    page.go_back()
    expect(page.locator(".st-key-detail h2")).to_have_count(0)
    settled(page)
    page.go_forward()
    expect(page.locator(".st-key-detail h2")).to_have_text("Evin prison")


@pytest.mark.by_turns
@pytest.mark.own_page  # a browser counts no more than fifty steps of a tab's history
def test_moving_the_map_is_kept_in_the_address_and_a_jump_in_history(
    page: Page, server: Server
) -> None:
    open_page(page, server)
    frame = map_frame(page)
    entries, first = page.evaluate("history.length"), view_of(frame)
    zoom = frame.get_by_role("button", name="Zoom in")
    zoom.click()
    page.wait_for_function("location.search.includes('zoom=')")
    assert page.evaluate("history.length") == entries
    near, address = view_of(frame), page.url

    # From a region, or what the edge of the map counts, the way back leads to where the map was.
    for button in (re.compile(r"^\d+ in Europe"), "Europe"):
        settled(page)
        frame.get_by_role("button", name=button).first.click()
        page.wait_for_function("before => location.href !== before", arg=address)
        settled(page)
        page.go_back()
        page.wait_for_url(address)
        frame.wait_for_function(
            "view => { const [at, zoom] = JSON.parse(view), now = map.getCenter();"
            "return Math.abs(zoom - map.getZoom()) + Math.abs(at.lat - now.lat) < 0.1; }",
            arg=near,
        )
    assert near != first
    assert page.evaluate("history.length") == entries + 1
    settled(page)
    frame.get_by_role("button", name="Europe", exact=True).click()
    page.wait_for_function("before => location.href !== before", arg=address)
    view = view_of(frame)
    page.reload()
    moved = map_frame(page)
    moved.wait_for_function("view => Math.abs(map.getZoom() - JSON.parse(view)[1]) < 0.3", arg=view)


"""How strongly each mark of the timeline is drawn, by the statement that it stands for."""
