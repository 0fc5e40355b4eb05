"""The first day of a tenant: from the command line to every report, over the engine in the process and PostgreSQL."""

from __future__ import annotations

import json
import signal
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from app.api.client import ApiClient
from app.api.connection import COOKIE
from app.domain.clock import utc_now
from app.server.reports.registry import REPORTS
from tests.cloud.server.test_serve import answer, serving, until
from tests.program import Program, run

ADA, PASSWORD = "ada@example.com", "a long walk on the beach"
OWN: dict[str, dict[str, str]] = {
    "metrics": {"type": "page"},
    "overview": {"metrics": "page,country", "limit": "2"},
    "events/properties": {"event_name": "signup"},
    "events/timeseries": {"event_name": "signup"},
    "journey": {"anchor_type": "page", "anchor_value": "/a", "direction": "next"},
}
PAGES = [{"type": "pageview", "url": f"https://shop.example.com/{page}"} for page in "ab"]
SIGNUP = {"type": "event", "event_name": "signup", "url": "https://shop.example.com/b", "event_data": {"plan": "pro"}}
GOAL = {"name": "Sign-up", "goal_type": "event", "match_value": "signup"}
FUNNEL = {
    "name": "From page to page",
    "steps": [{"step_type": "page_view", "match_value": f"/{page}"} for page in "ab"],
}


async def cookie_of(url: str) -> str:
    """Sign in and return the header that stands for the session."""
    client = ApiClient(url)
    try:
        await client.log_in(PASSWORD, email=ADA)
        return f"{COOKIE}={client.session_token}"
    finally:
        await client.close()


def data(program: Program, path: str, body: object = None, cookie: str = "", **params: str) -> Any:
    """Return the data of a reply that is no error."""
    status, reply = answer(program, f"{path}?{urlencode(params)}" if params else path, body, cookie)
    assert status in (200, 201), reply
    return reply["data"]


def reports(program: Program, cookie: str, site: str, day: str) -> dict[str, Any]:
    """Return the data of every report of a day, by its name."""
    goal = data(program, f"{site}/goals", GOAL, cookie)["id"]
    funnel = data(program, f"{site}/funnels", FUNNEL, cookie)["id"]
    own = OWN | dict.fromkeys(("goal", "attribution", "revenue/summary"), {"goal_id": goal})
    own["funnel"] = {"funnel_id": funnel}
    questions = [(name, {"report": name} | own.get(name, {})) for name in REPORTS]
    days, answers = {"start_date": day, "end_date": day}, {}
    for some in (questions[:9], questions[9:]):
        answers |= data(program, f"{site}/query", None, cookie, questions=json.dumps(dict(some)), **days)
    assert [name for name, reply in answers.items() if "error" in reply] == []
    return {name: reply.get("data", reply) for name, reply in answers.items()}


async def test_a_tenant_of_the_command_line_sees_every_report_of_events_that_survive_a_kill(
    tmp_path: Path, store_url: str
) -> None:
    cloud = {"mode": "cloud", "clickhouse_url": f"chdb://{tmp_path / 'events'}", "postgres_url": store_url}
    settings = {name.upper(): text for name, text in cloud.items()} | {"ARGON2_MEMORY_KB": "8"}
    added = run("tenant", "add", "Corner Shop", "--owner", ADA, typed=f"{PASSWORD}\n", **settings)
    assert added.returncode == 0, added.stderr
    day = f"{utc_now():%Y-%m-%d}"
    with serving(tmp_path / "data", cloud) as server:
        cookie = await cookie_of(server.url)
        ask = partial(data, server, cookie=cookie)
        site_id = ask("/api/websites", {"name": "Shop", "domain": "shop.example.com"})["id"]
        site = f"/api/websites/{site_id}"
        for event in (*PAGES, SIGNUP):
            assert answer(server, "/api/collect", event | {"website_id": site_id})[0] == 202
        days = {"start_date": day, "end_date": day}
        # On a busy machine a report may come before the last event is stored.
        until(lambda: ask(f"{site}/events", **days)["rows"] != [])
        shown = reports(server, cookie, site, day)
        assert (shown["stats"]["pageviews"], shown["stats"]["sessions"]) == (2, 1)
        assert (shown["goal"]["conversions"], shown["attribution"]["totals"]["conversions"]) == (1, 1)
        assert [step["sessions_reached"] for step in shown["funnel"]["steps"]] == [1, 1]
        (session,) = shown["sessions"]
        assert len(ask(f"{site}/sessions/{session['session_id']}")["events"]) == 3
        _, export = answer(server, f"{site}/export?{urlencode(days)}", None, cookie)
        assert export.count("\n") == 4
        assert answer(server, "/api/sample-website", {}, cookie)[0] == 404
        assert answer(server, "/api/collect", PAGES[0] | {"website_id": site_id})[0] == 202
        server.signal(signal.SIGKILL)
        server.wait()
    with serving(tmp_path / "data", cloud) as server:
        ask = partial(data, server, f"{site}/stats", cookie=cookie, start_date=day, end_date=day)
        until(lambda: ask()["pageviews"] == 3)
        server.signal(signal.SIGTERM)
        assert server.wait() == 0
