"""The chart of stated figures, and its table, show each with its source and no more."""

import re
from dataclasses import replace

import plotly.graph_objects as go
import pytest
from markupsafe import escape

from dashboard.figures.chart import PUBLISHERS, Scale, figures_chart, hover_words
from dashboard.templates import macros
from geo import Dataset, Filter
from geo.figures import (
    StatedFigure,
    figure_scopes,
    stated_figures,
    units,
)
from languages import speaking

TABLES = macros("figures/figures.html")


def small_figures(data: Dataset) -> list[StatedFigure]:
    return stated_figures(Filter().select(data), "people_executed", "alpha-prison")


def tolls(data: Dataset) -> list[StatedFigure]:
    return stated_figures(Filter().select(data), "people_executed")


def traces(chart: go.Figure, kind: str) -> list:
    return [trace for trace in chart.data if trace.type == kind]


def marks(chart: go.Figure) -> list[tuple[str, float, float]]:
    """Return each mark with its statement, its figure and its height."""
    return [
        mark
        for trace in traces(chart, "scatter")
        if trace.customdata is not None
        for mark in zip(trace.customdata, trace.x, trace.y, strict=True)
    ]


def words(chart: go.Figure) -> list[str]:
    return [one.text for one in chart.layout.annotations]


@pytest.mark.parametrize("is_log", [True, False])
def test_each_stated_bound_is_one_symbol(atlas: Dataset, is_log: bool) -> None:
    figures = tolls(atlas)
    drawn = [(name, x) for name, x, _y in marks(figures_chart(figures, atlas, is_log))]
    stated = [
        (one.claim_id, bound)
        for one in figures
        for bound in {one.low, one.high}
        if bound is not None
    ]
    assert sorted(drawn) == sorted(stated)


@pytest.mark.parametrize("is_log", [True, False])
def test_the_same_axis_stands_over_and_under_the_rows(atlas: Dataset, is_log: bool) -> None:
    chart = figures_chart(tolls(atlas), atlas, is_log)
    below, above = chart.layout.xaxis, chart.layout.xaxis2
    assert (above.side, above.range, above.type) == ("top", below.range, below.type)
    assert [trace.xaxis for trace in chart.data].count("x2") == 1


def test_rows_stand_in_the_order_given(small: Dataset) -> None:
    figures = small_figures(small)
    chart = figures_chart(figures[::-1], small, False)
    assert [re.sub("<[^>]+>", "", text.replace("<br>", " / ")) for text in words(chart)] == [
        "Writer and Helper n.d. · 50 as the upper bound",
        "The Paper 1989 · 100 as the lower bound / the document repeats Example Agency 1989",
        "Example Agency 1989 · 30",
    ]


@pytest.mark.by_turns
def test_words_of_a_row_fit_a_phone_whatever_the_figure(atlas: Dataset) -> None:
    selection = Filter().select(atlas)
    for place_id in ("", *figure_scopes(selection)):
        for unit in units(selection, place_id):
            figures = stated_figures(selection, unit, place_id)
            for text in words(figures_chart(figures, atlas, False)):
                for line in text.split("<br>"):
                    assert len(re.sub("<[^>]+>", "", line)) <= 58


def test_marks_and_rows_make_room_for_a_second_line(small: Dataset) -> None:
    figures = small_figures(small)[::-1]  # the second repeats the third
    chart = figures_chart(figures, small, False)
    heights = {name: y for name, _x, y in marks(chart)}
    first, second, third = (heights[one.claim_id] for one in figures)
    assert second - first > third - second
    assert third < chart.layout.yaxis.range[0]


def test_a_repeated_row_is_joined_by_a_line(small: Dataset) -> None:
    figures = small_figures(small)
    assert len(figures_chart(figures, small, False).layout.shapes) == 0
    chart = figures_chart([replace(one, low=30, high=30) for one in figures], small, False)
    assert len(chart.layout.shapes) == 1
    said = [text for text in words(chart) if "The Paper" in text]
    assert all(">repeats Example Agency 1989<" in text for text in said)


def test_line_that_joins_rows_stands_beside_what_is_drawn(atlas: Dataset) -> None:
    """It looked as if it were a part of the arrow of an open figure, which it crossed."""
    graves = stated_figures(Filter().select(atlas), "mass_graves")
    layout = figures_chart(graves, atlas, True).layout
    points = re.findall(r"[ML] ([\d.]+)", "".join(shape.path for shape in layout.shapes))
    assert points
    assert all(layout.xaxis.domain[1] < float(at) < 1 for at in points)
    alone = figures_chart(tolls(atlas)[:1], atlas, False).layout
    assert alone.xaxis.domain == (0, 1)


def test_a_range_is_a_bar_between_its_bounds(small: Dataset) -> None:
    (figure,) = stated_figures(Filter().select(small), "bodies", "alpha-yard")
    (bars,) = traces(figures_chart([figure], small, False), "bar")
    assert list(zip(bars.base, bars.x, strict=True)) == [(1000, 1000)]


def test_an_open_side_fades_away_from_its_bound(small: Dataset) -> None:
    figures = {one.claim_id: one for one in small_figures(small)}
    more, fewer = figures["alpha-prison-02"], figures["alpha-prison-03"]
    (up,) = traces(figures_chart([more], small, False), "bar")
    (down,) = traces(figures_chart([fewer], small, False), "bar")
    assert min(up.base) == 100
    assert max(base + x for base, x in zip(down.base, down.x, strict=True)) == pytest.approx(50)
    for bars in (up, down):
        assert list(bars.marker.opacity) == sorted(bars.marker.opacity, reverse=True)


def test_units_are_never_mixed(small: Dataset) -> None:
    first, *_rest = small_figures(small)
    with pytest.raises(ValueError, match="one unit"):
        figures_chart([first, replace(first, unit="bodies")], small, False)


def test_every_kind_of_publisher_has_its_own_colour_and_symbol(atlas: Dataset) -> None:
    assert set(PUBLISHERS) == set(atlas.codes.of("publisher_kind"))
    for values in zip(*PUBLISHERS.values(), strict=True):
        assert len(set(values)) == len(PUBLISHERS)


def test_publishers_are_named_once_in_the_legend(atlas: Dataset) -> None:
    chart = figures_chart(tolls(atlas), atlas, True)
    named = [trace.name for trace in chart.data if trace.showlegend is None]
    kinds = {one.source.publisher_kind for one in tolls(atlas)}
    assert sorted(named) == sorted(atlas.codes.label("publisher_kind", kind) for kind in kinds)


def test_scale_holds_all_figures_and_their_open_sides(atlas: Dataset) -> None:
    for is_log in (True, False):
        scale = Scale.of(tolls(atlas), is_log)
        assert scale.low < 15
        assert scale.high > 30000
        assert scale.low <= scale.beyond(30000, 0.9) <= scale.high
    assert Scale.of(tolls(atlas), False).low == 0


def test_hover_says_who_states_what_of_when_and_where(small: Dataset) -> None:
    figure = small_figures(small)[0]
    assert hover_words(figure, small).split("<br>") == [
        "<b>People executed: 30</b>",
        "as stated by Example Agency 1989",
        "between 14 and 16 August 1988",
        "p. 1",
        "<i>Alpha prison</i>",
    ]


def test_words_from_the_data_cannot_become_markup(small: Dataset) -> None:
    figure = replace(small_figures(small)[0], about="<script>x</script>", locator='"a" & <b>')
    assert "&lt;script&gt;" in hover_words(figure, small)
    table = TABLES.figure_table([figure], small, "Caption")
    assert "<script>" not in table
    assert "&lt;script&gt;" in table
    assert "&amp; &lt;b&gt;" in table


def test_table_has_a_row_a_statement_with_its_source(atlas: Dataset) -> None:
    figures = tolls(atlas)
    table = TABLES.figure_table(figures, atlas, "People executed, as stated by each source")
    lacking = [one for one in figures if not one.source.url]
    assert table.count(" · no public address; what was read: ") == len(lacking) > 0
    assert table.count("<tr>") == len(figures) + 1
    assert "<caption>People executed, as stated by each source</caption>" in table
    assert '<th scope="col">As stated by</th>' in table
    for one in figures:
        assert f"<b>{one.number}</b>" in table
        assert f'<cite title="{escape(one.source.title)}">' in table


def test_table_says_what_the_note_of_a_figure_says(atlas: Dataset) -> None:
    (tehran,) = [one for one in tolls(atlas) if "for Tehran, not the country" in one.notes]
    table = TABLES.figure_table([tehran], atlas, "People executed")
    assert f'<div class="notes" dir="ltr"><bdi>{escape(tehran.notes)}</bdi></div>' in table
    with speaking("fr"):
        table = TABLES.figure_table([tehran], atlas, "People executed")
    marked = f'<bdi lang="en" dir="ltr">{escape(tehran.notes)}</bdi> <bdi class="language-note">'
    assert marked in table
    without = TABLES.figure_table([replace(tehran, notes="")], atlas, "People executed")
    assert 'class="notes"' not in without


def test_nothing_is_summed_up_or_preferred(small: Dataset) -> None:
    chart = figures_chart(small_figures(small), small, False)
    texts = words(chart) + [trace.name or "" for trace in chart.data]
    texts.append(TABLES.figure_table(small_figures(small), small, "Figures"))
    summing = r"\b(total|average|mean|median|best)\b"
    assert re.findall(summing, " ".join(texts), re.IGNORECASE) == []


def test_an_axis_of_few_figures_goes_up_by_whole_ones(small: Dataset) -> None:
    figures = [replace(small_figures(small)[0], low=1, high=1)]
    axis = figures_chart(figures, small, False).layout.xaxis
    assert (axis.dtick, axis.tickformat) == (1, ",~d")
    assert figures_chart(small_figures(small), small, False).layout.xaxis.dtick is None
