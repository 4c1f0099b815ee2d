"""Texts of the data in other languages: the columns of a language, and `translations/<code>.po`.

A catalogue has the English text as it stands in a table (`msgid`) with its translation (`msgstr`),
as gettext and every translation tool read it (https://www.gnu.org/software/gettext/manual). A text
that has changed since is no longer translated, and entries marked `fuzzy` are not used. What stands
in a column goes before what a catalogue has.
"""

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import lru_cache
from io import BytesIO, StringIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po

from geo.check.places import BASE_MAP, town_names
from geo.check.reading import Table
from geo.check.table import check_text
from geo.errors import Problem, shorten

FOLDER = "translations"
"""Folder of the catalogues, which a data folder need not have."""
UNREVIEWED = "unreviewed"
"""Word in the comment at the head of a catalogue that nobody but its translators has read."""
TEXTS = {
    "places.csv": ("name", "locality", "region"),
    "claims.csv": ("summary", "locator"),
    "milestones.csv": ("title", "summary", "locator"),
    "codes.csv": ("label", "description"),
    "tour.csv": ("title", "text"),
    "conflicts.csv": ("question", "states"),
}
"""Columns whose texts are translated, by table."""
_NUMBERS = re.compile(r"\d[\d.,٫٬\u00a0\u202f]*\d|\d")
_EASTERN = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "01234567890123456789")

Translations = Mapping[str, Mapping[str, str]]
"""Texts by the text that the data have, by code of the language."""


def read_translations(
    folder: Path, tables: Mapping[str, Table], languages: Iterable[str]
) -> tuple[dict[str, dict[str, str]], set[str], list[Problem]]:
    """Read the translations of a data folder.

    Parameters
    ----------
    folder
        The data folder.
    tables
        Its tables by file name.
    languages
        Codes of the languages that its subject has.

    Returns
    -------
    translations, unreviewed, problems
        Texts by language; languages whose catalogue says that it is `UNREVIEWED`; what cannot be
        used, which is left out.

    Examples
    --------
    >>> read_translations(small.folder, {}, ["fr"])
    ({'fr': {}}, set(), [])
    """
    found: dict[str, dict[str, str]] = {}
    known: set[str] = set()
    if (folder / FOLDER).is_dir():
        known.update(*(tables[name].values(column) for name, column in _columns(tables)))
        known.update(town_names(folder / BASE_MAP))
    problems: list[Problem] = []
    unreviewed: set[str] = set()
    for code in languages:
        found[code] = _of_columns(tables, code)
        path = folder / FOLDER / f"{code}.po"
        if not path.is_file():
            continue
        try:
            catalogue = _catalogue(path.read_bytes(), code)
        except (PoFileError, UnicodeDecodeError, ValueError) as error:
            found_there = f"no catalogue ({shorten(str(error))})"
            problems.append(Problem(path.name, 0, "-", "-", found_there, "a gettext catalogue"))
            continue
        problems += _check(catalogue, path.name, known)
        found[code] = _usable(catalogue) | found[code]
        if UNREVIEWED in catalogue.header_comment:
            unreviewed.add(code)
    return found, unreviewed, problems


@lru_cache(maxsize=8)
def _catalogue(content: bytes, code: str) -> Catalog:
    """Read a catalogue, which stays as it is while other files of a folder change."""
    return read_po(BytesIO(content), locale=code, abort_invalid=True)


def _columns(tables: Mapping[str, Table]) -> Iterator[tuple[str, str]]:
    return ((name, column) for name in tables for column in TEXTS.get(name, ()))


def _of_columns(tables: Mapping[str, Table], code: str) -> dict[str, str]:
    """Return the texts that stand in columns of the language, such as `name_fa` beside `name`."""
    found: dict[str, str] = {}
    for name, column in _columns(tables):
        spoken = f"{column}_{code}"
        for row in tables[name].rows if spoken in tables[name].columns else ():
            said = row.cells[spoken]
            if said:
                found[row.cells[column]] = said
    return found


def _usable(catalogue: Catalog) -> dict[str, str]:
    pairs = ((message.id, message.string) for message in catalogue if not message.fuzzy)
    return {str(text): str(said) for text, said in pairs if text and said}


def _check(catalogue: Catalog, name: str, known: set[str]) -> Iterator[Problem]:
    for message in catalogue:
        if message.id and message.string and not message.fuzzy:
            for found, expected in _faults(message, known):
                record = shorten(str(message.id), 40)
                yield Problem(name, message.lineno or 0, record, "msgstr", found, expected)


def _faults(message: Message, known: set[str]) -> Iterator[tuple[str, str]]:
    text, said = str(message.id), str(message.string)
    if text not in known:
        yield "the translation of a text that no table has", "a text of the tables, or none"
    yield from check_text(said)
    if numbers(text) != numbers(said):
        yield (
            f"the numbers {', '.join(numbers(said)) or 'none'}",
            ", ".join(numbers(text)) or "none",
        )


def with_texts(catalogue: str, known: Container[str]) -> str:
    r"""Return a gettext catalogue with its head and the entries of known texts, as they stand.

    Examples
    --------
    >>> with_texts('# Head.\n\nmsgid "One"\nmsgstr "Un"\n\nmsgid "Two"\nmsgstr "Deux"\n', ["Two"])
    '# Head.\n\nmsgid "Two"\nmsgstr "Deux"\n'
    """
    kept = [
        entry
        for entry in catalogue.removesuffix("\n").split("\n\n")
        if all(message.id in known for message in read_po(StringIO(entry)) if message.id)
    ]
    return "\n\n".join(kept) + "\n"


def numbers(text: str) -> list[str]:
    """Return the numbers in a text, sorted, in Latin digits and without separators.

    Examples
    --------
    >>> numbers("1,200 of ۳۰٬۰۰۰"), numbers("1 200 à 3")
    (['1200', '30000'], ['1200', '3'])
    """
    found = _NUMBERS.findall(re.sub(r"(?<=\d) (?=\d{3}\b)", "", text.translate(_EASTERN)))
    return sorted(re.sub(r"[.,٫٬\u00a0\u202f]", "", number) for number in found)
