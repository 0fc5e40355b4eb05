"""Whether the visitors of a report can be told again on another day."""

from __future__ import annotations

from dataclasses import replace

from app.domain.ingest.visitors import VisitorIdScope
from app.domain.reports.query import ReportQuery
from app.storage.connection import Connection
from app.storage.fragments.where import run, where


def visitor_id_scope(con: Connection, query: ReportQuery) -> VisitorIdScope | None:
    """`day` when someone in the range has an id that lasts a day, and when nobody is there; else None.

    Filters do not matter: it is a fact about the website.
    """
    window = where(replace(query, conditions=()))
    ((is_lasting,),) = run(con, "fragments/lasting_ids", window.slots, window.values)
    return None if is_lasting else "day"
