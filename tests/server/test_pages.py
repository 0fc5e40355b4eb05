"""Public pages: the tracker and the health checks."""

from __future__ import annotations

import base64
import gzip
import hashlib
import re

import aiohttp
import pytest

from app import __version__
from app.domain.server_status import HealthCheck
from app.resources import tracker_script
from app.server.ingest.pipeline import Ingest
from app.server.routes.home import NOT_SET_UP, SET_UP
from app.storage.connection import KnownStorageError
from tests.server.conftest import Running, Start
from tests.server.sign_in import set_up, start_fresh


@pytest.fixture
def running(emptied_server: Running) -> Running:
    return emptied_server


async def test_the_tracker_is_cacheable_and_loads_from_any_origin(running: Running) -> None:
    async with running.http.get("/s.js", headers={"Accept-Encoding": "identity"}) as response:
        assert await response.read() == tracker_script()
        assert response.content_type == "application/javascript"
        assert response.headers["Cache-Control"] == "public, max-age=3600"
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Vary"] == "Accept-Encoding"
        assert "Content-Encoding" not in response.headers


async def test_the_tracker_is_compressed_for_clients_that_accept_gzip(running: Running) -> None:
    headers = {"Accept-Encoding": "br, gzip"}
    async with (
        aiohttp.ClientSession(running.url, auto_decompress=False) as raw,
        raw.get("/s.js", headers=headers) as response,
    ):
        assert response.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(await response.read()) == tracker_script()


@pytest.mark.parametrize("form", ["{tag}", '"other", {tag}', "*"])
async def test_a_current_etag_of_the_tracker_gets_304(running: Running, form: str) -> None:
    async with running.http.get("/s.js") as response:
        tag = response.headers["ETag"]
    async with running.http.get("/s.js", headers={"If-None-Match": form.format(tag=tag)}) as response:
        assert (response.status, await response.read()) == (304, b"")
        assert response.headers["ETag"] == tag
        assert response.headers["Cache-Control"] == "public, max-age=3600"


@pytest.mark.parametrize("header", ['"other"', 'W/"x"', "nonsense", ""])
async def test_another_etag_gets_the_current_tracker(running: Running, header: str) -> None:
    async with running.http.get("/s.js", headers={"If-None-Match": header}) as response:
        assert (response.status, await response.read()) == (200, tracker_script())


HEALTH = ["/health", "/api/health", "/health/live", "/health/ready"]


async def health(running: Running) -> dict[str, tuple[int, str]]:
    """Return the HTTP status and the state of every check."""
    statuses = {}
    for path in HEALTH:
        async with running.http.get(path) as response:
            statuses[path] = (response.status, (await response.json())["status"])
    return statuses


async def test_a_healthy_server_reports_healthy(running: Running) -> None:
    words = [(200, "ok"), (200, "healthy"), (200, "ok"), (200, "ok")]
    assert await health(running) == dict(zip(HEALTH, words, strict=True))
    async with running.http.get("/api/health") as response:
        assert await response.json() == {"status": "healthy"}
    async with running.http.get("/health") as response:
        assert await response.json() == {"status": "ok", "version": __version__, "problems": []}


async def test_a_hanging_store_makes_health_503_but_the_process_is_live(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: object, **__: object) -> None:
        raise KnownStorageError("The disk is gone.")

    monkeypatch.setattr(type(running.context.events), "read", broken)
    words = [(503, "degraded"), (503, "degraded"), (200, "ok"), (503, "degraded")]
    assert await health(running) == dict(zip(HEALTH, words, strict=True))


async def test_health_gives_the_reason_when_events_cannot_be_stored(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem = HealthCheck("journal", "degraded", "The disk is full.")
    monkeypatch.setattr(Ingest, "problems", (problem,))
    monkeypatch.setattr(Ingest, "is_ready", False)
    words = [(200, "degraded"), (200, "healthy"), (200, "ok"), (503, "degraded")]
    assert await health(running) == dict(zip(HEALTH, words, strict=True))
    async with running.http.get("/health") as response:
        assert (await response.json())["problems"] == ["The disk is full."]


async def home(running: Running) -> tuple[str, str]:
    """Text and policy of the page at the root."""
    async with running.http.get("/", headers={"Accept": "text/html"}) as response:
        assert (response.status, response.content_type, response.charset) == (200, "text/html", "utf-8")
        return await response.text(), response.headers["Content-Security-Policy"]


async def test_the_root_is_a_page_that_says_what_this_is_and_nothing_about_the_data(running: Running) -> None:
    website_id = await running.add_website("Secret shop", "secret.example")
    text, policy = await home(running)
    assert "Sparklytics Desktop" in text
    assert "Connect to" in text
    assert SET_UP in text
    assert not [word for word in ("Secret", "secret.example", website_id, str(running.http.port)) if word in text]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    (style,) = re.findall("<style>(.*?)</style>", text, re.DOTALL)
    assert base64.b64encode(hashlib.sha256(style.encode()).digest()).decode() in policy
    assert "<script" not in text


async def test_the_root_says_whether_the_server_is_set_up(start: Start) -> None:
    running = await start_fresh(start)
    assert NOT_SET_UP in (await home(running))[0]
    assert (await set_up(running)).status == 201
    assert SET_UP in (await home(running))[0]


async def test_a_wrong_method_comes_before_missing_credentials(start: Start) -> None:
    running = await start_fresh(start)
    for method, path in (("PATCH", "/api/websites"), ("PUT", "/api/websites/x/stats"), ("DELETE", "/api/auth/login")):
        async with running.http.request(method, path) as response:
            assert response.status == 405
            assert (await response.json())["error"]["code"] == "method_not_allowed"
