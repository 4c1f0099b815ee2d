"""Presenting without a browser: what each presentation shows, and where its code leads."""

import re
from collections import Counter
from datetime import datetime, timedelta
from html import unescape

import pytest

from app_tester import AppTest
from dashboard.escaping import isolated
from dashboard.look import DARK, LIGHT, Look
from dashboard.templates import macros
from datasets import ALL_PLACES
from geo import Dataset, Filter
from geo.cite.references import attribution
from geo.playback import Playback, frames, select
from geo.stops import stops
from geo.tours import step_sources, tours
from geo.wording import capitalised
from pages import html, open_main, run
from presented import (
    AUTUMN,
    CLOCKED_DAY,
    address,
    chart,
    footer,
    keys,
    press,
    query_of,
    script_data,
    text_of,
)

pytestmark = pytest.mark.usefixtures("alone")


def footer_of(sources: list[str]) -> str:
    template, more = macros("present/present.html"), ", listed on the page Sources"
    return template.sources_footer(Counter(sources), more)


def test_plain_view_says_what_it_shows(atlas: Dataset) -> None:
    query = Filter(layers=("prison",), from_date="1988-08", to_date="1988-08")
    app = run("present.page", f"mode=present&{query.to_query()}")
    selection = query.select(atlas)
    page = html(app)
    assert text_of(query.describe(atlas)) in page
    assert f"<b>{len(selection.places)}</b> of {ALL_PLACES} places shown" in page
    assert f">{len(selection.places)}</b></span>" in page
    said = [attribution(atlas.sources[one]) for one in selection.source_ids]
    assert footer(app) == footer_of(said)
    assert script_data(app) == {
        "mode": "present",
        "theme": "light",
        "shown": "present  0",
        "idle": "60",
        "ids": str(len(selection.places)),
    }
    for tour in tours(atlas):
        assert f"present_tour_{tour}" in keys(app)
    assert {"present_play", "present_theme", "present_qr", "present_leave"} <= keys(app)
    assert not {"present_next", "present_back", "present_resume", "present_room"} & keys(app)


@pytest.mark.parametrize("tour", ["overview", "burial-sites", "commemorations", "summer-1988"])
def test_step_of_a_tour_is_told_with_its_sources(atlas: Dataset, tour: str) -> None:
    step = tours(atlas)[tour][1]
    app = run("present.page", f"tour={tour}&step=2")
    page = html(app)
    assert f"<h2>{text_of(step.title)}</h2>" in page
    assert f'<p class="told" dir="ltr">{text_of(step.text)}</p>' in page
    assert f"· 2 of {len(tours(atlas)[tour])}</p>" in page
    assert footer(app) == footer_of(step_sources(step, atlas))
    shown, data = step.filter.select(atlas), atlas.claims
    layers = shown.places["layer"]
    for layer, count in layers.value_counts().items():
        told = layers[layers.eq(layer)].index.intersection(
            data.loc[data.index.isin(step.claim_ids), "place_id"].unique()
        )
        of_step = f", {len(told)} told of here" if len(told) else ""
        assert f">{count}</b>{of_step}</span>" in page
        assert f"{capitalised(atlas.subject.layer_words(layer))} <b" in page
    found = script_data(app)
    assert (found["kind"], found["ids"]) == ("step", str(len(step.filter.select(atlas).places)))
    assert found["shown"] == f"present {tour}/2 0"
    buttons = {f"present_{name}" for name in ("first", "back", "next", "last", "room")}
    assert buttons <= keys(app)
    start, end = map(datetime.fromisoformat, chart(app)["layout"]["xaxis"]["range"])
    first, last = step.filter.period.first, step.filter.period.last
    assert first
    assert last
    assert start.date() <= first <= last <= end.date()
    assert end - start < timedelta(days=1.05 * ((last - first).days + 1) + 1)


@pytest.mark.parametrize("window", ["moving", "cumulative"])
def test_frame_of_playback_is_counted(atlas: Dataset, window: str) -> None:
    query = Filter(from_date="1988-07-01", to_date="1988-10-31")
    playback = Playback(query, "day", window)
    frame = frames(playback, atlas)[44]
    played = f"mode=present&speed=2&play=day&window={window}&at={frame.at}"
    app = run("present.page", f"{query.to_query()}&{played}")
    counts = select(frame, atlas).counts
    page = html(app)
    assert f"<h2>{text_of(frame.words())}</h2>" in page
    assert "Through time · 45 of 123" in page
    assert f"<b>{counts.places.shown}</b> of {counts.places.total} places shown" in page
    assert f"{counts.statements.undated} undated" in page
    assert script_data(app) == {
        "mode": "present",
        "theme": "light",
        "kind": "frame",
        "shown": "present 1988-08-14 2.0",
        "idle": "60",
        "pace": "0.5",
        "ids": str(counts.places.shown),
    }
    assert {"present_back", "present_pause", "present_next", "present_unplay"} <= keys(app)
    assert "present_play" not in keys(app)


def test_card_in_a_presentation_leads_to_the_next_place_in_time(atlas: Dataset) -> None:
    found = stops(Filter(layers=("prison",)).select(atlas))
    places = [one.place_id for one in found if one.place_id]
    app = open_main(mode="present", layers="prison", place=places[3])
    press(app, "card_later")
    assert address(app)["place"] == places[4]
    assert any(one.value == f"5 / {len(places)}" for one in app.caption)


def test_minute_of_a_clocked_day_is_shown(atlas: Dataset) -> None:
    day = Filter(from_date="2018-08-25", to_date="2018-08-25")
    app = open_main(mode="present", play="minute", at="2018-08-25T17:42", **CLOCKED_DAY)
    frame = frames(Playback(day, "minute"), atlas)[39]
    counts = select(frame, atlas).counts
    page = html(app)
    assert f"<h2>{text_of('25 August 2018, 17:42')}</h2>" in page
    assert f"<b>{counts.places.shown}</b> of {ALL_PLACES} places shown" in page
    assert counts.places.shown == 1
    assert "Places, statements dated 25 August 2018, 17:42" in page
    undated = atlas.claims["date_edtf"].eq("").sum() + atlas.milestones["date_edtf"].eq("").sum()
    unclocked = counts.statements.unclocked
    assert f"{undated} undated, {unclocked} without a time of day" in page


@pytest.mark.parametrize(
    "query", [{}, {"tour": "overview", "step": "3"}, {"play": "day", **AUTUMN}]
)
def test_picked_place_shows_its_card_and_its_sources(atlas: Dataset, query: dict[str, str]) -> None:
    app = open_main(mode="present", place="gohardasht-prison", **query)
    page = html(app)
    assert "<h2><bdi>Gohardasht prison" in page
    claims = atlas.claims[atlas.claims["place_id"] == "gohardasht-prison"]
    said = [attribution(atlas.sources[one]) for one in dict.fromkeys(claims["source_id"])]
    assert footer(app) == footer_of(said)
    assert script_data(app)["shown"].endswith(" gohardasht-prison")
    press(app, "detail_close")
    assert "<h2><bdi>Gohardasht prison" not in html(app)
    assert "place" not in address(app)


def test_step_about_a_place_still_tells_its_text(atlas: Dataset) -> None:
    step = tours(atlas)["overview"][2]
    assert step.filter.place == "evin-prison"
    page = html(open_main(mode="present", tour="overview", step="3"))
    assert text_of(step.text) in page
    assert 'class="claim"' not in page


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_theme_reaches_marks_timeline_and_script(atlas: Dataset, theme: str) -> None:
    app = open_main(mode="present", theme=theme)
    inks = DARK if theme == "dark" else LIGHT
    assert chart(app)["layout"]["font"]["color"] == inks.text
    look = Look(atlas.subject, is_dark=theme == "dark")
    for layer in atlas.subject.layers:
        assert look.colour(layer).replace("#", "%23") in html(app)
    assert script_data(app)["theme"] == theme
    press(app, "present_theme")
    assert address(app) == {"mode": "present"} | ({"theme": "dark"} if theme == "light" else {})


def test_empty_selection_is_presented_calmly() -> None:
    app = open_main(mode="present", layers="prison", cities="paris")
    page = html(app)
    assert f"<b>0</b> of {ALL_PLACES} places shown" in page
    assert "no source is cited" in page
    assert 'class="present-key"' not in page
    assert "ids" not in script_data(app)


def test_empty_frame_is_presented_calmly() -> None:
    app = open_main(mode="present", play="day", **{"from": "0001", "to": "0001-03"})
    assert "Through time · 1 of 90" in html(app)
    assert "no source is cited" in html(app)
    assert not app.get("plotly_chart")


@pytest.mark.parametrize("bound", [{"from": "0001"}, {"to": "9999"}])
@pytest.mark.parametrize(
    "page", [{}, {"view": "timeline"}, {"mode": "present"}, {"mode": "present", "play": "month"}]
)
def test_ends_of_the_calendar_are_shown(bound: dict[str, str], page: dict[str, str]) -> None:
    app = open_main(**bound, **page)
    assert not app.warning
    assert len(app.get("plotly_chart") or app.select_slider) == 1 or "play" in page


@pytest.mark.parametrize(
    ("query", "fields"),
    [
        ({"mode": "cinema"}, ["mode"]),
        ({"mode": "present", "tour": "nowhere"}, ["tour"]),
        ({"tour": "overview", "step": "99"}, ["step"]),
        ({"mode": "present", "theme": "<script>alert(1)</script>"}, ["theme"]),
        (
            {"mode": "present", "kiosk": "nan", "idle": "1", "room": "a b"},
            ["kiosk", "idle", "room"],
        ),
        ({"mode": "present", "play": "minute", "window": "x", "at": "y"}, ["window", "play"]),
        ({"mode": "present", "play": "day", "at": "1988-13"}, ["at"]),
        ({"mode": "present", "play": "day", "at": "9999-12-31"}, ["at"]),
        ({"mode": "speaker", "tour": "overview", "speed": "9"}, ["speed"]),
    ],
)
def test_wrong_parameters_are_named_and_ignored(query: dict[str, str], fields: list[str]) -> None:
    app = open_main(**query)
    notice = app.warning[0].value
    assert re.findall(r"(\w+) in the address was not understood", notice) == fields
    assert "<script>alert" not in html(app)
    assert "<script>" not in notice


def shown_link(app: AppTest) -> dict[str, str]:
    (link,) = re.findall(r'data-link="([^"]+)"', html(app))
    return query_of(unescape(link))


@pytest.mark.sample(
    "query, link",
    [
        (
            {"layers": "prison", "place": "evin-prison"},
            {"layers": "prison", "place": "evin-prison"},
        ),
        ({"lat": "35.8", "lng": "51.4", "zoom": "8"}, {"lat": "35.8", "lng": "51.4", "zoom": "8"}),
        ({"lang": "fa", "bounds": "25,44,40,63"}, {"lang": "fa", "bounds": "25,44,40,63"}),
        ({"play": "day", "at": "1988-08-14", **AUTUMN}, {"from": "1988-08-14", "to": "1988-08-14"}),
        (
            {"play": "month", "window": "cumulative", "at": "1988-08", **AUTUMN},
            {"from": "1988-07", "to": "1988-08"},
        ),
        (
            {"play": "minute", "at": "2018-08-25T17:42", **CLOCKED_DAY},
            {"mode": "present", "play": "minute", "at": "2018-08-25T17:42", **CLOCKED_DAY},
        ),
    ],
    2,
)
def test_code_leads_to_what_is_shown(
    atlas: Dataset, query: dict[str, str], link: dict[str, str]
) -> None:
    app = press(open_main(mode="present", **query), "present_qr")
    found = shown_link(app)
    # The version stands in the link unless the link is to a minute of a playback.
    assert found.pop("v", atlas.version) == atlas.version
    assert found == link
    press(app, "present_qr")
    assert "data-link" not in html(app)


def test_code_of_a_step_leads_to_the_same_places(atlas: Dataset) -> None:
    step = tours(atlas)["overview"][3]
    app = press(open_main(mode="present", tour="overview", step="4"), "present_qr")
    found = shown_link(app)
    assert "mode" not in found
    assert "tour" not in found
    other = open_main(**found)
    assert not other.warning
    shown = len(step.filter.select(atlas).places)
    assert f"<b>{shown}</b> of {ALL_PLACES} places shown" in html(other)
    assert (found["lat"], found["lng"]) == (f"{step.lat:g}", f"{step.lon:g}")
    assert f"<h2><bdi>{atlas.places.at[step.filter.place, 'name']}" in html(other)


def test_code_uses_the_address_that_the_audience_can_reach(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATLAS_PUBLIC_URL", "https://atlas.example")
    app = press(open_main(mode="present"), "present_qr")
    assert 'dir="ltr" data-link="https://atlas.example/?' in html(app)
    box = app.selectbox(key="present_address")
    # In a page from right to left, the slash at its end stood before it.
    assert box.options[0] == isolated("https://atlas.example/")
    box.set_value(box.options[1].strip("\u2068\u2069")).run()
    assert 'data-link="https://atlas.example/?' not in html(app)


def test_view_too_long_for_a_code_says_so(atlas: Dataset) -> None:
    ids = [name for name in atlas.sources if len(name) > 12]
    chosen = ",".join(ids[:100])[:1_950].rpartition(",")[0]
    long = {"q": "خاوران " * 20, "sources": chosen}
    app = press(open_main(mode="present", **long), "present_qr")
    assert not app.warning
    assert "too long for a code" in html(app)
