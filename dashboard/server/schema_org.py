"""The atlas, a view and a place of it as linked data in the words of https://schema.org."""

from typing import Any

from dashboard.server.front_view import FrontView
from geo import Dataset
from geo.codes import RADIUS_KM
from geo.export import FORMATS
from geo.export.stamp import licence_of
from geo.sources import Source

Node = dict[str, Any]
_TYPES = {
    "article-journal": "ScholarlyArticle",
    "article-magazine": "Article",
    "article-newspaper": "NewsArticle",
    "book": "Book",
    "chapter": "Chapter",
    "motion_picture": "Movie",
    "post-weblog": "BlogPosting",
    "report": "Report",
    "thesis": "Thesis",
    "webpage": "WebPage",
}
"""Types of documents by those of CSL-JSON."""


def linked_data(view: FrontView, atlas: str, canonical: str) -> Node:
    """Describe the atlas, and the view as a page of it.

    Parameters
    ----------
    view
        What the address shows.
    atlas, canonical
        Addresses of the atlas and of the view; relative ones where no host is known.
    """
    about = {"@id": f"{atlas}#dataset"}
    page: Node = {
        "@type": "WebPage",
        "@id": canonical,
        "url": canonical,
        "name": view.title,
        "description": view.description,
        "inLanguage": view.language,
        "isPartOf": about,
        "mainEntity": _place(view, canonical) if view.place_id else about,
        "citation": [_document(source) for source in view.sources],
    }
    return {
        "@context": "https://schema.org",
        "@graph": [_stated(page), _dataset(view.data, atlas)],
    }


def _dataset(data: Dataset, atlas: str) -> Node:
    said, licence = data.descriptor, licence_of(data.descriptor.get("licenses"))
    keywords = said.get("keywords")
    return _stated(
        {
            "@type": "Dataset",
            "@id": f"{atlas}#dataset",
            "url": atlas,
            "name": str(said.get("title") or data.subject.title),
            "description": str(said.get("description") or data.subject.subtitle),
            "version": data.version,
            "datePublished": str(said.get("created") or "")[:10],
            "license": str(licence.get("path") or licence.get("name") or ""),
            "creator": _stated({"@type": "Organization", "name": data.subject.author}),
            "keywords": keywords if isinstance(keywords, list) else [],
            "isAccessibleForFree": True,
            "distribution": [
                {
                    "@type": "DataDownload",
                    "name": one.title,
                    "contentUrl": f"{atlas}api/{one.file_name}",
                    "encodingFormat": one.media_type.partition(";")[0],
                }
                for one in FORMATS.values()
            ],
        }
    )


def _place(view: FrontView, canonical: str) -> Node:
    place: Any = view.data.holding(view.place_id).places.loc[view.place_id]
    others = [place["name_fa"], *place["alt_names"].split(";")]
    return _stated(
        {
            "@type": "Place",
            "@id": f"{canonical}#place",
            "name": place["name"],
            "alternateName": [name.strip() for name in others if name.strip()],
            "address": _stated(
                {
                    "@type": "PostalAddress",
                    "addressLocality": place["locality"],
                    "addressRegion": place["region"],
                    "addressCountry": place["country"],
                }
            ),
            "geo": _geo(place),
        }
    )


def _geo(place: Any) -> Node:
    """Return a point for a site alone, else the circle in which the place may lie."""
    precision = place["precision"]
    radius = RADIUS_KM.get(precision)
    if place.isna()["lat"] or (radius is None and precision != "site"):
        return {}
    point = {"@type": "GeoCoordinates", "latitude": place["lat"], "longitude": place["lon"]}
    if radius is None:
        return point
    return {"@type": "GeoCircle", "geoMidpoint": point, "geoRadius": radius * 1000}


def _document(source: Source) -> Node:
    authors = [
        {"@type": "Organization" if name.is_body else "Person", "name": name.in_order}
        for name in source.authors
    ]
    publisher = str(source.item.get("publisher") or "")
    return _stated(
        {
            "@type": _TYPES.get(str(source.item.get("type")), "CreativeWork"),
            "name": source.title,
            "author": authors,
            "publisher": {"@type": "Organization", "name": publisher} if publisher else {},
            "datePublished": source.issued,
            "inLanguage": source.language,
            "url": source.url,
        }
    )


def _stated(node: Node) -> Node:
    """Return a node without what is empty."""
    return {name: value for name, value in node.items() if value not in ("", [], {})}
