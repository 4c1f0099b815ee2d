"""QR codes of addresses, as pictures."""

from html import escape

import segno

from geo.messages import gettext as _

_QUIET_ZONE = 4  # modules of white that ISO/IEC 18004 asks for around a code


def code_picture(link: str) -> str:
    """Return a code of an address with the address under it, as HTML."""
    try:
        code = segno.make(link, error="m", micro=False)
    except segno.DataOverflowError:
        too_long = _("The address of this view is too long for a code.")
        return f'<figure class="code"><figcaption>{escape(too_long)}</figcaption></figure>'
    picture = code.svg_data_uri(border=_QUIET_ZONE, dark="#000000", light="#ffffff", scale=4)
    words = escape(_("Scan to open this view"))
    host = escape(link.split("?")[0])
    caption = f'{words}<br><span data-link="{escape(link)}">{host}</span>'
    return (
        f'<figure class="code"><img src="{escape(picture)}" alt="{words}">'
        f"<figcaption>{caption}</figcaption></figure>"
    )
