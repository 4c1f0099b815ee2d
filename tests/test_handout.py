"""The sheet of a handout: marks, rings, counts and credits are those of what is shown."""

import math
import re
from dataclasses import replace
from datetime import date
from xml.etree.ElementTree import Element, fromstring

import pandas as pd
import pytest
import segno

from dashboard import i18n
from dashboard.handout.lists import source_names
from dashboard.handout.map import fan
from dashboard.handout.notes import qr_svg
from dashboard.handout.outlines import read_outlines
from dashboard.handout.panels import panels
from dashboard.handout.projection import Box
from dashboard.handout.sheet import HEIGHT, WIDTH, Handout, alternative, handout_svg
from dashboard.handout.svg import lines
from dashboard.handout.timeline import axis_px, lay_out
from dashboard.look import Lane, lanes
from dashboard.session.view import View
from datasets import DATA
from geo import Dataset, Filter, Selection, messages
from geo.codes import RADIUS_KM
from geo.loading import shipped

OUTLINES = read_outlines(DATA / "basemap", "iran-provinces.geojson")
LANES = {
    code: Lane(code.capitalize(), lane.colour) for code, lane in lanes(shipped().subject).items()
}
LINK = "https://example.org/?layers=prison&v=1.0.0"
HOSTILE = "</text></svg><script>alert(1)</script> & \" ' \x0b ]]> <img src=x onerror=alert(1)>"
QUESTIONS = [
    "",
    "place=evin-prison",
    "cities=Tehran",
    "layers=commemoration",
    "countries=KR",
    "from=1988-07&to=1988-09&place=khavaran-cemetery",
    "from=2018-08-25&to=2018-08-25",
    "from=1950&to=1951",
]


def made(selection: Selection, view: View | None = None, link: str = LINK) -> Handout:
    return Handout(selection, link, LANES, date(2026, 11, 24), view)


def sheet(selection: Selection, view: View | None = None, link: str = LINK) -> Element:
    return fromstring(handout_svg(made(selection, view, link), OUTLINES))


def words(drawn: Element) -> str:
    return "\n".join(drawn.itertext())


def attributes(drawn: Element, name: str) -> list[str]:
    return [one.attrib[name] for one in drawn.iter() if name in one.attrib]


def located(selection: Selection) -> pd.DataFrame:
    return selection.places[selection.places["lat"].notna()]


@pytest.mark.parametrize("query", QUESTIONS)
def test_sheet_shows_each_located_place_and_says_of_which_data(atlas: Dataset, query: str) -> None:
    selection = Filter.from_query(query).select(atlas)
    drawn = sheet(selection)
    assert sorted(attributes(drawn, "data-place")) == sorted(located(selection).index)
    assert (float(drawn.attrib["width"]), float(drawn.attrib["height"])) == (WIDTH, HEIGHT)
    said = words(drawn)
    counts = selection.counts
    assert f"{counts.places.shown} of {counts.places.total} places shown" in said
    assert f"{counts.statements.shown} of {counts.statements.total} statements shown" in said
    assert selection.filter.describe(atlas) in said.replace("\n", " ")
    assert LINK in said
    assert f"Data version {atlas.version}, content hash {atlas.content_hash[:12]}" in said
    for part in ("Natural Earth", "GeoNames", "24 November 2026", "licenses/by/4.0"):
        assert part in said.replace("\n", "")
    assert selection.filter.describe(atlas) in alternative(made(selection))


def test_sheet_of_everything_stays_small(atlas: Dataset) -> None:
    drawing = handout_svg(made(Filter().select(atlas)), OUTLINES)
    assert len(drawing.encode()) < 400_000
    assert "href" not in drawing


@pytest.mark.parametrize("code", ["en", "fa"])
def test_words_begin_where_lines_of_the_language_do(atlas: Dataset, code: str) -> None:
    i18n.activate(code, atlas.translations)
    drawn = sheet(Filter().select(atlas))
    title = str(atlas.subject.title)
    head = next(
        one for one in drawn.iter() if one.tag.endswith("text") and title in (one.text or "")
    )
    at = (float(head.attrib["x"]), head.attrib.get("text-anchor"))
    assert at == {"en": (38, None), "fa": (WIDTH - 38, "end")}[code]


def test_nothing_found_is_said(atlas: Dataset) -> None:
    selection = Filter.from_query("from=1950&to=1951").select(atlas)
    drawn = sheet(selection)
    assert "No places and no statements match these filters." in words(drawn)
    assert attributes(drawn, "data-mark") == []


def test_place_without_a_point_is_counted(small: Dataset) -> None:
    selection = Filter.from_query("q=delta").select(small)
    said = words(sheet(selection))
    assert "No shown place has a point." in said
    assert "(1 of them without a point)" in said


def test_view_of_the_address_is_kept_and_the_rest_counted(atlas: Dataset) -> None:
    selection = Filter().select(atlas)
    drawn = sheet(selection, View(35.7, 51.4, 8))
    marks = set(attributes(drawn, "data-place"))
    assert "evin-prison" in marks
    assert "commemoration-oslo" not in marks
    outside = len(located(selection)) - len(marks)
    assert f"{outside} shown places lie outside this part of the world" in words(drawn)


def test_length_of_the_scale_stands_beside_it(atlas: Dataset) -> None:
    """In Persian it is longer than a short scale, and stood over its end."""
    drawn = list(sheet(Filter.from_query("cities=tehran").select(atlas)).iter())
    said = next(at for at, one in enumerate(drawn) if re.fullmatch(r"\d+ km", one.text or ""))
    right = float(re.findall(r"H([\d.]+)", drawn[said - 1].attrib["d"])[0])
    assert right < float(drawn[said].attrib["x"]) < right + 6


@pytest.mark.parametrize("query", ["countries=IR", "layers=commemoration", "cities=Tehran"])
def test_rings_have_the_radius_of_their_precision(atlas: Dataset, query: str) -> None:
    selection = Filter.from_query(query).select(atlas)
    drawn = sheet(selection)
    found = [
        (one.attrib["data-ring"], *(float(one.attrib[name]) for name in ("cx", "cy", "r")))
        for one in drawn.iter()
        if "data-ring" in one.attrib
    ]
    expected = []
    for panel in panels(located(selection), map_box(drawn), atlas.subject.regions):
        for precision, lat, lon in panel.places.groupby(["precision", "lat", "lon"]).groups:
            if radius_km := RADIUS_KM[precision]:
                degrees = radius_km / (math.radians(1) * 6371.0088 * math.cos(math.radians(lat)))
                x, y = panel.projection.at(lat, lon)
                east, _y = panel.projection.at(lat, lon + degrees)
                expected.append((precision, x, y, east - x))
    assert len(found) == len(expected) > 0
    for precision, *numbers in expected:
        alike = [one for one in found if one[0] == precision]
        assert any(list(one[1:]) == pytest.approx(numbers, abs=0.02) for one in alike)


def map_box(drawn: Element) -> Box:
    """Give the room of all maps, which the clipping areas span, with the heads over them."""
    areas = [one[0].attrib for one in drawn.iter() if one.tag.endswith("clipPath")]
    boxes = [[float(one[name]) for name in ("x", "y", "width", "height")] for one in areas]
    head = 14 if len(boxes) > 1 else 0
    left, top = min(box[0] for box in boxes), min(box[1] for box in boxes) - head
    right = max(box[0] + box[2] for box in boxes)
    bottom = max(box[1] + box[3] for box in boxes)
    return Box(left, top, right - left, bottom - top)


def test_only_a_site_is_solid(atlas: Dataset) -> None:
    drawn = sheet(Filter().select(atlas))
    for one in drawn.iter():
        if "data-place" in one.attrib:
            place = atlas.places.loc[one.attrib["data-place"]]
            colour = LANES[place["layer"]].colour
            shape = one[0].attrib
            assert shape["stroke"] == colour
            assert shape["fill"] == (colour if place["precision"] == "site" else "#ffffff")


def test_marks_on_one_point_stand_apart(atlas: Dataset) -> None:
    drawn = sheet(Filter.from_query("cities=Zahedan").select(atlas))
    spots = attributes_of_marks(drawn)
    assert len(set(spots)) == len(spots) == 4
    assert fan(0, 2) == pytest.approx((-0.5, 0))
    assert fan(0, 7) == pytest.approx((0, -1))
    assert fan(6, 7)[1] == pytest.approx(-2)


def attributes_of_marks(drawn: Element) -> list[str]:
    return [one.attrib["transform"] for one in drawn.iter() if "data-place" in one.attrib]


def test_lanes_and_undated_add_up(atlas: Dataset) -> None:
    selection = Filter().select(atlas)
    said = words(sheet(selection))
    dated = sum(
        int(n) for n in re.findall(r"^(?:Prison|Burial_site|Comm\w+|Mile\w+) · (\d+)$", said, re.M)
    )
    undated = int(re.findall(r"(\d+) shown statements have no date", said)[0])
    assert dated + undated == selection.counts.statements.shown


def test_sources_that_do_not_fit_are_counted(atlas: Dataset) -> None:
    selection = Filter().select(atlas)
    names = source_names(selection)
    points = set(selection.places["coord_source"]) & set(atlas.sources)
    assert names.total() == len(set(selection.source_ids) | points)
    said = words(sheet(selection)).replace("\n", " ")
    assert f"Sources of what is shown and of its points: {names.total()} documents" in said
    written = said.partition("by number of statements ")[2].partition("; and ")
    left_out = int(written[2].split()[0])
    shown = written[0].split("; ")
    counts = [re.findall(r" \((\d+) documents\)$", one) for one in shown]
    named = sum(int(count[0]) if count else 1 for count in counts)
    assert named + left_out == names.total()


def test_places_are_named_with_the_number_of_their_statements(atlas: Dataset) -> None:
    selection = Filter.from_query("cities=tehran&from=1988-07&to=1988-09").select(atlas)
    said = words(sheet(selection))
    assert f"{len(selection.places)} places shown, each with the number of its" in said
    counts = selection.claims["place_id"].value_counts()
    for place_id, name in selection.places["name"].items():
        assert f"{name} ({counts[place_id]})" in said


def test_places_that_do_not_fit_are_counted_layer_by_layer(atlas: Dataset) -> None:
    selection = Filter().select(atlas)
    said = words(sheet(selection)).replace("\n", " ")
    listed = said.partition("number of its shown statements ")[2].partition(" Timeline of")[0]
    written = re.findall(r"(.+?); and (\d+) more: see the link ?", listed)
    named = [len(names.split("; ")) for names, _left_out in written]
    totals = selection.places["layer"].value_counts()
    assert [n + int(left_out) for n, (_names, left_out) in zip(named, written, strict=True)] == [
        totals[layer.code] for layer in atlas.subject.layers
    ]
    assert min(named) > 5


def test_names_in_a_list_keep_their_order_on_a_sheet_from_right_to_left(atlas: Dataset) -> None:
    """Latin names of sources ran from left to right together, and lines began amid a name."""
    i18n.activate("fa", atlas.translations)
    drawn = sheet(Filter.from_query("cities=tehran&from=1988-07&to=1988-09").select(atlas))
    messages.use(messages.ENGLISH)
    lines_ = [one.text or "" for one in drawn.iter() if one.tag.endswith("text")]
    listed = [line for line in lines_ if "\u2068" in line]
    assert any("https://creativecommons.org/licenses/by/4.0/\u2069." in line for line in listed)
    assert any("\u2068Amnesty International 1988\u2069؛ " in line for line in listed)
    begun = [line.count("\u2067") + line.count("\u2068") for line in listed]
    assert begun == [line.count("\u2069") for line in listed]
    assert lines("\u2068one two\u2069 x", 6, 2) == ["\u2068one\u2069", "\u2068two\u2069 x"]
    assert lines("\u2067\u2068one two\u2069 x\u2069", 6, 2) == [
        "\u2067\u2068one\u2069\u2069",
        "\u2067\u2068two\u2069 x\u2069",
    ]


def test_hostile_words_stay_words(small: Dataset) -> None:
    places = small.places.assign(name=HOSTILE, locality=HOSTILE)
    author = {"author": [{"literal": HOSTILE}]}
    sources = {
        name: replace(one, item={**one.item, **author}) for name, one in small.sources.items()
    }
    hostile = replace(small, places=places, sources=sources)
    selection = Filter(place="alpha-prison").select(hostile)
    drawn = sheet(selection, link=f"https://example.org/?q={HOSTILE}")
    assert {one.tag.rpartition("}")[2] for one in drawn.iter()}.isdisjoint({"script", "img"})
    said = words(drawn)
    # As a selected place, as a city on the map, as a source, in the address.
    assert said.count("</text></svg><script>alert(1)</script>") >= 4
    assert "\x0b" not in said


def test_qr_code_is_that_of_the_address() -> None:
    drawn = fromstring(qr_svg(LINK, Box(0, 0, 100, 100)))
    dark = set(re.findall(r"M(\d+) (\d+)h1v1h-1z", drawn.attrib["d"]))
    code = segno.make_qr(LINK, error="m", boost_error=False)
    expected = {
        (str(x), str(y))
        for y, row in enumerate(code.matrix_iter(border=4))
        for x, bit in enumerate(row)
        if bit
    }
    assert dark == expected


def test_address_of_this_computer_has_no_code_and_says_so(atlas: Dataset) -> None:
    drawn = sheet(Filter().select(atlas), link="http://127.0.0.1:8501/?layers=prison")
    assert "This address works on this computer only." in words(drawn)
    assert attributes(drawn, "data-qr") == []
    assert len(attributes(sheet(Filter().select(atlas), link=LINK), "data-qr")) == 1


def test_address_too_long_for_the_sheet_is_not_cut(atlas: Dataset) -> None:
    link = "https://example.org/?q=" + "x" * 3000
    drawn = sheet(Filter().select(atlas), link=link)
    assert f"The address has {len(link)} characters" in words(drawn)
    assert attributes(drawn, "data-qr") == []


def test_axis_has_a_line_for_each_calendar_of_the_reader(atlas: Dataset) -> None:
    selection = Filter(from_date="1981", to_date="2026").select(atlas)
    heights, years = [], []
    for calendar in messages.CALENDARS:
        messages.use(messages.Language("en", messages.ENGLISH.catalogue, calendar=calendar))
        heights.append(axis_px())
        drawn = sheet(selection)
        years.append([one for one in words(drawn).split() if re.fullmatch("13[5-9][0-9]–.*", one)])
    assert heights[1] == heights[2] > heights[0]
    assert not years[0]
    assert len(years[1]) > 2


def test_axis_names_moments_at_its_edges_too_where_there_is_room(atlas: Dataset) -> None:
    i18n.activate("fa", atlas.translations)
    summer = words(sheet(Filter(from_date="1988-07", to_date="1988-09").select(atlas)))
    year = words(sheet(Filter(from_date="1988", to_date="1988").select(atlas)))
    messages.use(messages.ENGLISH)
    months = ["ژوئیه", "اوت", "سپتامبر", "اکتبر"]
    assert [month for month in months if f"\u2067{month} ۱۹۸۸\u2069" in summer] == months
    assert [month for month in ("آوریل", "ژوئیه") if f"\u2067{month} ۱۹۸۸\u2069" in year]


def test_day_with_clock_times_is_one_mark_among_years(atlas: Dataset) -> None:
    timeline = lay_out(Filter().select(atlas), LANES, 700, 260)
    assert timeline is not None
    assert timeline.height <= 260
    assert not any("T" in mark.statements[0].edtf for mark in timeline.marks)
