"""The atlas under a path of another web server, which passes the path on or takes it off."""

import http.client
import json
import ssl
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from browser import ROOT, Server, Traffic, map_frame, open_page, serving, start_command
from dashboard.server.refusals import MAX_PARAMETERS
from geo import Dataset, Filter
from proxy import Proxy, location, proxying, site_of, without_websockets
from stage import located, open_presented, wait_for_ids

QUERY = "layers=prison&place=evin-prison"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app under a path of its own, started in a folder that has no settings."""
    folder = tmp_path_factory.mktemp("kept")
    *run, script = start_command()
    command = [*run, str(ROOT / script), "--server.baseUrlPath=kept"]
    with serving(folder / "log.txt", command=command, folder=folder) as running:
        yield running


@pytest.fixture(scope="module")
def proxy(
    server: Server, kept: Server, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Proxy]:
    """Nginx before both servers."""
    stripped = location("/stripped/", f"{server.url}/")
    site = site_of(
        location("/kept/", f"{kept.url}/kept/"),
        stripped,
        without_websockets(stripped.replace("/stripped/", "/deaf/")),
    )
    with proxying(tmp_path_factory.mktemp("nginx"), site) as running:
        yield running


@pytest.fixture(params=["kept", "stripped"])
def served(
    request: pytest.FixtureRequest, traffic: Traffic, proxy: Proxy, kept: Server, server: Server
) -> Server:
    """The app as a visitor reaches it: by HTTP with its path kept, by TLS with it taken off."""
    if request.param == "kept":
        return replace(kept, url=f"{proxy.plain}/kept")
    # Chromium tries again where nobody signed a certificate, and on a busy machine gives up.
    traffic.forgive("ERR_TOO_MANY_RETRIES")
    return replace(server, url=f"{proxy.tls}/stripped")


def asked(served: Server, path: str) -> tuple[http.client.HTTPResponse, bytes]:
    """Send one request through the proxy; give the answer and its body."""
    parts = urlsplit(served.url)
    context = ssl._create_unverified_context()
    connection = (
        http.client.HTTPSConnection(parts.netloc, context=context, timeout=30)
        if parts.scheme == "https"
        else http.client.HTTPConnection(parts.netloc, timeout=30)
    )
    connection.request("GET", parts.path + path)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


@pytest.mark.by_turns
def test_map_links_and_handout_follow_the_path(page: Page, served: Server, atlas: Dataset) -> None:
    found = Filter.from_query(QUERY, atlas).select(atlas)
    open_page(page, served, QUERY)
    wait_for_ids(map_frame(page), located(found))
    page.get_by_role("button", name="Share · cite · download").click()
    link = page.locator("[data-testid=stPopoverBody] code").first
    expect(link).to_contain_text(f"{served.url}/?layers=prison")
    page.get_by_role("tab", name="Download").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="places.geojson").click()
    places = json.loads(download.value.path().read_text("utf-8"))["features"]
    assert {one["id"] for one in places} >= set(found.places.index)
    page.get_by_role("tab", name="Print").click()
    page.get_by_role("button", name="Printable handout").click()
    expect(page.get_by_role("button", name="Save as PNG")).to_be_enabled()
    # The atlas's ground is one of its settings, which hold in whatever folder it is started.
    expect(page.get_by_test_id("stApp")).to_have_css("background-color", "rgb(250, 249, 246)")


@pytest.mark.by_turns
def test_presentation_follows_the_path(page: Page, served: Server) -> None:
    open_presented(page, served, "tour=overview&step=1&kiosk=60")
    page.wait_for_function("window.atlasPresentRunner")
    with page.expect_response(lambda answer: answer.url == f"{served.url}/health") as health:
        page.wait_for_function("document.documentElement.dataset.atlasHeld")
    assert health.value.ok
    page.get_by_role("button", name="QR code").click()
    expect(page.get_by_role("figure", name=f"Scan to open this view {served.url}/")).to_be_visible()


@pytest.mark.parametrize("path", ["/health", "/api/", "/api/places.geojson?layers=prison"])
def test_routes_answer_in_json(served: Server, path: str) -> None:
    answer, body = asked(served, path)
    assert answer.status == 200
    assert "json" in answer.headers["content-type"]
    assert json.loads(body)


def test_page_names_its_own_address(served: Server) -> None:
    answer, body = asked(served, f"/?{QUERY}")
    assert answer.status == 200
    link = f"{served.url}/?{QUERY}".replace("&", "&amp;")
    assert f'<link rel="canonical" href="{link}">' in body.decode()


def test_unknown_paths(served: Server) -> None:
    answer, body = asked(served, "/nothing")
    assert (answer.status, body) == (404, b"Not Found")
    answer, body = asked(served, "/api/nothing")
    assert answer.status == 404
    assert "error" in json.loads(body)


def test_too_many_parameters_are_refused(served: Server) -> None:
    answer, _body = asked(served, "/?" + "&".join(["layers=prison"] * (MAX_PARAMETERS + 1)))
    assert answer.status == 414


def test_path_without_its_slash_leads_to_the_page(kept: Server) -> None:
    answer, _body = asked(replace(kept, url=f"{kept.url}/kept"), "?layers=prison")
    assert (answer.status, answer.headers["location"]) == (307, "kept/?layers=prison")


@pytest.mark.by_turns
@pytest.mark.own_clock
def test_page_without_websockets_says_so(
    page: Page, traffic: Traffic, proxy: Proxy, server: Server
) -> None:
    # The list of files is no page with an icon of its own, and above the path there is none.
    traffic.forgive("WebSocket|/_stcore/stream|Client Error|/favicon.ico")
    page.clock.install()
    page.goto(f"{proxy.plain}/deaf/")
    word = page.locator("#atlas-word")
    expect(word).to_have_text("Loading the atlas…")
    page.get_by_test_id("stApp").wait_for(state="attached")
    with page.expect_response(lambda answer: answer.url.endswith("/deaf/_stcore/health")):
        page.clock.fast_forward(9_000)
    page.clock.fast_forward(9_000)
    expect(word).to_contain_text("The atlas answers, but this page cannot stay connected to it")
    with page.expect_navigation():
        page.get_by_role("link", name="Read the data as files").click()
    assert page.url == f"{proxy.plain}/deaf/api/"
