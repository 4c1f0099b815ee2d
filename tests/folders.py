"""Small valid data folders, each different, made from a number."""

import re
import shutil
from pathlib import Path
from random import Random
from types import SimpleNamespace

from datasets import DATA, json_text, rows_of, write_table

Row = dict[str, str]

_COUNTS = {"none": 0, "one": 1, "few": 4, "many": 25}
_CODED = ("kind", "figure_unit", "precision", "publisher_kind", "checked")
_CITIES = [
    ("Tehran", "IR", "35.69439", "51.42151"),
    ("Paris", "FR", "48.85341", "2.3488"),
    ("Anadyr", "RU", "66.5", "-175.0"),
    ("Pevek", "RU", "68.9", "179.0"),
    ("Waiyevo", "FJ", "-16.78", "-179.873"),
    ("Labasa", "FJ", "-16.596", "179.244"),
    ("McMurdo", "AQ", "", ""),
]
_DATES = {
    "undated": [""],
    "day": ["1988-08-14", "2018-08-25T17:42:00", "2018-08-25T00:00:00", "1988-02-29"],
    "open": ["1988-07/..", "../1988-08", "../2016-01-01", "1988/.."],
    "wide": ["198X", "19XX", "1988", "1988-XX-XX", "1988-08-XX", "1979/2026-11"],
    "marked": ["1988-08~", "1988?", "1988-08-06%", "1988~/1989?"],
    "sets": ["[1988-08-06,1988-08-09]", "{1988-08-06..1988-08-09}", "[..1988-08-06]"],
    "far": ["0001-01-01", "9999-12-31", "0622", "9999"],
}
_NAMES = {
    "plain": ["Alpha prison", "Bravo cemetery"],
    "long": ["A very long name of a place " * 40, "W" * 900],
    "persian": ["زندان اوین", "گورستان خاوران", "«میدان» (تهران)"],
    "odd": [
        "*a* _b_ `c` $d$ [e](f) :red[g]",
        "1 < 2 & 3 > 2",
        "=SUM(A1)",
        "{name} {0} %s %(x)s",
        "?",
    ],
}
_FIGURES = [("", ""), ("0", "0"), ("999999999", "999999999"), ("1", ""), ("", "5"), ("3", "40000")]


CHOICES = {
    "places": ("none", "one", "few", "many"),
    "events": ("none", "one", "few"),
    "sources": ("one", "few", "derived"),
    "tours": ("none", "one", "few"),
    "codes": ("shipped", "odd", "fewest"),
    "names": (*_NAMES, "mixed"),
    "dates": (*_DATES, "mixed"),
    "points": ("unlocated", "one country", "antimeridian", "mixed"),
    "figures": ("none", "mixed"),
    "withheld": ("none", "one", "all"),
    "translations": ("none", "some"),
}
"""What a folder may be like, in one word each."""


def shape_of(seed: int) -> SimpleNamespace:
    """Choose what the folder of a number is like."""
    random = Random(seed)
    return SimpleNamespace(**{name: random.choice(choices) for name, choices in CHOICES.items()})


def write_folder(folder: Path, seed: int) -> SimpleNamespace:
    """Write the data folder of a number, with the project's base map, and say what it is like."""
    shape = shape_of(seed)
    _Writer(shape, Random(f"{seed} rows")).write(folder)
    return shape


class _Writer:
    """Makes the rows of one folder."""

    def __init__(self, shape: SimpleNamespace, random: Random) -> None:
        self.shape, self.random = shape, random
        self.codes = self._codes()
        self.sources = ["doc-a"] if shape.sources == "one" else ["doc-a", "doc-b", "doc-c"]
        self.places = [self._place(number) for number in range(_COUNTS[shape.places])]
        self.claims = [
            self._statement(f"{place['place_id']}-{number:02}", place_id=place["place_id"])
            for place in self.places
            for number in range(1, random.choice((1, 1, 2, 5)) + 1)
        ]
        self.events = [
            self._statement(
                f"event-{number}-01",
                milestone_id=f"event-{number}",
                title=self._name(),
                title_fa=random.choice(("", "رویداد")),
            )
            for number in range(_COUNTS[shape.events])
        ]
        for row in self.claims + self.events if shape.translations == "some" else ():
            row["summary_fr"] = row["summary"].replace("The document says", "Le document dit")
            row["translation"] = self.codes["translation"][0]["code"]

    def write(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        shutil.copytree(DATA / "basemap", folder / "basemap")
        tables = {
            "places": self.places,
            "claims": self.claims,
            "milestones": self.events,
            "codes": [row for rows in self.codes.values() for row in rows],
            "tour": self._steps(),
            "withheld": self._withheld(),
        }
        for name, rows in tables.items():
            write_table(folder / f"{name}.csv", rows)
        package = {"name": "any", "version": "0.0.1"}
        for name, value in (("sources", self._documents()), ("datapackage", package)):
            (folder / f"{name}.json").write_text(json_text(value), "utf-8", newline="\n")

    def _codes(self) -> dict[str, list[Row]]:
        """Return the code lists: as shipped, with odd ones more, or one of each."""
        rows = rows_of("codes.csv")
        lists: dict[str, list[Row]] = {}
        for row in rows:
            lists.setdefault(row["field"], []).append(row)
        if self.shape.codes == "odd":
            for field in _CODED:
                label = self._name()[:200].strip()
                labels = {"label": label, "label_fa": "؟", "description": "Odd."}
                lists[field].append({"field": field, "code": "zz_odd", **labels})
        if self.shape.codes == "fewest":
            lists = {field: [self.random.choice(rows)] for field, rows in lists.items()}
            lists["precision"] = [row for row in rows if row["code"] == "unlocated"]
            del lists["tour"]
        return lists

    def _code(self, field: str) -> str:
        return self.random.choice(self.codes[field])["code"]

    def _name(self) -> str:
        kind = self.shape.names
        kind = self.random.choice(list(_NAMES)) if kind == "mixed" else kind
        return self.random.choice(_NAMES[kind]).strip()

    def _date(self) -> str:
        kind = self.shape.dates
        kind = self.random.choice(list(_DATES)) if kind == "mixed" else kind
        return self.random.choice(_DATES[kind])

    def _place(self, number: int) -> Row:
        cities = {"one country": _CITIES[:1], "antimeridian": _CITIES[2:6]}
        city, country, lat, lon = self.random.choice(cities.get(self.shape.points, _CITIES))
        row = {
            "place_id": f"place-{number:02}",
            "layer": self._code("layer"),
            "name": self._name(),
            "name_fa": self.random.choice(("", "زندان")),
            "alt_names": self.random.choice(("", "Other;Another;دیگر")),
            "locality": city,
            "locality_fa": "شهر",
            "region": "Region",
            "country": country,
            "precision": "unlocated",
        }
        known = [one["code"] for one in self.codes["precision"] if one["code"] != "district"]
        precision = self.random.choice(known)
        if not lat or self.shape.points == "unlocated" or precision == "unlocated":
            return row
        source = self.random.choice(self.sources) if precision == "site" else "geonames:1"
        row |= {"precision": precision, "coord_source": source}
        lat, lon = (axis if "." in axis else f"{axis}.0" for axis in (lat, lon))
        return row | {"lat": f"{float(lat):.3f}", "lon": f"{float(lon):.3f}"}

    def _statement(self, claim_id: str, **more: str) -> Row:
        low, high = self.random.choice(_FIGURES if self.shape.figures == "mixed" else _FIGURES[:1])
        return {
            "claim_id": claim_id,
            "kind": self._code("kind"),
            "date_edtf": self._date(),
            "figure_low": low,
            "figure_high": high,
            "figure_unit": self._code("figure_unit") if low or high else "",
            "summary": f"The document says {low or 'this'} of it.",
            "source_id": self.random.choice(self.sources),
            "locator": self.random.choice(("p. 1", self._name()[:300].strip())),
            "checked": self._code("checked"),
            "notes": self.random.choice(("", self._name())),
            **more,
        }

    def _steps(self) -> list[Row]:
        spoken = self.claims + self.events
        if not spoken:
            return []
        return [self._step(tour, step, spoken) for tour, step in self._numbers()]

    def _numbers(self) -> list[tuple[str, int]]:
        few = [("aside", 1), ("overview", 1), ("overview", 2)]
        return {"none": [], "one": [("overview", 1)], "few": few}[self.shape.tours]

    def _step(self, tour: str, step: int, spoken: list[Row]) -> Row:
        chosen = self.random.sample(spoken, min(len(spoken), self.random.choice((1, 3))))
        first, last = self.random.choice(
            [("1988-01-01", "1988-12-31"), ("0001-01-01", "9999-12-31"), ("2018-08-25",) * 2]
        )
        row = {
            "tour": tour,
            "step": str(step),
            "title": self._told()[:60].strip(),
            "text": self._told()[:300].strip(),
            "lat": self.random.choice(("0", "85", "-85", "35.7")),
            "lon": self.random.choice(("0", "180", "-180", "51.4")),
            "zoom": self.random.choice(("2", "9", "14")),
            "layers": ";".join(sorted(one["code"] for one in self.codes["layer"])),
            "date_from": first,
            "date_to": last,
            "claim_ids": ";".join(one["claim_id"] for one in chosen),
        }
        if self.places and self.random.random() < 0.5:
            row["place_id"] = self.random.choice(self.places)["place_id"]
        return row

    def _told(self) -> str:
        """Return a name without digits: a step states no number that its statements do not."""
        return re.sub(r"\d", "#", self._name())

    def _withheld(self) -> list[Row]:
        ids = [row["claim_id"] for row in self.claims + self.events]
        ids += [row["place_id"] for row in self.places]
        chosen = {"none": [], "one": ids[-1:], "all": ids}[self.shape.withheld]
        return [
            {"record_id": one, "since": "2026-01-01", "reason": "Asked for."}
            for one in sorted(chosen)
        ]

    def _documents(self) -> list[dict[str, object]]:
        """Return the documents that something uses; a statement's may repeat another."""
        used = {row["source_id"] for row in self.claims + self.events}
        used |= {row.get("coord_source", "") for row in self.places} & set(self.sources)
        if self.shape.sources == "derived" and used:
            used |= {one for one in self.sources if one > min(used)}
        return [self._document(one, sorted(used)) for one in sorted(used)]

    def _document(self, source_id: str, used: list[str]) -> dict[str, object]:
        number = used.index(source_id)
        custom = {"publisher_kind": self._code("publisher_kind"), "read": "part"}
        if self.shape.sources == "derived" and number + 1 < len(used):
            custom["derived_from"] = used[number + 1]
        item: dict[str, object] = {"id": source_id, "type": "report", "title": self._name()}
        item |= {"language": self.random.choice(("en", "fa", "zz")), "custom": custom}
        if self.random.random() < 0.5:
            parts = self.random.choice(([1989], [2018, 8], [1989, 2, 1], [1, 1, 1], [9999]))
            item |= {"issued": {"date-parts": [parts]}, "URL": f"https://example.org/{source_id}"}
        if self.random.random() < 0.5:
            item["author"] = [self.random.choice(({"literal": "An office"}, {"family": "نویسنده"}))]
        return item
