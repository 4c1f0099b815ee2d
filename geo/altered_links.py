"""The parameters of a link as they were meant, whatever messengers and editors made of it."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import parse_qsl, unquote

_TRACKING = re.compile(
    r"(utm|mtm|pk|hsa|oly|vero|fb_action)_.*|_+hs\w+|hsctatracking|mkt_tok|s_cid|cmpid|ncid"
    r"|(fb|g|dc?|ys?|ym|tw|tt|ms)clk?id|(rdt_c|wicked|srslt)id|gclsrc|[gw]braid|li_fat_id|epik"
    r"|mc_[ce]id|igsh(id)?|_g[al]|_ga_\w+|_gac|_gid|ref_(src|url)|_branch_match_id",
    re.IGNORECASE,
)
"""Parameters that others append to a link to follow its readers; they ask for nothing."""
_SEARCH = "q"
_ENTITIES = re.compile(r"(?:amp;)*", re.IGNORECASE)
_NEXT_PARAMETER = re.compile(r"&(?=(?:amp;)*[a-z]+=)")
_ENDS = ".,;:!?*`'\"…،؛؟。、»”’›\u200e\u200f "
_OPENERS = {")": "(", "]": "[", "}": "{", ">": "<"}
_ENCODED = re.compile(r"(?:[^%\s]|%[0-9A-Fa-f]{2})*")
_ENCODED_AGAIN = re.compile(r"%(?:25)+(?=[0-9A-Fa-f]{2})")
_MAX_CHARS = 20_000
"""Characters of a name or value in which others are looked for."""


def pairs_of(query: str) -> list[tuple[str, str]]:
    """Split a query string, with or without its question mark, into the pairs that it means.

    Examples
    --------
    >>> pairs_of("?from=1988&amp;to=1989&utm_source=letter")
    [('from', '1988'), ('to', '1989')]
    """
    return understood(_split(query.removeprefix("?")))


def understood(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return pairs as they were meant, with nothing that others appended.

    Parameters that follow readers are left out. `&` written as an entity or encoded twice parts
    parameters as it should, a value encoded twice is decoded, and punctuation of the sentence in
    which a link stood is taken off its values. A text to search for keeps its punctuation, which
    no search looks at. What was understood once is not changed again.

    Examples
    --------
    >>> understood([("from", "1988."), ("fbclid", "x")])
    [('from', '1988')]
    """
    return [pair for given in pairs for pair in _meant(*given) if not _TRACKING.fullmatch(pair[0])]


def trimmed(value: str) -> str:
    """Return a value without punctuation at its end; a bracket that was opened stays.

    Examples
    --------
    >>> trimmed("1988)."), trimmed("a (b)")
    ('1988', 'a (b)')
    """
    end = len(value)
    unopened = {
        closes: value.count(closes) - value.count(opens) for closes, opens in _OPENERS.items()
    }
    while end:
        char = value[end - 1]
        if unopened.get(char, 0) > 0:
            unopened[char] -= 1
        elif char not in _ENDS:
            break
        end -= 1
    return value[:end] or value


def _split(query: str) -> list[tuple[str, str]]:
    return parse_qsl(query, keep_blank_values=True, errors="replace")


def _meant(name: str, value: str) -> Iterator[tuple[str, str]]:
    """Give the pairs that one pair stands for: several where `=` and `&` were encoded as well."""
    name = _ENTITIES.sub("", name, count=1)
    if "=" in name and len(name) <= _MAX_CHARS:
        yield from understood(_split(f"{name}={value}" if value else name))
        return
    value = _decoded(value)
    if name == _SEARCH:
        yield name, value
        return
    first, *others = _NEXT_PARAMETER.split(value) if len(value) <= _MAX_CHARS else [value]
    yield name, trimmed(first)
    yield from understood(pair for query in others for pair in _split(query))


def _decoded(value: str) -> str:
    """Decode a value that is still percent-encoded as a whole, however often it was encoded."""
    while "%" in value and _ENCODED.fullmatch(value):
        try:
            value = unquote(_ENCODED_AGAIN.sub("%", value), errors="strict")
        except UnicodeDecodeError:
            break
    return value
