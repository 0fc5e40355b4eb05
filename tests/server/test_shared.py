"""Reports behind a share link: the numbers, and nothing else."""

from __future__ import annotations

import asyncio
import json
import threading
from dataclasses import replace
from datetime import UTC, datetime
from ipaddress import ip_network
from typing import Any

import pytest
import pytest_asyncio

from app.api.sharing import ShareChange
from app.domain.errors import AppError
from app.domain.reports.query import ReportQuery
from app.domain.reports.results import StatsReport
from app.domain.sharing import MAX_SHARED_DAYS
from app.server.context import SHARE_LINK_LIMITER
from app.server.limits.share_link import REQUESTS, ShareLinkLimiter
from app.storage.connection import Connection
from app.storage.reports import overview
from tests.histories import event, f1, store
from tests.server.conftest import Running, Start

F1 = {"start_date": "2026-03-01", "end_date": "2026-03-02"}
READS = ("stats", "pageviews", "metrics", "overview")
SECRET = "token=only-for-me"


@pytest.fixture
def running(emptied_server: Running) -> Running:
    """A server whose share links have been asked for nothing yet."""
    settings = emptied_server.context.settings
    # aiohttp warns about a running application that changes
    emptied_server.http.app._state[SHARE_LINK_LIMITER] = ShareLinkLimiter(settings.rate_limit_max_keys)
    return emptied_server


@pytest_asyncio.fixture(loop_scope="module")
async def site(running: Running) -> str:
    """A website with a small history."""
    return await with_history(running)


async def with_history(running: Running) -> str:
    site = await running.add_website()
    key = running.context.directory.require(site).key

    def add(con: Connection) -> None:
        history = [
            *f1(),
            event("2026-03-02 15:00", 5, "/reset", query_and_fragment=f"?{SECRET}", title="Inbox of Ann", utm_term="x"),
        ]
        for item in history:
            item.website = key
        store(con, history)

    await running.context.events.write(add)
    return site


@pytest_asyncio.fixture(loop_scope="module")
async def link(running: Running, site: str) -> str:
    """Share the website and return the path of its link."""
    return f"/api/share/{(await running.api.share_website(site)).share_id}"


async def ask(running: Running, path: str, **params: str) -> Any:
    """The whole JSON reply."""
    async with running.http.get(path, params=params) as response:
        assert response.status == 200, await response.text()
        return await response.json()


async def refusal(running: Running, path: str, **params: str) -> tuple[int, str, str]:
    """Status, code and message of a failure."""
    async with running.http.get(path, params=params) as response:
        error = (await response.json())["error"]
        return response.status, error["code"], error["message"]


async def test_shared_stats_equal_the_owners(running: Running, link: str, site: str) -> None:
    shared = await ask(running, f"{link}/stats", **F1)
    assert shared["data"]["pageviews"] == 5
    assert list(shared) == ["data"]
    assert shared["data"] == (await ask(running, f"/api/websites/{site}/stats", **F1))["data"]


async def test_a_series_has_its_points_and_its_granularity(running: Running, link: str) -> None:
    answer = await ask(running, f"{link}/pageviews", start_date="2026-03-01", end_date="2026-03-03")
    assert answer == {
        "data": {
            "granularity": "day",
            "series": [
                {"date": "2026-03-01", "pageviews": 3, "visitors": 2},
                {"date": "2026-03-02", "pageviews": 2, "visitors": 3},
                {"date": "2026-03-03", "pageviews": 0, "visitors": 0},
            ],
        }
    }


async def test_a_breakdown_has_rows_and_a_page(running: Running, link: str) -> None:
    answer = await ask(running, f"{link}/metrics", **F1, type="country", limit="1")
    assert answer == {
        "data": {
            "type": "country",
            "rows": [{"value": "US", "visitors": 3, "pageviews": 3, "bounce_rate": 50.0, "avg_duration_seconds": 60.0}],
        },
        "pagination": {"total": 2, "limit": 1, "offset": 0, "has_more": True},
    }
    assert (await ask(running, f"{link}/metrics", **F1, type="page", limit="0"))["pagination"]["limit"] == 1
    assert (await ask(running, f"{link}/metrics", **F1, type="page", limit="999"))["pagination"]["limit"] == 100
    assert (await ask(running, f"{link}/metrics", **F1, type="page", offset="-1"))["pagination"]["offset"] == 0


async def test_an_overview_equals_the_single_reads(running: Running, link: str) -> None:
    answer = (await ask(running, f"{link}/overview", **F1))["data"]
    assert sorted(answer) == ["metrics", "pageviews", "session_series", "stats"]
    labels = [point["date"] for point in answer["pageviews"]["series"]]
    assert [point["date"] for point in answer["session_series"]] == labels
    assert sum(point["sessions"] for point in answer["session_series"]) == answer["stats"]["sessions"]
    assert answer["stats"] == (await ask(running, f"{link}/stats", **F1))["data"]
    assert answer["pageviews"] == (await ask(running, f"{link}/pageviews", **F1))["data"]
    assert sorted(answer["metrics"]) == ["browser", "country", "device", "os", "page", "referrer"]
    for name, rows in answer["metrics"].items():
        assert rows == {"rows": (await ask(running, f"{link}/metrics", **F1, type=name))["data"]["rows"]}


async def test_the_link_describes_the_website_without_its_id(running: Running, link: str, site: str) -> None:
    today = datetime.now(UTC).date().isoformat()
    answer = await ask(running, link)
    options = await running.api.sharing(site)
    assert options.share_id is not None
    assert answer["data"] | {"metrics": []} == {
        "name": "Shop",
        "domain": "example.com",
        "timezone": "UTC",
        "today": today,
        "max_days": MAX_SHARED_DAYS,
        "metrics": [],
    }
    assert answer["data"]["metrics"][:3] == ["page", "event_name", "referrer"]


async def test_replies_hold_no_website_id_visitor_or_secret(running: Running, link: str, site: str) -> None:
    texts = [json.dumps(await ask(running, link))]
    for read in READS:
        texts.append(json.dumps(await ask(running, f"{link}/{read}", **F1, type="page", limit="100")))
    public_text = " ".join(texts)
    assert "/reset" in public_text
    for secret in (site, SECRET, "Inbox of Ann", "visitor_id", "session_id", "tracking_snippet"):
        assert secret not in public_text
    for name in ("page_url", "title", "utm_term", "utm_content", "hostname", "channel", "entry_page", "exit_page"):
        failure = await refusal(running, f"{link}/metrics", type=name)
        assert failure == (400, "bad_request", f"invalid metric type: {name}")


async def test_shared_reports_ignore_filters_comparisons_zones_and_bots(running: Running, link: str) -> None:
    plain = await ask(running, f"{link}/overview", **F1)
    more = {"filter_country": "DE", "compare_mode": "nonsense", "timezone": "Mars", "include_bots": "true"}
    assert await ask(running, f"{link}/overview", **F1, **more) == plain
    rows = await ask(running, f"{link}/metrics", **F1, type="page")
    assert await ask(running, f"{link}/metrics", **F1, type="page", search="reset", sort="nonsense") == rows


async def test_bots_count_by_the_setting_of_the_website(running: Running, link: str, site: str) -> None:
    assert (await ask(running, f"{link}/stats", **F1))["data"]["pageviews"] == 5
    directory = running.context.directory
    directory.put(replace(directory.require(site), bot_mode="off"))
    assert (await ask(running, f"{link}/stats", **F1))["data"]["pageviews"] == 6


async def test_sections_that_are_not_shared_are_404(running: Running, link: str, site: str) -> None:
    await running.api.change_sharing(site, ShareChange(sections=("places",)))
    assert (await ask(running, link))["data"]["metrics"] == ["country", "region", "city"]
    assert list((await ask(running, f"{link}/overview", **F1))["data"]["metrics"]) == ["country"]
    assert (await ask(running, f"{link}/metrics", **F1, type="city"))["data"]["rows"] == []
    failure = await refusal(running, f"{link}/metrics", type="page")
    assert failure == (404, "not_found", "The owner of this website does not share this.")
    await running.api.change_sharing(site, ShareChange(sections=()))
    assert (await ask(running, f"{link}/overview", **F1))["data"]["metrics"] == {}


@pytest.mark.parametrize("read", READS)
async def test_dates_are_checked_and_the_range_is_limited_to_ninety_days(
    running: Running, link: str, read: str
) -> None:
    params = {"type": "page"}
    failure = await refusal(running, f"{link}/{read}", start_date="2026-03-02", end_date="2026-03-01", **params)
    assert failure == (400, "bad_request", "end_date must be on or after start_date")
    failure = await refusal(running, f"{link}/{read}", start_date="2025-01-01", end_date="2025-12-31", **params)
    assert failure == (400, "bad_request", "share date range too large: 365 days (max 90)")
    await ask(running, f"{link}/{read}", start_date="2026-01-01", end_date="2026-03-31", **params)
    said = await refusal(running, f"{link}/{read}", start_date="2026-02-30", end_date="soon", **params)
    assert said == (400, "bad_request", "invalid start_date (expected YYYY-MM-DD)")


async def test_the_default_range_has_seven_days(running: Running, link: str) -> None:
    assert len((await ask(running, f"{link}/pageviews"))["data"]["series"]) == 7


async def test_a_missing_breakdown_type_is_reported_before_invalid_dates(running: Running, link: str) -> None:
    reversed_dates = {"start_date": "2026-03-02", "end_date": "2026-03-01"}
    failure = await refusal(running, f"{link}/metrics", **reversed_dates)
    assert failure == (400, "bad_request", "type parameter is required")
    failure = await refusal(running, f"{link}/metrics", type="nonsense", **reversed_dates)
    assert failure == (400, "bad_request", "invalid metric type: nonsense")


@pytest.mark.parametrize("read", ["", *(f"/{read}" for read in READS)])
async def test_an_unknown_link_is_404_before_other_errors(running: Running, read: str) -> None:
    wrong = {"start_date": "2026-03-02", "end_date": "2026-03-01", "type": "nonsense"}
    failure = await refusal(running, f"/api/share/00000000-0000-4000-8000-000000000000{read}", **wrong)
    assert failure == (404, "not_found", "Share link not found")
    assert (await refusal(running, f"/api/share/None{read}"))[0] == 404


async def test_every_origin_may_read_and_search_engines_may_not_index(running: Running, link: str) -> None:
    headers = {"Origin": "https://blog.example"}
    for path in ("", "/stats", "/nothing-like-it"):
        async with running.http.get(f"{link}{path}", headers=headers) as response:
            if path != "/nothing-like-it":
                assert response.headers["Access-Control-Allow-Origin"] == "*"
                assert response.headers["X-Robots-Tag"] == "noindex"
                assert "Access-Control-Allow-Credentials" not in response.headers
    async with running.http.options(f"{link}/stats", headers=headers) as response:
        assert (response.status, response.headers["Access-Control-Allow-Methods"]) == (200, "GET,OPTIONS")


async def test_one_address_has_thirty_requests_a_minute(running: Running, link: str) -> None:
    for number in range(REQUESTS):
        path = f"{link}/{READS[number % 4]}" if number % 5 else "/api/share/unknown/stats"
        async with running.http.get(path, params={"type": "page"}) as response:
            assert response.status in (200, 404)
    async with running.http.get(f"{link}/stats") as response:
        assert (response.status, (await response.json())["error"]["code"]) == (429, "rate_limited")
        assert 1 <= int(response.headers["Retry-After"]) <= 60
    assert (await refusal(running, "/api/share/unknown/stats"))[0] == 429, "the limit is checked before the link"


async def test_behind_a_trusted_proxy_each_address_has_its_own_limit(start: Start) -> None:
    running = await start(trusted_proxies=(ip_network("127.0.0.0/8"),))
    link = f"/api/share/{(await running.api.share_website(await running.add_website())).share_id}/pageviews"

    async def status(forwarded: str) -> int:
        async with running.http.get(link, headers={"X-Forwarded-For": forwarded}) as response:
            return response.status

    assert [await status("203.0.113.7") for _ in range(REQUESTS + 1)][-1] == 429
    assert await status("198.51.100.1, 203.0.113.7") == 429, "addresses forged in front change nothing"
    assert await status("203.0.113.8") == 200


async def test_the_limit_of_an_address_resets_after_a_minute() -> None:
    limiter = ShareLinkLimiter(10)
    for second in range(REQUESTS):
        limiter.hit("203.0.113.7", float(second))
    with pytest.raises(AppError) as caught:
        limiter.hit("203.0.113.7", 30.0)
    assert (caught.value.code, caught.value.retry_after_s) == ("rate_limited", 30)
    limiter.hit("203.0.113.7", 60.5)


async def test_the_next_reply_includes_newly_stored_events(running: Running, link: str, site: str) -> None:
    before = (await ask(running, f"{link}/stats"))["data"]["pageviews"]
    await running.collect(site)
    assert (await ask(running, f"{link}/stats"))["data"]["pageviews"] == before + 1


async def test_concurrent_shared_reads_are_merged_and_leave_readers_free(
    running: Running, link: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, begun, real = threading.Event(), [0], overview.stats

    def slow(con: Connection, query: ReportQuery) -> StatsReport:
        begun[0] += 1
        assert gate.wait(10)
        return real(con, query)

    monkeypatch.setattr(overview, "stats", slow)
    asked = [asyncio.ensure_future(ask(running, f"{link}/stats", **F1)) for _ in range(12)]
    while not begun[0]:
        await running.context.events.read(lambda con: con.execute("SELECT 1").fetchall())
    gate.set()
    assert len({json.dumps(answer) for answer in await asyncio.gather(*asked)}) == 1
    assert begun[0] == 1
