"""How the tables of records are headed, and which of their columns are shown at first."""

from dataclasses import dataclass, replace

from geo import Dataset, messages
from geo.messages import gettext as _

DATE = "date"
FIGURE = "figure"
LINK = "url"
PERSIAN = "name_fa"

LAPTOP_COLUMNS = {
    "statements": ("about", "kind", DATE, "summary", "figure", "unit", "attribution"),
    "places": ("name", "name_fa", "layer", "locality", "country", "precision", "statements"),
}
PHONE_COLUMNS = {
    "statements": ("about", DATE, "summary", "attribution"),
    "places": ("name", "statements"),
}
"""Columns shown at first, on a laptop and on a phone."""

_CODED = {
    "layer": "layer",
    "kind": "kind",
    "unit": "figure_unit",
    "publisher_kind": "publisher_kind",
    "checked": "checked",
    "precision": "precision",
}


@dataclass(frozen=True)
class Column:
    """How one column is headed: its label, its meaning and its width in pixels."""

    label: str
    meaning: str
    width_px: int


def first_columns(kind: str, is_phone: bool, data: Dataset) -> list[str]:
    """Return the columns that are shown at first; names in Persian only where there are any."""
    has_persian = (data.places[PERSIAN] != "").any()
    chosen = (PHONE_COLUMNS if is_phone else LAPTOP_COLUMNS)[kind]
    return [name for name in chosen if name != PERSIAN or has_persian]


def columns(kind: str, data: Dataset) -> dict[str, Column]:
    """Return the headings of the table of `statements` or `places`, in the language in use.

    What holds coded values explains each code that the data uses.
    """
    headings = _statement_columns() if kind == "statements" else _place_columns()
    for name, field in _CODED.items():
        if name in headings:
            headings[name] = replace(headings[name], meaning=_meanings(data, field))
    return headings


def label(data: Dataset, field: str, code: str) -> str:
    """Return what a code of a field is called in the language in use."""
    return data.codes.label(field, code, messages.code())


def _meanings(data: Dataset, field: str) -> str:
    """Explain the codes of a field, one a line."""
    codes = data.codes.of(field).values()
    return "\n".join(
        f"{label(data, field, code.code)}: {messages.content(code.description)}" for code in codes
    )


def _statement_columns() -> dict[str, Column]:
    return {
        "about": Column(_("Place or event"), _("What the statement is about"), 160),
        "layer": Column(_("Layer"), _("Kind of place, or an event without one place"), 150),
        "kind": Column(_("Kind"), _("What the statement reports"), 110),
        DATE: Column(
            _("Date"), _("The date as the source states it, in words; sorts by time"), 120
        ),
        "edtf": Column(_("Date, EDTF"), _("The same date in Extended Date/Time Format"), 150),
        "earliest": Column(_("First possible day"), _("Empty where the date is open"), 120),
        "latest": Column(_("Last possible day"), _("Empty where the date is open"), 120),
        "figure": Column(
            _("Figure"), _("As this source states it; sorts by its first number"), 120
        ),
        "unit": Column(_("Unit"), _("What the figure counts or measures"), 90),
        "summary": Column(_("Summary"), _("What the source says, in the atlas's words"), 320),
        "attribution": Column(_("As stated by"), _("Author and year of the document"), 140),
        "locator": Column(_("Where in the source"), _("Page, paragraph or section"), 160),
        LINK: Column(_("Source"), _("Opens the document"), 80),
        "publisher_kind": Column(_("Published by"), _("Kind of publisher"), 140),
        "checked": Column(_("Checked"), _("Whether the passage or an excerpt was read"), 120),
        "notes": Column(_("Notes"), _("How a date was read, where another source differs"), 300),
        "claim_id": Column(_("Statement id"), _("Identifier of the statement"), 220),
        "record_id": Column(_("Place or event id"), _("Identifier of the place or event"), 200),
        "source_id": Column(_("Source id"), _("Identifier of the document"), 200),
    }


def _place_columns() -> dict[str, Column]:
    return {
        "name": Column(_("Place"), _("Its name"), 260),
        "name_fa": Column(
            _("Latin name") if messages.code() == "fa" else _("Persian name"),
            _("Empty where none was found"),
            170,
        ),
        "alt_names": Column(_("Also written"), _("Other names and spellings"), 240),
        "layer": Column(_("Layer"), _("Kind of place"), 160),
        "locality": Column(_("City"), _("City or town, or the nearest one"), 140),
        "region": Column(_("Region"), _("Province or state"), 140),
        "country": Column(_("Country"), _("Country today"), 110),
        "precision": Column(_("Precision"), _("What the point stands for"), 120),
        "statements": Column(_("Statements"), _("Statements shown about the place"), 105),
        "documents": Column(_("Documents"), _("Documents behind those statements"), 105),
        "independent": Column(
            _("Independent"), _("Documents that repeat one another count once"), 110
        ),
        "lat": Column(_("Latitude"), _("Degrees, WGS 84"), 100),
        "lon": Column(_("Longitude"), _("Degrees, WGS 84"), 100),
        "coord_source": Column(_("Coordinate source"), _("Where the coordinate comes from"), 160),
        "notes": Column(_("Notes"), _("What the point does not show"), 300),
        "place_id": Column(_("Place id"), _("Identifier of the place"), 200),
    }
