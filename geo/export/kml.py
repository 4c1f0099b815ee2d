"""KML 2.2: a folder a layer, with places and statements (https://www.ogc.org/standards/kml/).

A layer's folder holds its places, which have no time of their own, and a folder of their
statements, each with the days its date covers. What has no point is listed without geometry.
"""

import re
from collections.abc import Iterable
from datetime import date
from html import escape
from typing import Any
from xml.etree import ElementTree as ET

from geo import dates
from geo.export.records import Record, by_place, claim_records, milestone_records, place_records
from geo.export.stamp import NOTES, stamp
from geo.filters import Selection

_NAMESPACE = "http://www.opengis.net/kml/2.2"
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold, even as references."""


def build(selection: Selection) -> bytes:
    """Return the KML document in UTF-8.

    Examples
    --------
    >>> build(geo.Filter().select(small))[:15]
    b"<?xml version='"
    """
    root = ET.Element("kml", xmlns=_NAMESPACE)
    document = _add(root, "Document", id="atlas")
    mark = stamp(selection)
    _add(document, "name", mark.title)
    _add(document, "description", _paragraphs([*mark.lines(), *NOTES]))
    for layer in selection.dataset.subject.layers:
        style = _add(document, "Style", id=f"style-{layer.code}")
        _add(_add(style, "IconStyle"), "color", _alpha_blue_green_red(layer.file_colour))
    _data(document, mark.fields() | {"parameters": mark.parameters})
    _layer_folders(document, selection)
    _milestone_folder(document, selection)
    ET.indent(root, " ")
    return ET.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def _alpha_blue_green_red(colour: str) -> str:
    """Return a colour `#rrggbb` as KML writes it."""
    return f"ff{colour[5:7]}{colour[3:5]}{colour[1:3]}"


def _with_sources(statements: list[Record], selection: Selection) -> list[Record]:
    """Return statements with title and address of their document."""
    sources = selection.dataset.sources
    return [
        {
            **statement,
            "source_title": sources[statement["source_id"]].title,
            "source_url": sources[statement["source_id"]].url,
        }
        for statement in statements
    ]


def _layer_folders(document: ET.Element, selection: Selection) -> None:
    statements = by_place(_with_sources(claim_records(selection), selection))
    places = place_records(selection)
    layers = selection.dataset.codes.of("layer")
    for layer in layers:
        located = [
            place for place in places if place["layer"] == layer and place["lat"] is not None
        ]
        _place_folder(document, layers[layer].label, located, statements)
    unlocated = [place for place in places if place["lat"] is None]
    _place_folder(document, "Places without a point", unlocated, statements)


def _place_folder(
    document: ET.Element,
    title: str,
    places: list[Record],
    statements: dict[str, list[Record]],
) -> None:
    if not places:
        return
    folder = _add(document, "Folder")
    _add(folder, "name", title)
    for place in places:
        said = statements[place["place_id"]]
        lines = [f"{statement['summary']} ({statement['citation']})" for statement in said]
        mark = _placemark(folder, f"place.{place['place_id']}", place["name"], lines, place)
        _add_point(mark, place)
    inner = _add(folder, "Folder")
    _add(inner, "name", f"{title}: statements")
    _add(inner, "visibility", "0")
    for place in places:
        for statement in statements[place["place_id"]]:
            _add_point(
                _statement(inner, place["name"], statement | {"layer": place["layer"]}), place
            )


def _milestone_folder(document: ET.Element, selection: Selection) -> None:
    milestones = _with_sources(milestone_records(selection), selection)
    if not milestones:
        return
    folder = _add(document, "Folder")
    _add(folder, "name", "Events without one place")
    for milestone in milestones:
        _statement(folder, milestone["title"], milestone)


def _statement(folder: ET.Element, name: str, statement: Record) -> ET.Element:
    lines = [
        statement["summary"],
        ", ".join(filter(None, (statement["citation"], statement["source_url"]))),
    ]
    return _placemark(folder, f"statement.{statement['claim_id']}", name, lines, statement)


def _placemark(
    folder: ET.Element, identifier: str, name: str, lines: list[str], record: Record
) -> ET.Element:
    """Add a placemark without its geometry, its parts in the order that the schema asks for."""
    mark = _add(folder, "Placemark", id=identifier)
    _add(mark, "name", name)
    _add(mark, "description", _paragraphs(lines))
    if record.get("date_edtf"):
        _add_time(mark, record["date_edtf"])
    if "layer" in record:
        _add(mark, "styleUrl", f"#style-{record['layer']}")
    _data(mark, record)
    return mark


def _add_time(mark: ET.Element, edtf: str) -> None:
    """Add the days that a date covers; a side without a bound is left open."""
    interval = dates.parse(edtf)
    if interval.is_day and interval.earliest:
        clock = f"T{interval.at:%H:%M:%S}" if interval.at else ""
        _add(_add(mark, "TimeStamp"), "when", f"{interval.earliest}{clock}")
    elif interval.earliest or interval.latest:
        span = _add(mark, "TimeSpan")
        for name, day in (("begin", interval.earliest), ("end", interval.latest)):
            if day:
                _add(span, name, day.isoformat())


def _add_point(mark: ET.Element, place: Record) -> None:
    if place["lat"] is not None:
        _add(_add(mark, "Point"), "coordinates", f"{place['lon']},{place['lat']}")


def _data(parent: ET.Element, record: Record) -> None:
    extended = _add(parent, "ExtendedData")
    for name, value in record.items():
        if value not in (None, ""):
            _add(_add(extended, "Data", name=name), "value", _text(value))


def _add(parent: ET.Element, tag: str, text: str | None = None, **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, tag, attributes)
    if text is not None:
        element.text = _FORBIDDEN.sub("", text)
    return element


def _text(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _paragraphs(lines: Iterable[str]) -> str:
    """Return lines as the HTML that a description is shown as."""
    return "".join(f"<p>{escape(line)}</p>" for line in lines)
