"""First visits in a running server: recorded by the writer, kept across crashes and deletions."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from app.domain.reports.periods import Period
from app.domain.reports.query import ReportQuery
from app.domain.reports.retention import CohortQuery
from app.server.ingest import writer
from app.server.maintenance import apply_retention
from app.storage import histories
from app.storage.reports.retention import retention
from tests.server.ingest.conftest import NOON_US, FakeClock, Running, pageview, running

DAY_S = 86_400
NOON = datetime.fromtimestamp(NOON_US / 1e6, UTC)  # 1 January 2026, a Thursday


@pytest.fixture(autouse=True)
def _sweep_each_round(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "SWEEP_EVERY_S", 0.0)


async def visit(run: Running, *visitors: str) -> None:
    await run.send(*(pageview(visitor_id=visitor) for visitor in visitors))
    await run.ingest.flush()


async def swept(run: Running) -> None:
    """Wait until the sweep that follows the last batch is over: a flush waits for the round before its own."""
    await visit(run, "the last one")


async def first_days(run: Running) -> list[int]:
    """The days of first visits in the table, counted from the first of all."""
    rows = await run.rows("SELECT first_at FROM first_visits ORDER BY first_at")
    return [(first_at.replace(tzinfo=UTC) - NOON) // timedelta(days=1) for (first_at,) in rows]


async def cohorts(run: Running) -> list[tuple[date, list[int]]]:
    """Return the daily cohorts of the first three days with their returning visitors."""
    period = Period(NOON.date(), NOON.date() + timedelta(days=2), ZoneInfo("UTC"))
    report = await run.database.read(retention, ReportQuery(1, period), CohortQuery("day", 3), date(2027, 1, 1))
    return [(row.cohort_start, [cell.retained for cell in row.periods]) for row in report.rows]


async def test_the_writer_records_first_visits_and_reports_never_wait_for_it(
    tmp_path: Path,
) -> None:
    async with running(tmp_path) as run:
        await visit(run, "ada", "bob")
        assert await cohorts(run) == [(NOON.date(), [2, 0, 0])]
        run.clock.advance(DAY_S)
        await visit(run, "ada", "eve")
        expected = [(NOON.date(), [2, 1, 0]), (NOON.date() + timedelta(days=1), [1, 0, 0])]
        assert await cohorts(run) == expected
        run.clock.advance(2 * DAY_S)
        await swept(run)
        await swept(run)
        assert await first_days(run) == [0, 0, 1]
        assert await cohorts(run) == expected


async def test_after_a_crash_each_first_visit_is_recorded_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = FakeClock()
    async with running(tmp_path / "first", clock) as run:
        await visit(run, "ada")
        clock.advance(DAY_S)
        await visit(run, "ada", "bob")
        with monkeypatch.context() as quiet:  # nothing is written while the folder is copied
            quiet.setattr(writer, "SWEEP_EVERY_S", 3600.0)
            await swept(run)
            await run.send(pageview(visitor_id="eve"))  # only in the journal
            shutil.copytree(tmp_path / "first", tmp_path / "crashed")
    async with running(tmp_path / "crashed", clock) as run:
        await run.ingest.flush()
        next_day = NOON.date() + timedelta(days=1)
        assert await cohorts(run) == [(NOON.date(), [1, 1, 0]), (next_day, [3, 0, 0])]
        clock.advance(DAY_S)
        await swept(run)
        await swept(run)
        assert await first_days(run) == [0, 1, 1, 1]


async def test_an_active_visitor_keeps_a_first_visit_past_the_retention_period(tmp_path: Path) -> None:
    async with running(tmp_path) as run:
        await visit(run, "ada", "bob")
        for _ in range(2):
            run.clock.advance(DAY_S)
            await visit(run, "ada")
        await swept(run)
        await apply_retention(run.database, run.ingest, NOON + timedelta(hours=36))
        assert await first_days(run) == [0]
        third_day = NOON.date() + timedelta(days=2)
        assert await cohorts(run) == [(NOON.date(), [1, 0, 1]), (third_day, [1, 0, 0])]


async def test_a_deleted_website_leaves_no_first_visit(tmp_path: Path) -> None:
    async with running(tmp_path) as run:
        await visit(run, "ada")
        run.clock.advance(DAY_S)
        await swept(run)
        await swept(run)
        assert await first_days(run) == [0]
        await run.database.write(histories.delete_website, 1)
        assert await first_days(run) == []
