"""Documents that repeat one another, and how many are left that do not."""

import pytest

import geo
from datasets import SOURCES
from geo.sources import Source, count_independent, cycles, from_item, origins, texts_of


def documents(chains: dict[str, tuple[str, ...]]) -> dict[str, Source]:
    return {
        name: Source(name, {"id": name}, "press", "whole", derived_from=parents)
        for name, parents in chains.items()
    }


CHAINS = documents(
    {
        "report": (),
        "other": (),
        "paper": ("report",),
        "weblog": ("paper",),
        "digest": ("report", "other"),
        "lost": ("nowhere",),
        "egg": ("hen",),
        "hen": ("egg",),
        "mirror": ("mirror",),
    }
)


@pytest.mark.parametrize(
    ("source_id", "expected"),
    [
        ("report", {"report"}),
        ("paper", {"report"}),
        ("weblog", {"report"}),
        ("digest", {"report", "other"}),
        ("lost", {"nowhere"}),
        ("unheard-of", {"unheard-of"}),
        ("egg", set()),
        ("mirror", set()),
    ],
)
def test_chain_is_followed_to_its_ends(source_id: str, expected: set[str]) -> None:
    assert origins(source_id, CHAINS) == expected


@pytest.mark.parametrize(
    ("source_ids", "expected"),
    [
        ([], 0),
        (["report"], 1),
        (["report", "report"], 1),
        (["report", "other"], 2),
        (["report", "paper", "weblog"], 1),
        (["paper", "weblog"], 1),
        (["report", "other", "digest"], 1),
        (["paper", "other", "digest"], 1),
        (["digest", "other"], 1),
        (["weblog", "other"], 2),
        (["egg", "hen", "report"], 3),
    ],
)
def test_copies_of_one_document_count_once(source_ids: list[str], expected: int) -> None:
    assert count_independent(source_ids, CHAINS) == expected
    assert count_independent(reversed(source_ids), CHAINS) == expected


def test_circles_are_found_once_each() -> None:
    parents = {name: source.derived_from for name, source in CHAINS.items()}
    assert cycles(parents) == [("egg", "hen"), ("mirror",)]
    assert cycles({"c": ("a",), "a": ("b",), "b": ("c",), "d": ("a",)}) == [("a", "b", "c")]


def test_long_chain_and_wide_circle_end() -> None:
    names = [f"n{number:04}" for number in range(1_500)]
    line = dict(zip(names, [(name,) for name in names[1:]] + [()], strict=True))
    assert origins("n0000", documents(line)) == {"n1499"}
    assert cycles(line) == []
    circle = {**line, "n1499": ("n0000",)}
    assert cycles(circle) == [tuple(names)]
    assert count_independent(names, documents(circle)) == len(names)


@pytest.mark.parametrize(
    ("value", "expected"),
    [(None, ()), ("", ("",)), ("a", ("a",)), (["a", "b"], ("a", "b")), ([], ()), (5, ())],
)
def test_text_or_list_of_texts(value: object, expected: tuple[str, ...]) -> None:
    assert texts_of(value) == expected


THREE = [{"family": name} for name in ("One", "Two", "Three")]


@pytest.mark.parametrize(
    ("item", "author", "year"),
    [
        (SOURCES[0], "Example Agency", 1989),
        (SOURCES[1], "Example Association", 2018),
        (SOURCES[2], "Writer and Helper", None),
        ({**SOURCES[0], "author": [], "publisher": ""}, "Agency report", 1989),
        ({**SOURCES[2], "author": THREE}, "One et al.", None),
    ],
)
def test_short_attribution_and_year(item: dict, author: str, year: int | None) -> None:
    source = from_item(item)
    assert (source.author, source.year) == (author, year)


def test_notes_on_document_and_language_are_read_together() -> None:
    custom = {**SOURCES[0]["custom"], "language_note": "Read in translation."}
    source = from_item({**SOURCES[0], "note": "Title ours.", "custom": custom})
    assert source.note == "Title ours. Read in translation."


def test_source_keeps_what_the_file_says(small: geo.Dataset) -> None:
    source = small.sources["weblog-copy"]
    assert source.title == "Weblog copy"
    assert source.url == "https://example.org/weblog-copy"
    assert (source.publisher_kind, source.read, source.language) == ("other", "part", "en")
    assert source.read_at == ("https://example.org/weblog-copy",)
    assert source.derived_from == ("paper-copy",)
    assert origins("weblog-copy", small.sources) == {"agency-report"}
