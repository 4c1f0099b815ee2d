"""The timeline as a figure: what stands out of it in a presentation, and its extremes."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
import plotly.graph_objects as go
import pytest

from dashboard.look import DARK, LIGHT, Lane, lanes
from dashboard.timeline.choices import statements_of
from dashboard.timeline.figure import timeline_figure
from dashboard.timeline.rows import GROUP_MARK, moved
from dashboard.timeline.style import COMPACT, FAINT, FULL, PRESENTED, Emphasis, TimelineStyle
from drawn_timelines import LANES, draw, strongest
from geo import Dataset, Filter, messages
from geo.activity import MILESTONES
from geo.loading import shipped
from geo.periods import Period
from geo.tours import tours
from languages import speaking


def bands(figure: go.Figure) -> list[tuple[str, str]]:
    return [(shape.x0, shape.x1) for shape in figure.layout.shapes]


def shown_ids(query: Filter, data: Dataset) -> frozenset[str]:
    found = query.select(data)
    return frozenset(found.claims.index) | frozenset(found.milestones.index)


def test_shown_statements_stand_out_of_all_the_others(atlas: Dataset) -> None:
    query = Filter(layers=("burial_site",), from_date="2017", to_date="2018")
    ids = shown_ids(query, atlas)
    around = Filter(layers=query.layers).select(atlas)
    strengths = strongest(draw(around, emphasis=Emphasis(ids, Period.read("2017", "2018"))))
    assert all(not key.startswith(GROUP_MARK) for key in strengths)
    assert {key for key, ink in strengths.items() if ink == 1} == ids & strengths.keys()
    assert {ink for key, ink in strengths.items() if key not in ids} == {FAINT}
    assert set(strengths) > ids
    assert len(ids) > 10


def test_mark_of_several_statements_stands_out_for_one_of_them(atlas: Dataset) -> None:
    everything = Filter().select(atlas)
    style = replace(PRESENTED, mark_share=0.02)
    first = draw(everything, style)
    group = next(
        key
        for key in strongest(first)
        if key.startswith(GROUP_MARK) and len(statements_of(key, everything)) > 2
    )
    one = statements_of(group, everything)[1]
    strengths = strongest(draw(everything, style, Emphasis(frozenset({one}))))
    assert [key for key, ink in strengths.items() if ink > FAINT] == [group]


def test_what_a_step_tells_of_is_larger_and_above_the_rest(atlas: Dataset) -> None:
    step = tours(atlas)["overview"][2]
    figure = draw(step.filter.select(atlas), PRESENTED, Emphasis(frozenset(step.claim_ids)))
    seen = 0
    for trace in (
        one for one in figure.data if one.type == "scatter" and one.customdata is not None
    ):
        told = [key in step.claim_ids for key in trace.customdata]
        assert told == sorted(told)  # drawn last
        sizes = list(trace.marker.size)
        assert all(size >= 13 for size, is_told in zip(sizes, told, strict=True) if is_told)
        assert all(size < 10 for size, is_told in zip(sizes, told, strict=True) if not is_told)
        seen += sum(told)
    assert seen > 0


def test_emphasis_counts_more_than_the_selected_place(atlas: Dataset) -> None:
    selection = Filter(place="evin-prison").select(atlas)
    own = set(atlas.claims.index[atlas.claims["place_id"] == "evin-prison"])
    alone = strongest(draw(selection))
    assert {key for key, ink in alone.items() if ink > FAINT} == own & alone.keys()
    others = frozenset({"gohardasht-prison-10"})
    both = strongest(draw(selection, emphasis=Emphasis(others)))
    assert {key for key, ink in both.items() if ink > FAINT} == set(others)


def test_nothing_emphasised_draws_all_faintly_and_no_emphasis_none(atlas: Dataset) -> None:
    selection = Filter(layers=("prison",)).select(atlas)
    assert set(strongest(draw(selection, emphasis=Emphasis(frozenset()))).values()) == {FAINT}
    assert min(strongest(draw(selection)).values()) == 1


@pytest.mark.parametrize(
    ("first", "last", "start", "end"),
    [
        ("1988-07", "1988-09", "1988-07-01T00:00", "1988-10-01T00:00"),
        ("1988-08-14", "1988-08-14", "1988-08-14T00:00", "1988-08-15T00:00"),
        ("1988", "1988", "1988-01-01T00:00", "1989-01-01T00:00"),
    ],
)
def test_band_covers_the_period_with_both_its_ends(
    atlas: Dataset, first: str, last: str, start: str, end: str
) -> None:
    selection = Filter().select(atlas)
    figure = draw(selection, PRESENTED, Emphasis(frozenset(), Period.read(first, last)))
    assert bands(figure) == [(start, end)]
    assert figure.layout.shapes[0].fillcolor == LIGHT.band


def test_open_period_reaches_the_edge_of_the_timeline(atlas: Dataset) -> None:
    selection = Filter().select(atlas)
    whole = draw(selection, PRESENTED)
    left, right = whole.layout.xaxis.range
    after = draw(selection, PRESENTED, Emphasis(frozenset(), Period.read("2016", "")))
    assert bands(after) == [("2016-01-01T00:00", right)]
    before = draw(selection, PRESENTED, Emphasis(frozenset(), Period.read("", "1988-07")))
    assert bands(before) == [(left, "1988-08-01T00:00")]
    assert bands(whole) == bands(draw(selection, PRESENTED, Emphasis(frozenset()))) == []


def test_lane_counts_what_stands_out_among_all_of_it(atlas: Dataset) -> None:
    around = Filter(layers=("prison",)).select(atlas)
    shown = Filter(layers=("prison",), from_date="1988-08", to_date="1988-08").select(atlas)
    emphasis = Emphasis(frozenset(shown.claims.index), Period.read("1988-08", "1988-08"))
    figure = draw(around, PRESENTED, emphasis)
    said = around.claims["dated"].sum()
    told = len(shown.claims)
    assert figure.layout.annotations[0].text == f"<b>Prisons · {said}, {told} told of here</b>"
    assert len(shown.claims) < said


def test_day_by_the_minute_has_no_band(atlas: Dataset) -> None:
    day = Filter(from_date="2018-08-25", to_date="2018-08-25")
    emphasis = Emphasis(shown_ids(day, atlas), day.period)
    figure = draw(day.select(atlas), PRESENTED, emphasis)
    assert bands(figure) == []
    assert figure.layout.xaxis.tickformat == "%H:%M"


@pytest.mark.parametrize(
    ("period", "calendar", "said"),
    [
        (("1988-07-30", "1988-07-30"), "", "30 July 1988"),
        (("1988-07-30", "1988-07-30"), "solar", "30 July 1988 (8 Mordad 1367)"),
        (("2018-08-25", "2018-08-25"), "", "25 August 2018"),  # by the minute
        (("2018-08-20", "2018-08-25"), "", "20 to 25 August 2018"),
        (("1988-07", "1988-09"), "", "1 July to 30 September 1988"),
        (("1988", "1988"), "", None),  # the axis names months with their year
    ],
)
def test_axis_of_hours_or_days_says_its_days_with_the_year(
    atlas: Dataset, period: tuple[str, str], calendar: str, said: str | None
) -> None:
    shown = Filter(from_date=period[0], to_date=period[1]).select(atlas)
    messages.use(messages.Language("en", messages.ENGLISH.catalogue, calendar=calendar))
    figure = draw(shown, PRESENTED)
    messages.use(messages.ENGLISH)
    above = [one.text for one in figure.layout.annotations if one.yref == "paper"]
    assert above == ([said] if said else [])


@pytest.mark.parametrize(("is_dark", "inks"), [(False, LIGHT), (True, DARK)])
def test_ground_decides_the_inks(atlas: Dataset, is_dark: bool, inks: Any) -> None:
    style = replace(PRESENTED, is_dark=is_dark)
    figure = draw(Filter().select(atlas), style, Emphasis(frozenset(), Period.read("1988", "1988")))
    assert figure.layout.font.color == inks.text
    assert figure.layout.font.size == PRESENTED.text_px == 24
    assert figure.layout.shapes[0].fillcolor == inks.band
    expected = [lane.colour for lane in LANES.values()]
    assert [one.font.color for one in figure.layout.annotations] == expected


def test_grounds_have_the_same_lanes_in_colours_of_their_own() -> None:
    light, dark = (lanes(shipped().subject, is_dark) for is_dark in (False, True))
    assert list(light) == list(dark) == ["prison", "burial_site", "commemoration", MILESTONES]
    for lane in light:
        assert light[lane].name == dark[lane].name
        assert light[lane].colour != dark[lane].colour


def test_stage_keeps_lanes_flat_and_loses_no_statement(atlas: Dataset) -> None:
    selection = Filter().select(atlas)
    flat = draw(selection, PRESENTED)
    for lane in range(len(LANES)):
        ys = {y for trace in flat.data[2 * lane : 2 * lane + 2] for y in trace.y}
        assert 1 <= len(ys) <= 3 * PRESENTED.max_rows + 1
    tall = draw(selection, FULL)
    assert flat.layout.height < tall.layout.height
    drawn = {name for key in strongest(flat) for name in statements_of(key, selection)}
    dated = {
        name for frame in (atlas.claims, atlas.milestones) for name in frame.index[frame["dated"]]
    }
    assert drawn == dated


def test_lane_names_count_their_statements(atlas: Dataset) -> None:
    figure = draw(Filter().select(atlas), PRESENTED)
    layers = atlas.places["layer"]
    dated = atlas.claims[atlas.claims["dated"]]["place_id"].map(layers).value_counts()
    dated[MILESTONES] = atlas.milestones["dated"].sum()
    expected = [f"<b>{lane.name} · {dated[code]}</b>" for code, lane in LANES.items()]
    assert [one.text for one in figure.layout.annotations] == expected


def test_words_under_the_mouse_run_as_the_page_does(atlas: Dataset) -> None:
    """A count stood before its date, and lines from right to left began at the left."""
    selection = Filter(layers=("prison",), from_date="1988", to_date="1988").select(atlas)
    assert draw(selection).layout.hoverlabel.align == "left"
    with speaking("fa"):
        figure = draw(selection)
    assert figure.layout.hoverlabel.align == "right"
    lines = [
        line for trace in figure.data for text in trace.hovertext for line in text.split("<br>")
    ]
    assert any("statements" in line for line in lines)
    assert {(line[0], line[-1]) for line in lines} == {("\u2067", "\u2069")}


def test_nothing_dated_is_no_figure(atlas: Dataset) -> None:
    query = Filter(layers=("prison",), from_date="0001", to_date="0002")
    assert timeline_figure(query.select(atlas), LANES, PRESENTED, Emphasis(frozenset())) is None
    prisons = Filter(layers=("prison",)).select(atlas)
    assert timeline_figure(prisons, {"commemoration": Lane("x", "#000000")}, PRESENTED) is None


@pytest.mark.parametrize("style", [COMPACT, PRESENTED])
@pytest.mark.parametrize(
    ("first", "last"),
    [("0001", ""), ("", "9999"), ("9999-12-31", "9999-12-31"), ("0001-01-01", "9999-12-31")],
)
def test_timeline_reaches_the_ends_of_the_calendar(
    atlas: Dataset, first: str, last: str, style: TimelineStyle
) -> None:
    query = Filter(from_date=first, to_date=last)
    emphasis = Emphasis(shown_ids(query, atlas), Period.read(first, last))
    figure = draw(query.select(atlas), style, emphasis)
    left, right = (datetime.fromisoformat(edge) for edge in figure.layout.xaxis.range)
    assert left <= datetime.fromisoformat(f"{first or '1988'}-01-01"[:10]) <= right
    if last:
        assert right.date() == date.max
    bars = [trace for trace in figure.data if trace.type == "bar"]
    assert all(np.all(trace.x > 0) for trace in bars)
    assert sum(len(trace.x) for trace in bars) > 0


def test_moment_moves_no_further_than_the_calendar() -> None:
    day = timedelta(days=1)
    assert moved(datetime(1988, 8, 14), day) == datetime(1988, 8, 15)
    assert moved(datetime(9999, 12, 31), day) == datetime.max
    assert moved(datetime(1, 1, 1), -day) == datetime.min
