"""The tile layer that an operator may set, and that a reader may then ask for."""

import threading
from base64 import b64decode
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser import map_frame, open_page, serving
from dashboard.map.tiles import Tiles, read_tiles
from dashboard.server.headers import content_security_policy

PATH = "/{z}/{x}/{y}.png"
TEMPLATE = f"https://tiles.example.org:8443{PATH}?key=a%20b"
CREDIT = "© <b>Example</b> & others"
PIXEL = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkqPpfDwADbQGAXO4mBgAAAABJRU5ErkJggg=="
)


def settings(address: str = TEMPLATE, credit: str = CREDIT, zoom: str = "") -> dict[str, str]:
    return {"ATLAS_TILES": address, "ATLAS_TILES_CREDIT": credit, "ATLAS_TILES_ZOOM": zoom}


def test_tiles_are_read() -> None:
    assert read_tiles({}) is read_tiles(settings(address=" ")) is None
    tiles = read_tiles(settings(zoom="12"))
    assert tiles == Tiles(TEMPLATE, CREDIT, 12)
    assert tiles.origin == "https://tiles.example.org:8443"
    own = read_tiles(settings(f"/ground{PATH}"))
    assert own == Tiles(f"/ground{PATH}", CREDIT, 14)
    assert own.origin == ""


@pytest.mark.parametrize(
    ("given", "name"),
    [
        *(
            (settings(address), "ATLAS_TILES: ")
            for address in (
                f"//tiles.example.org{PATH}",
                f"ftp://tiles.example.org{PATH}",
                f"javascript:/{PATH}",
                f"https://user@tiles.example.org{PATH}",
                f"https://*.example.org{PATH}",
                f"https://tiles.example.org;script-src{PATH}",
                f"https://tiles.example.org{PATH};a",
                f"https://tiles.example.org{PATH}?{{s}}",
                "https://{z}.example.org/{x}/{y}",
                "https://tiles.example.org/{z}/{x}.png",
            )
        ),
        (settings(credit=" "), "ATLAS_TILES_CREDIT: "),
        *((settings(zoom=zoom), "ATLAS_TILES_ZOOM: ") for zoom in ("0", "-1", "25", "9.5", "ten")),
    ],
)
def test_faulty_settings_are_named(given: dict[str, str], name: str) -> None:
    with pytest.raises(ValueError, match=f"^{name}.* expected "):
        read_tiles(given)


def test_policy_allows_pictures_of_that_host_alone() -> None:
    policy = content_security_policy(pictures="https://tiles.example.org")
    before = content_security_policy()
    assert policy == before.replace(
        "img-src 'self' data: blob:", "img-src 'self' data: blob: https://tiles.example.org"
    )


@pytest.fixture
def tile_host() -> Iterator[tuple[str, list[str]]]:
    """Serve tiles from another origin; give it and the list of what is asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.send_header("Content-Type", "image/png")
            self.end_headers()
            self.wfile.write(PIXEL)

        def log_message(self, *_args: object) -> None:
            """Keep the test's output to itself."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()


@pytest.mark.by_turns
def test_tiles_are_loaded_when_the_reader_asks(
    page: Page, tile_host: tuple[str, list[str]], tmp_path: Path
) -> None:
    host, asked = tile_host
    with serving(tmp_path / "log.txt", **settings(host + PATH, zoom="6")) as server:
        open_page(page, server)
        frame = map_frame(page)
        choice = frame.locator(".atlas-tiles")
        expect(choice.get_by_role("checkbox")).to_be_hidden()
        choice.get_by_text("Detailed map").click()
        expect(choice).to_contain_text(host.removeprefix("http://") + " will then see")
        assert asked == []
        choice.get_by_role("checkbox").check()
        frame.wait_for_function(
            "[...document.querySelectorAll('.leaflet-tile')].some((one) => one.naturalWidth)"
        )
        credit = frame.locator(".atlas-credit")
        expect(credit).to_have_text(f"Natural Earth · GeoNames · {CREDIT}")
        order = ["atlas-tiles", "atlas-base", "atlas-ground", "markerPane"]
        heights = frame.evaluate(
            "order => order.map((one) => Number(getComputedStyle(map.getPane(one)).zIndex))", order
        )
        assert heights == sorted(heights)
        frame.evaluate("void map.setZoom(8, { animate: false })")  # nearer than any tile
        frame.wait_for_function("document.querySelector('.leaflet-tile-loaded')")
        assert {path.split("/")[1] for path in asked} <= {"5", "6"}
        choice.get_by_role("checkbox").uncheck()
        expect(frame.locator(".leaflet-tile")).to_have_count(0)
        expect(credit).to_have_text("Natural Earth · GeoNames")
