"""Each rule of the data folder: a row that breaks it, and the whole line that says so."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

import geo
from datasets import CLAIMS, SOURCES, Put, json_text, lines
from geo.errors import Problem

BAD_ROWS = tomllib.loads((Path(__file__).parent / "bad_rows.toml").read_text("utf-8"))["case"]


def test_small_folder_has_no_problem(small_folder: Path) -> None:
    assert lines(small_folder) == []


@pytest.mark.parametrize("case", BAD_ROWS, ids=lambda case: f"{case['file']}-{case['name']}")
def test_broken_rule_is_named(small_folder: Path, put: Put, case: dict[str, Any]) -> None:
    put(case["file"], case["old"], case["new"])
    assert lines(small_folder) == case["says"]


@pytest.mark.parametrize(
    "extra",
    [
        {"container-title": "A review", "volume": "12", "issue": "3", "page": "1-20"},
        {"DOI": "10.1000/182", "ISBN": "978-0-00-000000-2", "publisher-place": "London"},
        {"editor": [{"family": "Editor"}], "accessed": {"date-parts": [[2024, 5]]}},
        {"number": "E/CN.4/1989/26", "genre": "Report", "archive": "An archive"},
        {"edition": "2", "collection-title": "Papers", "event-title": "A hearing"},
    ],
    ids=lambda extra: "+".join(extra),
)
def test_csl_variables_are_accepted(small_folder: Path, extra: dict[str, object]) -> None:
    items = [{**SOURCES[0], **extra}, *SOURCES[1:]]
    (small_folder / "sources.json").write_text(json_text(items), "utf-8", newline="\n")
    assert lines(small_folder) == []


def test_load_raises_every_problem_at_once(small_folder: Path, put: Put) -> None:
    put("claims.csv", "gathering_held", "unheard-of")
    put("places.csv", "48.85341", "bad")
    put("sources.json", '"read": "part"', '"read": "half"')
    with pytest.raises(geo.DataError) as raised:
        geo.load(small_folder)
    assert str(raised.value).split("\n") == lines(small_folder)
    said = ["claims.csv:9", "places.csv:5", "places.csv:5", "sources.json:3"]
    assert [line.split(" ")[0] for line in lines(small_folder)] == said


def test_file_broken_in_ten_ways_gives_ten_lines(small_folder: Path, put: Put) -> None:
    for old, new in [
        ("30,30,people_executed", "30,3,people_executed"),
        ("alpha-prison-02,alpha-prison,executions_reported", "alpha-prison-02,alpha-prison,deaths"),
        ("The source says this in alpha-prison-03.", "x" * 10_000_000),
        ("198X", "eighties"),
        ("The source says this in alpha-yard-01.", "The source <u>says</u> this."),
        ("agency-report,p. 1,passage,\nbravo", "agency-report,p. 1,passage,,\nbravo"),
        ("2018-06?,,,,", "2018-06?,5,,,"),
        ("The source says this in charlie-gathering-01.", "The \u202esource says this."),
        ("The source says this in charlie-gathering-02.,weblog-copy,p. 1", "Said.,weblog-copy,"),
        ("The source says this in delta-camp-01.,memoir", "Said.,dead-report"),
    ]:
        put("claims.csv", old, new)
    said = lines(small_folder)
    assert [line.split("; expected")[0] for line in said] == [
        "claims.csv:2 (alpha-prison-01) figure_low: 30 above figure_high 3",
        "claims.csv:3 (alpha-prison-02) kind: 'deaths'",
        "claims.csv:4 (alpha-prison-03) summary: 10000000 characters",
        "claims.csv:5 (alpha-prison-04) date_edtf: 'eighties' is not an EDTF date accepted here",
        "claims.csv:6 (alpha-yard-01) summary: HTML '<u>says</u> this.'",
        "claims.csv:7 (bravo-graves-01) -: 13 cells",
        "claims.csv:8 (bravo-graves-02) figure_unit: nothing",
        "claims.csv:9 (charlie-gathering-01) summary: control character U+202E",
        "claims.csv:10 (charlie-gathering-02) locator: nothing",
        "claims.csv:11 (delta-camp-01) source_id: 'dead-report', which is not there",
    ]
    assert said[2].endswith("; expected at most 400")


def drop_codes(folder: Path, start: str) -> None:
    path = folder / "codes.csv"
    kept = [row for row in path.read_text("utf-8").split("\n") if not row.startswith(start)]
    path.write_text("\n".join(kept), "utf-8", newline="\n")


def test_code_list_that_is_missing_is_a_problem(small_folder: Path) -> None:
    drop_codes(small_folder, "precision,")
    said = lines(small_folder)
    assert "codes.csv:0 (-) field: no codes for precision; expected at least one" in said
    assert any("a code of precision, of which codes.csv has none" in line for line in said)


@pytest.mark.parametrize("start", ["tour,", "tour,overview,"])
def test_tour_needs_no_label(small_folder: Path, start: str) -> None:
    drop_codes(small_folder, start)
    assert lines(small_folder) == []


def test_problem_words_its_six_parts() -> None:
    problem = Problem("claims.csv", 42, "evin-prison", "date_edtf", "'1988-13'", "a date")
    assert str(problem) == "claims.csv:42 (evin-prison) date_edtf: '1988-13'; expected a date"


def test_order_of_the_rows_is_what_readme_says(small_folder: Path) -> None:
    ids = [row["claim_id"] for row in CLAIMS]
    assert ids == sorted(ids)
    path = small_folder / "claims.csv"
    header, *rows, end = path.read_text("utf-8").split("\n")
    path.write_text("\n".join([header, *rows[::-1], end]), "utf-8", newline="\n")
    assert lines(small_folder) == [
        "claims.csv:3 (charlie-gathering-02) claim_id: a record after delta-camp-01; "
        "expected records sorted by identifier"
    ]


def test_sources_are_sorted_and_in_canonical_form(small_folder: Path, put: Put) -> None:
    path = small_folder / "sources.json"
    path.write_text(json_text(SOURCES[::-1]), "utf-8")
    assert lines(small_folder) == [
        "sources.json:1 (-) id: items in another order; expected sorted by id"
    ]
    path.write_text(json_text(SOURCES), "utf-8")
    put("sources.json", '"id": "memoir"', '"id":  "memoir"')
    assert [line.split("; ")[1] for line in lines(small_folder)] == [
        "expected JSON with an indent of one space"
    ]
