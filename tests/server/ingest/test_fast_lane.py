"""Fast lane: the same bytes get the same reply on both lanes."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from hypothesis import given
from hypothesis import strategies as st

from app.config import Settings
from app.domain.items.links import Link
from app.domain.items.pixels import Pixel
from app.domain.items.targets import LinkCampaign
from app.domain.websites import Website
from app.loop import spawn
from app.server.factory import connector, create_app, open_lane
from app.server.http.connection_limit import ConnectionLimiter
from app.server.http.connections import accepting
from app.server.http.fast_lane import FastLane, LaneConnection, obstacle
from app.server.http.sockets import listening
from app.server.ingest import collector
from app.server.ingest.journal import ClientFacts
from app.server.middlewares import SERVER_NAME, fixed_headers
from tests.examples import examples
from tests.server.conftest import open_parts
from tests.server.ingest.conftest import website

BODY = b'{"website_id":"site_shop","type":"pageview","url":"https://shop.example/pricing"}'
BATCH = b"[" + b",".join([BODY] * 3) + b"]"
# The servers run on the loop of the test: when so many of its turns passed in silence, nothing more will come. Counting
# turns rather than seconds keeps this true on a busy machine.
QUIET_TURNS, TURN_S = 40, 0.004


def request(
    body: bytes = BODY,
    *headers: bytes,
    target: bytes = b"/api/collect",
    method: bytes = b"POST",
    content_type: bytes = b"Content-Type: application/json",
) -> bytes:
    """A request as most clients write it; headers stand before the length."""
    lines = [method + b" " + target + b" HTTP/1.1", b"Host: localhost:3000", content_type, *headers]
    lines.append(b"Content-Length: %d" % len(body))
    return b"\r\n".join([line for line in lines if line]) + b"\r\n\r\n" + body


CHROME = (
    b"Connection: keep-alive",
    b'sec-ch-ua: "Chromium";v="120", "Not?A_Brand";v="8"',
    b"sec-ch-ua-mobile: ?0",
    b"User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0",
    b"Accept: */*",
    b"Origin: https://shop.example",
    b"Sec-Fetch-Site: cross-site",
    b"Sec-Fetch-Mode: cors",
    b"Sec-Fetch-Dest: empty",
    b"Referer: https://shop.example/",
    b"Accept-Encoding: gzip, deflate, br",
    b"Accept-Language: en-GB,en;q=0.9",
)
CURL = (b"User-Agent: curl/8.4.0", b"Accept: */*")
SDK = (
    b"user-agent: node",
    b"accept: */*",
    b"accept-language: *",
    b"sec-fetch-mode: cors",
    b"accept-encoding: br, gzip",
)

ORDINARY = {
    "chrome": request(BODY, *CHROME),
    "beacon": request(BODY, *CHROME, target=b"/e", content_type=b"Content-Type: text/plain;charset=UTF-8"),
    "curl": request(BODY, *CURL),
    "sdk batch": request(BATCH, *SDK, content_type=b"content-type: application/json"),
    "unknown website": request(BODY.replace(b"shop", b"nope", 1), *CURL),
    "malformed": request(b"{", *CURL),
    "wrong type": request(BODY.replace(b'"pageview"', b"7"), *CURL),
    "too many": request(b"[" + b",".join([BODY] * 51) + b"]", *CURL),
    "not utf-8": request(BODY.replace(b"pricing", b"\xff\xfe"), *CURL),
    "forwarded": request(BODY, b"X-Forwarded-For: 203.0.113.9, 10.0.0.1", *CURL),
    "cookie": request(BODY, b"Cookie: a=b; c=d", *CURL),
    "null origin": request(BODY, b"Origin: null", *CURL),
    "origin in capitals": request(BODY, b"ORIGIN: HTTPS://Shop.example:8443", *CURL),
}
LINK, PIXEL = b"/l/autumn-sale", b"/p/newsletter"


def visit(target: bytes, *headers: bytes, method: bytes = b"GET") -> bytes:
    """A request of a browser that follows a link, or of a mail program that loads a picture."""
    lines = [method + b" " + target + b" HTTP/1.1", b"Host: localhost:3000", *(headers or CHROME)]
    return b"\r\n".join(lines) + b"\r\n\r\n"


TRACKED = {
    "link": visit(LINK),
    "link with a query": visit(LINK + b"?utm_term=red%20shoes&a=&a=%C3%A4+b&c;d=%zz&e=%ff&" + b"long=" + b"x" * 300),
    "link of a program": visit(LINK, b"User-Agent: curl/8.4.0"),
    "link through a proxy": visit(LINK, b"X-Forwarded-For: 203.0.113.9", *CURL),
    "link with a length": visit(LINK, b"Content-Length: 0", *CURL),
    "pixel": visit(PIXEL),
    "pixel with suffix": visit(PIXEL + b".gif", b"Accept-Language: de-DE,de;q=0.9", *CURL),
    "pixel with two": visit(PIXEL + b".gif.gif?", *CURL),
    "pixel of a page": visit(PIXEL + b".gif?url=https%3A%2F%2Fshop.example%2Fcart%3Fa%3Db&mail=7", *CURL),
    "pixel of a foreign page": visit(PIXEL + b".gif?url=https://evil.example/&url=x", *CURL),
    "pixel with a cookie": visit(PIXEL, b"Cookie: a=b", b"Origin: null", *CURL),
}
NOT_TRACKED = {
    "unknown link": visit(b"/l/nothing"),
    "link that is off": visit(b"/l/over"),
    "unknown pixel": visit(b"/p/nothing.gif"),
    "link by head": visit(LINK, method=b"HEAD"),
    "link by options": visit(LINK, method=b"OPTIONS"),
    "link by post": visit(LINK, method=b"POST"),
    "link with a body": visit(LINK, b"Content-Length: 2", *CURL) + b"{}",
    "link with an escape": visit(b"/l/autumn%2Dsale"),
    "link with a slash": visit(LINK + b"/"),
    "link with a fragment": visit(LINK + b"?a=b#c"),
    "link that changes hosts": visit(LINK).replace(b"localhost:3000", b"evil.example"),
    "link in capitals": visit(b"/L/autumn-sale"),
    "link that says goodbye": visit(LINK, b"Connection: close", *CURL),
}
UNUSUAL = {
    "other target": request(BODY, *CURL, target=b"/api/collectx"),
    "query": request(BODY, *CURL, target=b"/api/collect?x=1"),
    "get": b"GET /api/collect HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "health": b"GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "options": b"OPTIONS /e HTTP/1.1\r\nHost: localhost\r\nOrigin: https://shop.example\r\n\r\n",
    "foreign host": request(BODY).replace(b"localhost:3000", b"evil.example"),
    "no host": request(BODY).replace(b"Host: localhost:3000\r\n", b""),
    "two hosts": request(BODY, b"Host: localhost"),
    "no type": request(BODY, content_type=b""),
    "form": request(BODY, content_type=b"Content-Type: application/x-www-form-urlencoded"),
    "close": request(BODY, b"Connection: close"),
    "http/1.0": request(BODY).replace(b"HTTP/1.1", b"HTTP/1.0"),
    "expect": request(BODY, b"Expect: 100-continue"),
    "upgrade": request(BODY, b"Connection: upgrade", b"Upgrade: websocket"),
    "gzip": request(BODY, b"Content-Encoding: gzip"),
    "chunked": b"POST /e HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n"
    + b"%x\r\n%s\r\n0\r\n\r\n" % (len(BODY), BODY),
    "too large": request(b'"' + b"x" * 110_000 + b'"'),
    "agent in latin-1": request(BODY, "User-Agent: Müller/1.0".encode("latin-1")),
    "two origins": request(BODY, b"Origin: https://a.example", b"Origin: https://b.example"),
    "origin in latin-1": request(BODY, "Origin: https://müller.de".encode("latin-1")),
    "empty origin": request(BODY, b"Origin:"),
    "empty value": request(BODY, b"Accept:"),
    "tab before value": request(BODY, b"Accept:\t*/*"),
}
HOSTILE = {
    "length twice": request(BODY, b"Content-Length: 5"),
    "length and chunked": request(BODY, b"Transfer-Encoding: chunked"),
    "chunked in disguise": request(BODY, b"Transfer-Encoding : chunked"),
    "chunked, odd": request(BODY, b"Transfer-Encoding: xchunked"),
    "signed length": request(BODY).replace(b"Content-Length: ", b"Content-Length: +"),
    "length with zeros": request(BODY).replace(b"Content-Length: ", b"Content-Length: 000"),
    "length in hex": request(BODY).replace(b"Content-Length: %d" % len(BODY), b"Content-Length: 0x51"),
    "length a list": request(BODY).replace(b"Content-Length: ", b"Content-Length: 81, "),
    "negative length": request(BODY).replace(b"Content-Length: ", b"Content-Length: -"),
    "folded header": request(BODY, b"X-Folded: a\r\n b"),
    "bare line feeds": request(BODY, *CURL).replace(b"\r\n", b"\n"),
    "one bare line feed": request(BODY, b"X-A: b\nX-C: d"),
    "bare carriage return": request(BODY, b"X-A: b\rX-C: d"),
    "absolute target": request(BODY, target=b"http://localhost:3000/api/collect"),
    "absolute foreign target": request(BODY, target=b"http://evil.example/api/collect"),
    "nul in header": request(BODY, b"X-A: b\x00c"),
    "nul in target": request(BODY, target=b"/api/collect\x00"),
    "space in name": request(BODY, b"X A: b"),
    "no colon": request(BODY, b"nonsense"),
    "lower case method": request(BODY, method=b"post"),
    "leading line": b"\r\n" + request(BODY),
    "two spaces": request(BODY).replace(b"POST ", b"POST  "),
    "version": request(BODY).replace(b"HTTP/1.1", b"HTTP/1.9"),
    "garbage": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 64,
    "long header": request(BODY, b"X-Long: " + b"a" * 9_000),
    "smuggled": request(BODY + request(BODY)),
}
PLAINLY_COUNTED = {"link that says goodbye", "link with a body", "link with an escape", "link with a fragment"}
UNUSUAL |= NOT_TRACKED
CORPUS = ORDINARY | TRACKED | UNUSUAL | HOSTILE


def shop() -> Website:
    """Return the website of both servers, with links and a pixel."""
    at = datetime(2026, 1, 1, tzinfo=UTC)
    utm = LinkCampaign("newsletter", "e mail", None, None, "ä")
    link = Link("lnk_1", "site_shop", "Sale", "autumn-sale", "https://shop.example/sale?a=1#top", utm, True, at)
    over = replace(link, id="lnk_2", slug="over", is_active=False)
    pixel = Pixel("pix_1", "site_shop", "Mail", "newsletter", "https://shop.example/mail", True, at)
    return website(items={"link": (link, over), "pixel": (pixel,)})


@dataclass
class Lanes:
    """Two servers alike but for the lane, each over a store of its own."""

    fast: int
    plain: int
    lane: FastLane | None

    async def answers(self, *pieces: bytes) -> tuple[list[Answer], list[Answer]]:
        """Return the reply of each server to pieces that arrive one after the other on one connection."""
        fast, plain = await asyncio.gather(talk(self.fast, pieces), talk(self.plain, pieces))
        return fast, plain


Answer = tuple[bytes, tuple[tuple[str, str], ...], bytes]


async def talk(port: int, pieces: Sequence[bytes]) -> list[Answer]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        with contextlib.suppress(ConnectionError):
            for number, piece in enumerate(pieces):
                if number:
                    await asyncio.sleep(0.002)  # so that the other side reads the pieces one by one
                writer.write(piece)
                await writer.drain()
        return parsed(await until_quiet(reader))
    finally:
        writer.close()
        with contextlib.suppress(ConnectionError):
            await writer.wait_closed()


async def until_quiet(reader: asyncio.StreamReader) -> bytes:
    received = bytearray()

    async def receive() -> None:
        with contextlib.suppress(ConnectionError):
            while data := await reader.read(65536):
                received.extend(data)

    receiving = spawn("receive", receive())
    seen, quiet = 0, 0
    while quiet < QUIET_TURNS and not receiving.done():
        await asyncio.sleep(TURN_S)
        quiet = quiet + 1 if len(received) == seen else 0
        seen = len(received)
    receiving.cancel()
    return bytes(received)


def parsed(received: bytes) -> list[Answer]:
    """Split a stream of answers. Times differ from answer to answer and queue depths from lane to lane."""
    answers: list[Answer] = []
    while received:
        head, _, rest = received.partition(b"\r\n\r\n")
        status, *lines = head.split(b"\r\n")
        headers = [
            (name.lower(), value) for name, _, value in (line.decode("latin-1").partition(": ") for line in lines)
        ]
        length = int(dict(headers).get("content-length", 0))
        kept = [entry for entry in headers if entry[0] not in ("date", "x-sparklytics-ingest-queue-events")]
        answers.append((status, tuple(sorted(kept)), rest[:length]))
        received = rest[length:]
    return answers


@contextlib.asynccontextmanager
async def serving(folder: Path, *, is_fast: bool, **changes: Any) -> AsyncIterator[tuple[int, FastLane | None]]:
    await asyncio.to_thread(folder.mkdir, exist_ok=True)
    chosen = {"host": "127.0.0.1", "port": 3000, "data_dir": folder, "collect_rate_limit": 0} | changes
    async with contextlib.AsyncExitStack() as stack:
        parts = await open_parts(Settings(**chosen, fast_lane=is_fast), None, stack)
        parts.directory.put(shop())
        runner = web.AppRunner(create_app(parts), shutdown_timeout=0.1, handler_cancellation=True)
        stack.push_async_callback(runner.cleanup)
        await runner.setup()
        (listener,) = stack.enter_context(listening("127.0.0.1", 0))
        lane = open_lane(parts, runner.app)
        fixed = (("Server", SERVER_NAME), *fixed_headers(parts.settings))
        plain = connector(parts, runner, ConnectionLimiter(1000, 1000, lambda _: False), None)
        connect = plain if lane is None else lambda: LaneConnection(lane, runner.server, fixed, None)
        await stack.enter_async_context(accepting(listener, connect))
        stack.callback(parts.hub.close)
        yield listener.getsockname()[1], lane


@contextlib.asynccontextmanager
async def both(folder: Path, **changes: Any) -> AsyncIterator[Lanes]:
    async with (
        serving(folder / "fast", is_fast=True, **changes) as (fast, lane),
        serving(folder / "plain", is_fast=False, **changes) as (plain, _),
    ):
        yield Lanes(fast, plain, lane)


def test_the_fast_lane_supports_the_installed_aiohttp() -> None:
    assert obstacle() is None


def lane_without_ingest() -> FastLane:
    """Return a lane that can only decide which requests it takes."""
    return FastLane(None, None, None, lambda host: host == "localhost:3000", ())  # type: ignore[arg-type]  # never called


@pytest.mark.parametrize("name", [*ORDINARY, "smuggled"])
def test_ordinary_requests_use_the_fast_lane(name: str) -> None:
    head = lane_without_ingest().head_of(CORPUS[name])
    assert head is not None
    assert head.is_collect


@pytest.mark.parametrize("name", TRACKED)
def test_requests_of_links_and_pixels_may_use_the_fast_lane(name: str) -> None:
    head = lane_without_ingest().head_of(TRACKED[name])
    assert head is not None
    assert head.tracked == TRACKED[name].split()[1].decode()


@pytest.mark.parametrize("name", sorted(NOT_TRACKED.keys() - {"unknown link", "link that is off", "unknown pixel"}))
def test_unusual_requests_of_links_do_not_use_the_fast_lane(name: str) -> None:
    head = lane_without_ingest().head_of(NOT_TRACKED[name])
    assert head is None or not head.tracked


@pytest.mark.expects_log("X-Forwarded-For")
async def test_both_lanes_take_the_same_events_of_links_and_pixels(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[tuple[bytes, object]] = []
    track = collector.Collector.track

    def noted(self: collector.Collector, body: bytes, client: ClientFacts, website: Website) -> bool:
        taken.append((body, client))
        return track(self, body, client, website)

    monkeypatch.setattr(collector.Collector, "track", noted)
    async with both(tmp_path) as lanes:
        for name, data in (TRACKED | NOT_TRACKED).items():
            taken.clear()
            fast = await talk(lanes.fast, [data])
            events = [*taken]
            taken.clear()
            assert (fast, events) == (await talk(lanes.plain, [data]), taken), name
            assert len(events) == (name in TRACKED or name in PLAINLY_COUNTED), name


@pytest.mark.parametrize("name", sorted({*UNUSUAL, *HOSTILE} - {"smuggled"}))
def test_unusual_requests_do_not_use_the_fast_lane(name: str) -> None:
    head = lane_without_ingest().head_of(CORPUS[name])
    assert head is None or not head.is_collect


@pytest.mark.expects_log("X-Forwarded-For")
async def test_both_lanes_answer_every_request_of_the_corpus_alike(tmp_path: Path) -> None:
    async with both(tmp_path) as lanes:
        results = await asyncio.gather(*(lanes.answers(data) for data in CORPUS.values()))
        for name, (fast, plain) in zip(CORPUS, results, strict=True):
            assert fast == plain, name
            assert fast, name
        assert lanes.lane is not None
        smuggled = 1  # a body like any other
        assert lanes.lane.answered == len(ORDINARY) + len(TRACKED) + smuggled


@pytest.mark.expects_log("X-Forwarded-For")
async def test_requests_split_in_two_at_any_byte_are_answered_alike(tmp_path: Path) -> None:
    async with both(tmp_path) as lanes:
        for name in ("curl", "sdk batch", "malformed", "chunked", "length twice"):
            data = CORPUS[name]
            offsets = range(1, len(data), 1 if name == "curl" else 17)
            for some in _chunks(list(offsets), 40):
                results = await asyncio.gather(*(lanes.answers(data[:at], data[at:]) for at in some))
                for at, (fast, plain) in zip(some, results, strict=True):
                    assert fast == plain, (name, at)
        fast, plain = await lanes.answers(CORPUS["forwarded"])
        assert fast == plain


async def test_pipelined_requests_are_answered_alike_and_in_order(tmp_path: Path) -> None:
    names = ["curl", "malformed", "sdk batch", "health", "unknown website", "chrome"]
    async with both(tmp_path) as lanes:
        together = b"".join(CORPUS[name] for name in names)
        apart = [CORPUS[name] for name in names]
        for pieces in ([together], apart, [together[:700], together[700:]], [CORPUS["curl"] + CORPUS["curl"][:50]]):
            fast, plain = await lanes.answers(*pieces)
            assert fast == plain
        statuses = [status.split()[1] for status, _, _ in fast]
        assert statuses == [b"202"]
        fast, _ = await lanes.answers(together)
        assert [status.split()[1] for status, _, _ in fast] == [b"202", b"400", b"202", b"200", b"404", b"202"]


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[asyncio.Runner, Lanes]]:
    """Both servers, which run for all examples; the runner sends the requests."""
    with asyncio.Runner() as runner:
        lanes = both(tmp_path_factory.mktemp("lanes"))
        yield runner, runner.run(lanes.__aenter__())
        runner.run(lanes.__aexit__(None, None, None))


mixtures = st.lists(st.sampled_from(sorted({*ORDINARY, *UNUSUAL} - {"forwarded", "too large"})), max_size=4)


@examples(30)
@given(
    names=mixtures, damage=st.none() | st.tuples(st.floats(0, 1), st.integers(0, 255)), cuts=st.sets(st.floats(0, 1))
)
def test_any_mixture_of_split_and_broken_requests_is_answered_alike(
    standing: tuple[asyncio.Runner, Lanes], names: list[str], damage: tuple[float, int] | None, cuts: set[float]
) -> None:
    stream = b"".join(CORPUS[name] for name in names)
    if damage is not None and stream:
        at = int(damage[0] * (len(stream) - 1))
        stream = stream[:at] + bytes([damage[1]]) + stream[at + 1 :]
    bounds = [0, *sorted({int(cut * len(stream)) for cut in list(cuts)[:4]}), len(stream)]
    pieces = [stream[start:end] for start, end in itertools.pairwise(bounds) if start < end]
    runner, lanes = standing
    fast, plain = runner.run(lanes.answers(*pieces))
    assert fast == plain


@pytest.mark.expects_log("failed, reference")
async def test_an_internal_error_is_500_on_both_lanes_and_keeps_the_connection(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    async with both(tmp_path) as lanes:
        monkeypatch.setattr(collector.Collector, "collect", fail)
        fast, plain = await lanes.answers(CORPUS["curl"], CORPUS["health"])
    assert [status.split()[1] for status, _, _ in fast] == [b"500", b"200"]
    assert [status for status, _, _ in fast] == [status for status, _, _ in plain]


async def test_the_rate_limit_counts_both_lanes_alike(tmp_path: Path) -> None:
    async with both(tmp_path, collect_rate_limit=3) as lanes:
        mixed = [CORPUS["curl"], CORPUS["no type"], CORPUS["malformed"], *[CORPUS["curl"]] * 3]
        fast, plain = await lanes.answers(*mixed)
    assert [_without_reset(answer) for answer in fast] == [_without_reset(answer) for answer in plain]
    assert [status.split()[1] for status, _, _ in fast] == [b"202", b"415", b"400", b"202", b"202", b"429"]


def _without_reset(answer: Answer) -> Answer:
    status, headers, body = answer
    return status, tuple(entry for entry in headers if entry[0] not in ("x-ratelimit-reset", "retry-after")), body


def _chunks(values: list[int], size: int) -> list[list[int]]:
    return [values[at : at + size] for at in range(0, len(values), size)]
