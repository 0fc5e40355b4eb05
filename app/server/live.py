"""Hub of the live stream: ingest and the server publish messages, each listener receives them at its own pace."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager

from app.domain.errors import AppError
from app.domain.live import AlertFired, ArrivedEvent, ArrivedEvents, EventsStored, LiveMessage, WebsitesChanged
from app.domain.tenants import TenantId
from app.domain.websites import Website
from app.server.directory import WebsiteDirectory

WAITING_MESSAGES = 256  # for one listener; a slower one loses the oldest
MAX_LISTENERS = 100  # of a tenant, where there are tenants
RETRY_AFTER_S = 10
GATHER_S = 0.1  # arriving events are sent together, at most this often
EVENTS_PER_MESSAGE = 200


class TenantView:
    """The messages that one tenant may see, as far as they are about its own websites."""

    def __init__(self, directory: WebsiteDirectory, tenant: TenantId) -> None:
        self._directory = directory
        self._tenant = tenant
        self._websites = self._own()

    def seen(self, message: LiveMessage) -> LiveMessage | None:
        """Return the tenant's part of a message, None when there is none."""
        if isinstance(message, ArrivedEvents):
            events = tuple(event for event in message.events if self._is_own(event.website_id))
            return ArrivedEvents(events, 0) if events else None
        if isinstance(message, EventsStored):
            websites = tuple(website for website in message.websites if self._is_own(website))
            return EventsStored(websites) if websites else None
        if isinstance(message, AlertFired):
            return message if self._is_own(message.website_id) else None
        if isinstance(message, WebsitesChanged):
            known, self._websites = self._websites, self._own()
            return message if known != self._websites else None
        return None

    def _is_own(self, website_id: str) -> bool:
        website = self._directory.get(website_id)
        return website is not None and website.tenant == self._tenant

    def _own(self) -> tuple[Website, ...]:
        return tuple(website for website in self._directory.all() if website.tenant == self._tenant)


class _Listener:
    """One stream and the messages that wait for it. Waiting for the next one may be cancelled and resumed."""

    def __init__(self, tenant: TenantId | None) -> None:
        self.tenant = tenant
        self.messages: deque[LiveMessage] = deque()
        self.wake = asyncio.Event()
        self.is_closed = False

    def __aiter__(self) -> _Listener:
        return self

    async def __anext__(self) -> LiveMessage:
        while not self.messages:
            if self.is_closed:
                raise StopAsyncIteration
            self.wake.clear()
            await self.wake.wait()
        return self.messages.popleft()


class LiveHub:
    """Belongs to the event loop and never waits. lost: messages that slow listeners missed."""

    def __init__(self) -> None:
        self._listeners: set[_Listener] = set()
        self._gathered: list[ArrivedEvent] = []
        self._skipped = 0
        self._timer: asyncio.TimerHandle | None = None
        self._is_closed = False
        self.lost = 0

    @property
    def has_listeners(self) -> bool:
        return bool(self._listeners)

    def publish(self, message: LiveMessage) -> None:
        """Send `message` to every listener."""
        for listener in self._listeners:
            if len(listener.messages) >= WAITING_MESSAGES:
                listener.messages.popleft()
                self.lost += 1
            listener.messages.append(message)
            listener.wake.set()

    def arrived(self, event: ArrivedEvent) -> None:
        """Send an accepted event, together with the others of this tenth of a second."""
        if not self._listeners:
            return
        if len(self._gathered) >= EVENTS_PER_MESSAGE:
            self._skipped += 1
            return
        self._gathered.append(event)
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(GATHER_S, self._send_gathered)

    @contextmanager
    def subscribe(self, tenant: TenantId | None = None) -> Iterator[AsyncIterator[LiveMessage]]:
        """Return a stream of everything published from now on. It ends when the hub is closed.

        tenant: of the listener, where there are tenants. Raises AppError `rate_limited` when it has too many listeners.
        """
        if sum(listener.tenant == tenant for listener in self._listeners) >= MAX_LISTENERS:
            raise AppError("rate_limited", "Too many windows are following this server.", retry_after_s=RETRY_AFTER_S)
        listener = _Listener(tenant)
        listener.is_closed = self._is_closed
        self._listeners.add(listener)
        try:
            yield listener
        finally:
            self._listeners.discard(listener)

    def close(self) -> None:
        """End every stream, including later ones. Waiting messages are still delivered."""
        self._is_closed = True
        if self._timer is not None:
            self._timer.cancel()
            self._send_gathered()
        for listener in self._listeners:
            listener.is_closed = True
            listener.wake.set()

    def _send_gathered(self) -> None:
        self._timer = None
        message = ArrivedEvents(tuple(self._gathered), self._skipped)
        self._gathered, self._skipped = [], 0
        self.publish(message)
