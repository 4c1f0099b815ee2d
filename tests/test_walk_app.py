"""Readers walk at random through the pages of `AppTest`, while the data change under them."""

from functools import partial
from random import Random
from types import SimpleNamespace

import pytest

from walk import app_reader, walk
from walks import ADDRESSES, MOVES, Act, BrokenWalkError, follow, shrunk

pytestmark = pytest.mark.usefixtures("alone")
WALKS, STEPS = 1, 12
# Walks on which something broke once, shrunk, each after the address at which it began.
BROKEN: dict[str, tuple[str, list[Act]]] = {
    "kiosk without a tour": (
        "mode=present",
        [
            Act("click", "present_tour_burial-sites"),
            Act("click", "present_leave"),
            Act("click", "present_kiosk_10", late=True),
            Act("click", "present_resume"),
        ],
    ),
    "search in an empty table": (
        "view=records&from=1950&to=1951",
        [Act("type", "records_words", "Gohardascht")],
    ),
    "label of a place that is no option any more": (
        "view=figures",
        [
            Act("choose", "filter_cities", ["Masjed Soleyman"]),
            Act("pick", "figures_scope", "Washington, D.C.", late=True),
        ],
    ),
}


@pytest.mark.parametrize("number", range(WALKS))
def test_nothing_breaks_on_a_walk(seed: int, number: int) -> None:
    walk(partial(app_reader, moves=MOVES), seed + number, STEPS)


@pytest.mark.by_turns
@pytest.mark.parametrize("name", BROKEN)
def test_nothing_breaks_any_more(name: str) -> None:
    query, acts = BROKEN[name]
    with app_reader(query) as reader:
        follow(reader, acts)


@pytest.mark.nightly
def test_what_the_walker_does_is_done() -> None:
    with app_reader("") as reader:
        follow(reader, [Act("choose", "filter_cities", ["Mashhad"]), Act("copy"), Act("turn")])
        follow(reader, [Act("back"), Act("type", "filter_from", "1988-08"), Act("reload")])
        assert reader.window.address == {"from": "1988-08"}
        follow(
            reader, [Act("turn"), Act("map", "map", {"event": "select", "place": "evin-prison"})]
        )
        assert reader.window.address == {"cities": "mashhad", "place": "evin-prison"}
        follow(reader, [Act("withhold", "evin-prison"), Act("click", "filter_reset")])
        assert "evin-prison" not in reader.data.dataset.places.index
        assert reader.window.app.warning[0].value.startswith("place in the address")


@pytest.mark.by_turns
def test_a_counter_that_is_wrong_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = SimpleNamespace(counter=lambda *_given: '<p class="counts"><b>1</b> of 2</p>')
    monkeypatch.setattr("dashboard.shell.counter.macros", lambda _template: wrong)
    with app_reader("") as reader, pytest.raises(AssertionError, match="the counter of"):
        follow(reader, [Act("click", "content_note_read")])


@pytest.mark.by_turns
def test_a_walk_is_drawn_alike_from_the_same_seed() -> None:
    acts = []
    for _ in range(2):
        with app_reader(ADDRESSES[0]) as reader:
            acts.append([reader.draw(Random(seed)) for seed in range(3)])
    assert acts[0] == acts[1]
    assert eval(repr(acts[0])) == acts[0]


def test_a_walk_is_shrunk_to_what_breaks() -> None:
    acts = [Act("click", str(number)) for number in range(7)]
    found = shrunk(acts, lambda rest: {"1", "4"} <= {act.at for act in rest})
    assert [act.at for act in found] == ["1", "4", "6"]


def test_a_broken_walk_says_how_to_walk_it_again() -> None:
    error = BrokenWalkError([Act("back"), Act("choose", "a", ["b"], late=True)], "It broke")
    assert str(error) == (
        "It broke\nThe walk:\n[\n    Act('back'),\n    Act('choose', 'a', ['b'], late=True),\n]"
    )
