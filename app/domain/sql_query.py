"""SQL of a server's owner over what is stored: the views it may read, its limits, and the result."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

LONGEST_SQL = 20_000  # characters
DEFAULT_ROWS = 1_000
MOST_ROWS = 50_000
MOST_RESULT_BYTES = 8_000_000  # of the values as JSON


class SqlColumn(Struct, frozen=True):
    """Column of a result. type: DuckDB's name, such as `BIGINT`."""

    name: str
    type: str


class SqlResult(Struct, frozen=True):
    """Rows of a result, each with a value for each column. is_cut: there are more rows than were asked for.

    Values are those of JSON. Whole numbers beyond 53 bits, decimals, times and whatever else JSON lacks are texts.
    """

    columns: tuple[SqlColumn, ...]
    rows: tuple[tuple[Any, ...], ...]  # Any: a value of JSON
    is_cut: bool


class SqlViewColumn(Struct, frozen=True):
    """Column of a view, and a sentence or less about it, in English."""

    name: str
    about: str


class SqlView(Struct, frozen=True):
    """View that SQL may read. name: as in SQL; its statement is `sql/sql_query/<name>.sql`."""

    name: str
    about: str
    columns: tuple[SqlViewColumn, ...]


def _view(name: str, about: str, /, **columns: str) -> SqlView:
    return SqlView(name, about, tuple(SqlViewColumn(*item) for item in columns.items()))


_SITE = "id of the website"
_VISITOR = "number of a visitor, unique in the database"
_SESSION = "number of a session, unique in the database"
_OF_VISITOR = {
    "country": "two letters (ISO 3166-1)",
    "region": "name; null without a city database",
    "city": "name; null without a city database",
    "browser": "such as Firefox",
    "browser_version": "as in the user agent",
    "os": "such as Windows",
    "os_version": "as in the user agent",
    "device": "desktop, mobile, tablet",
    "screen": "width x height in pixels",
    "language": "of the browser",
    "utm_source": "parameter of the first URL",
    "utm_medium": "parameter of the first URL",
    "utm_campaign": "parameter of the first URL",
    "utm_term": "parameter of the first URL",
    "utm_content": "parameter of the first URL",
    "is_bot": "a program, not a person",
    "bot_score": "0 to 100",
}
_OF_EVENT = _OF_VISITOR | {name: "parameter of the URL" for name in _OF_VISITOR if name.startswith("utm_")}

VIEWS: tuple[SqlView, ...] = (
    _view(
        "websites",
        "One row per website",
        website_id="id of the website",
        name="as in the window",
        domain="without https://",
        timezone="IANA name",
        is_sample="made for looking around",
        created_at="UTC",
    ),
    _view(
        "events",
        "One row per pageview and per custom event",
        website_id=_SITE,
        created_at="time of receipt, UTC",
        event_type="pageview or event",
        event_name="of a custom event",
        event_data="JSON of a custom event",
        visitor=_VISITOR,
        session=_SESSION,
        url="as sent",
        hostname="of the URL",
        path="of the URL",
        title="of the page",
        referrer_url="as sent",
        referrer_domain="null: none",
        **_OF_EVENT,
    ),
    _view(
        "sessions",
        "One row per session: events of a visitor with less than 30 minutes in between",
        website_id=_SITE,
        session=_SESSION,
        visitor=_VISITOR,
        session_id="id in the API, 16 hexadecimal characters",
        visitor_id="id in the API, or as the page sent it",
        started_at="time of the first event, UTC",
        ended_at="time of the last event, UTC",
        duration_seconds="between them",
        pageviews="number",
        events="number of events of every kind",
        is_bounce="one event and no more",
        entry_page="path of the first pageview",
        exit_page="path of the last pageview",
        channel="as on the page Sources",
        source="utm_source or referrer; null: direct",
        referrer_domain="of the first event",
        **_OF_VISITOR,
    ),
)
