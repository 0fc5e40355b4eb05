"""The one client of the API, used by the window and the command line. Every failure is an AppError."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import TypeVar, cast
from urllib.parse import quote

import aiohttp
import msgspec

from app.api.auth_wire import (
    ApiKeyList,
    ApiKeyReply,
    AuthStatusReply,
    DoneReply,
    NewApiKeyBody,
    NewApiKeyReply,
    PasswordBody,
    SetupBody,
)
from app.api.sse import SseReader
from app.api.wire import (
    LIVE_TYPES,
    Data,
    ErrorReply,
    IngestLimitsChange,
    IngestLimitsReply,
    NewWebsiteBody,
    WebsiteList,
    WebsiteReply,
)
from app.domain.errors import AppError, ErrorCode
from app.domain.filters import filter_params
from app.domain.live import LiveMessage
from app.domain.question import Question
from app.domain.reports import (
    MetricsReport,
    Overview,
    OverviewReport,
    Realtime,
    Series,
    SeriesReport,
    Stats,
    StatsReport,
)
from app.domain.server_status import LogLevel, ServerStatus
from app.domain.websites import NewWebsite, WebsiteChange

T = TypeVar("T")

CONNECT_LIMIT_S = 5.0
REPLY_LIMITS = aiohttp.ClientTimeout(total=30.0, connect=CONNECT_LIMIT_S)
SILENCE_LIMIT_S = 20.0  # the live stream says something every second
PAGE_SIZE = 100
JSON_HEADERS = {"Content-Type": "application/json"}
SHOWN_LENGTH = 200  # characters of a foreign server's text that are repeated


class ApiClient:
    """Talks to one server. base_url: scheme, host and port; token: an API key or the owner's token.

    Everything but the constructor belongs on the asyncio thread. All methods raise AppError: the server's own, or
    `unreachable` when it cannot be reached or does not answer as this program does.
    """

    def __init__(self, base_url: str, token: str | None = None) -> None:
        self.base_url = base_url.rstrip("/")
        self._headers = {"Authorization": f"Bearer {token}"} if token else {}
        self._session: aiohttp.ClientSession | None = None

    async def close(self) -> None:
        """Close every connection. The client can be used again afterwards."""
        if self._session is not None:
            session, self._session = self._session, None
            await session.close()

    async def list_websites(self) -> tuple[WebsiteReply, ...]:
        """Every website, in the order they were added."""
        found: list[WebsiteReply] = []
        params = {"limit": str(PAGE_SIZE)}
        while True:
            page = await self._ask("GET", "/api/websites", WebsiteList, params)
            found += page.data
            if page.pagination.next_cursor is None:
                return tuple(found)
            params["cursor"] = page.pagination.next_cursor

    async def website(self, website_id: str) -> WebsiteReply:
        return await self._data("GET", _of(website_id), WebsiteReply)

    async def add_website(self, wanted: NewWebsite) -> WebsiteReply:
        body = NewWebsiteBody(wanted.name, wanted.domain, wanted.timezone)
        return await self._data("POST", "/api/websites", WebsiteReply, body=body)

    async def change_website(self, website_id: str, change: WebsiteChange) -> WebsiteReply:
        return await self._data("PUT", _of(website_id), WebsiteReply, body=change)

    async def delete_website(self, website_id: str) -> None:
        """Delete a website with all its events."""
        await self._send("DELETE", _of(website_id))

    async def ingest_limits(self, website_id: str) -> IngestLimitsReply:
        return await self._data("GET", _of(website_id, "/ingest-limits"), IngestLimitsReply)

    async def change_ingest_limits(self, website_id: str, change: IngestLimitsChange) -> IngestLimitsReply:
        """Change how many events a website may send. What `change` leaves out stays; None goes back to the default."""
        return await self._data("PUT", _of(website_id, "/ingest-limits"), IngestLimitsReply, body=change)

    async def add_sample_website(self) -> WebsiteReply:
        """Add a website with 90 days of invented history."""
        return await self._data("POST", "/api/sample-website", WebsiteReply)

    async def overview(self, website_id: str, question: Question, metrics: Sequence[str], limit: int = 10) -> Overview:
        """Stats, series and the first `limit` rows of each breakdown in `metrics`, read at one moment."""
        params = question_params(question) | {"metrics": ",".join(metrics), "limit": str(limit)}
        return (await self._ask("GET", _of(website_id, "/overview"), OverviewReport, params)).data

    async def stats(self, website_id: str, question: Question) -> Stats:
        return (await self._ask("GET", _of(website_id, "/stats"), StatsReport, question_params(question))).data

    async def pageviews(self, website_id: str, question: Question) -> Series:
        return (await self._ask("GET", _of(website_id, "/pageviews"), SeriesReport, question_params(question))).data

    async def metrics(
        self,
        website_id: str,
        question: Question,
        type: str,
        *,
        limit: int = 10,
        offset: int = 0,
        search: str = "",
        sort: str = "",
        order: str = "",
    ) -> MetricsReport:
        """One page of a breakdown with its paging. search: text the value contains; sort, order: blank is the usual."""
        extra = {"type": type, "limit": str(limit), "offset": str(offset)}
        extra |= {name: text for name, text in (("search", search), ("sort", sort), ("order", order)) if text}
        return await self._ask("GET", _of(website_id, "/metrics"), MetricsReport, question_params(question) | extra)

    async def realtime(self, website_id: str, include_bots: bool | None = None) -> Realtime:
        """The last 30 minutes. include_bots None: as the website's bot policy says."""
        params = {} if include_bots is None else {"include_bots": _bool(include_bots)}
        return await self._data("GET", _of(website_id, "/realtime"), Realtime, params)

    async def auth_status(self) -> AuthStatusReply:
        """How people sign in. Raises AppError `not_found` where nobody has to."""
        return await self._ask("GET", "/api/auth/status", AuthStatusReply)

    async def set_up_admin(self, bootstrap_password: str, password: str) -> None:
        """Set up the administrator of a fresh server."""
        await self._data("POST", "/api/auth/setup", DoneReply, body=SetupBody(bootstrap_password, password))

    async def change_password(self, current: str, new: str) -> None:
        """Change the administrator's password; everybody is signed out."""
        await self._data("PUT", "/api/auth/password", DoneReply, body=PasswordBody(current, new))

    async def list_api_keys(self) -> tuple[ApiKeyReply, ...]:
        """Every API key, newest first, revoked ones too."""
        found: list[ApiKeyReply] = []
        while True:
            params = {"limit": str(PAGE_SIZE), "offset": str(len(found))}
            page = await self._ask("GET", "/api/auth/keys", ApiKeyList, params)
            found += page.data
            if not page.pagination.has_more:
                return tuple(found)

    async def add_api_key(self, wanted: NewApiKeyBody) -> NewApiKeyReply:
        """Make an API key. The reply is the only place that has all of it."""
        return await self._data("POST", "/api/auth/keys", NewApiKeyReply, body=wanted)

    async def revoke_api_key(self, key_id: str) -> None:
        await self._send("DELETE", f"/api/auth/keys/{quote(key_id, safe='')}")

    async def server_status(self) -> ServerStatus:
        return await self._data("GET", "/api/server/status", ServerStatus)

    async def live(self, log: LogLevel | None = "INFO") -> AsyncIterator[LiveMessage]:
        """What happens on the server, as it happens. Ends when the connection does; reconnecting is the caller's job.

        log: the least severe of the log lines that come too, recent ones first; None leaves them out.
        """
        params = {"log": log} if log else {}
        limits = aiohttp.ClientTimeout(total=None, connect=CONNECT_LIMIT_S, sock_read=SILENCE_LIMIT_S)
        reader = SseReader()
        async with self._request("GET", "/api/live", params, limits=limits) as response:
            async for chunk in _until_lost(response):
                for message in self._messages(reader, chunk):
                    yield message

    def _messages(self, reader: SseReader, chunk: bytes) -> list[LiveMessage]:
        try:
            events = [(LIVE_TYPES.get(name), text) for name, text in reader.feed(chunk)]
            # A newer server may send messages this client has never heard of.
            return [msgspec.json.decode(text, type=kind) for kind, text in events if kind is not None]
        except ValueError as error:
            raise self._stranger("its live messages cannot be read") from error

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
        except ValueError as error:
            raise self._stranger("its reply cannot be read") from error

    async def _send(
        self, method: str, path: str, params: Mapping[str, str] | None = None, body: object = None
    ) -> bytes:
        async with self._request(method, path, params, body) as response:
            return await response.read()

    @asynccontextmanager
    async def _request(
        self,
        method: str,
        path: str,
        params: Mapping[str, str] | None = None,
        body: object = None,
        limits: aiohttp.ClientTimeout | None = None,
    ) -> AsyncIterator[aiohttp.ClientResponse]:
        """Open a reply of status 2xx; raise what the server, or the network, says otherwise."""
        if self._session is None:
            self._session = aiohttp.ClientSession(headers=self._headers, cookie_jar=aiohttp.DummyCookieJar())
        data, headers = (None, None) if body is None else (msgspec.json.encode(body), JSON_HEADERS)
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
                yield response
        except TimeoutError as error:
            raise AppError("unreachable", f"The server at {self.base_url} does not answer in time.") from error
        except aiohttp.ClientSSLError as error:
            sentence = f"The certificate of the server at {self.base_url} is not valid for it."
            raise AppError("unreachable", sentence) from error
        except (aiohttp.ClientError, OSError) as error:
            raise AppError("unreachable", f"The server at {self.base_url} cannot be reached.") from error

    async def _refusal(self, response: aiohttp.ClientResponse) -> AppError:
        if response.status < 400:
            moved = response.headers.get("Location", "another address")[:SHOWN_LENGTH]
            return AppError("unreachable", f"The server at {self.base_url} has moved to {moved}.")
        try:
            error = msgspec.json.decode(await response.read(), type=ErrorReply).error
        except ValueError:
            return self._stranger(f"it answered with status {response.status}")
        wait = response.headers.get("Retry-After", "")
        return AppError(
            cast(ErrorCode, error.code),  # a newer server's code stays what it is
            error.message,
            field=error.field,
            retry_after_s=int(wait) if wait.isascii() and wait.isdecimal() else None,
        )

    def _stranger(self, what: str) -> AppError:
        sentence = f"What answers at {self.base_url} is not Sparklytics Desktop, or not a version that fits: {what}."
        return AppError("unreachable", sentence)


def question_params(question: Question) -> dict[str, str]:
    """The query parameters that ask a question. What is at its default is left out."""
    params = {"start_date": question.start.isoformat(), "end_date": question.end.isoformat()}
    params |= filter_params(question.filters)
    if question.timezone is not None:
        params["timezone"] = question.timezone
    if question.granularity != "auto":
        params["granularity"] = question.granularity
    if question.include_bots is not None:
        params["include_bots"] = _bool(question.include_bots)
    if question.compare != "none":
        params["compare_mode"] = question.compare
    if question.compare_start is not None:
        params["compare_start_date"] = question.compare_start.isoformat()
    if question.compare_end is not None:
        params["compare_end_date"] = question.compare_end.isoformat()
    return params


async def _until_lost(response: aiohttp.ClientResponse) -> AsyncIterator[bytes]:
    """The bytes of a reply, until it ends or the connection does."""
    try:
        async for chunk in response.content.iter_any():
            yield chunk
    except (aiohttp.ClientError, OSError):  # a time limit is an OSError too
        return


def _of(website_id: str, rest: str = "") -> str:
    return f"/api/websites/{quote(website_id, safe='')}{rest}"


def _bool(value: bool) -> str:
    return "true" if value else "false"
