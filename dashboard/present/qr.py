"""QR codes of addresses, as pictures."""

import segno

from dashboard.templates import macros
from geo.export.stamp import is_here

_QUIET_ZONE = 4  # modules of white that ISO/IEC 18004 asks for around a code


def qr_picture(link: str) -> str:
    """Return a QR code of an address with the address under it, and whom it serves, as HTML."""
    try:
        code = segno.make(link, error="m", micro=False)
        picture = code.svg_data_uri(border=_QUIET_ZONE, dark="#000000", light="#ffffff", scale=4)
    except segno.DataOverflowError:
        picture = ""
    figure: str = macros("present/present.html").qr_code(picture, link, is_here(link))
    return figure
