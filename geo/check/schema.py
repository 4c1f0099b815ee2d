"""The columns of the data files with the form of each cell.

They are not read from a folder's `datapackage.json`, which describes the same columns for other
programs. A folder whose descriptor names no table is valid, and one that left out a constraint
would lift a rule that `geo` relies on. Nor could a descriptor say it all: Frictionless has no words
for what a pattern accepts, no code lists kept in a table, and no column that only one language
needs. One shipped with the library would be longer than this module, and need code that reads it.
Tests of the shipped data compare the two.

A folder need not have the columns of translations (`Field.is_translation`). They change no record:
content hash and releases leave them out.
"""

from dataclasses import dataclass

SLUG = r"[a-z0-9]+(-[a-z0-9]+)*"
SLUG_FORM = "lower-case letters, digits and single hyphens"
MAX_SUMMARY_WORDS = 35
MAX_CELL_CHARS = 5_000


@dataclass(frozen=True)
class Field:
    """One column of a table.

    Parameters
    ----------
    name
        Column name as in the header.
    required
        Whether an empty cell is a fault.
    language
        Code of the language of a translation. Data whose subject has no words in it need not have
        the column.
    pattern
        Regular expression that the whole cell must match, where it is not empty.
    form
        What `pattern` accepts, for messages.
    codes
        Name under which `codes.csv` lists the allowed values.
    refers_to
        Table whose identifiers the cell must name.
    max_chars
        Characters that the cell may have.
    is_translation
        Whether the column holds a translation, or the status of one: any folder may lack it.
    """

    name: str
    required: bool = False
    pattern: str = ""
    form: str = ""
    codes: str = ""
    refers_to: str = ""
    language: str = ""
    max_chars: int = MAX_CELL_CHARS
    is_translation: bool = False


def _identifier(name: str) -> Field:
    return Field(name, True, SLUG, SLUG_FORM)


def _degrees(name: str, required: bool = False) -> Field:
    return Field(name, required, r"-?\d{1,3}(\.\d{1,6})?", "decimal degrees, at most six decimals")


def _figure(name: str) -> Field:
    return Field(name, False, r"0|[1-9]\d{0,8}", "a whole number without separators, or nothing")


_DATE = Field("date_edtf")
_STATEMENT = (
    Field("summary", True, max_chars=400),
    Field("source_id", True, refers_to="sources.json"),
    Field("locator", True),
    Field("checked", True, codes="checked"),
)
STATUS = "translation"
"""Column, and code list, that says how far the translations of a summary are checked."""
_TRANSLATED = (
    *(Field(f"summary_{code}", is_translation=True) for code in ("ar", "fa", "fr")),
    Field(STATUS, codes=STATUS, is_translation=True),
)
_FIGURES = (
    _figure("figure_low"),
    _figure("figure_high"),
    Field("figure_unit", codes="figure_unit"),
)

PLACES = (
    _identifier("place_id"),
    Field("layer", True, codes="layer"),
    Field("name", True),
    Field("name_fa", language="fa"),
    Field("alt_names"),
    Field("locality", True),
    Field("locality_fa", True, language="fa"),
    Field("region", True),
    Field("country", True, r"[A-Z]{2}", "two capital letters of ISO 3166-1"),
    _degrees("lat"),
    _degrees("lon"),
    Field("precision", True, codes="precision"),
    Field("coord_source"),
    Field("notes"),
)
CLAIMS = (
    _identifier("claim_id"),
    Field("place_id", True, refers_to="places.csv"),
    Field("kind", True, codes="kind"),
    _DATE,
    *_FIGURES,
    *_STATEMENT,
    Field("notes"),
    *_TRANSLATED,
)
MILESTONES = (
    _identifier("milestone_id"),
    Field("title", True),
    Field("title_fa", language="fa"),
    _DATE,
    Field("kind", True, codes="kind"),
    *_STATEMENT,
    *_FIGURES,
    Field("notes"),
    _identifier("claim_id"),
    *_TRANSLATED,
)
CODES = (
    Field("field", True),
    Field("code", True),  # its form depends on the field: see geo.check.across
    Field("label", True),
    Field("label_fa", True, language="fa"),
    Field("description", True),
)
TOUR = (
    _identifier("tour"),
    Field("step", True, r"[1-9]\d?", "a whole number from 1 to 99"),
    Field("title", True, max_chars=60),
    Field("text", True, max_chars=320),
    _degrees("lat", True),
    _degrees("lon", True),
    Field("zoom", True, r"[2-9]|1[0-4]", "a whole zoom level from 2 to 14"),
    Field("layers", True),
    Field("date_from", True, r"\d{4}-\d\d-\d\d", "an ISO day"),
    Field("date_to", True, r"\d{4}-\d\d-\d\d", "an ISO day"),
    Field("place_id", refers_to="places.csv"),
    Field("claim_ids", True),
)
CONFLICTS = (
    _identifier("conflict_id"),
    Field("side", True, r"[1-9]\d?", "a whole number from 1 to 99"),
    Field("question", True, max_chars=120),
    Field("states", True, max_chars=80),
    Field("claim_ids", True),
)
WITHHELD = (
    _identifier("record_id"),
    Field("since", True, r"\d{4}-\d\d-\d\d", "an ISO day"),
    Field("reason", True),
)

TABLES: dict[str, tuple[Field, ...]] = {
    "places.csv": PLACES,
    "claims.csv": CLAIMS,
    "milestones.csv": MILESTONES,
    "codes.csv": CODES,
    "tour.csv": TOUR,
    "conflicts.csv": CONFLICTS,
    "withheld.csv": WITHHELD,
}
KEYS: dict[str, tuple[str, ...]] = {
    "places.csv": ("place_id",),
    "claims.csv": ("claim_id",),
    "milestones.csv": ("claim_id",),
    "codes.csv": ("field", "code"),
    "tour.csv": ("tour", "step"),
    "conflicts.csv": ("conflict_id", "side"),
    "withheld.csv": ("record_id",),
}
OPTIONAL = frozenset({"conflicts.csv"})
"""Tables that a data folder need not have; without its file, one has no rows."""


def record_columns(name: str) -> tuple[str, ...]:
    """Return the columns that make up a record of a table: all but translations.

    Examples
    --------
    >>> record_columns("claims.csv")[-2:], CLAIMS[-1].name
    (('checked', 'notes'), 'translation')
    """
    return tuple(field.name for field in TABLES[name] if not field.is_translation)
