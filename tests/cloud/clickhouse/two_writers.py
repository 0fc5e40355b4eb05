"""Histories whose events two writers store by turns, as visitors reach the processes behind a balancer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import count
from operator import attrgetter

from app.domain.ids import WebsiteKey
from app.domain.ingest.events import Event
from app.domain.ingest.sessions import assign
from app.storage.clickhouse.batches import ClickHouseWriter
from app.storage.clickhouse.store import CLICKHOUSE
from tests.histories import start_session

websites = map(WebsiteKey, count(1))  # each example has its own in the one database


def store(
    writers: Sequence[ClickHouseWriter],
    website: WebsiteKey,
    history: Sequence[Event],
    client_ids: Mapping[int, str] | None = None,
) -> list[Event]:
    """Store events by turns. Return them in the order in which they count, with the sessions of the rule.

    The `seq` of each is then its place in this order.
    """
    ordered = sorted(history, key=attrgetter("at_us"))
    for item in ordered:
        item.website = website
    places: list[tuple[int, int, int, Event]] = []
    for index, writer in enumerate(writers):
        own, first = ordered[index :: len(writers)], CLICKHOUSE.batches.next_seq(writer)
        for seq, item in enumerate(own, first):
            item.seq = seq
        chosen = {(website, item.visitor, (client_ids or {}).get(item.visitor)) for item in own}
        visitors = sorted((website, visitor, text) for website, visitor, text in chosen if text is not None)
        CLICKHOUSE.batches.store_batch(writer, own, assign(own, {}, start_session), visitors, first + len(own))
        places += [(item.at_us, writer.number, item.seq, item) for item in own]
    in_order = [item for *_, item in sorted(places, key=lambda place: place[:3])]
    assign(in_order, {}, start_session)
    for seq, item in enumerate(in_order):
        item.seq = seq
    return in_order
