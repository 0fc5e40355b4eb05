"""Random requests from the API description: every reply is one that it documents."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import requests

from app.config import Settings
from app.loop import LoopThread
from app.server.lifecycle import open_server

if TYPE_CHECKING:
    from tests.server.fuzzing import Known

OWNER = "the-owner-of-this-test"
LIMIT_S = 10.0


@pytest.fixture
def known(tmp_path: Path) -> Iterator[Known]:
    """A server of its own thread, with an administrator and a website that has an event."""
    from tests.server.fuzzing import Known

    chosen = Settings(
        data_dir=tmp_path, port=0, auth="local", bootstrap_password="once", argon2_memory_kb=8, collect_rate_limit=0
    )
    loop, stack = LoopThread(), AsyncExitStack()
    loop.start()
    try:
        server = loop.submit(stack.enter_async_context(open_server(chosen, owner_token=OWNER))).result(LIMIT_S)
        with requests.Session() as http:
            http.headers["Authorization"] = f"Bearer {OWNER}"
            setup = {"bootstrap_password": "once", "password": "a long password"}
            assert http.post(f"{server.url}/api/auth/setup", json=setup, timeout=LIMIT_S).status_code == 201
            site = {"name": "Shop", "domain": "example.com"}
            website_id = http.post(f"{server.url}/api/websites", json=site, timeout=LIMIT_S).json()["data"]["id"]
            event = {"website_id": website_id, "type": "pageview", "url": "https://example.com/"}
            assert http.post(f"{server.url}/e", json=event, timeout=LIMIT_S).status_code == 202
            yield Known(server.url, http, {"/api/websites": website_id})
    finally:
        loop.submit(stack.aclose()).result(60)
        assert loop.stop(LIMIT_S)


@pytest.mark.timeout(240)  # hundreds of requests, also on a busy machine
@pytest.mark.expects_log("is locked out for 15 minutes")
def test_every_reply_is_documented_in_the_api_description(known: Known) -> None:
    from tests.server.fuzzing import try_all

    tried = try_all(known)
    assert known.answers[200] > tried / 2, "otherwise hardly any endpoint was reached"
    assert {400, 401, 404} <= set(known.answers)
