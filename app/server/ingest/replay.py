"""Replay: turns journalled records whose events are not stored yet back into requests, at the start."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator

from app.domain.errors import AppError
from app.domain.ingest.events import seq_of
from app.domain.websites import Website
from app.server.directory import WebsiteDirectory
from app.server.ingest.collect_body import decode_collect
from app.server.ingest.journal import Record
from app.server.ingest.queue import QueuedRequest

log = logging.getLogger(__name__)


def requests_to_replay(
    records: Iterable[Record], directory: WebsiteDirectory, next_seq: int
) -> Iterator[QueuedRequest]:
    """Yield the requests that have events left to store. next_seq: number of the first event that is not stored."""
    for record in records:
        request = _request_of(record, directory, next_seq)
        if request is not None:
            yield request


def _request_of(record: Record, directory: WebsiteDirectory, next_seq: int) -> QueuedRequest | None:
    """Return the events of a record that are left to store, without those of deleted websites."""
    try:
        events = decode_collect(record.body)
    except AppError:
        log.error("Journal record %d cannot be read by this version and is skipped", record.number)
        return None
    indexes: list[int] = []
    websites: list[Website] = []
    for index, event in enumerate(events):
        website = directory.get(event.website_id)
        if website is None:
            log.info("Journal record %d has an event of a deleted website, which is skipped", record.number)
        elif record.taken >> index & 1 and seq_of(record.number, index) >= next_seq:
            indexes.append(index)
            websites.append(website)
    if not indexes:
        return None
    return QueuedRequest(
        record.number,
        record.received_us,
        record.client,
        [events[index] for index in indexes],
        websites,
        indexes,
        len(record.body),
        len(indexes),
        is_new=False,
    )
