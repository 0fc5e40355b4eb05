"""The sweep ends sessions that were really idle, wherever the clock is set."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.domain.ingest.events import unix_us
from app.server.ingest import writer
from app.server.ingest.clocks import Clocks
from app.server.trusted_clock import TrustedClock, open_trusted_clock
from tests.server.hand_clock import HandClock
from tests.server.ingest.conftest import Running, pageview, running

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
jumps = pytest.mark.expects_log("The clock jumped")
steps = pytest.mark.parametrize(
    "step",
    [
        pytest.param(HOUR, id="an hour"),
        pytest.param(47 * HOUR, id="47 hours"),
        pytest.param(400 * DAY, id="400 days", marks=jumps),
    ],
)


class Visitors:
    """A running pipeline with the trusted clock of a server, and the visitors who come to it."""

    def __init__(self, run: Running, hand: HandClock, clock: TrustedClock) -> None:
        self.run, self.hand, self.clock = run, hand, clock

    async def visit(self, *visitors: str) -> None:
        await self.run.send(*(pageview(visitor_id=visitor) for visitor in visitors))
        await self.run.ingest.flush()

    async def sweep(self) -> None:
        """Have a sweep follow each batch, and wait until one is over: a flush waits for the round before its own."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(writer, "SWEEP_EVERY_S", 0.0)
            await self.visit("a passer-by")
            await self.visit("a passer-by")

    async def pass_time(self, minutes: int) -> None:
        """Let time pass, with the looks at the clock that a server takes."""
        for _ in range(minutes):
            self.hand.advance(MINUTE)
            self.clock.observe()
        await self.sweep()

    async def live(self) -> list[str]:
        """The visitors whose session is live."""
        return [name for name, is_live in await self._sessions() if is_live]

    async def all_sessions(self) -> list[str]:
        """The visitors of all sessions, once for each."""
        return [name for name, _ in await self._sessions()]

    async def _sessions(self) -> list[tuple[str, bool]]:
        """The visitor of each session, and whether it is live."""
        rows = await self.run.rows(
            "SELECT client_id, is_live FROM (SELECT *, true AS is_live FROM sessions_live UNION ALL BY NAME"
            " SELECT *, false AS is_live FROM sessions) JOIN client_visitors USING (website, visitor)"
            " WHERE client_id != 'a passer-by' ORDER BY client_id"
        )
        return [(name, is_live) for name, is_live in rows]


@asynccontextmanager
async def visited(folder: Path, hand: HandClock) -> AsyncIterator[Visitors]:
    """A pipeline whose sweep goes by the trusted clock, as that of a server does."""
    clock: TrustedClock  # of the database that the pipeline opens
    clocks = Clocks(lambda: unix_us(hand.now), hand.steady_s, idle_us=lambda: clock.idle_us())
    async with running(folder, clocks) as run, open_trusted_clock(run.database, hand, hand.steady_s) as clock:
        yield Visitors(run, hand, clock)


@steps
async def test_a_clock_set_ahead_ends_no_live_session_early(tmp_path: Path, step: timedelta) -> None:
    hand = HandClock(NOON)
    async with visited(tmp_path, hand) as visitors:
        await visitors.visit("ada")
        hand.jump(step)
        await visitors.sweep()
        assert await visitors.live() == ["ada"]
        await visitors.pass_time(20)
        assert await visitors.live() == ["ada"]
        hand.jump(-step)
        await visitors.visit("ada")
        await visitors.sweep()
        assert await visitors.all_sessions() == ["ada"]


@steps
async def test_a_session_that_is_idle_ends_in_time_after_the_clock_was_set_ahead(
    tmp_path: Path, step: timedelta
) -> None:
    hand = HandClock(NOON)
    async with visited(tmp_path, hand) as visitors:
        await visitors.visit("ada")
        await visitors.pass_time(5)
        hand.jump(step)
        await visitors.pass_time(20)
        assert await visitors.live() == ["ada"]
        await visitors.pass_time(15)
        assert await visitors.live() == []


async def test_who_comes_after_a_clock_was_set_ahead_stays_live_when_those_before_end(tmp_path: Path) -> None:
    hand = HandClock(NOON)
    async with visited(tmp_path, hand) as visitors:
        await visitors.visit("ada")
        hand.jump(HOUR)
        await visitors.pass_time(10)
        await visitors.visit("bob")
        await visitors.pass_time(25)
        assert await visitors.live() == ["bob"]
        await visitors.pass_time(15)
        assert await visitors.live() == []


async def test_a_start_with_the_clock_ahead_ends_no_live_session_early(tmp_path: Path) -> None:
    hand = HandClock(NOON)
    async with visited(tmp_path, hand) as visitors:
        await visitors.visit("ada")
    hand.advance(MINUTE)
    hand.jump(HOUR)
    async with visited(tmp_path, hand) as visitors:
        await visitors.sweep()
        assert await visitors.live() == ["ada"]
        hand.jump(-HOUR)
        await visitors.visit("ada")
        assert await visitors.all_sessions() == ["ada"]
        await visitors.pass_time(35)
        assert await visitors.live() == []


async def test_a_person_who_confirms_the_clock_ends_no_live_session_early(tmp_path: Path) -> None:
    hand = HandClock(NOON)
    async with visited(tmp_path, hand) as visitors:
        await visitors.visit("ada")
        hand.jump(400 * DAY)
        await visitors.clock.confirm()
        await visitors.sweep()
        assert await visitors.live() == ["ada"]
        await visitors.pass_time(31)
        assert await visitors.live() == []


async def test_a_clock_that_runs_on_ends_sessions_after_thirty_minutes(tmp_path: Path) -> None:
    hand = HandClock(NOON)
    async with visited(tmp_path, hand) as visitors:
        await visitors.visit("ada")
        await visitors.pass_time(29)
        assert await visitors.live() == ["ada"]
        await visitors.pass_time(1)
        assert await visitors.live() == []
