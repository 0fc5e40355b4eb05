"""The retention report: a plain function on a connection, to be run by `Database.read`.

Not by `Database.answer`: visits after the range count too.
"""

from __future__ import annotations

from datetime import date

from app.domain.reports.periods import buckets
from app.domain.reports.query import ReportQuery
from app.domain.reports.retention import Cells, CohortQuery, Retention, followed, rows_of, summary_of
from app.storage.connection import Connection, to_db
from app.storage.fragments.time_slots import slot_values
from app.storage.fragments.visitor_scope import visitor_id_scope
from app.storage.fragments.where import run, where
from app.storage.ingest import first_visits


def retention(con: Connection, query: ReportQuery, asked: CohortQuery, today: date) -> Retention:
    """Cohorts of the visitors first seen in the range, followed past its end. today: in the zone of the range."""
    asked = asked.bounded()
    rows = rows_of(query.period, asked, _cells(con, query, asked), today)
    return Retention(
        asked.granularity,
        asked.max_periods,
        rows,
        summary_of(rows, asked, query.period.end),
        visitor_id_scope(con, query),
    )


def _cells(con: Connection, query: ReportQuery, asked: CohortQuery) -> Cells:
    period = followed(query.period, asked)
    slots = slot_values(buckets(period, asked.granularity, field="cohort_granularity"))
    if slots is None:
        return {}
    window = where(query, period)
    values = {
        **window.values,
        **slots,
        "cohorts_end": to_db(query.period.utc_end),
        "periods": asked.max_periods,
        "known_until": first_visits.complete_until(con),
    }
    return {
        (cohort, offset): visitors
        for cohort, offset, visitors in run(con, "reports/retention/cohorts", window.slots, values)
    }
