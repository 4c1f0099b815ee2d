"""The prose of the about page."""

import re

from dashboard.look import marks_of_dates
from geo.messages import gettext as _
from geo.subject import Subject

_HEADING = re.compile(r"^##[ \t]+(.+)$", re.MULTILINE)


def sections(about: str) -> tuple[str, list[tuple[str, str]]]:
    """Split Markdown at its second-level headings.

    Returns
    -------
    beginning, sections
        What stands before the first heading, then each heading with what follows it.
    """
    beginning, *rest = _HEADING.split(about)
    pairs = zip(rest[::2], rest[1::2], strict=True)
    return beginning.strip(), [(title.strip(), text.strip()) for title, text in pairs]


def uncertainty(subject: Subject) -> str:
    """Return how stated dates are to be read, as Markdown."""
    lines = (
        *marks_of_dates(),
        _(
            "“Possibly dated” keeps statements whose date overlaps the period; "
            "“certainly dated” keeps those that lie wholly inside it. “About” and "
            "“uncertain” do not widen a date."
        ),
        _(
            "Dates are Gregorian. Beside the language, dates of the Solar Hijri or of the lunar "
            "Hijri calendar can be shown with them. A month or a year of one lies in several of "
            "another: the first and the last are named."
        ),
        _(
            "Lunar Hijri dates are those of the Umm al-Qura calendar of Saudi Arabia, which is "
            "calculated; where months begin when the moon is sighted, they may differ by a day. "
            "Before August 1924 and after November 2077 there are none."
        ),
        str(subject.date_note),
    )
    return "\n".join(f"- {line}" for line in lines if line)
