"""The routes beside the page, asked of the real server."""

import gzip
import json
import re
from urllib.parse import quote

import pytest

from browser import Server
from dashboard.server.headers import content_security_policy
from wire import ask

ASSETS = [
    ("/assets/leaflet/leaflet.js", "javascript"),
    ("/assets/leaflet/leaflet.css", "text/css"),
    ("/assets/leaflet/images/layers.png", "image/png"),
    ("/assets/jquery/jquery.min.js", "javascript"),
    ("/assets/basemap/countries.geojson", "application/geo+json"),
    ("/assets/basemap/iran-provinces.geojson", "application/geo+json"),
    ("/assets/basemap/labels.geojson", "application/geo+json"),
    ("/assets/atlas/map.js", "javascript"),
    ("/assets/atlas/map.css", "text/css"),
]
UNKNOWN = [
    "/nothing",
    "/index.html",
    "/static/js/nothing.js",
    "/_stcore/nothing",
    "/atlas/health",
    "/atlas/api/places.geojson",
]
MISSING = [
    "/assets/",
    "/assets/nothing.js",
    "/assets/leaflet/nothing.js",
    "/assets/leaflet/images",
    "/assets/basemap/",
    "/assets/basemap/README.md",
    "/assets/leaflet/" + "a" * 300,
]
OUTSIDE = [
    "/assets/basemap/../places.csv",
    "/assets/basemap/%2e%2e/places.csv",
    "/assets/basemap/..%2fplaces.csv",
    "/assets/basemap/..%5cplaces.csv",
    "/assets/basemap//etc/passwd",
    "/assets/basemap/%2fetc%2fpasswd",
    "/assets/leaflet/%00.js",
    "/assets/leaflet/../__init__.py",
]


@pytest.mark.parametrize(("path", "kind"), ASSETS)
def test_asset_is_served(server: Server, path: str, kind: str) -> None:
    answer = ask(server, path)
    assert answer.status == 200
    assert kind in answer.headers["content-type"]
    assert len(answer.body) == int(answer.headers["content-length"]) > 0
    assert "must-revalidate" in answer.headers["cache-control"]


@pytest.mark.parametrize(("path", "kind"), ASSETS)
def test_asset_is_revalidated(server: Server, path: str, kind: str) -> None:
    first = ask(server, path, Accept_Encoding="gzip")
    for condition in (
        {"If_None_Match": first.headers["etag"]},
        {"If_None_Match": f'"other", W/{first.headers["etag"]}'},
        {"If_Modified_Since": first.headers["last-modified"]},
    ):
        again = ask(server, path, Accept_Encoding="gzip", **condition)
        assert (again.status, again.body) == (304, b"")
        assert again.headers["cache-control"] == first.headers["cache-control"]
    assert ask(server, path, If_None_Match='"other"').status == 200


@pytest.mark.parametrize(("path", "kind"), ASSETS)
def test_asset_head_is_get_without_body(server: Server, path: str, kind: str) -> None:
    for coding in ("gzip", "identity"):
        get = ask(server, path, Accept_Encoding=coding)
        head = ask(server, path, "HEAD", Accept_Encoding=coding)
        assert (head.status, head.body) == (200, b"")
        for name in ("content-length", "etag", "content-type", "last-modified", "cache-control"):
            assert head.headers[name] == get.headers[name]


@pytest.mark.parametrize(
    ("path", "kind", "parts"),
    [
        ("/assets/atlas/frame.js", "javascript", ("leaflet", "window.atlas =", "atlas.labels =")),
        ("/assets/pages.css", "text/css", (".st-key-map", ".claim", ".records-table", "@page")),
    ],
)
def test_files_sent_as_one_are_asked_about_again(
    server: Server, path: str, kind: str, parts: tuple[str, ...]
) -> None:
    answer, packed = ask(server, path), ask(server, path, Accept_Encoding="gzip")
    assert all(part in answer.body.decode() for part in parts)
    assert gzip.decompress(packed.body) == answer.body
    assert kind in packed.headers["content-type"]
    assert "no-cache" in packed.headers["cache-control"]
    assert ask(server, path, If_None_Match=packed.headers["etag"]).status == 304


def test_base_map_is_compressed(server: Server) -> None:
    path = "/assets/basemap/countries.geojson"
    plain, packed = ask(server, path), ask(server, path, Accept_Encoding="br, gzip;q=0.8")
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert len(packed.body) < 270_000
    assert packed.headers["etag"] != plain.headers["etag"]
    assert "accept-encoding" in plain.headers["vary"].lower()
    assert "accept-encoding" in packed.headers["vary"].lower()


def test_face_of_persian_and_arabic_has_its_licence_beside_it(server: Server) -> None:
    face = ask(server, "/assets/fonts/NotoSansArabic%5Bwdth,wght%5D.ttf")
    terms = ask(server, "/assets/fonts/LICENSE")
    assert (face.status, terms.status) == (200, 200)
    assert terms.headers["content-type"].startswith("text/plain")
    assert b"SIL OPEN FONT LICENSE" in terms.body


def test_front_end_is_sent_compressed_and_kept_for_good(server: Server) -> None:
    page = ask(server, "/").body.decode()
    path = re.search(r'src="\.(/static/js/index\.[^"]+)"', page).group(1)
    plain, packed = ask(server, path), ask(server, path, Accept_Encoding="gzip")
    assert gzip.decompress(packed.body) == plain.body
    assert len(packed.body) < len(plain.body) / 2
    assert packed.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert "javascript" in packed.headers["content-type"]
    assert "content-security-policy" in packed.headers
    assert ask(server, path, If_None_Match=plain.headers["etag"]).status == 304


@pytest.mark.parametrize("path", ["/", "/?place=evin-prison"])
def test_page_is_sent_compressed_and_asked_about_again(server: Server, path: str) -> None:
    plain, packed = ask(server, path), ask(server, path, Accept_Encoding="gzip")
    assert gzip.decompress(packed.body) == plain.body
    assert len(packed.body) < 40_000  # under a second at 400 kbit/s
    assert plain.headers["vary"] == packed.headers["vary"] == "Accept-Language, Accept-Encoding"
    assert plain.headers["cache-control"] == packed.headers["cache-control"] == "no-cache"
    head = ask(server, path, "HEAD")
    assert (head.status, head.body) == (200, b"")
    assert head.headers["content-length"] == str(len(plain.body))


@pytest.mark.parametrize("path", MISSING)
def test_missing_asset_is_a_short_404(server: Server, path: str) -> None:
    answer = ask(server, path)
    if answer.status == 307:  # a folder without its slash
        answer = ask(server, path + "/")
    assert (answer.status, answer.body) == (404, b"Not Found")


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("path", UNKNOWN)
def test_unknown_path_is_a_short_404(server: Server, path: str, method: str) -> None:
    answer = ask(server, path, method)
    assert answer.status == 404
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.body == (b"Not Found" if method == "GET" else b"")


WORDS = {
    "en": ("The 1988 atlas", "There is no page here", "ltr"),
    "fa": ("اطلس ۱۳۶۷", "در این نشانی صفحه‌ای نیست", "rtl"),
    "fr": ("L’atlas 1988", "Il n’y a pas de page ici", "ltr"),
    "ar": ("أطلس 1988", "لا توجد صفحة هنا", "rtl"),
}
BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8"


@pytest.mark.parametrize("code", WORDS)
def test_browser_reads_a_page_where_nothing_is(server: Server, code: str) -> None:
    title, heading, direction = WORDS[code]
    for path, language, home in (
        ("/nonsense/<b>path", f"{code};q=0.9,de", "../"),
        (f"/nonsense/<b>path?lang={code}", "en", f"../?lang={code}"),
    ):
        answer = ask(server, path, Accept=BROWSER, Accept_Language=language)
        page = answer.body.decode()
        assert answer.status == 404
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        assert answer.headers["vary"] == "Accept, Accept-Language"
        assert f'<html lang="{code}" dir="{direction}">' in page
        assert f"<title>{heading} – {title}</title>" in page
        assert "/nonsense/&lt;b&gt;path" in page
        assert f'<a href="{home}">' in page
        assert "<script" not in page
        assert "prefers-color-scheme: dark" in page


@pytest.mark.parametrize("path", ["/assets/nothing.js", "/nothing\u202e/%0a", "/%ff" + "a" * 900])
def test_missing_file_is_a_page_for_browsers(server: Server, path: str) -> None:
    answer = ask(server, quote(path, "/%"), Accept=BROWSER)
    assert answer.status == 404
    assert "There is no page here" in answer.body.decode()
    assert "\u202e" not in answer.body.decode()
    assert len(answer.body) < 4_000


def test_unknown_path_below_the_api_is_json(server: Server) -> None:
    for path in ("/api/nothing", "/api/v1/places", "/api/claims.csv/"):
        answer = ask(server, path)
        assert answer.status == 404
        assert json.loads(answer.body)["error"].startswith(f"There is no '{path}'")
        assert ask(server, path, Accept=BROWSER).body == answer.body


@pytest.mark.parametrize("path", ["/", "/favicon.png", "/api/"])
def test_known_path_is_served(server: Server, path: str) -> None:
    assert ask(server, path).status == 200


def test_api_without_its_slash_leads_there(server: Server) -> None:
    answer = ask(server, "/api?layers=prison")
    assert (answer.status, answer.headers["location"]) == (307, "api/?layers=prison")


@pytest.mark.parametrize("path", OUTSIDE)
def test_nothing_outside_the_asset_folders_is_served(server: Server, path: str) -> None:
    answer = ask(server, path)
    assert answer.status in {400, 404}
    assert len(answer.body) < 50


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
@pytest.mark.parametrize("path", ["/health", "/assets/leaflet/leaflet.js"])
def test_only_get_and_head(server: Server, path: str, method: str) -> None:
    answer = ask(server, path, method)
    assert answer.status == 405
    assert {name.strip() for name in answer.headers["allow"].split(",")} == {"GET", "HEAD"}


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/health",
        "/_stcore/health",
        "/_stcore/host-config",
        "/assets/leaflet/leaflet.js",
        "/assets/nothing",
        "/assets/basemap/..%2fplaces.csv",
        "/component/streamlit_folium.st_folium/index.html",
    ],
)
def test_headers_of_every_answer(server: Server, path: str) -> None:
    headers = ask(server, path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "strict-origin-when-cross-origin"
    assert headers["content-security-policy"] == content_security_policy()
    assert "frame-ancestors 'self'" in headers["content-security-policy"]


def test_policy_names_no_other_host() -> None:
    assert "http" not in content_security_policy()
    assert "*" not in content_security_policy()


@pytest.mark.parametrize("name", ["nobody", "%3Cscript%3E", "a" * 3000])
def test_word_of_an_unknown_map_is_not_taken(server: Server, name: str) -> None:
    answer = ask(server, f"/map/rendered/{name}", "POST")
    assert answer.status == 404
    assert name.encode() not in answer.body


def test_health_names_the_data(server: Server) -> None:
    answer = ask(server, "/health")
    assert answer.status == 200
    health = json.loads(answer.body)
    assert health["status"] == "ok"
    assert set(health["data"]) == {"version", "hash"}
    assert all(health["data"].values())
