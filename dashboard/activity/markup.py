"""Announced gatherings beside reports of them as HTML."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from html import escape

from dashboard.escaping import link, names
from geo import Dataset
from geo.activity import Announcement
from geo.cite.references import attribution
from geo.messages import gettext as _
from geo.messages import ngettext
from geo.sources import Source
from geo.wording import date_words


def announcements_summary(found: Sequence[Announcement]) -> str:
    """Say in plain words how many announcements have which report."""
    counts = Counter(one.match for one in found)
    said = ngettext(
        "{n} announcement by city and date", "{n} announcements by city and date", len(found)
    ).format(n=len(found))
    return _(
        "{announcements}: {days} with a report of a gathering as held on those days, {month} with "
        "one of other days of the month, {none} with no report in this dataset, {wide} announced "
        "for a longer period and not compared."
    ).format(
        announcements=said,
        days=counts["days"],
        month=counts["month"],
        none=counts["none"],
        wide=counts["wide"],
    )


def announcements_table(
    found: Iterable[Announcement], data: Dataset, address: Callable[[str], str]
) -> str:
    """Return one row a city and announced date, with who announces and who reports.

    Parameters
    ----------
    found
        The announcements.
    data
        The dataset they are part of.
    address
        Returns the address of a place by its id.
    """
    heads = [_("City"), _("Announced for"), _("Announced by"), _("Reported as held")]
    head = "".join(f'<th scope="col">{escape(one)}</th>' for one in heads)
    rows = []
    for one in found:
        city = names(data.cities[one.city])
        place = f'<a href="{escape(address(one.place_id))}" target="_self">{city}</a>'
        cells = [
            place,
            escape(date_words(one.edtf)),
            _documents(one.announced, data),
            _answer(one, data),
        ]
        body = "".join(
            f'<td data-label="{escape(label)}"><div>{cell}</div></td>'
            for label, cell in zip(heads, cells, strict=True)
        )
        rows.append(f"<tr>{body}</tr>")
    caption = escape(_("Announced gatherings and reports of them"))
    return (
        f'<table class="figures-table"><caption>{caption}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
    )


def _answer(one: Announcement, data: Dataset) -> str:
    if one.match == "wide":
        return escape(_("Announced for a longer period; not compared"))
    if one.match == "days":
        words = _documents(one.held, data)
    elif one.match == "month":
        words = escape(_("No report of those days in this dataset; in the same month:"))
        words += f"<br>{_documents(one.held, data, dated=True)}"
    else:
        words = escape(_("No report of it in this dataset"))
    if one.mentioned:
        words += f"<br>{escape(_('Mentioned by'))} {_documents(one.mentioned, data)}"
    return words


def _documents(claim_ids: Iterable[str], data: Dataset, dated: bool = False) -> str:
    """Name the documents behind statements, each once, with its dates where asked."""
    dates: dict[str, list[str]] = {}
    for claim_id in claim_ids:
        source_id = str(data.claims.at[claim_id, "source_id"])
        dates.setdefault(source_id, []).append(str(data.claims.at[claim_id, "date_edtf"]))
    return "<br>".join(
        _document(data.sources[source_id], stated, dated) for source_id, stated in dates.items()
    )


def _document(source: Source, stated: Sequence[str], dated: bool) -> str:
    words = link(source.url, attribution(source))
    if dated:
        words += f" ({escape(', '.join(dict.fromkeys(map(date_words, stated))))})"
    times = ngettext("{n} statement", "{n} statements", len(stated)).format(n=len(stated))
    return words + (f" · {escape(times)}" if len(stated) > 1 else "")
