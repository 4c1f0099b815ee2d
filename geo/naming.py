"""Codes made from names, and names compared."""

import re
import unicodedata


def unaccented(name: str) -> str:
    """Return a name without case and diacritics, every other sign kept."""
    folded = unicodedata.normalize("NFKD", name).casefold()
    return "".join(char for char in folded if not unicodedata.combining(char))


def slug(name: str) -> str:
    """Return a name as a code: lower-case ASCII letters and digits joined by hyphens.

    Names in a script that has no ASCII form keep their own letters (`تهران` stays `تهران`).
    """
    return re.sub(r"[\W_]+", "-", unaccented(name)).strip("-")
