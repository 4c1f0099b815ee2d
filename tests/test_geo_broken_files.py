"""Files that are no longer what they should be: lines that say so, never a traceback."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

import geo
from datasets import PLACES, SOURCES, Put, json_text, lines, write_small
from geo.check.folder import check_folder, warnings

NAMES = ("places", "claims", "milestones", "codes", "tour", "withheld")
TABLES = tuple(f"{name}.csv" for name in NAMES)
OUTLINES = tuple(f"basemap/{name}.geojson" for name in ("countries", "iran-provinces", "labels"))
JSON_FILES = ("sources.json", "datapackage.json", *OUTLINES)
FILES = (*TABLES, *JSON_FILES)
Change = Callable[[bytes], bytes]
PNG = b"\x89PNG\n\x1a\n\0\0\0IHDR\xff"


def test_empty_table_is_named_alone(small_folder: Path) -> None:
    (small_folder / "claims.csv").write_bytes(b"")
    assert lines(small_folder) == ["claims.csv:0 (-) -: an empty file; expected at least a header"]


def test_text_in_another_encoding_is_named_with_its_row(small_folder: Path) -> None:
    path = small_folder / "claims.csv"
    path.write_bytes(path.read_bytes().replace(b"The source", b"Th\xe9 source", 1))
    assert lines(small_folder) == [
        "claims.csv:2 (-) -: byte 0xe9 that is not UTF-8; expected UTF-8 text",
        "claims.csv:2 (alpha-prison-01) summary: a replacement character U+FFFD; "
        "expected readable text",
    ]


IN_PLACE_OF_A_FILE: dict[str, Callable[[Path], None]] = {
    "unreadable file (No such file or directory); expected a readable file": lambda path: None,
    "unreadable file (Is a directory); expected a readable file": Path.mkdir,
    "a pipe; expected a regular file": os.mkfifo,
    "a device; expected a regular file": lambda path: path.symlink_to("/dev/zero"),
}


@pytest.mark.parametrize("said", IN_PLACE_OF_A_FILE)
@pytest.mark.parametrize("name", FILES)
def test_what_is_no_file_gives_one_line_and_is_not_waited_for(
    small_folder: Path, name: str, said: str
) -> None:
    path = small_folder / name
    path.unlink()
    IN_PLACE_OF_A_FILE[said](path)
    assert lines(small_folder) == [f"{path.name}:0 (-) -: {said}"]


@pytest.mark.parametrize("repeated", [1, 2])
def test_header_without_end_takes_no_longer_than_its_length(
    small_folder: Path, repeated: int
) -> None:
    def write(size: int) -> None:
        columns = ",".join(f"column{number // repeated}" for number in range(size))
        (small_folder / "places.csv").write_text(f"{columns}\n", "utf-8")

    said = lines_in_time(small_folder, write, 20_000)
    assert 0 < len(said) < 40
    assert "places.csv:1 (-) header: unknown column 'column0'; expected no such column" in said


def test_thousands_of_faulty_sources_are_named_with_their_lines(small_folder: Path) -> None:
    def write(size: int) -> None:
        items = [{**SOURCES[0], "id": f"source-{number:05}", "title": ""} for number in range(size)]
        (small_folder / "sources.json").write_text(json_text(items), "utf-8", newline="\n")

    said = lines_in_time(small_folder, write, 500)
    said = [line for line in said if line.startswith("sources.json:")]
    assert len(said) == 5_000
    assert len({line.split(" ")[0] for line in said}) == 5_000


def lines_in_time(folder: Path, write: Callable[[int], None], size: int) -> list[str]:
    """Return what is said of a file ten times as large, which may take thirty times as long."""
    seconds = []
    for times in (1, 1, 10):
        write(times * size)
        start = process_time()
        said = lines(folder)
        seconds.append(process_time() - start)
    assert seconds[-1] < 30 * max(seconds[:-1]), seconds
    return said


@pytest.mark.parametrize("name", FILES)
def test_picture_in_place_of_a_file_is_said_of_it_alone(small_folder: Path, name: str) -> None:
    (small_folder / name).write_bytes(PNG)
    said = lines(small_folder)
    assert f"{Path(name).name}:1 (-) -: byte 0x89 that is not UTF-8; expected UTF-8 text" in said
    assert {line.split(":")[0] for line in said} == {Path(name).name}


NOT_PLAIN = "0 (-) -: JSON that is too deep or too long, or holds NaN; expected plain JSON"
USELESS_JSON = {
    "": "0 (-) -: an empty file; expected at least a header",
    "null\n": "1 (-) -: null; expected an object or a list",
    "[NaN]\n": NOT_PLAIN,
    "[Infinity]\n": NOT_PLAIN,
    "[" * 100_000 + "\n": NOT_PLAIN,
    "[" + "1" * 5_000 + "]\n": NOT_PLAIN,
    '{"a": 1,\n "b"\n': "3 (-) -: text that stops being JSON at column 1 "
    "(Expecting ':' delimiter); expected JSON",
    '{"a": 1,}\n': "1 (-) -: text that stops being JSON at column 9 "
    "(Expecting property name enclosed in double quotes); expected JSON",
}


@pytest.mark.parametrize("name", JSON_FILES)
@pytest.mark.parametrize("text", USELESS_JSON, ids=lambda text: ascii(text[:9]))
def test_json_without_use_is_a_problem(small_folder: Path, name: str, text: str) -> None:
    (small_folder / name).write_text(text)
    assert lines(small_folder) == [f"{Path(name).name}:{USELESS_JSON[text]}"]


def outline(properties: str, geometry: str = "null") -> str:
    return f'{{"type": "Feature", "properties": {properties}, "geometry": {geometry}}}'


IRAN = '{"iso_a2": "IR"}'


@pytest.mark.parametrize(
    "feature",
    [
        "5",
        "{}",
        outline("null"),
        outline(IRAN),
        outline('{"iso_a2": ["IR"]}', '{"type": "Point", "coordinates": [1, 2]}'),
        outline(IRAN, '{"type": "Polygon", "coordinates": [[1]]}'),
        outline(IRAN, '{"type": "Ellipse", "coordinates": []}'),
    ],
)
def test_outline_without_form_is_a_problem(small_folder: Path, feature: str) -> None:
    path = small_folder / "basemap" / "countries.geojson"
    path.write_text(f'{{"type": "FeatureCollection", "features": [{feature}]}}\n')
    assert lines(small_folder) == [
        "countries.geojson:0 (-) features: outlines that cannot be read; "
        "expected GeoJSON features with iso_a2 and an outline"
    ]


def test_country_with_an_empty_outline_holds_no_place(small_folder: Path) -> None:
    path = small_folder / "basemap" / "countries.geojson"
    outlines = json.loads(path.read_text("utf-8"))
    for feature in outlines["features"]:
        feature["geometry"] = {"type": "Polygon", "coordinates": []}
    path.write_text(json_text(outlines), encoding="utf-8")
    located = [place["place_id"] for place in PLACES if place["lat"]]
    content, problems = check_folder(small_folder)
    assert problems == []
    assert [one.record for one in warnings(small_folder, content)] == located


def test_base_map_without_features_is_a_problem(small_folder: Path) -> None:
    (small_folder / "basemap" / "labels.geojson").write_text('{"features": []}\n')
    assert lines(small_folder) == [
        'labels.geojson:1 (-) features: {"features": []}; expected GeoJSON features'
    ]


def test_list_of_sources_that_is_an_object_is_a_problem(small_folder: Path) -> None:
    (small_folder / "sources.json").write_text("{}\n")
    assert lines(small_folder) == ["sources.json:1 (-) -: dict; expected a list of CSL-JSON items"]


def test_missing_folder_is_a_problem(tmp_path: Path) -> None:
    assert lines(tmp_path / "none") == ["none:0 (-) -: no such folder; expected a data folder"]


HUGE = {
    "places.csv": ("bravo-graves,", "32.65246", "geonames:418863", "Isfahan"),
    "claims.csv": ("delta-camp-01", "delta-camp,", "2000", "198X"),
    "milestones.csv": ("milestone-letter,",),
    "codes.csv": ("gathering_held",),
    "tour.csv": ("1,Alpha", "alpha-prison-01;"),
    "sources.json": ("memoir", "The Paper", '"derived_from": "'),
    "datapackage.json": ("0.1.0",),
}
"""Texts of files before which a megabyte is put."""


@pytest.mark.sample(
    ("name", "old"), [(name, old) for name, texts in HUGE.items() for old in texts], 2
)
@pytest.mark.parametrize("filling", ["9", "a-", "<"])
def test_huge_cell_gives_short_lines(
    small_folder: Path, put: Put, name: str, old: str, filling: str
) -> None:
    put(name, old, filling * (1_000_000 // len(filling)) + old)
    assert lines(small_folder)


def test_line_break_in_an_identifier_stays_on_one_line(small_folder: Path, put: Put) -> None:
    put("claims.csv", "delta-camp-01", '"delta\ncamp\x1b[31m-01"')
    assert lines(small_folder)[0] == (
        "claims.csv:11 (delta\\ncamp\\x1b[31m-01) claim_id: 'delta\\ncamp\\x1b[31m-01'; "
        "expected lower-case letters, digits and single hyphens"
    )


def test_lone_surrogate_in_a_source_can_be_printed(small_folder: Path, put: Put) -> None:
    put("sources.json", '"id": "memoir"', '"id": "\\ud800memoir"')
    assert (
        "sources.json:51 (\\ud800memoir) id: control character U+D800; "
        "expected plain text on one line"
    ) in [line.replace("sources.json:0", "sources.json:51") for line in lines(small_folder)]


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that generated bytes break, and each example mends again."""
    return write_small(tmp_path_factory.mktemp("broken") / "small")


@st.composite
def mutations(draw: st.DrawFn) -> tuple[str, Change]:
    """Draw a file name with a change of its bytes."""
    name = draw(st.sampled_from(FILES))
    start = draw(st.integers(0, 4_000))
    length = draw(st.sampled_from([0, 1, 2, 5, 20, 300]))
    tokens = [b"", b'"', b",", b"\n", b"\r\n", b"\0", b"\xff", b"{", b"]", b"null", b"NaN"]
    tokens += [b"1e999", b"-1", b"[]", b"{}", b'""', b".."]
    tokens += [b"\xd9\xa3", b"\xe2\x80\xa8", b"99999999999"]
    new = draw(st.sampled_from(tokens) | st.binary(max_size=12) | st.just(b"7" * 5_000))

    def change(content: bytes) -> bytes:
        at = start % (len(content) + 1)
        return content[:at] + new + content[at + length :]

    return name, change


def check_changed(folder: Path, name: str, content: bytes) -> None:
    """Check a folder with other bytes in one file; a folder without problems must load."""
    path = folder / name
    before = path.read_bytes()
    path.write_bytes(content)
    try:
        if not lines(folder):
            geo.Filter().select(geo.load(folder))
    finally:
        path.write_bytes(before)


@given(mutation=mutations())
def test_changed_bytes_never_raise(broken: Path, mutation: tuple[str, Change]) -> None:
    name, change = mutation
    check_changed(broken, name, change((broken / name).read_bytes()))


@given(name=st.sampled_from(FILES), content=st.binary(max_size=400))
def test_random_bytes_never_raise(broken: Path, name: str, content: bytes) -> None:
    check_changed(broken, name, content)


CELLS = st.text(max_size=12) | st.sampled_from(["", "-1", "1e5", "nan", "inf", "٣", "1988/.."])


@given(name=st.sampled_from(TABLES), line=st.integers(1, 9), column=st.integers(0, 13), cell=CELLS)
def test_odd_cells_never_raise(broken: Path, name: str, line: int, column: int, cell: str) -> None:
    rows = (broken / name).read_text("utf-8").split("\n")
    cells = rows[line % len(rows)].split(",")
    cells[column % len(cells)] = '"' + cell.replace('"', '""') + '"'
    rows[line % len(rows)] = ",".join(cells)
    check_changed(broken, name, "\n".join(rows).encode("utf-8", "surrogatepass"))


MEMBERS = st.sampled_from(["date-parts", "literal", "family", "read", "read_at", "x"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(MEMBERS, inner, max_size=3),
    max_leaves=6,
)


@given(
    position=st.integers(0, len(SOURCES) - 1),
    key=st.sampled_from([*sorted(SOURCES[0]), "author", "publisher", "note", "editor", "accessed"]),
    inside=st.sampled_from(["", "read_at", "derived_from", "publisher_kind", "read", "z"]),
    value=VALUES,
)
def test_random_values_in_sources_never_raise(
    broken: Path, position: int, key: str, inside: str, value: object
) -> None:
    items = [dict(item) for item in SOURCES]
    if inside:
        items[position]["custom"] = {**items[position]["custom"], inside: value}
    else:
        items[position][key] = value
    check_changed(broken, "sources.json", json_text(items).encode("utf-8", "surrogatepass"))
