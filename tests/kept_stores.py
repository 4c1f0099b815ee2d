"""Fixtures of stores: the shipped data in each kind of store, and a server with room for more."""

import os
from collections.abc import Callable, Iterator
from dataclasses import astuple, replace
from functools import cache
from itertools import count

import pytest

import geo
from datasets import DATA
from geo.cluster import Detail
from geo.store import Store, load, open_store
from postgres import Cluster, running_cluster

KINDS = ("memory", "duckdb", "postgis")
SPARK = "ATLAS_SPARK"
"""Names in the environment a Spark Connect server on this machine, which tests/spark.py starts."""
_NUMBERS = count()
Loaded = Callable[[str], str]
"""Returns the address of the shipped data in a kind of store; a fixture gives it."""


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL server."""
    with running_cluster() as running:
        yield running


@pytest.fixture(scope="session")
def loaded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    """Load the shipped data, once, into a store of a kind, which no test changes."""

    @cache
    def load_into(kind: str) -> str:
        address = str(DATA)
        if kind in ("duckdb", "spark"):
            address = f"duckdb:{tmp_path_factory.mktemp('stores') / 'atlas'}"
        if kind == "postgis":
            address = request.getfixturevalue("cluster").create("shipped")
        if kind != "memory":
            load(str(DATA), address)
        if kind == "spark":
            address = f"{os.environ[SPARK]}{address.removeprefix('duckdb:')}"
        return address

    return load_into


@pytest.fixture(scope="session", params=KINDS)
def shipped(request: pytest.FixtureRequest, loaded: Loaded) -> str:
    """The address of the shipped data in one kind of store that the pages can show."""
    return loaded(request.param)


@pytest.fixture(scope="session", params=KINDS[1:])
def stored_large(request: pytest.FixtureRequest, loaded: Loaded) -> str:
    """The address of the shipped data in one kind of store of an engine."""
    return loaded(request.param)


@pytest.fixture(scope="session", params=(*KINDS, *(["spark"] if SPARK in os.environ else [])))
def store(request: pytest.FixtureRequest, loaded: Loaded) -> Iterator[Store]:
    """The shipped data in one kind of store."""
    with open_store(loaded(request.param)) as opened:
        yield opened


@pytest.fixture(params=KINDS[1:])
def target(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a store that can be made."""
    if request.param == "duckdb":
        return str(tmp_path_factory.mktemp("stores") / "made")
    cluster: Cluster = request.getfixturevalue("cluster")
    return cluster.create(f"made_{next(_NUMBERS)}", f"TEMPLATE {cluster.prepared}")


def answers(opened: Store, asked: geo.Filter) -> object:
    """Return what a store says of a filter, with all that it keeps of what is shown."""
    pages = [
        opened.page(asked, table, limit=10_000) for table in ("places", "claims", "milestones")
    ]
    return opened.select(asked), opened.facets(asked), pages


def assert_same(found: Detail, expected: Detail) -> None:
    """Compare what a view shows; middle and edges of a cell may differ by what is rounded."""
    assert sorted(found.places) == sorted(expected.places)
    assert found.places.is_unique
    for one, other in zip(found.cells, expected.cells, strict=True):
        assert (one.lat, one.lon) == pytest.approx((other.lat, other.lon), abs=1e-9)
        assert astuple(one.bounds) == pytest.approx(astuple(other.bounds), abs=1e-9)
        assert replace(one, lat=0, lon=0, bounds=None) == replace(other, lat=0, lon=0, bounds=None)
