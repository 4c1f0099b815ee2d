"""Rules of the Linked Places Format as a JSON schema, written from its published description.

They join what its version 1.2 asks of a feature (no other member than those it names, a `start` in
each timespan) and what version 2.0 of the World Historical Gazetteer adds (bounded forms of
addresses, dates, languages and codes): a file that keeps these rules passes both.
"""

from typing import Any

ADDRESS = r"^(https?://[A-Za-z0-9.-]{2,}\.[a-z]{2,63}(:\d{1,5})?(/.*)?|\w+:\S+)$"
URL = r"^https?://[A-Za-z0-9.-]{2,}\.[a-z]{2,63}(:\d{1,5})?(/.*)?$"
DAY = r"^-?\d{1,4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$"
LANGUAGE = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$"

Schema = dict[str, Any]


def text(pattern: str = "") -> Schema:
    return {"type": "string", "minLength": 1, **({"pattern": pattern} if pattern else {})}


def listed(items: Schema, least: int = 0) -> Schema:
    return {"type": "array", "items": items, "minItems": least}


def record(required: str = "", closed: bool = False, **members: Schema) -> Schema:
    return {
        "type": "object",
        "required": required.split(),
        "properties": {name.replace("at_id", "@id"): one for name, one in members.items()},
        "additionalProperties": not closed,
    }


CERTAINTY: Schema = {"enum": ["certain", "less-certain", "uncertain"]}
BOUND: Schema = {
    **record(closed=True, **{"in": text(DAY)}, earliest=text(DAY), latest=text(DAY)),
    "minProperties": 1,
    "dependentSchemas": {"in": {"maxProperties": 1}},
}
WHEN = record(
    "timespans",
    timespans=listed(record("start", closed=True, start=BOUND, end=BOUND), least=1),
    certainty=CERTAINTY,
    label=text(),
)
CITATIONS = listed(
    {
        **record(label=text(), year=text(r"^-?\d+$"), at_id=text(ADDRESS)),
        "anyOf": [{"required": ["label"]}, {"required": ["@id"]}],
    },
    least=1,
)
NAME = record("toponym", toponym=text(), lang=text(LANGUAGE), citations=CITATIONS, when=WHEN)
POINT = record(
    "type coordinates",
    type={"const": "Point"},
    coordinates={
        "type": "array",
        "prefixItems": [
            {"type": "number", "minimum": -180, "maximum": 180},
            {"type": "number", "minimum": -90, "maximum": 90},
        ],
        "minItems": 2,
        "maxItems": 2,
    },
    certainty=CERTAINTY,
    citations=CITATIONS,
    when=WHEN,
)
NOWHERE = record(
    "type geometries",
    closed=True,
    type={"const": "GeometryCollection"},
    geometries={"type": "array", "maxItems": 0},
)
FEATURE = record(
    "@id type properties names geometry types",
    closed=True,
    at_id=text(ADDRESS),
    type={"const": "Feature"},
    properties=record(
        "title ccodes fclasses",
        title=text(),
        ccodes=listed(text("^[A-Z]{2}$"), least=1),
        fclasses=listed({"enum": list("AHLPRSTUVX")}, least=1),
    ),
    names={**listed(NAME, least=1), "contains": {"required": ["citations"]}},
    types=listed(
        record(
            "identifier label",
            identifier=text(ADDRESS),
            label=text(),
            sourceLabels=listed(record("label", label=text(), lang=text(LANGUAGE))),
        ),
        least=1,
    ),
    geometry={"oneOf": [POINT, NOWHERE]},
    links=listed(
        record(
            "type identifier",
            type={"enum": ["closeMatch", "exactMatch", "primaryTopicOf", "subjectOf", "seeAlso"]},
            identifier=text(URL),
        )
    ),
    relations=listed(
        record(
            "relationType relationTo label",
            relationType=text(ADDRESS),
            relationTo=text(ADDRESS),
            label=text(),
        )
    ),
    when=WHEN,
    descriptions=listed(
        record("value", value=text(), lang=text(LANGUAGE), source=text(URL), when=WHEN)
    ),
)
SCHEMA: Schema = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    **record(
        "type @context features",
        type={"const": "FeatureCollection"},
        features=listed(FEATURE, least=1),
    ),
}
