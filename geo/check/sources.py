"""Rules for `sources.json`."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from geo.check.reading import lines_of
from geo.check.schema import SLUG
from geo.check.table import check_link, check_text
from geo.errors import Problem, shorten
from geo.sources import cycles, texts_of

_NAME = "sources.json"
_ADDRESSES = ("URL", "custom.read_at")
_READ = ("excerpt", "part", "whole")
_NAMES = ("author", "editor")
_TEXTS = frozenset(
    {
        "id",
        "type",
        "title",
        "title-short",
        "publisher",
        "publisher-place",
        "URL",
        "DOI",
        "ISBN",
        "ISSN",
        "language",
        "note",
        "abstract",
        "container-title",
        "collection-title",
        "collection-number",
        "event-title",
        "event-place",
        "volume",
        "issue",
        "page",
        "number",
        "edition",
        "section",
        "genre",
        "medium",
        "archive",
        "archive_location",
    }
)
_ITEM = _TEXTS.union(_NAMES, ("issued", "accessed", "custom"))
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S|.*://")
_CUSTOM = ("publisher_kind", "read_at", "read", "derived_from", "language_note")


def source_ids(value: Any) -> set[str]:
    """Return every id that the parsed file names, also those of faulty items.

    Examples
    --------
    >>> sorted(source_ids([{"id": "a"}, {"id": "b", "title": 1}, "c"]))
    ['a', 'b']
    """
    items = value if isinstance(value, list) else []
    ids = (item.get("id") for item in items if isinstance(item, dict))
    return {source_id for source_id in ids if isinstance(source_id, str)}


def check_sources(value: Any, text: str, kinds: set[str]) -> tuple[dict[str, Any], list[Problem]]:
    """Check the cited documents.

    Parameters
    ----------
    value
        The parsed file: a list of CSL-JSON items with a `custom` object.
    text
        The file as it stands.
    kinds
        Allowed publisher kinds.

    Returns
    -------
    items, problems
        Items by id, those alone that can be used without harm.

    Examples
    --------
    >>> items, problems = check_sources({}, "{}", set())
    >>> print(*problems)
    sources.json:1 (-) -: dict; expected a list of CSL-JSON items
    """
    if not isinstance(value, list):
        return {}, [Problem(_NAME, 1, "-", "-", type(value).__name__, "a list of CSL-JSON items")]
    items: dict[str, Any] = {}
    problems: list[Problem] = []
    lines = lines_of(text)
    for position, item in enumerate(value, 1):
        faults = list(_item_faults(item, kinds))
        name = str(item.get("id") or "") if isinstance(item, dict) else ""
        if name in items:
            faults.append(("id", f"{shorten(name)} a second time", "once"))
        record = name[:60] or f"item {position}"
        problems += [Problem(_NAME, lines.get(name, 0), record, *fault) for fault in faults]
        if not faults:
            items[name] = item
    problems += _derivation_problems(items, source_ids(value), lines)
    canonical = json.dumps(value, ensure_ascii=False, indent=1) + "\n"
    ids = [str(item.get("id")) for item in value if isinstance(item, dict)]
    if not problems and ids != sorted(ids):
        problems.append(Problem(_NAME, 1, "-", "id", "items in another order", "sorted by id"))
    elif not problems and text != canonical:
        problems.append(
            Problem(
                _NAME,
                _first_difference(text, canonical),
                "-",
                "-",
                "another layout",
                "JSON with an indent of one space",
            )
        )
    return items, problems


def _item_faults(item: Any, kinds: set[str]) -> Iterator[tuple[str, str, str]]:
    if not isinstance(item, dict):
        yield "-", type(item).__name__, "an object"
        return
    for field in ("id", "type", "title", "language"):
        if not item.get(field):
            yield field, shorten(item.get(field)), "a text"
    for key, value in item.items():
        if key not in _ITEM:
            yield key[:60], "an unknown key", f"one of {', '.join(sorted(_ITEM))}"
        elif key in _TEXTS and not isinstance(value, str):
            yield key, shorten(value), "a text"
    if isinstance(item.get("id"), str) and not re.fullmatch(SLUG, item["id"]):
        yield "id", shorten(item["id"]), "lower-case letters, digits and single hyphens"
    if isinstance(item.get("language"), str) and not re.fullmatch("[a-z]{2}", item["language"]):
        yield "language", shorten(item["language"]), "two small letters of ISO 639-1"
    yield from _custom_faults(item.get("custom"), kinds)
    links = [("URL", item["URL"])] if isinstance(item.get("URL"), str) else []
    if isinstance(item.get("custom"), dict):
        read_at = texts_of(item["custom"].get("read_at"))
        links += [("custom.read_at", link) for link in read_at if _SCHEME.match(link)]
    for field, link in links:
        for found, expected in check_link(link):
            yield field, found, expected
    for field in ("issued", "accessed"):
        yield from _date_faults(field, item.get(field))
    for field in _NAMES:
        yield from _name_faults(field, item.get(field, []))
    for path, text in _texts(item):
        for found, expected in check_text(text, allow_markup=path in _ADDRESSES):
            yield path, found, expected


def _custom_faults(custom: Any, kinds: set[str]) -> Iterator[tuple[str, str, str]]:
    if not isinstance(custom, dict):
        yield "custom", shorten(custom), "an object with publisher_kind, read_at and read"
        return
    kind = custom.get("publisher_kind")
    if isinstance(kind, str | None) and kinds and kind not in kinds:
        yield "custom.publisher_kind", shorten(kind), f"one of {', '.join(sorted(kinds))}"
    if custom.get("read") not in _READ:
        read = shorten(custom["read"]) if "read" in custom else "nothing"
        yield "custom.read", read, f"one of {', '.join(_READ)}"
    for key, value in custom.items():
        lists = key in ("read_at", "derived_from") and isinstance(value, list)
        if key not in _CUSTOM:
            yield f"custom.{key[:60]}", "an unknown key", f"one of {', '.join(_CUSTOM)}"
        elif not all(isinstance(text, str) for text in (value if lists else [value])):
            yield f"custom.{key}", shorten(value), "a text" + (" or texts" if lists else "")


def _date_faults(field: str, stated: Any) -> Iterator[tuple[str, str, str]]:
    expected = '{"date-parts": [[year, month, day]]}, month and day as far as known'
    if stated is None:
        return
    parts = stated.get("date-parts") if isinstance(stated, dict) else None
    first = parts[0] if isinstance(parts, list) and len(parts) == 1 else None
    whole = (
        isinstance(first, list)
        and 1 <= len(first) <= 3
        and all(isinstance(part, int) and not isinstance(part, bool) for part in first)
    )
    try:
        date(*[*(first or ()), 1, 1][:3] if whole else ())
    except (OverflowError, TypeError, ValueError):
        yield field, shorten(stated), expected


def _name_faults(field: str, names: Any) -> Iterator[tuple[str, str, str]]:
    named = isinstance(names, list) and all(
        isinstance(name, dict)
        and (name.get("literal") or name.get("family"))
        and all(isinstance(part, str) for part in name.values())
        for name in names
    )
    if not named:
        yield field, shorten(names), "a list of names with literal, or family and given"


def _texts(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from _texts(part, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part, path)


def _derivation_problems(
    items: dict[str, Any], ids: set[str], lines: Mapping[str, int]
) -> list[Problem]:
    problems = []
    parents = {name: texts_of(item["custom"].get("derived_from")) for name, item in items.items()}
    for name, origins in parents.items():
        for origin in origins:
            if origin not in ids:
                problems.append(
                    Problem(
                        _NAME,
                        lines.get(name, 0),
                        name,
                        "custom.derived_from",
                        f"{shorten(origin)}, which is not there",
                        "a record of sources.json",
                    )
                )
    for circle in cycles(parents):
        problems.append(
            Problem(
                _NAME,
                lines.get(circle[0], 0),
                circle[0],
                "custom.derived_from",
                f"the circle {' > '.join((*circle, circle[0]))}",
                "chains that end",
            )
        )
    return problems


def _first_difference(text: str, canonical: str) -> int:
    pairs = zip(text.split("\n"), canonical.split("\n"), strict=False)
    return next((number for number, (own, wanted) in enumerate(pairs, 1) if own != wanted), 1)
