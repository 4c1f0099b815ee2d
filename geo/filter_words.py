"""Filters said in words, in the language in use."""

from collections.abc import Sequence
from dataclasses import asdict

from geo import messages
from geo.criteria import Criteria
from geo.dataset import Dataset
from geo.lookup.authors import names_of
from geo.messages import gettext as _
from geo.wording import capitalised, country_name, listed, period_words

_NAMED = 3


def describe(query: Criteria, dataset: Dataset, minutes: str = "") -> str:
    """Say which places and statements a filter asks for.

    Parameters
    ----------
    query, dataset
        The filter, and the data that have the names of what it asks for.
    minutes
        The minutes in words, where only those of its period are asked for.

    Returns
    -------
    sentence
        Such as `Prisons in Tehran, statements possibly dated July to September 1988`; without
        restriction, `All places and statements`.

    Examples
    --------
    >>> describe(Criteria(cities=("paris",), from_date="1988"), small)
    'Places in Paris, statements possibly dated 1988 or later'
    """
    text = searched(query, dataset)
    parts = [_places(query, dataset), *_statements(query, dataset, minutes)]
    if parts == [_("places")]:
        if query.q:
            return _("Places and statements matching “{text}”").format(text=text)
        return _("All places and statements")
    if query.q:
        parts.append(_("matching “{text}”").format(text=text))
    return capitalised(_(", ").join(parts))


def searched(query: Criteria, dataset: Dataset) -> str:
    """Return the text that is searched for; the name of a place as the reader knows it.

    Examples
    --------
    >>> searched(Criteria(q="Alpha prison"), small)
    'Alpha prison'
    """
    is_name = bool(query.q) and (dataset.places["name"] == query.q).any()
    return messages.content(query.q) if is_name else query.q


def _places(query: Criteria, dataset: Dataset) -> str:
    layers = [dataset.subject.layer_words(layer) for layer in query.layers]
    if layers and query.keeps_events:
        layers.append(_("events without one place"))
    words = listed(layers) or _("places")
    where = [messages.content(dataset.cities.get(city, city)) for city in query.cities]
    if where:
        words = _("{places} in {cities}").format(places=words, cities=_brief(where))
    countries = [country_name(code) for code in query.countries]
    if countries:
        words = _("{places} in {cities}").format(places=words, cities=_brief(countries))
    if query.bounds is not None:
        pattern = (
            _("{places} in the area {south} to {north}, {west} across 180° to {east}")
            if query.bounds.crosses
            else _("{places} in the area {south} to {north}, {west} to {east}")
        )
        edges = {name: _degrees(name, edge) for name, edge in asdict(query.bounds).items()}
        words = pattern.format(places=words, **edges)
    if query.precision:
        labels = [_label(dataset, "precision", code) for code in query.precision]
        words = _("{places} located by {precision}").format(
            places=words, precision=listed(labels, is_choice=True)
        )
    return words


def _degrees(edge: str, value: float) -> str:
    """Say degrees with the letter of their side, such as `33.5° W`."""
    if edge in ("south", "north"):
        pattern = _("{degrees}° N") if value >= 0 else _("{degrees}° S")
    else:
        pattern = _("{degrees}° E") if value >= 0 else _("{degrees}° W")
    return pattern.format(degrees=messages.number(abs(value), ".4g"))


def _statements(query: Criteria, dataset: Dataset, minutes: str) -> list[str]:
    parts = []
    if query.kinds:
        labels = [_label(dataset, "kind", code) for code in query.kinds]
        parts.append(_("statements of kind {kinds}").format(kinds=_brief(labels, is_choice=True)))
    if query.publishers:
        labels = [_label(dataset, "publisher_kind", code) for code in query.publishers]
        parts.append(_("published by {kinds}").format(kinds=_brief(labels, is_choice=True)))
    names = names_of(dataset, query.sources)
    if names:
        words = _("statements made or published by {names}")
        parts.append(words.format(names=listed(names, is_choice=True)))
    elif query.sources:
        quoted = _("“{text}”")
        titles = [quoted.format(text=dataset.sources[name].title) for name in query.sources]
        parts.append(_("from the source {titles}").format(titles=_brief(titles, is_choice=True)))
    if minutes:
        parts.append(_("statements dated {period}").format(period=minutes))
    elif query.has_dates:
        period = period_words(query.from_date, query.to_date)
        pattern = (
            _("statements certainly dated {period}")
            if query.certainty == "certain"
            else _("statements possibly dated {period}")
        )
        parts.append(pattern.format(period=period))
    return parts


def _label(dataset: Dataset, field: str, code: str) -> str:
    return dataset.codes.label(field, code, messages.code())


def _brief(words: Sequence[str], is_choice: bool = False) -> str:
    """Join words, naming the first few where there are many."""
    if len(words) <= _NAMED + 1:
        return listed(words, is_choice)
    more = messages.ngettext("{count} more", "{count} more", len(words) - _NAMED)
    return listed([*words[:_NAMED], more.format(count=len(words) - _NAMED)], is_choice)
