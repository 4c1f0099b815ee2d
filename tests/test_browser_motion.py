"""The map on its way, where motion is not reduced: its ground fills the view at every moment."""

import pytest
from playwright.sync_api import Browser, Frame, Page, Route, expect

from browser import Server, map_frame, open_page, other_window, settled
from stage import open_presented, wait_for_shown

# Notes at each picture whether the map flies, and by how many pixels its ground ends in view.
_WATCH = """() => {
    window.gaps = [];
    const look = () => {
        window.isFlying = atlas.container.classList.contains('is-flying');
        window.hasFlown ||= isFlying;
        const ground = '.leaflet-atlas-base-pane canvas, .leaflet-atlas-ground-pane canvas';
        for (const one of document.querySelectorAll(ground)) {
            const { left, top, right, bottom } = one.getBoundingClientRect();
            const gap = Math.max(left, top, innerWidth - right, innerHeight - bottom);
            if (gap > 2) gaps.push(Math.round(gap));
        }
        requestAnimationFrame(look);
    };
    look();
}"""

# Two steps, the second of which comes before the map is at the first.
_TWO_STEPS = """() => {
    const step = (id, lat, lng, zoom) =>
        atlas.command({ id, lat, lng, zoom, fly: true, step: true });
    step('one', 52, 13, 7);
    const isFlying = atlas.container.classList.contains('is-flying');
    step('two', 31.3, 48.7, 6);
    const isThere = !atlas.container.classList.contains('is-flying');
    const { lat, lng } = atlas.memory.view; // which has room for what is told of
    return [isFlying, isThere, map.getCenter().distanceTo([lat, lng]) < 1000];
}"""


def watched(frame: Frame) -> Frame:
    """Begin to look once all of the ground is there."""
    frame.wait_for_function("atlas.basemap.hasGround()")
    frame.evaluate(_WATCH)
    return frame


@pytest.mark.by_turns
def test_ground_fills_the_view_while_a_talk_flies(browser: Browser, server: Server) -> None:
    with other_window(browser, 1366, 768) as hall:
        frame = watched(open_presented(hall, server, "tour=overview&step=8"))
        settled(hall)
        hall.keyboard.press("PageDown")
        wait_for_shown(hall, "overview/9")
        frame.wait_for_function("hasFlown && !isFlying")
        assert frame.evaluate("gaps") == []
        settled(hall)
        assert frame.evaluate(_TWO_STEPS) == [True, True, True]


@pytest.mark.by_turns
def test_ground_fills_the_view_while_a_reader_moves_the_map(
    browser: Browser, server: Server
) -> None:
    with other_window(browser, 1366, 768) as reader:
        open_page(reader, server, "lat=33&lng=52&zoom=6")
        frame = watched(map_frame(reader))
        box = reader.locator(".st-key-map iframe").bounding_box()
        assert box is not None
        left, top = box["x"] + 90, box["y"] + box["height"] / 2 + 150  # clear of buttons
        reader.mouse.move(left, top)
        reader.mouse.down()
        reader.mouse.move(box["x"] + box["width"] - 30, top, steps=8)
        reader.mouse.up()
        frame.wait_for_function("map.getCenter().lng < 45")
        reader.keyboard.down("Control")
        for _turn in range(4):
            reader.mouse.wheel(0, 500)
        frame.wait_for_function("map.getZoom() < 5 && !map._animatingZoom")
        assert frame.evaluate("gaps") == []


# How many colours a picture beneath the frame of the map has, none where there is no picture.
_COLOURS_BENEATH = """async () => {
    const [, address] = getComputedStyle(document.querySelector('.st-key-map'))
        .backgroundImage.match(/url\\("(.*)"\\)/) || [];
    if (!address) return 0;
    const picture = Object.assign(new Image(), { src: address });
    await picture.decode();
    const drawn = document.createElement('canvas'), pen = drawn.getContext('2d');
    const { width, height } = picture;
    Object.assign(drawn, { width, height });
    pen.drawImage(picture, 0, 0);
    return new Set(new Uint32Array(pen.getImageData(0, 0, width, height).data.buffer)).size;
}"""


@pytest.mark.by_turns
@pytest.mark.own_page
def test_a_map_comes_on_a_picture_of_the_ground_before_it(page: Page, server: Server) -> None:
    held: list[Route] = []
    open_page(page, server)
    map_frame(page)
    page.route("**/frame.js", lambda route: held.append(route))
    for opens, key in ((True, "Enter"), (False, "Escape")):
        page.wait_for_function("document.documentElement.style.getPropertyValue('--still-light')")
        button = page.locator(".st-key-present_start button >> visible=true")
        if opens:
            button.focus()
        with page.expect_request("**/frame.js"):
            page.keyboard.press(key)
        expect(page.locator(".st-key-present")).to_have_count(int(opens))
        frame = page.locator(".st-key-map iframe")
        expect(frame).to_have_count(1)
        expect(frame).to_have_css("opacity", "0")
        assert page.evaluate(_COLOURS_BENEATH) > 10
        held.pop().continue_()
        expect(frame).to_have_css("opacity", "1")
        map_frame(page)
