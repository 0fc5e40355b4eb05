"""Sessions: options of the list, a session as it is shown, and its events. Names are those of the wire."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal, get_args

import msgspec
from msgspec import Meta

from app.domain.errors import BadRequest
from app.domain.ingest.bots import ReasonCode
from app.domain.ingest.visitors import VISITOR_ID_LIMIT, VisitorIdScope, visitor_numbers
from app.domain.reports.cursors import parse_cursor
from app.domain.reports.query import Page, Params, parse_limit, parse_sort
from app.domain.reports.results import SortOrder

SessionSort = Literal["last_seen", "first_seen", "duration_seconds", "event_count", "pageview_count"]

DEFAULT_SESSIONS, MAX_SESSIONS = 50, 200
MAX_SESSION_EVENTS = 2_000

_SORTS: tuple[SessionSort, ...] = get_args(SessionSort)
_SESSION_ID = re.compile("[0-9a-f]{16}")
_LARGEST = 4_102_444_800_000_000  # microseconds until 2100; counts are smaller


class SessionCursor(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """Position of the last session of a page, and the sort order of the list.

    position: value of the column the list is sorted by, a count or microseconds (since 1970 for times). session: its
    id. as_of: microseconds since 1970; later pages keep the order of that moment although more events arrive.
    """

    sort: SessionSort
    order: SortOrder
    position: Annotated[int, Meta(ge=0, le=_LARGEST)]
    session: Annotated[str, Meta(pattern="^[0-9a-f]{16}$")]
    as_of: Annotated[int, Meta(ge=0, le=_LARGEST)]


@dataclass(frozen=True, slots=True)
class SessionsQuery(Page):
    """One page of sessions. visitors: their ids, None for all; after: end of the previous page, None for the first.

    The page begins at `after`: offset and search are not used.
    """

    limit: int = DEFAULT_SESSIONS
    sort: SessionSort = "last_seen"
    visitors: tuple[int, ...] | None = None
    after: SessionCursor | None = None


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A whole session, also where it reaches beyond the range of the report.

    visitor_id: as the client sent it, else 16 hexadecimal characters; visitor_id_scope: null if the client sent it.
    first_seen, last_seen: UTC; duration_seconds: whole ones between them. event_count: events of every kind.
    entry_page, exit_page: paths of its first and last pageview, of its first and last event when it has no pageview;
    entry_url, exit_url: the whole addresses. Place and system are of the last event; referrer, tags and channel of the
    first. source: as reports name it, the first tag or referrer of any event, null for none. is_bot: at least one of
    its events is a bot's.
    """

    session_id: str
    visitor_id: str
    visitor_id_scope: VisitorIdScope | None
    first_seen: datetime
    last_seen: datetime
    duration_seconds: int
    pageview_count: int
    event_count: int
    entry_page: str
    exit_page: str | None
    entry_url: str
    exit_url: str | None
    country: str | None
    region: str | None
    city: str | None
    browser: str | None
    os: str | None
    device_type: str | None
    referrer_domain: str | None
    channel: str
    utm_source: str | None
    utm_medium: str | None
    utm_campaign: str | None
    is_bot: bool
    source: str | None = None


@dataclass(frozen=True, slots=True)
class SessionPage:
    """One page of sessions in order. following: cursor of the next page, None on the last one."""

    rows: tuple[SessionRow, ...]
    following: SessionCursor | None


@dataclass(frozen=True, slots=True)
class SessionEvent:
    """One event of a session. id: stable; event_data: JSON as text; created_at: UTC."""

    id: str
    event_type: str
    url: str
    path: str
    title: str | None
    event_name: str | None
    event_data: str | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class SessionDetail:
    """A session with its events, oldest first. truncated: it has more events than are listed.

    bot_score: 0 to 100, the highest of its events; bot_reasons: the rule that this event met, and its signals.
    """

    session: SessionRow
    events: tuple[SessionEvent, ...]
    truncated: bool
    bot_score: int = 0
    bot_reasons: tuple[ReasonCode, ...] = ()


def parse_sessions_query(params: Params, website_id: str) -> SessionsQuery:
    """Read page, order and visitor of a list of sessions."""
    limit = parse_limit(params.get("limit"), default=DEFAULT_SESSIONS, highest=MAX_SESSIONS)
    sort, order = parse_sort(params, _SORTS, "last_seen")
    visitor, cursor = params.get("visitor_id"), params.get("cursor")
    after = None if cursor is None else parse_cursor(cursor, SessionCursor)
    if after is not None and (after.sort, after.order) != (sort, order):
        raise BadRequest("cursor belongs to another sort or order", field="cursor")
    visitors = None if visitor is None else _visitors(website_id, visitor)
    return SessionsQuery(limit, sort=sort, order=order, visitors=visitors, after=after)


def session_id_of(session_id: str) -> int | None:
    """Return the 64 bits behind a session id, None for an id that no session can have."""
    return int(session_id, 16) if _SESSION_ID.fullmatch(session_id) else None


def _visitors(website_id: str, text: str) -> tuple[int, ...]:
    if not 1 <= len(text) <= VISITOR_ID_LIMIT:
        raise BadRequest(f"visitor_id must have 1 to {VISITOR_ID_LIMIT} characters", field="visitor_id")
    return visitor_numbers(website_id, text)
