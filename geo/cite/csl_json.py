"""Cited documents as CSL-JSON, the form in which `sources.json` holds them."""

import json
from collections.abc import Iterable
from typing import Any

from geo.csl import Item
from geo.sources import PERIODICALS, SITES, Source, with_container


def csl_json(sources: Iterable[Source]) -> str:
    """Return documents as CSL-JSON, sorted by id, exactly as `sources.json` holds them.

    Examples
    --------
    >>> json.loads(csl_json([small.sources["memoir"]]))[0]["author"]
    [{'family': 'Writer', 'given': 'A.'}, {'family': 'Helper', 'given': 'B.'}]
    """
    return _json_text([source.item for source in _in_order(sources)])


def csl_items(items: Iterable[Item]) -> str:
    """Return items as the text of a CSL-JSON file, in the order given, each with its container.

    Examples
    --------
    >>> item = {"id": "a", "type": "article-journal", "title": "A title", "publisher": "A paper"}
    >>> json.loads(csl_items([item]))[0]["container-title"]
    'A paper'
    """
    return _json_text([with_container(item, (*PERIODICALS, *SITES)) for item in items])


def items_with_notes(sources: Iterable[Source]) -> list[Item]:
    """Return documents sorted by id, each note with what `custom` says, which is CSL-JSON alone.

    Examples
    --------
    >>> items_with_notes([small.sources["memoir"]])[0]["id"]
    'memoir'
    """
    return [{**source.item, "note": source.note} for source in _in_order(sources)]


def _json_text(items: list[Any]) -> str:
    return json.dumps(items, ensure_ascii=False, indent=1) + "\n"


def _in_order(sources: Iterable[Source]) -> list[Source]:
    """Return sources sorted by id, each once."""
    by_id = {source.source_id: source for source in sources}
    return [by_id[source_id] for source_id in sorted(by_id)]
