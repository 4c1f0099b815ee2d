"""The HTML in which Streamlit's front end starts, with words for what may fail around it.

A reader whose connection, server or map is missing never gets as far as the page itself: what is
said then has to be in the first bytes.
"""

from pathlib import Path

from dashboard.templates import macros
from geo.messages import gettext as _

_TEMPLATE = macros("server/front_page.html")
ASSETS = Path(__file__).resolve().parents[1] / "assets"


def front_page(shell: str, server: str, title: str) -> str:
    """Return Streamlit's page with a title, a script and words of our own.

    Parameters
    ----------
    shell
        Streamlit's own `index.html`.
    server
        What no other run of a server is called, by which an open page knows its own again.
    title
        What the page is called.

    Raises
    ------
    ValueError
        It lacks one of the parts that are replaced.
    """
    page = _replaced(shell, "<title>", "</title>", _TEMPLATE.title(title))
    page = _replaced(page, "<noscript>", "</noscript>", _TEMPLATE.without_script())
    page = _replaced(page, '<div id="root">', "", _TEMPLATE.loading())
    return _replaced(page, "</head>", "", f"{_head(server)}</head>")


def _replaced(page: str, start: str, end: str, new: str) -> str:
    before, found, rest = page.partition(start)
    _old, ended, after = rest.partition(end) if end else ("", start, rest)
    if not found or not ended:
        raise ValueError(f"Streamlit's page has no {start}…{end}")
    return f"{before}{new}{after}"


def _head(server: str) -> str:
    style = (ASSETS / "front_page.css").read_text("utf-8")
    script = (ASSETS / "front_page.js").read_text("utf-8")
    head: str = _TEMPLATE.head(style, script, {**_texts(), "server": server})
    return head


def _texts() -> dict[str, str]:
    return {
        "loading": _("Loading the atlas…"),
        "slow": _("Loading the atlas… This takes longer than usual."),
        "offline": _(
            "This device has no network at the moment. The page goes on by itself once it is back."
        ),
        "away": _(
            "The atlas does not answer at the moment. This page connects again by itself; what "
            "you have chosen is kept in its address."
        ),
        "blocked": _(
            "The atlas answers, but this page cannot stay connected to it. Something on the way, "
            "such as a proxy or a firewall, seems to stop the connection (a WebSocket). Another "
            "network or browser may help; the data can be read without it."
        ),
        "incomplete": _("A part of this page could not be loaded."),
        "noMap": _("The map could not be loaded, or is still on its way."),
        "noCopy": _("This browser does not let the page copy. The text is selected: press Ctrl+C."),
        "again": _("Try again"),
        "files": _("Read the data as files"),
    }
