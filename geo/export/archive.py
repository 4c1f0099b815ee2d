"""ZIP archives that are the same bytes whenever and wherever they are made."""

import io
import zipfile
from collections.abc import Mapping
from datetime import datetime

_COMPRESSION = 6
_UNIX = 3


def zipped(files: Mapping[str, bytes], moment: datetime) -> bytes:
    """Return files as an archive, sorted by name.

    Parameters
    ----------
    files
        Content by name.
    moment
        Date of every file in the archive.

    Examples
    --------
    >>> zipped({"a.txt": b"text"}, datetime(2024, 5, 1))[:2]
    b'PK'
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=_COMPRESSION) as archive:
        for name, content in sorted(files.items()):
            entry = zipfile.ZipInfo(name, moment.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = _UNIX  # on whichever system it is made
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return out.getvalue()
