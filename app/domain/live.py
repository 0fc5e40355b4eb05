"""Messages of the live stream: events as they arrive, the server's state, its log, changes to the list of websites."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.domain.server_status import LogLine, ServerStatus


@dataclass(frozen=True, slots=True)
class ArrivedEvent:
    """An accepted event before it is stored. Contains no IP address and no user agent.

    begins_visit: its visitor had no session that it belongs to. False also where too much waits to be stored to know.
    """

    website_id: str
    visitor_id: str
    event_type: str
    url: str
    path: str
    title: str | None
    event_name: str | None
    referrer_domain: str | None
    country: str | None
    region: str | None
    city: str | None
    browser: str | None
    os: str | None
    device_type: str | None
    is_bot: bool
    ts: datetime
    begins_visit: bool = False


@dataclass(frozen=True, slots=True)
class ArrivedEvents:
    """Events accepted since the last message, oldest first. skipped: number of further events left out of it."""

    events: tuple[ArrivedEvent, ...]
    skipped: int


@dataclass(frozen=True, slots=True)
class EventsStored:
    """A batch became visible to reports. websites: ids of those with new events."""

    websites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WebsitesChanged:
    """A website was added, changed or deleted: fetch the list again."""


@dataclass(frozen=True, slots=True)
class AlertFired:
    """An alert whose message goes to the desktops of open windows. title: its name and the website; text: sentences."""

    website_id: str
    alert_id: str
    title: str
    text: str


LiveMessage = ArrivedEvents | EventsStored | WebsitesChanged | AlertFired | ServerStatus | LogLine
