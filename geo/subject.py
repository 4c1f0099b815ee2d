"""What a data folder is about: its names, and how its places and years are shown.

The folder says it in `datapackage.json` under `atlas`; `geo.subject_defaults` fills in what it
leaves out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from geo import messages
from geo.bounds import WORLD, Bounds

SHAPES = ("square", "diamond", "circle", "bar", "pillar", "drop", "leaf")
"""Shapes of marks that the maps can draw."""
_SITE = ("S", "aat:300000809", "sites (locations)")


@dataclass(frozen=True)
class Text:
    """Words in one or several languages; `str` gives them in the language in use.

    Where there are none in that language, they are given in English or in the first there is.

    >>> str(Text.of("Lighthouses"))
    'Lighthouses'
    """

    by_language: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, words: str | Mapping[str, str]) -> "Text":
        """Return a text from its words in English, or from its words by language.

        Examples
        --------
        >>> str(Text.of({"fr": "Phares"}))
        'Phares'
        """
        by_language = {"en": words} if isinstance(words, str) else words
        return cls(tuple(by_language.items()))

    def __str__(self) -> str:
        words = dict(self.by_language)
        fallback = words.get("en") or next(iter(words.values()), "")
        return words.get(messages.code()) or messages.gettext(fallback) if fallback else ""

    def __bool__(self) -> bool:
        return bool(self.by_language)


@dataclass(frozen=True)
class Layer:
    """A kind of place, and how it is shown.

    Parameters
    ----------
    code
        Its code in `codes.csv`.
    plural
        Name of its places.
    shape
        One of `SHAPES`.
    colour, dark_colour, file_colour
        Colours as `#rrggbb`: on a light ground, on a dark one, and in files for other programs.
    place_type
        Feature class of GeoNames, concept of the Getty AAT and its term, as Linked Places has them.
    words
        Words that name such a place in a search.
    """

    code: str
    plural: Text = Text()
    shape: str = ""
    colour: str = ""
    dark_colour: str = ""
    file_colour: str = ""
    place_type: tuple[str, str, str] = _SITE
    words: tuple[str, ...] = ()

    @property
    def is_city(self) -> bool:
        """Whether a place of this layer is a whole city, not something inside one.

        Examples
        --------
        >>> Layer("towns", place_type=("P", "aat:300008347", "inhabited places")).is_city
        True
        """
        return self.place_type[0] == "P"


@dataclass(frozen=True)
class Kind:
    """A kind of statement: its code in `codes.csv`, and usual words for it in questions."""

    code: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Author:
    """Authors and outlets by their names, and usual words for them in questions."""

    names: tuple[str, ...]
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Region:
    """A part of the world that the map goes to; `country` is set where it holds that country."""

    name: Text
    bounds: Bounds
    country: str = ""

    @property
    def is_world(self) -> bool:
        """Whether it goes all round the globe.

        Examples
        --------
        >>> Region(Text.of("World"), Bounds(-60, -180, 80, 180)).is_world
        True
        """
        return self.bounds.width >= 360


@dataclass(frozen=True)
class Preset:
    """A period of the timeline; its bounds are ISO days, months or years, empty if open."""

    label: Text
    first: str
    last: str


@dataclass(frozen=True)
class Start:
    """The view of the map where an address names a part of one: degrees, and zoom level."""

    lat: float
    lng: float
    zoom: float


@dataclass(frozen=True)
class Subject:
    """What a data folder is about.

    Parameters
    ----------
    title, subtitle
        Name of the atlas, and a sentence on it.
    id
        Its name in identifiers of records and citations.
    package
        Name of its data package.
    file_prefix
        What names of exported files begin with.
    author
        Who is cited for it.
    content_note
        What readers are told before they begin; empty for nothing.
    contact
        Whom to write to; empty where the folder names nobody.
    languages
        Codes of the languages that it has words in, empty where it does not say.
    country
        ISO 3166-1 code of the country it is about, empty for none.
    outlines
        File of the base map with outlines inside that country, empty for none.
    regions
        Parts of the world that the map goes to; the first is the first view.
    start
        What a view is completed with.
    presets
        Periods of the timeline.
    layers
        Kinds of places, in the order of legends.
    kinds
        Words for kinds of statements, beside their labels.
    authors
        Words for authors and outlets, beside their names.
    city_kinds
        Kinds of statements whose cities are set beside claimed numbers of cities.
    about
        What the page About says, as Markdown.
    date_note
        What it says of dates.
    date_examples
        Dates as they may be typed; empty where the folder gives none.
    """

    title: Text = Text()
    subtitle: Text = Text()
    id: str = ""
    package: str = ""
    file_prefix: str = ""
    author: str = ""
    content_note: Text = Text()
    contact: str = ""
    languages: tuple[str, ...] = ()
    country: str = ""
    outlines: str = ""
    regions: tuple[Region, ...] = ()
    start: Start | None = None
    presets: tuple[Preset, ...] = ()
    layers: tuple[Layer, ...] = ()
    kinds: tuple[Kind, ...] = ()
    authors: tuple[Author, ...] = ()
    city_kinds: tuple[str, ...] = ()
    about: Text = Text()
    date_note: Text = Text()
    date_examples: Text = Text()

    @cached_property
    def layer(self) -> dict[str, Layer]:
        """Layers by code.

        Examples
        --------
        >>> Subject(layers=(Layer("tower"), Layer("ship"))).layer["ship"].code
        'ship'
        """
        return {layer.code: layer for layer in self.layers}

    @property
    def city_layer(self) -> Layer:
        """The layer whose places are cities; the last one where there is none.

        Examples
        --------
        >>> towns = Layer("towns", place_type=("P", "aat:300008347", "inhabited places"))
        >>> Subject(layers=(towns, Layer("tower"))).city_layer.code
        'towns'
        """
        return next((layer for layer in self.layers if layer.is_city), self.layers[-1])

    def layer_words(self, code: str) -> str:
        """Name the places of a layer in the plural; the code itself for an unknown layer.

        Examples
        --------
        >>> Subject(layers=(Layer("tower", Text.of("towers")),)).layer_words("tower")
        'towers'
        """
        return str(self.layer[code].plural) if code in self.layer else code

    @property
    def view(self) -> Start:
        """What a view is completed with, of the first region where the folder states none.

        Examples
        --------
        >>> Subject().view
        Start(lat=10.0, lng=0.0, zoom=1.0)
        """
        return self.start or Start(*(self.regions[0].bounds if self.regions else WORLD).view)
