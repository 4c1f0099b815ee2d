"""Stores of a dataset behind one interface: a data folder, GeoParquet files, PostgreSQL, Spark.

`open_store` opens one by its address, `load` moves a dataset from one to another. Whatever keeps
the tables, the same filter gives the same answer (`Store`). What a data folder needs is installed
with the library; the engines are packages of their own, in `geo/store/requirements.txt` and, for
Spark, `requirements-spark.txt` beside it, and are imported when a store of theirs is opened.

The questions are written once, as Ibis expressions (`question`, `cells`), from which Ibis makes the
SQL of each engine. README.md beside this file says why, with figures.
"""

from geo.store.address import open_store
from geo.store.interface import Answer, Store
from geo.store.moving import load

__all__ = ["Answer", "Store", "load", "open_store"]
