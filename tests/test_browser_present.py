"""Presenting in a real browser: tours by keyboard, steps in any window, and the way back."""

from random import Random
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Frame, Page, expect

from browser import Server, map_frame, open_page, other_window, settled
from datasets import STEPS
from geo import Dataset, Filter
from geo.tours import step_sources, tours
from stage import (
    DARK,
    HALL,
    POSITION,
    located,
    open_presented,
    small_texts,
    told_places,
    wait_for_clear_buttons,
    wait_for_counts_of_the_screen,
    wait_for_ids,
    wait_for_names,
    wait_for_shown,
    wait_for_told,
)


def step_is_seen_whole(page: Page, frame: Frame, told: list[str]) -> None:
    """Look at the size of its words, its counts, the names of its places, and its room."""
    page.locator(".st-key-present_chart .main-svg").first.wait_for()
    assert small_texts(page, frame) == []
    wait_for_counts_of_the_screen(page)
    wait_for_told(frame, told)
    wait_for_names(frame, told)
    wait_for_clear_buttons(frame)
    clipped = page.evaluate(
        "[...document.querySelectorAll('.st-key-told, .st-key-foot, .st-key-present-more')]"
        ".filter(one => one.getBoundingClientRect().bottom > innerHeight + 1 ||"
        " one.parentElement.scrollHeight > one.parentElement.clientHeight + 1)"
        ".map(one => one.className)"
    )
    assert clipped == []


@pytest.mark.parametrize("viewport", [HALL])
def test_overview_by_keyboard_alone(
    request: pytest.FixtureRequest, page: Page, server: Server, atlas: Dataset, seed: int
) -> None:
    steps = tours(atlas)["overview"]
    count = len(steps) if request.config.getoption("--nightly") else 4
    looked_at = Random(seed).sample(range(len(steps)), count)
    frame = open_presented(page, server, "tour=overview")
    for number, step in enumerate(steps, 1):
        expect(page.locator(".st-key-told h2")).to_have_text(step.title)
        expect(page.locator(".st-key-told .told")).to_have_text(step.text)
        for said_by in step_sources(step, atlas):
            expect(page.locator(".foot")).to_contain_text(said_by)
        wait_for_ids(frame, located(step.filter.select(atlas)))
        assert parse_qs(urlsplit(page.url).query).get("step", ["1"]) == [str(number)]
        if number - 1 in looked_at:
            step_is_seen_whole(page, frame, told_places(step, atlas))
        if number < len(steps):
            page.keyboard.press("ArrowRight" if number % 2 else "PageDown")
            wait_for_shown(page, f"overview/{number + 1}")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".slide h2")).to_have_text("Sources and licence")
    expect(page.locator(".st-key-told")).to_be_hidden()
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".slide")).to_have_count(0)
    frame.locator("body").click(position={"x": 5, "y": 300})  # keys go to the map from now on
    for number, key in enumerate(("Escape", ".", "ArrowLeft", "x", "click")):
        page.keyboard.press("b" if number % 2 else ".")
        expect(page.locator("html")).to_have_class(DARK)
        page.mouse.click(600, 400) if key == "click" else page.keyboard.press(key)
        expect(page.locator("html")).not_to_have_class(DARK)
    settled(page)
    expect(page.locator(POSITION)).to_have_text(f"{len(steps)} / {len(steps)}")
    for key, number in (
        ("PageUp", len(steps) - 1),
        ("ArrowLeft", len(steps) - 2),
        ("Home", 1),
        ("End", len(steps)),
    ):
        page.keyboard.press(key)
        wait_for_shown(page, f"overview/{number}")
    page.keyboard.press("Escape")
    page.locator(".st-key-header").wait_for()


@pytest.mark.by_turns
@pytest.mark.own_page
def test_a_step_shows_what_it_tells_of_in_windows_of_all_sizes(
    page: Page, server: Server, atlas: Dataset
) -> None:
    seven = told_places(tours(atlas)["overview"][8], atlas)
    assert len(seven) == 7
    frame = open_presented(page, server, "tour=overview&step=9")
    widths = []
    for width, height in ((1280, 720), (1920, 1080), (1024, 768), (412, 732)):
        page.set_viewport_size({"width": width, "height": height})
        frame.wait_for_function("width => innerWidth < width", arg=width + 1)
        wait_for_told(frame, seven)
        widths.append(
            frame.evaluate("atlas.map.getBounds().getEast() - atlas.map.getBounds().getWest()")
        )
    assert abs(widths[1] / widths[0] - 1) < 0.2  # a larger window shows no more, but larger


@pytest.mark.by_turns
def test_names_wait_for_the_map_that_flies_to_a_step(browser: Browser, server: Server) -> None:
    with other_window(browser, 1280, 720) as hall:
        frame = open_presented(hall, server, "tour=overview&step=2")
        wait_for_shown(hall, "overview/2")
        names = frame.locator(".leaflet-atlas-labels-pane")
        expect(names.locator(":scope > *").first).to_be_visible()
        hall.keyboard.press("ArrowRight")
        frame.locator(".is-flying").wait_for()
        assert names.evaluate("one => getComputedStyle(one).visibility") == "hidden"
        frame.locator(".is-flying").wait_for(state="detached")
        expect(names.get_by_text("Evin prison")).to_be_visible()


# Makes the map lower on its way, and notes at which zoom it was when it came to rest.
_LOWER_ON_THE_WAY = """() => {
    const { map, container } = atlas, isFlying = () => container.classList.contains('is-flying');
    window.ends = [];
    map.on('moveend', () => { if (!isFlying()) ends.push(map.getZoom()); });
    map.on('zoom', () => { if (isFlying()) container.style.bottom = '40px'; });
}"""


@pytest.mark.by_turns
def test_flight_goes_on_in_a_map_that_changes_its_size(browser: Browser, server: Server) -> None:
    """The timeline of the next step is higher or lower than the one before."""
    with other_window(browser, 1280, 720) as hall:
        frame = open_presented(hall, server, "tour=overview&step=1")
        wait_for_shown(hall, "overview/1 ")
        settled(hall)
        frame.evaluate(_LOWER_ON_THE_WAY)
        hall.keyboard.press("ArrowRight")
        frame.wait_for_function("atlas.container.style.bottom === '40px'")
        frame.locator(".is-flying").wait_for(state="detached")
        assert [zoom for zoom in frame.evaluate("ends") if zoom % 0.25] == []  # as views have it


@pytest.mark.by_turns
@pytest.mark.parametrize("viewport", [HALL])
@pytest.mark.sample("tour", ["summer-1988", "burial-sites", "commemorations"], 0)
def test_every_step_of_a_tour_fits_the_hall(
    page: Page, server: Server, atlas: Dataset, tour: str
) -> None:
    frame = open_presented(page, server, f"tour={tour}&theme=dark")
    for step in tours(atlas)[tour]:
        wait_for_shown(page, f"{tour}/{step.number}")
        expect(page.locator(".st-key-told .told")).to_have_text(step.text)
        wait_for_ids(frame, located(step.filter.select(atlas)))
        wait_for_told(frame, told_places(step, atlas))
        wait_for_names(frame, told_places(step, atlas))
        foot = page.locator(".st-key-foot").bounding_box()
        assert foot is not None
        assert foot["y"] + foot["height"] <= HALL[1] + 1
        if step.number < len(tours(atlas)[tour]):
            page.keyboard.press("ArrowRight")
    assert small_texts(page, frame) == []


def test_one_click_presents_and_leaving_returns_to_the_view_before(
    page: Page, server: Server, atlas: Dataset
) -> None:
    query = "layers=prison&from=1988-08&to=1988-08&place=evin-prison&lat=35.8&lng=51.4&zoom=8"
    open_page(page, server, query)
    before = Filter.from_query("layers=prison&from=1988-08&to=1988-08", atlas).select(atlas)
    map_frame(page)
    page.get_by_role("button", name="Present").click()
    page.wait_for_selector(".st-key-present")
    expect(page.locator(".st-key-header")).to_have_count(0)
    wait_for_ids(map_frame(page), located(before))
    expect(page.locator(".st-key-present h2").first).to_have_text("Evin prison")
    page.get_by_role("button", name="More").click()
    page.keyboard.press("Escape")  # closes the menu, not the presentation
    page.wait_for_selector("[data-testid=stPopoverBody]", state="detached")
    page.locator(".st-key-detail_close button").click()
    page.get_by_role("button", name="Overview").click()
    wait_for_shown(page, "overview/1title")
    page.keyboard.press("ArrowRight")
    wait_for_shown(page, "overview/1")
    page.keyboard.press("Escape")
    page.locator(".st-key-header").wait_for()
    expect(page.locator(".st-key-present")).to_have_count(0)
    frame = map_frame(page)
    wait_for_ids(frame, located(before))
    page.wait_for_function("location.search.includes('place=evin-prison')")
    left = {"tour": ["overview"], "step": ["1"], "left": ["present"]}
    assert parse_qs(urlsplit(page.url).query) == parse_qs(query) | left
    zoom = frame.evaluate("[map.getCenter().lat.toFixed(1), map.getZoom()]")
    assert zoom == ["35.8", 8]


@pytest.mark.by_turns
@pytest.mark.parametrize("viewport", [(1366, 768)])
def test_map_shows_all_that_is_presented_after_a_tour_was_left(page: Page, server: Server) -> None:
    open_presented(page, server, "tour=overview&step=7")
    wait_for_shown(page, "overview/7")
    settled(page)
    page.keyboard.press("Escape")
    page.locator(".st-key-header").wait_for()
    page.get_by_role("button", name="Present").click()
    page.locator(".st-key-present_take_up").wait_for()
    map_frame(page).wait_for_function("atlas.memory.region === 0 && atlas.map.getZoom() < 6")


@pytest.mark.by_turns
@pytest.mark.parametrize("viewport", [HALL])
def test_presented_view_shows_its_places_and_what_is_elsewhere(page: Page, server: Server) -> None:
    frame = open_presented(page, server, "mode=present&from=2018-08-25&to=2018-08-25")
    settled(page)
    wait_for_counts_of_the_screen(page)
    seen = page.locator('.present-key [data-layer="commemoration"] .seen').inner_text()
    assert int(seen.split()[0]) > 15, seen
    assert small_texts(page, frame) == []
    frame.locator(".atlas-elsewhere button", has_text="Iran").click()
    frame.wait_for_function("atlas.map.getCenter().lng > 44")
    expect(frame.locator(".atlas-elsewhere button")).to_contain_text(["in Europe and beyond"])


@pytest.mark.by_turns
@pytest.mark.parametrize("viewport", [(1366, 768)])
def test_map_that_left_the_view_of_its_step_offers_the_way_back(page: Page, server: Server) -> None:
    frame = open_presented(page, server, "tour=overview&step=5")
    settled(page)
    button = frame.get_by_role("button", name="This step’s view")
    expect(button).to_be_hidden()
    view = frame.evaluate("[map.getZoom(), map.getCenter().lat, map.getCenter().lng]")
    is_back = (
        "([zoom, lat, lng]) => map.getZoom() === zoom"
        " && map.getCenter().distanceTo([lat, lng]) < 1000"
    )
    frame.get_by_role("button", name="Europe").click()
    expect(frame.locator(".atlas-elsewhere button")).to_have_count(0)
    button.click()
    expect(button).to_be_hidden()
    frame.wait_for_function(is_back, arg=view)
    frame.get_by_role("button", name="Zoom in").click()
    button.press("Enter")
    expect(button).to_be_hidden()
    frame.wait_for_function(is_back, arg=view)
    page.keyboard.press("ArrowRight")
    wait_for_shown(page, "overview/6")
    settled(page)
    expect(button).to_be_hidden()


_WATCH = """
    window.words = [];
    window.withoutSources = 0;
    const isSeen = (one) => one.getBoundingClientRect().width > 0;
    requestAnimationFrame(function look() {
        const [told, feet] = ['.told', '.foot'].map((name) =>
            [...document.querySelectorAll(`:is(.atlas-first-talk, .st-key-present) ${name}`)]);
        const isSlide = document.querySelector('.atlas-first-talk.is-slide, .st-key-slide');
        if (!isSlide && told.some(isSeen) && !feet.some(isSeen)) withoutSources += 1;
        for (const one of document.querySelectorAll('.atlas-first-talk h2, .st-key-present h2')) {
            const { x, y, width, height } = one.getBoundingClientRect();
            if (width) words.push([Boolean(one.closest('.atlas-first-talk')), x, y, width, height]);
        }
        requestAnimationFrame(look);
    });
"""


@pytest.mark.by_turns
@pytest.mark.own_page
@pytest.mark.parametrize("query", ["step=4&theme=dark", "step=1&slide=title", "step=4&lang=fa"])
def test_first_words_of_a_talk_stand_where_it_has_them(
    page: Page, server: Server, query: str
) -> None:
    page.add_init_script(_WATCH)
    open_presented(page, server, f"tour=overview&{query}")
    page.wait_for_function("words.some(([isFirst]) => !isFirst)")
    page.locator(".atlas-first-talk").wait_for(state="detached")
    before, after = (
        page.evaluate(f"words.findLast(one => {is_first}one[0])") for is_first in ("", "!")
    )
    assert before is not None
    assert page.evaluate("withoutSources") == 0
    assert [round(one) for one in before[1:]] == pytest.approx(
        [round(one) for one in after[1:]], abs=1
    )


@pytest.mark.by_turns
def test_wrong_step_has_a_notice_and_marks_neither_stop_nor_hold_a_tour(
    page: Page, server: Server
) -> None:
    frame = open_presented(page, server, "mode=present&tour=overview&step=99")
    expect(page.locator(".st-key-notice")).to_contain_text("step")
    expect(page.locator(".st-key-told .above")).to_have_text(f"Overview · 1 of {STEPS['overview']}")
    # A mark opens its card, and the next step goes on.
    frame.locator('.atlas-mark[data-place-id="adelabad-prison"]').focus()
    page.keyboard.press("Enter")
    expect(page.locator(".st-key-told h2")).to_have_text("Adelabad prison")
    page.keyboard.press("PageDown")
    wait_for_shown(page, "overview/2")
    settled(page)
    expect(page.locator(".st-key-told h2")).to_have_text("The order")
    # Keys turn the tour while the map has the focus.
    for number in (3, 4):
        page.keyboard.press("ArrowRight")
        wait_for_shown(page, f"overview/{number}")
    settled(page)
    frame.locator('.atlas-mark[data-place-id="evin-prison"]').focus()
    page.keyboard.press("ArrowRight")
    wait_for_shown(page, "overview/5")
