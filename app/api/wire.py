"""Wire format: envelopes, pages, error statuses, live messages, and the types of websites and health checks.

Values whose JSON has the shape of their type (reports, server status) are encoded directly. Times are RFC 3339 in UTC
with `Z`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Generic, Literal, TypeVar

import msgspec
from msgspec import UNSET, Meta, UnsetType

from app.domain.errors import AppError, ErrorCode
from app.domain.live import AlertFired, ArrivedEvents, EventsStored, LiveMessage, WebsitesChanged
from app.domain.server_status import LogLine, ServerStatus
from app.domain.websites import DOMAIN_SHAPE, MAX_INGEST_LIMIT, Website, tracking_snippet

T = TypeVar("T")

STATUS_OF: Mapping[ErrorCode, int] = {
    "bad_request": 400,
    "batch_too_large": 400,
    "bad_settings": 400,
    "unauthorized": 401,
    "second_factor_required": 401,
    "forbidden": 403,
    "setup_required": 403,
    "password_change_required": 403,
    "not_found": 404,
    "method_not_allowed": 405,
    "conflict": 409,
    "gone": 410,
    "payload_too_large": 413,
    "unsupported_media_type": 415,
    "misdirected_request": 421,
    "validation_error": 422,
    "duplicate_name": 422,
    "limit_exceeded": 422,
    "rate_limited": 429,
    "quota_exceeded": 429,
    "internal_server_error": 500,
    "unreachable": 502,
    "query_timeout": 503,
    "ingest_overloaded": 503,
    "collecting_paused": 503,
    "storage_unavailable": 503,
    "address_in_use": 503,
    "data_folder_in_use": 503,
}

# SSE event name of each live message.
LIVE_NAMES: Mapping[type[LiveMessage], str] = {
    ArrivedEvents: "arrived",
    EventsStored: "stored",
    WebsitesChanged: "websites_changed",
    AlertFired: "alert",
    ServerStatus: "server_status",
    LogLine: "log",
}
LIVE_TYPES: Mapping[str, type[LiveMessage]] = {name: message for message, name in LIVE_NAMES.items()}


class Data(msgspec.Struct, Generic[T], frozen=True):
    """Envelope of every reply that is neither a page nor an error."""

    data: T


class CursorPage(msgspec.Struct, frozen=True):
    """Position of a page in a list. next_cursor: for the next page; null on the last one."""

    limit: int
    next_cursor: str | None
    has_more: bool


class WebsitePage(msgspec.Struct, frozen=True):
    """Position of a page of websites. total: websites on all pages; cursor: the same as next_cursor."""

    total: int
    limit: int
    cursor: str | None
    next_cursor: str | None
    has_more: bool


class ErrorBody(msgspec.Struct, frozen=True):
    """A failure. code: stable, for programs; message: for people; field: part of the request at fault, if one is."""

    code: str
    message: str
    field: str | None = None


class ErrorReply(msgspec.Struct, frozen=True):
    """Envelope of every failure."""

    error: ErrorBody


@dataclass(frozen=True, slots=True)
class WebsiteReply:
    """A website as clients see it. tracking_snippet: HTML for every page of the site; tenant_id: null on a
    self-hosted server.
    """

    id: str
    name: str
    domain: str
    timezone: str
    share_id: str | None
    tracking_snippet: str
    is_sample: bool
    created_at: datetime
    updated_at: datetime
    ingest_peak_eps: int | None = None
    ingest_queue_max_events: int | None = None
    tenant_id: str | None = None


class WebsiteList(msgspec.Struct, frozen=True):
    """One page of websites, in the order in which they were added."""

    data: tuple[WebsiteReply, ...]
    pagination: WebsitePage


class NewWebsiteBody(msgspec.Struct, frozen=True):
    """A website to add. timezone: an IANA name, UTC when left out."""

    name: Annotated[str, Meta(description="1 to 100 characters", examples=["Corner Shop"])]
    domain: Annotated[
        str,
        Meta(
            description=DOMAIN_SHAPE,
            examples=["shop.example.com"],
        ),
    ]
    timezone: Annotated[str | None, Meta(description="IANA name; UTC when left out", examples=["Europe/Berlin"])] = None


LimitSource = Literal["custom", "default"]
_LIMIT = {"minimum": 1, "maximum": MAX_INGEST_LIMIT}


class IngestLimitsChange(msgspec.Struct, frozen=True):
    """Changed event limits of a website. Omitted limits stay unchanged, null restores the default."""

    peak_events_per_sec: Annotated[
        int | None | UnsetType, Meta(description="events per second, over a minute", extra_json_schema=_LIMIT)
    ] = UNSET
    queue_max_events: Annotated[
        int | None | UnsetType, Meta(description="maximum number of queued events", extra_json_schema=_LIMIT)
    ] = UNSET


class OwnIngestLimits(msgspec.Struct, frozen=True):
    """Custom limits of a website; null where the default applies."""

    peak_events_per_sec: int | None
    queue_max_events: int | None


class IngestLimitSources(msgspec.Struct, frozen=True):
    """Sources of the effective limits."""

    peak_events_per_sec: LimitSource
    queue_max_events: LimitSource


class IngestLimitsReply(msgspec.Struct, frozen=True):
    """Event limits of a website. peak_events_per_sec, queue_max_events: the effective ones."""

    website_id: str
    peak_events_per_sec: int
    queue_max_events: int
    custom: OwnIngestLimits
    source: IngestLimitSources


class HealthReply(msgspec.Struct, frozen=True):
    """Short health report."""

    status: str


class VersionedHealthReply(msgspec.Struct, frozen=True):
    """Health report with version and problems, in sentences."""

    status: str
    version: str
    problems: tuple[str, ...]


class AcceptedReply(msgspec.Struct, frozen=True):
    """Confirmation of accepted events."""

    ok: bool


def website_reply(website: Website, tracking_base: str) -> WebsiteReply:
    return WebsiteReply(
        id=website.id,
        name=website.name,
        domain=website.domain,
        timezone=website.timezone,
        share_id=website.share_id,
        tracking_snippet=tracking_snippet(tracking_base, website.id),
        is_sample=website.is_sample,
        created_at=website.created_at,
        updated_at=website.updated_at,
        ingest_peak_eps=website.ingest_peak_eps,
        ingest_queue_max_events=website.ingest_queue_max_events,
        tenant_id=website.tenant,
    )


def error_value(error: AppError) -> ErrorReply:
    """Return the envelope of a failure."""
    return ErrorReply(ErrorBody(error.code, error.message, error.field))


def error_body(error: AppError) -> bytes:
    """Return the JSON of a failure."""
    return msgspec.json.encode(error_value(error))


def live_text(message: LiveMessage) -> bytes:
    """Return a live message as a server-sent event."""
    return b"event: %s\ndata: %s\n\n" % (LIVE_NAMES[type(message)].encode(), msgspec.json.encode(message))
