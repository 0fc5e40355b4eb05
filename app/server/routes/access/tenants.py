"""Tenants of the caller, their members and invitations. These routes exist in cloud mode only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web

from app.api.access import DoneReply, SignedInReply
from app.api.members import (
    InvitationItem,
    InvitationList,
    MemberItem,
    MemberList,
    NewInvitationBody,
    NewInvitationReply,
    RoleBody,
)
from app.api.tenants import (
    AcceptInvitationBody,
    InvitationTokenBody,
    InvitedReply,
    SwitchBody,
    TenantItem,
    TenantList,
)
from app.api.wire import Data
from app.domain.access import AuthSession
from app.loop import finish
from app.server.access.endpoints import Access, Cors, Routes
from app.server.access.guard import CALLER
from app.server.context import CONTEXT
from app.server.http.replies import SMALL_LIMIT, data_reply, empty_reply, read_body
from app.server.routes.access.auth import address_of, client_of, set_cookie

if TYPE_CHECKING:
    from app.server.access.cloud.members import Members

routes = Routes()

MEMBER = "/api/members/{user_id}"
INVITATION = "/api/auth/invitation"


@routes.add("GET", "/api/tenants", "List the caller's tenants", needs=Access.ACCOUNT, cors=Cors.NONE, reply=TenantList)
async def list_tenants(request: web.Request) -> web.Response:
    session = _session(request)
    tenants = await _service(request).tenants(session)
    return data_reply(
        tuple(TenantItem(tenant.id, tenant.name, role, tenant.id == session.tenant) for tenant, role in tenants)
    )


@routes.add(
    "POST",
    "/api/auth/tenant",
    "Go on in another tenant, with a new session in place of the caller's",
    needs=Access.ACCOUNT,
    cors=Cors.NONE,
    body=SwitchBody,
    reply=Data[SignedInReply],
    errors=("not_found",),
)
async def switch_tenant(request: web.Request) -> web.Response:
    body = await read_body(request, SwitchBody)
    session = await finish(_service(request).switch(_session(request), body.tenant_id, address_of(request)))
    response = data_reply(SignedInReply(session.expires_at))
    set_cookie(request, response, session.token)
    return response


@routes.add(
    "GET",
    "/api/members",
    "List the members of the tenant, the first to join first",
    needs=Access.ACCOUNT,
    cors=Cors.NONE,
    reply=MemberList,
)
async def list_members(request: web.Request) -> web.Response:
    session = _session(request)
    members = await _service(request).all(session)
    return data_reply(
        tuple(
            MemberItem(member.user, member.email, member.role, member.joined_at, member.user == session.user)
            for member in members
        )
    )


@routes.add(
    "PUT",
    MEMBER,
    "Give a member another role",
    needs=Access.MANAGE,
    cors=Cors.NONE,
    body=RoleBody,
    reply=Data[DoneReply],
    errors=("not_found", "conflict"),
    description="Owners may do so with everybody, admins with admins and viewers. There is always an owner.",
)
async def set_role(request: web.Request) -> web.Response:
    body, user_id = await read_body(request, RoleBody), request.match_info["user_id"]
    await finish(_service(request).set_role(_session(request), user_id, body.role, address_of(request)))
    return data_reply(DoneReply())


@routes.add(
    "DELETE",
    MEMBER,
    "End a membership; everybody may end their own",
    needs=Access.ACCOUNT,
    cors=Cors.NONE,
    status=204,
    errors=("not_found", "conflict"),
)
async def remove_member(request: web.Request) -> web.Response:
    user_id = request.match_info["user_id"]
    await finish(_service(request).remove(_session(request), user_id, address_of(request)))
    return empty_reply()


@routes.add(
    "GET",
    "/api/invitations",
    "List the open invitations of the tenant, newest first",
    needs=Access.MANAGE,
    cors=Cors.NONE,
    reply=InvitationList,
)
async def list_invitations(request: web.Request) -> web.Response:
    invitations = await _service(request).invitations(_session(request))
    return data_reply(tuple(InvitationItem(i.email, i.role, i.created_at, i.expires_at) for i in invitations))


@routes.add(
    "POST",
    "/api/invitations",
    "Invite someone to the tenant; the secret of the invitation is only shown once",
    needs=Access.MANAGE,
    cors=Cors.NONE,
    body=NewInvitationBody,
    reply=Data[NewInvitationReply],
    status=201,
    errors=("conflict", "limit_exceeded"),
)
async def invite(request: web.Request) -> web.Response:
    body = await read_body(request, NewInvitationBody)
    work = _service(request).invite(_session(request), body.email, body.role, address_of(request))
    invitation, token = await finish(work)
    times = {"created_at": invitation.created_at, "expires_at": invitation.expires_at}
    return data_reply(NewInvitationReply(email=invitation.email, role=invitation.role, token=token, **times), 201)


@routes.add(
    "DELETE",
    "/api/invitations/{email}",
    "Withdraw an invitation",
    needs=Access.MANAGE,
    cors=Cors.NONE,
    status=204,
    errors=("not_found",),
)
async def withdraw_invitation(request: web.Request) -> web.Response:
    await finish(_service(request).withdraw(_session(request), request.match_info["email"]))
    return empty_reply()


@routes.add(
    "POST",
    INVITATION + "/open",
    "Get an invitation by its secret",
    needs=Access.PUBLIC,
    cors=Cors.NONE,
    body=InvitationTokenBody,
    reply=Data[InvitedReply],
    errors=("not_found",),
)
async def open_invitation(request: web.Request) -> web.Response:
    body = await read_body(request, InvitationTokenBody, SMALL_LIMIT)
    tenant, invitation, has_account = await _service(request).open_invitation(body.token)
    return data_reply(InvitedReply(tenant.name, invitation.email, invitation.role, has_account))


@routes.add(
    "POST",
    INVITATION,
    "Accept an invitation and set the session cookie",
    needs=Access.PUBLIC,
    cors=Cors.NONE,
    body=AcceptInvitationBody,
    reply=Data[SignedInReply],
    errors=("not_found", "unauthorized", "second_factor_required", "rate_limited"),
)
async def accept_invitation(request: web.Request) -> web.Response:
    body = await read_body(request, AcceptInvitationBody, SMALL_LIMIT)
    caller = address_of(request), client_of(request)
    session = await finish(_service(request).accept(body.token, body.password, body.code, *caller))
    response = data_reply(SignedInReply(session.expires_at))
    set_cookie(request, response, session.token)
    return response


def _service(request: web.Request) -> Members:
    service = request.app[CONTEXT].tenants
    assert service is not None  # else these routes do not exist
    return service


def _session(request: web.Request) -> AuthSession:
    session = request[CALLER].session
    assert session is not None  # routes for sessions alone, on a server without an owner's token
    return session
