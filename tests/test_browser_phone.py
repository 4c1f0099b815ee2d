"""A small phone, 360 pixels wide and used by a finger."""

import pytest
from playwright.sync_api import Browser, Page, expect

from browser import Server, map_frame, open_page, other_window, settled

PHONE = {"width": 360, "height": 640, "is_mobile": True, "has_touch": True}

# How far the knob of a switch stands from the left and the right end of its track.
KNOB = """(label) => {
    const track = label.querySelector(':scope > span + div').getBoundingClientRect();
    const knob = label.querySelector(':scope > span + div > div').getBoundingClientRect();
    return [knob.left - track.left, track.right - knob.right];
}"""


@pytest.mark.by_turns
def test_switch_from_right_to_left_keeps_its_knob(browser: Browser, server: Server) -> None:
    """It left its track on the right, and covered what stands there."""
    with other_window(browser, **PHONE) as phone:
        open_page(phone, server, "view=figures&lang=fa")
        switch = phone.locator(".stCheckbox label:has([role=switch])")
        expect(switch.get_by_role("switch")).to_be_checked()
        knob_is_within(phone, "left")
        switch.tap()
        expect(switch.get_by_role("switch")).not_to_be_checked()
        settled(phone)
        knob_is_within(phone, "right")


def knob_is_within(phone: Page, end: str) -> None:
    left, right = phone.locator(".stCheckbox label:has([role=switch])").evaluate(KNOB)
    assert min(left, right) >= 0
    assert ("left" if left < right else "right") == end


MAIN_TOP = "document.querySelector('[data-testid=stMain]').scrollTop"


@pytest.mark.by_turns
def test_finger_on_a_chart_scrolls_the_page_and_a_tap_chooses(
    browser: Browser, server: Server
) -> None:
    """Plotly kept the finger: the page stood still, and a first tap showed but a tip."""
    with other_window(browser, **PHONE) as phone:
        open_page(phone, server, "view=activity")
        bar = phone.locator(".js-plotly-plot .bars path").nth(3)
        bar.wait_for()
        settled(phone)
        box = bar.bounding_box()
        assert box is not None
        phone.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        phone.wait_for_function("new URLSearchParams(location.search).has('from')")
        settled(phone)
        drag_upwards(phone)
        phone.wait_for_function(f"{MAIN_TOP} > 100")


def drag_upwards(phone: Page) -> None:
    finger = phone.context.new_cdp_session(phone)

    def touch(kind: str, *points: int) -> None:
        touched = [{"x": 180, "y": y} for y in points]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touched})

    touch("touchStart", 560)
    for y in range(545, 365, -15):
        touch("touchMove", y)
    touch("touchEnd")


@pytest.mark.by_turns
def test_card_opened_by_a_finger_leaves_the_page_as_it_was(
    browser: Browser, server: Server
) -> None:
    """The page stayed scrolled, and a frame for the keyboard stood round the name."""
    with other_window(browser, **PHONE) as phone:
        open_page(phone, server)
        what_is_out_of_sight_is_counted(phone)
        for leave in (Page.go_back, close):
            open_by_finger(phone, "arak-burial-site-unspecified")
            phone.wait_for_function(f"{MAIN_TOP} > 50")  # the map is to be seen above the card
            assert phone.evaluate("document.activeElement.tagName") == "IFRAME"
            leave(phone)
            expect(phone.locator(".st-key-detail")).to_have_count(0)
            settled(phone)
            phone.wait_for_function(f"{MAIN_TOP} === 0")


def what_is_out_of_sight_is_counted(phone: Page) -> None:
    """Its button had no room for the words, and was left out."""
    frame = map_frame(phone)
    expect(frame.get_by_role("button", name="47 in Europe and beyond to the west")).to_be_visible()


def open_by_finger(phone: Page, place: str) -> None:
    frame = map_frame(phone)
    frame.wait_for_function("!document.querySelector('.atlas-mark.is-selected')")
    settled(phone)
    frame.locator(f'.atlas-mark[data-place-id="{place}"]').tap(force=True)
    # A list opens where other marks are near, which depends on where the card has left the map.
    frame.wait_for_function(
        "document.querySelector('.atlas-heap, .atlas-mark.is-selected') !== null"
    )
    entry = frame.locator(f'.atlas-heap button[data-place-id="{place}"]')
    if entry.is_visible():
        entry.tap()
    expect(phone.locator(".st-key-detail h2")).to_be_visible()


def close(phone: Page) -> None:
    phone.locator(".st-key-detail_close button").tap()


HEAD = """() => [...document.querySelectorAll(
    '.st-key-header :is(h1, [role=radiogroup], button:has([data-testid=stIconMaterial]))'
)].map((one) => one.getBoundingClientRect()).map(({ y, height }) => [y, height])"""


PARTS_OF_HEAD = 5


LINES = """() => [...document.querySelectorAll('.counts b')].map(bold => {
    const range = document.createRange(), after = bold.nextSibling;
    range.setStartBefore(bold);
    range.setEnd(after, after.data.indexOf('shown') + 'shown'.length);
    return new Set([...range.getClientRects()].map(({ bottom }) => Math.round(bottom))).size;
})"""
"""On how many lines each count stands."""


@pytest.mark.by_turns
def test_head_stays_where_it_is_on_pages_without_filters(browser: Browser, server: Server) -> None:
    """It lost its strip of actions there, and the names of the pages jumped."""
    with other_window(browser, **PHONE) as phone:
        open_page(phone, server, "view=activity")
        phone.wait_for_function(f"({HEAD})().length >= {PARTS_OF_HEAD}")
        head = phone.evaluate(HEAD)
        phone.locator(".counts").wait_for()
        assert phone.evaluate(LINES) == [1, 1]
        for page in ("Sources", "About"):
            phone.get_by_role("radio", name=page).tap()
            expect(phone.get_by_role("radio", name=page)).to_be_checked()
            settled(phone)
            assert phone.evaluate(HEAD) == head
        for_a_finger_what_is_to_be_copied_has_its_button(phone)


def for_a_finger_what_is_to_be_copied_has_its_button(phone: Page) -> None:
    """It came under a mouse alone, and over the end of the address."""
    phone.locator(".st-key-share button").tap()
    phone.locator(".send").wait_for(state="attached")
    shared = phone.get_by_test_id("stPopoverBody").get_by_test_id("stCode")
    expect(shared.locator("pre + div").first).to_have_css("opacity", "1")
    words, button = (shared.locator(part).first.bounding_box() for part in ("code", "button"))
    expect(shared.get_by_role("button").first).to_be_visible()
    assert words is not None
    assert button is not None
    assert words["x"] + words["width"] <= button["x"]


# Whether the words of a notice are seen as far as a text, none of it behind what stands beside it.
SEEN = """(one, text) => {
    const words = document.createTreeWalker(one, NodeFilter.SHOW_TEXT).nextNode();
    const range = document.createRange(), box = one.getBoundingClientRect();
    range.setStart(words, 0);
    range.setEnd(words, words.data.indexOf(text) + text.length);
    return [...range.getClientRects()].every(({ top, bottom }) => (top + bottom) / 2 < box.bottom);
}"""


@pytest.mark.by_turns
def test_notice_of_an_unknown_place_has_its_name_whole(browser: Browser, server: Server) -> None:
    """It stood on one line beside “Show all”, cut within the name."""
    with other_window(browser, 390, 844, is_mobile=True, has_touch=True) as phone:
        open_page(phone, server, "place=gohar-dasht-prison-karaj")
        map_frame(phone)
        words = phone.locator(".st-key-notice [data-testid=stMarkdownContainer]").first
        assert words.evaluate(SEEN, "gohar-dasht-prison-karaj")
        assert not words.evaluate(SEEN, "Search finds")
        expect(phone.locator(".st-key-timeline-years")).to_be_in_viewport()
        phone.locator(".whole-notice").tap()
        assert words.evaluate(SEEN, "Search finds")


@pytest.mark.by_turns
def test_tap_on_a_name_leaves_nothing_but_the_card(browser: Browser, server: Server) -> None:
    """It left the list of the marks beside, or what the mark says under a mouse."""
    with other_window(browser, 412, 732, is_mobile=True, has_touch=True) as phone:
        open_page(phone, server)
        for place in ("arak-burial-site-unspecified", "ardabil-burial-site-unspecified"):
            frame = map_frame(phone)
            frame.locator(f'.atlas-label-mark[data-place-id="{place}"]').tap()
            phone.locator(".st-key-detail").wait_for()
            frame.locator(f'.atlas-mark.is-selected[data-place-id="{place}"]').wait_for()
            settled(phone)
            expect(frame.locator(".atlas-heap")).to_have_count(0)
            expect(frame.locator(".atlas-tooltip:not([hidden])")).to_have_count(0)
            close(phone)
            expect(phone.locator(".st-key-detail")).to_have_count(0)


CLEAR = """() => {
    const [frame, card] = ['.st-key-map iframe', '.st-key-detail'].map(
        name => document.querySelector(name).getBoundingClientRect());
    const inside = document.querySelector('.st-key-map iframe').contentDocument;
    const mark = inside.querySelector('.is-selected').getBoundingClientRect();
    return frame.top > 40 && frame.top < 60 && frame.top + mark.bottom < card.top;
}"""
"""The map begins under the bar of the page, and the selected mark lies above the card."""


@pytest.mark.by_turns
@pytest.mark.parametrize(("before", "after"), [((1366, 768), (360, 768)), ((412, 732), (732, 412))])
def test_window_that_turns_keeps_map_and_mark_in_sight(
    browser: Browser, server: Server, before: tuple[int, int], after: tuple[int, int]
) -> None:
    with other_window(browser, *before) as phone:
        open_page(phone, server, "place=evin-prison")
        map_frame(phone).locator(".atlas-mark.is-selected").wait_for()
        settled(phone)
        phone.set_viewport_size({"width": after[0], "height": after[1]})
        phone.wait_for_function(CLEAR)
