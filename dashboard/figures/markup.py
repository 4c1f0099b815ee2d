"""Tables of stated figures as HTML, each figure with the words "as stated by"."""

from collections.abc import Sequence
from html import escape

from dashboard.escaping import hint, label, link, names
from geo import Dataset
from geo.cite.references import attribution
from geo.figures import NamedCities, StatedFigure
from geo.messages import gettext as _
from geo.wording import date_words


def figure_table(figures: Sequence[StatedFigure], data: Dataset, caption: str) -> str:
    """Return the figures as a table, one row a statement, in the order given.

    Parameters
    ----------
    figures
        The statements.
    data
        The dataset they are part of.
    caption
        Plain words that name the table.
    """
    heads = [
        _("As stated by"),
        _("Published"),
        _("Figure"),
        _("Of"),
        _("About"),
        _("What the source says"),
        _("Where in the source"),
        _("Kind of publisher"),
    ]
    rows = [_cells(one, data) for one in figures]
    return f'<div class="scroll">{_table("figures-table", caption, heads, rows)}</div>'


def city_claims_table(figures: Sequence[StatedFigure], data: Dataset) -> str:
    """Return the claimed numbers of cities with what each is said of."""
    heads = [_("Cities"), _("Said of"), _("As stated by")]
    rows = [
        [
            f"<b>{escape(one.number)}</b>",
            f"{hint(data, 'kind', one.kind)}<br>{names(one.about)}",
            f"{_source(one)}<br>{names(one.summary)}",
        ]
        for one in figures
    ]
    return _table("figures-table", _("Numbers of cities that sources claim"), heads, rows)


def named_cities_table(named: Sequence[NamedCities], data: Dataset) -> str:
    """Return how many cities the statements of each kind name, with their names to open."""
    heads = [_("Cities"), _("Named in statements of kind"), _("Which")]
    rows = []
    for one in named:
        layer = label(data, "layer", one.layer) if one.layer else escape(_("All layers together"))
        listed = ", ".join(names(city) for city in one.cities)
        rows.append(
            [
                f"<b>{len(one.cities)}</b>",
                f"{hint(data, 'kind', one.kind)}<br>{layer}",
                f"<details><summary>{escape(_('Names'))}</summary>{listed}</details>",
            ]
        )
    return _table("figures-table", _("Cities in Iran that this dataset names"), heads, rows)


def _cells(one: StatedFigure, data: Dataset) -> list[str]:
    unit = label(data, "figure_unit", one.unit)
    origins = ", ".join(attribution(data.sources[name]) for name in one.source.derived_from)
    repeats = f"<br>{escape(_('repeats {source}').format(source=origins))}" if origins else ""
    return [
        _source(one) + repeats,
        escape(date_words(one.source.issued)),
        f"<b>{escape(one.number)}</b><br>{unit}",
        escape(date_words(one.edtf)),
        f"{names(one.about)}<br>{hint(data, 'kind', one.kind)}",
        names(one.summary),
        f"{names(one.locator)}<br>{hint(data, 'checked', one.checked)}",
        hint(data, "publisher_kind", one.source.publisher_kind),
    ]


def _source(one: StatedFigure) -> str:
    words = link(one.source.url, attribution(one.source))
    return f'<cite title="{escape(one.source.title)}">{words}</cite>'


def _table(kind: str, caption: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table whose cells carry their heading, for screens too narrow for columns."""
    head = "".join(f'<th scope="col">{escape(one)}</th>' for one in heads)
    body = "".join(f"<tr>{_row(heads, cells)}</tr>" for cells in rows)
    return (
        f'<table class="{kind}"><caption>{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _row(heads: Sequence[str], cells: Sequence[str]) -> str:
    return "".join(
        f'<td data-label="{escape(head)}"><div>{cell}</div></td>'
        for head, cell in zip(heads, cells, strict=True)
    )
