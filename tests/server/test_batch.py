"""Batches of reports: each equals its own endpoint, or is refused by itself."""

from __future__ import annotations

import json
from typing import Any

import pytest
import pytest_asyncio

from app.api.items.funnels import FunnelStepBody, NewFunnelBody
from app.api.items.goals import NewGoalBody
from app.api.reports.question import REPORTS_OF
from app.domain.reports.batch import MAX_REPORTS
from app.server.reports import turns
from app.server.reports.registry import REPORTS
from tests.histories import f1
from tests.server.conftest import Running, Start
from tests.server.raw import Answer, get
from tests.server.slots import heavy_slots_taken
from tests.server.test_worked_examples import F1, site_with

OWN: dict[str, dict[str, str]] = {
    "metrics": {"type": "country"},
    "overview": {"metrics": "page", "limit": "2"},
    "events/properties": {"event_name": "signup"},
    "events/timeseries": {"event_name": "signup"},
    "journey": {"anchor_type": "page", "anchor_value": "/a", "direction": "next"},
    "retention": {"cohort_granularity": "day"},
}


@pytest.fixture(scope="module")
def running(common_server: Running) -> Running:
    return common_server


@pytest_asyncio.fixture(loop_scope="module")
async def site(running: Running) -> str:
    return await site_with(running, f1())


async def several(running: Running, site: str, questions: object, **shared: str) -> Answer:
    text = questions if isinstance(questions, str) else json.dumps(questions)
    return await get(running, f"/api/websites/{site}/query", questions=text, **shared)


async def answers(running: Running, site: str, questions: object, **shared: str) -> dict[str, Any]:
    answer = await several(running, site, questions, **shared)
    assert answer.status == 200, answer.body
    results: dict[str, Any] = answer.json["data"]
    return results


@pytest.mark.parametrize("kind", REPORTS)
async def test_each_report_in_a_batch_equals_its_own_endpoint(running: Running, site: str, kind: str) -> None:
    own, path = OWN.get(kind, {}), kind
    if kind in ("goal", "attribution", "revenue/summary"):
        own = {"goal_id": (await running.api.add_goal(site, NewGoalBody("Signup", "event", "signup"))).id}
    if kind == "goal":
        path = f"goals/{own['goal_id']}/stats"
    if kind == "funnel":
        steps = (FunnelStepBody("/a", "page_view"), FunnelStepBody("signup", "event"))
        own = {"funnel_id": (await running.api.add_funnel(site, NewFunnelBody("Signup", steps))).id}
        path = f"funnels/{own['funnel_id']}/results"
    alone = await get(running, f"/api/websites/{site}/{path}", **F1, **own, filter_country="US")
    assert alone.status == 200
    together = await answers(running, site, {"it": {"report": kind, **own, "filter_country": "US"}}, **F1)
    assert together == {"it": alone.json}


async def test_a_batch_needs_the_report_slots_of_its_reports(
    running: Running, site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "HEAVY_WAIT_S", 0.01)
    both = {"came_again": {"report": "retention"}, "totals": {"report": "stats"}}
    async with heavy_slots_taken(running):
        assert (await several(running, site, both, **F1)).refusal == (429, "rate_limited")
        assert (await several(running, site, {"totals": {"report": "stats"}}, **F1)).status == 200
    assert set(await answers(running, site, both, **F1)) == {"came_again", "totals"}


async def test_realtime_in_a_batch_is_never_cached(start: Start) -> None:
    running = await start()  # whose cache is empty
    site = await site_with(running, f1())
    questions = {"now": {"report": "realtime"}, "totals": {"report": "stats"}}
    for visits in (0, 1):
        results = await answers(running, site, questions, **F1)
        assert results["now"]["data"]["pagination"]["total_in_window"] == visits
        assert results["totals"]["data"]["pageviews"] == 4
        await running.collect(site)
    assert running.context.events.cache.status().size == 0


async def test_shared_parameters_of_a_batch_can_be_overridden_per_report(running: Running, site: str) -> None:
    questions = {
        "all": {"report": "stats"},
        "germans": {"report": "stats", "filter_country": "DE"},
        "second day": {"report": "stats", "start_date": "2026-03-02", "include_bots": True},
        "one page": {"report": "metrics", "type": "page", "limit": 1},
    }
    results = await answers(running, site, questions, **F1)
    assert list(results) == list(questions)
    assert [results[name]["data"]["pageviews"] for name in list(questions)[:3]] == [4, 1, 2]
    assert [row["value"] for row in results["one page"]["data"]["rows"]] == ["/a"]
    assert results["one page"]["pagination"]["total"] == 3


async def test_an_invalid_report_in_a_batch_leaves_the_others_alone(running: Running, site: str) -> None:
    questions = {
        "good": {"report": "stats"},
        "no report": {"filter_country": "DE"},
        "unknown": {"report": "mood"},
        "no type": {"report": "metrics"},
        "bad filter": {"report": "stats", "filter_country": "Germany"},
        "too fine": {"report": "pageviews", "granularity": "hour", "start_date": "2020-01-01"},
        "no segment": {"report": "stats", "segment": "seg_gone"},
    }
    results = await answers(running, site, questions, **F1)
    assert results.pop("good")["data"]["pageviews"] == 4
    assert {name: (answer["error"]["code"], answer["error"]["field"]) for name, answer in results.items()} == {
        "no report": ("bad_request", "report"),
        "unknown": ("bad_request", "report"),
        "no type": ("bad_request", "type"),
        "bad filter": ("bad_request", "filter_country"),
        "too fine": ("bad_request", "granularity"),
        "no segment": ("bad_request", "segment"),
    }


async def test_a_batch_of_invalid_reports_returns_an_error_for_each(running: Running, site: str) -> None:
    results = await answers(running, site, {"a": {"report": "mood"}, "b": {"report": "metrics"}})
    assert {name: answer["error"]["field"] for name, answer in results.items()} == {"a": "report", "b": "type"}


@pytest.mark.parametrize(
    "questions",
    [
        "",
        "{",
        "[]",
        "{}",
        '"stats"',
        '{"a": "stats"}',
        '{"a": {"report": ["stats"]}}',
        '{"a": {"report": null}}',
        '{"": {"report": "stats"}}',
        json.dumps({"n" * 65: {"report": "stats"}}),
        json.dumps({str(number): {"report": "stats"} for number in range(MAX_REPORTS + 1)}),
        "[" * 1_500,
    ],
)
async def test_a_malformed_batch_is_refused(running: Running, site: str, questions: str) -> None:
    answer = await several(running, site, questions)
    assert (answer.refusal, answer.json["error"]["field"]) == ((400, "bad_request"), "questions")


async def test_a_batch_without_reports_or_website_is_refused(running: Running, site: str) -> None:
    answer = await get(running, f"/api/websites/{site}/query")
    assert (answer.refusal, answer.json["error"]["field"]) == ((400, "bad_request"), "questions")
    assert (await several(running, "site_nowhere000", {"a": {"report": "stats"}})).refusal == (404, "not_found")


async def test_batches_about_past_days_are_cached(running: Running, site: str) -> None:
    questions = {"totals": {"report": "stats"}, "pages": {"report": "metrics", "type": "page"}}
    cache = running.context.events.cache
    first = await answers(running, site, questions, **F1)
    await running.collect(site)  # today, which is later
    before = cache.status().hits
    assert await answers(running, site, questions, **F1) == first
    assert cache.status().hits == before + 1
    cache_status = (await running.context.status()).caches[-1]
    assert (cache_status.name, cache_status.hits) == ("answers", cache.status().hits)
    today = await answers(running, site, {"now": {"report": "stats"}})
    await running.collect(site)
    later = await answers(running, site, {"now": {"report": "stats"}})
    assert [answer["now"]["data"]["pageviews"] for answer in (today, later)] == [1, 2]


def test_the_client_can_ask_for_every_report_of_a_batch() -> None:
    assert {name for name, _ in REPORTS_OF.values()} == set(REPORTS)
