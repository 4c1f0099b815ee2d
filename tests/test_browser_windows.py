"""Any window: the layout's rules, and the filters of a phone."""

import io
from pprint import pformat
from random import Random

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from browser import (
    SIZES,
    VIEWS,
    Server,
    map_frame,
    open_page,
    settled,
    wait_until_drawn,
)
from dashboard import i18n
from windows import NARROW, Window, faults, map_faults, random_windows, resize

PHONE = (390, 844)
LEGEND_LINE_PX = 26
WIDE = Window(2822, 1420)
LOW = Window(1061, 270, 2), Window(2030, 521), Window(1366, 700)

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

# Keeps where the first picture, and then the map, was in each frame in which it was seen.
WATCH_PICTURE = """(() => {
    window.places = [];
    const look = () => {
        requestAnimationFrame(look);
        const part = ['#atlas-first .atlas-first-map', '.st-key-map iframe']
            .map((one) => document.querySelector(one)).find((one) => one);
        if (part) window.places.push(Math.round(part.getBoundingClientRect().top));
    };
    look();
})()"""


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


@pytest.mark.by_turns
@pytest.mark.own_page
@pytest.mark.parametrize("size", [(1366, 768), (1117, 643), (768, 1024), (390, 844), (360, 640)])
def test_map_is_from_the_first_picture_on_where_it_stays(
    page: Page, server: Server, size: tuple[int, int], seed: int
) -> None:
    resize(page, Window(*size))
    code = Random(seed).choice(i18n.available())
    page.add_init_script(WATCH_PICTURE)
    for _first_visit_then_another in range(2):
        open_page(page, server, f"lang={code}")
        map_frame(page)
        page.wait_for_selector("#atlas-first", state="detached")
        page.wait_for_selector(".st-key-counter")
        settled(page)
        places = page.evaluate("window.places")
        most = 12 if size[0] > PHONE[0] else LEGEND_LINE_PX  # its names may break otherwise
        assert max(places) - min(places) <= most, f"{code}: {sorted(set(places))}"
        note = page.locator(".st-key-content_note_read button")
        if note.is_visible():
            note.click()
            expect(note).to_have_count(0)


def shaded_edges(row: Locator) -> list[bool]:
    """Tell whether a row of choices has a shadow at its left and at its right edge."""
    picture = Image.open(io.BytesIO(row.screenshot())).convert("L")
    right = picture.width - 1
    edge, middle, other = (picture.getpixel((x, 1)) for x in (4, right // 2, right - 4))
    assert isinstance(middle, int)
    return [isinstance(one, int) and one < middle - 40 for one in (edge, other)]


@pytest.mark.by_turns
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
