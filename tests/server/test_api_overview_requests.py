"""The API overview, line by line, first part: base URL, keys, rate limit, the form of requests."""

from __future__ import annotations

from ipaddress import ip_network
from pathlib import Path

import aiohttp
import pytest

from app.config import Settings
from app.config_loader import load_settings
from app.server.lifecycle import open_server
from app.server.routes.notifications.unsubscribe import PATH as UNSUBSCRIBE
from tests.server.conftest import BROWSER, PAGEVIEW, Running, Start
from tests.server.ingest.conftest import FakeClock
from tests.server.raw import JSON, get, post, send, stored

# The body of the example, byte by byte; only the website is one of ours.
EXAMPLE = """{
    "website_id": "site_abc123",
    "event_type": "pageview",
    "url": "https://example.com/pricing",
    "referrer": "https://google.com"
  }"""
OTHER_PROXY = (ip_network("127.0.0.0/8"),)


@pytest.fixture
def running(emptied_server: Running) -> Running:
    return emptied_server


def settings_of(tmp_path: Path, **variables: str) -> Settings:
    """Load the settings of `serve` from environment variables."""
    environ = {f"SPARKLYTICS_{name}": text for name, text in variables.items()}
    return load_settings({"data_dir": str(tmp_path)}, environ, is_desktop=False)


# --- Base URL


@pytest.mark.parametrize("host", ["localhost:3000", "analytics.example.com"])
async def test_all_endpoints_are_relative_to_the_installation_and_below_api(start: Start, host: str) -> None:
    running = await start(public_url="https://analytics.example.com")
    assert (await send(running, "GET", "/api/websites", Host=host)).status == 200
    assert (await send(running, "GET", "/api/health", Host=host)).status == 200
    assert (await send(running, "GET", "/websites", Host=host)).refusal == (404, "not_found")
    paths = (await get(running, "/api/openapi.json")).json["paths"]
    # For people with a browser.
    pages = {"/share/{share_id}", "/share/files/{file}", "/l/{slug}", "/p/{pixel_key}", UNSUBSCRIBE, "/count"}
    outside = {path for path in paths if not path.startswith("/api/")} - pages
    assert outside == {"/", "/e", "/mcp", "/s.js", "/health", "/health/live", "/health/ready"}


async def test_the_public_url_is_localhost_3000_by_default(tmp_path: Path, start: Start) -> None:
    assert settings_of(tmp_path).public_url == "http://localhost:3000"
    running = await start()
    website = await get(running, f"/api/websites/{await running.add_website()}")
    assert "http://localhost:3000/s.js" in website.json["data"]["tracking_snippet"]


async def test_the_public_url_is_configured_with_its_variable(tmp_path: Path, start: Start) -> None:
    public_url = settings_of(tmp_path, PUBLIC_URL="https://analytics.example.com").public_url
    running = await start(public_url=public_url)
    website = await get(running, f"/api/websites/{await running.add_website()}")
    assert "https://analytics.example.com/s.js" in website.json["data"]["tracking_snippet"]


# --- Authentication: without sign-in no key can be created, and none is valid


async def test_without_login_query_endpoints_are_open(running: Running) -> None:
    site = await running.add_website()
    for path in ("/api/websites", f"/api/websites/{site}", f"/api/websites/{site}/stats"):
        assert (await get(running, path)).status == 200


async def test_an_unknown_key_of_the_self_hosted_form_is_401(running: Running) -> None:
    key = "spk_selfhosted_" + "a" * 32
    assert (await send(running, "GET", "/api/websites", Authorization=f"Bearer {key}")).refusal == (401, "unauthorized")


# --- Rate limits


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
async def limited(start: Start, clock: FakeClock) -> Running:
    """A server with the default limit."""
    return await start(clocks=clock.clocks(), collect_rate_limit=Settings().collect_rate_limit)


async def test_rate_limit_headers_are_included_in_responses(limited: Running, clock: FakeClock) -> None:
    event = PAGEVIEW | {"website_id": await limited.add_website()}
    first_s = clock.wall_us // 1_000_000
    answers = [await post(limited, event)]
    clock.advance(7)
    answers.append(await post(limited, event))
    named = [
        {name: text for name, text in answer.headers.items() if name.startswith("X-RateLimit")} for answer in answers
    ]
    unix = str(first_s + 60)
    assert named == [
        {"X-RateLimit-Limit": "60", "X-RateLimit-Remaining": "59", "X-RateLimit-Reset": unix},
        {"X-RateLimit-Limit": "60", "X-RateLimit-Remaining": "58", "X-RateLimit-Reset": unix},
    ]


async def test_sixty_requests_a_minute_are_accepted_and_more_are_429(limited: Running, clock: FakeClock) -> None:
    event = PAGEVIEW | {"website_id": await limited.add_website()}
    assert [(await post(limited, event)).status for _ in range(60)] == [202] * 60
    refused = await post(limited, event)
    assert refused.status == 429
    assert refused.json == {
        "error": {"code": "rate_limited", "message": "Rate limit exceeded for this IP address", "field": None}
    }
    assert refused.headers["X-RateLimit-Remaining"] == "0"
    assert refused.headers["X-RateLimit-Reset"] == str(clock.wall_us // 1_000_000 + 60)
    assert refused.headers["Retry-After"] == "60"
    clock.advance(60)
    assert (await post(limited, event)).status == 202
    assert len(await stored(limited, "seq")) == 61


async def test_the_rate_limit_is_per_ip_address(start: Start) -> None:
    running = await start(collect_rate_limit=1, trusted_proxies=OTHER_PROXY)
    event = PAGEVIEW | {"website_id": await running.add_website()}
    addresses = ["198.51.100.1", "198.51.100.2", "2001:db8::1", "198.51.100.1", "2001:db8::1"]
    answers = [await post(running, event, X_Forwarded_For=address) for address in addresses]
    assert [answer.status for answer in answers] == [202, 202, 202, 429, 429]


async def test_both_collection_endpoints_share_the_limit_and_a_batch_is_one_request(limited: Running) -> None:
    event = PAGEVIEW | {"website_id": await limited.add_website()}
    paths = ["/api/collect", "/e", "/api/collect"]
    answers = [await post(limited, [event] * 50, path) for path in paths]
    assert [answer.headers["X-RateLimit-Remaining"] for answer in answers] == ["59", "58", "57"]


@pytest.mark.parametrize(
    ("body", "content_type", "status", "remaining"),
    [
        (b"{", "application/json", 400, "60"),
        (b" " * 102_401, "application/json", 413, "60"),
        (b"{}", "image/png", 415, "60"),
        (b'{"website_id":"site_unknown00","type":"pageview","url":"/"}', "application/json", 404, "59"),
    ],
)
async def test_refusals_of_the_collection_endpoint_carry_the_headers_too(
    limited: Running, body: bytes, content_type: str, status: int, remaining: str
) -> None:
    answer = await post(limited, body, Content_Type=content_type)
    assert (answer.status, answer.headers["X-RateLimit-Limit"]) == (status, "60")
    assert answer.headers["X-RateLimit-Remaining"] == remaining
    assert answer.headers["X-RateLimit-Reset"].isdecimal()


async def test_other_endpoints_have_no_such_limit(limited: Running) -> None:
    answers = [await get(limited, "/api/websites") for _ in range(61)]
    assert {answer.status for answer in answers} == {200}
    assert "X-RateLimit-Limit" not in answers[0].headers


@pytest.mark.parametrize("variable", [{"COLLECT_RATE_LIMIT": "0"}, {"RATE_LIMIT_DISABLE": "true"}])
async def test_the_limit_can_be_switched_off(tmp_path: Path, start: Start, variable: dict[str, str]) -> None:
    running = await start(collect_rate_limit=settings_of(tmp_path, **variable).collect_rate_limit)
    event = PAGEVIEW | {"website_id": await running.add_website()}
    answers = [await post(running, event) for _ in range(61)]
    assert {answer.status for answer in answers} == {202}
    assert "X-RateLimit-Limit" not in answers[-1].headers


# --- Request format


@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded", None])
async def test_post_and_put_requests_require_a_json_content_type(running: Running, content_type: str | None) -> None:
    site = await running.add_website()
    body = b'{"name": "Shop", "domain": "example.com"}'
    for method, path in (("POST", "/api/websites"), ("PUT", f"/api/websites/{site}")):
        named = {} if content_type is None else {"Content_Type": content_type}
        assert (await send(running, method, path, body, **named)).refusal == (415, "unsupported_media_type")
        assert (await send(running, method, path, body, Content_Type="application/json")).status in (200, 201)


@pytest.mark.parametrize(
    ("content_type", "status"),
    [("application/json", 202), ("text/plain;charset=UTF-8", 202), ("text/html", 415), ("", 415)],
)
async def test_events_are_json_and_beacons_may_send_them_as_text(
    running: Running, content_type: str, status: int
) -> None:
    event = PAGEVIEW | {"website_id": await running.add_website()}
    answer = await post(running, event, Content_Type=content_type)
    assert answer.status == status
    assert status == 202 or answer.refusal == (415, "unsupported_media_type")


@pytest.mark.parametrize(("size", "status"), [(102_400, 202), (102_401, 413)])
@pytest.mark.parametrize("path", ["/api/collect", "/e"])
async def test_the_collect_endpoint_accepts_a_body_of_102400_bytes(
    running: Running, path: str, size: int, status: int
) -> None:
    site = await running.add_website()
    plain = b'{"website_id":"%s","event_type":"pageview","url":"/","referrer":"' % site.encode()
    body = plain + b"r" * (size - len(plain) - 2) + b'"}'
    assert len(body) == size
    answer = await post(running, body, path)
    assert answer.status == status
    assert status == 202 or answer.refusal == (413, "payload_too_large")
    assert len(await stored(running, "seq")) == (status == 202)


@pytest.mark.parametrize(("size", "status"), [(4_096, 202), (4_097, 413)])
async def test_event_data_of_a_single_event_has_at_most_4096_bytes(running: Running, size: int, status: int) -> None:
    data = {"a": "ü" * ((size - 8) // 2) + "x" * (size % 2)}
    event = {"website_id": await running.add_website(), "event_type": "event", "event_name": "sale", "url": "/"}
    answer = await post(running, event | {"event_data": data})
    assert answer.status == status
    if status == 413:
        assert answer.refusal == (413, "payload_too_large")
        assert answer.json["error"]["field"] == "event_data"
    assert await stored(running, "strlen(event_data)") == ([(4_096,)] if status == 202 else [])


async def test_one_event_with_too_much_data_refuses_its_whole_batch(running: Running) -> None:
    event = PAGEVIEW | {"website_id": await running.add_website()}
    answer = await post(running, [event, event | {"event_data": {"a": "x" * 4_096}}])
    assert answer.refusal == (413, "payload_too_large")
    assert await stored(running, "seq") == []


@pytest.mark.parametrize(("size", "status"), [(1, 202), (50, 202), (51, 400)])
async def test_batch_size_is_at_most_50_events(running: Running, size: int, status: int) -> None:
    event = PAGEVIEW | {"website_id": await running.add_website()}
    answer = await post(running, [event] * size)
    assert answer.status == status
    assert status == 202 or answer.refusal == (400, "batch_too_large")
    assert len(await stored(running, "seq")) == (size if status == 202 else 0)


async def test_the_example_request_works_as_printed(running: Running) -> None:
    site = await running.add_website("Example", "example.com")
    body = EXAMPLE.replace("site_abc123", site).encode()
    curl = {"User_Agent": "curl/8.4.0", "Accept": "*/*"}
    answer = await send(running, "POST", "/api/collect", body, Content_Type="application/json", **curl)
    assert (answer.status, answer.body) == (202, b'{"ok":true}')
    columns = "kind, origin || path, referrer_url, referrer_domain"
    expected = ("pageview", "https://example.com/pricing", "https://google.com", "google.com")
    assert await stored(running, columns) == [expected]


async def test_the_example_request_requires_an_existing_website(running: Running) -> None:
    answer = await post(running, EXAMPLE.encode())
    assert answer.refusal == (404, "not_found")


async def test_the_example_request_works_on_a_started_server(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, port=0)
    async with open_server(settings) as server, aiohttp.ClientSession() as session:
        body = b'{"name": "Example", "domain": "example.com"}'
        async with session.post(f"{server.url}/api/websites", data=body, headers=JSON) as response:
            site = (await response.json())["data"]["id"]
        example = EXAMPLE.replace("site_abc123", site).encode()
        async with session.post(f"{server.url}/api/collect", data=example, headers=BROWSER | JSON) as response:
            assert (response.status, await response.read()) == (202, b'{"ok":true}')
            assert response.headers["X-RateLimit-Remaining"] == "59"


async def test_event_type_is_an_alias_of_type(running: Running) -> None:
    site = await running.add_website()
    named = {"website_id": site, "url": "/", "event_name": "sale"}
    for kind in ({"event_type": "event"}, {"type": "event"}, {"type": "event", "event_type": "event"}):
        assert (await post(running, named | kind)).status == 202
    for kind in ({}, {"type": "event", "event_type": "pageview"}, {"event_type": "click"}):
        assert (await post(running, named | kind)).refusal == (400, "bad_request")
    assert await stored(running, "kind") == [("event",)] * 3
