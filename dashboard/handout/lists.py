"""Lists of a handout: the places shown, and the documents behind them."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from dashboard.escaping import apart
from dashboard.handout.notes import MARK_PX, SMALL_PX, layers_shown, mark_svg
from dashboard.handout.projection import Box
from dashboard.handout.svg import INK, aligned, lines
from geo import Selection, messages
from geo.cite.references import attribution
from geo.messages import gettext as _
from geo.messages import ngettext

_HEAD_PX, _LINE_PX = 13.0, SMALL_PX + 1.5
_INDENT_PX = MARK_PX + 5.0
_MAX_PLACE_LINES = 8

Items = Sequence[tuple[str, int]]
"""Words of a list with how many things each stands for."""


def places_height(selection: Selection, wide: float) -> float:
    """Return how high the list of places in a width is, in pixels."""
    return _HEAD_PX + _LINE_PX * sum(map(len, _place_lines(selection, wide)))


def places_svg(selection: Selection, box: Box) -> str:
    """Name the places shown under the mark of their layer, as many as fit, and count the rest."""
    total = len(selection.places)
    head = ngettext(
        "{n} place shown, with the number of its shown statements",
        "{n} places shown, each with the number of its shown statements",
        total,
    ).format(n=total)
    span = (box.x, box.x + box.width)
    parts = [aligned(span, box.y + 8, head, 9, font_weight=600, fill=INK)]
    y = box.y + _HEAD_PX
    for layer, written in zip(
        layers_shown(selection), _place_lines(selection, box.width), strict=True
    ):
        parts.append(mark_svg(layer, "site", 0, y + 0.8 * _LINE_PX - 7.5, box))
        for line in written:
            inside = (span[0] + _INDENT_PX, span[1] - _INDENT_PX)
            parts.append(aligned(inside, y + 0.8 * _LINE_PX, line, SMALL_PX, fill=INK))
            y += _LINE_PX
    return "".join(parts)


def _place_lines(selection: Selection, wide: float) -> list[list[str]]:
    """Return the lines of each layer shown; those of long lists make room for one another."""
    counts = selection.claims["place_id"].value_counts()
    named = []
    for layer in layers_shown(selection):
        names = selection.places.loc[selection.places["layer"] == layer.code, "name"]
        own = sorted(
            (-int(counts.get(place_id, 0)), messages.content(name))
            for place_id, name in names.items()
        )
        named.append([(f"{apart(name)} ({messages.number(-count)})", 1) for count, name in own])
    most = wide - _INDENT_PX
    needed = [len(_that_fit(items, most, _MAX_PLACE_LINES)) for items in named]
    allotted = [0] * len(named)
    while sum(allotted) < min(sum(needed), max(_MAX_PLACE_LINES, len(named))):
        fewest = min(
            (number for number, lines_ in enumerate(needed) if allotted[number] < lines_),
            key=allotted.__getitem__,
        )
        allotted[fewest] += 1
    return [_that_fit(*each) for each in zip(named, [most] * len(named), allotted, strict=True)]


def sources_svg(selection: Selection, box: Box) -> str:
    """Name the documents behind what is shown, as many as fit, and count the rest."""
    names = source_names(selection)
    total = sum(names.values())
    head = ngettext(
        "Source of what is shown and of its points: {n} document",
        "Sources of what is shown and of its points: {n} documents, by number of statements",
        total,
    ).format(n=total)
    items = [
        (apart(name) if count == 1 else f"{apart(name)} {_documents(count)}", count)
        for name, count in names.items()
    ]
    written = _that_fit(items, box.width, int((box.height - _HEAD_PX) // _LINE_PX))
    span = (box.x, box.x + box.width)
    rows = [
        aligned(span, box.y + _HEAD_PX + (number + 0.8) * _LINE_PX, line, SMALL_PX, fill=INK)
        for number, line in enumerate(written)
    ]
    return aligned(span, box.y + 8, head, 9, font_weight=600, fill=INK) + "".join(rows)


def _documents(count: int) -> str:
    return ngettext("({n} document)", "({n} documents)", count).format(n=count)


def source_names(selection: Selection) -> Counter[str]:
    """Count documents by their short attribution, those with most shown statements first.

    The documents that state the points of shown places are among them.
    """
    data = selection.dataset
    rests: Counter[str] = Counter(
        [*selection.claims["source_id"], *selection.milestones["source_id"]]
    )
    points = {
        source_id for source_id in selection.places["coord_source"] if source_id in data.sources
    }
    rests.update(dict.fromkeys(points - set(rests), 0))
    ordered = sorted(
        rests, key=lambda source_id: (-rests[source_id], attribution(data.sources[source_id]))
    )
    return Counter(attribution(data.sources[source_id]) for source_id in ordered)


def _that_fit(items: Items, max_px: float, max_lines: int) -> list[str]:
    """Join as many items as fit on `max_lines` lines; the last words count what is left out."""
    words = [said for said, _count in items]
    counts = [count for _said, count in items]

    def written(kept: int) -> list[str]:
        left_out = sum(counts[kept:])
        more = _("and {n} more: see the link").format(n=left_out)
        said = words[:kept] + ([more] if left_out else [])
        return lines(_("; ").join(said), max_px, SMALL_PX)

    whole = written(len(words))
    if len(whole) <= max_lines:
        return whole
    too_many = bisect_right(range(len(words)), max_lines, key=lambda kept: len(written(kept)))
    return written(max(0, too_many - 1))[:max_lines]
