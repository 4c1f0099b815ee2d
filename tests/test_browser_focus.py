"""Where the keyboard goes on after a press that changes the page, and what is heard of it."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from browser import Server, map_frame, open_page, select_on_map, settled

CLOSE = ".st-key-detail_close button"
NAME = ".st-key-detail h2"
CONTENT = "button, p"


def press(control: Locator, key: str = "Enter") -> None:
    control.focus()
    control.page.keyboard.press(key)


def heard(page: Page) -> Locator:
    return page.locator("#atlas-announced")


@pytest.mark.by_turns
def test_card_that_a_key_opened_and_closed_gives_the_keyboard_back(
    page: Page, server: Server
) -> None:
    """Closed by its button, it left the keyboard at the first link of the page."""
    open_page(page, server, "lang=en")
    select_on_map(page, map_frame(page), "evin-prison")
    expect(page.locator(NAME)).to_be_focused()
    mark = map_frame(page).locator('.atlas-mark[data-place-id="evin-prison"]')
    for _ in range(2):  # its card is open the second time, and Enter leads into it again
        page.keyboard.press("Escape")
        expect(mark).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator(NAME)).to_be_focused()
    for key, is_evin in (("n", False), ("p", True)):
        page.keyboard.press(key)
        page.keyboard.press(key)
        evin = expect(page.locator(f"{NAME}:has-text('Evin')"))
        evin.to_have_count(int(is_evin))
        expect(page.locator(NAME)).to_be_focused()
    press(page.locator(CLOSE))
    expect(mark).to_be_focused()
    field = page.locator(".st-key-search_text input")
    field.press_sequentially("khavaran")
    expect(heard(page)).to_contain_text("answer")
    press(field)
    expect(page.locator(NAME)).to_be_focused()
    field.press("ArrowDown")
    page.keyboard.press("Escape")  # closes the list alone
    expect(field).to_be_focused()
    expect(page.locator(".st-key-suggestions")).to_be_hidden()
    press(page.locator(CLOSE))
    expect(field).to_be_focused()
    select_on_map(page, map_frame(page), "evin-prison")
    expect(page.locator(NAME)).to_be_focused()
    for _ in range(2):  # to the mark, and from there out of the card
        page.keyboard.press("Escape")
        expect(mark).to_be_focused()
    expect(page.locator(NAME)).to_have_count(0)


def test_a_card_that_comes_late_leaves_the_keyboard_to_what_is_typed(
    page: Page, server: Server
) -> None:
    """A space in a field was taken for the press that had opened it; the letters turned pages."""
    open_page(page, server, "place=evin-prison&lang=en")
    map_frame(page)
    name, field = page.locator(NAME), page.locator(".st-key-filter_from input")
    before = name.inner_text()
    page.locator(".st-key-card_later button:visible").click()
    field.click()
    page.keyboard.type("12 ")
    expect(name).not_to_have_text(before)
    settled(page)
    page.keyboard.type("August 1988")
    expect(field).to_be_focused()
    expect(field).to_have_value("12 August 1988")


@pytest.mark.by_turns
def test_tab_leaves_a_menu_at_either_end_for_what_is_beside_its_button(
    page: Page, server: Server
) -> None:
    """What is opened stands at the end of the page: Tab went on at the start of it."""
    open_page(page, server, "lang=en")
    menus = page.locator("[data-testid=stPopoverButton]:visible")
    opened = page.locator("[data-testid=stPopoverBody]")
    assert menus.count() >= 3
    for menu in menus.all():
        open_menu(menu)
        page.keyboard.press("Shift+Tab")
        expect(opened).to_have_count(0)
        expect(menu).to_be_focused()
    for menu in menus.all():
        open_menu(menu)
        page.keyboard.press("Tab")
        while opened.locator("*:focus").count():
            page.keyboard.press("Tab")
        expect(opened).to_have_count(0)
        handle, other = menu.element_handle(), page.evaluate_handle("document.activeElement")
        follows = "([menu, one]) => menu.compareDocumentPosition(one) & 4"
        assert page.evaluate(follows, [handle, other])


def open_menu(menu: Locator) -> None:
    """Open a menu by a key, and wait until the server's word that it is open has come."""
    press(menu)
    opened = menu.page.locator("[data-testid=stPopoverBody]")
    expect(opened).to_be_focused()
    expect(opened.locator(CONTENT).first).to_be_visible()
    settled(menu.page)


def test_menu_closes_for_a_click_on_the_map(page: Page, server: Server) -> None:
    """A page hears nothing of a click in a frame: the menu stayed open over the map."""
    open_page(page, server, "lang=en")
    map_frame(page)
    opened = page.locator("[data-testid=stPopoverBody]")
    for name in ("English", "Key"):
        page.get_by_role("button", name=name).click()
        expect(opened.locator(CONTENT).first).to_be_visible()
        settled(page)  # the answer to its opening would open it again
        page.locator(".st-key-map iframe").click(position={"x": 300, "y": 300})
        expect(opened).to_have_count(0)


@pytest.mark.by_turns
def test_table_keeps_the_keyboard_and_says_what_is_left(page: Page, server: Server) -> None:
    open_page(page, server, "view=records&lang=en")
    name = page.locator(".st-key-table a.within").first
    press(name)
    expect(page.locator(NAME)).to_be_focused()
    page.keyboard.press("Escape")  # no mark to go to: the card is closed
    expect(name).to_be_focused()
    expect(page.locator(CLOSE)).to_have_count(0)
    press(page.locator(".st-key-table thead button").first)
    settled(page)
    expect(page.locator(".st-key-table thead button:focus")).to_have_count(1)
    expect(heard(page)).to_contain_text("Place or event, ascending")
    field = page.locator(".st-key-table-controls input[type=search]")
    for words, said in (("HRANA", "rows"), ("xyzzy", "No rows contain all these words")):
        field.fill(words)
        press(field)
        expect(heard(page)).to_contain_text(said)
    press(page.get_by_role("radio", name="Sources"))
    field = page.get_by_label("Search in sources")
    field.fill("HRANA")
    press(field)
    expect(heard(page)).to_contain_text(re.compile(r"\b\d\d? sources"))


@pytest.mark.by_turns
def test_what_a_press_takes_away_leaves_the_keyboard_beside_it(page: Page, server: Server) -> None:
    open_page(page, server, "lang=en&layers=prison&cities=tehran")
    press(page.locator(".st-key-chip_cities_tehran button").first)
    expect(heard(page)).to_contain_text("35 of 138 places")
    expect(page.locator(".st-key-chips button:focus")).to_have_count(1)
    field = page.locator(".st-key-filter_from input")
    field.fill("soon")
    press(field)
    expect(heard(page)).to_contain_text("“soon” cannot be read as a date")
    field.fill("8/9/1988")
    press(field)
    expect(heard(page)).to_contain_text("9 August 1988")
    press(page.get_by_role("button", name="8 September 1988"))
    expect(heard(page)).to_contain_text("possibly dated 8 September 1988 or later")
    expect(field).to_be_focused()


@pytest.mark.by_turns
def test_arrows_go_where_they_point_from_right_to_left(page: Page, server: Server) -> None:
    open_page(page, server, "lang=fa")
    pages = page.locator(".st-key-header [role=radio]")
    press(pages.first, "ArrowLeft")
    expect(pages.nth(1)).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(pages.first).to_be_focused()
