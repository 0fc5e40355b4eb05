"""Journeys: one report through the client."""

from __future__ import annotations

from datetime import date, timedelta

from app.api.wire import WebsiteReply
from app.domain.reports.journeys import Journey, JourneyAnchor, JourneyBranch, JourneyQuery
from app.domain.reports.request import ReportRequest
from tests.server.conftest import PAGEVIEW, Running
from tests.server.walks import Call


async def walk(call: Call, running: Running, website: WebsiteReply) -> None:
    now, day = date.today(), timedelta(days=1)  # noqa: DTZ011  in any zone, the event is of these days
    question = ReportRequest(now - day, now + day)
    asked = JourneyQuery(JourneyAnchor("page", PAGEVIEW["url"]), "next", 2, pages_only=True, merge_repeats=True)
    journey = await call(running.api.journey, website.id, question, asked)
    assert isinstance(journey, Journey)
    assert (journey.anchor, journey.direction, journey.max_depth) == (asked.anchor, "next", 2)
    assert journey.branches == (JourneyBranch((), 1, 1.0),)
