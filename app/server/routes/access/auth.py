"""Signing in: set up the administrator, sign in and out, change the password. Not there where nobody has to sign in."""

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
from app.domain.ingest.user_agents import MAX_USER_AGENT_LENGTH
from app.loop import finish
from app.server.access.accounts import Accounts
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
    "Ask whether somebody is signed in, and what is to be done first",
    needs=Access.PUBLIC,
    cors=Cors.NONE,
    reply=AuthStatusReply,
)
async def auth_status(request: web.Request) -> web.Response:
    accounts = accounts_of(request)
    is_in = not accounts.setup_required and accounts.session_of(request.cookies.get(COOKIE)) is not None
    is_due = is_in and accounts.password_change_required
    return reply(AuthStatusReply(accounts.mode, accounts.setup_required, is_in, is_due))


@routes.add(
    "POST",
    "/api/auth/setup",
    "Set up the administrator of a fresh server",
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
    "Sign in: the reply sets the session cookie",
    needs=Access.PUBLIC,
    cors=Cors.NONE,
    body=LoginBody,
    reply=Data[SignedInReply],
    errors=("unauthorized", "second_factor_required", "setup_required", "rate_limited"),
)
async def login(request: web.Request) -> web.Response:
    body = await read_body(request, LoginBody, SMALL_LIMIT)
    check = accounts_of(request).sign_in(body.password, body.code, address_of(request), client_of(request))
    session = await finish(check)
    response = data_reply(SignedInReply(session.expires_at))
    _put_cookie(request, response, session.token)
    return response


@routes.add(
    "POST",
    "/api/auth/logout",
    "Sign out: the session ends",
    needs=Access.SIGN_OUT,
    cors=Cors.NONE,
    reply=Data[DoneReply],
)
async def logout(request: web.Request) -> web.Response:
    session = request[CALLER].session
    if session is not None:
        await finish(accounts_of(request).sign_out(session, address_of(request)))
    response = data_reply(DoneReply())
    _put_cookie(request, response, None)
    return response


@routes.add(
    "GET",
    "/api/auth/session",
    "Ask how long the session lasts",
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
    "Change the password: every session ends, the caller gets a new one",
    needs=Access.SESSION,
    cors=Cors.NONE,
    body=PasswordBody,
    reply=Data[DoneReply],
    errors=("method_not_allowed", "rate_limited"),
)
async def change_password(request: web.Request) -> web.Response:
    body = await read_body(request, PasswordBody)
    facts = address_of(request), client_of(request)
    session = await finish(accounts_of(request).change_password(body.current_password, body.new_password, *facts))
    response = data_reply(DoneReply())
    if request[CALLER].session is not None:
        _put_cookie(request, response, session.token)
    return response


def accounts_of(request: web.Request) -> Accounts:
    """The accounts of this server. Only where there are some are there these routes."""
    accounts = request.app[CONTEXT].accounts
    assert accounts is not None
    return accounts


def address_of(request: web.Request) -> str:
    """The address to count the caller's guesses by."""
    return request.app[ADDRESSES].of(request)


def client_of(request: web.Request) -> str | None:
    """The caller's browser and system, to tell sessions apart; None for programs that are no browser."""
    agent = parse_agent(request.headers.get("User-Agent", "")[:MAX_USER_AGENT_LENGTH])
    names = [name for name in (agent.browser, agent.os) if name]
    return " on ".join(names) or None


def _put_cookie(request: web.Request, response: web.Response, token: str | None) -> None:
    """Set the session cookie, or take it away."""
    days = 0 if token is None else request.app[CONTEXT].settings.session_days
    secure = "; Secure" if _is_secure(request) else ""
    cookie = f"{COOKIE}={token or ''}; HttpOnly; SameSite=Strict; Path=/; Max-Age={days * DAY_S}{secure}"
    response.headers.add("Set-Cookie", cookie)


def _is_secure(request: web.Request) -> bool:
    """Say whether the cookie is for https only."""
    settings = request.app[CONTEXT].settings
    if settings.https != "auto":
        return settings.https == "true"
    return settings.public_url.startswith("https://") or request.app[ADDRESSES].is_https(request)
