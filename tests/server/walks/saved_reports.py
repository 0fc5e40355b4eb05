"""Saved reports: every call of the client."""

from __future__ import annotations

from app.api.items.saved_reports import NewSavedReportBody, SavedReportChangeBody
from app.api.wire import WebsiteReply
from app.domain.items.saved_reports import ReportConfig
from tests.server.conftest import Running
from tests.server.walks import Call


async def walk(call: Call, running: Running, website: WebsiteReply) -> None:
    api, site = running.api, website.id
    config = ReportConfig(1, "stats", "relative", relative_days=2)
    preview = await call(api.preview_report, site, config)
    assert (preview.report_id, preview.config, preview.data["pageviews"]) == (None, config, 1)
    report = await call(api.add_saved_report, site, NewSavedReportBody("Totals", config, "of two days"))
    assert await call(api.saved_report, site, report.id) == report
    report = await call(api.change_saved_report, site, report.id, SavedReportChangeBody(name="Both", description=None))
    assert (report.name, report.description, report.config) == ("Both", None, config)
    run = await call(api.run_saved_report, site, report.id)
    assert (run.report_id, run.data) == (report.id, preview.data)
    (item,) = await call(api.list_saved_reports, site)
    assert (item.name, item.report_type, item.last_run_at) == ("Both", "stats", run.ran_at)
    await call(api.delete_saved_report, site, report.id)
    assert await api.list_saved_reports(site) == ()
