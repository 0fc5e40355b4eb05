"""Custom events: names, properties and the series."""

from __future__ import annotations

from datetime import UTC, datetime

from app.api.wire import WebsiteReply
from app.domain.reports.request import ReportRequest
from tests.server.conftest import Running
from tests.server.walks import Call


async def walk(call: Call, running: Running, website: WebsiteReply) -> None:
    api, today = running.api, datetime.now(UTC).date()
    question = ReportRequest(today, today, timezone="UTC")
    await running.collect(website.id, type="event", event_name="signup", event_data={"plan": "pro", "seats": 3})
    names = await call(api.event_names, website.id, question, search="SIGN")
    assert [(row.event_name, row.count, row.is_new) for row in names.data.rows] == [("signup", 1, True)]
    report = await call(api.event_properties, website.id, question, "signup")
    assert [(item.property_key, item.property_value) for item in report.properties] == [("plan", "pro"), ("seats", "3")]
    series = await call(api.event_series, website.id, question, "signup")
    assert (len(series.series), sum(point.pageviews for point in series.series)) == (24, 1)
