"""Names and texts in all the languages and spellings that there are."""

from functools import cache, lru_cache

from babel import Locale
from babel.core import get_global

from geo.dataset import Dataset
from geo.spelling import fold

COUNTRY_LANGUAGES = ("en", "fa", "fr", "ar")
"""Languages in which a country may be named."""


def in_every_language(dataset: Dataset, text: str) -> list[str]:
    """Return a text of the data, and what it is in each language that the data have it in.

    Examples
    --------
    >>> in_every_language(small, "Paris")
    ['Paris', 'پاریس']
    """
    others = (texts.get(text, text) for texts in dataset.translations.values())
    return list(dict.fromkeys([text, *others]))


@cache
def country_names(code: str) -> tuple[str, ...]:
    """Return the names of a country in each of `COUNTRY_LANGUAGES`; its code where it has none.

    Examples
    --------
    >>> country_names("FR")
    ('France', 'فرانسه', 'فرنسا')
    """
    known = [Locale.parse(language).territories for language in COUNTRY_LANGUAGES]
    return tuple(dict.fromkeys(str(names.get(code, code)) for names in known))


@cache
def country_codes(code: str) -> tuple[str, ...]:
    """Return other codes of a country, in letters.

    Examples
    --------
    >>> country_codes("GB")
    ('GBR', 'UK')
    """
    aliases = get_global("territory_aliases").items()
    return tuple(sorted(one for one, codes in aliases if codes == [code] and one.isalpha()))


@lru_cache(maxsize=2)
def names_of_cities(dataset: Dataset) -> list[list[str]]:
    """Return the names of each city of `dataset.cities`, in their order.

    A city is named as its places name it, and by the other names that all its places share.

    Examples
    --------
    >>> names_of_cities(small)
    [['Isfahan', 'اصفهان'], ['Paris', 'پاریس'], ['Tehran', 'تهران']]
    """
    number = {code: at for at, code in enumerate(dataset.cities)}
    own: list[dict[str, None]] = [{} for _ in number]
    shared: list[list[set[str]]] = [[] for _ in number]
    columns = ["city", "locality", "locality_fa", "alt_names", "name"]
    for code, name, name_fa, others, place in dataset.places[columns].itertuples(index=False):
        named = filter(None, (*in_every_language(dataset, name), name_fa))
        own[number[code]] |= dict.fromkeys(named)
        is_city = fold(place) == fold(name)
        shared[number[code]].append(set(filter(None, others.split(";"))))
        if is_city:
            own[number[code]] |= dict.fromkeys(filter(None, others.split(";")))
    for at, others_of_each in enumerate(shared):
        if len(others_of_each) > 1:
            own[at] |= dict.fromkeys(sorted(set.intersection(*others_of_each)))
    for code, name in dataset.cities.items():  # also where its places are not in memory
        own[number[code]] |= dict.fromkeys(filter(None, in_every_language(dataset, name)))
    return [list(names) for names in own]
