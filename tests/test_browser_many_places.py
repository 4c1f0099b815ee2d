"""Thousands of places: numbers stand for what the map cannot show, and lead to it."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Frame, Page, expect

from browser import Server, map_frame, open_page, serving, settled
from datasets import lines
from many_places import TOGETHER, write_many

COUNT = 2_000
# How many places marks and numbers of the map stand for, by layer.
SHOWN = """() => {
    const counts = {};
    for (const mark of document.querySelectorAll('.atlas-mark')) {
        const { layer, count = 1 } = mark.dataset;
        counts[layer] = (counts[layer] || 0) + Number(count);
    }
    return counts;
}"""


# Numbers that lie over one another, over a button or over the edge of the map.
COVERED = """() => {
    const boxes = (names) => [...document.querySelectorAll(names)]
        .map((one) => one.getBoundingClientRect()).filter(({ width }) => width);
    const seen = boxes('.is-cell').filter((one) => one.right > 0 && one.left < innerWidth
        && one.bottom > 0 && one.top < innerHeight);
    const overlap = (one, two) => one !== two && one.left < two.right - 0.5
        && two.left < one.right - 0.5 && one.top < two.bottom - 0.5 && two.top < one.bottom - 0.5;
    const others = [...seen, ...boxes('.leaflet-control, .atlas-elsewhere button')];
    return seen.filter((one) => others.some((other) => overlap(one, other)));
}"""


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("many")
    data = write_many(folder / "data", COUNT, seed=1)
    assert lines(data) == []
    with serving(folder / "log.txt", data=data) as running:
        yield running


KEYS = "[...atlas.marks.keys(), ...atlas.cells.keys()]"


def wait_for_parts(frame: Frame, before: str) -> None:
    """Wait until other numbers or marks stand on the map than `before`."""
    frame.wait_for_function(f"before => JSON.stringify([...{KEYS}]) !== before", arg=before)


@pytest.mark.by_turns
@pytest.mark.own_page
def test_numbers_add_up_part_when_chosen_and_end_as_an_area(page: Page, crowded: Server) -> None:
    open_page(page, crowded, "")
    frame = map_frame(page)
    expect(page.locator(".st-key-counter")).to_contain_text(f"{COUNT:,} of {COUNT:,} places")
    frame.wait_for_function("atlas.cells.size > 10")
    assert sum(frame.evaluate(SHOWN).values()) == COUNT
    assert frame.evaluate("atlas.marks.size + atlas.cells.size") < 600
    for width, height in ((412, 732), (360, 640), (1440, 900)):
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_function("width => innerWidth === width", arg=width)
        frame.wait_for_function("atlas.map.getSize().x === innerWidth")
        frame.wait_for_function(f"({COVERED})().length === 0")

    # A number leads to what it stands for, with the keyboard too.
    zoom, before = frame.evaluate("atlas.map.getZoom()"), frame.evaluate(f"JSON.stringify({KEYS})")
    number = frame.locator(".is-cell[tabindex='0']").nth(5)
    assert number.get_attribute("aria-label")
    number.press("Enter")
    page.wait_for_url(re.compile("zoom="))
    assert "bounds=" not in page.url
    assert frame.evaluate("document.activeElement === atlas.container")
    wait_for_parts(frame, before)
    assert frame.evaluate("atlas.map.getZoom()") > zoom
    assert sum(frame.evaluate(SHOWN).values()) == COUNT

    # A choice leaves what is in view as it is, but for the card beside it.
    settled(page)
    alone = frame.evaluate(
        "[...atlas.marks].filter(([, mark]) => atlas.map.getBounds().pad(-0.2)"
        ".contains(mark.getLatLng()) && !mark.feature.properties.of).map(([id]) => id)"
    )
    assert len(alone) > 1
    frame.evaluate("id => atlas.choose(id)", alone[0])
    page.locator(".st-key-detail h2").wait_for()
    settled(page)
    frame.wait_for_function("ids => ids.every((id) => atlas.marks.has(id))", arg=alone)
    assert sum(frame.evaluate(SHOWN).values()) == COUNT
    page.go_back()
    page.locator(".st-key-detail h2").wait_for(state="detached")
    settled(page)
    page.go_back()
    frame.wait_for_function("zoom => atlas.map.getZoom() === zoom", arg=zoom)

    # What no view parts becomes an area, whose places Records lists.
    lat, lon = TOGETHER
    open_page(page, crowded, f"lat={lat}&lng={lon}&zoom=14")
    frame = map_frame(page)
    number = frame.locator(f'.is-cell[data-place-id$="{lat} {lon}"]').first
    count = number.get_attribute("data-count")
    number.click()
    expect(page.locator(".st-key-chips")).to_contain_text("Only an area of the map")
    expect(page.locator(".st-key-counter")).to_contain_text(f"{COUNT // 2:,} of {COUNT:,} places")
    assert count is not None
    assert 0 < int(count) < COUNT // 2
