"""The first picture of a map, drawn on the server."""

import gzip
import re

import geo
from dashboard import i18n
from dashboard.server.first_picture import first_picture
from geo import messages


def test_first_picture_shows_what_the_map_will(atlas: geo.Dataset) -> None:
    picture = first_picture("layers=prison&place=evin-prison", atlas)
    prisons = atlas.places[atlas.places["layer"] == "prison"]
    shown = set(re.findall(r'data-place="([^"]+)"', picture))
    assert shown == set(prisons.index[prisons["lat"].notna() & (prisons["country"] == "IR")])
    apart = re.findall(r'data-place="([^"]+)"', first_picture("countries=IR,DE,CA", atlas))
    asked = atlas.places[atlas.places["country"].isin(["IR", "DE", "CA"])]
    assert set(apart) == set(asked.index[asked["lat"].notna()])
    used = set(re.findall(r' (?:fill|stroke)="(#\w+)"', picture))
    dark = dict(re.findall(r'\.is-dark-page \[fill="(#\w+)"\]{fill:(#\w+)}', picture))
    assert used <= dark.keys()
    assert {one.dark_colour for one in atlas.subject.layers} <= set(dark.values())
    assert picture is first_picture("utm_source=x&place=evin-prison&layers=prison", atlas)
    assert 'data-zoom="4"' in first_picture("lat=50&lng=10&zoom=4", atlas)
    paris = first_picture("place=commemoration-paris", atlas)
    assert re.search(r'<circle cx="([\d.]+)" cy="([\d.]+)"[^>]*stroke="#111418"', paris)
    beside = first_picture("place=evin-prison&layers=commemoration", atlas)
    assert re.findall(r'opacity="0.5" data-place="([^"]+)"', beside) == ["evin-prison"]
    world = first_picture("lat=20&lng=0&zoom=0", atlas)
    assert len(gzip.compress(world.encode())) < 50_000
    assert ">Mashhad<" in first_picture("", atlas)
    i18n.activate("fa", atlas.translations)
    mirrored = first_picture("", atlas)
    messages.use(messages.ENGLISH)
    assert ">\u2067مشهد\u2069<" in mirrored
    assert re.search(">\u2067\u200f[۰-۹]+ کیلومتر\u2069<", mirrored)  # and no digit elsewhere
    assert ">Mashhad<" not in mirrored
