"""Known conflicts: who stands on which side, what is withheld, and folders without any."""

from pathlib import Path

import pytest

import geo
from datasets import DATA, Put, lines, rows_of
from edits import withhold
from exports import exported, unpacked
from geo.conflicts import Conflict, Side, events_first, narrowed, touching
from geo.loading import content_hash

DATES = Conflict(
    "dates",
    "When?",
    (Side("in July", ("a-01",)), Side("in August", ("b-01", "a-02")), Side("undated", ("c-01",))),
)
FIGURES = Conflict("figures", "How many?", (Side("few", ("m-01",)), Side("many", ("a-01",))))


def test_conflict_names_each_statement_once() -> None:
    twice = Conflict("x", "When?", (Side("2 August", ("a",)), Side("4 August", ("a", "b"))))
    assert twice.claim_ids == ("a", "b")


@pytest.mark.parametrize(
    ("statements", "left"),
    [
        ({"a-01", "a-02", "b-01", "c-01"}, ["in July", "in August", "undated"]),
        ({"a-02", "c-01"}, ["in August", "undated"]),
        ({"a-02", "b-01"}, []),
        (set(), []),
    ],
)
def test_conflict_lasts_while_two_sides_are_left(statements: set[str], left: list[str]) -> None:
    found = narrowed([DATES], statements)
    assert [side.states for one in found for side in one.sides] == left
    assert all(statements.issuperset(one.claim_ids) for one in found)


def test_conflicts_that_a_statement_touches() -> None:
    assert touching([DATES, FIGURES], ["a-01"]) == [DATES, FIGURES]
    assert touching([DATES, FIGURES], ["m-01", "other"]) == [FIGURES]
    assert touching([DATES, FIGURES], []) == []


def test_conflicts_on_events_stand_first() -> None:
    assert events_first([DATES, FIGURES], {"a-01", "a-02", "b-01", "c-01"}) == [FIGURES, DATES]


def test_conflicts_of_a_folder_are_its_rows(small: geo.Dataset) -> None:
    assert small.conflicts == (
        Conflict(
            "held-at-alpha",
            "What happened at Alpha prison?",
            (
                Side("executions", ("alpha-prison-01", "milestone-letter-01")),
                Side("detention alone", ("alpha-prison-04",)),
            ),
        ),
    )


@pytest.mark.parametrize(
    ("withheld", "left"),
    [
        ("alpha-prison-01", [("milestone-letter-01",), ("alpha-prison-04",)]),
        ("alpha-prison-04", []),
        ("alpha-prison", []),
    ],
)
def test_withheld_statement_stands_on_no_side(
    small_folder: Path, withheld: str, left: list[tuple[str, ...]]
) -> None:
    withhold(small_folder, withheld)
    found = geo.load(small_folder).conflicts
    assert [side.claim_ids for one in found for side in one.sides] == left


def test_folder_needs_no_conflicts(small_folder: Path) -> None:
    whole = geo.load(small_folder).content_hash
    (small_folder / "conflicts.csv").unlink()
    assert lines(small_folder) == []
    data = geo.load(small_folder)
    assert data.conflicts == ()
    assert data.content_hash != whole


def test_hash_of_a_folder_without_conflicts_is_what_it_was(small_folder: Path) -> None:
    """A hash that was cited before there were conflicts still says what it said."""
    (small_folder / "conflicts.csv").unlink()
    for name in ("codes.csv", "sources.json"):
        (small_folder / name).write_bytes(b"")
    names = ("places", "claims", "milestones", "tour", "withheld")
    for name in names:
        (small_folder / f"{name}.csv").write_bytes(name.encode())
    assert content_hash(small_folder) == (
        "a7b9d4cd432ac2a0134bf3261bf8a1a07a114be0f42b66d6e551786a16c58e56"
    )


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ("", [["executions", "detention alone"]]),
        ("kinds=executions_reported", []),
        ("sources=agency-report,memoir", [["executions", "detention alone"]]),
    ],
)
def test_package_holds_the_conflicts_that_it_covers(
    small: geo.Dataset, tmp_path: Path, query: str, left: list[list[str]]
) -> None:
    folder = unpacked(exported(small, "package", query), tmp_path / "package")
    found = geo.load(folder).conflicts
    assert [[side.states for side in one.sides] for one in found] == left


def test_part_of_the_data_is_exported_though_its_figures_stand_elsewhere(
    atlas: geo.Dataset, tmp_path: Path
) -> None:
    """A side says `4,000 or more`; of its statements one alone may be shown, with 4,500."""
    query = "sources=amnesty-2008-blog-quote,seed-003-rome-conference-2025"
    folder = unpacked(exported(atlas, "package", query), tmp_path / "part")
    assert lines(folder) == []


def test_replaced_text_of_a_side_is_read(small_folder: Path, put: Put) -> None:
    put("conflicts.csv", "detention alone", "detention")
    (conflict,) = geo.load(small_folder).conflicts
    assert conflict.sides[1].states == "detention"


def test_shipped_conflicts_are_all_shown(atlas: geo.Dataset) -> None:
    rows = rows_of("conflicts.csv")
    assert len(rows) == sum(len(one.sides) for one in atlas.conflicts)
    assert (DATA / "conflicts.csv").is_file()
