"""A whole visit without a mouse: only keys are pressed, and what Tab goes to can be seen."""

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from browser import Server, map_frame, open_page, settled
from datasets import STEPS
from stage import wait_for_shown

MOST_STOPS = 90
_HOW_SEEN = """one => {
    const framed = '[data-focus-visible]:not(input), [data-testid="stTextInputRootElement"]';
    const shown = one.closest(framed) || one;
    const { outlineStyle, outlineWidth } = getComputedStyle(shown);
    const { left, right, top, bottom, width } = shown.getBoundingClientRect();
    const isRinged = outlineStyle !== 'none' && parseFloat(outlineWidth) > 1 && width > 1;
    if (isRinged && bottom > 0 && top < innerHeight && right > 0 && left < innerWidth) return '';
    return `${outlineWidth} ${outlineStyle} at ${left}, ${top}: ${one.outerHTML.slice(0, 200)}`;
}"""
"""Says what is wrong with how a control in focus is seen; nothing where all is well."""


def tab_to(target: Locator, key: str = "Tab") -> None:
    """Press Tab until the focus is on a control, and see it there; the map's marks are skipped."""
    page, stops = target.page, []
    focus, skip = page.locator(":focus"), map_skip(page)
    for _ in range(MOST_STOPS):
        page.keyboard.press(key)
        if skip is not None and skip.count():
            page.keyboard.press("Enter")
        if focus.count() and not focus.and_(page.locator("iframe, body")).count():
            assert focus.evaluate(_HOW_SEEN) == ""
        if target.and_(focus).count():
            return
        stops.append(
            focus.first.evaluate("one => one.outerHTML.slice(0, 90)") if focus.count() else ""
        )
    pytest.fail(f"{target} is not reached by {key}: {stops}")


def map_skip(page: Page) -> Locator | None:
    """Return the button that has the focus and skips the map's marks, if there is a map."""
    frames = page.locator(".st-key-map iframe")
    return frames.content_frame.locator(".atlas-skip:focus") if frames.count() else None


@pytest.mark.parametrize("viewport", [(683, 384)])
def test_closed_filters_are_passed_over(page: Page, server: Server) -> None:
    """Twice as large as on a laptop: Tab went through fourteen controls out of sight."""
    open_page(page, server, "lang=en")
    map_frame(page)
    page.keyboard.press("Tab")
    tab_to(page.get_by_role("button", name="Continue"))
    page.locator("[data-testid=stExpandSidebarButton]").click()
    expect(page.get_by_role("searchbox")).to_be_in_viewport()


@pytest.mark.nightly
def test_visit_in_persian_by_keys_alone(page: Page, server: Server) -> None:
    open_page(page, server, "lang=en")
    map_frame(page)

    # To the content at once, then to Persian.
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to main content")
    page.keyboard.press("Enter")
    tab_to(page.get_by_role("button", name="English"))
    page.keyboard.press("Enter")
    page.get_by_role("button", name="فارسی").wait_for()
    tab_to(page.get_by_role("button", name="فارسی"))
    page.keyboard.press("Enter")
    page.wait_for_url("**lang=fa*")
    expect(page.get_by_role("radio", name="نقشه")).to_be_checked()
    settled(page)
    expect(page.locator(":focus")).to_have_count(1)

    # Search, and the card of what is found.
    field = page.get_by_label("جست‌وجو", exact=True)
    tab_to(field, "Shift+Tab")
    page.keyboard.type("خاوران")
    suggestion = page.locator(".st-key-suggestions button", has_text="خاوران").first
    suggestion.wait_for()
    settled(page)
    page.keyboard.press("ArrowDown")  # what the text itself stands for comes first
    page.keyboard.press("ArrowDown")
    expect(suggestion).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".st-key-detail h2")).to_contain_text("خاوران")
    page.wait_for_function("location.search.includes('place=khavaran-cemetery')")
    expect(page.locator(".st-key-detail h2")).to_be_focused()
    settled(page)

    # A citation leads to its document.
    link = page.locator(".st-key-detail cite a")
    tab_to(link)
    address = page.locator(":focus").get_attribute("href")
    page.context.route(lambda url: url == address, _document)
    with page.expect_popup() as opened:
        page.keyboard.press("Enter")
    assert opened.value.url == address
    opened.value.close()
    page.bring_to_front()
    page.context.unroute_all()

    # Mordad 1367, certainly.
    tab_to(page.get_by_label("از", exact=True), "Shift+Tab")
    page.keyboard.type("مرداد ۱۳۶۷")
    page.keyboard.press("Enter")
    page.wait_for_function("location.search.includes('from=1988-07-23')")
    settled(page)
    tab_to(page.get_by_label("تا", exact=True))
    page.keyboard.type("مرداد ۱۳۶۷")
    page.keyboard.press("Enter")
    page.wait_for_function("location.search.includes('to=1988-08-22')")
    settled(page)
    tab_to(page.get_by_role("radio", name="شاید"))
    page.keyboard.press("ArrowLeft")  # on, from right to left
    page.keyboard.press("Space")
    page.wait_for_function("location.search.includes('certainty=certain')")
    settled(page)

    # Its files; Escape leads back to the button.
    share = page.get_by_role("button", name="هم‌رسانی")
    tab_to(share)
    page.keyboard.press("Enter")
    page.get_by_role("tab").first.wait_for()
    settled(page)
    tab_to(page.get_by_role("tab").first)
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    tab_to(page.get_by_role("link", name="sources.bib"))
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename.endswith(".bib")
    page.keyboard.press("Escape")
    expect(share).to_be_focused()

    # A tour, from its title to its sources, and back to the map.
    tab_to(page.get_by_role("button", name="ارائه"), "Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**mode=present*")
    settled(page)
    # Beside a card, tours stand in it.
    tab_to(page.locator('[class*="st-key-present_menu"] button'), "Shift+Tab")
    page.keyboard.press("Enter")
    page.locator(".st-key-present_tour_overview button").wait_for()
    settled(page)
    tab_to(page.locator(".st-key-present_tour_overview button"))
    page.keyboard.press("Enter")
    page.wait_for_url("**tour=overview*")
    wait_for_shown(page, "overview/1title")
    for number in range(1, STEPS["overview"] + 1):
        page.keyboard.press("ArrowLeft")  # on, from right to left
        wait_for_shown(page, f"overview/{number} ")
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".slide h2")).to_have_text("منابع و مجوز")
    settled(page)
    page.keyboard.press("Escape")
    page.locator(".st-key-header").wait_for()
    expect(page.locator(".st-key-present")).to_have_count(0)
    expect(page.get_by_role("button", name="ارائه")).to_be_focused()


def _document(route: Route) -> None:
    route.fulfill(body="<title>Document</title>", content_type="text/html")


@pytest.mark.by_turns
def test_tooltip_is_seen_under_the_pointer_and_where_tab_has_led(
    page: Page, server: Server
) -> None:
    open_page(page, server)
    settled(page)
    present = page.get_by_role("button", name="Present", exact=True)
    tip = page.locator("[role=tooltip]")
    present.hover()
    expect(tip).to_be_visible()
    present.click()
    page.wait_for_function("document.querySelector('.atlas-present')?.dataset.shown !== undefined")
    settled(page)
    page.keyboard.press("Escape")
    expect(present).to_be_focused()  # and the pointer still over it, where it was pressed
    expect(tip).to_have_count(1)
    expect(tip).to_be_hidden()
    settled(page)
    present.hover(position={"x": 5, "y": 5})
    expect(tip).to_be_visible()
    page.mouse.down(button="middle")  # a press that opens nothing: what comes beneath it waits
    expect(tip).to_be_hidden()
    present.hover(position={"x": 8, "y": 8})
    expect(tip).to_be_visible()
    page.locator(".st-key-map iframe").hover()
    expect(tip).to_be_hidden()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    expect(present).to_be_focused()
    expect(tip).to_be_visible()
