"""Access: host names, cross-site requests, API keys and CORS."""

from __future__ import annotations

from ipaddress import ip_network
from typing import Any

import pytest

from app.server.access.endpoints import Cors
from app.server.access.guard import Authorizer
from app.server.access.origins import OriginPolicy
from tests.server.conftest import OWNER_TOKEN, PAGEVIEW, Running, Start

EVIL = "https://evil.example"
NEW = {"name": "Shop", "domain": "example.com"}


@pytest.fixture(scope="module")
def running(common_server: Running) -> Running:
    return common_server


async def status_of(running: Running, method: str, path: str, headers: dict[str, str], **more: Any) -> tuple[int, str]:
    """Status and error code of one request."""
    async with running.http.request(method, path, headers=headers, **more) as response:
        body = await response.json() if response.status >= 400 else {"error": {"code": ""}}
        return response.status, body["error"]["code"]


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:3000",
        "localhost.evil.example",
        "[::1].evil.example",
        "localhost:3000.evil.example",
        "192.168.1.20",
        "0.0.0.0",
    ],
)
@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/api/websites"), ("POST", "/api/collect"), ("GET", "/health"), ("GET", "/nothing")]
)
async def test_a_local_server_refuses_other_host_names(running: Running, host: str, method: str, path: str) -> None:
    assert await status_of(running, method, path, {"Host": host}) == (421, "misdirected_request")


@pytest.mark.parametrize(
    "host", ["localhost", "LOCALHOST:3000", "127.0.0.1", "[::1]:3000", "shop.localhost", "stats.example.com:444", "nas"]
)
async def test_local_public_and_listed_host_names_are_accepted(start: Start, host: str) -> None:
    running = await start(public_url="https://stats.example.com", allowed_hosts=("nas",))
    assert await status_of(running, "GET", "/api/websites", {"Host": host}) == (200, "")


@pytest.mark.parametrize(
    "host", ["nas", "nas.fritz.box:3000", "nas.local", "192.168.1.20:3000", "[fd00::1]", "stats.example.com"]
)
async def test_a_network_server_accepts_addresses_local_names_and_known_names(start: Start, host: str) -> None:
    running = await start(host="all", public_url="https://stats.example.com")
    assert await status_of(running, "GET", "/api/websites", {"Host": host}) == (200, "")


async def test_without_sign_in_other_host_names_may_send_events_but_not_read(start: Start) -> None:
    running = await start(host="all")
    headers = {"Host": "evil.example"}
    assert await status_of(running, "GET", "/api/websites", headers) == (421, "misdirected_request")
    assert await status_of(running, "GET", "/health", headers) == (421, "misdirected_request")
    assert await status_of(running, "GET", "/s.js", headers) == (200, "")
    body = {"website_id": "site_unknown", "type": "pageview", "url": "/"}
    assert await status_of(running, "POST", "/e", headers, json=body) == (404, "not_found")


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": EVIL},
        {"Origin": "null"},
        {"Origin": "http://localhost:4000"},
        {"Origin": "https://evil.example", "Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Origin": "https://shop.localhost", "Host": "shop.localhost"},
        {"Origin": "ftp://shop.localhost", "Host": "shop.localhost"},
        {"Origin": "chrome-extension://shop.localhost", "Host": "shop.localhost", "Sec-Fetch-Site": "same-origin"},
        {"Origin": "shop.localhost", "Host": "shop.localhost"},
        {"Origin": EVIL, "Authorization": f"Bearer {OWNER_TOKEN}"},
    ],
)
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/api/websites"),
        ("PUT", "/api/websites/x"),
        ("DELETE", "/api/websites/x"),
        ("POST", "/api/sample-website"),
    ],
)
async def test_cross_site_requests_change_nothing(
    running: Running, headers: dict[str, str], method: str, path: str
) -> None:
    form, before = {"Content-Type": "application/x-www-form-urlencoded"}, running.context.directory.all()
    assert await status_of(running, method, path, headers | form, data=b"name=x") == (403, "forbidden")
    assert running.context.directory.all() == before


async def test_the_own_and_listed_origins_may_change_data(start: Start) -> None:
    running = await start(public_url="https://stats.example.com", cors_origins=("https://app.example.com",))
    own = f"http://127.0.0.1:{running.http.port}"
    for origin in (own, "https://stats.example.com", "https://app.example.com"):
        assert await status_of(running, "POST", "/api/websites", {"Origin": origin}, json=NEW) == (201, "")
    listed = {"Origin": "https://app.example.com", "Sec-Fetch-Site": "cross-site"}
    assert await status_of(running, "POST", "/api/websites", listed, json=NEW) == (201, "")


async def test_a_page_of_the_server_behind_a_proxy_may_change_things(start: Start) -> None:
    running = await start(host="all", trusted_proxies=(ip_network("127.0.0.0/8"),))
    page = {"Origin": "https://stats.lan", "Host": "stats.lan"}
    trusted = page | {"X-Forwarded-Proto": "https"}
    assert await status_of(running, "POST", "/api/websites", trusted, json=NEW) == (201, "")
    unknown = page | {"Sec-Fetch-Site": "same-origin"}
    assert await status_of(running, "POST", "/api/websites", unknown, json=NEW) == (201, "")
    plain = trusted | {"Origin": "http://stats.lan"}
    assert await status_of(running, "POST", "/api/websites", plain, json=NEW) == (403, "forbidden")


@pytest.mark.parametrize("path", ["/api/collect", "/e"])
async def test_events_are_accepted_from_every_origin(running: Running, path: str) -> None:
    event = PAGEVIEW | {"website_id": await running.add_website()}
    headers = {"Origin": EVIL, "Sec-Fetch-Site": "cross-site"}
    assert await status_of(running, "POST", path, headers, json=event) == (202, "")


@pytest.mark.parametrize("given", ["Bearer wrong", "bearer ", "Bearer \udcff", f"Bearer {OWNER_TOKEN}x", "Bearer"])
async def test_a_wrong_key_is_refused_even_where_no_key_is_required(running: Running, given: str) -> None:
    assert await status_of(running, "GET", "/api/websites", {"Authorization": given}) == (401, "unauthorized")


@pytest.mark.parametrize("given", [f"Bearer {OWNER_TOKEN}", f"bearer  {OWNER_TOKEN} ", "Basic dTpw"])
async def test_mode_none_accepts_the_owners_token_and_no_key(running: Running, given: str) -> None:
    assert await status_of(running, "GET", "/api/websites", {"Authorization": given}) == (200, "")


async def test_without_an_owners_token_every_key_is_refused(start: Start) -> None:
    running = await start(owner_token=None)
    assert await status_of(running, "GET", "/api/websites", {"Authorization": "Bearer None"}) == (401, "unauthorized")
    assert await status_of(running, "GET", "/api/websites", {}) == (200, "")


def test_an_empty_owners_token_stops_the_start() -> None:
    with pytest.raises(ValueError, match="empty owner token"):
        Authorizer("none", "")


@pytest.mark.parametrize(
    "path", ["/health", "/api/health", "/health/live", "/health/ready", "/s.js", "/api/openapi.json"]
)
async def test_public_pages_ignore_keys(running: Running, path: str) -> None:
    assert await status_of(running, "GET", path, {"Authorization": "Bearer wrong"}) == (200, "")


@pytest.mark.parametrize("method", ["GET", "POST", "DELETE", "OPTIONS"])
async def test_public_paths_allow_every_origin(running: Running, method: str) -> None:
    async with running.http.request(method, "/s.js", headers={"Origin": EVIL}, data=b"{") as response:
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in response.headers


@pytest.mark.parametrize("path", ["/api/collect", "/e"])
@pytest.mark.parametrize("method", ["GET", "POST", "DELETE", "OPTIONS"])
@pytest.mark.parametrize("origin", [EVIL, "https://shop.example:8443", "null"])
async def test_every_answer_to_an_event_may_be_read_by_a_page_that_sends_its_cookies_along(
    running: Running, method: str, path: str, origin: str
) -> None:
    async with running.http.request(method, path, headers={"Origin": origin}, data=b"{") as response:
        assert response.headers["Access-Control-Allow-Origin"] == origin
        assert response.headers["Access-Control-Allow-Credentials"] == "true"
        assert response.headers.getall("Vary") == ["Origin"]


async def test_an_origin_that_is_no_text_is_not_repeated(running: Running) -> None:
    for origin in ("", "https://m\u00fcller.de"):
        async with running.http.post("/e", headers={"Origin": origin}, data=b"{") as response:
            assert response.headers["Access-Control-Allow-Origin"] == "*"
            assert "Access-Control-Allow-Credentials" not in response.headers


@pytest.mark.parametrize("path", ["/api/collect", "/e"])
async def test_events_are_accepted_from_every_origin_despite_a_list(start: Start, path: str) -> None:
    running = await start(cors_origins=("https://app.example.com",))
    async with running.http.options(path) as response:
        assert (response.status, await response.read()) == (200, b"")
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        assert response.headers["Access-Control-Allow-Methods"] == "POST,OPTIONS"
        assert response.headers["Access-Control-Allow-Headers"] == "*,authorization,content-type"


async def test_only_listed_origins_read_reports(start: Start) -> None:
    running = await start(cors_origins=("https://app.example.com",))
    for origin, allowed in (("https://app.example.com", "https://app.example.com"), (EVIL, None)):
        for method in ("GET", "OPTIONS"):
            async with running.http.request(method, "/api/websites", headers={"Origin": origin}) as response:
                assert response.status == 200
                assert response.headers.get("Access-Control-Allow-Origin") == allowed
                assert response.headers["Vary"] == "Origin"


async def test_without_a_list_mode_none_refuses_reports_to_other_origins(running: Running) -> None:
    for method in ("GET", "OPTIONS"):
        async with running.http.request(method, "/api/websites", headers={"Origin": EVIL}) as response:
            assert "Access-Control-Allow-Origin" not in response.headers


async def test_refusals_carry_cors_headers_for_listed_origins(start: Start) -> None:
    running = await start(cors_origins=("https://app.example.com",))
    headers = {"Origin": "https://app.example.com", "Authorization": "Bearer wrong"}
    async with running.http.get("/api/websites", headers=headers) as response:
        assert response.status == 401
        assert response.headers["Access-Control-Allow-Origin"] == "https://app.example.com"


async def test_a_preflight_needs_no_key_and_lists_methods_and_headers(start: Start) -> None:
    running = await start(cors_origins=("https://app.example.com",))
    headers = {
        "Origin": "https://app.example.com",
        "Access-Control-Request-Method": "PUT",
        "Access-Control-Request-Headers": "authorization,content-type",
        "Authorization": "Bearer wrong",
    }
    async with running.http.options("/api/websites/site_1", headers=headers) as response:
        assert response.status == 200
        assert response.headers["Access-Control-Allow-Headers"] == "authorization,content-type"
        assert "PUT" in response.headers["Access-Control-Allow-Methods"]


def test_with_keys_an_empty_list_allows_every_origin_without_credentials(make_settings: Any) -> None:
    rules = OriginPolicy(make_settings(), needs_key=True)
    assert rules.allowed_origin(Cors.LISTED, EVIL) == "*"
    assert rules.allowed_origin(Cors.NONE, EVIL) is None
    listed = OriginPolicy(make_settings(cors_origins=("https://app.example.com",)), needs_key=True)
    assert listed.allowed_origin(Cors.LISTED, EVIL) is None


async def test_paths_without_a_policy_refuse_preflights(running: Running) -> None:
    assert await status_of(running, "OPTIONS", "/health", {"Origin": EVIL}) == (405, "method_not_allowed")


@pytest.mark.parametrize("path", ["/health", "/api/websites", "/nothing", "/s.js"])
async def test_every_reply_carries_the_security_headers(running: Running, path: str) -> None:
    async with running.http.get(path) as response:
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert response.headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert response.headers["Server"] == "Sparklytics"
        assert "Strict-Transport-Security" not in response.headers


async def test_a_public_https_url_turns_hsts_on(start: Start) -> None:
    running = await start(public_url="https://stats.example.com")
    async with running.http.get("/health") as response:
        assert response.headers["Strict-Transport-Security"].startswith("max-age=")
