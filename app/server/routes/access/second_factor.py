"""Second factor: get a secret, turn it on with a first code, turn it off. Open to sessions only."""

from __future__ import annotations

from urllib.parse import urlsplit

from aiohttp import web

from app.api.access import (
    ConfirmSecondFactorBody,
    DoneReply,
    EnrolmentReply,
    RecoveryCodesReply,
    SecondFactorReply,
    StartSecondFactorBody,
    StopSecondFactorBody,
)
from app.api.wire import Data
from app.loop import finish
from app.server.access.endpoints import Access, Cors, Routes
from app.server.access.guard import CALLER
from app.server.context import CONTEXT
from app.server.http.replies import data_reply, read_body
from app.server.routes.access.auth import accounts_of, address_of

routes = Routes()

PATH = "/api/auth/second-factor"


@routes.add(
    "GET",
    PATH,
    "Get the state of the second factor",
    needs=Access.ACCOUNT,
    cors=Cors.NONE,
    reply=Data[SecondFactorReply],
)
async def get_second_factor(request: web.Request) -> web.Response:
    factor, has_secret = await accounts_of(request).second_factor_of(request[CALLER].session)
    if factor is None:
        return data_reply(SecondFactorReply(False, None, False, 0))
    return data_reply(SecondFactorReply(True, factor.enabled_at, has_secret, len(factor.recovery_hashes)))


@routes.add(
    "POST",
    PATH,
    "Create a secret for an authenticator app; it is only shown once",
    needs=Access.ACCOUNT,
    cors=Cors.NONE,
    body=StartSecondFactorBody,
    reply=Data[EnrolmentReply],
    status=201,
    errors=("conflict", "rate_limited"),
)
async def start_second_factor(request: web.Request) -> web.Response:
    body = await read_body(request, StartSecondFactorBody)
    account = urlsplit(request.app[CONTEXT].settings.public_url).netloc
    start = accounts_of(request).start_second_factor(
        request[CALLER].session, body.password, account, address_of(request)
    )
    enrolment = await finish(start)
    return data_reply(EnrolmentReply(enrolment.secret, enrolment.uri, enrolment.expires_at), 201)


@routes.add(
    "POST",
    PATH + "/confirm",
    "Turn on the second factor with a first code; ends all other sessions",
    needs=Access.ACCOUNT,
    cors=Cors.NONE,
    body=ConfirmSecondFactorBody,
    reply=Data[RecoveryCodesReply],
    errors=("conflict",),
)
async def confirm_second_factor(request: web.Request) -> web.Response:
    body = await read_body(request, ConfirmSecondFactorBody)
    kept = request[CALLER].session
    codes = await finish(accounts_of(request).confirm_second_factor(kept, body.code, address_of(request)))
    return data_reply(RecoveryCodesReply(codes))


@routes.add(
    "POST",
    PATH + "/disable",
    "Turn off the second factor",
    needs=Access.ACCOUNT,
    cors=Cors.NONE,
    body=StopSecondFactorBody,
    reply=Data[DoneReply],
    errors=("conflict", "rate_limited"),
)
async def stop_second_factor(request: web.Request) -> web.Response:
    body = await read_body(request, StopSecondFactorBody)
    session = request[CALLER].session
    await finish(accounts_of(request).stop_second_factor(session, body.password, body.code, address_of(request)))
    return data_reply(DoneReply())
