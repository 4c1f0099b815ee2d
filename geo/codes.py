"""Allowed values with their labels and meanings."""

from collections.abc import Mapping
from dataclasses import dataclass

from geo import messages


@dataclass(frozen=True)
class Code:
    """One allowed value of one field."""

    field: str
    code: str
    label: str
    label_fa: str
    description: str


@dataclass(frozen=True)
class Codes:
    """The code lists of a dataset.

    Parameters
    ----------
    by_field
        Codes of each field by their code, in file order.
    """

    by_field: Mapping[str, Mapping[str, Code]]

    def of(self, field: str) -> Mapping[str, Code]:
        """Return the codes of one field, empty for a field without a list.

        Examples
        --------
        >>> list(small.codes.of("precision"))
        ['district', 'locality', 'region', 'site', 'unlocated']
        """
        return self.by_field.get(field, {})

    def label(self, field: str, code: str, language: str = "en") -> str:
        """Return the label of a code in a language; the code itself where there is none.

        Examples
        --------
        >>> small.codes.label("precision", "site"), small.codes.label("precision", "not_known")
        ('Site', 'not known')
        """
        known = self.of(field).get(code)
        if known is None:
            return code.replace("_", " ")
        if language == "fa" and known.label_fa:
            return known.label_fa
        return known.label if language == "en" else messages.content(known.label)


RADIUS_KM: dict[str, float | None] = {
    "site": None,
    "district": 1,
    "locality": 15,
    "region": 50,
    "unlocated": None,
}
"""Radius in kilometres of the ring drawn round a point, None for no ring.

`district`: pages that state a point for one large cemetery differ by up to 0.8 km. `locality`: the
stated points that replaced city centroids during the research lay 0.5 to 15 km from them.
`region`: an editorial choice. `data/README.md` gives the reasons in full.
"""
