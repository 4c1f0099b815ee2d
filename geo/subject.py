"""What a data folder is about: its names, and how its places and years are shown.

The folder says it in `datapackage.json` under `atlas`; `completed` fills in what it leaves out, so
that a folder that says nothing is shown by its extent, its years and its codes.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import log2

from geo import messages
from geo.bounds import Bounds
from geo.codes import Code
from geo.messages import gettext as _
from geo.spelling import slug

SHAPES = ("square", "diamond", "circle", "bar", "pillar", "drop", "leaf")
"""Shapes of marks that the maps can draw."""
_COLOURS = (
    ("#0072b2", "#6cb8ec"),
    ("#9a4f00", "#f0a35e"),
    ("#007a5e", "#4fd0a5"),
    ("#a3457f", "#e79cc8"),
    ("#6b6400", "#d8ce4a"),
    ("#4a4f57", "#c6cdd4"),
)
"""Colours on a light and on a dark ground, for layers that state none: darkened Okabe-Ito hues."""
_SITE = ("S", "aat:300000809", "sites (locations)")
_MARGIN = 0.06
_NARROWEST_DEGREES = 2.0
_WORLD = Bounds(-56, -180, 76, 180)
_MAX_PRESETS = 5


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
        return words.get(messages.code()) or fallback

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
        return self.bounds.east - self.bounds.west >= 360


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
        return self.start or _start_of(self.regions[0].bounds if self.regions else _WORLD)


def completed(
    subject: Subject,
    package: Mapping[str, object],
    layers: Iterable[Code],
    kinds: Iterable[str],
    extent: Bounds | None,
    years: tuple[int, int] | None,
) -> Subject:
    """Fill in what a folder does not say of its subject.

    Parameters
    ----------
    subject
        What it says.
    package
        Its `datapackage.json`.
    layers, kinds
        Its codes of layers, and of kinds of statements.
    extent
        Box around all points, None where there is none.
    years
        First and last year of its statements, None where none is dated.

    Examples
    --------
    >>> subject = completed(Subject(), {"name": "lights"}, [], [], extent=None, years=(1900, 1944))
    >>> subject.author, [str(preset.label) for preset in subject.presets]
    ('lights contributors', ['1900–1909', '1910–1919', '1920–1929', '1930–1939', '1940–1944'])
    """
    name = slug(str(package.get("name") or "")) or "atlas"
    title = subject.title or Text.of(str(package.get("title") or package.get("name") or _("Atlas")))
    identifier = subject.id or name
    return replace(
        subject,
        title=title,
        id=identifier,
        package=name,
        file_prefix=subject.file_prefix or identifier,
        author=subject.author or f"{title} contributors",
        regions=subject.regions or _regions(extent),
        presets=subject.presets or _presets(years),
        layers=_layers(subject.layers, list(layers)),
        city_kinds=subject.city_kinds or tuple(kinds),
        about=subject.about or Text.of(str(package.get("description") or "")),
    )


def _layers(stated: Sequence[Layer], codes: Sequence[Code]) -> tuple[Layer, ...]:
    """Return the layers that there are codes for, those with a stated look first."""
    by_code = {code.code: code for code in codes}
    known = [layer for layer in stated if layer.code in by_code]
    named = {layer.code for layer in known}
    layers = [*known, *(Layer(code) for code in by_code if code not in named)]
    used = {layer.shape for layer in known}
    shapes = [shape for shape in SHAPES if shape not in used] or list(SHAPES)
    taken = {layer.colour for layer in known}
    colours = [pair for pair in _COLOURS if pair[0] not in taken] or list(_COLOURS)
    return tuple(
        _with_look(layer, by_code[layer.code], shapes[at % len(shapes)], colours[at % len(colours)])
        for at, layer in enumerate(layers)
    )


def _with_look(layer: Layer, code: Code, shape: str, colours: tuple[str, str]) -> Layer:
    colour, dark_colour = (layer.colour, layer.colour) if layer.colour else colours
    labels = {"en": code.label[:1].lower() + code.label[1:]}
    labels |= {"fa": code.label_fa} if code.label_fa else {}
    return replace(
        layer,
        plural=layer.plural or Text.of(labels),
        shape=layer.shape or shape,
        colour=colour,
        dark_colour=layer.dark_colour or dark_colour,
        file_colour=layer.file_colour or colour,
        words=layer.words or _single_words(labels.values()),
    )


def _single_words(labels: Iterable[str]) -> tuple[str, ...]:
    return tuple(label for label in labels if len(label.split()) == 1)


def _regions(extent: Bounds | None) -> tuple[Region, ...]:
    world = Region(Text.of(_("World")), _WORLD)
    if extent is None:
        return (world,)
    wide, high = _size(extent)
    across = max(wide * _MARGIN, (_NARROWEST_DEGREES - wide) / 2)
    down = max(high * _MARGIN, (_NARROWEST_DEGREES - high) / 2)
    if wide + 2 * across >= 360:
        return (world,)
    box = Bounds(
        max(-85.0, extent.south - down),
        _wrapped(extent.west - across),
        min(85.0, extent.north + down),
        _wrapped(extent.east + across),
    )
    return Region(Text.of(_("All places")), box), world


def _size(box: Bounds) -> tuple[float, float]:
    """Return width and height of a box in degrees."""
    wide = box.east - box.west
    return wide + 360 if wide < 0 else wide, box.north - box.south


def _wrapped(lng: float) -> float:
    return (lng + 180) % 360 - 180


def _start_of(box: Bounds) -> Start:
    wide, high = _size(box)
    zoom = log2(360 / max(wide, 2 * high, _NARROWEST_DEGREES)) + 1
    middle = _wrapped(box.west + wide / 2)
    return Start(round((box.south + box.north) / 2, 4), round(middle, 4), round(zoom, 2))


def _presets(years: tuple[int, int] | None) -> tuple[Preset, ...]:
    """Divide years into at most five periods of 1, 5, 10 … years that begin at round numbers."""
    if years is None or years[0] == years[1]:
        return ()
    steps = (base * 10**power for power in range(4) for base in (1, 5, 10, 25, 50))
    first, last = years
    step = next(step for step in steps if last // step - first // step < _MAX_PRESETS)
    starts = range(first // step * step, last + 1, step)
    return tuple(_preset(max(start, first), min(start + step - 1, last)) for start in starts)


def _preset(first: int, last: int) -> Preset:
    words = f"{first}" if first == last else f"{first}–{last}"
    return Preset(Text.of(words), f"{first:04}", f"{last:04}")
