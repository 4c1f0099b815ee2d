"""What a presentation says, as HTML: a step, its sources, and what the script reads."""

from collections.abc import Iterable, Mapping
from html import escape

from dashboard.escaping import mark_address, names
from geo.messages import gettext as _
from geo.messages import ngettext
from geo.wording import capitalised, layer_words

_MOST_SOURCES = 6


def stage_data(values: Mapping[str, object]) -> str:
    """Return the element from whose data attributes `stage.js` reads what is on screen."""
    attributes = "".join(
        f' data-{name}="{escape(str(value))}"' for name, value in values.items() if value
    )
    return f'<div class="atlas-stage"{attributes}></div>'


def telling(above: str, title: str, text: str) -> str:
    """Return what is told: a small line, a heading and a text, all plain words."""
    body = f'<p class="told">{names(text)}</p>' if text else ""
    return f'<p class="above">{escape(above)}</p><h2>{names(title)}</h2>{body}'


def marks_key(
    counts: Mapping[str, int], colours: Mapping[str, str], told: Mapping[str, int] | None = None
) -> str:
    """Return what the marks on a presented map mean, with the number of places of each layer.

    Parameters
    ----------
    counts
        Places shown by layer; a layer without any is left out.
    colours
        Colour of each layer on this ground.
    told
        How many of them a step tells of, since its map shows all places of its period.
    """
    parts = []
    for layer, count in counts.items():
        number = str(count)
        if told and told.get(layer, 0):
            number = _("{n} on the whole map, {told} told of here").format(
                n=count, told=told[layer]
            )
        if count:
            mark = f'<img src="{mark_address(layer, colour=colours[layer])}" alt="">'
            words = escape(f"{capitalised(layer_words(layer))} {number}")
            parts.append(f"<span>{mark}{words}</span>")
    if not parts:
        return ""
    words = escape(_("Hollow marks: not the place itself, mostly the centre of a city"))
    return f'<p class="stage-key">{"".join(parts)}<span class="above">{words}</span></p>'


def sources_footer(attributions: Iterable[str], more: str = "") -> str:
    """Return the line of sources under everything that is presented.

    Parameters
    ----------
    attributions
        Short attributions; of many, the first few are named and the others counted.
    more
        Where the others are listed.
    """
    said = list(attributions)
    if not said:
        return f'<p class="foot">{escape(_("Nothing is shown, so no source is cited."))}</p>'
    shown = said if len(said) <= _MOST_SOURCES + 1 else said[:_MOST_SOURCES]
    line = "; ".join(f"<cite>{names(one)}</cite>" for one in shown)
    rest = len(said) - len(shown)
    if rest:
        words = ngettext("and {n} more source", "and {n} more sources", rest).format(n=rest)
        line += f" {escape(words)}{escape(more)}"
    head = ngettext("Source:", "Sources:", len(said))
    return f'<p class="foot"><b>{escape(head)}</b> {line}</p>'


def notes_list(notes: Iterable[tuple[str, str, str]]) -> str:
    """Return the statements behind a step as the speaker's notes.

    Parameters
    ----------
    notes
        Summary, attribution and editorial note of each statement, plain texts.
    """
    rows = []
    for summary, said_by, note in notes:
        extra = f'<p class="notes">{names(note)}</p>' if note else ""
        rows.append(f"<li><p>{names(summary)}</p><p><cite>{names(said_by)}</cite></p>{extra}</li>")
    return f'<ol class="speaker-notes">{"".join(rows)}</ol>'
