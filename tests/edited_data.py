"""A copy of the data that is broken, mended and cut down under readers who have it open."""

import csv
import io
import json
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import geo

FILES = (
    *("places.csv", "claims.csv", "milestones.csv", "sources.json", "codes.csv", "tour.csv"),
    *("withheld.csv", "datapackage.json", "basemap/countries.geojson", "basemap/labels.geojson"),
)
"""What an editor may break."""
FAULTS = ("halve", "empty", "lose")
"""Ways to break a file: half of it, nothing in it, no file."""
CUTS = ("withhold", "remove_source", "remove_city")
"""Ways to take a record out of data that stay good."""


class EditedData:
    """A data folder, with what a program serves that reads it now and then.

    Parameters
    ----------
    original
        The folder to copy.
    folder
        Where the copy is made.
    """

    def __init__(self, original: Path, folder: Path) -> None:
        self.folder: Path = shutil.copytree(original, folder)
        self._good = {name: (folder / name).read_bytes() for name in FILES}
        self.dataset = geo.load(folder)
        self._read = self._stamps()

    def break_file(self, fault: str, name: str) -> None:
        """Break a file in one of the ways of `FAULTS`."""
        path = self.folder / name
        if fault == "lose":
            path.unlink(missing_ok=True)
        else:
            path.write_bytes(self._good[name][: len(self._good[name]) // 2 * (fault == "halve")])

    def mend(self) -> None:
        """Put the last good files back."""
        for name, content in self._good.items():
            path = self.folder / name
            if not path.is_file() or path.read_bytes() != content:
                path.write_bytes(content)

    def cut(self, how: str, record: str) -> None:
        """Take a record out in one of the ways of `CUTS`; what the check refuses is undone."""
        self.mend()
        steps: dict[str, Callable[[str, geo.Dataset], None]] = {
            "withhold": self._withhold,
            "remove_source": self._remove_source,
            "remove_city": self._remove_city,
        }
        before = geo.load(self.folder)
        steps[how](record, before)
        try:
            geo.load(self.folder)
        except geo.DataError:
            self.mend()
        else:
            self._good = {name: (self.folder / name).read_bytes() for name in FILES}

    def read(self) -> None:
        """Take over what the folder holds, where that is another and good."""
        if (stamps := self._stamps()) == self._read:
            return
        self._read = stamps
        with suppress(geo.DataError):
            self.dataset = geo.load(self.folder)

    def _stamps(self) -> dict[str, tuple[int, int]]:
        """Return size and time of each file that is there."""
        paths = [self.folder / name for name in FILES]
        states = {path.name: path.stat() for path in paths if path.exists()}
        return {name: (state.st_size, state.st_mtime_ns) for name, state in states.items()}

    def _withhold(self, record: str, _before: geo.Dataset) -> None:
        path = self.folder / "withheld.csv"
        heading, *rows = path.read_text("utf-8").splitlines(keepends=True)
        rows = sorted([*rows, f"{record},2026-12-01,Asked for.\n"])
        path.write_text("".join([heading, *rows]), "utf-8")

    def _remove_city(self, city: str, before: geo.Dataset) -> None:
        places = before.places
        self._remove(set(places.index[places["city"] == city]), "")

    def _remove_source(self, source_id: str, before: geo.Dataset) -> None:
        places = before.places
        self._remove(set(places.index[places["coord_source"] == source_id]), source_id)

    def _remove(self, places: set[str], source_id: str) -> None:
        """Take places and a source out with all that rests on them."""
        lost = set(places)

        def stays(row: dict[str, str]) -> bool:
            if row.get("source_id") != source_id and row.get("place_id") not in places:
                return True
            lost.add(row.get("claim_id") or row.get("milestone_id") or row.get("place_id", ""))
            return False

        for name in ("places.csv", "claims.csv", "milestones.csv"):
            self._keep_rows(name, stays)
        self._keep_rows("withheld.csv", lambda row: row["record_id"] not in lost)
        self._keep_rows(
            "tour.csv",
            lambda row: lost.isdisjoint([row["place_id"], *row["claim_ids"].split(";")]),
        )
        path = self.folder / "sources.json"
        kept = [one for one in json.loads(path.read_text("utf-8")) if one["id"] != source_id]
        for one in kept:
            if one["custom"].get("derived_from") == source_id:
                del one["custom"]["derived_from"]
        path.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", "utf-8")

    def _keep_rows(self, name: str, stays: Callable[[dict[str, str]], bool]) -> None:
        path = self.folder / name
        reader = csv.DictReader(io.StringIO(path.read_text("utf-8"), newline=""))
        rows = [row for row in reader if stays(row)]
        if name == "tour.csv":
            _number(rows)
        text = io.StringIO()
        writer = csv.DictWriter(text, reader.fieldnames or [], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        path.write_text(text.getvalue(), "utf-8", newline="\n")


def _number(rows: list[dict[str, str]]) -> None:
    """Number the steps of each tour anew."""
    numbers: dict[str, int] = {}
    for row in rows:
        numbers[row["tour"]] = numbers.get(row["tour"], 0) + 1
        row["step"] = str(numbers[row["tour"]])
