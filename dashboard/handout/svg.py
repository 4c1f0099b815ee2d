"""SVG written as text: elements, and words broken into lines that fit."""

import re
from collections.abc import Iterable
from functools import lru_cache
from html import escape

from dashboard.i18n import is_mirrored
from geo import messages

FONT = "'Noto Sans Arabic', system-ui, 'Segoe UI', Roboto, 'Noto Sans', sans-serif"
INK, SOFT, LINE = "#1f2328", "#5b6470", "#d9d5cb"

# Widths in em of a wide common face (DejaVu Sans), so that in others the words are only narrower.
_ISOLATES, _POP = "\u2067\u2068", "\u2069"
"""What `escaping.isolated` puts round words."""
_MARK = "\u200f"
"""A letter from right to left that is not seen."""
_WIDTHS = {
    **dict.fromkeys(_ISOLATES + _POP, 0.0),
    **dict.fromkeys("ijlI|'.,:;·", 0.33),
    **dict.fromkeys('frt()[]-/!" ', 0.4),
    **dict.fromkeys("mw%@", 0.95),
    **dict.fromkeys("MW", 0.95),
    **dict.fromkeys("ABCDGHNOQRU&", 0.75),
}
_USUAL, _BOLD = 0.62, 1.1
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def element(name: str, content: str = "", **attributes: object) -> str:
    """Write one element.

    Parameters
    ----------
    name
        Its tag.
    content
        What stands inside: elements or escaped text.
    attributes
        Names with `_` for `-` (and after a Python keyword) and values, which are escaped. Numbers
        are written with two decimals at most; None leaves one out.
    """
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_value(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{said}>{content}</{name}>" if content else f"<{name}{said}/>"


def _value(value: object) -> str:
    return short(value) if isinstance(value, float) else escape(clean(str(value)))


def short(number: float) -> str:
    """Write a number with two decimals at most."""
    text = f"{number:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def clean(words: str) -> str:
    """Leave out the characters that XML 1.0 forbids (https://www.w3.org/TR/xml/#charsets)."""
    return _FORBIDDEN.sub("", words)


def text(x: float, y: float, words: str, size: float, **attributes: object) -> str:
    """Write words with their baseline at `y`; they are escaped here.

    Where the page's language runs from right to left, so do the words: marks say it, which every
    program follows that draws SVG, as not every one does for `direction`. Where a number begins
    them, Chromium would move its first digit behind them.
    """
    if is_mirrored(messages.code()):
        words = f"\u2067{_MARK * words[:1].isdigit()}{words}\u2069"
    return element("text", escape(clean(words)), x=x, y=y, font_size=size, **attributes)


def aligned(
    span: tuple[float, float], y: float, words: str, size: float, **attributes: object
) -> str:
    """Write words from where lines of the page's language begin: at the left, or at the right.

    Parameters
    ----------
    span
        The left and the right end of the line, in pixels.
    y, words, size, attributes
        As of `text`.
    """
    left, right = span
    if is_mirrored(messages.code()):
        return text(right, y, words, size, text_anchor="end", **attributes)
    return text(left, y, words, size, **attributes)


def width(words: str, size: float, is_bold: bool = False) -> float:
    """Estimate how wide words are, in pixels, rather too much than too little."""
    ems = sum(map(_ems, words.split(" "))) + words.count(" ") * _WIDTHS[" "]
    return ems * size * (_BOLD if is_bold else 1)


@lru_cache(maxsize=4096)  # a list is broken into lines many times, until it fits
def _ems(word: str) -> float:
    return sum(_WIDTHS.get(char, _USUAL) for char in word)


def lines(words: str, max_px: float, size: float, is_bold: bool = False) -> list[str]:
    """Break words into lines of at most `max_px` pixels; what has no space is broken anywhere.

    What keeps its own direction does so on each of its lines.
    """
    broken = [""]
    for word in words.split():
        longer = f"{broken[-1]} {word}".strip()
        if width(longer, size, is_bold) <= max_px:
            broken[-1] = longer
            continue
        pieces = pieces_of(word, max_px, size, is_bold)
        broken = [*broken, *pieces] if broken[-1] else [*broken[:-1], *pieces]
    return _closed(line for line in broken if line)


def _closed(broken: Iterable[str]) -> list[str]:
    """End on its line what is isolated over several lines, and begin it again on the next."""
    written, before = [], ""
    for line in broken:
        whole = before + line
        before = ""
        for char in whole:
            if char in _ISOLATES:
                before += char
            elif char == _POP:
                before = before[:-1]
        written.append(whole + _POP * len(before))
    return written


def pieces_of(word: str, max_px: float, size: float, is_bold: bool = False) -> list[str]:
    """Break one long word, such as an address, into pieces of at most `max_px` pixels."""
    pieces = [""]
    for char in word:
        if pieces[-1] and width(pieces[-1] + char, size, is_bold) > max_px:
            pieces.append("")
        pieces[-1] += char
    return pieces


def clipped(
    words: str, max_px: float, size: float, max_lines: int, is_bold: bool = False
) -> list[str]:
    """Break words into at most `max_lines` lines; what is left out becomes an ellipsis."""
    broken = lines(words, max_px, size, is_bold)
    if len(broken) <= max_lines:
        return broken
    last = broken[max_lines - 1]
    while last and width(f"{last}…", size, is_bold) > max_px:
        last = last[:-1]
    return [*broken[: max_lines - 1], f"{last}…"]
