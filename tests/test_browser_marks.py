"""Marks in a real browser: each can be chosen, and no name lies over another or over a mark."""

import pytest
from playwright.sync_api import Frame, Page, Route, expect

from browser import Server, map_frame, open_page, settled
from datasets import rows_of

# What the reader's hand does at a point, where the page's own hit testing finds what lies there.
CHOOSE_ALL = """() => {
    const told = [], wrong = [], seen = new Set();
    Streamlit.setComponentValue = (value) => {
        if (value.event === 'select') told.push(value.place);
    };
    const press = (box) => {
        const at = { clientX: box.x + box.width / 2, clientY: box.y + box.height / 2 };
        const target = document.elementFromPoint(at.clientX, at.clientY);
        const event = { ...at, bubbles: true, cancelable: true, view: window };
        event.pointerType = 'mouse'; // to Leaflet, taps that follow so fast are double taps
        target.dispatchEvent(new PointerEvent('pointerdown', event));
        target.dispatchEvent(new PointerEvent('click', { ...event, detail: 1 }));
    };
    const size = map.getSize();
    [0, 2, 1].forEach((region) => {
        atlas.visit(region);
        for (const [place, mark] of atlas.marks) {
            const box = mark.getElement().getBoundingClientRect();
            if (seen.has(place) || !map.getBounds().contains(mark.getLatLng())) continue;
            const { corners } = atlas.config.regions[region];
            if (!L.latLngBounds(corners).contains(mark.getLatLng())) continue;
            seen.add(place);
            told.length = 0;
            press(box);
            const entry = document.querySelector(`.atlas-heap [data-place-id="${place}"]`);
            if (entry) {
                if (told.length) wrong.push([place, 'a heap chose', ...told]);
                const heap = atlas.labels.heaps().find(({ marks }) => marks.includes(mark));
                const listed = [...document.querySelectorAll('.atlas-heap [data-place-id]')]
                    .map((one) => one.dataset.placeId).slice(0, heap?.marks.length);
                if (heap?.marks.some((one) => !listed.includes(one.getElement().dataset.placeId)))
                    wrong.push([place, 'its list lacks some that are counted', ...listed]);
                entry.scrollIntoView({ block: 'nearest' });
                press(entry.getBoundingClientRect());
            }
            if (told.join() !== place) wrong.push([place, region, ...told]);
            atlas.heaps.close();
        }
    });
    return [[...seen].sort(), wrong];
}"""

OVERLAPS = """() => {
    const found = [];
    const boxOf = (one) => one.getBoundingClientRect();
    const clash = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 0.5 &&
        Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.5;
    const look = () => {
        const all = (selector) => [...document.querySelectorAll(selector)];
        const names = all('.atlas-label').map((one) => [one.textContent, boxOf(one)]);
        const others = all('.atlas-mark b, .atlas-city, .leaflet-control, .atlas-elsewhere button')
            .map((one) => [one.parentElement.dataset.placeId || one.className, boxOf(one)]);
        const inset = document.querySelector('.atlas-inset:not([hidden])');
        for (const [place, box] of inset ? others : []) {
            if (atlas.marks.has(place) && clash(boxOf(inset), box)) found.push([place, 'inset']);
        }
        names.forEach(([name, box], at) => {
            for (const [other, its] of [...names.slice(at + 1), ...others]) {
                if (clash(box, its)) found.push([map.getZoom(), name, other]);
            }
        });
        for (const { textContent: town } of all('.atlas-label-city')) {
            if (names.filter(([name]) => name === town).length > 1) twice.add(town);
        }
    };
    const twice = new Set();
    // Outlines have no names, and take most of the time of a move.
    map.eachLayer((layer) => { if (layer instanceof L.Polygon) layer.remove(); });
    const inRegions = [...atlas.marks.values()].map((mark) => mark.getLatLng()).filter((at) =>
        [0, 2].some((one) => L.latLngBounds(atlas.config.regions[one].corners).contains(at)));
    for (let zoom = 3; zoom <= map.getMaxZoom(); zoom++) {
        let left = inRegions;
        while (left.length) { // until each was in view
            map.setView(left[0], zoom, { animate: false });
            look();
            const box = map.getBounds();
            left = left.filter((at) => !box.contains(at));
        }
    }
    map.setView([32.5, 53.7], 5, { animate: false });
    // In times of some work that is always the same, in turns with it: no machine is too slow.
    const sort = () => Array.from({ length: 20000 }, (_, at) => String(at * 7919 % 10007)).sort();
    const works = [() => atlas.labels.update(null), sort], least = [Infinity, Infinity];
    for (let turn = 0; turn < 80; turn++) {
        const start = performance.now();
        works[turn % 2]();
        least[turn % 2] = Math.min(least[turn % 2], performance.now() - start);
    }
    return { found, twice: [...twice], effort: least[0] / least[1] };
}"""


# How many colours the ground of the inset has.
INSET_COLOURS = """() => {
    const canvas = document.querySelector('.atlas-inset canvas');
    const { width, height } = canvas;
    const data = new Uint32Array(
        canvas.getContext('2d').getImageData(0, 0, width, height).data.buffer);
    return new Set(data).size;
}"""

# Whether anything of the ground is painted, which comes after the first view.
GROUND = """() => {
    const canvas = document.querySelector('.leaflet-atlas-ground-pane canvas');
    const { width, height } = canvas || {};
    return canvas && canvas.getContext('2d').getImageData(0, 0, width, height).data.some(Boolean);
}"""


def middle(frame: Frame, place_id: str) -> tuple[float, float]:
    box = frame.locator(f'.atlas-mark[data-place-id="{place_id}"]').bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_every_place_is_chosen_at_first_view_of_its_region(page: Page, server: Server) -> None:
    held: list[Route] = []
    styles: list[Route] = []
    page.route("**/countries.geojson", lambda route: held.append(route))
    page.route("**/map.css", lambda route: styles.append(route))
    open_page(page, server)
    names = page.frame_locator(".st-key-map iframe").locator(".atlas-label")
    mark = page.frame_locator(".st-key-map iframe").locator(".atlas-mark").first
    mark.wait_for(state="attached")
    expect(mark).to_be_hidden()  # without its style sheet
    assert styles
    for route in styles:
        route.continue_()
    page.unroute("**/map.css")
    expect(page.frame_locator(".st-key-map iframe").locator(".atlas-loading")).to_be_visible()
    expect(mark).to_be_hidden()  # until there is a coast for it to stand on
    expect(names).to_have_count(0)
    for route in held:
        route.continue_()
    page.unroute("**/countries.geojson")
    frame = map_frame(page)
    expect(mark).to_be_visible()
    frame.wait_for_function(GROUND)
    chosen, wrong = frame.evaluate(CHOOSE_ALL)
    assert wrong == []
    assert chosen == sorted(row["place_id"] for row in rows_of("places.csv") if row["lat"])
    # An inset that is drawn twice before the browser draws has one ground.
    canvases = frame.evaluate("""async () => {
        const ground = atlas.make('div', '');
        ground.style.cssText = 'width:200px; height:200px';
        document.body.append(ground);
        const small = L.map(ground, { zoomAnimation: false });
        const draw = atlas.basemap.groundOf(small);
        for (const zoom of [6, 7, 6]) {
            small.setView([35.7, 51.4], zoom, { animate: false });
            draw();
        }
        await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
        const found = ground.querySelectorAll('canvas').length;
        ground.remove();
        return found;
    }""")
    assert canvases == 1


@pytest.mark.by_turns
def test_no_name_overlaps_at_any_zoom_and_a_heap_has_one(page: Page, server: Server) -> None:
    open_page(page, server)
    frame = map_frame(page)
    near = frame.evaluate(
        "[...atlas.marks.values()].filter((mark) => "
        "mark.getLatLng().distanceTo([35.6944, 51.4215]) < 5e4).length"
    )
    assert near > 8
    heap = frame.locator(".atlas-label-heap", has_text="near Tehran")
    expect(heap).to_have_text(f"{near} near Tehran")
    heap.click()  # leads to where its marks are apart
    page.wait_for_function("/zoom=(9|1[0-2])/.test(location.search)")
    page.go_back()
    page.wait_for_function("!location.search")
    frame = map_frame(page)
    heap = frame.locator(".atlas-label-heap", has_text="near Tehran")
    expect(heap).to_have_text(f"{near} near Tehran")
    inset = frame.locator(".atlas-inset")
    expect(inset.locator(".atlas-sign")).to_have_count(near)
    inset.locator('[data-place-id="khavaran-cemetery"]').click()
    expect(page.locator(".st-key-detail h2")).to_have_text("Khavaran burial ground")
    frame = map_frame(page)
    frame.evaluate("void map.setZoom(8, { animate: false })")
    expect(inset).to_be_hidden()
    page.locator(".st-key-detail_close button").click()
    expect(page.locator(".st-key-detail h2")).to_have_count(0)
    settled(page)
    frame.evaluate("atlas.visit(0)")
    expect(inset).to_be_visible()
    frame.wait_for_function(f"({INSET_COLOURS})() > 2")  # land and built-up areas are there again
    page.mouse.move(1, 1)  # a mark under the pointer is larger, and over its own name
    expect(frame.locator(".is-hot")).to_have_count(0)
    seen = frame.evaluate(OVERLAPS)
    assert (seen["found"], seen["twice"]) == ([], [])
    assert seen["effort"] < 3, "to lay out all names"


@pytest.mark.by_turns
def test_heap_comes_apart_under_mouse_and_keyboard(page: Page, server: Server) -> None:
    # Too many marks to be fanned out are a list.
    open_page(page, server, "lat=32.5&lng=53.7&zoom=4")
    frame = map_frame(page)
    listed = frame.locator(".atlas-heap button")
    heap = middle(frame, "evin-prison")
    page.mouse.click(*heap)
    expect(listed.first).to_be_focused()
    expect(frame.locator(".atlas-heap p").nth(1)).to_contain_text("near Tehran")
    page.keyboard.press("ArrowDown")
    expect(listed.nth(1)).to_be_focused()
    page.keyboard.press("Escape")
    expect(listed).to_have_count(0)
    assert frame.evaluate("document.activeElement.classList.contains('atlas-mark')")
    page.mouse.click(*heap)
    expect(listed.first).to_be_focused()
    page.mouse.click(heap[0] + 200, heap[1] + 100)
    expect(listed).to_have_count(0)
    page.mouse.click(*heap)
    frame.locator('.atlas-heap button[data-place-id="evin-prison"]').focus()
    page.keyboard.press("Enter")
    expect(page.locator(".st-key-detail h2")).to_have_text("Evin prison")
    expect(listed).to_have_count(0)
    # A mouse that rests is enough for few, and the click that follows lists them.
    frame.get_by_role("button", name="Iran", exact=True).click()
    heap = middle(frame, "zahedan-towhid-prison")
    page.mouse.move(*heap)
    fanned = frame.locator(".atlas-heap.is-fanned")
    expect(fanned).to_contain_text("Gurband prison, Zahedan")
    page.mouse.click(*heap)
    expect(listed.first).to_be_focused()
    expect(fanned).to_have_count(0)
    frame.locator('.atlas-heap [data-place-id="zahedan-cemetery"]').click()
    expect(page.locator(".st-key-detail h2")).to_have_text("Zahedan cemetery")
    expect(frame.locator('.atlas-label[data-place-id="zahedan-cemetery"]')).to_be_visible()
    expect(fanned).to_have_count(0)
    # So is the focus of the keyboard, once the card has its room; a nearer view parts the heap.
    settled(page)
    frame.wait_for_function("map.getSize().x === innerWidth")
    frame.locator('.atlas-mark[data-place-id="zahedan-prisons-unspecified"]').focus()
    page.keyboard.press("Tab")
    before = frame.evaluate("map.getZoom()")
    fanned.get_by_role("button", name="Zoom in here").click()
    assert frame.evaluate("map.getZoom()") > before
    assert not frame.evaluate("atlas.heaps.isHeap('zahedan-towhid-prison')")
    # What is elsewhere is said, and a click goes there.
    frame.get_by_role("button", name="in Europe and beyond to the west").click()
    expect(frame.locator('.atlas-label[data-place-id="commemoration-paris"]')).to_have_text("Paris")
    expect(frame.locator(".atlas-elsewhere")).to_contain_text("in Iran")
    # A name is as good as its mark.
    frame.locator('.atlas-label[data-place-id="commemoration-paris"]').click()
    expect(page.locator(".st-key-detail h2")).to_have_text("Paris")


@pytest.mark.by_turns
def test_country_that_is_filtered_for_is_named_where_towns_leave_room(
    page: Page, server: Server
) -> None:
    open_page(page, server, "countries=DE")
    expect(map_frame(page).locator(".atlas-label-country", has_text="Germany")).to_be_visible()
