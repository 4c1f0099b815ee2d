"""What the first bytes of an address say: its title, its description, its content as text."""

from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote, urljoin

import pytest

import geo
from dashboard import cached
from dashboard.server import front_view as module
from dashboard.server.front_view import MAX_PLACES, FrontView, front_view
from dashboard.server.schema_org import linked_data
from datasets import ALL_PLACES, SECOND_SUBJECT, WORDS_OF_DATA
from edits import withhold
from first_bytes import PAGE, Said, answer
from geo.tours import tours
from hostile import HOSTILE
from wire import SHELL

ATLAS = "https://atlas.example:8501/"
NAME = "The 1988 atlas"
VIEWS = [
    ("", "", NAME, "138 of 138 places"),
    ("place=evin-prison", "place=evin-prison", f"Evin prison · {NAME}", "(Tehran, Iran)"),
    (
        "event=milestone-un-cables-1988&lat=30",
        "event=milestone-un-cables-1988",
        f"UN special rapporteur's cables · {NAME}",
        "2 statements · 1 document",
    ),
    ("view=timeline", "view=timeline", f"Timeline · {NAME}", "statements shown"),
    ("view=about&lat=30&lng=50&zoom=6", "view=about", f"About · {NAME}", "places shown"),
    (
        "layers=prison&from=1988-07&to=1988-09",
        "layers=prison&from=1988-07&to=1988-09",
        f"Prisons and events without one place, statements possibly dated July to September 1988"
        f" · {NAME}",
        "left out: ",
    ),
    (
        "view=records&cities=paris",
        "cities=paris&view=records",
        f"Places in Paris · Records · {NAME}",
        "places shown",
    ),
    (
        "mode=speaker&room=abcd&tour=overview&step=3",
        "tour=overview&step=3",
        f"Evin prison, Tehran · Overview · {NAME}",
        "commission began hearings",
    ),
    (
        "tour=overview&step=3&place=gohardasht-prison",
        "place=gohardasht-prison",
        f"Gohardasht prison · {NAME}",
        "statements",
    ),
    (
        "mode=present&play=day&from=1988-07&to=1988-09&at=1988-07-28&speed=2",
        "from=1988-07&to=1988-09&mode=present&play=day&at=1988-07-28",
        f"Places, statements possibly dated 28 July 1988 · {NAME}",
        "undated",
    ),
    (
        "mode=present&play=minute&from=2018-08-25&to=2018-08-25&at=2018-08-25T17:42",
        "from=2018-08-25&to=2018-08-25&mode=present&play=minute&at=2018-08-25T17%3A42",
        f"Places, statements dated 25 August 2018, 17:42 · {NAME}",
        "without a time of day",
    ),
    (
        "q=%D8%AE%D8%A7%D9%88%D8%B1%D8%A7%D9%86&utm_source=letter",
        "q=%D8%AE%D8%A7%D9%88%D8%B1%D8%A7%D9%86",
        f"Places and statements matching “خاوران” · {NAME}",
        "places shown",
    ),
]


@pytest.fixture(autouse=True)
def nothing_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ATLAS_PUBLIC_URL", raising=False)
    monkeypatch.delenv("ATLAS_DATA", raising=False)


@pytest.mark.parametrize(("query", "canonical", "title", "words"), VIEWS)
def test_address_says_what_it_shows(query: str, canonical: str, title: str, words: str) -> None:
    said = answer(query)
    assert said.title == said.meta("og:title") == said.meta("twitter:title") == title
    assert words in said.meta("description").replace(str(ALL_PLACES), "138")
    assert said.meta("description") == said.meta("og:description")
    assert said.canonical == said.meta("og:url") == (f"{ATLAS}?{canonical}" if canonical else ATLAS)
    assert said.meta("og:site_name") == NAME
    picture = f"{ATLAS}preview.png?{canonical}" if canonical else f"{ATLAS}preview.png"
    assert said.meta("og:image") == picture
    assert said.meta("og:image:alt") == said.meta("twitter:image:alt") == f"Map: {title}"
    assert said.meta("twitter:card") == "summary_large_image"
    assert (said.meta("og:image:width"), said.meta("og:image:height")) == ("1200", "630")
    assert len(said.text) > 750
    assert "not understood" not in said.text
    assert {one["@type"] for one in said.linked} == {"WebPage", "Dataset"}
    assert answer(canonical).canonical == said.canonical


@pytest.mark.parametrize("query", ["", "place=evin-prison"])
def test_picture_of_a_page_in_the_browser_s_language_is_in_that_language(query: str) -> None:
    """Its title was in Persian, its picture in English."""
    asked = f"{query}&lang=fa".strip("&")
    assert answer(query, accept_language="fa").meta("og:image") == f"{ATLAS}preview.png?{asked}"
    assert answer("lang=fr", accept_language="fa").meta("og:image").endswith(".png?lang=fr")


def test_place_is_told_by_each_statement_and_its_source(atlas: geo.Dataset) -> None:
    said = answer("place=evin-prison&kinds=executions_reported")
    claims = atlas.claims[atlas.claims["place_id"] == "evin-prison"]
    for _claim_id, claim in claims.iterrows():
        source = atlas.sources[claim["source_id"]]
        assert " ".join(claim["summary"].split()) in said.text
        assert f"{source.author} {source.year or 'n.d.'}, {claim['locator']}" in said.text
    assert "statements outside the filters" in said.text
    assert "When did the commission begin its work at Evin?" in said.text
    names = said.tree.xpath("//main//*[@lang='fa' and @dir='rtl']/text()")
    assert atlas.places.at["evin-prison", "name_fa"] in names


def test_visible_set_is_told_by_its_places(atlas: geo.Dataset) -> None:
    said = answer()
    places = [link for link in said.links if link.startswith("?place=")]
    assert len(places) == MAX_PLACES
    assert f"and {ALL_PLACES - MAX_PLACES} more" in said.text
    assert "?view=records" in said.links
    listed = answer("view=records").links
    assert {f"?place={place_id}" for place_id in atlas.places.index} <= set(listed)
    assert [link for link in said.links if ":" in link or link.startswith("/")] == []


def test_every_step_and_page_is_reached_by_links(atlas: geo.Dataset) -> None:
    links = answer("tour=overview&step=1").links
    steps = [link for link in links if link.startswith("?tour=overview&step=")]
    assert steps == [f"?tour=overview&step={n + 1}" for n in range(len(tours(atlas)["overview"]))]
    for query in ("layers=prison", "place=evin-prison"):
        assert any("view=sources" in link for link in answer(query).links)


def test_address_without_sense_shows_what_is_understood() -> None:
    for query in (
        "place=nowhere&layers=prison&from=yesterday&view=x&step=9&lat=nan&%00=%ff&v=9.9.9",
        f"q={quote(HOSTILE)}&place={quote(HOSTILE)}&lang={quote(HOSTILE)}",
        f"%22%3E%3Cscript%3E={quote(HOSTILE)}",
    ):
        said = answer(query)
        assert "A part of this address was not understood and is ignored." in said.text
        assert "<script>alert" not in said.page
        assert "<img src=x" not in said.page
        assert said.page.count("</noscript>") == 2


@pytest.mark.parametrize(("code", "faces"), [("en", 0), ("fr", 0), ("fa", 1), ("ar", 1)])
def test_readers_without_scripts_have_the_face_of_their_script(code: str, faces: int) -> None:
    _before, *without_scripts = answer(f"place=evin-prison&lang={code}").page.split("<noscript>")
    assert without_scripts[0].split("</noscript>")[0].count("@font-face") == faces


def test_hostile_words_of_the_data_stay_words(
    atlas: geo.Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    places, claims = atlas.places.copy(), atlas.claims.copy()
    places[["name", "name_fa", "alt_names", "locality", "region", "notes"]] = HOSTILE
    claims[["summary", "locator", "notes"]] = f"{HOSTILE}</noscript>"
    sources = {
        name: replace(one, item={**one.item, "title": HOSTILE, "publisher": HOSTILE})
        for name, one in atlas.sources.items()
    }
    descriptor = {**atlas.descriptor, "description": f"</script>{HOSTILE}<!--"}
    hostile = replace(atlas, places=places, claims=claims, sources=sources, descriptor=descriptor)
    monkeypatch.setattr(cached, "dataset", lambda: hostile)
    for query in ("", "place=evin-prison", "tour=overview&step=3"):
        said = answer(query)
        assert said.page.count("<script") == SHELL.count("<script") + 2
        assert "<img src=x" not in said.page
        assert (said.page.count("</noscript>"), said.page.count("<title>")) == (2, 1)
        assert said.linked[1]["description"] == descriptor["description"]


def test_withheld_place_is_not_named(small_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(small_folder))
    assert "Alpha prison" in answer().text
    withhold(small_folder, "alpha-prison")
    for query in ("", "place=alpha-prison", "view=records", "tour=overview&step=1"):
        said = answer(query).page
        assert "Alpha prison" not in said
        assert "alpha-prison" not in said
    assert "withheld" in answer().text


def test_data_that_cannot_be_read_leave_the_page_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(tmp_path))
    said = answer("place=evin-prison")
    assert said.title == "Atlas"
    assert "api/claims.csv" in said.links
    assert said.canonical == ""


@pytest.mark.parametrize(
    ("base", "headers", "address"),
    [
        ("/kept", {}, "https://atlas.example:8501/kept/"),
        ("/kept", {"X_Forwarded_Prefix": "/kept/"}, "https://atlas.example:8501/kept/"),
        ("", {"X_Forwarded_Prefix": "/a/b-c"}, "https://atlas.example:8501/a/b-c/"),
        ("", {"X_Forwarded_Prefix": '/"><b>'}, ATLAS),
        ("", {"X_Forwarded_Prefix": "//other.example"}, ATLAS),
    ],
)
def test_addresses_hold_under_a_path(base: str, headers: dict[str, str], address: str) -> None:
    said = answer("place=evin-prison", base, **{n.lower(): v for n, v in headers.items()})
    assert said.canonical == said.meta("og:url") == f"{address}?place=evin-prison"
    assert said.linked[1]["url"] == address
    assert urljoin(address, "?view=about") in {urljoin(address, link) for link in said.links}


def test_public_address_comes_before_all_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATLAS_PUBLIC_URL", "https://public.example/1988")
    said = answer("view=about", x_forwarded_prefix="/other")
    assert said.canonical == "https://public.example/1988/?view=about"
    assert said.linked[1]["distribution"][0]["contentUrl"].startswith(
        "https://public.example/1988/api/"
    )


def test_page_of_an_unknown_host_has_a_relative_canonical() -> None:
    said = Said(PAGE.of_view(front_view("view=about"), ""))
    assert (said.canonical, said.meta("og:url"), said.meta("og:image")) == ("?view=about", "", "")
    assert said.meta("twitter:card") == "summary"


def place_data(view: FrontView) -> dict[str, Any]:
    data: dict[str, Any] = linked_data(view, ATLAS, f"{ATLAS}?{view.query}")["@graph"][0]
    return data


@pytest.mark.by_turns
def test_linked_data_are_as_precise_as_the_point(atlas: geo.Dataset) -> None:
    for place_id, place in atlas.places.iterrows():
        found = place_data(front_view(f"place={place_id}"))
        geometry = found["mainEntity"].get("geo", {"@type": ""})
        expected = {"site": "GeoCoordinates", "unlocated": ""}.get(place["precision"], "GeoCircle")
        assert geometry["@type"] == expected, place_id
        claims = atlas.claims[atlas.claims["place_id"] == place_id]
        titles = {atlas.sources[name].title for name in claims["source_id"]}
        assert titles <= {one["name"] for one in found["citation"]}


def test_view_is_made_once(monkeypatch: pytest.MonkeyPatch, small_folder: Path) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(small_folder))
    module._describe.cache_clear()
    for query in ("place=alpha-prison", "zoom=5&place=alpha-prison&utm_source=x&theme=dark"):
        front_view(query)
    assert module._describe.cache_info().misses == 1
    withhold(small_folder, "alpha-prison-04")
    front_view("place=alpha-prison")
    assert module._describe.cache_info().misses == 2


@pytest.mark.parametrize("query", ["", "place=high-light", "view=about", "tour=overview&step=1"])
def test_another_subject_says_nothing_of_this_one(
    query: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(SECOND_SUBJECT))
    page = answer(query).page
    assert "Invented lights" in page
    assert [word for word in WORDS_OF_DATA if word in page] == []
