"""The code knows no subject: what it is about stands in the data folder.

Docstrings may name what the shipped data hold, since their examples run on such data.
"""

import ast
import re
from pathlib import Path

import pytest

from browser import ROOT

OF_THE_SUBJECT = re.compile("1988|iran|prison|burial|commemorat", re.IGNORECASE)
SUFFIXES = {".py", ".js", ".css", ".html", ".csl", ".toml"}
FILES = sorted(
    path
    for package in ("geo", "dashboard")
    for path in (ROOT / package).rglob("*")
    if path.suffix in SUFFIXES
)


def test_no_code_names_the_subject() -> None:
    assert len(FILES) > 100
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in FILES
        for number, line in code_lines(path)
        if OF_THE_SUBJECT.search(line)
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("line", ['LAYER = "prison"', "# those of Iran", "x = {'y': 1988}"])
def test_a_name_of_the_subject_is_seen(tmp_path: Path, line: str) -> None:
    path = tmp_path / "code.py"
    path.write_text(f'"""Prisons in 1988."""\n\n{line}\n', "utf-8")
    assert [number for number, text in code_lines(path) if OF_THE_SUBJECT.search(text)] == [3]


def code_lines(path: Path) -> list[tuple[int, str]]:
    """Return the numbered lines of a file, in Python without docstrings."""
    text = path.read_text("utf-8")
    hidden: set[int] = set()
    if path.suffix == ".py":
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
                hidden |= set(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    lines = enumerate(text.splitlines(), start=1)
    return [(number, line) for number, line in lines if number not in hidden]
