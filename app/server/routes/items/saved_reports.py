"""Endpoints of saved reports: list, save, preview, change, delete and run them."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from aiohttp import web

from app.api.items.saved_reports import NewSavedReportBody, SavedReportChangeBody
from app.api.wire import Data
from app.domain.errors import NotFound
from app.domain.ids import WebsiteKey, new_id
from app.domain.items.saved_reports import (
    SAVED_REPORTS,
    ReportConfig,
    ReportRun,
    SavedReport,
    SavedReportChange,
    SavedReportItem,
    changed,
    check_size,
    check_texts,
    item_of,
)
from app.domain.websites import Website
from app.server import items
from app.server.access.endpoints import Access, Routes
from app.server.context import CONTEXT, metadata_of, website_of
from app.server.http.replies import data_reply, empty_reply, read_body
from app.server.reports.params import REPORT_ERRORS
from app.server.reports.registry import execute
from app.server.reports.saved import call_of, run_of
from app.storage import items as stored_items
from app.storage.cache import NONE
from app.storage.metadata import Transaction

routes = Routes()

ALL = "/api/websites/{id}/reports"
ONE = f"{ALL}/{{report_id}}"
READ_ERRORS = ("not_found", "storage_unavailable")
BODY_ERRORS = ("not_found", "duplicate_name", "limit_exceeded")
RUN_ERRORS = (*REPORT_ERRORS, "bad_request")


@routes.add(
    "GET",
    ALL,
    "List saved reports by name",
    needs=Access.READ,
    reply=Data[tuple[SavedReportItem, ...]],
    errors=READ_ERRORS,
)
async def list_reports(request: web.Request) -> web.Response:
    return data_reply(tuple(map(item_of, await items.all_items(request, SAVED_REPORTS))))


@routes.add(
    "POST",
    ALL,
    "Save a report",
    needs=Access.WRITE,
    body=NewSavedReportBody,
    reply=Data[SavedReport],
    status=201,
    errors=BODY_ERRORS,
)
async def add_report(request: web.Request) -> web.Response:
    website = website_of(request)
    body, now = await read_body(request, NewSavedReportBody), request.app[CONTEXT].clock()
    check_texts(body.name, body.description)
    _check(request, website, body.config, now)
    report = SavedReport(new_id("report"), website.id, body.name, body.description, body.config, None, now, now)
    return data_reply(await items.add(request, SAVED_REPORTS, report), 201)


@routes.add(
    "POST",
    f"{ALL}/preview",
    "Run a report without saving it",
    needs=Access.READ,
    body=ReportConfig,
    reply=Data[ReportRun],
    errors=RUN_ERRORS,
)
async def preview_report(request: web.Request) -> web.Response:
    website = website_of(request)
    config = await read_body(request, ReportConfig)
    return data_reply(await _run(request, website, config, None, request.app[CONTEXT].clock()))


@routes.add("GET", ONE, "Get a saved report", needs=Access.READ, reply=Data[SavedReport], errors=READ_ERRORS)
async def get_report(request: web.Request) -> web.Response:
    return data_reply(await items.require(request, SAVED_REPORTS))


@routes.add(
    "PUT",
    ONE,
    "Change a saved report; fields that are absent keep their value, the config is replaced as a whole",
    needs=Access.WRITE,
    body=SavedReportChangeBody,
    reply=Data[SavedReport],
    errors=BODY_ERRORS,
)
async def change_report(request: web.Request) -> web.Response:
    website = website_of(request)
    body, now = await read_body(request, SavedReportChangeBody), request.app[CONTEXT].clock()
    check_texts(body.name, body.description)
    if body.name is not None:  # a name that is taken comes before an invalid config and a missing report
        own_id = items.item_id_of(request, SAVED_REPORTS)
        SAVED_REPORTS.check_name(body.name, own_id, await items.all_items(request, SAVED_REPORTS))
    if body.config is not None:
        _check(request, website, body.config, now)
    change = SavedReportChange(body.name, body.description, body.config)
    return data_reply(await items.change(request, SAVED_REPORTS, lambda report: changed(report, change, now)))


@routes.add("DELETE", ONE, "Delete a saved report", needs=Access.WRITE, status=204, errors=("not_found",))
async def delete_report(request: web.Request) -> web.Response:
    await items.delete(request, SAVED_REPORTS, missing_ok=True)
    return empty_reply()


@routes.add("POST", f"{ONE}/run", "Run a saved report", needs=Access.READ, reply=Data[ReportRun], errors=RUN_ERRORS)
async def run_report(request: web.Request) -> web.Response:
    website, now = website_of(request), request.app[CONTEXT].clock()
    report = await items.require(request, SAVED_REPORTS)
    run = await _run(request, website, report.config, report.id, now)
    await metadata_of(request).write(_note_run, website.key, report.id, now, invalidates=NONE)
    return data_reply(run)


def _note_run(con: Transaction, website: WebsiteKey, report_id: str, now: datetime) -> None:
    """Store the time of a run, unless the report was deleted meanwhile."""
    with suppress(NotFound):
        stored_items.change(con, website, SAVED_REPORTS, report_id, lambda report: replace(report, last_run_at=now))


def _check(request: web.Request, website: Website, config: ReportConfig, now: datetime) -> None:
    """Refuse a config that cannot be run or is too large."""
    call_of(config, website, now, request.app[CONTEXT].ingest.channels)
    check_size(config)


async def _run(
    request: web.Request, website: Website, config: ReportConfig, report_id: str | None, now: datetime
) -> ReportRun:
    call = call_of(config, website, now, request.app[CONTEXT].ingest.channels)
    return run_of(await execute(request, call), config, report_id, now)
