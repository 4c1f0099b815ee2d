"""How long stores of many made-up places take for a filter and for the cells of a view.

Run `python -m tests.bench.stores 10000000`: so many places, each with one statement, in GeoParquet
files read by DuckDB, and a tenth of them in PostgreSQL with PostGIS. It prints seconds, the median
of three, and the ratio to what is allowed: 2 s of a filter in the first, 1 s in the second. The
load of the machine stands beside them; `cpu` is what this process and the server computed, on all
cores: on a busy machine it says more.
"""

import argparse
import contextlib
import os
import resource
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # where the tests' own modules are

import geo
from geo.allowed import RESTRICTIONS, allowed_values
from geo.bounds import Bounds
from geo.loading import shipped
from geo.store import Store, open_store, parquet, postgis
from geo.store.layout import ONLY, About, schema_of, turn_of
from geo.store.parts import parts_of
from geo.view_grid import unit
from postgres import running_cluster

BATCH, CITIES, TIMES = 122_880, 2_000, 3
SUBJECT = shipped()
"""The data whose codes, sources, base map and pages the made-up places have."""
LAYERS, KINDS, PRECISIONS = (
    list(SUBJECT.codes.of(field))[:3] for field in ("layer", "kind", "precision")
)
COUNTRIES = ["AT", "BE", "CH", "CZ", "DE", "DK", "EE", "ES", "FI", "FR"]
COUNTRIES += ["GB", "IE", "IS", "LT", "LU", "LV", "NL", "NO", "PL", "SE"]
CITY_NAMES = {f"city-{at}": f"City {at}" for at in range(CITIES)}
SOURCES = list(SUBJECT.sources)
PUBLISHERS = [source.publisher_kind for source in SUBJECT.sources.values()]
EMPTIED = ("conflicts.csv", "tour.csv")
"""Files of the subject that speak of its own places."""
BUDGETS = {"duckdb": 2.0, "postgis": 1.0}
FILTERS = {
    "all": geo.Filter(),
    "layer and period": geo.Filter(layers=(LAYERS[1],), from_date="1988", to_date="1988"),
    "country and area": geo.Filter(countries=(COUNTRIES[2],), bounds=Bounds(50, 0, 60, 20)),
    "two of three kinds, certain": geo.Filter(
        kinds=(KINDS[0], KINDS[1]), from_date="1970", to_date="1995", certainty="certain"
    ),
    "words": geo.Filter(q="light 4711"),
}
VIEWS = {"world": Bounds(-85, -180, 85, 180), "region": Bounds(50, 0, 60, 20)}


class Generated:
    """Made-up places round the North Sea, as a store that is read once, from front to back."""

    def __init__(self, rows: int) -> None:
        counted = {"places": rows, "claims": rows, "milestones": 0}
        withheld, box = dict.fromkeys(counted, 0), Bounds(16, -32, 80, 48)
        period = date(1970, 1, 1), date(2020, 12, 18)
        self.about = About("0.0.0", "generated", counted, withheld, box, period)

    def batches(self, table: str) -> Iterator[pa.RecordBatch]:
        """Yield a table in pieces, the same whenever it is asked for."""
        if table in ("places", "claims"):
            for start in range(0, self.about.rows["places"], BATCH):
                size = min(BATCH, self.about.rows["places"] - start)
                yield _batch(table, start, size)
        if table == "listed":
            yield _listed()
        if table == "parts":
            yield from _parts()


def _batch(table: str, start: int, size: int) -> pa.RecordBatch:
    """Make some rows; those of a place and of its statement come from one seed."""
    chance = np.random.default_rng(start)
    number = pa.array(np.arange(start, start + size, dtype=np.int32))
    digits = pc.utf8_lpad(pc.cast(number, pa.string()), 8, "0")
    city = chance.integers(0, CITIES, size)
    lat = chance.normal(56, 5, size).clip(-80, 80).round(4)
    lon = chance.normal(8, 8, size).round(4)
    x, y = unit(lat, lon)
    first = chance.integers(0, 365 * 50, size, dtype=np.int32)
    undated = chance.random(size) < 0.1
    days = [
        pa.array(day.astype(np.int32), mask=undated).cast(pa.date32())
        for day in (first, first + chance.choice([0, 30, 365], size))
    ]
    source = chance.integers(0, len(SOURCES), size)
    named = pc.binary_join_element_wise(pa.scalar("light"), pc.cast(number, pa.string()), " ")
    made = {
        "number": number,
        "place_number": number,
        "place_id": pc.binary_join_element_wise(pa.scalar("light"), digits, "-"),
        "claim_id": pc.binary_join_element_wise(pa.scalar("light"), digits, pa.scalar("01"), "-"),
        "name": named,
        "layer": _one_of(LAYERS, chance.integers(0, len(LAYERS), size)),
        "kind": _one_of(KINDS, chance.integers(0, len(KINDS), size)),
        "country": _one_of(COUNTRIES, city % len(COUNTRIES)),
        "precision": _one_of(PRECISIONS, city % len(PRECISIONS)),
        "city": _one_of(list(CITY_NAMES), city),
        "locality": _one_of(list(CITY_NAMES.values()), city),
        "source_id": _one_of(SOURCES, source),
        "coord_source": _one_of(SOURCES, source),
        "checked": pa.repeat("passage", size),
        "date_edtf": _edtf(days, size),
        "publisher_kind": _one_of(PUBLISHERS, source),
        "lat": pa.array(lat),
        "lon": pa.array(lon),
        "x": pa.array(x),
        "y": pa.array(y),
        "dated": pa.array(~undated),
        "earliest": days[0],
        "latest": days[1],
        "folded": named,
        "keys": pc.binary_join_element_wise(
            pa.scalar("\nlit"), pc.cast(number, pa.string()), pa.scalar(""), "\n"
        ),
    }
    if table == "claims":
        made |= {
            turn_of(column): pa.repeat(ONLY, size)
            for column in ("place", "kind", "publisher_kind", "source_id")
        }
        made["folded"] = pa.array(["a statement of a made up source"] * size)
        made["summary"] = pa.array(["A statement of a made-up source."] * size)
    return _as_batch(table, made, size)


def _edtf(days: list[pa.Array], size: int) -> pa.Array:
    """Write the days as the files do, `1988-08-01/1988-08-31`, or nothing where there are none."""
    first, last = (pc.cast(day, pa.string()) for day in days)
    span = pc.if_else(pc.equal(first, last), first, pc.binary_join_element_wise(first, last, "/"))
    return pc.fill_null(span, "")


def _as_batch(table: str, made: dict[str, pa.Array], size: int) -> pa.RecordBatch:
    """Return the columns of a table: those made, else empty text or no number."""
    arrays = []
    for field in schema_of(table):
        empty = pa.repeat("", size) if field.type == pa.string() else pa.nulls(size, field.type)
        arrays.append(made.get(field.name, empty).cast(field.type))
    return pa.RecordBatch.from_arrays(arrays, schema=schema_of(table))


def _one_of(values: list[str], at: np.ndarray) -> pa.Array:
    return pa.array(values).take(pa.array(at))


def _listed() -> pa.RecordBatch:
    lists = {one.name: allowed_values(SUBJECT, one) for one in RESTRICTIONS}
    lists["cities"], lists["countries"] = CITY_NAMES, dict(zip(COUNTRIES, COUNTRIES, strict=True))
    rows = [
        (name, at, code, label)
        for name, codes in lists.items()
        for at, (code, label) in enumerate(codes.items())
    ]
    columns = zip(*rows, strict=True)
    schema = schema_of("listed")
    arrays = [pa.array(values, field.type) for values, field in zip(columns, schema, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def _parts() -> Iterator[pa.RecordBatch]:
    """Yield the subject's files, without what they say of its own places."""
    for row in (row for batch in parts_of(SUBJECT).to_batches() for row in batch.to_pylist()):
        if row["name"].startswith("releases/"):
            continue
        if row["name"] in EMPTIED:
            row["content"] = row["content"].splitlines(keepends=True)[0]
        yield pa.RecordBatch.from_pylist([row], schema=schema_of("parts"))


def main() -> None:
    """Write the stores, each in a process of its own, and measure them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", type=int, help="places in GeoParquet; a tenth of them in PostGIS")
    parser.add_argument("--folder", type=Path, help="keeps the files there for another run")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        kept = options.folder or Path(folder) / "store"
        if not (kept / "store.json").exists():
            _timed("written", lambda: _apart(_write_folder, kept, options.rows))
        with open_store(str(kept)) as store:
            _measure("duckdb", store)
    print(f"peak memory of this process {_peak_mb()} MB")
    with running_cluster() as cluster:
        address = cluster.create("many")
        _timed("written", lambda: _apart(_write_database, address, options.rows // 10))
        with open_store(address) as store:
            _measure("postgis", store)
        print(f"peak memory of a process of the server {_peak_of_servers()} MB")


def _write_folder(folder: Path, rows: int) -> None:
    parquet.write(folder, Generated(rows))


def _write_database(address: str, rows: int) -> None:
    postgis.write(address, Generated(rows))


def _apart(run: Callable[..., None], *arguments: object) -> None:
    """Run something whose memory shall not count."""
    process = get_context("spawn").Process(target=run, args=arguments)
    process.start()
    process.join()
    assert process.exitcode == 0


def _measure(kind: str, store: Store) -> None:
    print(f"\n{kind}, {store.about.rows['places']:,} places, load {os.getloadavg()[0]:.1f}")
    for name, asked in FILTERS.items():
        shown = store.counts(asked).places.shown
        title = f"{name}: {shown:,} places"
        _timed(f"filter, {title}", lambda asked=asked: store.counts(asked), BUDGETS[kind])
        if shown < 200_000:
            _timed(f"  its ids, {title}", lambda asked=asked: store.select(asked))
        _timed(f"  a page, {title}", lambda asked=asked: store.page(asked, "claims", 100, 50))
    _timed("facets, layer and period", lambda: store.facets(FILTERS["layer and period"]))
    for name, view in VIEWS.items():
        for asked in ("all", "layer and period"):
            title = f"cells, {name}, {asked}"
            _timed(title, lambda asked=asked, view=view: store.detail(FILTERS[asked], view))


def _timed(title: str, run: Callable[[], object], budget: float = 0) -> None:
    times, computed = [], []
    for _ in range(TIMES if title != "written" else 1):
        start, cpu = perf_counter(), _computed()
        run()
        times.append(perf_counter() - start)
        computed.append(_computed() - cpu)
    ratio = f"  {median(times) / budget:.2f} of {budget} s" if budget else ""
    print(f"{title:64} {median(times):7.2f} s  cpu {median(computed):6.2f} s{ratio}", flush=True)


def _computed() -> float:
    """Return seconds that this process and all of PostgreSQL have computed."""
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):  # it may just have ended
            name, _, fields = stat.read_text().partition(") ")
            if name.endswith("(postgres"):
                ticks += sum(map(int, fields.split()[11:15]))
    return process_time() + ticks / os.sysconf("SC_CLK_TCK")


def _peak_mb() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _peak_of_servers() -> int:
    """Return the most memory that one process of PostgreSQL has held, in megabytes."""
    peaks = [0]
    for status in Path("/proc").glob("[0-9]*/status"):
        fields = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
        if fields["Name"].strip() == "postgres" and "VmHWM" in fields:
            peaks.append(int(fields["VmHWM"].split()[0]) // 1024)
    return max(peaks)


if __name__ == "__main__":
    main()
