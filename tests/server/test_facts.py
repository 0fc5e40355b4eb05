"""Facts of closed days on a running server: made in the background, withdrawn by events that come late."""

from __future__ import annotations

import asyncio
import threading
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from app.domain.ids import WebsiteKey
from app.domain.reports.periods import Period
from app.domain.reports.query import ReportQuery
from app.domain.server_status import FactsStatus
from app.server import facts
from app.server.facts import FactsMaker
from app.storage.connection import Connection, QueryTooSlow
from app.storage.facts.making import MakingStep, facts_of_days
from app.storage.facts.ranges import fact_range
from app.storage.facts.reading import fact_period
from app.storage.ingest.events import end_sessions
from app.storage.reports import overview
from tests.fact_worth import read_always
from tests.server.ingest.conftest import NOON_US, Running, pageview, running, website

SITE = WebsiteKey(1)
FIRST = date(2026, 1, 1)
DAY_US = 86_400_000_000
QUERY = ReportQuery(SITE, Period(FIRST, FIRST + timedelta(days=9), ZoneInfo("UTC")))


@pytest.fixture(autouse=True)
def _no_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facts, "REST_S", 0.0)
    read_always(monkeypatch)


def maker_of(run: Running) -> FactsMaker:
    return FactsMaker(run.database, run.directory.all, run.ingest.settled_until)


async def visit(run: Running, day: int, visitor: str) -> None:
    """Store a visit at noon of a day, counted from the first."""
    run.clock.wall_us = NOON_US + day * DAY_US
    await run.send(pageview(visitor_id=visitor))
    await run.ingest.flush()


async def end(run: Running, day: int) -> None:
    """Let it be noon of a day, with the sessions before it ended."""
    run.clock.wall_us = NOON_US + day * DAY_US
    await run.database.write(end_sessions, datetime.fromtimestamp(run.clock.wall_us / 1e6, UTC) - timedelta(minutes=30))


async def until(run: Running) -> date | None:
    known = await run.database.read(fact_range, SITE)
    return None if known is None else known.until


async def counts(run: Running) -> tuple[int, int]:
    totals = await run.database.read(overview.totals, QUERY, QUERY.period)
    return totals.pageviews, totals.visitors


async def test_facts_of_closed_days_are_made_and_answer(tmp_path: Path) -> None:
    async with running(tmp_path) as run:
        for day, visitor in ((0, "ada"), (1, "ada"), (1, "bob"), (3, "bob")):
            await visit(run, day, visitor)
        await end(run, 2)
        maker = maker_of(run)
        await maker.make_all()
        assert await until(run) == FIRST + timedelta(days=2)
        assert maker.status() == FactsStatus(2, 0)
        assert await run.database.read(fact_period, QUERY, QUERY.period) is not None
        assert await counts(run) == (4, 2)


async def test_a_late_event_withdraws_its_day_until_it_is_made_again(tmp_path: Path) -> None:
    async with running(tmp_path) as run:
        for day in range(4):
            await visit(run, day, "ada")
        await end(run, 4)
        maker = maker_of(run)
        await maker.make_all()
        await visit(run, 2, "bob")
        assert await until(run) == FIRST + timedelta(days=2)
        assert await counts(run) == (5, 2)
        await end(run, 5)
        await maker.make_all()
        assert await until(run) == FIRST + timedelta(days=5)
        assert await counts(run) == (5, 2)


async def test_a_website_whose_days_take_too_long_rests_while_the_others_get_theirs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = []

    def slow_for_the_first(con: Connection, step: MakingStep) -> Any:  # of facts_of_days
        tried.append(step.website)
        if step.website == SITE:
            raise QueryTooSlow
        return facts_of_days(con, step)

    monkeypatch.setattr(facts, "facts_of_days", slow_for_the_first)
    async with running(tmp_path, None, website(), website(2, "site_blog")) as run:
        await run.send(pageview(), pageview(website_id="site_blog"))
        await run.ingest.flush()
        await end(run, 2)
        maker = maker_of(run)
        await maker.make_all()
        await maker.make_all()
        assert [await run.database.read(fact_range, key) is None for key in (SITE, WebsiteKey(2))] == [True, False]
        assert tried.count(SITE) == 1


async def test_days_that_an_event_changes_while_they_are_made_are_not_stored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    computed, stored = threading.Event(), threading.Event()

    def held(con: Connection, step: Any) -> Any:  # of facts_of_days
        days = facts_of_days(con, step)
        computed.set()
        assert stored.wait(10)
        return days

    async with running(tmp_path) as run:
        await visit(run, 0, "ada")
        await end(run, 2)
        monkeypatch.setattr(facts, "facts_of_days", held)
        making = asyncio.create_task(maker_of(run).make_all())  # noqa: RUF006  awaited below
        await asyncio.to_thread(computed.wait, 10)
        await visit(run, 0, "bob")
        stored.set()
        await making
        assert await until(run) is None
        assert await counts(run) == (2, 2)


@pytest.mark.parametrize(("busy_share", "rests_s"), [(0.0, [0.2]), (0.05, [0.2]), (0.5, [0.2, 1.8])])
async def test_a_rest_is_short_where_the_process_has_nothing_else_to_do(
    monkeypatch: pytest.MonkeyPatch, busy_share: float, rests_s: list[float]
) -> None:
    slept_s: list[float] = []

    async def sleep(seconds: float) -> None:
        slept_s.append(seconds)

    clock = SimpleNamespace(
        monotonic=lambda: sum(slept_s),
        process_time=lambda: sum(slept_s) * busy_share,
    )
    monkeypatch.setattr(facts, "asyncio", SimpleNamespace(sleep=sleep))
    monkeypatch.setattr(facts, "time", clock)
    await facts.rest(2.0)
    assert slept_s == pytest.approx(rests_s)
