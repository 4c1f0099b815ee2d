"""The researcher's journey in a real browser, by mouse and by keyboard."""

from pathlib import Path
from urllib.parse import urlsplit

import geopandas
import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from pybtex.database import parse_string

from browser import Server, map_frame, open_page, other_window, settled
from datasets import ALL_STATEMENTS
from geo import Dataset, Filter
from stage import wait_for_ids

AUGUST = Filter(from_date="1988-08", to_date="1988-08", certainty="certain")


def press(control: Locator, *keys: str) -> None:
    """Go to a control and press keys there; nothing is clicked."""
    expect(control).to_be_enabled()  # not on a page that has yet to follow what was done before
    control.focus()
    expect(control).to_be_focused()
    for key in keys:
        control.page.keyboard.press(key)


def opens_alike(browser: Browser, address: str, places: set[str], card: str) -> None:
    """Open an address in another browser; it shows just these places, and the card."""
    with other_window(browser, 1440, 900) as other:
        other.goto(address)
        settled(other)
        wait_for_ids(map_frame(other), places)
        expect(other.locator(".st-key-detail h2")).to_have_text(card)


def test_search_compare_narrow_take_along_and_return(
    page: Page, server: Server, atlas: Dataset, browser: Browser, tmp_path: Path
) -> None:
    open_page(page, server)
    page.get_by_role("button", name="Continue").click()
    frame = map_frame(page)

    # A misspelt prison is found, and its card opens.
    search = page.get_by_label("Search", exact=True)
    search.fill("Khavaran")
    page.locator(".st-key-suggestions button").first.wait_for()
    search.press("ControlOrMeta+a")
    search.press("Delete")
    expect(search).to_have_value("")  # and not what was deleted
    search.fill("Gohardascht")
    suggestion = page.locator(".st-key-suggestions").get_by_role("button", name="Gohardasht")
    suggestion.click()
    expect(page.locator(".st-key-detail h2")).to_have_text("Gohardasht prison")
    expect(suggestion).to_be_hidden()  # the list is closed, and a click in the field opens it
    search.click()
    expect(suggestion).to_be_visible()

    # Its figures stand side by side.
    page.get_by_role("radio", name="Figures").click()
    expect(page.get_by_role("columnheader", name="As stated by").first).to_be_visible()
    expect(page.locator(".st-key-map iframe")).to_have_count(0)
    left = "document.querySelector('.st-key-header h1').getBoundingClientRect().left"
    before = page.evaluate(left)
    page.get_by_role("radio", name="Sources").click()  # has no filters, and all stays in place
    page.locator(".source").first.wait_for()
    page.wait_for_selector("[data-testid=stSidebar]", state="detached")
    assert page.evaluate(left) == before
    page.get_by_role("radio", name="Map").click()
    frame = map_frame(page)

    # August 1988, certainly.
    page.get_by_label("From", exact=True).fill("1988-08")
    page.get_by_label("From", exact=True).press("Enter")
    page.wait_for_function("location.search.includes('from=1988-08')")
    page.get_by_label("To", exact=True).fill("1988-08")
    page.get_by_label("To", exact=True).press("Enter")
    page.wait_for_function("location.search.includes('to=1988-08')")
    page.get_by_role("radio", name="Certainly").click()
    found = AUGUST.select(atlas)
    wait_for_ids(frame, set(found.places.index))
    expect(page.locator(".st-key-counter")).to_contain_text(
        f"{found.counts.statements.shown} of {ALL_STATEMENTS} statements shown"
    )

    # A stretch of the timeline narrows the period further; the way back undoes it.
    page.get_by_role("radio", name="Timeline").click()
    page.get_by_role("radio", name="Drag to select a period").click()
    page.wait_for_function(
        "document.querySelector('.js-plotly-plot')?._fullLayout?.dragmode === 'select'"
    )
    sheet = page.locator(".st-key-timeline .nsewdrag").first
    sheet.wait_for()
    settled(page)  # a chart that is drawn anew forgets the stretch that was begun
    sheet.scroll_into_view_if_needed()
    box = sheet.bounding_box()
    assert box is not None
    middle = box["y"] + min(box["height"], 120) / 2
    page.mouse.move(box["x"] + box["width"] * 0.1, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.5, middle + 6, steps=8)
    page.mouse.up()
    page.wait_for_function("/from=1988-08-\\d\\d&/.test(location.search)")
    sentence = page.locator(".sentence")
    expect(sentence).not_to_have_text(AUGUST.describe(atlas))
    settled(page)
    page.go_back()
    expect(sentence).to_have_text(AUGUST.describe(atlas))
    page.get_by_role("radio", name="Map").click()
    wait_for_ids(map_frame(page), set(found.places.index))

    # The years under the map are chosen with keys, and an end that is not moved stays as it was.
    end = page.get_by_role("slider", name="Years of the period").last
    entries = page.evaluate("history.length")
    for year in ("1989", "1990"):
        end.press("ArrowRight")
        page.wait_for_function("year => location.search.includes(`to=${year}`)", arg=year)
        expect(end).to_be_focused()
    settled(page)
    assert page.evaluate("history.length") == entries + 1  # what follows soon is the same choice
    page.go_back()
    page.wait_for_function("location.search.includes('to=1988-08')")
    settled(page)
    wait_for_ids(map_frame(page), set(found.places.index))

    # Files of exactly this view.
    page.get_by_role("button", name="Share · cite · download").click()
    link = page.locator("[data-testid=stPopoverBody] code").first
    expect(link).to_contain_text("certainty=certain")
    address = link.inner_text()
    page.get_by_role("tab", name="Download").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="sources.bib").click()
    bibliography = parse_string(download.value.path().read_text("utf-8"), "bibtex")
    assert set(bibliography.entries) == set(found.source_ids)
    with page.expect_download() as download:
        page.get_by_role("link", name="atlas.gpkg").click()
    package = tmp_path / "atlas.gpkg"
    download.value.save_as(package)
    assert set(geopandas.read_file(package, layer="places")["place_id"]) == set(found.places.index)

    # The copied link in another browser shows the same records.
    query = urlsplit(address).query
    opens_alike(browser, f"{server.url}/?{query}", set(found.places.index), "Gohardasht prison")


@pytest.mark.by_turns
def test_keys_of_the_search_field(page: Page, server: Server) -> None:
    open_page(page, server, "view=records")
    page.get_by_role("button", name="Continue").click()
    field = page.get_by_label("Search", exact=True)

    # Enter at once, before the list has come: one reading is clear.
    field.fill("executions in Mashhad, August 1988")
    field.press("Enter")
    page.wait_for_function("location.search.includes('kinds=executions_reported')")
    for part in ("cities=mashhad", "from=1988-08", "to=1988-08"):
        assert part in page.url
    expect(field).to_have_value("")  # the question is answered

    # Two readings: Enter leads to them, the arrows along them, and the second is taken.
    field.fill("graves in Tehran")
    field.press("Enter")
    offers = page.locator(".st-key-offers button")
    expect(offers.first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(field).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(offers.nth(1)).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_function("location.search.includes('layers=burial_site')")
    expect(field).to_have_value("")

    # What has been answered is replaced by what is typed next.
    field.fill("Evin prison")
    field.press("Enter")
    page.wait_for_function("location.search.includes('place=evin-prison')")
    page.keyboard.type("Germ")
    expect(field).to_have_value("Germ")
    page.get_by_role("button", name="Germany").first.click()
    page.wait_for_function("location.search.includes('countries=DE')")
    field.click()
    page.keyboard.type("Iran")
    expect(field).to_have_value("Iran")

    # A field that an answer has emptied says nothing: a second Enter leaves all of the question.
    field.fill("Gohardasht prison executed August 1988")
    field.press("Enter")
    page.wait_for_function("location.search.includes('q=Gohardasht')")
    page.locator(".st-key-chip_q_ button").first.wait_for()
    expect(field).to_have_value("")
    field.press("Enter")
    field.fill("Khavaran")
    page.locator(".st-key-suggestions").get_by_role("button", name="Khavaran").first.wait_for()
    assert "q=Gohardasht" in page.url

    # A word of statements is searched for, another replaces it, and the emptied field lifts it.
    for text, query in (("Khamenei", "q=Khamenei"), ("bulldozer", "q=bulldozer"), ("", "")):
        field.fill(text)
        field.press("Enter")
        page.wait_for_function(
            "query => query ? location.search.includes(query) : !location.search.includes('q=')",
            arg=query,
        )


@pytest.mark.by_turns
def test_journey_by_keyboard(page: Page, server: Server, atlas: Dataset) -> None:
    open_page(page, server)
    press(page.get_by_role("button", name="Continue"), "Enter")
    frame = map_frame(page)

    # A misspelt prison is found, and its card opens.
    press(page.get_by_label("Search", exact=True), *"Gohardascht")
    suggestions = page.locator(".st-key-suggestions")
    press(suggestions.get_by_role("button", name="Gohardasht").first, "Enter")
    expect(page.locator(".st-key-detail h2")).to_have_text("Gohardasht prison")

    # Its figures stand side by side.
    press(page.get_by_role("radio", name="Map"), *["ArrowRight"] * 3, "Space")
    expect(page.get_by_role("columnheader", name="As stated by").first).to_be_visible()
    expect(page.locator(".st-key-map iframe")).to_have_count(0)
    settled(page)
    press(page.get_by_role("radio", name="Figures"), *["ArrowLeft"] * 3, "Space")
    frame = map_frame(page)
    settled(page)

    # August 1988, certainly.
    press(page.get_by_label("From", exact=True), *"1988-08", "Enter")
    page.wait_for_function("location.search.includes('from=1988-08')")
    press(page.get_by_label("To", exact=True), *"1988-08", "Enter")
    page.wait_for_function("location.search.includes('to=1988-08')")
    press(page.get_by_role("radio", name="Possibly"), "ArrowRight", "Space")
    found = AUGUST.select(atlas)
    wait_for_ids(frame, set(found.places.index))

    # A statement of the timeline opens its place.
    press(page.get_by_role("radio", name="Map"), "ArrowRight", "Space")
    settled(page)
    press(page.locator(".st-key-timeline summary", has_text="Statements by time"), "Enter")
    marks = page.get_by_role("combobox", name="Statement", exact=True)
    marks.wait_for()
    settled(page)
    # A list that opens while the page still scrolls, here as the panel unfolds, closes again.
    page.wait_for_function(
        "!document.querySelector('.st-key-timeline details').getAnimations({subtree: true}).length"
    )
    marks.scroll_into_view_if_needed()
    press(marks, *"Tazeh")
    page.get_by_role("option", name="August 1988 · Tazeh Abad cemetery").wait_for()
    press(marks, "Enter")
    expect(page.locator(".st-key-detail h2")).to_have_text("Tazeh Abad cemetery")
    settled(page)
    press(page.get_by_role("radio", name="Timeline"), "ArrowLeft", "Space")
    map_frame(page)
    settled(page)

    # Files of exactly this view.
    press(page.get_by_role("button", name="Share · cite · download"), "Enter")
    link = page.locator("[data-testid=stPopoverBody] code").first
    expect(link).to_contain_text("place=tazeh-abad-rasht")
    press(page.get_by_role("tab").first, "ArrowRight", "ArrowRight", "Enter")
    expect(page.get_by_role("tab", name="Download")).to_be_focused()
    with page.expect_download() as download:
        press(page.get_by_role("link", name="sources.bib"), "Enter")
    bibliography = parse_string(download.value.path().read_text("utf-8"), "bibtex")
    assert set(bibliography.entries) == set(found.source_ids)
    page.keyboard.press("Escape")
    expect(link).to_have_count(0)
