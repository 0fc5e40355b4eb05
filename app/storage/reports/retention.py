"""The retention report. Its result must not be cached: visits after the range count too."""

from __future__ import annotations

from datetime import date

from app.domain.reports.periods import buckets
from app.domain.reports.query import ReportQuery
from app.domain.reports.retention import Cells, CohortQuery, Retention, followed, retention_of
from app.storage.connection import Connection, statement, to_db
from app.storage.fragments.time_slots import slot_values
from app.storage.fragments.visitor_scope import visitor_id_scope
from app.storage.fragments.where import Where, has_whole_sessions, run, where
from app.storage.ingest import first_visits


def retention(con: Connection, query: ReportQuery, options: CohortQuery, today: date) -> Retention:
    """Return cohorts of the visitors first seen in the range, followed past its end. today: in the range's zone."""
    options = options.bounded()
    return retention_of(query.period, options, _cells(con, query, options), today, visitor_id_scope(con, query))


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
    slots = {**window.slots, **_sources(window, is_from_rows=window.is_from_rows and has_whole_sessions(con, period))}
    return {
        (cohort, offset): visitors for cohort, offset, visitors in run(con, "reports/retention/cohorts", slots, values)
    }


def _sources(window: Where, *, is_from_rows: bool) -> dict[str, str]:
    """Return the slots of where visits are read: from the rows of sessions as far as these tell, or from events."""
    if not is_from_rows:
        seen_first = statement("reports/retention/seen_first")
        return {"is_whole": "false", "matches": window.slots["events"], "other_sessions": "", "seen_first": seen_first}
    others = f"AND session IN (FROM all_sessions SELECT session WHERE {window.slots['other_sessions']})"
    return {
        "is_whole": window.slots["whole_sessions"],
        "matches": window.slots["other_events"],
        "other_sessions": others,
        "seen_first": "",
    }
