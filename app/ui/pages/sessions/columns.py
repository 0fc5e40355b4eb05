"""Columns of sessions: in the list, among the visits of one visitor, and of the events of one session."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from functools import partial
from operator import attrgetter
from typing import Any

import msgspec

from app.domain.reports.request import Filter
from app.domain.reports.sessions import SessionEvent, SessionRow
from app.ui import format
from app.ui.models.columns import TableColumn
from app.ui.models.number_columns import number_column
from app.ui.style.marks import mark
from app.ui.translation import translator

_tr = translator("sessions")

DIRECT = "(direct)"  # the source of a visit from nowhere
LIVE = timedelta(minutes=30)  # without an event for so long a session is over
_RECENT_S = 86_400  # ages are written up to a day
Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """An event of a session. gap_s: seconds since the event before, None for the first one."""

    event: SessionEvent
    gap_s: float | None


def is_live(session: SessionRow, now: datetime) -> bool:
    """Return whether a session may go on."""
    return timedelta() <= now - session.last_seen < LIVE


def source_of(session: SessionRow) -> str:
    """Return the name of a session's source. An older server does not send it: then it is that of the first event."""
    return session.source or _first_source(session) or DIRECT


def _first_source(session: SessionRow) -> str | None:
    """Return the tag or the referrer of the first event, which its channel is of; None without either."""
    return (session.utm_source or "").strip() or session.referrer_domain


def device_mark(session: SessionRow) -> tuple[str, str]:
    """Return the icon of a session's device."""
    name = session.device_type or ""
    return (name if name in ("desktop", "mobile", "tablet") else "desktop"), "muted"


def session_facts(session: SessionRow) -> tuple[Filter, ...]:
    """Return the known properties of a session as filters, the most telling first, and none that reads like another."""
    values = (
        ("source", source_of(session)),
        ("channel", session.channel),
        ("utm_campaign", session.utm_campaign),
        ("country", session.country),
        ("city", session.city),
        ("region", session.region),
        ("browser", session.browser),
        ("os", session.os),
        ("device", session.device_type),
        ("entry_page", session.entry_page if session.pageview_count else None),
        ("exit_page", session.exit_page if session.pageview_count > 1 else None),
    )
    known = tuple(Filter(dimension, value) for dimension, value in values if value)
    by_text = {format.value_name(one.dimension, one.value): one for one in reversed(known)}
    return tuple(one for one in known if one in by_text.values())


def list_columns(now: Clock) -> tuple[TableColumn[SessionRow], ...]:
    """Return the columns of the list. now: aware."""
    return (_last_seen(now), *_pages(), *_origins(), *_counts())


def _last_seen(now: Clock) -> TableColumn[SessionRow]:
    return TableColumn(
        "last_seen",
        lambda: _tr("Last seen"),
        lambda row: row.last_seen,
        lambda moment: _when(moment, now()),
        "two_lines",
        sort="last_seen",
        width=148,
        least=104,
        detail=lambda row: _tr("Live") if is_live(row, now()) else format.clock(row.last_seen),
        mark=lambda row: ("dot", "accent") if is_live(row, now()) else ("dot", "border"),
        tip=lambda row: format.moment(row.last_seen),
        hint=lambda: _tr("Time of the newest event. A visit is live until 30 minutes pass without one."),
    )


def _pages() -> tuple[TableColumn[SessionRow], ...]:
    return (
        TableColumn(
            "entry_page",
            lambda: _tr("Entry page"),
            lambda row: row.entry_page,
            look="two_lines",
            detail=_way,
            tip=lambda row: row.entry_url,
            filter=lambda row: Filter("entry_page", row.entry_page) if row.pageview_count else None,
        ),
        TableColumn(
            "first_seen",
            lambda: _tr("Started"),
            lambda row: row.first_seen,
            format.moment,
            sort="first_seen",
            width=190,
            hide_below=1400,
            is_quiet=True,
        ),
    )


def _origins() -> tuple[TableColumn[SessionRow], ...]:
    return (
        TableColumn(
            "source",
            lambda: _tr("Source"),
            source_of,
            partial(format.value_name, "source"),
            "two_lines",
            width=150,
            least=142,
            hide_below=560,
            detail=lambda row: format.value_name("channel", row.channel) if _first_source(row) else "",
            mark=lambda row: mark("channel", row.channel),
            filter=lambda row: Filter("source", source_of(row)),
        ),
        TableColumn(
            "utm_campaign",
            lambda: _tr("Campaign"),
            lambda row: row.utm_campaign,
            lambda name: name or format.NOTHING,
            width=150,
            hide_below=1600,
            filter=lambda row: Filter("utm_campaign", row.utm_campaign) if row.utm_campaign else None,
        ),
        TableColumn(
            "country",
            lambda: _tr("Place"),
            lambda row: row.country,
            lambda code: format.country_name(code) if code else format.NOTHING,
            "two_lines",
            width=140,
            least=110,
            hide_below=700,
            detail=lambda row: row.city or row.region or "",
            mark=lambda row: mark("country", row.country) if row.country else None,
            filter=lambda row: Filter("country", row.country) if row.country else None,
        ),
        _system(),
    )


def _system() -> TableColumn[SessionRow]:
    return TableColumn(
        "browser",
        lambda: _tr("System"),
        lambda row: row.browser,
        lambda name: name or format.NOTHING,
        "two_lines",
        width=150,
        hide_below=840,
        rank=1,
        detail=lambda row: row.os or "",
        mark=device_mark,
        filter=lambda row: Filter("browser", row.browser) if row.browser else None,
    )


def _counts() -> tuple[TableColumn[SessionRow], ...]:
    return (
        number_column("pageview_count", lambda: _tr("Pages"), width=64, sort="pageview_count"),
        number_column(
            "event_count", lambda: _tr("Events"), width=64, sort="event_count", hide_below=720, is_quiet=True
        ),
        number_column(
            "duration_seconds",
            lambda: _tr("Duration"),
            None,
            format.duration,
            width=76,
            sort="duration_seconds",
        ),
    )


def visit_columns(now: Clock) -> tuple[TableColumn[SessionRow], ...]:
    """Return the columns of the visits of one visitor."""
    pages, _, duration = _counts()
    return (
        TableColumn(
            "last_seen",
            lambda: _tr("Visit"),
            lambda row: row.last_seen,
            lambda moment: _when(moment, now()),
            "two_lines",
            detail=lambda row: row.entry_page,
            mark=lambda row: ("dot", "accent") if is_live(row, now()) else ("dot", "border"),
            tip=lambda row: format.moment(row.last_seen),
        ),
        replace(pages, sort="", width=56),
        replace(duration, sort="", width=72),
    )


def event_columns() -> tuple[TableColumn[TimelineRow], ...]:
    """Return the columns of the events of one session."""
    return (
        TableColumn(
            "created_at",
            lambda: _tr("Time"),
            lambda row: row.event.created_at,
            lambda moment: format.clock(moment, with_seconds=True),
            "two_lines",
            width=92,
            detail=lambda row: "" if row.gap_s is None else f"+{format.duration(row.gap_s)}",
            tip=lambda row: format.moment(row.event.created_at),
        ),
        TableColumn(
            "name",
            lambda: _tr("Page or event"),
            lambda row: event_name(row.event),
            look="two_lines",
            detail=lambda row: event_detail(row.event),
            mark=lambda row: ("event", "accent") if row.event.event_type == "event" else ("page", "muted"),
            tip=lambda row: "\n".join(filter(None, (row.event.url, row.event.event_data))),
            filter=lambda row: event_filter(row.event),
        ),
    )


def event_name(event: SessionEvent) -> str:
    """Return the name of a custom event, else the title of the page, else its path."""
    if event.event_type == "event":
        return event.event_name or format.NOTHING
    return event.title or event.path


def event_detail(event: SessionEvent) -> str:
    """Return the properties of an event in one line, else its path."""
    return properties_text(event.event_data) or event.path


def event_filter(event: SessionEvent) -> Filter:
    """Return the filter for a custom event, else the one for the page."""
    if event.event_type == "event" and event.event_name:
        return Filter("event_name", event.event_name)
    return Filter("page", event.path)


def properties_text(event_data: str | None) -> str:
    """Return `plan: pro · seats: 3` for the JSON of an event. A text that is no JSON object stays as it is."""
    try:
        data: Any = msgspec.json.decode(event_data or "null")
    except msgspec.DecodeError:
        return event_data or ""
    if not isinstance(data, dict):
        return "" if data is None else str(event_data)
    parts = (
        f"{key}: {value if isinstance(value, str) else msgspec.json.encode(value).decode()}"
        for key, value in data.items()
    )
    return " \N{MIDDLE DOT} ".join(parts)


def timeline(events: tuple[SessionEvent, ...]) -> tuple[TimelineRow, ...]:
    """Return the events with the time since the one before."""
    before = (None, *events)
    return tuple(
        TimelineRow(event, None if last is None else (event.created_at - last.created_at).total_seconds())
        for last, event in zip(before, events, strict=False)
    )


def file_columns() -> tuple[TableColumn[SessionRow], ...]:
    """Return a column for every field of a session, for files."""
    return tuple(_field(field.name) for field in fields(SessionRow))


def _field(name: str) -> TableColumn[SessionRow]:
    return TableColumn(name, lambda: name, attrgetter(name))


def _way(row: SessionRow) -> str:
    """Return the page on which a session ended."""
    if row.pageview_count <= 1 or row.exit_page is None:
        return _tr("one page") if row.pageview_count else ""
    return f"\N{RIGHTWARDS ARROW} {row.exit_page}"


def _when(moment: datetime, now: datetime) -> str:
    age_s = (now - moment).total_seconds()
    return format.age(age_s) if 0 <= age_s < _RECENT_S else format.day(moment.astimezone().date())
