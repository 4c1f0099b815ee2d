"""The card of a place in a browser: on the map, as a sheet on a phone, and from the timeline."""

from itertools import pairwise

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from browser import Server, map_frame, open_page, other_window, select_on_map, settled
from dashboard.timeline.choices import band_lane, statements_of
from dashboard.timeline.rows import dated_statements
from dashboard.timeline.style import FAINT, QUIET
from geo import Dataset, Filter

OPACITIES = """() => {
    const found = {};
    const marks = ".st-key-timeline .scatterlayer path.point, .st-key-timeline .bars .point path";
    for (const mark of document.querySelectorAll(marks)) {
        const style = getComputedStyle(mark), trace = mark.closest(".trace").__data__[0].trace;
        const key = trace.customdata[mark.closest(".point").__data__.i];
        const drawn = Math.max(alpha(style.stroke, style.strokeOpacity),
                               alpha(style.fill, style.fillOpacity)) * style.opacity;
        found[key] = Math.max(found[key] ?? 0, Math.round(drawn * 100) / 100);
    }
    return found;
    function alpha(colour, opacity) {
        if (colour === "none") return 0;
        const parts = colour.match(/rgba\\((?:[^,]+,){3}([^)]+)\\)/);
        return (parts ? Number(parts[1]) : 1) * opacity;
    }
}"""


@pytest.mark.by_turns
def test_a_place_chosen_on_the_map_stands_out_on_the_timeline(
    page: Page, server: Server, atlas: Dataset
) -> None:
    query = Filter(layers=("prison",), from_date="1988-07-20", to_date="1988-08-30")
    open_page(page, server, query.to_query())
    select_on_map(page, map_frame(page), "evin-prison")
    expect(page.locator(".st-key-detail h2")).to_have_text("Evin prison")
    page.get_by_role("radio", name="Timeline").click()
    page.wait_for_function(f"Object.values(({OPACITIES})()).some(opacity => opacity < 1)")
    found = query.select(atlas)
    own = set(found.claims.index[found.claims["place_id"] == "evin-prison"])
    drawn = page.evaluate(OPACITIES)
    dated = [statement.claim_id for statement in dated_statements(found)]
    assert sorted(name for key in drawn for name in statements_of(key, found)) == sorted(dated)
    for key, opacity in drawn.items():
        stands_out = 1 if own & {*statements_of(key, found)} else FAINT
        assert opacity == round(stands_out * (QUIET if band_lane(key) else 1), 2)
    # A bar of the timeline opens the card of its place.
    page.get_by_role("button", name="Close").click()
    expect(page.locator(".st-key-detail h2")).to_have_count(0)
    settled(page)
    bar = page.locator(".st-key-timeline .bars .point path").first
    bar.scroll_into_view_if_needed()
    box = bar.bounding_box()  # Plotly listens on a sheet above its marks
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator(".st-key-detail .claim").first).to_be_visible()


# Whether the selected mark is seen between the top of the window and the card.
IS_ABOVE_SHEET = """() => {
    const frame = document.querySelector('.st-key-map iframe');
    const mark = frame?.contentDocument?.querySelector('.atlas-mark.is-selected');
    const sheet = document.querySelector('.st-key-detail:has(h2)');
    if (!mark || !sheet) return false;
    const top = frame.getBoundingClientRect().top, box = mark.getBoundingClientRect();
    return top + box.top > 0 && top + box.bottom < sheet.getBoundingClientRect().top;
}"""


# Buttons at the edges of the map lay half under the card.
EDGES_ABOVE_SHEET = """() => {
    const frame = document.querySelector('.st-key-map iframe');
    const end = document.querySelector('.st-key-detail').getBoundingClientRect().top
        - frame.getBoundingClientRect().top;
    return [...frame.contentDocument.querySelectorAll('.atlas-elsewhere button')]
        .every((one) => one.getBoundingClientRect().bottom <= end);
}"""


@pytest.mark.parametrize("viewport", [(412, 732)])
def test_card_is_a_sheet_on_a_phone(page: Page, server: Server) -> None:
    open_page(page, server)
    sheet, name = page.locator(".st-key-detail"), page.locator(".st-key-detail h2")
    select_on_map(page, map_frame(page), "evin-prison")
    expect(name).to_have_text("Evin prison")
    select_on_map(page, map_frame(page), "khavaran-cemetery")
    expect(name).to_have_text("Khavaran burial ground")
    expect(name).to_be_in_viewport()
    mark = map_frame(page).locator('.atlas-mark[data-place-id="khavaran-cemetery"]')
    expect(mark).to_be_in_viewport()
    page.wait_for_function(EDGES_ABOVE_SHEET)
    years = page.locator(".st-key-timeline_years input").last
    years.focus()  # lay under the sheet
    box = years.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 732 - height(sheet)
    page.evaluate("document.querySelector('.stMain').scrollTo(0, 0)")
    handle = sheet.get_by_role("button", name="Whole height of the card")
    handle.click()
    expect(handle).to_have_attribute("aria-expanded", "true")
    assert height(sheet) > 0.9 * 732
    pull(page, handle, 300)
    expect(handle).to_have_attribute("aria-expanded", "false")
    assert 0.4 * 732 < height(sheet) < 0.5 * 732
    mark_box = mark.bounding_box()
    assert mark_box is not None
    assert mark_box["y"] + mark_box["height"] < 732 - height(sheet)
    pull(page, handle, 300)
    expect(name).to_have_count(0)
    for before in ("Khavaran burial ground", "Evin prison"):
        settled(page)
        page.go_back()
        expect(name).to_have_text(before)
    settled(page)
    page.go_back()
    expect(name).to_have_count(0)
    expect(map_frame(page).locator(".atlas-elsewhere")).to_contain_text("in Europe")


@pytest.mark.by_turns
@pytest.mark.parametrize("viewport", [(390, 844)])
def test_southernmost_place_is_seen_above_the_sheet_in_any_language(
    page: Page, server: Server
) -> None:
    open_page(page, server)
    select_on_map(page, map_frame(page), "minab-physical-training-centre")
    page.wait_for_function(IS_ABOVE_SHEET)
    page.locator("[class*=st-key-languages-] button:visible").click()
    page.locator(".st-key-language_fr button:visible").click()
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    page.wait_for_function(IS_ABOVE_SHEET)
    settled(page)
    page.go_back()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.wait_for_function(IS_ABOVE_SHEET)


def height(part: Locator) -> float:
    """Return how high a part of the page is, in pixels."""
    return float(part.evaluate("one => one.getBoundingClientRect().height"))


def pull(page: Page, handle: Locator, down: int) -> None:
    """Pull a handle down by some pixels."""
    box = handle.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + 10
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y + down, steps=4)
    page.mouse.up()


@pytest.mark.by_turns
def test_card_chosen_low_on_the_timeline_is_in_view(page: Page, server: Server) -> None:
    open_page(page, server, "view=timeline")
    marks = page.locator(".st-key-timeline .scatterlayer .point")
    marks.first.wait_for()
    settled(page)
    marks.last.scroll_into_view_if_needed()
    box = marks.last.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator(".st-key-detail .claim").first).to_be_in_viewport()
    expect(page.locator(".st-key-detail").get_by_role("button", name="Close")).to_be_in_viewport()


@pytest.mark.by_turns
def test_every_press_turns_the_card(page: Page, server: Server) -> None:
    open_page(page, server, "place=evin-prison")
    map_frame(page)
    counted = page.locator(".st-key-card-turning [data-testid=stCaptionContainer]")
    at, count = (int(one) for one in counted.inner_text().split("/"))
    for _press in range(5):
        page.keyboard.press("n")
    expect(counted).to_have_text(f"{at + 5} / {count}")
    for _press in range(3):
        page.keyboard.press("p")
    expect(counted).to_have_text(f"{at + 2} / {count}")
    page.locator(".st-key-card_later button:visible").click(click_count=5, delay=10)
    expect(counted).to_have_text(f"{at + 7} / {count}")


HEAD = """() => ['detail_close', 'card_earlier', 'card_later'].map(name =>
    [...document.querySelectorAll(`.st-key-${name} button`)].find(one => one.offsetWidth))
    .map(one => one.getBoundingClientRect()).map(({ left, right }) => [left, right])"""


@pytest.mark.by_turns
@pytest.mark.parametrize("code", ["ar", "fr"])
def test_ways_out_of_a_narrow_card_do_not_overlap(
    browser: Browser, server: Server, code: str
) -> None:
    with other_window(browser, 1117, 643) as narrow:
        open_page(narrow, server, f"place=evin-prison&lang={code}")
        narrow.locator(".st-key-card_later").first.wait_for()
        settled(narrow)
        found = sorted(narrow.evaluate(HEAD))
        assert [end <= start for (_, end), (start, _) in pairwise(found)] == [True, True]
