"""Retention: one report through the client."""

from __future__ import annotations

from datetime import date

from app.api.wire import WebsiteReply
from app.domain.reports.request import ReportRequest
from app.domain.reports.retention import Retention
from tests.server.conftest import Running
from tests.server.walks import Call


async def walk(call: Call, running: Running, website: WebsiteReply) -> None:
    today = date.today()  # noqa: DTZ011  a visitor of today is first seen in this week
    retention = await call(running.api.retention, website.id, ReportRequest(today, today), "week", 3)
    assert isinstance(retention, Retention)
    assert (retention.granularity, retention.max_periods, retention.visitor_id_scope) == ("week", 3, "day")
