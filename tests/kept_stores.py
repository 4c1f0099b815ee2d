"""Fixtures of stores: the shipped data in each kind of store, and a server with room for more."""

from collections.abc import Iterator
from itertools import count

import pytest

import geo
from datasets import DATA
from geo.store import Store, load, open_store
from postgres import Cluster, running_cluster

KINDS = ("memory", "duckdb", "postgis")
_NUMBERS = count()


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL server."""
    with running_cluster() as running:
        yield running


@pytest.fixture(scope="session", params=KINDS)
def store(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Store]:
    """The shipped data in one kind of store."""
    address = str(DATA)
    if request.param == "duckdb":
        address = f"duckdb:{tmp_path_factory.mktemp('stores') / 'atlas'}"
    if request.param == "postgis":
        address = request.getfixturevalue("cluster").create(f"shipped_{next(_NUMBERS)}")
    if request.param != "memory":
        load(str(DATA), address)
    with open_store(address) as opened:
        yield opened


@pytest.fixture(params=KINDS[1:])
def target(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a store that can be made."""
    if request.param == "duckdb":
        return str(tmp_path_factory.mktemp("stores") / "made")
    address: str = request.getfixturevalue("cluster").create(f"made_{next(_NUMBERS)}")
    return address


def answers(opened: Store, asked: geo.Filter) -> object:
    """Return what a store says of a filter, with all that it keeps of what is shown."""
    pages = [
        opened.page(asked, table, limit=10_000) for table in ("places", "claims", "milestones")
    ]
    return opened.select(asked), opened.facets(asked), pages
