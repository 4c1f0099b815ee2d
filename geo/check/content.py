"""What a data folder holds, as far as it could be read."""

from dataclasses import dataclass, field
from typing import Any

from geo.check.reading import Row, Table
from geo.check.translations import Translations
from geo.subject import Subject


@dataclass
class Content:
    """What a data folder holds, as far as it could be read; `unread` names the files it cannot."""

    tables: dict[str, Table] = field(default_factory=dict)
    items: dict[str, Any] = field(default_factory=dict)
    source_ids: set[str] = field(default_factory=set)
    version: str = ""
    descriptor: dict[str, Any] = field(default_factory=dict)
    subject: Subject = field(default_factory=Subject)
    translations: Translations = field(default_factory=dict)
    unreviewed: set[str] = field(default_factory=set)
    unread: set[str] = field(default_factory=set)

    @property
    def excerpt(self) -> bool:
        """Whether the folder is an export, which need not hold everything.

        Examples
        --------
        >>> Content(descriptor={"export": {"query": "All places"}}).excerpt
        True
        """
        return bool(self.descriptor.get("export"))

    def rows(self, name: str) -> tuple[Row, ...]:
        """Return the readable rows of one file.

        Examples
        --------
        >>> from geo.check.folder import check_folder
        >>> content, _problems = check_folder(small.folder)
        >>> content.rows("milestones.csv")[0].cells["date_edtf"]
        '1988-07-31'
        """
        return self.tables[name].rows

    def column(self, name: str, column: str) -> set[str]:
        """Return the distinct values of one column, without the empty one.

        Examples
        --------
        >>> from geo.check.folder import check_folder
        >>> content, _problems = check_folder(small.folder)
        >>> sorted(content.column("places.csv", "country"))
        ['FR', 'IR']
        """
        values = set(self.tables[name].values(column))
        values.discard("")
        return values

    def codes(self, name: str) -> set[str]:
        """Return the codes that `codes.csv` has for one field.

        Examples
        --------
        >>> from geo.check.folder import check_folder
        >>> content, _problems = check_folder(small.folder)
        >>> "site" in content.codes("precision")
        True
        """
        return {row.cells["code"] for row in self.rows("codes.csv") if row.cells["field"] == name}
