"""Choosing in tables and charts with a mouse, which only a browser can."""

import re

from playwright.sync_api import Page, expect

from browser import Server, map_frame, open_page, settled

HEAD_PX, ROW_PX = 36, 35  # heights within the table, which is drawn on a canvas


def click_cell(page: Page, row: int, x_px: int) -> None:
    """Click into a row of the table, 0 for its headings."""
    y_px = HEAD_PX / 2 if row == 0 else HEAD_PX + (row - 0.5) * ROW_PX
    table = page.locator(".st-key-records_table_statements .dvn-scroller")
    table.click(position={"x": x_px, "y": y_px})


def test_a_row_opens_its_card_and_a_place_enters_the_address(page: Page, server: Server) -> None:
    open_page(page, server, "view=records&layers=prison&kinds=detention&from=1988-01&to=1988-06")
    click_cell(page, 1, 150)
    page.wait_for_url(re.compile("place="))
    expect(page.locator(".st-key-detail article.claim").first).to_be_visible()


def test_a_row_stays_where_it_is_chosen_and_is_first_on_return(page: Page, server: Server) -> None:
    open_page(page, server, "view=records&layers=prison&kinds=detention&place=evin-prison")
    caption = page.get_by_text("Select a row to open its card")
    expect(caption).to_contain_text("The rows of Evin prison stand first.")
    click_cell(page, 12, 150)
    page.wait_for_function("!location.search.includes('place=evin-prison')")
    chosen = page.locator(".st-key-records_table_statements [role=row][aria-selected=true]")
    expect(chosen).to_have_attribute("aria-rowindex", "13")
    expect(caption).to_contain_text("The rows of Evin prison stand first.")
    name = page.locator(".st-key-detail h2").inner_text()
    expect(chosen).to_contain_text(name)
    page.get_by_role("radio", name="Map").click()
    map_frame(page)
    page.get_by_role("radio", name="Records").click()
    expect(caption).to_contain_text(f"The rows of {name} stand first.")
    expect(chosen).to_have_attribute("aria-rowindex", "2")


def test_a_statement_about_an_event_opens_its_own_card(page: Page, server: Server) -> None:
    open_page(page, server, "view=records&kinds=toll")
    click_cell(page, 3, 150)
    cards = page.locator(".st-key-detail article.claim")
    expect(cards).to_have_count(1)
    expect(cards.first).to_have_attribute("id", re.compile("^milestone-toll-"))


def test_a_press_on_a_heading_opens_no_card(page: Page, server: Server) -> None:
    open_page(page, server, "view=records&layers=prison&kinds=detention")
    page.wait_for_selector("[data-testid=stDataFrame] canvas")
    settled(page)
    opened: list[str] = []
    page.on("framenavigated", lambda frame: opened.append(frame.url))
    for x_px in range(60, 420, 6):  # the middle of headings, their menus and their edges
        page.get_by_label("Search in the table").focus()
        click_cell(page, 0, x_px)
        page.keyboard.press("Escape")  # closes a menu
    click_cell(page, 3, 150)
    page.wait_for_url(re.compile("place="))
    assert sum("place=" in url for url in opened) == 1


def test_dates_sort_by_time_at_a_click_on_the_heading(page: Page, server: Server) -> None:
    open_page(page, server, "view=records&kinds=gathering_held&cities=paris")
    click_cell(page, 0, 430)
    click_cell(page, 0, 430)
    click_cell(page, 1, 150)
    page.wait_for_url(re.compile("place=commemoration-paris"))
    dates = page.locator(".st-key-detail article.claim .date")
    expect(dates.first).to_be_visible()
    rows = page.locator(".st-key-records_table_statements [role=row][aria-selected=true]")
    expect(rows).to_contain_text("between 25 and 29 August 2025")


def test_a_city_of_the_matrix_opens_its_place(page: Page, server: Server) -> None:
    open_page(page, server, "view=activity")
    name = page.locator(".st-key-activity_cities text", has_text="Gothenburg")
    name.scroll_into_view_if_needed()
    box = name.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 40, box["y"] + box["height"] / 2)
    page.mouse.click(box["x"] + 40, box["y"] + box["height"] / 2)
    page.wait_for_url(re.compile("place=commemoration-gothenburg"))
    expect(page.locator(".st-key-detail h2")).to_have_text("Gothenburg")


def test_a_bar_narrows_the_period(page: Page, server: Server) -> None:
    open_page(page, server, "view=activity")
    bars = page.locator(".st-key-activity_periods .bars .point path")
    bars.first.wait_for()
    heights = bars.evaluate_all("all => all.map(one => one.getBoundingClientRect().height)")
    bar = bars.nth(heights.index(max(heights)))
    bar.scroll_into_view_if_needed()
    box = bar.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_url(re.compile(r"from=(\d{4})&to=\1"))
    expect(page.get_by_role("heading", name="Statements by month")).to_be_visible()
