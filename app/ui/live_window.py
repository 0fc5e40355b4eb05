"""Live counts of the Realtime page: the stored counts of 30 minutes, updated by the events pushed since.

Reports include a pushed event only after the next flush. Until then the larger of the stored and the pushed count is
better: both count the same events, and each misses some.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.live import ArrivedEvent, ArrivedEvents
from app.domain.reports.results import Realtime, RealtimeCount

WINDOW = timedelta(minutes=30)
SHORT_WINDOW = timedelta(minutes=5)
MINUTES = 30
TOP = 8
# Pushed events kept for counting. At higher rates the stored counts, one flush old, are the larger ones.
MAX_PUSHED = 2_000
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class LiveCounts:
    """Counts at one moment. active, active_short: visitors of the last 30 and 5 minutes.

    minutes: events per minute, the current minute last. countries: by code, all of them.
    """

    active: int
    active_short: int
    minutes: tuple[int, ...]
    pages: tuple[RealtimeCount, ...]
    sources: tuple[RealtimeCount, ...]
    countries: tuple[RealtimeCount, ...]


class LiveWindow:
    """Counter of one website. `now` is aware and UTC."""

    def __init__(self) -> None:
        self._stored: Realtime | None = None
        self._pushed: deque[ArrivedEvent] = deque(maxlen=MAX_PUSHED)

    def clear(self) -> None:
        self._stored = None
        self._pushed.clear()

    def set_stored(self, realtime: Realtime) -> None:
        self._stored = realtime

    def push(self, events: Iterable[ArrivedEvent]) -> None:
        """Add events in order of arrival."""
        self._pushed.extend(events)

    def counts(self, now: datetime) -> LiveCounts:
        while self._pushed and self._pushed[0].ts <= now - WINDOW:
            self._pushed.popleft()
        stored = self._stored
        return LiveCounts(
            active=max(stored.active_visitors if stored else 0, self._visitors(now - WINDOW)),
            active_short=max(stored.active_visitors_5min if stored else 0, self._visitors(now - SHORT_WINDOW)),
            minutes=self._minutes(now),
            pages=self._ranked(stored.top_pages if stored else (), _viewed_page)[:TOP],
            # Only stored counts know the referrer of a session: its later events have none.
            sources=self._ranked(stored.top_sources if stored else (), lambda event: event.referrer_domain)[:TOP],
            countries=self._ranked(stored.countries if stored else (), lambda event: event.country),
        )

    def _visitors(self, since: datetime) -> int:
        return len({event.visitor_id for event in self._pushed if event.ts > since})

    def _minutes(self, now: datetime) -> tuple[int, ...]:
        last = now.replace(second=0, microsecond=0)
        pushed = [0] * MINUTES
        for event in self._pushed:
            at = MINUTES - 1 - int((last - event.ts.replace(second=0, microsecond=0)) / _MINUTE)
            if 0 <= at < MINUTES:
                pushed[at] += 1
        stored = {minute.start: minute.events for minute in self._stored.minutes} if self._stored else {}
        starts = [last - _MINUTE * (MINUTES - 1 - at) for at in range(MINUTES)]
        return tuple(max(stored.get(start, 0), count) for start, count in zip(starts, pushed, strict=True))

    def _ranked(
        self, stored: tuple[RealtimeCount, ...], value_of: Callable[[ArrivedEvent], str | None]
    ) -> tuple[RealtimeCount, ...]:
        visitors: dict[str, set[str]] = {}
        for event in self._pushed:
            if (value := value_of(event)) is not None:
                visitors.setdefault(value, set()).add(event.visitor_id)
        counts = {value: len(seen) for value, seen in visitors.items()}
        for row in stored:
            counts[row.value] = max(row.visitors, counts.get(row.value, 0))
        ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        return tuple(RealtimeCount(value, count) for value, count in ranked)


def events_of(arrived: ArrivedEvents, website_id: str, *, has_bots: bool) -> list[ArrivedEvent]:
    """Return the events of one website. has_bots: those of bots too."""
    return [event for event in arrived.events if event.website_id == website_id and (has_bots or not event.is_bot)]


def _viewed_page(event: ArrivedEvent) -> str | None:
    return event.path if event.event_type == "pageview" else None
