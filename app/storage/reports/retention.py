"""The retention report. Its result must not be cached: visits after the range count too."""

from __future__ import annotations

from datetime import date

from app.domain.reports.periods import buckets
from app.domain.reports.query import ReportQuery
from app.domain.reports.retention import Cells, CohortQuery, Retention, averages_of, followed, rows_of, summary_of
from app.storage.connection import Connection, to_db
from app.storage.fragments.time_slots import slot_values
from app.storage.fragments.visitor_scope import visitor_id_scope
from app.storage.fragments.where import run, where
from app.storage.ingest import first_visits


def retention(con: Connection, query: ReportQuery, options: CohortQuery, today: date) -> Retention:
    """Return cohorts of the visitors first seen in the range, followed past its end. today: in the range's zone."""
    options = options.bounded()
    rows = rows_of(query.period, options, _cells(con, query, options), today)
    return Retention(
        options.granularity,
        options.max_periods,
        rows,
        summary_of(rows, options, query.period.end),
        visitor_id_scope(con, query),
        averages_of(rows, options, today),
    )


def _cells(con: Connection, query: ReportQuery, options: CohortQuery) -> Cells:
    period = followed(query.period, options)
    time_slots = slot_values(buckets(period, options.granularity, field="cohort_granularity"))
    if time_slots is None:
        return {}
    window = where(con, query, period)
    values = {
        **window.values,
        **time_slots,
        "cohorts_end": to_db(query.period.utc_end),
        "periods": options.max_periods,
        "known_until": first_visits.complete_until(con),
    }
    return {
        (cohort, offset): visitors
        for cohort, offset, visitors in run(con, "reports/retention/cohorts", window.slots, values)
    }
