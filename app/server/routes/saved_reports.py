"""Saved reports of a website: kept under a name, looked at before they are saved, run whenever they are wanted."""

from __future__ import annotations

from datetime import datetime

from aiohttp import web
from msgspec import UNSET

from app.api.saved_reports import NewSavedReportBody, SavedReportChangeBody
from app.api.wire import Data
from app.domain.ids import new_id
from app.domain.saved_reports import (
    REPORT_NAMES,
    ReportConfig,
    ReportRun,
    SavedReport,
    SavedReportChange,
    SavedReportItem,
    check_size,
    check_texts,
    item_of,
    report_params,
)
from app.domain.websites import Website
from app.server.access.endpoints import Access, Routes
from app.server.context import CONTEXT, website_of
from app.server.http.replies import data_reply, empty_reply, read_body
from app.server.reports.params import REPORT_ERRORS
from app.server.reports.registry import REPORTS, ReportCall, ReportInput, execute
from app.storage import saved_reports
from app.storage.cache import NONE

routes = Routes()

ALL = "/api/websites/{id}/reports"
ONE = f"{ALL}/{{report_id}}"
BODY_ERRORS = ("not_found", "duplicate_name", "limit_exceeded")
RUN_ERRORS = (*REPORT_ERRORS, "bad_request", "rate_limited")


@routes.add(
    "GET",
    ALL,
    "List the saved reports of a website by name",
    needs=Access.READ,
    reply=Data[tuple[SavedReportItem, ...]],
    errors=("not_found", "storage_unavailable"),
)
async def list_reports(request: web.Request) -> web.Response:
    found = await request.app[CONTEXT].database.read(saved_reports.all_reports, website_of(request).key)
    return data_reply(tuple(map(item_of, found)))


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
    body = await read_body(request, NewSavedReportBody)
    website, now = website_of(request), request.app[CONTEXT].clock()
    check_texts(body.name, body.description)
    _check(request, website, body.config, now)
    wanted = SavedReport(new_id("report"), website.id, body.name, body.description, body.config, None, now, now)
    write = request.app[CONTEXT].database.write_durably
    return data_reply(await write(saved_reports.add, website.key, wanted, invalidates=NONE), 201)


@routes.add(
    "POST",
    f"{ALL}/preview",
    "Run a report that is not saved",
    needs=Access.READ,
    body=ReportConfig,
    reply=Data[ReportRun],
    errors=RUN_ERRORS,
)
async def preview_report(request: web.Request) -> web.Response:
    config = await read_body(request, ReportConfig)
    return data_reply(await _run(request, website_of(request), config, None, request.app[CONTEXT].clock()))


@routes.add(
    "GET",
    ONE,
    "Look at a saved report",
    needs=Access.READ,
    reply=Data[SavedReport],
    errors=("not_found", "storage_unavailable"),
)
async def get_report(request: web.Request) -> web.Response:
    return data_reply(await _required(request, website_of(request)))


@routes.add(
    "PUT",
    ONE,
    "Change a saved report; what is left out stays as it is, the config is replaced whole",
    needs=Access.WRITE,
    body=SavedReportChangeBody,
    reply=Data[SavedReport],
    errors=BODY_ERRORS,
)
async def change_report(request: web.Request) -> web.Response:
    body = await read_body(request, SavedReportChangeBody)
    website, now, report_id = website_of(request), request.app[CONTEXT].clock(), request.match_info["report_id"]
    database = request.app[CONTEXT].database
    check_texts(body.name, body.description)
    if body.name is not None:
        await database.read(saved_reports.require_name_free, website.key, body.name, report_id)
    if body.config is not None:
        _check(request, website, body.config, now)
    change = SavedReportChange(body.name, body.description, body.config)
    return data_reply(
        await database.write_durably(saved_reports.change, website.key, report_id, change, now, invalidates=NONE)
    )


@routes.add(
    "DELETE", ONE, "Delete a saved report, if there is one", needs=Access.WRITE, status=204, errors=("not_found",)
)
async def delete_report(request: web.Request) -> web.Response:
    website, report_id = website_of(request), request.match_info["report_id"]
    await request.app[CONTEXT].database.write_durably(saved_reports.delete, website.key, report_id, invalidates=NONE)
    return empty_reply()


@routes.add(
    "POST",
    f"{ONE}/run",
    "Run a saved report",
    needs=Access.READ,
    reply=Data[ReportRun],
    errors=RUN_ERRORS,
)
async def run_report(request: web.Request) -> web.Response:
    website, now = website_of(request), request.app[CONTEXT].clock()
    report = await _required(request, website)
    run = await _run(request, website, report.config, report.id, now)
    await request.app[CONTEXT].database.write(saved_reports.note_run, website.key, report.id, now, invalidates=NONE)
    return data_reply(run)


async def _required(request: web.Request, website: Website) -> SavedReport:
    report_id = request.match_info["report_id"]
    return await request.app[CONTEXT].database.read(saved_reports.require, website.key, report_id)


def _call(request: web.Request, website: Website, config: ReportConfig, now: datetime) -> ReportCall:
    """Return the report that a config describes. Raises BadRequest, naming the key at fault."""
    channels = request.app[CONTEXT].ingest.channels
    return REPORTS[REPORT_NAMES[config.report_type]](
        ReportInput(report_params(config, website, now), website, now, channels)
    )


def _check(request: web.Request, website: Website, config: ReportConfig, now: datetime) -> None:
    """Refuse a config that cannot be run or is too large."""
    _call(request, website, config, now)
    check_size(config)


async def _run(
    request: web.Request, website: Website, config: ReportConfig, report_id: str | None, now: datetime
) -> ReportRun:
    result = await execute(request, _call(request, website, config, now))
    parts = {name: getattr(result, name, UNSET) for name in ("data", "compare", "pagination", "annotations")}
    compare = None if parts["compare"] is UNSET else parts["compare"]
    return ReportRun(report_id, config, now, parts["data"], compare, parts["pagination"], parts["annotations"])
