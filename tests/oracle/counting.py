"""What a question chooses of a history, found by looking at every event: what reports are compared with."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from app.domain.ingest.events import Event
from app.domain.reports.filters import DIMENSIONS, PROPERTY
from tests.histories import start_session
from tests.oracle.random_histories import Wanted

ATTRIBUTES = {"page": "path", "page_url": "full_url", "referrer": "referrer_domain"}


@dataclass
class Facts:
    """A session as counting sees it."""

    events: list[Event]

    @property
    def pages(self) -> list[Event]:
        return [item for item in self.events if item.kind == "pageview"]

    @property
    def duration(self) -> timedelta:
        return self.events[-1].ts - self.events[0].ts

    @property
    def is_bounce(self) -> bool:
        return len(self.events) == 1

    @property
    def is_bot(self) -> bool:
        return any(item.is_bot for item in self.events)

    def value(self, name: str) -> str | None:
        if name == "channel":
            return start_session(self.events[0]).channel
        if not self.pages:
            return None
        return self.pages[0 if name == "entry_page" else -1].path


class Asked:
    """The stored events of one website, in order of time, and which of them are asked for."""

    def __init__(self, events: list[Event], wanted: list[Wanted], include_bots: bool) -> None:
        self.events = events
        self.wanted = wanted
        self.include_bots = include_bots
        by_session = sorted(events, key=lambda item: (item.session, item.ts))
        self.sessions = {key: Facts(list(group)) for key, group in groupby(by_session, key=lambda item: item.session)}

    def value(self, item: Event, name: str) -> str | None:
        if name.startswith(PROPERTY):
            return property_text(item, name.removeprefix(PROPERTY))
        if DIMENSIONS[name].table == "sessions":
            return self.sessions[item.session].value(name)
        found = getattr(item, ATTRIBUTES.get(name, name))
        assert found is None or isinstance(found, str)
        return found

    def inside(self, start: datetime, end: datetime) -> list[Event]:
        """What lies in a window, whatever the filters say."""
        return [item for item in self.events if start <= item.ts < end and (self.include_bots or not item.is_bot)]

    def passing(self, start: datetime, end: datetime) -> list[Event]:
        """What the filters let pass, each event for itself."""
        return [
            item
            for item in self.inside(start, end)
            if all(wanted.passes(self.value(item, wanted.name)) for wanted in self.wanted)
        ]

    def chosen(self, start: datetime, end: datetime) -> list[Event]:
        """Everything in the sessions that have an event which passes."""
        sessions = {item.session for item in self.passing(start, end)}
        return [item for item in self.inside(start, end) if item.session in sessions]


def property_text(item: Event, key: str) -> str | None:
    """What an event carries under a key, as text."""
    found = json.loads(item.event_data or "{}").get(key)
    if found is None or isinstance(found, str):
        return found
    return json.dumps(found, separators=(",", ":"))
