"""Choosing in tables and charts with a mouse, which only a browser can."""

import re

import pytest
from playwright.sync_api import Page, expect

from browser import Server, map_frame, open_page, settled


@pytest.mark.by_turns
def test_a_table_is_read_sorted_and_opens_cards_in_place(page: Page, server: Server) -> None:
    open_page(page, server, "view=records&layers=prison&kinds=detention&from=1988-01&to=1988-06")
    page.wait_for_function("window.atlasRecords")
    page.evaluate("window.isSamePage = true")
    table = page.get_by_role("table")
    expect(table.locator("th[aria-sort=ascending]")).to_have_text(re.compile("Date"))
    table.get_by_role("button", name="Date").click()
    expect(table.locator("th[aria-sort=descending]")).to_have_text(re.compile("Date"))
    page.wait_for_url(re.compile("sort=-date"))
    row = table.locator("tbody tr").nth(2)
    name = row.get_by_role("link").first.inner_text()
    page.emulate_media(media="print")  # on paper nothing can be opened
    expect(row.locator("details p").first).to_be_visible()
    expect(row.get_by_text("Whole citation")).to_be_hidden()
    size = row.evaluate("row => getComputedStyle(row).fontSize")
    expect(row.locator("details p").first).to_have_css("font-size", size)
    page.emulate_media(media="null")
    expect(row.locator("details p").first).to_be_hidden()
    row.get_by_text("Whole citation").click()
    expect(row.locator("details p").first).to_be_visible()
    row.get_by_role("link").first.click()
    page.wait_for_url(re.compile("place="))
    expect(page.locator(".st-key-detail h2")).to_have_text(name)
    expect(page.locator(".st-key-detail article.claim").first).to_be_visible()
    expect(table.locator("tr[aria-current]").first).to_contain_text(name)
    expect(table.locator("tbody tr").nth(2)).to_contain_text(name)
    expect(table.locator("th[aria-sort=descending]")).to_have_text(re.compile("Date"))
    assert page.evaluate("window.isSamePage")
    settled(page)
    table.get_by_role("button", name="Date").click()
    expect(table.locator("th[aria-sort=ascending]")).to_have_text(re.compile("Date"))
    settled(page)
    page.go_back()
    expect(table.locator("th[aria-sort=descending]")).to_have_text(re.compile("Date"))
    settled(page)
    page.go_forward()
    expect(table.locator("th[aria-sort=ascending]")).to_have_text(re.compile("Date"))
    settled(page)
    page.get_by_role("radio", name="Map").click()
    map_frame(page)
    settled(page)
    page.get_by_role("radio", name="Records").click()
    expect(page.get_by_text(f"The rows of {name} stand first.")).to_be_visible()
    expect(table.locator("tbody tr").first).to_contain_text(name)
    settled(page)
    page.go_back()
    page.wait_for_url(re.compile(r"/\?(?!.*view=)"))
    map_frame(page)  # two quick steps back are not what this is about
    settled(page)
    page.go_back()
    page.wait_for_url(re.compile("view=records"))
    expect(table.locator("tbody tr").first).to_contain_text(name)
    expect(page.locator(".st-key-map")).to_have_count(0)
    settled(page)  # the card of the page before may stand beside this one until then
    expect(page.locator(".st-key-detail h2")).to_have_text(name)
    settled(page)
    page.go_back()
    expect(table.locator("th[aria-sort=descending]")).to_have_text(re.compile("Date"))
    settled(page)
    page.go_back()
    expect(page.locator(".st-key-detail h2")).to_have_count(0)


@pytest.mark.by_turns
def test_an_event_opens_from_its_row_and_each_statement_on_it_has_a_link(
    page: Page, server: Server
) -> None:
    open_page(page, server, "view=records&find=rapporteur's+cables")
    page.wait_for_function("window.atlasRecords")
    card = page.locator(".st-key-detail")
    page.get_by_role("table").get_by_role(
        "link", name="UN special rapporteur's cables"
    ).first.click()
    expect(card.locator("h2")).to_have_text("UN special rapporteur's cables")
    expect(card.locator("article.claim")).to_have_count(2)
    expect(page.get_by_role("table").locator("tr[aria-current]")).to_have_count(2)
    settled(page)
    last = card.locator("article.claim").last
    last.get_by_role("link", name="Link to this statement").click()
    assert page.url.endswith("#milestone-un-cables-1988-02")
    assert "event=milestone-un-cables-1988&" in page.url
    page.reload()
    expect(last).to_be_focused()
    settled(page)
    card.get_by_role("button", name="Close").click()
    expect(card.locator("h2")).to_have_count(0)
    settled(page)
    page.go_back()
    expect(card.locator("h2")).to_have_text("UN special rapporteur's cables")
    # A statement in view is shown without moving the page.
    page.set_viewport_size({"width": 1366, "height": 768})
    page.goto(f"{server.url}/?event=milestone-un-cables-1988#milestone-un-cables-1988-01")
    expect(card.locator("article.claim").first).to_be_focused()
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop") == 0


@pytest.mark.by_turns
def test_a_city_of_the_matrix_opens_its_place_and_a_bar_narrows_the_period(
    page: Page, server: Server
) -> None:
    open_page(page, server, "view=activity")
    page.locator(".st-key-activity_periods .bars .point path").first.wait_for()
    name = page.locator(".st-key-activity_cities text", has_text="Gothenburg")
    name.wait_for()
    settled(page)
    name.scroll_into_view_if_needed()
    box = name.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 40, box["y"] + box["height"] / 2)
    page.mouse.click(box["x"] + 40, box["y"] + box["height"] / 2)
    page.wait_for_url(re.compile("place=commemoration-gothenburg"))
    expect(page.locator(".st-key-detail h2")).to_have_text("Gothenburg")
    settled(page)
    bars = page.locator(".st-key-activity_periods .bars .point path")
    bars.first.wait_for()
    heights = bars.evaluate_all("all => all.map(one => one.getBoundingClientRect().height)")
    bar = bars.nth(heights.index(max(heights)))
    bar.scroll_into_view_if_needed()
    box = bar.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_url(re.compile(r"from=(\d{4})&.*to=\1"))
    expect(page.get_by_role("heading", name="Statements by month")).to_be_visible()
