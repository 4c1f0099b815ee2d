"""What an address says of presenting: what is accepted and refused, and the step it means."""

from dataclasses import replace

import pytest

from dashboard.session.address import Address
from dashboard.session.presentation import DEFAULT_IDLE, Presentation
from datasets import STEPS
from geo import Dataset
from geo.loading import FOLDER
from geo.parameters import pairs_of
from geo.tours import tours

TOURS = "one of overview, burial-sites, commemorations, summer-1988"
MODES = "one of present, speaker, explore"
ROOM = "4 to 32 letters, digits, hyphens or underscores"
KIOSK = "a number of seconds from 0.5 to 3600"
LAST = STEPS["overview"]
STEP = f"a whole number from 1 to {LAST}"
ONCE = "the same name only once"
FIRST = Presentation("present", "overview", 1)


def read(query: str, data: Dataset) -> tuple[Presentation, list[tuple[str, str, str]]]:
    """Read a query, with field, finding and expectation of each problem."""
    found, problems = Address.read(pairs_of(query), data, FOLDER)
    return found.presentation, [(one.field, one.found, one.expected) for one in problems]


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", Presentation()),
        ("mode=&tour=&step=&kiosk=&idle=&theme=&room=&speed=", Presentation()),
        ("layers=prison&place=evin-prison&view=about&lang=fa", Presentation()),
        ("mode=present", Presentation("present")),
        ("mode=speaker&room=Ab_-9", Presentation("speaker", room="Ab_-9")),
        ("mode=explore", Presentation("explore")),
        ("tour=summer-1988", Presentation("present", "summer-1988", 1)),
        (f"tour=overview&step={LAST}", Presentation("present", "overview", LAST)),
        ("tour=overview&step=007", Presentation("present", "overview", 7)),
        ("mode=speaker&tour=overview&step=2", Presentation("speaker", "overview", 2)),
        ("kiosk=20", Presentation("present", "overview", 1, kiosk=20)),
        ("kiosk=0.5&step=4", Presentation("present", "overview", 4, kiosk=0.5)),
        ("kiosk=3600&tour=burial-sites", Presentation("present", "burial-sites", 1, kiosk=3600)),
        ("mode=explore&kiosk=9", Presentation("explore", "overview", 1, kiosk=9)),
        ("idle=5", Presentation(idle=5)),
        ("mode=present&theme=dark", Presentation("present", theme="dark")),
        ("mode=present&theme=light", Presentation("present")),
        ("mode=present&speed=0.5", Presentation("present", speed=0.5)),
        ("mode=present&speed=4", Presentation("present", speed=4)),
        ("speed=4&paused=yes", Presentation(speed=4, is_paused=True)),
        ("paused=yes", Presentation()),
        ("step=3", Presentation()),  # without a tour there is no step
        (f"room={'r' * 32}", Presentation(room="r" * 32)),
    ],
)
def test_accepted_values(atlas: Dataset, query: str, shown: Presentation) -> None:
    assert read(query, atlas) == (shown, [])


@pytest.mark.parametrize(
    ("query", "shown", "fault"),
    [
        ("mode=full", Presentation(), ("mode", "'full'", MODES)),
        ("mode=Present", Presentation(), ("mode", "'Present'", MODES)),
        ("tour=nowhere", Presentation(), ("tour", "'nowhere'", TOURS)),
        ("mode=present&tour=%3Cb%3E", Presentation("present"), ("tour", "'<b>'", TOURS)),
        ("tour=overview&step=0", FIRST, ("step", "'0'", STEP)),
        (f"tour=overview&step={LAST + 1}", FIRST, ("step", f"'{LAST + 1}'", STEP)),
        ("tour=overview&step=-1", FIRST, ("step", "'-1'", STEP)),
        ("tour=overview&step=1.5", FIRST, ("step", "'1.5'", STEP)),
        ("tour=overview&step=%D9%A3", FIRST, ("step", "'٣'", STEP)),  # a Persian digit
        ("kiosk=0.4", Presentation(), ("kiosk", "'0.4'", KIOSK)),
        ("kiosk=3601", Presentation(), ("kiosk", "'3601'", KIOSK)),
        ("kiosk=0", Presentation(), ("kiosk", "'0'", KIOSK)),
        ("kiosk=nan", Presentation(), ("kiosk", "'nan'", KIOSK)),
        ("kiosk=1e999", Presentation(), ("kiosk", "'1e999'", KIOSK)),
        ("kiosk=ten", Presentation(), ("kiosk", "'ten'", KIOSK)),
        ("idle=4", Presentation(), ("idle", "'4'", "a number of seconds from 5 to 3600")),
        ("speed=8", Presentation(), ("speed", "'8'", "a number of frames a second from 0.5 to 4")),
        ("theme=blue", Presentation(), ("theme", "'blue'", "one of light, dark")),
        ("room=abc", Presentation(), ("room", "'abc'", ROOM)),
        ("room=a+b+c", Presentation(), ("room", "'a b c'", ROOM)),
        ("room=abcd%0A", Presentation(), ("room", r"'abcd\n'", ROOM)),
        ("room=" + "r" * 99, Presentation(), ("room", f"'{'r' * 60}'… (39 more characters)", ROOM)),
        ("mode=present&mode=speaker", Presentation("present"), ("mode", "'speaker'", ONCE)),
        ("tour=overview&step=1&step=2", FIRST, ("step", "'2'", ONCE)),
    ],
)
def test_refused_values(
    atlas: Dataset, query: str, shown: Presentation, fault: tuple[str, str, str]
) -> None:
    assert read(query, atlas) == (shown, [fault])


def test_every_refused_value_is_named_at_once(atlas: Dataset) -> None:
    names = ["mode", "kiosk", "tour", "idle", "theme", "room", "speed"]
    shown, faults = read("&".join(f"{name}=%3F" for name in names), atlas)
    assert shown == Presentation()
    assert sorted(field for field, _found, _expected in faults) == sorted(names)


@pytest.mark.parametrize(
    "shown",
    [
        Presentation(),
        Presentation("present"),
        Presentation("present", "overview", 1),
        Presentation("speaker", "burial-sites", 10, room="abcd-EF_9"),
        Presentation("present", "overview", LAST, kiosk=0.5, idle=7.5, theme="dark"),
        Presentation("explore", "overview", 3, kiosk=3600),
        Presentation("present", theme="dark", speed=0.5),
        Presentation("present", speed=4, is_paused=True),
    ],
)
def test_address_leads_back(atlas: Dataset, shown: Presentation) -> None:
    address = Address(presentation=shown)
    assert Address.read(address.to_pairs(atlas), atlas, FOLDER) == (address, [])


def test_defaults_stay_out_of_the_address() -> None:
    assert Presentation().to_pairs() == []
    written = Presentation("present", "overview", 2, kiosk=20, idle=DEFAULT_IDLE).to_pairs()
    assert written == [("mode", "present"), ("tour", "overview"), ("step", "2"), ("kiosk", "20")]


@pytest.mark.parametrize("mode", ["present", "speaker"])
def test_step_of_a_tour(atlas: Dataset, mode: str) -> None:
    shown = Presentation(mode, "burial-sites", 3)
    assert Address(presentation=shown).step(atlas) == tours(atlas)["burial-sites"][2]
    assert shown.is_full_window


@pytest.mark.parametrize(
    "shown",
    [
        Presentation(),
        Presentation("present"),
        Presentation("explore", "overview", 3, kiosk=20),
        Presentation("present", "overview", 0),
        Presentation("present", "overview", 99),
        Presentation("present", "gone", 1),
    ],
)
def test_no_step_without_a_tour_or_while_a_visitor_looks_round(
    atlas: Dataset, shown: Presentation
) -> None:
    assert Address(presentation=shown).step(atlas) is None


def test_kiosk_of_an_atlas_without_tours_presents_nothing(small: Dataset) -> None:
    bare = replace(small, tour=small.tour.iloc[:0])
    assert read("kiosk=20", bare) == (Presentation(kiosk=20), [])
    assert read("tour=overview", bare)[1] == [
        ("tour", "'overview'", "nothing, since there is none to choose")
    ]
