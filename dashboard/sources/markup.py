"""Lists and tables as HTML: sources, files, and the key to the marks."""

from collections.abc import Sequence
from html import escape

from dashboard.escaping import hint, link, names, repeats
from geo import Dataset
from geo.cite.coins import coins
from geo.cite.references import reference
from geo.messages import gettext as _
from geo.sources import Source


def source_card(
    source: Source, data: Dataset, places: Sequence[tuple[str, str]], events: Sequence[str] = ()
) -> str:
    """Return a source with its full reference, and the places and events that rest on it.

    Parameters
    ----------
    source
        The document.
    data
        The dataset it is part of.
    places
        Address and name of each place, for links.
    events
        Titles of events without one place.
    """
    read = {"whole": _("read whole"), "part": _("read in part"), "excerpt": _("excerpt read")}
    facts = [
        hint(data, "publisher_kind", source.publisher_kind),
        escape(read[source.read]),
        f'<span lang="en">{escape(source.language)}</span>',
        f"<code>{escape(source.source_id)}</code>",
    ]
    rests = ", ".join(
        f'<a href="{escape(url)}" target="_self">{names(name)}</a>' for url, name in places
    )
    spoken_of = escape("; ".join(events))
    opened = link(source.url, _("Open")) if source.url else ""
    note = f'<p class="notes">{names(source.note)}</p>' if source.note else ""
    lines = [
        f'<p class="reference"><bdi>{escape(reference(source))}</bdi> {opened}</p>',
        f'<p class="cite">{" · ".join(facts)}{repeats(source, data)}</p>',
        note,
        f'<p class="rests"><b>{escape(_("Places"))}</b> {rests}</p>' if rests else "",
        f'<p class="rests"><b>{escape(_("Events"))}</b> {spoken_of}</p>' if events else "",
    ]
    return f'<article class="source">{"".join(lines)}{coins(source)}</article>'
