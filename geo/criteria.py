"""What a filter restricts, and the query string that says it."""

from dataclasses import dataclass, fields, replace
from typing import Any, Self
from urllib.parse import quote, urlencode

from geo.bounds import Bounds
from geo.periods import Period

_QUERY_NAMES = {"from_date": "from", "to_date": "to"}


@dataclass(frozen=True)
class Criteria:
    """Restrictions on the visible set; empty means no restriction.

    Parameters
    ----------
    layers, kinds, countries, cities, publishers, precision, sources
        Codes of which one must hold. Layers, countries, cities and precision are attributes of
        places; kinds, publishers and sources of statements. Milestones have no place: a choice of
        countries, cities, precision or bounds leaves them out, a choice of layers does not.
    q
        Words that a statement or the place it is about must hold, as `geo.lookup.exact` says;
        the same in any spelling, but never a similar word.
    bounds
        Area; only places with a point in it are shown.
    from_date, to_date
        ISO days, months or years, both inclusive.
    certainty
        `possible` keeps statements that may fall into the period, `certain` those that must.
    place
        The selected place, which restricts nothing.
    """

    layers: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    precision: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    q: str = ""
    bounds: Bounds | None = None
    from_date: str = ""
    to_date: str = ""
    certainty: str = "possible"
    place: str = ""

    def to_query(self) -> str:
        """Return the query string that `from_query` reads back to this filter.

        Examples
        --------
        >>> Criteria(cities=("paris",), from_date="1988").to_query()
        'cities=paris&from=1988'
        """
        return urlencode(self.to_pairs(), safe=",", quote_via=quote)

    def to_pairs(self) -> list[tuple[str, str]]:
        """Return names and values of the parameters that are set, in a fixed order.

        Examples
        --------
        >>> Criteria(cities=("paris",), from_date="1988").to_pairs()
        [('cities', 'paris'), ('from', '1988')]
        """
        pairs = []
        for field in fields(self):
            value = getattr(self, field.name)
            text = ",".join(value) if isinstance(value, tuple) else str(value or "")
            if text and not (field.name == "certainty" and text == "possible"):
                pairs.append((_QUERY_NAMES.get(field.name, field.name), text))
        return pairs

    def without(self, *names: str) -> Self:
        """Return the filter with some fields back at no restriction.

        Examples
        --------
        >>> Criteria(cities=("paris",), from_date="1988").without("cities").to_query()
        'from=1988'
        """
        blank: dict[str, Any] = {field.name: field.default for field in fields(self)}
        return replace(self, **{name: blank[name] for name in names})

    @property
    def period(self) -> Period:
        """The days from which statements are asked for.

        Examples
        --------
        >>> Criteria(from_date="1988-08").period
        Period(first=datetime.date(1988, 8, 1), last=None)
        """
        return Period.read(self.from_date, self.to_date)

    @property
    def has_dates(self) -> bool:
        """Whether a period is set.

        Examples
        --------
        >>> Criteria(to_date="1988-08").has_dates
        True
        """
        return bool(self.from_date or self.to_date)

    @property
    def keeps_events(self) -> bool:
        """Whether milestones can answer: they have no country, city, precision or point.

        Examples
        --------
        >>> Criteria(from_date="1988").keeps_events, Criteria(cities=("paris",)).keeps_events
        (True, False)
        """
        return not (self.countries or self.cities or self.precision or self.bounds)
