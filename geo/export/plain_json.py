"""JSON: places, statements, milestones and sources as lists of plain records."""

import json

from geo.export.records import as_json, claim_records, milestone_records, place_records
from geo.export.stamp import metadata
from geo.filters import Selection


def build(selection: Selection) -> bytes:
    """Return one JSON object; `claims` name their place and every statement names its source.

    Examples
    --------
    >>> list(json.loads(build(geo.Filter().select(small))))
    ['metadata', 'places', 'claims', 'milestones']
    """
    content = {
        "metadata": metadata(selection),
        "places": place_records(selection),
        "claims": claim_records(selection),
        "milestones": milestone_records(selection),
    }
    return (json.dumps(content, ensure_ascii=False, default=as_json) + "\n").encode()
