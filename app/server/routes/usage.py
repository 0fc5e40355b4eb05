"""Usage of the tenant in this month. A self-hosted server counts none, and says so to everyone."""

from __future__ import annotations

from dataclasses import replace

from aiohttp import web

from app.api.members import UsageReply
from app.api.wire import Data
from app.domain.errors import NotFound
from app.server.access.endpoints import Access, Routes
from app.server.context import AUTHORIZER, CONTEXT, ENDPOINTS
from app.server.http.replies import data_reply

routes = Routes()


@routes.add(
    "GET",
    "/api/usage",
    "Get the events of the tenant in this month: not available on a self-hosted server",
    needs=Access.PUBLIC,
    reply=Data[UsageReply],
    errors=("not_found", "unauthorized"),
    description="In cloud mode it needs a session, or an API key of the scope `read`.",
)
async def get_usage(request: web.Request) -> web.Response:
    quotas = request.app[CONTEXT].quotas
    if quotas is None:
        raise NotFound("Usage tracking unavailable in self-hosted mode")
    endpoint = request.app[ENDPOINTS].of(request)
    assert endpoint is not None, "the endpoint of this handler"
    tenant = request.app[AUTHORIZER].check(request, replace(endpoint, needs=Access.READ)).tenant
    assert tenant is not None, "in cloud mode every caller has one"
    known = await quotas.usage_of(tenant)
    events, limit = known.usage.events, known.tenant.limits.monthly_events
    month = known.usage.month.strftime("%Y-%m")
    return data_reply(UsageReply(month, events, limit, round(100 * events / limit, 1), known.tenant.plan))
