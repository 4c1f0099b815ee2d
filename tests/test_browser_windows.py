"""Any window: the layout's rules, what a phone needs, and which gestures are the page's."""

import io
from pprint import pformat
from random import Random
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, Frame, Locator, Page, expect

from browser import (
    SIZES,
    VIEWS,
    Server,
    map_frame,
    open_page,
    other_window,
    settled,
    wait_until_drawn,
)
from dashboard import i18n
from windows import NARROW, Window, faults, map_faults, random_windows, resize

PHONE = (390, 844)
WIDE = Window(2822, 1420)
LOW = Window(1061, 270, 2), Window(2030, 521), Window(1366, 700)

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


# Keeps how low the map was in each frame in which another part of it was in the upper half.
WATCH_MAP = """(() => {
    window.tops = [];
    const threshold = [...Array(101).keys()].map((part) => part / 100);
    const seen = new IntersectionObserver((all) => {
        window.tops.push(...all.map((one) => one.boundingClientRect.top));
    }, { threshold, rootMargin: '0px 0px -50% 0px' });
    new MutationObserver(() => {
        const map = document.querySelector('.st-key-map');
        if (map) seen.observe(map);
    }).observe(document, { childList: true, subtree: true });
})()"""

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


@pytest.mark.own_page
def test_map_page_fits_any_window(
    request: pytest.FixtureRequest, page: Page, server: Server, seed: int
) -> None:
    broken = {}
    beside = Window(800, 700)  # the card a sheet, the filters beside it
    windows = [beside, WIDE, *NARROW, *random_windows(seed, request.config.getoption("--windows"))]
    chance = Random(seed)
    query = f"{chance.choice(('', 'place=evin-prison&'))}lang={chance.choice(i18n.available())}"
    open_page(page, server, query)
    wait_until_drawn(page, query)
    for window in windows:
        resize(page, window)
        if found := map_faults(page):
            broken[query, window] = found
    assert broken == {}, f"--seed {seed} --windows {len(windows)}"


@pytest.mark.by_turns
@pytest.mark.own_page
def test_other_pages_fit_their_window(
    request: pytest.FixtureRequest, page: Page, server: Server, seed: int
) -> None:
    broken = {}
    names, code = sorted(set(VIEWS) - {"map", "place"}), Random(seed).choice(i18n.available())
    if not request.config.getoption("--nightly"):
        names = Random(seed).sample(names, 2)
    sizes = [Window(*size) for size in SIZES]
    for name in names:
        resize(page, sizes[0])  # opened on a phone, a page begins at its card
        open_page(page, server, f"{VIEWS[name]}&lang={code}".lstrip("&"))
        wait_until_drawn(page, VIEWS[name])
        for window in [*sizes, *NARROW, *random_windows(seed + 1, 1)]:
            resize(page, window)
            if found := faults(page):
                broken[name, window] = found
            if name == names[0] and window in sizes:
                for button in page.locator('[class*="st-key-header_page"] button').all():
                    button.scroll_into_view_if_needed()
                    expect(button).to_be_in_viewport(ratio=1)
    assert not broken, f"--seed {seed}\n{pformat(broken)}"


@pytest.mark.by_turns
@pytest.mark.own_page
def test_presentation_fits_any_window(page: Page, server: Server, seed: int) -> None:
    broken = {}
    code = Random(seed).choice(i18n.available())
    for query in (f"mode=present&lang={code}", f"tour=overview&step=2&lang={code}"):
        open_page(page, server, query)
        frame = map_frame(page)
        for window in [*LOW, *NARROW, *random_windows(seed + 2, 1)]:
            resize(page, window)
            frame.wait_for_function("() => map.getSize().y === innerHeight")
            if window in NARROW:
                assert frame.evaluate("2 * innerHeight >= parent.innerHeight"), window
            if found := faults(page, frame):
                broken[query, window] = found
    assert not broken, f"--seed {seed}\n{pformat(broken)}"


@pytest.mark.by_turns
@pytest.mark.own_page
def test_first_view_fills_its_frame_and_stays_so_when_turned(page: Page, server: Server) -> None:
    for size in ((1366, 768), (412, 732), (915, 412)):
        window = Window(*size)
        resize(page, window)
        open_page(page, server, "from=1988-07&to=1988-09&calendar=lunar")
        assert map_faults(page) == [], size
        frame = map_frame(page)
        frame.locator(".leaflet-container").press("ArrowRight")
        page.wait_for_function("location.search.includes('lng=')")
        settled(page)
        middle = frame.evaluate("map.containerPointToLatLng([innerWidth / 2, innerHeight / 2])")
        written = page.evaluate(
            "['lat', 'lng'].map(one => Number(new URLSearchParams(location.search).get(one)))"
        )
        pixel = frame.evaluate("360 / map.options.crs.scale(map.getZoom())")
        assert written == pytest.approx([middle["lat"], middle["lng"]], abs=2 * pixel), size
        frame.get_by_role("button", name="Iran", exact=True).click()
        resize(page, window.turned())
        assert map_faults(page) == [], size


def shaded_edges(row: Locator) -> list[bool]:
    """Tell whether a row of choices has a shadow at its left and at its right edge."""
    picture = Image.open(io.BytesIO(row.screenshot())).convert("L")
    right = picture.width - 1
    edge, middle, other = (picture.getpixel((x, 1)) for x in (4, right // 2, right - 4))
    assert isinstance(middle, int)
    return [isinstance(one, int) and one < middle - 40 for one in (edge, other)]


@pytest.mark.own_page
@pytest.mark.parametrize("viewport", [PHONE])
def test_filters_of_a_phone_start_closed_and_close_after_a_choice(
    page: Page, server: Server
) -> None:
    # As it is kept by a visit to a wider window.
    page.add_init_script(
        "window === window.top && localStorage.setItem('stSidebarCollapsed-', 'false')"
    )
    open_page(page, server)
    periods = page.locator('.st-key-timeline [data-testid="stButtonGroup"] > div')
    assert shaded_edges(periods) == [False, True]
    periods.evaluate("row => row.scrollTo(1000, 0)")
    assert shaded_edges(periods) == [True, False]
    sidebar, opener = page.get_by_test_id("stSidebar"), page.get_by_test_id("stExpandSidebarButton")
    expect(sidebar).to_have_attribute("data-collapsed", "true")
    opener.click()
    page.get_by_label("Search", exact=True).fill("adelabad")
    page.locator(".st-key-suggestions button").first.click()
    expect(page.locator(".st-key-detail h2")).to_have_text("Adelabad prison")
    expect(sidebar).to_have_attribute("data-collapsed", "true")
    expect(page.locator(".st-key-detail h2")).to_be_in_viewport()
    map_frame(page)
    main = page.get_by_test_id("stMain")
    for name in (".st-key-map iframe", ".st-key-detail"):  # nothing lies beneath the button
        main.locator(name).evaluate("one => one.scrollIntoView({ block: 'start' })")
        assert faults(page) == []
        expect(main.locator(name)).to_be_in_viewport()
    opener.click()
    expect(sidebar).to_have_attribute("data-collapsed", "false")
    cities = page.get_by_role("combobox", name="Cities")
    cities.focus()  # shown round the field, not by an empty box in it
    field = cities.locator("xpath=ancestor::*[@role='group'][1]")
    rings = [one.evaluate("one => getComputedStyle(one).outlineStyle") for one in (cities, field)]
    assert rings == ["none", "solid"]
    frame = page.locator(".st-key-map iframe")
    frame.scroll_into_view_if_needed()
    frame.click(position={"x": 330, "y": 250})  # beside the filters that lie over the map
    expect(sidebar).to_have_attribute("data-collapsed", "true")
    opener.click()
    assert page.evaluate("localStorage.getItem('stSidebarCollapsed-')") == "true"
    expect(sidebar).to_have_attribute("data-collapsed", "false")
    page.go_back()
    expect(sidebar).to_have_attribute("data-collapsed", "true")
    expect(page.locator(".st-key-detail h2")).to_have_text("Adelabad prison")
    # Loaded with a card, the page is not seen to move its map from under the head to the top.
    page.add_init_script(WATCH_MAP)
    page.reload()
    page.locator(".st-key-detail .claim").first.wait_for()
    settled(page)
    top = page.locator(".st-key-map").evaluate("one => one.getBoundingClientRect().top")
    assert all(abs(one - top) < 4 for one in page.evaluate("window.tops"))


MAIN_TOP = "document.querySelector('[data-testid=stMain]').scrollTop"


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
