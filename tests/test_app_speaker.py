"""The speaker's window without a browser, and windows that move one another."""

import re

import pytest

from dashboard.present import rooms
from datasets import STEPS
from geo import Dataset
from geo.cite.references import attribution
from geo.tours import tours
from pages import html, open_main, run
from presented import STEP_2, address, keys, press, query_of, script_data, text_of

pytestmark = pytest.mark.usefixtures("alone")


def test_speakers_window_has_both_steps_and_notes(atlas: Dataset) -> None:
    steps = tours(atlas)["overview"]
    count = len(steps)
    app = run("present.speaker", "mode=speaker&tour=overview&step=3")
    page = html(app)
    for when, step in (("Now · 3", steps[2]), ("Next · 4", steps[3])):
        assert f'<p class="above">{when} of {count}</p><h2>{text_of(step.title)}</h2>' in page
        assert text_of(step.text) in page
    notes = page[page.index('<ol class="speaker-notes">') :]
    for claim_id in steps[2].claim_ids:
        claim = atlas.claims.loc[claim_id]
        assert text_of(claim["summary"]) in notes
        assert text_of(attribution(atlas.sources[claim["source_id"]], claim["locator"])) in notes
    assert notes.count("<li>") == len(steps[2].claim_ids)
    assert "atlas-elapsed" in page
    assert script_data(app)["mode"] == "speaker"


def test_speakers_window_at_the_last_step(atlas: Dataset) -> None:
    last = len(tours(atlas)["overview"])
    app = open_main(mode="speaker", tour="overview", step=str(last))
    assert "This is the last step." in html(app)
    press(app, "present_next")
    page = html(app)
    assert f'<p class="above">Now</p><h2>{text_of("Sources and licence")}</h2>' in page
    assert "This is the last step." not in page
    assert "What the step rests on" not in page
    assert app.button(key="present_next").disabled
    press(app, "present_back")
    press(app, "present_back")
    assert address(app) == {"mode": "speaker", "tour": "overview", "step": str(last - 1)}
    assert "This is the last step." not in html(app)


def test_speakers_window_before_the_first_step(atlas: Dataset) -> None:
    first = tours(atlas)["overview"][0]
    app = open_main(mode="speaker", tour="overview", slide="title")
    page = html(app)
    assert f'<p class="above">Now</p><h2>{text_of("Overview")}</h2>' in page
    assert f">Next · 1 of {STEPS['overview']}</p><h2>{text_of(first.title)}</h2>" in page
    assert app.button(key="present_back").disabled


def test_speakers_window_without_a_tour_says_what_it_needs() -> None:
    app = open_main(mode="speaker")
    assert "follows a guided tour" in app.info[0].value
    press(app, "present_leave")
    assert address(app) == {}
    assert "present_start" in keys(app)


def test_room_is_opened_and_leads_the_speaker(atlas: Dataset) -> None:
    app = press(open_main(**STEP_2), "present_room")
    room = address(app)["room"]
    assert re.fullmatch(r"[0-9a-f]{24}", room)
    link, _followers = app.get("link_button")
    assert query_of(link.proto.url) == {**STEP_2, "mode": "speaker", "room": room}
    press(app, "present_next")
    assert address(app)["room"] == room
    speaker = open_main(mode="speaker", tour="overview", step="2", room=room)
    assert address(speaker)["step"] == "3"
    press(speaker, "present_next")
    app.run()
    assert address(app)["step"] == "4"
    assert text_of(tours(atlas)["overview"][3].title) in html(app)


def test_clock_goes_on_in_a_speakers_window_opened_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr(rooms, "time", lambda: now[0])
    room = address(press(open_main(**STEP_2), "present_room"))["room"]
    for seconds in (0, 90):
        now[0] = 100.0 + seconds
        opened = open_main(mode="speaker", tour="overview", step="2", room=room)
        assert script_data(opened)["elapsed"] == f"{seconds:.1f}"


def test_window_that_follows_shows_the_slides_too() -> None:
    rooms.move("talk", rooms.Position("overview", 1, "title"))
    app = open_main(**STEP_2, room="talk")
    assert address(app) == {**STEP_2, "step": "1", "slide": "title", "room": "talk"}


def test_window_that_follows_closes_the_card_of_a_place() -> None:
    rooms.move("talk", rooms.Position("burial-sites", 4))
    app = open_main(**STEP_2, room="talk", place="evin-prison")
    assert address(app) == {"mode": "present", "tour": "burial-sites", "step": "4", "room": "talk"}
    assert f"Reported burial sites · 4 of {STEPS['burial-sites']}" in html(app)


def test_list_of_steps_leads_all_windows_of_a_talk_and_is_not_there_for_those_that_follow(
    atlas: Dataset,
) -> None:
    app = press(open_main(**STEP_2), "present_room")
    room, last = address(app)["room"], len(tours(atlas)["overview"])
    press(app, "present_to_5")
    assert rooms.where(room, rooms.Position("overview", 2)) == rooms.Position("overview", 5)
    assert app.button(key="present_to_5").proto.type == "primary"
    press(app, f"present_to_{last + 1}")
    assert address(app)["slide"] == "end"
    follower = open_main(**STEP_2, room=rooms.followers_key(room))
    assert not {key for key in keys(follower) if key.startswith("present_to_")}
    assert '<p class="position">End</p>' in html(follower)


def test_kiosk_without_slides_lists_the_steps_alone(atlas: Dataset) -> None:
    app = open_main(tour="overview", kiosk="20")
    listed = {key for key in keys(app) if key.startswith("present_to_")}
    assert listed == {f"present_to_{one.number}" for one in tours(atlas)["overview"]}


def test_window_opens_a_room_that_the_server_has_forgotten() -> None:
    app = open_main(**STEP_2, room="talk")
    assert address(app)["step"] == "2"
    assert rooms.where("talk", rooms.Position("overview", 9)) == rooms.Position("overview", 2)


def test_room_at_a_step_that_is_gone_moves_nobody() -> None:
    rooms.move("talk", rooms.Position("overview", 99))
    assert address(open_main(**STEP_2, room="talk")) == {**STEP_2, "room": "talk"}


@pytest.mark.parametrize("leave", ["present_untour", "present_play"])
def test_window_that_left_the_tour_is_not_called_back(leave: str) -> None:
    rooms.move("talk", rooms.Position("overview", 2))
    app = open_main(**STEP_2, room="talk")
    press(app, "present_untour")
    if leave == "present_play":
        press(app, leave)
    rooms.move("talk", rooms.Position("overview", 7))
    app.run()
    left = {"tour": "overview", "step": "2", "left": "present", "room": "talk"}
    assert left.items() <= address(app).items()
    press(app, "present_leave")
    assert address(app) == left


def test_presenter_who_left_a_tour_comes_back_to_where_the_talk_is_by_then() -> None:
    hall = press(open_main(**STEP_2), "present_room")
    room = address(hall)["room"]
    speaker = open_main(mode="speaker", tour="overview", step="2", room=room)
    press(hall, "present_leave")
    press(speaker, "present_next")
    press(hall, "present_start")
    assert hall.button(key="present_take_up").label.endswith(", 3")
    press(speaker, "present_next")
    hall.run()  # as the window does by itself
    assert hall.button(key="present_take_up").label.endswith(", 4")
    press(speaker, "present_next")
    press(hall, "present_take_up")
    assert address(hall) == {**STEP_2, "step": "5", "room": room}
    speaker.run()
    assert address(speaker)["step"] == "5"
    press(press(hall, "present_untour"), "present_play")
    press(speaker, "present_last")
    assert "present_take_up" not in keys(hall.run())  # and nothing is drawn again for it


def test_speaker_is_told_what_the_hall_shows_beside_the_step() -> None:
    hall = press(open_main(**STEP_2), "present_room")
    room = address(hall)["room"]
    follower = open_main(**STEP_2, room=rooms.followers_key(room))
    speaker = open_main(mode="speaker", tour="overview", step="2", room=room)
    assert not speaker.info
    hall = open_main(**STEP_2, room=room, place="evin-prison")
    [said] = [one.value for one in speaker.run().info]
    assert said == "The hall shows the card of \u2068Evin prison\u2069."
    press(speaker, "present_next")
    hall.run()  # as the window does by itself, and closes the card
    assert not speaker.run().info
    press(hall, "present_leave")
    [said] = [one.value for one in speaker.run().info]
    assert said.startswith("The hall shows something else than the tour.")
    press(speaker, "present_dark")
    assert "dark only where it shows the tour" in speaker.info[0].value
    press(speaker, "present_dark")
    follower.run()  # which says nothing of the hall
    assert speaker.run().info
    press(press(hall, "present_start"), "present_take_up")
    assert not speaker.run().info
    press(press(hall, "present_first"), "present_back")
    press(hall, "present_leave")  # from the slide before the first step
    assert speaker.run().info


def test_autoplay_waits_while_another_window_has_darkened_the_room() -> None:
    speaker = press(open_main(**STEP_2), "present_room")
    room = address(speaker)["room"]
    hall = open_main(**STEP_2, room=room, kiosk="60")
    press(speaker, "present_dark")
    press(hall, "present_tick")
    assert address(hall)["step"] == "2"
    press(speaker, "present_dark")
    press(hall, "present_tick")
    assert address(hall)["step"] == "3"


def test_follower_goes_along_and_cannot_lead() -> None:
    speaker = press(open_main(**STEP_2), "present_room")
    room = address(speaker)["room"]
    [link] = [one.proto.url for one in speaker.get("link_button") if "f-" in one.proto.url]
    given = query_of(link)
    assert given == {"mode": "present", "tour": "overview", "step": "2", "room": given["room"]}
    assert room not in link
    press(speaker, "present_next")
    follower = open_main(**given)
    assert address(follower) == {**given, "step": "3"}
    turning = ("present_first", "present_back", "present_next", "present_last")
    assert all(follower.button(key=key).disabled for key in turning)
    assert not [one for one in follower.get("link_button") if "room" in one.proto.url]
    press(speaker, "present_dark")
    assert script_data(follower.run())["dark"] == "yes"
    assert "present_dark" not in keys(follower)
    press(speaker, "present_dark")
    assert "dark" not in script_data(follower.run())
    rooms.move(given["room"], rooms.Position("overview", 9))
    start = rooms.Position("overview", 1)
    assert rooms.where(room, start) == rooms.Position("overview", 3)
