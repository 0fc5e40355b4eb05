"""Setup, sign-in, sign-out and password change. These routes do not exist in the mode `none`."""

from __future__ import annotations

from aiohttp import web

from app.api.access import (
    AuthStatusReply,
    DoneReply,
    LoginBody,
    PasswordBody,
    SessionReply,
    SetupBody,
    SignedInReply,
)
from app.api.connection import COOKIE
from app.api.wire import Data
from app.domain.access import Credentials
from app.domain.ingest.user_agents import MAX_USER_AGENT_LENGTH
from app.loop import finish
from app.server.access.account_service import AccountService
from app.server.access.endpoints import Access, Cors, Routes
from app.server.access.guard import CALLER
from app.server.context import ADDRESSES, CONTEXT
from app.server.http.replies import SMALL_LIMIT, data_reply, read_body, reply
from app.server.ingest.user_agents import parse_agent

routes = Routes()

DAY_S = 86_400


@routes.add(
    "GET",
    "/api/auth/status",
    "Get sign-in status and required steps",
    needs=Access.PUBLIC,
    cors=Cors.NONE,
    reply=AuthStatusReply,
)
async def auth_status(request: web.Request) -> web.Response:
    accounts = accounts_of(request)
    await accounts.recognise(request.cookies.get(COOKIE))
    is_signed_in = not accounts.setup_required and accounts.session_of(request.cookies.get(COOKIE)) is not None
    must_change_password = is_signed_in and accounts.password_change_required
    return reply(AuthStatusReply(accounts.mode, accounts.setup_required, is_signed_in, must_change_password))


@routes.add(
    "POST",
    "/api/auth/setup",
    "Set up the administrator of a new server",
    needs=Access.PUBLIC,
    cors=Cors.NONE,
    body=SetupBody,
    reply=Data[DoneReply],
    status=201,
    errors=("unauthorized", "gone", "rate_limited"),
)
async def set_up(request: web.Request) -> web.Response:
    body = await read_body(request, SetupBody, SMALL_LIMIT)
    await finish(accounts_of(request).set_up(body.bootstrap_password, body.password, address_of(request)))
    return data_reply(DoneReply(), 201)


@routes.add(
    "POST",
    "/api/auth/login",
    "Sign in and set the session cookie",
    needs=Access.PUBLIC,
    cors=Cors.NONE,
    body=LoginBody,
    reply=Data[SignedInReply],
    errors=("unauthorized", "second_factor_required", "setup_required", "rate_limited", "not_found"),
)
async def login(request: web.Request) -> web.Response:
    body = await read_body(request, LoginBody, SMALL_LIMIT)
    credentials = Credentials(body.password, body.code, body.email, body.tenant_id)
    check = accounts_of(request).sign_in(credentials, address_of(request), client_of(request))
    session = await finish(check)
    response = data_reply(SignedInReply(session.expires_at))
    set_cookie(request, response, session.token)
    return response


@routes.add(
    "POST",
    "/api/auth/logout",
    "Sign out and end the session",
    needs=Access.SIGN_OUT,
    cors=Cors.NONE,
    reply=Data[DoneReply],
)
async def logout(request: web.Request) -> web.Response:
    session = request[CALLER].session
    if session is not None:
        await finish(accounts_of(request).sign_out(session, address_of(request)))
    response = data_reply(DoneReply())
    set_cookie(request, response, None)
    return response


@routes.add(
    "GET",
    "/api/auth/session",
    "Get the current session",
    needs=Access.SESSION,
    cors=Cors.NONE,
    reply=Data[SessionReply],
)
async def session(request: web.Request) -> web.Response:
    session = request[CALLER].session
    expires_at = None if session is None else session.expires_at
    return data_reply(SessionReply(True, accounts_of(request).mode, expires_at))


@routes.add(
    "PUT",
    "/api/auth/password",
    "Change the password; ends all sessions and starts a new one for the caller",
    needs=Access.SESSION,
    cors=Cors.NONE,
    body=PasswordBody,
    reply=Data[DoneReply],
    errors=("method_not_allowed", "rate_limited"),
)
async def change_password(request: web.Request) -> web.Response:
    body = await read_body(request, PasswordBody)
    passwords = body.current_password, body.new_password
    caller = address_of(request), client_of(request)
    session = await finish(accounts_of(request).change_password(request[CALLER].session, *passwords, *caller))
    response = data_reply(DoneReply())
    if request[CALLER].session is not None:
        set_cookie(request, response, session.token)
    return response


def accounts_of(request: web.Request) -> AccountService:
    """Return the accounts of this server, without which these routes do not exist."""
    accounts = request.app[CONTEXT].accounts
    assert accounts is not None
    return accounts


def address_of(request: web.Request) -> str:
    """Return the address by which attempts of the caller are counted."""
    return request.app[ADDRESSES].of(request)


def client_of(request: web.Request) -> str | None:
    """Return browser and system of the caller, which identify sessions to people; None for other programs."""
    agent = parse_agent(request.headers.get("User-Agent", "")[:MAX_USER_AGENT_LENGTH])
    names = [name for name in (agent.browser, agent.os) if name]
    return " on ".join(names) or None


def set_cookie(request: web.Request, response: web.Response, token: str | None) -> None:
    """Set the session cookie, or clear it when `token` is None."""
    days = 0 if token is None else request.app[CONTEXT].settings.session_days
    is_secure = _is_secure(request)
    response.set_cookie(
        COOKIE, token or "", max_age=days * DAY_S, httponly=True, samesite="Strict", secure=is_secure or None
    )
    if token is None:
        response.cookies[COOKIE].set(COOKIE, "", "")  # else an empty value is sent as two quotes


def _is_secure(request: web.Request) -> bool:
    """Return whether the cookie is limited to HTTPS."""
    settings = request.app[CONTEXT].settings
    if settings.https != "auto":
        return settings.https == "true"
    return settings.public_url.startswith("https://") or request.app[ADDRESSES].is_https(request)
