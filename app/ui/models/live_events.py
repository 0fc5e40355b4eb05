"""Live events: the newest events of a website, pushed ones above those stored earlier, and their columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from PySide6.QtGui import QIcon

from app.domain.live import ArrivedEvent
from app.domain.reports.results import RealtimeCount, RealtimeEvent
from app.ui import format
from app.ui.models.columns import TableColumn
from app.ui.style.marks import mark
from app.ui.translation import translator

_tr = translator("LiveEventsModel")

MAX_ROWS = 200


@dataclass(frozen=True, slots=True)
class LiveRow:
    """One event. text: its name or title, with the path; source: referrer domain; place: city and country.

    country: its code, blank if unknown.
    """

    event_type: str
    text: str
    url: str
    source: str | None
    place: str
    browser: str
    ts: datetime
    country: str = ""

    @property
    def key(self) -> tuple[datetime, str, str]:
        """Identity of an event, the same whether pushed or stored."""
        return self.ts, self.event_type, self.url


def row_of(event: ArrivedEvent | RealtimeEvent) -> LiveRow:
    """Return the row of an event. A custom event shows its name, a page its title or else its path."""
    if event.event_type == "event" and event.event_name:
        text = f"{event.event_name} \N{MIDDLE DOT} {event.path}"
    elif event.title:
        text = f"{event.title} \N{MIDDLE DOT} {event.path}"
    else:
        text = event.path
    country = format.country_name(event.country) if event.country else ""
    city = event.city if isinstance(event, ArrivedEvent) and event.city else ""
    return LiveRow(
        event.event_type,
        text,
        event.url,
        event.referrer_domain,
        ", ".join(filter(None, (city, country))),
        event.browser or "",
        event.ts,
        event.country or "",
    )


def newest(shown: Iterable[LiveRow], more: Iterable[LiveRow]) -> tuple[LiveRow, ...]:
    """Return the newest events of both, at most MAX_ROWS of them, newest first and each once."""
    rows = {row.key: row for row in (*more, *shown)}
    return tuple(sorted(rows.values(), key=lambda row: row.ts, reverse=True)[:MAX_ROWS])


def named(dimension: str, rows: Iterable[RealtimeCount]) -> list[tuple[str, int]]:
    """Return counts by the names of their values in the user's language."""
    return [(format.value_name(dimension, item.value), item.visitors) for item in rows]


def live_columns(now: Callable[[], datetime]) -> tuple[TableColumn[LiveRow], ...]:
    """Return the columns of the events. now: returns the aware time, for the ages."""
    return (
        TableColumn(
            "page",
            lambda: _tr("Page or event"),
            lambda row: row.text,
            look="icon",
            mark=lambda row: ("event", "accent") if row.event_type == "event" else ("page", "muted"),
            mark_name=lambda row: _tr("Event") if row.event_type == "event" else _tr("Pageview"),
            tip=lambda row: row.url,
        ),
        TableColumn("source", lambda: _tr("From"), lambda row: row.source, _source, width=140),
        TableColumn(
            "place", lambda: _tr("Place"), lambda row: row.place, _known, width=160, mark=partial(_mark, "country")
        ),
        TableColumn(
            "browser",
            lambda: _tr("Browser"),
            lambda row: row.browser,
            _known,
            width=110,
            rank=1,
            mark=partial(_mark, "browser"),
        ),
        TableColumn(
            "age",
            lambda: _tr("When"),
            lambda row: row.ts,
            lambda moment: format.age((now() - moment).total_seconds()),
            align="right",
            width=90,
            tip=lambda row: format.moment(row.ts),
        ),
    )


def _mark(dimension: str, row: LiveRow) -> QIcon | None:
    """Return the flag or the mark of the browser of an event, None when it is unknown."""
    value = row.country if dimension == "country" else row.browser
    return mark(dimension, value) if value else None


def _known(text: str) -> str:
    return text or format.NOTHING


def _source(domain: str | None) -> str:
    return format.value_name("referrer", domain or "(direct)")
