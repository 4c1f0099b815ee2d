"""The stamp of a file as headers of its answer: the whole stamp, in ASCII, with a real address."""

import json
from urllib.parse import quote, unquote, urlsplit

import pytest

import geo
from dashboard.server.api import HEADERS, file_response, index
from dashboard.server.stamp_headers import NAMES, own_address, stamp_headers
from datasets import VERSION
from exports import ROWS_ALONE
from geo.export.stamp import count_words
from wire import request

QUERY = "layers=prison&from=1988-08&to=1988-09"


@pytest.fixture(autouse=True)
def no_public_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ATLAS_PUBLIC_URL", raising=False)


@pytest.mark.parametrize("name", ROWS_ALONE)
def test_stamp_of_rows_alone_is_in_the_headers(atlas: geo.Dataset, name: str) -> None:
    headers = file_response(name, request(QUERY)).headers
    shown = geo.Filter.from_query(QUERY, atlas).select(atlas)
    said = {name: unquote(headers[name]) for name in NAMES}
    stated = {name for name in headers if name.startswith("atlas-")}
    assert stated == {name.lower() for name in NAMES}
    assert said["Atlas-Dataset-Version"] == VERSION
    assert said["Atlas-Dataset-Hash"] == f"sha256:{atlas.content_hash}"
    assert said["Atlas-Query"] == shown.filter.describe(atlas)
    assert said["Atlas-Counts"] == count_words(shown.counts)
    assert "Creative Commons Attribution 4.0" in said["Atlas-Licence"]
    assert said["Atlas-Permalink"] == f"https://atlas.example:8501/?{QUERY}&v={VERSION}"
    assert all(header in HEADERS["Access-Control-Expose-Headers"] for header in NAMES)


def test_public_address_comes_before_that_of_the_request(
    small: geo.Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ATLAS_PUBLIC_URL", "https://public.example/1988")
    said = stamp_headers(geo.Filter().select(small), request())
    assert said["Atlas-Permalink"] == f"https://public.example/1988/?v={small.version}"


def test_other_letters_are_percent_encoded(small: geo.Dataset) -> None:
    text = "زندان 100% – x"
    said = stamp_headers(geo.Filter(q=text).select(small), request())
    assert all(value.isascii() and value.isprintable() for value in said.values())
    assert text in unquote(said["Atlas-Query"])
    link = urlsplit(said["Atlas-Permalink"])
    assert unquote(link.query).startswith(f"q={text}")
    assert geo.Filter.from_query(link.query, small).q == text


def test_value_too_long_for_a_header_is_left_out(atlas: geo.Dataset) -> None:
    asked = geo.Filter(sources=tuple(sorted(atlas.sources)), q="زندان" * 30)
    said = stamp_headers(asked.select(atlas), request())
    assert "Atlas-Permalink" not in said
    assert said["Atlas-Dataset-Version"] == atlas.version
    assert sum(len(name) + len(value) + 4 for name, value in said.items()) < 4_000


def test_list_of_files_has_an_address_too(atlas: geo.Dataset) -> None:
    said = json.loads(bytes(index(request()).body))
    assert said["permalink"] == f"https://atlas.example:8501/?v={atlas.version}"


@pytest.mark.parametrize(
    ("host", "prefix", "address"),
    [
        ("localhost:8501", "/api", "https://localhost:8501/"),
        ("[::1]:8501", "/atlas/api", "https://[::1]:8501/atlas/"),
        ("", "/api", ""),
        ("a.example/<b>", "/api", ""),
        ("a b", "/api", ""),
    ],
)
def test_own_address_is_that_of_the_page(host: str, prefix: str, address: str) -> None:
    assert own_address(request("", host, prefix)) == address
    assert quote(address, safe=":/[]") == address


def test_own_address_is_under_the_path_that_a_proxy_names() -> None:
    asked = request()
    asked.scope["headers"].append((b"x-forwarded-prefix", b"/atlas/"))
    assert own_address(asked) == "https://atlas.example:8501/atlas/"
