"""Events and sessions that a query covers, counted from every event: the expected numbers of reports."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from itertools import groupby
from math import floor

from app.domain.ingest.events import Event
from app.domain.reports.filters import DIMENSIONS, PROPERTY
from app.domain.reports.periods import Period
from app.domain.reports.results import MetricsRow, Totals
from tests.histories import start_session
from tests.oracle.random_histories import FilterCase

ATTRIBUTES = {"page": "path", "page_url": "full_url", "referrer": "referrer_domain"}


@dataclass
class Facts:
    """A session, with its facts by plain counting. events: in order of arrival."""

    events: list[Event]

    @property
    def pages(self) -> list[Event]:
        return [item for item in self.events if item.kind == "pageview"]

    @property
    def duration(self) -> timedelta:
        times = [item.ts for item in self.events]
        return max(times) - min(times)

    @property
    def is_bounce(self) -> bool:
        return len(self.events) == 1

    @property
    def is_bot(self) -> bool:
        return any(item.is_bot for item in self.events)

    def value(self, name: str) -> str | None:
        if name == "channel":
            return start_session(self.events[0]).channel
        if name == "source":
            known = ((item.utm.source or "").strip() or item.referrer_domain for item in self.events)
            return next((source for source in known if source), None)
        if not self.pages:
            return None
        return self.pages[0 if name == "entry_page" else -1].path


class Oracle:
    """Stored events of one website in order of arrival, and the part that a query covers."""

    def __init__(self, events: list[Event], filters: list[FilterCase], include_bots: bool) -> None:
        self.events = events
        self.filters = filters
        self.include_bots = include_bots
        by_session = sorted(events, key=lambda item: item.session)
        self.sessions = {key: Facts(list(group)) for key, group in groupby(by_session, key=lambda item: item.session)}

    def value(self, item: Event, name: str) -> str | None:
        if name.startswith(PROPERTY):
            return property_text(item, name.removeprefix(PROPERTY))
        if DIMENSIONS[name].table == "sessions":
            return self.sessions[item.session].value(name)
        if name == "browser_release":
            return with_version(item.context.browser, (item.context.browser_version or "").partition(".")[0] or None)
        if name == "os_release":
            return with_version(item.context.os, item.context.os_version)
        value = getattr(item, ATTRIBUTES.get(name, name))
        assert value is None or isinstance(value, str)
        return value

    def in_window(self, start: datetime, end: datetime) -> list[Event]:
        """Return the events in a window, without the filters."""
        return [item for item in self.events if start <= item.ts < end and (self.include_bots or not item.is_bot)]

    def matching(self, start: datetime, end: datetime) -> list[Event]:
        """Return the events in a window that match the filters."""
        return [
            item
            for item in self.in_window(start, end)
            if all(case.matches(self.value(item, case.name)) for case in self.filters)
        ]

    def in_matching_sessions(self, start: datetime, end: datetime) -> list[Event]:
        """Return the events in a window of the sessions that have a matching event there."""
        sessions = {item.session for item in self.matching(start, end)}
        return [item for item in self.in_window(start, end) if item.session in sessions]


class Counter(Oracle):
    """Totals and rows counted from every event."""

    def counted(self, events: Iterable[Event]) -> list[Facts]:
        facts = [self.sessions[key] for key in sorted({item.session for item in events})]
        return [item for item in facts if self.include_bots or not item.is_bot]

    def totals(self, period: Period) -> Totals:
        events = self.matching(period.utc_start, period.utc_end)
        facts = self.counted(events)
        mean_s = sum((item.duration for item in facts), timedelta()) / timedelta(seconds=1) / max(len(facts), 1)
        bounces = Fraction(sum(item.is_bounce for item in facts), max(len(facts), 1))
        return Totals(pageviews(events), visitors(events), len(facts), rounded(bounces, 3), mean_s)

    def rows(self, period: Period, name: str) -> dict[str, MetricsRow]:
        events = self.matching(period.utc_start, period.utc_end)
        label = DIMENSIONS[name].null_label
        having: dict[str, list[Event]] = {}
        for item in events:
            value = self.value(item, name) or label
            if value is not None:
                having.setdefault(value, []).append(item)
        return {value: self.row(name, value, own, events) for value, own in having.items()}

    def row(self, name: str, value: str, own: list[Event], events: list[Event]) -> MetricsRow:
        facts = self.counted(own)
        if name == "page":
            facts = [item for item in self.counted(events) if item.value("entry_page") == value]
        count = max(len(facts), 1)
        duration = Fraction(sum((item.duration for item in facts), timedelta()) // timedelta(microseconds=1), 10**6)
        bounces = Fraction(100 * sum(item.is_bounce for item in facts), count)
        return MetricsRow(value, visitors(own), pageviews(own), rounded(bounces, 1), rounded(duration / count, 1))


def pageviews(events: Iterable[Event]) -> int:
    return sum(item.kind == "pageview" for item in events)


def visitors(events: Iterable[Event]) -> int:
    return len({item.visitor for item in events})


def rounded(number: Fraction, digits: int) -> float:
    """Half away from zero, exactly; no number here is negative."""
    return floor(number * 10**digits + Fraction(1, 2)) / 10**digits


def in_order(rows: Iterable[MetricsRow], name: str) -> list[MetricsRow]:
    order = DIMENSIONS[name].order
    return sorted(rows, key=lambda row: (-getattr(row, order), row.value))


def with_version(name: str | None, version: str | None) -> str | None:
    """Return a name with a version behind it, as far as they are known."""
    return name if name is None or version is None else f"{name} {version}"


def property_text(item: Event, key: str) -> str | None:
    """Return the value of an event's property, as text."""
    value = json.loads(item.event_data or "{}").get(key)
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, separators=(",", ":"))
