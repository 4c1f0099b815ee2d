"""What each option of a filter would leave, written beside it.

Counts change with every filter, and a browser sends an option back by its label: a count in the
label would name an option that no longer exists. So they are drawn by style rules, which no value
depends on.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

import streamlit as st

from geo import messages
from geo.facets import Leaves
from geo.messages import before_count, ngettext
from geo.messages import gettext as _

_NOTHING = Leaves(0, 0)
_MOST_OPTIONS, _MOST_STATED = 500, 100


def offered(
    options: Sequence[str], leaves: Mapping[str, Leaves], chosen: Sequence[str]
) -> list[str]:
    """Return what a list offers: all options, of very many those chosen and the most stated.

    Examples
    --------
    >>> offered(["lamp", "gate"], {}, [])
    ['lamp', 'gate']
    """
    if len(options) <= _MOST_OPTIONS:
        return list(options)
    stated = sorted(leaves, key=lambda option: -leaves[option].statements)[:_MOST_STATED]
    kept = {*stated, *chosen}
    return [option for option in options if option in kept]


def beside_list(label: str, options: Sequence[str], leaves: dict[str, Leaves]) -> None:
    """Write the counts beside the options of the `st.multiselect` of a label.

    Parameters
    ----------
    label
        What the field is called, as its list is too.
    options
        Its options, in the order given to it: Streamlit numbers them by it.
    leaves
        What choosing each would leave; nothing where an option is missing.
    """
    rows = f"[role='listbox'][aria-label={_quoted(label)}] [role='option'][data-key]"
    manner = messages.manner()
    rules = [
        f"&[data-key='{number}']{{--leaves:{_content(leaves[option], manner)}}}"
        for number, option in enumerate(options)
        if option in leaves
    ]
    nothing, counts = f"--leaves:{_content(_NOTHING, manner)};", "&::after{content:var(--leaves)}"
    st.html(f"<style>{rows}{{{nothing}{''.join(rules)}{counts}}}</style>")


def beside_pills(key: str, options: Sequence[str], leaves: dict[str, Leaves]) -> None:
    """Write how many places each option of the `st.pills` of a key would leave."""
    st.html(f"<style>{''.join(_pill_rules(key, options, leaves))}</style>")


def _pill_rules(key: str, options: Sequence[str], leaves: dict[str, Leaves]) -> Iterator[str]:
    for number, option in enumerate(options, 1):
        button = f"[class*='st-key-{key}'] button:nth-of-type({number})"
        places = leaves.get(option, _NOTHING).places
        yield f"{button}::after {{ content: '{messages.number(places)}'; }}"


@lru_cache(maxsize=8192)
def _content(leaves: Leaves, _manner: messages.Manner) -> str:
    """Word the counts for the eye, and for who listens, as the `content` of a style rule."""
    places = ngettext("{n} place", "{n} places", leaves.places).format(n=leaves.places)
    statements = ngettext("{n} statement", "{n} statements", leaves.statements).format(
        n=leaves.statements
    )
    spoken = _("{places}, {statements}").format(places=places, statements=statements)
    counts = before_count(_(", ")).join(
        messages.number(n) for n in (leaves.places, leaves.statements)
    )
    return f"'{counts}' / {_quoted(spoken)}"


def _quoted(words: str) -> str:
    """Write a text as a string of a style sheet, which a `<` might end."""
    return json.dumps(words, ensure_ascii=False).replace("<", "\\3c ")
