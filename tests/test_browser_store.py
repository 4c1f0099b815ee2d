"""The real app on a store: the map with the base map kept there, and what another load changes."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser import map_frame, open_page, serving
from datasets import Put
from geo.store import load
from wire import ask

LABELS = "/assets/basemap/labels.geojson"
# Asks until the file is the new one: what is known of a store holds for two seconds.
CHANGED = """async (path) => {
    for (let left = 600; left; left -= 1) {
        const answer = await fetch(path, { cache: 'no-store' });
        if ((await answer.text()).includes('"new"')) return true;
        await new Promise((done) => setTimeout(done, 100));
    }
    return false;
}"""


@pytest.mark.by_turns
@pytest.mark.own_page
def test_map_is_drawn_from_a_store_and_follows_its_loads(
    page: Page, small_folder: Path, target: str, put: Put, tmp_path: Path
) -> None:
    load(str(small_folder), target)
    with serving(tmp_path / "log.txt", ATLAS_DATA=target) as server:
        open_page(page, server, "place=alpha-prison")
        expect(page.locator(".st-key-counter")).to_contain_text("5 of 5 places")
        expect(page.locator(".st-key-detail")).not_to_contain_text("Alpha gaol")
        frame = map_frame(page)
        frame.wait_for_function("atlas.marks.size === 4")
        kept = (small_folder / "basemap" / "labels.geojson").read_bytes()
        assert ask(server, LABELS).body == kept
        assert len(ask(server, "/api/claims.csv?cities=paris").body.splitlines()) == 3

        put("places.csv", "Alpha prison", "Alpha gaol")
        put("basemap/labels.geojson", '"FeatureCollection"', '"FeatureCollection", "name": "new"')
        load(str(small_folder), target)
        assert page.evaluate(CHANGED, LABELS)
        page.reload()
        expect(page.locator(".st-key-detail")).to_contain_text("Alpha gaol")


@pytest.mark.by_turns
@pytest.mark.own_page
def test_store_that_is_too_large_for_memory_is_counted_and_narrowed(
    page: Page, stored_large: str, tmp_path: Path
) -> None:
    settings = {"ATLAS_DATA": stored_large, "ATLAS_MEMORY_RECORDS": "900"}
    with serving(tmp_path / "log.txt", **settings) as server:
        open_page(page, server, "")
        expect(page.locator(".st-key-counter")).to_contain_text("138 of 138 places")
        frame = map_frame(page)
        frame.wait_for_function("atlas.marks.size > 100")
        page.locator(".st-key-legend").get_by_text("Reported burial sites").click()
        expect(page.locator(".st-key-counter")).to_contain_text("left out")
        frame.wait_for_function("atlas.marks.size < 100")
        open_page(page, server, "place=evin-prison")
        expect(page.locator(".st-key-detail")).to_contain_text("Evin")
        page.get_by_role("radio", name="Records").click()
        expect(page.get_by_text("more than this page can list")).to_be_visible()
        open_page(page, server, "view=records&cities=isfahan")
        expect(page.locator(".st-key-stage-table table tbody tr").first).to_be_visible()
        assert ask(server, "/api/claims.csv").status == 200
