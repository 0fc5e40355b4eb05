"""The program's own client against the real server and against servers of other kinds."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from app.api.access import NewApiKeyBody
from app.api.client import ApiClient
from app.api.members import MemberCalls
from app.api.reports.overview import request_params
from app.api.tenants import TenantCalls
from app.api.wire import IngestLimitsChange
from app.domain.errors import AppError
from app.domain.reports.request import Filter, ReportRequest
from app.domain.reports.results import MetricsReport, Overview, Realtime, Series, Stats
from app.domain.server_status import Requeued, ServerStatus
from app.domain.websites import NewWebsite, WebsiteChange
from tests.server.conftest import Running, Start
from tests.server.walks import all_walks

TODAY = date.today()  # noqa: DTZ011  any recent day will do
QUESTION = ReportRequest(TODAY, TODAY)


async def test_every_method_works_against_the_real_server(start: Start) -> None:
    running = await start(auth="local", bootstrap_password="for once", argon2_memory_kb=8)
    api, called = running.api, set()

    async def call(method: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        called.add(method.__name__)
        return await method(*arguments, **named)

    assert (await call(api.auth_status)).setup_required
    await call(api.set_up_admin, "for once", "a long password")
    await call(api.change_password, "a long password", "another password")
    key = await call(api.add_api_key, NewApiKeyBody("script", "read"))
    await call(api.revoke_api_key, key.id)
    (listed,) = await call(api.list_api_keys)
    assert (listed.id, listed.scope, listed.revoked_at is None) == (key.id, "read", False)
    website = await call(api.add_website, NewWebsite("Shop", "example.com", "Europe/Berlin"))
    assert await call(api.website, website.id) == website
    changed = await call(api.change_website, website.id, WebsiteChange(name="Store"))
    assert (changed.name, changed.domain) == ("Store", "example.com")
    limits = await call(api.change_ingest_limits, website.id, IngestLimitsChange(peak_events_per_sec=321))
    assert (limits.peak_events_per_sec, limits.custom.queue_max_events) == (321, None)
    assert await call(api.ingest_limits, website.id) == limits
    limits = await api.change_ingest_limits(website.id, IngestLimitsChange(peak_events_per_sec=None))
    assert limits.source.peak_events_per_sec == "default"
    changed = await api.website(website.id)
    sample = await call(api.add_sample_website)
    assert sample.is_sample
    assert await call(api.list_websites) == (changed, sample)
    await running.collect(website.id)
    assert isinstance(await call(api.stats, website.id, QUESTION), Stats)
    assert isinstance(await call(api.pageviews, website.id, QUESTION), Series)
    assert isinstance(
        await call(api.metrics, website.id, QUESTION, "page", sort="visitors", order="asc"), MetricsReport
    )
    overview = await call(api.overview, website.id, QUESTION, ("page", "country"), 5)
    assert isinstance(overview, Overview)
    assert [item.data.type for item in overview.breakdowns] == ["page", "country"]
    assert isinstance(await call(api.realtime, website.id, include_bots=True), Realtime)
    assert await call(api.requeue) == Requeued(0, 0)
    assert not (await call(api.confirm_clock)).is_clock_in_doubt
    assert (await call(api.pause_collecting, 5)).pause_left_s > 0
    assert (await call(api.resume_collecting)).pause_left_s == 0
    for walk in all_walks():
        await walk(call, running, changed)
    called.add("live")
    stream = api.live()
    assert isinstance(await anext(stream), ServerStatus)
    await stream.aclose()
    await call(api.delete_website, website.id)
    assert await call(api.list_websites) == (sample,)
    await call(api.close)
    assert await api.list_websites() == (sample,), "a closed client opens again"
    public = {name for name, _ in inspect.getmembers(ApiClient, inspect.isfunction) if not name.startswith("_")}
    assert called == public - set(vars(MemberCalls)) - set(vars(TenantCalls))  # of cloud mode: tests/cloud/people


async def test_error_messages_of_the_server_reach_the_caller(running: Running) -> None:
    with pytest.raises(AppError) as caught:
        await running.api.add_website(NewWebsite("Shop", "co.uk"))
    assert (caught.value.code, caught.value.field) == ("bad_request", "domain")
    assert "public suffix" in caught.value.message
    with pytest.raises(AppError) as caught:
        await running.api.website("../../health")
    assert caught.value.code == "not_found"


def test_a_report_request_is_encoded_without_defaults() -> None:
    assert request_params(ReportRequest(date(2026, 1, 2), date(2026, 1, 9))) == {
        "start_date": "2026-01-02",
        "end_date": "2026-01-09",
    }
    full = ReportRequest(
        date(2026, 1, 2),
        date(2026, 1, 9),
        timezone="Europe/Berlin",
        filters=(Filter("country", "DE"), Filter("page", "/a,b", is_excluded=True)),
        compare="custom",
        compare_start=date(2025, 1, 2),
        compare_end=date(2025, 1, 9),
        include_bots=False,
        granularity="hour",
    )
    assert request_params(full) == {
        "start_date": "2026-01-02",
        "end_date": "2026-01-09",
        "timezone": "Europe/Berlin",
        "filter_country": "DE",
        "filter_page": r"!/a\,b",
        "compare_mode": "custom",
        "compare_start_date": "2025-01-02",
        "compare_end_date": "2025-01-09",
        "include_bots": "false",
        "granularity": "hour",
    }


@asynccontextmanager
async def client_of(answer: Callable[[web.Request], Any]) -> AsyncIterator[ApiClient]:
    """A client of a server that gives every request the same reply."""
    app = web.Application()
    app.router.add_route("*", "/{rest:.*}", answer)
    async with TestServer(app) as server:
        client = ApiClient(str(server.make_url("/")), "key")
        yield client
        await client.close()


def replying(**reply: Any) -> Callable[[web.Request], Any]:
    async def answer(_: web.Request) -> web.Response:
        return web.Response(**reply)

    return answer


@pytest.mark.parametrize(
    ("reply", "message"),
    [
        ({"text": "<html>"}, "its reply cannot be read"),
        ({"text": '{"data": 5}'}, "its reply cannot be read"),
        ({"body": b"\xff\xff"}, "its reply cannot be read"),
        ({"text": "[" * 50_000}, "its reply cannot be read"),
        ({"status": 502, "text": "Bad Gateway"}, "status 502"),
        ({"status": 404}, "status 404"),
        (
            {"status": 301, "headers": {"Location": "https://stats.example.com/"}},
            "has moved to https://stats.example.com/",
        ),
    ],
)
async def test_a_foreign_server_is_unreachable_with_a_reason(reply: dict[str, Any], message: str) -> None:
    async with client_of(replying(**reply)) as client:
        with pytest.raises(AppError, match=message) as caught:
            await client.list_websites()
        assert caught.value.code == "unreachable"


async def test_unknown_error_codes_and_retry_times_are_kept() -> None:
    body = '{"error": {"code": "of_the_future", "message": "Later.", "field": "x", "more": 1}}'
    async with client_of(replying(status=429, text=body, headers={"Retry-After": "7"})) as client:
        with pytest.raises(AppError) as caught:
            await client.list_websites()
    error = caught.value
    assert (error.code, error.message, error.field, error.retry_after_s) == ("of_the_future", "Later.", "x", 7)


async def test_unreadable_live_messages_raise_an_error() -> None:
    text = "event: server_status\ndata: {}\n\n"
    async with client_of(replying(text=text)) as client:
        with pytest.raises(AppError, match="its live messages cannot be read"):
            await anext(client.live())


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:1",
        "http://host.invalid",
        "http://",
        "ftp://example.com",
        "nonsense",
        "http://[::1",
        "http://a b",
    ],
)
async def test_a_closed_port_is_unreachable(url: str) -> None:
    client = ApiClient(url)
    with pytest.raises(AppError) as caught:
        await client.list_websites()
    assert caught.value.code == "unreachable"
    await client.close()


async def test_a_hanging_server_times_out(monkeypatch: pytest.MonkeyPatch) -> None:

    monkeypatch.setattr("app.api.connection.REPLY_LIMITS", aiohttp.ClientTimeout(total=0.05))
    never = asyncio.Event()

    async def hang(_: web.Request) -> web.Response:
        await never.wait()
        return web.Response()

    async with client_of(hang) as client:
        with pytest.raises(AppError, match="did not reply in time"):
            await client.list_websites()
        never.set()


async def test_a_server_without_tls_is_reported_differently_from_no_server(running: Running) -> None:
    client = ApiClient(running.url.replace("http://", "https://"))
    with pytest.raises(AppError) as caught:
        await client.list_websites()
    assert caught.value.code == "unreachable"
    await client.close()
