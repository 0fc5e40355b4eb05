"""Ingest from bytes to rows: an acknowledged event is stored exactly once despite failures of disk and process."""

from __future__ import annotations

import asyncio
import os
import shutil
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest

from app.domain.errors import AppError
from app.domain.ingest.events import Event
from app.domain.ingest.sessions import SessionChanges
from app.domain.live import EventsStored
from app.domain.server_status import CacheStatus
from app.server.ingest import commit, enrich, queue
from app.server.ingest import journal as journal_module
from app.server.ingest.geoip import Places
from app.server.ingest.journal import ClientFacts
from app.storage.connection import Connection
from app.storage.ingest import events as store
from tests.server.ingest.conftest import CHROME, CLIENT, FakeClock, header, pageview, running, website


def error_of(body: bytes) -> dict[str, str | None]:
    return msgspec.json.decode(body)["error"]


async def test_an_accepted_event_is_acknowledged_journalled_and_stored_enriched(tmp_path: Path) -> None:
    async with running(tmp_path) as run:
        reply = await run.send(
            pageview(
                "https://shop.example/pricing?utm_source=news%20letter#top",
                referrer="https://www.google.com/search?q=x",
                title="Pricing",
                screen_width=1920,
                screen_height=1080,
                language="en-GB",
            )
        )
        assert (reply.status, reply.body) == (202, b'{"ok":true}')
        assert header(reply, "x-sparklytics-ingest-ack") == "queued"
        assert header(reply, "x-sparklytics-ingest-accepted-events") == "1"
        assert header(reply, "X-RateLimit-Remaining") == "59"
        assert run.ingest.status().depth == 1
        await run.ingest.flush()
        (row,) = await run.rows(
            "SELECT origin, hostname, path, query_and_fragment, url, title, referrer_domain, utm_source, screen,"
            " language, browser, os, device, country, is_bot FROM events"
        )
    assert row == (
        *("https://shop.example", "shop.example", "/pricing", "?utm_source=news%20letter#top", None, "Pricing"),
        *("google.com", "news letter", "1920x1080", "en-GB", "Chrome", "Windows", "desktop", None, False),
    )


async def test_the_visitor_id_is_the_published_formula_by_default(tmp_path: Path) -> None:
    clock = FakeClock()
    clock.wall_us = 20_000 * 86_400_000_000
    async with running(tmp_path, clock) as run:
        await run.send(pageview(), client=ClientFacts("1.2.3.4", "Mozilla/5.0 Chrome/120", True, True))
        await run.ingest.flush()
        assert await run.rows("SELECT printf('%016x', visitor_id) FROM all_sessions") == [("eef8286c617bcd85",)]


async def test_with_the_secret_salt_ids_differ_by_website_and_keys_live_two_days(tmp_path: Path) -> None:
    sites = (website(), website(2, "site_blog"))
    clock = FakeClock()
    async with running(tmp_path, clock, *sites, visitor_salt="secret") as run:
        for _ in range(4):
            await run.send(pageview(), pageview(website_id="site_blog"))
            await run.ingest.flush()
            clock.advance(86_400)
        visitors = await run.rows("SELECT count(DISTINCT visitor) FROM events")
        days = await run.rows("SELECT count(*), max(epoch_day) - min(epoch_day) FROM visitor_keys")
    assert visitors == [(8,)]
    assert days == [(3, 2)]


async def test_a_client_id_is_kept_as_sent_and_an_empty_or_long_one_ignored(tmp_path: Path) -> None:
    async with running(tmp_path) as run:
        await run.send(
            pageview(visitor_id="Ünï 42"), pageview(visitor_id=""), pageview(visitor_id="x" * 65), pageview()
        )
        await run.send(pageview(visitor_id="Ünï 42"))
        await run.ingest.flush()
        await run.send(pageview(visitor_id="Ünï 42"))
        await run.ingest.flush()
        assert await run.rows("SELECT client_id FROM client_visitors") == [("Ünï 42",)]
        assert await run.rows("SELECT count(DISTINCT visitor), count(*) FROM events") == [(2, 6)]


async def test_a_batch_is_stored_whole_with_strictly_increasing_times(tmp_path: Path) -> None:
    async with running(tmp_path) as run:
        await run.send(*(pageview(f"https://shop.example/{i}") for i in range(3)))
        await run.send(pageview("https://shop.example/3"))
        await run.ingest.flush()
        times = await run.rows("SELECT epoch_us(ts), path FROM events ORDER BY ts")
        sessions = await run.rows("SELECT events, pageviews, entry_path, exit_path FROM all_sessions")
    assert [path for _, path in times] == ["/0", "/1", "/2", "/3"]
    assert len({at for at, _ in times}) == 4
    assert sessions == [(4, 4, "/0", "/3")]


async def test_sessions_continue_across_flushes_and_restarts_and_end_after_thirty_minutes(tmp_path: Path) -> None:
    clock = FakeClock()
    async with running(tmp_path, clock) as run:
        await run.send(pageview("https://shop.example/a"))
        await run.ingest.flush()
        clock.advance(29 * 60)
        await run.send(pageview("https://shop.example/b"))
        await run.ingest.flush()
    clock.advance(29 * 60)
    async with running(tmp_path, clock) as run:
        await run.send(pageview("https://shop.example/c"))
        await run.ingest.flush()
        clock.advance(30 * 60)
        await run.send(pageview("https://shop.example/d"))
        await run.ingest.flush()
        sessions = await run.rows("SELECT events, entry_path, exit_path FROM all_sessions ORDER BY started_at")
        live = await run.rows("SELECT count(*) FROM sessions_live")
    assert sessions == [(3, "/a", "/c"), (1, "/d", "/d")]
    assert live == [(1,)]


async def test_a_session_evicted_from_memory_is_read_from_its_table(tmp_path: Path) -> None:
    clients = [ClientFacts(f"203.0.113.{i}", CHROME, True, True) for i in range(10)]
    async with running(tmp_path, session_cache_max_entries=2) as run:
        for _ in range(3):
            for client in clients:
                await run.send(pageview(), client=client)
            await run.ingest.flush()
        assert await run.rows("SELECT count(*), min(events), max(events) FROM all_sessions") == [(10, 3, 3)]
        sessions = run.ingest.caches()[-1]
        assert (sessions.name, sessions.size, sessions.capacity) == ("sessions", 2, 2)
        assert sessions.hits + sessions.misses == 30
        assert sessions.misses >= 16, "evicted sessions were read from the table"


async def test_every_cache_reports_its_size_and_hits(tmp_path: Path) -> None:
    clients = [ClientFacts(f"203.0.113.{i}", CHROME, True, True) for i in (1, 2, 1)]
    async with running(tmp_path, session_cache_max_entries=50) as run:
        for client in clients:
            await run.send(pageview(), client=client)
        await run.ingest.flush()
        await run.send(pageview(), client=clients[0])
        await run.ingest.flush()
        assert run.ingest.caches() == (
            CacheStatus("clients", size=2, capacity=20_000, hits=2, misses=2),
            CacheStatus("user_agents", size=1, capacity=4_000, hits=1, misses=1),
            CacheStatus("places", size=2, capacity=20_000, hits=0, misses=2),
            CacheStatus("sessions", size=2, capacity=50, hits=3, misses=0),
        )


async def test_place_files_are_opened_and_read_away_from_the_loop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: dict[str, threading.Thread] = {}

    def watched(name: str) -> Callable[..., Any]:
        method = getattr(Places, name)

        def call(*arguments: Any) -> Any:
            threads[name] = threading.current_thread()
            return method(*arguments)

        return call

    for name in ("open", "locate", "reload_if_changed"):
        monkeypatch.setattr(Places, name, watched(name))
    async with running(tmp_path) as run:
        await run.send(pageview())
        await run.ingest.flush()
        await run.ingest.reload_places()
    assert set(threads) == {"open", "locate", "reload_if_changed"}
    assert threading.current_thread() not in threads.values()


async def test_a_killed_process_stores_each_acknowledged_event_exactly_once_after_the_restart(tmp_path: Path) -> None:
    first, killed = tmp_path / "first", tmp_path / "killed"
    first.mkdir()
    clock = FakeClock()
    async with running(first, clock) as run:
        await run.send(*(pageview(f"https://shop.example/{i}") for i in range(5)))
        await run.ingest.flush()
        await run.send(*(pageview(f"https://shop.example/late/{i}") for i in range(5)))
        shutil.copytree(first, killed)  # the state after a kill: five stored, five only in the journal
    async with running(killed, clock) as run:
        await run.ingest.flush()
        status = run.ingest.status()
        assert await run.rows("SELECT count(*), count(DISTINCT path) FROM events") == [(10, 10)]
        assert (status.accepted, status.stored, status.depth) == (5, 5, 0)
        await run.send(pageview("https://shop.example/next"))
        await run.ingest.flush()
        assert await run.rows("SELECT count(*), count(DISTINCT seq) FROM events") == [(11, 11)]


async def test_journalled_events_are_stored_at_once_after_a_restart(tmp_path: Path) -> None:
    clock = FakeClock()
    async with running(tmp_path / "first", clock) as run:
        await run.send(pageview())
        shutil.copytree(tmp_path / "first", tmp_path / "killed")
    async with running(tmp_path / "killed", clock, flush_interval_ms=3_600_000) as run:
        with run.hub.subscribe() as stream:
            assert isinstance(await anext(aiter(stream)), EventsStored), "replayed events are not announced as arrivals"
        assert await run.rows("SELECT count(*) FROM events") == [(1,)]


async def test_replay_resumes_in_the_middle_of_a_request(tmp_path: Path) -> None:
    clock = FakeClock()
    async with running(tmp_path / "a", clock) as run:
        await run.send(*(pageview(f"https://shop.example/{i}") for i in range(5)))
        shutil.copytree(tmp_path / "a", tmp_path / "b")
    from app.domain.ingest.events import seq_of
    from app.storage.database import open_database

    database = await open_database(tmp_path / "b" / "test.duckdb")
    await database.write(store.move_position, seq_of(1, 3))
    await database.close()
    async with running(tmp_path / "b", clock) as run:
        await run.ingest.flush()
        assert await run.rows("SELECT path FROM events ORDER BY ts") == [("/3",), ("/4",)]


@pytest.mark.expects_log("2 events of unknown websites were set aside")
async def test_events_of_a_deleted_website_are_not_replayed(tmp_path: Path) -> None:
    clock = FakeClock()
    sites = (website(), website(2, "site_gone"))
    async with running(tmp_path / "a", clock, *sites) as run:
        await run.send(pageview("/kept"), pageview("/gone", website_id="site_gone"), pageview("/kept2"))
        await run.send(pageview("/gone", website_id="site_gone"))
        shutil.copytree(tmp_path / "a", tmp_path / "b")
    async with running(tmp_path / "b", clock) as run:
        await run.ingest.flush()
        assert await run.rows("SELECT path FROM events ORDER BY ts") == [("/kept",), ("/kept2",)]


async def test_dropped_events_of_a_batch_stay_dropped_after_a_crash(tmp_path: Path) -> None:
    clock = FakeClock()
    site = website(ingest_queue_max_events=1)
    async with running(tmp_path / "a", clock, site) as run:
        reply = await run.send(pageview("/1"), pageview("/2"), pageview("/3"))
        assert header(reply, "x-sparklytics-ingest-dropped-events") == "2"
        shutil.copytree(tmp_path / "a", tmp_path / "b")
    async with running(tmp_path / "b", clock, site) as run:
        await run.ingest.flush()
        assert await run.rows("SELECT path FROM events") == [("/1",)]


async def test_the_sixty_first_request_of_a_minute_is_refused_and_counts_itself_out(tmp_path: Path) -> None:
    async with running(tmp_path) as run:
        replies = [run.collect(pageview()) for _ in range(61)]
        assert [reply.status for reply in replies] == [202] * 60 + [429]
        assert error_of(replies[60].body)["code"] == "rate_limited"
        assert header(replies[60], "Retry-After") == "60"
        run.clock.advance(60)
        assert run.collect(pageview()).status == 202


async def test_a_flood_of_unknown_websites_is_limited_too(tmp_path: Path) -> None:
    async with running(tmp_path) as run:
        statuses = [run.collect(pageview(website_id="site_nope")).status for _ in range(61)]
        assert statuses == [404] * 60 + [429]
        malformed = run.ingest.collect(b"{", ClientFacts("198.51.100.1", "", True, True))
        assert (malformed.status, header(malformed, "X-RateLimit-Remaining")) == (400, "60")


async def test_one_event_a_second_admits_sixty_events_then_drops_with_a_reason(tmp_path: Path) -> None:
    async with running(tmp_path, None, website(ingest_peak_eps=1)) as run:
        first = run.collect(*[pageview()] * 50)
        second = run.collect(*[pageview()] * 50)
        third = run.collect(pageview())
        assert (first.status, second.status, third.status) == (202, 202, 503)
        assert header(second, "x-sparklytics-ingest-accepted-events") == "10"
        assert header(second, "x-sparklytics-ingest-dropped-events") == "40"
        assert header(second, "x-sparklytics-ingest-drop-reason") == "peak_rate"
        assert error_of(third.body)["code"] == "ingest_overloaded"
        assert header(third, "Retry-After") is not None
        await run.ingest.journalled()
        await run.ingest.flush()
        assert await run.rows("SELECT count(*) FROM events") == [(60,)]
        assert run.ingest.status().refused == 41


async def test_a_pause_refuses_events_until_it_ends_and_keeps_what_was_accepted(tmp_path: Path) -> None:
    async with running(tmp_path) as run:
        assert run.collect(pageview()).status == 202
        run.ingest.pause(600)
        run.clock.advance(590.5)
        refused = run.collect(*[pageview()] * 2)
        assert (refused.status, error_of(refused.body)["code"]) == (503, "collecting_paused")
        assert header(refused, "Retry-After") == "10"
        assert run.collect(pageview(website_id="site_nope")).status == 404, "a wrong snippet is told so all the same"
        assert run.ingest.pause_left_s == 9.5
        run.clock.advance(9.5)
        assert run.collect(pageview()).status == 202
        run.ingest.pause(600)
        run.ingest.pause(0)
        assert run.collect(pageview()).status == 202
        await run.ingest.journalled()
        await run.ingest.flush()
        assert await run.rows("SELECT count(*) FROM events") == [(3,)]
        status = run.ingest.status()
        assert (status.accepted, status.stored, status.refused) == (3, 3, 0), "a pause is no trouble"


async def test_the_queue_never_holds_more_than_its_capacity(tmp_path: Path) -> None:
    async with running(tmp_path, ingest_queue_max_events=5, flush_max_events=1000) as run:
        reply = await run.send(*[pageview()] * 8)
        assert header(reply, "x-sparklytics-ingest-drop-reason") == "queue_overflow"
        assert header(reply, "x-sparklytics-ingest-queue-events") == "5"
        assert (await run.send(pageview())).status == 503
        await run.ingest.flush()
        assert (await run.send(pageview())).status == 202


@pytest.mark.expects_log("could not be made durable")
async def test_a_disk_that_does_not_sync_is_reported_once_until_it_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(commit, "SYNC_EVERY_S", 0.0)
    async with running(tmp_path) as run:
        real_sync = os.fsync

        def broken(file: int) -> None:
            raise OSError(5, "Input/output error")

        monkeypatch.setattr(journal_module.os, "fsync", broken)
        for _ in range(3):
            await run.send(pageview())
            while not run.ingest.problems:
                await asyncio.to_thread(lambda: None)
        assert [check.name for check in run.ingest.problems] == ["journal"]
        assert sum("durable" in record.message for record in caplog.records) == 1
        monkeypatch.setattr(journal_module.os, "fsync", real_sync)
        await run.send(pageview())
        while run.ingest.problems:
            await asyncio.to_thread(lambda: None)


async def test_events_with_much_data_fill_the_queue_before_their_number_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue, "CAPACITY_BYTES", 10_000)
    large = pageview("https://shop.example/" + "x" * 3_000)
    async with running(tmp_path, flush_max_events=1000) as run:
        assert [(await run.send(large)).status for _ in range(4)] == [202, 202, 202, 503]
        await run.ingest.flush()
        assert (await run.send(large)).status == 202
        await run.ingest.flush()
        assert await run.rows("SELECT count(*) FROM events") == [(4,)]


@pytest.mark.expects_log("journal cannot be written")
async def test_a_full_disk_refuses_with_503_acknowledges_nothing_and_recovers_by_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(tmp_path) as run:
        await run.send(pageview("/before"))
        real_write = os.write

        def full(file: int, data: bytes) -> int:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(journal_module.os, "write", full)
        run.collect(pageview("/lost"))
        with pytest.raises(AppError, match="cannot write to its disk") as refused:
            await run.ingest.journalled()
        assert run.ingest.refusal(refused.value, CLIENT).status == 503
        assert any(check.name == "journal" for check in run.ingest.problems)
        status = run.ingest.status()
        assert (status.accepted, status.refused, status.depth) == (1, 1, 1)
        monkeypatch.setattr(journal_module.os, "write", real_write)
        await run.send(pageview("/after"))
        assert run.ingest.problems == ()
        await run.ingest.flush()
        assert await run.rows("SELECT path FROM events ORDER BY ts") == [("/before",), ("/after",)]


@pytest.mark.parametrize("mode", ["interval", "always", "never"])
async def test_every_fsync_mode_acknowledges_and_stores(tmp_path: Path, mode: str) -> None:
    async with running(tmp_path, journal_fsync=mode) as run:
        for i in range(5):
            assert (await run.send(pageview(f"/{i}"))).status == 202
        await run.ingest.flush()
        assert await run.rows("SELECT count(*) FROM events") == [(5,)]


async def test_with_fsync_always_a_failed_sync_acknowledges_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async with running(tmp_path, journal_fsync="always") as run:
        real_sync = os.fsync

        def broken(file: int) -> None:
            raise OSError(5, "Input/output error")

        monkeypatch.setattr(journal_module.os, "fsync", broken)
        run.collect(pageview())
        with pytest.raises(AppError):
            await run.ingest.journalled()
        monkeypatch.setattr(journal_module.os, "fsync", real_sync)
        assert run.ingest.status().accepted == 0
        await run.send(pageview())
        assert run.ingest.status().accepted == 1
    caplog.clear()


@pytest.mark.expects_log("cannot be stored and was set aside")
async def test_only_the_event_the_store_refuses_is_quarantined(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(tmp_path) as run:
        await run.send(*(pageview(f"https://shop.example/{i}") for i in range(9)))
        real_handover = store.hand_over

        def refuse_four(con: Connection, events: Sequence[Event], changes: SessionChanges) -> None:
            if any(event.page.path == "/4" for event in events):
                raise ValueError("a bug")
            real_handover(con, events, changes)

        monkeypatch.setattr(store, "hand_over", refuse_four)
        await run.ingest.flush()
        status = run.ingest.status()
        assert (status.accepted, status.stored, status.quarantined, status.depth) == (9, 8, 1, 0)
        assert await run.rows("SELECT count(*), sum((path = '/4')::INT) FROM events") == [(8, 0)]
        assert await run.rows("SELECT events FROM all_sessions") == [(8,)]
        assert sorted(path.suffix for path in (tmp_path / "journal" / "quarantine").iterdir()) == [".log", ".txt"]


@pytest.mark.expects_log("cannot be stored and was set aside")
async def test_an_event_that_cannot_be_enriched_is_quarantined_and_the_others_stored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(tmp_path) as run:
        real_split = enrich.split_url

        def fail_two(url: str) -> object:
            if url == "/alone-2":
                raise ValueError("a bug")
            return real_split(url)

        monkeypatch.setattr(enrich, "split_url", fail_two)
        await run.send(*(pageview(f"/alone-{i}") for i in range(5)))
        await run.ingest.flush()
        status = run.ingest.status()
        assert (status.accepted, status.stored, status.quarantined, status.depth) == (5, 4, 1, 0)
        assert await run.rows("SELECT path FROM events ORDER BY seq") == [(f"/alone-{i}",) for i in (0, 1, 3, 4)]
    async with running(tmp_path) as run:
        assert run.ingest.status().accepted == 0


@pytest.mark.expects_log("Events cannot be stored")
async def test_events_wait_while_the_store_fails_and_are_stored_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(tmp_path, ingest_retry_base_ms=1, ingest_retry_max_ms=2) as run:
        await run.send(*[pageview()] * 45)
        real_batch = store.store_batch

        def full(*_: object) -> None:
            raise AppError("storage_unavailable", "The disk is full.")

        monkeypatch.setattr(store, "store_batch", full)
        with pytest.raises(AppError, match="disk is full"):
            await run.ingest.flush()
        assert run.ingest.status().depth == 45
        assert any(check.name == "store" for check in run.ingest.problems)
        monkeypatch.setattr(store, "store_batch", real_batch)
        while run.ingest.status().depth:
            await run.ingest.flush() if not run.ingest.problems else await run.database.read(lambda con: con)
        assert await run.rows("SELECT count(*), sum((bot_score > 0)::INT) FROM events") == [(45, 6)]


@pytest.mark.parametrize("mode", ["interval", "always"])
async def test_a_flush_stores_events_not_yet_journalled(tmp_path: Path, mode: str) -> None:
    async with running(tmp_path, journal_fsync=mode) as run:
        run.collect(pageview())
        await run.ingest.flush()
        assert await run.rows("SELECT count(*) FROM events") == [(1,)]


async def test_a_flush_ends_although_events_keep_coming(tmp_path: Path) -> None:
    async with running(tmp_path, collect_rate_limit=0) as run:
        await run.send(pageview())
        flush = asyncio.create_task(run.ingest.flush())
        while not flush.done():
            await run.send(pageview())
            assert run.ingest.status().accepted < 20_000
            await asyncio.sleep(0.001)
        await flush


@pytest.mark.expects_log("could not be made durable|checkpoint failed")
async def test_a_disk_that_fails_at_the_stop_loses_no_event(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(tmp_path) as run:
        await run.send(pageview())

        def fail(_: int) -> None:
            raise OSError(5, "Input/output error")

        monkeypatch.setattr(journal_module.os, "fsync", fail)
    monkeypatch.undo()
    async with running(tmp_path) as run:
        assert await run.rows("SELECT count(*) FROM events") == [(1,)]
        assert run.ingest.status().accepted == 0


@pytest.mark.expects_log("was set aside|cannot be stored")
async def test_an_event_that_cannot_be_quarantined_waits_with_a_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(tmp_path, ingest_retry_base_ms=1, ingest_retry_max_ms=2) as run:

        def fail(_: str) -> object:
            raise ValueError("a bug")

        monkeypatch.setattr(enrich, "split_url", fail)
        await run.send(pageview("https://shop.example/never-seen"))
        shutil.rmtree(tmp_path / "journal" / "quarantine")
        with pytest.raises(AppError, match="could not be set aside"):
            await run.ingest.flush()
        assert any(check.name == "store" for check in run.ingest.problems)
        (tmp_path / "journal" / "quarantine").mkdir()
        while run.ingest.problems:
            await run.database.read(lambda con: con)
        assert run.ingest.status().quarantined == 1


async def test_a_clean_stop_stores_everything_and_leaves_no_segment(tmp_path: Path) -> None:
    async with running(tmp_path) as run:
        await run.send(pageview())
    assert list((tmp_path / "journal").glob("*.log")) == []
    async with running(tmp_path) as run:
        assert await run.rows("SELECT count(*) FROM events") == [(1,)]
        assert run.ingest.status().accepted == 0


async def test_an_event_reaches_the_live_stream_before_it_is_stored(tmp_path: Path) -> None:
    async with running(tmp_path) as run:
        with run.hub.subscribe() as stream:
            await run.send(pageview("https://shop.example/live", title="Live"))
            message = await anext(aiter(stream))
        (event,) = message.events
        assert (event.website_id, event.path, event.title, event.browser) == ("site_shop", "/live", "Live", "Chrome")
        assert await run.rows("SELECT count(*) FROM events") == [(0,)]


async def test_after_days_of_sleep_an_event_is_accepted_before_its_day_has_a_key(tmp_path: Path) -> None:
    async with running(tmp_path, visitor_salt="secret") as run:
        with run.hub.subscribe():
            run.clock.advance(5 * 86_400)
            assert (await run.send(pageview())).status == 202
            await run.ingest.flush()
        assert await run.rows("SELECT count(*) FROM events") == [(1,)]


async def test_a_clock_set_back_loses_nothing(tmp_path: Path) -> None:
    clock = FakeClock()
    async with running(tmp_path, clock) as run:
        await run.send(pageview("/1"))
        clock.wall_us -= 3_600_000_000
        await run.send(pageview("/2"))
        await run.ingest.flush()
        assert await run.rows("SELECT path FROM events ORDER BY seq") == [("/1",), ("/2",)]
        assert run.ingest.status().oldest_age_s == 0.0


async def test_accepted_is_always_stored_quarantined_or_waiting(tmp_path: Path) -> None:
    async with running(tmp_path, flush_max_events=3, collect_rate_limit=0) as run:
        for size in (1, 2, 5, 1, 7, 50, 1):
            await run.send(*[pageview()] * size)
            status = run.ingest.status()
            assert status.accepted == status.stored + status.quarantined + status.depth
        await run.ingest.flush()
        assert run.ingest.status().stored == 67
