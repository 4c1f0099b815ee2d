"""Linked Places Format: places with names, dates and citations for gazetteers.

The format is that of https://github.com/LinkedPasts/linked-places-format, version 1.2, held to the
stricter schema 2.0 of the World Historical Gazetteer. That one takes dates without the marks of
EDTF, so a `when` has years, months and days as `timespans`, doubt as `certainty`, and the date as
the source states it as `edtf`. A place without a point has an empty collection of geometries.
Milestones and the stamp are members of the collection beside its features.
"""

import json
import re
from typing import Any

from geo import dates
from geo.export.records import (
    Record,
    as_json,
    by_place,
    claim_records,
    listed,
    milestone_records,
    place_records,
)
from geo.export.stamp import metadata, permalink
from geo.filters import Selection
from geo.sources import Source
from geo.subject import Layer, Subject
from geo.wording import date_words

_CONTEXT = (
    "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/"
    "linkedplaces-context-v1.1.jsonld"
)
_OWN_TERMS = {
    "edtf": {"@id": "dct:date", "@type": "http://id.loc.gov/datatypes/edtf"},
    "claim_id": "dct:identifier",
    "year": "dct:issued",
}
_CERTAINTY = {
    "site": "less-certain",
    "district": "less-certain",
    "locality": "uncertain",
    "region": "uncertain",
}
_STATED = re.compile(r"(\d{4}(?:-\d\d){0,2})[~?%]?(?:T.*|/(\d{4}(?:-\d\d){0,2})[~?%]?)?")
_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+\.[a-z]{2,63}(:\d{1,5})?(/.*)?")
"""Addresses that the schema takes for a `source`; a citation holds any."""
_ARABIC_SCRIPT = re.compile("[\u0620-\u064a\u066e-\u06d3]")
_LETTERS = {"ckb": frozenset("ێۆڵڕەڤ"), "ar": frozenset("ةإ"), "": frozenset("يك")}
"""Letters that Persian is not written with, by the language that they show.

Two that Arabic has stand in carelessly typed Persian too, so they show none.
"""
_GEONAMES = "https://www.geonames.org/"
_NOTES = (
    "The certainty of a geometry follows from the precision of the point: less-certain for site "
    "and district, which a public page states, uncertain for locality and region. None is called "
    "certain, since the atlas has not confirmed any.",
    "The citations of a name are documents that speak of the place. Which of them uses which "
    "spelling is not recorded.",
)


def build(selection: Selection) -> bytes:
    """Return the feature collection as JSON-LD, points as longitude and latitude in WGS 84.

    Examples
    --------
    >>> json.loads(build(geo.Filter().select(small)))["features"][0]["names"][0]["toponym"]
    'Alpha prison'
    """
    statements = by_place(claim_records(selection))
    collection = {
        "type": "FeatureCollection",
        "@context": [_CONTEXT, _OWN_TERMS],
        "metadata": metadata(selection, *_NOTES),
        "features": [
            _feature(place, statements[place["place_id"]], selection)
            for place in place_records(selection)
        ],
        "milestones": milestone_records(selection),
    }
    return (json.dumps(collection, ensure_ascii=False, default=as_json) + "\n").encode()


def _feature(place: Record, statements: list[Record], selection: Selection) -> Record:
    sources = selection.dataset.sources
    layer = selection.dataset.subject.layer[place["layer"]]
    letter, concept, term = layer.place_type
    label = selection.dataset.codes.label("layer", place["layer"])
    feature = {
        "@id": _identifier(place["place_id"], selection.dataset.subject),
        "type": "Feature",
        "properties": {
            "title": place["name"],
            "ccodes": [place["country"]],
            "fclasses": [letter],
            "place_id": place["place_id"],
            "precision": place["precision"],
            "notes": place["notes"],
        },
        "names": _names(place, [_citation(statement, sources) for statement in statements]),
        "types": [{"identifier": concept, "label": term, "sourceLabels": [_label(label)]}],
        "geometry": _geometry(place, sources),
        "links": _links(place, layer),
        "relations": _relations(place, layer),
        "descriptions": [_description(statement, sources) for statement in statements],
    }
    spans = {statement["date_edtf"] for statement in statements if statement["date_edtf"]}
    if spans:
        feature["when"] = {
            "timespans": [_timespan(edtf) for edtf in sorted(spans)],
            "label": "when the shown statements place what they report",
        }
    return {name: value for name, value in feature.items() if value != []}


def _identifier(place_id: str, subject: Subject) -> str:
    """Return the address of a place, or a name that no address can be mistaken for."""
    link = permalink(f"place={place_id}")
    return f"urn:{subject.id}:place:{place_id}" if link.startswith("?") else link


def _names(place: Record, citations: list[Record]) -> list[Record]:
    names: list[Record] = [{"toponym": place["name"], "lang": "en", "citations": citations}]
    if place["name_fa"]:
        names.append({"toponym": place["name_fa"], "lang": "fa"})
    names += [{"toponym": name, **_language(name)} for name in listed(place["alt_names"])]
    return names


def _language(name: str) -> Record:
    """Return the language of another spelling as its letters show it; none where they do not.

    In Latin letters it may be English, the local language or a spelling of Persian, which the atlas
    does not record.
    """
    if not _ARABIC_SCRIPT.search(name):
        return {}
    language = next((code for code, letters in _LETTERS.items() if letters & set(name)), "fa")
    return {"lang": language} if language else {}


def _citation(statement: Record, sources: dict[str, Source]) -> Record:
    source = sources[statement["source_id"]]
    citation = {"label": statement["citation"]}
    if source.url:
        citation["@id"] = source.url
    if source.year:
        citation["year"] = str(source.year)
    return citation


def _description(statement: Record, sources: dict[str, Source]) -> Record:
    source = sources[statement["source_id"]]
    description: Record = {
        "value": statement["summary"],
        "lang": "en",
        "claim_id": statement["claim_id"],
        "citations": [_citation(statement, sources)],
    }
    if _ADDRESS.fullmatch(source.url):
        description["source"] = source.url
    if statement["date_edtf"]:
        description["when"] = _when(statement["date_edtf"])
    return description


def _when(edtf: str) -> Record:
    interval = dates.parse(edtf)
    when = {"timespans": [_timespan(edtf)], "label": date_words(edtf), "edtf": edtf}
    if interval.uncertain:
        when["certainty"] = "uncertain"
    elif interval.approximate:
        when["certainty"] = "less-certain"
    return when


def _timespan(edtf: str) -> Record:
    """Return a date as a start, with an end for an interval.

    Years, months and days are given as stated; sets, decades and open dates by their first and
    last day, and an open side is left out.
    """
    stated = _STATED.fullmatch(edtf)
    if stated:
        sides = {"start": stated[1], "end": stated[2]}
        return {side: {"in": day} for side, day in sides.items() if day}
    interval = dates.parse(edtf)
    bounds = {"start": ("earliest", interval.earliest), "end": ("latest", interval.latest)}
    return {side: {name: f"{day}"} for side, (name, day) in bounds.items() if day}


def _geometry(place: Record, sources: dict[str, Source]) -> Record:
    if place["lat"] is None:
        return {"type": "GeometryCollection", "geometries": []}
    return {
        "type": "Point",
        "coordinates": [place["lon"], place["lat"]],
        "certainty": _CERTAINTY.get(place["precision"], "uncertain"),
        "citations": [_coordinate_citation(place["coord_source"], sources)],
    }


def _coordinate_citation(code: str, sources: dict[str, Source]) -> Record:
    if code in sources:
        return _citation({"source_id": code, "citation": sources[code].title}, sources)
    number = _geonames(code)
    return {"label": f"GeoNames {number}", "@id": f"{_GEONAMES}{number}/"}


def _links(place: Record, layer: Layer) -> list[Record]:
    """Link a city to its entry in GeoNames; other places have none of their own."""
    number = _geonames(place["coord_source"])
    if not layer.is_city or not number:
        return []
    return [{"type": "closeMatch", "identifier": f"{_GEONAMES}{number}/"}]


def _relations(place: Record, layer: Layer) -> list[Record]:
    """Relate a place to the city at whose centre it is shown for want of a better point."""
    number = _geonames(place["coord_source"])
    if layer.is_city or place["precision"] != "locality" or not number:
        return []
    return [
        {
            "relationType": "gvp:tgn3000_related_to",
            "relationTo": f"{_GEONAMES}{number}/",
            "label": f"Shown at the centre of {place['locality']}, not at the place itself",
        }
    ]


def _geonames(code: str | None) -> str:
    scheme, _, number = (code or "").partition(":")
    return number if scheme == "geonames" else ""


def _label(text: str) -> dict[str, Any]:
    return {"label": text, "lang": "en"}
