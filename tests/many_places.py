"""A folder of the second subject with as many places as asked, each with one invented statement."""

import shutil
from pathlib import Path
from random import Random

from datasets import SECOND_SUBJECT, rows_of, write_table

TOGETHER = (57.7, 10.6)
"""Where every other place is, in degrees: no view parts them."""


def write_many(folder: Path, count: int, seed: int) -> Path:
    """Write a valid folder of `count` places round the North Sea."""
    random = Random(seed)
    shutil.copytree(SECOND_SUBJECT, folder)
    place, claim = (
        rows_of("places.csv", SECOND_SUBJECT)[0],
        rows_of("claims.csv", SECOND_SUBJECT)[0],
    )
    layers = sorted({row["layer"] for row in rows_of("places.csv", SECOND_SUBJECT)})
    places, claims = [], []
    for number in range(count):
        lat, lon = random.gauss(56, 5), random.gauss(8, 8)
        if number % 2 == 0:
            lat, lon = TOGETHER
        place_id = f"light-{number:06}"
        own = {"place_id": place_id, "layer": random.choice(layers), "name": f"Light {number}"}
        places.append(place | own | {"lat": f"{lat:.4f}", "lon": f"{lon:.4f}"})
        claims.append(claim | {"claim_id": f"{place_id}-01", "place_id": place_id})
    write_table(folder / "places.csv", places)
    write_table(folder / "claims.csv", claims)
    write_table(folder / "tour.csv", [])
    return folder
