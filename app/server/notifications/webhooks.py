"""Requests to webhooks: to public addresses alone, looked up once and pinned, signed, and without redirects."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import ipaddress
import socket
import ssl
from collections.abc import Awaitable, Callable, Mapping, Sequence
from email.header import Header
from http import HTTPStatus
from urllib.parse import urlsplit

import aiohttp
import msgspec
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver

from app import __version__
from app.domain.errors import BadRequest
from app.domain.notifications.targets import PORTS, Network, Target, check_url, may_reach
from app.server.notifications.sending import DeliveryFailed, Message

LIMITS = aiohttp.ClientTimeout(total=5.0, connect=3.0)
MAX_CHAT_LENGTH = 1_900  # characters; Discord takes 2,000
# Status by which a receiver says that the request itself is wrong; the others may pass.
_PASSES = (HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.CONFLICT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS)

LookUp = Callable[[str, int], Awaitable[Sequence[ResolveResult]]]


async def look_up(host: str, port: int) -> Sequence[ResolveResult]:
    """Return the addresses of a host, by the system's resolver on a thread. Raises OSError."""
    resolver = ThreadedResolver()
    return await resolver.resolve(host, port, family=socket.AF_UNSPEC)


class _Pinned(AbstractResolver):
    """Knows one host, by the addresses that were checked."""

    def __init__(self, addresses: Sequence[ResolveResult]) -> None:
        self._addresses = addresses

    async def resolve(self, host: str, port: int = 0, family: int = 0) -> list[ResolveResult]:
        return list(self._addresses)

    async def close(self) -> None:
        pass


class WebhookSender:
    """Sends requests to webhooks. allowed: private networks that they may reach; find: looks hosts up."""

    def __init__(self, allowed: Sequence[Network] = (), find: LookUp = look_up) -> None:
        self._allowed = allowed
        self._find = find

    async def send(self, target: Target, message: Message, key: str, at_s: int) -> str:
        """Send a message and return the status as answer. key: the same for each attempt; at_s: time of this one, Unix.

        Raises DeliveryFailed.
        """
        body, headers = as_request(target, message)
        headers |= {"Idempotency-Key": key, "User-Agent": f"Sparklytics-Desktop/{__version__}"}
        if target.webhook_secret is not None:
            headers["X-Sparklytics-Signature"] = signature(target.webhook_secret, body, at_s)
        try:
            async with asyncio.timeout(LIMITS.total):
                return await self._post(target.address, body, headers)
        except TimeoutError as error:
            raise DeliveryFailed("webhook send failed: no answer in time") from error

    async def _post(self, url: str, body: bytes, headers: Mapping[str, str]) -> str:
        addresses = await self._addresses(url)
        context = await asyncio.to_thread(ssl.create_default_context)
        connector = aiohttp.TCPConnector(
            resolver=_Pinned(addresses), use_dns_cache=False, ssl=context, force_close=True, family=socket.AF_UNSPEC
        )
        jar = aiohttp.DummyCookieJar()
        async with aiohttp.ClientSession(connector=connector, timeout=LIMITS, cookie_jar=jar) as session:
            try:
                async with session.post(url, data=body, headers=headers, allow_redirects=False) as response:
                    status = response.status
            except (aiohttp.ClientError, ValueError) as error:
                raise DeliveryFailed(f"webhook send failed: {_reason(error)}") from error
        answer = _status_text(status)
        if 200 <= status < 300:
            return answer
        is_final = status < 500 and status not in _PASSES
        raise DeliveryFailed(f"webhook responded with status {answer}", is_final=is_final)

    async def _addresses(self, url: str) -> Sequence[ResolveResult]:
        """Return the addresses of the host of a URL, each of which a webhook may reach. Raises DeliveryFailed."""
        try:
            check_url(url, self._allowed)
        except BadRequest as error:
            raise DeliveryFailed(error.message, is_final=True) from error
        parts = urlsplit(url)
        host = parts.hostname or ""
        try:
            addresses = await self._find(host, parts.port or PORTS[parts.scheme])
        except (OSError, UnicodeError) as error:
            reason = getattr(error, "strerror", None) or "the name is not known"
            raise DeliveryFailed(f"webhook dns resolve failed: {reason}") from error
        if not addresses:
            raise DeliveryFailed("webhook dns resolve returned no addresses")
        for address in addresses:
            if not may_reach(ipaddress.ip_address(address["host"].partition("%")[0]), self._allowed):
                raise DeliveryFailed("webhook target resolves to non-public address", is_final=True)
        return addresses


def as_request(target: Target, message: Message) -> tuple[bytes, dict[str, str]]:
    """Return body and headers of a request in the form that the target expects."""
    json = {"Content-Type": "application/json"}
    if target.format == "json":
        return msgspec.json.encode(message.payload), json
    text = (
        message.text
        if len(message.text) <= MAX_CHAT_LENGTH
        else message.text[:MAX_CHAT_LENGTH] + "\N{HORIZONTAL ELLIPSIS}"
    )
    if target.format == "ntfy":
        return text.encode(), {"Content-Type": "text/plain; charset=utf-8", "Title": _header(message.subject)}
    if target.format == "discord":
        # No text of strangers may call anyone by `@everyone`.
        content = {"content": f"{message.subject}\n{text}"[:MAX_CHAT_LENGTH], "allowed_mentions": {"parse": []}}
        return msgspec.json.encode(content), json
    escaped = f"{message.subject}\n{text}".replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return msgspec.json.encode({"text": escaped}), json


def signature(secret: str, body: bytes, at_s: int) -> str:
    """Return the signature of a body: the time, and the HMAC-SHA256 of `time.body` in hex, as `t=...,v1=...`."""
    signed = hmac.new(secret.encode(), f"{at_s}.".encode() + body, hashlib.sha256)
    return f"t={at_s},v1={signed.hexdigest()}"


def _header(text: str) -> str:
    """Return a text as the value of a header, encoded (RFC 2047) unless it is ASCII."""
    line = "".join(letter if letter.isprintable() else " " for letter in text)
    return line if line.isascii() else Header(line, "utf-8", maxlinelen=10_000).encode()


def _status_text(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def _reason(error: Exception) -> str:
    """Return why a request failed, without addresses: whoever sets a webhook must not look around in the network."""
    if isinstance(error, aiohttp.ClientSSLError):
        return "the certificate is not valid"
    if isinstance(error, aiohttp.ClientConnectorError):
        return "the connection was refused"
    if isinstance(error, aiohttp.ServerDisconnectedError | aiohttp.ClientPayloadError):
        return "the connection broke off"
    return "the answer cannot be read"
