"""Live events: the newest events of a website, pushed ones above those stored earlier, and their columns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from PySide6.QtGui import QIcon

from app.domain.ingest.urls import readable_host
from app.domain.live import ArrivedEvent
from app.domain.reports.results import RealtimeCount, RealtimeEvent
from app.ui import format
from app.ui.models.columns import TableColumn
from app.ui.style.marks import mark
from app.ui.translation import translator

_tr = translator("LiveEventsModel")

MAX_ROWS = 200
_PARTS = re.compile(r"(?:https?://([^/?#]*))?[^?#]*(.*)", re.DOTALL | re.IGNORECASE)  # host; query and fragment


@dataclass(frozen=True, slots=True)
class LiveRow:
    """One event. name: its own or the title of its page, else the path.

    source: referrer domain; country: its code; it and city are blank if unknown.
    """

    event_type: str
    name: str
    path: str
    url: str
    source: str | None
    country: str
    city: str
    browser: str
    ts: datetime

    @property
    def place(self) -> str:
        """City and country."""
        country = format.country_name(self.country) if self.country else ""
        return ", ".join(filter(None, (self.city, country)))

    @property
    def text(self) -> str:
        """The name with the path, in one line."""
        return self.name if self.name == self.path else f"{self.name} \N{MIDDLE DOT} {self.path}"

    @property
    def address(self) -> str:
        """The address as people read it: without scheme, host and path in their own letters."""
        parts = _PARTS.fullmatch(self.url)
        assert parts is not None  # it matches every text
        host, rest = parts.groups("")
        return f"{readable_host(host)}{self.path}{rest}"

    @property
    def key(self) -> tuple[datetime, str, str]:
        """Identity of an event, the same whether pushed or stored."""
        return self.ts, self.event_type, self.url


def row_of(event: ArrivedEvent | RealtimeEvent) -> LiveRow:
    """Return the row of an event. A custom event shows its name, a page its title or else its path."""
    name = event.event_name if event.event_type == "event" else event.title
    city = event.city if isinstance(event, ArrivedEvent) else None
    return LiveRow(
        event.event_type,
        name or event.title or event.path,
        event.path,
        event.url,
        event.referrer_domain,
        event.country or "",
        city or "",
        event.browser or "",
        event.ts,
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
        _page_column(),
        TableColumn("source", lambda: _tr("From"), lambda row: row.source, _source, width=124),
        TableColumn(
            "place",
            lambda: _tr("Place"),
            lambda row: row.place,
            _known,
            width=136,
            mark=partial(_mark, "country"),
            tip=lambda row: row.place,
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
        _age_column(now),
    )


def _age_column(now: Callable[[], datetime]) -> TableColumn[LiveRow]:
    return TableColumn(
        "age",
        lambda: _tr("When"),
        lambda row: row.ts,
        lambda moment: format.age((now() - moment).total_seconds()),
        align="right",
        width=90,
        tip=lambda row: format.moment(row.ts),
    )


def _page_column() -> TableColumn[LiveRow]:
    """Return the column of the page or event, with its whole address below."""
    return TableColumn(
        "page",
        lambda: _tr("Page or event"),
        lambda row: row.name,
        look="two_lines",
        detail=lambda row: row.address,
        mark=lambda row: ("event", "accent") if row.event_type == "event" else ("page", "muted"),
        mark_name=lambda row: _tr("Event") if row.event_type == "event" else _tr("Pageview"),
        tip=lambda row: row.url,
    )


def _mark(dimension: str, row: LiveRow) -> QIcon | None:
    """Return the flag or the mark of the browser of an event, None when it is unknown."""
    value = row.country if dimension == "country" else row.browser
    return mark(dimension, value) if value else None


def _known(text: str) -> str:
    return text or format.NOTHING


def _source(domain: str | None) -> str:
    return format.value_name("referrer", domain or "(direct)")
