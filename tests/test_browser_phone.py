"""A small phone, 360 pixels wide and used by a finger."""

from playwright.sync_api import Browser, Page, expect

from browser import Server, open_page, other_window, settled

PHONE = {"width": 360, "height": 640, "is_mobile": True, "has_touch": True}

# How far the knob of a switch stands from the left and the right end of its track.
KNOB = """(label) => {
    const track = label.querySelector(':scope > span + div').getBoundingClientRect();
    const knob = label.querySelector(':scope > span + div > div').getBoundingClientRect();
    return [knob.left - track.left, track.right - knob.right];
}"""


def test_switch_from_right_to_left_keeps_its_knob(browser: Browser, server: Server) -> None:
    """It left its track on the right, and covered what stands there."""
    with other_window(browser, **PHONE) as phone:
        open_page(phone, server, "view=figures&lang=fa")
        switch = phone.locator(".stCheckbox label:has([role=switch])")
        expect(switch.get_by_role("switch")).to_be_checked()
        knob_is_within(phone, "left")
        switch.tap()
        expect(switch.get_by_role("switch")).not_to_be_checked()
        settled(phone)
        knob_is_within(phone, "right")


def knob_is_within(phone: Page, end: str) -> None:
    left, right = phone.locator(".stCheckbox label:has([role=switch])").evaluate(KNOB)
    assert min(left, right) >= 0
    assert ("left" if left < right else "right") == end
