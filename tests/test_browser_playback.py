"""Time that is played in a real browser: its frames, its pauses, and the way back."""

from random import Random

import pytest
from playwright.sync_api import Page, expect

from browser import Server, settled
from geo import Dataset, Filter
from geo.playback import Playback, frames, select
from geo.played import next_told, told
from slow_browser import SlowBrowser
from stage import (
    frame_ids,
    located,
    open_presented,
    wait_for_ids,
    wait_for_shown,
    wait_for_told,
)

STRUCK_THROUGH = r"""() => [...document.querySelectorAll('.atlas-name-line i')].flatMap((line) => {
    const { left, top } = line.parentElement.getBoundingClientRect();
    const { a, b } = new DOMMatrix(getComputedStyle(line).transform);
    const length = parseFloat(line.style.width) - 4;
    return [...document.querySelectorAll('.atlas-label')].filter((name) => {
        const box = name.getBoundingClientRect();
        return [...Array(50).keys()].filter((part) => {
            const x = left + length * a * part / 50, y = top + length * b * part / 50;
            return x > box.left && x < box.right && y > box.top + 2 && y < box.bottom - 2;
        }).length > 2;
    }).map((name) => name.textContent);
})"""
"""Names on the map through which the line of another name is drawn."""

IS_READ_WHOLE = """() => {
    const { parentElement } = document.querySelector('.st-key-told');
    return parentElement.scrollHeight <= parentElement.clientHeight;
}"""
"""Whether what is told and counted is seen without scrolling."""

DAYS = 8
"""How many days of playback are looked at, from one drawn at random."""


@pytest.mark.by_turns
def test_back_leaves_a_playback_that_goes_on(page: Page, server: Server) -> None:
    slow = SlowBrowser(page)
    open_presented(page, server, "mode=present&from=1988-08&to=1988-08")
    before = page.url
    page.get_by_role("button", name="Play through time").click()
    page.locator(".st-key-present_pause button").wait_for()
    page.wait_for_function("new URLSearchParams(location.search).has('play')")
    steps = page.evaluate("history.length")
    page.locator(".st-key-present_pause button").click()
    page.wait_for_function("new URLSearchParams(location.search).has('paused')")
    page.get_by_role("button", name="Play", exact=True).click()
    page.wait_for_function("!new URLSearchParams(location.search).has('paused')")
    assert page.evaluate("history.length") == steps
    slow.is_busy = True  # the frames that follow write their address late
    slow.wait_for_ended_runs(1)
    page.go_back(wait_until="commit")
    slow.draw()
    page.locator(".st-key-present_pause").wait_for(state="detached")
    settled(page)
    assert page.url == before
    expect(page.locator(".st-key-present_pause")).to_have_count(0)


@pytest.mark.by_turns
def test_playback_draws_what_the_filter_gives_for_each_day(
    page: Page, server: Server, atlas: Dataset, seed: int
) -> None:
    query = Filter(from_date="1988-07-01", to_date="1988-10-31")
    walked = frames(Playback(query, "day"), atlas)
    assert len(walked) == 123
    start = Random(seed).randrange(len(walked) - DAYS)
    address = f"mode=present&{query.to_query()}&play=day&at={walked[start].at}"
    frame = open_presented(page, server, address)
    for one in walked[start : start + DAYS]:
        wait_for_shown(page, f" {one.at} ")
        wait_for_ids(frame, frame_ids(one, atlas))
        page.keyboard.press("ArrowRight")
    wait_for_shown(page, f" {walked[start + DAYS].at} ")
    page.keyboard.press("End")
    wait_for_ids(frame, frame_ids(walked[-1], atlas))
    expect(page.locator(".st-key-present_next button")).to_be_disabled()
    page.get_by_role("radio", name="Month").click()  # keys go on with what the pointer chose
    wait_for_shown(page, " 1988-10 ")
    page.keyboard.press("ArrowLeft")
    wait_for_shown(page, " 1988-09 ")
    frame.evaluate("() => { map.setZoom(1) }")  # as after a frame with places all over the world
    page.keyboard.press("ArrowLeft")
    wait_for_shown(page, " 1988-08 ")
    frame.wait_for_function(
        "map.getZoom() > 4 && map.getBounds().contains(atlas.config.regions[0].corners)"
    )
    page.keyboard.press("Space")
    page.get_by_role("button", name="Pause", exact=True).wait_for()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Play", exact=True).wait_for()
    page.keyboard.press("Tab")  # what is reached by keys is chosen by them
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    expect(page.get_by_role("radio", name="Cumulative")).to_be_checked()
    page.wait_for_function("new URLSearchParams(location.search).get('window') === 'cumulative'")
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()


@pytest.mark.by_turns
@pytest.mark.parametrize("viewport", [(390, 844)])
def test_no_name_is_struck_through_by_the_line_of_another(page: Page, server: Server) -> None:
    frame = open_presented(page, server, "mode=present&play=year&at=1988&paused=yes")
    frame.wait_for_function("document.querySelectorAll('.atlas-name-line').length > 5")
    assert frame.evaluate(STRUCK_THROUGH) == []


def test_playback_runs_pauses_and_goes_by_the_minute(
    page: Page, server: Server, atlas: Dataset
) -> None:
    day = Filter(from_date="2018-08-25", to_date="2018-08-25")
    playback = Playback(day, "minute", "cumulative")
    walked = frames(playback, atlas)
    frame = open_presented(
        page, server, f"mode=present&{day.to_query()}&play=minute&window=cumulative&speed=4"
    )
    second = walked[next_told(playback, next_told(playback, 0, atlas), atlas)]
    page.wait_for_function(
        "at => new URLSearchParams(location.search).get('at') >= at", arg=second.at
    )
    page.keyboard.press("Space")
    page.get_by_role("button", name="Play", exact=True).wait_for()
    stopped = page.evaluate("new URLSearchParams(location.search).get('at')")
    one = next(frame for frame in walked if frame.at == stopped)
    wait_for_ids(frame, frame_ids(one, atlas))
    expect(page.locator(".st-key-told h2")).to_have_text(one.words())
    # The map has gone to the cities that are named at this minute.
    own = told(playback, one, atlas).own
    assert own
    cities = set(atlas.claims["place_id"].reindex(list(own)).dropna())
    wait_for_told(frame, sorted(located(select(one, atlas)) & cities))
    # Of a legend that is a frame ahead of its map, no places in view are counted.
    page.evaluate(
        "() => { const legend = document.querySelector('.present-key .seen').dataset;"
        "legend.count = legend.located = '999' }"
    )
    expect(page.locator(".present-key .seen").first).to_have_text("999")
    page.keyboard.press("End")
    wait_for_ids(frame, frame_ids(walked[-1], atlas))
    expect(page.locator(".st-key-counter")).to_contain_text("undated")
    page.set_viewport_size({"width": 1117, "height": 643})
    page.wait_for_function(IS_READ_WHOLE)


@pytest.mark.by_turns
@pytest.mark.parametrize("viewport", [(1366, 768)])
def test_long_period_of_a_playback_is_told_and_counted_whole(page: Page, server: Server) -> None:
    played = "play=day&window=cumulative&from=1980&at=2012-01-01"
    open_presented(page, server, f"mode=present&{played}")
    settled(page)
    expect(page.locator(".st-key-counter")).to_contain_text("undated")
    page.wait_for_function(IS_READ_WHOLE)
    # What is told of is on both sides of an ocean; the first region is to be seen as well.
    frame = open_presented(page, server, "mode=present&play=year&window=cumulative&at=2015")
    expect(frame.locator(".atlas-mark.is-told")).to_have_count(3)
    frame.locator(".is-flying").wait_for(state="detached")
    for place in ("evin-prison", "commemoration-los-angeles"):
        expect(frame.locator(f'.atlas-mark[data-place-id="{place}"]')).to_be_in_viewport()
