"""What stands under the drawings of a handout: the key, and the footer with its address."""

from collections.abc import Iterable
from datetime import date

import segno

from dashboard import cached
from dashboard.escaping import apart
from dashboard.handout.map import mark
from dashboard.handout.projection import Box
from dashboard.handout.svg import INK, SOFT, aligned, clipped, element, lines, short
from dashboard.i18n import is_mirrored
from geo import Selection, messages
from geo.cite.atlas import HASH_LENGTH
from geo.codes import RADIUS_KM
from geo.export.stamp import is_here, stamp
from geo.messages import gettext as _
from geo.subject import Layer
from geo.wording import capitalised, day_words

SMALL_PX, ROW_PX = 8.5, 11.5
QR_PX, FOOTER_PX = 108.0, 112.0
MARK_PX = 8
_KEYS_PX = 172
"""So wide is the key to layers."""
_MAX_QR_BYTES = 600  # in a code of at most 101 modules, each 0.28 mm wide in print


def key_height(selection: Selection) -> float:
    """Return how high the key of a selection is, in pixels."""
    return ROW_PX * (1 + max(len(layers_shown(selection)), len(_precisions(selection))))


def layers_shown(selection: Selection) -> dict[Layer, int]:
    """Count the shown places of each layer that has any, in the order of legends."""
    layers = selection.dataset.subject.layers
    if selection.is_large:
        query = selection.filter
        leaves = cached.facets(query, selection.dataset)["layers"]
        chosen = [layer for layer in layers if layer.code in (query.layers or leaves)]
        return {layer: leaves[layer.code].places for layer in chosen if layer.code in leaves}
    counts = selection.places["layer"].value_counts()
    return {layer: int(counts[layer.code]) for layer in layers if layer.code in counts}


def _precisions(selection: Selection) -> list[str]:
    used = set(selection.places["precision"])
    return [code for code in RADIUS_KM if code in used]


def key_svg(selection: Selection, box: Box) -> str:
    """Draw the key to layers first, to precision beside it, in the direction of the language."""
    parts = []
    right = box.x + box.width
    for number, (layer, count) in enumerate(layers_shown(selection).items()):
        y = box.y + number * ROW_PX
        words = messages.counted(capitalised(str(layer.plural)), count)
        parts += [
            mark_svg(layer, "site", 0, y, box),
            aligned((box.x + 13, right - 13), y + 7.5, words, SMALL_PX, fill=INK),
        ]
    layers = selection.dataset.subject.layers
    beside = _KEYS_PX + 5 + 11 * len(layers)  # what stands beside a mark of each layer
    span = (box.x + beside, right - beside)
    for number, code in enumerate(_precisions(selection)):
        y = box.y + number * ROW_PX
        for at, layer in enumerate(layers if code != "unlocated" else ()):
            parts.append(mark_svg(layer, code, _KEYS_PX + 11 * at, y, box))
        words = clipped(_meaning(selection, code), box.width - beside, SMALL_PX, 1)[0]
        parts.append(aligned(span, y + 7.5, words, SMALL_PX, fill=INK))
    y = box.y + box.height - 4
    shared = _("Marks that share a point stand round it, joined to it by a line.")
    return "".join(parts) + aligned(span, y, shared, SMALL_PX, fill=SOFT)


def mark_svg(layer: Layer, code: str, offset: float, y: float, box: Box) -> str:
    """Draw a mark so far from where lines begin, at the left or at the right of a box."""
    x = box.x + offset
    if is_mirrored(messages.code()):
        x = box.x + box.width - offset - MARK_PX
    place = f"translate({short(x)} {short(y)})"
    return element("g", mark(layer, code, MARK_PX), transform=place)


def _meaning(selection: Selection, code: str) -> str:
    codes = selection.dataset.codes
    label = codes.label("precision", code, messages.code())
    said = codes.of("precision").get(code)
    words = f"{label}. {messages.content(said.description) if said else ''}"
    radius = RADIUS_KM.get(code)
    return words + (_(" Ring of {km:g} km.").format(km=radius) if radius else "")


def footer_svg(selection: Selection, permalink: str, today: date, box: Box) -> str:
    """Write address, QR code, data version, licence and credits."""
    is_of_use = not is_here(permalink)
    code = qr_svg(permalink, Box(box.x, box.y + 2, QR_PX, QR_PX)) if is_of_use else ""
    x = box.x + (QR_PX + 10 if code else 0)
    max_px = box.x + box.width - x
    rows = list(_footer_lines(selection, permalink, today, max_px, bool(code)))
    y = box.y + 10.0
    parts = [code]
    for line, size, ink in rows:
        parts.append(aligned((x, x + max_px), y, line, size, fill=ink, xml_space="preserve"))
        y += size + 2.3
    return "".join(parts)


def _footer_lines(
    selection: Selection, permalink: str, today: date, max_px: float, has_code: bool
) -> Iterable[tuple[str, float, str]]:
    """Yield each line with its size in pixels and colour."""
    head = _("This view, to open or to cite:") if not has_code else _("This view, to scan or type:")
    if is_here(permalink):
        head = f"{head} {_('This address works on this computer only.')}"
    yield head, SMALL_PX, SOFT
    yield from ((line, size, INK) for line, size in _address_lines(permalink, max_px))
    data = selection.dataset
    version = _("Data version {version}, content hash {hash}.").format(
        version=data.version, hash=data.content_hash[:HASH_LENGTH]
    )
    licence = stamp(selection).licence_words
    terms = (
        _("Licence of the compilation: {licence}.").format(licence=apart(licence))
        if licence
        else ""
    )
    credits_ = _(
        "Outlines: Natural Earth (public domain). City points and names: GeoNames (CC BY 4.0)."
    )
    attributed = _(
        "Each point, date and figure is one source's statement; the atlas judges none of them."
    )
    day = _("View of {day}.").format(day=day_words(today))
    for words in (f"{day} {version} {terms}", f"{attributed} {credits_}"):
        yield from ((line, SMALL_PX, SOFT) for line in clipped(words, max_px, SMALL_PX, 2))


def _address_lines(permalink: str, max_px: float) -> Iterable[tuple[str, float]]:
    """Write an address whole, in smaller type the longer it is."""
    for size, max_lines in ((9.5, 3), (8.0, 4), (6.5, 5)):
        written = lines(permalink, max_px, size)
        if len(written) <= max_lines:
            return [(line, size) for line in written]
    too_long = _("The address has {n} characters, too many for this page: open it on the screen.")
    return [(too_long.format(n=len(permalink)), SMALL_PX)]


def qr_svg(words: str, box: Box) -> str:
    """Draw a QR code with its quiet zone, empty where the words are too long to be read from it."""
    if len(words.encode()) > _MAX_QR_BYTES:
        return ""
    code = segno.make_qr(words, error="m", boost_error=False)
    matrix = [bytes(row) for row in code.matrix_iter(border=4)]
    dark = "".join(
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(matrix) for x, bit in enumerate(row) if bit
    )
    scale = box.width / len(matrix)
    place = f"translate({short(box.x)} {short(box.y)}) scale({scale:.5f})"
    return element("path", d=dark, transform=place, shape_rendering="crispEdges", data_qr="code")
