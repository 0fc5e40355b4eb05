"""Error replies: one shape for every failure."""

from __future__ import annotations

import asyncio
import io
import json
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from app.api.wire import STATUS_OF
from app.domain.errors import ErrorCode
from app.server.http.replies import BODY_LIMIT
from app.storage import websites
from app.storage.connection import QueryTooSlow
from tests.examples import examples
from tests.server.conftest import Running, Start

JSON = {"Content-Type": "application/json"}


@pytest.fixture(scope="module")
def running(common_server: Running) -> Running:
    return common_server


async def failure(response: Any) -> tuple[int, str, str | None]:
    """Status, code and field of a failure; checks its shape."""
    assert response.content_type == "application/json"
    body = await response.json()
    assert set(body) == {"error"}
    error = body["error"]
    assert set(error) == {"code", "message", "field"}
    assert error["message"]
    return response.status, error["code"], error["field"]


def test_every_code_has_a_status() -> None:
    assert set(STATUS_OF) == set(get_args(ErrorCode))


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
@pytest.mark.parametrize("path", ["/api", "/api/nothing", "/api/websites/", "/api/v1/websites", "/index.html"])
async def test_an_unknown_address_is_404(running: Running, method: str, path: str) -> None:
    async with running.http.request(method, path) as response:
        assert await failure(response) == (404, "not_found", None)


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("PATCH", "/api/websites", "GET,HEAD,OPTIONS,POST"),
        ("POST", "/api/websites/site_1", "DELETE,GET,HEAD,OPTIONS,PUT"),
        ("GET", "/api/collect", "OPTIONS,POST"),
        ("DELETE", "/health", "GET,HEAD"),
        ("POST", "/", "GET,HEAD"),
    ],
)
async def test_a_wrong_method_is_405_and_lists_the_allowed_ones(
    running: Running, method: str, path: str, allowed: str
) -> None:
    async with running.http.request(method, path) as response:
        assert response.headers["Allow"] == allowed
        assert await failure(response) == (405, "method_not_allowed", None)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b'"text"',
        b"{}{}",
        b'{"name": "\xff", "domain": "example.com"}',
        b'{"name": "\\ud800", "domain": "example.com"}',
        b"[" * 100_000,
        b'{"name": "a", "domain": "example.com", "more": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b'{"name": ' + b'{"a":' * 100_000,
    ],
)
async def test_malformed_json_is_400(running: Running, body: bytes) -> None:
    before = running.context.directory.all()
    async with running.http.post("/api/websites", data=body, headers=JSON) as response:
        status, code, _ = await failure(response)
        assert (status, code) == (400, "bad_request")
    assert running.context.directory.all() == before


@examples(30, suppress_health_check=(HealthCheck.function_scoped_fixture,))
@given(
    body=st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["name", "domain", "timezone", "x"]), inner),
    )
)
async def test_any_json_body_gets_a_reply_of_the_standard_shape(running: Running, body: Any) -> None:
    text = json.dumps(body).encode("utf-8", "surrogatepass")
    async with running.http.post("/api/websites", data=text, headers=JSON) as response:
        assert await failure(response) if response.status != 201 else True
        assert response.status in (201, 400)


@pytest.mark.parametrize(
    "content_type", ["text/plain", "application/x-www-form-urlencoded", "application/octet-stream", ""]
)
async def test_a_body_that_is_not_json_is_415(running: Running, content_type: str) -> None:
    headers = {"Content-Type": content_type}
    async with running.http.post("/api/websites", data=b"{}", headers=headers) as response:
        assert await failure(response) == (415, "unsupported_media_type", None)


@pytest.mark.parametrize(
    "content_type", ["application/json; charset=utf-8", "Application/JSON", "application/vnd.a+json"]
)
async def test_other_json_content_types_are_accepted(running: Running, content_type: str) -> None:
    body = b'{"name": "Shop", "domain": "example.com"}'
    async with running.http.post("/api/websites", data=body, headers={"Content-Type": content_type}) as response:
        assert response.status == 201


@pytest.mark.parametrize("is_chunked", [True, False])
async def test_a_body_beyond_the_limit_is_413(running: Running, is_chunked: bool) -> None:
    async def chunks() -> Any:
        for _ in range(BODY_LIMIT // 65_536 + 1):
            yield b" " * 65_536

    data = chunks() if is_chunked else io.BytesIO(b" " * (BODY_LIMIT + 1))
    async with running.http.post("/api/websites", data=data, headers=JSON) as response:
        assert await failure(response) == (413, "payload_too_large", None)


async def test_a_body_that_contradicts_its_encoding_is_400(running: Running) -> None:
    headers = JSON | {"Content-Encoding": "gzip"}
    async with running.http.post("/api/websites", data=b"not gzip at all", headers=headers) as response:
        status, code, _ = await failure(response)
        assert (status, code) == (400, "bad_request")


@pytest.mark.expects_log("reference")
async def test_an_unexpected_failure_has_a_reference_and_no_traceback(
    running: Running, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def bug(*_: object, **__: object) -> None:
        raise RuntimeError("a secret detail")

    monkeypatch.setattr(type(running.context.events), "write", bug)
    async with running.http.post("/api/websites", json={"name": "Shop", "domain": "example.com"}) as response:
        assert await failure(response) == (500, "internal_server_error", None)
        message = (await response.json())["error"]["message"]
    assert "secret" not in message
    assert "Traceback" not in message
    reference = message.rstrip(".").rpartition(" ")[2]
    assert f"POST /api/websites failed, reference {reference}" in caplog.text
    assert "a secret detail" in caplog.text


async def test_a_slow_query_is_503_with_retry_after(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    async def slow(*_: object, **__: object) -> None:
        raise QueryTooSlow

    monkeypatch.setattr(type(running.context.events), "write", slow)
    async with running.http.post("/api/websites", json={"name": "Shop", "domain": "example.com"}) as response:
        assert response.headers["Retry-After"] == "2"
        assert await failure(response) == (503, "query_timeout", None)


async def test_an_unknown_expect_header_is_400(running: Running) -> None:
    async with running.http.post("/api/websites", data=b"{}", headers=JSON | {"Expect": "cake"}) as response:
        assert await failure(response) == (400, "bad_request", "Expect")


async def test_expect_100_continue_gets_100_continue(running: Running) -> None:
    body = {"name": "Shop", "domain": "example.com"}
    async with running.http.post("/api/websites", json=body, expect100=True) as response:
        assert response.status == 201


@pytest.mark.parametrize(
    "path", ["/api/websites", "/health", "/s.js", "/api/openapi.json", "/api/server/status", "/api/live"]
)
async def test_head_equals_get_without_a_body(running: Running, path: str) -> None:
    async with running.http.head(path) as head:
        assert (head.status, await head.read()) == (200, b"")
        kind = head.headers["Content-Type"]
    async with running.http.get(path) as get:
        assert (get.status, get.headers["Content-Type"]) == (200, kind)


async def test_a_write_finishes_after_the_client_disconnects(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    running = await start()
    begun, go_on = asyncio.Event(), asyncio.Event()
    write = type(running.context.events).write

    async def held(self: Any, *work: Any, **named: Any) -> Any:
        begun.set()
        await go_on.wait()
        return await write(self, *work, **named)

    monkeypatch.setattr(type(running.context.events), "write", held)
    body = {"name": "Shop", "domain": "example.com"}
    with running.context.hub.subscribe() as messages:
        call = asyncio.ensure_future(running.http.post("/api/websites", json=body))
        await begun.wait()
        call.cancel()
        with pytest.raises(asyncio.CancelledError):
            await call
        go_on.set()
        await anext(messages)
    stored = await running.context.events.read(websites.all_websites)
    assert running.context.directory.all() == stored
    assert len(stored) == 1
