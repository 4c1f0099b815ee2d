"""What stands in where a data folder does not say how its subject is shown.

A folder that says nothing is shown by its extent, its years and its codes.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from geo.bounds import WORLD, Bounds
from geo.codes import Code
from geo.messages import N_
from geo.spelling import slug
from geo.subject import SHAPES, Layer, Preset, Region, Subject, Text

_COLOURS = (
    ("#0072b2", "#6cb8ec"),
    ("#9a4f00", "#f0a35e"),
    ("#007a5e", "#4fd0a5"),
    ("#a3457f", "#e79cc8"),
    ("#6b6400", "#d8ce4a"),
    ("#4a4f57", "#c6cdd4"),
)
"""Colours on a light and on a dark ground, for layers that state none: darkened Okabe-Ito hues."""
_MAX_PRESETS = 5


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
    title = subject.title or Text.of(
        str(package.get("title") or package.get("name") or N_("Atlas"))
    )
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
        words=layer.words or tuple(label for label in labels.values() if len(label.split()) == 1),
    )


def _regions(extent: Bounds | None) -> tuple[Region, ...]:
    world = Region(Text.of(N_("World")), WORLD)
    all_places = Region(Text.of(N_("All places")), extent.widened() if extent else WORLD)
    return (world,) if all_places.is_world else (all_places, world)


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
