"""What Streamlit itself says on a page, in the reader's language.

It knows English alone; `dashboard/assets/language.js` puts these texts in the place of its own.
"""

from geo import messages
from geo.messages import N_

_TEXTS = (
    N_("Skip to main content"),
    N_("Sidebar"),
    N_("Collapse sidebar"),
    N_("Expand sidebar"),
    N_("Help"),
    N_("Help for {name}"),
    N_("Open"),
    N_("Close"),
    N_("Dismiss"),
    N_("Clear value"),
    N_("Clear entry"),
    N_("Clear all"),
    N_("Selected values"),
    N_("Remove {name}"),
    N_("{name} — start"),
    N_("{name} — end"),
    N_("Choose an option"),
    N_("Choose options"),
    N_("No results"),
    N_("{n} option available."),
    N_("{n} options available."),
    N_("Copy to clipboard"),
    N_("Pagination"),
    N_("Previous page"),
    N_("Next page"),
    N_("Page {n}"),
    N_("Fullscreen"),
    N_("Close fullscreen"),
)


def own_words() -> dict[str, str]:
    """Return Streamlit's texts in the language in use by the English text; none in English."""
    if messages.code() == "en":
        return {}
    return {text: str(messages.gettext(text)) for text in _TEXTS}
