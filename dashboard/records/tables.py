"""The visible set as flat tables in words, for the records page."""

from functools import lru_cache
from typing import Any

import pandas as pd
from pandas.api.types import is_any_real_numeric_dtype, is_datetime64_any_dtype

from dashboard.records.headings import FIGURE, LINK, PERSIAN, label
from dashboard.session.reading import COLUMNS
from geo import Dataset, Selection, messages
from geo.check.schema import STATUS
from geo.cite.locators import locator_words
from geo.cite.references import attribution
from geo.figure_words import figure_words
from geo.lookup.exact import source_text, text_sought
from geo.messages import gettext as _
from geo.spelling import fold
from geo.summaries import count_documents, in_time
from geo.wording import country_name, date_words

STATEMENTS, PLACES = COLUMNS["statements"], COLUMNS["places"]

_TRANSLATED = ("name", "locality", "region")
_UNDATED = "undated"
_FIGURE_WIDTH = 10  # digits of the number by which a figure sorts
_NO_NUMBER = "9" * _FIGURE_WIDTH  # stands for the number of a figure in words alone
_BESIDE = ("also", STATUS)  # of which no column is made
_NOT_SEARCHED = ("earliest", "latest", LINK, STATUS)
_SPELLINGS = ("name", "name_fa", "alt_names", "locality", "locality_fa", "region")


def statement_table(selection: Selection) -> pd.DataFrame:
    """Return the shown statements in words, by first possible day, undated ones last.

    Returns
    -------
    table
        Columns `STATEMENTS`, `also`, which only the search reads, and the status of the
        translation, indexed by `claim_id`. `date` holds first and last possible day before the
        words, after a space, so that it sorts as time does. `figure` likewise has its lowest number
        before its words. `record_id` is the place or the event.
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
        table[PERSIAN] = places["name"].where(places["name"] != table["name"], "")
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
        publisher_kind=[label(data, "publisher_kind", source.publisher_kind) for source in sources],
        checked=_labels(rows["checked"], data, "checked"),
        also=rows["also"] + " " + rows["source_id"].map(_documents(data)),
    )
    return table[[*STATEMENTS, *_BESIDE]]


def _spellings(data: Dataset) -> pd.Series:
    """Return what else each place and its city are called, by `place_id`."""
    rows = data.places[list(_SPELLINGS)].itertuples(index=False)
    return pd.Series([" ".join(row) for row in rows], index=data.places.index, dtype=object)


def _documents(data: Dataset) -> dict[str, str]:
    """Return what the whole citation of a statement says of its document, by `source_id`."""
    return {
        source_id: " ".join(
            [source_text(source), *(attribution(data.sources[one]) for one in source.derived_from)]
        )
        for source_id, source in data.sources.items()
    }


def _labels(codes: pd.Series, data: Dataset, field: str) -> list[str]:
    return [label(data, field, code) if code else "" for code in codes]


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
