"""Connection of the client to a server: sends requests, decodes replies and turns failures into AppErrors."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import BinaryIO, TypeVar, cast
from urllib.parse import quote

import aiohttp
import msgspec

from app.api.bounded import (
    ENCODINGS,
    ERROR_LIMIT_BYTES,
    REPLY_LIMIT_BYTES,
    ReplyTooLarge,
    UnreadableReply,
    read_whole,
)
from app.api.wire import Data, ErrorReply
from app.domain.errors import AppError, ErrorCode

COOKIE = "spk_session"
T = TypeVar("T")

CONNECT_LIMIT_S = 5.0
REPLY_LIMITS = aiohttp.ClientTimeout(total=30.0, connect=CONNECT_LIMIT_S)
JSON_HEADERS = {"Content-Type": "application/json"}
SHOWN_LENGTH = 200  # characters of a foreign server's text that are shown
MESSAGE_LENGTH = 1_000  # characters of an error message that are shown
PAGE_SIZE = 100  # entries per page when a whole list is read


class ApiConnection:
    """Base of the client: sends requests to one server and reads its replies. Subclasses add the calls of a subject.

    Call everything except the constructor on the asyncio thread.
    """

    def __init__(self, base_url: str, token: str | None = None, session_token: str | None = None) -> None:
        self.base_url = base_url.rstrip("/")
        self._headers = {"Authorization": f"Bearer {token}"} if token else {}
        self._session_token = session_token
        self._session: aiohttp.ClientSession | None = None

    @property
    def session_token(self) -> str | None:
        """Token of the current session; None before sign-in and after sign-out."""
        return self._session_token

    async def close(self) -> None:
        """Close every connection. The client can be used again afterwards."""
        if self._session is not None:
            session, self._session = self._session, None
            await session.close()

    async def _data(
        self, method: str, path: str, type: type[T], params: Mapping[str, str] | None = None, body: object = None
    ) -> T:
        envelope = await self._ask(method, path, Data[type], params, body)  # type: ignore[valid-type]  # made at run time
        return cast(T, envelope.data)

    async def _ask(
        self, method: str, path: str, type: type[T], params: Mapping[str, str] | None = None, body: object = None
    ) -> T:
        text = await self._send(method, path, params, body)
        try:
            return msgspec.json.decode(text, type=type)
        except (ValueError, RecursionError) as error:
            raise self._not_ours("its reply cannot be read") from error

    async def _send(
        self, method: str, path: str, params: Mapping[str, str] | None = None, body: object = None
    ) -> bytes:
        async with self._request(method, path, params, body) as response:
            return await read_whole(response, REPLY_LIMIT_BYTES)

    async def _upload(
        self,
        method: str,
        path: str,
        type: type[T],
        file: Path,
        limits: aiohttp.ClientTimeout,
        params: Mapping[str, str] | None = None,
    ) -> T:
        """Send a file as the body. Raises AppError, also when it cannot be read here."""
        try:
            opened = await asyncio.to_thread(file.open, "rb")
        except OSError as error:
            raise AppError("bad_request", f"{file.name} cannot be read: {error.strerror}.") from error
        with opened:
            async with self._request(method, path, params, opened, limits) as response:
                text = await read_whole(response, REPLY_LIMIT_BYTES)
        try:
            envelope = msgspec.json.decode(text, type=Data[type])  # type: ignore[valid-type]  # made at run time
        except (ValueError, RecursionError) as error:
            raise self._not_ours("its reply cannot be read") from error
        return cast(T, envelope.data)

    @asynccontextmanager
    async def _request(
        self,
        method: str,
        path: str,
        params: Mapping[str, str] | None = None,
        body: object = None,
        limits: aiohttp.ClientTimeout | None = None,
    ) -> AsyncIterator[aiohttp.ClientResponse]:
        """Yield a reply of status 2xx. Raises AppError for other replies, for network failures, and for a reply that
        the caller cannot read within its bound.
        """
        if self._session is None:
            self._session = aiohttp.ClientSession(
                headers=self._headers | {"Accept-Encoding": ENCODINGS},
                cookie_jar=aiohttp.DummyCookieJar(),
                auto_decompress=False,  # bounded.py does it, within bounds
            )
        data, headers = _payload(body)
        if self._session_token is not None:
            headers["Cookie"] = f"{COOKIE}={self._session_token}"
        try:
            async with self._session.request(
                method,
                self.base_url + path,
                params=params,
                data=data,
                headers=headers,
                timeout=limits or REPLY_LIMITS,
                allow_redirects=False,
            ) as response:
                if response.status >= 300:
                    raise await self._refusal(response)
                if (cookie := response.cookies.get(COOKIE)) is not None:
                    self._session_token = cookie.value or None
                yield response
        except (ReplyTooLarge, UnreadableReply, aiohttp.ClientError, OSError) as error:
            raise self._failure(error) from error

    def _failure(self, error: Exception) -> AppError:
        """Return the AppError for a failure of the network, or for a reply that cannot be read."""
        if isinstance(error, UnreadableReply):
            return self._not_ours("its reply cannot be read")
        sentence = f"The server at {self.base_url} cannot be reached."
        if isinstance(error, ReplyTooLarge):
            limit = f"{REPLY_LIMIT_BYTES // 1024**2} MB"
            sentence = f"The server at {self.base_url} sent a reply of more than {limit}, which was not read."
        elif isinstance(error, TimeoutError):
            sentence = f"The server at {self.base_url} did not reply in time."
        elif isinstance(error, aiohttp.ClientSSLError):
            sentence = f"The certificate of the server at {self.base_url} is not valid for it."
        return AppError("unreachable", sentence)

    async def _refusal(self, response: aiohttp.ClientResponse) -> AppError:
        if response.status < 400:
            moved = response.headers.get("Location", "another address")[:SHOWN_LENGTH]
            return AppError("unreachable", f"The server at {self.base_url} has moved to {moved}.")
        try:
            error = msgspec.json.decode(await read_whole(response, ERROR_LIMIT_BYTES), type=ErrorReply).error
        except (ValueError, RecursionError):  # among them those of bounded.py
            return self._not_ours(f"it answered with status {response.status}")
        wait = response.headers.get("Retry-After", "")
        return AppError(
            cast(ErrorCode, error.code),  # codes of newer servers are kept
            error.message[:MESSAGE_LENGTH],
            field=error.field,
            retry_after_s=int(wait) if wait.isascii() and wait.isdecimal() else None,
        )

    def _not_ours(self, reason: str) -> AppError:
        sentence = f"The server at {self.base_url} is not Sparklytics Desktop or has an incompatible version: {reason}."
        return AppError("unreachable", sentence)


def _payload(body: object) -> tuple[bytes | BinaryIO | None, dict[str, str]]:
    """Return a body as sent, with its headers. An open binary file is sent as it is, anything else as JSON."""
    if body is None:
        return None, {}
    if isinstance(body, io.BufferedReader):
        return body, {"Content-Type": "application/octet-stream"}
    return msgspec.json.encode(body), dict(JSON_HEADERS)


def of_website(website_id: str, rest: str = "") -> str:
    """Return the path of a website, or of a resource below it."""
    return f"/api/websites/{quote(website_id, safe='')}{rest}"


def bool_text(value: bool) -> str:
    """Return a boolean as a query parameter."""
    return "true" if value else "false"
