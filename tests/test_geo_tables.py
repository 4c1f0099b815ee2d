"""Reading text files without trust."""

import csv
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from geo.check.reading import Row, lines_of, read_table, write_rows

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
def test_rows_know_their_first_line(tmp_path: Path, content: bytes, rows: tuple[Row, ...]) -> None:
    assert table(tmp_path, content) == (rows, [])


def cells(where: str, count: int) -> str:
    return f"{where} -: {count} cells; expected 2, as in the header"


NO_LINE_END = "2 (-) -: no line end after the last line; expected LF"
TWICE = "1 (-) header: column 'id' twice; expected each column once"
NO_NAME = "1 (-) header: no column name; expected the columns of the data dictionary"
ORDER = "1 (-) header: columns in another order; expected id,name"
UNKNOWN = "1 (-) header: unknown column 'extra'; expected no such column"
MARK = "1 (-) -: a byte order mark; expected plain UTF-8"
CARRIAGE_RETURN = "1 (-) -: a carriage return; expected lines that end in LF alone"
LATIN = "3 (-) -: byte 0xe9 that is not UTF-8; expected UTF-8 text"


@pytest.mark.parametrize(
    ("content", "count", "problems"),
    [
        (b"", 0, ["0 (-) -: an empty file; expected at least a header"]),
        (b"id,name\na,b", 1, [NO_LINE_END]),
        (b"id,name\na\nb,c\nd,e,f\n", 1, [cells("2 (a)", 1), cells("4 (d)", 3)]),
        (b"id,id\na,b\n", 0, [TWICE, NO_NAME]),
        (b"name,id\na,b\n", 0, [ORDER]),
        (b"id,name,extra\na,b,c\n", 0, [UNKNOWN]),
        (b"\xef\xbb\xbfid,name\r\na,b\r\n", 1, [MARK, CARRIAGE_RETURN]),
        (b"id,name\na,b\nc,caf\xe9\n", 2, [LATIN]),
        (b'id,name\n"a,b\n', 0, [cells("2 (a,b\\n)", 1)]),
    ],
    ids=lambda value: None if not isinstance(value, bytes) else ascii(value.decode("latin-1")),
)
def test_fault_of_form_is_a_problem(
    tmp_path: Path, content: bytes, count: int, problems: list[str]
) -> None:
    rows, said = table(tmp_path, content)
    assert (len(rows), said) == (count, [f"things.csv:{problem}" for problem in problems])


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


def test_rows_are_written_as_they_are_read(tmp_path: Path) -> None:
    content = 'id,name\na,"b, c"\nd,"say ""e"""\nf,\n'
    rows, _ = table(tmp_path, content.encode())
    assert write_rows(COLUMNS, [row.cells for row in rows]) == content


def test_record_of_a_json_list_is_found_by_its_id() -> None:
    text = '[\n {\n  "id": "a",\n  "title": "id"\n },\n {\n  "id": "a.b"\n },\n {"id": "c"}\n]\n'
    assert lines_of(text) == {"a": 3, "a.b": 7}
    assert lines_of('[\n {\n  "id": "\\u0061\\"",\n  "id": "a"\n }\n]') == {'a"': 3, "a": 4}
