"""Charts of when and where statements fall, and the table of announcements."""

from itertools import pairwise

import pytest

from dashboard.activity.charts import SYMBOLS, city_years_chart, periods_chart
from dashboard.activity.markup import announcements_summary, announcements_table
from dashboard.activity.numbers import either_way
from dashboard.look import Lane, lanes
from geo import Dataset, Filter
from geo.activity import GATHERINGS, MILESTONES, announcements, city_years, count_by_period

LANES = {
    "prison": Lane("Prisons", "#000001"),
    "burial_site": Lane("Burial sites", "#000002"),
    "commemoration": Lane("<Cities>", "#000003"),
    MILESTONES: Lane("Milestones", "#000004"),
}


def test_lanes_are_those_of_the_timeline(atlas: Dataset) -> None:
    assert set(LANES) == set(lanes(atlas.subject))


def test_bars_count_what_the_library_counts(small: Dataset) -> None:
    periods = count_by_period(Filter().select(small))
    chart = periods_chart(periods, LANES)
    assert len(chart.data) == 4
    for lane, bars in zip(LANES, chart.data, strict=True):
        counts = periods.counts[lane]
        assert dict(zip(bars.x, bars.y, strict=True)) == counts[counts > 0].to_dict()
        assert list(bars.customdata) == list(bars.x)
        assert bars.marker.color == LANES[lane].colour
    assert "<b>&lt;Cities&gt;</b>" in [one.text for one in chart.layout.annotations]


def test_lanes_share_one_scale_and_empty_ones_are_left_out(small: Dataset) -> None:
    chart = periods_chart(count_by_period(Filter(layers=("prison",)).select(small)), LANES)
    assert len(chart.data) == 2
    ranges = {chart.layout[name].range for name in ("yaxis", "yaxis2")}
    assert len(ranges) == 1


@pytest.mark.parametrize(
    ("query", "is_narrow", "highest"),
    [
        (Filter(), True, 9),
        (Filter(), False, 99),
        (Filter(from_date="1988", to_date="1988"), True, 9999),
    ],
)
def test_bar_has_its_number_at_any_width(
    atlas: Dataset, query: Filter, is_narrow: bool, highest: int
) -> None:
    periods = count_by_period(query.select(atlas))
    chart = periods_chart(periods, LANES, is_narrow)
    assert chart.layout.uniformtext.mode is None  # which hides what is wider than its bar
    upright = [one for one in chart.layout.annotations if one.textangle == -90]
    counts = periods.counts[list(LANES)].to_numpy()
    level = [one for one in chart.layout.annotations if one.name == "level"]
    room_px, fitting, otherwise = either_way(chart)
    twice = ((counts > 9) & (counts <= highest)).sum() if query == Filter() else 0
    assert len(level) == len(fitting) == len(otherwise) == twice
    assert len(upright) == twice + (counts > highest).sum()
    digits = 6 * len(str(highest)) * len(counts)
    assert room_px == (digits if twice else 0) + 38  # with the chart's edges
    for bars in chart.data:
        assert bars.constraintext == "none"
        written = {x: text for x, text in zip(bars.x, bars.text, strict=True) if text}
        written |= {
            periods.counts.index[one.x]: one.text for one in upright if one.yref == bars.yaxis
        }
        assert written == {x: str(y) for x, y in zip(bars.x, bars.y, strict=True)}


def test_labels_of_months_do_not_run_into_one_another_on_a_phone(atlas: Dataset) -> None:
    periods = count_by_period(Filter(from_date="1988", to_date="1989").select(atlas))
    labels = periods_chart(periods, LANES).layout.xaxis.ticktext
    assert len(periods.counts) > 12
    assert 2 < len(labels) <= 4
    assert labels[0] == "Jan 1988"


def test_upright_numbers_of_neighbours_are_not_side_by_side(atlas: Dataset) -> None:
    chart = periods_chart(count_by_period(Filter().select(atlas)), LANES, is_narrow=True)
    axis = chart.layout.yaxis
    plot_px = chart.layout.height - chart.layout.margin.t - chart.layout.margin.b
    unit_px = plot_px * (axis.domain[1] - axis.domain[0]) / axis.range[1]
    upright = [one for one in chart.layout.annotations if one.textangle == -90]
    beside = [
        (left, right)
        for left, right in pairwise(upright)
        if left.yref == right.yref and right.x == left.x + 1
    ]
    assert len(beside) > 3
    for pair in beside:
        starts = [one.y * unit_px + one.yshift for one in pair]
        assert abs(starts[0] - starts[1]) >= 12  # the length of two digits


def test_level_numbers_of_neighbours_do_not_read_as_one_on_a_phone(atlas: Dataset) -> None:
    periods = count_by_period(Filter().select(atlas))
    chart = periods_chart(periods, LANES, is_narrow=True, is_phone=True)
    axis, beside = chart.layout.yaxis, 0
    plot_px = chart.layout.height - chart.layout.margin.t - chart.layout.margin.b
    unit_px = plot_px * (axis.domain[1] - axis.domain[0]) / axis.range[1]
    for lane, bars in zip(LANES, chart.data, strict=True):
        written = dict(zip(bars.x, bars.text, strict=True))
        assert {x: text.split("<br>")[0] for x, text in written.items() if text} == {
            x: str(n) for x, n in periods.counts[lane].items() if 0 < n <= 9
        }
        lines = {x: text.count("<br>") for x, text in written.items() if text}
        for left, right in pairwise(periods.counts.index):
            if left in lines and right in lines:
                beside += 1
                ends = [
                    written_at * 13 + n * unit_px
                    for written_at, n in (
                        (lines[x], periods.counts[lane][x]) for x in (left, right)
                    )
                ]
                assert abs(ends[0] - ends[1]) >= 7  # as high as a digit
    assert beside > 20


def test_matrix_has_a_symbol_a_city_year_and_kind(atlas: Dataset) -> None:
    table = city_years(Filter().select(atlas))
    chart = city_years_chart(table, atlas.cities, "#007a5e")
    *dots, names = chart.data
    assert [trace.marker.symbol for trace in dots] == [SYMBOLS[kind] for kind in GATHERINGS]
    assert sum(len(trace.x) for trace in dots) == len(table)
    for trace, kind in zip(dots, GATHERINGS, strict=True):
        own = table[table["kind"] == kind]
        assert list(trace.customdata) == list(own["city"])
        assert list(trace.text) == [str(n) if n > 1 else "" for n in own["statements"]]
    assert [text for text in names.text if text] == [
        name for code, name in atlas.cities.items() if code in set(table["city"])
    ]


def test_matrix_has_one_colour_and_three_shapes(atlas: Dataset) -> None:
    chart = city_years_chart(city_years(Filter().select(atlas)), atlas.cities, "#007a5e")
    assert len({trace.marker.color for trace in chart.data[:3]}) == 1
    assert len(set(SYMBOLS.values())) == 3


def test_names_of_cities_are_escaped(small: Dataset) -> None:
    chart = city_years_chart(
        city_years(Filter().select(small)), {"paris": "<b>Paris & co"}, "#007a5e"
    )
    assert chart.data[-1].text[0] == "&lt;b&gt;Paris &amp; co"
    assert "<b>Paris & co" not in str(chart.data[0].hovertext)


def address(place_id: str) -> str:
    return f"?place={place_id}&x=<"


def test_announcements_name_who_announces_and_who_reports(small: Dataset) -> None:
    table = announcements_table(announcements(Filter().select(small)), small, address)
    assert table.count("<tr>") == 2
    assert 'href="?place=charlie-gathering&amp;x=&lt;"' in table
    assert "A weblog 2018" in table
    assert "Example Association 2018" in table
    assert "25 August 2018" in table


@pytest.mark.parametrize("city", ["Vancouver", "Helsinki"])
def test_a_missing_report_is_said_as_missing_from_the_dataset(atlas: Dataset, city: str) -> None:
    found = announcements(Filter(cities=(city.lower(),)).select(atlas))
    table = announcements_table(found, atlas, address)
    assert "No report of it in this dataset" in table
    assert "not take place" not in table + announcements_summary(found)


def test_a_mention_stands_apart_from_a_report(atlas: Dataset) -> None:
    found = announcements(Filter(cities=("vancouver",)).select(atlas))
    answer = announcements_table(found, atlas, address).split("No report of it")[1]
    assert "Mentioned by" in answer
    assert "Radio Irava" in answer


def test_summary_adds_up(atlas: Dataset) -> None:
    found = announcements(Filter().select(atlas))
    numbers = [int(word) for word in announcements_summary(found).split() if word.isdigit()]
    assert numbers[0] == len(found) == sum(numbers[1:])
