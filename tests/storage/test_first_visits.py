"""First visits: the table together with later sessions equals a count over all events."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.domain.ingest.events import Event
from app.domain.ingest.sessions import IDLE_LIMIT, SAMPLE_NUMBERS, Numbering, assign
from app.domain.websites import NewWebsite, WebsiteId
from app.storage import histories, websites
from app.storage.connection import Connection
from app.storage.histories import History
from app.storage.ingest import data_retention, first_visits
from app.storage.ingest import events as storage
from tests.examples import examples
from tests.histories import event, numbering, start_session, utc

START = utc("2026-03-01 00:00")
Visit = tuple[int, int]  # website, id of the visitor


def at(minutes: float, visitor: int, website: int = 1) -> Event:
    return event(START + timedelta(minutes=minutes), visitor, "/", website=website)


def store_batch(con: Connection, batch: list[Event]) -> None:
    """Store events as the writer does, continuing the live sessions."""
    seq = storage.next_seq(con)
    for number, item in enumerate(batch):
        item.seq = seq + number
    known = storage.live_sessions(con, [(item.website, item.visitor) for item in batch])
    storage.store_batch(con, batch, assign(batch, known, start_session, numbering=numbering(con)), [], seq + len(batch))


def sweep(con: Connection, minutes: float) -> None:
    """Run the writer's sweep after so many minutes."""
    storage.end_sessions(con, START + timedelta(minutes=minutes) - IDLE_LIMIT)


def table(con: Connection) -> dict[Visit, datetime]:
    """Return the table alone; each visitor is in it once."""
    numbers = dict(con.execute("SELECT DISTINCT visitor, visitor_id FROM all_sessions").fetchall())
    rows = con.execute("FROM first_visits").fetchall()
    visits = {(website, numbers[visitor]): first_at.replace(tzinfo=UTC) for website, visitor, first_at in rows}
    assert len(visits) == len(rows)
    return visits


def known(con: Connection) -> dict[Visit, datetime]:
    """Return the table merged with the sessions not in it yet, as a report does."""
    visits = table(con)
    values = {"since": first_visits.complete_until(con)}
    rows = con.execute(
        "SELECT website, visitor_id, started_at FROM all_sessions WHERE started_at >= $since", values
    ).fetchall()
    for website, visitor, started_at in rows:
        first_at = started_at.replace(tzinfo=UTC)
        visits[website, visitor] = min(first_at, visits.get((website, visitor), first_at))
    return visits


def counted(events: list[Event]) -> dict[Visit, datetime]:
    visits: dict[Visit, datetime] = {}
    for item in events:
        visit = (item.website, item.visitor)
        visits[visit] = min(item.ts, visits.get(visit, item.ts))
    return visits


def test_a_sweep_records_sessions_that_began_before_it(con: Connection) -> None:
    store_batch(con, [at(0, 1), at(50, 2)])
    sweep(con, 60)
    assert table(con) == counted([at(0, 1)])
    assert known(con) == counted([at(0, 1), at(50, 2)])


def test_a_live_session_is_recorded_by_its_start(con: Connection) -> None:
    store_batch(con, [at(0, 1), at(25, 1), at(50, 1)])
    sweep(con, 60)
    assert con.execute("SELECT count(*) FROM sessions_live").fetchall() == [(1,)]
    assert table(con) == counted([at(0, 1)])


def test_a_session_that_ended_within_a_batch_counts_too(con: Connection) -> None:
    store_batch(con, [at(0, 1), at(100, 1)])
    sweep(con, 110)
    assert table(con) == counted([at(0, 1)])


def test_a_returning_visitor_keeps_the_first_visit(con: Connection) -> None:
    for day in range(3):
        store_batch(con, [at(day * 1440, 1)])
        sweep(con, day * 1440 + 60)
    assert table(con) == counted([at(0, 1)])


def test_the_first_sweep_records_the_history_before_the_table(con: Connection) -> None:
    history = [at(day * 1440, visitor, website) for day in range(40) for visitor in (day, 99) for website in (1, 2)]
    store_batch(con, history)
    assert table(con) == {}
    assert known(con) == counted(history)
    sweep(con, 60 * 1440)
    assert table(con) == counted(history)


def test_a_sweep_without_new_sessions_writes_nothing(con: Connection) -> None:
    store_batch(con, [at(0, 1)])
    sweep(con, 60)
    until = first_visits.complete_until(con)
    sweep(con, 600)
    assert first_visits.complete_until(con) == until


def test_a_clock_set_back_makes_no_first_visit_later(con: Connection) -> None:
    store_batch(con, [at(1000, 1)])
    sweep(con, 1060)
    store_batch(con, [at(500, 1), at(510, 2)])
    sweep(con, 520)
    assert known(con) == counted([at(500, 1), at(510, 2)])
    sweep(con, 700)
    assert table(con) == counted([at(500, 1), at(510, 2)])


def test_a_sample_is_recorded_at_once_although_it_is_before_the_last_sweep(con: Connection) -> None:
    store_batch(con, [at(100_000, 1, website=99)])
    sweep(con, 100_100)
    key = websites.new_key(con)
    history = [at(day * 1440, visitor, key) for day in range(5) for visitor in (day, 9)]
    changes = assign(history, {}, start_session, numbering=Numbering(SAMPLE_NUMBERS))
    now = START + timedelta(minutes=100_100)
    sample = NewWebsite("Sample", "ex.com")
    histories.add_sample(con, key, sample, WebsiteId("site_x"), now, History(history, changes, []))
    assert table(con) == counted([at(100_000, 1, website=99), *history])


def test_first_visits_are_deleted_with_their_website(con: Connection) -> None:
    store_batch(con, [at(0, 1), at(1, 1, website=2)])
    sweep(con, 60)
    histories.delete_website(con, 1)
    assert table(con) == counted([at(1, 1, website=2)])


def test_a_first_visit_is_kept_until_the_last_session_is_deleted(
    con: Connection,
) -> None:
    store_batch(con, [at(0, 1), at(0, 2), at(5000, 1)])
    sweep(con, 6000)
    while data_retention.delete_oldest(con, (START + timedelta(minutes=3000)).replace(tzinfo=None)) is not None:
        pass
    data_retention.delete_orphans(con)
    assert table(con) == counted([at(0, 1)])


@examples(15)
@given(
    steps=st.lists(
        st.tuples(
            st.integers(0, 45), st.integers(1, 4), st.integers(1, 2), st.sampled_from(["", "", "store", "sweep"])
        ),
        max_size=16,
    )
)
def test_first_visits_match_all_events_after_any_batches_and_sweeps(
    database: Connection, steps: list[tuple[int, int, int, str]]
) -> None:
    con, minutes = database, 0
    stored: list[Event] = []
    waiting: list[Event] = []
    con.begin()
    try:
        for pause, visitor, website, then in steps:
            minutes += pause
            waiting.append(at(minutes, visitor, website))
            if then:
                store_batch(con, waiting)
                stored += waiting
                waiting = []
            if then == "sweep":
                sweep(con, minutes)
                assert known(con) == counted(stored)
        assert known(con) == counted(stored)
        until = first_visits.complete_until(con).replace(tzinfo=UTC)
        assert table(con).items() >= counted([item for item in stored if item.ts < until]).items()
    finally:
        con.rollback()
