"""How long searching takes, on the shipped data and on 100,000 made-up places.

Run `python tests/bench/search.py`; it prints in milliseconds the median and the worst time of some
texts, each asked once. Budgets: a suggestion takes 50 ms on the shipped data and 200 ms on 100,000
places; a filter with a search selects in 10 ms on the shipped data.
"""

import random
import statistics
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import perf_counter

import pandas as pd

import geo
from geo.lookup.question import read_question
from geo.lookup.search import nearest, suggest

TEXTS = [
    *["e", "goh", "gohardasht", "gohrdasht", "rajaee", "mashad", "isphahan", "behesht", "xyzzyx"],
    *["خاوران", "الأهواز", "iran", "Montazeri", "ghezel hesaar prison", "mass grave near khavaran"],
    *["behesht e zahra section 41", "executoins in Mashad, August 1988", "مشهد از ۱۳۶۷ تا ۱۳۷۰"],
]
SYLLABLES = [
    *["ab", "ad", "an", "ar", "ash", "bah", "dar", "deh", "esh", "far", "gan", "gol", "haz", "jan"],
    *["kar", "kho", "lah", "mir", "naz", "qom", "rez", "sar", "shah", "tab", "vaz", "yaz", "zan"],
]
MANY = 100_000


def many_places(shipped: geo.Dataset, size: int) -> geo.Dataset:
    """Return a dataset of `size` made-up places, with one statement of the shipped data each."""
    chance = random.Random(1988)
    ids = [f"place-{number}" for number in range(size)]

    def word() -> str:
        return "".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))).capitalize()

    at = [chance.randrange(len(shipped.places)) for _ in ids]
    cities = [word() for _ in range(2_000)]
    places = shipped.places.iloc[at].copy()
    places.index = pd.Index(ids, name="place_id")
    places["name"] = [f"{word()} {chance.choice(['prison', 'cemetery'])}" for _ in ids]
    places["alt_names"] = [f"{word()} {word()};{word()}" for _ in ids]
    places["locality"] = [chance.choice(cities) for _ in ids]
    places["city"] = places["locality"].str.lower()
    claims = shipped.claims.iloc[[number % len(shipped.claims) for number in range(size)]].copy()
    claims["place_id"] = ids
    claims.index = pd.Index([f"{one}-01" for one in ids], name="claim_id")
    return replace(shipped, places=places, claims=claims)


def measure(title: str, run: Callable[[str], object]) -> None:
    """Print the median and the worst time of a call for all texts, after one that prepares."""
    start = perf_counter()
    run("tehran")
    prepared = perf_counter() - start
    times = {}
    for text in TEXTS:
        start = perf_counter()
        run(text)
        times[text] = (perf_counter() - start) * 1000
    worst = max(times, key=times.__getitem__)
    print(
        f"{title:32} median {statistics.median(times.values()):7.1f} ms   "
        f"worst {times[worst]:7.1f} ms ({worst})   first call {prepared:5.2f} s"
    )


def main() -> None:
    """Measure the shipped data, then the made-up places."""
    shipped = geo.load(Path(__file__).resolve().parents[2] / "data")
    for title, data in (
        (f"{len(shipped.places)} places", shipped),
        (f"{MANY} places", many_places(shipped, MANY)),
    ):
        measure(f"{title}, search", lambda text, data=data: geo.search(data, text))
        measure(f"{title}, suggest", lambda text, data=data: suggest(data, text))
        measure(f"{title}, question", lambda text, data=data: read_question(data, text))
        measure(f"{title}, nearest", lambda text, data=data: nearest(data, text))
        measure(f"{title}, Filter(q)", lambda text, data=data: geo.Filter(q=text).select(data))


if __name__ == "__main__":
    main()
