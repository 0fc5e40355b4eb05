"""Ingest queue: its cursors keep their order, and its counts add up for any course of requests."""

from __future__ import annotations

from collections import deque

from hypothesis import given
from hypothesis import strategies as st

from app.domain.ingest.events import seq_of
from app.server.ingest.queue import EnrichedEvent, EventQueue, FailedEvent, QueuedRequest
from tests.server.ingest.conftest import CLIENT, FakeClock, website

SHOP, BLOG = website(), website(2, "site_blog")


def request(record: int, events: int) -> QueuedRequest:
    sites = [SHOP, BLOG] * events
    return QueuedRequest(record, 0, CLIENT, [], sites[:events], list(range(events)), 100, events)


def results_of(requests: list[QueuedRequest]) -> list[list[EnrichedEvent | FailedEvent]]:
    """Return one result for each event, told apart by its number."""
    error = ValueError()
    return [[FailedEvent(seq_of(item.record, index), 0, error) for index in item.indexes] for item in requests]


def check(queue: EventQueue) -> None:
    assert queue.finished <= queue.enriched <= queue.journalled
    counts = queue.counts
    assert counts.accepted == counts.stored + counts.quarantined + len(queue)
    assert queue.unenriched >= 0
    assert queue.taken >= len(queue)


def test_requests_withdrawn_between_others_leave_the_order_of_the_rest() -> None:
    queue = EventQueue(100, FakeClock().clocks())
    for record in range(1, 7):
        queue.reserve(request(record, 1))
    queue.mark_journalled(1)
    queue.withdraw(6, 1)  # the last batch could not be written
    queue.withdraw(2, 2)  # the oldest unsynced one could not be synced
    queue.mark_journalled(2)
    assert [item.record for item in queue.to_enrich(100)] == [1, 4, 5]
    assert (queue.counts.accepted, queue.counts.refused, queue.taken) == (3, 3, 3)


def test_the_writer_sees_no_request_before_it_is_enriched() -> None:
    queue = EventQueue(100, FakeClock().clocks())
    for record in range(1, 4):
        queue.reserve(request(record, 2))
    queue.mark_journalled(3)
    queue.mark_enriched(results_of(queue.to_enrich(3)))
    assert [item.record for item in queue.to_store(100, 100)] == [1, 2]
    assert [item.record for item in queue.to_store(100, 1)] == [1]
    assert queue.unenriched == 2


@given(
    st.lists(
        st.tuples(st.sampled_from(["reserve", "journal", "lose", "enrich", "store"]), st.integers(1, 5)), max_size=60
    )
)
def test_every_accepted_event_is_finished_once_and_in_order(steps: list[tuple[str, int]]) -> None:
    queue = EventQueue(10_000, FakeClock().clocks())
    pending: deque[QueuedRequest] = deque()
    accepted: list[int] = []
    stored: list[int] = []
    record = 0

    def journal(requests: int) -> None:
        for _ in range(requests):
            item = pending.popleft()
            accepted.extend(seq_of(item.record, index) for index in item.indexes)
        queue.mark_journalled(requests)

    def store(events: int) -> None:
        waiting = [event for item in queue.to_store(events, 5) for event in item.events][queue.finished_of_first :]
        stored.extend(event.seq for event in waiting[:events] if isinstance(event, FailedEvent))
        queue.mark_finished(len(waiting[:events]), is_stored=events % 2 == 0)

    for step, number in steps:
        if step == "reserve":
            record += 1
            pending.append(request(record, number))
            queue.reserve(pending[-1])
        elif step == "journal":
            journal(min(number, len(pending)))
        elif step == "lose" and pending:
            queue.withdraw(pending[0].record, 1)
            pending.popleft()
        elif step == "enrich":
            queue.mark_enriched(results_of(queue.to_enrich(number)))
        elif step == "store":
            store(number)
        check(queue)
    journal(len(pending))
    queue.mark_enriched(results_of(queue.to_enrich(10_000)))
    while len(queue):
        store(4)
    check(queue)
    assert stored == accepted
    assert queue.taken == queue.waiting_of(SHOP.key) == queue.waiting_of(BLOG.key) == 0
    assert queue.oldest_age_s() is None
