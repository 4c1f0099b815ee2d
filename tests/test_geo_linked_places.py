"""The file in the Linked Places Format: its schema, its doubts and the languages of its names."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import geo
from datasets import Put
from exports import exported, linked_place
from linked_places_schema import SCHEMA
from recount import QUERIES


@pytest.mark.sample("query", QUERIES, 3)
def test_linked_places_keep_their_schema(atlas: geo.Dataset, query: str) -> None:
    collection = json.loads(exported(atlas, "linked-places", query))
    schema = SCHEMA if collection["features"] else SCHEMA | {"properties": {}}
    faults = [
        f"{list(fault.path)}: {fault.message[:200]}"
        for fault in Draft202012Validator(schema).iter_errors(collection)
    ]
    assert faults == []


def test_linked_places_say_how_sure_a_point_and_a_date_are(small: geo.Dataset) -> None:
    found = {
        one["properties"]["place_id"]: one
        for one in json.loads(exported(small, "linked-places"))["features"]
    }
    certainty = {name: one["geometry"].get("certainty") for name, one in found.items()}
    assert certainty == {
        "alpha-prison": "less-certain",
        "alpha-yard": "less-certain",
        "bravo-graves": "uncertain",
        "charlie-gathering": "uncertain",
        "delta-camp": None,
    }
    whens = {
        one["claim_id"]: one.get("when")
        for feature in found.values()
        for one in feature["descriptions"]
    }
    assert whens["alpha-prison-02"] == {
        "timespans": [{"start": {"in": "1988-08"}}],
        "label": "about August 1988",
        "edtf": "1988-08~",
        "certainty": "less-certain",
    }
    spans = {name: when and when["timespans"] for name, when in whens.items()}
    days = {"start": {"in": "1988-08-14"}, "end": {"in": "1988-08-16"}}
    decade = {"start": {"earliest": "1980-01-01"}, "end": {"latest": "1989-12-31"}}
    assert spans["alpha-prison-01"] == [days]
    assert spans["alpha-prison-03"] is None
    assert spans["alpha-prison-04"] == [decade]
    assert spans["alpha-yard-01"] == [{"start": {"earliest": "1988-07-01"}}]
    assert spans["charlie-gathering-01"] == [{"start": {"in": "2018-08-25"}}]
    names = found["alpha-prison"]["names"]
    assert [name["toponym"] for name in names] == ["Alpha prison", "زندان آلفا"]
    assert names[0]["citations"][0]["label"] == "Example Agency 1989, p. 1"


def test_linked_places_tag_a_name_with_the_language_its_letters_show(
    small_folder: Path, put: Put
) -> None:
    spellings = "Evin;Zendān-e Evīn;زندان اوین;اوين;سجن إيفين;Göteborg;هەولێر;عادل آباد"
    put("places.csv", ",زندان آلفا,", f",زندان آلفا,{spellings}")
    data = geo.load(small_folder)
    place = linked_place(exported(data, "linked-places"), "alpha-prison")
    tags = {name["toponym"]: name.get("lang") for name in place["names"]}
    assert tags == {
        "Alpha prison": "en",
        "زندان آلفا": "fa",
        "Evin": None,
        "Zendān-e Evīn": None,
        "زندان اوین": "fa",
        "اوين": None,
        "سجن إيفين": "ar",
        "Göteborg": None,
        "هەولێر": "ckb",
        "عادل آباد": "fa",
    }
