"""Time, memory and size of an export of the whole history: as the program sends it, and by DuckDB's COPY to a file."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb

from app.domain.files import parquet
from app.domain.reports.exports import PARQUET_COLUMNS, first_cursor, parse_export
from app.storage import connection
from app.storage.reports import exports
from benchmarks.history import DAYS, LAST_DAY, ZONE
from benchmarks.queries import MeasuredSite
from benchmarks.results import Measure, Report
from benchmarks.store import ROOT, copy_of_history

WAYS = ("csv", "ndjson", "parquet", "COPY")
COPY = """
    COPY (FROM events LEFT JOIN client_visitors USING (website, visitor) WHERE website = 1 ORDER BY ts, seq)
    TO '{path}' (FORMAT parquet, COMPRESSION gzip)
"""  # all columns of the table, which are about those of an export
Result = tuple[float, float, int]  # seconds to the first bytes; to all of them; bytes


def run(events: int) -> Report:
    """Measure each way in a process of its own, so that its peak memory is its own."""
    report = Report(f"exports-{events}", f"Exports of {events:,} events")
    print(report.title)
    for way in WAYS:
        with tempfile.TemporaryDirectory() as folder:
            path = copy_of_history(events, Path(folder))
            command = [sys.executable, "-m", "benchmarks.exports", way, str(path)]
            answer = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE)
        first_s, all_s, size_bytes, cpu_s, peak_mib = json.loads(answer.stdout)
        note = f"first bytes after {first_s:.2f} s, {cpu_s:.1f} s of processor time, {size_bytes / 1e6:.0f} MB"
        report.add(Measure(way, all_s, "s", note=note))
        report.add(Measure(f"{way}, peak memory", peak_mib, "MiB"))
    return report


def _chunked(con: connection.Connection, way: str) -> Result:
    dates = {"start_date": str(LAST_DAY - timedelta(days=DAYS)), "end_date": str(LAST_DAY), "timezone": ZONE}
    query = parse_export(dates | {"format": way, "include_bots": "true"}, "site", MeasuredSite(), datetime.now(UTC))
    begun_s, first_s, size_bytes, groups = time.perf_counter(), 0.0, 0, []
    cursor = first_cursor(query.report)
    while cursor is not None:
        chunk = exports.next_chunk(con, query, cursor, size_bytes)
        size_bytes += len(chunk.body)
        first_s = first_s or (time.perf_counter() - begun_s if chunk.body else 0.0)
        groups += [] if chunk.group is None else [chunk.group]
        cursor = chunk.following
    size_bytes += len(parquet.footer(PARQUET_COLUMNS, groups)) if way == "parquet" else 0
    return first_s, time.perf_counter() - begun_s, size_bytes


def _copied(con: connection.Connection, path: Path) -> Result:
    begun_s = time.perf_counter()
    con.execute(COPY.format(path=path))
    all_s = time.perf_counter() - begun_s
    return all_s, all_s, path.stat().st_size


def _measure(way: str, path: Path) -> tuple[float, ...]:
    con = duckdb.connect(str(path), config={"memory_limit": "1GB", "threads": 2})
    if way == "COPY":
        con.execute("SET allowed_directories = [$folder]", {"folder": str(path.parent)})
    connection.configure(con)
    result = _copied(con, path.with_suffix(".parquet")) if way == "COPY" else _chunked(con, way)
    con.close()
    return *result, time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    print(json.dumps(_measure(sys.argv[1], Path(sys.argv[2]))))
