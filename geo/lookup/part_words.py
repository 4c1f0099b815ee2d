"""How the parts of a reading are said, in the language in use."""

from collections.abc import Mapping

from geo import messages
from geo.dataset import Dataset
from geo.lookup.vocabulary import Part
from geo.messages import gettext as _
from geo.wording import capitalised, country_name, listed

_ORDER = ("place", "cities", "countries", "layers", "kinds", "publishers", "sources", "dates")


def words_of(dataset: Dataset, parts: Mapping[str, Part], is_card: bool = False) -> list[str]:
    """Say the parts of a reading by their fields, each as its filter does.

    Parameters
    ----------
    dataset
        What the parts are of.
    parts
        The parts by field.
    is_card
        Whether the place among them is opened and nothing restricted.

    Examples
    --------
    >>> words_of(small, {"cities": Part("cities", ("paris",))})
    ['Paris']
    """
    if is_card:
        return [_("the card of “{name}”, {city}").format(**_named(dataset, parts["place"]))]
    said = [_words(dataset, parts[field]) for field in _ORDER if field in parts]
    if "certainty" in parts:
        said[-1] = _words_certainty(parts["certainty"].values[0], parts["dates"].words)
    return said


def said_of(part: Part) -> str:
    """Say what restricting to the documents of a name means.

    Examples
    --------
    >>> said_of(Part("sources", ("agency-report",), "Example Agency"))
    'Stated or published by Example Agency'
    """
    return capitalised(_("stated or published by {source}").format(source=part.words))


def _named(dataset: Dataset, part: Part) -> dict[str, str]:
    """Return the name of a place and of its city."""
    row = dataset.places.loc[part.values[0]]
    return {"name": messages.content(row["name"]), "city": messages.content(row["locality"])}


def _words_certainty(certainty: str, period: str) -> str:
    words = _("certainly {period}") if certainty == "certain" else _("possibly {period}")
    return capitalised(words.format(period=period))


def _words(dataset: Dataset, part: Part) -> str:
    """Say one part, each code as its filter does."""
    if part.field == "dates":
        return capitalised(part.words)
    if part.field == "sources":
        return said_of(part)
    if part.field == "place":
        return _("naming “{name}”, {city}").format(**_named(dataset, part))
    fields = {"kinds": "kind", "publishers": "publisher_kind"}
    said = []
    for code in dict.fromkeys(part.values):
        if part.field == "cities":
            said.append(messages.content(dataset.cities[code]))
        elif part.field == "countries":
            said.append(country_name(code))
        elif part.field == "layers":
            said.append(capitalised(dataset.subject.layer_words(code)))
        else:
            said.append(dataset.codes.label(fields[part.field], code, messages.code()))
    words = listed(said, is_choice=True)
    if part.words:
        name = capitalised(messages.content(part.words))
        return _("{date} ({other})").format(date=name, other=words)
    return _("published by {kinds}").format(kinds=words) if part.field == "publishers" else words
