"""Clients that close the connection before they have the whole reply."""

from __future__ import annotations

import logging

import pytest
from aiohttp import ClientError, web
from aiohttp.test_utils import TestClient, TestServer

from app.server.middlewares import errors


@pytest.mark.parametrize("has_begun", [False, True])
async def test_a_client_that_leaves_in_the_middle_of_a_reply_is_no_fault_in_the_log(
    caplog: pytest.LogCaptureFixture, has_begun: bool
) -> None:
    async def leave(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        if has_begun:
            await response.prepare(request)
        assert request.transport is not None
        request.transport.abort()
        await response.prepare(request)
        await response.write(b"more")
        raise AssertionError("the connection is closed")

    app = web.Application(middlewares=[errors])
    app.router.add_get("/", leave)
    async with TestClient(TestServer(app)) as client:
        with caplog.at_level(logging.DEBUG, logger="app.server"), pytest.raises(ClientError):
            await (await client.get("/")).read()
    assert "ended early" in caplog.text
