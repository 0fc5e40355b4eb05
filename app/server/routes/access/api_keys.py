"""API keys: list, create, revoke. Open to sessions, never to API keys."""

from __future__ import annotations

from aiohttp import web

from app.api.access import ApiKeyList, NewApiKeyBody, NewApiKeyReply, api_key_reply, new_api_key_reply
from app.api.wire import Data
from app.domain.access import NewApiKey, check_key_name
from app.domain.errors import BadRequest
from app.domain.tenants import TenantId
from app.loop import finish
from app.server.access.endpoints import Access, Cors, Routes
from app.server.access.guard import CALLER
from app.server.context import CONTEXT, ServerContext
from app.server.http.paging import PageQuery, page_of
from app.server.http.replies import data_reply, empty_reply, read_body, reply
from app.server.routes.access.auth import accounts_of, address_of

routes = Routes()


@routes.add(
    "GET",
    "/api/auth/keys",
    "List API keys, newest first, including revoked ones",
    needs=Access.MANAGE,
    cors=Cors.NONE,
    query=PageQuery,
    reply=ApiKeyList,
)
async def list_api_keys(request: web.Request) -> web.Response:
    page, pagination = page_of(accounts_of(request).keys.newest_first(request[CALLER].tenant), request)
    return reply(ApiKeyList(tuple(map(api_key_reply, page)), pagination))


@routes.add(
    "POST",
    "/api/auth/keys",
    "Create an API key; its text is only shown once",
    needs=Access.MANAGE,
    cors=Cors.NONE,
    body=NewApiKeyBody,
    reply=Data[NewApiKeyReply],
    status=201,
    errors=("limit_exceeded",),
)
async def add_api_key(request: web.Request) -> web.Response:
    body = await read_body(request, NewApiKeyBody)
    tenant = request[CALLER].tenant
    new_key = _checked(body, tenant, request.app[CONTEXT])
    accounts = accounts_of(request)
    key, text = await finish(accounts.keys.create(new_key, tenant, accounts.caller_of(address_of(request))))
    return data_reply(new_api_key_reply(key, text), 201)


@routes.add(
    "DELETE",
    "/api/auth/keys/{key_id}",
    "Revoke an API key",
    needs=Access.MANAGE,
    cors=Cors.NONE,
    status=204,
    errors=("not_found",),
)
async def revoke_api_key(request: web.Request) -> web.Response:
    accounts = accounts_of(request)
    caller = accounts.caller_of(address_of(request))
    await finish(accounts.keys.revoke(request.match_info["key_id"], request[CALLER].tenant, caller))
    return empty_reply()


def _checked(body: NewApiKeyBody, tenant: TenantId | None, context: ServerContext) -> NewApiKey:
    name = check_key_name(body.name)
    if body.website_id is not None:
        website = context.directory.get(body.website_id)
        if website is None or website.tenant != tenant:
            raise BadRequest("there is no website with this id", field="website_id")
        if body.scope == "admin":
            raise BadRequest("a key for one website cannot have the scope admin", field="scope")
    if body.expires_at is not None and body.expires_at <= context.trusted_clock.now():
        raise BadRequest("expires_at must be in the future", field="expires_at")
    return NewApiKey(name, body.scope, body.website_id, body.expires_at)
