"""Messages and times on the wire: encoding and decoding give the same value."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.api.sse import SseReader
from app.api.wire import LIVE_NAMES, LIVE_TYPES, ErrorReply, error_body, live_text
from app.domain.errors import BadRequest
from app.domain.live import ArrivedEvent, ArrivedEvents, EventsStored, LiveMessage, WebsitesChanged
from app.domain.server_status import CacheStatus, HealthCheck, LogLine, QueueStatus, ServerStatus

AT = datetime(2026, 6, 17, 3, 30, 0, 250_000, UTC)
QUEUE = QueueStatus(1, 100, 9, 8, 0, 2, 0.5, 1.5, 0.25, None, 0.01, 4096)
STATUS = ServerStatus(
    version="0.1.0",
    pid=7,
    started_at=AT,
    uptime_s=1.5,
    addresses=("http://localhost:3000",),
    data_dir="/data",
    auth="none",
    state="ok",
    checks=(HealthCheck("disk", "ok", "Much is free."),),
    queue=QUEUE,
    stored_today=3,
    database_bytes=4096,
    memory_bytes=1,
    caches=(CacheStatus("clients", 1, 2, 3, 4),),
)


def arrived(text: str) -> ArrivedEvent:
    return ArrivedEvent(
        website_id="site_1",
        visitor_id=text,
        event_type="pageview",
        url=text,
        path="/",
        title=None,
        event_name=text,
        referrer_domain=None,
        country="DE",
        region=None,
        city=None,
        browser=None,
        os=None,
        device_type=None,
        is_bot=False,
        ts=AT,
    )


def received(message: LiveMessage) -> object:
    """Return the message after encoding and decoding."""
    ((name, text),) = SseReader().feed(live_text(message))
    return msgspec.json.decode(text, type=LIVE_TYPES[name])


@given(st.text(st.characters(codec="utf-8")))
def test_live_messages_round_trip_with_any_text(text: str) -> None:
    for message in (
        ArrivedEvents((arrived(text), arrived("")), 3),
        EventsStored((text,)),
        LogLine(AT, "WARNING", "app", text),
    ):
        assert received(message) == message


@pytest.mark.parametrize("message", [WebsitesChanged(), STATUS, EventsStored(())])
def test_every_other_live_message_round_trips(message: LiveMessage) -> None:
    assert received(message) == message


def test_every_live_message_has_a_unique_name() -> None:
    assert len(LIVE_TYPES) == len(LIVE_NAMES) == 6


@given(st.text(st.characters(codec="utf-8")), st.none() | st.text(st.characters(codec="utf-8")))
def test_a_failure_round_trips(message: str, field: str | None) -> None:
    error = msgspec.json.decode(error_body(BadRequest(message, field=field)), type=ErrorReply).error
    assert (error.code, error.message, error.field) == ("bad_request", message, field)


def test_times_are_rfc_3339_with_z() -> None:
    assert b'"started_at":"2026-06-17T03:30:00.250000Z"' in live_text(STATUS)
