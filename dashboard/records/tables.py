"""The visible set as flat tables in words, for the records page."""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import pandas as pd
from pandas.api.types import is_any_real_numeric_dtype, is_datetime64_any_dtype

from dashboard.session.reading import COLUMNS
from geo import Dataset, Selection, messages
from geo.cite.locators import locator_words
from geo.cite.references import attribution
from geo.figure_words import figure_words
from geo.lookup.exact import text_sought
from geo.messages import gettext as _
from geo.spelling import fold
from geo.summaries import count_documents, in_time
from geo.wording import country_name, date_words

DATE = "date"
FIGURE = "figure"
LINK = "url"
STATEMENTS, PLACES = COLUMNS["statements"], COLUMNS["places"]

_PERSIAN = "name_fa"
_TRANSLATED = ("name", "locality", "region")
LAPTOP_COLUMNS = {
    "statements": ("about", "kind", DATE, "summary", "figure", "unit", "attribution"),
    "places": ("name", "name_fa", "layer", "locality", "country", "precision", "statements"),
}
PHONE_COLUMNS = {
    "statements": ("about", DATE, "summary", "attribution"),
    "places": ("name", "statements"),
}
"""Columns shown at first, on a laptop and on a phone."""

_UNDATED = "undated"
_FIGURE_WIDTH = 10  # digits of the number by which a figure sorts
_NO_NUMBER = "9" * _FIGURE_WIDTH  # stands for the number of a figure in words alone
_CODED = {
    "layer": "layer",
    "kind": "kind",
    "unit": "figure_unit",
    "publisher_kind": "publisher_kind",
    "checked": "checked",
    "precision": "precision",
}
_NOT_SEARCHED = ("earliest", "latest", LINK)
_SPELLINGS = ("name", "name_fa", "alt_names", "locality", "locality_fa", "region")


@dataclass(frozen=True)
class Column:
    """How one column is headed: its label, its meaning and its width in pixels."""

    label: str
    meaning: str
    width_px: int


def statement_table(selection: Selection) -> pd.DataFrame:
    """Return the shown statements in words, by first possible day, undated ones last.

    Returns
    -------
    table
        Columns `STATEMENTS` and `also`, which only the search reads, indexed by `claim_id`. `date`
        holds first and last possible day before the words, after a space, so that it sorts as time
        does. `figure` likewise has its lowest number before its words. `record_id` is the place or
        the event.
    """
    table = _statements(selection.dataset, messages.manner())
    shown = table.index.isin(selection.claims.index) | table.index.isin(selection.milestones.index)
    return table[shown]


def place_table(selection: Selection) -> pd.DataFrame:
    """Return the shown places in words, by name, with counts of their shown statements.

    Returns
    -------
    table
        Columns `PLACES`, indexed by `place_id`.
    """
    data, places = selection.dataset, selection.places
    table = pd.DataFrame(
        {
            "layer": _labels(places["layer"], data, "layer"),
            "country": [country_name(code) for code in places["country"]],
            "precision": _labels(places["precision"], data, "precision"),
            "place_id": places.index,
            **{
                name: places[name].map(messages.content) if name in _TRANSLATED else places[name]
                for name in PLACES
                if name in places and name not in ("layer", "country", "precision")
            },
            **_counts(selection),
        },
        index=places.index,
    )
    if messages.code() == "fa":  # beside the Persian name stands the one in Latin letters
        table[_PERSIAN] = places["name"].where(places["name"] != table["name"], "")
    order = table["name"].str.casefold().sort_values(kind="stable").index
    return table.loc[order, list(PLACES)]


def matching(table: pd.DataFrame, words: str) -> pd.DataFrame:
    """Keep the rows that hold every word somewhere, in any case, accent or Persian letter form.

    A word of one or two letters or digits has to be a word there, as in `geo.lookup.exact`.
    """
    wanted = [text_sought(word) for word in fold(words).split()]
    if not wanted:
        return table
    texts = table.drop(columns=[name for name in _NOT_SEARCHED if name in table])
    rows = [f" {fold(' '.join(map(str, row)))} " for row in texts.itertuples(index=False)]
    holds = [all(word in row for word in wanted) for row in rows]
    return table[pd.Series(holds, index=table.index, dtype=bool)]  # an empty list has no type


def with_first(table: pd.DataFrame, place_id: str) -> pd.DataFrame:
    """Put the rows about a place before the others; both keep their order."""
    is_own = table["record_id" if "record_id" in table else "place_id"] == place_id
    return pd.concat([table[is_own], table[~is_own]]) if is_own.any() else table


def in_order(table: pd.DataFrame, name: str, is_descending: bool) -> pd.DataFrame:
    """Sort rows by a column, whatever is empty last; rows that are alike keep their order.

    Figures that are words alone stand after the numbers, upwards and downwards.
    """
    values = table[name]
    if not is_any_real_numeric_dtype(values) and not is_datetime64_any_dtype(values):
        values = values.astype(object).map(_sorted_by, na_action="ignore")
    order = values.sort_values(ascending=not is_descending, kind="stable", na_position="last")
    if name == FIGURE:
        is_words = order.map(lambda text: text.startswith(_NO_NUMBER), na_action="ignore")
        order = is_words.astype("boolean").sort_values(kind="stable", na_position="last")
    return table.loc[order.index]


def _sorted_by(value: object) -> str | None:
    text = fold(str(value))
    return None if text.startswith(_UNDATED) else text or None


def first_columns(kind: str, is_phone: bool, data: Dataset) -> list[str]:
    """Return the columns that are shown at first; names in Persian only where there are any."""
    has_persian = (data.places[_PERSIAN] != "").any()
    chosen = (PHONE_COLUMNS if is_phone else LAPTOP_COLUMNS)[kind]
    return [name for name in chosen if name != _PERSIAN or has_persian]


def columns(kind: str, data: Dataset) -> dict[str, Column]:
    """Return the headings of the table of `statements` or `places`, in the language in use.

    What holds coded values explains each code that the data uses.
    """
    headings = _statement_columns() if kind == "statements" else _place_columns()
    for name, field in _CODED.items():
        if name in headings:
            headings[name] = replace(headings[name], meaning=_meanings(data, field))
    return headings


@lru_cache(maxsize=4)
def _statements(data: Dataset, _manner: messages.Manner) -> pd.DataFrame:
    claims = data.claims.assign(
        about=data.claims["place_id"].map(data.places["name"].map(messages.content)),
        layer=_labels(data.claims["place_id"].map(data.places["layer"]), data, "layer"),
        record_id=data.claims["place_id"],
        also=data.claims["place_id"].map(_spellings(data)),
    )
    events = data.milestones.assign(
        about=data.milestones["title"].map(messages.content),
        layer=_("Event without one place"),
        record_id=data.milestones["milestone_id"],
        also=data.milestones["title"] + " " + data.milestones["title_fa"],
    )
    rows = in_time(pd.concat([claims, events]))
    sources = [data.sources[source_id] for source_id in rows["source_id"]]
    table = rows.assign(
        claim_id=rows.index,
        kind=_labels(rows["kind"], data, "kind"),
        date=_sortable_dates(rows),
        edtf=rows["date_edtf"],
        figure=[_sortable_figure(row, data) for _id, row in rows.iterrows()],
        unit=_labels(rows["figure_unit"], data, "figure_unit"),
        attribution=[attribution(source) for source in sources],
        locator=rows["locator"].map(locator_words),
        url=pd.Series([source.url or None for source in sources], index=rows.index, dtype=object),
        publisher_kind=[
            _label(data, "publisher_kind", source.publisher_kind) for source in sources
        ],
        checked=_labels(rows["checked"], data, "checked"),
    )
    return table[[*STATEMENTS, "also"]]


def _spellings(data: Dataset) -> pd.Series:
    """Return what else each place and its city are called, by `place_id`."""
    rows = data.places[list(_SPELLINGS)].itertuples(index=False)
    return pd.Series([" ".join(row) for row in rows], index=data.places.index, dtype=object)


def _labels(codes: pd.Series, data: Dataset, field: str) -> list[str]:
    return [_label(data, field, code) if code else "" for code in codes]


def _label(data: Dataset, field: str, code: str) -> str:
    return data.codes.label(field, code, messages.code())


def _meanings(data: Dataset, field: str) -> str:
    """Explain the codes of a field, one a line."""
    codes = data.codes.of(field).values()
    return "\n".join(
        f"{_label(data, field, code.code)}: {messages.content(code.description)}" for code in codes
    )


def _sortable_dates(rows: pd.DataFrame) -> list[str]:
    """Return dates in words after their first and last day; undated ones sort last."""
    values = zip(rows["date_edtf"], rows["earliest"], rows["latest"], strict=True)
    return [
        f"{_day(first)}..{_day(last)} {date_words(edtf)}"
        if edtf
        else f"{_UNDATED} {date_words('')}"
        for edtf, first, last in values
    ]


def _day(value: Any) -> str:
    return "" if pd.isna(value) else str(value.date())


def _sortable_figure(row: pd.Series, data: Dataset) -> str:
    """Return a figure in words after its lowest recorded number; words without one sort last."""
    words = figure_words(row, data, with_unit=False)
    bounds = [bound for bound in (row["figure_low"], row["figure_high"]) if not pd.isna(bound)]
    number = f"{int(min(bounds)):0{_FIGURE_WIDTH}d}" if bounds else _NO_NUMBER
    return f"{number} {words}" if words else ""


def _counts(selection: Selection) -> dict[str, pd.Series]:
    """Count statements, documents and independent documents of each place, by `place_id`."""
    groups = selection.claims.groupby("place_id", sort=False)
    counted = {
        str(place_id): (len(claims), *count_documents(claims, selection.dataset))
        for place_id, claims in groups
    }
    frame = pd.DataFrame.from_dict(
        counted, orient="index", columns=["statements", "documents", "independent"], dtype=int
    )
    return {str(name): column for name, column in frame.items()}


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
