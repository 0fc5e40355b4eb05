"""Lifetime of the visitor ids in a report of ClickHouse."""

from __future__ import annotations

from dataclasses import replace

from app.domain.ingest.visitors import VisitorIdScope
from app.domain.reports.query import ReportQuery
from app.storage.clickhouse.connection import ClickHouse
from app.storage.clickhouse.reports.where import run, scope


def visitor_id_scope(con: ClickHouse, query: ReportQuery) -> VisitorIdScope | None:
    """Return `day` when a visitor of the range has an id that lasts a day, or when there is no visitor; else None.

    Filters do not matter: this is about the website.
    """
    window = scope(con, replace(query, conditions=()), of_sessions=False)
    ((is_lasting,),) = run(con, "fragments/lasting_ids", window.slots, window.values)
    return None if is_lasting else "day"
