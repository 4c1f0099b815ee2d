"""Codes made from names."""

import re
import unicodedata


def slug(name: str) -> str:
    """Return a name as a code: lower-case ASCII letters and digits joined by hyphens.

    Names in a script that has no ASCII form keep their own letters (`تهران` stays `تهران`).
    """
    folded = unicodedata.normalize("NFKD", name).casefold()
    plain = "".join(char for char in folded if not unicodedata.combining(char))
    return re.sub(r"[\W_]+", "-", plain).strip("-")
