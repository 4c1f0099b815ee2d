"""A browser that is busy drawing while its reader goes on."""

import pytest
from playwright.sync_api import Page, Route, expect

from browser import Server, map_frame, open_page, settled
from slow_browser import SlowBrowser
from stage import drawn_ids, wait_for_ids


@pytest.mark.by_turns
@pytest.mark.own_page
def test_what_was_there_before_is_shown_again_by_a_slow_browser(page: Page, server: Server) -> None:
    slow = SlowBrowser(page)
    open_page(page, server)
    frame = map_frame(page)
    page.wait_for_selector(".st-key-timeline .years")
    settled(page)
    marks = drawn_ids(frame)
    slow.is_busy = True
    layers = ("prison", "burial_site", "prison", "burial_site")
    for number, layer in enumerate(layers, 1):  # the server says "as before" of what is old by then
        page.locator(f".st-key-legend_{layer} label").click()
        slow.wait_for_ended_runs(number)
    slow.draw()
    wait_for_ids(frame, marks)
    settled(page)
    assert page.url == f"{server.url}/"


@pytest.mark.by_turns
@pytest.mark.own_page
def test_nothing_is_lost_that_is_entered_fast_or_before_a_slow_browser_drew_it(
    page: Page, server: Server
) -> None:
    slow = SlowBrowser(page)
    open_page(page, server)
    map_frame(page)
    page.wait_for_selector(".st-key-timeline .years")
    settled(page)
    first, last = (page.get_by_label(name, exact=True) for name in ("From", "To"))
    sentence = page.locator(".sentence")
    for field, date in ((first, "1988-07"), (last, "1988-09")):
        field.fill(date)
        field.press("Enter")
    expect(sentence).to_have_text("Places, statements possibly dated July to September 1988")
    page.wait_for_function("location.search === '?from=1988-07&to=1988-09'")
    settled(page)
    slow.is_busy = True
    first.fill("1988-08")
    first.press("Enter")
    slow.wait_for_ended_runs(1)
    page.get_by_role("button", name="Continue").click()  # changes nothing in the address
    slow.wait_for_ended_runs(2)
    page.locator(".st-key-legend_prison label").click()
    slow.wait_for_ended_runs(3)
    slow.draw()
    page.wait_for_function("location.search.includes('layers=')")
    settled(page)
    expect(first).to_have_value("1988-08")
    expect(sentence).to_contain_text("August to September 1988")
    assert "from=1988-08" in page.url
    # What is typed after a question was answered stays, though its answer empties the field.
    search = page.get_by_label("Search", exact=True)
    search.fill("prisons in Iran")
    page.wait_for_selector('.answered[data-text="prisons in Iran"]', state="attached")
    settled(page)
    slow.is_busy = True
    page.locator(".st-key-offers button").first.click()
    slow.wait_for_ended_runs(1)
    search.fill("Evin")
    slow.wait_for_sent("Evin")
    slow.draw()
    page.wait_for_function("location.search.includes('countries=IR')")
    page.wait_for_selector('.answered[data-text="Evin"]', state="attached")
    settled(page)
    expect(search).to_have_value("Evin")


@pytest.mark.by_turns
@pytest.mark.own_page
def test_chart_on_its_way_is_announced_and_in_sight_while_it_is_drawn(
    page: Page, server: Server
) -> None:
    held: list[Route] = []
    page.route("**/PlotlyChart.*.js", lambda route: held.append(route))
    open_page(page, server, "view=figures")
    page.wait_for_selector(".st-key-figures_chart [data-testid=stSkeleton]")
    sign = "getComputedStyle(document.querySelector(%r), '::after').content"
    assert page.evaluate(sign % ".st-key-figures_chart [data-testid=stSkeleton]") == '"Loading…"'
    held[0].continue_()
    expect(page.locator(".st-key-figures_chart .trace").first).to_be_attached()
    settled(page)
    # Each change hides the chart until all of the next one is drawn.
    page.evaluate(NOTE_WHERE_HIDDEN)
    page.get_by_role("radio", name="Kind of publisher").click()
    page.wait_for_function("window.timesHidden > 0")
    assert page.evaluate("window.timesUnseen") == 0


NOTE_WHERE_HIDDEN = """() => {
    window.timesHidden = window.timesUnseen = 0;
    const look = () => {
        requestAnimationFrame(look);
        const chart = document.querySelector('.js-plotly-plot');
        window.timesHidden += chart?.style.visibility === 'hidden';
        window.timesUnseen += !chart || getComputedStyle(chart).visibility === 'hidden';
    };
    look();
}"""
