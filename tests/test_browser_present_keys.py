"""Keys of a presentation in a real browser: Esc, the list of steps, a clicker."""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from browser import Server, settled
from datasets import STEPS
from geo import Dataset
from geo.tours import tours
from slow_browser import SlowBrowser
from stage import (
    POSITION,
    located,
    open_presented,
    told_places,
    wait_for_ids,
    wait_for_shown,
    wait_for_told,
)


@pytest.mark.by_turns
@pytest.mark.own_page
def test_esc_closes_menu_and_code_and_card_before_it_leaves(page: Page, server: Server) -> None:
    frame = open_presented(page, server, "tour=overview&step=2")
    frame.locator('.atlas-mark[data-place-id="evin-prison"]').click()
    expect(page.locator(".st-key-told h2")).to_have_text("Evin prison")
    page.keyboard.press("q")
    page.locator(".st-key-present-code").wait_for()
    for is_in_map in (False, True):
        page.get_by_role("button", name="More").click()
        page.wait_for_selector("[data-testid=stPopoverBody]")
        if is_in_map:
            frame.locator(".leaflet-control-zoom-in").focus()
        page.keyboard.press("Escape")
        page.wait_for_selector("[data-testid=stPopoverBody]", state="detached")
        assert page.locator(".st-key-present-code").is_visible()
    page.keyboard.press("Escape")
    page.locator(".st-key-present-code").wait_for(state="detached")
    expect(page.locator(".st-key-told h2")).to_have_text("Evin prison")
    page.keyboard.press("Escape")
    expect(page.locator(".st-key-told .above")).to_have_text("Overview · 2 of 12")
    assert "place=" not in page.url
    page.get_by_role("button", name="More").click()
    page.locator(".st-key-present_kiosk_60 button").click()
    page.wait_for_selector("[data-testid=stPopoverBody]", state="detached")
    expect(page.locator(".pace")).to_contain_text("next step in")
    page.keyboard.press("Escape")
    expect(page.locator(".st-key-present_start button >> visible=true")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".st-key-present .st-key-panel")).to_be_focused()


@pytest.mark.by_turns
@pytest.mark.parametrize("viewport", [(1366, 768)])
def test_map_of_a_talk_follows_the_card_and_comes_back_to_the_step(
    page: Page, server: Server
) -> None:
    frame = open_presented(page, server, "tour=overview&step=4")
    settled(page)
    view = frame.evaluate("[map.getZoom(), map.getCenter().lat, map.getCenter().lng]")
    frame.locator('.atlas-mark[data-place-id="evin-prison"]').click()
    expect(page.locator(".st-key-told h2")).to_have_text("Evin prison")
    settled(page)
    shown = "evin-prison"
    for _turn in range(4):
        page.keyboard.press("n")
        page.wait_for_function("id => !location.search.includes('place=' + id)", arg=shown)
        shown = parse_qs(urlsplit(page.url).query)["place"][0]
        selected = frame.locator(f'.atlas-mark.is-selected[data-place-id="{shown}"]')
        expect(selected).to_be_in_viewport()
        settled(page)
    expect(frame.locator(".atlas-tooltip:visible")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(page.locator(".st-key-told .above")).to_have_text("Overview · 4 of 12")
    frame.wait_for_function(
        "([zoom, lat, lng]) => map.getZoom() === zoom"
        " && map.getCenter().distanceTo([lat, lng]) < 1000",
        arg=view,
    )


@pytest.mark.by_turns
@pytest.mark.own_page
def test_every_press_while_a_tour_is_on_its_way_counts(page: Page, server: Server) -> None:
    slow = SlowBrowser(page)
    open_presented(page, server, "mode=present")
    settled(page)
    slow.is_busy = True
    page.get_by_role("button", name="Overview").click()
    for key in ("ArrowRight", "ArrowLeft", "ArrowRight", "ArrowRight"):
        page.keyboard.press(key)
    slow.wait_for_ended_runs(1)
    slow.draw()
    wait_for_shown(page, "overview/2")
    for key in ("ArrowRight", "n", "p", "N", "ArrowRight"):
        page.keyboard.press(key)
    wait_for_shown(page, "overview/5")
    settled(page)
    expect(page.locator(POSITION)).to_have_text(f"5 / {STEPS['overview']}")
    buttons = page.locator(".st-key-present-controls")
    stand_at = buttons.bounding_box()
    for name, step in (("back", 1), ("next", 5)):  # steps of one line of sources, and of two
        page.locator(f".st-key-present_{name} button").click(click_count=4, delay=10)
        wait_for_shown(page, f"overview/{step}")
        assert buttons.bounding_box() == stand_at
    slow.is_busy = True
    for key in ("ArrowLeft", "l", "Escape", "ArrowLeft"):  # Esc closes the list before it opens
        page.keyboard.press(key)
    slow.wait_for_ended_runs(1)
    slow.draw()
    wait_for_shown(page, "overview/3")


@pytest.mark.by_turns
@pytest.mark.parametrize("viewport", [(1366, 768)])
def test_a_step_is_chosen_from_the_list_by_keys_and_the_tour_goes_on_from_there(
    page: Page, server: Server, atlas: Dataset
) -> None:
    steps, body = tours(atlas)["overview"], page.get_by_test_id("stPopoverBody")
    frame = open_presented(page, server, "tour=overview&step=3")
    settled(page)
    page.keyboard.press("l")
    expect(body.get_by_role("button")).to_have_text(
        [
            "Title",
            *(f"{n}. \u2068{one.title}\u2069" for n, one in enumerate(steps, 1)),
            "Sources and licence",
        ]
    )
    here = body.locator("button:focus")
    expect(here).to_contain_text(steps[2].title)
    expect(here).to_have_css("text-decoration-line", "underline")
    assert body.evaluate("one => one.scrollHeight <= one.clientHeight")  # none is cut
    page.keyboard.press("Escape")
    expect(body).to_have_count(0)
    assert "step=3" in page.url
    page.keyboard.press("l")
    expect(here).to_contain_text(steps[2].title)
    for _n in range(3):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    wait_for_shown(page, "overview/6")
    expect(page.locator(".st-key-told h2")).to_have_text(steps[5].title)
    wait_for_ids(frame, located(steps[5].filter.select(atlas)))
    expect(body).to_have_count(0)
    # A keyboard with Persian letters.
    page.evaluate(
        "document.body.dispatchEvent(new KeyboardEvent('keydown', "
        "{ key: 'د', code: 'KeyN', bubbles: true }))"
    )
    wait_for_shown(page, "overview/7")
    settled(page)
    page.keyboard.press("l")
    for key, name in (
        ("Home", "Title"),
        ("End", "Sources and licence"),
        ("ArrowUp", steps[11].title),
    ):
        page.keyboard.press(key)
        expect(here).to_contain_text(name)
    page.keyboard.press("Enter")
    wait_for_shown(page, "overview/12")


@pytest.mark.by_turns
def test_a_clicker_turns_past_a_menu_and_the_step_that_is_shown_can_be_chosen_for_its_view(
    page: Page, server: Server, atlas: Dataset
) -> None:
    body = page.get_by_test_id("stPopoverBody")
    frame = open_presented(page, server, "tour=overview&step=3")
    settled(page)
    for opens, key, number in (("list", "PageDown", 4), ("More", "PageUp", 3)):
        page.keyboard.press("l") if opens == "list" else page.get_by_role(
            "button", name=opens
        ).click()
        expect(body).to_be_visible()
        page.keyboard.press(key)
        wait_for_shown(page, f"overview/{number}")
        expect(body).to_have_count(0)
        settled(page)
    wait_for_told(frame, told_places(tours(atlas)["overview"][2], atlas))
    frame.locator(".is-flying").wait_for(state="detached")
    view = frame.evaluate("atlas.map.getZoom()")
    frame.locator(".leaflet-control-zoom-in").click()
    frame.wait_for_function("zoom => atlas.map.getZoom() > zoom", arg=view)
    settled(page)
    page.keyboard.press("l")
    expect(body.locator("button:focus")).to_be_visible()
    page.keyboard.press("Enter")
    expect(body).to_have_count(0)
    frame.wait_for_function("zoom => atlas.map.getZoom() === zoom", arg=view)
    frame.locator(".is-flying").wait_for(state="detached")
