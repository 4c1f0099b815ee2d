"""Style sheets make no browser style the whole page anew at each change, and name one face."""

import re
from pathlib import Path

from browser import ROOT

SHEETS = sorted((ROOT / "dashboard").rglob("*.css"))
HAS = re.compile(r":has\(((?:[^()]|\([^()]*\))*)\)([^,{]*)")
NAMED = re.compile(r"[.#]|\[data-")
MAX_OF_EVERY_PAGE = 17
PRINTED = re.compile(r"@media print \{(?:[^{}]|\{[^{}]*\})*\}")


def last_part(selector: str) -> str:
    """Give the part of a selector that says of which element it speaks."""
    return re.split(r"[\s>+~]+(?![^(]*\))", selector.strip())[-1]


def test_has_asks_for_a_class_and_speaks_of_a_class() -> None:
    """An element of any kind that comes would be one it asks for, or one it speaks of.

    With rules such as `:has(...) > :first-child`, beside Streamlit's own for siblings, each element
    that came cost 14 ms on the page of figures and 60 ms on that of records; now less than 1 ms.
    """
    wrong = []
    for sheet in SHEETS:
        for asked, rest in HAS.findall(without_print(sheet)):
            parts = [last_part(one) for one in [*asked.split(","), rest] if one.strip()]
            if not all(NAMED.search(one) for one in parts):
                wrong.append(f"{sheet.name}: :has({asked}){rest}")
    assert wrong == []


def without_print(sheet: Path) -> str:
    """Read a style sheet without its comments and what it says of paper."""
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text("utf-8"), flags=re.DOTALL)
    return PRINTED.sub("", text)


def test_every_page_is_sent_a_known_number_of_rules_with_has() -> None:
    """Some of these slow down every element that comes, and none says which: measure before more.

    Eight for notices took 3 ms of each element of the map's page, where all else took 0.5; what few
    pages need of style is sent with these alone (`notice.css`, `without_filters.css`).
    """
    page = ROOT / "dashboard" / "shell" / "page.css"
    assert len(HAS.findall(without_print(page))) <= MAX_OF_EVERY_PAGE


def test_persian_and_arabic_have_the_face_that_is_served_before_those_of_a_machine() -> None:
    """A Persian name on the English map stood in Tahoma, or whatever else there was."""
    files = [*SHEETS, *(ROOT / "dashboard").rglob("*.html"), ROOT / "dashboard/handout/svg.py"]
    lists = {
        f"{file.name}: {names}"
        for file in files
        for names in re.findall(r"[^:;{=]*, sans-serif", file.read_text("utf-8"))
    }
    assert lists
    served = re.compile(r"""[^"']*["']+Noto Sans Arabic""")
    assert {one for one in lists if not served.match(one)} == set()
