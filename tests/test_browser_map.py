"""The map page in a real browser: what is drawn, selected, filtered and linked."""

import re
import signal
from collections import Counter
from random import Random

import pytest
from playwright.sync_api import Page, expect

from browser import Server, map_frame, open_page, select_on_map, settled, view_of
from datasets import rows_of
from geo import Dataset, Filter
from geo.stops import stops
from stage import wait_for_ids

PLACES = rows_of("places.csv")
LOCATED = {row["place_id"] for row in PLACES if row["lat"]}


def test_first_view_draws_every_located_place_over_outlines(page: Page, server: Server) -> None:
    with page.expect_request(lambda sent: "/map/rendered/" in sent.url) as first:
        open_page(page, server)
    assert first.value.method == "POST"  # what the page waits for before it draws its other parts
    frame = map_frame(page)
    wait_for_ids(frame, LOCATED)
    painted: int = frame.evaluate(
        "Math.max(...[...document.querySelectorAll('canvas')].map(canvas => {"
        "if (!canvas.width || !canvas.height) return 0;"  # of the inset, before it is drawn
        "const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;"
        "const seen = new Set(); for (let i = 0; i < data.length; i += 400)"
        "seen.add([data[i], data[i + 1], data[i + 2]].join()); return seen.size; }))"
    )
    assert painted > 2
    # The legend counts what the file holds.
    counts = Counter(row["layer"] for row in PLACES)
    legend = page.locator(".st-key-legend")
    expect(legend).to_contain_text(f"Prisons {counts['prison']}")
    expect(legend).to_contain_text(f"Reported burial sites {counts['burial_site']}")
    expect(legend).to_contain_text(f"Commemoration cities {counts['commemoration']}")
    # The map says when the marks of a selection are drawn.
    settled(page)
    with page.expect_request(lambda asked: "/map/rendered/" in asked.url):
        page.locator(".st-key-legend_prison label").click()
    prisons = {row["place_id"] for row in PLACES if row["layer"] == "prison"}
    wait_for_ids(frame, LOCATED - prisons)


def test_click_on_evin_shows_all_its_statements(page: Page, server: Server) -> None:
    open_page(page, server, "lat=35.8&lng=51.38&zoom=11")
    frame = map_frame(page)
    frame.locator('.atlas-mark[data-place-id="evin-prison"]').click()
    card = page.locator(".st-key-detail")
    expect(card.get_by_role("heading", name="Evin prison")).to_be_visible()
    expected = [row for row in rows_of("claims.csv") if row["place_id"] == "evin-prison"]
    expect(card.locator(".claim")).to_have_count(len(expected))
    for claim in expected:
        expect(card.locator(f"#{claim['claim_id']}")).to_contain_text(claim["locator"])
        expect(card.locator(f"#{claim['claim_id']}")).to_contain_text(claim["summary"])
    settled(page)
    links = card.locator(".claim a:not([href^='#'])")
    for link in links.all():  # to sources: out, and only by HTTP
        assert (link.get_attribute("href") or "").startswith(("http://", "https://"))
        assert link.get_attribute("target") == "_blank"
        assert "noopener" in (link.get_attribute("rel") or "")
    address = page.url
    way = card.get_by_role("link", name=re.compile(r"^Figures side by side \d"))
    way.click()
    expect(card.get_by_role("heading", name="Figures side by side")).to_be_in_viewport()
    expect(way).to_be_in_viewport()
    assert page.url == address
    # A link to a statement opens the card at it.
    last = card.locator(f"#{expected[-1]['claim_id']}")
    last.get_by_role("link", name="Link to this statement").click()
    assert page.url == f"{address}#{expected[-1]['claim_id']}"
    page.reload()
    expect(last).to_be_focused()
    expect(last.locator(".summary")).to_be_in_viewport()
    settled(page)
    card.get_by_role("button", name="Compare: People executed").click()
    page.wait_for_url(re.compile("figures=people_executed&.*view=figures"))
    counted = page.get_by_role("combobox", name="What is counted")
    expect(counted).to_have_value("People executed")
    settled(page)
    counted.fill("Bodies")
    counted.press("Enter")
    page.wait_for_url(re.compile("figures=bodies"))
    page.reload()
    expect(counted).to_have_value("Bodies")
    settled(page)
    page.go_back()
    expect(counted).to_have_value("People executed")
    settled(page)
    cities = page.get_by_role("tab", name="Cities claimed and named")
    cities.click()
    page.wait_for_url(re.compile("tab=cities"))
    settled(page)
    page.reload()
    expect(cities).to_have_attribute("aria-selected", "true")
    settled(page)
    page.go_back()
    expect(cities).to_have_attribute("aria-selected", "false")
    expect(counted).to_have_value("People executed")


@pytest.mark.by_turns
def test_keys_lead_from_the_open_card_to_the_next_in_time_and_back(
    page: Page, server: Server, atlas: Dataset
) -> None:
    query = Filter(layers=("prison",), from_date="1988-07", to_date="1988-09")
    order = stops(query.select(atlas))
    at = next(n for n, one in enumerate(order) if one.place_id == "evin-prison")
    open_page(page, server, f"{query.to_query()}&lat=35.8&lng=51.38&zoom=11")
    frame, card = map_frame(page), page.locator(".st-key-detail")
    what_to_do = frame.get_by_text("Select a mark to read its sources")
    expect(what_to_do).to_be_visible()
    frame.locator('.atlas-mark[data-place-id="evin-prison"]').click()
    expect(card.get_by_role("heading", name="Evin prison")).to_be_visible()
    expect(what_to_do).to_be_hidden()
    settled(page)
    number = card.locator(".st-key-card-turning")
    for key, to in (("n", 1), ("n", 2), ("p", 1)):  # the first while the map has the keyboard
        page.keyboard.press(key)
        expect(number).to_contain_text(f"{at + 1 + to} / {len(order)}")
        settled(page)
        stop = order[at + to]
        opened = f"place={stop.place_id}" if stop.place_id else f"event={stop.event}"
        page.wait_for_url(re.compile(f"{opened}(&|$)"))
        if stop.place_id:
            expect(frame.locator(".atlas-mark.is-selected")).to_be_visible()
    page.get_by_test_id("stSidebar").locator("input").first.press_sequentially("n")
    expect(number).to_contain_text(f"{at + 2} / {len(order)}")


PRESS_AS_THE_MAP_SPEAKS = """() => {
    const frame = document.querySelector('.st-key-map iframe').contentWindow;
    const press = (event) => {
        if (event.source !== frame || event.data.type !== 'streamlit:setComponentValue') return;
        window.removeEventListener('message', press);
        document.querySelector('.st-key-legend_commemoration input').click();
    };
    window.addEventListener('message', press);
}"""


@pytest.mark.by_turns
def test_choice_is_kept_that_a_busy_server_reads_late(page: Page, server: Server) -> None:
    open_page(page, server, "lat=35.8&lng=51.38&zoom=11")
    frame = map_frame(page)
    # A busy browser may tell of two things at once, of which one is the map's alone.
    page.evaluate(PRESS_AS_THE_MAP_SPEAKS)
    frame.locator(".leaflet-container").press("ArrowLeft")
    expect(page.locator(".st-key-counter")).to_contain_text("by the filters")
    settled(page)
    frame.evaluate(
        "() => { const tell = Streamlit.setComponentValue.bind(Streamlit);"
        "Streamlit.setComponentValue = value => { window.last = value.event; tell(value); }; }"
    )
    server.process.send_signal(signal.SIGSTOP)
    try:
        page.get_by_role("button", name="Continue").click()  # the whole page is to run first
        frame.locator('.atlas-mark[data-place-id="evin-prison"]').click()
        frame.locator(".leaflet-container").press("ArrowRight")
        frame.wait_for_function("window.last === 'view'")
    finally:
        server.process.send_signal(signal.SIGCONT)
    expect(page.locator(".st-key-detail h2")).to_have_text("Evin prison")


@pytest.mark.by_turns
def test_places_on_a_shared_point_can_be_selected(page: Page, server: Server, seed: int) -> None:
    open_page(page, server, "lat=31.319&lng=48.684&zoom=9")
    frame = map_frame(page)
    shared = [row["place_id"] for row in PLACES if row["lat"] == "31.31901"]
    assert len(shared) > 1
    boxes = [
        frame.locator(f'.atlas-mark[data-place-id="{one}"] b').bounding_box() for one in shared
    ]
    centres = {(round(box["x"]), round(box["y"])) for box in boxes if box}
    assert len(centres) == len(shared)
    for one in Random(seed).sample(shared, 2):
        frame.locator(f'.atlas-mark[data-place-id="{one}"]').click()
        page.wait_for_function("id => location.search.includes('place=' + id)", arg=one)


@pytest.mark.by_turns
def test_marks_are_skipped_and_reached_by_keyboard(page: Page, server: Server) -> None:
    open_page(page, server)
    frame = map_frame(page)
    frame.locator(".leaflet-container").focus()
    page.keyboard.press("Tab")
    skip = frame.get_by_role("button", name="Skip the marks")
    expect(skip).to_be_focused()
    frame.wait_for_function(
        "() => { const box = document.activeElement.getBoundingClientRect();"
        "return document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)"
        " === document.activeElement; }"
    )
    page.keyboard.press("Enter")
    expect(frame.get_by_role("button", name="Zoom in")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(frame.get_by_role("button", name="Back past the marks")).to_be_focused()
    page.keyboard.press("Enter")
    expect(frame.locator(".leaflet-container")).to_be_focused()
    select_on_map(page, frame, "khavaran-cemetery")
    name = page.locator(".st-key-detail h2")
    expect(name).to_have_text("Khavaran burial ground")
    # The keyboard goes along to the card, and Esc gives it back.
    expect(name).to_be_focused()
    page.keyboard.press("Escape")
    expect(frame.locator('.atlas-mark[data-place-id="khavaran-cemetery"]')).to_be_focused()


@pytest.mark.by_turns
def test_filters_notes_and_chips_change_marks_without_moving_or_loading_the_map(
    page: Page, server: Server, atlas: Dataset
) -> None:
    open_page(page, server)
    frame = map_frame(page)
    wait_for_ids(frame, set(atlas.places.index))
    frame.evaluate("window.still_here = true")
    before = view_of(frame)
    page.locator(".st-key-timeline").get_by_text("Summer 1988").click()
    wait_for_ids(
        frame, set(Filter(from_date="1988-07", to_date="1988-09").select(atlas).places.index)
    )
    settled(page)
    period = page.locator(".st-key-chips [data-testid=stMarkdownContainer]:visible").first
    assert period.evaluate("chip => chip.scrollWidth <= chip.clientWidth")  # read whole
    page.locator(".st-key-legend label").first.click()
    query = Filter(layers=("burial_site", "commemoration"), from_date="1988-07", to_date="1988-09")
    wait_for_ids(frame, set(query.select(atlas).places.index))
    assert view_of(frame) == before
    page.get_by_role("button", name="Continue").click()
    page.wait_for_selector(".st-key-content-note button", state="detached")
    select_on_map(page, frame, "khavaran-cemetery")
    page.get_by_role("button", name="Clear all").click()
    page.wait_for_selector(".st-key-chips button", state="detached")
    assert frame.evaluate("window.still_here") is True


@pytest.mark.by_turns
def test_map_goes_to_what_is_asked_for_where_it_does_not_show_it(
    page: Page, server: Server
) -> None:
    open_page(page, server, "cities=paris")
    frame = map_frame(page)
    frame.wait_for_function("map.getBounds().contains([48.86, 2.35]) && map.getZoom() < 6")
    search = page.get_by_label("Search", exact=True)
    search.fill("Germany")
    search.press("Enter")
    page.wait_for_function("location.search === '?countries=DE'")  # and says no more than that
    frame.wait_for_function("map.getBounds().contains([50.94, 6.96])")
    settled(page)
    page.locator(".st-key-chip_countries_DE button:visible").click()
    frame.wait_for_function("map.getBounds().contains([35.7, 51.4])")
    settled(page)
    page.go_back()
    frame.wait_for_function("map.getBounds().contains([50.94, 6.96])")
    page.set_viewport_size({"width": 1200, "height": 700})  # and stays there
    frame.wait_for_function("innerHeight < 560 && map.getBounds().contains([50.94, 6.96])")
    frame.get_by_role("button", name="Iran", exact=True).click()
    page.wait_for_url("**lat=**")
    search.fill("Paris")
    search.press("Enter")
    frame.wait_for_function("map.getBounds().contains([48.86, 2.35])")
    page.wait_for_url(re.compile("cities=paris.*lat=48"))
    # A country is shown whole, where one of its cities is in view already.
    frame.evaluate("() => { map.setView([50.94, 6.96], 9, {animate: false}); }")
    search.fill("Germany")
    search.press("Enter")
    frame.wait_for_function(
        "map.getZoom() > 4 && atlas.shownMarks().length > 3 &&"
        "atlas.shownMarks().every(mark => map.getBounds().contains(mark.getLatLng()))"
    )
    # Words are not, where most of what holds them is: a few places may lie far from the others.
    page.wait_for_url(re.compile("countries=DE.*lat="))
    frame.get_by_role("button", name="Iran", exact=True).click()
    page.wait_for_url(re.compile("lat=3"))
    before = view_of(frame)
    search.fill("families")
    search.press("Enter")  # which waits for the list of this text
    page.wait_for_url(re.compile("q=families"))
    frame.wait_for_function("atlas.shownMarks().some(mark => mark.getLatLng().lng < 40)")
    settled(page)
    assert view_of(frame) == before
