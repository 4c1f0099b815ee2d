"""The command line: what it prints, where, and with which exit code."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from datasets import DATA, Put, lines
from geo.__main__ import main

ROOT = DATA.parent


Printed = pytest.CaptureFixture[str]


def called(printed: Printed, *arguments: object) -> tuple[int, str, str]:
    """Give the exit code of a command that runs in this process, and both that it printed."""
    try:
        code = main(list(map(str, arguments)))
    except SystemExit as ended:
        code = int(ended.code or 0)
    return (code, *printed.readouterr())


def run(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "geo", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
    )


def test_shipped_data_passes(capsys: Printed) -> None:
    done = run("check")
    passed = (0, "", "data: no problems\n")
    assert (done.returncode, done.stdout, done.stderr) == passed
    assert called(capsys, "check", DATA) == passed


def test_each_problem_is_one_line_of_output(small_folder: Path, put: Put, capsys: Printed) -> None:
    put("claims.csv", "2018-06?", "june 2018")
    put("places.csv", "32.65246", "132.65246")
    put("sources.json", '"URL": "https://example.org/memoir"', '"URL": "javascript:alert(1)"')
    code, out, said = called(capsys, "check", small_folder)
    assert (code, said) == (1, "")
    assert out.splitlines() == lines(small_folder)
    assert out.count("\n") == 3


def test_point_outside_the_outline_is_a_warning_alone(
    small_folder: Path, put: Put, capsys: Printed
) -> None:
    put("places.csv", "48.85341,2.3488", "52.52,13.41")
    code, out, said = called(capsys, "check", small_folder)
    assert (code, out) == (0, "")
    assert said.splitlines() == [
        "warning: places.csv:5 (charlie-gathering) lat: 52.52, 13.41 outside the outline of FR; "
        "expected a point in the stated country",
        "small: no problems",
    ]


def test_folder_that_is_not_there_fails(tmp_path: Path, capsys: Printed) -> None:
    assert called(capsys, "check", tmp_path / "none") == (
        1,
        "none:0 (-) -: no such folder; expected a data folder\n",
        "",
    )


def test_ten_broken_files_give_lines_and_no_traceback(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder)
    names = [path for path in sorted(folder.rglob("*")) if path.suffix in {".csv", ".json"}]
    names += sorted((folder / "basemap").glob("*.geojson"))
    for number, path in enumerate(names):
        path.write_bytes((b"", b"\x89PNG\0\xff", b'{"a":', b'"', b"null")[number % 5])
    done = run("check", folder)
    assert (done.returncode, done.stderr) == (1, "")
    assert {line.split(":")[0] for line in done.stdout.splitlines()} == {
        path.name for path in names
    }


def test_problems_in_persian_can_be_printed_to_any_terminal(small_folder: Path, put: Put) -> None:
    put("places.csv", ",Alpha yard,", ",Alpha <b>زندان</b>,")
    done = run("check", small_folder, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith("places.csv:3 (alpha-yard) name: HTML '<b>")


def test_missing_and_unknown_commands_are_refused(capsys: Printed) -> None:
    code, out, said = called(capsys)
    assert (code, out) == (2, "")
    assert said.startswith("usage: python -m geo ")
    code, _out, said = called(capsys, "chekc")
    assert code == 2
    assert "invalid choice: 'chekc'" in said
