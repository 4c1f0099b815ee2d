"""What Streamlit itself says on a page, in the reader's language.

It knows English alone; `dashboard/assets/language.js` puts these texts in the place of its own.
"""

from geo import messages
from geo.messages import N_

_TEXTS = (
    N_("Skip to main content"),
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


_CALLED = {
    "Sidebar": N_("Filters"),
    "Collapse sidebar": N_("Close the filters"),
    "Expand sidebar": N_("Open the filters"),
}
"""What is called otherwise here, in English too."""


def own_words() -> dict[str, str]:
    """Return what Streamlit's texts are called in the language in use, by the English text."""
    texts = () if messages.code() == "en" else _TEXTS
    called = {text: text for text in texts} | _CALLED
    return {text: str(messages.gettext(said)) for text, said in called.items()}
