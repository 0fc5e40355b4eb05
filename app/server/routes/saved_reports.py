"""Saved reports of a website: kept under a name, looked at before they are saved, run whenever they are wanted."""

from __future__ import annotations

from datetime import UTC, datetime

from aiohttp import web
from msgspec import UNSET

from app.api.saved_reports import NewSavedReportBody, SavedReportChangeBody
from app.api.wire import Data
from app.domain.ids import new_id
from app.domain.saved_reports import (
    KIND_OF,
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
from app.server.context import CONTEXT
from app.server.http.replies import data_reply, empty_reply, read_body
from app.server.reports.params import REPORT_ERRORS
from app.server.reports.registry import REPORTS, ReportCall, asked_of, found_by
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
    found = await request.app[CONTEXT].database.read(saved_reports.all_reports, _website(request).key)
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
    website, now = _website(request), datetime.now(UTC)
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
    return data_reply(await _run(request, _website(request), config, None, datetime.now(UTC)))


@routes.add(
    "GET",
    ONE,
    "Look at a saved report",
    needs=Access.READ,
    reply=Data[SavedReport],
    errors=("not_found", "storage_unavailable"),
)
async def get_report(request: web.Request) -> web.Response:
    return data_reply(await _required(request, _website(request)))


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
    website, now, report_id = _website(request), datetime.now(UTC), request.match_info["report_id"]
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
    website, report_id = _website(request), request.match_info["report_id"]
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
    website, now = _website(request), datetime.now(UTC)
    report = await _required(request, website)
    run = await _run(request, website, report.config, report.id, now)
    await request.app[CONTEXT].database.write(saved_reports.note_run, website.key, report.id, now, invalidates=NONE)
    return data_reply(run)


def _website(request: web.Request) -> Website:
    return request.app[CONTEXT].directory.require(request.match_info["id"])


async def _required(request: web.Request, website: Website) -> SavedReport:
    report_id = request.match_info["report_id"]
    return await request.app[CONTEXT].database.read(saved_reports.require, website.key, report_id)


def _asked(request: web.Request, website: Website, config: ReportConfig, now: datetime) -> ReportCall:
    """What a config asks. Raises BadRequest, naming the part of it at fault."""
    params = report_params(config, website, now)
    return asked_of(request.app[CONTEXT], REPORTS[KIND_OF[config.report_type]], params, website, now)


def _check(request: web.Request, website: Website, config: ReportConfig, now: datetime) -> None:
    """Refuse a config that nobody could run, or that is too large to be kept."""
    _asked(request, website, config, now)
    check_size(config)


async def _run(
    request: web.Request, website: Website, config: ReportConfig, report_id: str | None, now: datetime
) -> ReportRun:
    asked = _asked(request, website, config, now)
    reply = asked.enveloped(await found_by(request, asked))
    beside = {name: getattr(reply, name, UNSET) for name in ("data", "compare", "pagination", "annotations")}
    compare = None if beside["compare"] is UNSET else beside["compare"]
    return ReportRun(report_id, config, now, beside["data"], compare, beside["pagination"], beside["annotations"])
