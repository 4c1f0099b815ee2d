"""The handout on paper and as a picture, in a real browser."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from browser import Server, open_page, settled, wait_until_drawn

A4_POINTS = (595, 842)


def open_handout(page: Page, server: Server, query: str = "") -> None:
    open_page(page, server, f"view=handout&{query}")
    sheet = page.locator("img.handout")
    sheet.wait_for()
    sheet.evaluate("sheet => sheet.decode()")


def printed(page: Page) -> tuple[int, list[float]]:
    """Print to PDF; give the number of pages, and the size of the first in points."""
    content = page.pdf(prefer_css_page_size=True)
    box = re.findall(rb"/MediaBox\s*\[([^\]]+)\]", content)[0]
    pages = len(re.findall(rb"/Type\s*/Page\b", content))
    return pages, [float(edge) for edge in box.split()[2:]]


@pytest.mark.by_turns
@pytest.mark.sample(
    "query", ["from=1950&to=1951", "", "place=evin-prison", "lat=51&lng=9&zoom=5"], 1
)
def test_handout_is_one_page_of_paper(page: Page, server: Server, query: str) -> None:
    open_handout(page, server, query)
    page.evaluate("window.print = () => { window.printed = true; }")
    page.get_by_role("button", name="Print or save as PDF").click()
    page.wait_for_function("window.printed === true")
    one_page = (1, pytest.approx(A4_POINTS, abs=1))
    assert printed(page) == one_page
    page.emulate_media(media="print")
    for hidden in ("[data-testid=stSidebar]", ".st-key-header", ".st-key-handout-controls"):
        expect(page.locator(hidden)).to_be_hidden()
    expect(page.locator("img.handout")).to_be_visible()
    page.emulate_media(media="null")
    # Before the styles of all pages have come.
    page.locator(".stEvent style").first.wait_for(state="attached")
    page.evaluate("document.querySelectorAll('.stEvent style').forEach(style => style.media = 'x')")
    assert printed(page) == one_page
    page.evaluate("document.querySelectorAll('.stEvent style').forEach(style => style.media = '')")
    # Beside what is drawn late.
    page.locator(".st-key-handout").evaluate(
        "sheet => { const late = document.createElement('div');"
        "late.textContent = 'late'; late.style.height = '40px';"
        "sheet.closest('.stMainBlockContainer [data-testid=stVerticalBlock]').append(late);"
        "sheet.parentElement.before(late.cloneNode(true)); }"
    )
    assert printed(page) == one_page


@pytest.mark.by_turns
@pytest.mark.own_page
def test_handout_is_kept_as_a_picture(page: Page, server: Server, tmp_path: Path) -> None:
    open_handout(page, server, "from=1988-07&to=1988-09")
    with page.expect_download() as started:
        page.get_by_role("button", name="Save as PNG").click()
    assert started.value.suggested_filename == "atlas-1988-handout.png"
    started.value.save_as(tmp_path / "handout.png")
    picture = Image.open(BytesIO((tmp_path / "handout.png").read_bytes())).convert("RGB")
    assert picture.size == (2382, 3369)
    bands = {"head": (100, 450), "map": (500, 1700), "timeline": (1900, 2500), "foot": (3000, 3250)}
    for name, (top, bottom) in bands.items():
        colours = picture.crop((0, top, 2382, bottom)).getcolors(1 << 24) or []
        share = 1 - max(count for count, _colour in colours) / sum(count for count, _c in colours)
        assert share > 0.01, name


@pytest.mark.by_turns
@pytest.mark.parametrize(
    ("query", "chart"),
    [
        ("view=timeline&layers=prison&from=1988-07&to=1988-09", "timeline_chart"),
        ("view=figures&lang=fa", "figures_chart"),
        ("view=activity&layers=commemoration", "activity_cities"),
    ],
)
def test_a_chart_is_kept_as_a_picture_with_its_words(
    page: Page, server: Server, tmp_path: Path, query: str, chart: str
) -> None:
    open_page(page, server, query)
    drawn = page.locator(f".st-key-{chart} .js-plotly-plot")
    drawn.locator(".main-svg").first.wait_for()
    settled(page)
    box = page.locator(f'.chart-picture[data-chart="{chart}"]')
    words = box.locator("h4, p").all_text_contents()
    assert "creativecommons.org/licenses/by/4.0" in " ".join(words)
    with page.expect_download() as started:
        box.get_by_role("button").click()
    name = chart.replace("_", "-")
    assert started.value.suggested_filename == f"atlas-1988-{name}.png"
    started.value.save_as(tmp_path / "chart.png")
    picture = Image.open(BytesIO((tmp_path / "chart.png").read_bytes())).convert("RGB")
    width, height = drawn.evaluate("one => [one.clientWidth, one.clientHeight]")
    assert picture.width == 2 * (width + 40)
    assert picture.height > 2 * (height + 140)
    bands = {"head": (40, 160), "chart": (180, picture.height - 240), "foot": (-180, -40)}
    for band, edges in bands.items():
        top, bottom = (edge % picture.height for edge in edges)
        colours = picture.crop((0, top, picture.width, bottom)).getcolors(1 << 24) or []
        share = 1 - max(count for count, _colour in colours) / sum(count for count, _c in colours)
        assert share > 0.01, band


@pytest.mark.by_turns
@pytest.mark.own_page
def test_a_picture_carries_the_font_of_its_numbers(page: Page, server: Server) -> None:
    open_page(page, server, "view=figures&lang=fa")
    word = page.locator(".st-key-figures_chart .annotation text").first
    word.wait_for()
    settled(page)
    assert "Noto Sans Arabic" in word.evaluate("one => getComputedStyle(one).fontFamily")
    page.evaluate(
        """() => {
          const own = Object.getOwnPropertyDescriptor(HTMLImageElement.prototype, 'src');
          Object.defineProperty(HTMLImageElement.prototype, 'src', { ...own, set(address) {
            window.pictured = decodeURIComponent(address);
            own.set.call(this, address);
          } });
        }"""
    )
    with page.expect_download():
        page.locator('.chart-picture[data-chart="figures_chart"] button').click()
    drawn = page.evaluate("window.pictured")
    (font,) = re.findall(r"@font-face[^}]*url\(\"data:[^;]*;base64,[^)]*\)", drawn)
    assert "Noto Sans Arabic" in font
    assert len(font) > 100_000


@pytest.mark.by_turns
def test_handout_is_opened_from_the_popover_and_left_again(page: Page, server: Server) -> None:
    open_page(page, server, "from=1988-07&to=1988-09")
    page.get_by_role("button", name="Share · cite · download").click()
    page.get_by_role("tab", name="Print").click()
    page.get_by_role("button", name="Printable handout").click()
    page.locator("img.handout").wait_for()
    expect(page.get_by_role("tab", name="Print")).to_be_hidden()
    page.wait_for_url("**view=handout*")
    assert "from=1988-07" in page.url
    page.get_by_role("radio", name="Records").click()
    page.wait_for_url("**view=records*")
    wait_until_drawn(page, "view=records")
    page.locator("img.handout").wait_for(state="detached")
    page.go_back()
    page.locator("img.handout").wait_for()
    page.get_by_role("button", name="Back to the map").click()
    wait_until_drawn(page, "")
    assert "view=" not in page.url


@pytest.mark.by_turns
def test_other_pages_print_without_chrome_and_whole(page: Page, server: Server) -> None:
    open_page(page, server, "place=evin-prison")
    for name, query in (("Map", ""), ("Timeline", "view=timeline"), ("Activity", "view=activity")):
        page.get_by_role("radio", name=name).click()
        page.wait_for_url(f"**{query}*")
        settled(page)
        wait_until_drawn(page, query)
        page.emulate_media(media="print")
        chrome = ("[data-testid=stSidebar]", '[class*="st-key-header_page"]', ".st-key-share")
        of_card = (".st-key-present_start", ".sheet-handle", ".st-key-detail_close")
        for hidden in (*chrome, *of_card, ".st-key-card-turning"):
            expect(page.locator(hidden)).to_be_hidden()
        expect(page.locator("h1")).to_be_visible()
        clipped = page.evaluate(
            "[...document.querySelectorAll('.stMainBlockContainer, .js-plotly-plot .main-svg')]"
            ".flatMap(one => { const found = [];"
            "for (let up = one; up !== document.body; up = up.parentElement) {"
            "if (!['visible', 'clip'].includes(getComputedStyle(up).overflowY)"
            "&& up.scrollHeight > up.clientHeight + 1) found.push(up.className); } return found; })"
        )
        assert clipped == []
        for chart in page.locator(".js-plotly-plot .main-svg").all():
            assert chart.evaluate("chart => getComputedStyle(chart).maxWidth") == "none"
        page.emulate_media(media="null")
