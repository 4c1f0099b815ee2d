"""An address is read once and written once: whatever it says comes back the same."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.session.address import BESIDE_THE_FILTER, IN_WORDS, PAGES, Address, Played
from dashboard.session.presentation import Presentation
from dashboard.session.reading import Listing, Reading
from dashboard.session.view import View
from geo import Dataset, Filter
from geo.loading import FOLDER
from geo.parameters import pairs_of
from plain_reading import shipped_data

VALUES = {
    "layers": ("prison", "jail"),
    "from": ("1988-08", "1989", "x"),
    "to": ("1988", "1987"),
    "q": ("evin",),
    "bounds": ("25,44,39.8,63.3", "1"),
    "place": ("evin-prison", "nowhere"),
    "view": (*PAGES, "x"),
    "event": ("milestone-un-cables-1988", "x"),
    "figures": ("people_executed", IN_WORDS, "x"),
    "tab": ("cities", "x"),
    "table": ("places", "x"),
    "sort": ("-about", "name", "date", "x"),
    "find": ("Evin", "prison 1988"),
    "only": ("shown", "x"),
    "lang": ("fa", "FA", "fa-IR", "fa-", "x"),
    "calendar": ("lunar", "x"),
    "lat": ("35", "91"),
    "lng": ("51.123456",),
    "zoom": ("7", "99"),
    "mode": ("present", "speaker", "explore", "x"),
    "tour": ("overview", "x"),
    "step": ("2", "99"),
    "slide": ("title", "x"),
    "left": ("present", "x"),
    "kiosk": ("20", "0"),
    "idle": ("7",),
    "theme": ("dark", "x"),
    "room": ("abcd", "a b"),
    "speed": ("2", "9"),
    "paused": ("yes", "x"),
    "play": ("day", "minute", "x"),
    "window": ("cumulative", "x"),
    "at": ("1988-08-14", "x"),
    "v": ("x",),
    "bogus": ("1",),
}
PAIRS = st.lists(
    st.one_of([st.tuples(st.just(name), st.sampled_from(of)) for name, of in VALUES.items()])
)


def read(query: str, data: Dataset) -> tuple[Address, list[str]]:
    """Read an address, with the names of what is not understood."""
    address, problems = Address.read(pairs_of(query), data, FOLDER)
    return address, [one.field for one in problems]


def test_an_address_says_everything_at_once(atlas: Dataset) -> None:
    query = "mode=present&play=day&window=cumulative&at=1988-08-14&speed=2&lat=35&lng=51&zoom=7"
    query += (
        "&layers=prison&from=1988-08&to=1988-08&view=records&figures=graves&lang=fa&calendar=lunar&v="
        + atlas.version
        + "&table=places&sort=-statements&find=Evin"
    )
    address = Address(
        Filter(layers=("prison",), from_date="1988-08", to_date="1988-08"),
        page="records",
        language="fa",
        calendar="lunar",
        view=View(35, 51, 7),
        presentation=Presentation("present", speed=2),
        played=Played("day", "cumulative", 13),
        version=atlas.version,
        figures="graves",
        reading=Reading("places", "statements", True, "Evin"),
    )
    assert read(query, atlas) == (address, [])
    assert sorted(address.to_pairs(atlas)) == sorted(pairs_of(query))


def test_words_are_those_of_the_page_that_the_address_names(atlas: Dataset) -> None:
    address, problems = read("view=sources&find=Evin&only=shown", atlas)
    assert (address.listing, address.reading, problems) == (Listing("Evin", True), Reading(), [])
    assert read("view=records&find=Evin", atlas)[0].listing == Listing()


def test_every_part_of_an_address_names_what_it_does_not_understand(atlas: Dataset) -> None:
    faults = [f"{name}={of[-1]}" for name, of in VALUES.items() if of[-1] in ("x", "99", "1")]
    names = [one.partition("=")[0] for one in faults]
    assert sorted(read("&".join(faults), atlas)[1]) == sorted(
        set(names) - {"step", "slide", "left", "at"}
    )
    assert read("view=records&view=map&view=", atlas) == (Address(page="records"), ["view"])


@pytest.mark.parametrize("name", ["find", "q"])
@pytest.mark.parametrize("text", ["%00", "a%01b", "%E2%80%AEEvin", "Evin%E2%80%AD", "%EF%BF%BD"])
def test_text_with_controls_is_refused(atlas: Dataset, name: str, text: str) -> None:
    address, problems = read(f"view=records&{name}={text}", atlas)
    assert (address.filter.q, address.reading.words, problems) == ("", "", [name])


@given(pairs=PAIRS)
@settings(deadline=None, max_examples=150, derandomize=True, database=None)
def test_what_was_read_is_written_so_that_it_reads_the_same(pairs: list[tuple[str, str]]) -> None:
    data = shipped_data()
    address, _problems = Address.read(pairs, data, FOLDER)
    again, problems = Address.read(address.to_pairs(data), data, FOLDER)
    assert again.to_pairs(data) == address.to_pairs(data)
    assert again.effective_filter(data) == address.effective_filter(data)
    assert problems == []


def test_filter_takes_the_link_of_any_address(atlas: Dataset) -> None:
    others = VALUES.keys() - Filter.__dataclass_fields__.keys() - {"from", "to", "bogus"}
    assert others == BESIDE_THE_FILTER
    for one in (f"{name}={value}" for name in others for value in VALUES[name]):
        query = f"{one}&layers=prison&{one}"
        assert Filter.from_query(query, atlas) == Filter(layers=("prison",)), one
        assert read(query, atlas)[0].filter == Filter(layers=("prison",)), one


@pytest.mark.parametrize("text", ["fa", "FA", "fa-IR", "fa-Arab-IR", "fa_IR"])
def test_language_is_the_first_part_of_a_tag(atlas: Dataset, text: str) -> None:
    address, problems = Address.read([("lang", text)], atlas, FOLDER)
    assert (address.language, problems) == ("fa", [])
    assert address.to_pairs(atlas) == [("lang", "fa")]


@pytest.mark.parametrize("text", ["de-DE", "fa-", "-fa", "farsi", "fa IR", "fa-\u202e"])
def test_what_is_no_tag_of_a_language_there_is_is_refused_as_written(
    atlas: Dataset, text: str
) -> None:
    address, problems = Address.read([("lang", text)], atlas, FOLDER)
    assert address.language == ""
    assert [(one.field, one.value, one.expected) for one in problems] == [
        ("lang", text, "one of en, fa, fr, ar")
    ]
