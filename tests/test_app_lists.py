"""What the pages list: the sources, and the statements under the timeline."""

import json
import re

import pytest

from dashboard.timeline.choices import same_in_time
from datasets import SECOND_SUBJECT, rows_of
from geo import Dataset, Filter
from geo.export import export
from geo.wording import date_words
from pages import address_of, html, labelled, open_main, run
from recount import bounds, in_time


def test_sources_page_finds_by_word_and_pages_through_all(atlas: Dataset) -> None:
    app = run("sources.page")
    assert f"{len(atlas.sources)} sources" in [caption.value for caption in app.caption]
    app.text_input[0].set_value("montazeri").run()
    found = html(app)
    assert 0 < found.count('class="source"') < 40
    assert "ontazeri" in found


def test_sources_page_counts_what_no_bibliography_holds(
    atlas: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    cited = len(json.loads(export(Filter().select(atlas), "csl")))
    assert cited < len(atlas.sources)
    said = f"Bibliographies to download leave out {len(atlas.sources) - cited} of them"
    assert said in run("sources.page").markdown[0].value
    monkeypatch.setenv("ATLAS_DATA", str(SECOND_SUBJECT))
    assert "leave out" not in run("sources.page").markdown[0].value


@pytest.mark.parametrize("text", ["<b>x</b>", "x" * 500])
def test_sources_page_finds_no_letters_within_words_and_refuses_no_text(text: str) -> None:
    app = run("sources.page")
    assert app.text_input[0].proto.max_chars == 0  # which would refuse what is pasted wordlessly
    app.text_input[0].set_value(text).run()
    assert not app.exception, app.exception
    assert "No sources match" in app.info[0].value


def test_sources_page_has_its_search_and_its_tick_in_the_address(atlas: Dataset) -> None:
    """A reload, Back and a link that was shared began without them."""
    app = open_main("share", view="sources", cities="paris")
    app.text_input[0].set_value("\u202eNCRI").run()
    labelled(app.toggle, next(one.label for one in app.toggle if "Only" in one.label)).set_value(
        True
    ).run()
    written = dict(address_of(app).to_pairs(atlas))
    assert written == {"cities": "paris", "view": "sources", "find": "NCRI", "only": "shown"}
    assert "find=NCRI&only=shown" in app.code[0].value
    found = re.findall("<code>(.*?)</code>", html(app))
    assert 0 < len(found) < 20
    again = open_main(**written)
    assert re.findall("<code>(.*?)</code>", html(again)) == found
    assert again.text_input[0].value == "NCRI"


def test_sources_page_says_how_many_are_behind_what_is_shown(atlas: Dataset) -> None:
    """All were listed while a filter was in force, and nothing but a tick that is off said so."""
    behind = len(Filter(cities=("paris",)).select(atlas).source_ids)
    app = open_main(view="sources", cities="paris")
    switch = labelled(app.toggle, f"Only the {behind} behind what is shown: Places in Paris")
    total = len(atlas.sources)
    said = f"Listed from all {total} documents of the atlas; behind what is shown: {behind}."
    assert said in [one.value for one in app.caption]
    switch.set_value(True).run()
    captions = [one.value for one in app.caption]
    assert f"{behind} sources" in captions
    assert said not in captions


def test_sources_page_says_when_nothing_matches() -> None:
    app = run("sources.page")
    app.text_input[0].set_value("qqqqzzzz").run()
    assert "No sources match" in app.info[0].value


def listed_by_time(first: str, last: str) -> list[str]:
    """Say what the files date wholly within two days, as the timeline's list does."""
    names = {row["place_id"]: row["name"] for row in rows_of("places.csv")}
    period = {"from": first, "to": last, "certainty": "certain"}
    told = {
        (bounds(row["date_edtf"]), names.get(row.get("place_id", "")) or row["title"], edtf)
        for row in rows_of("claims.csv") + rows_of("milestones.csv")
        if in_time(edtf := row["date_edtf"], period)
    }
    return [f"{date_words(edtf)} · {name}" for _, name, edtf in sorted(told)]


def test_statements_are_listed_under_the_timeline_in_the_order_of_time(atlas: Dataset) -> None:
    query = Filter(from_date="1988-08-04", to_date="1988-08-15", certainty="certain")
    app = run("timeline.page", query.to_query(), timeline_listed=True)
    options = labelled(app.selectbox, "Statement").options
    assert options == listed_by_time("1988-08-04", "1988-08-15")
    evin = options.index("15 August 1988 · Evin prison")
    for _ in range(2):  # a statement whose card was closed can be chosen again
        labelled(app.selectbox, "Statement").select_index(evin).run()
        assert address_of(app).filter.place == "evin-prison"
        assert labelled(app.selectbox, "Statement").index == evin
        next(button for button in app.button if button.label == "Close").click().run()
        assert labelled(app.selectbox, "Statement").index is None
    meeting = "15 August 1988 · Montazeri meets the Tehran commission"
    labelled(app.selectbox, "Statement").select_index(options.index(meeting)).run()
    event = address_of(app).event
    said = atlas.milestones[atlas.milestones["milestone_id"] == event]
    assert set(said["title"]) == {meeting.partition(" · ")[2]}
    assert html(app).count('class="claim"') == len(said) > 1
    next(button for button in app.button if button.label == "Close").click().run()
    assert address_of(app).event == ""


def test_every_dated_statement_is_in_the_list_of_the_timeline(atlas: Dataset) -> None:
    app = run("timeline.page", timeline_listed=True)
    options = labelled(app.selectbox, "Statement").options
    dated = atlas.claims["dated"].sum() + atlas.milestones["dated"].sum()
    groups = same_in_time(Filter().select(atlas))
    assert sum(map(len, groups)) == dated
    assert len(set(options)) == len(groups)
