"""Lifetime of the visitor ids in a report."""

from __future__ import annotations

from dataclasses import replace

from app.domain.ingest.visitors import VisitorIdScope
from app.domain.reports.query import ReportQuery
from app.storage.connection import Connection
from app.storage.fragments.where import run, where


def visitor_id_scope(con: Connection, query: ReportQuery) -> VisitorIdScope | None:
    """Return `day` when a visitor of the range has an id that lasts a day, or when there is no visitor; else None.

    Filters do not matter: this is about the website.
    """
    window = where(con, replace(query, conditions=()))
    ((is_lasting,),) = run(con, "fragments/lasting_ids", window.slots, window.values)
    return None if is_lasting else "day"
