"""Body of `POST /api/collect`: one event or a list of them, checked and cut to size."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from msgspec import Meta

from app.api.shapes import shape_error
from app.domain.errors import AppError, BadRequest
from app.domain.ingest.events import EventKind
from app.domain.ingest.urls import cut

BODY_LIMIT = 102_400  # bytes
BATCH_LIMIT = 50  # events
EVENT_DATA_LIMIT = 4_096  # bytes, compact
# Levels of objects and lists. The number that the parser takes depends on the depth of its caller's stack, and what was
# accepted once must be readable wherever the journal is read.
EVENT_DATA_DEPTH = 64
URL_LIMIT, UTM_LIMIT, LANGUAGE_LIMIT, SCREEN_LIMIT, NAME_LIMIT, TITLE_LIMIT = 2_048, 255, 35, 20, 50, 512  # characters

Uint32 = Annotated[int, Meta(ge=0, le=2**32 - 1)]
# Descriptions only: a limit in them would refuse texts that are cut.
UtmText = Annotated[
    str | None,
    Meta(description=f"takes precedence over the parameter in `url`; longer text is cut to {UTM_LIMIT} characters"),
]
Pixels = Annotated[Uint32 | None, Meta(description="in pixels; width and height are used when `screen` is missing")]


class CollectEvent(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, gc=False):
    """One event as a client sends it. `type` and `event_type` mean the same. Texts that are too long are cut."""

    website_id: Annotated[str, Meta(description="id of the website")]
    url: Annotated[
        str,
        Meta(description=f"page address as the browser has it; longer text is cut to {URL_LIMIT:,} characters"),
    ]
    type: Annotated[EventKind | None, Meta(description="kind of the event; required, unless `event_type` is given")] = (
        None
    )
    event_type: Annotated[EventKind | None, Meta(description="synonym of `type`; the same value if both are given")] = (
        None
    )
    referrer: Annotated[
        str | None,
        Meta(description=f"address of the previous page; longer text is cut to {URL_LIMIT:,} characters"),
    ] = None
    title: Annotated[
        str | None, Meta(description=f"title of the page; longer text is cut to {TITLE_LIMIT} characters")
    ] = None
    screen: Annotated[
        str | None,
        Meta(description=f"screen size, such as 1920x1080; longer text is cut to {SCREEN_LIMIT} characters"),
    ] = None
    screen_width: Pixels = None
    screen_height: Pixels = None
    language: Annotated[
        str | None,
        Meta(description=f"language of the browser, such as en-US; longer text is cut to {LANGUAGE_LIMIT} characters"),
    ] = None
    event_name: Annotated[
        str | None,
        Meta(description=f"name of a custom event, required for one; longer text is cut to {NAME_LIMIT} characters"),
    ] = None
    event_data: Annotated[  # any JSON object: its values are the site owner's own
        dict[str, Any] | None,
        Meta(
            description=f"properties of the event, at most {EVENT_DATA_LIMIT:,} bytes as JSON"
            f" and {EVENT_DATA_DEPTH} levels deep"
        ),
    ] = None
    utm_source: UtmText = None
    utm_medium: UtmText = None
    utm_campaign: UtmText = None
    utm_term: UtmText = None
    utm_content: UtmText = None
    visitor_id: Annotated[
        str | None,
        Meta(description="the website's own id of the visitor, 1 to 64 characters; otherwise ignored"),
    ] = None


_one = msgspec.json.Decoder(CollectEvent)
_many = msgspec.json.Decoder(list[CollectEvent])
_sorted = msgspec.json.Encoder(order="sorted")


def decode_collect(body: bytes) -> list[CollectEvent]:
    """Return the events of a body, each complete and within limits.

    Raises AppError: `payload_too_large` (the body or one `event_data`), `batch_too_large`, else `bad_request` naming
    the field.
    """
    if len(body) > BODY_LIMIT:
        raise AppError("payload_too_large", f"The body is larger than {BODY_LIMIT:,} bytes.")
    try:
        events = _many.decode(body) if body.lstrip()[:1] == b"[" else [_one.decode(body)]
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise shape_error(error) from error
    if len(events) > BATCH_LIMIT:
        raise AppError("batch_too_large", f"Batch exceeds maximum of {BATCH_LIMIT} events")
    if not events:
        raise BadRequest("empty batch")
    for event in events:
        _check(event)
    return events


def _check(event: CollectEvent) -> None:
    kind = event.type or event.event_type
    if kind is None:
        raise BadRequest("The field type is missing: pageview or event.", field="type")
    if event.event_type is not None and event.event_type != kind:
        raise BadRequest("type and event_type are both given and differ.", field="event_type")
    event.type = kind
    if event.event_name is not None:
        event.event_name = event.event_name[:NAME_LIMIT]
    if kind == "event" and not (event.event_name and event.event_name.strip()):
        raise BadRequest("An event needs an event_name of 1 to 50 characters.", field="event_name")
    if event.event_data is not None:
        _check_data(event.event_data)


def _check_data(data: dict[str, Any]) -> None:
    text = event_data_text(data)
    if len(text) > EVENT_DATA_LIMIT:
        raise AppError(
            "payload_too_large", f"event_data is larger than {EVENT_DATA_LIMIT:,} bytes.", field="event_data"
        )
    if text.count(b"[") + text.count(b"{") > EVENT_DATA_DEPTH and _depth(data) > EVENT_DATA_DEPTH:
        raise BadRequest(f"event_data is nested more than {EVENT_DATA_DEPTH} levels deep.", field="event_data")


def _depth(data: dict[str, Any]) -> int:
    depth = 0
    level: list[Any] = [data]
    while level:
        depth += 1
        children = (value.values() if isinstance(value, dict) else value for value in level)
        level = [value for values in children for value in values if isinstance(value, dict | list)]
    return depth


def event_data_text(data: dict[str, Any]) -> bytes:
    """Return compact JSON with sorted keys, the form that is stored and measured."""
    try:
        return _sorted.encode(data)
    except RecursionError as error:
        raise BadRequest("event_data is nested too deeply.", field="event_data") from error


def screen_of(event: CollectEvent) -> str | None:
    """Return `screen`, or width x height when only they are given."""
    if event.screen is not None:
        return cut(event.screen, SCREEN_LIMIT) or None
    if event.screen_width is not None and event.screen_height is not None:
        return cut(f"{event.screen_width}x{event.screen_height}", SCREEN_LIMIT)
    return None
