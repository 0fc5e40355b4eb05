"""A walk over every endpoint with two tenants: neither sees, counts, names or changes anything of the other."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Mapping
from typing import Any

import msgspec
import pytest

from app.api.access import NewApiKeyBody
from app.api.bots import NewBotRule
from app.api.client import ApiClient
from app.api.items.funnels import FunnelStepBody, NewFunnelBody
from app.api.items.goals import NewGoalBody
from app.api.items.links import NewLink
from app.api.items.pixels import NewPixel
from app.api.items.saved_reports import NewSavedReportBody
from app.api.members import MemberCalls
from app.api.notifications import NewAlert, NewSubscription
from app.domain.items.annotations import NewAnnotation
from app.domain.items.saved_reports import ReportConfig
from app.domain.items.segments import NewSegment
from app.domain.websites import NewWebsite
from app.server.access.endpoints import Access, Endpoint, EndpointTable
from app.server.mcp.tools import TOOLS
from app.server.routes import SIGN_IN_TABLES, TABLES, TENANT_TABLES
from tests.cloud.conftest import OURS, THEIRS
from tests.cloud.people.conftest import OTHER_OWNER, OWNER, cookie_of
from tests.server.conftest import BROWSER, Running
from tests.server.sign_in import ask

ENDPOINTS = [
    endpoint
    for endpoint in EndpointTable(*TABLES, *SIGN_IN_TABLES, *TENANT_TABLES).endpoints
    if endpoint.needs is not Access.PUBLIC or endpoint.path == "/api/usage"
]
# What a tenant could send in any body: each endpoint reads its own fields of it.
BODY = {
    "name": "Taken",
    "domain": "taken.example.org",
    "goal_type": "pageview",
    "match_value": "/taken",
    "steps": [{"match_value": "/taken", "step_type": "page"}] * 2,
    "filters": {"filter_page": "/taken"},
    "date": "2026-03-29",
    "text": "Taken",
    "config": msgspec.to_builtins(ReportConfig(1, "stats", "relative", relative_days=2)),
    "role": "viewer",
    "peak_events_per_sec": 1,
    "tenant_id": THEIRS,
    "embedding": "anywhere",
}
AT_ONCE = 3  # reports run side by side
# End the caller's own session or do not end.
LEFT_OUT = {"POST /api/auth/logout", "DELETE /api/auth/sessions", "GET /api/live"}
CHANGING = re.compile(r'"(last_seen_at|last_used_at|ran_at|last_run_at|generated_at|updated_at|now)":\s*"[^"]*"')


async def fill(running: Running, cookie: str, mark: str) -> dict[str, str]:
    """Give a tenant one of everything, named by `mark`. Return the values for the parameters of paths."""
    api, tenant = ApiClient(running.url, None, cookie), MemberCalls(running.url, None, cookie)
    try:
        site = (await api.add_website(NewWebsite(f"{mark}-site", f"{mark}.example.com"))).id
        steps = (FunnelStepBody(f"/{mark}", "page"), FunnelStepBody(f"/{mark}/2", "page"))
        page = f"https://{mark}.example.com/{mark}"
        config = ReportConfig(1, "stats", "relative", relative_days=2)
        ids = {
            "id": site,
            "goal_id": (await api.add_goal(site, NewGoalBody(f"{mark}-goal", "pageview", f"/{mark}"))).id,
            "funnel_id": (await api.add_funnel(site, NewFunnelBody(f"{mark}-funnel", steps))).id,
            "segment_id": (await api.add_segment(site, NewSegment(f"{mark}-segment", {"filter_page": "/x"}))).id,
            "annotation_id": (await api.add_annotation(site, NewAnnotation("2026-03-29", f"{mark}-note"))).id,
            "report_id": (await api.add_saved_report(site, NewSavedReportBody(f"{mark}-report", config))).id,
            "key_id": (await api.add_api_key(NewApiKeyBody(f"{mark}-key", website_id=site))).id,
            "link_id": (await api.add_link(site, NewLink(name=f"{mark}-link", destination_url=page))).id,
            "pixel_id": (await api.add_pixel(site, NewPixel(name=f"{mark}-pixel"))).id,
            "entry_id": (await api.add_bot_rule(site, "blocklist", NewBotRule("path", f"/{mark}-rule"))).id,
            "subscription_id": (await api.add_subscription(site, _subscription(mark))).id,
            "alert_id": (await api.add_alert(site, _alert(mark))).id,
            "session_id": (await api.list_sessions())[0].id,
            "user_id": next(member.user_id for member in await tenant.list_members() if member.is_self),
            "email": (await tenant.invite(f"{mark}-invited@example.com")).email,
        }
        await api.share_website(site)
        event = {"type": "pageview", "url": f"https://{mark}.example.com/{mark}", "website_id": site}
        assert (await ask(running, "POST", "/api/collect", event, headers=BROWSER)).status == 202
        await running.context.ingest.flush()
        return ids
    finally:
        await api.close()
        await tenant.close()


def _subscription(mark: str) -> NewSubscription:
    return NewSubscription(schedule="daily", channel="email", target=f"{mark}@example.com")


def _alert(mark: str) -> NewAlert:
    rule = {"metric": "pageviews", "condition_type": "threshold_above", "threshold_value": 9}
    return NewAlert(name=f"{mark}-alert", channel="email", target=f"{mark}@example.com", **rule)


def filled(endpoint: Endpoint, ids: Mapping[str, str]) -> str:
    return re.sub(r"{(\w+)}", lambda name: ids.get(name[1], "unknown"), endpoint.path)


async def answer_of(running: Running, endpoint: Endpoint, ids: Mapping[str, str], cookie: str) -> tuple[int, Any]:
    """Status and body of a reply. ids: the values of the parameters in its path."""
    headers = {"Cookie": f"spk_session={cookie}"}
    body = None if endpoint.method in ("GET", "DELETE") else BODY
    async with running.http.request(endpoint.method, filled(endpoint, ids), json=body, headers=headers) as response:
        running.http.session.cookie_jar.clear()
        text = await response.text()
    return response.status, text


async def all_that_is_seen(running: Running, ids: Mapping[str, str], cookie: str) -> dict[str, tuple[int, Any]]:
    """Status and text of each GET, by its path in the table."""
    turn = asyncio.Semaphore(AT_ONCE)

    async def read(endpoint: Endpoint) -> tuple[int, Any]:
        async with turn:
            status, text = await answer_of(running, endpoint, ids, cookie)
            return status, CHANGING.sub(r'"\1":""', text)

    reading = [e for e in ENDPOINTS if e.method == "GET" and f"GET {e.path}" not in LEFT_OUT]
    answers = await asyncio.gather(*map(read, reading))
    return {endpoint.path: answer for endpoint, answer in zip(reading, answers, strict=True)}


@pytest.mark.timeout(240)  # hundreds of requests, also on a busy machine
async def test_no_endpoint_shows_or_changes_anything_of_another_tenant(cloud: Running) -> None:
    ours, theirs = await cookie_of(cloud, OWNER), await cookie_of(cloud, OTHER_OWNER)
    our_ids, their_ids = await fill(cloud, ours, "oursmark"), await fill(cloud, theirs, "theirsmark")
    secrets = ["theirsmark", OTHER_OWNER, THEIRS, *their_ids.values()]
    before = await all_that_is_seen(cloud, their_ids, theirs)
    assert sum("theirsmark" in text for _, text in before.values()) > 15, "the marks are there to be seen"

    seen = await all_that_is_seen(cloud, our_ids, ours)
    for path, (_, text) in seen.items():
        assert not [secret for secret in secrets if secret in text], path
    for endpoint in ENDPOINTS:
        name = f"{endpoint.method} {endpoint.path}"
        if "{" not in endpoint.path or name in LEFT_OUT:
            continue
        named = [key for key in their_ids if f"{{{key}}}" in endpoint.path]
        for ids in (their_ids, *(our_ids | {key: their_ids[key]} for key in named)):
            unknown = {key: "unknown" if value == their_ids[key] else value for key, value in ids.items()}
            answer = await answer_of(cloud, endpoint, ids, ours)
            assert answer == await answer_of(cloud, endpoint, unknown, ours), (name, ids)
    assert await all_that_is_seen(cloud, their_ids, theirs) == before

    websites = json.loads(seen["/api/websites"][1])
    assert {website["tenant_id"] for website in websites["data"]} == {OURS}
    assert websites["pagination"]["total"] == 1


async def test_no_tool_of_an_assistant_tells_anything_of_another_tenant(cloud: Running) -> None:
    ours, theirs = await cookie_of(cloud, OWNER), await cookie_of(cloud, OTHER_OWNER)
    our_ids, their_ids = await fill(cloud, ours, "oursmark"), await fill(cloud, theirs, "theirsmark")
    api = ApiClient(cloud.url, None, ours)
    try:
        listed = (await api.call_tool("list_websites", {}))["structuredContent"]
        assert [website["id"] for website in listed["websites"]] == [our_ids["id"]]
        days = {"start_date": "2026-01-01", "end_date": "2026-01-31"}
        own = {"breakdown": {"dimension": "page"}, "retention": days}
        for name in set(TOOLS) - {"list_websites"}:
            for website, is_refused in ((our_ids["id"], False), (their_ids["id"], True)):
                result = await api.call_tool(name, {"website": website} | own.get(name, {}))
                assert result.get("isError", False) == is_refused, (name, result)
                assert "theirsmark" not in str(result)
        theirs_by_id = await api.call_tool("funnel", {"website": our_ids["id"], "funnel_id": their_ids["funnel_id"]})
        assert theirs_by_id["isError"]
    finally:
        await api.close()
