"""Columns of the websites: visitors now, today against yesterday, the last day as a line, the newest event."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from app.domain.ingest.urls import readable_host
from app.domain.reports.summary import WebsiteSummary
from app.ui import format
from app.ui.models.columns import TableColumn
from app.ui.models.number_columns import number_column
from app.ui.style.tones import Tone
from app.ui.translation import filled, translator

_tr = translator("all_sites")

SILENT = timedelta(days=1)  # without an event for so long a tracker may be broken
Clock = Callable[[], datetime]


def site_columns(now: Clock) -> tuple[TableColumn[WebsiteSummary], ...]:
    """Return the columns of the page. now: aware."""
    return (
        TableColumn(
            "name",
            lambda: _tr("Site"),
            lambda site: site.name,
            look="two_lines",
            sort="name",
            detail=lambda site: readable_host(site.domain),
            mark=lambda site: ("dot", "accent") if site.active_visitors else ("dot", "border"),
        ),
        *_today(),
        TableColumn(
            "sparkline",
            lambda: _tr("Last 24 hours"),
            lambda site: tuple(map(float, site.sparkline)),
            look="spark",
            width=150,
            hide_below=700,
            tip=_pageviews,
            hint=lambda: _tr("Pageviews per hour"),
        ),
        TableColumn(
            "last_event_at",
            lambda: _tr("Last event"),
            lambda site: site.last_event_at,
            lambda moment: _health(moment, now()),
            look="badge",
            sort="last_event_at",
            width=136,
            hide_below=520,
            tone=lambda site: health_tone(site, now()),
            tip=lambda site: format.moment(site.last_event_at) if site.last_event_at else "",
            hint=lambda: _tr("Newest event of any kind: a site that is silent for a day may have lost its snippet."),
        ),
    )


def _today() -> tuple[TableColumn[WebsiteSummary], ...]:
    return (
        number_column(
            "active_visitors",
            lambda: _tr("Now"),
            width=64,
            sort="active_visitors",
            hint=lambda: _tr("Visitors of the last five minutes"),
        ),
        number_column(
            "visitors_today",
            lambda: _tr("Visitors today"),
            lambda site: site.today.visitors,
            width=120,
            sort="visitors",
            look="bar",
        ),
        TableColumn(
            "change",
            lambda: _tr("Change"),
            lambda site: site.today.visitors - site.yesterday.visitors,
            format.signed,
            "delta",
            "right",
            "change",
            88,
            tone=lambda site: change_tone(site.today.visitors, site.yesterday.visitors),
            tip=_yesterday,
            hint=lambda: _tr("Visitors today minus those of yesterday until the same time"),
        ),
        number_column(
            "pageviews_today",
            lambda: _tr("Views today"),
            lambda site: site.today.pageviews,
            width=104,
            sort="pageviews",
            hide_below=840,
            is_quiet=True,
        ),
    )


def change_tone(current: int, before: int) -> Tone:
    """Return the tone of a change that is good when it goes up."""
    return "flat" if current == before else "up" if current > before else "down"


def health_tone(site: WebsiteSummary, now: datetime) -> Tone:
    """Return the tone of a website's newest event."""
    if site.last_event_at is None:
        return "flat"
    return "up" if now - site.last_event_at < SILENT else "warning"


def _health(moment: datetime | None, now: datetime) -> str:
    return _tr("no event yet") if moment is None else format.age((now - moment).total_seconds())


def _pageviews(site: WebsiteSummary) -> str:
    count = sum(site.sparkline)
    return _tr("%1 pageviews in 24 hours", count).replace("%1", format.exact(count))


def _yesterday(site: WebsiteSummary) -> str:
    change = format.change(site.today.visitors, site.yesterday.visitors) or format.NOTHING
    text = _tr("%1. Yesterday until this time: %2 visitors", site.yesterday.visitors)
    return filled(text, change, format.exact(site.yesterday.visitors))
