"""Saved reports in the database; what they say is for `app.server.reports.registry`."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import Any

import msgspec

from app.domain.errors import AppError, NotFound
from app.domain.saved_reports import MAX_REPORTS, ReportConfig, SavedReport, SavedReportChange, changed, check_name_free
from app.storage.connection import Connection, rows, statement, to_db


def all_reports(con: Connection, website: int) -> tuple[SavedReport, ...]:
    """The saved reports of a website, by name. website: its key."""
    return tuple(map(_report, rows(con, "saved_reports_of", {"website": website})))


def require(con: Connection, website: int, report_id: str) -> SavedReport:
    """One saved report. Raises NotFound."""
    return _found(all_reports(con, website), report_id)


def require_name_free(con: Connection, website: int, name: str, own_id: str) -> None:
    """Raise AppError `duplicate_name` when another report has the name."""
    check_name_free(name, own_id, all_reports(con, website))


def add(con: Connection, website: int, wanted: SavedReport) -> SavedReport:
    """Add a report and return it. Raises AppError `limit_exceeded`, `duplicate_name`."""
    others = all_reports(con, website)
    if len(others) >= MAX_REPORTS:
        raise AppError("limit_exceeded", f"maximum of {MAX_REPORTS} reports per website reached", field="reports")
    check_name_free(wanted.name, wanted.id, others)
    return _put(con, website, wanted)


def change(con: Connection, website: int, report_id: str, wanted: SavedReportChange, now: datetime) -> SavedReport:
    """Give a report new values and return it. now: aware. Raises AppError `duplicate_name`, then NotFound."""
    known = all_reports(con, website)
    if wanted.name is not None:
        check_name_free(wanted.name, report_id, known)
    return _put(con, website, changed(_found(known, report_id), wanted, now))


def delete(con: Connection, website: int, report_id: str) -> None:
    """Delete a report, if there is one of this id."""
    con.execute(statement("saved_report_delete"), {"website": website, "id": report_id})


def note_run(con: Connection, website: int, report_id: str, now: datetime) -> None:
    """Remember when a report ran. now: aware."""
    con.execute(statement("saved_report_ran"), {"website": website, "id": report_id, "now": to_db(now)})


def _found(reports: tuple[SavedReport, ...], report_id: str) -> SavedReport:
    for report in reports:
        if report.id == report_id:
            return report
    raise NotFound("Report not found")


def _put(con: Connection, website: int, report: SavedReport) -> SavedReport:
    values = asdict(report) | {"website": website, "config": msgspec.json.encode(report.config).decode()}
    values |= {"created_at": to_db(report.created_at), "updated_at": to_db(report.updated_at)}
    values["last_run_at"] = None if report.last_run_at is None else to_db(report.last_run_at)
    del values["website_id"]
    con.execute(statement("saved_report_put"), values)
    return report


def _report(row: tuple[Any, ...]) -> SavedReport:  # Any: the columns of a row
    found = SavedReport(*row)
    return replace(
        found,
        config=msgspec.json.decode(row[4], type=ReportConfig),
        last_run_at=None if found.last_run_at is None else found.last_run_at.replace(tzinfo=UTC),
        created_at=found.created_at.replace(tzinfo=UTC),
        updated_at=found.updated_at.replace(tzinfo=UTC),
    )
