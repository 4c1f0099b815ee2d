"""What a reader opens on a page, one thing after the other, for tests that look at each."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from playwright.sync_api import Locator, Page

from browser import map_frame, settled
from stage import wait_for_shown

Opening = Callable[[Page], Iterator[None]]
POPOVER = "[data-testid=stPopoverBody]"


_NOTHING_MOVES = """() => document.getAnimations().every((one) =>
    one.playState !== 'running' || one.effect.getComputedTiming().iterations === Infinity)"""


_UNFOLD = """(one) => [...one.querySelectorAll('details')].slice(0, 30)
    .forEach((part) => { part.open = true; })"""


_SCROLLED_TO = """async (one) => {
    one.scrollIntoView({ block: 'center' });
    for (const _frame of [1, 2]) await new Promise(requestAnimationFrame);
}"""


@dataclass(frozen=True)
class State:
    """A page as an address opens it, and what is opened on it then.

    Parameters
    ----------
    query
        The address.
    opens
        Opens one thing after the other, and stops at each.
    """

    query: str
    opens: Opening = lambda _page: iter(())


def press(button: Locator) -> None:
    """Press a button, and wait for what it does, until nothing moves."""
    button.click()
    settled(button.page)
    button.page.wait_for_function(_NOTHING_MOVES)


def card(page: Page) -> Iterator[None]:
    """Open all that is folded on a card, its filter and its citation."""
    page.locator(".st-key-detail .claim").first.wait_for()
    press(page.locator(".st-key-cite_place summary"))
    page.locator(".st-key-detail .place").first.evaluate(_UNFOLD)
    yield
    press(page.locator("[class*=st-key-card_filter] button").first)
    page.locator(POPOVER).wait_for()
    yield
    field = page.locator(f"{POPOVER} input[type=text]").first
    field.fill("67")
    field.press("Enter")
    page.locator("[class*=st-key-card_][class*=_question]").wait_for()
    settled(page)
    yield


def heap(page: Page) -> Iterator[None]:
    """Open the list of marks that are too close to tell apart."""
    frame = map_frame(page)
    box = frame.locator('.atlas-mark[data-place-id="evin-prison"]').bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    frame.locator(".atlas-heap button").first.wait_for()
    yield


def share(page: Page) -> Iterator[None]:
    """Open each part of what Share offers."""
    press(page.locator(".st-key-share button"))
    for number in range(4):
        press(page.get_by_role("tab").nth(number))
        yield


def menus(page: Page) -> Iterator[None]:
    """Open the languages with the calendars, and the key of the map."""
    for opener in ('[class*="st-key-languages-"]', ".st-key-legend"):
        press(page.locator(opener).get_by_role("button").locator("visible=true").last)
        page.locator(POPOVER).wait_for()
        yield
        page.keyboard.press("Escape")
        page.locator(POPOVER).wait_for(state="detached")


def filters(page: Page) -> Iterator[None]:
    """Ask for a date that may be two, a wrong one, a list of options, and search."""
    opener = page.get_by_test_id("stExpandSidebarButton")
    if opener.is_visible():
        press(opener)
    for number, text in ((0, "67"), (1, "30/2/88")):
        field = page.locator(".st-key-dates input").nth(number)
        field.fill(text)
        field.press("Enter")
        settled(page)
        page.locator(f".st-key-date_{('from', 'to')[number]}_question").wait_for()
    yield
    cities = page.locator("[class*=st-key-filter_cities] input").first
    cities.evaluate(_SCROLLED_TO)  # a list closes at a scroll
    cities.click()
    page.get_by_role("option").first.wait_for()
    yield
    page.keyboard.press("Escape")
    for text in ("khavaran", "prisons in Kurdistan before 1990"):
        page.get_by_role("searchbox").fill(text)
        page.locator(".st-key-suggestions button").first.wait_for()
        settled(page)
        yield


def folded(page: Page) -> Iterator[None]:
    """Open all that is folded on a page."""
    asked = page.locator(".whole-notice-asked")
    if asked.count():
        asked.check(force=True)
    folds = page.locator("[data-testid=stMain] [data-testid=stExpander] details:not([open])")
    while folds.count():
        press(folds.first.locator("summary"))
    page.get_by_test_id("stMain").evaluate(_UNFOLD)
    page.locator(".st-key-detail").evaluate_all("all => all.forEach((one) => one.scrollTo(0, 0))")
    yield


def other_tables(page: Page) -> Iterator[None]:
    """Open a citation in a row of a table, then each other table."""
    page.locator(".records-table details").first.evaluate("one => { one.open = true; }")
    yield
    tables = page.locator(".st-key-table-controls").get_by_role("radio")
    for number in range(tables.count()):
        if tables.nth(number).get_attribute("aria-checked") == "false":
            press(tables.nth(number))
            page.locator(".records-table").wait_for()
            yield


def title(page: Page) -> Iterator[None]:
    """Begin a tour with its title."""
    press(page.locator(".st-key-present_tour_overview button"))
    wait_for_shown(page, "overview/1title")
    settled(page)
    yield


def talk(page: Page) -> Iterator[None]:
    """Open the list of steps, the menu, and the code."""
    wait_for_shown(page, "overview/12")
    page.keyboard.press("l")
    page.locator(POPOVER).wait_for()
    yield
    page.keyboard.press("Escape")
    page.locator(POPOVER).wait_for(state="detached")
    press(page.locator('[class*="st-key-present_menu"] button').first)
    page.locator(POPOVER).wait_for()
    yield
    page.keyboard.press("Escape")
    page.locator(POPOVER).wait_for(state="detached")
    page.keyboard.press("q")
    page.locator(".st-key-present-code").wait_for()
    settled(page)
    yield
    page.keyboard.press("Escape")
    page.locator(".st-key-present-code").wait_for(state="detached")
    page.keyboard.press("PageDown")
    page.locator(".slide").wait_for()
    settled(page)
    yield


def kiosk(page: Page) -> Iterator[None]:
    """Leave a tour that runs by itself, and will come back."""
    wait_for_shown(page, "overview/1 ")
    settled(page)
    page.keyboard.press("Escape")
    page.locator(".st-key-waiting").wait_for()
    map_frame(page)
    yield


OPENED = {
    "card": State("place=gohardasht-prison&layers=burial_site", card),
    "event": State("event=milestone-toll-1988", folded),
    "heap": State("lat=32.5&lng=53.7&zoom=4", heap),
    "share": State("place=evin-prison&cities=tehran", share),
    "menus": State("", menus),
    "filters": State("", filters),
    "notices": State("layers=prizon&from=1988-13&place=nowhere&kinds=x&v=1.0.0", folded),
    "nothing found": State("q=zzzzz&from=1988&layers=prison"),
    "misread": State("from=1990&to=1988"),
    "statements by time": State("view=timeline", folded),
    "tables": State("view=records&countries=FR", other_tables),
    "figures as a table": State("view=figures", folded),
    "activity as a table": State("view=activity&countries=FR,DE,IR&from=2018", folded),
    "found sources": State("view=sources&find=Amnesty&only=shown", folded),
    "nothing on a page": State("view=figures&from=1950&to=1951"),
    "no records": State("view=records&from=1950&to=1951"),
    "no activity": State("view=activity&from=1950&to=1951"),
    "questions": State("view=about", folded),
    "title": State("mode=present", title),
    "talk": State("mode=present&tour=overview&step=12", talk),
    "card in a talk": State("mode=present&tour=overview&step=2&place=evin-prison"),
    "dark talk": State("mode=present&tour=summer-1988&step=3&theme=dark"),
    "kiosk": State("tour=overview&kiosk=600&idle=600", kiosk),
    "played": State("mode=present&play=month&at=1988-08&paused=yes"),
    "speaker": State("mode=speaker&tour=summer-1988&step=2", folded),
}
"""Pages on which something is open, or that few addresses lead to."""
