"""Fingers, wheel and keys on the map: which gestures are the page's, and how far the map goes."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Frame, Page, expect

from browser import Server, map_frame, open_page, other_window, settled

PHONE = (390, 844)
MAIN_TOP = "document.querySelector('[data-testid=stMain]').scrollTop"

# What the map tells Python, kept for the test.
RECORD = """() => {
    window.told = [];
    const tell = Streamlit.setComponentValue.bind(Streamlit);
    Streamlit.setComponentValue = (value) => { window.told.push(value); tell(value); };
}"""


def told(frame: Frame) -> dict[str, Any]:
    """Wait for what the map tells next, and give it."""
    frame.wait_for_function("window.told.length > 0")
    value: dict[str, Any] = frame.evaluate("window.told.splice(0).pop()")
    return value


# Two drawings of the page have it at one place.
STEADY = """(one) => new Promise((resolve) => {
    let before = null;
    const look = () => {
        const now = JSON.stringify(one.getBoundingClientRect());
        if (now === before) resolve();
        else requestAnimationFrame(look);
        before = now;
    };
    look();
})"""


def middle_of_map(page: Page) -> tuple[float, float]:
    page.locator(".st-key-map iframe").evaluate(STEADY)
    box = page.locator(".st-key-map iframe").bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_phone_opens_evin_and_one_finger_scrolls_the_page_and_two_the_map(
    browser: Browser, server: Server
) -> None:
    options = {"has_touch": True, "is_mobile": True, "reduced_motion": "reduce"}
    with other_window(browser, *PHONE, **options) as phone:
        open_page(phone, server)
        evin_is_opened_from_the_first_view(phone)
        settled(phone)
        phone.go_back()
        expect(phone.locator(".st-key-detail h2")).to_have_count(0)
    # A window of its own: one that shrinks is at times not told of fingers by its browser.
    with other_window(browser, 390, 420, **options) as low_phone:
        open_page(low_phone, server)
        one_finger_scrolls_the_page_and_two_move_the_map(low_phone)


def evin_is_opened_from_the_first_view(phone: Page) -> None:
    frame = map_frame(phone)
    expect(frame.locator(".atlas-hint")).to_have_text("Select a mark to read its sources")
    phone.locator(".st-key-map iframe").scroll_into_view_if_needed()
    at = frame.locator('.atlas-mark[data-place-id="evin-prison"]').bounding_box()
    assert at is not None
    heap = at["x"] + at["width"] / 2 + 4, at["y"] + at["height"] / 2 + 4
    phone.touchscreen.tap(*heap)
    expect(frame.locator(".atlas-heap")).to_be_visible()
    phone.get_by_test_id("stExpandSidebarButton").tap()
    expect(frame.locator(".atlas-heap")).to_have_count(0)
    phone.go_back()
    phone.wait_for_function(  # the filters have gone
        "at => document.elementFromPoint(...at)?.tagName === 'IFRAME'", arg=heap
    )
    settled(phone)  # or the map takes this tap and the first for one double tap
    phone.touchscreen.tap(*heap)
    expect(frame.locator(".atlas-heap")).to_be_visible()
    phone.go_back()  # takes the list away, and not the page
    expect(frame.locator(".atlas-heap")).to_have_count(0)
    settled(phone)
    phone.touchscreen.tap(*heap)
    # The second tap of a double tap falls on what the first has opened.
    frame.locator(".atlas-heap button").first.dispatch_event("click", {"detail": 2})
    frame.locator('.atlas-heap button[data-place-id="evin-prison"]').tap()
    expect(phone.locator(".st-key-detail h2")).to_have_text("Evin prison")


def one_finger_scrolls_the_page_and_two_move_the_map(phone: Page) -> None:
    frame = map_frame(phone)
    phone.wait_for_selector(".st-key-timeline .years")
    settled(phone)
    phone.locator(".st-key-map iframe").evaluate("one => one.scrollIntoView()")
    x, y = middle_of_map(phone)
    before = frame.evaluate("[map.getCenter().lat, map.getZoom()]")
    top = phone.evaluate(MAIN_TOP)
    fingers = phone.context.new_cdp_session(phone)
    for at in range(11):
        touch = {"type": "touchMove" if at else "touchStart"}
        points = [{"x": x, "y": y - 15 * at}]
        fingers.send("Input.dispatchTouchEvent", touch | {"touchPoints": points})
        phone.evaluate("new Promise(requestAnimationFrame)")  # a finger is no faster than the page
    fingers.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    phone.wait_for_function(f"top => {MAIN_TOP} > top + 50", arg=top)
    assert frame.evaluate("[map.getCenter().lat, map.getZoom()]") == before
    expect(frame.locator(".atlas-hint")).to_have_text("Two fingers move the map")
    # How far the finger threw the page depends on how busy the machine is.
    phone.locator(".st-key-map iframe").evaluate("one => one.scrollIntoView()")
    x, y = middle_of_map(phone)
    pinch = {"x": x, "y": y, "scaleFactor": 3, "gestureSourceType": "touch"}
    fingers.send("Input.synthesizePinchGesture", pinch)
    frame.wait_for_function("zoom => map.getZoom() > zoom + 0.5", arg=before[1])


@pytest.mark.by_turns
def test_wheel_scrolls_the_page_until_the_reader_means_the_map(page: Page, server: Server) -> None:
    page.set_viewport_size({"width": 1366, "height": 480})  # the page is longer than that
    open_page(page, server)
    frame = map_frame(page)
    page.wait_for_selector(".st-key-timeline .years")
    hint = frame.locator(".atlas-hint")
    box = page.locator(".st-key-map iframe").bounding_box()
    assert box is not None
    before = frame.evaluate("map.getZoom()")
    page.mouse.move(box["x"] + 300, box["y"] + box["height"] - 150)
    page.mouse.wheel(0, 50)
    page.wait_for_function(f"{MAIN_TOP} >= 50")
    expect(hint).to_contain_text("hold Ctrl")
    expect(hint).to_be_visible()
    assert frame.evaluate("map.getZoom()") == before
    page.keyboard.down("Control")
    page.mouse.wheel(0, -200)
    page.keyboard.up("Control")
    frame.wait_for_function("zoom => map.getZoom() > zoom", arg=before)
    page.mouse.down()
    page.mouse.up()
    expect(hint).to_be_hidden()
    after = frame.evaluate("map.getZoom()")
    page.mouse.wheel(0, -200)
    frame.wait_for_function("zoom => map.getZoom() > zoom", arg=after)
    assert page.evaluate(MAIN_TOP) == 50
    page.keyboard.press("Escape")
    page.mouse.wheel(0, 50)
    page.wait_for_function(f"{MAIN_TOP} >= 100")


@pytest.mark.by_turns
def test_map_goes_on_beyond_the_antimeridian_and_holds_the_whole_world(
    page: Page, server: Server
) -> None:
    open_page(page, server, "lat=40&lng=178&zoom=3")
    frame = map_frame(page)
    frame.evaluate(RECORD)
    beyond = frame.locator('.atlas-mark[data-place-id="commemoration-los-angeles"]')
    box = beyond.bounding_box()
    assert box is not None
    assert box["x"] > middle_of_map(page)[0]  # east of the middle, as on a globe
    frame.locator(".leaflet-container").press("ArrowRight")
    value = told(frame)
    south, west, north, east = value["bounds"]
    assert -180 < value["lng"] < 180
    assert south < north
    assert 0 < west < 180
    assert -180 < east < 0
    # Land is drawn on both sides: Siberia, and the Yukon beyond the antimeridian.
    colours = frame.evaluate(
        "() => [[62, 130], [64, 225]].map(([lat, lng]) => {"
        "const canvas = document.querySelector('.leaflet-atlas-base-pane canvas');"
        "const at = map.latLngToContainerPoint([lat, lng + (map.getCenter().lng < 0 ? -360 : 0)]);"
        "const box = canvas.getBoundingClientRect(), zoom = canvas.width / box.width;"
        "return [...canvas.getContext('2d').getImageData("
        "(at.x - box.x) * zoom, (at.y - box.y) * zoom, 1, 1).data].join(); })"
    )
    assert colours[0] == colours[1] != "0,0,0,0"
    frame.get_by_role("button", name="World").click()
    south, west, north, east = told(frame)["bounds"]
    assert (west, east) == (-180, 180)
    assert south < -50
    assert north > 70
    assert frame.evaluate("map.options.crs.scale(map.getZoom()) <= map.getSize().x")


@pytest.mark.by_turns
def test_double_click_on_what_lies_over_the_map_is_not_for_it(page: Page, server: Server) -> None:
    open_page(page, server)
    frame = map_frame(page)
    frame.get_by_role("button", name="Europe", exact=True).click()
    page.wait_for_function("location.search.includes('zoom=')")
    zoom = frame.evaluate("atlas.map.getZoom()")
    frame.get_by_role("button", name="Iran", exact=True).click()
    page.wait_for_function("!location.search.includes('lng=10&')")
    settled(page)
    way = frame.locator(".atlas-elsewhere button").first
    expect(way).to_contain_text("in Europe and beyond")
    way.dblclick()
    page.wait_for_function("location.search.includes('lng=10&')")
    settled(page)
    assert frame.evaluate("atlas.map.getZoom()") == zoom
    # What a double click on a button of the page selects is not the map.
    frame_style = page.locator("iframe[title='streamlit_folium.st_folium']")
    expect(frame_style).to_have_css("user-select", "none")
