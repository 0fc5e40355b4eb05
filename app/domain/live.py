"""What the live stream carries: events as they arrive, the server's state, its log and changes to the list of sites."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.domain.server_status import LogLine, ServerStatus


@dataclass(frozen=True, slots=True)
class ArrivedEvent:
    """An event at the moment it was accepted, before it is stored. Carries no address and no user agent."""

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


@dataclass(frozen=True, slots=True)
class ArrivedEvents:
    """Events accepted since the last message, oldest first. skipped: how many more came than one message may carry."""

    events: tuple[ArrivedEvent, ...]
    skipped: int


@dataclass(frozen=True, slots=True)
class EventsStored:
    """A batch became visible to reports. websites: the ids it touched."""

    websites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WebsitesChanged:
    """A website was added, changed or deleted: ask for the list again."""


LiveMessage = ArrivedEvents | EventsStored | WebsitesChanged | ServerStatus | LogLine
