"""Changes to a copy of a small data folder, as an editor makes them."""

import re
from collections.abc import Callable
from pathlib import Path

CLAIM = "alpha-prison-01"
OTHER = "alpha-prison-02"
NEW = "alpha-prison-990"
Edit = Callable[[Path], None]


def edit(path: Path, pattern: str, replacement: str) -> None:
    text, count = re.subn(pattern, replacement, path.read_text("utf-8"), flags=re.MULTILINE)
    assert count == 1, pattern
    path.write_text(text, "utf-8")


def raise_version(data: Path, version: str) -> None:
    edit(data / "datapackage.json", r'^ "version": "[\d.]+"', f' "version": "{version}"')


def correct(data: Path, claim: str = CLAIM) -> None:
    """Correct the locator of one statement."""
    edit(data / "claims.csv", rf"^({claim},.*),p\. 1,", r"\1,p. 2,")


def add(data: Path, source_id: str = "memoir") -> None:
    """Add a statement about a place."""
    row = f"{NEW},alpha-prison,detention,1988-08,,,,The agency says so.,{source_id},p. 9,passage,"
    edit(data / "claims.csv", r"^(alpha-yard-01,)", rf"{row}\n\1")


def withhold(data: Path, record: str = CLAIM) -> None:
    """Hide a record."""
    with (data / "withheld.csv").open("a", encoding="utf-8") as file:
        file.write(f"{record},2026-12-01,Asked for.\n")
