"""Pages in a real browser: how they are reached, what is on the first screen, broken data."""

import json
import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser import (
    ROOT,
    Server,
    map_frame,
    open_page,
    serving,
    settled,
    wait_until_drawn,
)
from datasets import ALL_PLACES
from exports import exported
from geo import Dataset
from wire import ask

AREA_SHARE = 0.6
TIMELINE_PX = 64


def test_every_page_is_reached_from_the_head(page: Page, server: Server) -> None:
    open_page(page, server)
    expect(page).to_have_title("The 1988 atlas")
    for name, heading in (("About", "About this atlas"), ("Sources", "Sources")):
        page.get_by_role("radio", name=name).click()
        expect(page.get_by_role("heading", name=heading, exact=True)).to_be_visible()
        expect(page).to_have_title(f"{name} · The 1988 atlas")
    # What a source states opens in Records, a place of it on the map.
    settled(page)
    page.get_by_role("link", name=re.compile(r"^\d+ statements?$")).first.click()
    expect(page.locator(".records-table")).to_be_visible()
    page.go_back()
    page.locator('.source .rests a[href*="place="]').first.click()
    map_frame(page)
    name = page.locator(".st-key-detail h2").inner_text()
    expect(page).to_have_title(f"{name} · The 1988 atlas")


@pytest.mark.by_turns
def test_page_and_files_stand_while_the_data_are_broken_and_change(
    page: Page, tmp_path: Path, atlas: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = shutil.copytree(ROOT / "data", tmp_path / "data")
    path = data / "claims.csv"
    good = path.read_text("utf-8")
    path.write_text(good.replace("1988-08-14/1988-08-16", "1988-13"), "utf-8")
    address = {"ATLAS_PUBLIC_URL": "https://atlas.example"}
    with serving(tmp_path / "log.txt", data=data, **address) as server:
        open_page(page, server)
        notice = page.locator(".st-key-notice")
        expect(notice).to_contain_text("The atlas cannot be shown at the moment")
        path.write_text(good, "utf-8")
        count = len(atlas.places)
        counter = page.locator(".st-key-counter")
        expect(counter).to_contain_text(f"{count} of {count} places shown")
        assert "Traceback" not in server.output()

        # Files have the public address, as those have that are made without a server.
        got = ask(server, "/api/claims.json?layers=prison")
        link = json.loads(got.body)["metadata"]["permalink"]
        assert link.startswith("https://atlas.example/?layers=prison&v=")
        monkeypatch.setenv(*next(iter(address.items())))
        assert got.body == exported(atlas, "json", "layers=prison")

        # Files are those of the last good data.
        before = ask(server, "/api/places.geojson")
        path.write_text(good.replace(",passage,", ",pasage,"), "utf-8")
        assert ask(server, "/api/places.geojson").body == before.body
        assert json.loads(ask(server, "/health").body)["status"] == "stale"
        said = "A former leftist prisoner"
        path.write_text(good.replace(said, "A former prisoner", 1), "utf-8")
        changed = ask(server, "/api/places.geojson", If_None_Match=before.headers["etag"])
        assert changed.status == 200
        assert changed.body != before.body
        assert json.loads(ask(server, "/health").body)["status"] == "ok"


@pytest.mark.by_turns
@pytest.mark.parametrize("query", ["", "view=figures"])
def test_page_does_not_flicker_while_it_is_sent_anew(
    page: Page, server: Server, query: str
) -> None:
    open_page(page, server, query)
    wait_until_drawn(page, query)
    page.evaluate(
        "() => { window.stale = []; new MutationObserver(changes => changes.forEach(change => {"
        "if (change.target.dataset.stale !== 'true') return;"
        "const parts = [change.target,"
        "...document.querySelectorAll('summary, [role=tablist]')];"
        "window.stale.push(...parts.map(part => getComputedStyle(part).opacity)); }))"
        ".observe(document.body, { attributeFilter: ['data-stale'], subtree: true }); }"
    )
    for _ in range(20):
        before = page.evaluate("location.search")
        page.get_by_role("button", name="Prisons").first.click()
        page.wait_for_function("before => location.search !== before", arg=before)
        settled(page)
        # A busy browser may take in old and new at once, and nothing is stale in between.
        if stale := page.evaluate("window.stale"):
            break
    assert set(stale) == {"1"}


@pytest.mark.by_turns
@pytest.mark.own_page
def test_there_is_one_timeline_at_any_time(page: Page, server: Server) -> None:
    page.add_init_script(
        "window.most = 0; new MutationObserver(() => { window.most = Math.max(window.most,"
        "document.querySelectorAll('.st-key-timeline').length); })"
        ".observe(document, { childList: true, subtree: true, attributeFilter: ['class'] });"
    )
    for query in ("", "from=1950&to=1951"):
        open_page(page, server, query)
        wait_until_drawn(page, query)
        assert page.evaluate("window.most") == 1
    expect(page.locator(".st-key-empty-note")).to_contain_text("No places match")
    expect(page.locator(".st-key-counter")).to_contain_text(f"0 of {ALL_PLACES} places shown")


@pytest.mark.by_turns
def test_map_scale_and_counter_are_on_the_first_screen(page: Page, server: Server) -> None:
    # A card of which nothing matches, before a reader has read the first note.
    open_page(page, server, "lang=en&place=evin-prison&from=1950&to=1951")
    note = page.get_by_role("button", name="Continue")
    expect(note).to_be_visible()
    first_screen_holds(page, 1366, 768, ".years span")
    open_page(page, server)
    note.click()
    expect(note).to_have_count(0)
    for width, height in ((1440, 900), (1366, 768)):
        first_screen_holds(page, width, height, ".counts")
        page.wait_for_function(
            "share => { const box = document.querySelector('.st-key-map iframe')"
            ".getBoundingClientRect();"
            "return box.width * box.height >= share * innerWidth * innerHeight; }",
            arg=AREA_SHARE,
        )
        page.wait_for_function(
            "seen => document.querySelector('.st-key-timeline').getBoundingClientRect().top"
            "<= innerHeight - seen",
            arg=TIMELINE_PX,
        )
    first_screen_holds(page, 1366, 768, ".years span")
    open_page(page, server, "layers=prison&from=1988-07&to=1988-09&countries=IR")
    first_screen_holds(page, 1366, 768, ".years span")
    first_screen_holds(page, 1024, 768, ".sentence")
    open_page(page, server, "place=evin-prison")
    map_frame(page)
    expect(note).to_be_hidden()  # the browser has not forgotten it
    for width, height, last in (
        (1440, 900, ".counts"),
        (1366, 768, ".counts"),
        (1024, 768, ".sentence"),
    ):
        first_screen_holds(page, width, height, last)


@pytest.mark.by_turns
def test_a_summer_is_read_on_one_screen(page: Page, server: Server) -> None:
    open_page(page, server, "view=timeline&from=1988-07&to=1988-09")
    expect(page.locator(".st-key-timeline_chart .trace").first).to_be_attached()
    expect(page.get_by_role("button", name="Continue")).to_be_visible()
    for width, height in ((1366, 768), (1117, 643), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_function(
            "document.querySelector('.st-key-timeline_chart .gridlayer')"
            ".getBoundingClientRect().bottom <= innerHeight"
        )


@pytest.mark.by_turns
def test_long_words_and_many_chips_leave_the_timeline_on_the_first_screen(
    page: Page, server: Server, atlas: Dataset
) -> None:
    # The words of French are longer.
    open_page(page, server, "lang=fr&from=1988-07-23&to=1988-08-22&certainty=certain")
    first_screen_holds(page, 1366, 768, ".years span")
    first_screen_holds(page, 1117, 643, ".years span")
    open_page(page, server, "lang=en&cities=tehran&place=evin-prison")
    expect(page.get_by_role("button", name="Within 20 km: Khavarshahr")).to_be_visible()
    first_screen_holds(page, 1117, 643, ".years span")
    # Long chips beside a card, and nothing to show.
    titled = sorted(atlas.sources, key=lambda one: len(atlas.sources[one].title))[-2:]
    long = f"place=evin-prison&from=1950&to=1951&sources={','.join(titled)}"
    open_page(page, server, long)
    first_screen_holds(page, 1366, 768, ".years span")
    first_screen_holds(page, 1440, 900, ".years span")


@pytest.mark.by_turns
def test_filters_beside_the_map_that_do_not_stand_on_their_line_are_counted_and_open(
    page: Page, server: Server
) -> None:
    shown = "layers=burial_site,commemoration&countries=IR&cities=tehran&from=1988-07&to=1988-09"
    chips = page.locator(".st-key-chips-in-force button:visible")
    more, clear = page.locator(".more-chips"), page.locator(".st-key-chip_all button")
    page.set_viewport_size({"width": 1117, "height": 643})
    open_page(page, server, shown)
    # What is offered beside them is no filter, and comes last.
    expect(chips.last).to_contain_text("Within 20 km: Khavarshahr")
    for width in (1117, 1024, 1600):
        page.set_viewport_size({"width": width, "height": 643})
        expect(clear).to_be_in_viewport(ratio=1)
        page.wait_for_function(COUNTS_THOSE_BELOW)
    page.set_viewport_size({"width": 1024, "height": 643})
    expect(more).to_be_visible()
    more.click()
    for chip in chips.all():
        expect(chip).to_be_in_viewport(ratio=1)
    more.click()
    # Keys come to those out of sight, too.
    chips.last.focus()
    expect(chips.last).to_be_in_viewport(ratio=1)
    expect(more).to_have_attribute("aria-expanded", "true")


@pytest.mark.by_turns
def test_undo_on_the_line_of_filters_counts_as_none_below_it(page: Page, server: Server) -> None:
    """A "+1" that showed nothing: that button ends some pixels below the others."""
    page.set_viewport_size({"width": 1366, "height": 768})
    open_page(page, server, "")
    field, chips = page.get_by_role("searchbox"), page.locator(".st-key-chips-in-force button")
    for city in ("Isfahan", "Ahvaz"):
        field.fill(city)
        page.locator(f".st-key-suggest_city_{city.lower()} button").click()
        expect(chips.filter(has_text=city).first).to_be_visible()
    expect(chips.first).to_contain_text("Undo")
    settled(page)
    expect(page.locator(".more-chips")).to_be_hidden()


COUNTS_THOSE_BELOW = """() => {
    const line = document.querySelector('.st-key-chips-in-force');
    const more = document.querySelector('.more-chips');
    const end = line.getBoundingClientRect().bottom;
    const below = [...line.children].filter((one) => one.getBoundingClientRect().bottom > end);
    return (more.checkVisibility() ? Number(more.textContent) : 0) === below.length;
}"""
"""Whether the button says how many of the filters are not seen."""


def first_screen_holds(page: Page, width: int, height: int, last: str) -> None:
    """Wait until the map and what is last of the head are on a screen of this size."""
    page.set_viewport_size({"width": width, "height": height})
    page.wait_for_function(
        "last => ['.st-key-map iframe', last].every(name =>"
        "document.querySelector(name).getBoundingClientRect().bottom <= innerHeight)",
        arg=last,
    )
