"""Handover of a batch to DuckDB: few rows one by one, many as columns.

As columns a batch takes as much processor time before its first row as hundreds of events then do: some forty columns
each of events and sessions are described and made visible. Rows take more for each event, but begin at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from operator import attrgetter
from typing import Any, NamedTuple  # Any: values of a row
from weakref import WeakKeyDictionary

import duckdb

from app.domain.ingest.events import ClientContext, Event
from app.domain.ingest.sessions import Session, SessionChanges
from app.storage.arrow import visible
from app.storage.connection import Connection, statement
from app.storage.ingest.batch import UTM_FIELDS, events_table, replaced_table, sessions_table

FEW_EVENTS = 500  # from about 400 on columns take less, and they leave the interpreter to others

_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001  columns have no zone
_context_values = attrgetter(*ClientContext.__struct_fields__)
_utm_values = attrgetter(*UTM_FIELDS)


def hand_over(con: Connection, events: Sequence[Event], changes: SessionChanges) -> None:
    """Write events and the changes of their sessions inside the caller's transaction.

    events: in the order in which they are to be stored.
    """
    if len(events) < FEW_EVENTS:
        _append(con, events, changes)
    else:
        _insert(con, events, changes)


def _insert(con: Connection, events: Sequence[Event], changes: SessionChanges) -> None:
    with visible(con, {"batch_events": events_table(events)}):
        con.execute(statement("ingest/events/batch_events_add"))
    if changes.replaced:
        with visible(con, {"batch_replaced": replaced_table(changes.replaced)}):
            con.execute(statement("ingest/events/batch_sessions_replace"))
    for table, sessions in (("sessions_live", changes.live.values()), ("sessions", changes.ended)):
        if sessions:
            with visible(con, {"batch_sessions": sessions_table(sessions)}):
                con.execute(statement("ingest/events/batch_sessions_add").format(into=table))


class _Appenders(NamedTuple):
    """Appenders of one connection. Creating one costs as much as flushing it, so they are kept."""

    events: duckdb.Appender
    replaced: duckdb.Appender
    live: duckdb.Appender
    ended: duckdb.Appender


_appenders: WeakKeyDictionary[Connection, _Appenders] = WeakKeyDictionary()


def _append(con: Connection, events: Sequence[Event], changes: SessionChanges) -> None:
    appenders = _appenders.get(con)
    if appenders is None:
        appenders = _appenders[con] = _Appenders(
            con.appender("events"),
            con.appender("sessions_live", action="delete", key=["website", "session"]),
            con.appender("sessions_live"),
            con.appender("sessions"),
        )
    _flush(appenders.events, map(_event_row, events))
    _flush(appenders.replaced, changes.replaced)
    _flush(appenders.live, map(_session_row, changes.live.values()))
    _flush(appenders.ended, map(_session_row, changes.ended))


def _flush(appender: duckdb.Appender, rows: Iterable[Sequence[Any]]) -> None:
    try:
        appender.append_rows(rows)
        appender.flush()
    except BaseException:  # whatever was refused, its rows must not be in the next batch; it goes on to the caller
        appender.clear()
        raise


def _time(unix_us: int) -> datetime:
    return _EPOCH + timedelta(microseconds=unix_us)


def _event_row(event: Event) -> tuple[Any, ...]:
    """Return the row of table `events`."""
    page, source = event.page, event.source
    return (
        event.website,
        _time(event.at_us),
        event.seq,
        event.kind,
        event.visitor_number,
        event.session_number,
        page.origin,
        page.hostname,
        page.path,
        page.query_and_fragment,
        page.url,
        event.title,
        source.url,
        source.domain,
        event.event_name,
        event.event_data,
        *_context_values(event.context),
        *_utm_values(event.utm),
        event.is_bot,
        event.bot_score,
        event.bot_signals,
        event.agent,
    )


def _session_row(session: Session) -> tuple[Any, ...]:
    """Return the row of table `sessions` or `sessions_live`."""
    entry, exit_page = session.entry, session.exit
    return (
        session.website,
        session.session_number,
        session.visitor_number,
        session.session,
        session.visitor,
        _time(session.started_us),
        _time(session.ended_us),
        session.events,
        session.pageviews,
        session.begins_with_pageview,
        session.has_later_referrer,
        entry.origin,
        entry.hostname,
        entry.path,
        entry.query_and_fragment,
        exit_page.origin,
        exit_page.path,
        exit_page.query_and_fragment,
        session.source,
        session.referrer_domain,
        session.channel,
        *_utm_values(session.utm),
        *_context_values(session.context),
        session.is_uniform,
        session.is_bot,
        session.bot_score,
        session.bot_signals,
    )
