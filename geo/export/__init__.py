"""Files and citations of exactly the visible set.

Each file, except rows as CSV, says inside which data it is made of, which question it answers and
what it leaves out.
The same question to the same data gives the same bytes, whoever asks: page, command line or HTTP.
"""

from collections.abc import Callable
from contextvars import Context
from dataclasses import dataclass

from geo.export import (
    bibliographies,
    csv_files,
    csv_package,
    data_package,
    geojson,
    geopackage,
    geoparquet,
    kml,
    linked_places,
    plain_json,
    workbook,
)
from geo.filters import Selection
from geo.messages import N_
from geo.subject import Subject

REVISION = 5
"""Goes up when the same data and question give other bytes than before."""


@dataclass(frozen=True)
class Format:
    """One kind of file.

    Parameters
    ----------
    title
        What it is in English, for lists of formats.
    file_name
        Name of the file, and of its HTTP route.
    media_type
        Media type, with the character set of text.
    build
        Makes the file.
    """

    title: str
    file_name: str
    media_type: str
    build: Callable[[Selection], bytes]

    def download_name(self, subject: Subject) -> str:
        """Return the name under which a browser saves the file, such as `lights-places.geojson`.

        Examples
        --------
        >>> FORMATS["csv"].download_name(Subject(file_prefix="lights"))
        'lights-claims.csv'
        """
        return f"{subject.file_prefix}-{self.file_name}"


FORMATS = {
    "csv": Format(
        N_("CSV, statements about places"),
        "claims.csv",
        "text/csv; charset=utf-8",
        csv_files.build_claims,
    ),
    "csv-events": Format(
        N_("CSV, statements about events"),
        "milestones.csv",
        "text/csv; charset=utf-8",
        csv_files.build_events,
    ),
    "csv-zip": Format(
        N_("CSV tables with their description (ZIP)"),
        "tables.zip",
        "application/zip",
        csv_package.build,
    ),
    "xlsx": Format(
        N_("Excel workbook"),
        "atlas.xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        workbook.build,
    ),
    "json": Format("JSON", "claims.json", "application/json", plain_json.build),
    "geojson": Format("GeoJSON", "places.geojson", "application/geo+json", geojson.build),
    "gpkg": Format("GeoPackage", "atlas.gpkg", "application/geopackage+sqlite3", geopackage.build),
    "kml": Format("KML", "atlas.kml", "application/vnd.google-earth.kml+xml", kml.build),
    "geoparquet": Format(
        "GeoParquet", "atlas.parquet", "application/vnd.apache.parquet", geoparquet.build
    ),
    "linked-places": Format(
        "Linked Places (JSON-LD)", "linked-places.json", "application/ld+json", linked_places.build
    ),
    "package": Format("Data Package (ZIP)", "package.zip", "application/zip", data_package.build),
    "bib": Format(
        "BibTeX", "sources.bib", "application/x-bibtex; charset=utf-8", bibliographies.build_bibtex
    ),
    "ris": Format(
        "RIS",
        "sources.ris",
        "application/x-research-info-systems; charset=utf-8",
        bibliographies.build_ris,
    ),
    "csl": Format(
        "CSL-JSON",
        "sources.json",
        "application/vnd.citationstyles.csl+json",
        bibliographies.build_csl,
    ),
}
"""Formats by the name that `export` takes."""


def export(selection: Selection, name: str) -> bytes:
    """Return the visible set as a file.

    Parameters
    ----------
    selection
        The visible set.
    name
        A key of `FORMATS`.

    Raises
    ------
    KeyError
        There is no such format.

    Examples
    --------
    >>> export(geo.Filter().select(small), "xlsx")[:2]
    b'PK'
    """
    # Files are worded in English whatever language the page is in: a fresh context has no other.
    return Context().run(FORMATS[name].build, selection)
