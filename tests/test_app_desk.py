"""The researcher's desk without a browser: chips, options, citations, links of other versions."""

from dataclasses import replace

import pytest

from app_tester import AppTest
from browser import ROOT
from dashboard.escaping import isolated, plain
from dashboard.shell import option_counts
from geo import Dataset, Filter
from geo.cite.references import attribution
from geo.history.changes import change_words, changes_of_view
from geo.stops import stops
from pages import address_of, html, open_main, run


def chips_of(app: AppTest) -> list[str]:
    labels = [one.label for one in app.button if (one.key or "").startswith("chip_")]
    return [label.replace("\\", "") for label in labels]


def test_each_restriction_is_a_chip_that_takes_itself_away(atlas: Dataset) -> None:
    app = open_main(layers="prison", kinds="detention,trial", q="tehran", **{"from": "1988"})
    assert chips_of(app) == [
        "Prisons",
        f"Kind: {isolated('Detention')}",
        f"Kind: {isolated('Trial or tribunal')}",
        f"“{isolated('tehran')}”",
        "possibly 1988 or later",
        "Clear all",
    ]
    app.button(key="chip_q_").click().run()
    assert "q" not in app.query_params
    assert app.query_params["kinds"] == "detention,trial"
    app.button(key="chip_all").click().run()
    assert dict(app.query_params) == {}


def test_many_sources_are_one_chip(atlas: Dataset) -> None:
    names = list(atlas.sources)[1:]  # not all of any two authors
    app = open_main(view="records", sources=",".join(names[:6]))
    assert len(chips_of(app)) == 6 + len(["Clear all"])
    app = open_main(view="records", sources=",".join(names[:7]))
    assert chips_of(app) == [f"Source: {isolated('7 documents')}"]
    app.button(key="chip_sources_").click().run()
    assert "sources" not in app.query_params


def test_layer_that_is_left_out_is_a_chip_that_brings_it_back() -> None:
    app = open_main(layers="burial_site,commemoration", cities="tehran")
    assert chips_of(app) == ["Without prisons", "Tehran", "Clear all"]
    app.button(key="chip_layers_-prison").click().run()
    assert dict(app.query_params) == {"cities": "tehran"}
    app = open_main(layers="burial_site", cities="tehran")
    assert chips_of(app)[0] == "Reported burial sites"


def test_view_that_its_layers_leave_empty_offers_all_layers() -> None:
    app = open_main(layers="prison,burial_site", countries="FR")
    way = app.button(key="without_layers")
    assert way.label.startswith("All layers ")
    way.click().run()
    assert dict(app.query_params) == {"countries": "FR"}


def test_chips_of_one_word_for_two_things_say_which(atlas: Dataset) -> None:
    app = open_main(kinds="other", publishers="other", precision="locality")
    chips = chips_of(app)
    other, city = isolated("Other"), isolated("City")
    assert chips[:3] == [f"Kind: {other}", f"Publisher: {other}", f"Precision: {city}"]


def test_view_that_one_filter_leaves_empty_offers_the_whole() -> None:
    app = open_main(bounds="-40,60,-10,90")
    app.button(key="without_bounds").click().run()
    assert address_of(app).filter == Filter()


@pytest.mark.parametrize("view", ["map", "records"])
def test_view_of_nothing_offers_what_there_is_without_one_filter(view: str) -> None:
    period = {"from": "1981", "to": "1981"}
    app = open_main(view=view, cities="mashhad", kinds="executions_reported", **period)
    ways = {one.key: one.label for one in app.button if (one.key or "").startswith("without_")}
    assert list(ways) == ["without_cities", "without_from_date"]
    assert "Mashhad" in ways["without_cities"]
    assert "Without\\: 1981 " in ways["without_from_date"]
    app.button(key="without_cities").click().run()
    assert address_of(app).filter.cities == ()
    assert not [one for one in app.button if (one.key or "").startswith("without_")]


LISTS = ("countries", "cities", "kinds", "publishers", "precision", "sources")


def options(query: dict[str, str]) -> dict[str, list[str]]:
    """Give the options of each list, which a browser sends back by what they say."""
    app = open_main(**query)
    found = {name: app.multiselect(key=f"filter_{name}").options for name in LISTS}
    (layers,) = [group for group in app.button_group if group.key == "filter_layers"]
    return {**found, "layers": list(layers.options)}


@pytest.mark.parametrize(
    "query", [{"layers": "prison"}, {"cities": "mashhad", "from": "1988-08"}, {"from": "1950"}]
)
def test_options_are_called_alike_whatever_is_shown(query: dict[str, str]) -> None:
    everything = options({})
    assert all(len(set(found)) == len(found) > 1 for found in everything.values())
    assert options(query) == everything


@pytest.mark.parametrize("lang", ["en", "fa"])
def test_sources_are_listed_as_cards_attribute_them_then_by_title(
    lang: str, atlas: Dataset
) -> None:
    listed = sorted(options({"lang": lang})["sources"])
    dated = [source for source in atlas.sources.values() if source.year]
    assert len(dated) > len(atlas.sources) / 2
    wanted = sorted(f"{attribution(one)}: {one.title}" for one in dated)
    assert [one for one in wanted if not any(said.startswith(one[:110]) for said in listed)] == []
    assert "Human Rights Watch 2005: Ministers of Murder: Iran's New Security Cabinet" in listed


def test_of_very_many_options_those_with_most_statements_are_offered(
    monkeypatch: pytest.MonkeyPatch, atlas: Dataset
) -> None:
    monkeypatch.setattr(option_counts, "_MOST_OPTIONS", 20)
    monkeypatch.setattr(option_counts, "_MOST_STATED", 2)
    listed = options({"cities": "paris", "countries": "IR"})
    stated = Filter(countries=("IR",)).select(atlas).claims["place_id"].map(atlas.places["city"])
    first = stated.value_counts().index[:2]
    assert sorted(listed["cities"]) == sorted(atlas.cities[code] for code in (*first, "paris"))
    assert len(listed["countries"]) == len(atlas.countries)
    app = open_main(cities="paris", countries="IR")
    words = f"3 of {len(atlas.cities)} are listed, those with the most statements."
    assert any(one.value.startswith(words) for one in app.caption)
    app.multiselect(key="filter_cities").set_value(["paris", first[0]]).run()
    assert set(address_of(app).filter.cities) == {"paris", first[0]}


def test_city_names_a_suburb_that_is_listed_by_itself() -> None:
    near = "Within 20 km, but not chosen: Khavarshahr"

    def said(**query: str) -> bool:
        return any(near in one.value for one in open_main(**query).caption)

    assert said(cities="tehran")
    assert not said(cities="tehran", layers="prison")
    assert not said(cities="tehran,khavarshahr")
    assert not said()


@pytest.mark.parametrize("view", ["map", "timeline", "records", "figures", "activity"])
def test_filters_in_force_can_be_taken_away_on_every_page_that_has_them(view: str) -> None:
    app = open_main(view=view, bounds="25,44,39.8,63.3", cities="mashhad")
    app.button(key="chip_bounds_").click().run()
    assert "bounds" not in app.query_params
    assert app.query_params["cities"] == "mashhad"


def test_card_of_an_event_has_all_statements_on_it_and_cites_them(atlas: Dataset) -> None:
    app = open_main("cite_place", event="milestone-un-cables-1988", layers="prison")
    said = atlas.milestones[atlas.milestones["milestone_id"] == "milestone-un-cables-1988"]
    page = html(app)
    assert "<h2><bdi>UN special rapporteur" in page
    assert [f'class="claim" id="{name}"' in page for name in said.index] == [True, True]
    link = f"?layers=prison&v={atlas.version}&event=milestone-un-cables-1988"
    assert any(one.value.endswith(link) for one in app.code)
    name = "milestone-un-cables-1988-02"
    app.selectbox(key="cite_what").set_value(name).run()
    assert any(f"{link}#{name}" in one.value for one in app.code)
    app.button(key="detail_close").click().run()
    assert "event" not in app.query_params
    assert 'class="claim"' not in html(app)


def test_an_event_that_is_not_there_is_said_and_a_place_stands_before_one() -> None:
    app = open_main(event="milestone-nowhere")
    assert "event in the address was not understood" in app.warning[0].value
    app = open_main(event="milestone-un-cables-1988", place="evin-prison")
    assert not app.warning
    assert "Evin prison" in html(app).split('class="claim"')[0]


def test_the_open_card_leads_to_the_next_in_time_and_back(atlas: Dataset) -> None:
    query = Filter(layers=("prison",), from_date="1988-07-15", to_date="1988-08")
    order = stops(query.select(atlas))
    at = next(n for n, one in enumerate(order) if one.event and order[n + 1].place_id)
    app = open_main(**dict(query.to_pairs()), event=order[at].event)
    app.button(key="card_later").click().run()
    assert address_of(app).filter == replace(query, place=order[at + 1].place_id)
    assert address_of(app).event == ""
    assert any(one.value == f"{at + 2} / {len(order)}" for one in app.caption)
    app.button(key="card_earlier").click().run()
    assert (address_of(app).filter, address_of(app).event) == (query, order[at].event)
    first = order[0]
    app = open_main(**dict(query.to_pairs()), place=first.place_id, event=first.event)
    assert app.button(key="card_earlier").disabled
    assert not app.button(key="card_later").disabled


@pytest.mark.parametrize("mode", ["explore", "present"])
def test_what_a_card_counts_among_is_said(atlas: Dataset, mode: str) -> None:
    app = open_main(place="evin-prison", mode=mode)
    order = stops(Filter().select(atlas))
    counted = order if mode == "explore" else [one for one in order if one.place_id]
    (said,) = [one for one in app.caption if one.value.endswith(f" / {len(counted)}")]
    assert said.help.startswith("Places and events" if mode == "explore" else "Places that are")


def test_card_of_a_place_outside_the_filters_leads_nowhere_in_time() -> None:
    app = open_main(place="evin-prison", layers="burial_site")
    assert "card_later" not in {button.key for button in app.button}


def test_card_cites_the_place_and_one_statement(atlas: Dataset) -> None:
    app = run("card.panel", "place=evin-prison", cite_place=True)
    whole = app.code[0].value
    assert "Evin prison" in whole
    assert f"version {atlas.version}" in whole
    app.selectbox(key="cite_what").set_value("evin-prison-12").run()
    assert f"?place=evin-prison&v={atlas.version}#evin-prison-12" in app.code[0].value
    app.selectbox(key="cite_style").set_value("footnote").run()
    assert atlas.claims.at["evin-prison-12", "locator"] in app.code[0].value


def test_link_of_an_unknown_version_is_explained() -> None:
    app = open_main(v="0.0.1", place="evin-prison")
    assert "v in the address was not understood" in app.warning[0].value


def test_all_that_changed_since_an_old_link_can_be_listed(atlas: Dataset) -> None:
    found = changes_of_view(Filter().select(atlas), ROOT / "data", "1.0.0")
    assert len(found) > 50
    app = open_main(v="1.0.0")
    (fold,) = [one for one in app.expander if one.label == "What changed"]
    assert len(fold.markdown) == 50
    fold.toggle[0].set_value(True).run()
    (fold,) = [one for one in app.expander if one.label == "What changed"]
    assert [one.value for one in fold.markdown] == [plain(change_words(one)) for one in found]


def test_every_page_of_the_head_has_a_folder() -> None:
    from dashboard.session.address import PAGES, page_names

    # The handout is opened from the popover beside the bar.
    assert list(page_names()) == [page for page in PAGES if page != "handout"]
    folders = {path.parent.name for path in (ROOT / "dashboard").glob("*/page.py")}
    assert set(PAGES) <= folders
