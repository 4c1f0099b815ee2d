"""A light and a dark page, as the reader's system and the switch on the page say."""

import pytest
from playwright.sync_api import Page, expect

from browser import Server, map_frame, open_page, settled

LIGHT, DARK = "rgb(250, 249, 246)", "rgb(18, 24, 30)"

PANEL = "rgb(27, 35, 43)"

# Where the filters will be, as the page keeps it before there are any.
ROOM = """() => {
    const room = getComputedStyle(document.querySelector('#atlas-first'), '::before');
    return [room.backgroundColor, parseFloat(room.width)];
}"""

GROUND = "one => getComputedStyle(one).backgroundColor"


@pytest.mark.by_turns
@pytest.mark.own_page
def test_page_is_as_dark_as_the_system_until_the_reader_says_otherwise(
    page: Page, server: Server
) -> None:
    page.emulate_media(color_scheme="dark")
    open_page(page, server, "place=evin-prison")
    app = page.get_by_test_id("stApp")
    for ground, switch in ((DARK, "Light page"), (LIGHT, "Dark page")):
        expect(app).to_have_css("background-color", ground)
        expect(page.locator(".st-key-detail h2")).to_be_visible()
        is_dark = ground == DARK
        assert map_frame(page).locator(".atlas.is-dark").count() == is_dark
        assert page.evaluate(FAINT) == []
        page.get_by_role("button", name=switch).press("Enter")
        other = "Dark page" if is_dark else "Light page"
        expect(page.get_by_role("button", name=other)).to_be_focused()
        settled(page)
    expect(app).to_have_css("background-color", DARK)
    assert "place=evin-prison" in page.url
    # A presentation has a ground of its own, to the edge of the window.
    page.get_by_role("button", name="Present").click()
    expect(page.locator(".st-key-present .place img").first).to_have_css("filter", "none")
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_function(
        "document.querySelector('.st-key-present').getBoundingClientRect().top === 0"
    )


@pytest.mark.by_turns
@pytest.mark.own_page
def test_room_of_the_filters_is_dark_before_any_script_and_not_there_beside_a_talk(
    page: Page, server: Server
) -> None:
    page.emulate_media(color_scheme="dark")
    page.route("**/static/js/**", lambda _route: None)  # on their way for good
    for query, ground, width in (
        ("", PANEL, 220),
        ("view=records", PANEL, 220),
        ("mode=present&tour=overview&step=3", PANEL, 0),
    ):
        page.goto(f"{server.url}/?{query}", wait_until="commit")
        first = "#atlas-first > :is(header, .atlas-first-talk) >> visible=true"
        expect(page.locator(first)).to_be_visible()
        assert page.evaluate(ROOM) == [ground, width], query
    page.unroute("**/static/js/**")


# Texts whose contrast with the ground under them is lower than WCAG's 4.5 to 1, where both are
# plain colours: their words, ink and ground.
FAINT = """() => {
    const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
    const light = (rgb) => rgb.slice(0, 3).map((part) => part / 255)
        .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
        .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
    const ground = (one) => {
        for (let at = one; at; at = at.parentElement) {
            const rgb = parts(getComputedStyle(at).backgroundColor);
            if (rgb.length < 4 || rgb[3] === 1) return rgb;
            if (rgb[3] > 0) return null;
        }
        return [255, 255, 255];
    };
    const found = [], TEXTS = '.stApp :is(h1, h2, h3, p, b, a, li, td, button)';
    for (const one of document.querySelectorAll(TEXTS)) {
        const words = [...one.childNodes].filter((node) => node.nodeType === 3)
            .map((node) => node.textContent.trim()).join('');
        if (!words || !one.getClientRects().length || one.closest('[disabled]')) continue;
        const ink = parts(getComputedStyle(one).color), under = ground(one);
        if (!under || (ink.length > 3 && ink[3] < 1)) continue;
        const [low, high] = [light(ink), light(under)].sort((a, b) => a - b);
        if ((high + 0.05) / (low + 0.05) < 4.5) found.push([words.slice(0, 40), ink, under]);
    }
    return found;
}"""


@pytest.mark.by_turns
def test_forced_colours_keep_what_is_chosen_apart(page: Page, server: Server) -> None:
    page.emulate_media(forced_colors="active")
    open_page(page, server, "layers=prison,burial_site")
    frame = map_frame(page)
    for chosen, other in (
        ("[aria-pressed=true]", "[aria-pressed=false]"),
        ("[role=radio][aria-checked=true]", "[role=radio][aria-checked=false]"),
    ):
        grounds = [
            page.locator(f".stApp button{state}").first.evaluate(
                "one => getComputedStyle(one).backgroundColor"
            )
            for state in (chosen, other)
        ]
        assert grounds[0] != grounds[1]
    fills = {
        precision: frame.locator(f'.atlas-mark[data-precision="{precision}"] b').first.evaluate(
            "one => JSON.stringify([getComputedStyle(one).backgroundColor,"
            "getComputedStyle(one).backgroundImage, getComputedStyle(one).fill])"
        )
        for precision in ("site", "locality")
    }
    assert fills["site"] != fills["locality"]
    # In the key as on the map, and in the small timeline, whose columns are grounds alone.
    solid, hollow = (frame.locator(f".atlas-precision .is-{how}") for how in ("solid", "hollow"))
    assert solid.evaluate(GROUND) != hollow.evaluate(GROUND)
    grounds = page.locator(".years .column > *").evaluate_all(f"all => all.map({GROUND})")
    assert len(set(grounds)) > 1
    page.locator(".st-key-share button").first.click()
    page.locator("[role=tab][aria-selected=true]").wait_for()
    edges = page.locator("[role=tab]").evaluate_all(
        "all => all.map((one) => getComputedStyle(one).borderBottomWidth)"
    )
    assert edges == ["3px", "0px", "0px", "0px"]
    page.emulate_media(forced_colors="none")


# The least that a reader may ask for: https://www.w3.org/TR/WCAG21/#text-spacing
SPACING = """* { line-height: 1.5 !important }
* { letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }"""
# Words of choices that stand out of their button, and whether the title reaches into the pages.
CUT = """() => {
    const box = (one) => one.getBoundingClientRect();
    const all = new Range(), words = (one) => { all.selectNodeContents(one); return box(all); };
    const choices = [...document.querySelectorAll('[data-testid="stButtonGroup"] button')];
    const cut = choices.filter((one) => {
        const [said, own] = [words(one.querySelector('p') || one), box(one)];
        return one.checkVisibility() && (said.top < own.top - 2 || said.bottom > own.bottom + 2);
    });
    const title = words(document.querySelector('.st-key-header h1'));
    const pages = box(document.querySelector('[class*="st-key-header_page"]'));
    const meet = title.right > pages.left && title.bottom > pages.top && title.top < pages.bottom;
    return [...cut.map((one) => one.textContent), ...(meet ? ['title'] : [])];
}"""


@pytest.mark.by_turns
@pytest.mark.own_page
def test_words_are_not_cut_by_the_space_a_reader_asks_for(page: Page, server: Server) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    open_page(page, server, "place=evin-prison")
    page.locator(".st-key-detail [data-testid=stButtonGroup] button").first.wait_for()
    assert page.evaluate(CUT) == []
    page.add_style_tag(content=SPACING)
    assert page.evaluate(CUT) == []


# What the words of a chart are drawn on, and their ink.
CHART_COLOURS = """(chart) => [chart, ...chart.querySelectorAll('.xtick text, .annotation-text')]
    .map((one, at) => getComputedStyle(one)[at ? 'fill' : 'backgroundColor'])"""


@pytest.mark.by_turns
@pytest.mark.own_page
def test_forced_colours_leave_a_chart_and_a_map_their_own_ground(
    page: Page, server: Server
) -> None:
    """Dates of a pale talk were black on the black that a reader's system put under them."""
    page.emulate_media(forced_colors="active", color_scheme="dark")
    open_page(page, server, "mode=present&tour=overview&step=3")
    frame = map_frame(page)
    chart = page.locator(".st-key-present_chart [data-testid=stPlotlyChart]")
    chart.locator(".xtick text").first.wait_for()
    ground, *inks = chart.evaluate(CHART_COLOURS)
    assert ground == LIGHT
    assert LIGHT not in inks
    assert frame.locator(".atlas").evaluate(GROUND) == "rgb(233, 238, 242)"
