"""A talk and its audience in a browser: the code, phones, the speaker's window and the hall's."""

import io

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from browser import Server, Traffic, map_frame, other_window, settled
from geo import Dataset
from geo.tours import tours
from stage import DARK, HALL, POSITION, drawn_ids, open_presented, wait_for_ids, wait_for_shown


@pytest.mark.by_turns
@pytest.mark.parametrize("viewport", [HALL])
@pytest.mark.sample("query", ["tour=overview&step=3", "mode=present&layers=commemoration"], 0)
def test_code_leads_an_audience_to_the_same_places(
    page: Page, server: Server, browser: Browser, query: str
) -> None:
    frame = open_presented(page, server, query)
    page.keyboard.press("q")
    picture = page.locator(".code img")
    picture.wait_for()
    box = picture.bounding_box()
    assert box is not None
    assert box["width"] >= 480
    shot = Image.open(io.BytesIO(page.screenshot()))
    found = zxingcpp.read_barcode(shot)
    assert found is not None
    ids = drawn_ids(frame)
    with other_window(browser, 390, 844, has_touch=True) as other:
        other.goto(found.text)
        settled(other)
        wait_for_ids(map_frame(other), ids)
        other.locator(".st-key-header").wait_for()


_UNDER_CODE = """() => {
    const code = document.querySelector('.code')?.getBoundingClientRect(), found = [];
    if (!code) return ['no code'];
    const isUnder = ({ left, top, right, bottom }) => left < code.right - 1 &&
        right > code.left + 1 && top < code.bottom - 1 && bottom > code.top + 1;
    const range = document.createRange(), walker =
        document.createTreeWalker(document.querySelector('.st-key-present'), NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const unseen = '.code, style, .st-key-present-unseen, .st-key-present-script';
        if (!node.textContent.trim() || node.parentElement.closest(unseen)) continue;
        if (getComputedStyle(node.parentElement).visibility === 'hidden') continue;
        range.selectNodeContents(node);
        if ([...range.getClientRects()].some(isUnder)) found.push(node.textContent.trim());
    }
    const map = document.querySelector('.st-key-map iframe');
    if (getComputedStyle(map).visibility !== 'hidden' && isUnder(map.getBoundingClientRect()))
        found.push('map');
    return found;
}"""


@pytest.mark.by_turns
@pytest.mark.parametrize("language", ["en", "fa"])
@pytest.mark.parametrize(
    "query", ["tour=overview&step=4", "mode=present&from=2018-08-25&to=2018-08-25"]
)
def test_code_covers_no_words(page: Page, server: Server, language: str, query: str) -> None:
    open_presented(page, server, f"{query}&lang={language}")
    page.keyboard.press("q")
    page.locator(".code img").wait_for()
    for width, height in ((1366, 768), (1280, 720), (1920, 1080), (1024, 768)):
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_function(f"({_UNDER_CODE})().length === 0")
    if "tour" in query:
        page.keyboard.press("End")
        page.keyboard.press("PageDown")
        wait_for_shown(page, "end")
        page.wait_for_function(f"({_UNDER_CODE})().length === 0")


@pytest.mark.by_turns
@pytest.mark.parametrize("viewport", [(1280, 720)])
def test_menu_is_seen_whole_and_leaves_half_of_the_window(page: Page, server: Server) -> None:
    """A choice of addresses comes to it where there are several."""
    open_presented(page, server, "tour=overview&step=4&room=menu-1234&lang=fr")
    page.locator(".st-key-present-more [data-testid=stPopoverButton]").click()
    page.locator(".st-key-present_kiosk_60").wait_for()
    menu = page.get_by_test_id("stPopoverBody")
    drawn, whole = menu.evaluate("menu => [menu.clientHeight, menu.scrollHeight]")
    assert drawn == whole <= 720 / 2


@pytest.mark.by_turns
def test_audience_uses_the_view_by_touch(browser: Browser, server: Server) -> None:
    agent = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/156 Mobile Safari/537.36"
    with other_window(browser, 390, 844, has_touch=True, is_mobile=True, user_agent=agent) as phone:
        phone.goto(f"{server.url}/?tour=overview&step=8")
        settled(phone)
        phone.wait_for_function(  # marks of the timeline are as large as a look needs them
            "() => { const marks = [...document.querySelectorAll('.scatterlayer .point')];"
            "return marks.length && marks.every(mark => mark.getBoundingClientRect().width >= 8) }"
        )
        frame = map_frame(phone)
        box = phone.locator(".st-key-present_next button").bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 844
        phone.get_by_test_id("stMain").evaluate("main => main.scrollTo(0, 300)")
        phone.locator(".st-key-present_next button").tap()
        wait_for_shown(phone, "overview/9")
        phone.wait_for_function("document.querySelector('[data-testid=stMain]').scrollTop === 0")
        phone.keyboard.press("q")
        phone.wait_for_function(
            "() => { const code = document.querySelector('.code')?.getBoundingClientRect(),"
            " at = (key) => document.querySelector(key).getBoundingClientRect();"
            "return code && Math.abs(code.x + code.width / 2 - 390 / 2) <= 2"
            " && code.top >= at('.st-key-present_qr').bottom && code.bottom <="
            " at('.st-key-present-controls').top }"
        )
        phone.locator(".st-key-present_leave button").tap()
        phone.locator(".st-key-header").wait_for()
        expect(phone.locator(".st-key-present")).to_have_count(0)
        settled(phone)
        phone.get_by_test_id("stMain").evaluate("main => main.scrollTo(0, 300)")
        phone.locator(".st-key-present_start button >> visible=true").tap()
        phone.locator(".st-key-told h2").wait_for()
        phone.wait_for_function("document.querySelector('[data-testid=stMain]').scrollTop === 0")
        settled(phone)
        phone.locator(".st-key-present_leave button").tap()
        phone.locator(".st-key-header").wait_for()
        frame = map_frame(phone)
        frame.locator('.atlas-mark[data-place-id="kerman-burial-site-unspecified"]').tap()
        expect(phone.locator(".st-key-detail h2")).to_contain_text("Kerman")
        phone.locator(".st-key-timeline .years").first.wait_for()
        settled(phone)
        phone.go_back()
        phone.wait_for_function("!location.search.includes('place=')")
        width = phone.evaluate("document.scrollingElement.scrollWidth")
        assert width <= 390


@pytest.mark.by_turns
def test_speakers_window_moves_the_other_and_is_moved(
    page: Page, server: Server, browser: Browser, atlas: Dataset
) -> None:
    open_presented(page, server, "tour=overview&step=2")
    page.get_by_role("button", name="More").click()
    page.get_by_role("button", name="Prepare the speaker's window").click()
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Open the speaker's window").click()
    other, traffic = opened.value, Traffic()
    traffic.watch(other)
    expect(page.get_by_test_id("stPopoverBody")).to_have_count(0)
    settled(other)
    steps = tours(atlas)["overview"]
    expect(other.locator(".st-key-speaker-now h2")).to_have_text(steps[1].title)
    expect(other.locator(".st-key-speaker-next h2")).to_have_text(steps[2].title)
    expect(other.locator(".speaker-notes li")).to_have_count(len(steps[1].claim_ids))
    other.set_viewport_size({"width": 1024, "height": 768})
    turning = [other.locator(f".st-key-present_{one}").bounding_box() for one in ("back", "next")]
    assert len({box["y"] for box in turning if box}) == 1  # in one line
    other.wait_for_function("document.querySelector('.atlas-elapsed').textContent > '00:00'")
    # A server that was started anew knows of no talk before; the speaker's window does.
    other.evaluate(
        "() => { for (const key of Object.keys(sessionStorage))"
        "    if (key.startsWith('atlas-began')) sessionStorage[key] -= 100_000; }"
    )
    other.reload()
    other.wait_for_function("document.querySelector('.atlas-elapsed')?.textContent > '01:39'")
    settled(other)
    page.bring_to_front()
    page.get_by_role("button", name="More").click()
    page.get_by_test_id("stPopoverBody").wait_for()
    other.keyboard.press("PageDown")
    wait_for_shown(page, "overview/3")
    expect(page.get_by_test_id("stPopoverBody")).to_have_count(0)
    other.bring_to_front()
    other.keyboard.press("b")
    expect(page.locator("html")).to_have_class(DARK)
    expect(other.locator(".stAlert")).to_contain_text("The screen is dark")
    expect(other.locator("html")).not_to_have_class(DARK)
    other.keyboard.press("PageUp")  # the speaker goes where he shows it again
    wait_for_shown(page, "overview/2")
    expect(page.locator("html")).to_have_class(DARK)
    other.get_by_role("button", name="Show the screen again").click()
    expect(page.locator("html")).not_to_have_class(DARK)
    page.bring_to_front()
    page.keyboard.press(".")
    expect(other.locator(".stAlert")).to_be_visible()
    page.keyboard.press("End")  # shows it again and does nothing else
    expect(page.locator("html")).not_to_have_class(DARK)
    expect(other.locator(".stAlert")).to_have_count(0)
    expect(page.locator(POSITION)).to_have_text(f"2 / {len(steps)}")
    page.keyboard.press("End")
    expect(other.locator(".st-key-speaker-now h2")).to_have_text(steps[-1].title)
    expect(other.locator(".st-key-speaker-next h2")).to_have_text("This is the last step.")
    page.keyboard.press("ArrowRight")
    expect(other.locator(".st-key-speaker-now h2")).to_have_text("Sources and licence")
    following = other.locator(".st-key-present_next button")
    expect(following).to_be_disabled()
    assert float(following.evaluate("one => getComputedStyle(one).opacity")) < 1  # and looks so
    assert traffic.unexpected() == []
