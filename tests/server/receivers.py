"""Receivers of notifications for tests: a mail server and a webhook on this computer."""

from __future__ import annotations

import asyncio
import email
import email.policy
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Any

import msgspec
from aiohttp import web
from aiohttp.test_utils import TestServer
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

USER, PASSWORD = "shop", "top secret"


@dataclass
class MailServer:
    """A mail server that keeps what it takes. answer: to the next mails; port: on this computer."""

    answer: str = "250 OK queued as 42"
    mails: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    users: list[str] = field(default_factory=list)
    port: int = 0

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802  its own name
        if self.answer.startswith("250"):
            parsed = email.message_from_bytes(envelope.content or b"", policy=email.policy.default)
            assert isinstance(parsed, EmailMessage)
            self.mails.append(parsed)
            self.recipients += envelope.rcpt_tos
        return self.answer

    def sign_in(self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
        is_right = isinstance(data, LoginPassword) and data == LoginPassword(USER.encode(), PASSWORD.encode())
        self.users.append(USER if is_right else "?")
        return AuthResult(success=is_right, handled=False)  # the server itself says so


@asynccontextmanager
async def mail_server(tls: ssl.SSLContext | None = None, *, needs_user: bool = False) -> AsyncIterator[MailServer]:
    """Run a mail server. tls: for STARTTLS, which it does not offer without; needs_user: it takes mail from USER."""
    mails = MailServer()

    def connected() -> SMTP:
        return SMTP(
            mails, hostname="mail.test", tls_context=tls, auth_required=needs_user, authenticator=mails.sign_in,
            auth_require_tls=tls is not None, loop=asyncio.get_running_loop(), enable_SMTPUTF8=True,
        )  # fmt: skip

    server = await asyncio.get_running_loop().create_server(connected, "127.0.0.1", 0)
    mails.port = server.sockets[0].getsockname()[1]
    try:
        yield mails
    finally:
        server.close()
        await server.wait_closed()


@dataclass
class Webhook:
    """A receiver of webhooks. status: of the next replies; requests: headers and body of each."""

    status: int = 204
    location: str = ""
    requests: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    url: str = ""

    @property
    def payloads(self) -> list[Any]:
        """The bodies as JSON."""
        return [msgspec.json.decode(body) for _, body in self.requests]

    async def receive(self, request: web.Request) -> web.Response:
        self.requests.append((dict(request.headers), await request.read()))
        headers = {"Location": self.location} if self.location else {}
        return web.Response(
            status=self.status, headers=headers, text="secret of the network" if self.status > 299 else None
        )


@asynccontextmanager
async def webhook() -> AsyncIterator[Webhook]:
    """Run a receiver of webhooks."""
    receiver, app = Webhook(), web.Application()
    app.router.add_post("/hook", receiver.receive)
    async with TestServer(app) as server:
        receiver.url = str(server.make_url("/hook"))
        yield receiver
