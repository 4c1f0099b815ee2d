"""Key to how precisely points are known."""

from html import escape

from dashboard.escaping import label, mark_image
from dashboard.look import LAYER_COLOURS
from geo import Dataset
from geo.codes import RADIUS_KM
from geo.messages import gettext as _


def precision_key(data: Dataset) -> str:
    """Return the key to the marks: a row for each precision that places have."""
    used = set(data.places["precision"])
    rows = []
    precisions = data.codes.of("precision")
    for code in (precisions[name] for name in RADIUS_KM if name in precisions):
        if code.code not in used:
            continue
        radius = RADIUS_KM.get(code.code)
        ring = _(" Ring of {km:g} km.").format(km=radius) if radius else ""
        if code.code == "unlocated":
            ring = _(" Not on the map; listed beside it.")
        marks = "".join(mark_image(layer, code.code) for layer in LAYER_COLOURS)
        rows.append(
            f"<tr><td>{marks if code.code != 'unlocated' else ''}</td>"
            f"<td><b>{label(data, 'precision', code.code)}.</b> "
            f"{escape(code.description + ring)}</td></tr>"
        )
    shared = escape(_("Marks that share a point stand round it, joined to it by a line."))
    return f'<table class="key">{"".join(rows)}</table><p class="key">{shared}</p>'
