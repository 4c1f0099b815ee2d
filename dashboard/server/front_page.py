"""The HTML in which Streamlit's front end starts, with words for what may fail around it.

A reader whose connection, server or map is missing never gets as far as the page itself: what is
said then has to be in the first bytes.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Self

from markupsafe import Markup

from dashboard import i18n
from dashboard.i18n import LANGUAGES
from dashboard.server import preview
from dashboard.server.front_view import FrontView
from dashboard.server.schema_org import linked_data
from dashboard.templates import macros
from geo.messages import gettext as _

_TEMPLATE = macros("server/front_page.html")
_PARTS = ("first_view", "front_page")
_COMMENT = re.compile(r"\s*/\*.*?\*/", re.DOTALL)  # of a style sheet, for who changes it
_NONE = Markup()
_FONT = re.compile(r'<link[^>]*rel="preload"[^>]*as="font"[^>]*>')
"""Streamlit's own typeface, which the reader's takes the place of: 170 KB before all else."""
_FETCHED = re.compile(
    r'<(?:script type="module"|link rel="(?:modulepreload|stylesheet)")[^>]*>(?:</script>)?'
)
"""What a browser asks for as soon as it reads of it: after what it can show already."""
ASSETS = Path(__file__).resolve().parents[1] / "assets"


@dataclass(frozen=True)
class FrontPage:
    """Streamlit's page with a script and words of our own, open for what an address shows.

    Parameters
    ----------
    before, head, rest, body
        The page up to its language, from there to its title, from there to the end of its head,
        and from there to the words for readers without scripts.
    end
        What follows these: up to where Streamlit draws, and the rest.
    server
        What no other run of a server is called, by which an open page knows its own again.
    """

    before: str
    head: str
    rest: str
    body: str
    end: tuple[str, str]
    server: str

    @classmethod
    def around(cls, shell: str, server: str) -> Self:
        """Take Streamlit's page apart.

        Parameters
        ----------
        shell
            Streamlit's own `index.html`.
        server
            Name of this run of the server.

        Raises
        ------
        ValueError
            It lacks one of the parts that are replaced.
        """
        before, page = _cut(shell, '<html lang="', '"')
        head, page = _cut(page, "<title>", "</title>")
        in_head, page = _cut(page, "</head>")
        in_body, page = _cut(page, "<noscript>", "</noscript>")
        before_root, after_root = _cut(page, '<div id="root">')
        fetched = "".join(_FETCHED.findall(in_head))
        end = (f"{fetched}{_TEMPLATE.pages_style()}{before_root}", after_root)
        return cls(before, _FONT.sub("", head), _FETCHED.sub("", in_head), in_body, end, server)

    def of_view(
        self, view: FrontView, atlas: str, picture: Markup = _NONE, talk: Markup = _NONE
    ) -> str:
        """Return the page of an address.

        Parameters
        ----------
        view
            What the address shows.
        atlas
            Address of the atlas with a slash at its end, empty where it is not known.
        picture
            The first picture of its map, empty where it has none.
        talk
            The first words of its presentation, empty where it has none.
        """
        url = f"{atlas}?{view.query}" if view.query else atlas
        canonical = url or "./"
        about = _TEMPLATE.about(
            view,
            view.data.subject.title,
            canonical,
            url if atlas else "",
            _picture(view, atlas),
            linked_data(view, atlas or "./", canonical),
        )
        return self._filled(view.language, about, _TEMPLATE.first(view, picture, talk))

    def without_data(self, title: str) -> str:
        """Return the page where there are no data to describe."""
        return self._filled("en", _TEMPLATE.title(title), _TEMPLATE.first_words())

    def _filled(self, language: str, about: Markup, first: Markup) -> str:
        direction = "rtl" if i18n.is_mirrored(language) else "ltr"
        return (
            f'{self.before}<html dir="{direction}" lang="{language}"{self.head}'
            f"{about}{self.rest}{_head(self.server, language)}</head>{self.body}{first}"
            f"{self.end[0]}{_TEMPLATE.loading()}{self.end[1]}"
        )


def _picture(view: FrontView, atlas: str) -> dict[str, object]:
    # Who asks for the picture may accept other languages than who asked for the page.
    by_browser = view.language if not view.address.language else ""
    language = f"lang={by_browser}" if by_browser not in ("", LANGUAGES[0]) else ""
    query = "&".join(part for part in (view.query, language) if part)
    return {
        "url": f"{atlas}preview.png{query and '?'}{query}",
        "width": preview.WIDTH,
        "height": preview.HEIGHT,
        "alternative": preview.alternative(view),
    }


def _cut(page: str, start: str, end: str = "") -> tuple[str, str]:
    """Return what is before and after a part of a page."""
    before, found, rest = page.partition(start)
    _old, ended, after = rest.partition(end) if end else ("", start, rest)
    if not found or not ended:
        raise ValueError(f"Streamlit's page has no {start}…{end}")
    return before, after


@lru_cache(maxsize=len(LANGUAGES))
def _head(server: str, _language: str) -> str:
    style, script = (
        "".join((ASSETS / f"{part}.{suffix}").read_text("utf-8") for part in _PARTS)
        for suffix in ("css", "js")
    )
    head: str = _TEMPLATE.head(_COMMENT.sub("", style), script, {**_texts(), "server": server})
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
