"""Numbers of visitors and sessions: each visitor has one, however late and after whatever he comes back."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.ingest.sessions import Session, begin
from app.server.ingest import writer
from app.server.ingest.journal import ClientFacts
from app.server.ingest.session_cache import VisitorNumbers
from app.storage.ingest.numbers import KnownNumbers
from tests.histories import event
from tests.server.ingest.conftest import CHROME, FakeClock, Running, pageview, running

MINUTE_S, DAY_S = 60, 86_400


@pytest.fixture(autouse=True)
def _sweep_each_round(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "SWEEP_EVERY_S", 0.0)


async def visit(run: Running, *visitors: str) -> None:
    """Store a batch of visitors, by the last part of their address or by an id of their own; sessions end after it."""
    for visitor in visitors:
        client = ClientFacts(f"203.0.113.{visitor if visitor.isdigit() else 9}", CHROME, True, True)
        await run.send(pageview(visitor_id=None if visitor.isdigit() else visitor), client=client)
    await run.ingest.flush()
    run.clock.advance(40 * MINUTE_S)


@pytest.mark.parametrize("most", [1, 50_000])
async def test_a_visitor_keeps_his_number_after_pauses_and_restarts_and_when_memory_has_forgotten_him(
    tmp_path: Path, most: int
) -> None:
    clock = FakeClock()
    async with running(tmp_path, clock, session_cache_max_entries=most) as run:
        await visit(run, "ada", "1")
        await visit(run, "2", "3", "eve")
        await visit(run, "1", "ada")
    async with running(tmp_path, clock, session_cache_max_entries=most) as run:
        await visit(run, "2", "ada", "1", "1")
        clock.advance(DAY_S)
        await visit(run, "eve", "1", "ada")
        rows = await run.rows(
            "SELECT visitor_id, visitor, session, coalesce(client_id, '') FROM all_sessions"
            " LEFT JOIN client_visitors USING (website, visitor) ORDER BY session"
        )
        ids, numbers, sessions, names = zip(*rows, strict=True)
        assert sessions == tuple(range(1, 14))
        assert [number for number in numbers] == [1, 2, 3, 4, 5, 2, 1, 3, 1, 2, 5, 12, 1]
        assert len(set(zip(ids, numbers, strict=True))) == len(set(ids)) == 6
        assert "".join(name[:1] or "." for name in names) == "a...e.a.a.e.a"
        assert await run.rows("SELECT visitor, session FROM events ORDER BY seq") == [
            (number, session)
            for number, session in zip(numbers, sessions, strict=True)
            for _ in range(2 if session == 10 else 1)
        ]


def seen(visitor: int, minute: int) -> Session:
    session = begin(event(f"2026-03-01 10:{minute:02}", visitor, "/"), "site", "Direct")
    session.visitor_number = visitor * 10
    return session


def test_the_memory_of_visitors_is_bounded_and_says_how_far_back_it_is_whole() -> None:
    numbers = VisitorNumbers(4, KnownNumbers(1, {(1, 1): 10}, 5, 8))
    assert (numbers.get((1, 1)), numbers.get((1, 2)), numbers.complete_since_us) == (10, None, 5)
    for visitor in (2, 3):
        numbers.add(seen(visitor, visitor))
    assert (numbers.get((1, 1)), numbers.complete_since_us) == (10, 5)
    for visitor in (4, 5):
        numbers.add(seen(visitor, visitor))
    assert [numbers.get((1, visitor)) for visitor in (1, 2, 3, 4, 5)] == [None, 20, 30, 40, 50]
    assert numbers.complete_since_us == 8
    numbers.add(seen(6, 6))
    assert [numbers.get((1, visitor)) for visitor in (2, 3, 4, 5, 6)] == [None, None, 40, 50, 60]
    assert numbers.complete_since_us == seen(3, 3).ended_us
