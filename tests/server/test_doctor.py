"""Doctor: each prepared misconfiguration is found, and what is right is told to be right."""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from app.api import doctor
from app.api.doctor import examine
from app.domain.clock import utc_now
from app.domain.doctor import PASSED, SYMPTOMS, Finding, written
from app.domain.reports.results import Series, SeriesPoint
from app.domain.websites import tracking_snippet
from app.setting_values import networks
from tests.server.certificates import Authority
from tests.server.conftest import Running, Start

Reply = Callable[[web.Request], web.Response]
RIGHT = {"server", "script", "events", "page"}
SCRIPT = "window.sparklytics = {}"
REFUSAL = {"error": {"code": "bad_request"}}


@asynccontextmanager
async def playing(reply: Reply, context: ssl.SSLContext | None = None) -> AsyncIterator[str]:
    """Play a proxy or a site, which gets every request. Yields its address."""

    async def handle(request: web.Request) -> web.Response:
        return reply(request)

    application = web.Application()
    application.router.add_route("*", "/{path:.*}", handle)
    server = TestServer(application, scheme="http" if context is None else "https")
    await server.start_server(ssl=context)
    try:
        yield str(server.make_url("")).rstrip("/")
    finally:
        await server.close()


def page(text: str, policy: str = "") -> Reply:
    headers = {"Content-Security-Policy": policy} if policy else {}
    return lambda _: web.Response(text=text, content_type="text/html", headers=headers)


def proxy(script: web.Response | None = None, events: web.Response | None = None) -> Reply:
    """Return what a proxy answers for the script and for events; None: as our server does."""

    def reply(request: web.Request) -> web.Response:
        if request.path == "/s.js":
            return script or web.Response(text=SCRIPT)
        return events or web.json_response(REFUSAL, status=400)

    return reply


async def codes(running: Running, base: str, site_reply: Reply, context: ssl.SSLContext | None = None) -> set[str]:
    """Return what is found when pages have the line of the server at `base`. `site_reply` gets the line as {line}."""
    site = (await running.api.list_websites())[0]
    site = replace(site, tracking_snippet=tracking_snippet(base, site.id))
    async with playing(site_reply, context) as page_url:
        findings = await examine(running.api, site, page_url + "/")
    assert all(finding.title for finding in findings)
    return {finding.code for finding in findings}


@pytest.fixture
async def shop(running: Running) -> Running:
    await running.add_website()
    return running


def line(running: Running, base: str, website_id: str) -> Reply:
    return page(f"<html><head>{tracking_snippet(base, website_id)}</head></html>")


async def test_what_is_right_is_told_to_be_right(shop: Running) -> None:
    site = (await shop.api.list_websites())[0]
    assert await codes(shop, shop.url, line(shop, shop.url, site.id)) == RIGHT | {"no_event"}
    await shop.collect(site.id)
    assert await codes(shop, shop.url, line(shop, shop.url, site.id)) == RIGHT | {"visits"}


@pytest.mark.parametrize(
    ("reply", "code", "missing"),
    [
        (proxy(script=web.Response(status=404)), "script_blocked", "script"),
        (proxy(script=web.Response(status=403)), "script_blocked", "script"),
        (proxy(script=web.Response(status=421)), "host_refused", "script"),
        (proxy(script=web.Response(text="<html>the shop</html>")), "other_answer", "script"),
        (proxy(script=web.Response(body=b"x" * 100_000)), "other_answer", "script"),
        (proxy(script=web.Response(text=SCRIPT, headers={"Date": "Wed, 01 Jan 2020 10:00:00 GMT"})), "clock", "script"),
        (proxy(events=web.Response(status=403)), "events_blocked", "events"),
        (proxy(events=web.Response(status=405)), "events_blocked", "events"),
        (proxy(events=web.Response(text="<html>the shop</html>")), "events_blocked", "events"),
        (proxy(events=web.Response(status=301, headers={"Location": "/"})), "events_redirected", "events"),
    ],
)
async def test_a_proxy_that_passes_too_little_on_is_found(shop: Running, reply: Reply, code: str, missing: str) -> None:
    site = (await shop.api.list_websites())[0]
    async with playing(reply) as base:
        assert await codes(shop, base, line(shop, base, site.id)) == (RIGHT - {missing}) | {code, "no_event"}


@pytest.mark.parametrize(
    ("text", "policy", "code"),
    [
        ("<html></html>", "", "snippet_missing"),
        ('<script src="{base}/s.js" data-website-id="site_other"></script>', "", "snippet_of_other_site"),
        ('<script src="https://old.example/s.js" data-website-id="{id}"></script>', "", "snippet_of_other_server"),
        ('<script src="{base}/s.js" data-website-id="{id}"></script>', "script-src 'self'", "policy"),
        ('<script src="{base}/s.js" data-website-id="{id}"></script>', "connect-src 'self'", "policy"),
    ],
)
async def test_a_page_that_keeps_the_script_from_working_is_found(
    shop: Running, text: str, policy: str, code: str
) -> None:
    site = (await shop.api.list_websites())[0]
    async with playing(proxy()) as base:
        reply = page(text.replace("{base}", base).replace("{id}", site.id), policy)
        assert await codes(shop, base, reply) == (RIGHT - {"page"}) | {code, "no_event"}


async def test_a_site_that_moved_or_answers_with_an_error_is_found(shop: Running) -> None:
    away = web.Response(status=302, headers={"Location": "https://other.example/"})
    assert "page_moved" in await codes(shop, shop.url, lambda _: away)
    assert "page_unreachable" in await codes(shop, shop.url, lambda _: web.Response(status=500))


async def test_addresses_that_nobody_can_reach_are_found(
    shop: Running, tmp_path: Path, unused_tcp_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = (await shop.api.list_websites())[0]
    for base, code in (
        (f"http://127.0.0.1:{unused_tcp_port}", "not_reachable"),
        ("http://stats.invalid", "host_unknown"),
    ):
        assert code in await codes(shop, base, line(shop, base, site.id))
    authority = Authority(tmp_path)
    authority.issue()
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(authority.cert, authority.key)
    async with playing(proxy(), context) as base:
        assert "certificate" in await codes(shop, base, line(shop, base, site.id))
    monkeypatch.setattr("aiohttp.connector._SSL_CONTEXT_VERIFIED", authority.client())
    async with playing(proxy()) as base:
        assert "mixed_content" in await codes(shop, base, line(shop, base, site.id), context)


async def test_a_script_of_this_computer_alone_is_found_for_a_site_elsewhere(shop: Running) -> None:
    site = replace((await shop.api.list_websites())[0], tracking_snippet=tracking_snippet(shop.url, "site_x"))
    assert "only_here" in {finding.code for finding in await examine(shop.api, site, "http://shop.invalid/")}


async def test_a_site_that_has_gone_quiet_is_found(shop: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    site, today = (await shop.api.list_websites())[0], utc_now().date()
    days = [today - timedelta(days=ago) for ago in range(doctor.BUSY_DAYS + doctor.QUIET_DAYS, -1, -1)]

    async def series(*_: object) -> Series:
        points = [SeriesPoint(day.isoformat(), 9 if day <= today - timedelta(days=3) else 0, 3) for day in days]
        return Series(tuple(points), "day", None, "UTC")

    monkeypatch.setattr(shop.api, "pageviews", series)
    assert "quiet" in {finding.code for finding in await examine(shop.api, site, shop.url)}


async def test_a_fault_of_the_server_is_told(shop: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.server.status.LOW_DISK_BYTES", 1 << 60)
    site = (await shop.api.list_websites())[0]
    findings = await examine(shop.api, site, shop.url)
    (finding,) = [finding for finding in findings if finding.code == "server"]
    assert "free in the data folder" in finding.detail


@pytest.mark.expects_log("X-Forwarded-For")
async def test_a_proxy_that_is_not_trusted_is_a_finding(shop: Running) -> None:
    async with shop.http.post("/e", json={}, headers={"X-Forwarded-For": "203.0.113.9"}) as response:
        assert response.status == 400
    status = await shop.api.server_status()
    (check,) = [check for check in status.checks if check.name == "proxies"]
    assert (check.state, status.state) == ("degraded", "ok")
    assert "127.0.0.1 forwards requests" in check.message


async def test_trusting_half_the_internet_is_a_finding(start: Start) -> None:
    running = await start(trusted_proxies=networks("0.0.0.0/0"))
    (check,) = [check for check in (await running.api.server_status()).checks if check.name == "proxies"]
    assert "pretend to be another visitor" in check.message


def test_a_report_to_send_names_nothing_private() -> None:
    findings = [Finding(code, "problem", "https://secret.example/") for code in SYMPTOMS]
    findings += [Finding(code, "ok", "https://secret.example/") for code in PASSED]
    assert "secret" not in written(findings, is_private=False)
    private = written(findings, is_private=True)
    assert private.count("secret") == len(findings)
    assert private.index("[!]") < private.index("[ok]")
    for finding in findings:
        assert finding.title in private
        assert finding.advice in private
