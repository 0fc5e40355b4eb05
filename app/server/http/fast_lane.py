"""Fast lane: answers requests of two strict shapes without a request object, a task or a router.

A request qualifies if it is `POST /api/collect` or `/e` with a `Content-Length`, or `GET` of a link or a pixel that is
there, and HTTP/1.1, has plain ASCII headers each given once, and arrives whole in one read with nothing before it in
progress on the connection. It goes through the same `Ingest.collect` or `TrackedAddresses` as the plain lane and gets
the same reply. All other bytes go to aiohttp, which handles everything unusual: broken, split, pipelined, chunked or
hostile requests.

How a connection stays in step with aiohttp's parser: as long as each read so far was exactly one whole request, the
parser is between two requests and may be bypassed. After the first read that was not, the connection belongs to
aiohttp for the rest of its life.
"""

from __future__ import annotations

import asyncio
import logging
import re
import secrets
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Protocol

import aiohttp
from aiohttp import web
from aiohttp.helpers import rfc822_formatted_time
from aiohttp.web_protocol import RequestHandler

from app.domain.errors import AppError
from app.server.http.connection_limit import ConnectionLimiter
from app.server.http.connections import Connection, Headers, peer_of
from app.server.http.cors import OPEN_HEADERS, ingest_headers
from app.server.ingest.collect_body import BODY_LIMIT
from app.server.ingest.collector import Reply
from app.server.ingest.commit import OnJournalled
from app.server.ingest.journal import ClientFacts
from app.server.tracked import Answer

log = logging.getLogger(__name__)

# Attributes of aiohttp beyond its documented interface that are used here. `obstacle()` checks them.
AIOHTTP_VERSION = "3.14."
_BORROWED = (
    "_current_request",
    "_waiter",
    "_messages",
    "_close",
    "_force_close",
    "_keepalive_timeout",
    "_next_keepalive_close_time",
)

MAX_ANSWERS = 256  # of links and pixels, as bytes
MAX_HEADS = 4_096  # different header blocks in the cache
HEAD_LIMIT = 4_096  # bytes; longer ones are aiohttp's
HELD_LIMIT = 256 * 1024  # bytes that may arrive while a reply waits for the journal

_HEAD = re.compile(
    rb"(GET|HEAD|POST|PUT|DELETE|OPTIONS) (/[\x21-\x7e]*) HTTP/1\.1\r\n"
    rb"((?:[A-Za-z][A-Za-z0-9-]*: [\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?\r\n)*)\r\n"
)
_TARGETS = (b"/api/collect", b"/e")
_TRACKED = re.compile(rb"/[lp]/[A-Za-z0-9_-]{1,64}(?:\.gif){0,2}(?:\?[\x21\x22\x24-\x7e]*)?")
_CONTENT_TYPES = frozenset(
    kind + charset
    for kind in ("application/json", "text/plain")
    for charset in ("", ";charset=utf-8", "; charset=utf-8")
)
# With one of these a request does not end where its length says, or the connection changes its meaning.
_UNUSUAL = frozenset(("transfer-encoding", "upgrade", "expect", "content-encoding", "te", "trailer", "http2-settings"))
_LENGTH = re.compile("0|[1-9][0-9]{0,5}")


class IngestPort(Protocol):
    """The calls of the lane; implemented by `app.server.ingest.pipeline.Ingest`."""

    def collect(self, body: bytes, client: ClientFacts) -> Reply: ...
    def when_journalled(self, callback: OnJournalled) -> None: ...
    def refusal(self, error: AppError, client: ClientFacts) -> Reply: ...


class TrackedPort(Protocol):
    """Links and pixels; implemented by `app.server.tracked.TrackedAddresses`."""

    def answer(self, target: str, headers: Mapping[str, str], client: ClientFacts) -> Answer | None: ...


class Addresses(Protocol):
    """Addresses of senders; implemented by `app.server.http.client_address.ClientAddresses`."""

    def find(self, peer: str, forwarded: Sequence[str]) -> str: ...


@dataclass(frozen=True, slots=True, eq=False)
class Head:
    """A header block. length: its bytes; total: bytes of the whole request. headers: lower-case name -> value.

    cors: the headers of the reply to a collect request that depend on it. tracked: target of a request that a link or
    a pixel may answer, else blank.
    """

    length: int
    total: int
    is_collect: bool
    tracked: str
    headers: dict[str, str]
    cors: bytes


def obstacle() -> str | None:
    """Return the reason why the lane cannot be used with the installed aiohttp; None when it can."""
    if not aiohttp.__version__.startswith(AIOHTTP_VERSION):
        return f"it was made for aiohttp {AIOHTTP_VERSION}x, installed is {aiohttp.__version__}"
    missing = [name for name in _BORROWED if name not in RequestHandler.__slots__]
    return f"aiohttp's request handler has no {', '.join(missing)}" if missing else None


def parse_head(data: bytes, accepts_host: Callable[[str], bool]) -> Head | None:
    """Return the header block at the start of `data`; None unless it is of the plain shape whose end is certain."""
    match = _HEAD.match(data)
    if match is None:
        return None
    headers: dict[str, str] = {}
    for line in match.group(3).decode("ascii").split("\r\n")[:-1]:
        name, _, value = line.partition(": ")
        name = name.lower()
        if name in headers or name in _UNUSUAL:
            return None
        headers[name] = value
    if headers.get("connection", "keep-alive").lower() != "keep-alive":
        return None
    length = headers.get("content-length", "0")
    if not _LENGTH.fullmatch(length):
        return None
    is_collect = (
        match.group(1) == b"POST"
        and match.group(2) in _TARGETS
        and 0 < int(length) <= BODY_LIMIT
        and headers.get("content-type", "").lower() in _CONTENT_TYPES
        and accepts_host(headers.get("host", ""))
    )
    is_tracked = (
        match.group(1) == b"GET"
        and length == "0"
        and _TRACKED.fullmatch(match.group(2)) is not None
        and accepts_host(headers.get("host", ""))
    )
    tracked = match.group(2).decode("ascii") if is_tracked else ""
    return Head(match.end(), match.end() + int(length), is_collect, tracked, headers, _cors(headers))


def _cors(headers: Mapping[str, str]) -> bytes:
    lines = ingest_headers(headers.get("origin")).items()
    return "".join(f"{name}: {value}\r\n" for name, value in lines).encode("ascii")


class FastLane:
    """State shared by all connections. fixed_headers: those of every reply, as the plain lane sends them."""

    def __init__(
        self,
        ingest: IngestPort,
        tracked: TrackedPort,
        addresses: Addresses,
        accepts_host: Callable[[str], bool],
        fixed_headers: Sequence[tuple[str, str]],
    ) -> None:
        self.ingest = ingest
        self.tracked = tracked
        self.addresses = addresses
        self._accepts_host = accepts_host
        self._heads: OrderedDict[bytes, Head] = OrderedDict()
        self._fixed_headers = dict(fixed_headers)
        self._fixed = "".join(f"{name}: {value}\r\n" for name, value in fixed_headers)
        self._answers: OrderedDict[Answer, tuple[bytes, bytes]] = OrderedDict()  # what stands around the date
        self._date = ""
        self._end_of_head = b""  # date and fixed headers
        self.answered = 0  # requests

    def head_of(self, data: bytes) -> Head | None:
        """Return the head of `data` if `data` is exactly one whole request of the plain shape."""
        end = data.find(b"\r\n\r\n", 0, HEAD_LIMIT) + 4
        if end == 3:
            return None
        raw = data[:end]
        head = self._heads.get(raw)
        if head is None:
            head = parse_head(raw, self._accepts_host)
            if head is None:
                return None
            self._heads[raw] = head
            if len(self._heads) > MAX_HEADS:
                self._heads.popitem(last=False)
        return head if len(data) == head.total else None

    def encode_answer(self, answer: Answer) -> bytes:
        """Return the bytes of the answer of a link or a pixel."""
        around = self._answers.get(answer)
        if around is None:
            around = self._answers[answer] = self._around_date(answer)
            if len(self._answers) > MAX_ANSWERS:
                self._answers.popitem(last=False)
        return around[0] + rfc822_formatted_time().encode("ascii") + around[1]

    def _around_date(self, answer: Answer) -> tuple[bytes, bytes]:
        headers = {
            "Content-Type": answer.content_type,
            "Content-Length": str(len(answer.body)),
            **self._fixed_headers,
            **dict(answer.headers),
            **OPEN_HEADERS,
        }
        start = f"HTTP/1.1 {answer.status} {HTTPStatus(answer.status).phrase}\r\nDate: "
        lines = "".join(f"\r\n{name}: {value}" for name, value in headers.items())
        return start.encode("ascii"), f"{lines}\r\n\r\n".encode("ascii") + answer.body

    def encode(self, reply: Reply, head: Head) -> bytes:
        """Return the bytes of the reply to the request with this head."""
        date = rfc822_formatted_time()
        if date != self._date:  # once a second
            self._date, self._end_of_head = date, f"Date: {date}\r\n{self._fixed}\r\n".encode()
        lines = [f"HTTP/1.1 {reply.status} {HTTPStatus(reply.status).phrase}"]
        lines += [f"{name}: {value}" for name, value in reply.headers]
        lines.append(f"Content-Type: application/json\r\nContent-Length: {len(reply.body)}\r\n")
        return "\r\n".join(lines).encode("ascii") + head.cors + self._end_of_head + reply.body


class LaneConnection(Connection):
    """One connection, which chooses a lane for each read."""

    __slots__ = ("_facts", "_held", "_is_fresh", "_is_in_step", "_is_replying", "_lane", "_last_head", "_peer")

    def __init__(
        self, lane: FastLane, server: web.Server, fixed_headers: Headers, limiter: ConnectionLimiter | None
    ) -> None:
        super().__init__(server, fixed_headers, limiter)
        self._lane = lane
        self._is_in_step = True
        self._is_fresh = True  # nothing has arrived yet
        self._is_replying = False
        self._held = b""
        self._last_head: Head | None = None
        self._facts: ClientFacts | None = None
        self._peer = ""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self._peer = peer_of(transport)
        if self.seat is not None and self.seat.is_spare:  # for health checks only: aiohttp refuses the rest
            self._is_in_step = False

    @property
    def waits_since_s(self) -> float | None:
        return None if self._is_replying and self._stall_timer is None else super().waits_since_s

    def data_received(self, data: bytes) -> None:
        if self._is_replying:
            self._hold(data)
            return
        if self._is_in_step and data:  # aiohttp also calls this without data, to continue with what it has
            head = self._lane.head_of(data)
            is_idle, self._is_fresh = self._is_idle(), False
            if head is None:
                self._is_in_step = False
            elif head.is_collect and is_idle:
                self._answer(head, data[head.length :])
                return
            elif head.tracked and is_idle and self._answer_tracked(head):
                return
        super().data_received(data)

    def _is_idle(self) -> bool:
        """Return whether nothing is in progress: aiohttp waits for a request, and the connection is not about to close.

        Over HTTPS the first request may arrive before aiohttp has begun to wait for it.
        """
        waiter = self._waiter
        return (
            (self._is_fresh if waiter is None else not waiter.done())
            and not self._messages
            and not self._close
            and not self._force_close
            and self._stall_timer is None  # else aiohttp has the client read its replies before it asks for more
            and self.transport is not None
        )

    def _answer(self, head: Head, body: bytes) -> None:
        ingest = self._lane.ingest
        client = self._client(head)
        try:
            reply = ingest.collect(body, client)
        except Exception:  # a fault of ours becomes one reply with a reference into the log
            reply = self._failed("A collect request", client)
        if reply.status == HTTPStatus.ACCEPTED:
            self._is_replying = True
            ingest.when_journalled(
                lambda error: self._reply(reply if error is None else ingest.refusal(error, client), head)
            )
        else:
            self._reply(reply, head)

    def _answer_tracked(self, head: Head) -> bool:
        """Answer a request of a link or a pixel. Return False when there is none: the plain lane says so."""
        client = self._client(head)
        try:
            answer = self._lane.tracked.answer(head.tracked, head.headers, client)
        except Exception:  # a fault of ours becomes one reply with a reference into the log
            self._send(self._lane.encode(self._failed("A request of a link or a pixel", client), head))
            return True
        if answer is None:
            return False
        self._send(self._lane.encode_answer(answer))
        return True

    def _failed(self, request: str, client: ClientFacts) -> Reply:
        """Log the exception that is being handled, and return the reply that refers to it."""
        reference = secrets.token_hex(4)
        log.exception("%s failed, reference %s", request, reference)
        sentence = f"Internal server error. The log has the details under the reference {reference}."
        return self._lane.ingest.refusal(AppError("internal_server_error", sentence), client)

    def _client(self, head: Head) -> ClientFacts:
        if head is self._last_head and self._facts is not None:
            return self._facts
        headers = head.headers
        forwarded = headers.get("x-forwarded-for")
        self._facts = ClientFacts(
            self._lane.addresses.find(self._peer, () if forwarded is None else (forwarded,)),
            headers.get("user-agent", ""),
            "accept" in headers,
            "accept-language" in headers,
        )
        self._last_head = head
        return self._facts

    def _reply(self, reply: Reply, head: Head) -> None:
        self._is_replying = False
        self._send(self._lane.encode(reply, head))
        if self.transport is None:
            return
        if self._held:
            held, self._held = self._held, b""
            self.data_received(held)

    def _send(self, data: bytes) -> None:
        """Send a whole reply."""
        self._lane.answered += 1
        if self.transport is not None:
            self.transport.write(data)
            self._next_keepalive_close_time = self._loop.time() + self._keepalive_timeout

    def _hold(self, data: bytes) -> None:
        """Keep bytes that arrive before the reply has left: a client that pipelines gets its replies in order."""
        self._held += data
        if len(self._held) > HELD_LIMIT:
            self.force_close()
