"""The retention report of ClickHouse. A first visit is the oldest event that is kept, or the record of one deleted."""

from __future__ import annotations

from datetime import date

from app.domain.reports.periods import buckets
from app.domain.reports.query import ReportQuery
from app.domain.reports.retention import Cells, CohortQuery, Retention, followed, retention_of
from app.storage.clickhouse.connection import ClickHouse
from app.storage.clickhouse.reports.visitor_scope import visitor_id_scope
from app.storage.clickhouse.reports.where import run, scope
from app.storage.connection import to_db
from app.storage.fragments.time_slots import slot_values


def retention(con: ClickHouse, query: ReportQuery, options: CohortQuery, today: date) -> Retention:
    """Return cohorts of the visitors first seen in the range, followed past its end. today: in the range's zone."""
    options = options.bounded()
    return retention_of(query.period, options, _cells(con, query, options), today, visitor_id_scope(con, query))


def _cells(con: ClickHouse, query: ReportQuery, options: CohortQuery) -> Cells:
    period = followed(query.period, options)
    time_slots = slot_values(buckets(period, options.granularity, field="cohort_granularity"))
    if time_slots is None:
        return {}
    window = scope(con, query, period, of_sessions=bool(query.conditions))
    values = {
        **window.values,
        **time_slots,
        "cohorts_end": to_db(query.period.utc_end),
        "periods": options.max_periods,
    }
    rows = run(con, "retention/cohorts", window.slots, values)
    return {(cohort, later_by): visitors for cohort, later_by, visitors in rows}
