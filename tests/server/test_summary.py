"""Summary of all websites over HTTP: access, and the same numbers as the single reports."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import pytest

from app.domain.ids import WebsiteKey
from app.domain.reports.request import ReportRequest
from app.server.context import REPORT_SLOTS
from app.storage.connection import Connection
from app.storage.readers import Pool
from app.storage.reports import summary as summaries
from tests.histories import f1
from tests.server.conftest import Running, Start
from tests.server.raw import get
from tests.server.sign_in import ask, cookie_of, new_key, start_local
from tests.server.test_worked_examples import site_with


@pytest.fixture
def running(emptied_server: Running) -> Running:
    return emptied_server


async def test_a_summary_equals_the_single_reports(running: Running) -> None:
    shop, blog = await running.add_website(), await running.add_website("Blog", "example.org", "Asia/Tokyo")
    empty = await running.add_website("Empty", "example.net")
    for site in (shop, shop, blog):
        await running.collect(site)
    summary = await running.api.summary()
    assert [row.website_id for row in summary.data] == [shop, blog, empty]
    assert [(row.name, row.timezone) for row in summary.data][1] == ("Blog", "Asia/Tokyo")
    for row in summary.data:
        today = datetime.now(UTC).date()
        stats = await running.api.stats(row.website_id, ReportRequest(today.replace(day=1), today, timezone="UTC"))
        realtime = await running.api.realtime(row.website_id)
        assert (row.today.pageviews, row.today.visitors) == (stats.pageviews, stats.visitors)
        assert row.active_visitors == realtime.active_visitors_5min
        assert sum(row.sparkline) == stats.pageviews
        assert (len(row.sparkline), row.yesterday.pageviews) == (24, 0)


async def test_websites_come_in_pages(running: Running) -> None:
    sites = [await running.add_website(name) for name in ("A", "B", "C")]
    page = await running.api.summary(limit=2, offset=1)
    assert [row.website_id for row in page.data] == sites[1:]
    assert (page.pagination.total, page.pagination.has_more) == (3, False)
    assert (await running.api.summary(limit=2)).pagination.has_more
    assert (await running.api.summary(offset=9)).data == ()


async def test_websites_are_searched_sorted_and_added_up(running: Running) -> None:
    zebra, apple, quiet = [await running.add_website(name, f"{name}.example") for name in ("Zebra", "apple", "Quiet")]
    for site in (apple, apple, zebra):
        await running.collect(site)
    whole = await running.api.summary(limit=1)
    assert (whole.totals.today.pageviews, whole.totals.yesterday.pageviews, whole.pagination.total) == (3, 0, 3)
    orders = {
        ("", ""): [zebra, apple, quiet],
        ("added", "desc"): [quiet, apple, zebra],
        ("name", ""): [apple, quiet, zebra],
        ("pageviews", ""): [apple, zebra, quiet],
        ("change", "asc"): [quiet, *sorted((zebra, apple), key=[zebra, apple].index)],
    }
    for (sort, order), sites in orders.items():
        report = await running.api.summary(sort=sort, order=order)
        assert [row.website_id for row in report.data] == sites, (sort, order)
    by_time = await running.api.summary(sort="last_event_at")
    assert [row.last_event_at is None for row in by_time.data] == [False, False, True]
    matching = await running.api.summary(search="APPLE.ex")
    assert ([row.website_id for row in matching.data], matching.totals.today.pageviews) == ([apple], 2)


async def test_a_website_key_sees_only_its_website(start: Start) -> None:
    running = await start_local(start)
    mine, other = await running.add_website(), await running.add_website("Blog", "example.org")
    await running.collect(other)
    key = (await new_key(running, await cookie_of(running), website_id=mine, scope="read"))["key"]
    seen = (await ask(running, "GET", "/api/summary", key=key)).body
    assert ([row["website_id"] for row in seen["data"]], seen["pagination"]["total"]) == ([mine], 1)
    assert (await ask(running, "GET", "/api/summary")).refusal == (401, "unauthorized")
    assert (await ask(running, "GET", f"/api/websites/{other}/query", key=key)).refusal == (403, "forbidden")


@pytest.mark.parametrize(
    ("query", "field"),
    [("limit=x", "limit"), ("offset=", "offset"), ("include_bots=2", "include_bots"), ("sort=a", "sort")],
)
async def test_unreadable_parameters_are_refused_by_name(running: Running, query: str, field: str) -> None:
    await running.add_website()
    name, _, value = query.partition("=")
    answer = await get(running, "/api/summary", **{name: value})
    assert (answer.refusal, answer.json["error"]["field"]) == ((400, "bad_request"), field)


async def test_the_newest_event_of_a_quiet_website_is_read_once_and_again_after_a_change(running: Running) -> None:
    quiet, empty = await site_with(running, f1()), await running.add_website("Empty", "example.net")
    reads = []
    real = summaries.last_events

    def counted(con: Connection, websites: Sequence[WebsiteKey], before: datetime) -> dict[WebsiteKey, datetime]:
        reads.append(len(websites))
        return real(con, websites, before)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(summaries, "last_events", counted)
        for _ in range(3):
            rows = {row.website_id: row.last_event_at for row in (await running.api.summary()).data}
            assert rows == {quiet: max(event.ts for event in f1()), empty: None}
        assert reads == [2]
        await running.context.events.write(lambda con: con.execute("DELETE FROM sessions_live"))
        assert [row.last_event_at for row in (await running.api.summary()).data] == [None, None]
        assert reads == [2, 2]


async def test_the_history_of_quiet_websites_is_read_in_the_slots_of_reports(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    await running.add_website()
    database, slots = running.context.events, running.http.app[REPORT_SLOTS]["reports"]
    real_read, real_hold = database.read, slots.hold
    held: list[str] = []
    reads: list[tuple[str, list[str]]] = []

    @asynccontextmanager
    async def hold(caller: str, **more: Any) -> AsyncIterator[None]:
        async with real_hold(caller, **more):
            held.append(caller)
            yield
            held.remove(caller)

    async def read(fn: Any, *args: Any, limit_s: float = 5.0, pool: Pool = "internal") -> Any:
        if fn is summaries.last_events:
            reads.append((pool, held.copy()))
        return await real_read(fn, *args, limit_s=limit_s, pool=pool)

    monkeypatch.setattr(slots, "hold", hold)
    monkeypatch.setattr(database, "read", read)
    for _ in range(2):
        await running.api.summary()
    assert reads == [("reports", ["owner"])]
