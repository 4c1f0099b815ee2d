"""Languages in a browser: the switch, the direction, and what assistive technology is given."""

import re
from itertools import chain, product
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Frame, Page, Route, expect

from accessibility_tree import difference
from browser import (
    VIEWS,
    Server,
    Traffic,
    map_frame,
    open_page,
    other_window,
    settled,
    wait_until_drawn,
)
from cut_words import cut_words
from dashboard import i18n
from opened import OPENED, State
from stage import POSITION
from untranslated import untranslated

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = {"runOnly": RULES}
_LIST = re.compile('role="listbox"')
"""Of an open list of options, which belongs to its field and stands in no region of a page."""
PRESENTED = {"talk": "mode=present&tour=overview&step=2", "speaker": "mode=speaker&tour=overview"}
SIZES = (1440, 900), (768, 1024), (390, 844)
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
PAGES = [State(query) for query in {**VIEWS, **PRESENTED}.values()]
CASES = [
    *(
        (state, code, size, THEMES[(at + n) % 2])
        for state in PAGES
        for at, code in enumerate(i18n.available())
        for n, size in enumerate(SIZES)
    ),
    *product(OPENED.values(), i18n.available(), [(1440, 900)], THEMES[:1]),
    *product(OPENED.values(), i18n.available(), [(320, 640)], THEMES[1:]),
]
"""Each page in each language, size and theme; what is opened, wide and light, narrow and dark."""


SET_TO_THE_LEFT = """() => [...document.querySelectorAll('h1, h2, h3, p, li')].filter(one => {
    const { direction, textAlign } = getComputedStyle(one);
    return direction === 'rtl' && textAlign === 'left' && one.getClientRects().length;
}).map(one => one.innerText)"""
"""Words that run from right to left and do not begin there."""

LOW_LINES = """() => [...document.querySelectorAll('button p')].filter(one => {
    const { lineHeight, fontSize, overflowY } = getComputedStyle(one);
    return overflowY !== 'visible' && parseFloat(lineHeight) < 1.5 * parseFloat(fontSize);
}).map(one => one.innerText)"""
"""Words in lines that cut what hangs below Persian letters."""

HOLDS = """(years) => [...years.querySelectorAll('[type=range]')].map((slider) => {
    const one = slider.closest('[data-rac]');
    const { left, top, width } = one.getBoundingClientRect(), middle = top + width / 2;
    const isHeld = (x, y) => document.elementFromPoint(left + width / 2 + x, y) === one;
    const held = (steps) => [...Array(61).keys()].map((at) => at - 30).filter(steps).length;
    return [held((x) => isHeld(x, middle)), held((y) => isHeld(0, middle + y))];
})"""
"""How wide and high each handle of the small timeline is, where a pointer takes hold of it."""

WORDS_BESIDE_THEIR_PLACE = """() =>
  [...document.querySelectorAll('.annotation-text')].filter(one => {
    const [words, place] = [one, one.previousSibling].map(part => part.getBoundingClientRect());
    return words.left < place.left - 3 || words.right > place.right + 3;
}).map(one => one.textContent)"""
"""Words of a chart that do not stand where Plotly reckoned with them."""

OPEN_EDGES = """() =>
  [...document.querySelectorAll('[data-variant=segmented_control]')].filter(one => {
    const edge = getComputedStyle(one), isChosen = one.ariaChecked === 'true';
    const sides = [edge.borderRightColor, edge.borderLeftColor];
    return sides.includes('rgba(0, 0, 0, 0)')
        || (isChosen && sides.some((side) => side !== edge.borderTopColor));
}).map(one => one.innerText)"""
"""Choices beside one another that are drawn without an edge."""

ENGLISH_LABELS = """() => [...document.querySelectorAll('[aria-label]')]
  .map((one) => one.getAttribute('aria-label')).filter((words) => /[A-Za-z]{3}/.test(words))"""


def spot(frame: Frame, place: str) -> tuple[float, float]:
    """Return where a mark lies in its map, in pixels."""
    box = frame.locator(f'.atlas-mark[data-place-id="{place}"]').bounding_box()
    assert box is not None
    return box["x"], box["y"]


@pytest.mark.by_turns
@pytest.mark.own_page
def test_reader_changes_the_language_and_keeps_the_view(page: Page, server: Server) -> None:
    query = "place=evin-prison&lat=35.8&lng=51.4&zoom=8"
    open_page(page, server, query)
    frame = map_frame(page)
    expect(page.locator(".st-key-detail h2")).to_have_text("Evin prison")
    before, width = spot(frame, "evin-prison"), page.locator(".st-key-map iframe").bounding_box()
    page.get_by_role("button", name="English").click()
    page.get_by_role("button", name="فارسی").click()
    # What is still in the language before is faded, and the one that comes is named.
    expect(page.get_by_role("status").get_by_text("فارسی…")).to_be_visible()
    page.wait_for_url("**lang=fa*")
    expect(page.locator(".st-key-detail h2")).to_have_text("زندان اوین")
    expect(page.locator(".is-turning")).to_have_count(0)
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.locator("html")).to_have_attribute("lang", "fa")
    expect(page.get_by_role("radio", name="نقشه")).to_be_checked()
    frame = map_frame(page)
    now, box = spot(frame, "evin-prison"), page.locator(".st-key-map iframe").bounding_box()
    assert width is not None
    assert box is not None
    assert now[0] - box["x"] == pytest.approx(before[0] - width["x"], abs=1)
    assert now[1] - box["y"] == pytest.approx(before[1] - width["y"], abs=1)
    expect(page.get_by_role("button", name="العربية")).to_have_count(
        0
    )  # what it stood in is closed
    assert page.evaluate("document.fonts.check('16px \"Noto Sans Arabic\"', 'اوین')")
    expect(frame.locator(".leaflet-control-scale-line")).to_have_text(
        re.compile("^[۰-۹]+ کیلومتر$")
    )
    frame.locator('.atlas-mark[data-place-id="evin-prison"]').focus()
    notes = frame.locator(".atlas-tooltip small")
    expect(notes).to_have_text(re.compile("^تهران · .+، ۲۰ گزاره$"))
    assert notes.evaluate("one => getComputedStyle(one).direction") == "rtl"

    page.get_by_role("button", name="فارسی").click()  # a list of its own, which opens at once
    expect(page.get_by_role("button", name="العربية")).to_be_visible()
    page.keyboard.press("Escape")

    # Reload, back and forth; each address is its own language's.
    page.reload()
    expect(page.locator(".st-key-detail h2")).to_have_text("زندان اوین")
    page.get_by_role("button", name="فارسی").click()
    page.get_by_role("button", name="English").click()
    page.wait_for_url("**lang=en*")
    expect(page.locator(".st-key-detail h2")).to_have_text("Evin prison")
    expect(page.locator("html")).to_have_attribute("dir", "ltr")
    settled(page)
    page.go_back()
    expect(page.locator(".st-key-detail h2")).to_have_text("زندان اوین")
    expect(page.get_by_role("button", name="العربية")).to_have_count(0)  # the list stays closed


@pytest.mark.by_turns
def test_words_of_streamlit_itself_are_in_the_reader_s_language(page: Page, server: Server) -> None:
    """For who listens, in lists, in the field of a filter, below a table and in a chart."""
    open_page(page, server, "lang=fa")
    expect(page.get_by_text("رفتن به محتوای اصلی")).to_have_count(1)
    assert page.evaluate(ENGLISH_LABELS) == []
    assert page.evaluate(SET_TO_THE_LEFT) == []
    assert page.evaluate(LOW_LINES) == []
    page.locator("[class*=st-key-filter_cities] input").first.click()
    expect(page.get_by_role("listbox")).to_have_css("direction", "rtl")
    page.locator("[class*=st-key-filter_cities] input").first.fill("zzz")
    expect(page.get_by_role("listbox").get_by_text("چیزی یافت نشد")).to_be_visible()
    page.keyboard.press("Escape")  # what was typed, and then the list
    page.keyboard.press("Escape")
    page.get_by_role("radio", name="منابع").click()
    pages = page.locator(".stPagination button:not(:has(span))")
    expect(pages.first).to_have_text("۱")
    assert re.fullmatch("[۰-۹]+", "".join(pages.all_inner_texts()))
    assert page.evaluate(OPEN_EDGES) == []
    page.get_by_role("radio", name="ارقام").click()
    page.locator(".annotation-text").first.wait_for()
    assert page.evaluate(WORDS_BESIDE_THEIR_PLACE) == []


@pytest.mark.by_turns
def test_first_visit_follows_the_browser_and_time_runs_from_left_to_right(
    browser: Browser, server: Server
) -> None:
    with other_window(browser, 1366, 768, locale="fa-IR") as reader:
        open_page(reader, server, "from=1988&to=1989")
        expect(reader.get_by_role("radio", name="نقشه")).to_be_checked()
        expect(reader.locator("html")).to_have_attribute("lang", "fa")
        settled(reader)
        years = reader.locator(".st-key-timeline-years")
        boxes = [one.bounding_box() for one in [*years.get_by_role("slider").all(), years]]
        first, last, whole = (box for box in boxes if box)
        assert first["x"] < last["x"] < whole["x"] + whole["width"] / 2
        holds = years.evaluate(HOLDS)
        assert len(holds) == 2
        assert all(min(sides) >= 24 for sides in holds), holds
        # The columns of the chosen years stand between the handles that choose them.
        marks = years.locator("[style*=left]:has([type=range]), .column:not(.outside)").all()
        marks.sort(key=lambda mark: mark.evaluate("mark => mark.getBoundingClientRect().left"))
        assert [mark.locator("[type=range]").count() for mark in marks] == [1, 0, 0, 1]
        open_page(reader, server)
        assert difference(reader, "fa") == ""
    with other_window(browser, 1366, 768, locale="fa-IR") as reader:
        open_page(reader, server, "lang=en")
        expect(reader.get_by_role("radio", name="Map", exact=True)).to_be_checked()
        differences = [difference(reader, "en")]
        for code in ("fr", "ar"):
            open_page(reader, server, f"lang={code}")
            differences.append(difference(reader, code))
        assert differences == ["", "", ""]


# At each zoom; 0 leaves the map as it is.
BESIDE_SCALE = """(zooms) => zooms.flatMap((zoom) => {
    if (zoom) atlas.map.setZoom(zoom, { animate: false });
    const line = document.querySelector(".leaflet-control-scale-line");
    const words = document.createRange();
    words.selectNodeContents(line);
    const within = line.getBoundingClientRect(), said = words.getBoundingClientRect();
    return said.left < within.left || said.right > within.right ? [line.textContent] : [];
})"""


@pytest.mark.by_turns
@pytest.mark.parametrize("viewport", [(1920, 1080)])
def test_words_of_the_scale_stand_inside_it_when_its_style_comes_late(
    page: Page, server: Server
) -> None:
    held: list[Route] = []
    page.route("**/map.css", lambda route: held.append(route))
    open_page(page, server, "mode=present&tour=overview&step=1&lang=fa")
    scale = page.frame_locator("iframe").locator(".leaflet-control-scale-line")
    expect(scale).to_have_text(re.compile("کیلومتر$"))
    for route in held:
        route.continue_()
    frame = map_frame(page)
    expect(frame.locator(".leaflet-control-scale-line")).to_have_css("font-size", "24px")
    frame.wait_for_function(f"!({BESIDE_SCALE})([0]).length")


@pytest.mark.by_turns
def test_talk_from_right_to_left_goes_on_to_the_left(page: Page, server: Server) -> None:
    open_page(page, server, "mode=present&tour=summer-1988&step=2&lang=fa")
    position = page.locator(POSITION)
    expect(position).to_have_text(re.compile("^۲ "))
    # Months and digits of the axis, which are Plotly's own.
    expect(page.locator(".xtick text").first).to_have_text(re.compile("^[^A-Za-z0-9]+$"))
    page.keyboard.press("ArrowLeft")
    expect(position).to_have_text(re.compile("^۳ "))
    page.keyboard.press("ArrowRight")
    expect(position).to_have_text(re.compile("^۲ "))
    # The words of the map's scale stand inside it at every zoom.
    assert map_frame(page).evaluate(BESIDE_SCALE, list(range(3, 12))) == []
    page.locator('[class*="st-key-present_menu"] button').click()
    page.locator(".st-key-present_untour button").click()
    heading = page.locator(".st-key-told h2 > [lang=fa]")  # a sentence, and not of the data
    heading.wait_for()
    size, around = heading.evaluate(
        "e => [e, e.parentElement].map(o => getComputedStyle(o).fontSize)"
    )
    assert size == around


@pytest.mark.sample("code", ["fa", "fr", "ar"], 1)
def test_days_of_an_axis_are_in_the_language(page: Page, server: Server, code: str) -> None:
    open_page(page, server, f"view=timeline&from=1988-07&to=1988-09&lang={code}")
    page.locator(".xtick text").first.wait_for(state="attached")
    settled(page)
    english = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
    said = page.locator(".xtick text").all_text_contents()
    assert said
    assert not [one for one in said if re.search(rf"\b({english})\b", one)]


def test_crawler_finds_english_words(page: Page, server: Server) -> None:
    """Without this, a crawler that reads nothing would find nothing in any page."""
    open_page(page, server, "view=about&lang=fa")
    assert untranslated(page, "fa") == []
    page.locator("h1").first.evaluate(
        "one => { one.textContent = '12 of 138 places shown'; one.title = 'Filters'; }"
    )
    assert untranslated(page, "fa") == ["12 of 138 places shown", "Filters"]


@pytest.mark.own_page
@pytest.mark.sample("case", CASES, 1)
def test_every_word_can_be_read_and_axe_finds_nothing(
    page: Page, server: Server, case: tuple[State, str, tuple[int, int], Literal["light", "dark"]]
) -> None:
    state, code, (width, height), theme = case
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme=theme)
    open_page(page, server, f"{state.query}&lang={code}".lstrip("&"))
    if state in PAGES and "mode=" not in state.query:
        wait_until_drawn(page, state.query)
    expect(page.locator("html")).to_have_attribute("lang", code)
    expect(page.locator("#atlas-first")).to_have_count(0)
    for number, _ in enumerate(chain([None], state.opens(page))):
        found = [*untranslated(page, code), *cut_words(page), *violations(page)]
        assert found == [], f"{number} of {state.query or 'the map'} in {code}"


@pytest.mark.by_turns
@pytest.mark.own_page
def test_axe_finds_nothing_where_there_is_no_app(
    page: Page, server: Server, traffic: Traffic
) -> None:
    """Pages of answers that are no success, and what stands there before any script."""
    traffic.forgive("answer 4|status of 4|net::ERR|static/js")
    page.route("**/static/js/**", lambda route: route.abort())
    for theme, code in zip(THEMES * 2, i18n.available(), strict=True):
        page.emulate_media(color_scheme=theme)
        page.set_viewport_size({"width": 320, "height": 640})
        for path in (f"nowhere?lang={code}", f"?lang={code}&{'a=b&' * 300}"):
            page.goto(f"{server.url}/{path}")
            expect(page.get_by_role("main").get_by_role("heading")).to_have_count(1)
            assert [*cut_words(page), *violations(page)] == []
        page.set_viewport_size({"width": 1366, "height": 768})
        page.goto(f"{server.url}/?lang={code}&place=evin-prison")
        expect(page.get_by_role("heading", level=2).first).to_be_visible()
        assert violations(page) == []


def violations(page: Page) -> list[tuple[str, list[str]]]:
    """Name the rules that the page breaks for axe, with what breaks them."""
    found = Axe().run(page, options=AXE).response["violations"]
    named = [(one["id"], [node["html"][:200] for node in one["nodes"]]) for one in found]
    return [one for one in named if one[0] != "region" or not all(map(_LIST.search, one[1]))]
