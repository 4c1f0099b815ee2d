"""The map of a handout: outlines, marks and names of one part of the world, as SVG."""

import math
from collections import Counter
from collections.abc import Iterable
from typing import Any

import pandas as pd

from dashboard.handout.outlines import Outlines
from dashboard.handout.projection import Box, Projection
from dashboard.handout.svg import INK, SOFT, element, short, text, width
from dashboard.look import SHAPES
from dashboard.map.marks import RING_STYLE, Row
from geo import messages
from geo.codes import RADIUS_KM
from geo.messages import gettext as _
from geo.subject import Layer

SEA, LAND, INNER = "#e9eef2", "#f7f6f2", "#fffefb"
COUNTRY_BORDER, OUTER_BORDER, PROVINCE_BORDER = "#c9cfd4", "#8f99a3", "#dcdfe0"
HALO, TOWN, FRAME, LEADER = "#ffffff", "#77828c", "#b9c0c6", "#6b7680"
SELECTED, SELECTED_EDGE = "#fff", "#111418"
_WORLD_ZOOM = 2.5
_NAME_PX, _NAME_HEIGHT = 8.5, 10
# Mark size and distance between marks on one point, in pixels, from a zoom level on: a little
# smaller than on the screen, since paper is looked at more closely.
_SIZES = ((8, 11.0, 16.0), (6.5, 10.0, 12.5), (4.2, 8.5, 9.5), (3, 7.5, 8.0), (-9, 6.0, 6.0))


def inside(places: pd.DataFrame, projection: Projection) -> pd.DataFrame:
    """Keep the places whose point lies in the projection's box."""
    x, y = projection.project(places[["lon", "lat"]].to_numpy(dtype=float)).T
    return places[projection.box.holds(x, y, edge=4)]


def map_svg(
    rows: list[Row],
    projection: Projection,
    outlines: Outlines,
    selected: str = "",
    frames: Iterable[tuple[str, Box]] = (),
    detail_px: float = 0.35,
) -> str:
    """Draw places, which all have a point inside the box, on their outlines.

    Parameters
    ----------
    rows
        The places, as `located_rows` gives them.
    projection
        Part of the world and where it stands on the page.
    outlines
        What lies under the marks.
    selected
        The place that stands out, drawn last.
    frames
        Parts of the box that another map shows, with that map's name.
    detail_px
        Size of the smallest bends that outlines have.
    """
    box = projection.box
    spots = _spots(rows, projection)
    clip = f"clip-{short(box.x)}-{short(box.y)}"
    size = _size(projection)[0]
    drawn = [
        element("rect", x=box.x, y=box.y, width=box.width, height=box.height, fill=SEA),
        _ground(projection, outlines, detail_px),
        *(_frame(name, part) for name, part in frames),
        *_rings(rows, projection),
        *_leaders(rows, spots, projection),
        *_marks(rows, spots, size, selected),
        *_names(rows, spots, projection, outlines, size),
        _scale(projection),
    ]
    area = element("rect", x=box.x, y=box.y, width=box.width, height=box.height)
    edge = element(
        "rect", x=box.x, y=box.y, width=box.width, height=box.height, fill="none", stroke=FRAME
    )
    group = element("g", "".join(drawn), clip_path=f"url(#{clip})")
    return element("clipPath", area, id=clip) + group + edge


def _size(projection: Projection) -> tuple[float, float]:
    return next((mark, step) for zoom, mark, step in _SIZES if projection.view.zoom >= zoom)


def _ground(projection: Projection, outlines: Outlines, detail_px: float) -> str:
    countries, provinces = outlines.parts(projection, detail_px)
    outer: dict[str, Any] = {"stroke": OUTER_BORDER, "stroke_width": 2, "stroke_linejoin": "round"}
    return "".join(
        [
            element("path", d=countries, fill=LAND, stroke=COUNTRY_BORDER, stroke_width=0.7),
            element("path", d=provinces, fill="none", **outer),
            element("path", d=provinces, fill=INNER, stroke=PROVINCE_BORDER, stroke_width=0.6),
        ]
    )


def _frame(name: str, part: Box) -> str:
    shape = element(
        "rect",
        x=part.x,
        y=part.y,
        width=part.width,
        height=part.height,
        fill=HALO,
        fill_opacity=0.6,
        stroke=SOFT,
        stroke_width=0.6,
        stroke_dasharray="3 2",
    )
    middle = part.x + part.width / 2
    return shape + text(middle, part.y - 3, name, 7.5, fill=SOFT, text_anchor="middle")


def _rings(rows: list[Row], projection: Projection) -> Iterable[str]:
    """Draw how far from its point a place may lie: one ring for each precision and point."""
    for precision, radius_km in RADIUS_KM.items():
        points = dict.fromkeys(row["point"] for row in rows if row["precision"] == precision)
        for lat, lon in points if radius_km else ():
            x, y = projection.at(lat, lon)
            yield element(
                "circle",
                cx=x,
                cy=y,
                r=projection.radius_px(radius_km or 0, lat),
                data_ring=precision,
                fill=RING_STYLE["fill_color"],
                fill_opacity=RING_STYLE["fill_opacity"],
                stroke=RING_STYLE["color"],
                stroke_opacity=RING_STYLE["opacity"],
                stroke_width=0.8,
                stroke_dasharray="4 5" if precision == "region" else None,
            )


def _spots(rows: list[Row], projection: Projection) -> list[tuple[float, float]]:
    """Return where each mark stands: on its point, or round it where it shares the point."""
    step = _size(projection)[1]
    sharing = Counter(row["point"] for row in rows)
    met: Counter[tuple[float, float]] = Counter()
    spots = []
    for row in rows:
        x, y = projection.at(*row["point"])
        if sharing[row["point"]] > 1:
            dx, dy = fan(met[row["point"]], sharing[row["point"]])
            met[row["point"]] += 1
            x, y = x + dx * step, y + dy * step
        spots.append((x, y))
    return spots


def fan(k: int, count: int) -> tuple[float, float]:
    """Return where mark `k` of `count` on one point stands, in steps from it, as `map.js` does."""
    ring = 1
    while count > 6 and k >= 6 * ring:
        k -= 6 * ring
        ring += 1
    before = 3 * ring * (ring - 1)
    on_ring = min(6 * ring, count - before) if count > 6 else count
    radius = ring if count > 6 else 0.5 / math.sin(math.pi / count)
    angle = 2 * math.pi * k / on_ring - (math.pi if count == 2 else math.pi / 2)
    return radius * math.cos(angle), radius * math.sin(angle)


def _leaders(
    rows: list[Row], spots: list[tuple[float, float]], projection: Projection
) -> Iterable[str]:
    """Join marks that stand beside their point to it."""
    for row, (x, y) in zip(rows, spots, strict=True):
        x0, y0 = projection.at(*row["point"])
        if abs(x - x0) + abs(y - y0) > 0.1:
            yield element("line", x1=x0, y1=y0, x2=x, y2=y, stroke=LEADER, stroke_width=0.6)


def _marks(
    rows: list[Row], spots: list[tuple[float, float]], size: float, selected: str
) -> Iterable[str]:
    pairs = list(zip(rows, spots, strict=True))
    # As on the map: places themselves over hollow marks, and the selected one over all.
    over = sorted(
        pairs, key=lambda pair: (pair[0]["place_id"] == selected, pair[0]["precision"] == "site")
    )
    for row, (x, y) in over:
        if row["place_id"] == selected:
            yield element("circle", cx=x, cy=y, r=size, fill=SELECTED, stroke=SELECTED_EDGE)
        yield element(
            "g",
            mark(row["mark"], row["precision"], size),
            transform=f"translate({short(x - size / 2)} {short(y - size / 2)})",
            opacity=0.5 if row.get("is_outside") else None,
            data_place=row["place_id"],
        )


def mark(layer: Layer, precision: str, size: float) -> str:
    """Draw the mark of a layer, as the live map does, in a box of `size` pixels."""
    colour = layer.colour
    return element(
        "path",
        d=SHAPES[layer.shape],
        transform=f"scale({short(size / 16)})",
        fill=colour if precision == "site" else HALO,
        stroke=colour,
        stroke_width=2.4,
        stroke_dasharray="2.5 2" if precision == "region" else None,
    )


def _names(
    rows: list[Row],
    spots: list[tuple[float, float]],
    projection: Projection,
    outlines: Outlines,
    size: float,
) -> Iterable[str]:
    """Write the names of cities with marks, then of countries, each where it meets nothing."""
    edge = size + 2
    taken = [Box(x - edge / 2, y - edge / 2, edge, edge) for x, y in spots]
    weights = Counter(
        (messages.content(row["locality"]), row["point"]) for row in rows if row.get("locality")
    )
    written: set[str] = set()
    for (name, point), _count in weights.most_common():
        if name in written:
            continue
        x, y = projection.at(*point)
        box = next(
            (spot for spot in _beside(name, x, y) if _is_free(spot, taken, projection)), None
        )
        if box:
            written.add(name)
            taken.append(box)
            yield _halo(box, name, INK)
    for name, lat, lon in outlines.countries_named(projection.view.zoom):
        x, y = projection.at(lat, lon)
        wide = width(name, _NAME_PX)
        box = Box(x - wide / 2, y - _NAME_HEIGHT / 2, wide, _NAME_HEIGHT)
        if _is_free(box, taken, projection):
            taken.append(box)
            yield _halo(box, name, TOWN)


def _beside(name: str, x: float, y: float) -> Iterable[Box]:
    """List where a city's name may stand, the best first."""
    wide, high = width(name, _NAME_PX), _NAME_HEIGHT
    for gap in (6, 10, 15, 21):
        yield Box(x + gap, y - high / 2, wide, high)
        yield Box(x - gap - wide, y - high / 2, wide, high)
        yield Box(x - wide / 2, y + gap - 2, wide, high)
        yield Box(x - wide / 2, y + 2 - gap - high, wide, high)


def _is_free(box: Box, taken: list[Box], projection: Projection) -> bool:
    whole = projection.box
    corner = Box(whole.x, whole.y + whole.height - 24, 100, 24)  # the scale's
    is_whole = whole.holds([box.x, box.x + box.width], [box.y, box.y + box.height], edge=2).all()
    return bool(is_whole) and not any(box.meets(other) for other in [*taken, corner])


def _halo(box: Box, name: str, colour: str) -> str:
    return text(
        box.x,
        box.y + box.height - 2.2,
        name,
        _NAME_PX,
        fill=colour,
        stroke=HALO,
        stroke_width=2.2,
        stroke_linejoin="round",
        paint_order="stroke",
    )


def _scale(projection: Projection) -> str:
    """Draw a round length of at most 70 pixels, true in the middle of the map.

    A map of the world has none: its scale differs too much between its edges.
    """
    if projection.view.zoom < _WORLD_ZOOM:
        return ""
    one_km = projection.radius_px(1, projection.view.lat)
    steps = (base * 10**power for power in range(5, -2, -1) for base in (5, 2, 1))
    length = next(step for step in steps if step * one_km <= 70)
    x, y = projection.box.x + 8, projection.box.y + projection.box.height - 7
    right = x + length * one_km
    bar = f"M{short(x)} {short(y - 5)}V{short(y)}H{short(right)}V{short(y - 5)}"
    words = _("{n:g} km").format(n=length)
    return element("path", d=bar, fill="none", stroke=SOFT) + text(
        right + 4, y, words, 8, fill=SOFT
    )
