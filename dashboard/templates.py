"""HTML from the templates beside the features, in which whatever comes from data is escaped."""

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from pandas import notna

from dashboard.escaping import (
    apart,
    as_stated,
    direction,
    is_left_in_english,
    isolate,
    link,
    mark_address,
    names,
    persian,
    quoted,
    titled,
)
from dashboard.i18n import is_mirrored
from geo import Dataset, messages
from geo.cite.coins import coins
from geo.cite.locators import locator_words
from geo.cite.references import attribution, reference
from geo.codes import RADIUS_KM
from geo.conflicts import touching
from geo.figure_words import figure_words
from geo.sources import Source
from geo.wording import capitalised, country_name, date_words, language_name, listed


def macros(template: str) -> Any:
    """Return the macros of a template, each of which returns safe HTML.

    Parameters
    ----------
    template
        Path of the file below `dashboard/`.

    Examples
    --------
    >>> macros("values.html").table_head("A & B", ["City"])
    Markup('<caption>A &amp; B</caption><thead><tr><th scope="col">City</th></tr></thead>')
    """
    return _ENVIRONMENT.get_template(template).module


def _origins(source: Source, data: Dataset) -> str:
    return listed([apart(attribution(data.sources[name])) for name in source.derived_from])


def _attribution(source: Source, locator: str = "") -> Markup:
    """Return a short attribution; where no rule says its locator otherwise, that is English."""
    is_english = locator.strip() and locator == locator_words(locator) and messages.code() != "en"
    marked = Markup('<bdi lang="en" dir="ltr">{}</bdi>' if is_english else "<bdi>{}</bdi>")
    return marked.format(attribution(source, locator))


def _gettext(text: str, /, **values: object) -> Markup:
    """Return a text in the language in use, with values in it that are escaped unless safe."""
    return _filled(messages.gettext(text), values)


def _ngettext(one: str, many: str, n: int, /, **values: object) -> Markup:
    return _filled(messages.ngettext(one, many, n), {"n": n, **values})


def _filled(text: str, values: dict[str, object]) -> Markup:
    if not values:
        return escape(text)
    said = {
        name: value if isinstance(value, int | float) else escape(value)
        for name, value in values.items()
    }
    return Markup(messages.worded(str(escape(text))).format(**said))


_ENVIRONMENT = Environment(
    loader=FileSystemLoader(Path(__file__).resolve().parent),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    undefined=StrictUndefined,
    auto_reload=False,
)
_ENVIRONMENT.tests["known"] = notna
_ENVIRONMENT.tests["translated"] = messages.is_translated
_ENVIRONMENT.tests["left_in_english"] = is_left_in_english
_ENVIRONMENT.filters.update(isolate=isolate, names=names, persian=persian, date=date_words)
_ENVIRONMENT.filters.update(
    as_stated=as_stated,
    direction=direction,
    titled=titled,
    said=messages.content,
    digits=lambda number: messages.digits(str(number)),
    number=messages.number,
)
_ENVIRONMENT.globals.update(
    _=_gettext,
    ngettext=_ngettext,
    before_count=messages.before_count,
    attribution=_attribution,
    capitalised=capitalised,
    coins=lambda source: Markup(coins(source)),
    country_name=country_name,
    figure_words=figure_words,
    is_mirrored=is_mirrored,
    language=messages.code,
    language_name=language_name,
    link=link,
    locator_words=locator_words,
    mark_address=mark_address,
    origins=_origins,
    quoted=quoted,
    radius_km=RADIUS_KM,
    reference=reference,
    touching=touching,
)
