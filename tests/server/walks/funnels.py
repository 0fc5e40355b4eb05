"""Funnels: every call of the client."""

from __future__ import annotations

from datetime import date

from app.api.items.funnels import FunnelChangeBody, FunnelStepBody, NewFunnelBody
from app.api.wire import WebsiteReply
from app.domain.reports.request import ReportRequest
from tests.server.conftest import Running
from tests.server.walks import Call


async def walk(call: Call, running: Running, website: WebsiteReply) -> None:
    api, today = running.api, date.today()  # noqa: DTZ011  any recent day will do
    steps = (FunnelStepBody("/pricing", "page"), FunnelStepBody("signup", match_type="event", label="Joined"))
    added = await call(api.add_funnel, website.id, NewFunnelBody("Join", steps, window_seconds=600))
    assert [(step.step_type, step.label) for step in added.steps] == [("page_view", "/pricing"), ("event", "Joined")]
    funnel = await call(api.change_funnel, website.id, added.id, FunnelChangeBody(any_order=True, window_seconds=None))
    assert (funnel.name, funnel.any_order, funnel.window_seconds, funnel.steps) == ("Join", True, None, added.steps)
    assert await call(api.funnel, website.id, added.id) == funnel
    (listed,) = await call(api.list_funnels, website.id)
    assert (listed.id, listed.step_count) == (added.id, 2)
    results = await call(api.funnel_results, website.id, added.id, ReportRequest(today, today))
    assert [step.label for step in results.steps] == ["/pricing", "Joined"]
    await call(api.delete_funnel, website.id, added.id)
    assert await api.list_funnels(website.id) == ()
