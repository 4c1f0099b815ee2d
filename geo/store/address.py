"""Which store an address names."""

from importlib import import_module
from pathlib import Path
from typing import Any

from geo.errors import StoreError
from geo.loading import load as load_folder
from geo.store.interface import Store, fault, refused
from geo.store.layout import MANIFEST
from geo.store.memory import MemoryStore

DESCRIPTOR = "datapackage.json"
"""The file that makes a folder a data folder."""
FORMS = (
    "a data folder, a folder of a store, duckdb:FOLDER, postgresql://HOST/DATABASE or "
    "sc://HOST:PORT/FOLDER"
)
_OF_POSTGRES = ("postgresql://", "postgres://")
_OF_FOLDER = "duckdb:"
_OF_SPARK = "sc://"
_NEEDED = {
    "parquet": {"ibis": "ibis-framework", "duckdb": "duckdb"},
    "postgis": {"ibis": "ibis-framework", "psycopg": "psycopg"},
    "spark": {"ibis": "ibis-framework", "pyspark": "pyspark-client", "grpc": "grpcio"},
}
"""What each engine imports, and the package that holds it."""


def open_store(address: str) -> Store:
    """Open the store at an address.

    Parameters
    ----------
    address
        A data folder, a folder of Parquet files that `load` wrote (with or without `duckdb:`
        before it), the address of a PostgreSQL database, or that of such a folder on a Spark
        cluster.

    Raises
    ------
    StoreError
        It names no store, or none that can be read; the message lists all that is wrong.
    DataError
        It is a data folder that breaks a rule.

    Examples
    --------
    >>> with open_store(str(small.folder)) as store:
    ...     store.select(geo.Filter(cities=("paris",))).places
    ['charlie-gathering']
    """
    opened: Store
    if is_database(address):
        opened = engine("postgis", address).open_database(address)
        return opened
    if is_cluster(address):
        opened = engine("spark", address).open_cluster(address)
        return opened
    folder = folder_of(address)
    if not folder.exists():
        raise refused(address, "no such folder", FORMS)
    if not folder.is_dir():
        raise refused(address, "a file", FORMS)
    if (folder / MANIFEST).exists():
        opened = engine("parquet", address).open_folder(folder)
    elif is_data_folder(address):
        opened = MemoryStore(load_folder(folder))
    else:
        found = f"a folder with neither {MANIFEST} nor {DESCRIPTOR}"
        raise refused(address, found, FORMS)
    return opened


def is_database(address: str) -> bool:
    """Tell whether an address is that of a PostgreSQL database.

    Examples
    --------
    >>> is_database("postgresql://localhost/lights"), is_database("lights")
    (True, False)
    """
    return address.startswith(_OF_POSTGRES)


def is_cluster(address: str) -> bool:
    """Tell whether an address is that of a folder on a Spark cluster.

    Examples
    --------
    >>> is_cluster("sc://localhost:15002/srv/lights"), is_cluster("lights")
    (True, False)
    """
    return address.startswith(_OF_SPARK)


def is_data_folder(address: str) -> bool:
    """Tell whether an address is that of a data folder.

    Examples
    --------
    >>> is_data_folder(str(small.folder)), is_data_folder("postgresql://localhost/lights")
    (True, False)
    """
    return "://" not in address and (Path(address) / DESCRIPTOR).is_file()


def folder_of(address: str) -> Path:
    """Return the folder that an address names.

    Raises
    ------
    StoreError
        It is the address of something else.

    Examples
    --------
    >>> folder_of("duckdb:lights").name
    'lights'
    """
    path = address.removeprefix(_OF_FOLDER)
    if not path or "\0" in path:
        raise refused(address, "no address", FORMS)
    scheme = path.partition("://")[0]
    if scheme != path:
        raise refused(_shown(path), f"an address of {scheme}", FORMS)
    return Path(path)


def engine(name: str, address: str) -> Any:
    """Import the module of an engine, of which all packages must be installed.

    Raises
    ------
    StoreError
        Some are not; the message says which, and how they are installed.

    Examples
    --------
    >>> engine("parquet", "lights").__name__
    'geo.store.parquet'
    """
    missing = [package for module, package in _NEEDED[name].items() if not _is_there(module)]
    if missing:
        file = "requirements-spark.txt" if name == "spark" else "requirements.txt"
        expected = f"what `pip install -r geo/store/{file}` installs"
        shown = _shown(address)
        raise StoreError([fault(shown, f"no {package}", expected) for package in missing])
    return import_module(f"geo.store.{name}")


def _shown(address: str) -> str:
    """Return an address for messages: nothing after its scheme, where a password may stand."""
    scheme, sign, _rest = address.partition("://")
    return f"{scheme}:" if sign else address


def _is_there(module: str) -> bool:
    try:
        import_module(module)
    except ImportError:
        return False
    return True
