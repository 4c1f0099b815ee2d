"""The figures page: stated figures side by side, cities claimed beside cities named."""

import re
from dataclasses import replace

import pytest

from app_tester import AppTest
from dashboard.escaping import plain
from geo import Dataset, Filter
from geo.figures import city_claims, figure_scopes, units
from geo.named_cities import named_cities
from pages import address_of, charts, html, labelled, open_main, run


def draw(query: Filter | None = None, **state: object) -> AppTest:
    return run("figures.page", query.to_query() if query else "", **state)


def test_the_page_opens_on_figures_of_events() -> None:
    app = draw()
    assert labelled(app.selectbox, "Figures about").value == ""
    assert labelled(app.selectbox, "What is counted").value == "people_executed"
    assert charts(app)[0]["layout"]["xaxis"]["type"] == "log"
    assert "People executed, as stated by each source" in html(app)


def test_the_scale_can_be_made_linear() -> None:
    app = draw()
    app.toggle[0].set_value(False).run()
    assert charts(app)[0]["layout"]["xaxis"].get("type") != "log"


def test_a_selected_place_with_figures_is_shown_at_once(atlas: Dataset) -> None:
    app = draw(Filter(place="khavaran-cemetery"))
    assert labelled(app.selectbox, "Figures about").value == "khavaran-cemetery"
    expected = units(Filter().select(atlas), "khavaran-cemetery")
    counted = labelled(app.selectbox, "What is counted")
    assert len(counted.options) == len(expected) + 1
    assert "<bdi>Khavaran" in html(app)
    counted.set_value("words").run()
    assert not charts(app)
    assert "<b>up to several hundred victims</b>" in html(app)


def test_a_selected_place_without_figures_is_named(atlas: Dataset) -> None:
    plain = set(atlas.places.index) - set(figure_scopes(Filter().select(atlas)))
    place_id = min(one for one in plain if atlas.places.at[one, "name"].replace(" ", "").isalpha())
    app = draw(Filter(place=place_id))
    assert labelled(app.selectbox, "Figures about").value == ""
    named = f"No figure is shown for {atlas.places.at[place_id, 'name']}"
    assert any(named in one.value for one in app.caption)


def test_without_figures_of_events_the_page_opens_on_a_place(atlas: Dataset) -> None:
    query = Filter(cities=("tehran",))
    stated = atlas.claims[atlas.claims["figure_unit"] != ""]
    in_tehran = stated["place_id"].isin(atlas.places.index[atlas.places["city"] == "tehran"])
    first = stated.loc[in_tehran, "place_id"].value_counts().index[0]
    other = figure_scopes(query.select(atlas))[0]
    assert other != first
    for place in ("", "behesht-e-zahra-section-33"):
        app = draw(replace(query, place=place))
        scope = labelled(app.selectbox, "Figures about")
        assert scope.value == first
        assert "Events nationwide" not in scope.options
        assert charts(app)
        (said,) = (one.value for one in app.caption if "events nationwide" in one.value)
        assert plain(atlas.places.at[first, "name"]) in said
        assert not place or plain(atlas.places.at[place, "name"]) in said
    labelled(app.selectbox, "Figures about").set_value(other).run()
    assert not any("events nationwide" in one.value for one in app.caption)


def test_choosing_a_place_selects_it() -> None:
    app = draw()
    labelled(app.selectbox, "What is counted").set_value("prisoners").run()
    labelled(app.selectbox, "Figures about").set_value("evin-prison").run()
    assert address_of(app).filter.place == "evin-prison"
    labelled(app.selectbox, "Figures about").set_value("").run()
    assert address_of(app).filter.place == ""
    assert address_of(app).figures == "prisoners"


def test_a_unit_without_figures_is_named() -> None:
    app = open_main(view="figures", figures="votes", place="evin-prison")
    assert any("No figure in this view is of this unit: Votes" in one.value for one in app.caption)
    assert labelled(app.selectbox, "What is counted").value == "people_executed"


def test_every_place_and_unit_can_be_drawn(atlas: Dataset) -> None:
    selection = Filter().select(atlas)
    app = draw()
    for place_id in figure_scopes(selection)[::8]:
        labelled(app.selectbox, "Figures about").set_value(place_id).run()
        for unit in units(selection, place_id):
            labelled(app.selectbox, "What is counted").set_value(unit).run()
            assert not app.exception, (place_id, unit)


def test_order_by_publisher_shows_the_same_statements() -> None:
    app = draw()
    before = sorted(re.findall(r"<b>([^<]+)</b><br>People", html(app)))
    app = draw(figures_order="publisher")
    assert sorted(re.findall(r"<b>([^<]+)</b><br>People", html(app))) == before


def test_filters_hold_here_too(atlas: Dataset) -> None:
    query = Filter(publishers=("party",))
    rows = query.select(atlas).milestones
    wanted = rows[rows["figure_unit"] == "people_executed"]
    app = draw(query)
    labelled(app.selectbox, "What is counted").set_value("people_executed").run()
    assert any(one.value.startswith(f"{len(wanted)} stated figure") for one in app.caption)


def test_no_figure_says_what_to_do() -> None:
    app = draw(Filter(to_date="1900"))
    assert any("No figure is stated in this view" in one.value for one in app.info)
    assert any("No statement in this view counts cities" in one.value for one in app.info)


def test_cities_claimed_and_named_come_from_the_data(atlas: Dataset) -> None:
    page = html(draw())
    claimed = page[page.index("Numbers of cities that sources claim") :]
    for one in city_claims(Filter().select(atlas)):
        assert f"<b>{one.number}</b>" in claimed
    named = claimed[claimed.index("Cities in Iran that this dataset names") :]
    for one in named_cities(Filter().select(atlas)):
        assert f"<b>{len(one.cities)}</b>" in named
    assert "<bdi>Zahedan</bdi>" in named
    assert "Kind and layer of the statements" in named


def test_no_word_sums_up() -> None:
    app = draw()
    said = " ".join(one.value for one in (*app.caption, *app.markdown))
    assert re.findall(r"\b(total|average|median|best)\b", said, re.IGNORECASE) == []


@pytest.mark.sample(
    "text, wanted",
    [
        ("how many executed in Evin", {"place": "evin-prison"}),
        ("how many in Evin?", {"place": "evin-prison"}),
        ("چند نفر در اوین اعدام شدند؟", {"place": "evin-prison"}),
        ("combien de morts à Ahvaz en 1988", {"cities": ("ahvaz",), "from_date": "1988"}),
        ("كم شخصا قتل في مشهد", {"cities": ("mashhad",)}),
        ("how many people were killed", {"place": ""}),
    ],
    2,
)
def test_question_for_a_number_is_offered_the_figures_too(
    text: str, wanted: dict[str, object]
) -> None:
    app = open_main(place="khavaran-cemetery")
    app.text_input(key="search_text").set_value(text).run()
    first, figures = [one for one in app.button if (one.key or "").startswith("offer_")][:2]
    assert "Figures that sources give" not in first.label
    assert figures.label.startswith("\u2068Figures that sources give\u2069 · ")
    app = app.button(key=str(figures.key)).click().run()
    now = address_of(app)
    assert now.page == "figures"
    assert {"place": "", **wanted}.items() <= vars(now.filter).items()
    assert labelled(app.selectbox, "What is counted").value


@pytest.mark.sample(
    "text, unit, place",
    [
        ("how many were executed in Gohardasht", "people_executed", "gohardasht-prison"),
        ("how many killed in Gohardasht", "people_executed", "gohardasht-prison"),
        ("چند نفر در گوهردشت اعدام شدند؟", "people_executed", "gohardasht-prison"),
        ("شمار اعدام‌شدگان گوهردشت", "people_executed", "gohardasht-prison"),
        ("how many prisoners in Gohardasht", "prisoners", "gohardasht-prison"),
        ("how many graves in Khavaran", "graves", "khavaran-cemetery"),
        ("چند گور در خاوران", "graves", "khavaran-cemetery"),
        ("how many witnesses in Stockholm", "witnesses", "commemoration-stockholm"),
        ("number of signatories", "signatories", ""),
        ("how many witnesses", "witnesses", "commemoration-london"),
    ],
    3,
)
def test_figures_asked_for_open_on_what_they_count(text: str, unit: str, place: str) -> None:
    app = open_main()
    app.text_input(key="search_text").set_value(text).run()
    figures = next(one for one in app.button if str(one.key).endswith("_figures"))
    app = app.button(key=str(figures.key)).click().run()
    assert labelled(app.selectbox, "What is counted").value == unit
    assert labelled(app.selectbox, "Figures about").value == place


def test_figures_of_what_is_counted_stand_before_a_reading_without_it() -> None:
    app = open_main()
    app.text_input(key="search_text").set_value("how many witnesses in Stockholm").run()
    first, second = [one for one in app.button if (one.key or "").startswith("offer_")]
    assert "Witnesses\u2069 · \u2068Stockholm" in first.label
    assert second.label.startswith("\u2068Stockholm")
    assert any(one.value == "Without “\u2068witnesses\u2069”\\:" for one in app.caption)


def test_figures_of_each_place_of_a_question_are_offered() -> None:
    app = open_main()
    app.text_input(key="search_text").set_value("how many executed in Evin and Gohardasht").run()
    figures = [one.label for one in app.button if str(one.key).endswith("_figures")]
    assert [name in one for name, one in zip(("Evin", "Gohardasht"), figures, strict=True)] == [
        True,
        True,
    ]


def test_question_for_a_number_that_no_source_gives_or_for_none_is_offered_no_figures() -> None:
    for text in ("how many burials in Kermanshah", "executed in Evin"):
        app = open_main()
        app.text_input(key="search_text").set_value(text).run()
        keys = [str(one.key) for one in app.button if (one.key or "").startswith("offer_")]
        assert keys, text
        assert not [key for key in keys if key.endswith("_figures")], text
