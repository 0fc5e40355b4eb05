"""Endpoints of ingest limits, which apply from the next request on, and of usage, which this server does not count."""

from __future__ import annotations

from aiohttp import web
from msgspec import UNSET
from msgspec.structs import asdict

from app.api.wire import (
    Data,
    IngestLimitsChange,
    IngestLimitSources,
    IngestLimitsReply,
    LimitSource,
    OwnIngestLimits,
)
from app.domain.errors import BadRequest, NotFound
from app.domain.websites import IngestLimits, Website, check_ingest_limit
from app.server.access.endpoints import Access, Routes
from app.server.context import CONTEXT, ServerContext, website_of
from app.server.http.replies import data_reply, read_body
from app.server.routes.websites import announce
from app.storage import websites

routes = Routes()

PATH = "/api/websites/{id}/ingest-limits"


@routes.add(
    "GET",
    PATH,
    "Get the ingest limits of a website",
    needs=Access.READ,
    reply=Data[IngestLimitsReply],
    errors=("not_found",),
)
async def get_ingest_limits(request: web.Request) -> web.Response:
    context = request.app[CONTEXT]
    return data_reply(_shown(website_of(request), context))


@routes.add(
    "PUT",
    PATH,
    "Change the ingest limits of a website; absent fields keep their value, null restores the default",
    needs=Access.WRITE,
    body=IngestLimitsChange,
    reply=Data[IngestLimitsReply],
    errors=("bad_request", "not_found"),
    for_site_keys=False,
)
async def change_ingest_limits(request: web.Request) -> web.Response:
    change = await read_body(request, IngestLimitsChange)
    if change == IngestLimitsChange():
        raise BadRequest("at least one ingest limit field must be provided")
    for name, value in asdict(change).items():
        if value is not UNSET and value is not None:
            check_ingest_limit(value, name)
    context = request.app[CONTEXT]
    website = await context.directory.change(_change(context, request.match_info["id"], change))
    return data_reply(_shown(website, context))


async def _change(context: ServerContext, website_id: str, change: IngestLimitsChange) -> Website:
    old = context.directory.require(website_id)
    peak, queue = change.peak_events_per_sec, change.queue_max_events
    limits = IngestLimits(
        old.ingest_peak_eps if peak is UNSET else peak,
        old.ingest_queue_max_events if queue is UNSET else queue,
    )
    website = await context.metadata_for(old).write_durably(
        websites.set_ingest_limits, website_id, limits, context.clock()
    )
    if website is None:
        raise NotFound("Website not found")
    announce(context, website)
    return website


def _shown(website: Website, context: ServerContext) -> IngestLimitsReply:
    """Return the limits as clients see them: the effective ones, the website's own, and the source of each."""
    peak, queue = website.ingest_peak_eps, website.ingest_queue_max_events
    settings = context.settings
    return IngestLimitsReply(
        website.id,
        settings.ingest_website_peak_eps_default if peak is None else peak,
        settings.ingest_website_queue_max_events_default if queue is None else queue,
        OwnIngestLimits(peak, queue),
        IngestLimitSources(_source(peak), _source(queue)),
    )


def _source(own: int | None) -> LimitSource:
    return "default" if own is None else "custom"
