"""What the picture of a chart says, since whoever is sent it has nothing else of the page."""

import re
from html import unescape

import pytest

from geo import Dataset
from geo.cite.references import attribution
from pages import charts, html, open_main


def picture(view: str, chart: str, **query: str) -> tuple[list[str], list[str]]:
    """Return headings and lines of a picture."""
    (found,) = re.findall(
        rf'<div class="chart-picture" data-chart="{chart}".*?<script>',
        html(open_main(view=view, **query)),
        re.DOTALL,
    )
    headings, lines = (
        [
            " ".join(unescape(re.sub(r"<[^>]+>", "", one)).split())
            for one in re.findall(rf"<{tag}\b[^>]*>(.*?)</{tag}>", found, re.DOTALL)
        ]
        for tag in ("h4", "p")
    )
    return headings, lines


@pytest.mark.parametrize(
    ("query", "about"),
    [
        ({"q": "Evin", "from": "1988"}, "Evin prison"),
        ({"q": "Evin", "from": "1988", "lang": "fa"}, "زندان اوین"),
        ({"q": "Evin", "from": "1988", "lang": "ar"}, "سجن إيفين"),
        ({"q": "Evin", "from": "1988", "lang": "fr"}, "Prison d’Evin"),
        ({"place": "adelabad-prison"}, "Adelabad"),
        ({}, "events nationwide"),
        ({"lang": "fr"}, "événements à l’échelle du pays"),
    ],
)
def test_heading_of_figures_names_what_they_are_about(query: dict[str, str], about: str) -> None:
    headings, _lines = picture("figures", "figures_chart", **query)
    assert about in headings[-1]


def test_picture_says_that_other_figures_are_shown_than_were_asked_for() -> None:
    _headings, lines = picture("figures", "figures_chart", q="Evin", **{"from": "1988"})
    said = "No figure in this view is about events nationwide; these are about Evin prison"
    assert any(line.startswith(said) for line in lines)


def test_picture_of_figures_warns_as_the_page_does_and_names_every_source() -> None:
    _headings, lines = picture("figures", "figures_chart")
    said = " ".join(lines)
    assert "34 stated figures. Each figure stands in the words of its statement" in said
    assert "Nothing is added up" in said
    assert "ten times the one before" in said
    assert "Questions on which sources differ" in said
    assert "766" not in said
    assert "more source" not in said
    assert "Wikipedia contributors n.d." in said


def test_picture_of_the_timeline_names_every_source_and_what_is_not_drawn(atlas: Dataset) -> None:
    _headings, lines = picture("timeline", "timeline_chart")
    said = " ".join(lines)
    used = {*atlas.claims["source_id"], *atlas.milestones["source_id"]}
    assert all(attribution(atlas.sources[name]) in said for name in used)
    assert re.search(r"In no row: \d+ undated statements\.", said)
    assert "A bar with fading ends" in said


def test_pictures_of_activity_say_what_is_counted_and_what_is_left_out() -> None:
    _headings, lines = picture("activity", "activity_periods")
    assert "Counted are statements in this dataset, not events or people." in lines
    assert any(line.startswith("In no bar: ") for line in lines)
    _headings, lines = picture("activity", "activity_cities")
    said = " ".join(lines)
    assert "An announcement does not show that a gathering was held." in said
    assert "have no certain year and are not in the matrix." in said
    assert "766" not in said


@pytest.mark.parametrize("lang", ["fa", "ar"])
def test_no_isolate_opens_inside_a_tag_after_other_words(lang: str) -> None:
    (chart,) = charts(open_main(view="figures", lang=lang))
    rows = [one["text"] for one in chart["layout"]["annotations"]]
    assert any("\u2068<b>" in row for row in rows)
    assert not [row for row in rows if re.search(r"\S.*<b>\u2068", row)]


def test_address_of_the_licence_keeps_its_direction_in_a_picture() -> None:
    found = html(open_main(view="figures", lang="fa"))
    assert re.search(r"<bdi[^>]*>[^<]*creativecommons\.org/licenses/by/4\.0/</bdi>", found)
