"""Recompute of bot scores in the database: sessions, facts, what is kept of it and for how long."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from app.domain.bot_recompute import MAX_JOBS, RecomputeJob
from app.domain.ids import WebsiteKey
from app.domain.items.bot_rules import BotRule, BotRules, new_change
from app.storage import histories
from app.storage.bots import recompute
from app.storage.bots.agents import add_agents, forget_old, user_agents
from app.storage.bots.recompute import Change, Judge
from app.storage.connection import Connection
from app.storage.facts.making import facts_of_days, keep, next_step
from app.storage.facts.ranges import fact_range
from tests.fact_worth import read_always
from tests.histories import event, store, utc

SITE = WebsiteKey(1)
NOW = utc("2026-03-05 12:00")
JOB = RecomputeJob("recompute_1", "queued", utc("2026-03-01"), utc("2026-03-05"), NOW)
STARTED = new_change("recompute_start", {"job_id": JOB.id}, NOW)


def blocking(con: Connection, path: str) -> list[Change]:
    """Block a path, and judge what is stored again."""
    judge = Judge(BotRules([], [BotRule("block_1", "path", path, None, NOW)]), 70, {})
    steps = [recompute.judged(con, span, judge) for span in recompute.spans(con, SITE, JOB.start_at, JOB.end_at)]
    return [recompute.apply(con, step, JOB) for step in steps if step.scores]


def test_a_session_has_the_signals_of_the_first_of_its_events_with_the_highest_score(con: Connection) -> None:
    ways = [("/b", 25, 2), ("/a", 0, 1), ("/a", 0, 2)]
    events = [
        event(f"2026-03-01 10:0{minute}", 1, path, bot_score=points, bot_signals=signals)
        for minute, (path, points, signals) in enumerate(ways)
    ]
    store(con, events)
    assert [change.events for change in blocking(con, "/a")] == [2]
    assert con.execute("SELECT is_bot, bot_score, bot_signals FROM sessions_live").fetchall() == [(True, 100, 17)]


def test_facts_are_withdrawn_from_the_day_on_which_the_first_changed_session_began(
    con: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_always(monkeypatch)
    visits = [("2026-03-01 10:00", 1, "/"), ("2026-03-02 23:50", 2, "/"), ("2026-03-03 00:10", 2, "/a")]
    store(con, [event(*visit) for visit in visits], ended_before=utc("2026-03-04"))
    while (step := next_step(con, SITE, "UTC", False, datetime(2026, 3, 4))) is not None:  # noqa: DTZ001  no zone
        keep(con, step, facts_of_days(con, step))
    made = fact_range(con, SITE)
    assert made is not None
    assert made.until == date(2026, 3, 4)
    (change,) = blocking(con, "/a")
    assert (change.since, change.has_live) == (utc("2026-03-02 23:50"), False)
    left = fact_range(con, SITE)
    assert left is not None
    assert left.until == date(2026, 3, 2)


def test_jobs_that_a_process_has_left_have_failed_and_can_be_undone(con: Connection) -> None:
    store(con, [event("2026-03-01 10:00", 1, "/a")])
    recompute.add(con, SITE, JOB, STARTED)
    blocking(con, "/a")
    recompute.interrupt(con, NOW)
    (job,) = recompute.jobs(con, SITE)
    assert (job.status, job.changed, job.completed_at, job.can_undo) == ("failed", 1, NOW, True)
    assert job.error_message is not None


def test_only_the_last_job_can_be_undone_and_old_ones_are_forgotten(con: Connection) -> None:
    store(con, [event("2026-03-01 10:00", 1, "/a"), event("2026-03-01 10:01", 1, "/b")])
    for number in range(MAX_JOBS + 2):
        at = NOW + timedelta(minutes=number)
        job = RecomputeJob(f"recompute_{number}", "success", JOB.start_at, JOB.end_at, at, at, at)
        recompute.add(con, SITE, job, new_change("recompute_start", {"job_id": job.id}, at))
        blocking(con, "/a" if number % 2 else "/b")
    jobs = recompute.jobs(con, SITE)
    assert [job.id for job in jobs][:2] == [f"recompute_{MAX_JOBS + 1}", f"recompute_{MAX_JOBS}"]
    assert len(jobs) == MAX_JOBS
    assert [job.can_undo for job in jobs] == [True] + [False] * (MAX_JOBS - 1)


def test_user_agents_of_bots_and_the_way_back_are_kept_for_thirty_days(con: Connection) -> None:
    store(con, [event("2026-03-01 10:00", 1, "/a")])
    add_agents(con, [(SITE, "a" * 16, "Foobot/1"), (SITE, "b" * 16, "Barbot/1")], NOW)
    recompute.add(con, SITE, JOB, STARTED)
    blocking(con, "/a")
    forget_old(con, NOW + timedelta(days=30))
    assert user_agents(con, SITE) == {"a" * 16: "Foobot/1", "b" * 16: "Barbot/1"}
    add_agents(con, [(SITE, "a" * 16, "Foobot/1")], NOW + timedelta(days=1))  # seen again
    forget_old(con, NOW + timedelta(days=31))
    assert user_agents(con, SITE) == {"a" * 16: "Foobot/1"}
    assert con.execute("FROM recomputed_events").fetchall() == []
    assert [job.can_undo for job in recompute.jobs(con, SITE)] == [False]


def test_nothing_of_a_deleted_website_stays(con: Connection) -> None:
    store(con, [event("2026-03-01 10:00", 1, "/a")])
    add_agents(con, [(SITE, "a" * 16, "Foobot/1")], NOW)
    recompute.add(con, SITE, JOB, STARTED)
    blocking(con, "/a")
    histories.delete_website(con, SITE)
    for table in ("bot_agents", "bot_recomputes", "recomputed_events"):
        assert con.table(table).fetchall() == []
