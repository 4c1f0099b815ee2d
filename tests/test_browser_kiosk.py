"""A tour that runs by itself: for hours, and with a visitor in between."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import CDPSession, Page, expect

from browser import Server, map_frame, serving, settled
from geo import Dataset
from geo.tours import tours
from stage import open_presented, wait_for_shown

STEPS, WARM_STEPS = 300, 30
GROWTH = 1.15
# Counts the steps shown, so that none is missed between two looks. Each stays as long as the page
# takes to draw it and hardly longer: hours in minutes. While `holdFirst`, the first step stays.
COUNTER = """() => {
    window.stepsShown = 0;
    let last = '';
    new MutationObserver(() => {
        const stage = document.querySelector('.atlas-present'), now = stage?.dataset.shown;
        if (!now) return;
        if (now !== last) { last = now; window.stepsShown += 1; }
        stage.dataset.pace = window.holdFirst && now.includes('overview/1 ') ? '9999' : '0.05';
    }).observe(document.body, { childList: true, subtree: true });
}"""
GO_ON = """() => {
    window.holdFirst = false;
    document.querySelector('.atlas-present').dataset.pace = '0.05';
}"""


def heap_mb(page: Page, tools: CDPSession) -> float:
    """Give what the page's scripts hold at the first step, without what is to be thrown away."""
    page.evaluate("window.holdFirst = true")
    wait_for_shown(page, "overview/1 ")
    settled(page)
    map_frame(page).wait_for_function("document.querySelectorAll('.atlas-mark').length > 0")
    for _ in range(3):
        tools.send("HeapProfiler.collectGarbage")
    used = tools.send("Runtime.getHeapUsage")
    return float(used["usedSize"]) / 1e6


def resident_mb(server: Server) -> float:
    status = Path(f"/proc/{server.process.pid}/status").read_text()
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    assert found
    return int(found[1]) / 1000


def wait_for_steps(page: Page, count: int) -> None:
    page.wait_for_function("count => window.stepsShown >= count", arg=count, timeout=900_000)


@pytest.mark.own_page
@pytest.mark.nightly
def test_hours_of_tour_keep_memory(page: Page, tmp_path: Path) -> None:
    with serving(tmp_path / "log.txt") as server:
        open_presented(page, server, "tour=overview&kiosk=0.5&idle=8")
        tools = page.context.new_cdp_session(page)
        page.evaluate(COUNTER)
        wait_for_steps(page, WARM_STEPS)
        heap, memory = heap_mb(page, tools), resident_mb(server)
        page.evaluate(GO_ON)
        wait_for_steps(page, STEPS)
        after, memory_after = heap_mb(page, tools), resident_mb(server)
        print(f"heap {heap:.1f} to {after:.1f} MB, server {memory:.0f} to {memory_after:.0f} MB")
        assert after <= GROWTH * heap
        assert memory_after <= GROWTH * memory


@pytest.mark.by_turns
@pytest.mark.own_page
@pytest.mark.own_clock
@pytest.mark.parametrize("viewport", [(1920, 1080)])
def test_a_visitor_takes_over_and_the_tour_comes_back(
    page: Page, server: Server, atlas: Dataset
) -> None:
    page.clock.install()
    steps = tours(atlas)["overview"]
    open_presented(page, server, f"tour=overview&step={len(steps)}&kiosk=20&idle=600")
    settled(page)
    page.clock.fast_forward(20_000)
    wait_for_shown(page, "overview/1 ")  # the last step is followed by the first
    expect(page.locator(".st-key-told h2")).to_have_text(steps[0].title)
    settled(page)
    pace = page.locator(".pace")
    expect(pace).to_contain_text(re.compile(r"next step in (1\d|20) s"))
    page.keyboard.press("q")
    expect(pace).to_contain_text(re.compile(r"paused by a key or touch: goes on in (59\d|600) s"))
    page.locator(".code").wait_for()
    page.keyboard.press("Space")
    expect(pace).to_contain_text("next step in")
    page.keyboard.press("Escape")  # closes the code, and holds nothing
    page.locator(".code").wait_for(state="detached")
    expect(pace).to_contain_text("next step in")
    settled(page)
    map_frame(page).locator(".leaflet-container").click(position={"x": 5, "y": 300})  # no mark
    page.wait_for_function("document.documentElement.dataset.atlasHeld === 'true'")
    page.keyboard.press("Escape")  # the visitor looks round on the ordinary pages
    page.locator(".st-key-header").wait_for()
    map_frame(page)
    assert "kiosk=20" in page.url
    page.get_by_role("radio", name="Sources").click()
    page.locator(".source").first.wait_for()
    settled(page)
    page.clock.fast_forward(600_000)
    page.wait_for_selector(".st-key-present")
    wait_for_shown(page, "overview/1 ")
    settled(page)
    page.clock.fast_forward(20_000)
    wait_for_shown(page, "overview/2")
    settled(page)
    page.keyboard.press("b")
    expect(page.locator("html")).to_have_class(re.compile("is-blank"))
    page.clock.fast_forward(300_000)
    settled(page)
    expect(page.locator("html")).to_have_class(re.compile("is-blank"))
    page.clock.fast_forward(300_000)  # whoever darkened it has gone
    expect(page.locator("html")).not_to_have_class(re.compile("is-blank"))
    wait_for_shown(page, "overview/2")  # in the dark it waited
    page.clock.fast_forward(20_000)
    wait_for_shown(page, "overview/3")
    settled(page)
    for is_held in ("true", "false"):  # space pauses, and plays
        page.keyboard.press("Space")
        page.wait_for_function(f"document.documentElement.dataset.atlasHeld === '{is_held}'")
    page.clock.fast_forward(20_000)
    wait_for_shown(page, "overview/4")


@pytest.mark.by_turns
@pytest.mark.parametrize("viewport", [(1920, 1080)])
def test_a_visitor_reads_that_the_tour_comes_back_and_may_stay(page: Page, server: Server) -> None:
    open_presented(page, server, "tour=overview&step=2&kiosk=20&idle=600")
    settled(page)
    page.keyboard.press("Escape")
    line = page.locator(".st-key-waiting .pace")
    expect(line).to_have_text(re.compile(r"the tour goes on in (59\d|600) s\.$"))
    map_frame(page)
    settled(page)
    page.reload()  # and looks on, the whole time again
    expect(line).to_have_text(re.compile(r"the tour goes on in (59\d|600) s\.$"))
    settled(page)
    years = page.locator(".st-key-timeline-years").bounding_box()
    assert years is not None
    assert years["y"] + years["height"] <= 1080  # with the line, all is on the first screen
    page.get_by_role("button", name="Resume the tour").click()
    page.wait_for_selector(".st-key-present")
    wait_for_shown(page, "overview/2 ")
    settled(page)
    page.keyboard.press("Escape")
    expect(line).to_be_visible()
    frame = map_frame(page)
    settled(page)
    frame.evaluate("window.isSame = true")
    page.get_by_role("button", name="Stay here").click()
    expect(line).to_have_count(0)
    settled(page)
    assert "kiosk" not in page.url
    assert map_frame(page).evaluate("window.isSame")
    page.get_by_role("button", name="Present", exact=True).click()
    expect(page.locator(".st-key-present_take_up")).to_have_text(re.compile("Resume.+2$"))
