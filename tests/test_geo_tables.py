"""Reading text files without trust."""

import csv
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from geo.check.reading import Row, lines_of, read_json, read_table, read_text, write_rows

COLUMNS = ("id", "name")


def table(tmp_path: Path, content: bytes) -> tuple[tuple[Row, ...], list[str]]:
    path = tmp_path / "things.csv"
    path.write_bytes(content)
    found, problems = read_table(path, COLUMNS)
    return found.rows, [str(problem) for problem in problems]


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        (b"id,name\n", ()),
        (b"id,name\na,b\n", (Row(2, {"id": "a", "name": "b"}),)),
        ("id,name\na,خاوران\n".encode(), (Row(2, {"id": "a", "name": "خاوران"}),)),
        (b'id,name\n"a,1","say ""b"""\n', (Row(2, {"id": "a,1", "name": 'say "b"'}),)),
        (
            b'id,name\na,"b\nc"\nd,e\n',
            (Row(2, {"id": "a", "name": "b\nc"}), Row(4, {"id": "d", "name": "e"})),
        ),
        (b"id,name\n,\n", (Row(2, {"id": "", "name": ""}),)),
    ],
)
def test_rows_know_the_line_they_start_on(
    tmp_path: Path, content: bytes, rows: tuple[Row, ...]
) -> None:
    assert table(tmp_path, content) == (rows, [])


@pytest.mark.parametrize(
    ("content", "count", "problems"),
    [
        (b"", 0, ["things.csv:0 (-) -: an empty file; expected at least a header"]),
        (
            b"id,name\na,b",
            1,
            ["things.csv:2 (-) -: no line end after the last line; expected LF"],
        ),
        (
            b"id,name\na\nb,c\nd,e,f\n",
            1,
            [
                "things.csv:2 (a) -: 1 cells; expected 2, as in the header",
                "things.csv:4 (d) -: 3 cells; expected 2, as in the header",
            ],
        ),
        (
            b"id,id\na,b\n",
            0,
            [
                "things.csv:1 (-) header: column 'id' twice; expected each column once",
                "things.csv:1 (-) header: no column name; "
                "expected the columns of the data dictionary",
            ],
        ),
        (
            b"name,id\na,b\n",
            0,
            ["things.csv:1 (-) header: columns in another order; expected id,name"],
        ),
        (
            b"id,name,extra\na,b,c\n",
            0,
            ["things.csv:1 (-) header: unknown column 'extra'; expected no such column"],
        ),
        (
            b"\xef\xbb\xbfid,name\r\na,b\r\n",
            1,
            [
                "things.csv:1 (-) -: a byte order mark; expected plain UTF-8",
                "things.csv:1 (-) -: a carriage return; expected lines that end in LF alone",
            ],
        ),
        (
            b"id,name\na,b\nc,caf\xe9\n",
            2,
            ["things.csv:3 (-) -: byte 0xe9 that is not UTF-8; expected UTF-8 text"],
        ),
        (
            b'id,name\n"a,b\n',
            0,
            ["things.csv:2 (a,b\\n) -: 1 cells; expected 2, as in the header"],
        ),
    ],
    ids=lambda value: None if not isinstance(value, bytes) else ascii(value.decode("latin-1")),
)
def test_fault_of_form_is_a_problem(
    tmp_path: Path, content: bytes, count: int, problems: list[str]
) -> None:
    rows, said = table(tmp_path, content)
    assert (len(rows), said) == (count, problems)


def test_huge_cell_is_read_and_the_limit_of_the_reader_restored(tmp_path: Path) -> None:
    before = csv.field_size_limit()
    rows, problems = table(tmp_path, b"id,name\na," + b"x" * 10_000_000 + b"\n")
    assert (len(rows[0].cells["name"]), problems) == (10_000_000, [])
    assert csv.field_size_limit() == before


def test_huge_cells_are_read_by_several_threads_at_once(tmp_path: Path) -> None:
    before = csv.field_size_limit()
    path = tmp_path / "things.csv"
    path.write_bytes(b"id,name\n" + b"a,b\n" * 2_000 + b"a," + b"x" * 200_000 + b"\n")
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: read_table(path, COLUMNS), range(40)))
    assert {len(rows.rows) for rows, _ in found} == {2_001}
    assert csv.field_size_limit() == before


def test_missing_file_is_a_problem(tmp_path: Path) -> None:
    text, problems = read_text(tmp_path / "none.csv")
    assert text == ""
    assert [str(problem) for problem in problems] == [
        "none.csv:0 (-) -: unreadable file (No such file or directory); expected a readable file"
    ]


def test_rows_are_written_as_they_are_read(tmp_path: Path) -> None:
    content = 'id,name\na,"b, c"\nd,"say ""e"""\nf,\n'
    rows, _ = table(tmp_path, content.encode())
    assert write_rows(COLUMNS, [row.cells for row in rows]) == content


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "a.json:0 (-) -: an empty file; expected at least a header"),
        (
            '{"a": 1,}\n',
            "a.json:1 (-) -: text that stops being JSON at column 9 "
            "(Expecting property name enclosed in double quotes); expected JSON",
        ),
        ("null\n", "a.json:1 (-) -: null; expected an object or a list"),
        (
            "[Infinity]\n",
            "a.json:0 (-) -: JSON that is too deep or too long, or holds NaN; expected plain JSON",
        ),
    ],
)
def test_json_that_cannot_be_used_is_a_problem(tmp_path: Path, text: str, problem: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(text)
    value, _, problems = read_json(path)
    assert value is None
    assert [str(one) for one in problems] == [problem]


def test_record_of_a_json_list_is_found_by_its_id() -> None:
    text = '[\n {\n  "id": "a",\n  "title": "id"\n },\n {\n  "id": "a.b"\n },\n {"id": "c"}\n]\n'
    assert lines_of(text) == {"a": 3, "a.b": 7}
    assert lines_of('[\n {\n  "id": "\\u0061\\"",\n  "id": "a"\n }\n]') == {'a"': 3, "a": 4}
