"""An area of the map as a filter: drawn, or the part in view."""

import pytest
from playwright.sync_api import Page, expect

from browser import Server, map_frame, open_page, settled
from geo import Dataset, Filter
from geo.bounds import Bounds
from stage import drawn_ids, wait_for_ids

SHOWS_IRAN = "map.getBounds().contains([[25.1, 44], [39.8, 63.3]])"
RECTANGLES = """() => {
    const found = [];
    atlas.map.eachLayer(one => { if (one instanceof L.Rectangle) found.push(one.getBounds()); });
    return found.map(box => [box.getSouth(), box.getWest(), box.getNorth(), box.getEast()]);
}"""


@pytest.mark.by_turns
def test_drawn_rectangle_and_what_is_in_view_restrict(
    page: Page, server: Server, atlas: Dataset
) -> None:
    open_page(page, server)
    frame = map_frame(page)
    settled(page)
    assert frame.evaluate(SHOWS_IRAN)
    frame.get_by_role("button", name="Draw an area").click()
    box = page.locator("iframe[title='streamlit_folium.st_folium']").bounding_box()
    assert box is not None
    corner = box["x"] + box["width"] * 0.3, box["y"] + box["height"] * 0.25
    page.mouse.move(*corner)
    page.mouse.down()
    page.mouse.move(corner[0] + 150, corner[1] + 90, steps=5)
    assert frame.locator(".leaflet-zoom-box").is_visible()
    page.mouse.move(corner[0] + 300, corner[1] + 90, steps=5)
    page.mouse.up()
    page.wait_for_function("location.search.includes('bounds=')")
    expected = _in_bounds(page, atlas)
    assert 0 < len(expected) < len(atlas.places)
    wait_for_ids(frame, expected)
    south, west, north, east = map(float, _bounds(page).split(","))
    # Three times as wide as high, which the map itself is not: the rectangle, not the view.
    assert 2 < (east - west) / (north - south) < 4.5
    expect(page.locator(".st-key-chips")).to_contain_text("Only an area of the map")
    expect(frame.get_by_role("button", name="Draw an area")).to_have_attribute(
        "aria-pressed", "false"
    )
    assert not frame.evaluate(SHOWS_IRAN)
    settled(page)

    # It stays in force, and drawn, wherever the map goes.
    drawn = _bounds(page)
    longitude = "new URLSearchParams(location.search).get('lng')"
    before = page.evaluate(longitude)
    frame.locator(".atlas").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function(f"before => {longitude} !== before", arg=before)
    settled(page)
    assert _bounds(page) == drawn
    expect(page.get_by_role("switch", name="Only in view")).not_to_be_checked()
    outlined = frame.evaluate(RECTANGLES)
    assert outlined == [pytest.approx([south, west, north, east], abs=0.001)]
    page.go_back()
    wait_for_ids(frame, set(atlas.places.index))
    frame.wait_for_function(SHOWS_IRAN)
    settled(page)

    # What is in view may be followed instead.
    frame.get_by_role("button", name="Europe", exact=True).click()
    page.wait_for_function("location.search.includes('zoom=')")
    page.get_by_text("Only in view").click()
    page.wait_for_function("location.search.includes('bounds=')")
    wait_for_ids(frame, _in_bounds(page, atlas))
    assert "evin-prison" not in drawn_ids(frame)
    before = _bounds(page)
    frame.get_by_role("button", name="Iran", exact=True).click()
    page.wait_for_function(
        "before => new URLSearchParams(location.search).get('bounds') !== before", arg=before
    )
    wait_for_ids(frame, _in_bounds(page, atlas))
    assert "evin-prison" in drawn_ids(frame)
    assert "commemoration-paris" not in drawn_ids(frame)


def _bounds(page: Page) -> str:
    bounds: str = page.evaluate("new URLSearchParams(location.search).get('bounds')")
    return bounds


def _in_bounds(page: Page, atlas: Dataset) -> set[str]:
    return set(Filter(bounds=Bounds.read(_bounds(page))).select(atlas).places.index)
