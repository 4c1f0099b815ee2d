"""What a data folder says of its subject, read without trust: a fault is a problem."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, TypeVar

from geo import dates
from geo.bounds import Bounds
from geo.check.reading import read_text
from geo.check.schema import SLUG, SLUG_FORM
from geo.check.table import check_text
from geo.errors import Problem, shorten
from geo.periods import Period
from geo.subject import SHAPES, Author, Kind, Layer, Preset, Region, Start, Subject, Text

_FILE = "datapackage.json"
_PROPERTY = "atlas"
_LANGUAGE = (r"[a-z]{2,3}", "the code of a language such as en")
_COLOUR = (r"#[0-9a-f]{6}", "a colour as #rrggbb in lower case")
_COUNTRY = (r"[A-Z]{2}", "two capital letters of ISO 3166-1")
_CODE = (r"[a-z]+(_[a-z]+)*", "a code of codes.csv")
_OUTLINES = (rf"{SLUG}\.geojson", "a GeoJSON file of the folder basemap")
_DATE = (r"[0-9]{4}(-[0-9][0-9](-[0-9][0-9])?)?", "an ISO day, month or year")
_SHAPE = ("|".join(SHAPES), f"one of {', '.join(SHAPES)}")
_ANY = (r".+", "words")
_FIELDS = [field.name for field in fields(Subject) if field.name not in ("about", "package")]
_LAYER = [field.name for field in fields(Layer)]
_KIND = [field.name for field in fields(Kind)]
_AUTHOR = [field.name for field in fields(Author)]
_ABOUT = "about"
_EVENTS = "milestones"  # the lane of a timeline beside those of the layers
_Read = TypeVar("_Read")


class _Part:
    """One object of the description, with the faults that reading it finds."""

    def __init__(self, value: Any, name: str, faults: list[Problem], known: list[str]) -> None:
        self.name, self.faults = name, faults
        self.values: dict[str, Any] = value if isinstance(value, dict) else {}
        if not isinstance(value, dict):
            self.fault("", value, "an object")
        for key in self.values:
            if key not in known:
                self.fault("", key, f"one of {', '.join(known)}")

    def fault(self, key: str, found: object, expected: str) -> None:
        """Note what value was found in place of what is expected."""
        self.say(key, shorten(found), expected)

    def say(self, key: str, found: str, expected: str) -> None:
        """Note a fault in words."""
        where = f"{self.name}.{key}" if key else self.name
        self.faults.append(Problem(_FILE, 0, "-", where, found, expected))

    def word(self, key: str, form: tuple[str, str] = _ANY, required: bool = False) -> str:
        """Read a text on one line that has a form; empty where there is none."""
        value = self.values.get(key, "")
        if not isinstance(value, str) or (value and not re.fullmatch(form[0], value, re.DOTALL)):
            self.fault(key, value, form[1])
            return ""
        if required and not value:
            self.say(key, "nothing", form[1])
        for found, expected in check_text(value):
            self.say(key, found, expected)
        return value

    def text(self, key: str, required: bool = False) -> Text:
        """Read words, given alone or by language."""
        value = self.values.get(key, "")
        by_language = {"en": value} if isinstance(value, str) else value
        if not isinstance(by_language, dict):
            self.fault(key, value, "words, or words by language")
            return Text()
        part = _Part(by_language, f"{self.name}.{key}", self.faults, list(by_language))
        words = {code: part.word(code) for code in by_language}
        for code in by_language:
            if not re.fullmatch(_LANGUAGE[0], code):
                self.fault(key, code, _LANGUAGE[1])
        stated = {code: said for code, said in words.items() if said}
        if required and not stated:
            self.say(key, "nothing", "words")
        return Text.of(stated)

    def words(self, key: str, form: tuple[str, str]) -> tuple[str, ...]:
        """Read a list of words, each of a form."""
        names = self._items(key)
        part = _Part(dict(names), f"{self.name}.{key}", self.faults, [name for name, _ in names])
        return tuple(filter(None, (part.word(name, form) for name, _value in names)))

    def parts(self, key: str, known: list[str]) -> Iterator["_Part"]:
        """Read a list of objects."""
        for name, value in self._items(key):
            yield _Part(value, f"{self.name}.{key}[{name}]", self.faults, known)

    def numbers(self, key: str, count: int) -> tuple[float, ...]:
        """Read a list of numbers; empty where there is another thing."""
        value = self.values.get(key)
        numbers = (
            [number for number in value if _is_number(number)] if isinstance(value, list) else []
        )
        if len(numbers) != count or len(numbers) != len(value or ()):
            self.fault(key, value, f"a list of {count} numbers")
            return ()
        return tuple(map(float, numbers))

    def _items(self, key: str) -> list[tuple[str, Any]]:
        value = self.values.get(key, [])
        if isinstance(value, list):
            return [(str(number), item) for number, item in enumerate(value)]
        self.fault(key, value, "a list")
        return []


def read_subject(package: dict[str, Any], folder: Path) -> tuple[Subject, list[Problem]]:
    """Read what a folder says of its subject.

    Parameters
    ----------
    package
        Its `datapackage.json`.
    folder
        Where its texts are: `about.md`, and for another language such as French `about.fr.md`.

    Returns
    -------
    subject, problems
        What could be understood; empty where the folder says nothing.

    Examples
    --------
    >>> subject, problems = read_subject({"atlas": {"title": "Lighthouses"}}, small.folder)
    >>> str(subject.title), problems
    ('Lighthouses', [])
    """
    faults: list[Problem] = []
    about = _read_about(folder, faults)
    if _PROPERTY not in package:
        return Subject(about=about), faults
    part = _Part(package[_PROPERTY], _PROPERTY, faults, _FIELDS)
    subject = Subject(
        title=part.text("title"),
        subtitle=part.text("subtitle"),
        id=part.word("id", (SLUG, SLUG_FORM)),
        file_prefix=part.word("file_prefix", (SLUG, SLUG_FORM)),
        author=part.word("author"),
        content_note=part.text("content_note"),
        contact=part.word("contact"),
        languages=part.words("languages", _LANGUAGE),
        country=part.word("country", _COUNTRY),
        outlines=part.word("outlines", _OUTLINES),
        regions=_all(_region, part.parts("regions", ["name", "bounds", "country"])),
        start=_start(part),
        presets=_all(_preset, part.parts("presets", ["label", "from", "to"])),
        layers=_all(_layer, part.parts("layers", _LAYER)),
        kinds=_all(_kind, part.parts("kinds", _KIND)),
        authors=_all(_author, part.parts("authors", _AUTHOR)),
        city_kinds=part.words("city_kinds", _CODE),
        about=about,
        date_note=part.text("date_note"),
        date_examples=part.text("date_examples"),
    )
    return subject, faults


def check_codes(subject: Subject, layers: set[str], kinds: set[str]) -> Iterator[Problem]:
    """Check that what the description names is among the codes.

    Examples
    --------
    >>> subject = Subject(city_kinds=("built",))
    >>> print(*check_codes(subject, set(), {"closed", "opened"}))
    datapackage.json:0 (-) atlas.city_kinds: 'built'; expected one of closed, opened
    """
    if _EVENTS in layers:
        found, expected = shorten(_EVENTS), "another code, since statements about events have it"
        yield Problem("codes.csv", 0, f"layer/{_EVENTS}", "code", found, expected)
    named = [("layers", layer.code, layers) for layer in subject.layers]
    named += [("kinds", kind.code, kinds) for kind in subject.kinds]
    named += [("city_kinds", kind, kinds) for kind in subject.city_kinds]
    for field, code, known in named:
        if code and code not in known:
            expected = f"one of {', '.join(sorted(known))}"
            yield Problem(_FILE, 0, "-", f"{_PROPERTY}.{field}", shorten(code), expected)


def _all(read: Callable[[_Part], _Read | None], parts: Iterable[_Part]) -> tuple[_Read, ...]:
    return tuple(value for part in parts if (value := read(part)) is not None)


def _region(part: _Part) -> Region | None:
    edges = part.numbers("bounds", 4)
    name, country = part.text("name", required=True), part.word("country", _COUNTRY)
    try:
        return Region(name, Bounds.read(",".join(map(str, edges))), country) if edges else None
    except ValueError:
        part.fault("bounds", part.values["bounds"], "south, west, north and east in degrees")
        return None


def _start(part: _Part) -> Start | None:
    if "start" not in part.values:
        return None
    numbers = part.numbers("start", 3)
    if not numbers:
        return None
    lat, lng, zoom = numbers
    if abs(lat) <= 85 and abs(lng) <= 180 and 0 <= zoom <= 14:
        return Start(lat, lng, zoom)
    part.fault("start", part.values["start"], "latitude, longitude and a zoom level up to 14")
    return None


def _preset(part: _Part) -> Preset | None:
    label = part.text("label", required=True)
    first, last = (part.word(side, _DATE) for side in ("from", "to"))
    for side, value in (("from", first), ("to", last)):
        try:
            Period.read(value, "")
        except dates.DateError:
            part.fault(side, value, _DATE[1])
            return None
    return Preset(label, first, last)


def _layer(part: _Part) -> Layer | None:
    layer = Layer(
        code=part.word("code", _CODE, required=True),
        plural=part.text("plural"),
        shape=part.word("shape", _SHAPE),
        colour=part.word("colour", _COLOUR),
        dark_colour=part.word("dark_colour", _COLOUR),
        file_colour=part.word("file_colour", _COLOUR),
        words=part.words("words", _ANY),
    )
    place_type = part.words("place_type", _ANY)
    if len(place_type) == 3:
        layer = replace(layer, place_type=(place_type[0], place_type[1], place_type[2]))
    elif "place_type" in part.values:
        part.fault("place_type", place_type, "a feature class, a concept and its term")
    return layer if layer.code else None


def _kind(part: _Part) -> Kind | None:
    kind = Kind(part.word("code", _CODE, required=True), part.words("words", _ANY))
    return kind if kind.code else None


def _author(part: _Part) -> Author | None:
    author = Author(part.words("names", _ANY), part.words("words", _ANY))
    if author.names:
        return author
    part.say("names", "nothing", "words")
    return None


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _read_about(folder: Path, faults: list[Problem]) -> Text:
    """Read what the page About says, in English and in other languages."""
    about = {}
    for path in sorted(folder.glob(f"{_ABOUT}*.md")):
        _name, *language, _suffix = path.name.split(".")
        if path.name != f"{_ABOUT}.md" and not (
            len(language) == 1 and re.fullmatch(_LANGUAGE[0], language[0])
        ):
            continue
        text, problems = read_text(path)
        faults += problems
        about[language[0] if language else "en"] = text.strip()
    return Text.of(about)
