"""The handout page: the sheet of the visible set, its buttons, and the way back."""

import re
from base64 import b64decode
from xml.etree.ElementTree import Element, fromstring

import pytest

from app_tester import AppTest
from datasets import VERSION
from geo import Dataset, Filter
from pages import html, open_main, run


def sheet(app: AppTest) -> Element:
    """Read the drawing out of the page."""
    picture = r'<img class="handout"[^>]+src="data:image/svg\+xml;base64,([^"]+)"'
    (found,) = re.findall(picture, html(app))
    return fromstring(b64decode(found))


@pytest.mark.parametrize("query", ["", "place=evin-prison", "from=1988-07&to=1988-09"])
def test_sheet_shows_the_filter_in_force(atlas: Dataset, query: str) -> None:
    chosen = Filter.from_query(query)
    app = run("handout.page", query)
    marks = [one.attrib["data-place"] for one in sheet(app).iter() if "data-place" in one.attrib]
    assert sorted(marks) == sorted(chosen.select(atlas).places.index)


def test_sheet_names_the_address_of_the_map() -> None:
    app = open_main(view="handout", layers="prison")
    assert f"layers=prison&v={VERSION}" in "".join(sheet(app).itertext())
    assert "view=handout" not in "".join(sheet(app).itertext())


def test_handout_has_no_place_in_the_bar_and_a_way_back() -> None:
    app = open_main(view="handout")
    bar = next(one for one in app.get("button_group") if one.key == "header_page")
    assert bar.value is None
    app.button(key="handout_back").click().run()
    assert not app.exception
    assert "view" not in app.query_params


def test_position_of_the_address_can_be_given_up(atlas: Dataset) -> None:
    app = open_main(view="handout", lat="35.7", lng="51.4", zoom="9")
    near = "".join(sheet(app).itertext())
    assert "lie outside this part of the world" in near
    assert f"v={VERSION}&lat=35.7&lng=51.4&zoom=9" in near
    app.toggle(key="handout_whole").set_value(True).run()
    whole = "".join(sheet(app).itertext())
    assert "lie outside" not in whole
    assert "lat=" not in whole


def test_hostile_address_is_escaped() -> None:
    app = open_main(view="handout", q='"><script>alert(1)</script>')
    assert "<script>alert" not in html(app)
