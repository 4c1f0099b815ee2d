"""The parameters of a query: which exist, what each restricts, and how values are read."""

import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from geo import dates
from geo.allowed import RESTRICTIONS as RESTRICTIONS
from geo.allowed import Known, known_by
from geo.allowed import Restriction as Restriction
from geo.allowed import allowed_values as allowed_values
from geo.allowed import restriction_of as restriction_of
from geo.altered_links import pairs_of as pairs_of
from geo.altered_links import trimmed, understood
from geo.bounds import Bounds
from geo.check.table import control_characters
from geo.dataset import Dataset
from geo.errors import Problem, shorten
from geo.messages import gettext as _
from geo.periods import Period
from geo.spelling import fold, unaccented, without_marks

QUERY = "query"

MAX_VALUE_CHARS = 12_000
"""Characters of a value; `max_choices` keeps what a page writes within them."""

MAX_SEARCH_CHARS = 200
"""Characters of a text to search for."""

_SHOWN_CHARS, _NAMED = 60, 12
_OVERRIDES = frozenset("\u202d\u202e")

CERTAINTIES = ("possible", "certain")

_ISO_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def max_choices(codes: Iterable[str]) -> int:
    """Return how many of some codes, whichever they are, one value of an address holds.

    Examples
    --------
    >>> max_choices(["paris", "lyon"])
    2
    """
    room, count = MAX_VALUE_CHARS, 0
    for size in sorted((len(quote(code)) + 1 for code in codes), reverse=True):
        room -= size
        if room < 0:
            break
        count += 1
    return count


def read_values(
    pairs: Iterable[tuple[str, str]], dataset: Dataset | Known
) -> tuple[dict[str, Any], list[Problem]]:
    """Read the parameters of a filter, keeping every value that can be understood.

    Parameters
    ----------
    pairs
        Parameter names and values in the order given, also as a link holds them that was altered.
    dataset
        Lists the values that exist; a store of a dataset does so too.

    Returns
    -------
    values, problems
        Fields of `Filter` by name; one problem for each value that was left out.

    Examples
    --------
    >>> read_values([("cities", "Paris"), ("to", "1988")], small)
    ({'cities': ('paris',), 'to_date': '1988'}, [])
    """
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    known = known_by(dataset)
    by_name = {restriction.name: restriction for restriction in RESTRICTIONS}
    seen: set[str] = set()
    for name, value in understood(pairs):
        if not value:
            continue
        if name in seen:
            problems.append(fault(name, value, _("the same name only once")))
            continue
        seen.add(name)
        if name == "q":
            problems += _read_search(value, values)
        elif len(value) > MAX_VALUE_CHARS:
            problems.append(
                fault(name, value, _("at most {n} characters").format(n=MAX_VALUE_CHARS))
            )
        elif name in by_name:
            restriction = by_name[name]
            codes, faults = _read_codes(name, value, known.allowed(restriction))
            values[name] = codes
            problems += faults
        else:
            problems += _read_single(name, value, known, values)
    problems += _check_order(values)
    return values, problems


def _read_codes(
    name: str, value: str, allowed: Mapping[str, str]
) -> tuple[tuple[str, ...], list[Problem]]:
    """Read a comma list of codes; a name is accepted for its code, either in any case or accent."""
    known = {
        **{trimmed(unaccented(label)): code for code, label in allowed.items()},
        **{unaccented(code): code for code in allowed},
    }
    codes: list[str] = []
    problems = []
    for part in dict.fromkeys(part.strip(" ") for part in value.split(",")):
        if not part:
            continue
        code = known.get(unaccented(part))
        if code is None:
            problems.append(fault(name, part, _some(allowed)))
        else:
            codes.append(code)
    order = list(allowed)
    return tuple(sorted(set(codes), key=order.index)), problems


def _read_single(name: str, value: str, known: Known, values: dict[str, Any]) -> list[Problem]:
    if name in ("from", "to"):
        if not _is_iso_date(value):
            expected = _("a day, a month or a year: 2004-08-14, 2004-08, 2004")
            return [fault(name, value, expected)]
        values[f"{name}_date"] = value
    elif name == "bounds":
        return _read_bounds(value, values)
    elif name == "certainty":
        if value not in CERTAINTIES:
            return [fault(name, value, one_of(CERTAINTIES))]
        values[name] = value
    elif name == "place":
        if not known.has_place(value):
            return [fault(name, value, _("a place of the atlas, by the name that its link has"))]
        values[name] = value
    else:
        names = [restriction.name for restriction in RESTRICTIONS] + ["q", "bounds", "from", "to"]
        names += ["certainty", "place"]
        expected = _("one of the names {names}").format(names=_(", ").join(names))
        return [fault(name, value, expected)]
    return []


def expected_text(value: str) -> str:
    r"""Say what is expected instead of a text to search for, nothing where it can be one.

    Marks of direction are pasted with it and show nothing, except those that turn letters round.

    Examples
    --------
    >>> expected_text("Alpha prison\u200f"), expected_text("Alpha\x00")
    ('', 'text without control or direction characters')
    """
    text = without_marks(value)
    if len(text) > MAX_SEARCH_CHARS:
        return _("at most {n} characters").format(n=MAX_SEARCH_CHARS)
    if _OVERRIDES.intersection(value) or "\ufffd" in text or control_characters(text):
        return _("text without control or direction characters")
    return ""


def as_search(typed: str) -> str:
    r"""Return what of a typed text can be a text to search for.

    Examples
    --------
    >>> as_search("Alpha\tprison\u202c")
    'Alpha prison'
    """
    text = without_marks(typed)
    for char in {*control_characters(text), "\ufffd"}:
        text = text.replace(char, " ")
    return text[:MAX_SEARCH_CHARS]


def _read_search(value: str, values: dict[str, Any]) -> list[Problem]:
    """Read the text to search for."""
    text, expected = without_marks(value), expected_text(value)
    if not expected and text and not fold(text):
        expected = _("at least one letter or digit")
    elif text and not expected:
        values["q"] = text
    return [fault("q", value, expected)] if expected else []


def _read_bounds(value: str, values: dict[str, Any]) -> list[Problem]:
    """Read an area, which may lie across the 180th meridian."""
    try:
        values["bounds"] = Bounds.read(value)
    except ValueError:
        expected = _(
            "south,west,north,east in degrees, such as 25,44,39.8,63.3; "
            "west is greater than east across the 180th meridian"
        )
        return [fault("bounds", value, expected)]
    return []


def _is_iso_date(value: str) -> bool:
    if not _ISO_DATE.fullmatch(value):
        return False
    try:
        dates.parse(value)
    except dates.DateError:
        return False
    return True


def _check_order(values: dict[str, Any]) -> list[Problem]:
    """Leave out both dates of a period that ends before it begins: neither is righter."""
    first, last = str(values.get("from_date", "")), str(values.get("to_date", ""))
    period = Period.read(first, last)
    if period.first and period.last and period.first > period.last:
        del values["from_date"], values["to_date"]
        return [
            fault("from", first, _("a date no later than to={last}").format(last=last)),
            fault("to", last, _("a date no earlier than from={first}").format(first=first)),
        ]
    return []


def misordered(problems: Iterable[Problem]) -> tuple[str, str] | None:
    """Return both ends of a period that was left out because it ends before it begins.

    Examples
    --------
    >>> misordered(read_values([("from", "1990"), ("to", "1988")], small)[1])
    ('1990', '1988')
    >>> misordered(read_values([("from", "summer"), ("to", "1988")], small)[1]) is None
    True
    """
    ends = {one.field: one.value for one in problems if _is_iso_date(one.value)}
    first, last = ends.get("from", ""), ends.get("to", "")
    period = Period.read(first, last)
    is_so = period.first and period.last and period.first > period.last
    return (first, last) if is_so else None


def fault(name: str, value: str, expected: str) -> Problem:
    """Note that a value of a query is not understood.

    Examples
    --------
    >>> print(fault("to", "summer", "a year"))
    query:0 (-) to: 'summer'; expected a year
    """
    return Problem(
        QUERY,
        0,
        "-",
        name if name.isidentifier() and len(name) < 30 else shorten(name, 30),
        shorten(value, _SHOWN_CHARS),
        expected,
        value[: _SHOWN_CHARS + 1],
    )


def one_of(values: Iterable[str]) -> str:
    """Say that one of some values is expected.

    Examples
    --------
    >>> one_of(["day", "month"])
    'one of day, month'
    """
    return _("one of {values}").format(values=_(", ").join(values))


def _some(allowed: Mapping[str, str]) -> str:
    codes = list(allowed)
    if len(codes) <= _NAMED:
        return one_of(codes)
    return _("one of {values} and {n} more").format(
        values=_(", ").join(codes[:_NAMED]), n=len(codes) - _NAMED
    )
