"""Every page runs alone, and says in its own words what it shows."""

import json
import re
from pathlib import Path
from types import SimpleNamespace

import pytest

from asked import on_map
from browser import ROOT
from controls import MARK
from datasets import ALL_PLACES, ALL_STATEMENTS
from geo import Dataset, Filter
from pages import address_of, html, open_main, run

PARTS = [f"{folder.parent.name}.page" for folder in (ROOT / "dashboard").glob("*/page.py")]
PARTS += ["card.panel", "map.panel", "present.controls", "present.menu", "present.speaker"]
PARTS += ["shell.chips", "shell.search_box", "shell.sidebar"]


@pytest.mark.parametrize("module", sorted(PARTS))
def test_part_is_drawn_alone(module: str) -> None:
    run(module)


def test_map_page_counts_every_place(atlas: Dataset) -> None:
    app = run("map.page")
    assert f"<b>{ALL_PLACES}</b> of {ALL_PLACES} places shown" in html(app)
    assert f"<b>{ALL_STATEMENTS}</b> of {ALL_STATEMENTS} statements shown" in html(app)
    counts = atlas.places["layer"].value_counts()
    labels = [box.label for box in app.checkbox]
    assert labels == [
        f"Prisons {counts['prison']}",
        f"Reported burial sites {counts['burial_site']}",
        f"Commemoration cities {counts['commemoration']}",
    ]


def test_counter_adds_up_under_a_filter(atlas: Dataset) -> None:
    query = Filter(from_date="1988-07", to_date="1988-09", certainty="certain")
    tally = query.select(atlas).counts.places
    page = html(run("map.page", query.to_query()))
    assert f"<b>{tally.shown}</b> of {tally.total} places shown" in page
    assert f"{tally.filtered} by the filters, {tally.undated} undated" in page
    assert tally.shown + tally.filtered + tally.undated + tally.withheld == tally.total
    assert "Places, statements certainly dated July to September 1988" in page


@pytest.mark.parametrize("place_id", ["evin-prison", "gohardasht-prison", "khavaran-cemetery"])
def test_card_shows_every_statement_with_its_locator(atlas: Dataset, place_id: str) -> None:
    page = html(run("card.panel", f"place={place_id}"))
    claims = atlas.claims[atlas.claims["place_id"] == place_id]
    for claim_id in claims.index:
        assert page.count(f'id="{claim_id}"') == 1
    assert page.count('class="claim"') == len(claims)


def test_card_names_every_spelling_of_gohardasht(atlas: Dataset) -> None:
    page = html(run("card.panel", "place=gohardasht-prison"))
    spellings = atlas.places.at["gohardasht-prison", "alt_names"].split(";")
    assert len(spellings) > 3
    for spelling in spellings:
        assert spelling.replace("'", "&#39;") in page


def test_card_sets_statements_outside_the_filter_apart(atlas: Dataset) -> None:
    query = Filter(
        place="evin-prison", from_date="1988-08-06", to_date="1988-08-06", certainty="certain"
    )
    page = html(run("card.panel", query.to_query()))
    rest = (atlas.claims["place_id"] == "evin-prison").sum() - 1
    inside, _, outside = page.partition('<details id="card-outside">')
    assert inside.count('class="claim"') == 1
    assert f"{rest} statements outside the filters" in outside
    assert outside.count('class="claim"') == rest


def test_place_of_an_open_card_is_on_the_map_though_the_filters_leave_it_out(
    atlas: Dataset,
) -> None:
    query = Filter(layers=("commemoration",), place="evin-prison")
    app = open_main(**dict(query.to_pairs()))
    (drawn,) = app.get("component_instance")
    marks = MARK.findall(json.loads(drawn.proto.json_args)["feature_group"])
    assert set(marks) == on_map(query.select(atlas)) >= {"evin-prison"}


def test_long_card_is_ordered_and_filtered_within() -> None:
    app = run("card.panel", "place=khavaran-cemetery")
    shown = html(app)
    assert 'href="#card-memorial_restricted"' in shown
    assert "66 statements" in shown
    app.pills(key="card_kinds_khavaran-cemetery").set_value(["grave_discovered"])
    app.text_input(key="card_from_khavaran-cemetery").set_value("1988").run()
    narrowed = html(app)
    assert 0 < narrowed.count('class="claim"') < 6
    assert 'id="card-grave_discovered"' in narrowed
    assert 'id="card-burial_reported"' not in narrowed
    app.text_input(key="card_from_khavaran-cemetery").set_value("1988-13").run()
    assert not app.exception


def test_period_typed_into_one_field_of_a_card_fills_both_until_it_is_changed() -> None:
    app = run("card.panel", "place=khavaran-cemetery")
    start, end = (app.text_input(key=f"card_{one}_khavaran-cemetery") for one in ("from", "to"))
    end.set_value("1985").run()
    start.set_value("1988-07/1988-09").run()
    assert any("Period\\: July to September 1988." in one.value for one in app.caption)
    assert app.text_input(key="card_to_khavaran-cemetery").value == ""
    app.text_input(key="card_from_khavaran-cemetery").set_value("2000").run()
    assert any("Period\\: 2000 or later." in one.value for one in app.caption)


def test_short_card_needs_no_contents_and_hollow_mark_says_why() -> None:
    page = html(run("card.panel", "place=masjed-soleyman-prison"))
    assert "<nav" not in page
    assert page.index("Hollow mark: Centroid of the city") < page.index('class="where"')
    assert "Hollow mark" not in html(run("card.panel", "place=evin-prison"))


def test_conference_is_shown_with_its_three_lists_of_cities() -> None:
    query = Filter(from_date="2018-08-25", to_date="2018-08-25")
    page = html(run("timeline.page", query.to_query()))
    table = page[page.index('class="matrix"') :]
    head = table[: table.index("</thead>")]
    for count in (15, 18, 17):
        assert f"<br>{count} cities" in head
    vienna = table[table.index("Vienna") :].split("</tr>")[0]
    assert vienna.count("<td></td>") == 3
    assert "Gathering held, 20:02" in vienna


def test_about_page_shows_version_and_hash(atlas: Dataset) -> None:
    text = "\n".join(block.value for block in run("about.page").markdown)
    assert atlas.version in text
    assert atlas.content_hash in text
    assert "](./assets/fonts/LICENSE)" in text


def test_about_page_names_whom_to_write_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATLAS_CONTACT", "atlas@example.org <b>")
    assert "Write to: atlas@example.org &lt;b&gt;" in html(run("about.page"))
    monkeypatch.delenv("ATLAS_CONTACT")
    assert "Write to:" not in html(run("about.page"))


def test_address_is_the_state() -> None:
    app = open_main(layers="prison", **{"from": "1988-07", "to": "1988-09"}, place="evin-prison")
    assert "Prisons and events without one place, statements possibly dated" in html(app)
    assert "<h2><bdi>Evin prison</bdi></h2>" in html(app)
    assert app.text_input(key="filter_from").value == "1988-07"


def test_address_of_a_browser_that_is_late_changes_nothing() -> None:
    app = open_main(layers="prison")
    app.query_params["layers"] = "burial_site"
    app.run()
    assert "Prisons and events without one place" in html(app)
    assert app.query_params["layers"] == "prison"


def test_way_back_is_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_main(layers="prison")
    back = SimpleNamespace(is_history_navigation=True)
    monkeypatch.setattr("dashboard.session.run.get_script_run_ctx", lambda **_: back)
    app.query_params["layers"] = "burial_site"
    app.run()
    assert "Reported burial sites and events without one place" in html(app)
    assert app.query_params["layers"] == "burial_site"


def test_malformed_address_leaves_a_working_page_and_says_so() -> None:
    app = open_main(layers="nonsense", **{"from": "1988-13"}, lat="abc", view="zzz", bogus="1")
    assert f"<b>{ALL_PLACES}</b> of {ALL_PLACES} places shown" in html(app)
    notice = app.warning[0].value
    for name in ("layers", "from", "lat", "view", "bogus"):
        assert f"{name} in the address was not understood" in notice


@pytest.mark.parametrize("page", ["map", "sources"])
def test_link_to_no_place_leads_on(page: str) -> None:
    query = {"place": "evin-prisn", "layers": "prison", "view": page}
    app = open_main(**query)
    notice = app.warning[0].value
    assert "shows no place “\u2068evin-prisn\u2069”" in notice
    assert "understood" not in notice
    app.button(key="meant_evin-prison").click().run()
    assert address_of(app).filter.place == "evin-prison"
    assert not app.warning

    app = open_main(**query)
    app.button(key="meant_all").click().run()
    assert address_of(app).filter == Filter()
    assert f"<b>{ALL_PLACES}</b> of {ALL_PLACES} places shown" in html(app)

    app = open_main(**query | {"mode": "present"})
    assert "shows no place" in app.warning[0].value
    assert not [one for one in app.button if "meant" in str(one.key)]


def test_typed_date_that_cannot_be_read_is_kept_and_explained() -> None:
    app = open_main()
    app.text_input(key="filter_from").set_value("1988-13").run()
    assert app.text_input(key="filter_from").value == "1988-13"
    assert "1988-13” is no date" in app.error[0].value
    app.text_input(key="filter_from").set_value("1988-12").run()
    assert not app.error
    assert app.query_params["from"] == "1988-12"


def test_period_of_an_address_that_ends_before_it_begins_is_one_notice() -> None:
    (notice,) = open_main(**{"from": "1990", "to": "1988", "certainty": "sure"}).warning
    assert notice.value.count("\n\n") == 1
    assert "ends before it begins (from \u20681990\u2069 to \u20681988\u2069)" in notice.value


def test_period_after_today_says_why_statements_may_be_in_it() -> None:
    def said(**query: str) -> bool:
        return any("It lies after today" in one.value for one in open_main(**query).caption)

    assert said(**{"from": "3000"})
    assert not said(**{"from": "1988"})
    assert not said(to="3000")


def test_last_layer_stays_and_the_page_says_so() -> None:
    app = open_main(layers="prison")
    app.checkbox(key="legend_prison").uncheck().run()
    assert [one.value for one in app.toast] == ["At least one layer stays shown."]
    next(one for one in app.get("button_group") if one.key == "filter_layers").set_value([]).run()
    assert [one.value for one in app.toast] == ["At least one layer stays shown."]
    assert address_of(app).filter == Filter(layers=("prison",))
    boxes = {one.label.split()[0]: one.value for one in app.checkbox}
    assert boxes == {"Prisons": True, "Reported": False, "Commemoration": False}
    layers = next(one for one in app.get("button_group") if "filter_layers" in str(one.key))
    assert layers.value == ["prison"]


def test_layer_is_switched_as_often_as_the_reader_likes() -> None:
    app = open_main()
    others = ["burial_site", "commemoration"]
    for chosen in (others, [*others, "prison"], others, [*others, "prison"], others):
        layers = next(one for one in app.get("button_group") if one.key == "filter_layers")
        layers.set_value(chosen).run()
        assert ("layers" in app.query_params) == (chosen == others)


@pytest.mark.parametrize(("certainty", "is_lit"), [("possible", True), ("certain", False)])
def test_years_are_faint_where_nothing_is_shown(certainty: str, is_lit: bool) -> None:
    august = {"from": "1988-08-01", "to": "1988-08-02"}
    page = html(open_main(cities="mashhad", certainty=certainty, **august))
    assert 'class="column outside"' in page
    assert ('class="column"' in page) == is_lit


def test_reset_takes_every_filter_away() -> None:
    app = open_main(layers="prison", countries="IR", **{"from": "1988"})
    app.button(key="filter_reset").click().run()
    assert "All places and statements" in html(app)
    assert dict(app.query_params) == {}


@pytest.mark.parametrize("view", ["map", "timeline"])
def test_period_stays_where_a_browser_says_that_none_is_chosen(view: str) -> None:
    app = open_main(view=view, **{"from": "1988-07", "to": "1988-09"})
    (periods,) = [one for one in app.button_group if "Summer 1988" in one.options]
    periods.set_value(None).run()
    assert not app.exception, app.exception
    assert app.query_params["from"] == "1988-07"


def test_broken_data_gives_a_calm_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(tmp_path))
    app = open_main()
    assert app.title[0].value == "The atlas cannot be shown at the moment"


def test_altered_address_is_understood_in_silence() -> None:
    app = open_main(
        **{"utm_source": "x", "fbclid": "y", "amp;from": "1988-08", "view": "records)."}
    )
    assert not app.warning
    assert address_of(app).page == "records"
    assert app.text_input(key="filter_from").value == "1988-08"


def test_statements_over_several_years_are_those_of_the_period(atlas: Dataset) -> None:
    shown = Filter(from_date="1981", to_date="1987").select(atlas).counts.statements.shown
    words = html(open_main(**{"from": "1981", "to": "1987"}))
    (count,) = re.findall(r"(\d+) statements dated over several years", words)
    assert 0 < int(count) < shown


def test_dates_on_a_card_are_asked_back_as_those_of_the_sidebar(atlas: Dataset) -> None:
    """What was not clear was refused without its meanings, and dropped the limit before."""
    place = "khavaran-cemetery"
    app = run("card.panel", f"place={place}")

    def shown(first: str) -> bool:
        claims = Filter(place=place, from_date=first).select(atlas).claims
        count = (claims["place_id"] == place).sum()
        return html(app).count('class="claim"') == count and f"{count} of 66 statements" in said()

    def said() -> str:
        return " ".join(one.value for one in app.caption).translate(marks)

    marks = dict.fromkeys(map(ord, "\\\u2068\u2069"))
    first, last = (app.text_input(key=f"card_{end}_{place}") for end in ("from", "to"))
    first.set_value("2015").run()
    assert shown("2015")
    assert "Period: 2015 or later." in said()
    app.text_input(key=first.key).set_value("8/9/1988").run()
    assert shown("2015")
    labels = [one.label for one in app.button if (one.key or "").startswith("card_date_from_")]
    assert labels == ["8 September 1988", "9 August 1988"]
    app.button(key="card_date_from_0").click().run()
    assert shown("1988-09-08")
    assert "8/9/1988: read as 8 September 1988. Period: 8 September 1988 or later." in said()
    app.text_input(key=first.key).set_value("1988-13").run()
    assert shown("1988-09-08")
    assert "a year has 12 months" in app.error[0].value
    app.text_input(key=first.key).set_value("2015").run()
    app.text_input(key=last.key).set_value("2010").run()
    assert shown("2015")
    assert "it is not in force" in app.error[0].value
    app.text_input(key=last.key).set_value("").run()
    app.text_input(key=first.key).set_value("").run()
    assert not app.error
    assert html(app).count('class="claim"') == 66


def test_way_to_figures_on_a_card_counts_what_stands_there(atlas: Dataset) -> None:
    """Of eight figures about Evin, the way "Figures 5" counted those side by side."""
    page = html(run("card.panel", "place=evin-prison"))
    (count,) = re.findall('href="#card-figures">Figures side by side <b>(.+?)</b>', page)
    assert page[page.index('id="card-figures"') :].count("<tr>") == int(count)
