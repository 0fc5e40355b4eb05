"""Live hub: slow listeners delay no other, and messages are sent no faster than they can be read."""

from __future__ import annotations

import asyncio
from contextlib import ExitStack
from datetime import UTC, datetime

import pytest

from app.domain.errors import AppError
from app.domain.live import ArrivedEvent, ArrivedEvents, EventsStored, LiveMessage, WebsitesChanged
from app.domain.tenants import TenantId
from app.server.live import EVENTS_PER_MESSAGE, GATHER_S, MAX_LISTENERS, WAITING_MESSAGES, LiveHub


def event(number: int = 0) -> ArrivedEvent:
    return ArrivedEvent(
        website_id="site_1",
        visitor_id=f"{number:016x}",
        event_type="pageview",
        url="/",
        path="/",
        title=None,
        event_name=None,
        referrer_domain=None,
        country=None,
        region=None,
        city=None,
        browser=None,
        os=None,
        device_type=None,
        is_bot=False,
        ts=datetime(2026, 1, 1, tzinfo=UTC),
    )


async def heard(hub: LiveHub, *publish: LiveMessage) -> list[LiveMessage]:
    """Return the messages that one listener receives."""
    with hub.subscribe() as messages:
        for message in publish:
            hub.publish(message)
        hub.close()
        return [message async for message in messages]


async def test_messages_arrive_in_order_and_the_stream_ends_with_the_hub() -> None:
    assert await heard(LiveHub(), WebsitesChanged(), EventsStored(("a",))) == [WebsitesChanged(), EventsStored(("a",))]


async def test_a_slow_listener_loses_the_oldest_messages_with_a_count() -> None:
    hub = LiveHub()
    messages = [EventsStored((str(number),)) for number in range(WAITING_MESSAGES + 3)]
    assert await heard(hub, *messages) == messages[3:]
    assert hub.lost == 3


async def test_without_listeners_no_events_are_collected() -> None:
    hub = LiveHub()
    hub.arrived(event())
    assert not hub.has_listeners
    assert await heard(hub) == []


async def test_arriving_events_are_sent_in_batches_and_the_surplus_is_counted() -> None:
    hub = LiveHub()
    with hub.subscribe() as messages:
        for number in range(EVENTS_PER_MESSAGE + 7):
            hub.arrived(event(number))
        before = asyncio.get_running_loop().time()
        message = await anext(messages)
        assert asyncio.get_running_loop().time() - before >= GATHER_S * 0.9
        assert isinstance(message, ArrivedEvents)
        assert [len(message.events), message.skipped] == [EVENTS_PER_MESSAGE, 7]
        assert message.events[0] == event(0)
        hub.arrived(event(1))
        assert await anext(messages) == ArrivedEvents((event(1),), 0)


async def test_waiting_for_a_message_can_be_cancelled_and_resumed() -> None:
    hub = LiveHub()
    with hub.subscribe() as messages:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.01):
                await anext(messages)
        hub.publish(WebsitesChanged())
        assert await anext(messages) == WebsitesChanged()


async def test_closing_delivers_collected_events_and_ends_later_streams() -> None:
    hub = LiveHub()
    with hub.subscribe() as messages:
        hub.arrived(event())
        hub.close()
        hub.close()
        assert [message async for message in messages] == [ArrivedEvents((event(),), 0)]
    with hub.subscribe() as messages:
        assert [message async for message in messages] == []
    assert not hub.has_listeners


async def test_too_many_listeners_are_refused_with_a_retry_time() -> None:
    hub = LiveHub()
    with ExitStack() as stack:
        for _ in range(MAX_LISTENERS):
            stack.enter_context(hub.subscribe())
        with pytest.raises(AppError) as caught:
            stack.enter_context(hub.subscribe())
        stack.enter_context(hub.subscribe(TenantId("ten_other")))
    assert (caught.value.code, caught.value.retry_after_s) == ("rate_limited", 10)
