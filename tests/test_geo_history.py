"""Links outlive the data: releases are kept, and what changed since one is told."""

import gzip
import re
from pathlib import Path

import pytest

import geo
from datasets import SOURCES, json_text
from edits import CLAIM, NEW, add, correct, edit, raise_version, withhold
from geo.history.changes import (
    PLACE,
    SOURCE,
    STATEMENT,
    Change,
    FieldChange,
    change_words,
    changes,
    changes_of_view,
    read_version,
    summary_words,
)
from geo.history.snapshots import ReleaseError, write_release


def test_nothing_changed(released):
    dataset = geo.load(released)
    assert changes(released, "0.1.0", dataset) == []
    words = summary_words([], "0.1.0")
    assert words == "Nothing this link shows has changed since version 0.1.0."


def test_corrected_record_is_told_with_both_values(released):
    correct(released)
    edit(released / "places.csv", r"^(bravo-graves,.*),32\.65246,", r"\1,32.6525,")
    raise_version(released, "0.1.1")
    found = changes(released, "0.1.0", geo.load(released))
    assert found == [
        Change("bravo-graves", "changed", (FieldChange("lat", "32.65246", "32.6525"),), PLACE),
        Change(CLAIM, "changed", (FieldChange("locator", "p. 1", "p. 2"),)),
    ]
    assert change_words(found[1]) == "alpha-prison-01: locator was “p. 1”, now “p. 2”"
    assert summary_words(found, "0.1.0") == (
        "Since version 0.1.0 of the data: 1 place and 1 statement changed."
    )


def test_zero_at_the_end_of_a_degree_is_no_change(released):
    edit(released / "places.csv", r"^(bravo-graves,.*),32\.65246,", r"\1,32.652460,")
    raise_version(released, "0.1.1")
    assert changes(released, "0.1.0", geo.load(released)) == []


def test_added_record_is_told(released):
    add(released)
    raise_version(released, "0.2.0")
    found = changes(released, "0.1.0", geo.load(released))
    assert found == [Change(NEW, "added")]
    assert change_words(found[0]) == "alpha-prison-990: added"


def test_source_under_another_name_is_told_of_the_records_that_cite_it(released):
    edit(released / "sources.json", r'"literal": "Example Agency"', '"literal": "The Agency"')
    raise_version(released, "0.1.1")
    dataset = geo.load(released)
    named = FieldChange("author", "Example Agency", "The Agency")
    told = [Change("agency-report", "changed", (named,), SOURCE)]
    assert changes(released, "0.1.0", dataset) == told
    assert changes(released, "0.1.0", dataset, {CLAIM}) == told
    assert changes(released, "0.1.0", dataset, {"delta-camp", "delta-camp-01"}) == []


def test_source_that_is_new_is_counted_as_one_that_changed_is(released):
    """Of 215 new or changed sources, the 100 new ones were in no number."""
    add(released, source_id="zine-report")
    new = {**SOURCES[0], "id": "zine-report", "title": "New report"}
    (released / "sources.json").write_text(json_text([*SOURCES, new]), "utf-8")
    edit(released / "sources.json", r'"family": "Helper"', '"family": "Aide"')
    raise_version(released, "0.2.0")
    dataset = geo.load(released)
    found = changes(released, "0.1.0", dataset)
    assert [(one.record_id, one.what, one.kind) for one in found] == [
        (NEW, "added", STATEMENT),
        ("memoir", "changed", SOURCE),
        ("zine-report", "added", SOURCE),
    ]
    assert summary_words(found, "0.1.0") == (
        "Since version 0.1.0 of the data: 1 statement and 1 source added; 1 source changed."
    )
    assert changes(released, "0.1.0", dataset, {NEW}) == [found[0], found[2]]
    assert changes(released, "0.1.0", dataset, {CLAIM}) == []


def test_figure_that_was_not_stated_before_is_told(released):
    edit(released / "claims.csv", r"^(alpha-prison-04,.*),,,,The", r"\1,3,,people,The")
    raise_version(released, "0.1.1")
    (change,) = changes(released, "0.1.0", geo.load(released))
    assert change.fields == (
        FieldChange("figure_low", "", "3"),
        FieldChange("figure_unit", "", "people"),
    )
    assert change_words(change) == (
        "alpha-prison-04: figure_low was empty, now “3”; figure_unit was empty, now “people”"
    )


def test_withheld_record_is_told_without_what_it_said(released):
    withhold(released)
    raise_version(released, "0.2.0")
    found = changes(released, "0.1.0", geo.load(released))
    assert found == [Change(CLAIM, "removed")]
    assert change_words(found[0]) == "alpha-prison-01: no longer in the atlas"
    assert summary_words(found, "0.1.0") == "Since version 0.1.0 of the data: 1 statement removed."


def test_withheld_place_takes_its_statements_with_it_and_out_of_new_releases(released):
    withhold(released, "bravo-graves")
    raise_version(released, "0.2.0")
    found = changes(released, "0.1.0", geo.load(released))
    assert found == [
        Change("bravo-graves", "removed", kind=PLACE),
        Change("bravo-graves-01", "removed"),
        Change("bravo-graves-02", "removed"),
    ]
    path, written, problems = write_release(released)
    assert (written, problems) == (True, [])
    assert "bravo" not in gzip.decompress(path.read_bytes()).decode()


def test_added_removed_and_changed_are_counted_apart(released):
    add(released)
    correct(released)
    withhold(released, "alpha-prison-02")
    raise_version(released, "0.2.0")
    found = changes(released, "0.1.0", geo.load(released))
    assert summary_words(found, "0.1.0") == (
        "Since version 0.1.0 of the data: 1 statement added; 1 statement removed; "
        "1 statement changed."
    )


def test_only_records_asked_for_are_compared(released):
    correct(released)
    add(released)
    raise_version(released, "0.2.0")
    dataset = geo.load(released)
    assert changes(released, "0.1.0", dataset, {"alpha-prison-02"}) == []
    assert [one.record_id for one in changes(released, "0.1.0", dataset, {CLAIM})] == [CLAIM]


def view_changes(data: Path, query: str) -> list[str]:
    dataset = geo.load(data)
    selection = geo.Filter.from_query(query, dataset).select(dataset)
    return [change.record_id for change in changes_of_view(selection, data, "0.1.0")]


def test_view_tells_of_what_it_shows_and_of_nothing_else(released):
    correct(released)
    raise_version(released, "0.1.1")
    assert view_changes(released, "cities=tehran") == [CLAIM]
    assert view_changes(released, "cities=isfahan") == []


def test_view_tells_of_what_it_showed_before(released):
    edit(released / "claims.csv", rf"^({CLAIM},[^,]*,[^,]*),[^,]*,", r"\1,1991,")
    raise_version(released, "0.1.1")
    dataset = geo.load(released)
    query = "cities=tehran&to=1990&layers=prison"
    selection = geo.Filter.from_query(query, dataset).select(dataset)
    assert CLAIM not in selection.claims.index
    assert view_changes(released, query) == [CLAIM]


def test_view_tells_of_a_withheld_record_also_to_a_search(released):
    withhold(released)
    raise_version(released, "0.2.0")
    assert view_changes(released, "sources=agency-report") == [CLAIM]
    assert view_changes(released, "q=alpha") == [CLAIM]
    assert view_changes(released, "q=bravo") == []


def test_view_tells_of_a_record_whose_source_is_gone(released):
    edit(released / "claims.csv", r"^charlie-gathering-01,.*\n", "")
    items = [one for one in SOURCES if one["id"] != "live-report"]
    (released / "sources.json").write_text(json_text(items), "utf-8")
    raise_version(released, "0.2.0")
    gone = ["charlie-gathering-01", "live-report"]
    assert view_changes(released, "q=live") == gone
    assert view_changes(released, "publishers=party") == gone


def test_newer_version_without_a_release_has_no_history_of_its_own(released):
    correct(released)
    raise_version(released, "0.1.1")
    dataset = geo.load(released)
    everything = geo.Filter().select(dataset)
    assert changes(released, "0.1.1", dataset) == []
    assert changes_of_view(everything, released, "0.1.1") == []


def test_unknown_version_is_named_with_those_there_are(released):
    dataset = geo.load(released)
    expected = "no released version '0.0.5'; released are: 0.1.0"
    with pytest.raises(ReleaseError, match=re.escape(expected)):
        changes(released, "0.0.5", dataset)
    with pytest.raises(ReleaseError, match=re.escape(expected)):
        changes_of_view(geo.Filter().select(dataset), released, "0.0.5")


@pytest.mark.parametrize(
    ("pairs", "version"),
    [
        ([], ""),
        ([("v", "")], ""),
        ([("layers", "prison")], ""),
        ([("v", "0.1.0")], "0.1.0"),
        ([("v", "0.1.1")], "0.1.1"),
    ],
)
def test_version_of_a_link_is_read(released, pairs, version):
    raise_version(released, "0.1.1")
    assert read_version(pairs, released, geo.load(released)) == (version, [])


@pytest.mark.parametrize(
    "value", ["0.0.5", "1", "../0.1.0", "<script>", "0.1.0\u202e", "9" * 10**6]
)
def test_version_that_is_not_known_is_a_problem(released, value):
    version, (problem,) = read_version([("v", value)], released, geo.load(released))
    assert version == ""
    assert (problem.file, problem.field) == ("query", "v")
    assert problem.expected == "one version of the data: 0.1.0"
    assert len(problem.found) < 120


def test_version_given_twice_is_a_problem(released):
    version, problems = read_version([("v", "0.1.0")] * 2, released, geo.load(released))
    assert version == ""
    assert str(problems[0]) == (
        "query:0 (-) v: '0.1.0, 0.1.0'; expected one version of the data: 0.1.0"
    )


def test_version_restricts_nothing(released):
    assert geo.Filter.from_query("v=0.1.0") == geo.Filter()
