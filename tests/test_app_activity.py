"""The activity page: statements by period, gatherings by city, announced beside held."""

import re

import pytest

from app_tester import AppTest
from geo import Dataset, Filter
from geo.activity import announcements, count_by_period
from geo.spelling import fold
from pages import charts, html, open_main, run


def draw(query: Filter | None = None) -> AppTest:
    return run("activity.page", query.to_query() if query else "")


def test_statements_are_counted_by_year(atlas: Dataset) -> None:
    app = draw()
    assert "Statements by year" in [one.value for one in app.subheader]
    chart = charts(app)[0]
    beside = [n for trace in chart["data"] if trace["type"] == "bar" for n in trace["text"]]
    # Names of lanes are others, and one of the two ways of a number is seen.
    notes = [one for one in chart["layout"]["annotations"] if one.get("name") != "upright"]
    above = [one["text"] for one in notes]
    drawn = sum(int(n) for n in [*beside, *above] if n.isdecimal())
    periods = count_by_period(Filter().select(atlas))
    assert drawn == periods.counts.to_numpy().sum()


def test_what_no_bar_counts_is_said(atlas: Dataset) -> None:
    periods = count_by_period(Filter().select(atlas))
    said = f"In no bar: {sum(periods.wider.values())} statements whose date covers more than one"
    assert any(one.value.startswith(said) for one in draw().caption)


def test_a_short_period_is_shown_by_month() -> None:
    app = draw(Filter(from_date="1988-07", to_date="1989-02"))
    assert "Statements by month" in [one.value for one in app.subheader]


def test_periods_are_also_a_table(atlas: Dataset) -> None:
    """A screen reader heard the numbers over the bars without their years."""
    page = html(draw())
    table = page[page.index("Statements by year, by layer</caption>") :].split("</table>")[0]
    counts = count_by_period(Filter().select(atlas)).counts
    rows = re.findall(r'<th scope="row">(\d{4})</th>(.*?)</tr>', table, re.S)
    assert [year for year, _cells in rows] == list(counts.index[counts.any(axis=1)])
    numbers = [int(n) for _year, cells in rows for n in re.findall(r"<div>(\d+)</div>", cells)]
    assert sum(numbers) == counts.to_numpy().sum()


def test_numbers_over_bars_are_left_out_where_they_would_read_as_one(atlas: Dataset) -> None:
    """In a window of 320 px of a large screen, 1, 1 and 4 read as 114."""
    bars = len(count_by_period(Filter().select(atlas)).counts)
    width = bars * 10 + 38  # digits of 6 px, 4 px apart, and the edges of the chart
    rule = f"max-width: {width - 0.02}px) {{ .st-key-activity_periods .bartext {{ visibility"
    assert rule in html(draw())


def test_the_matrix_is_also_a_table() -> None:
    page = html(draw())
    row = page[page.index('class="matrix"') :].split("<bdi>Vienna</bdi>")[1].split("</tr>")[0]
    assert "reported as held: 1" in row
    assert "announced" not in row


def test_announcements_stand_beside_reports(atlas: Dataset) -> None:
    app = draw()
    page = html(app)
    table = page[page.index("Announced gatherings and reports of them") :]
    found = announcements(Filter().select(atlas))
    assert table.count("<tr>") == len(found) + 1
    assert "No report of it in this dataset" in table
    assert "did not take place" not in page


@pytest.mark.parametrize("query", [Filter(to_date="1900"), Filter(from_date="2040")])
def test_an_empty_view_says_what_to_do(query: Filter) -> None:
    app = draw(query)
    assert any("reset the filters" in one.value.lower() for one in app.info)


def test_the_selected_place_shows_its_card() -> None:
    assert "<bdi>Vienna</bdi>" in html(draw(Filter(place="commemoration-vienna")))


def test_numbers_of_two_digits_stand_level_where_no_card_is_beside_them() -> None:
    def upright(query: str) -> list[str]:
        chart = charts(run("activity.page", query))[0]
        turned = [one for one in chart["layout"]["annotations"] if one.get("textangle") == -90]
        # Others stand level as well, and the width of the chart decides.
        return [one["text"] for one in turned if one.get("name") != "upright"]

    assert upright("") == []
    assert "91" in upright("place=evin-prison")


def test_years_under_the_bars_are_in_the_reader_s_digits() -> None:
    axes = charts(open_main(lang="fa", view="activity"))[0]["layout"]
    said = [text for name in axes if name[:5] == "xaxis" for text in axes[name].get("ticktext", ())]
    assert "۱۹۸۱" in said
    assert not re.search("[0-9]", "".join(said))


def test_cities_are_in_the_order_of_the_names_that_are_shown() -> None:
    app = open_main(view="activity", lang="fr")
    names = next(
        trace["text"] for trace in charts(app)[1]["data"] if "Aix-la-Chapelle" in trace["text"]
    )
    named = [name for name in names if name]
    assert named == sorted(named, key=fold)
