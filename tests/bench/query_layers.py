"""How long three ways to write one query take to make its SQL.

Run `pip install sqlalchemy==2.1.9`, then `python -m tests.bench.query_layers`. Each writes the
query that counts what a filter shows (all restrictions, an area, a period and a search) for DuckDB
and for PostgreSQL; the three are run on a store of the shipped data and must count the same. Times
are of the processor, medians of many.
"""

import datetime
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median
from time import process_time

import duckdb
import ibis
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

import geo
from geo.allowed import RESTRICTIONS
from geo.lookup.stored import sought_words
from geo.store import load, open_store, question
from geo.store.layout import COLUMNS

ROOT = Path(__file__).resolve().parents[2]
TIMES = 100
CHOSEN = 60
"""How many values of each restriction the filter names."""


def with_ibis(asked: geo.Filter, engine: str) -> str:
    """Make the SQL as the stores do."""
    return str(ibis.to_sql(question.counted_claims(question.unbound(), asked), engine))


META = sa.MetaData()
PLACES = sa.Table("places", META, *(sa.Column(name) for name in COLUMNS["places"]))
CLAIMS = sa.Table("claims", META, *(sa.Column(name) for name in COLUMNS["claims"]))


def with_core(asked: geo.Filter, engine: str) -> str:
    """Make the SQL by SQLAlchemy Core, in PostgreSQL's words, which DuckDB understands here."""
    c, p, box, period = CLAIMS.c, PLACES.c, asked.bounds, asked.period
    tests = [c[one.column].in_(getattr(asked, one.name)) for one in RESTRICTIONS]
    assert box
    tests += [c.lat.between(box.south, box.north), c.lon.between(box.west, box.east)]
    words = sought_words(asked.q)
    says = [sa.func.strpos(c.folded, one.folded) > 0 for one in words]
    named = [
        sa.or_(sa.func.strpos(p.folded, one.folded) > 0, sa.func.strpos(p["keys"], one.key) > 0)
        for one in words
    ]
    about = c.place_number.in_(sa.select(p.number).where(*named))
    tests.append(sa.or_(sa.and_(*says), about))
    dated = sa.type_coerce(c.dated, sa.Boolean)
    inside = sa.and_(
        dated,
        sa.or_(c.latest >= period.first, c.latest.is_(None)),
        sa.or_(c.earliest <= period.last, c.earliest.is_(None)),
    )
    place = sa.func.count(c.place_number.distinct())
    query = sa.select(
        sa.func.count().filter(dated).label("claims"),
        sa.func.count().filter(sa.not_(dated)).label("undated"),
        place.filter(dated).label("places"),
        place.label("every_place"),
        place.filter(sa.and_(dated, c.lat.is_(None))).label("unlocated"),
    ).where(*tests, sa.or_(inside, sa.not_(dated)))
    compiled = query.compile(dialect=postgresql.dialect(), compile_kwargs={"literal_binds": True})
    return str(compiled)


def with_text(asked: geo.Filter, engine: str) -> str:
    """Make the SQL as text, of which each engine has its own words for holding a text."""
    holds = "contains({}, {})" if engine == "duckdb" else "strpos({}, {}) > 0"
    box, period = asked.bounds, asked.period
    assert box
    tests = [f"{one.column} IN ({_listed(getattr(asked, one.name))})" for one in RESTRICTIONS]
    tests += [f"lat BETWEEN {box.south} AND {box.north}", f"lon BETWEEN {box.west} AND {box.east}"]
    words = sought_words(asked.q)
    says = " AND ".join(holds.format("folded", _quoted(one.folded)) for one in words)
    tests_of_names = [
        [holds.format("folded", _quoted(one.folded)), holds.format("keys", _quoted(one.key))]
        for one in words
    ]
    named = " AND ".join(f"({' OR '.join(either)})" for either in tests_of_names)
    tests.append(f"(({says}) OR place_number IN (SELECT number FROM places WHERE {named}))")
    tests.append(
        f"(NOT dated OR ((latest >= DATE {_quoted(period.first)} OR latest IS NULL) AND "
        f"(earliest <= DATE {_quoted(period.last)} OR earliest IS NULL)))"
    )
    return (
        "SELECT count(*) FILTER (WHERE dated) AS claims, "
        "count(*) FILTER (WHERE NOT dated) AS undated, "
        "count(DISTINCT place_number) FILTER (WHERE dated) AS places, "
        "count(DISTINCT place_number) AS every_place, "
        "count(DISTINCT place_number) FILTER (WHERE dated AND lat IS NULL) AS unlocated "
        f"FROM claims WHERE {' AND '.join(tests)}"
    )


def _quoted(value: str | datetime.date | None) -> str:
    return "'" + str(value).replace("'", "''") + "'"


def _listed(codes: tuple[str, ...]) -> str:
    return ", ".join(map(_quoted, codes))


def main() -> None:
    """Print the median time of each, for both engines."""
    ways: dict[str, Callable[[geo.Filter, str], str]] = {
        "Ibis": with_ibis,
        "SQLAlchemy Core": with_core,
        "plain SQL": with_text,
    }
    with tempfile.TemporaryDirectory() as folder:
        load(str(ROOT / "data"), folder)
        with open_store(folder) as store:
            chosen = {one.name: tuple(store.allowed(one))[:CHOSEN] for one in RESTRICTIONS}
        asked = geo.Filter.from_query("bounds=-60,-170,80,170&from=1980&to=2030&q=graves")
        asked = replace(asked, **chosen)
        with duckdb.connect() as connection:
            for path in Path(folder).glob("*.parquet"):
                connection.read_parquet(str(path)).create_view(path.name.partition("-")[0])
            for name, way in ways.items():
                counted = connection.execute(way(asked, "duckdb")).fetchall()
                times = {engine: _median(way, asked, engine) for engine in ("duckdb", "postgres")}
                print(f"{name:16} {times} ms, counts {counted[0]}")


def _median(way: Callable[[geo.Filter, str], str], asked: geo.Filter, engine: str) -> float:
    times = []
    for _ in range(TIMES):
        start = process_time()
        way(asked, engine)
        times.append((process_time() - start) * 1000)
    return round(median(times), 2)


if __name__ == "__main__":
    main()
