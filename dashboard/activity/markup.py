"""Announced gatherings beside reports of them as HTML."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from dashboard.templates import macros
from geo import Dataset
from geo.activity import Announcement
from geo.messages import gettext as _
from geo.messages import ngettext
from geo.sources import Source


def announcements_summary(announcements: Sequence[Announcement]) -> str:
    """Say in plain words how many announcements have which report."""
    counts = Counter(announcement.match for announcement in announcements)
    said = ngettext(
        "{n} announcement by city and date",
        "{n} announcements by city and date",
        len(announcements),
    ).format(n=len(announcements))
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
    announcements: Iterable[Announcement], data: Dataset, address: Callable[[str], str]
) -> str:
    """Return one row a city and announced date, with who announces and who reports.

    Parameters
    ----------
    announcements
        The announcements.
    data
        The dataset they are part of.
    address
        Returns the address of a place by its id.
    """
    template = macros("activity/activity.html")
    table: str = template.announcements_table(announcements, data, address, _documents)
    return table


def _documents(claim_ids: Iterable[str], data: Dataset) -> list[tuple[Source, list[str]]]:
    """Return the documents behind statements, each once, with the dates that it states."""
    dates: dict[str, list[str]] = {}
    for claim_id in claim_ids:
        source_id = str(data.claims.at[claim_id, "source_id"])
        dates.setdefault(source_id, []).append(str(data.claims.at[claim_id, "date_edtf"]))
    return [(data.sources[source_id], stated) for source_id, stated in dates.items()]
