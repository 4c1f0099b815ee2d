"""What a reader is told when server, network, map or clipboard fails, or an address is nonsense."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from browser import Server, Traffic, free_port, map_frame, open_page, serving, settled
from stage import open_presented, wait_for_shown

WORD = "#atlas-word"
FRAME = "iframe[title='streamlit_folium.st_folium']"
AWAY = "The atlas does not answer at the moment. This page connects again by itself"


# Notes each step of a tour that the page shows from its beginning.
NOTE_STEPS = r"""() => {
    window.steps = [];
    new MutationObserver(() => {
        const stage = document.querySelector('.atlas-present');
        const step = stage?.dataset.shown.match(/overview\/\d+/)?.[0];
        if (step && step !== window.steps.at(-1)) window.steps.push(step);
    }).observe(document, { attributes: true, childList: true, subtree: true });
}"""


@pytest.mark.by_turns
def test_pages_outlive_their_server(page: Page, traffic: Traffic, tmp_path: Path) -> None:
    traffic.forgive("ERR_(CONNECTION|EMPTY)|WebSocket|WebsocketConnection|Client Error|Failed to")
    traffic.forgive("server is not responding|reaching server endpoint|timed out")
    port = free_port()
    hall = page.context.new_page()
    traffic.watch(hall)
    hall.add_init_script(f"({NOTE_STEPS})()")
    with serving(tmp_path / "before.txt", port=port) as server:
        open_page(page, server, "view=about&layers=prison")
        page.wait_for_load_state("networkidle")  # nothing is on its way when the server goes
        expect(page.locator(WORD)).to_be_hidden()
        open_presented(hall, server, "tour=overview&kiosk=1&idle=600")
        wait_for_shown(hall, "overview/2")
        hall.keyboard.press("Home")  # a hand holds the tour: it stays at a step that is known
        wait_for_shown(hall, "overview/1 ")
        hall.keyboard.press("ArrowRight")
        wait_for_shown(hall, "overview/2")
        settled(hall)
        server.process.kill()
        server.process.wait()
    expect(page.locator(WORD)).to_contain_text(AWAY)
    # What was there can still be read, and nobody is told to run a script.
    expect(page.get_by_role("heading", name="Errors and requests")).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.evaluate("window.isOld = true")
    hall.wait_for_function("document.documentElement.dataset.atlasDown === 'true'")
    wait_for_shown(hall, "overview/2")
    hall.evaluate("window.isOld = true")
    with serving(tmp_path / "after.txt", port=port):
        page.wait_for_function("!window.isOld")
        expect(page.locator(WORD)).to_be_hidden()
        settled(page)
        page.get_by_role("radio", name="Map").click()
        expect(page.locator(".st-key-counter")).to_contain_text("places shown")
        # The tour begins where it was, and goes on without a hand.
        hall.wait_for_function("!window.isOld && window.steps?.length > 1")
        assert hall.evaluate("window.steps.slice(0, 2)") == ["overview/2", "overview/3"]
        hall.close()
    assert "layers=prison" in page.url


@pytest.mark.by_turns
@pytest.mark.own_page
def test_reader_is_told_of_a_network_that_is_gone(
    page: Page, traffic: Traffic, server: Server
) -> None:
    traffic.forgive("ERR_INTERNET_DISCONNECTED")  # the server is asked
    open_page(page, server, "view=about")
    page.evaluate("window.isOld = true")
    page.context.set_offline(True)
    expect(page.locator(WORD)).to_contain_text("This device has no network at the moment")
    page.context.set_offline(False)
    expect(page.locator(WORD)).to_be_hidden()
    assert page.evaluate("window.isOld")  # the visit goes on where it was


@pytest.mark.by_turns
@pytest.mark.own_page
@pytest.mark.parametrize("viewport", [(1117, 643)])
def test_a_talk_on_a_device_of_its_own_needs_no_network(
    page: Page, traffic: Traffic, server: Server
) -> None:
    traffic.forgive("ERR_INTERNET_DISCONNECTED")
    page.add_init_script("Object.defineProperty(navigator, 'onLine', { get: () => false })")
    with page.expect_response("**/_stcore/health"):
        open_presented(page, server, "tour=overview&step=3")
    page.keyboard.press("PageDown")
    wait_for_shown(page, "overview/4")
    with page.expect_response("**/_stcore/health"):
        expect(page.locator(WORD)).to_be_hidden()
    page.context.set_offline(True)
    expect(page.locator(WORD)).to_contain_text("This device has no network at the moment")
    start, top, width, height = sides(page.locator(WORD))
    for covered in (".foot", ".st-key-panel"):
        left, below, *_size = sides(page.locator(f".st-key-present {covered}"))
        assert top + height <= below or start + width <= left
    page.context.set_offline(False)
    expect(page.locator(WORD)).to_be_hidden()


def sides(part: Locator) -> list[float]:
    box = part.bounding_box()
    assert box is not None
    return [box["x"], box["y"], box["width"], box["height"]]


@pytest.mark.by_turns
@pytest.mark.own_page
@pytest.mark.own_clock
def test_map_that_does_not_load_says_so(page: Page, traffic: Traffic, server: Server) -> None:
    traffic.forgive("frame.js|page error: (undefined|Event|L is not)")
    page.clock.install()
    held: list[Route] = []
    page.route("**/frame.js", lambda route: held.append(route))
    with page.expect_request("**/frame.js"):
        open_page(page, server, "layers=prison")
    frame, picture = page.locator(FRAME), page.locator(".atlas-first-map")
    frame.wait_for()
    settled(page)
    expect(page.locator(".atlas-no-map")).to_have_count(0)
    # Until then, the first picture stands where the map will be: `first_view.css` says where.
    expect(picture.locator("svg [data-place=evin-prison]")).to_be_visible()
    for side, other in zip(sides(picture), sides(frame), strict=True):
        assert side == pytest.approx(other, abs=12)
    page.clock.run_for(30_000)  # its file is on its way
    expect(page.locator(".atlas-no-map")).to_have_count(0)
    expect(picture).to_be_visible()
    held[0].abort()
    page.clock.run_for(16_000)
    expect(page.locator(".atlas-no-map")).to_contain_text("The map could not be loaded")
    expect(page.locator("#atlas-first")).to_have_count(0)
    fetched = page.evaluate("performance.getEntriesByType('resource').map((one) => one.name)")
    assert [name for name in fetched if "SourceSans" in name] == []  # the reader's own is used
    with page.expect_navigation(wait_until="commit"):
        page.locator(".atlas-no-map").get_by_role("button", name="Try again").click()
    page.unroute("**/frame.js")
    map_frame(page)
    expect(page.locator(".atlas-no-map")).to_have_count(0)


@pytest.mark.by_turns
@pytest.mark.own_page
def test_what_a_map_is_without_is_said_one_above_the_other(
    page: Page, traffic: Traffic, server: Server
) -> None:
    traffic.forgive("countries|labels|ERR_FAILED")
    for missing in ("countries", "labels"):
        page.route(f"**/{missing}.geojson*", lambda route: route.abort())
    open_page(page, server, "layers=prison")
    said = page.frame_locator(FRAME).locator(".atlas-warning")
    expect(said).to_have_text(
        ["Names on the map could not be loaded", "Outlines could not be loaded"]
    )
    (_x, below, *_size), (_x, above, _width, height) = (sides(one) for one in said.all())
    assert above + height <= below


@pytest.mark.by_turns
@pytest.mark.own_page
def test_copy_works_without_tls_and_where_it_is_refused_selects_the_text(
    page: Page, traffic: Traffic, server: Server
) -> None:
    """Browsers hide the clipboard from pages that are neither local nor under TLS."""
    traffic.forgive("Failed to copy text to clipboard")
    page.add_init_script("delete Navigator.prototype.clipboard")
    page.add_init_script("navigator.share = async (sent) => { window.sent = sent.url; }")
    open_page(page, server, "view=about&layers=prison")
    page.get_by_role("button", name="Share · cite · download").click()
    code = page.locator("[data-testid=stPopoverBody] [data-testid=stCode]").first
    link = code.locator("code").inner_text()
    page.get_by_role("button", name="Send by an app of this device").click()
    assert page.evaluate("sent") == link
    code.hover()
    code.get_by_role("button").click()
    page.evaluate("document.body.append(document.createElement('textarea'))")
    field = page.locator("body > textarea")
    field.press("Control+v")
    expect(field).to_have_value(link)
    field.evaluate("field => field.remove()")
    page.evaluate("document.execCommand = () => false")
    code.hover()
    code.get_by_role("button").click()
    expect(page.locator(WORD)).to_contain_text("The text is selected: press Ctrl+C")
    assert page.evaluate("getSelection().toString()") == link


@pytest.mark.by_turns
def test_page_whose_scripts_do_not_arrive_says_so(
    page: Page, traffic: Traffic, server: Server
) -> None:
    traffic.forgive("static/js/index")
    page.route("**/static/js/index*.js", lambda route: route.abort())
    page.goto(server.url)
    expect(page.locator(WORD)).to_contain_text("A part of this page could not be loaded.")
    expect(page.get_by_role("link", name="Read the data as files")).to_be_visible()
    page.unroute("**/static/js/index*.js")
    page.get_by_role("button", name="Try again").click()
    settled(page)
    expect(page.locator(WORD)).to_be_hidden()


@pytest.mark.by_turns
def test_nonsense_in_an_address_stays_text(page: Page, server: Server) -> None:
    # `page` fails at any request to another host, which an image in a label would be.
    markdown = "q=!%5Bx%5D(//e.invalid)%20**b**&layers=%5Ba%5D(b:c)"
    open_page(
        page, server, f"{markdown}&from=1988-13&bogus=%3Cscript%3Ealert(1)%3C/script%3E&lat=a"
    )
    map_frame(page)
    chip, notice = page.locator(".st-key-chips button").first, page.locator(".st-key-notice")
    expect(chip).to_contain_text("![x](//e.invalid) **b**")
    expect(notice).to_contain_text("layers in the address was not understood")
    for text in ("[a](b:c)", "<script>alert(1)</script>"):
        expect(notice).to_contain_text(text)
    assert page.locator(".st-key-chips img, .st-key-notice img").count() == 0
    expect(page.locator(".st-key-timeline-years")).to_be_in_viewport(ratio=1)  # pushed by a line
    lines = "Math.round(one.clientHeight / parseFloat(getComputedStyle(one).lineHeight))"
    words = notice.get_by_role("alert").locator("[data-testid=stMarkdownContainer]")
    assert words.evaluate(f"one => {lines}") == 1
    page.get_by_role("checkbox", name="Show all (4)").press("Space")
    assert words.evaluate(f"one => {lines}") >= 4
