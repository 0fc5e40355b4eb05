"""Breakdowns as files: all rows of one as CSV, JSON or Parquet."""

from __future__ import annotations

import msgspec

from app.domain.files import parquet
from app.domain.files.csv_text import csv_text
from app.domain.files.parquet import Column
from app.domain.reports.exports import TableQuery
from app.domain.reports.query import ReportQuery
from app.domain.reports.results import MetricsReport

_NUMBERS = (
    *(Column("visitors", "whole"), Column("pageviews", "whole")),
    *(Column("bounce_rate", "decimal"), Column("avg_duration_seconds", "decimal")),
)
_COMPARED = (Column("prev_visitors", "whole"), Column("prev_pageviews", "whole"))


def breakdown_file(report: MetricsReport, query: ReportQuery, table: TableQuery) -> bytes:
    """Return the rows of a breakdown as a file. The first column has the name of the dimension."""
    rows = report.data.rows
    numbers = (*_NUMBERS, *(_COMPARED if query.comparison is not None else ()))
    columns = (Column(table.breakdown.dimension.name), *numbers)
    cells = [(row.value, *(getattr(row, column.name) for column in numbers)) for row in rows]
    if table.format == "parquet":
        return parquet.whole_file(columns, cells)
    names = [column.name for column in columns]
    if table.format == "csv":
        return csv_text(names, cells).encode()
    return msgspec.json.format(msgspec.json.encode([dict(zip(names, row, strict=True)) for row in cells])) + b"\n"
