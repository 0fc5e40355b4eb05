"""Attribution: a goal that today's pageview reached, by source."""

from __future__ import annotations

from datetime import UTC, datetime

from app.api.items.goals import NewGoalBody
from app.api.wire import WebsiteReply
from app.domain.reports.request import ReportRequest
from app.domain.websites import NewWebsite
from tests.server.conftest import Running
from tests.server.walks import Call


async def walk(call: Call, running: Running, website: WebsiteReply) -> None:
    api, now = running.api, datetime.now(UTC)
    website = await api.add_website(
        NewWebsite("Sold shop", "example.org")
    )  # the website of the other walks is left unchanged
    body = NewGoalBody("Walked", "page_view", "/", value_mode="fixed", fixed_value=2.5, currency="EUR")
    goal = await api.add_goal(website.id, body)
    await running.collect(website.id, url="https://example.org/?utm_source=walk")
    question = ReportRequest(now.date(), now.date(), timezone="UTC")
    report = await call(api.attribution, website.id, question, goal.id, model="first_touch", type="source", limit=1)
    assert (report.data.model, report.data.type, report.pagination.limit) == ("first_touch", "source", 1)
    summary = (await call(api.revenue_summary, website.id, question, goal.id)).data
    assert (summary.conversions, summary.revenue_by_currency) == (1, {"EUR": 2.5})
    await api.delete_website(website.id)
